// Sitemaps and their indexes (sitemaps.org), with Google's news fields.
#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"

namespace gainsay::acquire {
namespace {

// Some sitemaps declare a namespace that is none of the protocol's; what has no prefix is meant.
std::string text_of(pugi::xml_node entry, std::string_view name) {
  const auto child = entry.find_child([&](pugi::xml_node node) {
    return same_word(node.name(), name) || is_named(node, Vocabulary::sitemap, name);
  });
  return trimmed_text(text_in(child));
}

FeedItem item_of(pugi::xml_node url, const std::string& base) {
  FeedItem item;
  item.link = resolve_address(base, text_of(url, "loc"));
  item.updated = feed_time(text_of(url, "lastmod"));
  const auto news = child_named(url, Vocabulary::news, "news");
  if (!news) return item;
  const auto told = [&](pugi::xml_node in, std::string_view name) {
    return trimmed_text(text_in(child_named(in, Vocabulary::news, name)));
  };
  item.title = told(news, "title");
  item.published = feed_time(told(news, "publication_date"));
  const auto publication = child_named(news, Vocabulary::news, "publication");
  item.source.name = told(publication, "name");
  item.language = told(publication, "language");
  return item;
}

}  // namespace

void read_sitemap(pugi::xml_node root, const std::string& base, Feed& feed) {
  for (const auto entry : root.children()) {
    const auto name = local_name(entry.name());
    if (same_word(name, "url")) {
      feed.items.push_back(item_of(entry, base));
    } else if (same_word(name, "sitemap")) {
      const std::string address = text_of(entry, "loc");
      if (!address.empty())
        feed.lists.push_back({resolve_address(base, address), text_of(entry, "lastmod")});
    }
  }
}

}  // namespace gainsay::acquire
