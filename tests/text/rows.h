// Rows of a .tsv file beside a test: fields parted by tabs, lines that begin with # left out.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace gainsay::text {

struct Row {
  int line = 0;
  std::vector<std::string> fields;
};

inline std::vector<Row> read_rows(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path << ": cannot be read; tests run from the project's root";
  std::vector<Row> rows;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    Row row{.line = number, .fields = {}};
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      row.fields.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    rows.push_back(row);
  }
  return rows;
}

// "\n" in a row stands for the end of a line.
inline std::string unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool newline = text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n';
    out += newline ? '\n' : text[i];
    if (newline) ++i;
  }
  return out;
}

}  // namespace gainsay::text
