#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page/dates.h"
#include "rows.h"
#include "sample.h"

namespace gainsay::page {
namespace {

const std::string kBody =
    "<p>The bridge at Orrin Ford was closed on Tuesday, residents of the valley said.</p>"
    "<p>A spokesman of the roads office denied it, and said that two lorries had crossed.</p>";

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : "; ") + one;
  return all;
}

std::string agencies_of(const Article& article) {
  std::string all;
  for (const auto& credit : article.agencies)
    all += (all.empty() ? "" : "; ") + credit.agency + ", " + credit.found_in;
  return all;
}

std::string places_of(const Article& article) {
  std::string all;
  for (const auto& [field, place] : article.found_in)
    all += (all.empty() ? "" : " ") + field + "=" + place;
  return all;
}

// Field, the page's head (and, behind "||", what stands above its text), and what is found.
TEST(Metadata, IsFoundWhereItStands) {
  for (const auto& row : rows_of("metadata.tsv")) {
    ASSERT_EQ(row.fields.size(), 3U) << row.place;
    const std::string& told = row.fields[1];
    const std::size_t parted = std::min(told.find("||"), told.size());
    const std::string above = parted == told.size() ? "" : told.substr(parted + 2);
    const auto article = read(html_capture(page_around(told.substr(0, parted), above + kBody)));
    const std::string found = row.fields[0] == "title"       ? article.title
                              : row.fields[0] == "outlet"    ? article.outlet
                              : row.fields[0] == "authors"   ? joined(article.authors)
                              : row.fields[0] == "published" ? article.published
                              : row.fields[0] == "canonical" ? article.canonical
                              : row.fields[0] == "language"  ? article.language
                              : row.fields[0] == "modified"  ? article.modified
                              : row.fields[0] == "section"   ? article.section
                              : row.fields[0] == "access"    ? article.access
                              : row.fields[0] == "agencies"  ? agencies_of(article)
                              : row.fields[0] == "found_in"  ? places_of(article)
                                                             : "no such field";
    EXPECT_EQ(found, row.fields[2]) << row.place;
  }
}

TEST(Dates, AsPagesPrintThem) {
  for (const auto& row : rows_of("dates.tsv")) {
    ASSERT_EQ(row.fields.size(), 2U) << row.place;
    EXPECT_EQ(parse_page_date(row.fields[0]).value_or("none"), row.fields[1]) << row.place;
  }
}

TEST(Dates, InAddresses) {
  EXPECT_EQ(date_in_address("https://a.example/2015/10/02/bridge"), "2015-10-02");
  EXPECT_EQ(date_in_address("https://a.example/news/2015/9/2/bridge"), "2015-09-02");
  EXPECT_EQ(date_in_address("https://a.example/news/2015-09-02-bridge"), "2015-09-02");
  EXPECT_EQ(date_in_address("https://a.example/2015/13/40/bridge"), std::nullopt);
  EXPECT_EQ(date_in_address("https://a.example/20151002/10/bridge"), std::nullopt);
  EXPECT_EQ(date_in_address("https://a.example/2015/10/"), std::nullopt);
  EXPECT_EQ(date_in_address(""), std::nullopt);
}

}  // namespace
}  // namespace gainsay::page
