// The command line: help, slips, exit codes, and what every command does with a ledger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "../ledger/temporary_folder.h"
#include "pages.h"
#include "program.h"

namespace gainsay::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kCommands[] = {"read",    "watch", "brief",  "claims", "show",
                                     "explain", "diff",  "export", "verify", "parse"};

TEST(CommandLine, HelpBeginsWithExamples) {
  for (const char* command : kCommands) {
    const auto help = run({command, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.out, HasSubstr("Examples:\n  ")) << command;
    EXPECT_LT(help.out.find("Examples:"), help.out.find("Options:")) << command;
    EXPECT_EQ(run({"help", command}).out, help.out) << command;
  }
  EXPECT_THAT(run({"--help"}).out, HasSubstr("Examples:\n  gainsay read"));
  EXPECT_THAT(run({"--version"}).out, StartsWith("gainsay "));
}

struct Slip {
  std::vector<std::string> arguments;
  const char* says;
};

TEST(CommandLine, SlipsAreNamedAndCost2) {
  const std::vector<Slip> slips{
      {{}, "Examples:"},
      {{"raed", "x"}, "did you mean \"read\"?"},
      {{"clams"}, "did you mean \"claims\"?"},
      {{"frobnicate"}, "there is no command \"frobnicate\"\n"},
      {{"help", "breif"}, "did you mean \"brief\"?"},
      {{"read"}, "Examples:"},
      {{"read", "--ledgre", "x", "y"}, "did you mean --ledger?"},
      {{"read", "--jobs", "0", "x"}, "--jobs"},
      {{"read", "--now", "yesterday", "x"}, "yesterday"},
      {{"read", "--format", "xml", "x"}, "--format"},
      {{"claims", "--status", "true"}, "confirmed"},
      {{"claims", "--since", "May"}, "is no date"},
      {{"show"}, "ID"},
      {{"parse"}, "FILE"},
      {{"parse", "--format", "xml", "x"}, "is neither conllu nor jsonl"},
      {{"parse", "--jobs", "0", "x"}, "--jobs"},
  };
  for (const auto& [arguments, says] : slips) {
    const auto done = run(arguments);
    EXPECT_EQ(done.exit_code, 2) << says;
    EXPECT_THAT(done.err, HasSubstr(says));
    EXPECT_THAT(done.out, IsEmpty());
  }
}

TEST(CommandLine, WhatIsNoLedgerCosts3) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text.db") << "no ledger, and more than a hundred bytes of it, so that "
                                       "it cannot be taken for a file that was just begun";
  for (const char* command : {"brief", "claims", "verify"})
    for (const char* name : {"text.db", "missing.db"}) {
      const auto done = run({command, "--ledger", folder / name});
      EXPECT_EQ(done.exit_code, 3) << command << name;
      EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
      EXPECT_THAT(done.err, HasSubstr(name));
    }
  EXPECT_EQ(run({"read", "--ledger", "/no/such/folder/a.db", "x"}).exit_code, 3);
}

TEST(CommandLine, AMissingModelIsSaid) {
  const TemporaryFolder folder;
  const auto done = run({"read", "--model", folder / "none.whl", "--ledger", folder / "a.db", "x"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("run ./run once"));
}

class WithLedger : public ::testing::Test {
 protected:
  void SetUp() override {
    write_pages(folder_ / "pages", 3);
    const auto done = run({"read", "--ledger", ledger(), folder_ / "pages"});
    ASSERT_EQ(done.exit_code, 0) << done.err;
  }
  std::string ledger() const { return folder_ / "a.db"; }
  TemporaryFolder folder_;
};

TEST_F(WithLedger, BriefIsMarkdownOrOnePage) {
  const auto brief = run({"brief", "--ledger", ledger()});
  EXPECT_EQ(brief.exit_code, 0);
  EXPECT_THAT(brief.out, StartsWith("# Brief\n\n3 documents"));
  EXPECT_THAT(brief.out, HasSubstr("“"));
  const auto html = run({"brief", "--ledger", ledger(), "--html", folder_ / "b.html"});
  EXPECT_EQ(html.exit_code, 0) << html.err;
  EXPECT_THAT(html.out, IsEmpty());
  std::ostringstream page;
  page << std::ifstream(folder_ / "b.html").rdbuf();
  EXPECT_THAT(page.str(), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(page.str(), Not(HasSubstr("src=")));
}

TEST_F(WithLedger, ClaimsCanBeShownByTheirIds) {
  const auto claims = run({"claims", "--ledger", ledger()});
  EXPECT_EQ(claims.exit_code, 0);
  ASSERT_FALSE(claims.out.empty());
  const std::string id = claims.out.substr(0, claims.out.find('\t'));
  const auto shown = run({"show", "--ledger", ledger(), id});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr(id));
  EXPECT_THAT(shown.out, Not(HasSubstr("\x1b"))) << "no colour without a terminal";
  EXPECT_EQ(run({"show", "--ledger", ledger(), "prop:nothing"}).exit_code, 1);
  EXPECT_THAT(run({"claims", "--ledger", ledger(), "--format", "csv"}).out,
              StartsWith("id,status,"));
}

TEST_F(WithLedger, DamageCosts1AndIsNamed) {
  const auto done = run_shell("sqlite3 '" + ledger() +
                              "' \"UPDATE propositions SET status='confirmed', credibility=6\" && "
                              "\"$GAINSAY\" verify --ledger '" +
                              ledger() + "'");
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("gainsay: proposition "));
}

TEST_F(WithLedger, AReaderThatGoesAwayIsNoError) {
  const auto done = run_shell("\"$GAINSAY\" brief --ledger '" + ledger() + "' | head -c 10");
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.err, IsEmpty());
  const auto full = run_shell("\"$GAINSAY\" brief --ledger '" + ledger() + "' >/dev/full");
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_THAT(full.err, HasSubstr("standard output cannot be written"));
}

TEST_F(WithLedger, AReadOnlyLedgerCanBeAsked) {
  const auto done = run_shell("chmod 444 '" + ledger() + "' && \"$GAINSAY\" brief --ledger '" +
                              ledger() + "' && \"$GAINSAY\" verify --ledger '" + ledger() + "'");
  EXPECT_EQ(done.exit_code, 0) << done.err;
}

// Every command and every option of the help stands in the manual page.
TEST(ManualPage, HasEveryCommandAndOption) {
  std::ifstream file("docs/gainsay.1");
  std::ostringstream text;
  text << file.rdbuf();
  std::string manual = text.str();
  std::erase(manual, '\\');
  ASSERT_FALSE(manual.empty());
  for (const char* command : kCommands) {
    EXPECT_THAT(manual, HasSubstr(std::string(".SS ") + command + "\n"));
    const std::string help = run({command, "--help"}).out;
    for (std::size_t at = help.find("--"); at != std::string::npos; at = help.find("--", at + 2)) {
      const auto end = help.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
      EXPECT_THAT(manual, HasSubstr(help.substr(at, end - at))) << command;
    }
  }
}

}  // namespace
}  // namespace gainsay::testing
