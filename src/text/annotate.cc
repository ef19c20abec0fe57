#include "text/annotations.h"
#include "text/paragraphs.h"
#include "text/text.h"

namespace gainsay::text {

namespace {

// A dateline is no part of its sentence: parsed with it, the city becomes the one who does or says.
void split_dateline(std::vector<Span>& paragraphs, std::string_view text) {
  if (paragraphs.empty()) return;
  const auto begin = end_of_dateline(text, paragraphs.front());
  if (!begin) return;
  const Span story{*begin, paragraphs.front().end};
  paragraphs.front().end = *begin;
  paragraphs.insert(paragraphs.begin() + 1, story);
}

// The day that a text opens with, "12 June 2016. Four people were killed on Friday": what relative
// times are reckoned from where the page gives no date.
std::optional<Date> opening_day(const std::vector<TimeExpression>& times) {
  constexpr std::uint32_t kReach = 120;  // code points: before or in the first sentence
  if (times.empty() || times.front().span.begin.value > kReach) return std::nullopt;
  const auto& begin = times.front().begin;
  return begin && begin->is_day() && begin == times.front().end ? begin : std::nullopt;
}

std::vector<TimeExpression> dated_times(const Words& words, std::optional<Date> published) {
  auto times = times_in(words, published);
  if (published) return times;
  const auto day = opening_day(times);
  return day ? times_in(words, day) : times;
}

}  // namespace

Annotated annotate(page::Article article) {
  Annotated annotated;
  const Words words(article.text);
  annotated.paragraphs = find_paragraphs(article.text);
  split_dateline(annotated.paragraphs, article.text);
  annotated.times = dated_times(words, parse_iso_date(article.published));
  annotated.numbers = numbers_in(words, annotated.times);
  annotated.quotations = find_quotations(article.text);
  annotated.stand_ins = find_stand_ins(article.text);
  annotated.article = std::move(article);
  return annotated;
}

std::vector<TimeExpression> find_times(std::string_view text, std::optional<Date> published) {
  return times_in(Words(text), published);
}

std::vector<Number> find_numbers(std::string_view text) {
  const Words words(text);
  return numbers_in(words, times_in(words, std::nullopt));
}

}  // namespace gainsay::text
