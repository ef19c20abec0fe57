// robots.txt by RFC 9309; the cases stand in robots.txt.tsv.
#include "acquire/robots.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gainsay::acquire {
namespace {

// "\n" and "\r" in a row stand for ends of lines.
std::string lines_in(const std::string& cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell.compare(i, 2, "\\n") == 0 || cell.compare(i, 2, "\\r") == 0) {
      out += cell[i + 1] == 'n' ? '\n' : '\r';
      ++i;
    } else {
      out += cell[i];
    }
  }
  return out;
}

TEST(Robots, Rows) {
  std::ifstream rows("tests/acquire/robots.tsv");
  ASSERT_TRUE(rows);
  int seen = 0;
  std::string row;
  for (int line = 1; std::getline(rows, row); ++line) {
    if (row.empty() || row[0] == '#') continue;
    const auto first = row.find('\t');
    const auto second = row.find('\t', first + 1);
    ASSERT_NE(second, std::string::npos) << "robots.tsv:" << line;
    const auto robots = Robots::parse(lines_in(row.substr(0, first)));
    EXPECT_EQ(robots.allows(row.substr(first + 1, second - first - 1)),
              row.substr(second + 1) == "allowed")
        << "robots.tsv:" << line << ": " << row;
    ++seen;
  }
  EXPECT_GE(seen, 40);
}

TEST(Robots, AllAndNothing) {
  EXPECT_TRUE(Robots::allow_all().allows("/a"));
  EXPECT_FALSE(Robots::disallow_all().allows("/a"));
  EXPECT_FALSE(Robots::disallow_all().allows(""));
}

TEST(Robots, CrawlDelay) {
  using std::chrono::milliseconds;
  const auto delay = [](const char* file) { return Robots::parse(file).crawl_delay(); };
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 2.5"), milliseconds(2500));
  EXPECT_EQ(delay("User-agent: gainsay\nDisallow: /x\nUser-agent: *\nCrawl-delay: 5"),
            std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: -1"), std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: nan"), std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: soon"), std::nullopt);
}

// What stands behind the RFC's 500 KiB does not count, and hostile patterns end.
TEST(Robots, BigFilesAreBounded) {
  std::string file = "User-agent: *\n";
  while (file.size() < 500 * 1024) file += "# padding padding padding padding padding\n";
  EXPECT_TRUE(Robots::parse(file + "Disallow: /").allows("/"));
  std::string stars = "User-agent: *\nDisallow: ";
  for (int i = 0; i < 2000; ++i) stars += "*a";
  EXPECT_TRUE(Robots::parse(stars + "b$").allows("/" + std::string(1999, 'a')));
}

}  // namespace
}  // namespace gainsay::acquire
