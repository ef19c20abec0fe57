#include "nlp/tokenizer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "model.h"
#include "nlp/regex.h"

namespace gainsay::nlp {
namespace {

TEST(Tokenizer, CutsAsSpacyDoes) {
  std::ifstream file("tests/nlp/tokens.tsv");
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with("# ")) continue;
    const auto tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << "tests/nlp/tokens.tsv:" << number;
    std::string tokens;
    for (const auto& token : model().analyse(line.substr(0, tab)).tokens) {
      tokens += (tokens.empty() ? "" : " ¦ ") + token.text;
    }
    EXPECT_EQ(tokens, line.substr(tab + 1)) << "tests/nlp/tokens.tsv:" << number;
  }
  EXPECT_GT(number, 40);
}

TEST(Tokenizer, TokensAndSpacesSpellTheText) {
  const std::string text = "  A  b\tc \n\nd's  e ";
  std::string spelled;
  for (const auto& token : model().analyse(text).tokens) {
    spelled += token.text + (token.space_after ? " " : "");
  }
  EXPECT_EQ(spelled, text);
}

TEST(Regex, ReadsPythonsEscapes) {
  EXPECT_EQ(to_pcre("(?u)^\\u00a1-\\U0001F600\\Z"), "^\\x{00a1}-\\x{0001F600}\\z");
  EXPECT_EQ(to_pcre("[[:a][^]\\]x]"), "[\\[:a][^]\\]x]");
  MatchSpace space;
  const auto dash = Regex::compile("(?<=[a-z])\\u2014", Regex::From::anywhere, "test");
  ASSERT_TRUE(dash);
  const auto match = dash->search("x—y", space);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 1U);
  EXPECT_EQ(match->end, 4U);
  EXPECT_FALSE(dash->search("X—y", space));
  const auto start = Regex::compile("b", Regex::From::start, "test");
  ASSERT_TRUE(start);
  EXPECT_FALSE(start->matches("ab", space));
}

TEST(Regex, SaysWhereAPatternIsWrong) {
  const auto broken = Regex::compile("a(b", Regex::From::anywhere, "tokenizer prefix_search");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::model);
  EXPECT_EQ(broken.error().where, "tokenizer prefix_search");
}

}  // namespace
}  // namespace gainsay::nlp
