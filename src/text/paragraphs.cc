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

namespace {

// "MARSENT, 13 March (Meridian) – ": at most this many characters before the dash.
constexpr std::uint32_t kLongestDateline = 80;
constexpr std::uint32_t kLongestQuietDateline = 45;
constexpr int kShortestCity = 3;

bool is_capital(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x0410 && c <= 0x042F);
}
bool is_dash(char32_t c) { return c == U'-' || c == 0x2013 || c == 0x2014; }

}  // namespace

std::optional<CharOffset> end_of_dateline(std::string_view text, const Span& paragraph) {
  const TextIndex index(text);
  const auto words = to_utf32(index.words(paragraph));
  int capitals = 0;
  while (static_cast<std::size_t>(capitals) < words.size() &&
         is_capital(words[static_cast<std::size_t>(capitals)]))
    ++capitals;
  // "Kisala, 19 May 2020 – ": no capitals, but a date or an agency before the dash.
  const bool shouted = capitals >= kShortestCity;
  if (capitals == 0) return std::nullopt;
  bool dated = false;
  for (std::uint32_t i = 1; i + 2 < words.size() && i < kLongestDateline; ++i) {
    if (words[i] == U'"' || words[i] == 0x201C) return std::nullopt;
    dated = dated || (words[i] >= U'0' && words[i] <= U'9') || words[i] == U')';
    if (!is_dash(words[i]) || !is_space(words[i - 1])) continue;
    std::uint32_t next = i + 1;
    while (next < words.size() && (is_dash(words[next]) || is_space(words[next]))) ++next;
    if (next == i + 1 || next >= words.size()) return std::nullopt;
    if (!shouted && (!dated || i > kLongestQuietDateline || !is_capital(words[next])))
      return std::nullopt;
    return CharOffset{paragraph.begin.value + next};
  }
  return std::nullopt;
}

}  // namespace gainsay::text
