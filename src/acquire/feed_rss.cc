// RSS 0.9x, 2.0 (rssboard.org) and RSS 1.0 (an RDF vocabulary, whose items stand beside the
// channel).
#include <charconv>

#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"

namespace gainsay::acquire {
namespace {

std::optional<int> number_in(pugi::xml_node element) {
  const std::string text = trimmed_text(text_in(element));
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The first that says something.
std::string first_of(std::initializer_list<std::string> texts) {
  for (const auto& text : texts)
    if (!text.empty()) return text;
  return {};
}

std::string title_of(pugi::xml_node element) {
  return first_of({plain_text(text_in(rss_child(element, "title"))),
                   plain_text(text_in(child_named(element, Vocabulary::dublin_core, "title")))});
}

// "editor@example.org (A. Name)" and "A. Name".
std::string author_in(std::string_view text) {
  const auto open = text.find('(');
  const auto close = text.rfind(')');
  const bool named = text.find('@') != std::string_view::npos && open != std::string_view::npos &&
                     close != std::string_view::npos && open < close;
  if (named) return plain_text(text.substr(open + 1, close - open - 1));
  return text.find('@') == std::string_view::npos ? plain_text(text) : std::string();
}

std::vector<std::string> authors_of(pugi::xml_node item) {
  std::vector<std::string> authors;
  for (const auto child : item.children()) {
    if (!is_named(child, Vocabulary::dublin_core, "creator") && !is_rss(child, "author")) continue;
    if (auto author = author_in(text_in(child)); !author.empty())
      authors.push_back(std::move(author));
  }
  return authors;
}

// <link>, else a guid that is an address (which it is unless it says otherwise), else what RSS 1.0
// calls the item.
std::string link_of(pugi::xml_node item, const std::string& base) {
  if (auto link = trimmed_text(text_in(rss_child(item, "link"))); !link.empty())
    return resolve_address(base, link);
  const auto atom = child_named(item, Vocabulary::atom, "link");
  if (auto link = attribute_of(atom, "href"); !link.empty()) return resolve_address(base, link);
  const auto guid = rss_child(item, "guid");
  const std::string address = trimmed_text(text_in(guid));
  const bool is_address = address.starts_with("http://") || address.starts_with("https://");
  if (is_address && !same_word(attribute_of(guid, "isPermaLink"), "false"))
    return resolve_address(base, address);
  const std::string about = trimmed_text(attribute_of(item, "rdf:about"));
  return about.starts_with("http") ? resolve_address(base, about) : std::string();
}

FeedItem item_of(pugi::xml_node element, const std::string& base, const std::string& language) {
  FeedItem item;
  item.id = first_of({trimmed_text(text_in(rss_child(element, "guid"))),
                      trimmed_text(attribute_of(element, "rdf:about"))});
  item.link = link_of(element, base);
  item.title = title_of(element);
  item.published =
      first_of({feed_time(text_in(rss_child(element, "pubDate"))),
                feed_time(text_in(child_named(element, Vocabulary::dublin_core, "date"))),
                feed_time(text_in(child_named(element, Vocabulary::dublin_core, "created")))});
  item.updated =
      first_of({feed_time(text_in(child_named(element, Vocabulary::atom, "updated"))),
                feed_time(text_in(child_named(element, Vocabulary::dublin_core, "modified")))});
  item.content = first_of({text_in(child_named(element, Vocabulary::content, "encoded")),
                           text_in(rss_child(element, "description"))});
  item.authors = authors_of(element);
  item.language =
      first_of({trimmed_text(text_in(child_named(element, Vocabulary::dublin_core, "language"))),
                language_at(element, language)});
  const auto source = rss_child(element, "source");
  item.source = {plain_text(text_in(source)), trimmed_text(attribute_of(source, "url"))};
  return item;
}

void read_skips(pugi::xml_node channel, Feed& feed) {
  static constexpr std::array kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                       "thursday", "friday", "saturday"};
  for (const auto hour : rss_child(channel, "skipHours").children())
    if (const auto number = number_in(hour); number && *number >= 0 && *number <= 24)
      feed.skip_hours.set(static_cast<std::size_t>(*number % 24));
  for (const auto day : rss_child(channel, "skipDays").children())
    for (std::size_t i = 0; i < kDays.size(); ++i)
      if (same_word(trimmed_text(text_in(day)), kDays[i])) feed.skip_days.set(i);
}

// RSS 1.0's syndication module: so many times in an hour, a day …
std::optional<std::chrono::minutes> update_period(pugi::xml_node channel) {
  const auto period = child_named(channel, Vocabulary::syndication, "updatePeriod");
  if (!period) return std::nullopt;
  const std::string word = trimmed_text(text_in(period));
  const auto frequency = child_named(channel, Vocabulary::syndication, "updateFrequency");
  const int times = std::max(1, number_in(frequency).value_or(1));
  using std::chrono::hours;
  const hours length = same_word(word, "hourly")    ? hours(1)
                       : same_word(word, "weekly")  ? hours(24 * 7)
                       : same_word(word, "monthly") ? hours(24 * 30)
                       : same_word(word, "yearly")  ? hours(24 * 365)
                                                    : hours(24);
  return std::chrono::minutes(length) / times;
}

}  // namespace

void read_rss(pugi::xml_node root, const std::string& base, Feed& feed) {
  const auto channel = rss_child(root, "channel");
  feed.title = title_of(channel);
  const std::string language =
      first_of({trimmed_text(text_in(rss_child(channel, "language"))),
                trimmed_text(text_in(child_named(channel, Vocabulary::dublin_core, "language"))),
                language_at(root, "")});
  if (const auto ttl = number_in(rss_child(channel, "ttl")); ttl && *ttl > 0)
    feed.time_to_live = std::chrono::minutes(*ttl);
  if (!feed.time_to_live) feed.time_to_live = update_period(channel);
  read_skips(channel, feed);
  for (const auto parent : {channel, root})
    for (const auto child : parent.children())
      if (is_rss(child, "item")) feed.items.push_back(item_of(child, base, language));
}

}  // namespace gainsay::acquire
