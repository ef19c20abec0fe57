#include "acquire/fetch.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>

#include "acquire/address.h"
#include "acquire/source.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr const char* kUserAgent = "gainsay/" GAINSAY_VERSION " (reads what its user names)";

// One answer as it comes in. Coded bytes are held to the same limit as the page itself.
struct Answer {
  std::string bytes;
  std::string head;    // of the last answer, after redirects
  std::string coding;  // likewise
  std::size_t limit = 0;
  bool over_limit = false;
  bool allow_private = false;
  bool met_private = false;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  if (answer.bytes.size() + size * count > answer.limit) {
    answer.over_limit = true;
    return 0;
  }
  answer.bytes.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) {  // a new answer: that of a redirect is over
    answer.coding.clear();
    answer.bytes.clear();
    answer.head.clear();
  }
  answer.head.append(line);
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos && lower(line.substr(0, colon)) == "content-encoding") {
    answer.coding = lower(trimmed(line.substr(colon + 1)));
  }
  return size * count;
}

// Called with each address that is about to be connected to, so that neither a redirect nor a name
// that resolves anew can lead inside.
curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& answer = *static_cast<Answer*>(context);
  if (!answer.allow_private && !is_public(address->addr)) {
    answer.met_private = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Called while a transfer goes on; anything but 0 ends it.
int go_on(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const std::atomic<bool>*>(stop) ? 1 : 0;
}

tl::unexpected<Error> transfer_error(CURLcode code, const Answer& answer, const Limits& limits) {
  if (answer.over_limit) return over_limit(limits.page_bytes);
  if (answer.met_private) {
    return fail(ErrorCode::forbidden_address,
                "leads to a private or loopback address; give --allow-private to fetch it");
  }
  if (code == CURLE_TOO_MANY_REDIRECTS) {
    return fail(ErrorCode::network, "redirects more than " + std::to_string(limits.redirects) +
                                        " times, perhaps in a loop");
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return fail(ErrorCode::network,
                "did not answer in time (" + std::to_string(limits.connect_time.count()) +
                    " s to connect, " + std::to_string(limits.total_time.count()) + " s in all)");
  }
  if (code == CURLE_UNSUPPORTED_PROTOCOL) {
    return fail(ErrorCode::network, "leads to an address that is neither http nor https");
  }
  if (code == CURLE_ABORTED_BY_CALLBACK && limits.stop && *limits.stop) {
    return fail(ErrorCode::network, "was not fetched: interrupted");
  }
  if (code == CURLE_PARTIAL_FILE) {
    return fail(ErrorCode::network, "the answer was cut short");
  }
  return fail(ErrorCode::network, std::string("cannot be fetched: ") + curl_easy_strerror(code));
}

Result<std::string> without_coding(Answer& answer) {
  const bool gzip = answer.coding == "gzip" || answer.coding == "x-gzip";
  if (answer.coding.empty() || answer.coding == "identity") return std::move(answer.bytes);
  // Some servers name a coding and send plain bytes; browsers show those, too.
  if (gzip && !is_gzip(answer.bytes)) return std::move(answer.bytes);
  if (!gzip && answer.coding != "deflate") {
    return fail(ErrorCode::unsupported,
                "is sent in a coding that was not asked for: " + answer.coding.substr(0, 40));
  }
  const auto source = decompressed(from_memory(std::move(answer.bytes)),
                                   gzip ? Compression::gzip : Compression::deflate);
  return read_all(*source, answer.limit);
}

}  // namespace

struct Fetcher::Connection {
  Connection() {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    curl = curl_easy_init();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    curl_easy_cleanup(curl);
    curl_global_cleanup();
  }
  CURL* curl;
};

Fetcher::Fetcher(const Limits& limits)
    : connection_(std::make_unique<Connection>()), limits_(limits) {}
Fetcher::~Fetcher() = default;

Result<Fetched> Fetcher::exchange(const std::string& url, const std::vector<std::string>& fields,
                                  Redirects redirects) {
  CURL* curl = connection_->curl;
  if (curl == nullptr) return fail(ErrorCode::network, "libcurl cannot be used");
  Answer answer;
  answer.limit = limits_.page_bytes;
  answer.allow_private = limits_.allow_private;
  // Decoded here and not by libcurl, which lets a truncated gzip body pass.
  curl_slist* sent = curl_slist_append(nullptr, "Accept-Encoding: gzip, deflate");
  for (const auto& field : fields) sent = curl_slist_append(sent, field.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(sent,
                                                                          curl_slist_free_all);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, redirects == Redirects::follow ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(limits_.redirects));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits_.connect_time.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits_.total_time.count()));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, kUserAgent);
  // A proxy would resolve names itself, and no check of ours would see where they lead.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, sent);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &answer);
  if (limits_.stop) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(limits_.stop));
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) return transfer_error(code, answer, limits_);

  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  Fetched fetched;
  fetched.status = static_cast<int>(status);
  fetched.head = std::move(answer.head);
  const char* text = nullptr;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text);
  if (text != nullptr) fetched.content_type = text;
  curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &text);
  fetched.final_url = text != nullptr ? text : url;
  TRY(fetched.body, without_coding(answer));
  return fetched;
}

Result<Fetched> Fetcher::fetch(const std::string& url) {
  TRY(auto fetched, exchange(url));
  if (fetched.status >= 200 && fetched.status < 300) return fetched;
  return fail(
      fetched.status == 404 || fetched.status == 410 ? ErrorCode::not_found : ErrorCode::network,
      "the server answers with HTTP status " + std::to_string(fetched.status));
}

}  // namespace gainsay::acquire
