// The arithmetic of news dates: what "Tuesday", "last August" or "two months ago" is on a given
// day.
//
// Every function takes the day it is said on and gives nothing where that day is not known well
// enough: a page dated "2015-10" has no Tuesday.
#pragma once

#include <optional>

#include "base/date.h"
#include "text/english.h"

namespace gainsay::text {

// First and last day, month or year; equal for a single one.
struct Stretch {
  Date begin;
  Date end;
  bool operator==(const Stretch&) const = default;
};

// Which of the days, months or years of one name is meant.
enum class Lean {
  past,     // the latest up to now: "on Tuesday", "in August"
  last,     // before now: "last Tuesday"
  current,  // of this week or year: "this Friday", "this August"
  next,     // after now: "next Friday"
  coming,   // from now on: "will vote on Friday"
};

// What a text tells of a date; the rest is to be found out.
struct PartialDate {
  std::optional<int> year{};
  unsigned month = 0;
  unsigned day = 0;
  std::optional<unsigned> weekday{};
  std::optional<int> weeks{};  // "Tuesday last week": -1
  std::optional<int> years{};  // "August last year": -1
  bool operator==(const PartialDate&) const = default;
};

std::optional<Date> resolve(const PartialDate& said, Lean lean, const std::optional<Date>& now);

bool is_valid(const Date& date);
std::optional<Date> shift_days(const std::optional<Date>& now, int days);
// `count` units from `now`, negative for the past, as exact as the unit: days and weeks give a day,
// months a month. Hours give the day.
std::optional<Date> shift(const std::optional<Date>& now, english::TimeUnit unit, int count);
// The week (Monday to Sunday), month, year or decade that lies `count` from that of `now`.
std::optional<Stretch> period(const std::optional<Date>& now, english::TimeUnit unit, int count);
// "the past three months": from then until now.
std::optional<Stretch> past(const std::optional<Date>& now, english::TimeUnit unit, int count);
// Saturday and Sunday, of the week that lies `weeks` from that of `now`.
std::optional<Stretch> weekend(const std::optional<Date>& now, int weeks);
// Three months from `first_month` of `year`.
Stretch season(int year, unsigned first_month);

}  // namespace gainsay::text
