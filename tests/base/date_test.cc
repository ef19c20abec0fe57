#include "base/date.h"

#include <gtest/gtest.h>

namespace gainsay {
namespace {

TEST(Date, IsoKeepsItsPrecision) {
  for (const auto* text : {"2015", "2015-09", "2015-09-29"}) {
    const auto date = parse_iso_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_iso(*date), text);
  }
  EXPECT_EQ(parse_iso_date("2015-09-29T10:00:00Z"), (Date{2015, 9, 29}));
  for (const auto* text :
       {"", "15", "2015-13", "2015-02-30", "2015-9-1", "20150929", "2015-09-29x"}) {
    EXPECT_FALSE(parse_iso_date(text)) << text;
  }
}

TEST(Date, ArithmeticCrossesYears) {
  EXPECT_EQ(add_months({2015, 1, 31}, -1), (Date{2014, 12, 0}));
  EXPECT_EQ(add_months({2015, 11, 0}, 14), (Date{2017, 1, 0}));
  EXPECT_EQ(weekday_of({2026, 11, 24}), 2U);  // a Tuesday
  EXPECT_EQ(to_date(to_days({2016, 2, 28}) + std::chrono::days(1)), (Date{2016, 2, 29}));
}

TEST(Date, TimesWithZonesAreUtc) {
  const auto time = parse_rfc3339("2015-10-02T10:30:00+02:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_rfc3339(*time), "2015-10-02T08:30:00Z");
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2015-10-02")), "2015-10-02T00:00:00Z");
  EXPECT_FALSE(parse_rfc3339("2015-10-02T25:00:00Z"));
}

}  // namespace
}  // namespace gainsay
