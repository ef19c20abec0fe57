// The order of the stages, which docs/architecture.md gives, kept by their includes: a stage sees
// base, its own files and the public headers of the stages before it.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "sources.h"

namespace gainsay::project {
namespace {

constexpr std::array<std::string_view, 12> kOrder = {"base",  "acquire", "page", "text",
                                                     "nlp",   "places",  "read", "resolve",
                                                     "weigh", "ledger",  "ask",  "cli"};
// gainsay.h runs the stages, so it stands between them and the command.
constexpr std::string_view kPipeline = "gainsay.h";

std::optional<std::size_t> place_of(std::string_view stage) {
  const auto found = std::ranges::find(kOrder, stage);
  if (found == kOrder.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kOrder.begin());
}

// What stands between the marks of an include line: `"page/page.h"`, `<string>`; empty for others.
std::string included(const std::string& line) {
  constexpr std::string_view kDirective = "#include ";
  if (!line.starts_with(kDirective)) return {};
  const auto rest = line.substr(kDirective.size());
  const auto end = rest.find(rest.front() == '<' ? '>' : '"', 1);
  return end == std::string::npos ? std::string() : rest.substr(0, end + 1);
}

bool is_public_header(std::string_view stage, std::string_view header) {
  return stage == "base" || header == std::string(stage) + ".h";
}

TEST(Includes, StagesSeeOnlyPublicHeadersOfEarlierStages) {
  int seen = 0;
  for (const auto& file : cpp_files("src")) {
    const auto relative = file.lexically_relative(root() / "src");
    const bool is_pipeline = relative.parent_path().empty();
    const auto stage = is_pipeline ? std::string("cli") : relative.begin()->string();
    ASSERT_TRUE(place_of(stage)) << file << ": its folder is no stage";
    for (const auto& line : lines_of(file)) {
      const auto name = included(line.text);
      if (!name.starts_with('"')) continue;
      ++seen;
      const auto path = name.substr(1, name.size() - 2);
      const auto where = file.string() + ":" + std::to_string(line.number);
      if (path == kPipeline) {
        EXPECT_EQ(stage, "cli") << where << ": only the command includes gainsay.h";
        continue;
      }
      const auto slash = path.find('/');
      ASSERT_NE(slash, std::string::npos) << where << ": includes name the stage's folder";
      const auto other = path.substr(0, slash);
      if (other == stage) continue;
      ASSERT_TRUE(place_of(other)) << where << ": " << other << " is no stage";
      EXPECT_LT(*place_of(other), *place_of(stage)) << where << ": a later stage";
      EXPECT_TRUE(is_public_header(other, path.substr(slash + 1)))
          << where << ": not the public header of " << other;
    }
  }
  EXPECT_GT(seen, 100) << "too few includes: did the folders move?";
}

// STYLE of the project: a header of a library costs up to two seconds in every file that sees it.
TEST(Includes, PublicHeadersSeeOnlyTheStandardLibraryAndExpected) {
  for (const auto& file : cpp_files("src")) {
    const auto stage = file.parent_path().filename().string();
    if (file.extension() != ".h" || !is_public_header(stage, file.filename().string())) continue;
    for (const auto& line : lines_of(file)) {
      const auto name = included(line.text);
      if (!name.starts_with('<') || name == "<tl/expected.hpp>") continue;
      EXPECT_EQ(name.find_first_of("/."), std::string::npos)
          << file.string() << ":" << line.number << ": " << name << " belongs in a .cc file";
    }
  }
}

}  // namespace
}  // namespace gainsay::project
