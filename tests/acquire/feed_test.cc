// Feeds, lists of feeds and sitemaps, as they should be and as they are.
#include "acquire/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gainsay::acquire {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Feed parsed(const std::string& body, const std::string& content_type = "",
            const std::string& address = "https://courier.example/feeds/all.xml") {
  EXPECT_TRUE(is_feed(body)) << body.substr(0, 200);
  auto feed = parse_feed(body, content_type, address);
  if (!feed) {
    ADD_FAILURE() << to_string(feed.error());
    return {};
  }
  return std::move(*feed);
}

std::vector<std::string> links_of(const Feed& feed) {
  std::vector<std::string> links;
  for (const auto& item : feed.items) links.push_back(item.link);
  return links;
}

constexpr const char* kRss = R"(<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Orrin Courier</title><link>https://courier.example/</link>
  <atom:link rel="self" href="https://courier.example/feeds/all.xml"/>
  <language>en-gb</language><ttl>30</ttl>
  <skipHours><hour>0</hour><hour>23</hour></skipHours>
  <skipDays><day>Sunday</day></skipDays>
  <item>
    <title>Bridge &amp;amp; ferry closed &#8211; &lt;b&gt;again&lt;/b&gt;</title>
    <link>/2021/bridge</link>
    <guid isPermaLink="false">tag:courier,1</guid>
    <pubDate>Wed, 03 Mar 2021 08:15:00 +0200</pubDate>
    <dc:creator>Ana Reth</dc:creator>
    <description>Short.</description>
    <c:encoded><![CDATA[<p>The whole <i>story</i>.</p>]]></c:encoded>
    <source url="https://harbour.example/rss">Harbour Agency</source>
  </item>
  <item><title>By its guid</title><guid>https://courier.example/2021/guid</guid></item>
  <item><title>No address</title><guid isPermaLink="false">n3</guid>
    <author>desk@courier.example (The Desk)</author>
    <description>&lt;p&gt;Only here.&lt;/p&gt;</description></item>
  <item><title>Twice</title><guid isPermaLink="false">n3</guid></item>
</channel></rss>)";

TEST(Feed, Rss) {
  const Feed feed = parsed(kRss);
  EXPECT_EQ(feed.kind, FeedKind::rss);
  EXPECT_EQ(feed.title, "Orrin Courier");
  EXPECT_EQ(feed.time_to_live, minutes(30));
  EXPECT_TRUE(feed.skip_hours[0] && feed.skip_hours[23] && feed.skip_hours.count() == 2);
  EXPECT_TRUE(feed.skip_days[0] && feed.skip_days.count() == 1);
  EXPECT_THAT(feed.damage, IsEmpty());
  ASSERT_EQ(feed.items.size(), 3U) << "an id stands for one item";
  const FeedItem& first = feed.items[0];
  EXPECT_EQ(first.id, "tag:courier,1");
  EXPECT_EQ(first.link, "https://courier.example/2021/bridge");
  EXPECT_EQ(first.title, "Bridge & ferry closed – again");
  EXPECT_EQ(first.published, "2021-03-03T06:15:00Z");
  EXPECT_EQ(first.content, "<p>The whole <i>story</i>.</p>");
  EXPECT_THAT(first.authors, ElementsAre("Ana Reth"));
  EXPECT_EQ(first.language, "en-gb");
  EXPECT_EQ(first.source, (Publisher{"Harbour Agency", "https://harbour.example/rss"}));
  EXPECT_EQ(feed.items[1].link, "https://courier.example/2021/guid");
  EXPECT_EQ(feed.items[1].id, feed.items[1].link);
  EXPECT_EQ(feed.items[2].link, "");
  EXPECT_EQ(feed.items[2].content, "<p>Only here.</p>");
  EXPECT_THAT(feed.items[2].authors, ElementsAre("The Desk"));
}

TEST(Feed, Atom) {
  const Feed feed = parsed(R"(<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://ministry.example/">
  <a:title type="html">Ministry &lt;i&gt;of&lt;/i&gt; Roads</a:title>
  <a:entry>
    <a:id>urn:one</a:id><a:title>2 &lt; 3</a:title>
    <a:link rel="self" href="entry/1.atom"/>
    <a:link rel="alternate" type="application/pdf" href="one.pdf"/>
    <a:link rel="alternate" type="text/html" href="news/one"/>
    <a:updated>2021-03-03T08:15:00.5+02:00</a:updated><a:published>2021-03-01T10:00:00Z</a:published>
    <a:author><a:name>Press Office</a:name></a:author>
    <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Whole &amp; true.</p></div></a:content>
    <a:source><a:id>urn:s</a:id><a:title>Bureau of Bridges</a:title>
      <a:link href="https://bureau.example/"/><a:author><a:name>B. Lorne</a:name></a:author></a:source>
  </a:entry>
  <a:entry xml:lang="fr"><a:id>urn:two</a:id><a:title type="text">Deux</a:title>
    <a:summary>Court.</a:summary><a:content src="deux.html" type="text/html"/>
    <a:source><a:author><a:name>B. Lorne</a:name></a:author>
      <a:link rel="self" href="https://bureau.example/feed"/></a:source></a:entry>
</a:feed>)",
                           "application/atom+xml");
  EXPECT_EQ(feed.kind, FeedKind::atom);
  EXPECT_EQ(feed.title, "Ministry of Roads");
  ASSERT_EQ(feed.items.size(), 2U);
  const FeedItem& one = feed.items[0];
  EXPECT_EQ(one.id, "urn:one");
  EXPECT_EQ(one.link, "https://ministry.example/news/one");
  EXPECT_EQ(one.title, "2 < 3");
  EXPECT_EQ(one.updated, "2021-03-03T06:15:00Z");
  EXPECT_EQ(one.published, "2021-03-01T10:00:00Z");
  EXPECT_THAT(one.content, HasSubstr("<p>Whole &amp; true.</p>"));
  EXPECT_THAT(one.authors, ElementsAre("Press Office"));
  EXPECT_EQ(one.language, "en");
  EXPECT_EQ(one.source, (Publisher{"Bureau of Bridges", "https://bureau.example/"}));
  const FeedItem& two = feed.items[1];
  EXPECT_EQ(two.link, "https://ministry.example/deux.html");
  EXPECT_EQ(two.content, "Court.");
  EXPECT_EQ(two.language, "fr");
  EXPECT_THAT(two.authors, ElementsAre("B. Lorne")) << "of the feed that it was copied from";
  EXPECT_EQ(two.source.url, "https://bureau.example/feed");
}

TEST(Feed, Rdf) {
  const Feed feed = parsed(R"(<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY x "a > b"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://old.example/"><title>Old Gazette</title><dc:language>sr</dc:language>
  <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://old.example/7"><title>Seven</title><link>https://old.example/7.html</link>
  <dc:date>2021-03-03</dc:date><description>Words.</description></item>
<item rdf:about="https://old.example/8"><title>Eight</title></item>
</rdf:RDF>)");
  EXPECT_EQ(feed.kind, FeedKind::rdf);
  EXPECT_EQ(feed.title, "Old Gazette");
  EXPECT_EQ(feed.time_to_live, minutes(360));
  ASSERT_EQ(feed.items.size(), 2U);
  EXPECT_EQ(feed.items[0].id, "https://old.example/7");
  EXPECT_EQ(feed.items[0].published, "2021-03-03");
  EXPECT_EQ(feed.items[0].language, "sr");
  EXPECT_THAT(links_of(feed), ElementsAre("https://old.example/7.html", "https://old.example/8"));
}

TEST(Feed, OpmlListsFeeds) {
  const Feed feed = parsed(R"(<opml version="2.0"><head><title>My desk</title></head><body>
<outline text="North"><outline type="rss" xmlURL="https://a.example/rss" htmlUrl="https://a.example/"/>
  <outline text="deeper"><outline type="atom" xmlUrl=" ../b.atom "/></outline></outline>
<outline type="include" url="https://c.example/more.opml"/><outline type="link" url="https://d.example/"/>
</body></opml>)");
  EXPECT_EQ(feed.kind, FeedKind::opml);
  EXPECT_EQ(feed.title, "My desk");
  EXPECT_THAT(feed.items, IsEmpty());
  EXPECT_THAT(feed.lists, ElementsAre(FeedLink{"https://a.example/rss", ""},
                                      FeedLink{"https://courier.example/b.atom", ""},
                                      FeedLink{"https://c.example/more.opml", ""}));
}

TEST(Feed, SitemapsAndTheirIndexes) {
  const Feed news = parsed(R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc>https://courier.example/a?x=1&amp;y=2</loc><lastmod>2021-03-02</lastmod>
    <n:news><n:publication><n:name>Orrin Courier</n:name><n:language>en</n:language></n:publication>
      <n:publication_date>2021-03-01T10:00:00+01:00</n:publication_date><n:title>A &amp; B</n:title></n:news></url>
  <url><loc>https://courier.example/b</loc></url>
</urlset>)");
  EXPECT_EQ(news.kind, FeedKind::sitemap);
  EXPECT_THAT(links_of(news),
              ElementsAre("https://courier.example/a?x=1&y=2", "https://courier.example/b"));
  EXPECT_EQ(news.items[0].title, "A & B");
  EXPECT_EQ(news.items[0].published, "2021-03-01T09:00:00Z");
  EXPECT_EQ(news.items[0].updated, "2021-03-02");
  EXPECT_EQ(news.items[0].source.name, "Orrin Courier");
  const Feed index = parsed(R"(<sitemapindex xmlns="http://www.google.com/schemas/sitemap/0.84">
<sitemap><loc>https://courier.example/1.xml.gz</loc><lastmod>2021-03-02</lastmod></sitemap></sitemapindex>)");
  EXPECT_EQ(index.kind, FeedKind::sitemap_index);
  EXPECT_THAT(index.lists, ElementsAre(FeedLink{"https://courier.example/1.xml.gz", "2021-03-02"}));
}

std::string with_title(const std::string& declaration, const std::string& title) {
  return declaration + "<rss><channel><title>" + title + "</title></channel></rss>";
}

TEST(Feed, AnyCharset) {
  const std::string cyrillic = "\xCD\xEE\xE2\xEE\xF1\xF2\xE8";  // windows-1251
  const std::string declared = "<?xml version='1.0' encoding='windows-1251'?>";
  EXPECT_EQ(parsed(with_title(declared, cyrillic)).title, "Новости");
  EXPECT_EQ(parsed(with_title("", cyrillic), "text/xml; charset=windows-1251").title, "Новости");
  EXPECT_EQ(
      parsed(with_title("<?xml version='1.0' encoding='iso-8859-1'?>", "\x93na\xEFve\x94")).title,
      "“naïve”");
  EXPECT_EQ(parsed(with_title("", "caf\xE9")).title, "café") << "nothing says what it is";
  EXPECT_EQ(parsed(with_title(declared, "Новости")).title, "Новости") << "valid UTF-8 is UTF-8";
  std::string wide = "\xFF\xFE";
  for (const char c : with_title("<?xml version='1.0' encoding='utf-16'?>", "Wide"))
    wide += {c, '\0'};
  EXPECT_EQ(parsed(wide).title, "Wide");
  EXPECT_EQ(parsed(wide.substr(2)).title, "Wide");
  EXPECT_EQ(parsed(with_title("<?xml version='1.0' encoding='no-such'?>", "Plain")).title, "Plain");
  EXPECT_EQ(
      parsed(with_title("<?xml version='1.0' encoding='iso-2022-jp'?>", "\x1B$B%7\x1B(B")).title,
      "シ");
}

TEST(Feed, SlipsOfFeedsAreForgiven) {
  EXPECT_EQ(parsed(with_title("", "Q&A &nbsp; &unknown; &#0;&#x00; end")).title,
            "Q&A &unknown; end");
  const Feed undeclared = parsed(
      "<rss><channel><item><dc:creator>N. "
      "Undeclared</dc:creator><content:encoded>All.</content:encoded>"
      "<link>https://x.example/1</link></item></channel></rss>");
  EXPECT_THAT(undeclared.items.at(0).authors, ElementsAre("N. Undeclared"));
  EXPECT_EQ(undeclared.items.at(0).content, "All.");
  EXPECT_EQ(parsed("\xEF\xBB\xBF \n<RSS><Channel><Title>T</Title></Channel></RSS>").title, "T");
  EXPECT_EQ(parsed(with_title("", "&#823333311;&#xD800;x")).title, "���x")
      << "numbers that no character has";
  std::string with_nul = with_title("", "A_B");
  with_nul[with_nul.find('_')] = '\0';
  EXPECT_EQ(parsed(with_nul).title, "A�B");
}

TEST(Feed, WhatComesBeforeABreakIsRead) {
  const std::string whole = kRss;
  const Feed cut = parsed(whole.substr(0, whole.find("<description>&lt;p")));
  EXPECT_THAT(cut.damage, HasSubstr("cut short"));
  EXPECT_THAT(links_of(cut), ElementsAre("https://courier.example/2021/bridge",
                                         "https://courier.example/2021/guid"));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto feed = parse_feed(whole.substr(0, length), "", "");
    if (!feed) continue;
    EXPECT_EQ(feed->damage.empty(), length >= whole.find_last_of('>') + 1) << length;
  }
}

TEST(Feed, OtherXmlIsNoFeed) {
  for (const char* other :
       {"<?xml version='1.0'?><html><body>rss</body></html>", "plain words", "", "<svg/>",
        "<!DOCTYPE html><p>feed", "{\"rss\": 1}", "<rssx/>", "<?xml", "<!-- <rss> "})
    EXPECT_FALSE(is_feed(other)) << other;
  const auto other = parse_feed("<svg/>", "", "");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::unsupported);
  const auto nothing = parse_feed("", "", "");
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::damaged);
}

TEST(Feed, EntitiesNeitherGrowNorPointAnywhere) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
  const Feed feed = parsed(with_title(bomb, "&z; &file;"));
  EXPECT_EQ(feed.title, "&z; &file;");
}

TEST(Feed, DepthAndSizeAreBounded) {
  std::string deep = "<rss><channel><item><link>https://x.example/</link><description>";
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  const auto cut = parse_feed(deep, "", "");
  EXPECT_TRUE(cut && !cut->damage.empty());
  std::string outlines = "<opml><body>";
  for (int i = 0; i < 100000; ++i) outlines += "<outline>";
  outlines += "<outline xmlUrl='https://x.example/rss'/>";
  for (int i = 0; i < 100000; ++i) outlines += "</outline>";
  EXPECT_EQ(parsed(outlines + "</body></opml>").lists.size(), 1U);
  std::string wide = "<rss ";
  for (int i = 0; i < 50000; ++i) wide += "a" + std::to_string(i) + "='' ";
  wide += "><channel>";
  for (int i = 0; i < 50000; ++i) wide += "<x:item/>";
  EXPECT_THAT(parsed(wide + "</channel></rss>").items, IsEmpty());
  std::string many = "<rss>";
  for (int i = 0; i < 4'000'001; ++i) many += "<a/>";
  const auto refused = parse_feed(many, "", "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST(Feed, AVersionFollowsTheWords) {
  FeedItem item;
  item.id = "1";
  item.link = "https://x.example/1";
  item.published = "2021";
  FeedItem other = item;
  other.id = "2";
  other.authors = {"A"};
  EXPECT_EQ(version_of(item), version_of(other));
  for (auto field : {&FeedItem::link, &FeedItem::title, &FeedItem::published, &FeedItem::updated,
                     &FeedItem::content}) {
    other = item;
    (other.*field) += "x";
    EXPECT_NE(version_of(item), version_of(other));
  }
}

}  // namespace
}  // namespace gainsay::acquire
