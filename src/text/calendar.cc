#include "text/calendar.h"

#include <cmath>

namespace gainsay::text {
namespace {

using english::TimeUnit;
using std::chrono::days;

constexpr int kDaysOfWeek = 7;
// A page may bear the date of the evening before: "July 3" on a page of July 2 is not a year ago.
constexpr int kDaysOfGrace = 1;

// 0 Monday … 6 Sunday: a week of news begins on Monday (ISO 8601).
int day_of_week(const Date& date) {
  return (static_cast<int>(weekday_of(date)) + kDaysOfWeek - 1) % kDaysOfWeek;
}

Date monday_of(const Date& date) { return to_date(to_days(date) - days(day_of_week(date))); }

std::optional<Date> resolve_weekday(const PartialDate& said, Lean lean,
                                    const std::optional<Date>& now) {
  if (!now || !now->is_day()) return std::nullopt;
  const int from_monday = (static_cast<int>(*said.weekday) + kDaysOfWeek - 1) % kDaysOfWeek;
  if (said.weeks || lean == Lean::current) {
    const int shift = said.weeks.value_or(0) * kDaysOfWeek + from_monday;
    return to_date(to_days(monday_of(*now)) + days(shift));
  }
  const int ahead = (from_monday - day_of_week(*now) + kDaysOfWeek) % kDaysOfWeek;  // 0 … 6
  switch (lean) {
    case Lean::last:
      return shift_days(now, ahead - kDaysOfWeek);
    case Lean::next:
      return shift_days(now, ahead == 0 ? kDaysOfWeek : ahead);
    case Lean::coming:
      return shift_days(now, ahead);
    default:
      return shift_days(now, ahead == 0 ? 0 : ahead - kDaysOfWeek);
  }
}

// The year of a month or day that was said without one.
std::optional<int> year_of(const PartialDate& said, Lean lean, const std::optional<Date>& now) {
  if (!now) return std::nullopt;
  if (said.years) return now->year + *said.years;
  if (lean == Lean::current) return now->year;
  if (now->month == 0) return std::nullopt;
  Date that{now->year, said.month, now->is_day() ? said.day : 0};
  const Date today{now->year, now->month, that.day == 0 ? 0 : now->day};
  switch (lean) {
    case Lean::last:
      return that < today ? now->year : now->year - 1;
    case Lean::next:
      return that > today ? now->year : now->year + 1;
    case Lean::coming:
      return that >= today ? now->year : now->year + 1;
    default:
      break;
  }
  if (that > today && that.is_day() && is_valid(that) &&
      to_days(that) - to_days(today) <= days(kDaysOfGrace)) {
    return now->year;
  }
  return that <= today ? now->year : now->year - 1;
}

}  // namespace

bool is_valid(const Date& date) {
  if (date.month == 0) return date.day == 0;
  if (date.month > 12) return false;
  return date.day == 0 ||
         std::chrono::year_month_day(std::chrono::year(date.year), std::chrono::month(date.month),
                                     std::chrono::day(date.day))
             .ok();
}

std::optional<Date> resolve(const PartialDate& said, Lean lean, const std::optional<Date>& now) {
  if (said.weekday) return resolve_weekday(said, lean, now);
  Date date{0, said.month, said.day};
  if (said.year) {
    date.year = *said.year;
  } else if (const auto year = year_of(said, lean, now)) {
    date.year = *year;
  } else {
    return std::nullopt;
  }
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

std::optional<Date> shift_days(const std::optional<Date>& now, int count) {
  if (!now || !now->is_day()) return std::nullopt;
  return to_date(to_days(*now) + days(count));
}

std::optional<Date> shift(const std::optional<Date>& now, TimeUnit unit, int count) {
  constexpr int kHoursOfDay = 24;
  if (!now) return std::nullopt;
  switch (unit) {
    case TimeUnit::hour:
      return shift_days(now, count / kHoursOfDay);
    case TimeUnit::day:
      return shift_days(now, count);
    case TimeUnit::week:
      return shift_days(now, count * kDaysOfWeek);
    case TimeUnit::month:
      if (now->month == 0) return std::nullopt;
      return add_months(*now, count);
    case TimeUnit::year:
      return Date{now->year + count, 0, 0};
    case TimeUnit::decade:
      return Date{now->year + 10 * count, 0, 0};
  }
  return std::nullopt;
}

std::optional<Stretch> period(const std::optional<Date>& now, TimeUnit unit, int count) {
  if (!now) return std::nullopt;
  if (unit == TimeUnit::week) {
    if (!now->is_day()) return std::nullopt;
    const auto monday = to_days(monday_of(*now)) + days(kDaysOfWeek * count);
    return Stretch{to_date(monday), to_date(monday + days(kDaysOfWeek - 1))};
  }
  if (unit == TimeUnit::decade) {
    const int first = now->year - now->year % 10 + 10 * count;
    return Stretch{{first, 0, 0}, {first + 9, 0, 0}};
  }
  const auto date = shift(now, unit, count);
  if (!date) return std::nullopt;
  return Stretch{*date, *date};
}

std::optional<Stretch> past(const std::optional<Date>& now, TimeUnit unit, int count) {
  const auto begin = shift(now, unit, -count);
  if (!begin) return std::nullopt;
  Date end = *now;
  if (begin->day == 0) end.day = 0;
  if (begin->month == 0) end.month = 0;
  return Stretch{*begin, end};
}

std::optional<Stretch> weekend(const std::optional<Date>& now, int weeks) {
  const auto week = period(now, TimeUnit::week, weeks);
  if (!week) return std::nullopt;
  return Stretch{*shift_days(week->end, -1), week->end};
}

Stretch season(int year, unsigned first_month) {
  const Date begin{year, first_month, 0};
  return {begin, add_months(begin, 2)};
}

}  // namespace gainsay::text
