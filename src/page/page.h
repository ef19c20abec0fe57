// page: one capture in, the article on it out.
//
// HTML is parsed by lexbor (the WHATWG standard). The text is found by scores of blocks, from their
// length, punctuation and links (Kohlschütter et al., WSDM 2010), summed over the page's tree; see
// main_text.h, and docs/page.md for what is found how, the limits, and the figures.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acquire/acquire.h"
#include "base/date.h"
#include "base/result.h"
#include "base/span.h"

namespace gainsay::page {

// What a part of the text is. A list's entry inside a quotation is quoted.
enum class BlockKind { paragraph, heading, list_item, quotation, table_row };

std::string_view name_of(BlockKind kind);  // "list-item"
std::optional<BlockKind> block_kind_of(std::string_view name);

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;  // into the article's text; never a paragraph's part or more than one
  bool operator==(const Block&) const = default;
};

// A news agency that the article says it is from, whole ("MARSENT (Meridian) — …", "— AFP", an
// agency in the byline), or that had a part in it ("With reporting by Reuters").
struct AgencyCredit {
  enum class Extent { whole, part };
  std::string agency;  // as its full name is, where we know it; else as the page has it
  Extent extent = Extent::whole;
  std::string found_in;  // dateline, end, byline, contribution; or as in FoundIn
  bool operator==(const AgencyCredit&) const = default;
};

std::string_view name_of(AgencyCredit::Extent extent);
std::optional<AgencyCredit::Extent> extent_of(std::string_view name);

// Where a field comes from: "json-ld datePublished", "meta og:title", "microdata author",
// "link canonical", "h1", "title", "time", "rel author", "byline", "address", "html lang", "text",
// "script" (an object that a page's script would show), "given" (a JSON line's own).
struct FoundIn {
  std::string field;  // the article's, by its name here
  std::string place;
  bool operator==(const FoundIn&) const = default;
};

// What the rest of gainsay calls a document's page: the article, in UTF-8 and NFC.
struct Article {
  std::string url;        // the capture's
  std::string canonical;  // the address that the page gives itself; empty when it gives none
  std::string title;
  std::string outlet;  // the site's or agency's name; empty when it does not say
  std::vector<std::string> authors;
  std::string published;  // ISO 8601, as exact as the page says ("2015-10-02",
                          // "2015-10-02T08:00:00Z"); empty: unknown
  std::string modified;   // likewise
  std::string section;    // the outlet's: "World"
  std::string language;   // BCP 47; empty when it cannot be told
  std::string access;     // "paywalled": the page says that its text is for subscribers, so what
                          // stands here may be its beginning only; else empty
  std::string text;  // without the title; paragraphs parted by one blank line; empty when the page
                     // has no article
  std::vector<Block> structure;  // the headings, list entries, quotations and rows of `text`, in
                                 // order; all else is paragraphs
  std::vector<std::string> captions;  // an HTML page's; a text page's stand in `text`
  std::vector<AgencyCredit> agencies;
  std::vector<FoundIn> found_in;  // by field

  bool operator==(const Article&) const = default;
};

struct Limits {
  // Elements nested deeper are taken as if they stood at this depth. Browsers cut at 512, too.
  std::size_t depth = 512;
};

// Errors: empty (no bytes), unsupported (bytes that are no text: an image named .html), too_large
// (more than a million elements and attributes, or 20,000 different names of them).
// A page without an article is no error: `text` is empty.
[[nodiscard]] Result<Article> read_article(const acquire::Capture& capture,
                                           const Limits& limits = {});

// Any charset to UTF-8, by WHATWG's order: byte order mark, what the server declared, what the page
// declares in its first 1,024 bytes, then what the bytes themselves look like. A declaration that
// the bytes plainly contradict is not believed. `content_type` may be empty.
[[nodiscard]] std::string decode(std::string_view bytes, std::string_view content_type);

}  // namespace gainsay::page
