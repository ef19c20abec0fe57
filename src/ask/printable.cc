#include "ask/ask.h"
#include "base/utf8.h"

namespace gainsay::ask {
namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

// Bidirectional embeddings, overrides, isolates (Unicode TR36: text that shows otherwise than it
// is), and characters that show nothing at all.
bool is_deceiving(char32_t c) {
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
         c == 0x200f || c == 0x061c || c == 0xfeff || c == 0x200b || (c >= 0xe0000 && c <= 0xe007f);
}

}  // namespace

std::string printable(std::string_view text) {
  const std::string valid = is_valid_utf8(text) ? std::string(text) : repair_utf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::size_t at = 0; at < valid.size();) {
    const char32_t c = next_code_point(valid, at);
    if (is_deceiving(c)) continue;
    if (is_control(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

}  // namespace gainsay::ask
