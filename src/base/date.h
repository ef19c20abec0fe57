// Calendar dates as exact as a text gives them (ISO 8601-1, reduced precision), and points in time.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace gainsay {

// A year, a month of a year, or a day; proleptic Gregorian.
struct Date {
  int year = 0;
  unsigned month = 0;  // 1–12; 0: only the year is known
  unsigned day = 0;    // 1–31; 0: only the month is known

  auto operator<=>(const Date&) const = default;
  [[nodiscard]] bool is_day() const { return day != 0; }
};

// "2015", "2015-09", "2015-09-29".
std::string to_iso(const Date& date);
// ISO 8601 dates, also in front of a time ("2015-09-29T10:00:00Z"); empty for anything else or a
// day that no calendar has.
std::optional<Date> parse_iso_date(std::string_view text);

// Days of a Date that is_day().
std::chrono::sys_days to_days(const Date& date);
Date to_date(std::chrono::sys_days days);
// 0 Sunday … 6 Saturday.
unsigned weekday_of(const Date& date);
// Month arithmetic keeps the month, not the day: {2015-01-31} - 1 month = 2014-12.
Date add_months(const Date& date, int months);

// RFC 3339 in UTC, "2015-10-02T08:00:00Z".
std::string to_rfc3339(std::chrono::sys_seconds time);
std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text);

}  // namespace gainsay
