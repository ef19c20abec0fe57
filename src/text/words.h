// The words, digit runs and marks of a text, each with its offsets: what the grammars of times and
// numbers walk over. One pass, 20 bytes a word, so that a text of ten megabytes stays cheap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace gainsay::text {

enum class WordKind : std::uint8_t { letters, digits, mark };

struct Word {
  std::uint32_t byte_begin = 0;
  std::uint32_t byte_end = 0;
  std::uint32_t char_begin = 0;
  std::uint32_t char_end = 0;
  WordKind kind = WordKind::mark;
  bool capital = false;           // begins with A–Z
  bool spaced = false;            // white space or the text's begin stands before it
  bool begins_paragraph = false;  // a blank line or the text's begin stands before it
};

// An index beyond either end is no error and gives an empty word: a grammar looks around freely.
class Words {
 public:
  // Keeps no copy of `text`, which must outlive it.
  explicit Words(std::string_view text);

  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const Word& at(std::size_t i) const { return i < list_.size() ? list_[i] : none_; }
  [[nodiscard]] std::string_view text(std::size_t i) const;
  // A–Z in lower case; other letters as they stand, since the grammars know English words only.
  [[nodiscard]] std::string_view lower(std::size_t i) const;
  [[nodiscard]] bool is(std::size_t i, std::string_view lower_word) const {
    return lower(i) == lower_word;
  }
  // Joined to the word before it, as in "29th" and "T-72".
  [[nodiscard]] bool joined(std::size_t i) const { return i < list_.size() && !list_[i].spaced; }
  [[nodiscard]] bool is_letters(std::size_t i) const { return kind_is(i, WordKind::letters); }
  [[nodiscard]] bool is_digits(std::size_t i) const { return kind_is(i, WordKind::digits); }
  // A hyphen, dash or minus sign of any width.
  [[nodiscard]] bool is_dash(std::size_t i) const;
  // The value of a digit run of at most nine digits; -1 for anything else.
  [[nodiscard]] long digits(std::size_t i) const;
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;  // of the words [begin, end)

 private:
  [[nodiscard]] bool kind_is(std::size_t i, WordKind kind) const {
    return i < list_.size() && list_[i].kind == kind;
  }
  std::string_view text_;
  std::string lower_;
  std::vector<Word> list_;
  Word none_;
};

// White space of any script, also invisible characters that part nothing visible.
[[nodiscard]] bool is_space(char32_t c);
// A letter or digit, or what stands inside words of other scripts.
[[nodiscard]] bool is_word_character(char32_t c);

}  // namespace gainsay::text
