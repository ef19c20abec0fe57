// Addresses that lists lead to, fetched as a guest behaves: one request at a time to a host, with
// pauses, and none that robots.txt asks us not to make.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "acquire/fetch.h"
#include "acquire/robots.h"

namespace gainsay::acquire {

enum class Lasting { yes, no };

// What came of a visit. An error that does not last may be tried again: `retry_after` is when the
// server asks to be tried.
struct Visited {
  Result<Fetched> answer;
  Lasting lasting = Lasting::yes;
  std::optional<std::chrono::milliseconds> retry_after;
  std::string moved;  // where to, when every redirect on the way was for good
};

// A field of an answer's head; empty when it has none.
std::string field_of(const Fetched& fetched, std::string_view name);

// "https://host:8443", in lower case; empty for what is no http(s) address.
std::string origin_of(const std::string& address);

class Visitor {
 public:
  Visitor(const Limits& limits, Clock clock);

  // When the host of `address` may be asked next.
  [[nodiscard]] Time ready_at(const std::string& address) const;

  // Waits until then, goes after redirects (each of them to a host that robots.txt lets us ask),
  // and takes 304 for an answer where `fields` make the request a conditional one. Errors: network,
  // not_found, forbidden_address, no_permission (robots.txt), too_large, damaged.
  Visited visit(const std::string& address, const std::vector<std::string>& fields = {});

 private:
  struct Host {
    Time next;  // the earliest time of the next request
    std::optional<Robots> robots;
    Time robots_until;
    std::string robots_failure;  // why robots.txt is not known, when that was so
  };
  struct Leave {
    std::optional<Error> refused;
    Lasting lasting = Lasting::yes;
    std::optional<std::chrono::milliseconds> retry_after;
  };

  Result<Fetched> ask(const std::string& address, const std::vector<std::string>& fields);
  void learn_robots(const std::string& origin, Host& host);
  Leave leave_for(const std::string& address);

  Limits limits_;
  Clock clock_;
  Fetcher fetcher_;
  std::map<std::string, Host> hosts_;
};

}  // namespace gainsay::acquire
