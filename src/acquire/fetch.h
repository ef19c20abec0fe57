// One http(s) address to what the server answers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "acquire/acquire.h"

namespace gainsay::acquire {

// Whether redirects are gone after, or the answer that redirects is what is wanted.
enum class Redirects { follow, keep };

struct Fetched {
  int status = 0;
  std::string bytes;   // as received, without transfer coding
  std::string coding;  // of `bytes`, where they have the one that is named; else empty
  std::string body;    // without its content coding
  std::string content_type;
  std::string final_url;
  std::vector<Hop> hops;  // redirects first, the answer last; never empty
};

// Keeps connections open from one address to the next on the same host.
class Fetcher {
 public:
  explicit Fetcher(const Limits& limits);
  ~Fetcher();

  // Whatever the server answers at the end of its redirects, errors and 304 too. `fields` are sent
  // beside our own: "If-None-Match: …". Errors: network, forbidden_address, too_large, damaged.
  Result<Fetched> exchange(const std::string& url, const std::vector<std::string>& fields = {},
                           Redirects redirects = Redirects::follow);

  // A page: an answer of any other status than 2xx is an error, too: not_found (404, 410), network.
  Result<Fetched> fetch(const std::string& url);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
  Limits limits_;
};

}  // namespace gainsay::acquire
