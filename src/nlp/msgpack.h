// MessagePack (msgpack.org, specification of 2017), as spaCy writes its tables and thinc its
// weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::nlp {

// A value and what it holds. Text and bytes are views into the bytes that were parsed.
struct Packed {
  enum class Kind { nil, boolean, integer, real, text, bytes, array, map };

  Kind kind = Kind::nil;
  std::uint64_t integer = 0;  // a boolean's 0 or 1; negative numbers in two's complement
  double real = 0;
  std::string_view text;      // also of bytes
  std::vector<Packed> items;  // of a map: key, value, key, value …

  [[nodiscard]] bool is_text() const { return kind == Kind::text || kind == Kind::bytes; }
  // The value under a key of a map; null when there is none, or this is no map.
  [[nodiscard]] const Packed* find(std::string_view key) const;
};

// `bytes` must outlive the value. `where` is for errors. Errors: model (cut short, nested too deep,
// an extension type, bytes left over).
[[nodiscard]] Result<Packed> parse_msgpack(std::string_view bytes, const std::string& where);

}  // namespace gainsay::nlp
