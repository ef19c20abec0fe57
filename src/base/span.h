// Offsets into text, each in its own unit so that they cannot be mixed, and spans of them.
#pragma once

#include <compare>
#include <cstdint>

namespace gainsay {

// Unicode code points: what every record holds (W3C Web Annotation, TextPositionSelector).
struct CharOffset {
  std::uint32_t value = 0;
  auto operator<=>(const CharOffset&) const = default;
};

// UTF-8 code units: where std::string looks.
struct ByteOffset {
  std::uint32_t value = 0;
  auto operator<=>(const ByteOffset&) const = default;
};

// UTF-16 code units: ICU's.
struct Utf16Offset {
  std::uint32_t value = 0;
  auto operator<=>(const Utf16Offset&) const = default;
};

// Begin inclusive, end exclusive, in code points.
struct Span {
  CharOffset begin;
  CharOffset end;

  auto operator<=>(const Span&) const = default;
  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : end.value - begin.value; }
  [[nodiscard]] bool contains(const Span& inner) const {
    return begin <= inner.begin && inner.end <= end;
  }
  [[nodiscard]] bool overlaps(const Span& other) const {
    return begin < other.end && other.begin < end;
  }
};

constexpr Span make_span(std::uint32_t begin, std::uint32_t end) {
  return {CharOffset{begin}, CharOffset{end}};
}

}  // namespace gainsay
