// spaCy's ids of strings, which its embeddings hash: a fixed number for a few hundred reserved
// names, for all others MurmurHash64A (Appleby, 2010) with seed 1.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gainsay::nlp {

using StringId = std::uint64_t;

// 0 for the empty string.
[[nodiscard]] StringId string_id(std::string_view text);

// The reserved name of a number, "NOUN" of 92; empty when there is none.
[[nodiscard]] std::string_view reserved_name(StringId id);

[[nodiscard]] std::uint64_t murmur_hash_64a(std::string_view bytes, std::uint64_t seed);

// The four rows' hashes of thinc's HashEmbed: MurmurHash3 x64 128 of one 64-bit key, cut in four.
[[nodiscard]] std::array<std::uint32_t, 4> embedding_hashes(std::uint64_t key, std::uint32_t seed);

}  // namespace gainsay::nlp
