// Title, authors and day of the pages in labelled_pages.tsv, which were labelled by reading them.
// The pages are their publishers' and no part of the project: without them this is skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/utf8.h"
#include "rows.h"
#include "sample.h"

namespace gainsay::page {
namespace {

const std::filesystem::path kPages = "../shared/data/pages/html";

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : "; ") + name;
  return all;
}

// Names are one in any case: bylines are set in capitals at will. "-": nobody; "|" parts answers
// that are both right.
bool are_authors(const std::string& found, const std::string& label) {
  for (std::size_t at = 0; at <= label.size();) {
    const std::size_t end = std::min(label.find('|', at), label.size());
    std::string answer = label.substr(at, end - at);
    while (answer.starts_with(' ')) answer.erase(0, 1);
    while (answer.ends_with(' ')) answer.pop_back();
    if (to_lower(found) == (answer == "-" ? "" : to_lower(answer))) return true;
    at = end + 1;
  }
  return false;
}

TEST(LabelledPages, TitleAuthorsAndDay) {
  if (!std::filesystem::exists(kPages)) GTEST_SKIP() << kPages << " is not here: nothing to read";
  int pages = 0;
  int titles = 0;
  int authors = 0;
  int days = 0;
  for (const auto& row : rows_of("labelled_pages.tsv")) {
    ASSERT_EQ(row.fields.size(), 4U) << row.place;
    acquire::Inputs inputs({(kPages / (row.fields[0] + ".html.gz")).string()}, {}, {});
    const auto input = inputs.next();
    ASSERT_TRUE(input && input->capture) << row.place;
    const auto article = read(*input->capture);
    ++pages;
    titles += article.title == row.fields[1] ? 1 : 0;
    authors += are_authors(joined(article.authors), row.fields[2]) ? 1 : 0;
    days += article.published.substr(0, 10) == row.fields[3] ? 1 : 0;
  }
  EXPECT_EQ(pages, 60);
  EXPECT_GE(titles, pages * 0.97);
  EXPECT_GE(authors, pages * 0.90);
  EXPECT_GE(days, pages * 0.95);
  RecordProperty("titles", titles);
  RecordProperty("authors", authors);
  RecordProperty("days", days);
}

}  // namespace
}  // namespace gainsay::page
