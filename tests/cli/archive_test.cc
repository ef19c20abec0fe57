// Archives through the built program: what is kept of a WARC survives a kill, and is given back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "../acquire/scratch.h"
#include "../ledger/temporary_folder.h"
#include "acquire/acquire.h"
#include "pages.h"
#include "program.h"

namespace gainsay::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string address(int number) { return "https://courier.example/" + std::to_string(number); }

std::string response(int number, const std::string& page) {
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
  return acquire::gzip_member(
      "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:" + std::to_string(number) +
      ">\r\nWARC-Target-URI: " + address(number) +
      "\r\nWARC-Date: 2021-05-04T05:06:07Z\r\nContent-Type: application/http; "
      "msgtype=response\r\nContent-Length: " +
      std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n");
}

std::string write_warc(const std::string& path, int count) {
  std::ofstream file(path, std::ios::binary);
  for (int i = 0; i < count; ++i) file << response(i, make_page(i));
  return path;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Archive, WhatWasKeptIsGivenBackAndKnown) {
  const TemporaryFolder folder;
  const auto warc = write_warc(folder / "in.warc.gz", 3);
  write_pages(folder / "pages", 5);  // three of them are those of the archive
  const std::string ledger = folder / "a.db";
  EXPECT_EQ(run({"read", "--ledger", ledger, warc}).err,
            "gainsay: read 3, refused 0, already known 0 of 3 inputs\n");
  EXPECT_THAT(run({"read", "--ledger", ledger, folder / "pages"}).err,
              EndsWith("read 2, refused 0, already known 3 of 5 inputs\n"));
  for (const std::string name : {"out.warc", "out.warc.gz"}) {
    const auto done = run({"export", "--ledger", ledger, "--to", "warc", "-o", folder / name});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_THAT(done.err, HasSubstr("wrote 5 captures to "));
    EXPECT_THAT(run({"read", "--ledger", ledger, folder / name}).err,
                EndsWith("read 0, refused 0, already known 5 of 5 inputs\n"));
  }
  // The same documents in a new ledger, and the same records again from there.
  const std::string other = folder / "b.db";
  EXPECT_EQ(run({"read", "--ledger", other, folder / "out.warc.gz"}).exit_code, 0);
  EXPECT_EQ(run({"claims", "--ledger", ledger, "--format", "jsonl"}).out,
            run({"claims", "--ledger", other, "--format", "jsonl"}).out);
  EXPECT_EQ(
      run({"export", "--ledger", other, "--to", "warc", "-o", folder / "again.warc"}).exit_code, 0);
  // Behind the first record, which says when each was written.
  const auto records = [&](const std::string& name) {
    const std::string bytes = content_of(folder / name);
    return bytes.substr(bytes.find("\r\n\r\nWARC/1.1"));
  };
  EXPECT_EQ(records("again.warc"), records("out.warc"));
  EXPECT_EQ(run({"verify", "--ledger", other, "--quiet"}).exit_code, 0);
}

TEST(Archive, AKilledRunGoesOnWithoutAPageLostOrDoubled) {
  const TemporaryFolder folder;
  constexpr int kPages = 60;
  const auto warc = write_warc(folder / "in.warc.gz", kPages);
  const std::string ledger = folder / "a.db";
  std::mt19937 random(5);
  for (int i = 0; i < 4; ++i)
    run({"read", "--ledger", ledger, warc},
        {.kill_after_ms = 500 + static_cast<int>(random() % 1500)});
  const auto done = run({"read", "--ledger", ledger, warc});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, EndsWith(" of 60 inputs\n"));
  EXPECT_THAT(run({"verify", "--ledger", ledger}).out, HasSubstr("180 log entries, 60 documents"));
}

TEST(Archive, ACutIsNamedAndTheRestRead) {
  const TemporaryFolder folder;
  const auto warc = write_warc(folder / "in.warc.gz", 3);
  const std::string bytes = content_of(warc);
  std::ofstream(folder / "cut.warc.gz", std::ios::binary) << bytes.substr(0, bytes.size() - 1);
  const auto done = run({"read", "--ledger", folder / "a.db", folder / "cut.warc.gz"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("cut.warc.gz:3: is cut short"));
  EXPECT_THAT(done.err, EndsWith("read 2, refused 1, already known 0 of 3 inputs\n"));
}

TEST(Archive, AForwardIsItsSourcesVoice) {
  const TemporaryFolder folder;
  std::ofstream(folder / "result.json") << R"({
 "name": "Valley Echo",
 "type": "public_channel",
 "id": 5,
 "messages": [
  {"id": 2, "type": "message", "date_unixtime": "1614834367", "from": "Valley Echo",
   "forwarded_from": "Highland Voice",
   "text": "The army shelled the village of Tarsk on Monday and killed nine residents."}
 ]
})";
  const auto done =
      run({"read", "--ledger", folder / "a.db", "--format", "jsonl", folder / "result.json"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\"outlet\":\"Valley Echo\""));
  EXPECT_THAT(done.out, HasSubstr("\"type\":\"outlet\",\"name\":\"Highland Voice\""));
  EXPECT_THAT(done.out, ::testing::Not(HasSubstr("\"by\":\"author\"")));
}

TEST(Archive, APageThatChangedIsCompared) {
  const TemporaryFolder folder;
  std::string changed = make_page(1);
  changed.replace(changed.find("killed 3 soldiers"), 17, "killed 30 soldiers");
  std::ofstream(folder / "a.warc.gz", std::ios::binary)
      << response(1, make_page(1)) << response(1, changed);
  const auto done = run({"read", "--ledger", folder / "a.db", folder / "a.warc.gz"});
  EXPECT_THAT(done.err, HasSubstr("read 2,")) << done.err;
  const auto jsonl = run({"claims", "--ledger", folder / "a.db", "--format", "jsonl"}).out;
  const auto at = jsonl.find("\"doc\":\"") + 7;
  const auto diff =
      run({"diff", "--ledger", folder / "a.db", jsonl.substr(at, jsonl.find('"', at) - at)});
  EXPECT_EQ(diff.exit_code, 0) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("killed [-3-] {+30+} soldiers"));
}

}  // namespace
}  // namespace gainsay::testing
