#include "nlp/characters.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

namespace gainsay::nlp {
namespace {

constexpr char32_t kAsciiEnd = 0x80;

bool all_of(std::string_view text, bool (*holds)(char32_t)) {
  for (std::size_t at = 0; at < text.size();) {
    if (!holds(next_code_point(text, at))) return false;
  }
  return !text.empty();
}

UChar32 to_icu(char32_t c) { return static_cast<UChar32>(c); }

}  // namespace

bool is_space(char32_t c) {
  if (c < kAsciiEnd) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
  const auto direction = u_charDirection(to_icu(c));
  return u_charType(to_icu(c)) == U_SPACE_SEPARATOR || direction == U_WHITE_SPACE_NEUTRAL ||
         direction == U_BLOCK_SEPARATOR || direction == U_SEGMENT_SEPARATOR;
}

bool is_alpha(char32_t c) {
  if (c < kAsciiEnd) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(to_icu(c)) != 0;
}

bool is_upper(char32_t c) {
  if (c < kAsciiEnd) return c >= 'A' && c <= 'Z';
  return u_isUUppercase(to_icu(c)) != 0;
}

bool is_digit(char32_t c) {
  if (c < kAsciiEnd) return c >= '0' && c <= '9';
  const auto type = u_getIntPropertyValue(to_icu(c), UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool is_all_space(std::string_view text) { return all_of(text, is_space); }

bool is_all_alpha(std::string_view text) { return all_of(text, is_alpha); }

}  // namespace gainsay::nlp
