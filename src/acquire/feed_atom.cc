// Atom (RFC 4287) and its forerunner 0.3.
#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"

namespace gainsay::acquire {
namespace {

pugi::xml_node atom(pugi::xml_node parent, std::string_view name) {
  return child_named(parent, Vocabulary::atom, name);
}

// xml:base counts from where it stands to all below (RFC 4287, 2).
std::string base_at(pugi::xml_node element, const std::string& base) {
  const std::string own = attribute_of(element, "xml:base");
  return own.empty() ? base : resolve_address(base, own);
}

// A text construct as markup: XHTML's is inside, HTML's is escaped, and plain text is plain.
std::string markup_of(pugi::xml_node construct) {
  const std::string type = attribute_of(construct, "type");
  if (same_word(type, "xhtml") || same_word(attribute_of(construct, "mode"), "xml"))
    return markup_in(construct);
  return text_in(construct);
}

std::string words_of(pugi::xml_node construct) {
  const std::string type = attribute_of(construct, "type");
  const bool plain = type.empty() || same_word(type, "text") || same_word(type, "text/plain");
  return plain ? trimmed_text(text_in(construct)) : plain_text(markup_of(construct));
}

// The page an entry is about: its alternate link, HTML before other types.
std::string link_of(pugi::xml_node element, const std::string& base) {
  std::string best;
  for (const auto link : element.children()) {
    if (!is_named(link, Vocabulary::atom, "link")) continue;
    const std::string relation = attribute_of(link, "rel");
    const std::string type = attribute_of(link, "type");
    const std::string target = attribute_of(link, "href");
    if (target.empty() || !(relation.empty() || same_word(relation, "alternate"))) continue;
    const bool is_page = type.empty() || type.find("html") != std::string::npos;
    if (!best.empty() && !is_page) continue;
    best = resolve_address(base_at(link, base), target);
    if (is_page) break;
  }
  return best;
}

std::vector<std::string> authors_of(pugi::xml_node element) {
  std::vector<std::string> authors;
  for (const auto author : element.children()) {
    if (!is_named(author, Vocabulary::atom, "author")) continue;
    if (auto name = trimmed_text(text_in(atom(author, "name"))); !name.empty())
      authors.push_back(std::move(name));
  }
  return authors;
}

std::string time_of(pugi::xml_node element, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto time = feed_time(text_in(atom(element, name))); !time.empty()) return time;
  return {};
}

// The feed that an entry was copied from (RFC 4287, 4.2.11); its page is more telling than its own
// address.
Publisher source_of(pugi::xml_node entry, const std::string& base) {
  const auto source = atom(entry, "source");
  if (!source) return {};
  Publisher publisher{words_of(atom(source, "title")), link_of(source, base_at(source, base))};
  if (publisher.url.empty()) {
    for (const auto link : source.children())
      if (is_named(link, Vocabulary::atom, "link") && same_word(attribute_of(link, "rel"), "self"))
        publisher.url = resolve_address(base, attribute_of(link, "href"));
  }
  return publisher;
}

FeedItem item_of(pugi::xml_node entry, const std::string& feed_base, const std::string& language) {
  const std::string base = base_at(entry, feed_base);
  FeedItem item;
  item.id = trimmed_text(text_in(atom(entry, "id")));
  item.link = link_of(entry, base);
  item.title = words_of(atom(entry, "title"));
  item.published = time_of(entry, {"published", "issued", "created"});
  item.updated = time_of(entry, {"updated", "modified"});
  const auto content = atom(entry, "content");
  const std::string elsewhere = attribute_of(content, "src");
  if (item.link.empty() && !elsewhere.empty())
    item.link = resolve_address(base_at(content, base), elsewhere);
  item.content = markup_of(content);
  if (trimmed_text(item.content).empty()) item.content = markup_of(atom(entry, "summary"));
  item.authors = authors_of(entry);
  // An entry that was copied has its authors in its source, not in the feed that copied it.
  if (item.authors.empty()) item.authors = authors_of(atom(entry, "source"));
  item.language = language_at(entry, language);
  item.source = source_of(entry, base);
  return item;
}

}  // namespace

void read_atom(pugi::xml_node root, const std::string& base, Feed& feed) {
  const std::string root_base = base_at(root, base);
  const std::string language = language_at(root, "");
  feed.title = words_of(atom(root, "title"));
  for (const auto child : root.children())
    if (is_named(child, Vocabulary::atom, "entry"))
      feed.items.push_back(item_of(child, root_base, language));
}

}  // namespace gainsay::acquire
