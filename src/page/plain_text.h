// The visible text of a whole page, as somebody copied it, to title and article. The idea is that
// of main_text.h over lines: the run of paragraphs with the largest sum of scores is the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/main_text.h"

namespace gainsay::page {

struct PlainText {
  std::string title;      // empty when no line can be one
  std::string date_line;  // the line between title and text that is a date alone; empty: none
  std::string byline;     // the line there that says who wrote it; empty: none
  std::vector<Paragraph> paragraphs;
};

// `text`: UTF-8. `given_title`, which may be empty, is believed.
PlainText clean_page_text(std::string_view text, std::string_view given_title);

}  // namespace gainsay::page
