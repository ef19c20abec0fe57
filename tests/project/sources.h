// The project's own files, as its checks of itself go through them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace gainsay::project {

// Where the project lies; the build tells its tests.
std::filesystem::path root();

// C++ files below root()/folder, by path.
std::vector<std::filesystem::path> cpp_files(const std::string& folder);

struct Line {
  int number = 0;  // from 1
  std::string text;
};
std::vector<Line> lines_of(const std::filesystem::path& file);

}  // namespace gainsay::project
