// News text that lost its commas ("Nine people died a monitor said") ties a parser's hands: what
// is told and who tells it grow into one another. Where a cue of saying shows the seam, both sides
// are analysed anew as sentences of their own, and joined again at the cue.
#pragma once

#include "nlp/nlp.h"
#include "read/knowledge.h"

namespace gainsay::read {

// Tokens, their offsets and the sentences stay as they are; heads, labels, tags and lemmas inside
// the sentences concerned change. Sentences that the parser read cleanly are left alone.
void recut(nlp::Analysed& document, const Knowledge& knowledge, const nlp::Pipeline& with);

}  // namespace gainsay::read
