// Any bytes as a feed, an OPML list or a sitemap, and as robots.txt. What must hold: text is plain
// and valid UTF-8, no id is met twice, an address that robots.txt is asked for is answered for.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "acquire/feed.h"
#include "acquire/robots.h"
#include "base/utf8.h"

namespace {

using gainsay::acquire::Feed;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_line(const std::string& text) {
  require(gainsay::is_valid_utf8(text));
  for (const char c : text) require(static_cast<unsigned char>(c) >= 0x20);
}

void check(const Feed& feed) {
  check_line(feed.title);
  std::set<std::string> ids;
  for (const auto& item : feed.items) {
    require(!item.id.empty() && ids.insert(item.id).second);
    for (const auto* text : {&item.id, &item.link, &item.title, &item.published, &item.updated,
                             &item.language, &item.source.name, &item.source.url})
      check_line(*text);
    for (const auto& author : item.authors) check_line(author);
    require(gainsay::is_valid_utf8(item.content));
    require(!gainsay::acquire::version_of(item).empty());
  }
  for (const auto& list : feed.lists) {
    check_line(list.address);
    check_line(list.modified);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gainsay::acquire;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  // The first line stands for the server's header, or for the path that robots.txt is asked for.
  const std::size_t end = all.find('\n');
  const std::string_view line = end == std::string_view::npos ? "" : all.substr(0, end);
  const std::string_view body = end == std::string_view::npos ? all : all.substr(end + 1);
  if (const auto feed = parse_feed(body, line, "https://x.example/feed.xml")) check(*feed);
  (void)is_feed(body);
  const auto robots = Robots::parse(body);
  (void)robots.allows(line);
  require(robots.allows(line) == robots.allows(line));
  return 0;
}
