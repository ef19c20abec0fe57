// Every kind of damage to a ledger's rows and bytes is found, and its place is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "base/file.h"
#include "ledger/entries.h"
#include "ledger/ledger.h"
#include "ledger/sqlite.h"
#include "records.h"
#include "temporary_folder.h"

namespace gainsay::ledger {
namespace {

using ::testing::HasSubstr;
using testing::kText;
using testing::make_article;
using testing::make_capture;
using testing::make_reading;
using testing::TemporaryFolder;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds{1'614'834'367}};

void make_ledger(const std::string& path) {
  auto ledger = Ledger::open(path, Mode::write);
  ASSERT_TRUE(ledger);
  for (const char* name : {"one", "two", "three"}) {
    const std::string url = std::string("https://courier.example/") + name;
    ASSERT_TRUE(ledger->append(make_capture(name, url), make_article(kText, url, "Orla Courier"),
                               make_reading(), "gainsay test", kNow));
  }
  ASSERT_TRUE(ledger->view());
  ASSERT_TRUE(ledger->verify());
}

// As somebody with the file and a SQLite tool: triggers off while the rows are changed.
void tamper(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  char* message = nullptr;
  const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
  EXPECT_EQ(code, SQLITE_OK) << (message ? message : "") << ": " << sql;
  EXPECT_GT(sqlite3_total_changes(database) + (sql.find("DROP") != std::string::npos), 0) << sql;
  sqlite3_free(message);
  sqlite3_close(database);
}

struct Damage {
  const char* name;
  const char* sql;
  const char* where;  // what the report must name
};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

class Tampering : public ::testing::TestWithParam<Damage> {};

TEST_P(Tampering, IsFound) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_ledger(path);
  tamper(path, GetParam().sql);
  const auto ledger = Ledger::open(path, Mode::view);
  ASSERT_TRUE(ledger);
  const auto verified = ledger->verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(verified.error().code, ErrorCode::tampered) << to_string(verified.error());
  EXPECT_THAT(to_string(verified.error()), HasSubstr(GetParam().where));
}

INSTANTIATE_TEST_SUITE_P(
    Log, Tampering,
    ::testing::Values(
        Damage{"payload", "UPDATE log SET payload=replace(payload,'denied','agreed') WHERE seq=6",
               "log entry 6 (reading)"},
        Damage{"payload_space", "UPDATE log SET payload=payload||' ' WHERE seq=2",
               "log entry 2 (document)"},
        Damage{"time", "UPDATE log SET at='2021-03-04T05:06:08Z' WHERE seq=4", "log entry 4"},
        Damage{"kind", "UPDATE log SET kind='decision' WHERE seq=3", "log entry 3"},
        Damage{"hash", "UPDATE log SET hash=replace(hash,substr(hash,1,1),'g') WHERE seq=5",
               "log entry 5"},
        Damage{"previous", "UPDATE log SET prev_hash=hash WHERE seq=5", "log entry 5"},
        Damage{"removed", "DELETE FROM log WHERE seq=5", "log entry 6"},
        Damage{"first_removed", "DELETE FROM log WHERE seq<=3", "log entry 4"},
        Damage{"end_cut_off",
               "DELETE FROM log WHERE seq>6; DELETE FROM captures WHERE url LIKE '%three'",
               "its end was cut off"},
        Damage{"half_a_document", "DELETE FROM log WHERE seq=9", "no document or no reading"},
        Damage{"inserted",
               "UPDATE log SET seq=100+seq WHERE seq>4; INSERT INTO log SELECT 5, kind, at, "
               "payload, prev_hash, hash FROM log WHERE seq=4; UPDATE log SET seq=seq-99 WHERE "
               "seq>100",
               "log entry 5"},
        Damage{"reordered",
               "UPDATE log SET seq=100 WHERE seq=4; UPDATE log SET seq=4 WHERE seq=7;"
               "UPDATE log SET seq=7 WHERE seq=100",
               "log entry 4"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Captures, Tampering,
    ::testing::Values(
        Damage{"bytes", "UPDATE captures SET bytes=x'00010203' WHERE url LIKE '%two'", "capture "},
        Damage{"other_bytes",
               "UPDATE captures SET bytes=(SELECT bytes FROM captures WHERE url LIKE '%one') "
               "WHERE url LIKE '%two'",
               "holds other bytes"},
        Damage{"url", "UPDATE captures SET url='https://other.example/' WHERE url LIKE '%two'",
               "log entry 4"},
        Damage{"size", "UPDATE captures SET size=size+1 WHERE url LIKE '%two'", "log entry 4"},
        Damage{"when", "UPDATE captures SET captured='2000-01-01T00:00:00Z'", "log entry 1"},
        Damage{"removed", "DELETE FROM captures WHERE url LIKE '%three'", "is missing"},
        Damage{"put_in",
               "INSERT INTO captures SELECT 'sha256:f', url, content_type, captured, size, bytes "
               "FROM captures LIMIT 1",
               "has no entry in the log"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    View, Tampering,
    ::testing::Values(
        Damage{"status", "UPDATE propositions SET status='confirmed', credibility=1", "prop"},
        Damage{"why", "UPDATE propositions SET why='because'", "prop"},
        Damage{"stance", "UPDATE assertions SET epistemic='true-certain' WHERE act='deny'",
               "assertion"},
        Damage{"unknown_stance", "UPDATE assertions SET epistemic='maybe'", "the view"},
        Damage{"text", "UPDATE documents SET text=text||'!' WHERE position=2", "document sha256:"},
        Damage{"name", "UPDATE actors SET name='Blue Front' WHERE name='Grey Front'", "actor"},
        Damage{"words", "UPDATE evidence SET words='nothing' WHERE position=2", "evidence 2"},
        Damage{"span", "UPDATE evidence SET \"begin\"=1 WHERE position=2", "assertion"},
        Damage{"evidence_gone", "DELETE FROM evidence WHERE position=3", "assertion"},
        Damage{"mention", "UPDATE mentions SET text='x' WHERE position=1", "actor"},
        Damage{"role", "UPDATE roles SET role='victim' WHERE position=1", "prop"},
        Damage{"document_gone",
               "DELETE FROM evidence; DELETE FROM assertions; DELETE FROM mentions; DELETE FROM "
               "documents WHERE position=1",
               "document sha256:"},
        Damage{"note_put_back", "UPDATE meta SET value='6' WHERE name='view_seq'", "document"},
        Damage{"note_gone", "DELETE FROM meta", "document"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Definitions, Tampering,
    ::testing::Values(
        Damage{"trigger_gone", "DROP TRIGGER log_is_not_changed", "trigger log_is_not_changed"},
        Damage{"trigger_added",
               "CREATE TRIGGER mine AFTER INSERT ON log BEGIN DELETE FROM origins; END; UPDATE "
               "meta SET value=value",
               "trigger mine"},
        Damage{"index_gone", "DROP INDEX mentions_actor", "index mentions_actor"}),
    [](const auto& row) { return row.param.name; });

// Somebody who works the chain out anew after a change still has to make the words fit.
TEST(TamperingWithTheChain, WordsThatDoNotStandInTheTextAreFound) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_ledger(path);
  auto database = Database::open(path, Access::read_write);
  ASSERT_TRUE(database);
  std::string payload;
  std::string prev;
  {
    auto row = database->prepare("SELECT payload, prev_hash FROM log WHERE seq=9");
    ASSERT_TRUE(row);
    ASSERT_EQ(row->step(), true);
    payload = row->text(0);
    prev = row->text(1);
  }
  const auto at = payload.find("denied that");
  ASSERT_NE(at, std::string::npos);
  payload.replace(at, 6, "agreed");
  const std::string hash = chain_hash(prev, 9, "reading", "2021-03-04T05:06:07Z", payload);
  tamper(path, "UPDATE log SET payload='" + payload + "', hash='" + hash + "' WHERE seq=9");
  const auto verified = Ledger::open(path, Mode::view)->verify();
  ASSERT_FALSE(verified);
  EXPECT_EQ(to_string(verified.error()),
            "log entry 9 (reading), assertion 1: its evidence is not the words that stand there");
}

// Any one byte of the file: either SQLite or gainsay notices, or nothing that a ledger says has
// changed (free space, SQLite's own counters).
TEST(TamperingWithTheFile, AnyChangedByteIsFoundOrWithoutEffect) {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_ledger(path);
  const auto whole = read_file(path, 100'000'000);
  ASSERT_TRUE(whole);
  const auto before = Ledger::open(path, Mode::view)->view();
  ASSERT_TRUE(before);
  int found = 0;
  for (std::size_t at = 100; at < whole->size(); at += 997) {
    std::string changed = *whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    const std::string copy = folder / "copy.db";
    ASSERT_TRUE(write_file(copy, changed));
    auto ledger = Ledger::open(copy, Mode::view);
    if (!ledger || !ledger->verify()) {
      ++found;
      continue;
    }
    const auto after = ledger->view();
    ASSERT_TRUE(after);
    EXPECT_EQ(*after, *before) << "byte " << at;
  }
  EXPECT_GT(found, 10);
}

}  // namespace
}  // namespace gainsay::ledger
