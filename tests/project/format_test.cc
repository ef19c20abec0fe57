#include <gtest/gtest.h>

#include <string>

#include "process.h"
#include "sources.h"

namespace gainsay::project {
namespace {

TEST(Format, AllSourcesAreAsClangFormatWritesThem) {
  if (run("command -v clang-format-14").exit_code != 0) {
    GTEST_SKIP() << "clang-format-14 is not installed; .ci/run installs it";
  }
  std::string files;
  for (const std::string folder : {"src", "tests", "bench", "fuzz", "examples"}) {
    for (const auto& file : cpp_files(folder)) files += " '" + file.string() + "'";
  }
  const auto checked = run("clang-format-14 --dry-run -Werror" + files);
  EXPECT_EQ(checked.exit_code, 0) << checked.error;
}

}  // namespace
}  // namespace gainsay::project
