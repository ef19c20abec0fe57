// What the form of a line says, in any language's punctuation.
#pragma once

#include <string_view>

namespace gainsay::page {

// Ends like a sentence: a full stop, question or exclamation mark, colon, or closing quotation mark
// or bracket behind one.
bool ends_sentence(std::string_view text);

// "By Ada Marlow", "Ada Marlow, Staff writer": a line that says who wrote and no more.
bool is_byline(std::string_view line);

}  // namespace gainsay::page
