#include "page/page.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/try.h"
#include "base/utf8.h"
#include "page/authors.h"
#include "page/credits.h"
#include "page/dates.h"
#include "page/dom.h"
#include "page/language.h"
#include "page/main_text.h"
#include "page/metadata.h"
#include "page/plain_text.h"
#include "page/script_state.h"

namespace gainsay::page {
namespace {

// Sets text and structure. Each paragraph is made NFC by itself: line feeds compose with nothing,
// so that the whole is, too.
void put_paragraphs(const std::vector<Paragraph>& paragraphs, Article& article) {
  std::uint32_t chars = 0;
  for (const auto& [words, kind] : paragraphs) {
    const std::string paragraph = to_nfc(words);
    if (!article.text.empty()) {
      article.text += "\n\n";
      chars += 2;
    }
    const auto length = static_cast<std::uint32_t>(count_code_points(paragraph));
    if (kind != BlockKind::paragraph)
      article.structure.push_back({kind, make_span(chars, chars + length)});
    article.text += paragraph;
    chars += length;
  }
}

std::vector<std::string> words_of(const std::vector<Paragraph>& paragraphs) {
  std::vector<std::string> words;
  words.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) words.push_back(to_nfc(paragraph.text));
  return words;
}

// Where fields were found, for those that were found.
class Places {
 public:
  explicit Places(Article& article) : article_(article) {}
  void note(std::string_view field, std::string_view place) {
    if (!place.empty()) article_.found_in.push_back({std::string(field), std::string(place)});
  }
  // Moves what is told into the article's field.
  void take(std::string_view field, Told told, std::string& into) {
    if (told.empty()) return;
    into = std::move(told.value);
    note(field, told.place);
  }

 private:
  Article& article_;
};

// What the page declares, unless its words are plainly of another language: templates are copied
// from one country's site to the next.
std::string language_of_article(std::string_view text, const std::string& declared) {
  constexpr std::size_t kEnough = 120;  // bytes; a long sentence
  if (!declared.empty() && text.size() < kEnough) return declared;
  std::string found = language_of(text);
  const auto primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
  return found.empty() || primary(found) == primary(declared) ? declared : found;
}

// What a script would have shown, where the page itself has next to no text.
void take_script_state(const Dom& dom, Metadata& told, MainText& main) {
  auto state = find_script_state(dom, told.titles);
  MainText in_script;
  in_script.paragraphs = std::move(state.paragraphs);
  in_script.place = "script";
  if (is_short(in_script) && !main.paragraphs.empty()) return;
  if (in_script.paragraphs.empty()) return;
  main = std::move(in_script);
  if (told.title.empty()) told.title = {cleaned(state.headline), "script"};
  if (told.published.empty()) {
    if (auto date = parse_page_date(state.published)) told.published = {*date, "script"};
  }
  if (!told.authors.empty()) return;
  for (const auto& name : state.authors) add_names(name, told.authors);
  if (!told.authors.empty()) told.authors_place = "script";
}

// An agency, or another outlet, that metadata names as the article's source.
void add_told_source(const Told& source, Article& article) {
  const std::string agency = agency_name(source.value);
  const bool known = std::ranges::any_of(
      article.agencies, [&](const auto& credit) { return credit.agency == agency; });
  if (!agency.empty() && !known)
    article.agencies.push_back({agency, AgencyCredit::Extent::whole, source.place});
}

Result<Article> read_html(std::string_view html, std::string_view address, const Limits& limits) {
  TRY(const Dom dom, Dom::parse(html, limits.depth));
  Metadata told = find_metadata(dom, address);
  MainText main = find_main_text(dom, told.titles, told.body, told.is_discussion);
  if (is_short(main)) take_script_state(dom, told, main);
  Article article;
  Places places(article);
  places.take("canonical", std::move(told.canonical), article.canonical);
  places.take("title", std::move(told.title), article.title);
  places.take("outlet", std::move(told.outlet), article.outlet);
  article.authors = std::move(told.authors);
  places.note("authors", article.authors.empty() ? std::string() : told.authors_place);
  places.take("published", std::move(told.published), article.published);
  places.take("modified", std::move(told.modified), article.modified);
  places.take("section", std::move(told.section), article.section);
  put_paragraphs(main.paragraphs, article);
  article.language = language_of_article(article.text, told.language.value);
  if (!article.language.empty()) {
    places.note("language", article.language == told.language.value ? told.language.place : "text");
  }
  places.take("access", std::move(told.access), article.access);
  places.note("text", main.place);
  for (const auto& caption : main.captions) article.captions.push_back(to_nfc(caption));
  article.agencies = find_credits(words_of(main.paragraphs), told.byline_agencies);
  add_told_source(told.source, article);
  return article;
}

Article read_page_text(std::string_view text, std::string_view given_title) {
  Article article;
  Places places(article);
  const auto cleaned_text = clean_page_text(text, given_title);
  places.take("title", {to_nfc(cleaned_text.title), "text"}, article.title);
  article.authors = names_in_byline(cleaned_text.byline);
  if (!article.authors.empty()) places.note("authors", "byline");
  if (auto date = parse_page_date(cleaned_text.date_line))
    places.take("published", {std::move(*date), "text"}, article.published);
  put_paragraphs(cleaned_text.paragraphs, article);
  places.take("language", {language_of(article.text), "text"}, article.language);
  article.agencies =
      find_credits(words_of(cleaned_text.paragraphs), agencies_in_byline(cleaned_text.byline));
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

// Paragraphs of a text that is believed: what blank lines part.
std::vector<std::string> given_paragraphs(std::string_view text) {
  std::vector<std::string> paragraphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    if (end > at) paragraphs.emplace_back(text.substr(at, end - at));
    at = end + 2;
  }
  return paragraphs;
}

// What a JSON line says of its document wins over what its page says.
void believe(const acquire::Given& given, Article& article) {
  const auto is_given = [&](std::string_view field) {
    std::erase_if(article.found_in, [&](const auto& found) { return found.field == field; });
    article.found_in.push_back({std::string(field), "given"});
  };
  const auto take = [&](std::string_view field, const std::optional<std::string>& told,
                        std::string& into) {
    if (!told) return;
    into = *told;
    is_given(field);
  };
  take("title", given.title, article.title);
  take("outlet", given.outlet, article.outlet);
  take("published", given.published, article.published);
  take("language", given.language, article.language);
  if (!given.authors.empty()) {
    article.authors = given.authors;
    is_given("authors");
  }
}

Result<Article> read_given(const acquire::Given& given, std::string_view address,
                           const Limits& limits) {
  Article article;
  if (given.text) {
    article.text = as_given(*given.text);
    article.found_in.push_back({"text", "given"});
    std::vector<AgencyCredit> in_bylines;
    for (const auto& author : given.authors)
      std::ranges::copy(agencies_in_byline(author), std::back_inserter(in_bylines));
    article.agencies = find_credits(given_paragraphs(article.text), in_bylines);
  } else if (given.html) {
    TRY(article, read_html(*given.html, address, limits));
  } else if (given.page_text) {
    article = read_page_text(*given.page_text, given.title.value_or(""));
  }
  believe(given, article);
  if (article.language.empty()) article.language = language_of(article.text);
  return article;
}

constexpr std::array<std::string_view, 5> kBlockKinds{"paragraph", "heading", "list-item",
                                                      "quotation", "table-row"};
constexpr std::array<std::string_view, 2> kExtents{"whole", "part"};

template <typename Enum, typename Names>
std::optional<Enum> value_of(const Names& names, std::string_view name) {
  const auto at = std::ranges::find(names, name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view name_of(BlockKind kind) { return kBlockKinds[static_cast<std::size_t>(kind)]; }

std::optional<BlockKind> block_kind_of(std::string_view name) {
  return value_of<BlockKind>(kBlockKinds, name);
}

std::string_view name_of(AgencyCredit::Extent extent) {
  return kExtents[static_cast<std::size_t>(extent)];
}

std::optional<AgencyCredit::Extent> extent_of(std::string_view name) {
  return value_of<AgencyCredit::Extent>(kExtents, name);
}

Result<Article> read_article(const acquire::Capture& capture, const Limits& limits) {
  Article article;
  if (capture.given) {
    TRY(article, read_given(*capture.given, capture.url, limits));
  } else {
    if (capture.body.empty()) return fail(ErrorCode::empty, "is empty");
    using acquire::Format;
    // Bytes that a reader of their own would have given text for reach here only under a false
    // name.
    const auto format = acquire::sniff(capture.body);
    if (!format || *format == Format::pdf || *format == Format::warc || *format == Format::wacz) {
      return fail(ErrorCode::unsupported,
                  "is no text (an image, an archive or another binary format)");
    }
    const std::string body = decode(capture.body, capture.content_type);
    if (capture.format == Format::html) {
      TRY(article, read_html(body, capture.final_url, limits));
    } else {
      article = read_page_text(body, {});
    }
  }
  article.url = capture.url;
  std::ranges::sort(article.found_in, {}, &FoundIn::field);
  return article;
}

}  // namespace gainsay::page
