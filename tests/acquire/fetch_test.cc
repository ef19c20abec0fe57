#include "acquire/fetch.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "acquire/acquire.h"
#include "acquire/address.h"
#include "acquire/http.h"
#include "base/hash.h"
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

std::string unhex(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16)));
  return out;
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
  std::string body = gzip_member(kPage);
  const LoopbackServer server([&](const std::string&) {
    return http_answer(200, kHtml + "Content-Encoding: " + coding + "\r\n", body);
  });
  auto input = only_input(server.address("/"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->body, kPage);
  EXPECT_EQ(input.capture->bytes, body);
  EXPECT_EQ(input.capture->coding, "gzip");
  // The same page, however it was packed.
  EXPECT_EQ(input.capture->id, "sha256:" + sha256_hex(kPage));
  body = kPage;  // named gzip, and plain
  input = only_input(server.address("/"));
  ASSERT_TRUE(input.capture);
  EXPECT_EQ(input.capture->coding, "");
  EXPECT_EQ(input.capture->id, "sha256:" + sha256_hex(kPage));
  body = gzip_member(kPage).substr(0, 30);
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::damaged);
  coding = "compress";
  EXPECT_EQ(refusal(server.address("/")).code, ErrorCode::unsupported);
  coding = "deflate";
  const std::string gz = gzip_member(kPage);
  body = gz.substr(10, gz.size() - 18);  // bare, as some servers send it
  input = only_input(server.address("/"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->body, kPage);
}

TEST(Fetch, WhatWentOverTheWireIsKept) {
  const LoopbackServer server([&](const std::string& head) {
    if (head.starts_with("GET /old ")) return http_answer(301, "Location: /new\r\n", "moved");
    return "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" +
           http_answer(200, kHtml + "X-Two: a\r\nX-Two: b\r\n", kPage);
  });
  const auto input = only_input(server.address("/old"));
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  const auto& hops = input.capture->hops;
  ASSERT_EQ(hops.size(), 2U);
  EXPECT_EQ(hops[0].url, server.address("/old"));
  EXPECT_THAT(hops[0].request, testing::StartsWith("GET /old HTTP/1.1\r\nHost: 127.0.0.1:"));
  EXPECT_THAT(hops[0].request, testing::EndsWith("\r\n\r\n"));
  EXPECT_EQ(hops[0].response,
            "HTTP/1.1 301 X\r\nLocation: /new\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(hops[1].url, server.address("/new"));
  EXPECT_THAT(hops[1].request, testing::StartsWith("GET /new HTTP/1.1\r\n"));
  EXPECT_THAT(hops[1].response,
              testing::StartsWith("HTTP/1.1 200 X\r\n" + kHtml + "X-Two: a\r\nX-"));
  EXPECT_EQ("http://" + hops[1].peer + "/new", hops[1].url);
  EXPECT_EQ(hops[1].tls, "");
}

TEST(Fetch, AnswersThatAreNoPagesCanBeAskedFor) {
  std::string request;
  const LoopbackServer server([&](const std::string& head) {
    request = head;
    return std::string(
        "HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\nContent-Encoding: deflate\r\n"
        "Connection: close\r\n\r\n");
  });
  Fetcher fetcher(loopback_allowed());
  const auto got = fetcher.exchange(server.address("/"), {"If-None-Match: \"7\""});
  ASSERT_TRUE(got) << to_string(got.error());
  EXPECT_EQ(got->status, 304);
  EXPECT_EQ(field(got->hops.back().response, "etag"), "\"7\"");
  EXPECT_THAT(request, HasSubstr("\r\nIf-None-Match: \"7\"\r\n"));
  EXPECT_FALSE(fetcher.fetch(server.address("/")));
}

// A server of OpenSSL's with a certificate of its own making.
class TlsServer {
 public:
  explicit TlsServer(const ScratchFolder& folder) : certificate(folder.path("peer.pem")) {
    const std::string key = folder.path("key.pem");
    const std::string log = folder.path("log");
    const std::string make =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/O=Valley Echo/CN=localhost' "
        "-addext subjectAltName=DNS:localhost -keyout " +
        key + " -out " + certificate + " 2> " + log;
    if (std::system(make.c_str()) != 0) return;
    for (int port = 20000 + ::getpid() % 20000; port < 60000 && pid <= 0; port += 97) {
      pid = ::fork();
      if (pid == 0) {
        const std::string at = std::to_string(port);
        const int out = ::open(log.c_str(), O_WRONLY | O_TRUNC);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::chdir(folder.path("").c_str());
        ::execlp("openssl", "openssl", "s_server", "-WWW", "-accept", at.c_str(), "-key",
                 key.c_str(), "-cert", certificate.c_str(), nullptr);
        ::_exit(127);
      }
      address = "https://localhost:" + std::to_string(port) + "/";
      for (int i = 0; i < 200; ++i) {
        std::ifstream in(log);
        const std::string said{std::istreambuf_iterator<char>(in), {}};
        if (said.find("ACCEPT") != std::string::npos) return;
        if (::waitpid(pid, nullptr, WNOHANG) == pid) break;  // the port is taken
        ::usleep(20'000);
      }
      pid = 0;
    }
  }
  ~TlsServer() {
    if (pid <= 0) return;
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string certificate;
  std::string address;
  pid_t pid = 0;
};

TEST(Fetch, ThePeerOfATlsConnectionIsKept) {
  const ScratchFolder folder;
  folder.write("page.html", kPage);
  const TlsServer server(folder);
  if (server.pid <= 0) GTEST_SKIP() << "there is no openssl program to serve with";
  EXPECT_THAT(refusal(server.address + "page.html").what, HasSubstr("certificate"));
  auto limits = loopback_allowed();
  limits.trusted = server.certificate;
  const auto input = only_input(server.address + "page.html", limits);
  ASSERT_TRUE(input.capture) << to_string(input.capture.error());
  EXPECT_EQ(input.capture->body, kPage);
  ASSERT_EQ(input.capture->hops.size(), 1U);
  const auto& hop = input.capture->hops[0];
  EXPECT_THAT(hop.tls, testing::StartsWith("TLSv1.3 TLS_"));
  ASSERT_EQ(hop.certificates.size(), 1U);
  EXPECT_EQ(hop.certificates[0].subject, "CN=localhost,O=Valley Echo");
  EXPECT_EQ(hop.certificates[0].issuer, hop.certificates[0].subject);
  EXPECT_LT(hop.certificates[0].not_before, hop.certificates[0].not_after);
  EXPECT_EQ(hop.certificates[0].sha256.size(), 64U);
}

TEST(Coding, BrotliAndZstdAreUndone) {
  // `brotli -w 16` and `zstd` of the page; neither is asked for, but archives hold them.
  const std::string brotli = unhex(
      "020700bdf3c08ee9587335e164e647a8f40671794ad320546e70aa4c2e7dd0e660030edc030e281eec32caca2029"
      "b21ba433c382707d8bede3201f");
  const std::string zstd = unhex(
      "28b52ffd2439c901003c21444f43545950452068746d6c3e3c703e54686520627269646765206174204f7272696e"
      "20466f726420697320636c6f7365642e3c2f703ec6f76f6c");
  EXPECT_EQ(without_coding(brotli, "br", 1000).value_or(""), kPage);
  EXPECT_EQ(without_coding(zstd, "zstd", 1000).value_or(""), kPage);
  EXPECT_EQ(without_coding(brotli, "br", 10).error().code, ErrorCode::too_large);
  EXPECT_EQ(without_coding(zstd, "zstd", 10).error().code, ErrorCode::too_large);
  for (std::size_t cut = 1; cut < brotli.size(); ++cut)
    EXPECT_FALSE(without_coding(brotli.substr(0, cut), "br", 1000)) << cut;
  for (std::size_t cut = 1; cut < zstd.size(); ++cut)
    EXPECT_FALSE(without_coding(zstd.substr(0, cut), "zstd", 1000)) << cut;
  EXPECT_FALSE(without_coding(brotli + "x", "br", 1000));
}

TEST(Http, ChunksAreUndoneAndMade) {
  EXPECT_EQ(without_chunks("4;a=b\r\nThe \r\n0006\r\nbridge\r\n0\r\nX: y\r\n\r\n").value_or(""),
            "The bridge");
  EXPECT_EQ(without_chunks(in_one_chunk(kPage)).value_or(""), kPage);
  EXPECT_EQ(without_chunks(in_one_chunk("")).value_or("x"), "");
  const std::string whole = in_one_chunk(kPage);
  for (std::size_t cut = 0; cut < whole.size() - 4; ++cut)
    EXPECT_FALSE(without_chunks(whole.substr(0, cut))) << cut;
  EXPECT_FALSE(without_chunks("x\r\nThe\r\n0\r\n\r\n"));
  EXPECT_FALSE(without_chunks("2\r\nThe\r\n0\r\n\r\n"));
  EXPECT_FALSE(without_chunks("fffffffffffffffff\r\nThe\r\n0\r\n\r\n"));
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
  body = gzip_member(std::string(1000000, 'a'));
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
