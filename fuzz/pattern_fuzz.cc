// Any bytes as a pattern: parsed or refused with a place inside them; what is parsed is matched in
// a small tree, and finds tokens of it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "read/actors.h"
#include "read/knowledge.h"
#include "read/pattern.h"

namespace {

using namespace gainsay;
using namespace gainsay::read;

// A chain with branches: every token has a label, a side and words that a pattern may ask for.
nlp::Analysed sentence() {
  constexpr const char* kDeps[] = {"ROOT", "nsubj", "relcl", "prep", "pobj", "conj", "dobj"};
  constexpr const char* kWords[] = {"lead", "who", "of", "front"};
  nlp::Analysed document;
  for (nlp::TokenIndex i = 0; i < 24; ++i) {
    nlp::Token token;
    token.text = token.lemma = kWords[i % 4];
    const auto at = static_cast<std::uint32_t>(document.annotated.article.text.size());
    document.annotated.article.text += token.text + " ";
    token.span = make_span(at, at + static_cast<std::uint32_t>(token.text.size()));
    token.tag = i % 2 == 0 ? "VBN" : "NNP";
    token.pos = i % 2 == 0 ? "VERB" : "PROPN";
    token.dep = i == 0 ? "ROOT" : kDeps[1 + i % 6];
    token.head = i / 2;
    document.analysis.tokens.push_back(std::move(token));
  }
  document.analysis.sentences.push_back({0, 24});
  return document;
}

struct Fixed {
  Knowledge knowledge;
  nlp::Analysed document = sentence();
  Tree tree{document};
  Actors actors{tree, knowledge};
  MatchField field{tree, knowledge, actors};
  PatternNames names;
  Fixed() {
    knowledge.words["nouns"] = {"front"};
    names.lists = &knowledge.words;
    if (!define("body", "[lemma=@nouns | name]", names) ||
        !define("owner", "( >poss [body]=x | >prep_of [body]=x )", names))
      std::abort();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Fixed fixed;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto pattern = parse_pattern(text, fixed.names);
  if (!pattern) {
    if (pattern.error().at > size || pattern.error().what.empty()) std::abort();
    return 0;
  }
  for (const auto& match : fixed.field.match(*pattern)) {
    for (const auto& capture : match.captures) {
      if (capture.token < 0 || capture.token >= fixed.tree.size()) std::abort();
    }
  }
  return 0;
}
