// Arcs that a parser of news hangs on the wrong word again and again, moved to the word that the
// sentence's order asks for. Only where words or marks leave no doubt.
#pragma once

#include "nlp/nlp.h"
#include "read/knowledge.h"

namespace gainsay::read {

// Tokens, offsets and sentences stay; heads and labels change, and what turns out a verb is one.
void rehang(nlp::Analysed& document, const Knowledge& knowledge);

}  // namespace gainsay::read
