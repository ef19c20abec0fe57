// text: an article in, the dates, numbers and quotations that stand in it out.
//
// Found by their form alone, before and apart from any parse: news text loses commas and hyphens,
// parsers stumble over both, and numbers and dates must not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "page/page.h"

namespace gainsay::text {

// A point or stretch of time told in the text, resolved against the article's date.
struct TimeExpression {
  Span span;  // "last December", "on Tuesday" without its preposition, "September 2"
  std::optional<Date> begin;  // first day, month or year meant; empty when it cannot be resolved
  std::optional<Date> end;    // last one; equal to `begin` for a single day, month or year
  bool is_duration = false;   // "for three days", "a week": no point of time

  bool operator==(const TimeExpression&) const = default;
};

// A count or amount: digits, words, ranges. Not ages, ordinals, years, dates, clock times or names
// ("Division 17").
struct Number {
  Span span;                  // "at least 22": the 22; "19 to 24": all of it
  double min = 0;             // as held: "at least 22" has min 22, no max
  std::optional<double> max;  // equal to `min` for a plain number
  bool approximate = false;   // "some 30", "about", "nearly", "dozens"
  bool vague = false;  // "dozens", "several", "hundreds": no figure; min is the least it can mean
  bool percent = false;

  bool operator==(const Number&) const = default;
};

// A quotation: the span between its marks. One that runs over paragraphs (opened anew in each) is
// one run of quotations that share `group`.
struct Quotation {
  Span inside;   // without the marks
  Span outside;  // with them
  int group = 0;

  bool operator==(const Quotation&) const = default;
};

// A word that a parser would take for another ("IS", the group, for the verb), or for the end of a
// name ("and" in "Front of Sund and the Coast (FSC)"), and what it should see in its place: a name
// of as many letters, so that every offset holds.
struct StandIn {
  Span span;
  std::string text;

  bool operator==(const StandIn&) const = default;
};

struct Annotated {
  page::Article article;
  std::vector<Span> paragraphs;       // by blank lines; a dateline is one of its own
  std::vector<TimeExpression> times;  // each list by offset
  std::vector<Number> numbers;
  std::vector<Quotation> quotations;
  std::vector<StandIn> stand_ins;
};

// An article without a date is reckoned from the day that its text opens with.
[[nodiscard]] Annotated annotate(page::Article article);

// The pieces, for those who have a text without a page. `published` resolves relative times; empty:
// they stay open.
[[nodiscard]] std::vector<TimeExpression> find_times(std::string_view text,
                                                     std::optional<Date> published);
[[nodiscard]] std::vector<Number> find_numbers(std::string_view text);
[[nodiscard]] std::vector<Quotation> find_quotations(std::string_view text);
// Not in paragraphs that are mostly capitals, where such a word may be the plain one.
[[nodiscard]] std::vector<StandIn> find_stand_ins(std::string_view text);

}  // namespace gainsay::text
