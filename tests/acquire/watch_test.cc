// Watching feeds of a server on loopback, by a clock that the test moves on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "acquire/acquire.h"
#include "acquire/watch_schedule.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Settled = Watch::Settled;

const std::string kXml = "Content-Type: application/rss+xml\r\n";

std::string page_of(const std::string& title) {
  return "<!DOCTYPE html><title>" + title + "</title><p>The bridge at " + title + " is closed.</p>";
}

// A site whose answers a test sets by path; what was asked for is kept, with its head.
class Site {
 public:
  Site() : server_([this](const std::string& request) { return answer(request); }) {
    set("/robots.txt", http_answer(404, "", ""));
  }

  void set(const std::string& path, const std::string& whole_answer) {
    const std::lock_guard lock(mutex_);
    answers_[path] = whole_answer;
  }
  void page(const std::string& path) {
    set(path, http_answer(200, "Content-Type: text/html\r\n", page_of(path.substr(1))));
  }
  [[nodiscard]] std::string at(const std::string& path) const { return server_.address(path); }

  // A feed at /feed of these items, "id title" or a path that is both.
  void feed(const std::vector<std::string>& paths, const std::string& fields = "",
            const std::string& channel = "") {
    std::string body = "<rss><channel><title>Orrin Courier</title>" + channel;
    for (const auto& path : paths) {
      const auto blank = path.find(' ');
      const std::string link = path.substr(0, blank);
      const std::string title = blank == std::string::npos ? link : path.substr(blank + 1);
      body += "<item><guid isPermaLink='false'>" + link + "</guid><link>" + link +
              "</link><title>" + title + "</title></item>";
      page(link);
    }
    set("/feed", http_answer(200, kXml + fields, body + "</channel></rss>"));
  }

  // "GET /feed" and so on, robots.txt apart.
  [[nodiscard]] std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return std::exchange(asked_, {});
  }
  [[nodiscard]] std::string last_head() {
    const std::lock_guard lock(mutex_);
    return last_head_;
  }

 private:
  std::string answer(const std::string& request) {
    const std::lock_guard lock(mutex_);
    const std::string path = request.substr(4, request.find(' ', 4) - 4);
    if (path != "/robots.txt") {
      asked_.push_back(path);
      last_head_ = request;
    }
    const auto found = answers_.find(path);
    return found == answers_.end() ? http_answer(404, "", "nothing here") : found->second;
  }

  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  std::vector<std::string> asked_;
  std::string last_head_;
  LoopbackServer server_;
};

class Watching : public testing::Test {
 protected:
  Watching() {
    limits_.allow_private = true;
    limits_.total_time = seconds(10);
    clock_.now = [this] { return now_; };
    clock_.sleep = [this](milliseconds time) {
      slept_ += time;
      now_ += time;
    };
  }

  Result<Watch> try_open(const std::vector<std::string>& lists) {
    said_.clear();
    return Watch::open(lists, limits_, options_, clock_,
                       [this](const std::string& line) { said_.push_back(line); });
  }
  Watch open(const std::vector<std::string>& lists) {
    auto watch = try_open(lists);
    EXPECT_TRUE(watch) << to_string(watch.error());
    for (const auto& [url, origin] : ledger_) watch->known(url, origin);
    return std::move(*watch);
  }
  Watch open() { return open({site_.at("/feed")}); }

  // All that is due, each settled as the ledger would: "/a", and "/a: reason" for a refusal.
  std::vector<std::string> round(Watch& watch) {
    std::vector<std::string> names;
    while (auto input = watch.next()) {
      std::string name = input->name.substr(std::min(site_.at("").size(), input->name.size()));
      if (input->capture) {
        ledger_.emplace_back(input->capture->url, *input->capture->feed);
        watch.settle(Settled::read);
      } else {
        name += ": " + input->capture.error().what;
        watch.settle(Settled::refused);
      }
      names.push_back(name);
    }
    const auto remembered = watch.remember();
    EXPECT_TRUE(remembered) << to_string(remembered.error());
    return names;
  }

  void pass(milliseconds time) { now_ += time; }

  ScratchFolder folder_;
  Site site_;
  Limits limits_;
  WatchOptions options_{seconds(900), false, folder_.path("gainsay.db.watch")};
  Clock clock_;
  Time now_{std::chrono::sys_days(std::chrono::year(2021) / 3 / 3) + std::chrono::hours(10)};
  milliseconds slept_{0};
  std::vector<std::string> said_;
  std::vector<std::pair<std::string, FeedOrigin>> ledger_;
};

TEST_F(Watching, NewItemsOnceEach) {
  site_.feed({"/a", "/b"});
  auto watch = open();
  EXPECT_THAT(round(watch), ElementsAre("/a", "/b"));
  EXPECT_THAT(said_, ElementsAre(HasSubstr("/feed: 2 new of 2 items")));
  // From the look at the list on: the pauses between requests have passed since.
  EXPECT_EQ(watch.due(), now_ + seconds(900) - (slept_ - seconds(1)));
  EXPECT_THAT(round(watch), IsEmpty()) << "nothing is due";
  site_.feed({"/a", "/b", "/c"});
  pass(minutes(15));
  EXPECT_THAT(round(watch), ElementsAre("/c"));
  EXPECT_EQ(watch.known_before(), 0U) << "what this run read is not counted again as known";
  EXPECT_EQ(watch.waiting(), 0U);
}

TEST_F(Watching, TheItemIsKeptAsProvenance) {
  site_.page("/x");
  site_.set("/feed", http_answer(200, kXml,
                                 "<rss><channel><title>Orrin Courier</title><item><link>/x</link>"
                                 "<title>X &amp; Y</title><guid isPermaLink='false'>7</guid>"
                                 "<pubDate>Wed, 03 Mar 2021 08:15:00 GMT</pubDate>"
                                 "<source url='https://h.example/rss'>Harbour Agency</source>"
                                 "</item></channel></rss>"));
  auto watch = open();
  const auto input = watch.next();
  ASSERT_TRUE(input && input->capture);
  const auto& origin = *input->capture->feed;
  EXPECT_EQ(origin.feed, site_.at("/feed"));
  EXPECT_EQ(origin.title, "Orrin Courier");
  EXPECT_EQ(origin.item, "7");
  EXPECT_EQ(origin.headline, "X & Y");
  EXPECT_EQ(origin.published, "2021-03-03T08:15:00Z");
  EXPECT_EQ(origin.source, (Publisher{"Harbour Agency", "https://h.example/rss"}));
  watch.settle(Settled::read);
}

TEST_F(Watching, UnchangedListsAreAskedForByCondition) {
  site_.feed({"/a"}, "ETag: \"one\"\r\nLast-Modified: Wed, 03 Mar 2021 08:15:00 GMT\r\n");
  {
    auto watch = open();
    EXPECT_THAT(round(watch), ElementsAre("/a"));
    EXPECT_THAT(site_.last_head(), Not(HasSubstr("If-None-Match")));
  }
  site_.set("/feed", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
  pass(minutes(20));
  auto watch = open();
  EXPECT_THAT(round(watch), IsEmpty());
  EXPECT_THAT(site_.last_head(), HasSubstr("If-None-Match: \"one\"\r\n"));
  EXPECT_THAT(site_.last_head(), HasSubstr("If-Modified-Since: Wed, 03 Mar 2021 08:15:00 GMT\r\n"));
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(Watching, AChangedItemIsReadAgain) {
  site_.feed({"/a Bridge closed", "/b"});
  auto watch = open();
  EXPECT_THAT(round(watch), ElementsAre("/a", "/b"));
  site_.feed({"/a Bridge open", "/b"});
  pass(minutes(15));
  EXPECT_THAT(round(watch), ElementsAre("/a"));
  pass(minutes(15));
  EXPECT_THAT(round(watch), IsEmpty());
}

TEST_F(Watching, WhatWasGivenOutIsSettledBeforeTheNextLook) {
  options_.interval = seconds(4);  // soon enough to be waited for otherwise
  site_.feed({"/a"});
  auto watch = open();
  ASSERT_TRUE(watch.next());
  EXPECT_FALSE(watch.next()) << "the next look is not waited for";
  EXPECT_THAT(site_.asked(), ElementsAre("/feed", "/a"));
  watch.settle(Settled::read);
}

TEST_F(Watching, AnItemThatChangesWhileItIsReadIsReadAgain) {
  site_.feed({"/a one"});
  auto watch = open();
  ASSERT_TRUE(watch.next());
  site_.feed({"/a two"});
  pass(minutes(15));
  EXPECT_FALSE(watch.next()) << "the list is looked at, the item is out";
  watch.settle(Settled::read);
  EXPECT_THAT(round(watch), ElementsAre("/a"));
}

// A kill at any point: what the ledger has is not given out again, what it has not is.
TEST_F(Watching, NothingIsLostOrDoubledOverKills) {
  site_.feed({"/a", "/b", "/c", "/d"}, "ETag: \"one\"\r\n");
  for (std::size_t before_kill = 0; before_kill < 4; ++before_kill) {
    ledger_.clear();
    std::filesystem::remove_all(options_.memory);
    site_.feed({"/a", "/b", "/c", "/d"}, "ETag: \"one\"\r\n");
    {
      auto watch = open();
      for (std::size_t i = 0; i <= before_kill; ++i) {
        const auto input = watch.next();
        ASSERT_TRUE(input && input->capture);
        // The last one is killed after it was fetched and before it was committed.
        if (i == before_kill) break;
        ledger_.emplace_back(input->capture->url, *input->capture->feed);
        watch.settle(Settled::read);
      }
    }  // no remember()
    site_.set("/feed", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
    pass(minutes(15));
    auto watch = open();
    round(watch);
    std::vector<std::string> urls;
    for (const auto& [url, origin] : ledger_) urls.push_back(url.substr(site_.at("").size()));
    EXPECT_THAT(urls, ElementsAre("/a", "/b", "/c", "/d")) << before_kill;
    EXPECT_EQ(watch.known_before(), before_kill);
  }
}

TEST_F(Watching, LostMemoryCostsRequestsAndNoPage) {
  site_.feed({"/a", "/b"}, "ETag: \"one\"\r\n");
  {
    auto watch = open();
    EXPECT_THAT(round(watch), ElementsAre("/a", "/b"));
  }
  std::filesystem::remove_all(options_.memory);
  site_.feed({"/a changed", "/b", "/c"});
  auto watch = open();
  EXPECT_THAT(round(watch), ElementsAre("/a", "/c"));
  EXPECT_EQ(watch.known_before(), 1U);
}

TEST_F(Watching, ServersThatCannotNowAreLeftAloneAsLongAsTheyAsk) {
  site_.feed({"/a", "/b"});
  site_.set("/a", http_answer(503, "Retry-After: 600\r\n", "busy"));
  auto watch = open();
  EXPECT_THAT(round(watch), IsEmpty()) << "the host is left alone, /b too";
  EXPECT_THAT(site_.asked(), ElementsAre("/feed", "/a"));
  EXPECT_THAT(
      said_,
      Contains(HasSubstr("/a: the server answers with HTTP status 503; tried again in 10 min")));
  site_.page("/a");
  EXPECT_EQ(watch.waiting(), 2U);
  ASSERT_TRUE(watch.due());
  EXPECT_GE(*watch.due(), now_ + seconds(590));
  now_ = *watch.due();
  EXPECT_THAT(round(watch), ElementsAre("/b", "/a"));
}

TEST_F(Watching, AListThatFailsIsAskedLessAndLess) {
  site_.set("/feed", http_answer(500, "", ""));
  auto watch = open();
  std::vector<double> waits;
  for (int i = 0; i < 9; ++i) {
    EXPECT_THAT(round(watch), IsEmpty());
    ASSERT_TRUE(watch.due());
    waits.push_back(std::chrono::duration<double>(*watch.due() - now_).count() / 900);
    now_ = *watch.due();
  }
  double expected = 1;
  for (const double wait : waits) {
    EXPECT_GE(wait, expected * 0.79);
    EXPECT_LE(wait, expected * 1.21);
    expected = std::min(expected * 2, 96.0);  // a day
  }
  EXPECT_THAT(said_.front(),
              HasSubstr("/feed: the server answers with HTTP status 500; asked again in "));
  site_.feed({"/a"});
  EXPECT_THAT(round(watch), ElementsAre("/a"));
  EXPECT_LE(*watch.due() - now_, seconds(900));
}

TEST_F(Watching, RetryAfterOfAListHoldsOverARestart) {
  site_.set("/feed", http_answer(429, "Retry-After: Wed, 03 Mar 2021 14:00:00 GMT\r\n", ""));
  {
    auto watch = open();
    EXPECT_THAT(round(watch), IsEmpty());
  }
  options_.once = true;
  site_.feed({"/a"});
  (void)site_.asked();
  {
    auto watch = open();
    EXPECT_THAT(
        round(watch),
        ElementsAre(HasSubstr("/feed: its server asks to be left alone until 2021-03-03T1")));
    EXPECT_THAT(site_.asked(), IsEmpty());
  }
  pass(minutes(241));
  auto watch = open();
  EXPECT_THAT(round(watch), ElementsAre("/a"));
}

TEST_F(Watching, OnceTriesOnceAndLeavesTheRestDue) {
  options_.once = true;
  site_.feed({"/a", "/b"});
  site_.set("/a", http_answer(502, "", ""));
  {
    auto watch = open();
    EXPECT_THAT(round(watch),
                ElementsAre(HasSubstr("/a: the server answers with HTTP status 502"), "/b"));
    EXPECT_EQ(watch.waiting(), 1U);
  }
  site_.page("/a");
  {
    auto watch = open();
    EXPECT_THAT(round(watch), ElementsAre("/a"));
    EXPECT_EQ(watch.known_before(), 1U);
  }
  auto watch = open();
  EXPECT_THAT(round(watch), IsEmpty());
  EXPECT_EQ(watch.known_before(), 2U);
  options_.memory = folder_.path("second.watch");
  auto again = open({site_.at("/other")});
  EXPECT_THAT(round(again),
              ElementsAre(HasSubstr("/other: the server answers with HTTP status 404")));
}

TEST_F(Watching, APageThatFailsForGoodIsRefusedOnce) {
  site_.feed({"/gone", "/b"});
  site_.set("/gone", http_answer(410, "", ""));
  auto watch = open();
  EXPECT_THAT(round(watch),
              ElementsAre(HasSubstr("/gone: the server answers with HTTP status 410"), "/b"));
  pass(minutes(15));
  EXPECT_THAT(round(watch), IsEmpty());
}

TEST_F(Watching, APageThatNeverComesIsGivenUp) {
  site_.feed({"/a"});
  site_.set("/a", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\ncut");
  auto watch = open();
  std::vector<std::string> refused;
  for (int i = 0; i < 20 && refused.empty(); ++i) {
    refused = round(watch);
    if (refused.empty()) now_ = *watch.due();
  }
  EXPECT_THAT(refused,
              ElementsAre(HasSubstr("/a: the answer was cut short; given up after 5 tries")));
  EXPECT_EQ(watch.waiting(), 0U);
}

TEST_F(Watching, SlowBodiesAndResetsAreTriedAgain) {
  const LoopbackServer slow(
      [](const std::string&) { return http_answer(200, "", page_of("slow")); }, milliseconds(1500));
  limits_.total_time = seconds(1);
  limits_.ignore_robots = true;
  site_.feed({"/reset"});
  site_.set("/reset", "");  // closed without a byte
  site_.set("/slow", http_answer(200, kXml,
                                 "<rss><channel><item><link>" + slow.address("/s") +
                                     "</link></item></channel></rss>"));
  auto watch = open({site_.at("/feed"), site_.at("/slow")});
  EXPECT_THAT(round(watch), IsEmpty());
  EXPECT_THAT(said_, Contains(HasSubstr("/reset: cannot be fetched")));
  EXPECT_THAT(said_, Contains(HasSubstr("/s: did not answer in time")));
  EXPECT_EQ(watch.waiting(), 2U);
  site_.page("/reset");
  pass(minutes(2));
  EXPECT_THAT(round(watch), ElementsAre("/reset"));
}

TEST_F(Watching, RobotsTxtIsHonoured) {
  site_.feed({"/open", "/closed"});
  site_.set("/robots.txt",
            http_answer(200, "", "User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n"));
  auto watch = open();
  EXPECT_THAT(round(watch), ElementsAre("/open", HasSubstr("/closed: ")));
  EXPECT_THAT(site_.asked(), ElementsAre("/feed", "/open"));
  EXPECT_EQ(slept_, milliseconds(1000 + 7000)) << "robots.txt, then 7 s to the page";
  limits_.ignore_robots = true;
  options_.memory = folder_.path("second.watch");
  ledger_.clear();
  auto free = open({site_.at("/feed"), site_.at("/feed")});
  EXPECT_THAT(round(free), ElementsAre("/open", "/closed"));
}

TEST_F(Watching, RobotsTxtIsAskedWhereRedirectsLead) {
  site_.feed({"/a"});
  site_.set("/a", http_answer(302, "Location: /secret\r\n", ""));
  site_.page("/secret");
  site_.set("/robots.txt", http_answer(200, "", "User-agent: gainsay\nDisallow: /secret\n"));
  auto watch = open();
  EXPECT_THAT(round(watch),
              ElementsAre(HasSubstr("robots.txt asks robots not to fetch it; --ignore-robots")));
  EXPECT_THAT(site_.asked(), ElementsAre("/feed", "/a"));
}

TEST_F(Watching, WithoutRobotsTxtToBeHadNothingIsFetched) {
  site_.feed({"/a"});
  site_.set("/robots.txt", http_answer(503, "", ""));
  auto watch = open();
  EXPECT_THAT(round(watch), IsEmpty());
  EXPECT_THAT(site_.asked(), IsEmpty());
  EXPECT_THAT(said_,
              ElementsAre(HasSubstr("/robots.txt cannot be had, so nothing there is fetched")));
}

TEST_F(Watching, RedirectsAreFollowedAndLoopsEnd) {
  site_.feed({"/a", "/loop"});
  site_.set("/moved", http_answer(301, "Location: /feed\r\n", ""));
  site_.set("/a", http_answer(307, "Location: /b\r\n", ""));
  site_.page("/b");
  site_.set("/loop", http_answer(302, "Location: /loop\r\n", ""));
  auto watch = open({site_.at("/moved")});
  const auto input = watch.next();
  ASSERT_TRUE(input && input->capture) << to_string(input->capture.error());
  EXPECT_EQ(input->capture->url, site_.at("/a"));
  EXPECT_EQ(input->capture->final_url, site_.at("/b"));
  watch.settle(Settled::read);
  EXPECT_THAT(said_, Contains(HasSubstr("has moved for good to " + site_.at("/feed"))));
  EXPECT_THAT(round(watch), ElementsAre(HasSubstr("/loop: redirects more than 10 times")));
}

TEST_F(Watching, NoAddressOutsideWhatWasAsked) {
  const std::string secret = folder_.write("secret.html", page_of("secret"));
  site_.page("/ok");
  site_.set("/feed", http_answer(200, kXml,
                                 "<rss><channel><item><link>file://" + secret +
                                     "</link></item><item><link>ftp://x.example/a</link></item>"
                                     "<item><link>javascript:alert(1)</link></item>"
                                     "<item><link>/out</link></item><item><link>/feed</link></item>"
                                     "<item><link>/ok</link></item></channel></rss>"));
  site_.set("/out", http_answer(302, "Location: file://" + secret + "\r\n", ""));
  auto watch = open();
  const auto names = round(watch);
  ASSERT_EQ(names.size(), 6U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_THAT(names[i], HasSubstr("neither http nor https"));
  EXPECT_THAT(names, Contains(HasSubstr("/out: leads to an address that is neither")));
  EXPECT_THAT(names, Contains(HasSubstr("/feed: is a list and no page")));
  EXPECT_THAT(names, Contains("/ok"));
  limits_.allow_private = false;
  options_.once = true;
  options_.memory = folder_.path("second.watch");
  auto closed = open({site_.at("/other")});
  EXPECT_THAT(round(closed), ElementsAre(HasSubstr("--allow-private")));
}

TEST_F(Watching, OpmlAndSitemapIndexesLeadToTheirLists) {
  site_.feed({"/a"});
  site_.page("/n");
  site_.set("/list.opml",
            http_answer(200, "",
                        "<opml><body><outline xmlUrl='/feed'/><outline xmlUrl='/index.xml'/>"
                        "<outline xmlUrl='/list.opml'/></body></opml>"));
  const std::string sitemap = "<urlset><url><loc>" + site_.at("/n") + "</loc></url></urlset>";
  const auto index = [&](const std::string& day) {
    return http_answer(200, "",
                       "<sitemapindex><sitemap><loc>" + site_.at("/news.xml.gz") +
                           "</loc><lastmod>" + day + "</lastmod></sitemap></sitemapindex>");
  };
  site_.set("/index.xml", index("2021-03-03"));
  site_.set("/news.xml.gz",
            http_answer(200, "Content-Type: application/gzip\r\n", gzip_member(sitemap)));
  {
    auto watch = open({site_.at("/list.opml")});
    EXPECT_THAT(round(watch), testing::UnorderedElementsAre("/a", "/n"));
    EXPECT_EQ(watch.lists(), 4U);
    (void)site_.asked();
    pass(minutes(16));
    EXPECT_THAT(round(watch), IsEmpty());
    EXPECT_THAT(site_.asked(), Not(Contains("/news.xml.gz"))) << "its index says it is unchanged";
  }
  site_.set("/index.xml", index("2021-03-04"));
  pass(minutes(16));
  auto watch = open({site_.at("/list.opml")});
  EXPECT_EQ(watch.lists(), 4U) << "remembered";
  round(watch);
  EXPECT_THAT(site_.asked(), Contains("/news.xml.gz"));
}

TEST_F(Watching, OnePageOfSeveralFeedsIsReadOnce) {
  site_.feed({"/a", "/b"});
  site_.page("/c");
  site_.set("/other",
            http_answer(200, kXml,
                        "<rss><channel><item><link>/a</link><title>Another title</title></item>"
                        "<item><link>/c</link></item></channel></rss>"));
  auto watch = open({site_.at("/feed"), site_.at("/other")});
  EXPECT_THAT(round(watch), testing::UnorderedElementsAre("/a", "/b", "/c"));
  EXPECT_EQ(watch.known_before(), 1U);
}

TEST_F(Watching, AnItemWithoutAnAddressIsItself) {
  site_.set("/feed",
            http_answer(200, kXml,
                        "<rss><channel><title>Notes</title><item><title>T</title>"
                        "<guid isPermaLink='false'>no 7</guid><description>&lt;p&gt;All of "
                        "it.&lt;/p&gt;</description></item><item><title>Empty</title></item>"
                        "</channel></rss>"));
  auto watch = open();
  const auto input = watch.next();
  ASSERT_TRUE(input && input->capture) << to_string(input->capture.error());
  EXPECT_EQ(input->capture->url, site_.at("/feed") + "#no%207");
  EXPECT_EQ(input->capture->format, Format::json_line);
  EXPECT_EQ(input->capture->given->html, "<p>All of it.</p>");
  EXPECT_EQ(input->capture->given->outlet, "Notes");
  watch.settle(Settled::read);
  EXPECT_THAT(round(watch), ElementsAre(HasSubstr("neither an address nor a text")));
}

TEST_F(Watching, WhatIsNoFeedIsSaid) {
  site_.page("/page");
  site_.set("/cut", http_answer(200, kXml, "<rss><channel><item><link>/a</link></item><item><li"));
  site_.page("/a");
  auto watch = open({site_.at("/page"), site_.at("/cut")});
  EXPECT_THAT(round(watch), ElementsAre("/a"));
  EXPECT_THAT(said_,
              Contains(HasSubstr("/page: is no feed, OPML list or sitemap; asked again in")));
  EXPECT_THAT(said_, Contains(HasSubstr("/cut: is damaged or cut short")));
}

TEST_F(Watching, PublishersSayHowOften) {
  site_.feed({"/a"}, "Cache-Control: public, max-age=3600\r\nAge: 600\r\n", "<ttl>20</ttl>");
  auto watch = open();
  round(watch);
  EXPECT_NEAR(std::chrono::duration<double>(*watch.due() - now_).count(), 3000, 5);
}

TEST_F(Watching, LocalFilesAreLists) {
  site_.feed({"/a"});
  const auto opml = folder_.write(
      "feeds.opml", "<opml><body><outline xmlUrl='" + site_.at("/feed") + "'/></body></opml>");
  auto watch = open({opml});
  EXPECT_THAT(round(watch), ElementsAre("/a"));
  EXPECT_FALSE(try_open({folder_.path("missing.opml")}));
}

TEST_F(Watching, OneAtATime) {
  const auto watch = open();
  const auto second = try_open({site_.at("/feed")});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().what, HasSubstr("another gainsay watch"));
}

TEST_F(Watching, DamagedMemoryIsNamed) {
  {
    auto watch = open();
    site_.feed({"/a"});
    round(watch);
  }
  for (const auto& file : std::filesystem::directory_iterator(options_.memory))
    if (file.path().extension() == ".json") std::ofstream(file.path()) << "{\"format\": 1, ";
  const auto watch = try_open({site_.at("/feed")});
  ASSERT_FALSE(watch);
  EXPECT_EQ(watch.error().code, ErrorCode::damaged);
  EXPECT_THAT(to_string(watch.error()), HasSubstr(".json: cannot be understood; remove it"));
}

TEST_F(Watching, StopEndsItAtOnce) {
  std::atomic<bool> stop = false;
  limits_.stop = &stop;
  site_.feed({"/a", "/b"});
  auto watch = open();
  ASSERT_TRUE(watch.next());
  stop = true;
  EXPECT_FALSE(watch.next());
  watch.settle(Settled::read);
  EXPECT_EQ(watch.waiting(), 1U);
}

TEST(Schedule, BackOffDoublesAndIsSpread) {
  for (int failures = 1; failures < 40; ++failures) {
    const auto wait = back_off(seconds(60), failures, "https://x.example/");
    const double whole = std::min(60.0 * std::pow(2, failures - 1), 86400.0);
    EXPECT_NEAR(std::chrono::duration<double>(wait).count(), whole, whole * 0.201);
    EXPECT_EQ(wait, back_off(seconds(60), failures, "https://x.example/"));
  }
  EXPECT_NE(back_off(seconds(60), 1, "a"), back_off(seconds(60), 1, "b"));
}

TEST(Schedule, CacheControl) {
  EXPECT_EQ(fresh_for("max-age=60", ""), seconds(60));
  EXPECT_EQ(fresh_for("Public , MAX-AGE=60", "20"), seconds(40));
  EXPECT_EQ(fresh_for("max-age=60", "90"), seconds(0));
  EXPECT_EQ(fresh_for("max-age=31536000", ""), seconds(86400));
  EXPECT_EQ(fresh_for("no-cache, max-age=60", ""), std::nullopt);
  EXPECT_EQ(fresh_for("max-age=-5", ""), std::nullopt);
  EXPECT_EQ(fresh_for("private", ""), std::nullopt);
}

TEST(Schedule, HoursAndDaysToSkip) {
  const Time ten = std::chrono::sys_days(std::chrono::year(2021) / 3 / 3) + std::chrono::hours(10);
  Feed feed;
  EXPECT_EQ(next_look(ten, seconds(900), &feed, {}), ten + seconds(900));
  feed.skip_hours.set(10).set(11);
  EXPECT_EQ(next_look(ten, seconds(900), &feed, {}), ten + std::chrono::hours(2));
  feed.skip_days.set(3);  // a Wednesday, as that day was
  EXPECT_EQ(next_look(ten, seconds(900), &feed, {}), ten + std::chrono::hours(14));
  feed.skip_days.set();
  EXPECT_EQ(next_look(ten, seconds(900), &feed, {}), ten + seconds(900)) << "never is no answer";
  feed = Feed();
  feed.time_to_live = minutes(90);
  EXPECT_EQ(next_look(ten, seconds(900), &feed, seconds(60)), ten + minutes(90));
}

}  // namespace
}  // namespace gainsay::acquire
