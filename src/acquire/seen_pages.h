// Which pages an archive's revisits may point back to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gainsay::acquire {

// By the digest of a payload or by address and date, for all archives of one run. Kept small: some
// hundred bytes a page.
class SeenPages {
 public:
  void add(std::string_view key, std::string_view capture_id);
  [[nodiscard]] std::optional<std::string> find(std::string_view key) const;

 private:
  using Key = std::array<std::uint64_t, 2>;  // 128 bits of a SHA-256
  static Key key_of(std::string_view key);
  std::map<Key, std::array<char, 32>> pages_;  // the 256 bits of a capture's id
};

}  // namespace gainsay::acquire
