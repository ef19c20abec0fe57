// How the voice that tells a clause holds it: negation and its scope, modals, hedges, evidential
// adjectives, verbs that imply or cancel, questions and conditions. After FactBank (Saurí and
// Pustejovsky, 2009): polarity and certainty.
#pragma once

#include <optional>

#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

// What the words around `trigger` say of it, up to the top of the voice's own text (`top`: the
// content's head under a cue, or kNone for the sentence). Empty: nobody holds it (a plan, a
// question, a condition).
[[nodiscard]] std::optional<Epistemic> stance_of(const Tree& tree, const Knowledge& knowledge,
                                                 TokenIndex trigger, TokenIndex top);

// A source that holds a content so, whose own words say so of the event: "denied that no one was
// killed".
[[nodiscard]] Epistemic compose(Epistemic source, Epistemic inner);

}  // namespace gainsay::read
