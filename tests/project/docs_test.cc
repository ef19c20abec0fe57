// The documents and the project say the same: links lead somewhere, packages and pins are
// explained, commands run.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "process.h"
#include "sources.h"

namespace gainsay::project {
namespace {

using testing::HasSubstr;

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file).rdbuf();
  return std::move(content).str();
}

std::vector<std::filesystem::path> documents() {
  std::vector<std::filesystem::path> found;
  for (const std::string folder : {".", "docs", "samples", "knowledge"}) {
    for (const auto& entry : std::filesystem::directory_iterator(root() / folder)) {
      if (entry.path().extension() == ".md") found.push_back(entry.path());
    }
  }
  return found;
}

TEST(Docs, LinksLeadSomewhere) {
  for (const auto& document : documents()) {
    for (const auto& line : lines_of(document)) {
      for (auto at = line.text.find("]("); at != std::string::npos;
           at = line.text.find("](", at + 1)) {
        const auto target = line.text.substr(at + 2, line.text.find(')', at) - at - 2);
        if (target.starts_with("https://") || target.starts_with('#')) continue;
        EXPECT_TRUE(
            std::filesystem::exists(document.parent_path() / target.substr(0, target.find('#'))))
            << document.string() << ":" << line.number << ": nothing at " << target;
      }
    }
  }
}

TEST(Docs, EveryDependencyIsExplained) {
  const auto explained = text_of(root() / "docs/dependencies.md");
  for (const std::string list : {"cmake/debian-packages.txt", ".ci/debian-packages.txt"}) {
    for (const auto& line : lines_of(root() / list)) {
      if (line.text.empty() || line.text.starts_with('#')) continue;
      EXPECT_THAT(explained, HasSubstr("`" + line.text + "`")) << list << ":" << line.number;
    }
  }
  for (const auto& line : lines_of(root() / "cmake/fetched.txt")) {
    if (line.text.starts_with('#')) continue;
    const auto name = line.text.substr(0, line.text.find("=="));
    EXPECT_THAT(explained, HasSubstr("`" + name + "`")) << "cmake/fetched.txt:" << line.number;
  }
}

TEST(Docs, TheTourShowsEveryCommand) {
  const auto help = run("\"$GAINSAY_PROGRAM\" --help");
  ASSERT_EQ(help.exit_code, 0) << help.error;
  const auto tour = text_of(root() / "docs/tour.md");
  std::istringstream lines(help.out.substr(help.out.find("Subcommands:")));
  int commands = 0;
  for (std::string line; std::getline(lines, line);) {
    // "  read      Reads pages …"; what is indented further goes on with a description.
    if (!line.starts_with("  ") || line.size() < 3 || !std::islower(line[2])) continue;
    const auto command = line.substr(2, line.find(' ', 2) - 2);
    ++commands;
    if (command == "help") continue;
    EXPECT_THAT(tour, HasSubstr("./run " + command));
  }
  EXPECT_GE(commands, 5) << help.out;
}

// Commands of README.md and docs/tour.md: lines "$ ./run …" of their blocks, in order, as if
// somebody followed them in a new clone. Those that ask the network, or build, are left out.
TEST(Docs, CommandsRun) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("gainsay-docs-" + std::to_string(getpid()));
  int commands = 0;
  for (const std::string document : {"README.md", "docs/tour.md"}) {
    std::filesystem::create_directories(folder);
    std::filesystem::create_directory_symlink(root() / "samples", folder / "samples");
    const auto in_folder = "cd '" + folder.string() + "' && ";
    ASSERT_EQ(run(in_folder + "\"$GAINSAY_PROGRAM\" read --quiet samples/").exit_code, 0);
    for (const auto& line : lines_of(root() / document)) {
      constexpr std::string_view kStart = "$ ./run ";
      if (!line.text.starts_with(kStart) || line.text.find("://") != std::string::npos) continue;
      ++commands;
      auto command = line.text.substr(2);
      for (auto at = command.find("./run"); at != std::string::npos; at = command.find("./run")) {
        command.replace(at, std::string_view("./run").size(), "\"$GAINSAY_PROGRAM\"");
      }
      const auto done = run(in_folder + command);
      EXPECT_EQ(done.exit_code, 0) << document << ":" << line.number << ": " << line.text << "\n"
                                   << done.error;
    }
    std::filesystem::remove_all(folder);
  }
  EXPECT_GE(commands, 6);
}

}  // namespace
}  // namespace gainsay::project
