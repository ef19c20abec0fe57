// The small JSON parts of a model (labels, moves, meta.json), whole in memory. simdjson does the
// reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::nlp {

struct Json {
  enum class Kind { null, boolean, integer, real, text, array, object };

  Kind kind = Kind::null;
  std::int64_t integer = 0;  // also a boolean's
  double real = 0;
  std::string text;
  std::vector<Json> items;        // of an array; of an object: its values
  std::vector<std::string> keys;  // of an object, beside `items`, in the file's order

  // The value under a key of an object; null when there is none.
  [[nodiscard]] const Json* find(std::string_view key) const;
};

// Errors: model.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const std::string& where);

}  // namespace gainsay::nlp
