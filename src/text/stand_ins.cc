// Acronyms that look like words, told by being in capitals where the text around them is not.
#include <cctype>

#include "base/utf8.h"
#include "text/english.h"
#include "text/paragraphs.h"
#include "text/text.h"

namespace gainsay::text {
namespace {

bool is_word_byte(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return std::isalnum(byte) != 0 || byte >= 0x80;
}

// More than half of its letters are small.
bool has_small_letters(std::string_view text) {
  std::size_t small = 0;
  std::size_t capital = 0;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') ++small;
    if (c >= 'A' && c <= 'Z') ++capital;
  }
  return small > 2 * capital;
}

}  // namespace

std::vector<StandIn> find_stand_ins(std::string_view text) {
  std::vector<StandIn> found;
  const TextIndex index(text);
  for (const Span& paragraph : find_paragraphs(text)) {
    const auto words = index.words(paragraph);
    if (!has_small_letters(words)) continue;
    const auto begin = static_cast<std::size_t>(words.data() - text.data());
    for (std::size_t at = begin; at < begin + words.size(); ++at) {
      if (is_word_byte(text, at - 1) && at > begin) continue;
      for (const auto& [acronym, name] : english::misread_acronyms()) {
        if (text.substr(at, acronym.size()) != acronym || is_word_byte(text, at + acronym.size()))
          continue;
        if (at > 0 && text[at - 1] == '.') continue;  // a part of "U.IS."
        const auto first = index.char_of(ByteOffset{static_cast<std::uint32_t>(at)});
        const auto size = static_cast<std::uint32_t>(acronym.size());
        found.push_back({make_span(first.value, first.value + size), std::string(name)});
      }
    }
  }
  return found;
}

}  // namespace gainsay::text
