// Invariants:
// 1. No element of the tree lies deeper than `max_depth` and a few: lexbor follows the standard,
//    whose algorithms look through all open elements at every tag, which is quadratic in depth.
// 2. The list of active formatting elements stays short: each is opened anew in every paragraph, so
//    a list of n of them and m paragraphs makes n·m elements.
// 3. No element has more than kMaxAttributes attributes: each is compared with all before it.
// 4. No more than kMaxNodes nodes and attributes are made.
// 5. No more than kMaxNames different names of tags and attributes: lexbor's table of them has 128
//    slots and chains behind them.
#include "page/dom.h"

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>
#include <lexbor/html/tree/active_formatting.h>
#include <lexbor/html/tree/open_elements.h>

#include "base/utf8.h"

namespace gainsay::page {
namespace {

// A node takes about 200 bytes, so the most hostile page 250 MB. The largest real page that was
// measured has 20,000.
constexpr std::size_t kMaxNodes = 1000000;
constexpr std::size_t kMaxNames = 20000;
constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kMaxFormatting = 32;
constexpr std::size_t kMaxAttributes = 200;

struct Guard {
  lxb_html_tokenizer_token_f build;
  void* tree;
  std::size_t max_depth;
  std::size_t nodes = 0;
  bool too_many = false;
};

std::size_t count_and_cut_attributes(lxb_html_token_t& token) {
  std::size_t count = 0;
  for (auto* attribute = token.attr_first; attribute != nullptr; attribute = attribute->next) {
    if (++count == kMaxAttributes) {
      attribute->next = nullptr;
      token.attr_last = attribute;
    }
  }
  return count;
}

void close_deepest(lxb_html_tree_t& tree, std::size_t max_depth) {
  if (lexbor_array_length(tree.open_elements) <= max_depth) return;
  while (lexbor_array_length(tree.open_elements) > max_depth) {
    lxb_dom_node_t* node = lxb_html_tree_open_elements_pop(&tree);
    // Else it would be opened anew before the next text.
    lxb_html_tree_active_formatting_remove_by_node(&tree, node);
  }
  lxb_html_tree_reset_insertion_mode_appropriately(&tree);
}

lxb_html_token_t* guard_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token,
                              void* context) {
  auto& guard = *static_cast<Guard*>(context);
  auto& tree = *static_cast<lxb_html_tree_t*>(guard.tree);
  const bool opens = token->tag_id >= LXB_TAG_A && (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) == 0;
  if (opens) {
    guard.nodes += count_and_cut_attributes(*token);
    close_deepest(tree, guard.max_depth);
    while (lexbor_array_length(tree.active_formatting) > kMaxFormatting) {
      lxb_html_tree_active_formatting_remove(&tree, 0);
    }
  }
  const std::size_t before = lexbor_array_length(tree.open_elements);
  lxb_html_token_t* built = guard.build(tokenizer, token, guard.tree);
  const std::size_t after = lexbor_array_length(tree.open_elements);
  guard.nodes += 1 + (after > before ? after - before : 0);
  if (guard.nodes <= kMaxNodes) return built;
  guard.too_many = true;
  tokenizer->status = LXB_STATUS_ERROR_OVERFLOW;
  return nullptr;
}

// In chunks, since one tag may hold any number of names. False: too many of them.
bool feed(lxb_html_parser_t& parser, std::string_view html) {
  for (std::size_t at = 0; at < html.size() && parser.status == LXB_STATUS_OK; at += kChunk) {
    const std::string_view chunk = html.substr(at, kChunk);
    lxb_html_parse_chunk_process(&parser, reinterpret_cast<const lxb_char_t*>(chunk.data()),
                                 chunk.size());
    const auto names = [](const lexbor_hash_t* hash) {
      return hash == nullptr ? 0 : hash->entries->allocated;
    };
    if (names(parser.tkz->tags) + names(parser.tkz->attrs) > kMaxNames) return false;
  }
  return true;
}

std::string_view view(const lxb_char_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::string_view data_of(const lxb_dom_node_t& node) {
  const auto& data = reinterpret_cast<const lxb_dom_character_data_t*>(&node)->data;
  return view(data.data, data.length);
}

std::vector<Node> flatten(const lxb_dom_node_t* root) {
  std::vector<Node> nodes;
  NodeIndex parent = kNoNode;
  std::uint32_t depth = 0;
  const lxb_dom_node_t* at = root;
  while (at != nullptr) {
    const bool text = at->type == LXB_DOM_NODE_TYPE_TEXT;
    const bool element = at->type == LXB_DOM_NODE_TYPE_ELEMENT || at == root;
    if (text || element) {
      const auto index = static_cast<NodeIndex>(nodes.size());
      Node node;
      node.parent = parent;
      node.depth = depth;
      node.end = index + 1;
      if (text) {
        node.tag = LXB_TAG__TEXT;
        node.text = data_of(*at);
      } else if (at->local_name < LXB_TAG__LAST_ENTRY) {
        node.tag = static_cast<std::uint32_t>(at->local_name);
      }
      if (element && at != root) node.element = at;
      nodes.push_back(node);
      if (element && at->first_child != nullptr) {
        parent = index;
        ++depth;
        at = at->first_child;
        continue;
      }
    }
    while (at != root && at->next == nullptr) {
      at = at->parent;
      if (at == root) break;
      nodes[parent].end = static_cast<NodeIndex>(nodes.size());
      parent = nodes[parent].parent;
      --depth;
    }
    if (at == root) break;
    at = at->next;
  }
  if (!nodes.empty()) nodes.front().end = static_cast<NodeIndex>(nodes.size());
  return nodes;
}

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0x2060 ||
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xFFFE && c <= 0xFFFF);
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

}  // namespace

struct Dom::Document {
  lxb_html_parser_t* parser = nullptr;
  lxb_html_document_t* document = nullptr;
};

void Dom::Delete::operator()(Document* document) const {
  if (document->document != nullptr) lxb_html_document_destroy(document->document);
  lxb_html_parser_destroy(document->parser);
  delete document;
}

Result<Dom> Dom::parse(std::string_view html, std::size_t max_depth) {
  Dom dom;
  dom.document_.reset(new Document);
  auto& document = *dom.document_;
  const auto failed = [] {
    return fail(ErrorCode::too_large, "cannot be parsed: no memory is left");
  };
  document.parser = lxb_html_parser_create();
  if (lxb_html_parser_init(document.parser) != LXB_STATUS_OK) return failed();
  auto* tokenizer = document.parser->tkz;
  Guard guard{tokenizer->callback_token_done, tokenizer->callback_token_ctx, max_depth};
  document.document = lxb_html_parse_chunk_begin(document.parser);
  if (document.document == nullptr) return failed();
  lxb_html_tokenizer_callback_token_done_set(tokenizer, guard_token, &guard);
  const bool few_names = feed(*document.parser, html);
  if (!guard.too_many && few_names) lxb_html_parse_chunk_end(document.parser);
  lxb_html_tokenizer_callback_token_done_set(tokenizer, guard.build, guard.tree);
  if (guard.too_many) {
    return fail(ErrorCode::too_large,
                "has more than " + std::to_string(kMaxNodes) + " elements and attributes");
  }
  if (!few_names) {
    return fail(ErrorCode::too_large, "has more than " + std::to_string(kMaxNames) +
                                          " different names of tags and attributes");
  }
  if (document.parser->status != LXB_STATUS_OK) return failed();
  dom.nodes_ = flatten(lxb_dom_interface_node(document.document));
  return dom;
}

Dom::AttributeName Dom::attribute_name(std::string_view name) const {
  const auto* data = lxb_dom_attr_data_by_local_name(
      document_->document->dom_document.attrs, reinterpret_cast<const lxb_char_t*>(name.data()),
      name.size());
  return data == nullptr ? 0 : data->attr_id;
}

namespace {

lxb_dom_attr_t* find_attribute(const Node& node, Dom::AttributeName name) {
  if (node.element == nullptr || name == 0) return nullptr;
  auto* element = static_cast<lxb_dom_element_t*>(const_cast<void*>(node.element));
  auto* at = element->first_attr;
  while (at != nullptr && at->node.local_name != name) at = at->next;
  return at;
}

}  // namespace

std::string_view Dom::attribute(NodeIndex i, AttributeName name) const {
  auto* found = find_attribute(nodes_[i], name);
  if (found == nullptr) return {};
  std::size_t size = 0;
  const lxb_char_t* value = lxb_dom_attr_value(found, &size);
  return value == nullptr ? std::string_view() : view(value, size);
}

bool Dom::has_attribute(NodeIndex i, AttributeName name) const {
  return find_attribute(nodes_[i], name) != nullptr;
}

std::string_view Dom::name_of(NodeIndex i) const {
  if (nodes_[i].element == nullptr) return {};
  std::size_t size = 0;
  const lxb_char_t* name = lxb_dom_element_local_name(
      static_cast<lxb_dom_element_t*>(const_cast<void*>(nodes_[i].element)), &size);
  return name == nullptr ? std::string_view() : view(name, size);
}

std::string Dom::text_of(NodeIndex i) const {
  std::string out;
  for (NodeIndex at = i; at < nodes_[i].end; ++at) {
    if (is_text(at)) {
      append_collapsed(out, nodes_[at].text);
    } else if (nodes_[at].tag == LXB_TAG_BR || is_block(nodes_[at].tag)) {
      append_collapsed(out, " ");
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  if (out.starts_with(' ')) out.erase(0, 1);
  return out;
}

bool is_block(std::uint32_t tag) {
  switch (tag) {
    case LXB_TAG_ADDRESS:
    case LXB_TAG_ARTICLE:
    case LXB_TAG_ASIDE:
    case LXB_TAG_BLOCKQUOTE:
    case LXB_TAG_BODY:
    case LXB_TAG_CENTER:
    case LXB_TAG_DD:
    case LXB_TAG_DETAILS:
    case LXB_TAG_DIV:
    case LXB_TAG_DL:
    case LXB_TAG_DT:
    case LXB_TAG_FIELDSET:
    case LXB_TAG_FIGCAPTION:
    case LXB_TAG_FIGURE:
    case LXB_TAG_FOOTER:
    case LXB_TAG_FORM:
    case LXB_TAG_H1:
    case LXB_TAG_H2:
    case LXB_TAG_H3:
    case LXB_TAG_H4:
    case LXB_TAG_H5:
    case LXB_TAG_H6:
    case LXB_TAG_HEADER:
    case LXB_TAG_HR:
    case LXB_TAG_HTML:
    case LXB_TAG_LI:
    case LXB_TAG_MAIN:
    case LXB_TAG_NAV:
    case LXB_TAG_OL:
    case LXB_TAG_P:
    case LXB_TAG_PRE:
    case LXB_TAG_SECTION:
    case LXB_TAG_SUMMARY:
    case LXB_TAG_TABLE:
    case LXB_TAG_TBODY:
    case LXB_TAG_TD:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TH:
    case LXB_TAG_THEAD:
    case LXB_TAG_TR:
    case LXB_TAG_UL:
    case LXB_TAG_CAPTION:
    case LXB_TAG_OPTION:
    case LXB_TAG_IFRAME:
      return true;
    default:
      return false;
  }
}

void append_collapsed(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte > 0x20 && byte < 0x7F) {
      out.push_back(text[at++]);
      continue;
    }
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      if (!out.ends_with(' ')) out.push_back(' ');
    } else if (!is_invisible(c)) {
      out.append(text, before, at - before);
    }
  }
}

}  // namespace gainsay::page
