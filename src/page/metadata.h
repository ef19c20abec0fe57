// What a page says of itself: from JSON-LD (schema.org), OpenGraph and other <meta> names, Dublin
// Core, microdata, <time>, bylines, the address. In this order, since each is more often wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/dom.h"

namespace gainsay::page {

struct Metadata {
  std::string title;
  std::vector<std::string> titles;  // all that the page gives, as they may stand in its text
  std::string outlet;
  std::vector<std::string> authors;
  std::string published;  // ISO 8601; empty: unknown
  std::string canonical;
  std::string language;  // as declared; empty: not declared
  std::string body;      // the article's text by JSON-LD; empty when it is not given there
};

// `address` is the page's own, for relative links and for the day that stands in it.
Metadata find_metadata(const Dom& dom, std::string_view address);

// "By Ada Marlow and Bo Lindqvist, Staff Writers": the names; none in an empty line.
std::vector<std::string> names_in_byline(std::string_view line);

}  // namespace gainsay::page
