#include "text/counts.h"

#include <charconv>
#include <string>

#include "text/english.h"

namespace gainsay::text {
namespace {

constexpr double kDozen = 12;
constexpr std::size_t kMostDigits = 15;  // what a double holds exactly

bool is_decimal_point(const Words& words, std::size_t i) {
  return words.is(i, ".") && words.joined(i) && words.is_digits(i + 1) && words.joined(i + 1);
}

bool is_dozen(const Words& words, std::size_t i) {
  return words.is(i, "dozen") || words.is(i, "dozens");
}

// What multiplies a count that ends before `i`, also through a hyphen; 0 when nothing does.
struct Scale {
  double factor = 0;
  std::size_t next = 0;
};
Scale scale_at(const Words& words, std::size_t i) {
  const std::size_t word = words.is_dash(i) && words.joined(i) && words.joined(i + 1) ? i + 1 : i;
  if (is_dozen(words, word)) return {kDozen, word + 1};
  return {english::multiplier_of(words.lower(word)), word + 1};
}

// The digits of "12,000" and "12 000" without what groups them.
struct Digits {
  std::string run;
  std::size_t next = 0;
};
Digits grouped_digits(const Words& words, std::size_t at) {
  Digits digits{.run = std::string(words.text(at)), .next = at + 1};
  if (digits.run.size() > 3) return digits;
  while (digits.run.size() <= kMostDigits) {
    const std::size_t i = digits.next;
    if (words.is(i, ",") && words.joined(i) && words.joined(i + 1) && words.is_digits(i + 1) &&
        words.text(i + 1).size() == 3) {
      digits.run += words.text(i + 1);
      digits.next = i + 2;
    } else if (words.text(i) == "000") {
      digits.run += "000";
      digits.next = i + 1;
    } else {
      break;
    }
  }
  return digits;
}

// Number words, built up as they are said: `current` is below the next "thousand".
class SpokenNumber {
 public:
  SpokenNumber(const Words& words, std::size_t at) : words_(words), next_(at) {}

  std::optional<Count> read() {
    const std::size_t begin = next_;
    take_article();
    while (take_small() || take_multiplier() || take_half()) {
    }
    if (!any_ || next_ == begin) return std::nullopt;
    return Count{.value = total_ + current_, .next = next_, .scaled = scaled_, .in_words = true};
  }

 private:
  // "a hundred", "half a million", "half a dozen", "a dozen", "half dozen".
  void take_article() {
    std::size_t i = next_;
    double value = 1;
    if (words_.is(i, "half")) {
      value = 0.5;
      ++i;
      if (words_.is(i, "a")) ++i;
    } else if (words_.is(i, "a")) {
      ++i;
    } else {
      return;
    }
    if (english::multiplier_of(words_.lower(i)) == 0 && !words_.is(i, "dozen")) return;
    current_ = value;
    next_ = i;
  }

  bool take_small() {
    if (done_) return false;
    std::size_t i = next_;
    const bool with_and = words_.is(i, "and") && scaled_;
    if (with_and || (any_ && words_.is_dash(i) && words_.joined(i) && words_.joined(i + 1))) ++i;
    const auto small = english::small_number_of(words_.lower(i));
    if (!small) return false;
    const int below_hundred = static_cast<int>(current_) % 100;
    const bool after_tens = tens_ && *small >= 1 && *small <= 9;
    if (any_ && !after_tens && (below_hundred != 0 || !scaled_ || *small == 0)) return false;
    current_ += *small;
    tens_ = *small >= 20;
    any_ = true;
    next_ = i + 1;
    return true;
  }

  bool take_multiplier() {
    if (done_ || current_ == 0) return false;
    const auto scale = scale_at(words_, next_);
    if (scale.factor == 0) return false;
    if (scale.factor == 100) {
      if (current_ >= 100) return false;
      current_ *= 100;
    } else if (scale.factor == kDozen) {
      current_ *= kDozen;
      done_ = true;
    } else {
      if (scale.factor >= last_factor_) return false;
      total_ += current_ * scale.factor;
      current_ = 0;
      last_factor_ = scale.factor;
    }
    any_ = true;
    scaled_ = true;
    tens_ = false;
    next_ = scale.next;
    return true;
  }

  // "two and a half million".
  bool take_half() {
    if (done_ || !any_ || scaled_ || !words_.is(next_, "and") || !words_.is(next_ + 1, "a") ||
        !words_.is(next_ + 2, "half")) {
      return false;
    }
    const auto scale = scale_at(words_, next_ + 3);
    if (scale.factor == 0) return false;
    total_ = (current_ + 0.5) * scale.factor;
    current_ = 0;
    scaled_ = true;
    done_ = true;
    next_ = scale.next;
    return true;
  }

  const Words& words_;
  std::size_t next_;
  double total_ = 0;
  double current_ = 0;
  double last_factor_ = 1e18;
  bool any_ = false;
  bool tens_ = false;  // the last word was "twenty" … "ninety"
  bool scaled_ = false;
  bool done_ = false;
};

}  // namespace

std::optional<Count> read_figure(const Words& words, std::size_t at) {
  if (!words.is_digits(at)) return std::nullopt;
  auto digits = grouped_digits(words, at);
  if (digits.run.size() > kMostDigits) return std::nullopt;
  if (is_decimal_point(words, digits.next)) {
    digits.run += '.';
    digits.run += words.text(digits.next + 1).substr(0, kMostDigits);
    digits.next += 2;
  }
  Count count{.next = digits.next};
  std::from_chars(digits.run.data(), digits.run.data() + digits.run.size(), count.value);
  if (const auto scale = scale_at(words, count.next); scale.factor != 0) {
    count.value *= scale.factor;
    count.next = scale.next;
    count.scaled = true;
  }
  return count;
}

std::optional<Count> read_number_words(const Words& words, std::size_t at) {
  return SpokenNumber(words, at).read();
}

std::optional<Count> read_count(const Words& words, std::size_t at) {
  if (words.is_digits(at)) return read_figure(words, at);
  return words.is_letters(at) ? read_number_words(words, at) : std::nullopt;
}

}  // namespace gainsay::text
