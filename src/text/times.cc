// The grammar of dates and times. At each word the readings are tried in order, the longest-winded
// first; what a reading gives is resolved by calendar.h against the day of publication, or against
// the time told last ("three days later").
#include <algorithm>
#include <array>
#include <cmath>

#include "text/annotations.h"
#include "text/calendar.h"
#include "text/counts.h"
#include "text/english.h"

namespace gainsay::text {
namespace {

using english::is_one_of;
using english::TimeUnit;

constexpr int kEarliestBareYear = 1900;  // "in 1850" is as likely a count
constexpr int kLatestYear = 2099;
constexpr unsigned kDaysOfMonth = 31;

// A date as far as it was read: the words [begin, next).
struct ReadDate {
  PartialDate said{};
  Lean lean = Lean::past;
  std::size_t begin = 0;
  std::size_t next = 0;

  // Day, month, year and weekday do not pair up with each other in "from … to …".
  [[nodiscard]] int kind() const {
    if (said.weekday) return 0;
    if (said.day != 0) return 1;
    return said.month != 0 ? 2 : 3;
  }
};

// A whole expression. `time` is empty when it is open.
struct Found {
  std::size_t begin = 0;
  std::size_t next = 0;
  std::optional<Stretch> time{};
  bool is_duration = false;
};

std::optional<Stretch> single(const std::optional<Date>& date) {
  if (!date) return std::nullopt;
  return Stretch{*date, *date};
}

class TimeFinder {
 public:
  TimeFinder(const Words& words, std::optional<Date> published)
      : words_(words), published_(published) {}

  std::vector<TimeExpression> run() {
    for (std::size_t i = 0; i < words_.size();) {
      if (words_.at(i).begins_paragraph) told_here_ = false;
      const auto found = read_at(i);
      if (!found) {
        ++i;
        continue;
      }
      keep(*found);
      i = std::max(found->next, i + 1);
    }
    return std::move(times_);
  }

 private:
  void keep(const Found& found) {
    TimeExpression time;
    time.span = words_.span(found.begin, found.next);
    time.is_duration = found.is_duration;
    if (found.time) {
      time.begin = found.time->begin;
      time.end = found.time->end;
      if (time.begin == time.end) {
        told_ = time.begin;
        told_here_ = true;
      }
    }
    times_.push_back(time);
  }

  [[nodiscard]] std::optional<Found> read_at(std::size_t i) const {
    if (words_.is_digits(i)) return read_at_digits(i);
    if (!words_.is_letters(i)) return std::nullopt;
    if (auto found = dates_at(i)) return found;
    if (auto found = named_day(i)) return found;
    if (auto found = part_of_period(i)) return found;
    if (auto found = told_day(i)) return found;
    if (auto found = neighbour_period(i)) return found;
    if (auto found = told_period(i)) return found;
    if (auto found = period_now(i)) return found;
    if (auto found = season_at(i)) return found;
    if (auto found = holiday_at(i)) return found;
    if (auto found = ordinal_of_month(i)) return found;
    return counted_time(i);
  }

  [[nodiscard]] std::optional<Found> read_at_digits(std::size_t i) const {
    if (auto found = numeric_date(i)) return found;
    if (auto found = decade(i)) return found;
    if (auto found = dates_at(i)) return found;
    if (auto found = day_of_period(i)) return found;
    if (auto found = day_alone(i)) return found;
    return counted_time(i);
  }

  // ---- dates by month, year or weekday, and stretches of them ----

  [[nodiscard]] std::optional<Found> dates_at(std::size_t i) const {
    auto first = date_at(i, Neighbours::ask);
    if (!first) return std::nullopt;
    if (auto stretch = stretch_from(*first)) return stretch;
    if (is_future(first->begin) && first->lean == Lean::past) first->lean = Lean::coming;
    return Found{first->begin, first->next, single(resolve(first->said, first->lean, published_))};
  }

  // Whether a month that is a word besides ("May"), or a bare year, needs its neighbours' word.
  enum class Neighbours { ask, known };

  [[nodiscard]] std::optional<ReadDate> date_at(std::size_t i, Neighbours neighbours) const {
    if (words_.is_digits(i)) {
      if (auto date = day_then_month(i)) return date;
      return bare_year(i, neighbours);
    }
    if (english::weekday_of(words_.lower(i))) return weekday_at(i);
    return month_at(i, neighbours);
  }

  // "from 3 to 5 May", "May 3-5", "between March and June 2014", "2011-13", "Monday to Wednesday".
  [[nodiscard]] std::optional<Found> stretch_from(ReadDate first) const {
    const std::size_t joint = first.next;
    const bool dash = words_.is_dash(joint) && words_.joined(joint) == words_.joined(joint + 1);
    const bool between = words_.is(joint, "and") && words_.is(first.begin - 1, "between");
    const bool from = words_.is(first.begin - 1, "from") || first.kind() <= 1;
    const bool to = from && (words_.is(joint, "to") || words_.is(joint, "until") ||
                             words_.is(joint, "till") || words_.is(joint, "through"));
    if (!dash && !between && !to) return std::nullopt;
    auto second = date_at(joint + 1, Neighbours::known);
    if (!second || second->kind() != first.kind()) second = rest_of_date(joint + 1, first);
    if (!second) return std::nullopt;
    return stretch(first, *second);
  }

  [[nodiscard]] std::optional<Found> stretch(ReadDate first, ReadDate second) const {
    if (!first.said.year) first.said.year = second.said.year;
    if (!first.said.years) first.said.years = second.said.years;
    if (is_future(first.begin)) second.lean = Lean::coming;
    std::optional<Date> end = resolve(second.said, second.lean, published_);
    std::optional<Date> begin;
    if (first.said.year && !second.said.year && !second.said.weekday) {
      begin = resolve(first.said, first.lean, published_);
      end = resolve(second.said, Lean::next, begin);
    } else {
      begin = resolve(first.said, Lean::past, end);
    }
    Found found{.begin = first.begin, .next = second.next};
    if (begin && end && *begin <= *end) found.time = Stretch{*begin, *end};
    return found;
  }

  // What is left to say of a date when the first of two told the rest: the 5 of "May 3-5", the 13
  // of "2011-13".
  [[nodiscard]] std::optional<ReadDate> rest_of_date(std::size_t i, const ReadDate& first) const {
    ReadDate second{.said = first.said, .lean = first.lean, .begin = i, .next = i + 1};
    if (first.kind() == 1) {
      const auto day = day_number(i);
      if (!day || day->number <= first.said.day) return std::nullopt;
      second.said.day = day->number;
      second.next = day->next;
      if (!second.said.year) take_year(second);
      return second;
    }
    const long year = words_.digits(i);
    if (first.kind() != 3 || words_.text(i).size() != 2 || year <= *first.said.year % 100) {
      return std::nullopt;
    }
    second.said.year = *first.said.year - *first.said.year % 100 + static_cast<int>(year);
    return second;
  }

  // "Tuesday", "Tuesday night", "Tuesday, September 29", "Tuesday last week"; "Thu" only before a
  // date.
  [[nodiscard]] std::optional<ReadDate> weekday_at(std::size_t i) const {
    const auto weekday = *english::weekday_of(words_.lower(i));
    std::size_t next = i + 1;
    if (weekday.abbreviated && words_.is(next, ".")) ++next;
    if (words_.is(next, ",")) ++next;
    // A list of weekdays names no date, however long it is.
    if (!english::weekday_of(words_.lower(next))) {
      if (auto date = date_at(next, Neighbours::ask); date && date->said.day != 0) {
        date->begin = i;
        return date;
      }
    }
    const auto before = words_.lower(i - 1);
    const bool each = weekday.plural && (before == "on" || before == "every" || before == "of");
    if (weekday.abbreviated || each || before == "every" ||
        is_one_of(english::not_a_weekday_after(), before) ||
        is_one_of(english::not_a_weekday_before(), words_.lower(i + 1))) {
      return std::nullopt;
    }
    ReadDate date{.said = {.weekday = weekday.number}, .begin = i, .next = i + 1};
    if (is_one_of(english::day_parts(), words_.lower(i + 1))) ++date.next;
    const std::size_t of = words_.is(date.next, "of") ? date.next + 1 : date.next;
    if (words_.is(of + 1, "week")) {
      if (words_.is(of, "last")) date.said.weeks = -1;
      if (words_.is(of, "this")) date.said.weeks = 0;
      if (words_.is(of, "next")) date.said.weeks = 1;
      if (date.said.weeks) date.next = of + 2;
    }
    return date;
  }

  // "September", "September 29", "Sept. 29th, 2015", "September 2015", "August last year".
  [[nodiscard]] std::optional<ReadDate> month_at(std::size_t i, Neighbours neighbours) const {
    const auto month = english::month_of(words_.lower(i));
    if (!month || (month->also_a_word && !words_.at(i).capital)) return std::nullopt;
    ReadDate date{.said = {.month = month->number}, .begin = i, .next = i + 1};
    const std::size_t after = behind_period(i);
    if (const auto day = day_number(after); day && !counts_people(i, day->next)) {
      date.said.day = day->number;
      date.next = day->next;
    }
    const std::size_t before_year = date.next;
    if (date.said.day == 0) date.next = after;
    take_year(date);
    const bool year_read = date.said.year || date.said.years;
    if (!year_read && date.said.day == 0) date.next = before_year;
    if (date.said.day == 0 && !year_read && month->also_a_word && neighbours == Neighbours::ask &&
        !is_month_by_its_neighbours(i)) {
      return std::nullopt;
    }
    return date;
  }

  // Behind the full stop of an abbreviated month.
  [[nodiscard]] std::size_t behind_period(std::size_t month) const {
    constexpr std::size_t kLongestAbbreviation = 4;
    const bool period = words_.text(month).size() <= kLongestAbbreviation &&
                        words_.is(month + 1, ".") && words_.joined(month + 1);
    return period ? month + 2 : month + 1;
  }

  // "In September 30 people died", its comma lost: no date is said with "in".
  [[nodiscard]] bool counts_people(std::size_t month, std::size_t behind_day) const {
    if (is_one_of(english::counted(), words_.lower(behind_day))) return true;
    return words_.is(month - 1, "in") && words_.is_letters(behind_day) &&
           !words_.at(behind_day).capital;
  }

  [[nodiscard]] bool is_month_by_its_neighbours(std::size_t i) const {
    const auto before = words_.lower(i - 1);
    if (is_one_of(english::before_a_time(), before)) return true;
    const bool determined = before == "the" || before == "a" || before == "an" || before == "s";
    return determined && words_.is_letters(i + 1) && !words_.at(i + 1).capital &&
           !is_one_of(english::before_a_time(), words_.lower(i + 1)) &&
           !words_.is(i + 1, "toward") && !words_.is(i + 1, "towards") &&
           !words_.is(i + 1, "against");
  }

  // "29 September", "29th of Sept. 2015"; of "2-5 May" and "3 and 5 May" the first.
  [[nodiscard]] std::optional<ReadDate> day_then_month(std::size_t i) const {
    const auto day = day_number(i);
    if (!day || is_inside_a_number(i)) return std::nullopt;
    const std::size_t of = words_.is(day->next, "of") ? day->next + 1 : day->next;
    if (const auto month = english::month_of(words_.lower(of));
        month && (!month->also_a_word || words_.at(of).capital)) {
      ReadDate date{.said = {.month = month->number, .day = day->number}, .begin = i};
      date.next = behind_period(of);
      const std::size_t before_year = of + 1;
      take_year(date);
      if (!date.said.year && !date.said.years) date.next = before_year;
      return date;
    }
    const bool joint = words_.is_dash(day->next) || words_.is(day->next, "and") ||
                       words_.is(day->next, "to") || words_.is(day->next, "or");
    if (!joint) return std::nullopt;
    const auto second = day_number(day->next + 1);
    if (!second || second->number <= day->number) return std::nullopt;
    const auto month = english::month_of(words_.lower(second->next));
    if (!month || !words_.at(second->next).capital) return std::nullopt;
    ReadDate date{.said = {.month = month->number, .day = day->number}, .begin = i};
    date.next = behind_period(second->next);
    take_year(date);
    date.next = day->next;
    return date;
  }

  struct Day {
    unsigned number = 0;
    std::size_t next = 0;
  };
  // 1–31, also "29th"; not the begin of "29,000", "29.5", "29-year-old", "29%" or "10:30".
  [[nodiscard]] std::optional<Day> day_number(std::size_t i) const {
    const long value = words_.digits(i);
    if (value < 1 || value > static_cast<long>(kDaysOfMonth) || words_.text(i).size() > 2) {
      return std::nullopt;
    }
    std::size_t next = i + 1;
    if (words_.joined(next)) {
      const auto after = words_.lower(next);
      if (after == "st" || after == "nd" || after == "rd" || after == "th") {
        ++next;
      } else if (goes_on(next)) {
        return std::nullopt;
      }
    }
    if (english::multiplier_of(words_.lower(next)) != 0 || words_.is(next, "percent")) {
      return std::nullopt;
    }
    return Day{static_cast<unsigned>(value), next};
  }

  // What is joined to a number makes another one of it, or a part of a word.
  [[nodiscard]] bool goes_on(std::size_t next) const {
    const auto mark = words_.lower(next);
    if (words_.is_letters(next) || mark == "%" || mark == "/") return true;
    if (!words_.joined(next + 1)) return false;
    return ((mark == "," || mark == "." || mark == ":") && words_.is_digits(next + 1)) ||
           (words_.is_dash(next) && words_.is_letters(next + 1));
  }

  [[nodiscard]] bool is_inside_a_number(std::size_t i) const {
    if (!words_.joined(i) || i == 0) return false;
    return words_.is_letters(i - 1) || (words_.is_digits(i - 2) && words_.joined(i - 1) &&
                                        (words_.is(i - 1, ".") || words_.is(i - 1, ",")));
  }

  // The year behind a day or month: "2015", ", 2015", "of 2015", "last year", "of this year".
  void take_year(ReadDate& date) const {
    std::size_t i = date.next;
    if (words_.is(i, ",") || words_.is(i, "of")) ++i;
    if (const auto year = year_number(i)) {
      date.said.year = *year;
      date.next = i + 1;
      return;
    }
    if (!words_.is(i + 1, "year")) return;
    if (words_.is(i, "last")) date.said.years = -1;
    if (words_.is(i, "this")) date.said.years = 0;
    if (words_.is(i, "next")) date.said.years = 1;
    if (words_.is(i, "that") && told_) date.said.year = told_->year;
    if (date.said.years || date.said.year) date.next = i + 2;
  }

  // Four digits that are no count of people and no part of a longer number or name.
  [[nodiscard]] std::optional<int> year_number(std::size_t i) const {
    constexpr int kEarliestYear = 1000;
    const long value = words_.digits(i);
    if (words_.text(i).size() != 4 || value < kEarliestYear || value > kLatestYear) {
      return std::nullopt;
    }
    if (words_.joined(i) && (words_.is_letters(i - 1) || words_.is(i - 1, "$") ||
                             words_.is(i - 1, "#") || is_inside_a_number(i))) {
      return std::nullopt;
    }
    const auto after = words_.lower(i + 1);
    if (words_.joined(i + 1)) {
      const bool goes_on = words_.is_digits(i + 2) && words_.joined(i + 2);
      if (words_.is_letters(i + 1) || after == "%" ||
          ((after == "," || after == "." || after == ":") && goes_on)) {
        return std::nullopt;
      }
    }
    if (is_one_of(english::counted(), after) || english::multiplier_of(after) != 0) {
      return std::nullopt;
    }
    return static_cast<int>(value);
  }

  [[nodiscard]] std::optional<ReadDate> bare_year(std::size_t i, Neighbours neighbours) const {
    const auto year = year_number(i);
    if (!year || *year < kEarliestBareYear) return std::nullopt;
    if (neighbours == Neighbours::ask && !is_year_by_its_neighbours(i, *year)) return std::nullopt;
    return ReadDate{.said = {.year = *year}, .begin = i, .next = i + 1};
  }

  [[nodiscard]] bool is_year_by_its_neighbours(std::size_t i, int year) const {
    const auto before = words_.lower(i - 1);
    // "a force of 2000", "rose to 1900": round figures are counts there.
    const bool round = year % 100 == 0;
    if (round && (before == "of" || before == "to" || before == "by" || before == "about" ||
                  before == "around" || before == "for")) {
      return false;
    }
    if (words_.is_dash(i - 1)) return words_.joined(i) && english::month_of(words_.lower(i - 2));
    if (is_one_of(english::before_a_time(), before)) return true;
    if (before == "(")
      return words_.is(i + 1, ")") || words_.is_dash(i + 1) || words_.is(i + 1, ",");
    if (before == "and" || before == "or" || before == ",") return follows_a_year(i - 1);
    // "the 2013 attack", "its 2013 report".
    const bool determined = before == "the" || before == "a" || before == "its" || before == "s" ||
                            before == "their" || before == "his" || before == "her";
    return determined && !round && words_.is_letters(i + 1) && words_.at(i + 1).spaced;
  }

  // The words [.., joint) end with a time that was just found: "2013 and 2014".
  [[nodiscard]] bool follows_a_year(std::size_t joint) const {
    return !times_.empty() && times_.back().begin && joint > 0 &&
           times_.back().span.end.value == words_.at(joint - 1).char_end &&
           words_.digits(joint - 1) >= kEarliestBareYear;
  }

  // "2015-09-29", "29/09/2015"; day and month only where they cannot be taken for each other.
  [[nodiscard]] std::optional<Found> numeric_date(std::size_t i) const {
    const auto mark = words_.text(i + 1);
    const bool one_piece = words_.joined(i + 1) && words_.joined(i + 2) && words_.joined(i + 3) &&
                           words_.joined(i + 4) && words_.text(i + 3) == mark;
    if (!one_piece || (mark != "-" && mark != "/" && mark != ".")) return std::nullopt;
    if (words_.joined(i) && i > 0 && !words_.is(i - 1, "(")) return std::nullopt;
    const long a = words_.digits(i);
    const long b = words_.digits(i + 2);
    const long c = words_.digits(i + 4);
    if (a < 0 || b < 1 || c < 0 || words_.text(i + 2).size() > 2) return std::nullopt;
    const auto date = [](long year, long month, long day) {
      return Date{static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(day)};
    };
    Found found{.begin = i, .next = i + 5};
    if (words_.text(i).size() == 4 && words_.text(i + 4).size() <= 2) {
      if (!is_valid(date(a, b, c)) || c == 0) return std::nullopt;
      found.time = single(date(a, b, c));
      return found;
    }
    if (words_.text(i).size() > 2 || words_.text(i + 4).size() != 4) return std::nullopt;
    const bool day_first = is_valid(date(c, b, a)) && a != 0;
    const bool month_first = is_valid(date(c, a, b)) && a != 0;
    if (!day_first && !month_first) return std::nullopt;
    if (mark == "." || !month_first || (day_first && a == b)) {
      found.time = single(date(c, b, a));
    } else if (!day_first) {
      found.time = single(date(c, a, b));
    }
    return found;
  }

  // "1990s", "the 1990's".
  [[nodiscard]] std::optional<Found> decade(std::size_t i) const {
    const long year = words_.digits(i);
    if (words_.text(i).size() != 4 || year < 1000 || year > kLatestYear || year % 10 != 0) {
      return std::nullopt;
    }
    const bool apostrophe = words_.is(i + 1, "'") || words_.is(i + 1, "’");
    const std::size_t s = apostrophe ? i + 2 : i + 1;
    if (!words_.is(s, "s") || !words_.joined(s) || !words_.joined(i + 1)) return std::nullopt;
    const int first = static_cast<int>(year);
    return Found{i, s + 1, Stretch{{first, 0, 0}, {first + 9, 0, 0}}};
  }

  // "the 29th of this month".
  [[nodiscard]] std::optional<Found> day_of_period(std::size_t i) const {
    const auto day = day_number(i);
    if (!day || day->next == i + 1 || !words_.is(day->next, "of") ||
        !words_.is(day->next + 2, "month")) {
      return std::nullopt;
    }
    const auto which = words_.lower(day->next + 1);
    if (which != "this" && which != "last" && which != "next") return std::nullopt;
    const int months = which == "this" ? 0 : which == "last" ? -1 : 1;
    auto date = shift(published_, TimeUnit::month, months);
    if (date) date->day = day->number;
    if (date && !is_valid(*date)) date.reset();
    return Found{i, day->next + 3, single(date)};
  }

  // "on the 15th": of this month or the last one.
  [[nodiscard]] std::optional<Found> day_alone(std::size_t i) const {
    const auto day = day_number(i);
    const bool ordinal = day && day->next == i + 2;
    if (!ordinal || i < 2 || !words_.is(i - 1, "the") || !words_.is(i - 2, "on") ||
        words_.is_letters(day->next) || !published_ || !published_->is_day())
      return std::nullopt;
    const bool passed = day->number <= published_->day;
    auto date = shift(published_, TimeUnit::month, passed ? 0 : -1);
    if (date) date->day = day->number;
    if (date && !is_valid(*date)) date.reset();
    return Found{i, day->next, single(date)};
  }

  // "the second of May".
  [[nodiscard]] std::optional<Found> ordinal_of_month(std::size_t i) const {
    const auto day = english::ordinal_of(words_.lower(i));
    if (!day || !words_.is(i + 1, "of")) return std::nullopt;
    const auto month = english::month_of(words_.lower(i + 2));
    if (!month || !words_.at(i + 2).capital) return std::nullopt;
    ReadDate date{.said = {.month = month->number, .day = *day}, .begin = i, .next = i + 3};
    take_year(date);
    if (is_future(i)) date.lean = Lean::coming;
    return Found{i, date.next, single(resolve(date.said, date.lean, published_))};
  }

  // "New Year's Eve", "Christmas Day 2013": feasts of one day of the year.
  [[nodiscard]] std::optional<Found> holiday_at(std::size_t i) const {
    if (!words_.at(i).capital) return std::nullopt;
    std::size_t k = i + 1;
    const bool new_year = words_.is(i, "new") && (words_.is(k, "year") || words_.is(k, "years"));
    if (!new_year && !words_.is(i, "christmas")) return std::nullopt;
    if (new_year) {
      ++k;
      if (words_.is(k, "'") || words_.is(k, "’")) ++k;
      if (words_.is(k, "s")) ++k;
    }
    const bool eve = words_.is(k, "eve");
    if (!eve && !words_.is(k, "day")) return std::nullopt;
    ReadDate date{.begin = i, .next = k + 1};
    date.said.month = new_year && !eve ? 1 : 12;
    date.said.day = new_year ? (eve ? 31 : 1) : (eve ? 24 : 25);
    take_year(date);
    if (is_future(i)) date.lean = Lean::coming;
    return Found{i, date.next, single(resolve(date.said, date.lean, published_))};
  }

  // ---- times relative to now ----

  // "today", "yesterday evening", "the day before yesterday", "this morning", "last night".
  [[nodiscard]] std::optional<Found> named_day(std::size_t i) const {
    const auto word = words_.lower(i);
    const auto day = [&](std::size_t length, int days) {
      std::size_t next = i + length;
      if (is_one_of(english::day_parts(), words_.lower(next))) ++next;
      return Found{i, next, single(shift_days(published_, days))};
    };
    if (word == "today" || word == "tonight") return day(1, 0);
    if (word == "yesterday") return day(1, -1);
    if (word == "tomorrow") return day(1, 1);
    if (word == "overnight") return overnight(i);
    if (word == "day" && words_.is(i + 1, "before") && words_.is(i + 2, "yesterday"))
      return day(3, -2);
    if (word == "day" && words_.is(i + 1, "after") && words_.is(i + 2, "tomorrow"))
      return day(3, 2);
    if (word == "night" && words_.is(i + 1, "before") && words_.is(i + 2, "last"))
      return Found{i, i + 3, single(shift_days(published_, -2))};
    if (word == "last" && (words_.is(i + 1, "night") || words_.is(i + 1, "evening")))
      return day(2, -1);
    if (word == "this" && !words_.is(i + 1, "night") &&
        is_one_of(english::day_parts(), words_.lower(i + 1)) && !words_.is(i + 1, "overnight")) {
      return day(2, 0);
    }
    return std::nullopt;
  }

  // From the evening before; beside a weekday that one tells the day.
  [[nodiscard]] std::optional<Found> overnight(std::size_t i) const {
    const std::size_t day =
        words_.is(i + 1, "on") || words_.is(i + 1, "to") || words_.is(i + 1, "into") ? i + 2
                                                                                     : i + 1;
    if (english::weekday_of(words_.lower(day)) || words_.is_dash(i + 1)) return std::nullopt;
    Found found{.begin = i, .next = i + 1};
    if (const auto before = shift_days(published_, -1)) found.time = Stretch{*before, *published_};
    return found;
  }

  // "early 2014", "late last year", "mid-August", "earlier this week": the period as a whole, since
  // the word is too vague to cut it.
  [[nodiscard]] std::optional<Found> part_of_period(std::size_t i) const {
    static constexpr std::array<std::string_view, 5> kParts{"early", "late", "mid", "earlier",
                                                            "later"};
    if (!is_one_of(kParts, words_.lower(i))) return std::nullopt;
    const std::size_t next = words_.is_dash(i + 1) ? i + 2 : i + 1;
    if (next > i + 1 && !words_.is(i, "mid") && !words_.joined(next)) return std::nullopt;
    auto found = words_.is_digits(next) ? decade(next) : std::nullopt;
    if (!found) {
      if (auto date = date_at(next, Neighbours::known); date && !counts(i, *date)) {
        if (auto stretch = stretch_from(*date)) {
          found = stretch;
        } else {
          found = Found{i, date->next, single(resolve(date->said, date->lean, published_))};
        }
      }
    }
    if (!found) found = named_day(next);
    if (!found) found = neighbour_period(next);
    if (!found) found = season_at(next);
    if (!found) return std::nullopt;
    found->begin = i;
    return found;
  }

  // "later 2000 fighters": a bare year behind "earlier" and "later" is none.
  [[nodiscard]] bool counts(std::size_t i, const ReadDate& date) const {
    return (words_.is(i, "earlier") || words_.is(i, "later")) && date.kind() == 3;
  }

  // "last week", "this month", "next Friday", "last December", "the past three months".
  [[nodiscard]] std::optional<Found> neighbour_period(std::size_t i) const {
    const auto word = words_.lower(i);
    const bool last = word == "last" || word == "past" || word == "previous";
    const bool next = word == "next" || word == "coming";
    if (!last && !next && word != "this" && word != "current") return std::nullopt;
    const int count = last ? -1 : next ? 1 : 0;
    const bool the = words_.is(i - 1, "the");
    std::size_t k = i + 1;
    if (count == 0 && (words_.is(k, "past") || words_.is(k, "coming"))) ++k;  // "this past Friday"
    const bool past_one = k > i + 1 && words_.is(i + 1, "past");

    if (const auto unit = english::time_unit_of(words_.lower(k)); unit && !unit->plural) {
      return one_period(i, k, unit->unit, count, the);
    }
    if (words_.is(k, "weekend")) {
      return Found{i, k + 1, weekend(published_, past_one ? -1 : next ? weekends_ahead() : count)};
    }
    if (count < 0) {
      if (auto found = past_units(i, k)) return found;
    }
    if (count > 0) {
      if (auto found = next_units(i, k)) return found;
    }
    if (the && word == "previous") return std::nullopt;
    auto date =
        english::weekday_of(words_.lower(k)) ? weekday_at(k) : month_at(k, Neighbours::known);
    if (!date || date->said.year || date->said.years || date->said.weeks) return std::nullopt;
    date->lean = past_one || last ? Lean::last : next ? Lean::next : Lean::current;
    return Found{i, date->next, single(resolve(date->said, date->lean, published_))};
  }

  // "next weekend" said before Saturday is the coming one.
  [[nodiscard]] int weekends_ahead() const {
    if (!published_ || !published_->is_day()) return 0;
    const unsigned today = weekday_of(*published_);
    return today == 0 || today == 6 ? 1 : 0;
  }

  [[nodiscard]] std::optional<Found> one_period(std::size_t i, std::size_t k, TimeUnit unit,
                                                int count, bool the) const {
    if (unit == TimeUnit::hour || words_.is(k + 1, "of"))
      return std::nullopt;  // "the last week of"
    if (unit == TimeUnit::day && (count != 1 || !the)) {
      return words_.is(i, "previous") ? told_neighbour(i, k, unit, -1) : std::nullopt;
    }
    // "the next day", "the previous year" go from what was told; "the past year" leads up to now.
    if (the && (words_.is(i, "next") || words_.is(i, "previous"))) {
      return told_neighbour(i, k, unit, count);
    }
    if (the && count < 0) return Found{i, k + 1, past(published_, unit, 1)};
    if (words_.is(i, "past")) return Found{i, k + 1, past(published_, unit, 1)};
    return Found{i, k + 1, period(published_, unit, count)};
  }

  // "the past three months", "the last 24 hours"; "the past few days" stays open.
  [[nodiscard]] std::optional<Found> past_units(std::size_t i, std::size_t k) const {
    const auto count = small_count(k);
    if (!count) return std::nullopt;
    const auto unit = english::time_unit_of(words_.lower(count->next));
    if (!unit) return std::nullopt;
    Found found{.begin = i, .next = count->next + 1};
    if (count->value > 0) found.time = past(published_, unit->unit, count->value);
    return found;
  }

  // "the next two weeks".
  [[nodiscard]] std::optional<Found> next_units(std::size_t i, std::size_t k) const {
    const auto count = small_count(k);
    if (!count) return std::nullopt;
    const auto unit = english::time_unit_of(words_.lower(count->next));
    if (!unit) return std::nullopt;
    Found found{.begin = i, .next = count->next + 1};
    const auto end = count->value > 0 ? shift(published_, unit->unit, count->value) : std::nullopt;
    if (end) found.time = Stretch{begin_as_exact_as(*end), *end};
    return found;
  }

  // Today as exact as `other`: a month beside a month.
  [[nodiscard]] Date begin_as_exact_as(const Date& other) const {
    Date begin = *published_;
    if (other.month == 0) begin.month = 0;
    if (other.day == 0) begin.day = 0;
    return begin;
  }

  struct SmallCount {
    int value = 0;  // 0: not said how many
    std::size_t next = 0;
  };
  // "a", "three", "24", "several", "a few", "few", "couple of".
  [[nodiscard]] std::optional<SmallCount> small_count(std::size_t i) const {
    constexpr double kMostUnits = 2000;
    std::size_t k = i;
    const bool article = words_.is(k, "a") || words_.is(k, "an");
    if (article) ++k;
    if (words_.is(k, "few") || words_.is(k, "several")) return SmallCount{0, k + 1};
    if (words_.is(k, "couple")) return SmallCount{0, words_.is(k + 1, "of") ? k + 2 : k + 1};
    if (const auto count = read_count(words_, i)) {
      if (count->value < 1 || count->value > kMostUnits ||
          count->value != std::floor(count->value)) {
        return std::nullopt;
      }
      return SmallCount{static_cast<int>(count->value), count->next};
    }
    return article ? std::optional(SmallCount{1, k}) : std::nullopt;
  }

  // ---- times relative to what was told ----

  // "that night", "the next morning"; "the day before" and "the day after" where the clause ends.
  [[nodiscard]] std::optional<Found> told_day(std::size_t i) const {
    const auto word = words_.lower(i);
    const bool the = words_.is(i - 1, "the");
    const auto from_told = [&](std::size_t length, int days) {
      const bool day = told_ && told_->is_day();
      return Found{i, i + length, day ? single(shift_days(told_, days)) : std::nullopt};
    };
    if (word == "day" && the && (words_.is(i + 1, "before") || words_.is(i + 1, "after")) &&
        !words_.is_letters(i + 2) && !words_.is_digits(i + 2))
      return from_told(2, words_.is(i + 1, "before") ? -1 : 1);
    if (!is_one_of(english::day_parts(), words_.lower(i + 1))) return std::nullopt;
    if (word == "that" || (word == "same" && the)) return from_told(2, 0);
    if (the && (word == "next" || word == "following")) return from_told(2, 1);
    if (the && word == "previous") return from_told(2, -1);
    return std::nullopt;
  }

  // "over the weekend", "the start of the year".
  [[nodiscard]] std::optional<Found> period_now(std::size_t i) const {
    if (!words_.is(i, "the")) return std::nullopt;
    const auto before = words_.lower(i - 1);
    if (words_.is(i + 1, "weekend") &&
        (before == "over" || before == "at" || before == "during" || before == "on")) {
      if (!published_ || !published_->is_day()) return Found{i, i + 2, std::nullopt};
      const unsigned today = weekday_of(*published_);
      const bool now = today == 0 || today == 6;
      return Found{i, i + 2, weekend(published_, now || is_future(i) ? 0 : -1)};
    }
    const bool edge = before == "of" && (words_.is(i - 2, "start") || words_.is(i - 2, "end") ||
                                         words_.is(i - 2, "beginning"));
    if (!edge) return std::nullopt;
    for (const auto& [word, unit] :
         {std::pair("month", TimeUnit::month), std::pair("year", TimeUnit::year)}) {
      // "the end of the year of …" and "the end of the year-long siege" are others.
      if (words_.is(i + 1, word) && !words_.is(i + 2, "of") && !words_.is_dash(i + 2))
        return Found{i, i + 2, period(published_, unit, 0)};
    }
    return std::nullopt;
  }

  // "the same day", "that year", "the following week".
  [[nodiscard]] std::optional<Found> told_period(std::size_t i) const {
    const auto word = words_.lower(i);
    const bool the = words_.is(i - 1, "the");
    const bool same = (word == "same" && (the || words_.is(i - 1, "that"))) ||
                      (word == "that" && !words_.is(i + 1, "same"));
    const bool following = (word == "following" || word == "ensuing") && the;
    const bool preceding = word == "preceding" && the;
    if (!same && !following && !preceding) return std::nullopt;
    const auto unit = english::time_unit_of(words_.lower(i + 1));
    if (!unit || unit->plural || unit->unit == TimeUnit::hour) return std::nullopt;
    return told_neighbour(i, i + 1, unit->unit, same ? 0 : following ? 1 : -1);
  }

  [[nodiscard]] std::optional<Found> told_neighbour(std::size_t i, std::size_t unit_word,
                                                    TimeUnit unit, int count) const {
    return Found{i, unit_word + 1, period(told_, unit, count)};
  }

  // ---- seasons ----

  // "last summer", "the summer of 2014", "spring 2013"; a season without a year stays untold.
  [[nodiscard]] std::optional<Found> season_at(std::size_t i) const {
    const auto which = words_.lower(i);
    const bool relative = which == "last" || which == "this" || which == "next";
    const std::size_t k = relative ? i + 1 : i;
    const auto first_month = english::season_of(words_.lower(k));
    if (!first_month || words_.is(k - 1, "arab")) return std::nullopt;
    if (relative) {
      return Found{i, k + 1,
                   season_near(*first_month, which == "last"   ? -1
                                             : which == "next" ? 1
                                                               : 0)};
    }
    ReadDate year{.begin = k, .next = k + 1};
    take_year(year);
    if (!year.said.year && year.said.years && published_) {
      year.said.year = published_->year + *year.said.years;
    }
    if (!year.said.year && !year.said.years) return std::nullopt;
    Found found{.begin = k, .next = year.next};
    // "winter 2013-14"
    if (year.said.year && (words_.is_dash(year.next) || words_.is(year.next, "/")) &&
        words_.text(year.next + 1).size() == 2 &&
        words_.digits(year.next + 1) == (*year.said.year + 1) % 100)
      found.next = year.next + 2;
    if (year.said.year) found.time = season(*year.said.year, *first_month);
    return found;
  }

  [[nodiscard]] std::optional<Stretch> season_near(unsigned first_month, int which) const {
    if (!published_ || published_->month == 0) return std::nullopt;
    const Date now{published_->year, published_->month, 0};
    Stretch near = season(now.year, first_month);
    if (near.begin > now && which <= 0) near = season(now.year - 1, first_month);
    if (which < 0 && near.end >= now) near = season(near.begin.year - 1, first_month);
    if (which > 0 && near.begin <= now) near = season(near.begin.year + 1, first_month);
    return near;
  }

  // ---- so many days, weeks … ----

  // "two years ago", "three days later", "a year earlier"; without such a word a duration.
  [[nodiscard]] std::optional<Found> counted_time(std::size_t i) const {
    if (auto found = vague_ago(i)) return found;
    if (is_inside_a_number(i)) return std::nullopt;
    const auto count = small_count(i);
    if (!count) return std::nullopt;
    const bool hyphen = words_.is_dash(count->next) && words_.joined(count->next);
    const std::size_t k = hyphen ? count->next + 1 : count->next;
    const auto unit = english::time_unit_of(words_.lower(k));
    if (!unit) return std::nullopt;
    if (is_age(k + 1)) return std::nullopt;
    if (const auto when = relation_to_now(k + 1)) {
      return Found{i, when->next, counted_from(*when, unit->unit, count->value)};
    }
    return Found{.begin = i, .next = k + 1, .is_duration = true};
  }

  // "old", "-old", "of age".
  [[nodiscard]] bool is_age(std::size_t i) const {
    const std::size_t k = words_.is_dash(i) ? i + 1 : i;
    return words_.is(k, "old") || words_.is(k, "olds") ||
           (words_.is(k, "of") && words_.is(k + 1, "age"));
  }

  struct Relation {
    enum class From { now, told_before, told_after } from = From::now;
    std::size_t next = 0;
  };
  [[nodiscard]] std::optional<Relation> relation_to_now(std::size_t i) const {
    using enum Relation::From;
    if (words_.is(i, "ago")) return Relation{now, i + 1};
    const bool ends = !words_.is_letters(i + 1) || words_.at(i + 1).begins_paragraph;
    if (words_.is(i, "earlier") || words_.is(i, "previously")) return Relation{told_before, i + 1};
    if (words_.is(i, "later") || words_.is(i, "afterwards")) return Relation{told_after, i + 1};
    // "two days before the vote" tells no time that we know.
    if (words_.is(i, "before") && ends) return Relation{told_before, i + 1};
    if (words_.is(i, "after") && ends) return Relation{told_after, i + 1};
    return std::nullopt;
  }

  // Looking back goes from a time told in this paragraph, else from now; looking on always goes
  // from a told one.
  [[nodiscard]] std::optional<Stretch> counted_from(const Relation& when, TimeUnit unit,
                                                    int count) const {
    if (count == 0) return std::nullopt;
    if (when.from == Relation::From::now) return single(shift(published_, unit, -count));
    if (when.from == Relation::From::told_after) return single(shift(told_, unit, count));
    return single(shift(told_here_ ? told_ : published_, unit, -count));
  }

  // "hours earlier" is the day; "years ago" stays open.
  [[nodiscard]] std::optional<Found> vague_ago(std::size_t i) const {
    const auto unit = english::time_unit_of(words_.lower(i));
    if (!unit || !unit->plural) return std::nullopt;
    const bool ago = words_.is(i + 1, "ago");
    const bool later = words_.is(i + 1, "later");
    if (!ago && !later && !words_.is(i + 1, "earlier")) return std::nullopt;
    Found found{.begin = i, .next = i + 2};
    if (unit->unit == TimeUnit::hour)
      found.time = single(ago || (!later && !told_here_) ? published_ : told_);
    return found;
  }

  // ---- what is yet to come ----

  // "will", "until" and their like stand before it in the sentence, and nothing reported between:
  // "the minister who will resign said on Friday".
  [[nodiscard]] bool is_future(std::size_t i) const {
    constexpr std::size_t kFarthest = 8;
    for (std::size_t back = 1; back <= kFarthest && back <= i; ++back) {
      const auto word = words_.lower(i - back);
      if (word == "." || word == "!" || word == "?" || word == "said" || word == "told" ||
          (words_.is_letters(i - back) && word.ends_with("ed") &&
           !is_one_of(english::future(), word))) {
        return false;
      }
      // "had been due" is over.
      if (is_one_of(english::future(), word)) return !words_.is(i - back - 1, "been");
      if (words_.at(i - back).begins_paragraph) return false;
    }
    return false;
  }

  const Words& words_;
  std::optional<Date> published_;
  std::optional<Date> told_;  // the last single day, month or year that was told
  bool told_here_ = false;    // in this paragraph
  std::vector<TimeExpression> times_;
};

}  // namespace

std::vector<TimeExpression> times_in(const Words& words, std::optional<Date> published) {
  return TimeFinder(words, published).run();
}

}  // namespace gainsay::text
