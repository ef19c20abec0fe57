// Hand-written analysed sentences: what the reader reads, without a model.
//
// A case file holds cases of this form; lines with # and empty lines are left out:
//
//   = Residents denied the raid.                 the text; "⏎" in it parts paragraphs
//   > deny by Residents: the raid                what the reader must give, a line each
//   Residents | resident | NNS | NOUN | nsubj | 2 |        text, lemma, tag, pos, dep, head, entity
//   denied    | deny     | VBD | VERB | ROOT  | 0 |
//   ...
//
// Tokens stand in the text's order; `head` counts from 1 within the sentence, 0 for a root. "--"
// ends a sentence. An entity is written as in "B-ORG" where it begins and "I-ORG" where it goes on.
#pragma once

#include <string>
#include <vector>

#include "nlp/nlp.h"
#include "read/knowledge.h"

namespace gainsay::read {

struct Case {
  std::string place;  // "stance.txt:12"
  nlp::Analysed document;
  std::vector<std::string> wanted;
};

// `file` is a name in tests/read. What it says wrongly fails the test that asks for it.
std::vector<Case> read_cases(const std::string& file);

// The same from a string, for tests that need one odd document; `table` has no "=" or ">" lines.
nlp::Analysed analysed(const std::string& text, const std::string& table);

// The project's own, loaded once.
const Knowledge& knowledge();

}  // namespace gainsay::read
