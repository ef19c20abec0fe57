// The Robots Exclusion Protocol (RFC 9309): what a site lets robots fetch.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gainsay::acquire {

// The name that robots.txt files may address us by.
constexpr std::string_view kProductToken = "gainsay";

class Robots {
 public:
  // The rules for `product`: those of all groups that name it, else those for "*". A file is read
  // up to the 500 KiB that the RFC asks for; no line is an error.
  static Robots parse(std::string_view file, std::string_view product = kProductToken);
  static Robots allow_all() { return {}; }
  static Robots disallow_all();

  // `target` is an address's path and query ("/a/b?c"). The longest rule that fits decides, and of
  // two of the same length the one that allows.
  [[nodiscard]] bool allows(std::string_view target) const;
  // Not of the RFC, and widely used: the pause a site wants between two requests.
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const {
    return crawl_delay_;
  }

 private:
  struct Rule {
    std::string pattern;  // as percent-encoded as addresses are
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
};

}  // namespace gainsay::acquire
