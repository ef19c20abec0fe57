#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "acquire/acquire.h"
#include "base/hash.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1443772800)};
const std::string kPage = "<!DOCTYPE html><p>The bridge at Orrin Ford is closed.</p>";

std::vector<Input> all_of(std::vector<std::string> names, Limits limits = {}) {
  Inputs inputs(std::move(names), limits, kNow);
  std::vector<Input> found;
  while (auto input = inputs.next()) found.push_back(std::move(*input));
  return found;
}

Error refusal(std::vector<std::string> names, Limits limits = {}) {
  auto found = all_of(std::move(names), limits);
  if (found.size() != 1 || found[0].capture) {
    ADD_FAILURE() << "wanted one refusal, got " << found.size() << " inputs";
    return {};
  }
  EXPECT_EQ(found[0].capture.error().where, found[0].name);
  return found[0].capture.error();
}

TEST(Files, APageIsCapturedAsItIs) {
  const ScratchFolder folder;
  const auto path = folder.write("a page ü.html", kPage);
  const utimbuf when{1443700000, 1443700000};
  ASSERT_EQ(utime(path.c_str(), &when), 0);
  const auto found = all_of({path});
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].capture) << to_string(found[0].capture.error());
  const auto& capture = *found[0].capture;
  EXPECT_EQ(capture.id, "sha256:" + sha256_hex(kPage));
  EXPECT_EQ(capture.bytes, kPage);
  EXPECT_EQ(capture.body, kPage);
  EXPECT_EQ(capture.format, Format::html);
  EXPECT_EQ(capture.captured, std::chrono::sys_seconds(std::chrono::seconds(1443700000)));
  EXPECT_THAT(capture.url, testing::StartsWith("file:///"));
  EXPECT_THAT(capture.url, testing::EndsWith("/a%20page%20%C3%BC.html"));
}

TEST(Files, AFolderGivesItsPagesByPath) {
  const ScratchFolder folder;
  folder.write("b.txt", "The bridge is closed.");
  folder.write("a/z.htm", kPage);
  folder.write("a/y.html.gz", gzip_member(kPage));
  folder.write("a/picture.png", "\x89PNG");
  folder.write("c.jsonl", "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\"}\n");
  std::vector<std::string> names;
  for (const auto& input : all_of({folder.path("")})) {
    EXPECT_TRUE(input.capture) << input.name;
    names.push_back(input.name.substr(folder.path("").size()));
  }
  EXPECT_THAT(names, ElementsAre("a/y.html.gz", "a/z.htm", "b.txt", "c.jsonl:1", "c.jsonl:3"));
  EXPECT_EQ(Inputs({folder.path("")}, {}, kNow).count(), 5U);
}

TEST(Files, CompressedBytesAreKeptAsTheyCame) {
  const ScratchFolder folder;
  // Two members, as `cat a.gz b.gz` makes.
  const auto bytes = gzip_member("<p>One.</p>") + gzip_member("<p>Two.</p>");
  const auto found = all_of({folder.write("two.html.gz", bytes)});
  ASSERT_TRUE(found.at(0).capture);
  EXPECT_EQ(found[0].capture->bytes, bytes);
  EXPECT_EQ(found[0].capture->id, "sha256:" + sha256_hex(bytes));
  EXPECT_EQ(found[0].capture->body, "<p>One.</p><p>Two.</p>");
}

TEST(Files, DamagedGzipIsRefused) {
  const ScratchFolder folder;
  const auto bytes = gzip_member(kPage + kPage);
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    const auto error = refusal({folder.write("cut.html.gz", bytes.substr(0, cut))});
    EXPECT_EQ(error.code, ErrorCode::damaged) << cut;
  }
  EXPECT_THAT(refusal({folder.write("cut.html.gz", bytes.substr(0, 30))}).what,
              HasSubstr("cut short"));
  auto flipped = bytes;
  flipped[flipped.size() - 6] ^= 1;  // in the checksum
  EXPECT_EQ(refusal({folder.write("flipped.html.gz", flipped)}).code, ErrorCode::damaged);
  EXPECT_EQ(refusal({folder.write("tail.html.gz", bytes + "tail")}).code, ErrorCode::damaged);
  EXPECT_EQ(refusal({folder.write("plain.html.gz", kPage)}).code, ErrorCode::damaged);
  EXPECT_TRUE(all_of({folder.write("padded.html.gz", bytes + std::string(512, '\0'))})[0].capture);
}

TEST(Files, WhatIsTooLargeIsRefusedAlsoWhenCompressed) {
  const ScratchFolder folder;
  Limits limits;
  limits.page_bytes = 1000;
  EXPECT_EQ(refusal({folder.write("a.html", std::string(1001, 'a'))}, limits).code,
            ErrorCode::too_large);
  const auto bomb = gzip_member(std::string(50000, 'a'));
  ASSERT_LT(bomb.size(), 1000U);
  const auto error = refusal({folder.write("bomb.html.gz", bomb)}, limits);
  EXPECT_EQ(error.code, ErrorCode::too_large);
  EXPECT_THAT(error.what, HasSubstr("1000 bytes"));
  EXPECT_TRUE(all_of({folder.write("b.html", std::string(1000, 'a'))}, limits)[0].capture);
}

TEST(Files, WhatIsNoPageIsRefusedWithItsReason) {
  const ScratchFolder folder;
  EXPECT_EQ(refusal({folder.path("none.html")}).code, ErrorCode::not_found);
  EXPECT_EQ(refusal({folder.write("empty.html", "")}).code, ErrorCode::empty);
  EXPECT_EQ(refusal({folder.write("empty.html.gz", gzip_member(""))}).code, ErrorCode::empty);
  EXPECT_EQ(refusal({folder.write("empty.jsonl", "")}).code, ErrorCode::empty);
  EXPECT_EQ(refusal({folder.write("picture.html", "\x89PNG\r\n\x1a\n....")}).code,
            ErrorCode::unsupported);
  EXPECT_EQ(refusal({folder.write("report", "%PDF-1.7 ...")}).code, ErrorCode::damaged);
  EXPECT_EQ(refusal({folder.write("page.pdf", kPage)}).code, ErrorCode::damaged);
  EXPECT_EQ(refusal({folder.write("archive.zip", "PK\x03\x04....")}).code, ErrorCode::unsupported);
  EXPECT_EQ(refusal({folder.write("control.txt", std::string(100, '\x01'))}).code,
            ErrorCode::unsupported);
}

TEST(Files, AFileOfAnotherNameIsWhatItLooksLike) {
  const ScratchFolder folder;
  EXPECT_EQ(all_of({folder.write("page", kPage)})[0].capture->format, Format::html);
  EXPECT_EQ(all_of({folder.write("note.md", "The bridge is closed.")})[0].capture->format,
            Format::text);
  const auto lines = all_of({folder.write("lines.json", "{\"text\": \"One.\"}\n")});
  EXPECT_EQ(lines.at(0).capture->format, Format::json_line);
}

// As another user, since root may read everything.
TEST(Files, WhatMayNotBeReadIsRefused) {
  const ScratchFolder folder;
  const auto file = folder.write("locked.html", kPage);
  const auto inside = folder.write("closed/inside.html", kPage);
  ASSERT_EQ(::chmod(folder.path("").c_str(), 0755), 0);
  ASSERT_EQ(::chmod(file.c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder.path("closed").c_str(), 0), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) ::_exit(77);
    const auto found = all_of({file, folder.path("")});
    bool denied = found.size() == 3;
    for (const auto& input : found) {
      denied = denied && !input.capture && input.capture.error().code == ErrorCode::no_permission;
    }
    ::_exit(denied ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ::chmod(folder.path("closed").c_str(), 0755);
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "this user may not become another";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(JsonLines, ALineIsACaptureOfItsOwn) {
  const ScratchFolder folder;
  const std::string line =
      R"({"url": "feed:7", "title": "Bridge falls", "text": "It fell.", "outlet": "The Valley Echo",)"
      R"( "published": "2015-10-02", "authors": ["Ada Marlow", "Bo Lind"], "language": "en",)"
      R"( "more": {"ignored": [1]}})";
  const auto found = all_of({folder.write("a.jsonl", "\xEF\xBB\xBF" + line + "\r\n")});
  ASSERT_EQ(found.size(), 1U);
  ASSERT_TRUE(found[0].capture) << to_string(found[0].capture.error());
  const auto& capture = *found[0].capture;
  EXPECT_EQ(capture.bytes, line);
  EXPECT_EQ(capture.id, "sha256:" + sha256_hex(line));
  EXPECT_EQ(capture.url, "feed:7");
  ASSERT_TRUE(capture.given);
  EXPECT_EQ(capture.given->title, "Bridge falls");
  EXPECT_EQ(capture.given->text, "It fell.");
  EXPECT_EQ(capture.given->outlet, "The Valley Echo");
  EXPECT_EQ(capture.given->published, "2015-10-02");
  EXPECT_EQ(capture.given->language, "en");
  EXPECT_THAT(capture.given->authors, ElementsAre("Ada Marlow", "Bo Lind"));
}

TEST(JsonLines, ALineThatIsNoneIsRefusedAndTheRestGoesOn) {
  const ScratchFolder folder;
  const std::string bytes =
      "{\"text\": \"One.\"}\nnot json\n[1]\n{\"title\": \"No text\"}\n{\"text\": 5}\n"
      "{\"authors\": [5], \"text\": \"x\"}\n{\"text\": \"\xFF\"}\n{\"text\": \"Last.\"}";
  for (const bool compressed : {false, true}) {
    const auto path = compressed ? folder.write("b.jsonl.gz", gzip_member(bytes))
                                 : folder.write("b.jsonl", bytes);
    const auto found = all_of({path});
    ASSERT_EQ(found.size(), 8U);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].name, path + ":" + std::to_string(i + 1));
      EXPECT_EQ(found[i].capture.has_value(), i == 0 || i == 7) << i;
      if (found[i].capture) continue;
      EXPECT_EQ(found[i].capture.error().code, ErrorCode::damaged) << i;
    }
    EXPECT_THAT(found[3].capture.error().what, HasSubstr("none of \"text\""));
    EXPECT_THAT(found[7].capture->url, testing::EndsWith("#line=7,8"));
  }
}

TEST(JsonLines, ACutFileGivesWhatCameBefore) {
  const ScratchFolder folder;
  std::string lines;
  for (int i = 0; i < 20000; ++i) {
    lines += "{\"text\": \"Line " + std::to_string(i * 7919 % 20011) + " of it.\"}\n";
  }
  const auto bytes = gzip_member(lines);
  const auto found = all_of({folder.write("c.jsonl.gz", bytes.substr(0, bytes.size() / 2))});
  ASSERT_GT(found.size(), 1000U);
  EXPECT_TRUE(found[found.size() - 2].capture);
  EXPECT_EQ(found.back().capture.error().code, ErrorCode::damaged);
}

TEST(JsonLines, AnEndlessLineIsRefusedAndTheRestGoesOn) {
  const ScratchFolder folder;
  Limits limits;
  limits.page_bytes = 100;
  const auto path = folder.write(
      "d.jsonl", "{\"text\": \"" + std::string(300000, 'a') + "\"}\n{\"text\": \"Two.\"}\n");
  const auto found = all_of({path}, limits);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].capture.error().code, ErrorCode::too_large);
  EXPECT_TRUE(found[1].capture);
}

// Standard input of a child process, which tells by its exit status what it read.
int formats_from_standard_input(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen(path.c_str(), "rb", stdin) == nullptr) ::_exit(99);
    const auto found = all_of({"-"});
    if (found.empty() || !found[0].capture) ::_exit(98);
    ::_exit(static_cast<int>(found[0].capture->format) * 10 + static_cast<int>(found.size()));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST(StandardInput, IsToldByItsFirstBytes) {
  const ScratchFolder folder;
  EXPECT_EQ(formats_from_standard_input(folder.write("1", kPage)), 1);
  EXPECT_EQ(formats_from_standard_input(folder.write("2", gzip_member(kPage))), 1);
  EXPECT_EQ(formats_from_standard_input(folder.write("3", "The bridge is closed.")), 11);
  EXPECT_EQ(formats_from_standard_input(
                folder.write("4", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n")),
            22);
  EXPECT_EQ(formats_from_standard_input(folder.write("5", "")), 98);
  EXPECT_EQ(Inputs({"-"}, {}, kNow).count(), std::nullopt);
}

}  // namespace
}  // namespace gainsay::acquire
