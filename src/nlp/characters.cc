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

// Python's islower and isupper: `wanted` of UCHAR_LOWERCASE and UCHAR_UPPERCASE.
bool has_case(std::string_view text, UProperty wanted) {
  const UProperty other = wanted == UCHAR_LOWERCASE ? UCHAR_UPPERCASE : UCHAR_LOWERCASE;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 c = to_icu(next_code_point(text, at));
    if (u_hasBinaryProperty(c, other) != 0 || u_istitle(c) != 0) return false;
    any = any || u_hasBinaryProperty(c, wanted) != 0;
  }
  return any;
}

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

bool is_all_digits(std::string_view text) { return all_of(text, is_digit); }

bool is_all_punctuation(std::string_view text) {
  return all_of(text, [](char32_t c) { return (U_GET_GC_MASK(to_icu(c)) & U_GC_P_MASK) != 0; });
}

bool is_all_lower(std::string_view text) { return has_case(text, UCHAR_LOWERCASE); }

bool is_all_upper(std::string_view text) { return has_case(text, UCHAR_UPPERCASE); }

}  // namespace gainsay::nlp
