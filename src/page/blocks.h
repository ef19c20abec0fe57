// A page's text cut at block-level elements and at two line breaks.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "page/dom.h"

namespace gainsay::page {

struct TextBlock {
  enum class Kind { paragraph, heading, item, row, other };

  std::string text;
  std::size_t length = 0;        // code points
  std::size_t link_length = 0;   // of them inside links
  std::size_t small_length = 0;  // of them in small print
  Kind kind = Kind::other;
  bool quoted = false;    // inside a <blockquote>
  NodeIndex element = 0;  // the block-level element it stands in
  double score = 0;       // the finder's
};

// In the order of the page; `skip` says which elements are left out with all below. A row of a data
// table is one block.
std::vector<TextBlock> cut_blocks(const Dom& dom, const std::function<bool(NodeIndex)>& skip);

}  // namespace gainsay::page
