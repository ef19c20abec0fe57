// gainsay parse: files in, CoNLL-U or JSON lines out, in the order of the files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "../ledger/temporary_folder.h"
#include "program.h"

namespace gainsay::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kModel = "tests/nlp/small_model";

TEST(Parse, PrintsConllu) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.txt") << "Karsova niega la tregua.\n";
  const auto done = run({"parse", "--model", kModel, folder / "a.txt"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.err, "");
  EXPECT_THAT(done.out,
              StartsWith("# newdoc id = " + (folder / "a.txt") +
                         "\n# sent_id = 1-1\n# text = Karsova niega la tregua.\n1\tKarsova\t"));
  EXPECT_THAT(done.out, HasSubstr("\n2\tniega\tnegar\tVERB\t"));
  EXPECT_EQ(std::ranges::count(done.out, '\n'), 9);
}

TEST(Parse, ThreadsChangeNothing) {
  const TemporaryFolder folder;
  std::vector<std::string> one{"parse", "--model", kModel};
  for (int i = 0; i < 150; ++i) {
    const auto name = folder / (std::to_string(i) + ".txt");
    std::ofstream file(name);
    for (int k = 0; k <= i % 40; ++k) file << "La aldea " << i << " teme la guerra vieja. ";
    one.push_back(name);
  }
  std::vector<std::string> four = one;
  four.insert(four.end(), {"--jobs", "4"});
  const auto alone = run(one);
  EXPECT_EQ(alone.exit_code, 0);
  EXPECT_EQ(std::ranges::count(alone.out, '#') % 2, 0);
  EXPECT_EQ(run(four).out, alone.out);
}

TEST(Parse, PrintsJsonAndReadsStandardInput) {
  const auto done =
      run({"parse", "--model", kModel, "--format", "jsonl", "-"}, {.input = "Torsk niega.\n"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, StartsWith(R"({"id": "-", "text": "Torsk niega.\n", "ents": [)"));
  EXPECT_EQ(std::ranges::count(done.out, '\n'), 1);
}

TEST(Parse, NamesWhatItCannotReadAndGoesOn) {
  const TemporaryFolder folder;
  std::ofstream(folder / "good.txt") << "Torsk niega.";
  std::ofstream(folder / "latin.txt") << "ma\xF1"
                                         "ana";
  std::ofstream(folder / "empty.txt") << "";
  const auto done = run({"parse", "--model", kModel, folder / "none.txt", folder / "latin.txt",
                         folder / "empty.txt", folder / "good.txt"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("none.txt: No such file"));
  EXPECT_THAT(done.err, HasSubstr("latin.txt: is not UTF-8"));
  EXPECT_EQ(std::ranges::count(done.err, '\n'), 2);
  EXPECT_THAT(done.out, HasSubstr("# sent_id = 4-1\n"));
  EXPECT_EQ(run({"parse", "--model", folder / "none.whl", folder / "good.txt"}).exit_code, 1);
}

}  // namespace
}  // namespace gainsay::testing
