#include "sample.h"

#include <gtest/gtest.h>

namespace gainsay::page {
namespace {

acquire::Capture capture(acquire::Format format, std::string body) {
  acquire::Capture made;
  made.url = made.final_url = "https://valley-echo.example/2015/10/02/bridge.html";
  made.bytes = body;
  made.body = std::move(body);
  made.format = format;
  return made;
}

}  // namespace

acquire::Capture html_capture(std::string body) {
  return capture(acquire::Format::html, std::move(body));
}

acquire::Capture text_capture(std::string body) {
  return capture(acquire::Format::text, std::move(body));
}

acquire::Capture given_capture(acquire::Given given) {
  auto made = capture(acquire::Format::json_line, "");
  made.bytes = "{}";
  made.given = std::move(given);
  return made;
}

Article read(const acquire::Capture& capture) {
  auto article = read_article(capture);
  if (!article) {
    ADD_FAILURE() << to_string(article.error());
    return {};
  }
  return *article;
}

std::string page_around(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html><head>" + head + R"(</head><body>
<header class="site-header"><a href="/">The Valley Echo</a></header>
<div class="main-nav"><ul><li><a href="/a">Home</a></li><li><a href="/b">Weather</a></li></ul></div>
<div class="cookie-consent"><p>We use cookies to make this site better for you. Read how, please.</p></div>
<div id="content"><div class="story">)" +
         body + R"(
<div class="share-bar"><a href="/f">Share</a> <a href="/t">Tweet</a></div>
<div class="author-bio"><p>Ada Marlow has covered the valley for twelve years and keeps three bees.</p></div>
<div class="related-links"><h3>Related stories</h3><ul><li><a href="/1">Ferry to open again in spring,
harbour master says.</a></li><li><a href="/2">Mill owner denies the river was poisoned.</a></li></ul></div>
</div></div>
<section id="comments"><h2>Comments</h2><p>I have never believed a word of what they say up there,
and neither should you, my friends, whatever the paper prints.</p><p>Well said, and long overdue, too.</p></section>
<footer><p>Copyright 2015 The Valley Echo. The Echo is not responsible for other sites.</p></footer>
</body></html>)";
}

}  // namespace gainsay::page
