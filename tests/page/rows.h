// Rows of a .tsv file beside the tests: fields parted by tabs; empty lines and those with # are
// left out.
#pragma once

#include <string>
#include <vector>

namespace gainsay::page {

struct Row {
  std::string place;  // "dates.tsv:12"
  std::vector<std::string> fields;
};

std::vector<Row> rows_of(const std::string& file);

}  // namespace gainsay::page
