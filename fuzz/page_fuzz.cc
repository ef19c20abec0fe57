// Any bytes as a page, as a page text and as the HTML of a JSON line. What must hold of every
// article: valid UTF-8, no control characters, no empty paragraph, no title paragraph.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "acquire/acquire.h"
#include "base/utf8.h"
#include "page/page.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const gainsay::page::Article& article) {
  require(gainsay::is_valid_utf8(article.text));
  require(gainsay::is_valid_utf8(article.title));
  require(article.text.find("\n\n\n") == std::string::npos);
  require(article.text.empty() || (article.text.front() != '\n' && article.text.back() != '\n'));
  for (const char c : article.text) require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  require(article.language.size() <= 40);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using gainsay::acquire::Format;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  gainsay::acquire::Capture capture;
  capture.url = capture.final_url = "https://example.org/2015/10/02/page.html";
  capture.body = bytes;
  capture.format = data[0] % 4 == 0 ? Format::text : Format::html;
  gainsay::page::Limits limits;
  if (data[0] % 4 == 1) limits.depth = 8;  // so that short inputs meet it
  if (const auto article = gainsay::page::read_article(capture, limits)) check(*article);
  return 0;
}
