// Bytes to UTF-8. The order is that of the WHATWG encoding sniffing algorithm; where nothing is
// declared, or what is declared is plainly wrong, the bytes themselves are looked at.
#include <lexbor/encoding/encoding.h>
#include <lexbor/html/encoding.h>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "page/page.h"

namespace gainsay::page {
namespace {

// The standard's prescan; and how far we look where that found nothing and the bytes are no UTF-8.
constexpr std::size_t kPrescan = 1024;
constexpr std::size_t kLatePrescan = std::size_t{1} << 16;
// ICU's detector judges by letter frequencies; more than this changes nothing and costs time.
constexpr std::size_t kDetect = std::size_t{1} << 18;

const lxb_char_t* chars(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

const lxb_encoding_data_t* by_label(std::string_view label) {
  if (label.empty()) return nullptr;
  return lxb_encoding_data_by_pre_name(chars(label), label.size());
}

const lxb_encoding_data_t* by_mark(std::string_view& bytes) {
  const auto take = [&](std::string_view mark) {
    if (!bytes.starts_with(mark)) return false;
    bytes.remove_prefix(mark.size());
    return true;
  };
  if (take("\xEF\xBB\xBF")) return lxb_encoding_data(LXB_ENCODING_UTF_8);
  if (take("\xFE\xFF")) return lxb_encoding_data(LXB_ENCODING_UTF_16BE);
  if (take("\xFF\xFE")) return lxb_encoding_data(LXB_ENCODING_UTF_16LE);
  return nullptr;
}

// What stands behind `key` and "=", with or without quotation marks: "windows-1251" in
// "text/html; charset=windows-1251". `text` in lower case; empty when it is not there.
std::string_view value_behind(std::string_view text, std::string_view key) {
  std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(" \t", at + key.size());
  if (at == std::string_view::npos || text[at] != '=') return {};
  at = text.find_first_not_of(" \t\"'", at + 1);
  if (at == std::string_view::npos) return {};
  const std::size_t end = text.find_first_of(" \t;\"'?>/", at);
  return text.substr(at, end == std::string_view::npos ? end : end - at);
}

// <?xml version="1.0" encoding="koi8-r"?>, which browsers pass over in HTML: old XHTML has no
// other.
std::string_view xml_declaration(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  return bytes.substr(0, std::min(bytes.find("?>"), kPrescan));
}

const lxb_encoding_data_t* by_meta(std::string_view bytes, std::size_t within) {
  lxb_html_encoding_t prescan;
  if (lxb_html_encoding_init(&prescan) != LXB_STATUS_OK) return nullptr;
  const std::string_view head = bytes.substr(0, within);
  const lxb_encoding_data_t* found = nullptr;
  if (lxb_html_encoding_determine(&prescan, chars(head), chars(head) + head.size()) ==
      LXB_STATUS_OK) {
    for (std::size_t i = 0; i < lxb_html_encoding_meta_length(&prescan) && !found; ++i) {
      const auto* entry = lxb_html_encoding_meta_entry(&prescan, i);
      found = lxb_encoding_data_prescan_validate(
          entry->name, static_cast<std::size_t>(entry->end - entry->name));
    }
  }
  lxb_html_encoding_destroy(&prescan, false);
  return found;
}

// Without a mark: markup and Western letters have a zero byte each.
// UTF-32, with its mark or told by three zero bytes of four: what a page's markup has.
std::string_view utf32_name(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;
  const std::string_view head = bytes.substr(0, std::min(kHead, bytes.size() & ~std::size_t{3}));
  if (head.size() < 16) return {};
  std::array<std::size_t, 4> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 4] += head[i] == 0 ? 1 : 0;
  const std::size_t many = head.size() / 4 - head.size() / 40;
  if (zeros[0] >= many && zeros[1] >= many && zeros[3] * 20 < many) return "UTF-32BE";
  if (zeros[3] >= many && zeros[2] >= many && zeros[0] * 20 < many) return "UTF-32LE";
  return {};
}

const lxb_encoding_data_t* by_zeros(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == 0 ? 1 : 0;
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  if (head.size() < 4 || many * 10 < head.size() / 2 * 3 || few * 20 > many) return nullptr;
  return lxb_encoding_data(zeros[0] > zeros[1] ? LXB_ENCODING_UTF_16BE : LXB_ENCODING_UTF_16LE);
}

const lxb_encoding_data_t* by_letters(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  if (U_FAILURE(status)) return nullptr;
  const std::string_view head = bytes.substr(0, kDetect);
  ucsdet_enableInputFilter(detector.get(), true);  // leaves tags out
  ucsdet_setText(detector.get(), head.data(), static_cast<int32_t>(head.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return nullptr;
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) || name == nullptr ? nullptr : by_label(name);
}

void append_utf16(std::string& out, std::u16string_view units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    const bool pair =
        (c & 0xFC00) == 0xD800 && i + 1 < units.size() && (units[i + 1] & 0xFC00) == 0xDC00;
    if (pair) c = 0x10000 + ((c - 0xD800) << 10) + (units[++i] - 0xDC00U);
    append_utf8(out, c >= 0xD800 && c <= 0xDFFF ? char32_t{LXB_ENCODING_REPLACEMENT_CODEPOINT} : c);
  }
}

std::string without_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

// Sequences of more than one byte, by UTF-8's rules.
struct Utf8Count {
  std::size_t good = 0;
  std::size_t bad = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDetect);
  Utf8Count count;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(head, at);
    const bool ill_formed = c == 0xFFFD && !(at - before == 3 && head[before] == '\xEF');
    if (ill_formed) {
      ++count.bad;
    } else if (c >= 0x80) {
      ++count.good;
    }
  }
  return count;
}

// A charset that the standard lacks and ICU has (IBM850, UTF-7, UTF-32 …); empty when it is none.
std::optional<std::string> decode_by_icu(std::string_view label, std::string_view bytes) {
  constexpr std::size_t kLongest = 40;  // characters of a charset's name
  if (label.empty() || label.size() > kLongest) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(std::string(label).c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  std::array<UChar, 4096> units{};
  const char* at = bytes.data();
  const char* end = at + bytes.size();
  std::u16string waiting;  // a surrogate pair may be cut in two
  for (bool more = true; more;) {
    UChar* to = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &at, end, nullptr,
                   /*flush=*/true, &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(status) && !more) return std::nullopt;
    waiting.append(units.data(), to);
    const bool cut = more && !waiting.empty() && (waiting.back() & 0xFC00) == 0xD800;
    const char16_t kept = cut ? waiting.back() : u'\0';
    if (cut) waiting.pop_back();
    append_utf16(out, waiting);
    waiting.assign(cut ? 1 : 0, kept);
  }
  return out;
}

std::string decode_as(const lxb_encoding_data_t& encoding, std::string_view bytes) {
  if (encoding.encoding == LXB_ENCODING_UTF_8) return repair_utf8(bytes);
  std::array<lxb_codepoint_t, 4096> points{};
  static constexpr lxb_codepoint_t kReplacement = LXB_ENCODING_REPLACEMENT_CODEPOINT;
  lxb_encoding_decode_t state{};
  lxb_encoding_decode_init(&state, &encoding, points.data(), points.size());
  lxb_encoding_decode_replace_set(&state, &kReplacement, 1);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const auto flush = [&] {
    for (std::size_t i = 0; i < lxb_encoding_decode_buf_used(&state); ++i) {
      const lxb_codepoint_t c = points[i];
      append_utf8(out, c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? kReplacement : c);
    }
    lxb_encoding_decode_buf_used_set(&state, 0);
  };
  const lxb_char_t* at = chars(bytes);
  const lxb_char_t* end = at + bytes.size();
  while (at < end) {
    const lxb_char_t* before = at;
    const auto status = encoding.decode(&state, &at, end);
    const bool stuck = at == before && lxb_encoding_decode_buf_used(&state) == 0;
    flush();
    if (status != LXB_STATUS_SMALL_BUFFER || stuck) break;
  }
  lxb_encoding_decode_finish(&state);
  flush();
  return out;
}

}  // namespace

std::string decode(std::string_view bytes, std::string_view content_type) {
  const bool valid = simdjson::validate_utf8(bytes.data(), bytes.size());
  const auto utf8 = [&] { return valid ? std::string(bytes) : repair_utf8(bytes); };
  if (const auto name = utf32_name(bytes); !name.empty()) {
    if (auto text = decode_by_icu(name, bytes)) return without_mark(std::move(*text));
  }
  if (const auto* marked = by_mark(bytes)) {
    return marked->encoding == LXB_ENCODING_UTF_8 ? utf8() : decode_as(*marked, bytes);
  }
  if (const auto* unmarked = by_zeros(bytes)) return decode_as(*unmarked, bytes);
  const std::string header = to_lower(content_type);
  const std::string xml = to_lower(xml_declaration(bytes));
  const std::string_view told[] = {value_behind(header, "charset"), value_behind(xml, "encoding")};
  const auto* declared = by_label(told[0]);
  if (declared == nullptr) declared = by_meta(bytes, kPrescan);
  if (declared == nullptr) declared = by_label(told[1]);
  const Utf8Count sequences = valid ? Utf8Count() : count_utf8(bytes);
  if (declared != nullptr && declared->encoding == LXB_ENCODING_UTF_8) {
    // Broken UTF-8 has a few ill-formed sequences; where most are, it is another charset.
    if (sequences.bad <= sequences.good || valid) return utf8();
    declared = nullptr;
  }
  if (declared != nullptr) {
    // Other charsets' letters are next to never valid UTF-8: the declaration was left behind when
    // the site moved. Escape-coded ISO-2022-JP is, being ASCII.
    const bool ascii = std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; });
    return valid && !ascii ? utf8() : decode_as(*declared, bytes);
  }
  for (const auto label : told) {
    if (label.empty() || by_label(label) != nullptr) continue;
    if (auto text = decode_by_icu(label, bytes)) return std::move(*text);
  }
  // Undeclared, so it takes more to be UTF-8: other charsets' letters make a sequence now and then.
  if (valid || sequences.good >= 2 * sequences.bad) return utf8();
  const auto* found = by_meta(bytes, kLatePrescan);
  if (found == nullptr || found->encoding == LXB_ENCODING_UTF_8) found = by_letters(bytes);
  if (found == nullptr || found->encoding == LXB_ENCODING_UTF_8) {
    found = lxb_encoding_data(LXB_ENCODING_WINDOWS_1252);  // what the standard falls back to
  }
  return decode_as(*found, bytes);
}

}  // namespace gainsay::page
