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
  std::string publisher;
  std::string url;
  std::string language;
  std::vector<std::string> authors;
};

// Blocks that are no JSON are passed over: many pages have one with a stray comma.
JsonLd find_json_ld(const Dom& dom);

}  // namespace gainsay::page
