// The article that a page's JSON-LD blocks tell of (schema.org Article and its subtypes).
#pragma once

#include <string>
#include <vector>

#include "page/dom.h"

namespace gainsay::page {

struct JsonLd {
  bool article = false;  // an article was found
  std::string headline;
  std::string body;
  std::string published;  // as given
  std::string modified;   // as given
  std::string section;
  std::string source;  // whom the publisher took it from
  std::string publisher;
  std::string url;
  std::string language;
  std::vector<std::string> authors;
  bool is_paywalled = false;   // not accessible for free
  bool is_discussion = false;  // the article is the first post of a thread
};

// Blocks that are no JSON are passed over: many pages have one with a stray comma.
JsonLd find_json_ld(const Dom& dom);

}  // namespace gainsay::page
