#include "acquire/watch_schedule.h"

#include <algorithm>
#include <charconv>

#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"
#include "base/hash.h"

namespace gainsay::acquire {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

// 0 … 999, from a name: evenly spread, and the same in every run.
std::int64_t lot_of(std::string_view name, int failures) {
  const std::string hash = content_id("lot", {name, std::to_string(failures)});
  std::uint32_t number = 0;
  std::from_chars(hash.data() + 4, hash.data() + 12, number, 16);
  return number % 1000;
}

bool is_skipped(const Feed& feed, std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto hour = std::chrono::floor<std::chrono::hours>(time - day).count();
  return feed.skip_hours[static_cast<std::size_t>(hour)] ||
         feed.skip_days[std::chrono::weekday(day).c_encoding()];
}

}  // namespace

milliseconds back_off(milliseconds first, int failures, std::string_view name) {
  constexpr int kDoublings = 20;  // beyond any longest pause
  const std::int64_t times = std::int64_t{1} << std::clamp(failures - 1, 0, kDoublings);
  const milliseconds wait = std::min<milliseconds>(first * times, kLongestPause);
  return wait * (800 + lot_of(name, failures) * 400 / 1000) / 1000;
}

std::optional<seconds> fresh_for(std::string_view cache_control, std::string_view age) {
  std::optional<seconds> fresh;
  while (!cache_control.empty()) {
    const auto end = std::min(cache_control.find(','), cache_control.size());
    const std::string one = trimmed_text(cache_control.substr(0, end));
    cache_control.remove_prefix(std::min(end + 1, cache_control.size()));
    if (same_word(one, "no-store") || same_word(one, "no-cache")) return std::nullopt;
    const auto equals = one.find('=');
    if (equals == std::string::npos || !same_word(one.substr(0, equals), "max-age")) continue;
    if (const auto number = number_in(one.substr(equals + 1)))
      fresh = seconds(std::min<std::int64_t>(*number, seconds(kLongestPause).count()));
  }
  if (fresh) fresh = std::max(seconds(0), *fresh - seconds(number_in(age).value_or(0)));
  return fresh;
}

Time next_look(Time now, seconds interval, const Feed* feed, std::optional<seconds> fresh) {
  seconds wait = std::max(interval, std::min<seconds>(fresh.value_or(seconds(0)), kLongestPause));
  if (feed && feed->time_to_live)
    wait = std::max(wait, std::min<seconds>(*feed->time_to_live, kLongestPause));
  const Time time = now + wait;
  if (!feed) return time;
  // To the first hour that is not skipped; a feed that skips all of them means none.
  constexpr int kHoursOfAWeek = 24 * 7;
  auto hour = std::chrono::floor<std::chrono::hours>(time);
  if (!is_skipped(*feed, hour)) return time;
  for (int i = 0; i < kHoursOfAWeek; ++i) {
    hour += std::chrono::hours(1);
    if (!is_skipped(*feed, hour)) return hour;
  }
  return time;
}

std::string in_words(milliseconds time) {
  const auto whole = std::chrono::ceil<seconds>(time).count();
  if (whole < 120) return std::to_string(whole) + " s";
  if (whole < 7200) return std::to_string(whole / 60) + " min";
  return std::to_string(whole / 3600) + " h";
}

}  // namespace gainsay::acquire
