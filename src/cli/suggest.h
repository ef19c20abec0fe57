// The word that was probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gainsay::cli {

// The one of `known` that is nearest to `word` by edit distance (Damerau's, adjacent letters may be
// swapped), when it is near: at most one in three letters differ. Empty otherwise.
std::string nearest(std::string_view word, std::span<const std::string> known);

}  // namespace gainsay::cli
