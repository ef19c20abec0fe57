// Quotation marks of several scripts and habits, paired by a stack within each paragraph.
//
// 1. Quotations nest and never cross.
// 2. A straight mark opens or closes by what stands beside it, and by what is open.
// 3. A single mark is an apostrophe until it opens before a word and closes behind one.
// 4. A quotation that is never closed runs on into the next paragraph when that one opens with the
//    same mark. Else it ends with its paragraph, or, where that is far, with its own sentence: one
//    stray mark must not make a whole page somebody's words.
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/utf8.h"
#include "text/english.h"
#include "text/paragraphs.h"
#include "text/text.h"
#include "text/words.h"

namespace gainsay::text {
namespace {

// A long paragraph of news has about this many characters; texts without any paragraphs have more.
constexpr std::size_t kFar = 700;
constexpr std::size_t kDeepest = 8;

constexpr char32_t kLowQuote = 0x201E;     // „ of German, closed by “
constexpr char32_t kLeftQuote = 0x201C;    // “
constexpr char32_t kRightQuote = 0x201D;   // ”, which opens, too, in Swedish
constexpr char32_t kLeftSingle = 0x2018;   // ‘
constexpr char32_t kRightSingle = 0x2019;  // ’
constexpr char32_t kLowSingle = 0x201A;    // ‚

bool is_single(char32_t c) {
  return c == U'\'' || c == kLeftSingle || c == kRightSingle || c == kLowSingle;
}

bool is_bracket_or_dash(char32_t c) {
  return c == U'(' || c == U'[' || c == U'{' || c == U'-' || c == U':' || c == U'/' ||
         (c >= 0x2010 && c <= 0x2015);
}

// The marks that may close what `open` opened, the usual one first.
std::u32string_view closers_of(char32_t open) {
  switch (open) {
    case U'"':
      return U"\"\u201D";
    case kLeftQuote:
    case kRightQuote:
      return U"\u201D\"";
    case kLowQuote:
      return U"\u201C\u201D\"";
    case 0xAB:  // « and » change places in German
      return U"\u00BB";
    case 0xBB:
      return U"\u00AB";
    case 0x2039:
      return U"\u203A";
    case 0x203A:
      return U"\u2039";
    case 0x300C:
      return U"\u300D";
    case 0x300E:
      return U"\u300F";
    case U'\'':
      return U"'\u2019";
    case kLeftSingle:
      return U"\u2019'";
    case kLowSingle:
      return U"\u2018\u2019";
    default:
      return U"";
  }
}

// Marks that can only close; all others in closers_of can open as well.
bool only_closes(char32_t c) { return c == kRightSingle || c == 0x300D || c == 0x300F; }
// Opens by its form, whatever stands beside it: French puts spaces inside its marks.
bool always_opens(char32_t c) {
  return c == kLeftQuote || c == kLowQuote || c == 0xAB || c == 0x2039 || c == 0x300C ||
         c == 0x300E || c == kLowSingle;
}
bool is_mark(char32_t c) { return c == kRightSingle || !closers_of(c).empty() || only_closes(c); }

struct Open {
  char32_t mark = 0;
  std::size_t at = 0;     // where the mark begins
  std::size_t width = 1;  // of the mark: 2 for `` and ''
  int group = 0;
};

class Finder {
 public:
  explicit Finder(std::string_view text)
      : text_(to_utf32(text)), paragraphs_(find_paragraphs(text)) {}

  std::vector<Quotation> run() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) read_paragraph(i);
    std::ranges::sort(found_, {}, [](const Quotation& q) {
      return std::tuple(q.outside.begin, ~q.outside.end.value);
    });
    return std::move(found_);
  }

 private:
  // The character at `i` of this paragraph; outside of it a line's end.
  [[nodiscard]] char32_t at(std::size_t i) const {
    return i >= begin_ && i < end_ ? text_[i] : U'\n';
  }
  [[nodiscard]] bool may_open_after(char32_t before) const {
    return is_space(before) || is_bracket_or_dash(before) || is_mark(before);
  }

  void read_paragraph(std::size_t number) {
    begin_ = paragraphs_[number].begin.value;
    end_ = paragraphs_[number].end.value;
    note_surer_closings();
    open_.clear();
    for (std::size_t i = begin_; i < end_;) {
      const char32_t c = text_[i];
      // Typewriter and TeX habits: ``words''.
      const bool doubled = (c == U'`' || c == U'\'') && at(i + 1) == c;
      const std::size_t width = doubled ? 2 : 1;
      if (doubled) {
        read_double(i, width, U'"');
      } else if (is_single(c)) {
        read_single(i, c);
      } else if (is_mark(c)) {
        read_double(i, width, c);
      }
      i += width;
    }
    end_paragraph(number);
  }

  // Behind each character: whether a single mark follows that closes beyond doubt, with no opening
  // one before it. A possessive inside single quotation marks is told by it: ‘the rebels’ camp is
  // lost,’ he said.
  void note_surer_closings() {
    surer_closing_follows_.assign(end_ - begin_, false);
    bool follows = false;
    for (std::size_t i = end_; i-- > begin_;) {
      surer_closing_follows_[i - begin_] = follows;
      if (!is_single(text_[i])) continue;
      const char32_t before = at(i - 1);
      if (before == U'.' || before == U',' || before == U'!' || before == U'?') {
        follows = true;
      } else if (may_open_after(before)) {
        follows = false;
      }
    }
  }

  void read_double(std::size_t i, std::size_t width, char32_t c) {
    const char32_t before = at(i - 1);
    const char32_t after = at(i + width);
    const auto partner = opened_for(c);
    const bool looks_opening = is_space(before) && !is_space(after);
    if (partner && (c != U'"' || !looks_opening)) {
      close(*partner, i, i + width);
      return;
    }
    const bool opens =
        always_opens(c) || (!only_closes(c) && may_open_after(before) && !is_space(after));
    if (!opens) return;
    // Of two opening marks of one kind the first was never closed.
    if (const auto same = opened_by(c); same && c != 0xAB) leave_open(*same, i);
    push({.mark = c, .at = i, .width = width});
  }

  void read_single(std::size_t i, char32_t c) {
    const char32_t before = at(i - 1);
    const char32_t after = at(i + 1);
    if (is_word_character(before) && is_word_character(after)) return;
    if (const auto partner = opened_for(c);
        partner && !is_space(before) && !is_word_character(after)) {
      if (!is_possessive(i)) close(*partner, i, i + 1);
      return;
    }
    const bool before_words = is_word_character(after) || (is_mark(after) && !is_single(after));
    if (only_closes(c) || !may_open_after(before) || !before_words || is_elision(i)) return;
    push({.mark = c, .at = i});
  }

  [[nodiscard]] bool is_possessive(std::size_t i) const {
    return at(i - 1) == U's' && is_space(at(i + 1)) && is_word_character(at(i + 2)) &&
           surer_closing_follows_[i - begin_];
  }

  // "'em", "'90s".
  [[nodiscard]] bool is_elision(std::size_t i) const {
    constexpr std::size_t kLongestElision = 5;
    std::string word;
    for (std::size_t k = i + 1; word.size() <= kLongestElision && is_word_character(at(k)); ++k) {
      append_utf8(word, at(k));
    }
    const bool decade = word.size() == 3 && word[0] >= '0' && word[0] <= '9' && word[2] == 's';
    return decade || english::is_one_of(english::elisions(), to_lower(word));
  }

  [[nodiscard]] std::optional<std::size_t> opened_for(char32_t closer) const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (closers_of(open_[i].mark).find(closer) != std::u32string_view::npos) return i;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::size_t> opened_by(char32_t mark) const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].mark == mark) return i;
    }
    return std::nullopt;
  }

  void push(Open open) {
    if (open_.size() == kDeepest) return;
    const bool goes_on = open.at == begin_ && carried_ && carried_->mark == open.mark;
    open.group = goes_on ? carried_->group : next_group_++;
    if (open.at == begin_) carried_.reset();
    open_.push_back(open);
  }

  void close(std::size_t index, std::size_t inside_end, std::size_t outside_end) {
    while (open_.size() > index + 1) leave_open(open_.size() - 1, inside_end);
    keep(open_[index], inside_end, outside_end);
    open_.pop_back();
  }

  // The quotation was never closed and something at `limit` shows it: it has its first sentence. A
  // single mark was no quotation at all.
  void leave_open(std::size_t index, std::size_t limit) {
    while (open_.size() > index) {
      const Open open = open_.back();
      open_.pop_back();
      if (is_single(open.mark)) continue;
      const std::size_t end = sentence_end(open.at + open.width, limit);
      keep(open, end, end);
    }
  }

  [[nodiscard]] std::size_t sentence_end(std::size_t from, std::size_t limit) const {
    for (std::size_t i = from; i < limit; ++i) {
      const bool stop = text_[i] == U'.' || text_[i] == U'!' || text_[i] == U'?';
      if (stop && i > from && is_space(at(i + 1))) return i + 1;
    }
    return limit;
  }

  void end_paragraph(std::size_t number) {
    carried_.reset();
    if (open_.empty()) return;
    const Open outer = open_.front();
    const bool goes_on = number + 1 < paragraphs_.size() &&
                         text_[paragraphs_[number + 1].begin.value] == outer.mark &&
                         (!is_single(outer.mark) || outer.at == begin_);
    if (goes_on) {
      close(0, end_, end_);
      carried_ = outer;
    } else if (!is_single(outer.mark) && end_ - outer.at <= kFar) {
      close(0, end_, end_);
    } else {
      leave_open(0, end_);
    }
  }

  void keep(const Open& open, std::size_t inside_end, std::size_t outside_end) {
    std::size_t begin = open.at + open.width;
    while (begin < inside_end && is_space(text_[begin])) ++begin;
    while (inside_end > begin && is_space(text_[inside_end - 1])) --inside_end;
    if (begin >= inside_end) return;
    const auto span = [](std::size_t from, std::size_t to) {
      return make_span(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
    };
    found_.push_back({.inside = span(begin, inside_end),
                      .outside = span(open.at, std::max(outside_end, inside_end)),
                      .group = open.group});
  }

  std::u32string text_;
  std::vector<Span> paragraphs_;
  std::size_t begin_ = 0;  // of the paragraph being read
  std::size_t end_ = 0;
  std::vector<Open> open_;
  std::optional<Open> carried_;  // left open by the paragraph before, which this one takes up
  std::vector<bool> surer_closing_follows_;
  int next_group_ = 0;
  std::vector<Quotation> found_;
};

}  // namespace

std::vector<Quotation> find_quotations(std::string_view text) { return Finder(text).run(); }

}  // namespace gainsay::text
