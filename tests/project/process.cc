#include "process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sources.h"

namespace gainsay::project {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(content).str();
}

}  // namespace

Finished run(const std::string& command) {
  const auto name = "gainsay-project-" + std::to_string(getpid());
  const auto out = std::filesystem::temp_directory_path() / (name + ".out");
  const auto error = std::filesystem::temp_directory_path() / (name + ".err");
  const auto line = "cd '" + root().string() + "' && { " + command + "\n} < /dev/null > '" +
                    out.string() + "' 2> '" + error.string() + "'";
  const int status = std::system(line.c_str());
  Finished finished{WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out),
                    content_of(error)};
  std::filesystem::remove(out);
  std::filesystem::remove(error);
  return finished;
}

}  // namespace gainsay::project
