// One http(s) address to what the server answers.
#pragma once

#include <memory>
#include <string>

#include "acquire/acquire.h"

namespace gainsay::acquire {

struct Fetched {
  std::string body;  // without its content coding
  std::string content_type;
  std::string final_url;
};

// Keeps connections open from one address to the next on the same host.
class Fetcher {
 public:
  explicit Fetcher(const Limits& limits);
  ~Fetcher();

  // Errors: not_found (404, 410), network, forbidden_address, too_large, damaged.
  Result<Fetched> fetch(const std::string& url);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
  Limits limits_;
};

}  // namespace gainsay::acquire
