#include "page/metadata.h"

#include <lexbor/url/url.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/utf8.h"
#include "page/dates.h"
#include "page/json_ld.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

std::string clean(std::string_view text) {
  std::string out;
  append_collapsed(out, text);
  while (out.ends_with(' ')) out.pop_back();
  if (out.starts_with(' ')) out.erase(0, 1);
  return to_nfc(out);
}

// The first of each: <meta> by its name or property in lower case, <link> by rel, microdata.
struct Found {
  std::map<std::string, std::string, std::less<>> meta;
  std::map<std::string, NodeIndex, std::less<>> items;
  std::string canonical;
  std::string title;
  std::vector<std::string> headings;     // h1
  std::vector<std::string> subheadings;  // h2; older pages have their title there
  std::string time;                      // of the first <time> with a date
  std::string html_language;
  std::vector<std::string> author_links;
  std::string date_line;    // the first text below a heading that is a date and no more
  std::string author_line;  // of an element that its class calls a byline or author
};

void add_meta(const Dom& dom, NodeIndex at, Found& found) {
  const std::string_view content = dom.attribute(at, "content");
  if (content.empty()) return;
  for (const auto key : {"property"sv, "name"sv, "itemprop"sv, "http-equiv"sv}) {
    const std::string_view name = dom.attribute(at, key);
    if (!name.empty()) found.meta.emplace(to_lower(name), clean(content));
  }
}

bool is_author_name(std::string_view classes) {
  const std::string lower = to_lower(classes);
  return lower.find("author") != std::string::npos || lower.find("byline") != std::string::npos;
}

Found collect(const Dom& dom) {
  Found found;
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    const auto& node = dom[at];
    if (dom.is_text(at)) {
      constexpr std::size_t kLongest = 60;  // bytes
      if (found.date_line.empty() && !found.headings.empty() && node.text.size() <= kLongest &&
          parse_page_date(node.text)) {
        found.date_line = clean(node.text);
      }
      continue;
    }
    if (const auto item = dom.attribute(at, "itemprop"); !item.empty()) {
      found.items.emplace(std::string(item), at);
    }
    switch (node.tag) {
      case LXB_TAG_META:
        add_meta(dom, at, found);
        break;
      case LXB_TAG_LINK:
        if (dom.attribute(at, "rel") == "canonical" && found.canonical.empty()) {
          found.canonical = clean(dom.attribute(at, "href"));
        }
        break;
      case LXB_TAG_TITLE:
        if (found.title.empty()) found.title = to_nfc(dom.text_of(at));
        break;
      case LXB_TAG_H1:
        if (auto text = to_nfc(dom.text_of(at)); !text.empty()) found.headings.push_back(text);
        break;
      case LXB_TAG_H2:
        if (auto text = to_nfc(dom.text_of(at)); !text.empty()) found.subheadings.push_back(text);
        break;
      case LXB_TAG_HTML:
        if (found.html_language.empty()) found.html_language = clean(dom.attribute(at, "lang"));
        break;
      case LXB_TAG_TIME:
        if (found.time.empty()) {
          const std::string_view stamp = dom.attribute(at, "datetime");
          const std::string text = stamp.empty() ? dom.text_of(at) : clean(stamp);
          if (parse_page_date(text)) found.time = text;
        }
        break;
      case LXB_TAG_A:
        if (dom.attribute(at, "rel").find("author") != std::string_view::npos) {
          found.author_links.push_back(to_nfc(dom.text_of(at)));
        }
        break;
      default:
        break;
    }
    if (found.author_line.empty() && is_author_name(dom.attribute(at, "class"))) {
      // An author box says more, and in sentences.
      constexpr std::size_t kLongest = 80;  // bytes
      auto line = dom.text_of(at);
      if (line.size() <= kLongest && !ends_sentence(line)) found.author_line = to_nfc(line);
    }
  }
  return found;
}

std::string first_meta(const Found& found, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const auto at = found.meta.find(name); at != found.meta.end() && !at->second.empty()) {
      return at->second;
    }
  }
  return {};
}

struct TitleAndOutlet {
  std::string title;
  std::string outlet;  // empty: the title names none
};

// "Bridge falls | The Valley Echo", or the other way round: parted where one side is a heading of
// the page or the other the outlet's name.
TitleAndOutlet part_title(const std::string& title, std::string_view outlet,
                          const std::vector<std::string>& headings) {
  const auto is_heading = [&](const std::string& text) {
    return std::ranges::find(headings, text) != headings.end();
  };
  if (is_heading(title)) return {title, ""};
  for (const auto mark : {" | "sv, " - "sv, " – "sv, " — "sv, " :: "sv, " » "sv, " · "sv, ": "sv}) {
    for (std::size_t at = title.rfind(mark); at != std::string::npos && at > 0;
         at = title.rfind(mark, at - 1)) {
      std::string head = title.substr(0, at);
      std::string tail = title.substr(at + mark.size());
      if (is_heading(tail)) return {std::move(tail), std::move(head)};
      if (is_heading(head) || (!outlet.empty() && fold(tail) == fold(outlet))) {
        return {std::move(head), std::move(tail)};
      }
    }
  }
  return {title, ""};
}

TitleAndOutlet title_of(const Found& found, const JsonLd& json, const std::string& outlet) {
  std::string told = first_meta(found, {"og:title", "twitter:title", "dc.title", "dcterms.title"});
  if (told.empty()) told = json.headline.empty() ? found.title : clean(json.headline);
  TitleAndOutlet parted = part_title(told, outlet, found.headings);
  if (parted.title == told) parted = part_title(told, outlet, found.subheadings);
  const std::string folded = fold(parted.title);
  for (const auto& heading : found.headings) {
    if (fold(heading) == folded) parted.title = heading;  // as readers see it
  }
  if (parted.title.empty() && !found.headings.empty()) parted.title = found.headings.front();
  return parted;
}

std::string item_text(const Dom& dom, const Found& found, std::string_view name) {
  const auto at = found.items.find(name);
  if (at == found.items.end()) return {};
  for (const auto attribute : {"content"sv, "datetime"sv}) {
    if (const auto value = dom.attribute(at->second, attribute); !value.empty()) {
      return clean(value);
    }
  }
  return to_nfc(dom.text_of(at->second));
}

// Of a microdata item: its own name, as of an Organization.
std::string item_name(const Dom& dom, const Found& found, std::string_view name) {
  const auto at = found.items.find(name);
  if (at == found.items.end()) return {};
  for (NodeIndex inner = at->second + 1; inner < dom[at->second].end; ++inner) {
    if (dom.attribute(inner, "itemprop") != "name") continue;
    const auto value = dom.attribute(inner, "content");
    return value.empty() ? to_nfc(dom.text_of(inner)) : clean(value);
  }
  return item_text(dom, found, name);
}

std::string outlet_of(const Dom& dom, const Found& found, const JsonLd& json) {
  std::string outlet = first_meta(found, {"og:site_name", "application-name"});
  if (!outlet.empty() && !outlet.starts_with("http")) return outlet;
  if (!json.publisher.empty()) return clean(json.publisher);
  if (auto name = item_name(dom, found, "publisher"); !name.empty()) return name;
  if (auto name =
          first_meta(found, {"dc.publisher", "dcterms.publisher", "citation_journal_title"});
      !name.empty()) {
    return name;
  }
  return outlet;
}

// "Ada Marlow Published October 2", "Ada Marlow Monday": the name.
std::string without_date(const std::string& text) {
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::string folded = fold(word);
    if (word.find_first_of("0123456789") != std::string::npos) break;
    const bool dated = is_calendar_word(folded) || folded == "published" || folded == "updated" ||
                       folded == "posted";
    if (dated && !name.empty()) break;  // "April Marlow" is a name
    if (!name.empty()) name.push_back(' ');
    name += word;
    at = end + 1;
  }
  return name;
}

// Bylines to names: "By Ada Marlow and Bo Lindqvist, Staff Writers".
void add_author(std::string_view line, std::vector<std::string>& authors) {
  std::string text = clean(line);
  for (const auto prefix : {"By: "sv, "By "sv, "by "sv, "BY "sv, "Written by "sv, "Posted by "sv,
                            "Analysis by "sv, "Opinion by "sv, "Story by "sv, "Reported by "sv}) {
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  }
  if (text.find("http") == 0 || text.find('@') != std::string::npos) return;
  const bool dated = text.find_first_of("0123456789") != std::string::npos;
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = std::string::npos;
    std::size_t skip = 0;
    for (const auto mark : {", "sv, " and "sv, " & "sv, "; "sv, " | "sv}) {
      if (const auto found = text.find(mark, at); found < end) {
        end = found;
        skip = mark.size();
      }
    }
    parts.push_back(text.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) break;
    at = end + skip;
  }
  for (auto& part : parts) {
    if (dated) part = without_date(part);
    const std::string folded = fold(part);
    const auto words = std::ranges::count(folded, ' ') + 1;
    const bool role = folded.find("writer") != std::string::npos ||
                      folded.find("editor") != std::string::npos ||
                      folded.find("reporter") != std::string::npos ||
                      folded.find("correspondent") != std::string::npos;
    if (folded.size() < 3 || words > 6 || (role && !authors.empty())) continue;
    if (parse_page_date(part) || (dated && is_calendar_word(folded))) continue;
    if (std::ranges::find(authors, part) == authors.end()) authors.push_back(part);
  }
}

std::vector<std::string> authors_of(const Dom& dom, const Found& found, const JsonLd& json) {
  std::vector<std::string> authors;
  for (const auto& name : json.authors) add_author(name, authors);
  if (authors.empty()) {
    add_author(first_meta(found, {"author", "article:author", "dc.creator", "dcterms.creator",
                                  "parsely-author", "sailthru.author", "byl", "citation_author"}),
               authors);
  }
  if (authors.empty()) add_author(item_text(dom, found, "author"), authors);
  if (authors.empty()) {
    for (const auto& name : found.author_links) add_author(name, authors);
  }
  if (authors.empty()) add_author(found.author_line, authors);
  return authors;
}

std::string published_of(const Dom& dom, const Found& found, const JsonLd& json,
                         std::string_view address) {
  const std::array told = {json.published,
                           first_meta(found, {"article:published_time",
                                              "og:article:published_time",
                                              "datepublished",
                                              "parsely-pub-date",
                                              "sailthru.date",
                                              "dc.date.issued",
                                              "dcterms.issued",
                                              "dcterms.created",
                                              "dcterms.date",
                                              "dc.date",
                                              "dc.date.created",
                                              "pubdate",
                                              "publishdate",
                                              "publish-date",
                                              "publish_date",
                                              "displaydate",
                                              "citation_publication_date",
                                              "article.published",
                                              "cxenseparse:recs:publishtime",
                                              "og:published_time",
                                              "article_date_original",
                                              "originalpublicationdate",
                                              "date",
                                              "created"}),
                           item_text(dom, found, "datePublished"), found.time};
  for (const auto& text : told) {
    if (auto date = parse_page_date(text)) return *date;
  }
  if (auto date = date_in_address(address)) return *date;
  return parse_page_date(found.date_line).value_or("");
}

// Made absolute by the WHATWG URL standard; empty when it is no address.
std::string absolute(const std::string& link, std::string_view address) {
  if (link.empty()) return {};
  if (link.starts_with("http://") || link.starts_with("https://")) return link;
  std::string out;
  lxb_url_parser_t parser{};
  if (lxb_url_parser_init(&parser, nullptr) != LXB_STATUS_OK) return out;
  const auto parse = [&](const lxb_url_t* base, std::string_view text) {
    lxb_url_parser_clean(&parser);
    return lxb_url_parse(&parser, base, reinterpret_cast<const lxb_char_t*>(text.data()),
                         text.size());
  };
  if (address.starts_with("http://") || address.starts_with("https://")) {
    const lxb_url_t* base = parse(nullptr, address);
    lxb_url_t* url = base != nullptr ? parse(base, link) : nullptr;
    const auto append = [](const lxb_char_t* data, std::size_t size, void* context) {
      static_cast<std::string*>(context)->append(reinterpret_cast<const char*>(data), size);
      return static_cast<lxb_status_t>(LXB_STATUS_OK);
    };
    if (url != nullptr && lxb_url_serialize(url, append, &out, false) != LXB_STATUS_OK) out.clear();
  }
  lxb_url_parser_memory_destroy(&parser);
  lxb_url_parser_destroy(&parser, false);
  return out;
}

// "en_GB" to "en-GB"; empty for what is no language tag.
std::string language_tag(std::string_view text) {
  std::string tag(text.substr(0, text.find_first_of(" ,;")));
  std::ranges::replace(tag, '_', '-');
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  if (primary < 2 || primary > 3) return {};
  for (std::size_t i = 0; i < tag.size(); ++i) {
    const char c = tag[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && c != '-' && !(c >= '0' && c <= '9' && i > primary)) return {};
    if (i < primary && c >= 'A' && c <= 'Z') tag[i] = static_cast<char>(c + 32);
  }
  return tag;
}

}  // namespace

std::vector<std::string> names_in_byline(std::string_view line) {
  std::vector<std::string> names;
  add_author(line, names);
  return names;
}

Metadata find_metadata(const Dom& dom, std::string_view address) {
  const Found found = collect(dom);
  const JsonLd json = find_json_ld(dom);
  Metadata metadata;
  metadata.outlet = outlet_of(dom, found, json);
  TitleAndOutlet parted = title_of(found, json, metadata.outlet);
  metadata.title = std::move(parted.title);
  constexpr std::ptrdiff_t kMostWords = 5;  // of an outlet's name
  if (metadata.outlet.empty() && std::ranges::count(parted.outlet, ' ') < kMostWords) {
    metadata.outlet = std::move(parted.outlet);
  }
  metadata.titles = found.headings;
  for (const auto& title :
       {metadata.title, found.title, clean(json.headline), first_meta(found, {"og:title"})}) {
    if (!title.empty()) metadata.titles.push_back(title);
  }
  metadata.authors = authors_of(dom, found, json);
  const std::string told_address = first_meta(found, {"og:url"});
  metadata.canonical = absolute(found.canonical, address);
  if (metadata.canonical.empty()) metadata.canonical = absolute(told_address, address);
  if (metadata.canonical.empty()) metadata.canonical = absolute(clean(json.url), address);
  metadata.published =
      published_of(dom, found, json,
                   metadata.canonical.empty() ? address : std::string_view(metadata.canonical));
  for (const auto& told :
       {found.html_language,
        first_meta(found, {"content-language", "language", "dc.language", "og:locale"}),
        json.language}) {
    if (metadata.language.empty()) metadata.language = language_tag(told);
  }
  metadata.body = json.body;
  return metadata;
}

}  // namespace gainsay::page
