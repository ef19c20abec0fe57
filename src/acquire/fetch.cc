#include "acquire/fetch.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include "acquire/address.h"
#include "acquire/http.h"
#include "acquire/source.h"
#include "acquire/tls_peer.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr const char* kUserAgent = "gainsay/" GAINSAY_VERSION " (reads what its user names)";

// One answer as it comes in. Coded bytes are held to the same limit as the page itself.
struct Answer {
  CURL* curl = nullptr;
  std::string bytes;
  std::vector<Hop> hops;
  std::string request;     // the head of the last request that was sent
  bool head_open = false;  // the last hop's response goes on
  std::size_t heads = 0;   // bytes of all heads
  std::size_t limit = 0;
  bool over_limit = false;
  bool allow_private = false;
  bool met_private = false;
};

// Heads are kept in the ledger; servers send a few kilobytes of them.
constexpr std::size_t kMostHeads = std::size_t{1} << 20;

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  if (answer.bytes.size() + size * count > answer.limit) {
    answer.over_limit = true;
    return 0;
  }
  answer.bytes.append(data, size * count);
  return size * count;
}

std::string text_info(CURL* curl, CURLINFO info) {
  const char* text = nullptr;
  curl_easy_getinfo(curl, info, &text);
  return text != nullptr ? text : "";
}

std::string peer_of(CURL* curl) {
  const std::string ip = text_info(curl, CURLINFO_PRIMARY_IP);
  long port = 0;
  curl_easy_getinfo(curl, CURLINFO_PRIMARY_PORT, &port);
  const bool six = ip.find(':') != std::string::npos;
  return (six ? "[" + ip + "]" : ip) + ":" + std::to_string(port);
}

void begin_hop(Answer& answer) {
  // "103 Early Hints" and its like are no answers: another head follows to the same request.
  const bool interim = !answer.hops.empty() && status_of(answer.hops.back().response) / 100 == 1;
  if (!interim) answer.hops.emplace_back();
  Hop& hop = answer.hops.back();
  hop.response.clear();
  hop.url = text_info(answer.curl, CURLINFO_EFFECTIVE_URL);
  hop.request = answer.request;
  hop.peer = peer_of(answer.curl);
  curl_tlssessioninfo* session = nullptr;
  curl_easy_getinfo(answer.curl, CURLINFO_TLS_SSL_PTR, &session);
  if (session != nullptr && session->backend == CURLSSLBACKEND_OPENSSL)
    describe_tls_peer(session->internals, hop);
  answer.bytes.clear();
  answer.head_open = true;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* context) {
  auto& answer = *static_cast<Answer*>(context);
  const std::string_view line(data, size * count);
  answer.heads += line.size();
  if (answer.heads > kMostHeads) {
    answer.over_limit = true;
    return 0;
  }
  if (!answer.head_open && line.starts_with("HTTP/")) begin_hop(answer);
  if (!answer.head_open) return size * count;  // a trailer, behind the body
  answer.hops.back().response.append(line);
  if (line == "\r\n" || line == "\n") answer.head_open = false;
  return size * count;
}

// libcurl's own words on what it does; of these only the heads that it sends.
int take_request(CURL*, curl_infotype type, char* data, std::size_t size, void* context) {
  if (type == CURLINFO_HEADER_OUT) static_cast<Answer*>(context)->request.assign(data, size);
  return 0;
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

// The coding that the answer has; empty, too, where a server names one and sends plain bytes, which
// some do and browsers show.
std::string coding_of(const Answer& answer) {
  std::string named =
      lower_ascii(field(answer.hops.back().response, "content-encoding").value_or(""));
  if (named.empty() || named == "identity") return {};
  if (named == "gzip" || named == "x-gzip") return is_gzip(answer.bytes) ? "gzip" : "";
  return named;
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
  answer.curl = curl;
  answer.limit = limits_.page_bytes;
  answer.allow_private = limits_.allow_private;
  // Decoded here and not by libcurl, which lets a truncated gzip body pass.
  curl_slist* sent = curl_slist_append(nullptr, "Accept-Encoding: gzip, deflate");
  for (const auto& one : fields) sent = curl_slist_append(sent, one.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(sent,
                                                                          curl_slist_free_all);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  // HTTP/2 has no heads that could be kept as received.
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, redirects == Redirects::follow ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(limits_.redirects));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits_.connect_time.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(limits_.total_time.count()));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, kUserAgent);
  // A proxy would resolve names itself, and no check of ours would see where they lead.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  // A resumed TLS session does not show its certificates.
  curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  if (!limits_.trusted.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, limits_.trusted.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, sent);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, take_request);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &answer);
  if (limits_.stop) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(limits_.stop));
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) return transfer_error(code, answer, limits_);
  if (answer.hops.empty()) return fail(ErrorCode::network, "the answer is no HTTP/1");

  Fetched fetched;
  fetched.status = status_of(answer.hops.back().response);
  fetched.content_type = field(answer.hops.back().response, "content-type").value_or("");
  fetched.final_url = answer.hops.back().url;
  fetched.coding = coding_of(answer);
  TRY(fetched.body, without_coding(answer.bytes, fetched.coding, answer.limit));
  fetched.bytes = std::move(answer.bytes);
  fetched.hops = std::move(answer.hops);
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
