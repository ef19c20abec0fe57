// What embeddings hash: the expected numbers are spaCy's and thinc's own.
#include <gtest/gtest.h>

#include "nlp/lexicon.h"
#include "nlp/string_ids.h"

namespace gainsay::nlp {
namespace {

TEST(StringIds, AreSpacys) {
  EXPECT_EQ(string_id(""), 0U);
  EXPECT_EQ(string_id("apple"), 8566208034543834098U);
  EXPECT_EQ(string_id("attack"), 9652614884489271923U);
  EXPECT_EQ(string_id("Ахмед"), 8832931527398740927U);
  EXPECT_EQ(string_id("The government denied it."), 7205100088003103249U);
}

TEST(StringIds, ReservedNamesHaveSmallNumbers) {
  EXPECT_EQ(string_id("IS_ALPHA"), 1U);
  EXPECT_EQ(string_id("FLAG19"), 19U);
  EXPECT_EQ(string_id("X"), 101U);
  EXPECT_EQ(string_id("DEPRECATED276"), 379U);
  EXPECT_EQ(string_id("det"), 415U);
  EXPECT_EQ(string_id("nsubj"), 429U);
  EXPECT_EQ(string_id("_"), 456U);
}

TEST(StringIds, EmbeddingRowsAreThincs) {
  using Rows = std::array<std::uint32_t, 4>;
  EXPECT_EQ(embedding_hashes(0, 8), (Rows{0, 0, 0, 0}));
  EXPECT_EQ(embedding_hashes(1, 8), (Rows{1161550108, 2247783286, 1742325162, 1224191281}));
  EXPECT_EQ(embedding_hashes(8566208034543834098U, 8),
            (Rows{2653853934, 3922826080, 3980780901, 3736755472}));
}

TEST(Lexeme, ShapesAreSpacys) {
  EXPECT_EQ(word_shape("Apple"), "Xxxxx");
  EXPECT_EQ(word_shape("12345678"), "dddd");
  EXPECT_EQ(word_shape("C3PO-12"), "XdXX-dd");
  EXPECT_EQ(word_shape("Ахмедов"), "Xxxxx");
  EXPECT_EQ(word_shape("don’t"), "xxx’x");
  EXPECT_EQ(word_shape("½①٣"), "½dd");
  EXPECT_EQ(word_shape(std::string(99, 'a')), "xxxx");
  EXPECT_EQ(word_shape(std::string(100, 'a')), "LONG");
}

TEST(Lexeme, NormsAndEndsOfWords) {
  const auto norms = Norms::load(Packed{}, "test");
  ASSERT_TRUE(norms);
  Lexicon lexicon(*norms);
  const Lexeme& word = lexicon.get("Émigrés");
  EXPECT_EQ(word.norm, string_id("émigrés"));
  EXPECT_EQ(word.prefix, string_id("É"));
  EXPECT_EQ(word.suffix, string_id("rés"));
  EXPECT_EQ(word.length, 7U);
  EXPECT_EQ(lexicon.get("£").norm, string_id("$"));
  EXPECT_EQ(lexicon.get("it").suffix, string_id("it"));
  EXPECT_TRUE(lexicon.get("\u00A0").is_space);
  EXPECT_EQ(&lexicon.get("Émigrés"), &word);
  const Lexeme& other = lexicon.get_with_norm("Émigrés", string_id("exiles"));
  EXPECT_NE(&other, &word);
  EXPECT_EQ(other.norm, string_id("exiles"));
  EXPECT_EQ(lexicon.get("Émigrés").norm, word.norm);
}

}  // namespace
}  // namespace gainsay::nlp
