// A mail (RFC 5322, MIME), taken apart by GMime: its text as a reader sees it, without attachments,
// without the words of earlier mails that it quotes, and without the signature.
#include <gmime/gmime.h>

#include <memory>
#include <mutex>

#include "acquire/content.h"
#include "acquire/http.h"
#include "base/date.h"
#include "base/utf8.h"

namespace gainsay::acquire {
namespace {

constexpr int kMostDepth = 30;  // of parts in parts

template <typename T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref<T>>;

std::string text_of(const char* text) { return text ? repair_utf8(text) : std::string(); }

struct Bodies {
  std::string plain;
  std::string html;
};

std::string text_of_part(GMimeTextPart* part) {
  char* const text = g_mime_text_part_get_text(part);
  std::string out = text_of(text);
  g_free(text);
  return out;
}

bool is_attached(GMimeObject* part) {
  const char* const disposition = g_mime_object_get_disposition(part);
  return disposition != nullptr && lower_ascii(disposition) == "attachment";
}

void collect(GMimeObject* part, int depth, Bodies& bodies) {
  if (part == nullptr || depth > kMostDepth || is_attached(part)) return;
  if (GMIME_IS_MULTIPART(part)) {
    auto* const parts = GMIME_MULTIPART(part);
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i)
      collect(g_mime_multipart_get_part(parts, i), depth + 1, bodies);
  } else if (GMIME_IS_TEXT_PART(part)) {
    GMimeContentType* const type = g_mime_object_get_content_type(part);
    const bool html = g_mime_content_type_is_type(type, "text", "html");
    const bool plain = g_mime_content_type_is_type(type, "text", "plain");
    std::string& body = html ? bodies.html : bodies.plain;
    if (!html && !plain) return;  // a calendar, CSV
    if (html && !body.empty()) return;
    if (!body.empty()) body += "\n\n";
    body += text_of_part(GMIME_TEXT_PART(part));
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// "On 3 March 2021 at 10:00, Ada Marlow wrote:", the line above a quotation.
bool announces_quotation(std::string_view line) { return line.ends_with(':') && line.size() < 200; }

// Its author's own words: quoted lines are another's (RFC 3676, 4.5), and what stands behind "-- "
// is a signature (4.3).
std::string own_words(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "-- ") break;
    if (!line.starts_with('>')) {
      lines.push_back(line);
      continue;
    }
    while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
    if (!lines.empty() && announces_quotation(lines.back())) lines.pop_back();
    lines.emplace_back();
  }
  std::string out;
  for (const auto line : lines) out.append(line).append("\n");
  return out;
}

std::string header(GMimeMessage* message, const char* name) {
  const char* const raw = g_mime_object_get_header(GMIME_OBJECT(message), name);
  if (raw == nullptr) return {};
  char* const decoded = g_mime_utils_header_decode_text(nullptr, raw);
  std::string out(trimmed(text_of(decoded)));
  g_free(decoded);
  return out;
}

// "Valley Echo daily" of `"Valley Echo daily" <daily.valley-echo.example>` (RFC 2919).
std::string list_name(const std::string& list_id) {
  std::string name(trimmed(std::string_view(list_id).substr(0, list_id.find('<'))));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  return name;
}

std::string sender(GMimeMessage* message) {
  InternetAddressList* const from = g_mime_message_get_from(message);
  if (from == nullptr || internet_address_list_length(from) == 0) return {};
  InternetAddress* const first = internet_address_list_get_address(from, 0);
  std::string name = text_of(internet_address_get_name(first));
  if (name.empty() && INTERNET_ADDRESS_IS_MAILBOX(first))
    name = text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
  return name;
}

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

Given given_by(GMimeMessage* message) {
  Given given;
  if (auto title = text_of(g_mime_message_get_subject(message)); !is_blank(title))
    given.title = std::string(trimmed(title));
  const std::string from = sender(message);
  std::string outlet = header(message, "Organization");
  if (outlet.empty()) outlet = list_name(header(message, "List-Id"));
  if (outlet.empty()) outlet = from;
  if (!outlet.empty()) given.outlet = outlet;
  if (!from.empty() && from != outlet) given.authors = {from};
  GDateTime* const date = g_mime_message_get_date(message);
  if (date != nullptr)
    given.published =
        to_rfc3339(std::chrono::sys_seconds(std::chrono::seconds(g_date_time_to_unix(date))));
  Bodies bodies;
  collect(g_mime_message_get_mime_part(message), 0, bodies);
  if (!is_blank(bodies.plain)) {
    given.page_text = own_words(bodies.plain);
  } else if (!is_blank(bodies.html)) {
    given.html = std::move(bodies.html);
  }
  return given;
}

}  // namespace

Result<Given> read_mail(std::string_view bytes) {
  start_gmime();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return fail(ErrorCode::damaged, "is no mail that can be read");
  Given given = given_by(message.get());
  if (!given.page_text && !given.html)
    return fail(ErrorCode::empty, "is a mail without text of its own");
  return given;
}

}  // namespace gainsay::acquire
