// The pages that a feed, an OPML list or a sitemap stands for, one after the other.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>

#include "acquire/feed_visit.h"

namespace gainsay::acquire {

class ListedPages {
 public:
  ListedPages(const Limits& limits, Clock clock);

  // Goes through a list before what was opened earlier. Gives the list's own refusal where it
  // stands for nothing: it cannot be read, or has no items.
  std::optional<Input> open(const std::string& name, const std::string& address, Result<Feed> feed);

  // The next page, or a list that is refused; empty when there is none, or Limits::stop says so.
  std::optional<Input> next();
  [[nodiscard]] bool done() const { return waiting_.empty(); }

 private:
  struct Waiting {
    std::string name;  // of the list, or of what is refused
    FeedItem item;
    FeedOrigin origin;
    std::string list;  // another list's address; then there is no item
    int depth = 0;
    std::optional<Error> refused;
  };
  std::optional<Input> open_at(const std::string& name, const std::string& address,
                               Result<Feed> feed, int depth);
  std::optional<Input> visit_list(const Waiting& at);

  Limits limits_;
  Clock clock_;
  Visitor visitor_;
  std::deque<Waiting> waiting_;
  std::set<std::string> met_;  // lists: one that leads to itself ends
};

}  // namespace gainsay::acquire
