// Which documents are copies of which: shared runs of five words (Broder 1997), found by bottom-k
// sketches.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "resolve/resolve.h"

namespace gainsay::weigh {

// For each document the index of the one that it copies, or -1. The earliest published is the
// original, then the first.
[[nodiscard]] std::vector<int> find_copies(std::span<const resolve::ReadDocument> documents);

}  // namespace gainsay::weigh
