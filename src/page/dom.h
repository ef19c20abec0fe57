// A parsed page as a flat list of nodes in document order: what the finders of text and metadata
// walk over. Bounded in depth and number by the parse (see dom.cc), so walks are loops.
#pragma once

#include <lexbor/core/base.h>
#include <lexbor/tag/const.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::page {

using NodeIndex = std::uint32_t;
constexpr NodeIndex kNoNode = 0xFFFFFFFF;

struct Node {
  NodeIndex parent = kNoNode;
  NodeIndex end = 0;  // behind the last node below this one: its subtree is [itself, end)
  std::uint32_t depth = 0;
  std::uint32_t tag = 0;  // lexbor's LXB_TAG_…; LXB_TAG__TEXT for text, 0 for names HTML lacks
  std::string_view text;  // of a text node; a script's for an element of that name
  const void* element = nullptr;
};

class Dom {
 public:
  // Error: too_large, more than kMaxNodes nodes.
  static Result<Dom> parse(std::string_view html, std::size_t max_depth);

  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const Node& operator[](NodeIndex i) const { return nodes_[i]; }
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  [[nodiscard]] bool is_text(NodeIndex i) const { return nodes_[i].tag == LXB_TAG__TEXT; }
  // The number that stands for an attribute's name on this page; 0 when no element has it. Whoever
  // asks many elements for one attribute looks its name up once.
  using AttributeName = std::uintptr_t;
  [[nodiscard]] AttributeName attribute_name(std::string_view name) const;
  // Empty when the element has no such attribute, or an empty one.
  [[nodiscard]] std::string_view attribute(NodeIndex i, AttributeName name) const;
  [[nodiscard]] std::string_view attribute(NodeIndex i, std::string_view name) const {
    return attribute(i, attribute_name(name));
  }
  [[nodiscard]] bool has_attribute(NodeIndex i, AttributeName name) const;
  // An element's name in lower case: what custom elements ("amp-sidebar") are told by.
  [[nodiscard]] std::string_view name_of(NodeIndex i) const;
  // All text below, white space collapsed.
  [[nodiscard]] std::string text_of(NodeIndex i) const;

 private:
  struct Document;
  struct Delete {
    void operator()(Document* document) const;
  };
  std::unique_ptr<Document, Delete> document_;
  std::vector<Node> nodes_;
};

// Elements that part lines when a page is shown.
bool is_block(std::uint32_t tag);

// Appends `text` with its white space collapsed to single spaces and without control and other
// invisible characters; none is doubled at the seam.
void append_collapsed(std::string& out, std::string_view text);

}  // namespace gainsay::page
