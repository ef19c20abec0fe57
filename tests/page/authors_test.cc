#include "page/authors.h"

#include <gtest/gtest.h>

#include "page/credits.h"
#include "rows.h"

namespace gainsay::page {
namespace {

TEST(Authors, AreTheNamesOfABylineAndNoMore) {
  for (const auto& row : rows_of("authors.tsv")) {
    ASSERT_EQ(row.fields.size(), 2U) << row.place;
    std::string names;
    for (const auto& name : names_in_byline(row.fields[0]))
      names += (names.empty() ? "" : "; ") + name;
    EXPECT_EQ(names, row.fields[1]) << row.place;
  }
}

TEST(Credits, AreFoundWhereTheyStand) {
  for (const auto& row : rows_of("credits.tsv")) {
    ASSERT_EQ(row.fields.size(), 3U) << row.place;
    const bool byline = row.fields[0] == "byline";
    const auto credits = byline ? find_credits({}, agencies_in_byline(row.fields[1]))
                                : find_credits({row.fields[1]}, {});
    std::string found;
    for (const auto& credit : credits)
      found += (found.empty() ? "" : "; ") + credit.agency + " (" +
               std::string(name_of(credit.extent)) + ", " + credit.found_in + ")";
    EXPECT_EQ(found.empty() ? "none" : found, row.fields[2]) << row.place;
  }
}

TEST(Credits, OfTwoThatSayTheSameTheFirstStands) {
  const auto credits =
      find_credits({"MARSENT (Reuters) - It was denied.", "It was. (Reuters)"}, {});
  ASSERT_EQ(credits.size(), 1U);
  EXPECT_EQ(credits.front().found_in, "dateline");
}

}  // namespace
}  // namespace gainsay::page
