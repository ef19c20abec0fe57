// Figures and number words, read from where they begin: the part that times ("three days ago") and
// numbers ("three men") share.
#pragma once

#include <cstddef>
#include <optional>

#include "text/words.h"

namespace gainsay::text {

struct Count {
  double value = 0;
  std::size_t next = 0;   // the first word behind it
  bool scaled = false;    // ends in "hundred", "million", "dozen" …
  bool in_words = false;  // "twenty-two", not "22"
};

// "22", "12,000", "12 000", "2.4", "2.4 million", "20 thousand"; without sign, unit or suffix.
std::optional<Count> read_figure(const Words& words, std::size_t at);
// "two", "twenty-two", "one hundred and five", "a dozen", "half a million", "two and a half
// million". "a" alone is none.
std::optional<Count> read_number_words(const Words& words, std::size_t at);
// Either of them.
std::optional<Count> read_count(const Words& words, std::size_t at);

}  // namespace gainsay::text
