#include "base/date.h"

#include <charconv>
#include <cstdio>

namespace gainsay {
namespace {

// Exactly `digits` digits at `at`; moves behind them.
std::optional<int> take_number(std::string_view text, std::size_t& at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[at + i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += digits;
  return value;
}

bool take(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::chrono::year_month_day to_ymd(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)};
}

}  // namespace

std::string to_iso(const Date& date) {
  char buffer[40];
  if (date.month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02u", date.year, date.month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", date.year, date.month, date.day);
  }
  return buffer;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  std::size_t at = 0;
  Date date;
  const auto year = take_number(text, at, 4);
  if (!year || is_digit(text, at)) return std::nullopt;
  date.year = *year;
  if (at == text.size()) return date;
  if (!take(text, at, '-')) return std::nullopt;
  const auto month = take_number(text, at, 2);
  if (!month || *month < 1 || *month > 12 || is_digit(text, at)) return std::nullopt;
  date.month = static_cast<unsigned>(*month);
  if (at == text.size()) return date;
  if (!take(text, at, '-')) return std::nullopt;
  const auto day = take_number(text, at, 2);
  if (!day || is_digit(text, at)) return std::nullopt;
  date.day = static_cast<unsigned>(*day);
  if (!to_ymd(date).ok()) return std::nullopt;
  if (at < text.size() && text[at] != 'T' && text[at] != ' ') return std::nullopt;
  return date;
}

std::chrono::sys_days to_days(const Date& date) { return to_ymd(date); }

Date to_date(std::chrono::sys_days days) {
  const std::chrono::year_month_day ymd(days);
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
          static_cast<unsigned>(ymd.day())};
}

unsigned weekday_of(const Date& date) { return std::chrono::weekday(to_days(date)).c_encoding(); }

Date add_months(const Date& date, int months) {
  const int total = date.year * 12 + static_cast<int>(date.month) - 1 + months;
  const int year = total >= 0 ? total / 12 : (total - 11) / 12;
  return {year, static_cast<unsigned>(total - year * 12 + 1), 0};
}

std::string to_rfc3339(std::chrono::sys_seconds time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - days);
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return to_iso(to_date(days)) + buffer;
}

std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text) {
  const auto date = parse_iso_date(text);
  if (!date || !date->is_day()) return std::nullopt;
  std::size_t at = 10;
  std::chrono::sys_seconds time = to_days(*date);
  if (at == text.size()) return time;
  ++at;  // T, t or a space
  const auto hours = take_number(text, at, 2);
  if (!hours || *hours > 23 || !take(text, at, ':')) return std::nullopt;
  const auto minutes = take_number(text, at, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  int seconds = 0;
  if (take(text, at, ':')) {
    const auto got = take_number(text, at, 2);
    if (!got || *got > 60) return std::nullopt;
    seconds = *got;
    if (take(text, at, '.')) {
      while (is_digit(text, at)) ++at;
    }
  }
  time +=
      std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(seconds);
  if (at == text.size()) return time;
  if (text[at] == 'Z' || text[at] == 'z')
    return at + 1 == text.size() ? std::optional(time) : std::nullopt;
  const bool west = text[at] == '-';
  if (!west && text[at] != '+') return std::nullopt;
  ++at;
  const auto zone_hours = take_number(text, at, 2);
  take(text, at, ':');
  const auto zone_minutes = take_number(text, at, 2);
  if (!zone_hours || !zone_minutes || at != text.size()) return std::nullopt;
  const auto offset = std::chrono::hours(*zone_hours) + std::chrono::minutes(*zone_minutes);
  return west ? time + offset : time - offset;
}

}  // namespace gainsay
