// Counts and amounts: where one begins, how far it reaches, what hedges it, and all that looks like
// one and is none.
#include <algorithm>

#include "text/annotations.h"
#include "text/counts.h"
#include "text/english.h"

namespace gainsay::text {
namespace {

using english::Bound;
using english::is_one_of;

constexpr double kOldest = 120;  // a bare number behind a name may be an age up to here

bool is_hyphen(const Words& words, std::size_t i) {
  return words.is_dash(i) && words.joined(i) && words.joined(i + 1);
}

// "st" of "1st".
bool is_ordinal_ending(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

bool is_percent(const Words& words, std::size_t i) {
  return words.is(i, "%") || words.is(i, "percent") || words.is(i, "pct") ||
         (words.is(i, "per") && words.is(i + 1, "cent"));
}

// A number as it is written, before what stands around it is looked at.
struct Written {
  double min = 0;
  std::optional<double> max{};
  bool approximate = false;
  bool vague = false;
  std::size_t next = 0;
};

class NumberFinder {
 public:
  NumberFinder(const Words& words, std::span<const TimeExpression> times)
      : words_(words), times_(times) {}

  std::vector<Number> run() {
    for (std::size_t i = 0; i < words_.size();) {
      if (const std::size_t behind = behind_time(i)) {
        i = behind;
      } else {
        i = read_at(i);
      }
    }
    return std::move(found_);
  }

 private:
  // The word behind the time that `i` lies in; 0 when it lies in none.
  std::size_t behind_time(std::size_t i) {
    const CharOffset at{words_.at(i).char_begin};
    while (time_ < times_.size() && times_[time_].span.end <= at) ++time_;
    if (time_ == times_.size() || at < times_[time_].span.begin) return 0;
    while (i < words_.size() && words_.at(i).char_begin < times_[time_].span.end.value) ++i;
    return i;
  }

  // Keeps the number that begins at `i`, if one does; gives the word to go on from.
  std::size_t read_at(std::size_t i) {
    if (!words_.is_digits(i) && !words_.is_letters(i)) return i + 1;
    auto written = vague_at(i);
    if (!written) written = plain_at(i);
    if (!written) return i + 1;
    const bool none = is_part_of_a_name(i) || is_no_count(i, written->next);
    if (!written->vague) extend_to_range(i, *written);
    if (!none && !is_age(i, *written)) keep(i, *written);
    return written->next;
  }

  // "dozens", "hundreds of thousands", "several hundred", "a few", "a couple".
  [[nodiscard]] std::optional<Written> vague_at(std::size_t i) const {
    if (const double least = english::vague_of(words_.lower(i)); least != 0) {
      return vague_from(i, least);
    }
    if (words_.is(i, "tens") && words_.is(i + 1, "of")) {
      const double thousands = english::vague_of(words_.lower(i + 2));
      if (thousands < 1000) return Written{.min = 20, .vague = true, .next = i + 1};
      return Written{.min = 10 * thousands, .vague = true, .next = i + 3};
    }
    if (!words_.is(i, "a")) return std::nullopt;
    if (words_.is(i + 1, "few")) return scaled_vague(3, i + 2);
    if (words_.is(i + 1, "couple")) return Written{.min = 2, .vague = true, .next = i + 2};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Written> vague_from(std::size_t i, double least) const {
    if (words_.is(i, "several")) return scaled_vague(least, i + 1);
    // Test scores, and "he scores twice".
    if (words_.is(i, "scores") && !words_.is(i + 1, "of") && !words_.is(i + 1, "were") &&
        !words_.is(i + 1, "more") && !is_one_of(english::counted(), words_.lower(i + 1))) {
      return std::nullopt;
    }
    if (least == 200 && words_.is(i + 1, "of")) {
      if (const double more = english::vague_of(words_.lower(i + 2)); more >= 1000) {
        return Written{.min = 100 * more, .vague = true, .next = i + 3};
      }
    }
    return Written{.min = least, .vague = true, .next = i + 1};
  }

  // "several hundred", "a few dozen".
  [[nodiscard]] Written scaled_vague(double least, std::size_t next) const {
    if (words_.is(next, "dozen")) return {.min = least * 12, .vague = true, .next = next + 1};
    const double factor = english::multiplier_of(words_.lower(next));
    if (factor == 0) return {.min = least, .vague = true, .next = next};
    return {.min = least * factor, .vague = true, .next = next + 1};
  }

  [[nodiscard]] std::optional<Written> plain_at(std::size_t i) const {
    const auto count = read_count(words_, i);
    if (!count) return std::nullopt;
    Written written{.min = count->value, .max = count->value, .next = count->next};
    if (count->in_words && count->next == i + 1 && count->value == 1 && !is_counting_one(i)) {
      return std::nullopt;
    }
    if (!count->in_words && words_.joined(written.next)) take_joined_scale(i, written);
    return written;
  }

  // "5bn"; "$5m" and "$5k", since five metres are no five millions.
  void take_joined_scale(std::size_t i, Written& written) const {
    const auto ending = words_.lower(written.next);
    double factor = 0;
    if (ending == "bn") factor = 1e9;
    if (ending == "mn") factor = 1e6;
    if (ending == "k") factor = 1e3;
    if (ending == "m" && is_currency(i - 1)) factor = 1e6;
    if (factor == 0) return;
    written.min *= factor;
    written.max = written.min;
    ++written.next;
  }

  [[nodiscard]] bool is_currency(std::size_t i) const {
    const auto mark = words_.text(i);
    return mark == "$" || mark == "€" || mark == "£" || mark == "¥" || mark == "₽" || mark == "₺";
  }

  [[nodiscard]] bool is_counting_one(std::size_t i) const {
    // "that one", but "said that one guard was killed"
    const bool clause = words_.is(i - 1, "that") && i > 1 &&
                        is_one_of(english::before_a_clause(), words_.lower(i - 2)) &&
                        (words_.is(i + 2, "was") || words_.is(i + 2, "had") ||
                         words_.is(i + 2, "died") || words_.is(i + 2, "has"));
    if (!clause && is_one_of(english::not_before_one(), words_.lower(i - 1))) return false;
    if (is_one_of(english::not_after_one(), words_.lower(i + 1))) return false;
    const bool possessive = words_.is(i + 1, "'") || words_.is(i + 1, "’");
    const bool by_one = words_.is(i + 1, "by") && words_.is(i + 2, "one");
    return !possessive && !by_one && !is_hyphen(words_, i + 1) &&
           !(is_hyphen(words_, i - 1) && words_.is_letters(i - 2));
  }

  // "T-72", "F16", "Division 17", "Resolution 2118", "#5", "No. 5".
  [[nodiscard]] bool is_part_of_a_name(std::size_t i) const {
    const bool digits = words_.is_digits(i);
    if (digits && words_.joined(i) && i > 0) {
      const auto before = words_.text(i - 1);
      // A lost space ("captured16") is told from a name by the length of the word.
      constexpr std::size_t kLongestNameStem = 3;
      if (words_.is_letters(i - 1)) {
        return words_.at(i - 1).capital || before.size() <= kLongestNameStem;
      }
      if (is_hyphen(words_, i - 1) && words_.is_letters(i - 2)) return true;
      if (before == "/" || before == "_" || before == "@" || before == "#" || before == "&" ||
          before == "№" || before == "=") {
        return true;
      }
      if ((before == ":" || before == "." || before == ",") && words_.is_digits(i - 2) &&
          words_.joined(i - 1)) {
        return true;
      }
      if (before == "[" && words_.is(i + 1, "]")) return true;  // a footnote
    }
    std::size_t noun = i - 1;
    if (words_.is(noun, ".") && words_.is(noun - 1, "no")) --noun;
    if (words_.is(noun, "#") || words_.is(noun, "№")) return true;
    if (words_.is(noun, "no") && !digits) return false;
    if (words_.is(noun, "no")) return words_.at(noun).capital;
    if (!is_one_of(english::numbered(), words_.lower(noun))) return false;
    if (is_one_of(english::numbered_in_lower_case(), words_.lower(noun))) return true;
    return words_.at(noun).capital;
  }

  // Ordinals, clock times, calibres, fractions, scores of games, list marks, ages by their word.
  [[nodiscard]] bool is_no_count(std::size_t i, std::size_t next) const {
    const auto after = words_.lower(next);
    const bool digits = words_.is_digits(i);
    if (digits && words_.joined(next)) {
      if (words_.is_letters(next) && after != "percent" && after != "pct") {
        return is_ordinal_ending(after) || !is_lost_space(next);
      }
      if ((after == ":" || after == "/" || after == "_" || after == "=") &&
          words_.joined(next + 1) && (words_.is_digits(next + 1) || words_.is_letters(next + 1))) {
        return true;
      }
      if (after == "." && words_.joined(next + 1) && words_.is_digits(next + 1)) return true;
      if ((after == "." || after == ")") && words_.at(i).begins_paragraph &&
          words_.at(next + 1).spaced && words_.at(next + 1).capital) {
        return true;
      }
      if ((after == "'" || after == "’") && words_.is(next + 1, "s")) return true;  // "20's"
    }
    if (is_clock(i, next) || is_year_of_a_date(i)) return true;
    if (after == "mm" || after == "caliber" || after == "calibre" || after == "o") return true;
    if (is_fraction(next)) return true;
    if (is_hyphen(words_, next) && words_.is_letters(next + 1)) {
      return !is_hyphened_count(next);
    }
    return is_age_word(i, next);
  }

  // "16soldiers": letters stuck to a number are a name or a unit unless they make a long word.
  [[nodiscard]] bool is_lost_space(std::size_t i) const {
    constexpr std::size_t kLongestUnit = 3;
    return words_.text(i).size() > kLongestUnit && !words_.at(i).capital;
  }

  [[nodiscard]] bool is_clock(std::size_t i, std::size_t next) const {
    const auto after = words_.lower(next);
    if (after == "am" || after == "pm" || after == "gmt" || after == "utc" || after == "hrs") {
      return true;
    }
    if ((after == "a" || after == "p") && words_.is(next + 1, ".") && words_.is(next + 2, "m")) {
      return true;
    }
    if ((after == "o'clock") || (after == "o" && words_.is(next + 2, "clock"))) return true;
    return words_.is_digits(i) && words_.text(i).size() == 4 && words_.text(i).front() == '0';
  }

  // "17 June 2016", "June 17 2016": with its commas lost, a year stands before what follows like a
  // count.
  [[nodiscard]] bool is_year_of_a_date(std::size_t i) const {
    if (!words_.is_digits(i) || words_.text(i).size() != 4) return false;
    if (!words_.text(i).starts_with("19") && !words_.text(i).starts_with("20")) return false;
    const bool day = words_.is_digits(i - 1) && words_.text(i - 1).size() <= 2;
    return day ? english::month_of(words_.lower(i - 2)).has_value()
               : words_.is_digits(i - 2) && english::month_of(words_.lower(i - 1)).has_value();
  }

  [[nodiscard]] bool is_fraction(std::size_t next) const {
    const auto part = words_.lower(is_hyphen(words_, next) ? next + 1 : next);
    return part == "third" || part == "thirds" || part == "quarter" || part == "quarters" ||
           part == "fifth" || part == "fifths" || part == "tenth" || part == "tenths";
  }

  // "12-member", and the other half of a range or of "2-million".
  [[nodiscard]] bool is_hyphened_count(std::size_t hyphen) const {
    return is_one_of(english::counted_by_hyphen(), words_.lower(hyphen + 1)) ||
           read_number_words(words_, hyphen + 1).has_value() || words_.is(hyphen + 1, "to");
  }

  // "aged 24", "24 years old", "24-year-old".
  [[nodiscard]] bool is_age_word(std::size_t i, std::size_t next) const {
    if (says_age(i - 1) || (words_.is(i - 1, "between") && says_age(i - 2)) ||
        (words_.is(i - 1, "from") && says_age(i - 2))) {
      return true;
    }
    const std::size_t year = words_.is_dash(next) ? next + 1 : next;
    if (!words_.is(year, "year") && !words_.is(year, "years")) return false;
    const std::size_t old = words_.is_dash(year + 1) ? year + 2 : year + 1;
    return words_.is(old, "old") || words_.is(old, "olds") ||
           (words_.is(old, "of") && words_.is(old + 1, "age"));
  }
  [[nodiscard]] bool says_age(std::size_t i) const {
    return words_.is(i, "aged") || words_.is(i, "age") || words_.is(i, "ages");
  }

  // "Ali, 24," and "Ali (24)": one number between marks behind a name.
  [[nodiscard]] bool is_age(std::size_t i, const Written& written) const {
    if (!words_.is_digits(i) || written.next != i + 1 || written.min > kOldest || written.min < 1) {
      return false;
    }
    if (!words_.is_letters(i - 2) || !words_.at(i - 2).capital) return false;
    if (words_.is(i - 1, "(")) return words_.is(i + 1, ")");
    return words_.is(i - 1, ",") && words_.joined(i + 1) &&
           (words_.is(i + 1, ",") || words_.is(i + 1, ".") || words_.is(i + 1, ";"));
  }

  // "19 to 24", "between 19 and 24", "20-30", "two or three".
  void extend_to_range(std::size_t i, Written& written) const {
    const std::size_t joint = written.next;
    const bool dash = words_.is_dash(joint) && words_.joined(joint) == words_.joined(joint + 1);
    const bool between = words_.is(joint, "and") && words_.is(i - 1, "between");
    if (!dash && !between && !words_.is(joint, "to") && !words_.is(joint, "or")) return;
    const std::size_t second = joint + 1 + (is_hyphen(words_, joint + 1) ? 1U : 0U);
    const auto upper = read_count(words_, second);
    if (!upper || is_no_count(second, upper->next)) return;
    double lower = written.min;
    // "two to three million": the scale is said once.
    const bool shared_scale = upper->scaled && lower < 1000 && upper->value >= 1000;
    if (shared_scale) {
      double scale = 1;
      for (const double factor : {1e3, 1e6, 1e9, 1e12}) {
        if (upper->value >= factor) scale = factor;
      }
      lower *= scale;
    }
    if (lower >= upper->value) return;
    written.approximate = words_.is(joint, "or");
    written.min = lower;
    written.max = upper->value;
    written.next = upper->next;
  }

  void keep(std::size_t i, const Written& written) {
    Number number{.span = words_.span(i, written.next),
                  .min = written.min,
                  .max = written.max,
                  .approximate = written.approximate || written.vague,
                  .vague = written.vague,
                  .percent = is_percent(words_, written.next)};
    apply_hedges_before(i, number);
    apply_hedges_behind(written.next, number);
    found_.push_back(number);
  }

  void apply_hedges_before(std::size_t i, Number& number) const {
    if (is_currency(i - 1)) --i;
    for (int said = 0; said < 2; ++said) {  // "at least some 30"
      const english::Hedge* hedge = hedge_before(i);
      if (hedge == nullptr) return;
      apply(hedge->bound, number);
      i -= static_cast<std::size_t>(std::ranges::count(hedge->phrase, ' ')) + 1;
    }
  }

  [[nodiscard]] const english::Hedge* hedge_before(std::size_t i) const {
    for (const auto& hedge : english::hedges()) {
      if (!stands_before(hedge.phrase, i)) continue;
      if (hedge.phrase == "over" && is_one_of(english::not_a_hedge_over(), words_.lower(i - 2))) {
        return nullptr;
      }
      return &hedge;
    }
    return nullptr;
  }

  [[nodiscard]] bool stands_before(std::string_view phrase, std::size_t i) const {
    while (!phrase.empty()) {
      const auto space = phrase.rfind(' ');
      const auto word = space == std::string_view::npos ? phrase : phrase.substr(space + 1);
      if (i == 0 || !words_.is(--i, word)) return false;
      phrase = space == std::string_view::npos ? std::string_view{} : phrase.substr(0, space);
    }
    return true;
  }

  // "30 or more", "100+", "30 or so".
  void apply_hedges_behind(std::size_t next, Number& number) const {
    if (words_.is(next, "+") && words_.joined(next)) apply(Bound::at_least, number);
    if (!words_.is(next, "or")) return;
    if (words_.is(next + 1, "more")) apply(Bound::at_least, number);
    if (words_.is(next + 1, "fewer") || words_.is(next + 1, "less")) apply(Bound::at_most, number);
    if (words_.is(next + 1, "so")) number.approximate = true;
  }

  static void apply(Bound bound, Number& number) {
    switch (bound) {
      case Bound::at_least:
        number.max.reset();
        break;
      case Bound::at_most:
        if (number.max) number.min = 0;
        break;
      case Bound::approximate:
        number.approximate = true;
        break;
      case Bound::none:
        break;
    }
  }

  const Words& words_;
  std::span<const TimeExpression> times_;
  std::size_t time_ = 0;
  std::vector<Number> found_;
};

}  // namespace

std::vector<Number> numbers_in(const Words& words, std::span<const TimeExpression> times) {
  return NumberFinder(words, times).run();
}

}  // namespace gainsay::text
