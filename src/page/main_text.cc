#include "page/main_text.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/utf8.h"
#include "page/blocks.h"
#include "page/first_post.h"
#include "page/furniture.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

using Kind = TextBlock::Kind;

double link_share(const TextBlock& block) {
  return block.length == 0
             ? 0
             : static_cast<double>(block.link_length) / static_cast<double>(block.length);
}

// "The minister said on Tuesday that…": a teaser.
bool is_cut_short(std::string_view text) {
  return text.ends_with("…") || text.ends_with("...") || text.ends_with("[…]") ||
         text.ends_with("[...]");
}

double score_of(const TextBlock& block) {
  const double length = static_cast<double>(block.length);
  const double links = link_share(block);
  if (links > 0.6) return -20;
  const double weight = length * (1 - 1.5 * links);
  switch (block.kind) {
    case Kind::paragraph:
      return length < 25 && !ends_sentence(block.text) ? -5 : weight;
    case Kind::heading:
      return -2;
    case Kind::item:
      if (block.link_length > 0 && is_cut_short(block.text)) return -20;
      return length < 60 && !ends_sentence(block.text) ? -15 : weight * 0.5;
    case Kind::row:
      return 0;
    case Kind::other:
      return length < 80 && !ends_sentence(block.text) ? -15 : weight * (length < 80 ? 0.3 : 0.8);
  }
  return 0;
}

// For every element the sum of what `value` says of the blocks below it.
template <typename Value>
std::vector<double> sums_below(const Dom& dom, const std::vector<TextBlock>& blocks, Value value) {
  std::vector<double> sums(dom.size(), 0);
  for (const auto& block : blocks) sums[block.element] += value(block);
  for (NodeIndex at = dom.size(); at-- > 1;) sums[dom[at].parent] += sums[at];
  return sums;
}

std::vector<Part> parts_of(const Dom& dom) {
  std::vector<Part> parts(dom.size(), Part::plain);
  PartFinder finder(dom);
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if (!dom.is_text(at) && dom[at].element != nullptr) parts[at] = finder.part_of(at);
  }
  return parts;
}

// Names lie: some sites call the whole page "has-sidebar" or the article "promo". What holds this
// share of all that reads like prose is no furniture.
constexpr double kProtectedShare = 0.4;

void protect_prose(const Dom& dom, std::vector<Part>& parts) {
  auto blocks = cut_blocks(
      dom, [&](NodeIndex at) { return parts[at] == Part::hidden || parts[at] == Part::comments; });
  const auto prose = sums_below(
      dom, blocks, [](const TextBlock& block) { return std::max(0.0, score_of(block)); });
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if ((parts[at] == Part::furniture || parts[at] == Part::caption) &&
        prose[at] >= kProtectedShare * prose[0]) {
      parts[at] = Part::plain;
    }
  }
}

// The element with the largest sum of block scores, as deep as it has nearly all of it.
NodeIndex best_element(const Dom& dom, const std::vector<TextBlock>& blocks,
                       const std::vector<Part>& parts) {
  const auto sums = sums_below(dom, blocks, [](const TextBlock& block) { return block.score; });
  auto chosen = static_cast<NodeIndex>(std::ranges::max_element(sums) - sums.begin());
  for (NodeIndex at = chosen; at < dom[chosen].end; ++at) {
    if (dom.is_text(at)) continue;
    const double share = parts[at] == Part::body ? 0.75 : parts[at] == Part::article ? 0.8 : 0.9;
    if (at > chosen && sums[at] >= share * sums[chosen]) chosen = at;
  }
  return chosen;
}

// Text that shares a small element with a picture, and is no sentence of the article around it.
void drop_captions(const Dom& dom, NodeIndex article, std::vector<TextBlock>& blocks,
                   std::vector<std::string>& captions) {
  constexpr std::size_t kLongest = 300;  // code points, of all text in the element
  const auto lengths = sums_below(
      dom, blocks, [](const TextBlock& block) { return static_cast<double>(block.length); });
  const auto has_picture = [&](NodeIndex element) {
    for (NodeIndex at = element + 1; at < dom[element].end; ++at) {
      if (dom[at].tag == LXB_TAG_IMG) return true;
    }
    return false;
  };
  std::erase_if(blocks, [&](const TextBlock& block) {
    if (block.kind == Kind::heading || block.kind == Kind::row || block.length > kLongest ||
        (block.kind == Kind::paragraph && ends_sentence(block.text))) {
      return false;
    }
    NodeIndex around = block.element;
    while (dom[around].parent > article && lengths[dom[around].parent] <= kLongest) {
      around = dom[around].parent;
    }
    if (around <= article || lengths[around] > kLongest || !has_picture(around)) return false;
    captions.push_back(block.text);
    return true;
  });
}

// What the tables of furniture know is short, and folding ten megabytes is not free.
bool is_long(const TextBlock& block) {
  constexpr std::size_t kLongest = 1000;  // code points
  return block.length > kLongest;
}

std::string folded_if_short(const TextBlock& block) {
  return is_long(block) ? std::string() : fold(block.text);
}

// "15:20", "9.05 am": when an entry of a live blog was made.
bool is_clock(const TextBlock& block) {
  constexpr std::size_t kLongest = 9;  // bytes
  if (block.text.size() > kLongest || block.kind == Kind::row) return false;
  const std::size_t mark = block.text.find_first_of(":.");
  if (mark == std::string::npos || mark == 0 || mark > 2 || mark + 3 > block.text.size())
    return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(block.text.begin(), block.text.begin() + static_cast<std::ptrdiff_t>(mark),
                     is_digit) &&
         is_digit(block.text[mark + 1]) && is_digit(block.text[mark + 2]) &&
         (mark + 3 == block.text.size() || block.text[mark + 3] == ' ');
}

void drop_furniture(std::vector<TextBlock>& blocks, const std::vector<std::string>& titles) {
  std::vector<std::string> folded_titles;
  folded_titles.reserve(titles.size());
  for (const auto& title : titles) folded_titles.push_back(fold(title));
  const auto is_link_list = [](const TextBlock& block) {
    const bool sentence =
        link_share(block) < 0.95 && block.length >= 80 && ends_sentence(block.text);
    return link_share(block) > 0.6 && !sentence;
  };
  std::vector<TextBlock> kept;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    TextBlock& block = blocks[i];
    if (is_link_list(block)) continue;
    // "Also in this paper": what stands above links and is no heading of the article's.
    const bool label = block.length < 60 && !ends_sentence(block.text) &&
                       block.kind != Kind::heading && block.kind != Kind::row;
    if (label && i + 1 < blocks.size() && is_link_list(blocks[i + 1])) continue;
    const std::string folded = folded_if_short(block);
    if (folded.empty() && !is_long(block)) continue;
    if (link_share(block) > 0.3 && begins_like_furniture(folded)) continue;
    if (is_furniture_line(folded) || is_clock(block)) continue;
    if (std::ranges::find(folded_titles, folded) != folded_titles.end()) continue;
    kept.push_back(std::move(block));
  }
  blocks = std::move(kept);
}

bool is_prose(const TextBlock& block) {
  return block.kind != Kind::heading && block.kind != Kind::row && block.length >= 40 &&
         (ends_sentence(block.text) || block.length >= 120);
}

// Dates, bylines, reading times and kickers above the first sentence.
void trim_head(const Dom& dom, std::vector<TextBlock>& blocks) {
  auto first = std::ranges::find_if(blocks, is_prose);
  if (first == blocks.end()) return;
  // The first section's heading stays, as those below it do.
  if (first != blocks.begin() && std::prev(first)->kind == Kind::heading) {
    const auto tag = dom[std::prev(first)->element].tag;
    const bool sections = tag >= LXB_TAG_H2 && std::any_of(first, blocks.end(), [&](const auto& b) {
                            return b.kind == Kind::heading && dom[b.element].tag == tag;
                          });
    if (sections) --first;
  }
  const auto kept = std::remove_if(blocks.begin(), first, [](const TextBlock& block) {
    return block.kind != Kind::row && !ends_sentence(block.text);
  });
  blocks.erase(kept, first);
}

// What follows the article: a heading that says so and all below it, then invitations.
void trim_tail(std::vector<TextBlock>& blocks) {
  std::size_t all = 0;
  for (const auto& block : blocks) all += is_prose(block) ? block.length : 0;
  std::size_t before = 0;
  for (auto block = blocks.begin(); block != blocks.end(); ++block) {
    if (before * 4 >= all * 3 && begins_afterword(folded_if_short(*block))) {
      blocks.erase(block, blocks.end());
      break;
    }
    before += is_prose(*block) ? block->length : 0;
  }
  const auto is_small_print = [](const TextBlock& block) {
    return block.small_length * 10 >= block.length * 9;
  };
  const bool all_small = std::ranges::all_of(blocks, is_small_print);
  while (!blocks.empty() && (is_invitation(folded_if_short(blocks.back())) ||
                             (!all_small && is_small_print(blocks.back())))) {
    blocks.pop_back();
  }
  if (!blocks.empty() && blocks.back().kind == Kind::heading) blocks.pop_back();
}

// What is marked as a caption, each once.
void add_captions(const Dom& dom, NodeIndex article, const std::vector<Part>& parts,
                  std::vector<std::string>& captions) {
  for (NodeIndex at = article; at < dom[article].end; ++at) {
    if (parts[at] != Part::caption) continue;
    auto caption = dom.text_of(at);
    if (!caption.empty() && std::ranges::find(captions, caption) == captions.end()) {
      captions.push_back(std::move(caption));
    }
    at = dom[at].end - 1;
  }
}

BlockKind kind_of(const TextBlock& block) {
  if (block.quoted) return BlockKind::quotation;
  switch (block.kind) {
    case Kind::heading:
      return BlockKind::heading;
    case Kind::item:
      return BlockKind::list_item;
    case Kind::row:
      return BlockKind::table_row;
    case Kind::paragraph:
    case Kind::other:
      break;
  }
  return BlockKind::paragraph;
}

// All of the page's text that the given parts let through, judged and trimmed.
MainText extract(const Dom& dom, const std::vector<Part>& parts,
                 const std::vector<std::string>& titles) {
  MainText found;
  auto blocks = cut_blocks(dom, [&](NodeIndex at) {
    return parts[at] != Part::plain && parts[at] != Part::article && parts[at] != Part::body;
  });
  for (auto& block : blocks) block.score = score_of(block);
  const NodeIndex article = best_element(dom, blocks, parts);
  std::erase_if(blocks, [&](const TextBlock& block) {
    return block.element < article || block.element >= dom[article].end;
  });
  drop_captions(dom, article, blocks, found.captions);
  drop_furniture(blocks, titles);
  trim_head(dom, blocks);
  trim_tail(blocks);
  for (auto& block : blocks) {
    if (!found.paragraphs.empty() && found.paragraphs.back().text == block.text) continue;
    found.paragraphs.push_back({std::move(block.text), kind_of(block)});
  }
  add_captions(dom, article, parts, found.captions);
  return found;
}

constexpr std::size_t kShort = 250;  // bytes; two or three sentences

std::size_t length_of(const MainText& text) {
  std::size_t length = 0;
  for (const auto& paragraph : text.paragraphs) length += paragraph.text.size();
  return length;
}

bool is_sentence(const Paragraph& paragraph) {
  constexpr std::size_t kShortest = 40;  // bytes
  return paragraph.text.size() >= kShortest && ends_sentence(paragraph.text);
}

// Articles that a script would show, or whose markup calls everything furniture: what is left is
// next to nothing. Then only comments and captions are believed to be what their names say.
MainText extract_leniently(const Dom& dom, std::vector<Part> parts,
                           const std::vector<std::string>& titles) {
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    const bool kept = parts[at] == Part::comments || parts[at] == Part::caption ||
                      dom[at].tag == LXB_TAG_NAV || dom[at].tag == LXB_TAG_FOOTER;
    if (!kept) parts[at] = Part::plain;
  }
  return extract(dom, parts, titles);
}

// Runs of four words, as hashes, sorted.
std::vector<std::size_t> runs_of(const std::vector<Paragraph>& paragraphs) {
  std::string all;
  for (const auto& paragraph : paragraphs) all += fold(paragraph.text) + " ";
  std::vector<std::size_t> begins;  // of words
  for (std::size_t at = 0; at < all.size(); at = all.find(' ', at) + 1) {
    if (all[at] != ' ') begins.push_back(at);
  }
  begins.push_back(all.size());
  std::vector<std::size_t> runs;
  constexpr std::size_t kRun = 4;
  for (std::size_t i = 0; i + kRun < begins.size(); ++i) {
    const auto run = std::string_view(all).substr(begins[i], begins[i + kRun] - begins[i]);
    runs.push_back(std::hash<std::string_view>()(run));
  }
  std::ranges::sort(runs);
  return runs;
}

// The share of runs of four words of `body` that `text` has, too.
double share_found(const std::vector<Paragraph>& body, const std::vector<Paragraph>& text) {
  const auto wanted = runs_of(body);
  const auto had = runs_of(text);
  if (wanted.empty()) return 1;
  const auto found = std::ranges::count_if(
      wanted, [&](std::size_t run) { return std::ranges::binary_search(had, run); });
  return static_cast<double>(found) / static_cast<double>(wanted.size());
}

}  // namespace

std::vector<Paragraph> paragraphs_of_told(std::string_view body) {
  std::vector<Paragraph> paragraphs;
  const bool markup =
      body.find("</") != std::string_view::npos || body.find("<br") != std::string_view::npos;
  if (markup) {
    constexpr std::size_t kDepth = 64;
    const auto dom = Dom::parse(body, kDepth);
    if (!dom) return paragraphs;
    const auto parts = parts_of(*dom);
    auto blocks = cut_blocks(*dom, [&](NodeIndex at) {
      return parts[at] == Part::caption || parts[at] == Part::furniture;
    });
    for (auto& block : blocks) {
      if (!is_furniture_line(folded_if_short(block)))
        paragraphs.push_back({std::move(block.text), kind_of(block)});
    }
    return paragraphs;
  }
  for (std::size_t at = 0; at <= body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    std::string paragraph;
    append_collapsed(paragraph, body.substr(at, end - at));
    while (paragraph.ends_with(' ')) paragraph.pop_back();
    if (paragraph.starts_with(' ')) paragraph.erase(0, 1);
    if (!paragraph.empty()) paragraphs.push_back({std::move(paragraph), BlockKind::paragraph});
    at = end + 1;
  }
  return paragraphs;
}

// News in brief is short, too, but has its sentences in paragraphs.
bool is_short(const MainText& text) {
  return length_of(text) < kShort && std::ranges::count_if(text.paragraphs, is_sentence) < 2;
}

MainText find_main_text(const Dom& dom, const std::vector<std::string>& titles,
                        std::string_view told_body, bool is_discussion) {
  auto parts = parts_of(dom);
  mark_replies(dom, is_discussion, parts);
  protect_prose(dom, parts);
  MainText found = extract(dom, parts, titles);
  if (is_short(found)) {
    MainText other = extract_leniently(dom, parts, titles);
    if (length_of(other) > 2 * length_of(found)) found = std::move(other);
  }
  if (told_body.size() >= kShort || is_short(found)) {
    auto told = paragraphs_of_told(told_body);
    if (!told.empty() && share_found(told, found.paragraphs) < 0.5) {
      found.paragraphs = std::move(told);
      found.place = "json-ld articleBody";
    }
  }
  return found;
}

}  // namespace gainsay::page
