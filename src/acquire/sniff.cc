// What bytes look like, by the signatures of the WHATWG MIME Sniffing standard and by the share of
// bytes that no text has.
#include <algorithm>
#include <array>

#include "acquire/acquire.h"
#include "acquire/http.h"

namespace gainsay::acquire {
namespace {

using namespace std::string_view_literals;

// As much as the standard's "resource header" would need, and some more for pages that begin with
// long comments.
constexpr std::size_t kHead = 4096;

bool has_binary_signature(std::string_view head) {
  static constexpr std::array kSignatures = {"\x89PNG\r\n\x1a\n"sv,
                                             "\xFF\xD8\xFF"sv,
                                             "GIF87a"sv,
                                             "GIF89a"sv,
                                             "PK\x03\x04"sv,
                                             "PK\x05\x06"sv,
                                             "\x1f\x8b"sv,
                                             "\x7f"
                                             "ELF"sv,
                                             "BZh"sv,
                                             "\xFD\x37zXZ\0"sv,
                                             "\x28\xB5\x2F\xFD"sv,
                                             "Rar!\x1A\x07"sv,
                                             "7z\xBC\xAF\x27\x1C"sv,
                                             "\0\0\x01\0"sv,
                                             "OggS\0"sv,
                                             "ID3"sv,
                                             "\x1A\x45\xDF\xA3"sv,
                                             "wOFF"sv,
                                             "wOF2"sv,
                                             "\0asm"sv,
                                             "SQLite format 3\0"sv,
                                             "\xD0\xCF\x11\xE0"sv,
                                             "MZ\x90\0"sv,
                                             "RIFF"sv,
                                             "{\\rtf"sv,
                                             "\xCA\xFE\xBA\xBE"sv,
                                             "fLaC"sv,
                                             "II*\0"sv,
                                             "MM\0*"sv};
  if (head.size() >= 12 && head.substr(4, 4) == "ftyp") return true;
  return std::ranges::any_of(kSignatures, [&](auto sign) { return head.starts_with(sign); });
}

// UTF-16 without a byte order mark: in Western text, and in the markup of any other, most bytes of
// one parity are zero and of the other none.
bool is_utf16(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return true;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == 0 ? 1 : 0;
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  return head.size() >= 4 && many * 10 >= head.size() / 2 * 3 && few * 20 <= many;
}

// The standard's "binary data bytes": control characters that no text holds. One stray NUL is met
// in real pages, so a few are let pass.
bool is_binary(std::string_view head) {
  const auto control = std::ranges::count_if(head, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x08 || byte == 0x0B || (byte >= 0x0E && byte <= 0x1A) ||
           (byte >= 0x1C && byte <= 0x1F);
  });
  return static_cast<std::size_t>(control) * 50 > head.size();
}

std::string lower_ascii_without_zeros(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != 0) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}

bool has_markup(std::string_view head) {
  static constexpr std::array kTags = {
      "<!doctype html"sv, "<html"sv,  "<head"sv,    "<body"sv,    "<title"sv, "<script"sv,
      "<meta"sv,          "<div"sv,   "<article"sv, "<p>"sv,      "<p "sv,    "<h1"sv,
      "<!--"sv,           "<table"sv, "<br"sv,      "<section"sv, "<main"sv};
  const std::size_t start = head.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF\xFF\xFE");
  if (start == std::string_view::npos) return false;
  head.remove_prefix(start);
  if (head.starts_with("<?xml")) return head.find("<html") != std::string_view::npos;
  return std::ranges::any_of(kTags, [&](auto tag) { return head.starts_with(tag); });
}

// A version line and, for what only speaks of the format, a field behind it.
bool begins_warc(std::string_view head) {
  const std::size_t line = head.find('\n');
  return head.starts_with("WARC/") && line != std::string_view::npos && line < 12 &&
         head.find("WARC-", line) != std::string_view::npos;
}

// A zip file whose first entries are a WACZ's: by the names in their headers.
bool is_wacz(std::string_view head) {
  return head.find("datapackage.json") != std::string_view::npos ||
         head.find("archive/") != std::string_view::npos ||
         head.find("indexes/") != std::string_view::npos ||
         head.find("pages/") != std::string_view::npos;
}

// Telegram writes its export over many lines, the first of which is "{" alone; of a chat its
// messages are the fourth key, of all chats they lie behind these. `plain` is in lower case.
bool is_telegram(std::string_view plain, std::size_t brace) {
  const std::size_t line = plain.find_first_not_of(" \t\r", brace + 1);
  if (line == std::string_view::npos || plain[line] != '\n') return false;
  const auto has = [&](std::string_view key) { return plain.find(key) != std::string_view::npos; };
  return has("\"messages\":") || has("\"personal_information\":") || has("\"chats\":");
}

// Header fields from the first byte on, with those that every mail has (RFC 5322, 3.6) and one that
// mail programs and servers add; a page that quotes a mail begins otherwise.
bool is_mail(std::string_view head) {
  bool from = false;
  bool date = false;
  bool sent = false;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line == "\r") break;
    if (line[0] == ' ' || line[0] == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return from && date && sent && end == head.size();
    const std::string name = lower_ascii(line.substr(0, colon));
    if (name.empty() || name.find(' ') != std::string::npos) return false;
    from = from || name == "from";
    date = date || name == "date";
    sent = sent || name == "message-id" || name == "mime-version" || name == "received";
  }
  return from && date && sent;
}

}  // namespace

std::optional<Format> sniff(std::string_view body) {
  const std::string_view head = body.substr(0, kHead);
  if (head.starts_with("%PDF-")) return Format::pdf;
  if (begins_warc(head)) return Format::warc;
  if (head.starts_with("PK\x03\x04") && is_wacz(head)) return Format::wacz;
  if (has_binary_signature(head)) return std::nullopt;
  const bool utf16 = is_utf16(head);
  if (!utf16 && is_binary(head)) return std::nullopt;
  const std::string plain = lower_ascii_without_zeros(head);
  if (has_markup(plain)) return Format::html;
  const std::size_t start = plain.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (!utf16 && start != std::string::npos && plain[start] == '{') {
    const std::size_t next = plain.find_first_not_of(" \t\r\n", start + 1);
    if (next != std::string::npos && (plain[next] == '"' || plain[next] == '}')) {
      return is_telegram(plain, start) ? Format::telegram : Format::json_line;
    }
  }
  if (!utf16 && is_mail(head)) return Format::mail;
  return Format::text;
}

}  // namespace gainsay::acquire
