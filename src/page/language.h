// What language a text is in, by its words (CLD2).
#pragma once

#include <string>
#include <string_view>

namespace gainsay::page {

// BCP 47; empty when the text is too short or the answer not reliable. `text`: valid UTF-8.
std::string language_of(std::string_view text);

}  // namespace gainsay::page
