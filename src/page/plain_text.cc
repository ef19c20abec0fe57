#include "page/plain_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/dates.h"
#include "page/dom.h"
#include "page/furniture.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

std::string collapsed(std::string_view line) {
  std::string out;
  append_collapsed(out, line);
  while (out.ends_with(' ')) out.pop_back();
  if (out.starts_with(' ')) out.erase(0, 1);
  return out;
}

// Lines in groups that blank lines part.
std::vector<std::vector<std::string>> groups_of(std::string_view text) {
  std::vector<std::vector<std::string>> groups(1);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    auto line = collapsed(text.substr(at, end - at));
    if (!line.empty()) {
      groups.back().push_back(std::move(line));
    } else if (!groups.back().empty()) {
      groups.emplace_back();
    }
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  if (groups.back().empty()) groups.pop_back();
  return groups;
}

// Whether lines are ends of a column and no paragraphs: most that are followed by another fill the
// column, and many of them stop inside a sentence.
bool is_wrapped(const std::vector<std::vector<std::string>>& groups) {
  std::size_t longest = 0;
  for (const auto& group : groups) {
    for (const auto& line : group) longest = std::max(longest, line.size());
  }
  constexpr std::size_t kWidest = 120;  // bytes; pages and mails are wrapped at 60 to 100 columns
  if (longest > kWidest) return false;
  std::size_t inner = 0;
  std::size_t full = 0;
  std::size_t open = 0;
  for (const auto& group : groups) {
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      ++inner;
      if (group[i].size() * 10 >= longest * 7) ++full;
      if (!ends_sentence(group[i])) ++open;
    }
  }
  return inner >= 3 && full * 10 >= inner * 8 && open * 2 >= inner;
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  const auto groups = groups_of(text);
  const bool wrapped = is_wrapped(groups);
  std::vector<std::string> paragraphs;
  for (const auto& group : groups) {
    if (!wrapped) {
      paragraphs.insert(paragraphs.end(), group.begin(), group.end());
      continue;
    }
    std::string paragraph;
    for (const auto& line : group) paragraph += (paragraph.empty() ? "" : " ") + line;
    paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

double score_of(const std::string& paragraph) {
  const auto length = static_cast<double>(count_code_points(paragraph));
  if (ends_sentence(paragraph)) return length < 25 ? 0 : length;
  // A line without an end is a heading or a menu's entry; a long one lost its full stop.
  return length > 120 ? length / 2 : -15;
}

// The run with the largest sum, [begin, end); Kadane's algorithm.
std::pair<std::size_t, std::size_t> best_run(const std::vector<std::string>& paragraphs) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  double best_sum = 0;
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += score_of(paragraphs[i]);
    if (sum > best_sum) {
      best_sum = sum;
      best = {begin, i + 1};
    }
  }
  return best;
}

// Where what follows the article begins: a line that says so, behind most of the article.
std::size_t end_before_afterword(const std::vector<std::string>& paragraphs, std::size_t begin,
                                 std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += std::max(0.0, score_of(paragraphs[i]));
  double before = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (before * 2 >= sum && begins_afterword(fold(paragraphs[i]))) return i;
    before += std::max(0.0, score_of(paragraphs[i]));
  }
  return end;
}

bool may_be_title(const std::string& line) {
  const std::string folded = fold(line);
  const auto words = std::ranges::count(folded, ' ') + 1;
  return words >= 3 && count_code_points(line) <= 250 && !is_page_top_line(folded) &&
         !is_furniture_line(folded) && !is_byline(line) && !parse_page_date(line);
}

// A picture's caption: pages that are copied have it twice, or with its photographer.
bool is_caption(const std::vector<std::string>& paragraphs, std::size_t i) {
  const auto same = [&](std::size_t other) {
    return other < paragraphs.size() && paragraphs[other] == paragraphs[i];
  };
  const bool long_enough = count_code_points(paragraphs[i]) >= 30;
  const std::string folded = fold(paragraphs[i]);
  for (const std::string_view credit : {" photo ", " foto ", " photograph ", " file photo "}) {
    if (folded.find(credit) != std::string::npos && paragraphs[i].find(": ") != std::string::npos) {
      return true;
    }
  }
  return long_enough && ends_sentence(paragraphs[i]) && (same(i + 1) || (i > 0 && same(i - 1)));
}

// The line above the text that is its title: the nearest that can be one.
std::string title_above(const std::vector<std::string>& paragraphs, std::size_t begin) {
  for (std::size_t i = begin; i-- > 0;) {
    const bool is_trail = paragraphs[i].find(" > ") != std::string::npos;
    if (may_be_title(paragraphs[i]) && !is_caption(paragraphs, i) && !is_trail) {
      return paragraphs[i];
    }
  }
  return {};
}

// Without the title where it stands at the beginning of the paragraph.
std::string without_title(const std::string& paragraph, const std::string& title) {
  if (title.empty() || !paragraph.starts_with(title)) return paragraph;
  const std::string rest = paragraph.substr(title.size());
  const std::size_t start = rest.find_first_not_of(" .:-");
  // "Residents" is no title that a text repeats, but the beginning of its first sentence.
  const bool parted = rest.empty() || rest[0] == ' ' || rest[0] == '.' || rest[0] == ':';
  if (!parted || std::ranges::count(title, ' ') < 3) return paragraph;
  return start == std::string::npos ? std::string() : rest.substr(start);
}

BlockKind kind_of(const std::string& paragraph) {
  for (const std::string_view mark : {"- ", "• ", "* ", "– ", "· "}) {
    if (paragraph.starts_with(mark)) return BlockKind::list_item;
  }
  if (paragraph.starts_with("> ")) return BlockKind::quotation;
  constexpr std::size_t kLongest = 80;  // code points of a heading
  const bool question = paragraph.ends_with('?');
  return (!ends_sentence(paragraph) || question) && count_code_points(paragraph) <= kLongest
             ? BlockKind::heading
             : BlockKind::paragraph;
}

}  // namespace

PlainText clean_page_text(std::string_view text, std::string_view given_title) {
  PlainText cleaned;
  const auto paragraphs = paragraphs_of(text);
  auto [begin, end] = best_run(paragraphs);
  if (begin == end) {  // nothing but short lines: the first is the title, if it can be one
    const bool titled = !paragraphs.empty() && may_be_title(paragraphs.front());
    cleaned.title = !given_title.empty() ? collapsed(given_title)
                    : titled             ? paragraphs.front()
                                         : std::string();
    return cleaned;
  }
  cleaned.title = given_title.empty() ? title_above(paragraphs, begin) : collapsed(given_title);
  // A title that ends like a sentence was taken for the text's first.
  if (cleaned.title.empty() && begin == 0 && end > 1 && may_be_title(paragraphs[0]) &&
      count_code_points(paragraphs[0]) <= 120) {
    cleaned.title = paragraphs[0];
    begin = 1;
  }
  for (std::size_t i = 0; i < begin; ++i) {
    if (cleaned.date_line.empty() && parse_page_date(paragraphs[i])) {
      cleaned.date_line = paragraphs[i];
    }
    if (cleaned.byline.empty() && is_byline(paragraphs[i])) cleaned.byline = paragraphs[i];
  }
  while (begin > 0 && is_caption(paragraphs, begin - 1)) --begin;
  end = end_before_afterword(paragraphs, begin, end);
  const std::string folded_title = fold(cleaned.title);
  for (std::size_t i = begin; i < end; ++i) {
    const std::string paragraph = without_title(paragraphs[i], cleaned.title);
    const std::string folded = fold(paragraph);
    if (folded.empty() || folded == folded_title || is_furniture_line(folded)) continue;
    const bool doubled = !cleaned.paragraphs.empty() && cleaned.paragraphs.back().text == paragraph;
    if (!doubled) cleaned.paragraphs.push_back({paragraph, kind_of(paragraph)});
  }
  return cleaned;
}

}  // namespace gainsay::page
