#include "base/utf8.h"

#include <gtest/gtest.h>

namespace gainsay {
namespace {

TEST(Utf8, IllFormedSequencesBecomeOneReplacementEach) {
  EXPECT_EQ(repair_utf8("a\xE2\x82z"), "a\uFFFDz");
  EXPECT_EQ(repair_utf8("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(repair_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_TRUE(is_valid_utf8("Даха́ \U0001F600"));
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
}

TEST(Utf8, IndexGoesBothWaysOverLongMixedText) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "x" : "\U0001F600";
  const TextIndex index(text);
  ASSERT_EQ(index.size().value, 500U);
  std::size_t byte = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    EXPECT_EQ(index.byte_of(CharOffset{i}).value, byte);
    EXPECT_EQ(index.char_of(ByteOffset{static_cast<std::uint32_t>(byte)}).value, i);
    next_code_point(text, byte);
  }
  EXPECT_EQ(index.words(make_span(1, 3)), "x\U0001F600");
  EXPECT_EQ(index.words(make_span(499, 501)), "");
}

TEST(Utf8, FoldKeepsWhatSpellingsShare) {
  EXPECT_EQ(fold("Al-Ša‘ab"), "al saab");
  EXPECT_EQ(fold("  THE  Émir's  "), "the emirs");
  EXPECT_EQ(fold("Абу Джихад"), "абу джихад");
  EXPECT_EQ(to_lower("ÀB"), "àb");
  EXPECT_EQ(to_nfc("e\u0301"), "é");
}

}  // namespace
}  // namespace gainsay
