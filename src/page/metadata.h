// What a page says of itself: from JSON-LD (schema.org), OpenGraph and other <meta> names, Dublin
// Core, microdata, <time>, bylines, the address. In this order, since each is more often wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/dom.h"
#include "page/page.h"

namespace gainsay::page {

// What is told, and where; both empty when it is not.
struct Told {
  std::string value;
  std::string place;  // as page::FoundIn has it

  [[nodiscard]] bool empty() const { return value.empty(); }
};

struct Metadata {
  Told title;
  std::vector<std::string> titles;  // all that the page gives, as they may stand in its text
  Told outlet;
  std::vector<std::string> authors;
  std::string authors_place;
  std::vector<AgencyCredit> byline_agencies;
  Told published;  // ISO 8601
  Told modified;   // likewise
  Told section;
  Told canonical;
  Told language;     // as declared
  Told source;       // whom the page names as the source of its article: an agency, another outlet
  Told access;       // "paywalled"
  std::string body;  // the article's text by JSON-LD; empty when it is not given there
  bool is_discussion = false;  // a thread's page
};

// `address` is the page's own, for relative links and for the day that stands in it.
Metadata find_metadata(const Dom& dom, std::string_view address);

// Without white space around it, single spaces inside, NFC.
std::string cleaned(std::string_view text);

}  // namespace gainsay::page
