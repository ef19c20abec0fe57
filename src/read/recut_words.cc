#include "read/recut_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "read/recut_parts.h"

namespace gainsay::read {

// Analysed in lower case, and taken so if that gives a plural of a noun that is known.
bool lower_fronts(nlp::Analysed& document, const Tree& tree, const Knowledge& knowledge,
                  const nlp::Pipeline& with) {
  std::vector<TokenRange> places;
  std::vector<std::string> texts;
  for (int s = 0; s < tree.sentence_count(); ++s) {
    const auto sentence = tree.sentence_range(s);
    if (sentence.end - sentence.begin < 3 || tree.pos(sentence.begin) != Pos::propn ||
        !tree.token(sentence.begin).entity.empty() || tree.pos(sentence.begin + 1) == Pos::propn ||
        tree.token(sentence.begin + 1).tag == "HYPH")
      continue;
    places.push_back(sentence);
    auto& text = texts.emplace_back(tree.lower(sentence.begin));
    if (tree.token(sentence.begin).space_after) text += ' ';
    text += tree.words({sentence.begin + 1, sentence.end});
  }
  if (texts.empty()) return false;
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto anew = with.analyse(views, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  bool changed = false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& piece = anew[i].tokens;
    const auto place = places[i];
    const TokenIndex top = top_of(anew[i]);
    if (static_cast<TokenIndex>(piece.size()) != place.end - place.begin || top == kNone ||
        piece.front().tag != "NNS")
      continue;
    const auto lists = {"person-nouns", "group-nouns", "population-nouns", "weapons"};
    const bool known = std::ranges::any_of(
        lists, [&](const char* list) { return knowledge.is(list, piece.front().lemma); });
    if (!known) continue;
    // No better where the sentence loses its verb.
    if (piece[static_cast<std::size_t>(top)].pos == "NOUN" || anew[i].sentences.size() != 1)
      continue;
    put(tokens, place, anew[i], top, kNone, "ROOT");
    changed = true;
  }
  return changed;
}

namespace {

// A full stop behind a title, which no sentence ends with.
bool cuts_title(const Tree& tree, const Knowledge& knowledge, TokenIndex stop) {
  return stop > 0 && tree.token(stop).text == "." && !tree.token(stop - 1).space_after &&
         knowledge.is("title-abbreviations", tree.lower(stop - 1));
}

// Sentences of which each ends with a title, and the one behind them, in their order.
std::vector<TokenRange> cut_titles(const Tree& tree, const Knowledge& knowledge) {
  std::vector<TokenRange> joined;
  for (int s = 0; s < tree.sentence_count(); ++s) {
    TokenRange range = tree.sentence_range(s);
    bool cut = false;
    while (s + 1 < tree.sentence_count() && cuts_title(tree, knowledge, range.end - 1)) {
      const auto next = tree.sentence_range(s + 1);
      const bool name =
          tree.is_noun(next.begin) && tree.token(next.begin).text != tree.lower(next.begin);
      if (!name || tree.words({range.end - 1, next.begin + 1}).find('\n') != std::string_view::npos)
        break;
      range.end = next.end;
      cut = true;
      ++s;
    }
    if (cut) joined.push_back(range);
  }
  return joined;
}

}  // namespace

// Analysed as one sentence without the full stops.
bool join_at_titles(nlp::Analysed& document, const Tree& tree, const Knowledge& knowledge,
                    const nlp::Pipeline& with) {
  const auto ranges = cut_titles(tree, knowledge);
  std::vector<std::string> texts;
  std::vector<std::vector<TokenIndex>> places;
  for (const auto& range : ranges) {
    auto& text = texts.emplace_back();
    auto& place = places.emplace_back();
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (!cuts_title(tree, knowledge, i)) {
        text += tree.token(i).text;
        place.push_back(i);
      }
      if (tree.token(i).space_after) text += ' ';
    }
  }
  if (texts.empty()) return false;
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto anew = with.analyse(views, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  std::vector<TokenRange> joined;
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    const auto& piece = anew[k].tokens;
    const auto& place = places[k];
    const TokenIndex top = top_of(anew[k]);
    bool fit = piece.size() == place.size() && top != kNone;
    for (std::size_t i = 0; fit && i < piece.size(); ++i)
      fit = piece[i].text == tree.token(place[i]).text;
    if (!fit) continue;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      auto& to = tokens[static_cast<std::size_t>(place[i])];
      take_grammar(to, piece[i]);
      to.head = place[static_cast<std::size_t>(piece[i].head)];
      if (to.head != place[i] || static_cast<TokenIndex>(i) == top) continue;
      to.head = place[static_cast<std::size_t>(top)];
      to.dep = piece[i].pos == "PUNCT" ? "punct" : "parataxis";
    }
    for (TokenIndex i = ranges[k].begin; i < ranges[k].end; ++i) {
      if (!cuts_title(tree, knowledge, i)) continue;
      tokens[static_cast<std::size_t>(i)].head = i - 1;
      tokens[static_cast<std::size_t>(i)].dep = "punct";
    }
    joined.push_back(ranges[k]);
  }
  if (joined.empty()) return false;
  std::vector<TokenRange> sentences;
  for (const auto& sentence : document.analysis.sentences) {
    const bool inside = std::ranges::any_of(joined, [&](const TokenRange& range) {
      return sentence.begin > range.begin && sentence.begin < range.end;
    });
    if (inside) {
      sentences.back().end = sentence.end;
    } else {
      sentences.push_back(sentence);
    }
  }
  set_sentences(document, std::move(sentences));
  return true;
}

}  // namespace gainsay::read
