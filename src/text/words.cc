#include "text/words.h"

#include "base/utf8.h"

namespace gainsay::text {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

WordKind kind_of(char32_t c) {
  if (is_digit(c)) return WordKind::digits;
  return is_word_character(c) ? WordKind::letters : WordKind::mark;
}

}  // namespace

bool is_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_word_character(char32_t c) {
  if (c < 0x80) {
    return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  }
  const bool latin_sign = c <= 0xBF && c != 0xAA && c != 0xBA;
  const bool sign = (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) ||
                    (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || c == 0x2212 ||
                    c == 0x2116 || c == 0xFFFD || c == 0xD7 || c == 0xF7;
  return !latin_sign && !sign && !is_space(c);
}

Words::Words(std::string_view text) : text_(text), lower_(text) {
  for (char& c : lower_) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  bool spaced = true;
  int lines = 2;  // ends of lines since the last word; two make a paragraph
  std::uint32_t chars = 0;
  for (std::size_t at = 0; at < text.size(); ++chars) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      spaced = true;
      if (c == U'\n') ++lines;
      continue;
    }
    const WordKind kind = kind_of(c);
    const bool goes_on =
        !spaced && !list_.empty() && kind != WordKind::mark && list_.back().kind == kind;
    if (goes_on) {
      list_.back().byte_end = static_cast<std::uint32_t>(at);
      list_.back().char_end = chars + 1;
    } else {
      list_.push_back({.byte_begin = static_cast<std::uint32_t>(begin),
                       .byte_end = static_cast<std::uint32_t>(at),
                       .char_begin = chars,
                       .char_end = chars + 1,
                       .kind = kind,
                       .capital = c >= U'A' && c <= U'Z',
                       .spaced = spaced,
                       .begins_paragraph = lines >= 2});
    }
    spaced = false;
    lines = 0;
  }
}

std::string_view Words::text(std::size_t i) const {
  const Word& word = at(i);
  return text_.substr(word.byte_begin, word.byte_end - word.byte_begin);
}

std::string_view Words::lower(std::size_t i) const {
  const Word& word = at(i);
  return std::string_view(lower_).substr(word.byte_begin, word.byte_end - word.byte_begin);
}

bool Words::is_dash(std::size_t i) const {
  if (!kind_is(i, WordKind::mark)) return false;
  const auto mark = text(i);
  return mark == "-" || mark == "\u2010" || mark == "\u2011" || mark == "\u2012" ||
         mark == "\u2013" || mark == "\u2014" || mark == "\u2212";
}

long Words::digits(std::size_t i) const {
  constexpr std::size_t kMostDigits = 9;
  const auto run = text(i);
  if (!is_digits(i) || run.size() > kMostDigits) return -1;
  long value = 0;
  for (const char c : run) value = value * 10 + (c - '0');
  return value;
}

Span Words::span(std::size_t begin, std::size_t end) const {
  return make_span(at(begin).char_begin, at(end - 1).char_end);
}

}  // namespace gainsay::text
