#include "page/sentences.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gainsay::page {

bool ends_sentence(std::string_view text) {
  using namespace std::string_view_literals;
  static constexpr std::array kEnds = {"."sv,  "!"sv, "?"sv, ":"sv,  ";"sv,  "…"sv, "。"sv, "！"sv,
                                       "？"sv, "؟"sv, "۔"sv, "।"sv,  "\""sv, "”"sv, "’"sv,  "»"sv,
                                       "'"sv,  ")"sv, "]"sv, "」"sv, "』"sv, "“"sv};
  return std::ranges::any_of(kEnds, [&](auto end) { return text.ends_with(end); });
}

bool is_byline(std::string_view line) {
  const std::string folded = fold(line);
  const auto words = std::ranges::count(folded, ' ') + 1;
  return folded.starts_with("by ") && words <= 8 && !line.ends_with('.');
}

}  // namespace gainsay::page
