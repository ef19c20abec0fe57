#include "page/dates.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <vector>

#include "base/date.h"
#include "base/utf8.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

unsigned month_of(std::string_view word) {
  static constexpr std::array kMonths = {"january"sv,   "february"sv, "march"sv,    "april"sv,
                                         "may"sv,       "june"sv,     "july"sv,     "august"sv,
                                         "september"sv, "october"sv,  "november"sv, "december"sv};
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || (word.size() == 3 && kMonths[i].starts_with(word)) ||
        (word == "sept" && i == 8)) {
      return i + 1;
    }
  }
  return 0;
}

bool is_weekday(std::string_view word) {
  static constexpr std::array kDays = {"monday"sv, "tuesday"sv,  "wednesday"sv, "thursday"sv,
                                       "friday"sv, "saturday"sv, "sunday"sv};
  for (const auto day : kDays) {
    if (word == day || (word.size() >= 3 && word.size() <= 5 && day.starts_with(word))) return true;
  }
  return false;
}

// Words that stand beside a date without changing it.
bool is_date_filler(std::string_view word) {
  static constexpr std::array kFillers = {
      "published"sv, "posted"sv, "updated"sv, "on"sv,       "at"sv,   "the"sv,   "of"sv,   "st"sv,
      "nd"sv,        "rd"sv,     "th"sv,      "am"sv,       "pm"sv,   "gmt"sv,   "utc"sv,  "est"sv,
      "edt"sv,       "et"sv,     "pst"sv,     "pdt"sv,      "cet"sv,  "bst"sv,   "date"sv, "ist"sv,
      "created"sv,   "first"sv,  "last"sv,    "modified"sv, "a"sv,    "m"sv,     "p"sv,    "cest"sv,
      "eest"sv,      "eet"sv,    "msk"sv,     "hrs"sv,      "time"sv, "local"sv, "z"sv};
  for (const auto filler : kFillers) {
    if (word == filler) return true;
  }
  return false;
}

std::optional<std::string> day(int year, unsigned month, unsigned day) {
  const Date date{year, month, day};
  return parse_iso_date(to_iso(date)) ? std::optional(to_iso(date)) : std::nullopt;
}

// "2015-10-02T08:00:00+02:00", with "." or nothing in front of minutes of the zone, to the second.
std::optional<std::string> iso(std::string_view text) {
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    return day(number(text.substr(0, 4)), static_cast<unsigned>(number(text.substr(4, 2))),
               static_cast<unsigned>(number(text.substr(6))));
  }
  std::string plain(text);
  if (plain.size() > 10 && plain[4] == '/' && plain[7] == '/') plain[4] = plain[7] = '-';
  if (plain.size() == 10 && plain[4] == '/' && plain[7] == '/') plain[4] = plain[7] = '-';
  const auto date = parse_iso_date(plain);
  if (!date || !date->is_day() || plain.size() < 10) return std::nullopt;
  if (plain.size() < 16 || !is_digit(plain[11])) return to_iso(*date);
  std::string clock = plain.substr(11);
  const std::size_t space = clock.find(' ');
  if (space != std::string::npos) clock.erase(space, 1);  // "10:00:00 +02:00"
  if (const std::size_t end = clock.find_first_of(" ,"); end != std::string::npos)
    clock.resize(end);
  for (const std::string_view name : {"UTC", "GMT"}) {
    if (!clock.ends_with(name)) continue;
    clock.resize(clock.size() - name.size());
    clock.push_back('Z');
  }
  if (const auto exact = parse_rfc3339(to_iso(*date) + "T" + clock)) {
    const bool zoned = clock.find_first_of("Zz+-") != std::string::npos;
    const std::string utc = to_rfc3339(*exact);
    return zoned ? utc : utc.substr(0, utc.size() - 1);
  }
  return to_iso(*date);
}

std::optional<std::string> unix_time(std::string_view text) {
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  long long seconds = 0;
  std::from_chars(text.data(), text.data() + 10, seconds);
  return to_rfc3339(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

struct Piece {
  std::string_view text;
  enum class Kind { number, word, clock } kind;
};

// Digits, letters and clock times; empty when a date's line would not hold them.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_digit(text[at])) {
      bool clock = false;
      while (at < text.size() && (is_digit(text[at]) || (text[at] == ':' && at + 1 < text.size() &&
                                                         is_digit(text[at + 1])))) {
        clock = clock || text[at] == ':';
        ++at;
      }
      pieces.push_back(
          {text.substr(begin, at - begin), clock ? Piece::Kind::clock : Piece::Kind::number});
    } else if (is_letter(text[at])) {
      while (at < text.size() && is_letter(text[at])) ++at;
      pieces.push_back({text.substr(begin, at - begin), Piece::Kind::word});
    } else {
      ++at;
    }
  }
  return pieces;
}

// The offset from UTC that ends an RFC 822 date, "+0200" or "GMT"; empty: none is named.
std::string zone_of(std::string_view text) {
  if (text.ends_with("gmt") || text.ends_with("utc") || text.ends_with(" z")) return "Z";
  if (text.size() < 6) return {};
  const std::string_view end = text.substr(text.size() - 5);
  if ((end[0] != '+' && end[0] != '-') ||
      end.substr(1).find_first_not_of("0123456789") != std::string_view::npos) {
    return {};
  }
  return std::string(end.substr(0, 3)) + ":" + std::string(end.substr(3));
}

std::optional<std::string> worded(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  if (text.size() > kLongest) return std::nullopt;
  const std::string lower = to_lower(text);
  unsigned month = 0;
  int year = 0;
  unsigned day_of_month = 0;
  std::string clock;
  bool afternoon = false;
  const std::string zone = zone_of(lower);
  for (const auto& piece : pieces_of(lower)) {
    if (piece.kind == Piece::Kind::clock) {
      if (clock.empty()) clock = piece.text;
    } else if (piece.kind == Piece::Kind::word) {
      if (const unsigned found = month_of(piece.text); found != 0 && month == 0) {
        month = found;
      } else if (piece.text == "pm") {
        afternoon = true;
      } else if (!is_weekday(piece.text) && !is_date_filler(piece.text)) {
        return std::nullopt;
      }
    } else if (piece.text.size() == 4 && year == 0 && number(piece.text) >= 1900 &&
               number(piece.text) < 2100) {
      year = number(piece.text);
    } else if (piece.text.size() <= 2 && day_of_month == 0) {
      day_of_month = static_cast<unsigned>(number(piece.text));
    } else if (!(piece.text.size() <= 2 || (!zone.empty() && piece.text.size() == 4))) {
      return std::nullopt;
    }
  }
  if (month == 0 || year == 0 || day_of_month == 0) return std::nullopt;
  auto date = day(year, month, day_of_month);
  if (!date || clock.empty() || zone.empty() || afternoon) return date;
  const std::string hour_pad = clock.size() < 5 ? "T0" : "T";
  const auto exact = parse_rfc3339(*date + hour_pad + clock + zone);
  return exact ? to_rfc3339(*exact) : *date;
}

}  // namespace

std::optional<std::string> parse_page_date(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  // Before this year a page's date is a database's null: 0001-01-01, 1970-01-01.
  constexpr std::string_view kEarliest = "1971";
  auto found = iso(text);
  if (!found) found = unix_time(text);
  if (!found) found = worded(text);
  return found && *found >= kEarliest ? found : std::nullopt;
}

bool is_calendar_word(std::string_view word) { return month_of(word) != 0 || is_weekday(word); }

std::optional<std::string> date_in_address(std::string_view address) {
  for (std::size_t at = 0; at + 10 < address.size(); ++at) {
    if (address[at] != '/') continue;
    const std::string_view rest = address.substr(at + 1);
    const char mark = rest[4];
    if ((mark != '/' && mark != '-') || number(rest.substr(0, 4)) < 1990 ||
        number(rest.substr(0, 4)) > 2099) {
      continue;
    }
    const std::size_t second = rest.find(mark, 5);
    if (second == std::string_view::npos || second > 7 || second == 5) continue;
    std::size_t end = second + 1;
    while (end < rest.size() && is_digit(rest[end])) ++end;
    if (end == second + 1 || end > second + 3) continue;
    if (!is_digit(rest[5]) || !is_digit(rest[second - 1])) continue;
    if (auto found = day(
            number(rest.substr(0, 4)), static_cast<unsigned>(number(rest.substr(5, second - 5))),
            static_cast<unsigned>(number(rest.substr(second + 1, end - second - 1))))) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace gainsay::page
