#include "acquire/listed.h"

namespace gainsay::acquire {
namespace {

constexpr int kDepth = 3;  // an OPML of indexes of sitemaps

Input refused(const std::string& name, Error error) {
  if (error.where.empty()) error.where = name;
  return {name, tl::unexpected<Error>(std::move(error))};
}

}  // namespace

ListedPages::ListedPages(const Limits& limits, Clock clock)
    : limits_(limits), clock_(clock), visitor_(limits, std::move(clock)) {}

std::optional<Input> ListedPages::open(const std::string& name, const std::string& address,
                                       Result<Feed> feed) {
  met_.insert(address);
  return open_at(name, address, std::move(feed), 0);
}

std::optional<Input> ListedPages::open_at(const std::string& name, const std::string& address,
                                          Result<Feed> feed, int depth) {
  if (!feed) return refused(name, feed.error());
  std::deque<Waiting> found;
  for (auto& item : feed->items) {
    FeedOrigin origin = origin_of_item(item, address, feed->title);
    found.push_back({name, std::move(item), std::move(origin), {}, depth, {}});
  }
  for (auto& link : feed->lists)
    if (met_.insert(link.address).second)
      found.push_back({link.address, {}, {}, link.address, depth + 1, {}});
  // Counted as an input of its own, behind all that could be read.
  if (!feed->damage.empty())
    found.push_back({name, {}, {}, {}, depth, Error{ErrorCode::damaged, feed->damage, name}});
  if (found.empty())
    return refused(name, {ErrorCode::empty,
                          std::string("is ") + std::string(name_of(feed->kind)) + " without items",
                          {}});
  waiting_.insert(waiting_.begin(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
  return std::nullopt;
}

std::optional<Input> ListedPages::visit_list(const Waiting& at) {
  if (at.depth > kDepth)
    return refused(at.list,
                   {ErrorCode::unsupported, "lies too deep, in a list of lists of lists", {}});
  auto visited = visitor_.visit(at.list);
  if (limits_.stop && *limits_.stop) return std::nullopt;
  if (!visited.answer) return refused(at.list, visited.answer.error());
  return open_at(
      at.list, at.list,
      feed_in(visited.answer->body, visited.answer->content_type, visited.answer->final_url),
      at.depth);
}

std::optional<Input> ListedPages::next() {
  while (!waiting_.empty() && !(limits_.stop && *limits_.stop)) {
    const Waiting at = std::move(waiting_.front());
    waiting_.pop_front();
    if (at.refused) return refused(at.name, *at.refused);
    if (!at.list.empty()) {
      if (auto input = visit_list(at)) return input;
      continue;
    }
    auto visited = visit_item(visitor_, at.item, at.origin, limits_, clock_);
    if (!visited.capture && limits_.stop && *limits_.stop) return std::nullopt;
    const std::string name = address_of(at.item, at.origin.feed);
    if (!visited.capture) return refused(name, visited.capture.error());
    return Input{name, std::move(visited.capture)};
  }
  return std::nullopt;
}

}  // namespace gainsay::acquire
