#include "text/paragraphs.h"

#include "base/utf8.h"
#include "text/words.h"

namespace gainsay::text {

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  int lines = 2;  // ends of lines since the last visible character; two make a blank line
  std::uint32_t chars = 0;
  for (std::size_t at = 0; at < text.size(); ++chars) {
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      if (c == U'\n') ++lines;
      continue;
    }
    if (lines >= 2) paragraphs.push_back(make_span(chars, chars));
    paragraphs.back().end = CharOffset{chars + 1};
    lines = 0;
  }
  return paragraphs;
}

}  // namespace gainsay::text
