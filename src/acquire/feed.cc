#include "acquire/feed.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"
#include "acquire/source.h"
#include "base/hash.h"

namespace gainsay::acquire {
namespace {

using namespace std::string_view_literals;

constexpr std::array kRoots = {"rss"sv, "rdf"sv, "feed"sv, "opml"sv, "urlset"sv, "sitemapindex"sv};
constexpr std::size_t kHead = 4096;
// pugixml takes 56 bytes for an element and 40 for an attribute: about 100 MB. A sitemap of the
// protocol's 50,000 addresses with all its news fields has half a million.
constexpr std::ptrdiff_t kMarks = 4'000'000;

std::string without_zeros(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != '\0'; });
  return out;
}

// Behind what may stand before the root element: white space, declaration, comments, document type.
std::string_view at_root(std::string_view head) {
  for (;;) {
    const auto begin = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFF\xFE");
    if (begin == std::string_view::npos) return {};
    head.remove_prefix(begin);
    std::string_view end;
    if (head.starts_with("<?")) {
      end = "?>";
    } else if (head.starts_with("<!--")) {
      end = "-->";
    } else if (head.starts_with("<!")) {
      // The internal subset's declarations have ">" of their own.
      const auto close = head.find('>');
      end = head.substr(0, close).find('[') == std::string_view::npos ? ">" : "]>";
    } else {
      return head;
    }
    const auto at = head.find(end);
    if (at == std::string_view::npos) return {};
    head.remove_prefix(at + end.size());
  }
}

std::string_view root_name(std::string_view head) {
  const auto root = at_root(head);
  if (!root.starts_with('<')) return {};
  return local_name(root.substr(1, root.find_first_of(" \t\r\n/>", 1) - 1));
}

std::optional<FeedKind> kind_of(pugi::xml_node root) {
  const auto name = local_name(root.name());
  if (same_word(name, "rss")) return FeedKind::rss;
  if (same_word(name, "rdf")) return FeedKind::rdf;
  if (same_word(name, "feed")) return FeedKind::atom;
  if (same_word(name, "opml")) return FeedKind::opml;
  if (same_word(name, "urlset")) return FeedKind::sitemap;
  if (same_word(name, "sitemapindex")) return FeedKind::sitemap_index;
  return std::nullopt;
}

void read_as(FeedKind kind, pugi::xml_node root, const std::string& address, Feed& feed) {
  switch (kind) {
    case FeedKind::rss:
    case FeedKind::rdf:
      return read_rss(root, address, feed);
    case FeedKind::atom:
      return read_atom(root, address, feed);
    case FeedKind::opml:
      return read_opml(root, address, feed);
    case FeedKind::sitemap:
    case FeedKind::sitemap_index:
      return read_sitemap(root, address, feed);
  }
}

// An item that gives no id is known by its address, else by its words.
void give_ids(std::vector<FeedItem>& items) {
  std::unordered_set<std::string> met;
  std::erase_if(items, [&](FeedItem& item) {
    if (item.id.empty()) item.id = item.link;
    if (item.id.empty()) item.id = "sha256:" + sha256_hex(item.title + "\n" + item.content);
    return !met.insert(item.id).second;
  });
}

}  // namespace

std::string_view name_of(FeedKind kind) {
  switch (kind) {
    case FeedKind::rss:
      return "an RSS feed";
    case FeedKind::rdf:
      return "an RSS 1.0 feed";
    case FeedKind::atom:
      return "an Atom feed";
    case FeedKind::opml:
      return "an OPML list";
    case FeedKind::sitemap:
      return "a sitemap";
    case FeedKind::sitemap_index:
      return "a sitemap index";
  }
  return {};
}

bool is_feed(std::string_view body) {
  const std::string head = without_zeros(body.substr(0, kHead));
  const auto name = root_name(head);
  return std::ranges::any_of(kRoots, [&](auto root) { return same_word(root, name); });
}

Result<Feed> parse_feed(std::string_view body, std::string_view content_type,
                        const std::string& address) {
  if (body.size() > kFeedBytes) return over_limit(kFeedBytes);
  std::string text = xml_to_utf8(body, content_type);
  if (std::ranges::count_if(text, [](char c) { return c == '<' || c == '='; }) > kMarks) {
    return fail(ErrorCode::too_large,
                "has more than " + std::to_string(kMarks) + " elements and attributes");
  }
  text += '\n';  // pugixml takes a last byte that is no ">" away, and half a character with it
  pugi::xml_document document;
  const auto parsed = document.load_buffer_inplace(text.data(), text.size(), pugi::parse_default,
                                                   pugi::encoding_utf8);
  const auto root = document.document_element();
  const auto kind = kind_of(root);
  const std::string broken = "is damaged or cut short: its XML cannot be read from byte " +
                             std::to_string(parsed.offset) + " on (" + parsed.description() + ")";
  if (!kind && !parsed) return fail(ErrorCode::damaged, broken);
  if (!kind) return fail(ErrorCode::unsupported, "is XML, but no feed, OPML list or sitemap");
  Feed feed;
  feed.kind = *kind;
  read_as(*kind, root, address, feed);
  if (!parsed) {
    feed.damage = broken;
    // The last one may be a part of itself.
    if (!feed.lists.empty()) {
      feed.lists.pop_back();
    } else if (!feed.items.empty()) {
      feed.items.pop_back();
    }
  }
  give_ids(feed.items);
  return feed;
}

std::string version_of(const FeedItem& item) {
  return content_id("v", {item.link, item.title, item.published, item.updated, item.content});
}

}  // namespace gainsay::acquire
