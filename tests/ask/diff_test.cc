#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "../ledger/records.h"
#include "ask/ask.h"

namespace gainsay::ask {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::make_article;
using ::testing::Not;

// "kept words[-removed-]{+added+}", and each piece's span checked against the text it is of.
std::string marked(const std::string& earlier, const std::string& later) {
  std::string out;
  std::string was;
  std::string is;
  for (const auto& piece : word_diff(earlier, later)) {
    if (piece.kind == Kind::kept) out += piece.text;
    if (piece.kind == Kind::removed) out += "[-" + piece.text + "-]";
    if (piece.kind == Kind::added) out += "{+" + piece.text + "+}";
    const TextIndex a(earlier);
    const TextIndex b(later);
    if (piece.kind != Kind::added) was += a.words(piece.earlier);
    if (piece.kind != Kind::removed) is += b.words(piece.later);
    const bool gone = piece.kind == Kind::removed;
    EXPECT_EQ(piece.text, gone ? a.words(piece.earlier) : b.words(piece.later));
  }
  EXPECT_EQ(was, earlier);
  EXPECT_EQ(is, later);
  return out;
}

TEST(WordDiff, NamesWhatWasRemovedAndAdded) {
  EXPECT_EQ(marked("They killed 12 soldiers.", "They killed 17 soldiers."),
            "They killed [-12 -]{+17 +}soldiers.");
  EXPECT_EQ(marked("Résidents fled.\n\nIt rained.", "Résidents fled at dawn.\n\nIt rained."),
            "Résidents [-fled.\n\n-]{+fled at dawn.\n\n+}It rained.");
  EXPECT_EQ(marked("One.\n\nTwo.\n\nThree.", "One.\n\nThree."), "One.\n\n[-Two.\n\n-]Three.");
  EXPECT_EQ(marked("", "New."), "{+New.+}");
  EXPECT_EQ(marked("Old.", ""), "[-Old.-]");
  EXPECT_EQ(marked("Same words.", "Same words."), "Same words.");
}

TEST(WordDiff, AnyTwoTextsAreToldApart) {
  std::mt19937 random(7);
  const auto text = [&] {
    std::string out;
    for (auto words = random() % 40; words > 0; --words)
      out += std::string(1, static_cast<char>('a' + random() % 4)) + (random() % 6 ? " " : "\n\n");
    return out;
  };
  for (int i = 0; i < 500; ++i) marked(text(), text());
  // Texts without a word in common, too long to be compared word by word.
  std::string a;
  std::string b;
  for (int i = 0; i < 5000; ++i) {
    a += "a" + std::to_string(i) + " ";
    b += "b" + std::to_string(i) + " ";
  }
  EXPECT_EQ(word_diff(a, b).size(), 2U);
}

ledger::View view_of_captures() {
  ledger::View view;
  const auto add = [&](const char* id, const char* url, const char* text, const char* captured) {
    view.documents.push_back({id, make_article(text, url, "Orla Courier"), captured, ""});
  };
  const std::string before = "The Grey Front said it had killed 12 soldiers at Orla.";
  add("sha256:aa1", "https://courier.example/1", before.c_str(), "2021-03-05T08:00:00Z");
  add("sha256:cc3", "https://courier.example/1",
      "The Grey Front said it had killed 17 soldiers at Orla.", "2021-03-07T08:00:00Z");
  add("sha256:bb2", "https://courier.example/1", before.c_str(), "2021-03-06T08:00:00Z");
  add("sha256:dd4", "https://other.example/", before.c_str(), "2021-03-06T08:00:00Z");
  view.documents[1].article.title = "Seventeen killed at Orla";
  view.documents[1].article.canonical = "https://courier.example/orla";
  add("sha256:ee5", "https://courier.example/orla", before.c_str(), "2021-03-08T08:00:00Z");
  return view;
}

TEST(Diff, CapturesOfOnePageAreCompared) {
  const auto view = view_of_captures();
  const auto changes = find_changes(view, "aa1");
  ASSERT_TRUE(changes) << to_string(changes.error());
  std::vector<std::string> ids;
  for (const auto* capture : changes->captures) ids.push_back(capture->id);
  EXPECT_THAT(ids, ElementsAre("sha256:aa1", "sha256:bb2", "sha256:cc3"));
  ASSERT_EQ(changes->changes.size(), 2U);
  EXPECT_THAT(changes->changes[0].fields, IsEmpty());
  EXPECT_THAT(changes->changes[0].text, IsEmpty());
  const std::string text = changes_text(*changes, false);
  EXPECT_THAT(text,
              HasSubstr("page https://courier.example/1\n  2021-03-05T08:00:00Z  sha256:aa1\n"));
  EXPECT_THAT(text, HasSubstr("the article is the same; other bytes of the page changed"));
  EXPECT_THAT(text, HasSubstr("title: [-Shots at the Orla bridge-] {+Seventeen killed at Orla+}"));
  EXPECT_THAT(text, HasSubstr("The Grey Front said it had killed [-12-] {+17+} soldiers at Orla."));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(changes_text(*changes, true), HasSubstr("\x1b[9;31m12\x1b[0m"));
  // By its own address a page is found under another one.
  EXPECT_EQ(find_changes(view, "sha256:ee5")->captures.size(), 2U);
  EXPECT_THAT(changes_text(*find_changes(view, "dd4"), false), HasSubstr("the only capture"));
  EXPECT_EQ(find_changes(view, "ff").error().code, ErrorCode::not_found);
  EXPECT_EQ(find_changes(view, "").error().code, ErrorCode::not_found);
  EXPECT_EQ(find_changes(view, "sha256:").error().code, ErrorCode::usage);
}

TEST(Diff, AChangeIsALineOfJson) {
  const auto view = view_of_captures();
  const std::string lines = changes_jsonl(*find_changes(view, "cc3"));
  ASSERT_EQ(std::ranges::count(lines, '\n'), 3);
  std::size_t begin = lines.find('\n') + 1;
  const auto json = nlohmann::json::parse(lines.substr(begin, lines.find('\n', begin) - begin));
  EXPECT_EQ(json.at("kind"), "change");
  EXPECT_EQ(json.at("earlier"), "sha256:bb2");
  EXPECT_EQ(json.at("later"), "sha256:cc3");
  EXPECT_EQ(json.at("fields").at(0).at("field"), "title");
  EXPECT_EQ(json.at("text").at(0),
            (nlohmann::json{{"op", "removed"}, {"begin", 34}, {"end", 37}, {"text", "12 "}}));
  EXPECT_EQ(json.at("text").at(1).at("text"), "17 ");
}

TEST(Diff, LongTextsShowTheWordsAroundEachChange) {
  ledger::View view;
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + " ";
  for (const char* changed : {"one", "two"}) {
    view.documents.push_back({std::string("sha256:") + changed,
                              make_article(words + changed + " " + words, "https://c.example/", ""),
                              "2021-03-05T08:00:00Z", ""});
  }
  const std::string text = changes_text(*find_changes(view, "one"), false);
  EXPECT_THAT(text, HasSubstr("word59 [-one-] {+two+} word0"));
  EXPECT_THAT(text, HasSubstr("…"));
  EXPECT_THAT(text, Not(HasSubstr("word30")));
}

}  // namespace
}  // namespace gainsay::ask
