#include "read/recut_parts.h"

#include <utility>

namespace gainsay::read {

bool fits(const std::vector<nlp::Token>& tokens, TokenRange place, const nlp::Analysis& piece) {
  if (static_cast<TokenIndex>(piece.tokens.size()) != place.end - place.begin) return false;
  for (TokenIndex i = place.begin; i < place.end; ++i) {
    if (piece.tokens[static_cast<std::size_t>(i - place.begin)].span !=
        tokens[static_cast<std::size_t>(i)].span)
      return false;
  }
  return true;
}

TokenIndex top_of(const nlp::Analysis& piece) {
  TokenIndex first = kNone;
  for (TokenIndex i = 0; i < static_cast<TokenIndex>(piece.tokens.size()); ++i) {
    const auto& token = piece.tokens[static_cast<std::size_t>(i)];
    if (token.head != i || token.pos == "PUNCT") continue;
    if (first == kNone) first = i;
    if (token.pos == "VERB" || token.pos == "AUX") return i;
  }
  return first;
}

void take_grammar(nlp::Token& to, const nlp::Token& from) {
  to.tag = from.tag;
  to.pos = from.pos;
  to.morph = from.morph;
  to.lemma = from.lemma;
  to.dep = from.dep;
}

void set_sentences(nlp::Analysed& document, std::vector<TokenRange> sentences) {
  document.analysis.sentences = std::move(sentences);
  for (std::size_t s = 0; s < document.analysis.sentences.size(); ++s) {
    const auto& sentence = document.analysis.sentences[s];
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i)
      document.analysis.tokens[static_cast<std::size_t>(i)].sentence = static_cast<std::int32_t>(s);
  }
}

void put(std::vector<nlp::Token>& tokens, TokenRange place, const nlp::Analysis& piece,
         TokenIndex top, TokenIndex under, const char* label) {
  for (TokenIndex i = 0; i < place.end - place.begin; ++i) {
    const auto& from = piece.tokens[static_cast<std::size_t>(i)];
    auto& to = tokens[static_cast<std::size_t>(place.begin) + static_cast<std::size_t>(i)];
    take_grammar(to, from);
    to.head = place.begin + from.head;
    if (from.head != i) continue;
    if (i == top) {
      to.head = under == kNone ? place.begin + i : under;
      to.dep = label;
    } else {
      to.head = place.begin + top;
      to.dep = from.pos == "PUNCT" ? "punct" : "parataxis";
    }
  }
}

}  // namespace gainsay::read
