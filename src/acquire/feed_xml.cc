#include "acquire/feed_xml.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <sstream>

#include "base/utf8.h"

namespace gainsay::acquire {
namespace {

using namespace std::string_view_literals;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// ISO-8859-1 and ASCII mean windows-1252 on the web (WHATWG Encoding Standard).
std::string as_on_the_web(std::string charset) {
  std::ranges::transform(charset, charset.begin(), lower);
  static constexpr std::array kWindows1252 = {"iso-8859-1"sv, "iso8859-1"sv, "latin1"sv,
                                              "latin-1"sv,    "us-ascii"sv,  "ascii"sv};
  if (std::ranges::find(kWindows1252, charset) != kWindows1252.end()) return "windows-1252";
  return charset;
}

// The value behind `key`, quoted or not, within one line.
std::string value_behind(std::string_view text, std::string_view key) {
  const auto at = std::search(text.begin(), text.end(), key.begin(), key.end(),
                              [](char a, char b) { return lower(a) == b; });
  if (at == text.end()) return {};
  std::string_view rest = text.substr(static_cast<std::size_t>(at - text.begin()) + key.size());
  const auto skip = [&](std::string_view any) {
    rest.remove_prefix(std::min(rest.find_first_not_of(any), rest.size()));
  };
  skip(" \t\r\n");
  if (!rest.starts_with('=')) return {};
  rest.remove_prefix(1);
  skip(" \t\r\n\"'");
  return std::string(rest.substr(0, rest.find_first_of("\"' \t\r\n;?>")));
}

std::string declared_in(std::string_view bytes) {
  const auto head = bytes.substr(0, 200);
  const auto end = head.find("?>");
  if (!head.starts_with("<?xml") || end == std::string_view::npos) return {};
  return value_behind(head.substr(0, end), "encoding");
}

// Empty where ICU knows no such charset.
std::string converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return {};
  std::u16string wide(bytes.size() * 2 + 16, u'\0');
  const auto size =
      ucnv_toUChars(converter.get(), wide.data(), static_cast<std::int32_t>(wide.size()),
                    bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return {};
  std::string out;
  out.reserve(bytes.size());
  for (std::int32_t i = 0; i < size; ++i) {
    char32_t point = wide[static_cast<std::size_t>(i)];
    if (point >= 0xD800 && point < 0xDC00 && i + 1 < size) {
      const char32_t low = wide[static_cast<std::size_t>(i) + 1];
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      }
    }
    append_utf8(out, point >= 0xD800 && point < 0xE000 ? 0xFFFD : point);
  }
  return out;
}

std::string decoded(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return repair_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
  if (bytes.starts_with("<\0?\0"sv)) return converted(bytes, "UTF-16LE");
  if (bytes.starts_with("\0<\0?"sv)) return converted(bytes, "UTF-16BE");
  // ISO-2022-JP and its like look like ASCII, and say so by an escape.
  const bool plain = bytes.find('\x1B') == std::string_view::npos;
  if (plain && is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  for (const auto& charset : {value_behind(content_type, "charset"), declared_in(bytes)}) {
    const std::string known = as_on_the_web(charset);
    if (known.empty()) continue;
    if (known == "utf-8" || known == "utf8") return repair_utf8(bytes);
    if (out = converted(bytes, known); !out.empty()) return out;
  }
  return converted(bytes, "windows-1252");
}

struct Namespace {
  std::string_view uri;
  std::string_view usual_prefix;
  Vocabulary vocabulary;
};

constexpr std::array kNamespaces = {
    Namespace{"http://www.w3.org/2005/Atom", "atom", Vocabulary::atom},
    Namespace{"http://purl.org/atom/ns#", "atom03", Vocabulary::atom},
    Namespace{"http://purl.org/rss/1.0/modules/content/", "content", Vocabulary::content},
    Namespace{"http://purl.org/dc/elements/1.1/", "dc", Vocabulary::dublin_core},
    Namespace{"http://purl.org/dc/terms/", "dcterms", Vocabulary::dublin_core},
    Namespace{"http://www.google.com/schemas/sitemap-news/0.9", "news", Vocabulary::news},
    Namespace{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Vocabulary::rdf},
    Namespace{"http://purl.org/rss/1.0/", "", Vocabulary::rss1},
    Namespace{"http://my.netscape.com/rdf/simple/0.9/", "", Vocabulary::rss1},
    Namespace{"http://www.sitemaps.org/schemas/sitemap/0.9", "", Vocabulary::sitemap},
    Namespace{"http://www.google.com/schemas/sitemap/0.84", "", Vocabulary::sitemap},
    Namespace{"http://purl.org/rss/1.0/modules/syndication/", "sy", Vocabulary::syndication}};

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

// What `prefix` is declared to stand for at `element`; null where it is not declared.
pugi::xml_attribute declaration(pugi::xml_node element, std::string_view prefix) {
  // Asked for each item again: a root of a million attributes must not be searched each time.
  constexpr int kMost = 100;
  const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (auto node = element; node; node = node.parent()) {
    int left = kMost;
    for (auto at = node.first_attribute(); at && left > 0; at = at.next_attribute(), --left)
      if (wanted == at.name()) return at;
  }
  return {};
}

// "&#0;" would end the text that it stands in, for pugixml's strings end at a NUL.
void blank_zero_references(std::string& text) {
  for (auto at = text.find("&#"); at != std::string::npos; at = text.find("&#", at + 1)) {
    const bool hex = text.compare(at + 2, 1, "x") == 0;
    const auto end = text.find_first_not_of('0', at + (hex ? 3 : 2));
    const bool zero = end != std::string::npos && text[end] == ';' && text[end - 1] == '0';
    if (zero) text.replace(at, end + 1 - at, end + 1 - at, ' ');
  }
}

// A character by a number that no character has gives bytes that are no UTF-8.
std::string valid(std::string_view text) {
  return is_valid_utf8(text) ? std::string(text) : repair_utf8(text);
}

}  // namespace

std::string xml_to_utf8(std::string_view bytes, std::string_view content_type) {
  std::string text = decoded(bytes, content_type);
  blank_zero_references(text);
  if (text.find('\0') == std::string::npos) return text;
  std::string out;
  for (const char c : text) {
    if (c == '\0') {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
  }
  return out;
}

Vocabulary vocabulary_of(pugi::xml_node element) {
  const std::string_view prefix = prefix_of(element.name());
  const auto declared = declaration(element, prefix);
  const std::string_view uri = declared.value();
  for (const auto& known : kNamespaces) {
    if (declared ? uri == known.uri : !prefix.empty() && prefix == known.usual_prefix)
      return known.vocabulary;
  }
  return Vocabulary::none;
}

std::string_view local_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool same_word(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

bool is_named(pugi::xml_node element, Vocabulary of, std::string_view name) {
  return same_word(local_name(element.name()), name) && vocabulary_of(element) == of;
}

bool is_rss(pugi::xml_node element, std::string_view name) {
  if (!same_word(local_name(element.name()), name)) return false;
  const auto vocabulary = vocabulary_of(element);
  return vocabulary == Vocabulary::rss1 ||
         (vocabulary == Vocabulary::none && prefix_of(element.name()).empty());
}

pugi::xml_node child_named(pugi::xml_node parent, Vocabulary of, std::string_view name) {
  return parent.find_child([&](pugi::xml_node child) { return is_named(child, of, name); });
}

pugi::xml_node rss_child(pugi::xml_node parent, std::string_view name) {
  return parent.find_child([&](pugi::xml_node child) { return is_rss(child, name); });
}

std::string text_in(pugi::xml_node element) {
  std::string text;
  for (const auto child : element.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
  return valid(std::move(text));
}

std::string markup_in(pugi::xml_node element) {
  std::ostringstream markup;
  for (const auto child : element.children())
    child.print(markup, "", pugi::format_raw | pugi::format_no_declaration);
  return valid(markup.str());
}

std::string attribute_of(pugi::xml_node element, std::string_view name) {
  for (const auto attribute : element.attributes())
    if (same_word(attribute.name(), name)) return valid(attribute.value());
  return {};
}

}  // namespace gainsay::acquire
