#include "acquire/visit.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "acquire/feed_parts.h"
#include "acquire/http.h"
#include "acquire/source.h"

namespace gainsay::acquire {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// RFC 9309, 2.4: no longer than a day.
constexpr std::chrono::hours kRobotsLast{24};
// After a robots.txt that could not be had.
constexpr std::chrono::minutes kRobotsAgain{10};
// A site that wants longer pauses than this is asked this often all the same.
constexpr seconds kLongestDelay{60};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// What a server says when it cannot just now (RFC 9110).
bool may_pass(int status) {
  return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 ||
         status == 503 || status == 504;
}

// Without the fragment, which is none of the server's business.
std::string target_of(const std::string& address) {
  const auto slashes = address.find("://");
  const auto begin =
      slashes == std::string::npos ? std::string::npos : address.find_first_of("/?#", slashes + 3);
  if (begin == std::string::npos || address[begin] == '#') return "/";
  std::string target = address.substr(begin, address.find('#', begin) - begin);
  return target.starts_with('?') ? "/" + target : target;
}

std::optional<milliseconds> retry_after(const Fetched& fetched, Time now) {
  const std::string said = field_of(fetched, "retry-after");
  if (said.empty()) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), number);
  if (error == std::errc() && end == said.data() + said.size())
    return number >= 0 && number < 1'000'000'000 ? std::optional(milliseconds(number * 1000))
                                                 : std::nullopt;
  const std::time_t at = curl_getdate(said.c_str(), nullptr);
  if (at < 0) return std::nullopt;
  const auto wait = Time(seconds(at)) - now;
  return wait > milliseconds(0) ? std::optional(milliseconds(wait)) : std::nullopt;
}

bool error_may_pass(const Error& error) {
  return error.code == ErrorCode::network || error.code == ErrorCode::damaged;
}

Visited failed(Error error, Lasting lasting, std::optional<milliseconds> after = {}) {
  return {tl::unexpected<Error>(std::move(error)), lasting, after, {}};
}

Visited judged(Fetched fetched, bool conditional, Time now) {
  const int status = fetched.status;
  if ((status >= 200 && status < 300) || (status == 304 && conditional))
    return {std::move(fetched), Lasting::yes, {}, {}};
  const bool gone = status == 404 || status == 410;
  return failed({gone ? ErrorCode::not_found : ErrorCode::network,
                 "the server answers with HTTP status " + std::to_string(status),
                 {}},
                may_pass(status) ? Lasting::no : Lasting::yes, retry_after(fetched, now));
}

}  // namespace

Clock system_clock(const Limits& limits) {
  Clock clock;
  clock.now = [] { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); };
  clock.sleep = [stop = limits.stop](milliseconds time) {
    constexpr milliseconds kSlice{100};
    const auto end = std::chrono::steady_clock::now() + time;
    while (!(stop && *stop)) {
      const auto left = end - std::chrono::steady_clock::now();
      if (left <= milliseconds(0)) return;
      std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, kSlice));
    }
  };
  return clock;
}

std::string field_of(const Fetched& fetched, std::string_view name) {
  return field(fetched.hops.back().response, name).value_or("");
}

std::string origin_of(const std::string& address) {
  std::string out;
  std::ranges::transform(address, std::back_inserter(out), lower);
  if (!out.starts_with("http://") && !out.starts_with("https://")) return {};
  const auto begin = out.find("://") + 3;
  out.resize(std::min(out.find_first_of("/?#", begin), out.size()));
  // A name and password before the host are no part of it.
  if (const auto at = out.rfind('@'); at != std::string::npos && at >= begin)
    out.erase(begin, at + 1 - begin);
  return out.size() > begin ? out : std::string();
}

Visitor::Visitor(const Limits& limits, Clock clock)
    : limits_(limits), clock_(std::move(clock)), fetcher_(limits) {}

Time Visitor::ready_at(const std::string& address) const {
  const auto at = hosts_.find(origin_of(address));
  return at == hosts_.end() ? Time() : at->second.next;
}

Result<Fetched> Visitor::ask(const std::string& address, const std::vector<std::string>& fields) {
  Host& host = hosts_[origin_of(address)];
  if (const Time now = clock_.now(); host.next > now) clock_.sleep(host.next - now);
  if (limits_.stop && *limits_.stop)
    return fail(ErrorCode::network, "was not fetched: interrupted");
  auto fetched = fetcher_.exchange(address, fields, Redirects::keep);
  const auto wanted =
      host.robots ? host.robots->crawl_delay().value_or(limits_.host_delay) : limits_.host_delay;
  host.next = clock_.now() +
              std::clamp<milliseconds>(wanted, limits_.host_delay,
                                       std::max<milliseconds>(limits_.host_delay, kLongestDelay));
  return fetched;
}

// RFC 9309, 2.3.1: at least five redirects; an answer of 4xx means that there are no rules, one
// that cannot be had that nothing is allowed. 429 is a 4xx by its number only.
void Visitor::learn_robots(const std::string& origin, Host& host) {
  constexpr int kRedirects = 5;
  std::string address = origin + "/robots.txt";
  std::optional<Robots> found;
  host.robots_failure.clear();
  for (int i = 0; i <= kRedirects && host.robots_failure.empty() && !found; ++i) {
    const auto fetched = ask(address, {});
    // What is asked for at a forbidden address is refused for what it is, not by this file.
    const bool has_none =
        fetched ? fetched->status >= 400 && fetched->status < 500 && fetched->status != 429
                : fetched.error().code == ErrorCode::forbidden_address;
    if (has_none) {
      found = Robots::allow_all();
    } else if (!fetched) {
      host.robots_failure = fetched.error().what;
    } else if (is_redirect(fetched->status)) {
      address = resolve_address(address, field_of(*fetched, "location"));
      if (origin_of(address).empty()) found = Robots::allow_all();
    } else if (fetched->status >= 200 && fetched->status < 300) {
      found = Robots::parse(fetched->body);
    } else {
      host.robots_failure =
          "the server answers with HTTP status " + std::to_string(fetched->status);
    }
  }
  const bool failed_now = !host.robots_failure.empty();
  if (!failed_now) host.robots = found ? *found : Robots::allow_all();
  host.robots_until =
      clock_.now() + (failed_now ? milliseconds(kRobotsAgain) : milliseconds(kRobotsLast));
}

Visitor::Leave Visitor::leave_for(const std::string& address) {
  const std::string origin = origin_of(address);
  if (origin.empty())
    return {Error{ErrorCode::unsupported, "leads to an address that is neither http nor https", {}},
            Lasting::yes,
            {}};
  if (limits_.ignore_robots) return {};
  Host& host = hosts_[origin];
  if (host.robots_until <= clock_.now()) learn_robots(origin, host);
  if (!host.robots_failure.empty() && !host.robots)
    return {Error{ErrorCode::network,
                  origin + "/robots.txt cannot be had, so nothing there is fetched (" +
                      host.robots_failure + ")",
                  {}},
            Lasting::no, host.robots_until - clock_.now()};
  if (host.robots->allows(target_of(address))) return {};
  return {
      Error{ErrorCode::no_permission,
            origin + "/robots.txt asks robots not to fetch it; --ignore-robots does all the same",
            {}},
      Lasting::yes,
      {}};
}

Visited Visitor::visit(const std::string& asked, const std::vector<std::string>& fields) {
  std::string address = asked;
  bool for_good = true;
  std::vector<Hop> hops;
  for (int redirects = 0;; ++redirects) {
    if (auto leave = leave_for(address); leave.refused)
      return failed(std::move(*leave.refused), leave.lasting, leave.retry_after);
    auto fetched = ask(address, fields);
    if (!fetched) {
      const auto lasting = error_may_pass(fetched.error()) ? Lasting::no : Lasting::yes;
      return failed(std::move(fetched).error(), lasting);
    }
    const std::string location = field_of(*fetched, "location");
    std::ranges::move(fetched->hops, std::back_inserter(hops));
    fetched->hops = hops;
    if (!is_redirect(fetched->status) || location.empty()) {
      auto visited = judged(std::move(*fetched), !fields.empty(), clock_.now());
      if (visited.answer) visited.answer->final_url = address;
      if (redirects > 0 && for_good) visited.moved = address;
      return visited;
    }
    if (redirects == limits_.redirects)
      return failed(
          {ErrorCode::network,
           "redirects more than " + std::to_string(limits_.redirects) + " times, perhaps in a loop",
           {}},
          Lasting::yes);
    for_good = for_good && (fetched->status == 301 || fetched->status == 308);
    address = resolve_address(address, location);
  }
}

}  // namespace gainsay::acquire
