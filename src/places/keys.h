// What two spellings of one place's name share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gainsay::places {

// Letters and digits alone, folded: "Deir ez-Zor" and "Deir Ezzor" are one.
[[nodiscard]] std::string plain_key(std::string_view name);

// The consonants of a romanised name, without articles and what romanisations disagree about; empty
// where fewer than kFewestConsonants remain, or the name is not in Latin letters.
[[nodiscard]] std::string consonant_key(std::string_view name);
inline constexpr std::size_t kFewestConsonants = 3;

// 64 bits of a key, as the file keeps it (FNV-1a, Fowler, Noll and Vo, then one round of mixing).
[[nodiscard]] std::uint64_t hash_of(std::string_view key);

}  // namespace gainsay::places
