// Any bytes as a page, as a page text and as the HTML of a JSON line; the last byte says which: a
// file that ends with a line is a page as it is, so tests/page/kinds is a corpus, too.
// What must hold of every article: valid UTF-8, no control characters, no empty paragraph, a
// structure whose blocks are whole paragraphs in order, and places for fields that are there.
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

void check_structure(const gainsay::page::Article& article) {
  const gainsay::TextIndex text(article.text);
  gainsay::CharOffset last;
  for (const auto& block : article.structure) {
    require(!block.span.empty() && block.span.begin >= last && block.span.end <= text.size());
    const auto begin = text.byte_of(block.span.begin).value;
    const auto end = text.byte_of(block.span.end).value;
    require(begin == 0 || article.text.substr(begin - 2, 2) == "\n\n");
    require(end == article.text.size() || article.text.substr(end, 2) == "\n\n");
    require(text.words(block.span).find('\n') == std::string_view::npos);
    last = block.span.end;
  }
}

void check(const gainsay::page::Article& article) {
  require(gainsay::is_valid_utf8(article.text));
  require(article.text.find("\n\n\n") == std::string::npos);
  require(article.text.empty() || (article.text.front() != '\n' && article.text.back() != '\n'));
  for (const char c : article.text) require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  for (const auto* field : {&article.title, &article.outlet, &article.section, &article.canonical,
                            &article.published, &article.modified})
    require(gainsay::is_valid_utf8(*field));
  for (const auto& caption : article.captions)
    require(!caption.empty() && gainsay::is_valid_utf8(caption));
  for (const auto& author : article.authors)
    require(!author.empty() && gainsay::is_valid_utf8(author));
  for (const auto& credit : article.agencies)
    require(!credit.agency.empty() && gainsay::is_valid_utf8(credit.agency));
  for (const auto& found : article.found_in) require(!found.place.empty());
  require(article.language.size() <= 40);
  require(article.access.empty() || article.access == "paywalled");
  check_structure(article);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  using gainsay::acquire::Format;
  const std::string bytes(reinterpret_cast<const char*>(data), size - 1);
  const int way = data[size - 1] % 4;
  gainsay::acquire::Capture capture;
  capture.url = capture.final_url = "https://example.org/2015/10/02/page.html";
  capture.body = bytes;
  capture.format = way == 0 ? Format::text : Format::html;
  gainsay::page::Limits limits;
  if (way == 1) limits.depth = 8;  // so that short inputs meet it
  if (way == 3) {
    capture.format = Format::json_line;
    capture.given.emplace();
    capture.given->html = gainsay::repair_utf8(bytes);
  }
  if (const auto article = gainsay::page::read_article(capture, limits)) check(*article);
  return 0;
}
