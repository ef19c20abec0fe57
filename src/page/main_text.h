// The article's text in a page. Method: the text is cut into blocks; each gets a score from its
// length, punctuation and links (Kohlschütter et al., "Boilerplate detection using shallow text
// features", WSDM 2010); the element whose blocks have the largest sum is the article (maximum
// subsequence, Pasternak and Roth, WWW 2009, over the tree instead of the token stream).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/dom.h"
#include "page/page.h"

namespace gainsay::page {

struct Paragraph {
  std::string text;
  BlockKind kind = BlockKind::paragraph;
  bool operator==(const Paragraph&) const = default;
};

struct MainText {
  std::vector<Paragraph> paragraphs;
  std::vector<std::string> captions;
  std::string place;  // where else than in the page's text it was found, as page::FoundIn has it
};

// `titles` are left out of the text where they stand in it as blocks of their own; `told_body`,
// which may be empty, is the article's text as the page's own metadata gives it: taken where the
// page's text has less than half of it, as where a script would put it there. `is_discussion`: the
// page is a thread, and its first post the article.
MainText find_main_text(const Dom& dom, const std::vector<std::string>& titles,
                        std::string_view told_body, bool is_discussion);

// No two sentences: no article, or one that a script would show.
bool is_short(const MainText& text);

// A text that metadata or a script's object gives, plain or itself HTML, in its paragraphs.
std::vector<Paragraph> paragraphs_of_told(std::string_view body);

}  // namespace gainsay::page
