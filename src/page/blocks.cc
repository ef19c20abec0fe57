#include "page/blocks.h"

#include <algorithm>

#include "base/utf8.h"

namespace gainsay::page {
namespace {

bool has_no_text(std::uint32_t tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_HEAD:
    case LXB_TAG_SVG:
    case LXB_TAG_MATH:
    case LXB_TAG_IFRAME:
    case LXB_TAG_OBJECT:
    case LXB_TAG_VIDEO:
    case LXB_TAG_AUDIO:
    case LXB_TAG_CANVAS:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TITLE:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_NOEMBED:
      return true;
    default:
      return false;
  }
}

TextBlock::Kind kind_of(std::uint32_t tag) {
  switch (tag) {
    case LXB_TAG_P:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_PRE:
      return TextBlock::Kind::paragraph;
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
      return TextBlock::Kind::heading;
    case LXB_TAG_LI:
    case LXB_TAG_DD:
    case LXB_TAG_DT:
      return TextBlock::Kind::item;
    default:
      return TextBlock::Kind::other;
  }
}

class BlockMaker {
 public:
  explicit BlockMaker(const Dom& dom) : dom_(dom) {}

  std::vector<TextBlock> make(const std::function<bool(NodeIndex)>& skip) {
    open_.push_back(0);
    for (NodeIndex at = 0; at < dom_.size();) {
      close_until(at);
      const Node& node = dom_[at];
      if (dom_.is_text(at)) {
        add_text(node.text);
        ++at;
        continue;
      }
      if (has_no_text(node.tag) || skip(at)) {
        if (is_block(node.tag) && at >= row_end_) end_block();
        at = node.end;
        continue;
      }
      if (node.tag == LXB_TAG_BR) {
        ++breaks_;
        if (breaks_ >= 2 && at >= row_end_) {
          end_block();
        } else {
          append_collapsed(block_.text, " ");
        }
        ++at;
        continue;
      }
      if (at < row_end_) {
        if (is_block(node.tag)) append_collapsed(block_.text, " ");
      } else if (is_block(node.tag)) {
        end_block();
        open_.push_back(at);
        if (node.tag == LXB_TAG_BLOCKQUOTE && quote_end_ <= at) {
          quote_begin_ = at;
          quote_end_ = node.end;
        }
        if (node.tag == LXB_TAG_TR && is_data_row(at)) row_end_ = node.end;
      }
      if (node.tag == LXB_TAG_A && link_end_ <= at) link_end_ = node.end;
      if (is_small_print(at) && small_end_ <= at) small_end_ = node.end;
      in_link_ = at < link_end_;
      ++at;
    }
    end_block();
    return std::move(blocks_);
  }

 private:
  void close_until(NodeIndex at) {
    while (open_.size() > 1 && dom_[open_.back()].end <= at) {
      end_block();
      open_.pop_back();
    }
    in_link_ = at < link_end_;
    in_small_ = at < small_end_;
  }

  [[nodiscard]] bool is_small_print(NodeIndex at) const {
    if (dom_[at].tag == LXB_TAG_SMALL) return true;
    if (dom_[at].tag != LXB_TAG_FONT) return false;
    const std::string_view size = dom_.attribute(at, "size");
    return size == "1" || size == "-1" || size == "-2";
  }

  void add_text(std::string_view text) {
    const std::size_t before = block_.text.size();
    append_collapsed(block_.text, text);
    const std::string_view added = std::string_view(block_.text).substr(before);
    if (added.empty() || added == " ") return;
    breaks_ = 0;
    if (in_link_) block_.link_length += count_code_points(added);
    if (in_small_) block_.small_length += count_code_points(added);
  }

  void end_block() {
    breaks_ = 0;
    while (block_.text.ends_with(' ')) block_.text.pop_back();
    if (block_.text.starts_with(' ')) block_.text.erase(0, 1);
    if (!block_.text.empty()) {
      block_.length = count_code_points(block_.text);
      block_.link_length = std::min(block_.link_length, block_.length);
      block_.element = open_.back();
      block_.quoted = open_.back() >= quote_begin_ && open_.back() < quote_end_;
      block_.kind = nearest_kind();
      blocks_.push_back(std::move(block_));
    }
    block_ = TextBlock();
  }

  // A row of a table that holds data and is no part of a layout: its cells read as one line.
  [[nodiscard]] bool is_data_row(NodeIndex row) const {
    for (NodeIndex at = row + 1; at < dom_[row].end; ++at) {
      switch (dom_[at].tag) {
        case LXB_TAG_DIV:
        case LXB_TAG_TABLE:
        case LXB_TAG_UL:
        case LXB_TAG_IMG:
        case LXB_TAG_FORM:
        case LXB_TAG_H1:
        case LXB_TAG_H2:
          return false;
        default:
          break;
      }
    }
    constexpr std::size_t kLongest = 600;  // bytes
    return dom_.text_of(row).size() <= kLongest;
  }

  [[nodiscard]] TextBlock::Kind nearest_kind() const {
    if (dom_[open_.back()].tag == LXB_TAG_TR) return TextBlock::Kind::row;
    for (auto open = open_.rbegin(); open != open_.rend() && open - open_.rbegin() < 3; ++open) {
      const TextBlock::Kind kind = kind_of(dom_[*open].tag);
      if (kind != TextBlock::Kind::other) return kind;
    }
    return TextBlock::Kind::other;
  }

  const Dom& dom_;
  std::vector<NodeIndex> open_;
  std::vector<TextBlock> blocks_;
  TextBlock block_;
  NodeIndex link_end_ = 0;
  NodeIndex row_end_ = 0;
  NodeIndex small_end_ = 0;
  NodeIndex quote_begin_ = 0;
  NodeIndex quote_end_ = 0;
  bool in_link_ = false;
  bool in_small_ = false;
  int breaks_ = 0;
};

}  // namespace

std::vector<TextBlock> cut_blocks(const Dom& dom, const std::function<bool(NodeIndex)>& skip) {
  return BlockMaker(dom).make(skip);
}

}  // namespace gainsay::page
