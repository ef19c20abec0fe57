#include "text/text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"
#include "rows.h"

namespace gainsay::text {
namespace {

std::string show(const TimeExpression& time, const TextIndex& text) {
  std::string out = std::string(text.words(time.span)) + " = ";
  if (time.is_duration) return out + "duration";
  if (!time.begin) return out + "?";
  out += to_iso(*time.begin);
  if (time.end != time.begin) out += ".." + to_iso(*time.end);
  return out;
}

std::string show(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

std::string show(const Number& number, const TextIndex& text) {
  std::string out = std::string(text.words(number.span)) + " = " + show(number.min);
  if (!number.max) {
    out += "..";
  } else if (*number.max != number.min) {
    out += ".." + show(*number.max);
  }
  if (number.vague) {
    out += " vague";
  } else if (number.approximate) {
    out += " about";
  }
  return number.percent ? out + " %" : out;
}

std::string show(const Quotation& quotation, const TextIndex& text) {
  return std::to_string(quotation.group) + ":" + std::string(text.words(quotation.inside));
}

template <typename T>
std::string show_all(const std::vector<T>& all, const TextIndex& text) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : " | ") + show(one, text);
  return out;
}

TEST(Times, Rows) {
  for (const auto& row : read_rows("tests/text/dates.tsv")) {
    ASSERT_EQ(row.fields.size(), 3U) << "dates.tsv:" << row.line;
    const std::string text = unescape(row.fields[0]);
    EXPECT_EQ(show_all(find_times(text, parse_iso_date(row.fields[1])), TextIndex(text)),
              row.fields[2])
        << "dates.tsv:" << row.line << ": " << text;
  }
}

TEST(Numbers, Rows) {
  for (const auto& row : read_rows("tests/text/numbers.tsv")) {
    ASSERT_EQ(row.fields.size(), 2U) << "numbers.tsv:" << row.line;
    const std::string text = unescape(row.fields[0]);
    EXPECT_EQ(show_all(find_numbers(text), TextIndex(text)), row.fields[1])
        << "numbers.tsv:" << row.line << ": " << text;
  }
}

TEST(Quotations, Rows) {
  for (const auto& row : read_rows("tests/text/quotations.tsv")) {
    ASSERT_EQ(row.fields.size(), 2U) << "quotations.tsv:" << row.line;
    const std::string text = unescape(row.fields[0]);
    EXPECT_EQ(unescape(row.fields[1]), show_all(find_quotations(text), TextIndex(text)))
        << "quotations.tsv:" << row.line << ": " << text;
  }
}

TEST(Quotations, OutsideHoldsTheMarks) {
  const std::string text = "He said “no” and « jamais ».";
  const auto found = find_quotations(text);
  const TextIndex index(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(index.words(found[0].outside), "“no”");
  EXPECT_EQ(index.words(found[1].outside), "« jamais »");
}

// Without paragraphs a lost closing mark must not make the rest of the page somebody's words.
TEST(Quotations, LostClosingMarkEndsWithItsSentence) {
  std::string text = "\"We saw it burn. ";
  for (int i = 0; i < 100; ++i) text += "The town lies on the river. ";
  const auto found = find_quotations(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(TextIndex(text).words(found[0].inside), "We saw it burn.");
}

TEST(Annotate, FindsAllInOneArticle) {
  page::Article article;
  article.published = "2031-05-09T10:00:00Z";
  article.text = "On Tuesday 12 people died in Velmora.\n\n\"We denied it,\" they said.";
  const auto annotated = annotate(article);
  EXPECT_EQ(annotated.article, article);
  EXPECT_EQ(annotated.paragraphs.size(), 2U);
  ASSERT_EQ(annotated.times.size(), 1U);
  EXPECT_EQ(annotated.times[0].begin, (Date{2031, 5, 6}));
  ASSERT_EQ(annotated.numbers.size(), 1U);
  EXPECT_EQ(annotated.numbers[0].min, 12);
  EXPECT_EQ(annotated.quotations.size(), 1U);
}

TEST(Annotate, NothingInNothing) {
  const auto annotated = annotate({});
  EXPECT_TRUE(annotated.paragraphs.empty());
  EXPECT_TRUE(annotated.times.empty());
  EXPECT_TRUE(annotated.numbers.empty());
  EXPECT_TRUE(annotated.quotations.empty());
}

// What a hostile page may repeat without end. Quadratic work on these takes hours, not seconds.
TEST(StandIns, OnlyForCapitalsAmongSmallLetters) {
  const auto found =
      find_stand_ins("The raid IS claimed was IS's third. This is it.\n\nWHAT IS TO BE DONE NOW");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], (StandIn{make_span(9, 11), "UN"}));
  EXPECT_EQ(found[1].span, make_span(24, 26));
}

TEST(StandIns, JoinersOfANameThatHasAnAcronym) {
  const auto found = find_stand_ins(
      "The Front of Sund and the Coast (FSC) met. Sund and the Coast Front (ABC) met.\n\n"
      "The Front of Sund and the Coast left.");
  ASSERT_EQ(found.size(), 4U);  // "and the", twice
  EXPECT_EQ(found[0], (StandIn{make_span(18, 21), "Alk"}));
  EXPECT_EQ(found[1], (StandIn{make_span(22, 25), "Ter"}));
  EXPECT_EQ(found[2].span, make_span(98, 101));
}

TEST(StandIns, NoNameWithoutItsInitials) {
  EXPECT_TRUE(find_stand_ins("Talks of Sund and the Coast (TSX) (AB) (ABC").empty());
  EXPECT_TRUE(find_stand_ins("(ABC) and (DEF)").empty());
}

TEST(Annotate, UndatedTextsAreReckonedFromTheDayTheyOpenWith) {
  page::Article article;
  article.text = "12 June 2016. Four people were killed on Friday.";
  const auto annotated = annotate(article);
  ASSERT_EQ(annotated.times.size(), 2U);
  ASSERT_TRUE(annotated.times[1].begin);
  EXPECT_EQ(to_iso(*annotated.times[1].begin), "2016-06-10");
  article.published = "2016-06-20";
  EXPECT_EQ(to_iso(*annotate(article).times[1].begin), "2016-06-17");
}

TEST(Annotate, DatelinesStandApart) {
  page::Article article;
  article.text = "MARSENT, 13 March (Meridian) – The bridge fell.\n\nNobody was hurt.";
  const auto annotated = annotate(article);
  ASSERT_EQ(annotated.paragraphs.size(), 3U);
  const TextIndex index(annotated.article.text);
  EXPECT_EQ(index.words(annotated.paragraphs[1]), "The bridge fell.");
  article.text = "IS fighters - the ministry said - fled.";
  EXPECT_EQ(annotate(article).paragraphs.size(), 1U);
}

TEST(Annotate, IsLinear) {
  // What recurses or is quadratic in these ends the test or takes minutes.
  constexpr std::size_t kBytes = 200'000;
  for (const std::string unit : {"7",
                                 "1,",
                                 "12 ",
                                 "\"",
                                 "\" ",
                                 "\"a ",
                                 "'",
                                 "' ",
                                 "'a ",
                                 "“",
                                 "« ",
                                 "“a”",
                                 "1-",
                                 "2013 and ",
                                 "May 3-",
                                 "two hundred and ",
                                 "one ",
                                 "s' '",
                                 "a\n\n\"",
                                 "hundreds of ",
                                 "between 3 and ",
                                 "Tuesday, ",
                                 "000 ",
                                 "“‘„",
                                 "1.",
                                 "three ",
                                 "a ",
                                 "last "}) {
    page::Article article;
    article.published = "2031-05-09";
    while (article.text.size() < kBytes) article.text += unit;
    const auto annotated = annotate(std::move(article));
    const TextIndex index(annotated.article.text);
    for (const auto& number : annotated.numbers) ASSERT_LE(number.span.end, index.size());
  }
}

}  // namespace
}  // namespace gainsay::text
