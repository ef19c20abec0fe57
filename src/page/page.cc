#include "page/page.h"

#include "base/try.h"
#include "base/utf8.h"
#include "page/dates.h"
#include "page/dom.h"
#include "page/language.h"
#include "page/main_text.h"
#include "page/metadata.h"
#include "page/plain_text.h"

namespace gainsay::page {
namespace {

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const auto& paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

// What the page declares, unless its words are plainly of another language: templates are copied
// from one country's site to the next.
std::string language_of_article(std::string_view text, const std::string& declared) {
  constexpr std::size_t kEnough = 120;  // bytes; a long sentence
  if (!declared.empty() && text.size() < kEnough) return declared;
  std::string found = language_of(text);
  const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
  return found.empty() || primary(found) == primary(declared) ? declared : found;
}

Result<Article> read_html(std::string_view html, std::string_view address, const Limits& limits) {
  TRY(const Dom dom, Dom::parse(html, limits.depth));
  Metadata told = find_metadata(dom, address);
  MainText main = find_main_text(dom, told.titles, told.body);
  Article article;
  article.title = std::move(told.title);
  article.outlet = std::move(told.outlet);
  article.authors = std::move(told.authors);
  article.published = std::move(told.published);
  article.canonical = std::move(told.canonical);
  article.text = to_nfc(joined(main.paragraphs));
  for (const auto& caption : main.captions) article.captions.push_back(to_nfc(caption));
  article.language = language_of_article(article.text, told.language);
  return article;
}

Article read_page_text(std::string_view text, std::string_view given_title) {
  Article article;
  auto cleaned = clean_page_text(text, given_title);
  article.title = to_nfc(cleaned.title);
  article.text = to_nfc(joined(cleaned.paragraphs));
  article.authors = names_in_byline(cleaned.byline);
  article.published = parse_page_date(cleaned.date_line).value_or("");
  article.language = language_of(article.text);
  return article;
}

// A text that is believed: only its normal form and its line ends are made ours.
std::string as_given(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out.push_back(text[i]);
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out.push_back('\n');
    }
  }
  return to_nfc(out);
}

Result<Article> read_given(const acquire::Given& given, std::string_view address,
                           const Limits& limits) {
  Article article;
  if (given.text) {
    article.text = as_given(*given.text);
  } else if (given.html) {
    TRY(article, read_html(*given.html, address, limits));
  } else if (given.page_text) {
    article = read_page_text(*given.page_text, given.title.value_or(""));
  }
  if (given.title) article.title = *given.title;
  if (given.published) article.published = *given.published;
  if (given.outlet) article.outlet = *given.outlet;
  if (given.language) {
    article.language = *given.language;
  } else if (article.language.empty()) {
    article.language = language_of(article.text);
  }
  if (!given.authors.empty()) article.authors = given.authors;
  return article;
}

}  // namespace

Result<Article> read_article(const acquire::Capture& capture, const Limits& limits) {
  Article article;
  if (capture.given) {
    TRY(article, read_given(*capture.given, capture.url, limits));
  } else {
    if (capture.body.empty()) return fail(ErrorCode::empty, "is empty");
    if (!acquire::sniff(capture.body)) {
      return fail(ErrorCode::unsupported,
                  "is no text (an image, an archive or another binary format)");
    }
    const std::string body = decode(capture.body, capture.content_type);
    if (capture.format == acquire::Format::html) {
      TRY(article, read_html(body, capture.final_url, limits));
    } else {
      article = read_page_text(body, {});
    }
  }
  article.url = capture.url;
  return article;
}

}  // namespace gainsay::page
