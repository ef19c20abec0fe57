// The difference of two texts: first by paragraphs, then by words in those that changed. Both by
// Myers' O(ND) algorithm (Algorithmica 1986), given up where texts differ in too much to compare.
#include <algorithm>
#include <unordered_map>

#include "ask/ask.h"
#include "base/utf8.h"

namespace gainsay::ask {
namespace {

// Edits beyond which a run counts as replaced whole: Myers' table grows with their square.
constexpr int kMostEdits = 2000;

// Pieces of a text that are compared, each with what parts it from the next one.
std::vector<std::string_view> split(std::string_view text, bool paragraphs) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = paragraphs ? text.find("\n\n", at) : text.find_first_of(" \n", at);
    end = end == std::string_view::npos ? text.size()
                                        : text.find_first_not_of(paragraphs ? "\n" : " \n", end);
    end = std::min(end, text.size());
    parts.push_back(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

// Parts that are the same up to the white space behind them have one number.
class Numbers {
 public:
  std::vector<int> of(const std::vector<std::string_view>& parts) {
    std::vector<int> numbers;
    numbers.reserve(parts.size());
    for (const auto part : parts) {
      const auto end = part.find_last_not_of(" \n");
      const auto key = part.substr(0, end == std::string_view::npos ? 0 : end + 1);
      numbers.push_back(known_.try_emplace(key, static_cast<int>(known_.size())).first->second);
    }
    return numbers;
  }

 private:
  std::unordered_map<std::string_view, int> known_;
};

struct Edit {
  Kind kind;
  std::size_t a;  // index in the earlier parts, of what was kept or removed
  std::size_t b;  // in the later ones, of what was kept or added
};

std::vector<Edit> replaced(std::size_t a_begin, std::size_t a_end, std::size_t b_begin,
                           std::size_t b_end) {
  std::vector<Edit> edits;
  for (std::size_t i = a_begin; i < a_end; ++i) edits.push_back({Kind::removed, i, b_begin});
  for (std::size_t i = b_begin; i < b_end; ++i) edits.push_back({Kind::added, a_end, i});
  return edits;
}

// Myers, greedy: the furthest reach on each diagonal for 0, 1, 2 … edits, and back along it.
std::vector<Edit> shortest_edit(const std::vector<int>& a, std::size_t a_begin, std::size_t a_end,
                                const std::vector<int>& b, std::size_t b_begin, std::size_t b_end) {
  const int n = static_cast<int>(a_end - a_begin);
  const int m = static_cast<int>(b_end - b_begin);
  const int most = std::min(n + m, kMostEdits);
  const auto same = [&](int x, int y) {
    return a[a_begin + static_cast<std::size_t>(x)] == b[b_begin + static_cast<std::size_t>(y)];
  };
  std::vector<std::vector<int>> trace;  // reaches on the diagonals -d … d before edit d
  std::vector<int> reach(2 * static_cast<std::size_t>(most) + 3, 0);
  const auto at = [&](int k) -> int& {
    const int i = k + most + 1;
    return reach[static_cast<std::size_t>(i)];
  };
  int found = -1;
  for (int d = 0; d <= most && found < 0; ++d) {
    std::vector<int> before;
    for (int k = -d - 1; k <= d + 1; ++k) before.push_back(at(k));
    trace.push_back(std::move(before));
    for (int k = -d; k <= d; k += 2) {
      const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
      int x = down ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && same(x, x - k)) ++x;
      at(k) = x;
      if (x >= n && x - k >= m) found = d;
    }
  }
  if (found < 0) return replaced(a_begin, a_end, b_begin, b_end);
  std::vector<Edit> edits;
  const auto add = [&](Kind kind, int x, int y) {
    edits.push_back(
        {kind, a_begin + static_cast<std::size_t>(x), b_begin + static_cast<std::size_t>(y)});
  };
  int x = n;
  int y = m;
  for (int d = found; d >= 0; --d) {
    const auto& before = trace[static_cast<std::size_t>(d)];
    const auto old = [&](int k) {
      const int i = k + d + 1;
      return before[static_cast<std::size_t>(i)];
    };
    const int k = x - y;
    const bool down = k == -d || (k != d && old(k - 1) < old(k + 1));
    const int from_x = d == 0 ? 0 : old(down ? k + 1 : k - 1);
    const int from_y = d == 0 ? 0 : from_x - (down ? k + 1 : k - 1);
    while (x > from_x && y > from_y &&
           (d == 0 || x > from_x + (down ? 0 : 1) || y > from_y + (down ? 1 : 0))) {
      add(Kind::kept, --x, --y);
    }
    if (d == 0) break;
    if (down) {
      add(Kind::added, x, --y);
    } else {
      add(Kind::removed, --x, y);
    }
  }
  std::ranges::reverse(edits);
  return edits;
}

std::vector<Edit> edits_of(const std::vector<int>& a, const std::vector<int>& b) {
  std::size_t begin = 0;
  while (begin < a.size() && begin < b.size() && a[begin] == b[begin]) ++begin;
  std::size_t a_end = a.size();
  std::size_t b_end = b.size();
  while (a_end > begin && b_end > begin && a[a_end - 1] == b[b_end - 1]) --a_end, --b_end;
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < begin; ++i) edits.push_back({Kind::kept, i, i});
  const auto middle = shortest_edit(a, begin, a_end, b, begin, b_end);
  edits.insert(edits.end(), middle.begin(), middle.end());
  for (std::size_t i = 0; a_end + i < a.size(); ++i)
    edits.push_back({Kind::kept, a_end + i, b_end + i});
  return edits;
}

// Joins edits to pieces, with their places in both texts.
class Pieces {
 public:
  Pieces(std::string_view earlier, std::string_view later)
      : earlier_text_(earlier), later_text_(later), earlier_(earlier), later_(later) {}

  void add(Kind kind, std::string_view a_part, std::string_view b_part) {
    if (pieces_.empty() || pieces_.back().kind != kind) {
      pieces_.push_back({kind, {}, span(a_at_, a_at_, earlier_), span(b_at_, b_at_, later_)});
    }
    Piece& piece = pieces_.back();
    if (kind != Kind::added) a_at_ += a_part.size();
    if (kind != Kind::removed) b_at_ += b_part.size();
    piece.text += kind == Kind::removed ? a_part : b_part;
    piece.earlier.end = char_of(a_at_, earlier_);
    piece.later.end = char_of(b_at_, later_);
  }
  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  static CharOffset char_of(std::size_t byte, const TextIndex& index) {
    return index.char_of(ByteOffset{static_cast<std::uint32_t>(byte)});
  }
  static Span span(std::size_t begin, std::size_t end, const TextIndex& index) {
    return {char_of(begin, index), char_of(end, index)};
  }
  std::string_view earlier_text_;
  std::string_view later_text_;
  TextIndex earlier_;
  TextIndex later_;
  std::size_t a_at_ = 0;
  std::size_t b_at_ = 0;
  std::vector<Piece> pieces_;
};

void add_words(Pieces& pieces, std::string_view a_text, std::string_view b_text) {
  const auto a = split(a_text, false);
  const auto b = split(b_text, false);
  Numbers numbers;
  const auto a_numbers = numbers.of(a);
  for (const auto& edit : edits_of(a_numbers, numbers.of(b))) {
    pieces.add(edit.kind, edit.kind == Kind::added ? std::string_view() : a[edit.a],
               edit.kind == Kind::removed ? std::string_view() : b[edit.b]);
  }
}

}  // namespace

std::vector<Piece> word_diff(std::string_view earlier, std::string_view later) {
  const auto a = split(earlier, true);
  const auto b = split(later, true);
  Numbers numbers;
  const auto a_numbers = numbers.of(a);
  const auto edits = edits_of(a_numbers, numbers.of(b));
  Pieces pieces(earlier, later);
  for (std::size_t i = 0; i < edits.size();) {
    if (edits[i].kind == Kind::kept) {
      pieces.add(Kind::kept, a[edits[i].a], b[edits[i].b]);
      ++i;
      continue;
    }
    // A run of paragraphs that changed: from its first to its last one in each text.
    std::string_view a_run = std::string_view(earlier).substr(0, 0);
    std::string_view b_run = std::string_view(later).substr(0, 0);
    const auto extend = [](std::string_view& run, std::string_view part) {
      run = run.empty()
                ? part
                : std::string_view(
                      run.data(), static_cast<std::size_t>(part.data() + part.size() - run.data()));
    };
    for (; i < edits.size() && edits[i].kind != Kind::kept; ++i) {
      if (edits[i].kind == Kind::removed) extend(a_run, a[edits[i].a]);
      if (edits[i].kind == Kind::added) extend(b_run, b[edits[i].b]);
    }
    add_words(pieces, a_run, b_run);
  }
  return pieces.take();
}

}  // namespace gainsay::ask
