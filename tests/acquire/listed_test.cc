// Feeds, OPML lists and sitemaps as inputs: every page they name is accounted for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "acquire/acquire.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Listed : public testing::Test {
 protected:
  Listed()
      : server_([this](const std::string& request) {
          const std::string path = request.substr(4, request.find(' ', 4) - 4);
          if (path == "/robots.txt") return http_answer(200, "", robots_);
          if (path.starts_with("/p"))
            return http_answer(200, "Content-Type: text/html\r\n",
                               "<!DOCTYPE html><p>Page " + path + " of the courier.</p>");
          if (path == "/feed") return http_answer(200, "Content-Type: text/xml\r\n", feed_);
          return http_answer(404, "", "");
        }) {
    limits_.allow_private = true;
    limits_.host_delay = std::chrono::milliseconds(0);
  }

  // "/p1" for a page that was read, "/p2: reason" for one that was not.
  std::vector<std::string> read(const std::vector<std::string>& names) {
    Inputs inputs(names, limits_, std::chrono::sys_seconds(std::chrono::seconds(1443772800)));
    std::vector<std::string> out;
    while (auto input = inputs.next()) {
      const auto at = input->name.find("/", input->name.starts_with("http") ? 8 : 0);
      std::string name = input->name.substr(at);
      if (!input->capture) {
        EXPECT_EQ(input->capture.error().where, input->name);
        name = name.substr(name.rfind('/')) + ": " + input->capture.error().what;
      } else {
        captures_.push_back(*input->capture);
      }
      out.push_back(name);
    }
    return out;
  }

  static std::string urls(const std::vector<std::string>& addresses) {
    std::string out = "<urlset>";
    for (const auto& address : addresses) out += "<url><loc>" + address + "</loc></url>";
    return out + "</urlset>";
  }

  ScratchFolder folder_;
  std::string robots_;
  std::string feed_;
  Limits limits_;
  std::vector<Capture> captures_;
  LoopbackServer server_;
};

TEST_F(Listed, AFeedStandsForItsPages) {
  feed_ =
      "<rss><channel><title>C</title><item><link>/p1</link></item><item><link>/none</link></item>"
      "<item><link>/p2</link></item></channel></rss>";
  EXPECT_THAT(
      read({server_.address("/feed")}),
      ElementsAre("/p1", HasSubstr("/none: the server answers with HTTP status 404"), "/p2"));
  ASSERT_EQ(captures_.size(), 2U);
  EXPECT_EQ(captures_[0].url, server_.address("/p1"));
  EXPECT_EQ(captures_[0].feed->feed, server_.address("/feed"));
  EXPECT_EQ(captures_[0].feed->title, "C");
}

TEST_F(Listed, FilesAreListsToo) {
  const auto sitemap = folder_.write("sitemap.xml.gz", gzip_member(urls({server_.address("/p1")})));
  feed_ = "<rss><channel><item><link>/p2</link></item></channel></rss>";
  const auto opml = folder_.write("feeds.opml", "<opml><body><outline xmlUrl='" +
                                                    server_.address("/feed") + "'/></body></opml>");
  EXPECT_THAT(read({sitemap, opml}), ElementsAre("/p1", "/p2"));
  // What lies in a folder is read, and leads nowhere.
  EXPECT_THAT(read({folder_.path("")}), ElementsAre());
}

TEST_F(Listed, RobotsTxtHoldsForWhatListsLeadTo) {
  robots_ = "User-agent: gainsay\nDisallow: /p1\n";
  const auto sitemap =
      folder_.write("s.xml", urls({server_.address("/p1"), server_.address("/p2")}));
  EXPECT_THAT(read({sitemap}), ElementsAre(HasSubstr("/p1: "), "/p2"));
  EXPECT_THAT(read({server_.address("/p1")}), ElementsAre("/p1")) << "named by the user";
  limits_.ignore_robots = true;
  EXPECT_THAT(read({sitemap}), ElementsAre("/p1", "/p2"));
}

TEST_F(Listed, BrokenAndEmptyListsAreRefused) {
  const std::string whole = urls({server_.address("/p1"), server_.address("/p2")});
  const auto cut = folder_.write("cut.xml", whole.substr(0, whole.find("</loc></url></urlset>")));
  const auto empty = folder_.write("empty.xml", "<rss><channel/></rss>");
  const auto loop = folder_.write(
      "loop.opml", "<opml><outline xmlUrl='" + server_.address("/feed") + "'/></opml>");
  feed_ = "<opml><outline xmlUrl='/feed'/><outline xmlUrl='/feed?2'/></opml>";
  EXPECT_THAT(read({cut, empty, loop}),
              ElementsAre("/p1", HasSubstr("/cut.xml: is damaged or cut short"),
                          HasSubstr("/empty.xml: is an RSS feed without items"),
                          HasSubstr("/feed?2: the server answers with HTTP status 404")));
}

TEST_F(Listed, PrivateAddressesNeedLeaveInListsToo) {
  const auto sitemap = folder_.write("s.xml", urls({server_.address("/p1")}));
  limits_.allow_private = false;
  EXPECT_THAT(read({sitemap}),
              ElementsAre(HasSubstr("/p1: leads to a private or loopback address")));
  EXPECT_EQ(server_.requests(), 0);
}

TEST_F(Listed, HostsAreNotHurried) {
  limits_.host_delay = std::chrono::milliseconds(200);
  const auto sitemap =
      folder_.write("s.xml", urls({server_.address("/p1"), server_.address("/p2")}));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(read({sitemap}), ElementsAre("/p1", "/p2"));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(400))
      << "robots.txt, a page, a page";
}

}  // namespace
}  // namespace gainsay::acquire
