// Dense layers in float32: weights laid out for vector registers once, products over many rows at a
// time.
//
// The kernels exist for AVX-512, AVX2 with FMA, and any other machine; the best one that the
// processor has is taken. Each row's result depends on that row alone and is summed in one fixed
// order, so batching and threads change nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gainsay::nlp {

// Rows one after the other.
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;

  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}
  [[nodiscard]] float* row(std::size_t i) { return values.data() + i * columns; }
  [[nodiscard]] const float* row(std::size_t i) const { return values.data() + i * columns; }
};

// The layer y = W·x + b. Outputs are padded to whole panels of kPanel columns.
class Linear {
 public:
  static constexpr std::size_t kPanel = 16;

  Linear() = default;
  // `weights`: out × in, row by row. `order`: which of its rows gives each output; kNoRow: none, a
  // zero.
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
  Linear(std::span<const float> weights, std::span<const float> bias, std::size_t in,
         std::span<const std::uint32_t> order);
  // All rows in their order.
  Linear(std::span<const float> weights, std::span<const float> bias, std::size_t in);

  [[nodiscard]] std::size_t in() const { return in_; }
  [[nodiscard]] std::size_t out() const { return bias_.size(); }  // padded
  [[nodiscard]] std::span<const float> bias() const { return bias_; }

  // `x`: rows of in() floats, `x_stride` floats from one to the next; less than in() where rows
  // overlap, as a window's do. `y`: rows of out() floats.
  void apply(const float* x, std::size_t x_stride, std::size_t rows, float* y,
             std::size_t y_stride) const;

 private:
  std::size_t in_ = 0;
  std::vector<float> panels_;  // panel by panel, in each one input's kPanel weights after the other
  std::vector<float> bias_;
};

// maxout(W·x + b), then layer normalisation: thinc's Maxout(normalize=True).
class MaxoutNorm {
 public:
  MaxoutNorm() = default;
  // `weights`: width × pieces × in.
  MaxoutNorm(std::span<const float> weights, std::span<const float> bias, std::size_t in,
             std::size_t pieces, std::span<const float> gain, std::span<const float> shift);

  [[nodiscard]] std::size_t in() const { return linear_.in(); }
  [[nodiscard]] std::size_t width() const { return gain_.size(); }
  // Floats of W·x in maxout_order.
  [[nodiscard]] std::size_t products() const { return linear_.out(); }

  // As Linear::apply. `added`, where it is not null, is added to each row of `y` (a residual).
  void apply(const float* x, std::size_t x_stride, std::size_t rows, const float* added,
             float* y) const;
  // One row of which parts of W·x are known: `shares`, each of products() floats in maxout_order or
  // null for zeros, are summed from first to last. `added`: as above. `scratch`: products() floats
  // to work in.
  void apply_shares(std::span<const float* const> shares, const float* added, float* scratch,
                    float* y) const;

 private:
  Linear linear_;
  std::size_t pieces_ = 0;
  std::vector<float> gain_;
  std::vector<float> shift_;
};

// The order of outputs in which a maxout's pieces lie side by side: for each panel of outputs, all
// of its first pieces, then all of its second …
[[nodiscard]] std::vector<std::uint32_t> maxout_order(std::size_t width, std::size_t pieces);

// rows[0] + rows[1] + … + bias, each of whole panels; null rows are zeros.
void sum_rows(std::span<const float* const> rows, std::span<const float> bias, float* out);

// Row of a maxout_order'ed layer, with the bias added, to its `width` largest pieces.
void maxout(const float* values, std::size_t width, std::size_t pieces, float* out);

}  // namespace gainsay::nlp
