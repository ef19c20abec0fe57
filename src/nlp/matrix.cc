#include "nlp/matrix.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

namespace gainsay::nlp {
namespace {

constexpr std::size_t kPanel = Linear::kPanel;
// Rows that one pass over the weights serves: 48 rows of 96 floats stay in the first-level cache
// beside one panel.
constexpr std::size_t kRowsAtOnce = 48;

// Vector registers of GCC and clang; `kBytes` as wide as the machine's.
template <int kBytes>
struct Vector {
  typedef float Type __attribute__((vector_size(kBytes)));
  static constexpr std::size_t kLanes = kBytes / sizeof(float);
  static constexpr std::size_t kPerPanel = kPanel / kLanes;
};

struct Operands {
  const float* x;
  std::size_t x_stride;
  const float* panel;
  const float* bias;
  std::size_t depth;
  float* y;
  std::size_t y_stride;
};

// kRows rows times one panel, all sums in registers.
template <int kBytes, std::size_t kRows>
[[gnu::always_inline]] inline void multiply_rows(const Operands& o) {
  using V = typename Vector<kBytes>::Type;
  constexpr std::size_t kLanes = Vector<kBytes>::kLanes;
  constexpr std::size_t kPerPanel = Vector<kBytes>::kPerPanel;
  V sums[kRows][kPerPanel] = {};
  for (std::size_t k = 0; k < o.depth; ++k) {
    V weights[kPerPanel];
    // One register at a time: a copy of all of them goes through memory in narrower pieces, and
    // stalls.
    for (std::size_t v = 0; v < kPerPanel; ++v) {
      std::memcpy(&weights[v], o.panel + k * kPanel + v * kLanes, sizeof weights[v]);
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      const float x = o.x[r * o.x_stride + k];
      for (std::size_t v = 0; v < kPerPanel; ++v) sums[r][v] += weights[v] * x;
    }
  }
  for (std::size_t v = 0; v < kPerPanel; ++v) {
    V bias;
    std::memcpy(&bias, o.bias + v * kLanes, sizeof bias);
    for (std::size_t r = 0; r < kRows; ++r) {
      const V sum = sums[r][v] + bias;
      std::memcpy(o.y + r * o.y_stride + v * kLanes, &sum, sizeof sum);
    }
  }
}

template <int kBytes, std::size_t kRows>
[[gnu::always_inline]] inline void multiply(Operands o, std::size_t rows, std::size_t out) {
  const Operands all = o;
  for (std::size_t first = 0; first < rows; first += kRowsAtOnce) {
    const std::size_t end = std::min(rows, first + kRowsAtOnce);
    for (std::size_t column = 0; column < out; column += kPanel) {
      o.panel = all.panel + column * all.depth;
      o.bias = all.bias + column;
      std::size_t row = first;
      const auto at = [&](std::size_t r) {
        o.x = all.x + r * all.x_stride;
        o.y = all.y + r * all.y_stride + column;
      };
      for (; row + kRows <= end; row += kRows) {
        at(row);
        multiply_rows<kBytes, kRows>(o);
      }
      for (; row < end; ++row) {
        at(row);
        multiply_rows<kBytes, 1>(o);
      }
    }
  }
}

using Multiply = void (*)(const Operands&, std::size_t rows, std::size_t out);

#if defined(__x86_64__)
// As many rows as leave registers for one panel's weights: 16 of 32, 12 of 16.
[[gnu::target("avx512f")]] void multiply_avx512(const Operands& o, std::size_t rows,
                                                std::size_t out) {
  multiply<64, 16>(o, rows, out);
}
[[gnu::target("avx2,fma")]] void multiply_avx2(const Operands& o, std::size_t rows,
                                               std::size_t out) {
  multiply<32, 6>(o, rows, out);
}
#endif
void multiply_any(const Operands& o, std::size_t rows, std::size_t out) {
  multiply<16, 3>(o, rows, out);
}

Multiply best_multiply() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return multiply_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return multiply_avx2;
#endif
  return multiply_any;
}

std::vector<std::uint32_t> all_in_order(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

std::size_t padded(std::size_t count) { return (count + kPanel - 1) / kPanel * kPanel; }

// Sums in kPanel lanes, so that compilers can use registers without reordering.
float sum_of(const float* values, std::size_t count) {
  std::array<float, kPanel> lanes{};
  std::size_t i = 0;
  for (; i + kPanel <= count; i += kPanel) {
    for (std::size_t k = 0; k < kPanel; ++k) lanes[k] += values[i + k];
  }
  for (std::size_t k = 0; i < count; ++i, ++k) lanes[k] += values[i];
  return std::accumulate(lanes.begin(), lanes.end(), 0.0F);
}

void normalise(float* values, const std::vector<float>& gain, const std::vector<float>& shift) {
  const std::size_t width = gain.size();
  const auto count = static_cast<float>(width);
  const float mean = sum_of(values, width) / count;
  std::array<float, kPanel> squares{};
  for (std::size_t i = 0; i < width; ++i) {
    values[i] -= mean;
    squares[i % kPanel] += values[i] * values[i];
  }
  constexpr float kEpsilon = 1e-8F;  // thinc's
  const float variance = std::accumulate(squares.begin(), squares.end(), 0.0F) / count + kEpsilon;
  const float scale = 1.0F / std::sqrt(variance);
  for (std::size_t i = 0; i < width; ++i) values[i] = values[i] * scale * gain[i] + shift[i];
}

}  // namespace

Linear::Linear(std::span<const float> weights, std::span<const float> bias, std::size_t in,
               std::span<const std::uint32_t> order)
    : in_(in), panels_(padded(order.size()) * in), bias_(padded(order.size())) {
  for (std::size_t out = 0; out < order.size(); ++out) {
    const std::uint32_t row = order[out];
    if (row == kNoRow) continue;
    assert((row + 1) * in <= weights.size());
    float* panel = panels_.data() + out / kPanel * kPanel * in + out % kPanel;
    for (std::size_t k = 0; k < in; ++k) panel[k * kPanel] = weights[row * in + k];
    if (!bias.empty()) bias_[out] = bias[row];
  }
}

Linear::Linear(std::span<const float> weights, std::span<const float> bias, std::size_t in)
    : Linear(weights, bias, in, all_in_order(weights.size() / in)) {}

void Linear::apply(const float* x, std::size_t x_stride, std::size_t rows, float* y,
                   std::size_t y_stride) const {
  static const Multiply kMultiply = best_multiply();
  kMultiply({.x = x,
             .x_stride = x_stride,
             .panel = panels_.data(),
             .bias = bias_.data(),
             .depth = in_,
             .y = y,
             .y_stride = y_stride},
            rows, bias_.size());
}

std::vector<std::uint32_t> maxout_order(std::size_t width, std::size_t pieces) {
  std::vector<std::uint32_t> order;
  for (std::size_t first = 0; first < width; first += kPanel) {
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      for (std::size_t o = first; o < first + kPanel; ++o) {
        order.push_back(o < width ? static_cast<std::uint32_t>(o * pieces + piece)
                                  : Linear::kNoRow);
      }
    }
  }
  return order;
}

void maxout(const float* values, std::size_t width, std::size_t pieces, float* out) {
  for (std::size_t first = 0; first < width; first += kPanel, values += pieces * kPanel) {
    std::array<float, kPanel> best;
    std::copy_n(values, kPanel, best.begin());
    for (std::size_t piece = 1; piece < pieces; ++piece) {
      for (std::size_t k = 0; k < kPanel; ++k) {
        best[k] = std::max(best[k], values[piece * kPanel + k]);
      }
    }
    std::copy_n(best.begin(), std::min(kPanel, width - first), out + first);
  }
}

MaxoutNorm::MaxoutNorm(std::span<const float> weights, std::span<const float> bias, std::size_t in,
                       std::size_t pieces, std::span<const float> gain,
                       std::span<const float> shift)
    : linear_(weights, bias, in, maxout_order(gain.size(), pieces)),
      pieces_(pieces),
      gain_(gain.begin(), gain.end()),
      shift_(shift.begin(), shift.end()) {}

void MaxoutNorm::apply(const float* x, std::size_t x_stride, std::size_t rows, const float* added,
                       float* y) const {
  std::vector<float> products(std::min(rows, kRowsAtOnce) * linear_.out());
  for (std::size_t first = 0; first < rows; first += kRowsAtOnce) {
    const std::size_t count = std::min(kRowsAtOnce, rows - first);
    linear_.apply(x + first * x_stride, x_stride, count, products.data(), linear_.out());
    for (std::size_t r = 0; r < count; ++r) {
      float* out = y + (first + r) * width();
      maxout(products.data() + r * linear_.out(), width(), pieces_, out);
      normalise(out, gain_, shift_);
      if (added == nullptr) continue;
      const float* residual = added + (first + r) * width();
      for (std::size_t i = 0; i < width(); ++i) out[i] += residual[i];
    }
  }
}

}  // namespace gainsay::nlp
