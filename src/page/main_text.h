// The article's text in a page. Method: the text is cut into blocks; each gets a score from its
// length, punctuation and links (Kohlschütter et al., "Boilerplate detection using shallow text
// features", WSDM 2010); the element whose blocks have the largest sum is the article (maximum
// subsequence, Pasternak and Roth, WWW 2009, over the tree instead of the token stream).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/dom.h"

namespace gainsay::page {

struct MainText {
  std::vector<std::string> paragraphs;
  std::vector<std::string> captions;
};

// `titles` are left out of the text where they stand in it as blocks of their own; `told_body`,
// which may be empty, is the article's text as the page's own metadata gives it: taken where the
// page's text has less than half of it, as where a script would put it there.
MainText find_main_text(const Dom& dom, const std::vector<std::string>& titles,
                        std::string_view told_body);

}  // namespace gainsay::page
