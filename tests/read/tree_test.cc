// The walk over dependency trees, also over damaged ones: whatever a parse says, every walk ends.

#include "read/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "analysed.h"
#include "base/utf8.h"
#include "read/read.h"
#include "read/rehang.h"

namespace gainsay::read {
namespace {

constexpr const char* kText = "The rebels who took the port left Halm.";
constexpr const char* kTable = R"(
  The    | the   | DT  | DET   | det   | 2 |
  rebels | rebel | NNS | NOUN  | nsubj | 7 |
  who    | who   | WP  | PRON  | nsubj | 4 |
  took   | take  | VBD | VERB  | relcl | 2 |
  the    | the   | DT  | DET   | det   | 6 |
  port   | port  | NN  | NOUN  | dobj  | 4 |
  left   | leave | VBD | VERB  | ROOT  | 0 |
  Halm   | Halm  | NNP | PROPN | dobj  | 7 | B-GPE
  .      | .     | .   | PUNCT | punct | 7 |)";

TEST(Tree, KnowsChildrenSubtreesAndWords) {
  const auto document = analysed(kText, kTable);
  const Tree tree(document);
  ASSERT_EQ(tree.size(), 9);
  EXPECT_EQ(tree.head(6), kNone);
  EXPECT_EQ(tree.dep(6), Dep::root);
  EXPECT_THAT(tree.children(6), ::testing::ElementsAre(1, 7, 8));
  EXPECT_EQ(tree.subtree(1), (TokenRange{0, 6}));
  EXPECT_EQ(tree.words(tree.subtree(1)), "The rebels who took the port");
  EXPECT_EQ(tree.words(tree.core(1)), "rebels") << "no article, no relative clause";
  EXPECT_TRUE(tree.is_under(5, 1));
  EXPECT_FALSE(tree.is_under(7, 1));
  EXPECT_EQ(tree.child(6, {Dep::dobj}), 7);
  EXPECT_EQ(tree.child(6, {Dep::ccomp}), kNone);
}

TEST(Tree, FindsTokensByTheirPlaceInTheText) {
  const auto document = analysed(kText, kTable);
  const Tree tree(document);
  EXPECT_EQ(tree.token_at({4}), 1);
  EXPECT_EQ(tree.token_at({11}), 2);
  EXPECT_EQ(tree.tokens_in(make_span(4, 20)), (TokenRange{1, 4}));
  EXPECT_EQ(tree.span({1, 2}), make_span(4, 10));
}

TEST(Tree, HeadsThatRunInARingEnd) {
  auto document = analysed(kText, kTable);
  auto& tokens = document.analysis.tokens;
  tokens[6].head = 3;  // left → took → rebels → left
  const Tree tree(document);
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    int steps = 0;
    for (auto at = i; at != kNone; at = tree.head(at)) {
      ASSERT_LE(++steps, tree.size()) << "from token " << i;
    }
    EXPECT_TRUE(tree.is_under(i, i));
  }
}

TEST(Tree, HeadsOutsideTheTextAreRoots) {
  auto document = analysed(kText, kTable);
  document.analysis.tokens[1].head = -5;
  document.analysis.tokens[5].head = 4000;
  const Tree tree(document);
  EXPECT_EQ(tree.head(1), kNone);
  EXPECT_EQ(tree.head(5), kNone);
}

TEST(Tree, LabelsThatItDoesNotKnowAreOther) {
  auto document = analysed(kText, kTable);
  document.analysis.tokens[7].dep = "obl:arg";
  document.analysis.tokens[7].pos = "";
  const Tree tree(document);
  EXPECT_EQ(tree.dep(7), Dep::other);
  EXPECT_EQ(tree.pos(7), Pos::other);
}

// What is damaged above is also read: no crash, and evidence that lies in the text.
TEST(Reader, TakesAnyParse) {
  const auto reader = load_reader({.folder = "knowledge"});
  ASSERT_TRUE(reader) << to_string(reader.error());
  const auto size = static_cast<nlp::TokenIndex>(analysed(kText, kTable).analysis.tokens.size());
  for (nlp::TokenIndex child = 0; child < size; ++child) {
    for (nlp::TokenIndex head = -1; head <= size; ++head) {
      auto document = analysed(kText, kTable);
      document.analysis.tokens[static_cast<std::size_t>(child)].head = head;
      for (const auto& assertion : (*reader)->read(document).assertions) {
        ASSERT_FALSE(assertion.evidence.empty());
        for (const auto& span : assertion.evidence) {
          ASSERT_LT(span.begin, span.end);
          ASSERT_LE(span.end.value, 39U);
        }
      }
    }
  }
}

// Every sentence of the case files with a few of its tokens' heads, labels and tags exchanged, the
// same ones each time: nothing is read or moved from outside it.
TEST(Reader, TakesDamagedSentencesOfEveryKind) {
  const auto reader = load_reader({.folder = "knowledge"});
  ASSERT_TRUE(reader) << to_string(reader.error());
  std::mt19937 random(20261127);
  const auto any = [&](std::size_t size) { return random() % size; };
  for (const char* file : {"rehung.txt", "attributions.txt", "readings.txt", "stance.txt",
                           "quantities.txt", "relations.txt"}) {
    for (const auto& one : read_cases(file)) {
      auto document = one.document;
      auto& tokens = document.analysis.tokens;
      for (int damaged = 0; damaged < 3 && !tokens.empty(); ++damaged) {
        auto& token = tokens[any(tokens.size())];
        const auto& other = tokens[any(tokens.size())];
        token.head = static_cast<nlp::TokenIndex>(any(tokens.size() + 2)) - 1;
        token.dep = other.dep;
        token.tag = other.tag;
        token.pos = other.pos;
      }
      rehang(document, knowledge());
      const auto end =
          static_cast<std::uint32_t>(count_code_points(document.annotated.article.text));
      for (const auto& assertion : (*reader)->read(document).assertions) {
        ASSERT_FALSE(assertion.evidence.empty()) << one.place;
        for (const auto& span : assertion.evidence) ASSERT_LE(span.end.value, end) << one.place;
      }
    }
  }
}

TEST(Reader, FindsNothingInNothing) {
  const auto reader = load_reader({.folder = "knowledge"});
  ASSERT_TRUE(reader) << to_string(reader.error());
  EXPECT_EQ((*reader)->read(analysed("", "")), Reading{});
  EXPECT_EQ((*reader)->read(analysed("... !", R"(
    ... | ... | : | PUNCT | ROOT  | 0 |
    !   | !   | . | PUNCT | punct | 1 |)")),
            Reading{});
}

TEST(Reader, GivesTheSameTwice) {
  const auto reader = load_reader({.folder = "knowledge"});
  ASSERT_TRUE(reader) << to_string(reader.error());
  for (const auto& one : read_cases("readings.txt")) {
    EXPECT_EQ((*reader)->read(one.document), (*reader)->read(one.document)) << one.place;
  }
}

}  // namespace
}  // namespace gainsay::read
