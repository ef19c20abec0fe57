// Which propositions of many documents are one: same type, no role against another, same time and
// place, and enough in common. Careful rather than greedy: two that are taken for one would confirm
// each other.
#pragma once

#include <span>
#include <vector>

#include "resolve/resolve.h"

namespace gainsay::weigh {

// [document][its proposition] → number of the proposition across documents; numbered by first
// appearance.
[[nodiscard]] std::vector<std::vector<int>> merge_propositions(
    std::span<const resolve::ReadDocument> documents, const resolve::Resolved& resolved);

}  // namespace gainsay::weigh
