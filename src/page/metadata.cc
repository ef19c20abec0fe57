#include "page/metadata.h"

#include <lexbor/url/url.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "page/access.h"
#include "page/authors.h"
#include "page/dates.h"
#include "page/json_ld.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

// The first of each: <meta> by its name or property in lower case, <link> by rel, microdata.
struct Found {
  std::map<std::string, std::string, std::less<>> meta;
  std::map<std::string, NodeIndex, std::less<>> items;
  std::string canonical;
  std::string title;
  std::vector<std::string> headings;     // h1
  std::vector<std::string> subheadings;  // h2; older pages have their title there
  std::string time;                      // of the first <time> with a date
  std::string modified_time;             // of the first <time> whose class says so
  std::string html_language;
  std::vector<std::string> author_links;
  std::string date_line;    // the first text below a heading that is a date and no more
  std::string author_line;  // of an element that its class calls a byline or author
  std::string byline;       // the first such line that says "By" and names somebody
};

void add_meta(const Dom& dom, NodeIndex at, Found& found) {
  const std::string_view content = dom.attribute(at, "content");
  if (content.empty()) return;
  for (const auto key : {"property"sv, "name"sv, "itemprop"sv, "http-equiv"sv}) {
    const std::string_view name = dom.attribute(at, key);
    if (!name.empty()) found.meta.emplace(to_lower(name), cleaned(content));
  }
}

bool has_part(std::string_view name, std::string_view part) {
  return std::search(name.begin(), name.end(), part.begin(), part.end(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         }) != name.end();
}

// The text of an element up to the first line break behind some of it.
std::string first_line(const Dom& dom, NodeIndex element) {
  std::string line;
  for (NodeIndex at = element + 1; at < dom[element].end; ++at) {
    if (dom.is_text(at)) {
      append_collapsed(line, dom[at].text);
    } else if (dom[at].tag == LXB_TAG_BR || is_block(dom[at].tag)) {
      constexpr std::size_t kName = 6;  // bytes: more than "By" and white space
      if (line.size() > kName) break;
      append_collapsed(line, " ");
    }
  }
  return cleaned(line);
}

// An element that its class calls a byline or author.
void add_author_line(const Dom& dom, NodeIndex at, Found& found) {
  constexpr std::size_t kLongest = 80;  // bytes; an author box says more, and in sentences
  if (found.author_line.empty()) {
    const auto line = dom.text_of(at);
    if (line.size() <= kLongest && !ends_sentence(line)) found.author_line = to_nfc(line);
  }
  if (!found.byline.empty() || found.headings.empty()) return;
  constexpr std::size_t kLongestByline = 200;
  const auto line = first_line(dom, at);
  const bool names_somebody = line.size() <= kLongestByline && fold(line).starts_with("by ") &&
                              !names_in_byline(line).empty();
  if (names_somebody) found.byline = line;
}

void add_time(const Dom& dom, NodeIndex at, Found& found) {
  const std::string_view stamp = dom.attribute(at, "datetime");
  const std::string text = stamp.empty() ? dom.text_of(at) : cleaned(stamp);
  const std::string_view classes = dom.attribute(at, "class");
  const std::string_view item = dom.attribute(at, "itemprop");
  const bool modified = item == "dateModified" || has_part(classes, "modified") ||
                        (has_part(classes, "updated") && !has_part(classes, "published"));
  if (found.modified_time.empty() && modified && parse_page_date(text)) found.modified_time = text;
  if (found.time.empty() && parse_page_date(text)) found.time = text;
}

Found collect(const Dom& dom) {
  Found found;
  const auto itemprop = dom.attribute_name("itemprop");
  const auto class_name = dom.attribute_name("class");
  bool in_body = false;
  bool title_seen = false;  // where the page has it in no heading
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    const auto& node = dom[at];
    if (dom.is_text(at)) {
      constexpr std::size_t kLongest = 60;  // bytes
      const bool below_title = !found.headings.empty() || title_seen;
      if (found.date_line.empty() && below_title && node.text.size() <= kLongest &&
          parse_page_date(node.text)) {
        found.date_line = cleaned(node.text);
      } else if (!below_title && in_body && !found.title.empty() &&
                 node.text.size() <= 2 * found.title.size() + kLongest) {
        title_seen = found.title.starts_with(cleaned(node.text)) && node.text.size() > kLongest / 4;
      }
      continue;
    }
    if (const auto item = dom.attribute(at, itemprop); !item.empty()) {
      found.items.emplace(std::string(item), at);
    }
    switch (node.tag) {
      case LXB_TAG_META:
        add_meta(dom, at, found);
        break;
      case LXB_TAG_LINK:
        if (dom.attribute(at, "rel") == "canonical" && found.canonical.empty()) {
          found.canonical = cleaned(dom.attribute(at, "href"));
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
      case LXB_TAG_BODY:
        in_body = true;
        break;
      case LXB_TAG_HTML:
        if (found.html_language.empty()) found.html_language = cleaned(dom.attribute(at, "lang"));
        break;
      case LXB_TAG_TIME:
        add_time(dom, at, found);
        break;
      case LXB_TAG_A:
        if (dom.attribute(at, "rel").find("author") != std::string_view::npos) {
          found.author_links.push_back(to_nfc(dom.text_of(at)));
        }
        break;
      default:
        break;
    }
    const auto classes = dom.attribute(at, class_name);
    if (has_part(classes, "author") || has_part(classes, "byline")) add_author_line(dom, at, found);
  }
  return found;
}

Told first_meta(const Found& found, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const auto at = found.meta.find(name); at != found.meta.end() && !at->second.empty()) {
      return {at->second, "meta " + std::string(name)};
    }
  }
  return {};
}

Told json_told(const std::string& text, std::string_view key) {
  return text.empty() ? Told() : Told{cleaned(text), "json-ld " + std::string(key)};
}

// The first that says something.
Told first_of(std::initializer_list<Told> all) {
  for (const auto& told : all) {
    if (!told.empty()) return told;
  }
  return {};
}

struct TitleAndOutlet {
  Told title;
  std::string outlet;  // empty: the title names none
};

struct Parted {
  std::string title;
  std::string outlet;
};

// "Bridge falls | The Valley Echo", or the other way round: parted where one side is a heading of
// the page or the other the outlet's name.
Parted part_title(const std::string& title, std::string_view outlet,
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

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    words.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// The heading that says what the page's titles say in other words: sites write one headline for
// readers and one for those who share. Empty: there is none.
std::string heading_like(const std::vector<std::string>& headings,
                         const std::vector<std::string>& titles) {
  constexpr double kShared = 0.4;        // of the heading's words
  constexpr std::size_t kLongest = 300;  // bytes
  constexpr std::size_t kFewest = 3;     // words; "Sport" is a section
  std::string best;
  double best_share = kShared;
  for (const auto& heading : headings) {
    if (heading.size() > kLongest) continue;
    const auto words = words_of(heading);
    if (words.size() < kFewest) continue;
    for (const auto& title : titles) {
      const auto told = words_of(title);
      const auto shared = std::ranges::count_if(
          words, [&](const auto& word) { return std::ranges::find(told, word) != told.end(); });
      const double share = static_cast<double>(shared) / static_cast<double>(words.size());
      if (share > best_share) {
        best_share = share;
        best = heading;
      }
    }
  }
  return best;
}

TitleAndOutlet title_of(const Found& found, const JsonLd& json, const std::string& outlet) {
  Told told =
      first_of({first_meta(found, {"og:title", "twitter:title", "dc.title", "dcterms.title"}),
                json_told(json.headline, "headline"),
                {found.title, found.title.empty() ? "" : "title"}});
  Parted parted = part_title(told.value, outlet, found.headings);
  const bool is_heading = std::ranges::find(found.headings, told.value) != found.headings.end();
  if (parted.title == told.value && !is_heading)
    parted = part_title(told.value, outlet, found.subheadings);
  TitleAndOutlet out{{parted.title, told.place}, parted.outlet};
  const std::string folded = fold(parted.title);
  for (const auto& heading : found.headings) {
    if (fold(heading) == folded) return {{heading, told.place}, parted.outlet};
  }
  if (out.title.empty()) {
    if (!found.headings.empty()) out.title = {found.headings.front(), "h1"};
    return out;
  }
  const bool is_subheading = std::ranges::any_of(
      found.subheadings, [&](const auto& heading) { return fold(heading) == folded; });
  if (is_subheading) return out;
  auto heading = heading_like(found.headings, {parted.title, found.title, cleaned(json.headline)});
  if (!heading.empty() && fold(heading) != fold(outlet)) out.title = {std::move(heading), "h1"};
  return out;
}

Told item_text(const Dom& dom, const Found& found, std::string_view name) {
  const auto at = found.items.find(name);
  if (at == found.items.end()) return {};
  const std::string place = "microdata " + std::string(name);
  for (const auto attribute : {"content"sv, "datetime"sv}) {
    if (const auto value = dom.attribute(at->second, attribute); !value.empty()) {
      return {cleaned(value), place};
    }
  }
  auto text = to_nfc(dom.text_of(at->second));
  return text.empty() ? Told() : Told{std::move(text), place};
}

// Of a microdata item: its own name, as of an Organization.
Told item_name(const Dom& dom, const Found& found, std::string_view name) {
  const auto at = found.items.find(name);
  if (at == found.items.end()) return {};
  for (NodeIndex inner = at->second + 1; inner < dom[at->second].end; ++inner) {
    if (dom.attribute(inner, "itemprop") != "name") continue;
    const auto value = dom.attribute(inner, "content");
    return {value.empty() ? to_nfc(dom.text_of(inner)) : cleaned(value),
            "microdata " + std::string(name)};
  }
  return item_text(dom, found, name);
}

Told outlet_of(const Dom& dom, const Found& found, const JsonLd& json) {
  Told outlet = first_meta(found, {"og:site_name", "application-name"});
  if (!outlet.empty() && !outlet.value.starts_with("http")) return outlet;
  return first_of(
      {json_told(json.publisher, "publisher"), item_name(dom, found, "publisher"),
       first_meta(found, {"dc.publisher", "dcterms.publisher", "citation_journal_title"}), outlet});
}

// The byline that readers see says more than metadata that names only the outlet, or one of three.
bool says_more(const std::vector<std::string>& byline, const std::vector<std::string>& told,
               std::string_view outlet) {
  const auto holds = [](const std::vector<std::string>& list, const std::string& name) {
    const std::string folded = fold(name);
    return std::ranges::any_of(list, [&](const auto& one) { return fold(one) == folded; });
  };
  if (byline.empty()) return false;
  const bool only_outlet =
      told.size() == 1 && !outlet.empty() && fold(told.front()) == fold(outlet);
  return only_outlet ||
         (byline.size() > told.size() &&
          std::ranges::all_of(told, [&](const auto& name) { return holds(byline, name); }));
}

void find_authors(const Dom& dom, const Found& found, const JsonLd& json, Metadata& metadata) {
  auto& authors = metadata.authors;
  const auto take = [&](std::string_view line, std::string_view place) {
    const bool none = authors.empty();
    add_names(line, authors);
    std::ranges::copy(agencies_in_byline(line), std::back_inserter(metadata.byline_agencies));
    if (none && !authors.empty()) metadata.authors_place = place;
  };
  for (const auto& name : json.authors) take(name, "json-ld author");
  if (authors.empty()) {
    const Told told =
        first_meta(found, {"author", "article:author", "dc.creator", "dcterms.creator",
                           "parsely-author", "sailthru.author", "byl", "citation_author"});
    take(told.value, told.place);
  }
  if (authors.empty()) {
    const Told told = item_text(dom, found, "author");
    take(told.value, told.place);
  }
  if (authors.empty()) {
    for (const auto& name : found.author_links) take(name, "rel author");
  }
  if (authors.empty()) take(found.author_line, "byline");
  auto byline = names_in_byline(found.byline);
  std::ranges::copy(agencies_in_byline(found.byline), std::back_inserter(metadata.byline_agencies));
  if (says_more(byline, authors, metadata.outlet.value)) {
    authors = std::move(byline);
    metadata.authors_place = "byline";
  }
}

// The first that is a date, as ISO 8601.
Told first_date(std::initializer_list<Told> all) {
  for (const auto& told : all) {
    if (auto date = parse_page_date(told.value)) return {std::move(*date), told.place};
  }
  return {};
}

Told published_of(const Dom& dom, const Found& found, const JsonLd& json,
                  std::string_view address) {
  Told date = first_date({json_told(json.published, "datePublished"),
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
                          item_text(dom, found, "datePublished"),
                          {found.time, "time"}});
  if (!date.empty()) return date;
  if (auto in_address = date_in_address(address)) return {std::move(*in_address), "address"};
  return first_date({{found.date_line, "text"}});
}

Told modified_of(const Dom& dom, const Found& found, const JsonLd& json) {
  return first_date(
      {json_told(json.modified, "dateModified"),
       first_meta(found,
                  {"article:modified_time", "og:article:modified_time", "og:updated_time",
                   "datemodified", "dcterms.modified", "dc.date.modified", "article.updated",
                   "lastmod", "last-modified", "article_date_updated", "revised", "modified"}),
       item_text(dom, found, "dateModified"),
       {found.modified_time, "time"}});
}

Told section_of(const Dom& dom, const Found& found, const JsonLd& json) {
  return first_of({json_told(json.section, "articleSection"),
                   first_meta(found, {"article:section", "og:section", "parsely-section", "section",
                                      "cxenseparse:recs:category", "dc.subject.section"}),
                   item_text(dom, found, "articleSection")});
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

Told canonical_of(const Found& found, const JsonLd& json, std::string_view address) {
  for (const auto& told : {Told{found.canonical, "link canonical"}, first_meta(found, {"og:url"}),
                           json_told(json.url, "url")}) {
    if (auto link = absolute(told.value, address); !link.empty()) return {link, told.place};
  }
  return {};
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

Told language_of_page(const Found& found, const JsonLd& json) {
  for (const auto& told :
       {Told{found.html_language, "html lang"},
        first_meta(found, {"content-language", "language", "dc.language", "og:locale"}),
        json_told(json.language, "inLanguage")}) {
    if (auto tag = language_tag(told.value); !tag.empty()) return {tag, told.place};
  }
  return {};
}

}  // namespace

std::string cleaned(std::string_view text) {
  std::string out;
  append_collapsed(out, text);
  while (out.ends_with(' ')) out.pop_back();
  if (out.starts_with(' ')) out.erase(0, 1);
  return to_nfc(out);
}

Metadata find_metadata(const Dom& dom, std::string_view address) {
  const Found found = collect(dom);
  const JsonLd json = find_json_ld(dom);
  Metadata metadata;
  metadata.outlet = outlet_of(dom, found, json);
  TitleAndOutlet parted = title_of(found, json, metadata.outlet.value);
  metadata.title = std::move(parted.title);
  constexpr std::ptrdiff_t kMostWords = 5;  // of an outlet's name
  if (metadata.outlet.empty() && !parted.outlet.empty() &&
      std::ranges::count(parted.outlet, ' ') < kMostWords) {
    metadata.outlet = {std::move(parted.outlet), metadata.title.place};
  }
  metadata.titles = found.headings;
  for (const auto& title : {metadata.title.value, found.title, cleaned(json.headline),
                            first_meta(found, {"og:title"}).value}) {
    if (!title.empty()) metadata.titles.push_back(title);
  }
  find_authors(dom, found, json, metadata);
  metadata.canonical = canonical_of(found, json, address);
  metadata.published = published_of(
      dom, found, json,
      metadata.canonical.empty() ? address : std::string_view(metadata.canonical.value));
  metadata.modified = modified_of(dom, found, json);
  metadata.section = section_of(dom, found, json);
  metadata.language = language_of_page(found, json);
  metadata.source = first_of({json_told(json.source, "sourceOrganization"),
                              first_meta(found, {"source", "dc.source", "news_source"})});
  metadata.access =
      find_access(dom, json.is_paywalled, first_meta(found, {"article:content_tier"}));
  metadata.body = json.body;
  metadata.is_discussion = json.is_discussion;
  return metadata;
}

}  // namespace gainsay::page
