#include "read/rehang.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/rehang_moves.h"

namespace gainsay::read {
namespace {

// "the Reed Front": a body, where a model sees a place, a person or a building, and a name to its
// last word, whatever a tagger makes of that.
void name_bodies(nlp::Analysed& document, const Knowledge& knowledge) {
  auto& tokens = document.analysis.tokens;
  for (std::size_t begin = 0, end = 0; begin < tokens.size(); begin = end) {
    const std::string kind = tokens[begin].entity;
    end = begin + 1;
    while (end < tokens.size() && tokens[end].entity == kind && !tokens[end].entity_begins) ++end;
    // "Fort Lenz" is no man.
    if (kind == "PERSON" && end - begin > 1 &&
        knowledge.is("place-name-starts", to_lower(tokens[begin].text))) {
      for (std::size_t i = begin; i < end; ++i) tokens[i].entity = "FAC";
      continue;
    }
    auto& last = tokens[end - 1];
    const auto word = to_lower(last.text);
    if (kind.empty() || end - begin < 2 || word == last.text ||
        !knowledge.is("body-name-ends", word))
      continue;
    const bool named = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                   tokens.begin() + static_cast<std::ptrdiff_t>(end - 1),
                                   [](const nlp::Token& t) { return t.pos == "PROPN"; });
    if (!named) continue;
    if (kind == "PERSON" || kind == "FAC" || kind == "GPE" || kind == "LOC" || kind == "PRODUCT") {
      for (std::size_t i = begin; i < end; ++i) tokens[i].entity = "ORG";
    } else if (kind != "ORG" && kind != "NORP") {
      continue;
    }
    if (last.pos == "ADJ") {
      last.pos = "PROPN";
      last.tag = "NNP";
    }
  }
}

}  // namespace

void rehang(nlp::Analysed& document, const Knowledge& knowledge) {
  std::vector<Move> moves;
  {
    const Tree tree(document);
    find_deeds(tree, knowledge, moves);
    find_speakers(tree, knowledge, moves);
    find_main_verbs(tree, knowledge, moves);
    find_judgements(tree, knowledge, moves);
  }
  for (const auto& move : moves) {
    auto& token = document.analysis.tokens[static_cast<std::size_t>(move.token)];
    token.head = move.under;
    if (!move.label.empty()) token.dep = move.label;
    if (!move.noun.empty()) {
      token.lemma = move.noun;
      token.pos = "NOUN";
      token.tag = "NN";
    }
    if (!move.verb.empty()) {
      token.lemma = move.verb;
      token.pos = "VERB";
      token.tag = "VBD";
    }
    if (!move.tag.empty()) token.tag = move.tag;
  }
  name_bodies(document, knowledge);
}

}  // namespace gainsay::read
