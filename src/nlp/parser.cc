#include "nlp/parser.h"

#include <algorithm>
#include <array>

#include "base/try.h"

namespace gainsay::nlp {
namespace {

// Moves' actions, stored in models: never renumber.
constexpr int kShift = 0;
constexpr int kReduce = 1;
constexpr int kLeft = 2;
constexpr int kRight = 3;
constexpr int kBreak = 4;
constexpr int kActions = 5;

constexpr std::string_view kDecoration = "||";
// A token's pieces that the parser joins, where it learned to (learn_tokens).
constexpr std::string_view kPieces = "subtok";
// How many tokens of a state networks look at: spaCy's extra_state_tokens tells them apart.
constexpr std::size_t kPlain = 8;
constexpr std::size_t kMany = 13;

class State {
 public:
  explicit State(std::span<const SentenceStart> known)
      : length_(static_cast<int>(known.size())),
        known_(known),
        heads_(size(), -1),
        moves_(size(), -1),
        unshiftable_(size()),
        starts_(size()),
        left_(size()),
        right_(size()) {}

  [[nodiscard]] bool is_final() const { return stack_.empty() && buffer_length() == 0; }

  // The tokens that the network looks at: kPlain of them or kMany.
  void features(std::span<int> ids) const {
    const int b0 = buffer(0);
    const int s0 = stack(0);
    const int s1 = stack(1);
    if (ids.size() == kPlain) {
      const std::array<int, kPlain> plain{
          b0, buffer(1), s0, s1, stack(2), last(left_, b0), last(left_, s0), last(right_, s0)};
      std::ranges::copy(plain, ids.begin());
      return;
    }
    const std::array<int, kMany> many{b0,
                                      buffer(1),
                                      s0,
                                      s1,
                                      stack(2),
                                      last(left_, s0),
                                      last(right_, s0),
                                      last(left_, b0),
                                      last(right_, s0, 2),
                                      last(left_, s1),
                                      last(left_, s1, 2),
                                      last(right_, s1),
                                      last(right_, s1, 2)};
    std::ranges::copy(many, ids.begin());
  }

  [[nodiscard]] std::array<bool, kActions> valid() const {
    const int left_over = buffer_length();
    const bool stacked = !stack_.empty();
    const bool arc = stacked && left_over > 0 && !starts(buffer(0));
    std::array<bool, kActions> out{};
    out[kShift] = !stacked || (left_over >= 2 && !starts(buffer(0)) && !unshiftable(buffer(0)));
    out[kReduce] = stacked && (left_over == 0 || stack_.size() > 1 || !cannot_start(buffer(0)));
    out[kLeft] = out[kRight] = arc;
    out[kBreak] = left_over >= 2 && buffer(1) == buffer(0) + 1 && !starts(buffer(1)) &&
                  !cannot_start(buffer(1));
    return out;
  }

  // `move`: the index of the move, kept as the arc's label.
  void apply(int action, int move) {
    switch (action) {
      case kShift:
        push();
        break;
      case kReduce:
        if (heads_[at(stack_.back())] < 0 && stack_.size() > 1) {
          unshiftable_[at(stack_.back())] = true;
          rebuffer_.push_back(stack_.back());
        }
        stack_.pop_back();
        break;
      case kLeft:
        add_arc(buffer(0), stack(0), move);
        unshiftable_[at(buffer(0))] = false;
        stack_.pop_back();
        break;
      case kRight:
        add_arc(stack(0), buffer(0), move);
        push();
        break;
      default:
        starts_[at(buffer(1))] = true;
    }
  }

  void give_up() {
    stack_.clear();
    rebuffer_.clear();
    next_ = length_;
  }

  [[nodiscard]] int head(int i) const { return heads_[at(i)]; }
  [[nodiscard]] int move(int i) const { return moves_[at(i)]; }

 private:
  int length_;
  std::span<const SentenceStart> known_;
  int next_ = 0;  // first token never in the stack
  std::vector<int> stack_;
  std::vector<int> rebuffer_;
  std::vector<int> heads_;
  std::vector<int> moves_;
  std::vector<bool> unshiftable_;
  std::vector<bool> starts_;
  std::vector<std::vector<int>>
      left_;  // children in the order they were attached; -1: taken away again
  std::vector<std::vector<int>> right_;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(length_); }
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] bool unshiftable(int i) const { return i >= 0 && unshiftable_[at(i)]; }
  [[nodiscard]] bool starts(int i) const {
    return i >= 0 && (starts_[at(i)] || known_[at(i)] == SentenceStart::yes);
  }
  [[nodiscard]] bool cannot_start(int i) const {
    return i >= 0 && known_[at(i)] == SentenceStart::no;
  }
  [[nodiscard]] int buffer_length() const {
    return length_ - next_ + static_cast<int>(rebuffer_.size());
  }
  [[nodiscard]] int stack(std::size_t i) const {
    return i < stack_.size() ? stack_[stack_.size() - 1 - i] : -1;
  }
  [[nodiscard]] int buffer(std::size_t i) const {
    if (i < rebuffer_.size()) return rebuffer_[rebuffer_.size() - 1 - i];
    const int token = next_ + static_cast<int>(i - rebuffer_.size());
    return token < length_ ? token : -1;
  }
  // The last child on one side, or the one before it.
  [[nodiscard]] static int last(const std::vector<std::vector<int>>& children, int head,
                                int which = 1) {
    if (head < 0) return -1;
    const auto& all = children[at(head)];
    for (auto child = all.rbegin(); child != all.rend(); ++child) {
      if (*child != -1 && --which == 0) return *child;
    }
    return -1;
  }

  void push() {
    if (!rebuffer_.empty()) {
      stack_.push_back(rebuffer_.back());
      rebuffer_.pop_back();
    } else {
      stack_.push_back(next_++);
    }
  }

  void add_arc(int head, int child, int move) {
    if (const int old = heads_[at(child)]; old >= 0) {
      auto& children = (old > child ? left_ : right_)[at(old)];
      if (!children.empty() && children.back() == child) {
        children.pop_back();
      } else if (const auto found = std::ranges::find(children, child);
                 found != children.end() && found + 1 != children.end()) {
        *found = -1;
      }
    }
    (head > child ? left_ : right_)[at(head)].push_back(child);
    heads_[at(child)] = head;
    moves_[at(child)] = move;
  }
};

// spaCy's own way to the left edges of trees that cross: rounds over the arcs until no head lies
// outside its sentence.
void mark_sentences(std::vector<ParsedToken>& tokens) {
  const int count = static_cast<int>(tokens.size());
  std::vector<int> left(tokens.size());
  for (int i = 0; i < count; ++i) left[static_cast<std::size_t>(i)] = i;
  const auto lower = [&](int i) {
    const auto& token = tokens[static_cast<std::size_t>(i)];
    auto& edge = left[static_cast<std::size_t>(token.head)];
    edge = std::min(edge, left[static_cast<std::size_t>(i)]);
  };
  constexpr int kMostRounds = 12;
  for (int round = 0; round < kMostRounds; ++round) {
    for (int i = 0; i < count; ++i) lower(i);
    for (int i = count - 1; i >= 0; --i) lower(i);
    for (auto& token : tokens) token.sentence_start = false;
    for (int i = 0; i < count; ++i) {
      if (tokens[static_cast<std::size_t>(i)].head == i) {
        tokens[static_cast<std::size_t>(left[static_cast<std::size_t>(i)])].sentence_start = true;
      }
    }
    bool inside = true;
    int begin = 0;
    for (int i = 0; i < count && inside; ++i) {
      if (!((i > 0 && tokens[static_cast<std::size_t>(i)].sentence_start) || i == count - 1))
        continue;
      for (int j = begin; j < i && inside; ++j) {
        const int head = tokens[static_cast<std::size_t>(j)].head;
        inside = head >= begin && head <= i;
      }
      begin = i;
    }
    if (inside) break;
  }
}

}  // namespace

Result<Parser> Parser::load(const Weights& weights, std::string_view moves,
                            const std::string& where) {
  Parser parser;
  TRY(parser.moves_, load_moves(moves, where));
  for (const auto& move : parser.moves_) {
    if (move.action >= kActions)
      return fail(ErrorCode::model, "has moves that are not arc-eager's", where);
    if (move.label == kPieces)
      return fail(ErrorCode::model, "joins tokens (learn_tokens), which is not known here", where);
  }
  TRY(parser.scorer_, MoveScorer::load(weights, parser.moves_.size()));
  if (parser.scorer_.features() != kPlain && parser.scorer_.features() != kMany) {
    return fail(ErrorCode::model, "looks at another number of tokens than 8 or 13",
                weights.where());
  }
  parser.labels_.emplace_back("ROOT");
  for (const auto& move : parser.moves_) {
    if (const auto bar = move.label.find(kDecoration); bar != std::string::npos)
      parser.labels_.push_back(move.label.substr(0, bar));
  }
  return parser;
}

const std::string* Parser::label(const std::string& name) const {
  const auto found = std::ranges::find(labels_, name);
  return found == labels_.end() ? &labels_.front() : &*found;
}

std::vector<ParsedToken> Parser::parse(const TokenizedTexts& texts,
                                       std::span<const SentenceStart> starts,
                                       const Matrix& vectors) const {
  MoveScorer::Tokens scorer(scorer_, vectors);
  const std::span<const RawToken> tokens = texts.tokens;
  std::vector<ParsedToken> out;
  out.reserve(tokens.size());
  for (const std::size_t end : texts.ends) {
    const std::size_t begin = out.size();
    const auto parsed = parse(tokens.subspan(begin, end - begin),
                              starts.subspan(begin, end - begin), scorer, begin);
    out.insert(out.end(), parsed.begin(), parsed.end());
  }
  return out;
}

std::vector<ParsedToken> Parser::parse(std::span<const RawToken> tokens,
                                       std::span<const SentenceStart> starts,
                                       MoveScorer::Tokens& scorer, std::size_t first) const {
  const int count = static_cast<int>(tokens.size());
  State state(starts);
  std::array<int, kMany> all{};
  const std::span<int> features(all.data(), scorer_.features());
  while (!state.is_final()) {
    state.features(features);
    const auto scores = scorer.score(features, first);
    const auto valid = state.valid();
    int best = -1;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (valid[static_cast<std::size_t>(moves_[i].action)] &&
          (best < 0 || scores[i] > scores[static_cast<std::size_t>(best)])) {
        best = static_cast<int>(i);
      }
    }
    if (best < 0) {
      state.give_up();
      break;
    }
    state.apply(moves_[static_cast<std::size_t>(best)].action, best);
  }
  std::vector<ParsedToken> out(tokens.size());
  for (int i = 0; i < count; ++i) {
    auto& token = out[static_cast<std::size_t>(i)];
    const int head = state.head(i);
    token.head = head < 0 ? i : head;
    token.label =
        head < 0 ? &labels_.front() : &moves_[static_cast<std::size_t>(state.move(i))].label;
  }
  mark_sentences(out);
  undo_pseudo_projective(tokens, out);
  return out;
}

// An arc "X||Y" was lifted: its head is the first token under the present one, breadth first, whose
// label is Y.
void Parser::undo_pseudo_projective(std::span<const RawToken> tokens,
                                    std::vector<ParsedToken>& out) const {
  bool changed = false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto bar = out[i].label->find(kDecoration);
    if (bar == std::string::npos) continue;
    const auto wanted = std::string_view(*out[i].label).substr(bar + kDecoration.size());
    std::vector<int> level{out[i].head};
    int found = -1;
    while (!level.empty() && found < 0) {
      std::vector<int> next;
      for (const int parent : level) {
        for (std::size_t c = 0; c < out.size() && found < 0; ++c) {
          if (out[c].head != parent || static_cast<int>(c) == parent || c == i ||
              tokens[c].lexeme->is_space)
            continue;
          if (*out[c].label == wanted) {
            found = static_cast<int>(c);
          } else {
            next.push_back(static_cast<int>(c));
          }
        }
        if (found >= 0) break;
      }
      level = std::move(next);
    }
    out[i].label = label(out[i].label->substr(0, bar));
    if (found >= 0) out[i].head = found;
    changed = true;
  }
  if (changed) mark_sentences(out);
}

}  // namespace gainsay::nlp
