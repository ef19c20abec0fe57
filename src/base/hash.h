// SHA-256 (FIPS 180-4), the hash of every id and of the ledger's chain.
#pragma once

#include <string>
#include <string_view>

namespace gainsay {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// An id made from content: `prefix`, a colon, and the first 24 hex digits (96 bits) of the hash of
// the parts. Parts are hashed with their lengths, so {"ab", "c"} and {"a", "bc"} differ.
std::string content_id(std::string_view prefix, std::initializer_list<std::string_view> parts);

}  // namespace gainsay
