#include "ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "ledger/entries.h"
#include "ledger/sqlite.h"
#include "records.h"
#include "temporary_folder.h"

namespace gainsay::ledger {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kText;
using testing::make_article;
using testing::make_capture;
using testing::make_reading;
using ::testing::SizeIs;
using testing::TemporaryFolder;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds{1'614'834'367}};
constexpr const char* kMadeBy = "gainsay test";

Result<Appended> append(Ledger& ledger, std::string_view bytes, std::string_view url) {
  return ledger.append(make_capture(bytes, url), make_article(kText, url, "Orla Courier"),
                       make_reading(), kMadeBy, kNow);
}

Ledger open_new(const std::string& path) {
  auto ledger = Ledger::open(path, Mode::write);
  EXPECT_TRUE(ledger) << (ledger ? "" : to_string(ledger.error()));
  return std::move(*ledger);
}

TEST(Ledger, GivesBackWhatWasAppended) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_EQ(append(ledger, "page one", "https://courier.example/1"), Appended::added);
  const auto documents = ledger.documents();
  ASSERT_TRUE(documents);
  ASSERT_THAT(*documents, SizeIs(1));
  EXPECT_EQ(documents->front().id, make_capture("page one", "").id);
  EXPECT_EQ(documents->front().article,
            make_article(kText, "https://courier.example/1", "Orla Courier"));
  EXPECT_EQ(documents->front().captured, "2020-09-13T12:26:40Z");
  EXPECT_EQ(documents->front().reading, make_reading());
}

std::string unhex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
  return out;
}

// "page one", compressed with gzip.
const std::string kGzip(unhex("1f8b08000000000002032b484c4f55c8cf4b0500aa3e8f8508000000"));

TEST(Ledger, GivesBackCapturesAsReceived) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  auto capture = make_capture("page one", "https://courier.example/1");
  capture.bytes = kGzip;
  capture.body.clear();
  capture.coding = "gzip";
  capture.format = acquire::Format::mail;
  acquire::Hop hop;
  hop.url = "https://courier.example/";
  hop.request = "GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n";
  hop.response =
      "HTTP/1.1 301 D\xe9plac\xe9\r\nLocation: /1\r\n\r\n";  // Latin-1, as servers send it
  hop.peer = "203.0.113.7:443";
  hop.tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
  hop.certificates = {{"CN=courier.example", "CN=Some CA", "2021-01-01T00:00:00Z",
                       "2022-01-01T00:00:00Z", std::string(64, 'a')}};
  capture.hops = {hop, hop};
  capture.hops[1].certificates.clear();
  capture.place = acquire::Place{"file:///a.warc.gz", "<urn:uuid:1>", 5'000'000'000};
  ASSERT_EQ(ledger.append(capture, make_article(kText, capture.url, "Orla Courier"), make_reading(),
                          kMadeBy, kNow),
            Appended::added);
  ASSERT_EQ(append(ledger, "page two", "https://courier.example/2"), Appended::added);
  std::vector<acquire::Capture> found;
  ASSERT_TRUE(ledger.each_capture([&](const acquire::Capture& one) -> Result<void> {
    found.push_back(one);
    return {};
  }));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0], capture);
  EXPECT_EQ(found[1].bytes, "page two");
  const auto verified = ledger.verify();
  EXPECT_TRUE(verified) << to_string(verified.error());
}

TEST(Ledger, AddsTheSameBytesOnce) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_EQ(append(ledger, "page one", "https://courier.example/1"), Appended::added);
  EXPECT_EQ(append(ledger, "page one", "https://mirror.example/1"), Appended::already_known);
  EXPECT_EQ(ledger.documents()->size(), 1U);
  EXPECT_EQ(ledger.contains(make_capture("page one", "").id), true);
  EXPECT_EQ(ledger.contains(make_capture("page two", "").id), false);
}

TEST(Ledger, TheSavedViewIsTheDerivedOne) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_TRUE(append(ledger, "page one", "https://courier.example/1"));
  ASSERT_TRUE(append(ledger, "page two", "https://herald.example/2"));
  const auto derived = ledger.view();
  ASSERT_TRUE(derived);
  EXPECT_EQ(derived->documents.size(), 2U);
  EXPECT_EQ(derived->assertions.size(), 4U);
  const auto saved = open_new(folder / "a.db").view();
  ASSERT_TRUE(saved);
  EXPECT_EQ(*saved, *derived);
}

TEST(Ledger, AViewThatIsBehindIsMadeAnew) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_TRUE(append(ledger, "page one", "https://courier.example/1"));
  ASSERT_EQ(ledger.view()->documents.size(), 1U);
  ASSERT_TRUE(append(ledger, "page two", "https://herald.example/2"));
  EXPECT_TRUE(ledger.verify()) << "a view that is behind is no damage";
  EXPECT_EQ(ledger.view()->documents.size(), 2U);
  EXPECT_TRUE(ledger.verify());
}

TEST(Ledger, TheSameDocumentsGiveTheSameBytesOfLogAndView) {
  const TemporaryFolder folder;
  std::string heads[2];
  for (int i = 0; i < 2; ++i) {
    auto ledger = open_new(folder / std::to_string(i));
    ASSERT_TRUE(append(ledger, "page one", "https://courier.example/1"));
    ASSERT_TRUE(ledger.view());
    heads[i] = ledger.verify()->head;
  }
  EXPECT_EQ(heads[0], heads[1]);
  EXPECT_THAT(heads[0], SizeIs(64));
}

TEST(Ledger, RefusesAReadingThatCannotShowItsWords) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  const auto article = make_article(kText, "https://courier.example/1", "Orla Courier");
  auto outside = make_reading();
  outside.assertions[0].evidence = {make_span(5, 5000)};
  auto none = make_reading();
  none.assertions[1].evidence.clear();
  for (const auto& reading : {outside, none}) {
    const auto appended = ledger.append(make_capture("page", "https://courier.example/1"), article,
                                        reading, kMadeBy, kNow);
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, ErrorCode::damaged);
  }
  EXPECT_THAT(*ledger.documents(), IsEmpty());
}

TEST(Ledger, KeepsTextOfAnyKind) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  const std::string odd("\xd8\xa3\xd9\x88\xd8\xb1\xd9\x84\xd8\xa7 \"quoted\" \\ \x01 \0 end", 27);
  auto article = make_article(odd, "file:///tmp/\xff.html", "Orla Courier");
  ASSERT_TRUE(ledger.append(make_capture(std::string_view("\0\xff\n", 3), "x"), article, {},
                            kMadeBy, kNow));
  ASSERT_TRUE(ledger.view());
  EXPECT_TRUE(ledger.verify());
  EXPECT_EQ(ledger.documents()->front().article.text, odd);
}

TEST(Ledger, AnEmptyFileIsAnEmptyLedger) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.db").flush();
  auto ledger = Ledger::open(folder / "a.db", Mode::view);
  ASSERT_TRUE(ledger);
  EXPECT_THAT(ledger->view()->documents, IsEmpty());
  EXPECT_EQ(ledger->verify()->entries, 0);
}

TEST(Ledger, RefusesWhatIsNoLedger) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text") << "some words that are longer than a SQLite header is wide, or "
                                    "so we hope, since a hundred bytes are asked for";
  auto other = Database::open(folder / "other.db", Access::read_write_create);
  ASSERT_TRUE(other->run("CREATE TABLE t(a)"));
  auto newer = open_new(folder / "newer.db");
  ASSERT_TRUE(
      Database::open(folder / "newer.db", Access::read_write)->run("PRAGMA user_version=99"));
  for (const auto& [name, reason] : {std::pair{"text", "no ledger"},
                                     {"other.db", "no ledger"},
                                     {"newer.db", "newer gainsay"},
                                     {"missing", "opened"},
                                     {"no/such/folder/a.db", "opened"}}) {
    const auto opened = Ledger::open(folder / name, Mode::view);
    ASSERT_FALSE(opened) << name;
    EXPECT_EQ(opened.error().code, ErrorCode::ledger);
    EXPECT_THAT(opened.error().what, HasSubstr(reason)) << name;
    EXPECT_EQ(opened.error().where, folder / name);
  }
  EXPECT_FALSE(Ledger::open(folder / "text", Mode::write));
  EXPECT_FALSE(Ledger::open("/proc/a.db", Mode::write));
}

// As gainsay of format 1 left it: its log as it is, its view without this format's columns.
TEST(Ledger, AnEarlierFormatIsBroughtUp) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_TRUE(append(ledger, "page one", "https://courier.example/1"));
  const auto view = ledger.view();
  ASSERT_TRUE(view);
  auto database = Database::open(folder / "a.db", Access::read_write);
  ASSERT_TRUE(
      database->run("PRAGMA foreign_keys=OFF; ALTER TABLE documents DROP COLUMN found_in; PRAGMA "
                    "user_version=1"));
  auto opened = Ledger::open(folder / "a.db", Mode::view);
  ASSERT_TRUE(opened) << to_string(opened.error());
  EXPECT_TRUE(opened->verify());
  EXPECT_EQ(*opened->view(), *view);
  EXPECT_TRUE(opened->verify());
  EXPECT_EQ(*database->number("PRAGMA user_version"), 2);
}

TEST(Ledger, ADocumentOfFormatOneHasNoneOfTheLaterFields) {
  const auto entry = parse_document(
      R"({"id":"sha256:1","url":"https://a.example/","text":"Words.","text_sha256":"2"})");
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->article.text, "Words.");
  EXPECT_THAT(entry->article.structure, IsEmpty());
  EXPECT_THAT(entry->article.agencies, IsEmpty());
  EXPECT_THAT(entry->article.found_in, IsEmpty());
  EXPECT_FALSE(parse_document(R"({"id":"1","url":"","text":"W","text_sha256":"2",)"
                              R"("structure":[{"kind":"poem","begin":0,"end":1}]})"));
}

TEST(Ledger, LogAndCapturesCannotBeChangedInPassing) {
  const TemporaryFolder folder;
  auto ledger = open_new(folder / "a.db");
  ASSERT_TRUE(append(ledger, "page one", "https://courier.example/1"));
  auto database = Database::open(folder / "a.db", Access::read_write);
  for (const char* sql : {"UPDATE log SET at='2000-01-01T00:00:00Z'", "DELETE FROM log",
                          "UPDATE captures SET url=''", "DELETE FROM captures"})
    EXPECT_FALSE(database->run(sql)) << sql;
}

TEST(Ledger, SecondWriterGoesOnWhenTheFirstIsDone) {
  const TemporaryFolder folder;
  auto one = open_new(folder / "a.db");
  auto two = open_new(folder / "a.db");
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(append(one, "one " + std::to_string(i), "https://courier.example/"), Appended::added);
    ASSERT_EQ(append(two, "two " + std::to_string(i), "https://courier.example/"), Appended::added);
  }
  ASSERT_EQ(one.view()->documents.size(), 10U);
  EXPECT_EQ(two.verify()->entries, 30);
}

// In a child, since a limit on file sizes cannot be raised again.
int append_until_full(const std::string& path) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{200'000, 200'000};
  setrlimit(RLIMIT_FSIZE, &limit);
  auto ledger = Ledger::open(path, Mode::write);
  if (!ledger) return 1;
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 100; ++i) {
    for (int k = 0; k < 20'000; ++k)
      noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    const auto appended = append(*ledger, noise, "https://courier.example/");
    if (!appended) return appended.error().code == ErrorCode::ledger ? 42 : 2;
  }
  return 3;
}

TEST(Ledger, AFullDiskIsAnErrorAndLosesNothing) {
  const TemporaryFolder folder;
  const pid_t child = fork();
  if (child == 0) _exit(append_until_full(folder / "a.db"));
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
  auto ledger = open_new(folder / "a.db");
  const auto verified = ledger.verify();
  ASSERT_TRUE(verified) << to_string(verified.error());
  EXPECT_GE(verified->documents, 1);
  EXPECT_TRUE(append(ledger, "after", "https://courier.example/"));
}

}  // namespace
}  // namespace gainsay::ledger
