// Feeds (RSS 0.9x and 2.0, RSS 1.0, Atom), lists of feeds (OPML) and sitemaps: what pages they
// point to, and what they say of each.
#pragma once

#include <bitset>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acquire/acquire.h"

namespace gainsay::acquire {

enum class FeedKind { rss, rdf, atom, opml, sitemap, sitemap_index };

std::string_view name_of(FeedKind kind);  // "an RSS feed", "a sitemap"

// Text is plain and in UTF-8, one line; times are ISO 8601, addresses absolute. What an item does
// not say is empty.
struct FeedItem {
  std::string id;    // guid, atom:id, rdf:about, else `link`
  std::string link;  // http(s), or whatever the item gives that is none; empty for an item that is
                     // all there is
  std::string title;
  std::string published;
  std::string updated;
  std::string content;  // markup: the whole text where the feed has it, else its summary
  std::vector<std::string> authors;
  std::string language;
  Publisher source;  // RSS's and Atom's <source>, a news sitemap's <news:publication>

  bool operator==(const FeedItem&) const = default;
};

// Another list that a list points to: an OPML's feed, an index's sitemap.
struct FeedLink {
  std::string address;
  std::string modified;  // as the list gives it; empty where it does not

  bool operator==(const FeedLink&) const = default;
};

struct Feed {
  FeedKind kind = FeedKind::rss;
  std::string title;
  std::vector<FeedItem> items;  // as they stand, each id once
  std::vector<FeedLink> lists;
  // What the publisher asks of those who poll: RSS's ttl, RSS 1.0's update period.
  std::optional<std::chrono::minutes> time_to_live;
  std::bitset<24> skip_hours;  // of the day in UTC
  std::bitset<7> skip_days;    // 0: Sunday
  // Why nothing behind the last item could be read; empty for a whole feed.
  std::string damage;
};

// The sitemap protocol's own limit on a file, decompressed; feeds are far smaller.
constexpr std::size_t kFeedBytes = 52'428'800;

// By the name of the root element, in any charset.
bool is_feed(std::string_view body);

// `address` is where the bytes come from: what relative links are resolved against; may be empty.
// Any charset; no entity is expanded but XML's own five and characters by number. What is not well
// formed is read up to there (see Feed::damage). Errors: too_large, damaged (nothing could be
// read), unsupported (well-formed XML of another kind).
Result<Feed> parse_feed(std::string_view body, std::string_view content_type,
                        const std::string& address);

// What of an item a publisher changes when it changes the story: a hash over its words and times.
std::string version_of(const FeedItem& item);

}  // namespace gainsay::acquire
