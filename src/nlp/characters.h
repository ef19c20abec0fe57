// What Python's str says of characters (isspace, isalpha, isupper, isdigit), which spaCy's rules
// and features rest on.
#pragma once

#include <string_view>

namespace gainsay::nlp {

[[nodiscard]] bool is_space(char32_t c);
[[nodiscard]] bool is_alpha(char32_t c);
[[nodiscard]] bool is_upper(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);

// All characters, and at least one. `text` is valid UTF-8.
[[nodiscard]] bool is_all_space(std::string_view text);
[[nodiscard]] bool is_all_alpha(std::string_view text);
[[nodiscard]] bool is_all_digits(std::string_view text);
// Of general category P.
[[nodiscard]] bool is_all_punctuation(std::string_view text);
// No cased character is of the other case, and at least one is cased.
[[nodiscard]] bool is_all_lower(std::string_view text);
[[nodiscard]] bool is_all_upper(std::string_view text);

}  // namespace gainsay::nlp
