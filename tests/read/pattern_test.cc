// The pattern language: what each of its signs means, on written-out sentences; what is wrong with
// a wrong pattern, and where; and that neither a pattern nor a text can make it slow or end badly.

#include "read/pattern.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "analysed.h"
#include "read/actors.h"
#include "read/knowledge.h"

namespace gainsay::read {
namespace {

// Two names to refer to, in the manner of knowledge/en/patterns/definitions.yaml.
const PatternNames& names() {
  static const auto made = [] {
    PatternNames out;
    out.lists = &knowledge().words;
    for (const auto& [name, text] :
         {std::pair{"body", "[(name | pos=PRON & actor) & !entity=DATE]"},
          std::pair{"owner", "( >poss [body]=object | >-compound [body]=object )"}}) {
      if (const auto defined = define(name, text, out); !defined)
        throw std::runtime_error(defined.error().what);
    }
    return out;
  }();
  return made;
}

std::string show(const Tree& tree, const Pattern& pattern, const std::vector<Match>& matches) {
  std::string out;
  for (const auto& match : matches) {
    if (!out.empty()) out += " | ";
    out += tree.token(match.trigger).text;
    for (const auto& capture : match.captures) {
      out += " " + pattern.captures[static_cast<std::size_t>(capture.name)] + "=[" +
             tree.token(capture.token).text + "]";
    }
  }
  return out.empty() ? "nothing" : out;
}

TEST(Pattern, FindsAndCapturesWhatItSays) {
  for (const auto& one : read_cases("patterns.txt")) {
    const Tree tree(one.document);
    const Actors actors(tree, knowledge());
    const MatchField field(tree, knowledge(), actors);
    for (const auto& wanted : one.wanted) {
      const auto arrow = wanted.find(" => ");
      ASSERT_NE(arrow, std::string::npos) << one.place << ": no ' => ' in: " << wanted;
      const auto pattern = parse_pattern(wanted.substr(0, arrow), names());
      ASSERT_TRUE(pattern) << one.place << ": " << wanted << ": column " << pattern.error().at + 1
                           << ": " << pattern.error().what;
      EXPECT_EQ(show(tree, *pattern, field.match(*pattern)), wanted.substr(arrow + 4))
          << one.place << ": " << wanted;
    }
  }
}

TEST(Pattern, ThatIsWrongSaysWhereAndWhy) {
  std::ifstream rows("tests/read/pattern_errors.tsv");
  int count = 0;
  int line_number = 0;
  for (std::string line; std::getline(rows, line);) {
    ++line_number;
    if (line.empty() || line.starts_with("#")) continue;
    std::istringstream fields(line);
    std::string text;
    std::string column;
    std::string reason;
    std::getline(fields, text, '\t');
    std::getline(fields, column, '\t');
    std::getline(fields, reason, '\t');
    const auto pattern = parse_pattern(text, names());
    ASSERT_FALSE(pattern) << "pattern_errors.tsv:" << line_number << ": is taken: " << text;
    EXPECT_EQ(std::to_string(pattern.error().at + 1), column) << text;
    EXPECT_EQ(pattern.error().what, reason) << "pattern_errors.tsv:" << line_number << ": " << text;
    ++count;
  }
  EXPECT_GT(count, 20);
}

TEST(Pattern, ThatIsFarTooDeepOrLargeIsRefused) {
  std::string deep = "[]";
  for (int i = 0; i < 10000; ++i) deep += " >dobj ([]";
  EXPECT_EQ(parse_pattern(deep, names()).error().what, "nested too deep");
  std::string path = "[] >dobj";
  for (int i = 0; i < 10000; ++i) path += "/>dobj";
  EXPECT_EQ(parse_pattern(path, names()).error().what, "nested too deep");
  EXPECT_EQ(parse_pattern("[" + std::string(10000, '!') + "passive]", names()).error().what,
            "nested too deep");
  std::string wide = "[]";
  for (int i = 0; i < 1000; ++i) wide += " >dobj";
  EXPECT_EQ(parse_pattern(wide, names()).error().what, "the pattern is too large");

  // A name that stands for two of the one before it: 2^20 conditions.
  PatternNames doubling;
  doubling.lists = &knowledge().words;
  ASSERT_TRUE(define("n0", ">dobj", doubling));
  std::string problem;
  for (int i = 1; i <= 20 && problem.empty(); ++i) {
    const auto before = "$n" + std::to_string(i - 1);
    auto twice = before;
    twice.append(" ").append(before);
    const auto defined = define("n" + std::to_string(i), twice, doubling);
    if (!defined) problem = defined.error().what;
  }
  EXPECT_NE(problem.find("the pattern is too large"), std::string::npos) << problem;
}

// One sentence of `size` verbs, each the conjunct of the one before: as deep as a tree can be.
nlp::Analysed chain(nlp::TokenIndex size) {
  nlp::Analysed document;
  for (nlp::TokenIndex i = 0; i < size; ++i) {
    nlp::Token token;
    const auto at = document.annotated.article.text.size();
    document.annotated.article.text += "ran ";
    token.span = make_span(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3));
    token.text = "ran";
    token.lemma = "run";
    token.tag = "VBD";
    token.pos = "VERB";
    token.dep = i == 0 ? "ROOT" : "conj";
    token.head = i == 0 ? 0 : i - 1;
    document.analysis.tokens.push_back(std::move(token));
  }
  document.analysis.sentences.push_back({0, size});
  return document;
}

// What takes a step for every pair of these tokens takes ten thousand million of them, and with
// backtracking more than there is time for.
TEST(Pattern, IsLinearInTheDeepestSentence) {
  constexpr nlp::TokenIndex kSize = 100'000;
  const auto document = chain(kSize);
  const Tree tree(document);
  const Actors actors(tree, knowledge());
  const MatchField field(tree, knowledge(), actors);
  for (const auto* text : {"[lemma=run] >_* [word=walked]=x", "[lemma=run] <_+ [word=walked]=x",
                           "[] >_* ([] >_* ([] >_* ([] >_* ([] >_* [word=walked]))))",
                           "[] ?>_*/>_*/>_*/>_*/>_* []=x ?<_*/<_*/<_* []=y",
                           R"([] ( >conj+ [word=no]
                              | >conj+ ([] ( >conj+ [word=no] | >conj+ [word=none] ))
                              | >doer []=x ))"}) {
    const auto pattern = parse_pattern(text, names());
    ASSERT_TRUE(pattern) << text << ": " << pattern.error().at + 1 << ": " << pattern.error().what;
    const auto found = field.match(*pattern);
    EXPECT_LE(found.size(), static_cast<std::size_t>(kSize));
  }
}

TEST(Pattern, FindsTheNearestOverAnyNumberOfSteps) {
  const auto document = chain(50);
  const Tree tree(document);
  const Actors actors(tree, knowledge());
  const MatchField field(tree, knowledge(), actors);
  const auto last = parse_pattern("[dep=ROOT] >conj+ ([]=x !>conj)", names());
  ASSERT_TRUE(last);
  auto found = field.match(*last);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].captures.at(0).token, 49);
  const auto nearest = parse_pattern("[dep=ROOT] >conj+ []=x", names());
  EXPECT_EQ(field.match(*nearest).at(0).captures.at(0).token, 1);
  const auto all = parse_pattern("[dep=ROOT] >conj+ []=x+", names());
  EXPECT_EQ(field.match(*all).at(0).captures.size(), 49U);
}

// Heads in a ring, heads outside the text: nothing is found in them, or something; it ends.
TEST(Pattern, EndsOnDamagedTrees) {
  const auto pattern = parse_pattern(
      "[] ?>_* ([]=x ?<_* []=y) ?<_+/>_+ []=z ?>doer []=a ?>sufferer []=b ?+20 []=c", names());
  ASSERT_TRUE(pattern) << pattern.error().what;
  for (nlp::TokenIndex child = 0; child < 6; ++child) {
    for (nlp::TokenIndex head = -2; head < 8; ++head) {
      auto document = chain(6);
      document.analysis.tokens[static_cast<std::size_t>(child)].head = head;
      for (const auto* dep : {"conj", "relcl", "nsubj", "nonsense"}) {
        document.analysis.tokens[static_cast<std::size_t>(child)].dep = dep;
        const Tree tree(document);
        const Actors actors(tree, knowledge());
        for (const auto& match : MatchField(tree, knowledge(), actors).match(*pattern)) {
          for (const auto& capture : match.captures) {
            EXPECT_GE(capture.token, 0);
            EXPECT_LT(capture.token, 6);
          }
        }
      }
    }
  }
}

TEST(WordLists, HoldWordsAndEndings) {
  WordList words;
  words.add("warden");
  words.add("-keeper");
  words.add("-");
  EXPECT_TRUE(words.contains("warden"));
  EXPECT_TRUE(words.contains("beekeeper"));
  EXPECT_TRUE(words.contains("-"));
  EXPECT_FALSE(words.contains("keeper"));
  EXPECT_FALSE(words.contains("akeeper"));
  EXPECT_FALSE(words.contains("wardens"));
}

}  // namespace
}  // namespace gainsay::read
