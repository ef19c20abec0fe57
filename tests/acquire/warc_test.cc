#include "acquire/warc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "acquire/acquire.h"
#include "acquire/http.h"
#include "base/digest.h"
#include "base/hash.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1443772800)};

std::string page(int number) {
  return "<!DOCTYPE html><title>Bridge</title><p>The bridge at Orrin Ford was closed for the " +
         std::to_string(number) + "th time on Tuesday, the district council said.</p>";
}

// A record with the fields given: "WARC-Type: response\r\n…".
std::string record(const std::string& fields, const std::string& block) {
  return "WARC/1.1\r\n" + fields + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

std::string address(int number) { return "https://echo.example/" + std::to_string(number); }

std::string response(int number, const std::string& http, const std::string& more = {}) {
  return record("WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:r" + std::to_string(number) +
                    ">\r\nWARC-Target-URI: " + address(number) +
                    "\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nContent-Type: application/http; "
                    "msgtype=response\r\n" +
                    more,
                http);
}

std::string ok(const std::string& body, const std::string& fields = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n" + body;
}

// A crawl as crawlers write it: information, pages, a request, an image, a redirect.
std::vector<std::string> crawl() {
  return {record("WARC-Type: warcinfo\r\n", "software: by hand\r\n"),
          response(1, ok(page(1)), "WARC-IP-Address: 203.0.113.7\r\n"),
          record("WARC-Type: request\r\nWARC-Concurrent-To: <urn:uuid:r1>\r\nWARC-Target-URI: " +
                     address(1) + "\r\n",
                 "GET /1 HTTP/1.1\r\nHost: echo.example\r\n\r\n"),
          response(2, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
          response(3, "HTTP/1.1 302 Found\r\nLocation: 4\r\n\r\n"),
          response(4, ok(page(4)))};
}

std::string all(const std::vector<std::string>& records) {
  std::string bytes;
  for (const auto& one : records) bytes += one;
  return bytes;
}

std::string all_gzipped(const std::vector<std::string>& records) {
  std::string bytes;
  for (const auto& one : records) bytes += gzip_member(one);
  return bytes;
}

struct Found {
  std::vector<Input> inputs;
  std::vector<std::string> passed_over;
};

Found all_of(const std::vector<std::string>& names, const Limits& limits = {}) {
  Inputs inputs(names, limits, kNow);
  Found found;
  while (auto input = inputs.next()) found.inputs.push_back(std::move(*input));
  found.passed_over = inputs.take_passed_over();
  return found;
}

std::string ids(const Found& found) {
  std::string out;
  for (const auto& input : found.inputs)
    out += (input.capture ? input.capture->url : "refused: " + input.capture.error().what) + "\n";
  return out;
}

TEST(Warc, PagesAreCapturesWithAllThatIsKnownOfThem) {
  const ScratchFolder folder;
  for (const bool compressed : {false, true}) {
    const auto path = compressed ? folder.write("a.warc.gz", all_gzipped(crawl()))
                                 : folder.write("a.warc", all(crawl()));
    const auto found = all_of({path});
    ASSERT_THAT(found.inputs, SizeIs(2)) << ids(found);
    ASSERT_TRUE(found.inputs[0].capture) << to_string(found.inputs[0].capture.error());
    const auto& one = *found.inputs[0].capture;
    EXPECT_EQ(found.inputs[0].name, path + ":2 " + address(1));
    EXPECT_EQ(one.id, "sha256:" + sha256_hex(page(1)));
    EXPECT_EQ(one.url, address(1));
    EXPECT_EQ(one.bytes, page(1));
    EXPECT_EQ(one.body, page(1));
    EXPECT_EQ(one.format, Format::html);
    EXPECT_EQ(one.content_type, "text/html");
    EXPECT_EQ(one.captured, std::chrono::sys_seconds(std::chrono::seconds(1614834367)));
    ASSERT_THAT(one.hops, SizeIs(1));
    EXPECT_EQ(one.hops[0].request, "GET /1 HTTP/1.1\r\nHost: echo.example\r\n\r\n");
    EXPECT_EQ(one.hops[0].response, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    EXPECT_EQ(one.hops[0].peer, "203.0.113.7");
    ASSERT_TRUE(one.place);
    EXPECT_EQ(one.place->record, "<urn:uuid:r1>");
    EXPECT_EQ(one.place->offset, compressed ? gzip_member(crawl()[0]).size() : crawl()[0].size());
    // A redirect leads from the address that was asked for.
    ASSERT_TRUE(found.inputs[1].capture);
    const auto& two = *found.inputs[1].capture;
    EXPECT_EQ(two.url, address(3));
    EXPECT_EQ(two.final_url, address(4));
    ASSERT_THAT(two.hops, SizeIs(2));
    EXPECT_EQ(two.hops[0].url, address(3));
    EXPECT_THAT(found.passed_over,
                ElementsAre(path + ": no pages, passed over: 1 image/png, 1 redirects"));
  }
}

TEST(Warc, CodingsAndChunksAreUndone) {
  const ScratchFolder folder;
  const std::string packed = gzip_member(page(1));
  const auto chunked = [](const std::string& body) {
    return ok(in_one_chunk(body.substr(0, 9)).substr(0, 14) + in_one_chunk(body.substr(9)),
              "Transfer-Encoding: chunked\r\n");
  };
  const std::vector<std::string> answers = {
      ok(packed, "Content-Encoding: gzip\r\n"),
      ok(in_one_chunk(packed), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
      chunked(page(1)),
      // Tools that undo what they leave in the head.
      ok(page(1), "Transfer-Encoding: chunked\r\n"), ok(page(1), "Content-Encoding: gzip\r\n"),
      ok(page(1), "Content-Encoding: br\r\n")};
  for (const auto& answer : answers) {
    const auto found = all_of({folder.write("a.warc", response(1, answer))});
    ASSERT_THAT(found.inputs, SizeIs(1)) << answer;
    ASSERT_TRUE(found.inputs[0].capture) << answer << to_string(found.inputs[0].capture.error());
    EXPECT_EQ(found.inputs[0].capture->body, page(1)) << answer;
    EXPECT_EQ(found.inputs[0].capture->id, "sha256:" + sha256_hex(page(1))) << answer;
  }
  EXPECT_EQ(
      ids(all_of({folder.write("a.warc", response(1, ok(in_one_chunk(page(1)).substr(0, 60),
                                                        "Transfer-Encoding: chunked\r\n")))})),
      "refused: is cut short: its last chunk is missing\n");
}

TEST(Warc, ARevisitIsAKnownPage) {
  const ScratchFolder folder;
  const std::string digest = labelled_sha1(page(1));
  const auto revisit = [&](const std::string& fields) {
    return record("WARC-Type: revisit\r\nWARC-Target-URI: " + address(9) +
                      "\r\nWARC-Date: 2021-03-05T05:06:07Z\r\n" + fields,
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
  };
  const auto found = all_of({folder.write(
      "a.warc", response(1, ok(page(1))) + revisit("WARC-Payload-Digest: " + digest + "\r\n") +
                    revisit("WARC-Refers-To-Target-URI: " + address(1) +
                            "\r\nWARC-Refers-To-Date: 2021-03-04T05:06:07Z\r\n") +
                    revisit("WARC-Refers-To: <urn:uuid:r1>\r\n") +
                    revisit("WARC-Payload-Digest: sha1:AAAA\r\n") +
                    record("WARC-Type: revisit\r\nWARC-Payload-Digest: sha1:B\r\n",
                           "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\n"))});
  ASSERT_THAT(found.inputs, SizeIs(5)) << ids(found);
  for (int i = 1; i <= 3; ++i) {
    const auto& input = found.inputs[static_cast<std::size_t>(i)];
    ASSERT_TRUE(input.capture) << i;
    EXPECT_TRUE(input.unchanged);
    EXPECT_EQ(input.capture->id, found.inputs[0].capture->id);
  }
  EXPECT_THAT(found.inputs[4].capture.error().what, HasSubstr("revisit of a page that no archive"));
  EXPECT_THAT(found.passed_over, ElementsAre(HasSubstr("1 revisits of what is no page")));
}

// Every cut of a file with three pages: what came before is read, and the cut is named, unless what
// is left is a whole file.
TEST(Warc, EveryCutIsNoticed) {
  const ScratchFolder folder;
  const std::vector<std::string> records = {response(1, ok(page(1))), response(2, ok(page(2))),
                                            response(3, ok(page(3)))};
  for (const bool compressed : {false, true}) {
    const std::string bytes = compressed ? all_gzipped(records) : all(records);
    std::vector<std::size_t> ends = {0};
    for (const auto& one : records)
      ends.push_back(ends.back() + (compressed ? gzip_member(one) : one).size());
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
      const auto path = folder.write(compressed ? "c.warc.gz" : "c.warc", bytes.substr(0, cut));
      const auto found = all_of({path});
      const auto whole = static_cast<std::size_t>(
          std::ranges::count_if(ends, [&](std::size_t end) { return end > 0 && end <= cut; }));
      const bool at_end = std::ranges::find(ends, cut) != ends.end();
      std::size_t read = 0;
      std::string refusals;
      for (const auto& input : found.inputs) {
        if (input.capture) {
          ++read;
        } else {
          refusals += to_string(input.capture.error()) + "\n";
        }
      }
      EXPECT_GE(read, whole) << cut;
      if (at_end) {
        EXPECT_EQ(refusals, "") << cut;
      } else {
        EXPECT_THAT(refusals, testing::AnyOf(HasSubstr("is cut short"), HasSubstr("is empty")))
            << cut << " of " << bytes.size();
        EXPECT_EQ(std::ranges::count(refusals, '\n'), 1) << cut << refusals;
      }
    }
  }
}

TEST(Warc, ADamagedRecordIsNamedAndTheOthersRead) {
  const ScratchFolder folder;
  std::vector<std::string> records = {response(1, ok(page(1))), response(2, ok(page(2))),
                                      response(3, ok(page(3)))};
  auto damaged = gzip_member(records[1]);
  damaged[damaged.size() / 2] ^= 0x55;
  auto found = all_of(
      {folder.write("a.warc.gz", gzip_member(records[0]) + damaged + gzip_member(records[2]))});
  EXPECT_THAT(ids(found), testing::MatchesRegex("https://echo.example/1\nrefused: is damaged.*\n"
                                                "https://echo.example/3\n"));
  // A member that lacks bytes in its middle runs on into its neighbour.
  damaged = gzip_member(records[1]).erase(60, 40);
  found = all_of(
      {folder.write("b.warc.gz", gzip_member(records[0]) + damaged + gzip_member(records[2]))});
  EXPECT_THAT(ids(found), testing::StartsWith("https://echo.example/1\nrefused: is damaged"));
  EXPECT_THAT(ids(found), testing::EndsWith("https://echo.example/3\n"));
  // A false length.
  std::string wrong = records[1];
  wrong.replace(wrong.find("Content-Length: ") + 16, 1, "9");
  found = all_of({folder.write("c.warc", records[0] + wrong + records[2])});
  EXPECT_THAT(ids(found), HasSubstr("refused: "));
  found = all_of({folder.write("d.warc", records[0] + "what is this?\r\n" + records[2])});
  EXPECT_EQ(
      ids(found),
      "https://echo.example/1\nrefused: is damaged: no record stands where record 2, at byte " +
          std::to_string(records[0].size()) + " should begin\nhttps://echo.example/3\n");
  // A digest that does not fit.
  found = all_of({folder.write(
      "e.warc",
      response(1, ok(page(1)), "WARC-Block-Digest: " + labelled_sha1("other") + "\r\n") +
          response(2, ok(page(2)), "WARC-Block-Digest: " + labelled_sha1(ok(page(2))) + "\r\n"))});
  EXPECT_THAT(ids(found), testing::MatchesRegex("refused: is damaged: .* digest .*\n"
                                                "https://echo.example/2\n"));
}

TEST(Warc, OneMemberForAllRecordsIsReadToo) {
  const ScratchFolder folder;
  const auto found = all_of({folder.write("a.warc.gz", gzip_member(all(crawl())))});
  EXPECT_EQ(ids(found), address(1) + "\n" + address(3) + "\n");
}

TEST(Warc, ABombIsRefusedAndTheRestGoesOn) {
  const ScratchFolder folder;
  Limits limits;
  limits.page_bytes = 100'000;
  const std::string zeros(5'000'000, '\0');
  // As a record, as a record among others in one member, and as a page's coding.
  const std::string large = response(1, ok(zeros));
  const std::string coded = response(1, ok(gzip_member(zeros), "Content-Encoding: gzip\r\n"));
  const std::string after = response(2, ok(page(2)));
  for (const auto& bytes : {gzip_member(large) + gzip_member(after), gzip_member(large + after),
                            large + after, gzip_member(coded) + gzip_member(after)}) {
    const auto found = all_of({folder.write("a.warc.gz", bytes)}, limits);
    ASSERT_THAT(found.inputs, SizeIs(2)) << ids(found);
    ASSERT_FALSE(found.inputs[0].capture);
    EXPECT_EQ(found.inputs[0].capture.error().code, ErrorCode::too_large);
    EXPECT_THAT(found.inputs[0].capture.error().what, HasSubstr("limit of 100000 bytes"));
    EXPECT_TRUE(found.inputs[1].capture);
  }
}

TEST(Warc, ResourcesAndConversionsArePages) {
  const ScratchFolder folder;
  const auto found = all_of({folder.write(
      "a.warc", record("WARC-Type: resource\r\nWARC-Target-URI: <file:///a.html>\r\nContent-Type: "
                       "text/html\r\n",
                       page(1)) +
                    record("WARC-Type: conversion\r\nWARC-Target-URI: https://echo.example/t\r\n"
                           "Content-Type: text/plain\r\n",
                           "The bridge at Orrin Ford is closed.") +
                    record("WARC-Type: resource\r\nContent-Type: text/css\r\n", "p {}") +
                    record("WARC-Type: continuation\r\nWARC-Segment-Number: 2\r\n", "x"))});
  EXPECT_THAT(ids(found), testing::StartsWith("file:///a.html\nhttps://echo.example/t\nrefused: is "
                                              "a part of a record in segments"));
  EXPECT_THAT(found.passed_over, ElementsAre(HasSubstr("1 text/css")));
}

TEST(Warc, ATruncatedPageSaysSo) {
  const ScratchFolder folder;
  const auto found =
      all_of({folder.write("a.warc", response(1, ok(page(1)), "WARC-Truncated: length\r\n"))});
  ASSERT_THAT(found.inputs, SizeIs(1));
  EXPECT_EQ(found.inputs[0].note, "its archive kept the beginning of it only (length)");
}

// What is written is read back the same, by way of every kind of capture.
TEST(Warc, WhatIsWrittenIsReadBack) {
  const ScratchFolder folder;
  std::vector<Capture> captures;
  for (const auto& input : all_of({folder.write("a.warc.gz", all_gzipped(crawl()))}).inputs)
    captures.push_back(*input.capture);
  captures[0].hops[0].tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
  captures[0].hops[0].certificates = {{"CN=echo.example", "CN=CA", "2021", "2022", "aa"}};
  captures[1].bytes = gzip_member(page(4));
  captures[1].coding = "gzip";
  captures[1].hops[1].response =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  const std::vector<std::string> files = {
      folder.write("b ü.html", page(7)),
      folder.write("c.html.gz", gzip_member(page(8))),
      folder.write("d.txt", "<p>A text, whatever it looks like.</p>"),
      folder.write("e.jsonl", "{\"url\": \"feed:7\", \"text\": \"One.\"}\n"),
      folder.write("f.eml",
                   "From: Ada <ada@echo.example>\r\nDate: Thu, 4 Mar 2021 05:06:07 +0000\r\n"
                   "Subject: Bridge\r\n\r\nThe bridge at Orrin Ford is closed.\r\n"),
      folder.write(
          "result.json",
          "{\n \"name\": \"Echo\",\n \"type\": \"public_channel\",\n \"id\": 5,\n "
          "\"messages\": [\n  {\"id\": 1, \"type\": \"message\", \"text\": \"One.\"}\n ]\n}")};
  for (const auto& input : all_of(files).inputs) {
    ASSERT_TRUE(input.capture) << to_string(input.capture.error());
    captures.push_back(*input.capture);
  }
  ASSERT_THAT(captures, SizeIs(8));
  std::string warc = gzip_member(warc_info("gainsay test", kNow));
  for (const auto& capture : captures)
    for (const auto& one : warc_records(capture)) warc += gzip_member(one);
  const auto found = all_of({folder.write("out.warc.gz", warc)});
  ASSERT_THAT(found.inputs, SizeIs(captures.size())) << ids(found);
  for (std::size_t i = 0; i < captures.size(); ++i) {
    ASSERT_TRUE(found.inputs[i].capture) << i << to_string(found.inputs[i].capture.error());
    const Capture& read = *found.inputs[i].capture;
    EXPECT_EQ(read.id, captures[i].id);
    EXPECT_EQ(read.bytes, captures[i].bytes);
    EXPECT_EQ(read.coding, captures[i].coding);
    EXPECT_EQ(read.format, captures[i].format) << captures[i].url;
    EXPECT_EQ(read.given, captures[i].given);
    EXPECT_EQ(read.url, captures[i].url);
    EXPECT_EQ(read.captured, captures[i].captured);
    ASSERT_EQ(read.hops.size(), captures[i].hops.size());
    for (std::size_t k = 0; k < read.hops.size(); ++k) {
      EXPECT_EQ(read.hops[k].request, captures[i].hops[k].request);
      EXPECT_EQ(read.hops[k].response, captures[i].hops[k].response);
    }
  }
}

TEST(Digest, IsKnownInEveryBase) {
  // FIPS 180's "abc".
  EXPECT_EQ(labelled_sha1("abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  EXPECT_TRUE(has_digest("abc", "sha1:vgmt4nsha2awvor6evyxqugcnsonbwe5"));
  EXPECT_TRUE(has_digest("abc", "sha1:a9993e364706816aba3e25717850c26c9cd0d89d"));
  EXPECT_TRUE(has_digest("abc", "SHA-1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0="));
  EXPECT_TRUE(
      has_digest("abc", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  EXPECT_FALSE(has_digest("abd", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"));
  EXPECT_TRUE(has_digest("abc", "blake3:0"));
}

}  // namespace
}  // namespace gainsay::acquire
