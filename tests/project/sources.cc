#include "sources.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <fstream>

namespace gainsay::project {

std::filesystem::path root() {
  const char* given = std::getenv("GAINSAY_ROOT");
  assert(given != nullptr);
  return given;
}

std::vector<std::filesystem::path> cpp_files(const std::string& folder) {
  std::vector<std::filesystem::path> found;
  const auto start = root() / folder;
  if (!std::filesystem::exists(start)) return found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(start)) {
    const auto kind = entry.path().extension();
    if (entry.is_regular_file() && (kind == ".h" || kind == ".cc")) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::vector<Line> lines_of(const std::filesystem::path& file) {
  std::vector<Line> lines;
  std::ifstream in(file);
  for (std::string text; std::getline(in, text);) {
    lines.push_back({static_cast<int>(lines.size()) + 1, text});
  }
  return lines;
}

}  // namespace gainsay::project
