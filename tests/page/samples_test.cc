#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rows.h"
#include "sample.h"

namespace gainsay::page {
namespace {

TEST(Samples, EachPageGivesItsArticle) {
  for (const auto& row : rows_of("samples.tsv")) {
    ASSERT_EQ(row.fields.size(), 7U) << row.place;
    acquire::Inputs inputs({"samples/" + row.fields[0]}, {}, {});
    const auto input = inputs.next();
    ASSERT_TRUE(input && input->capture) << row.place;
    const auto article = read(*input->capture);
    std::string authors;
    for (const auto& author : article.authors) authors += (authors.empty() ? "" : "; ") + author;
    EXPECT_EQ(article.title, row.fields[1]) << row.place;
    EXPECT_EQ(authors, row.fields[2]) << row.place;
    EXPECT_EQ(article.published, row.fields[3]) << row.place;
    EXPECT_EQ(article.outlet, row.fields[4]) << row.place;
    EXPECT_THAT(article.text, testing::StartsWith(row.fields[5])) << row.place;
    EXPECT_THAT(article.text, testing::EndsWith(row.fields[6])) << row.place;
    for (const auto& caption : article.captions) {
      EXPECT_THAT(article.text, testing::Not(testing::HasSubstr(caption))) << row.place;
    }
  }
}

}  // namespace
}  // namespace gainsay::page
