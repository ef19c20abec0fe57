// Pieces of a text that were analysed anew, put back into their places.
#pragma once

#include <vector>

#include "nlp/nlp.h"
#include "read/tree.h"

namespace gainsay::read {

// Whether the piece's tokens are those at `place`.
bool fits(const std::vector<nlp::Token>& tokens, TokenRange place, const nlp::Analysis& piece);

// Of the piece's roots the first that is a verb, else the first; kNone where there is none.
TokenIndex top_of(const nlp::Analysis& piece);

// Tag, part of speech, morphology, lemma and label, but not the head; names stay.
void take_grammar(nlp::Token& to, const nlp::Token& from);

// The document's sentences, and each token's number of its own.
void set_sentences(nlp::Analysed& document, std::vector<TokenRange> sentences);

// The grammar of the piece; names stay those that the whole text showed. Its top hangs under
// `under` by `label` (a root where that is kNone), what other roots it has under its top.
void put(std::vector<nlp::Token>& tokens, TokenRange place, const nlp::Analysis& piece,
         TokenIndex top, TokenIndex under, const char* label);

}  // namespace gainsay::read
