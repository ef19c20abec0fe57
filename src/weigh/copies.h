// Which documents are copies of which: shared runs of five words (Broder 1997), found by bottom-k
// sketches.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "resolve/resolve.h"

namespace gainsay::weigh {

// What documents are ordered by in time: a day alone comes after every hour of it, no date after
// all.
[[nodiscard]] std::string time_key(const page::Article& article);

// For each document the index of the one that it copies, or -1. The earliest published is the
// original, then the first.
[[nodiscard]] std::vector<int> find_copies(std::span<const resolve::ReadDocument> documents);

}  // namespace gainsay::weigh
