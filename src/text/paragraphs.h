// Paragraphs: the runs of text between blank lines.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace gainsay::text {

// Without the white space around them; in order, none empty.
std::vector<Span> find_paragraphs(std::string_view text);

// Where the story begins behind a dateline ("MARSENT, 13 March (Meridian) – "); empty where there
// is none.
std::optional<CharOffset> end_of_dateline(std::string_view text, const Span& paragraph);

}  // namespace gainsay::text
