#include <gtest/gtest.h>

#include "base/utf8.h"
#include "page/page.h"
#include "rows.h"

namespace gainsay::page {
namespace {

// "\xE9" and "\0" in the rows' bytes.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x') {
      out.push_back(static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16)));
      i += 3;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

TEST(Charset, DeclaredOrHidden) {
  for (const auto& row : rows_of("charsets.tsv")) {
    ASSERT_EQ(row.fields.size(), 3U) << row.place;
    EXPECT_EQ(decode(unescaped(row.fields[1]), row.fields[0]), row.fields[2]) << row.place;
  }
}

std::string utf16(std::string_view text, bool big) {
  std::string out;
  for (const char32_t c : to_utf32(text)) {
    const auto high = static_cast<char>(c >> 8);
    const auto low = static_cast<char>(c & 0xFF);
    out.push_back(big ? high : low);
    out.push_back(big ? low : high);
  }
  return out;
}

TEST(Charset, Utf16WithAndWithoutItsMark) {
  const std::string page = "<p>The bridge at Orrin Ford, café Ōrin, мост.</p>";
  for (const bool big : {false, true}) {
    EXPECT_EQ(decode(utf16("\uFEFF" + page, big), ""), page);
    EXPECT_EQ(decode(utf16("\uFEFF" + page, big), "text/html; charset=windows-1252"), page);
    EXPECT_EQ(decode(utf16(page, big), ""), page);
  }
}

// Long enough for letters to tell.
TEST(Charset, HiddenOnesAreToldByTheirLetters) {
  const std::string cyrillic =
      "<html><body><p>\xCC\xEE\xF1\xF2 \xE2 \xE4\xEE\xEB\xE8\xED\xE5 "
      "\xE7\xE0\xEA\xF0\xFB\xEB\xE8 \xE2\xEE \xE2\xF2\xEE\xF0\xED\xE8\xEA, "
      "\xF1\xEA\xE0\xE7\xE0\xEB\xE8 \xE6\xE8\xF2\xE5\xEB\xE8. "
      "\xCF\xF0\xE5\xE4\xF1\xF2\xE0\xE2\xE8\xF2\xE5\xEB\xFC "
      "\xE2\xEB\xE0\xF1\xF2\xE5\xE9 \xFD\xF2\xEE \xEE\xF2\xF0\xE8\xF6\xE0\xE5\xF2.</p>";
  EXPECT_EQ(decode(cyrillic, ""),
            "<html><body><p>Мост в долине закрыли во вторник, сказали жители. Представитель "
            "властей это отрицает.</p>");
}

TEST(Charset, BrokenUtf8StaysUtf8) {
  EXPECT_EQ(decode("caf\xC3\xA9 \xC3( caf\xC3\xA9 na\xC3\xAFve", ""), "café \uFFFD( café naïve");
}

}  // namespace
}  // namespace gainsay::page
