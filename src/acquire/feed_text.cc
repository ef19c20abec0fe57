// The small things that feeds are made of: text, times, addresses.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"
#include "base/date.h"
#include "base/utf8.h"

namespace gainsay::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kBlank = " \t\r\n\f\v";

// The entities that titles are full of; any other stays as it is written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kEntities = {
    {{"amp", "&"},
     {"lt", "<"},
     {"gt", ">"},
     {"quot", "\""},
     {"apos", "'"},
     {"nbsp", " "},
     {"ndash", "–"},
     {"mdash", "—"},
     {"lsquo", "‘"},
     {"rsquo", "’"},
     {"ldquo", "“"},
     {"rdquo", "”"},
     {"hellip", "…"},
     {"laquo", "«"},
     {"raquo", "»"},
     {"eacute", "é"},
     {"uuml", "ü"},
     {"ouml", "ö"},
     {"auml", "ä"}}};

// The character of "#8217" or "#x2019"; nothing for a number that no character has.
std::optional<char32_t> numbered(std::string_view name) {
  const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), number, hex ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  if (number < 0x20 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
    return std::nullopt;
  return static_cast<char32_t>(number);
}

// Appends what the entity at `at` means, and says how many bytes it takes; 0 where there is none.
std::size_t take_entity(std::string_view text, std::size_t at, std::string& out) {
  constexpr std::size_t kLongest = 12;
  const auto end = text.substr(at, kLongest).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const auto name = text.substr(at + 1, end - 1);
  if (name[0] == '#' && name.size() > 1) {
    const auto point = numbered(name);
    if (!point) return 0;
    append_utf8(out, *point);
    return end + 1;
  }
  const auto* const known =
      std::ranges::find(kEntities, name, [](const auto& e) { return e.first; });
  if (known == kEntities.end()) return 0;
  out += known->second;
  return end + 1;
}

std::string without_tags(std::string_view markup) {
  std::string out;
  for (std::size_t at = 0; at < markup.size();) {
    // "<" before a letter, a slash or a "!" begins a tag; "2 < 3" does not.
    const char next = at + 1 < markup.size() ? markup[at + 1] : ' ';
    const bool is_tag =
        markup[at] == '<' && ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') ||
                              next == '/' || next == '!');
    const auto end = is_tag ? markup.find('>', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += markup[at++];
    } else {
      out += ' ';
      at = end + 1;
    }
  }
  return out;
}

struct CurlUrl {
  CurlUrl() : handle(curl_url()) {}
  ~CurlUrl() { curl_url_cleanup(handle); }
  CurlUrl(const CurlUrl&) = delete;
  CurlUrl& operator=(const CurlUrl&) = delete;
  CURLU* handle;
};

bool is_short_date(std::string_view text) {
  return text.size() <= 10 && text.size() >= 4 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::string trimmed_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = kBlank.find(c) != std::string_view::npos;
    if (static_cast<unsigned char>(c) < 0x20 && !blank) continue;
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string plain_text(std::string_view markup) {
  const std::string text = without_tags(markup);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t taken = text[at] == '&' ? take_entity(text, at, out) : 0;
    if (taken == 0) out += text[at];
    at += std::max<std::size_t>(taken, 1);
  }
  return trimmed_text(out);
}

std::string feed_time(std::string_view given) {
  const std::string text = trimmed_text(given);
  constexpr std::size_t kLongest = 60;
  if (text.empty() || text.size() > kLongest) return {};
  if (is_short_date(text)) {
    const auto date = parse_iso_date(text);
    return date ? to_iso(*date) : std::string();
  }
  if (const auto time = parse_rfc3339(text)) return to_rfc3339(*time);
  const std::time_t seconds = curl_getdate(text.c_str(), nullptr);
  // -1: no date. What is before 1990 is a clock that was never set.
  constexpr std::time_t kFirst = 631'152'000;
  constexpr std::time_t kLast = 4'102'444'800;  // 2100
  if (seconds < kFirst || seconds > kLast) return {};
  return to_rfc3339(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::string resolve_address(const std::string& base, std::string_view given) {
  std::string text = trimmed_text(given);
  if (text.empty()) return text;
  const CurlUrl url;
  const auto set = [&](const std::string& part) {
    return curl_url_set(url.handle, CURLUPART_URL, part.c_str(),
                        CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) == CURLUE_OK;
  };
  if (!base.empty() && !set(base)) return text;
  if (!set(text)) return text;
  char* whole = nullptr;
  if (curl_url_get(url.handle, CURLUPART_URL, &whole, 0) != CURLUE_OK || whole == nullptr)
    return text;
  text = whole;
  curl_free(whole);
  return text;
}

std::string language_at(pugi::xml_node element, const std::string& fallback) {
  const std::string said = trimmed_text(attribute_of(element, "xml:lang"));
  return said.empty() ? fallback : said;
}

}  // namespace gainsay::acquire
