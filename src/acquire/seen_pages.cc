#include "acquire/seen_pages.h"

#include <charconv>

#include "base/hash.h"

namespace gainsay::acquire {
namespace {

constexpr std::string_view kPrefix = "sha256:";

}  // namespace

SeenPages::Key SeenPages::key_of(std::string_view key) {
  const std::string hex = sha256_hex(key);
  Key out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    std::from_chars(hex.data() + 16 * i, hex.data() + 16 * (i + 1), out[i], 16);
  return out;
}

void SeenPages::add(std::string_view key, std::string_view capture_id) {
  std::array<char, 32> id{};
  if (key.empty() || capture_id.size() != kPrefix.size() + 2 * id.size()) return;
  const std::string_view hex = capture_id.substr(kPrefix.size());
  for (std::size_t i = 0; i < id.size(); ++i) {
    unsigned byte = 0;
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * (i + 1), byte, 16);
    id[i] = static_cast<char>(byte);
  }
  pages_.insert_or_assign(key_of(key), id);
}

std::optional<std::string> SeenPages::find(std::string_view key) const {
  const auto at = key.empty() ? pages_.end() : pages_.find(key_of(key));
  if (at == pages_.end()) return std::nullopt;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id(kPrefix);
  for (const char c : at->second) {
    id.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    id.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return id;
}

}  // namespace gainsay::acquire
