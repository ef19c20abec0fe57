// Acronyms that look like words, told by being in capitals where the text around them is not, and
// what joins the words of a name, told by the acronym that it has for them.
#include <algorithm>
#include <cctype>
#include <set>

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

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// The word that ends at `end`, or nothing where something other than one space stands before it.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 &&
         (is_word_byte(text, begin - 1) || text[begin - 1] == '-' || text[begin - 1] == '&')) {
    --begin;
  }
  return text.substr(begin, end - begin);
}

// "Front of Sund and the Coast" before " (FSC)" at `end`: the words whose initials, read backwards,
// are the acronym's, as in Schwartz and Hearst (2003), but by whole words. Small words have none.
std::string_view name_for(std::string_view acronym, std::string_view text, std::size_t end) {
  std::size_t at = end;
  std::size_t left = acronym.size();
  bool joined = false;
  for (std::size_t words = 0; left > 0 && words < 2 * acronym.size() + 2; ++words) {
    if (at == 0 || (at < end && text[--at] != ' ')) return {};
    const auto word = word_before(text, at);
    const auto initial = std::ranges::find_if(word, is_capital);
    const bool small = english::is_one_of(english::name_small_words(), word);
    if (word.empty() || (!small && (initial == word.end() || *initial != acronym[left - 1])))
      return {};
    if (!small) --left;
    for (const auto& [joiner, name] : english::name_joiners())
      joined = joined || (word == joiner && word != "the");
    at -= word.size();
  }
  return left == 0 && joined ? text.substr(at, end - at) : std::string_view{};
}

// The names with "and" in them that the text gives an acronym for.
std::set<std::string_view> find_joined_names(std::string_view text) {
  constexpr std::size_t kMost = 16;  // as a text's names are looked for all over it
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 10;
  std::set<std::string_view> names;
  for (std::size_t open = text.find(" ("); open != std::string_view::npos && names.size() < kMost;
       open = text.find(" (", open + 1)) {
    const std::size_t begin = open + 2;
    std::size_t end = begin;
    while (end < text.size() && end - begin <= kLongest && is_capital(text[end])) ++end;
    if (end >= text.size() || text[end] != ')' || end - begin < kShortest) continue;
    const auto name = name_for(text.substr(begin, end - begin), text, open);
    if (!name.empty()) names.insert(name);
  }
  return names;
}

void hide_joiners(std::string_view text, const TextIndex& index, std::vector<StandIn>& found) {
  for (const auto name : find_joined_names(text)) {
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + name.size())) {
      bool before = false;  // a joiner: "and the", no other "the"
      for (std::size_t word = 0; word < name.size();) {
        const auto end = std::min(name.find(' ', word), name.size());
        const auto joiner = std::ranges::find(
            english::name_joiners(), name.substr(word, end - word), &english::Misread::word);
        const bool hidden =
            joiner != english::name_joiners().end() && (before || joiner->word != "the");
        if (hidden) {
          const auto first = index.char_of(ByteOffset{static_cast<std::uint32_t>(at + word)});
          const auto size = static_cast<std::uint32_t>(end - word);
          found.push_back({make_span(first.value, first.value + size), std::string(joiner->name)});
        }
        before = hidden;
        word = end + 1;
      }
    }
  }
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
  hide_joiners(text, index, found);
  std::ranges::sort(found, {}, [](const StandIn& one) { return one.span.begin.value; });
  return found;
}

}  // namespace gainsay::text
