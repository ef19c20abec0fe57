// A thinc model's file: a tree of layers, flattened; their dimensions, attributes and weights.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nlp/bytes.h"
#include "nlp/msgpack.h"

namespace gainsay::nlp {

// A weight array, C order. Its values are checked to be float32, and as many as the shape says.
// They lie in the file as they come, on no boundary.
struct Weight {
  std::vector<std::size_t> shape;
  std::string_view raw;

  [[nodiscard]] std::size_t size() const { return raw.size() / sizeof(float); }
  [[nodiscard]] std::vector<float> values() const;
};

// Rows of float32 where they lie in a file, which is not read but for the rows that are asked for.
struct FloatTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  Bytes bytes;

  // Adds row `i` to `out`.
  void add_row(std::size_t i, float* out) const;
};

class Weights {
 public:
  // Errors: model.
  static Result<Weights> load(Bytes bytes, std::string where);

  // Layers are told by their index, in thinc's order (breadth first, as the model was built).
  // All of this very name.
  [[nodiscard]] std::vector<std::size_t> layers(std::string_view name) const;
  // The layer that the root refers to; empty when it refers to none.
  [[nodiscard]] std::optional<std::size_t> reference(std::string_view name) const;

  // Errors: model, where the layer has no such weight or it has another number of dimensions.
  [[nodiscard]] Result<const Weight*> weight(std::size_t layer, std::string_view name,
                                             std::size_t dimensions) const;
  [[nodiscard]] Result<FloatTable> table(std::size_t layer, std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::size_t layer, std::string_view name) const;
  [[nodiscard]] std::vector<std::string> strings(std::size_t layer, std::string_view name) const;
  [[nodiscard]] const std::string& where() const { return where_; }

 private:
  struct NamedWeight {
    std::string name;
    Weight weight;
  };
  struct Layer {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;  // MessagePack of the values
    std::vector<NamedWeight> weights;
  };

  Result<void> load_layers(const Packed& file);

  Bytes bytes_;
  std::string where_;
  std::vector<Layer> layers_;
  std::vector<std::pair<std::string, std::size_t>> references_;
};

}  // namespace gainsay::nlp
