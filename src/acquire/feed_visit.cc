#include "acquire/feed_visit.h"

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "acquire/content.h"
#include "acquire/json_line.h"
#include "acquire/source.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

std::string percent_encoded(const std::string& text) {
  const std::unique_ptr<char, decltype(&curl_free)> escaped(
      curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), &curl_free);
  return escaped ? escaped.get() : "";
}

// The item as a JSON line: what can be read from the ledger again, like any other.
std::string json_line_of(const FeedItem& item, const FeedOrigin& origin) {
  nlohmann::ordered_json json;
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  json["url"] = address_of(item, origin.feed);
  put("title", item.title);
  put("published", item.published.empty() ? item.updated : item.published);
  put("outlet", item.source.name.empty() ? origin.title : item.source.name);
  put("language", item.language);
  if (!item.authors.empty()) json["authors"] = item.authors;
  json["html"] = item.content;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<Capture> item_itself(const FeedItem& item, const FeedOrigin& origin,
                            std::chrono::sys_seconds at) {
  if (item.content.empty())
    return fail(ErrorCode::empty, "the item has neither an address nor a text");
  Capture capture;
  capture.bytes = json_line_of(item, origin);
  TRY(auto line, JsonLineParser().parse(capture.bytes));
  capture.id = "sha256:" + sha256_hex(capture.bytes);
  capture.url = capture.final_url = std::move(line.url);
  capture.format = Format::json_line;
  capture.captured = at;
  capture.given = std::move(line.given);
  capture.feed = origin;
  return capture;
}

// A list of its own, an archive: no page.
bool is_no_page(Format format) {
  return format == Format::json_line || format == Format::warc || format == Format::wacz ||
         format == Format::telegram;
}

Result<std::string> plain_bytes(const std::string& bytes, std::size_t limit) {
  if (!is_gzip(bytes)) return bytes;
  const auto source = decompressed(from_memory(bytes), Compression::gzip);
  return read_all(*source, limit);
}

}  // namespace

std::string address_of(const FeedItem& item, const std::string& feed_address) {
  return item.link.empty() ? feed_address + "#" + percent_encoded(item.id) : item.link;
}

FeedOrigin origin_of_item(const FeedItem& item, const std::string& feed_address,
                          const std::string& feed_title) {
  return {.feed = feed_address,
          .title = feed_title,
          .item = item.id,
          .version = version_of(item),
          .headline = item.title,
          .published = item.published.empty() ? item.updated : item.published,
          .source = item.source};
}

Result<Capture> capture_of(Fetched fetched, const std::string& url, std::chrono::sys_seconds at,
                           const Limits& limits) {
  if (fetched.body.empty()) return fail(ErrorCode::empty, "is empty");
  Capture capture;
  capture.id = "sha256:" + sha256_hex(fetched.body);
  capture.bytes = std::move(fetched.bytes);
  capture.coding = std::move(fetched.coding);
  capture.body = std::move(fetched.body);
  capture.hops = std::move(fetched.hops);
  TRY_VOID(unpack(capture.body, limits));  // a .gz file served as such
  const auto looks = sniff(capture.body);
  if (!looks)
    return fail(ErrorCode::unsupported,
                "is no text (an image, an archive or another binary format)");
  capture.content_type = std::move(fetched.content_type);
  const bool declared_text = capture.content_type.starts_with("text/plain");
  capture.format = declared_text && *looks == Format::html ? Format::text : *looks;
  capture.url = url;
  capture.final_url = std::move(fetched.final_url);
  capture.captured = at;
  return capture;
}

VisitedItem visit_item(Visitor& visitor, const FeedItem& item, const FeedOrigin& origin,
                       const Limits& limits, const Clock& clock) {
  const auto now = [&] { return std::chrono::floor<std::chrono::seconds>(clock.now()); };
  if (item.link.empty()) return {item_itself(item, origin, now()), Lasting::yes, {}};
  auto visited = visitor.visit(item.link);
  if (!visited.answer)
    return {tl::unexpected<Error>(std::move(visited.answer).error()), visited.lasting,
            visited.retry_after};
  auto capture = capture_of(std::move(*visited.answer), item.link, now(), limits);
  if (capture && (is_no_page(capture->format) || is_feed(capture->body)))
    capture = fail(ErrorCode::unsupported, "is a list and no page");
  if (capture)
    if (auto taken = take_apart(*capture, limits); !taken)
      capture = tl::unexpected<Error>(std::move(taken).error());
  if (capture) capture->feed = origin;
  return {std::move(capture), Lasting::yes, {}};
}

Result<Feed> feed_in(const std::string& bytes, const std::string& content_type,
                     const std::string& address) {
  if (bytes.empty()) return fail(ErrorCode::empty, "is empty");
  TRY(const std::string body, plain_bytes(bytes, kFeedBytes));
  if (!is_feed(body)) return fail(ErrorCode::unsupported, "is no feed, OPML list or sitemap");
  return parse_feed(body, content_type, address);
}

}  // namespace gainsay::acquire
