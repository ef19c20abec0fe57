// The examples and counter-examples of the knowledge files, read by the real pipeline: every entry
// does what its own sentences say, and nothing to the sentences under its `not`.
// knowledge/README.md describes the notation.

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "model.h"
#include "read/actors.h"
#include "read/attribution.h"
#include "read/events.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

struct Bracket {
  std::string label;  // "source", "perpetrator"
  std::string words;
  Span span;
};

struct Example {
  std::string place;  // "knowledge/en/lexicon/cues.yaml:12"
  std::string entry;  // its name, or its type where it has none
  std::string type;
  bool counter = false;
  std::string text;  // without brackets
  std::vector<Bracket> brackets;
};

// "[Residents]source denied [the raid]content." A label is the letters right behind the bracket.
void take_brackets(const std::string& marked, Example& into) {
  for (std::size_t at = 0; at < marked.size();) {
    if (marked[at] != '[') {
      into.text += marked[at++];
      continue;
    }
    const auto close = marked.find(']', at);
    ASSERT_NE(close, std::string::npos) << into.place << ": '[' without ']'";
    Bracket bracket;
    bracket.words = marked.substr(at + 1, close - at - 1);
    const auto begin = static_cast<std::uint32_t>(count_code_points(into.text));
    into.text += bracket.words;
    bracket.span = make_span(begin, static_cast<std::uint32_t>(count_code_points(into.text)));
    at = close + 1;
    while (at < marked.size() && (std::islower(marked[at]) != 0 || marked[at] == '_')) {
      bracket.label += marked[at++];
    }
    EXPECT_FALSE(bracket.label.empty()) << into.place << ": a bracket without its role";
    into.brackets.push_back(bracket);
  }
}

std::vector<Example> examples_of(const std::string& file) {
  std::vector<Example> out;
  for (const auto& entry : YAML::LoadFile(file)) {
    const auto type = entry["type"].as<std::string>("");
    for (const bool counter : {false, true}) {
      for (const auto& sentence : entry[counter ? "not" : "examples"]) {
        Example example;
        example.place = file + ":" + std::to_string(sentence.Mark().line + 1);
        example.type = type;
        example.entry = entry["name"].as<std::string>(type);
        example.counter = counter;
        take_brackets(sentence.as<std::string>(), example);
        out.push_back(std::move(example));
      }
    }
  }
  return out;
}

const Knowledge& knowledge() {
  static const auto loaded = load_knowledge({.folder = "knowledge"});
  if (!loaded) throw std::runtime_error(to_string(loaded.error()));
  return *loaded;
}

nlp::Analysed analyse(const std::string& text) {
  page::Article article;
  article.text = text;
  article.published = "2024-04-10";
  return model().analyse(text::annotate(std::move(article)));
}

// The tokens of some words, without marks and a leading article: what two ways to cut one phrase
// share.
std::set<TokenIndex> told(const Tree& tree, TokenRange range) {
  std::set<TokenIndex> out;
  for (auto i = range.begin; i < range.end; ++i) {
    if (tree.pos(i) == Pos::punct || (out.empty() && tree.dep(i) == Dep::det)) continue;
    out.insert(i);
  }
  return out;
}

// A source or filler says a bracket when its head stands in it and it takes in no other words.
bool says(const Tree& tree, TokenIndex head, TokenRange words, const Bracket& bracket) {
  const auto range = tree.tokens_in(bracket.span);
  return range.begin <= head && head < range.end && told(tree, words) == told(tree, range);
}

bool fits(const Tree& tree, const Attribution& attribution, const Bracket& bracket) {
  if (bracket.label == "content") {
    std::set<TokenIndex> content;
    for (const auto& range : attribution.content) content.merge(told(tree, range));
    return content == told(tree, tree.tokens_in(bracket.span));
  }
  return bracket.label == "source" && attribution.source != kNone &&
         says(tree, attribution.source, tree.core(attribution.source), bracket);
}

bool fits(const Tree& tree, const Event& event, const Bracket& bracket) {
  if (bracket.label == "place") {
    const auto range = tree.tokens_in(bracket.span);
    return event.place >= range.begin && event.place < range.end;
  }
  return std::ranges::any_of(event.roles, [&](const Filler& filler) {
    return filler.role == bracket.label && says(tree, filler.head, filler.words, bracket);
  });
}

std::string show(const Tree& tree, const Attribution& attribution) {
  std::string out = "\n  " + attribution.cue->name + ": [";
  if (attribution.source != kNone) out += tree.words(tree.core(attribution.source));
  out += "]source";
  for (const auto& range : attribution.content) {
    out += " [" + std::string(tree.words(range)) + "]content";
  }
  return out;
}

std::string show(const Tree& tree, const Event& event) {
  std::string out = "\n  " + event.pattern + " (" + event.type + "):";
  for (const auto& filler : event.roles) {
    out += " [" + std::string(tree.words(filler.words)) + "]" + filler.role;
  }
  return out;
}

template <typename Found, typename IsOurs>
void check(const Example& example, const Tree& tree, const std::vector<Found>& found,
           IsOurs is_ours) {
  std::string all;
  bool any = false;
  bool right = false;
  for (const auto& one : found) {
    all += show(tree, one);
    if (!is_ours(one)) continue;
    any = true;
    right = right || std::ranges::all_of(example.brackets, [&](const Bracket& bracket) {
              return fits(tree, one, bracket);
            });
  }
  if (example.counter) {
    EXPECT_FALSE(any) << example.place << ": " << example.entry << " is read out of \""
                      << example.text << "\":" << all;
  } else {
    EXPECT_TRUE(right) << example.place << ": \"" << example.text << "\" does not give "
                       << example.entry
                       << " as marked; it gives:" << (all.empty() ? " nothing" : all);
  }
}

TEST(Examples, OfCuesGiveTheirSourceAndContent) {
  for (const auto& example : examples_of("knowledge/en/lexicon/cues.yaml")) {
    const auto document = analyse(example.text);
    const Tree tree(document);
    check(example, tree, find_attributions(tree, knowledge()),
          [&](const Attribution& a) { return a.cue->name == example.entry; });
  }
}

TEST(Examples, OfFramesGiveTheirRoles) {
  for (const auto& example : examples_of("knowledge/en/frames/events.yaml")) {
    const auto document = analyse(example.text);
    const Tree tree(document);
    const Actors actors(tree, knowledge());
    check(example, tree, find_events(tree, knowledge(), actors), [&](const Event& event) {
      return event.pattern == example.entry && (example.counter || event.type == example.type);
    });
  }
}

std::vector<std::string> pattern_files() {
  std::vector<std::string> out;
  for (const auto& item : std::filesystem::directory_iterator("knowledge/en/patterns")) {
    if (item.path().extension() == ".yaml") out.push_back(item.path().string());
  }
  std::ranges::sort(out);
  return out;
}

TEST(Examples, OfPatternsGiveTheirRoles) {
  for (const auto& file : pattern_files()) {
    for (const auto& example : examples_of(file)) {
      const auto document = analyse(example.text);
      const Tree tree(document);
      const Actors actors(tree, knowledge());
      auto found = find_relations(tree, knowledge(), actors);
      std::ranges::move(find_constructions(tree, knowledge(), actors), std::back_inserter(found));
      check(example, tree, found,
            [&](const Event& event) { return event.pattern == example.entry; });
    }
  }
}

TEST(Examples, StandInEveryEntry) {
  std::vector<std::string> files = pattern_files();
  files.insert(files.end(), {"knowledge/en/lexicon/cues.yaml", "knowledge/en/frames/events.yaml"});
  for (const auto& file : files) {
    for (const auto& entry : YAML::LoadFile(file)) {
      if (entry["define"]) continue;
      EXPECT_TRUE(entry["examples"] && entry["examples"].size() > 0)
          << file << ":" << entry.Mark().line + 1
          << ": an entry without examples says nothing that can be checked";
    }
  }
}

}  // namespace
}  // namespace gainsay::read
