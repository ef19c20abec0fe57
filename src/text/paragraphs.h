// Paragraphs: the runs of text between blank lines.
#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace gainsay::text {

// Without the white space around them; in order, none empty.
std::vector<Span> find_paragraphs(std::string_view text);

}  // namespace gainsay::text
