// UTF-8: decoding, checking, and the way between bytes and code points of one text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace gainsay {

// Well-formed by Unicode 15, table 3-7 (no surrogates, no overlong forms).
bool is_valid_utf8(std::string_view text);

// Every ill-formed sequence becomes one U+FFFD per maximal subpart (WHATWG encoding standard).
std::string repair_utf8(std::string_view text);

// The code point that begins at `at`, and moves `at` behind it. `text` is valid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t code_point);

std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
std::size_t count_code_points(std::string_view text);

// Lower case and NFC by Unicode's own rules (ICU); ill-formed input is repaired first.
std::string to_lower(std::string_view text);
std::string to_nfc(std::string_view text);
// Lower case, no accents, only letters and digits of any script, words parted by one space:
// what two spellings of one name share ("Al-Ša‘ab" and "al shaab" differ, "AL-SAAB" and "Al Saab"
// not).
std::string fold(std::string_view text);

// Byte and code point offsets of one text, both ways in constant time. Keeps no copy of the text:
// `text` must outlive it and stay unchanged.
class TextIndex {
 public:
  TextIndex() = default;
  explicit TextIndex(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] CharOffset size() const { return size_; }
  [[nodiscard]] ByteOffset byte_of(CharOffset at) const;
  [[nodiscard]] CharOffset char_of(ByteOffset at) const;
  // The words of a span; empty where it lies outside the text.
  [[nodiscard]] std::string_view words(const Span& span) const;

 private:
  static constexpr std::uint32_t kStep = 64;  // code points between two notes of a byte offset
  std::string_view text_;
  CharOffset size_;
  bool ascii_ = true;
  std::vector<std::uint32_t> bytes_;  // byte offset of every kStep-th code point
};

}  // namespace gainsay
