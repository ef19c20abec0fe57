// What a list's items lead to: their pages as captures.
#pragma once

#include <string>

#include "acquire/feed.h"
#include "acquire/visit.h"

namespace gainsay::acquire {

// How an item is named where it has no address: its feed's, and its id behind "#".
std::string address_of(const FeedItem& item, const std::string& feed_address);

FeedOrigin origin_of_item(const FeedItem& item, const std::string& feed_address,
                          const std::string& feed_title);

// What a server sent, as a capture: decompressed, and its format told. Errors: empty, damaged,
// too_large, unsupported.
Result<Capture> capture_of(Fetched fetched, const std::string& url, std::chrono::sys_seconds at,
                           const Limits& limits);

struct VisitedItem {
  Result<Capture> capture;
  Lasting lasting = Lasting::yes;
  std::optional<std::chrono::milliseconds> retry_after;
};

// The page of an item or, where it has no address, the item itself as a JSON line. A page that is a
// list of its own is not gone into: unsupported.
VisitedItem visit_item(Visitor& visitor, const FeedItem& item, const FeedOrigin& origin,
                       const Limits& limits, const Clock& clock);

// The list that a server sent or a file holds, decompressed where it is .gz. Errors: parse_feed's,
// unsupported for what is no list.
Result<Feed> feed_in(const std::string& bytes, const std::string& content_type,
                     const std::string& address);

}  // namespace gainsay::acquire
