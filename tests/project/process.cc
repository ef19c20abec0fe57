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
  // The build's own model, wherever the user's cache folder is now.
  const auto line =
      "export GAINSAY_MODEL=\"$(echo \"$GAINSAY_FETCHED\"/en_core_web_sm*.whl)\"; cd '" +
      root().string() + "' && { " + command + "\n} < /dev/null > '" + out.string() + "' 2> '" +
      error.string() + "'";
  const int status = std::system(line.c_str());
  Finished finished{WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out),
                    content_of(error)};
  std::filesystem::remove(out);
  std::filesystem::remove(error);
  return finished;
}

}  // namespace gainsay::project
