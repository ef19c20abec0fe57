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

// kRows rows times kPanels panels, all sums in registers.
template <int kBytes, std::size_t kRows, std::size_t kPanels>
[[gnu::always_inline]] inline void multiply_block(const Operands& o) {
  using V = typename Vector<kBytes>::Type;
  constexpr std::size_t kLanes = Vector<kBytes>::kLanes;
  constexpr std::size_t kPerPanel = Vector<kBytes>::kPerPanel;
  V sums[kRows][kPanels][kPerPanel] = {};
  for (std::size_t k = 0; k < o.depth; ++k) {
    V weights[kPanels][kPerPanel];
    // One register at a time, and unrolled: a copy of all of them goes through memory in narrower
    // pieces, and stalls.
#pragma GCC unroll 4
    for (std::size_t p = 0; p < kPanels; ++p) {
      const float* panel = o.panel + p * kPanel * o.depth + k * kPanel;
#pragma GCC unroll 4
      for (std::size_t v = 0; v < kPerPanel; ++v) {
        std::memcpy(&weights[p][v], panel + v * kLanes, sizeof weights[p][v]);
      }
    }
#pragma GCC unroll 16
    for (std::size_t r = 0; r < kRows; ++r) {
      const float x = o.x[r * o.x_stride + k];
#pragma GCC unroll 4
      for (std::size_t p = 0; p < kPanels; ++p) {
#pragma GCC unroll 4
        for (std::size_t v = 0; v < kPerPanel; ++v) sums[r][p][v] += weights[p][v] * x;
      }
    }
  }
#pragma GCC unroll 4
  for (std::size_t p = 0; p < kPanels; ++p) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kPerPanel; ++v) {
      const std::size_t column = p * kPanel + v * kLanes;
      V bias;
      std::memcpy(&bias, o.bias + column, sizeof bias);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < kRows; ++r) {
        const V sum = sums[r][p][v] + bias;
        std::memcpy(o.y + r * o.y_stride + column, &sum, sizeof sum);
      }
    }
  }
}

// kRows rows times all panels. A sum waits for the one before it, so few rows go over several
// panels at once to have others to do meanwhile.
template <int kBytes, std::size_t kRows, std::size_t kPanels>
[[gnu::always_inline]] inline void multiply_strip(Operands o, std::size_t row, std::size_t out) {
  o.x += row * o.x_stride;
  o.y += row * o.y_stride;
  const auto advance = [&](std::size_t columns) {
    o.panel += columns * o.depth;
    o.bias += columns;
    o.y += columns;
  };
  std::size_t column = 0;
  for (; column + kPanels * kPanel <= out; column += kPanels * kPanel) {
    multiply_block<kBytes, kRows, kPanels>(o);
    advance(kPanels * kPanel);
  }
  for (; column < out; column += kPanel) {
    multiply_block<kBytes, kRows, 1>(o);
    advance(kPanel);
  }
}

template <int kBytes, std::size_t kRows>
[[gnu::always_inline]] inline void multiply(Operands o, std::size_t rows, std::size_t out) {
  const Operands all = o;
  const std::size_t whole = rows / kRows * kRows;
  for (std::size_t first = 0; first < whole; first += kRowsAtOnce) {
    const std::size_t end = std::min(whole, first + kRowsAtOnce);
    for (std::size_t column = 0; column < out; column += kPanel) {
      o.panel = all.panel + column * all.depth;
      o.bias = all.bias + column;
      for (std::size_t row = first; row < end; row += kRows) {
        o.x = all.x + row * all.x_stride;
        o.y = all.y + row * all.y_stride + column;
        multiply_block<kBytes, kRows, 1>(o);
      }
    }
  }
  std::size_t row = whole;
  for (; row + 4 <= rows; row += 4) multiply_strip<kBytes, 4, 1>(all, row, out);
  for (; row + 2 <= rows; row += 2) multiply_strip<kBytes, 2, 2>(all, row, out);
  if (row < rows) multiply_strip<kBytes, 1, 4>(all, row, out);
}

// kPanel floats at once: one register of AVX-512, two of AVX2, four of others. Written out, since
// compilers take loops over an array of them apart into single floats.
using Lanes = Vector<kPanel * sizeof(float)>::Type;

[[gnu::always_inline]] inline void load(const float* from, Lanes& to) {
  std::memcpy(&to, from, sizeof to);
}
[[gnu::always_inline]] inline void store(const Lanes& from, float* to) {
  std::memcpy(to, &from, sizeof from);
}

[[gnu::always_inline]] inline void maxout_rows(const float* values, std::size_t width,
                                               std::size_t pieces, float* out) {
  for (std::size_t first = 0; first < width; first += kPanel, values += pieces * kPanel) {
    Lanes best;
    load(values, best);
    for (std::size_t piece = 1; piece < pieces; ++piece) {
      Lanes value;
      load(values + piece * kPanel, value);
      best = best < value ? value : best;
    }
    if (width - first >= kPanel) {
      store(best, out + first);
    } else {
      std::memcpy(out + first, &best, (width - first) * sizeof(float));
    }
  }
}

// rows[0] + rows[1] + … + bias; null rows are zeros.
[[gnu::always_inline]] inline void sum_of_rows(std::span<const float* const> rows,
                                               std::span<const float> bias, float* out) {
  for (std::size_t first = 0; first < bias.size(); first += kPanel) {
    Lanes sum{};
    for (const float* row : rows) {
      if (row == nullptr) continue;
      Lanes value;
      load(row + first, value);
      sum += value;
    }
    Lanes last;
    load(bias.data() + first, last);
    sum += last;
    store(sum, out + first);
  }
}

// In halves, so that no addition waits for more than four others.
[[gnu::always_inline]] inline float sum_of(const Lanes& lanes) {
  float sums[kPanel];
  store(lanes, sums);
  for (std::size_t half = kPanel / 2; half > 0; half /= 2) {
    for (std::size_t k = 0; k < half; ++k) sums[k] += sums[k + half];
  }
  return sums[0];
}

// `added` may be null.
[[gnu::always_inline]] inline void normalise_row(float* values, std::size_t width,
                                                 const float* gain, const float* shift,
                                                 const float* added) {
  const auto count = static_cast<float>(width);
  const std::size_t whole = width / kPanel * kPanel;
  Lanes sums{};
  for (std::size_t i = 0; i < whole; i += kPanel) {
    Lanes value;
    load(values + i, value);
    sums += value;
  }
  float rest = 0;
  for (std::size_t i = whole; i < width; ++i) rest += values[i];
  const float mean = (sum_of(sums) + rest) / count;
  Lanes squares{};
  for (std::size_t i = 0; i < whole; i += kPanel) {
    Lanes value;
    load(values + i, value);
    value -= mean;
    squares += value * value;
    store(value, values + i);
  }
  rest = 0;
  for (std::size_t i = whole; i < width; ++i) {
    values[i] -= mean;
    rest += values[i] * values[i];
  }
  constexpr float kEpsilon = 1e-8F;  // thinc's
  const float scale = 1.0F / std::sqrt((sum_of(squares) + rest) / count + kEpsilon);
  for (std::size_t i = 0; i < whole; i += kPanel) {
    Lanes value;
    Lanes by;
    Lanes plus;
    load(values + i, value);
    load(gain + i, by);
    load(shift + i, plus);
    value = value * scale * by + plus;
    if (added != nullptr) {
      load(added + i, plus);
      value += plus;
    }
    store(value, values + i);
  }
  for (std::size_t i = whole; i < width; ++i) {
    values[i] = values[i] * scale * gain[i] + shift[i];
    if (added != nullptr) values[i] += added[i];
  }
}

// The same for each kind of processor.
struct Kernels {
  void (*multiply)(const Operands&, std::size_t rows, std::size_t out);
  void (*maxout)(const float* values, std::size_t width, std::size_t pieces, float* out);
  void (*normalise)(float* values, std::size_t width, const float* gain, const float* shift,
                    const float* added);
  void (*sum)(std::span<const float* const> rows, std::span<const float> bias, float* out);
};

#if defined(__x86_64__)
// As many rows as leave registers for one panel's weights: 16 of 32, 12 of 16.
[[gnu::target("avx512f")]] void multiply_avx512(const Operands& o, std::size_t rows,
                                                std::size_t out) {
  multiply<64, 16>(o, rows, out);
}
[[gnu::target("avx512f")]] void maxout_avx512(const float* values, std::size_t width,
                                              std::size_t pieces, float* out) {
  maxout_rows(values, width, pieces, out);
}
[[gnu::target("avx512f")]] void normalise_avx512(float* values, std::size_t width,
                                                 const float* gain, const float* shift,
                                                 const float* added) {
  normalise_row(values, width, gain, shift, added);
}
[[gnu::target("avx512f")]] void sum_avx512(std::span<const float* const> rows,
                                           std::span<const float> bias, float* out) {
  sum_of_rows(rows, bias, out);
}
[[gnu::target("avx2,fma")]] void multiply_avx2(const Operands& o, std::size_t rows,
                                               std::size_t out) {
  multiply<32, 6>(o, rows, out);
}
[[gnu::target("avx2,fma")]] void maxout_avx2(const float* values, std::size_t width,
                                             std::size_t pieces, float* out) {
  maxout_rows(values, width, pieces, out);
}
[[gnu::target("avx2,fma")]] void normalise_avx2(float* values, std::size_t width, const float* gain,
                                                const float* shift, const float* added) {
  normalise_row(values, width, gain, shift, added);
}
[[gnu::target("avx2,fma")]] void sum_avx2(std::span<const float* const> rows,
                                          std::span<const float> bias, float* out) {
  sum_of_rows(rows, bias, out);
}
#endif
void multiply_any(const Operands& o, std::size_t rows, std::size_t out) {
  multiply<16, 3>(o, rows, out);
}
void maxout_any(const float* values, std::size_t width, std::size_t pieces, float* out) {
  maxout_rows(values, width, pieces, out);
}
void normalise_any(float* values, std::size_t width, const float* gain, const float* shift,
                   const float* added) {
  normalise_row(values, width, gain, shift, added);
}

void sum_any(std::span<const float* const> rows, std::span<const float> bias, float* out) {
  sum_of_rows(rows, bias, out);
}

Kernels best_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    return {multiply_avx512, maxout_avx512, normalise_avx512, sum_avx512};
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return {multiply_avx2, maxout_avx2, normalise_avx2, sum_avx2};
  }
#endif
  return {multiply_any, maxout_any, normalise_any, sum_any};
}

const Kernels& kernels() {
  static const Kernels best = best_kernels();
  return best;
}

std::vector<std::uint32_t> all_in_order(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

std::size_t padded(std::size_t count) { return (count + kPanel - 1) / kPanel * kPanel; }

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
  const Operands operands{.x = x,
                          .x_stride = x_stride,
                          .panel = panels_.data(),
                          .bias = bias_.data(),
                          .depth = in_,
                          .y = y,
                          .y_stride = y_stride};
  kernels().multiply(operands, rows, bias_.size());
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
  kernels().maxout(values, width, pieces, out);
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
      kernels().normalise(out, width(), gain_.data(), shift_.data(),
                          added == nullptr ? nullptr : added + (first + r) * width());
    }
  }
}

void sum_rows(std::span<const float* const> rows, std::span<const float> bias, float* out) {
  kernels().sum(rows, bias, out);
}

void MaxoutNorm::apply_shares(std::span<const float* const> shares, const float* added,
                              float* scratch, float* y) const {
  kernels().sum(shares, linear_.bias(), scratch);
  maxout(scratch, width(), pieces_, y);
  kernels().normalise(y, width(), gain_.data(), shift_.data(), added);
}

}  // namespace gainsay::nlp
