// Which network addresses lie outside the public Internet.
#pragma once

struct sockaddr;

namespace gainsay::acquire {

// IANA's special-purpose registries (RFC 6890 and updates): loopback, private, link-local,
// unique-local, shared, multicast, documentation and reserved ranges, also inside IPv6 as mapped,
// NAT64 and 6to4 addresses. What is neither IPv4 nor IPv6 is not public.
bool is_public(const sockaddr& address);

}  // namespace gainsay::acquire
