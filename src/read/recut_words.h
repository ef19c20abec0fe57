// Words that mislead the analysis of a whole sentence: a capital at its front, a title cut short
// with a full stop.
#pragma once

#include "nlp/nlp.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

// "Pensioners marched", where the capital at the front passes for a name's. Both change the
// document under `tree`; true where they do.
bool lower_fronts(nlp::Analysed& document, const Tree& tree, const Knowledge& knowledge,
                  const nlp::Pipeline& with);

// "They held Capt. Ivo Sarn": one sentence, where the full stop passes for its end.
bool join_at_titles(nlp::Analysed& document, const Tree& tree, const Knowledge& knowledge,
                    const nlp::Pipeline& with);

}  // namespace gainsay::read
