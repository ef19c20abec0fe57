// The article in an object that a page's script would show: <script type="application/json">
// (__NEXT_DATA__), window.__PRELOADED_STATE__ = {…}, JSON.parse("…"). It is read as JSON and never
// run. The idea is main_text.h's, over the object's tree: the string, or the list of parts, that
// holds most prose is the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/dom.h"
#include "page/main_text.h"

namespace gainsay::page {

struct ScriptState {
  std::vector<Paragraph> paragraphs;  // none: no script holds an article
  std::string headline;               // beside the text, as all below; empty: not told
  std::string published;              // as given
  std::vector<std::string> authors;
};

// `titles` are the page's: of two texts, the one that stands beside one of them is the article.
ScriptState find_script_state(const Dom& dom, const std::vector<std::string>& titles);

}  // namespace gainsay::page
