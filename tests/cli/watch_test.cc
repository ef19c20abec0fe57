// `gainsay watch` and feeds in `read`, run as a user runs them, against servers on loopback.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "../acquire/scratch.h"
#include "../ledger/temporary_folder.h"
#include "pages.h"
#include "program.h"

namespace gainsay::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string feed_of(int items, const std::string& origin) {
  std::string feed = "<rss><channel><title>Orrin Courier</title>";
  for (int i = 0; i < items; ++i)
    feed += "<item><title>Report " + std::to_string(i) + "</title><link>" + origin + "/p" +
            std::to_string(i) +
            "</link><source url='https://harbour.example/rss'>Harbour Agency"
            "</source></item>";
  return feed + "</channel></rss>";
}

// A feed of `items` pages, each of them other bytes at every request, as pages with advertisements
// are: one that is read twice is two documents.
class Courier {
 public:
  explicit Courier(int items)
      : server_([this, items](const std::string& request) {
          if (request.starts_with("GET /feed "))
            return acquire::http_answer(200, "ETag: \"1\"\r\n",
                                        feed_of(items, server_.address("")));
          if (request.starts_with("GET /p"))
            return acquire::http_answer(200, "Content-Type: text/html\r\n",
                                        make_page(std::stoi(request.substr(6))) + "<!-- " +
                                            std::to_string(++served_) + " -->");
          return acquire::http_answer(404, "", "nothing here");
        }) {}

  [[nodiscard]] std::string feed() const { return server_.address("/feed"); }

 private:
  std::atomic<int> served_ = 0;
  acquire::LoopbackServer server_;
};

std::vector<std::string> watching(const std::string& ledger, const std::string& feed,
                                  std::vector<std::string> rest = {"--once"}) {
  std::vector<std::string> arguments{"watch",   "--ledger", ledger, "--allow-private",
                                     "--delay", "0",        feed};
  arguments.insert(arguments.end(), rest.begin(), rest.end());
  return arguments;
}

TEST(Watch, OnceReadsWhatIsNewAndCountsTheRest) {
  const TemporaryFolder folder;
  const Courier courier(3);
  auto done = run(watching(folder / "a.db", courier.feed()));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.err, HasSubstr("/feed: 3 new of 3 items\n"));
  EXPECT_THAT(done.err, HasSubstr("gainsay: read 3, refused 0, already known 0 of 3 inputs\n"));
  done = run(watching(folder / "a.db", courier.feed()));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.err, "gainsay: read 0, refused 0, already known 3 of 3 inputs\n");
  EXPECT_THAT(run({"verify", "--ledger", folder / "a.db"}).out, HasSubstr(" 3 documents"));
}

TEST(Watch, RefusalsAreNamedAndCost1) {
  const TemporaryFolder folder;
  const Courier courier(1);
  const auto done = run(watching(folder / "a.db", courier.feed() + "-none"));
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(done.err, "gainsay: " + courier.feed() +
                          "-none: the server answers with HTTP status 404\n"
                          "gainsay: read 0, refused 1, already known 0 of 1 input\n");
  const auto closed = run({"watch", "--once", "--ledger", folder / "a.db", courier.feed()});
  EXPECT_EQ(closed.exit_code, 1);
  EXPECT_THAT(closed.err, HasSubstr("--allow-private"));
  EXPECT_EQ(run({"watch"}).exit_code, 2);
  EXPECT_EQ(run({"watch", "--interval", "soon", "x"}).exit_code, 2);
}

TEST(Watch, ReadTakesFeedsAndKeepsWhereTheyHadItFrom) {
  const TemporaryFolder folder;
  const Courier courier(2);
  std::ofstream(folder / "feeds.opml")
      << "<opml><body><outline xmlUrl='" << courier.feed() << "'/></body></opml>";
  const auto done = run({"read", "--ledger", folder / "a.db", "--allow-private", "--delay", "0",
                         "--format", "jsonl", folder / "feeds.opml"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("read 2, refused 0, already known 0 of 2 inputs\n"));
  EXPECT_THAT(done.out,
              HasSubstr("\"feed\":{\"address\":\"" + courier.feed() +
                        "\",\"title\":\"Orrin Courier\",\"item\":\"" +
                        courier.feed().substr(0, courier.feed().size() - 5) +
                        "/p0\",\"headline\":\"Report 0\",\"source\":{\"name\":\"Harbour Agency\","
                        "\"url\":\"https://harbour.example/rss\"}}"));
  EXPECT_EQ(run({"verify", "--ledger", folder / "a.db"}).exit_code, 0);
  // What was read by `read` is known to `watch`.
  EXPECT_THAT(run(watching(folder / "a.db", courier.feed())).err,
              HasSubstr("read 0, refused 0, already known 2 of 2 inputs"));
}

// Killed again and again, it ends with each page once.
TEST(Watch, NothingIsLostOrDoubledOverKills) {
  const TemporaryFolder folder;
  constexpr int kItems = 40;
  const Courier courier(kItems);
  std::mt19937 random(11);  // NOLINT: the same moments in every run
  int killed = 0;
  for (int i = 0; i < 8; ++i) {
    std::uniform_int_distribution<int> moment(300, 1500);
    const auto done = run(watching(folder / "a.db", courier.feed(), {"--interval", "1s"}),
                          {.kill_after_ms = moment(random)});
    killed += done.exit_code == -1 ? 1 : 0;
    if (!std::filesystem::exists(folder / "a.db")) continue;
    ASSERT_EQ(run({"verify", "--ledger", folder / "a.db"}).exit_code, 0);
  }
  EXPECT_EQ(killed, 8) << "it only ends when it is told to";
  const auto done = run(watching(folder / "a.db", courier.feed()));
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr(" of " + std::to_string(kItems) + " inputs\n"));
  EXPECT_THAT(run({"verify", "--ledger", folder / "a.db"}).out,
              HasSubstr(" " + std::to_string(kItems) + " documents"));
}

TEST(Watch, EndsCleanlyWhenAsked) {
  const TemporaryFolder folder;
  const Courier courier(2);
  for (const std::string signal : {"INT", "TERM"}) {
    const std::string ledger = folder / (signal + ".db");
    const auto done =
        run_shell("\"$GAINSAY\" watch --allow-private --delay 0 --interval 1s --ledger '" + ledger +
                  "' '" + courier.feed() +
                  "' & pid=$!; for i in $(seq 600); do sleep 0.1; grep -qs '\"due\": \\[\\]' '" +
                  ledger + "'.watch/*.json && break; done; kill -" + signal + " $pid; wait $pid");
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_THAT(done.err, StartsWith("gainsay: watching 1 list; Ctrl-C ends it"));
    EXPECT_THAT(done.err, HasSubstr("gainsay: read 2, refused 0, already known 0 of 2 inputs\n"));
  }
}

// Python's http.server, as a process of its own: what it says to a conditional request.
class PythonServer {
 public:
  explicit PythonServer(const std::string& folder) {
    int out[2] = {-1, -1};
    if (pipe(out) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(out[1], STDOUT_FILENO);
      const int log = open((folder + "/../server.log").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      dup2(log, STDERR_FILENO);
      execlp("python3", "python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1",
             "--directory", folder.c_str(), nullptr);
      _exit(127);
    }
    close(out[1]);
    std::string line;
    char c = 0;
    while (read(out[0], &c, 1) == 1 && c != '\n') line += c;
    close(out[0]);
    if (const auto at = line.find(" port "); at != std::string::npos)
      port_ = line.substr(at + 6, line.find(' ', at + 6) - at - 6);
  }
  ~PythonServer() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  PythonServer(const PythonServer&) = delete;
  PythonServer& operator=(const PythonServer&) = delete;

  [[nodiscard]] bool runs() const { return !port_.empty(); }
  [[nodiscard]] std::string at(const std::string& path) const {
    return "http://127.0.0.1:" + port_ + path;
  }

 private:
  pid_t child_ = -1;
  std::string port_;
};

TEST(Watch, AServerThatKnowsNotModifiedIsAskedForThat) {
  const TemporaryFolder folder;
  write_pages(folder / "site", 2);
  const PythonServer server(folder / "site");
  if (!server.runs()) GTEST_SKIP() << "python3 is not there";
  std::ofstream(folder / "site/sitemap.xml")
      << "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
      << "<url><loc>" << server.at("/page-0000.html") << "</loc></url>"
      << "<url><loc>" << server.at("/page-0001.html") << "</loc></url></urlset>";
  std::ofstream(folder / "site/robots.txt") << "User-agent: *\nDisallow: /page-0001\n";
  const auto feed = server.at("/sitemap.xml");
  auto done = run(watching(folder / "a.db", feed));
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.err, HasSubstr("/page-0001.html: " + server.at("") + "/robots.txt asks robots"));
  EXPECT_THAT(done.err, HasSubstr("read 1, refused 1, already known 0 of 2 inputs\n"));
  done = run(watching(folder / "a.db", feed, {"--once", "--ignore-robots"}));
  EXPECT_EQ(done.exit_code, 0) << "refused once, until it changes";
  EXPECT_EQ(done.err, "gainsay: read 0, refused 0, already known 0 of 0 inputs\n");
  std::ostringstream log;
  log << std::ifstream(folder / "server.log").rdbuf();
  EXPECT_THAT(log.str(), HasSubstr("\"GET /sitemap.xml HTTP/1.1\" 304"));
  EXPECT_THAT(log.str(), Not(HasSubstr("/page-0001.html")));
}

}  // namespace
}  // namespace gainsay::testing
