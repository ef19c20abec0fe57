#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <fstream>

#include "acquire/acquire.h"
#include "acquire/address.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using testing::HasSubstr;

const std::string kPage = "<!DOCTYPE html><p>The bridge at Orrin Ford is closed.</p>";
const std::string kHtml = "Content-Type: text/html; charset=utf-8\r\n";

Limits loopback_allowed() {
  Limits limits;
  limits.allow_private = true;
  limits.connect_time = std::chrono::seconds(5);
  limits.total_time = std::chrono::seconds(10);
  return limits;
}

Input only_input(const std::string& url, const Limits& limits = loopback_allowed()) {
  Inputs inputs({url}, limits, std::chrono::sys_seconds(std::chrono::seconds(1443772800)));
  auto input = inputs.next();
  EXPECT_FALSE(inputs.next());
  return std::move(*input);
}

Error refusal(const std::string& url, const Limits& limits = loopback_allowed()) {
  const auto input = only_input(url, limits);
  if (input.capture) {
    ADD_FAILURE() << "was read";
    return {};
  }
  EXPECT_EQ(input.capture.error().where, url);
  EXPECT_EQ(input.capture.error().what.find('\n'), std::string::npos);
  return input.capture.error();
}

TEST(Fetch, APageAndWhereItCameFrom) {
  std::string request;
  const LoopbackServer server([&](const std::string& head) {
    if (head.starts_with("GET /old ")) {
      return http_answer(301, "Location: /new?a=1\r\nContent-Encoding: gzip\r\n", "moved");
    }
    request = head;
    return http_answer(200, kHtml, kPage);
  });
  const auto input = only_input(server.address("/old"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->url, server.address("/old"));
  EXPECT_EQ(input.capture->final_url, server.address("/new?a=1"));
  EXPECT_EQ(input.capture->body, kPage);
  EXPECT_EQ(input.capture->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(input.capture->format, Format::html);
  EXPECT_THAT(request, HasSubstr("User-Agent: gainsay/"));
  EXPECT_THAT(request, HasSubstr("Accept-Encoding: gzip, deflate"));
}

TEST(Fetch, ContentCodingsAreUndone) {
  std::string coding = "gzip";
  std::string body = gzipped(kPage);
  const LoopbackServer server([&](const std::string&) {
    return http_answer(200, kHtml + "Content-Encoding: " + coding + "\r\n", body);
  });
  auto input = only_input(server.address("/"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->body, kPage);
  EXPECT_EQ(input.capture->bytes, kPage);
  body = kPage;  // named gzip, and plain
  EXPECT_TRUE(only_input(server.address("/")).capture);
  body = gzipped(kPage).substr(0, 30);
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::damaged);
  coding = "br";
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::unsupported);
  coding = "deflate";
  const std::string gz = gzipped(kPage);
  body = gz.substr(10, gz.size() - 18);  // bare, as some servers send it
  input = only_input(server.address("/"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->body, kPage);
}

TEST(Fetch, JsonLinesOverHttp) {
  const LoopbackServer server([&](const std::string&) {
    return http_answer(200, "Content-Type: application/x-ndjson\r\n",
                       "{\"text\": \"One.\"}\nnone\n{\"text\": \"Two.\"}\n");
  });
  Inputs inputs({server.address("/f.jsonl")}, loopback_allowed(), {});
  std::vector<std::string> names;
  while (const auto input = inputs.next()) {
    names.push_back(input->name.substr(server.address("").size()) +
                    (input->capture ? "" : " refused"));
  }
  EXPECT_THAT(names, testing::ElementsAre("/f.jsonl:1", "/f.jsonl:2 refused", "/f.jsonl:3"));
}

TEST(Fetch, ErrorsOfServersAreOneLine) {
  int status = 404;
  const LoopbackServer server([&](const std::string&) { return http_answer(status, "", "gone"); });
  const auto missing = refusal(server.address("/a"));
  EXPECT_EQ(missing.code, ErrorCode::not_found);
  EXPECT_THAT(missing.what, HasSubstr("404"));
  status = 503;
  EXPECT_EQ(refusal(server.address("/a")).code, ErrorCode::network);
}

TEST(Fetch, ARedirectLoopEnds) {
  const LoopbackServer server(
      [&](const std::string&) { return http_answer(302, "Location: /again\r\n", ""); });
  const auto error = refusal(server.address("/"));
  EXPECT_EQ(error.code, ErrorCode::network);
  EXPECT_THAT(error.what, HasSubstr("redirects more than 10 times"));
  EXPECT_EQ(server.requests(), 11);
}

TEST(Fetch, OtherProtocolsAreNotFollowed) {
  const ScratchFolder folder;
  const auto secret = folder.write("secret.html", kPage);
  const LoopbackServer server([&](const std::string&) {
    return http_answer(302, "Location: file://" + secret + "\r\n", "");
  });
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::network);
}

TEST(Fetch, TheSizeLimitHoldsForDecompressedBytes) {
  std::string headers = kHtml;
  std::string body = std::string(3000, 'a');
  const LoopbackServer server([&](const std::string&) { return http_answer(200, headers, body); });
  auto limits = loopback_allowed();
  limits.page_bytes = 2000;
  EXPECT_EQ(refusal(server.address("/"), limits).code, ErrorCode::too_large);
  headers += "Content-Encoding: gzip\r\n";
  body = gzipped(std::string(1000000, 'a'));
  ASSERT_LT(body.size(), 2000U);
  EXPECT_EQ(refusal(server.address("/"), limits).code, ErrorCode::too_large);
}

TEST(Fetch, ASlowAnswerIsWaitedForAndNoLonger) {
  const LoopbackServer server([&](const std::string&) { return http_answer(200, kHtml, kPage); },
                              std::chrono::milliseconds(1500));
  EXPECT_TRUE(only_input(server.address("/")).capture);
  auto limits = loopback_allowed();
  limits.total_time = std::chrono::seconds(1);
  const auto error = refusal(server.address("/"), limits);
  EXPECT_EQ(error.code, ErrorCode::network);
  EXPECT_THAT(error.what, HasSubstr("in time"));
}

TEST(Fetch, ABrokenOffAnswerIsNoPage) {
  const LoopbackServer server([&](const std::string&) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + kPage;
  });
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::network);
}

TEST(Fetch, ARefusedConnectionIsOneLine) {
  std::string address;
  {
    const LoopbackServer gone([](const std::string&) { return std::string(); });
    address = gone.address("/");
  }
  EXPECT_EQ(refusal(address).code, ErrorCode::network);
}

TEST(Fetch, PrivateAddressesNeedLeave) {
  const LoopbackServer server([&](const std::string&) { return http_answer(200, kHtml, kPage); });
  const auto port = server.address("").substr(std::strlen("http://127.0.0.1"));
  for (const std::string host : {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001"}) {
    const auto error = refusal("http://" + host + port + "/", {});
    EXPECT_EQ(error.code, ErrorCode::forbidden_address) << host;
  }
  EXPECT_EQ(server.requests(), 0);
}

TEST(Address, WhatIsPublic) {
  std::ifstream rows("tests/acquire/addresses.tsv");
  ASSERT_TRUE(rows);
  std::string row;
  for (int line = 1; std::getline(rows, row); ++line) {
    if (row.empty() || row[0] == '#') continue;
    const auto tab = row.find('\t');
    const std::string text = row.substr(0, tab);
    sockaddr_in6 six{};
    sockaddr_in four{};
    const bool is_six = text.find(':') != std::string::npos;
    six.sin6_family = AF_INET6;
    four.sin_family = AF_INET;
    ASSERT_EQ(is_six ? inet_pton(AF_INET6, text.c_str(), &six.sin6_addr)
                     : inet_pton(AF_INET, text.c_str(), &four.sin_addr),
              1)
        << "addresses.tsv:" << line;
    const auto& address =
        is_six ? reinterpret_cast<const sockaddr&>(six) : reinterpret_cast<const sockaddr&>(four);
    EXPECT_EQ(is_public(address), row.substr(tab + 1) == "public") << "addresses.tsv:" << line;
  }
}

}  // namespace
}  // namespace gainsay::acquire
