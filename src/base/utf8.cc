#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>

namespace gainsay {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

struct Step {
  char32_t code_point;
  std::size_t length;  // bytes taken, at least 1
  bool valid;
};

// One sequence, or the maximal subpart of an ill-formed one.
Step decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t need = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    need = 1;
    value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    need = 2;
    value = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    need = 3;
    value = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  for (std::size_t i = 1; i <= need; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) {
      return {kReplacement, i, false};
    }
    value = (value << 6) | (byte(at + i) & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {value, need + 1, true};
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string from_icu(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Step step = decode(text, at);
    if (!step.valid) return false;
    at += step.length;
  }
  return true;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Step step = decode(text, at);
    if (step.valid) {
      out.append(text.substr(at, step.length));
    } else {
      append_utf8(out, kReplacement);
    }
    at += step.length;
  }
  return out;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const Step step = decode(text, at);
  at += step.length;
  return step.code_point;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) {
    std::string out(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return out;
  }
  auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  return from_icu(unicode.toLower(icu::Locale::getRoot()));
}

namespace {

// One of ICU's normalizers, of `get`. Callers ask once and keep it in a static, so that threads
// meet at our own lock: a thread sanitizer does not see ICU's.
const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* instance = get(status);
  assert(U_SUCCESS(status));
  return *instance;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  static const auto& nfc = normalizer(icu::Normalizer2::getNFCInstance);
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  nfc.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                    nullptr, status);
  return out;
}

namespace {

// What fold() does, for the letters that most pages are written in.
std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    if (c == '\'' || c == '`') continue;
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (gap && !out.empty()) out.push_back(' ');
      gap = false;
      out.push_back(upper ? static_cast<char>(c + ('a' - 'A')) : c);
    } else {
      gap = true;
    }
  }
  return out;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  static const auto& nfkd = normalizer(icu::Normalizer2::getNFKDInstance);
  UErrorCode status = U_ZERO_ERROR;
  auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  unicode = nfkd.normalize(unicode.foldCase(), status);
  std::string out;
  bool gap = false;
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK) continue;  // accents, Arabic vowel signs
    // Apostrophes stand for a sound inside a name; they do not part words.
    if (c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'\u02BC' || c == U'`') continue;
    if (u_isalnum(c)) {
      if (gap && !out.empty()) out.push_back(' ');
      gap = false;
      append_utf8(out, static_cast<char32_t>(c));
    } else {
      gap = true;
    }
  }
  return out;
}

TextIndex::TextIndex(std::string_view text) : text_(text) {
  std::uint32_t chars = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (is_continuation(byte)) continue;
    if (byte >= 0x80) ascii_ = false;
    if (chars % kStep == 0) bytes_.push_back(at);
    ++chars;
  }
  size_ = CharOffset{chars};
}

ByteOffset TextIndex::byte_of(CharOffset at) const {
  if (at >= size_) return ByteOffset{static_cast<std::uint32_t>(text_.size())};
  if (ascii_) return ByteOffset{at.value};
  std::uint32_t byte = bytes_[at.value / kStep];
  for (std::uint32_t left = at.value % kStep; left > 0; --left) {
    do ++byte;
    while (is_continuation(static_cast<unsigned char>(text_[byte])));
  }
  return ByteOffset{byte};
}

CharOffset TextIndex::char_of(ByteOffset at) const {
  if (at.value >= text_.size()) return size_;
  if (ascii_) return CharOffset{at.value};
  const auto next = std::ranges::upper_bound(bytes_, at.value);
  const auto note = static_cast<std::uint32_t>(next - bytes_.begin()) - 1;
  std::uint32_t chars = note * kStep;
  for (std::uint32_t byte = bytes_[note] + 1; byte <= at.value; ++byte) {
    if (!is_continuation(static_cast<unsigned char>(text_[byte]))) ++chars;
  }
  return CharOffset{chars};
}

std::string_view TextIndex::words(const Span& span) const {
  if (span.empty() || span.end > size_) return {};
  const auto begin = byte_of(span.begin).value;
  return text_.substr(begin, byte_of(span.end).value - begin);
}

}  // namespace gainsay
