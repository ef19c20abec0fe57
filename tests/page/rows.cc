#include "rows.h"

#include <gtest/gtest.h>

#include <fstream>

namespace gainsay::page {

std::vector<Row> rows_of(const std::string& file) {
  std::ifstream in("tests/page/" + file);
  EXPECT_TRUE(in) << file << " is missing; run from the project's root";
  std::vector<Row> rows;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    Row row{file + ":" + std::to_string(number), {}};
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      row.fields.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    rows.push_back(std::move(row));
  }
  EXPECT_FALSE(rows.empty()) << file;
  return rows;
}

}  // namespace gainsay::page
