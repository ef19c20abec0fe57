#include "acquire/address.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace gainsay::acquire {
namespace {

using Ipv6 = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint32_t base;
  int bits;
};

constexpr std::uint32_t ip(unsigned a, unsigned b, unsigned c = 0, unsigned d = 0) {
  return a << 24 | b << 16 | c << 8 | d;
}

bool is_public4(std::uint32_t address) {
  static constexpr std::array kSpecial = {
      Range4{ip(0, 0), 8},         Range4{ip(10, 0), 8},      Range4{ip(100, 64), 10},
      Range4{ip(127, 0), 8},       Range4{ip(169, 254), 16},  Range4{ip(172, 16), 12},
      Range4{ip(192, 0, 0), 24},   Range4{ip(192, 0, 2), 24}, Range4{ip(192, 88, 99), 24},
      Range4{ip(192, 168), 16},    Range4{ip(198, 18), 15},   Range4{ip(198, 51, 100), 24},
      Range4{ip(203, 0, 113), 24}, Range4{ip(224, 0), 4},     Range4{ip(240, 0), 4}};
  return std::ranges::none_of(kSpecial, [&](const Range4& range) {
    return (address >> (32 - range.bits)) == (range.base >> (32 - range.bits));
  });
}

std::uint32_t ipv4_at(const Ipv6& address, std::size_t at) {
  return ip(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool begins_with(const Ipv6& address, std::initializer_list<int> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

bool is_public6(const Ipv6& address) {
  // ::ffff:a.b.c.d and the deprecated ::a.b.c.d, which holds :: and ::1 too.
  const bool zeros = std::all_of(address.begin(), address.begin() + 10, [](auto b) { return !b; });
  if (zeros && address[10] == 0xFF && address[11] == 0xFF) return is_public4(ipv4_at(address, 12));
  if (zeros) return false;
  if (begins_with(address, {0x00, 0x64, 0xFF, 0x9B})) {  // NAT64, RFC 6052; 64:ff9b:1::/48 is local
    return begins_with(address, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}) &&
           is_public4(ipv4_at(address, 12));
  }
  if (begins_with(address, {0x20, 0x02})) return is_public4(ipv4_at(address, 2));  // 6to4
  if (begins_with(address, {0x20, 0x01, 0x0D, 0xB8})) return false;                // documentation
  if (begins_with(address, {0x20, 0x01}) && address[2] < 2) return false;  // Teredo, ORCHID …
  return (address[0] & 0xE0) == 0x20;  // 2000::/3 is all that IANA has given out as global
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Ipv6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public6(bytes);
  }
  return false;
}

}  // namespace gainsay::acquire
