#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "read/actors.h"
#include "read/arguments.h"
#include "read/knowledge.h"
#include "read/pattern.h"

namespace gainsay::read {
namespace {

// Of one capture with "+": a list of names in a sentence is shorter.
constexpr std::size_t kMostCaptured = 64;

bool contains(const std::vector<std::string>& sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, word, std::ranges::less{},
                                    [](const std::string& s) -> std::string_view { return s; });
}

bool names_preposition(const Step& step, const std::string& word) {
  return std::ranges::find(step.prepositions, word) != step.prepositions.end() ||
         std::ranges::any_of(step.preposition_lists,
                             [&](const WordList* list) { return list->contains(word); });
}

bool takes_prepositions(const Step& step) {
  return !step.prepositions.empty() || !step.preposition_lists.empty();
}

bool is_preposition(Dep dep) { return dep == Dep::prep || dep == Dep::agent || dep == Dep::dative; }

bool on_side(Step::Side side, TokenIndex from, TokenIndex to) {
  return side == Step::Side::either || (side == Step::Side::before) == (to < from);
}

bool has_label(const Step& step, Dep dep) {
  return step.every_label || step.labels.test(static_cast<std::size_t>(dep));
}

// The nearer of two; of two as near, the one before.
TokenIndex nearer(TokenIndex to, TokenIndex a, TokenIndex b) {
  if (a == kNone || b == kNone) return a == kNone ? b : a;
  const TokenIndex da = std::abs(a - to);
  const TokenIndex db = std::abs(b - to);
  if (da != db) return da < db ? a : b;
  return std::min(a, b);
}

}  // namespace

MatchField::MatchField(const Tree& tree, const Knowledge& knowledge, const Actors& actors)
    : tree_(tree),
      knowledge_(knowledge),
      actors_(actors),
      order_(static_cast<std::size_t>(tree.size())),
      stands_for_(static_cast<std::size_t>(tree.size())),
      other_name_(static_cast<std::size_t>(tree.size()), kNone) {
  // Breadth first from the roots: a sentence's own stretch of order_ is filled from its begin.
  for (int s = 0; s < tree.sentence_count(); ++s) {
    const auto range = tree.sentence_range(s);
    auto next = static_cast<std::size_t>(range.begin);
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (tree.head(i) == kNone) order_[next++] = i;
    }
    assert(next <= static_cast<std::size_t>(range.end));
    for (auto at = static_cast<std::size_t>(range.begin); at < next; ++at) {
      for (const TokenIndex c : tree.children(order_[at])) order_[next++] = c;
    }
  }
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    stands_for_[static_cast<std::size_t>(i)] = antecedent(tree, knowledge, i);
  }
  for (const auto& pair : actors.pairs()) {
    auto& other = other_name_[static_cast<std::size_t>(pair.first)];
    if (other == kNone) other = pair.second;
  }
}

bool MatchField::fits(const Test& test, TokenIndex i) const {
  using enum Test::Kind;
  switch (test.kind) {
    case always:
      return true;
    case all:
      return std::ranges::all_of(test.parts, [&](const Test& part) { return fits(part, i); });
    case any:
      return std::ranges::any_of(test.parts, [&](const Test& part) { return fits(part, i); });
    case none:
      return !fits(test.parts.front(), i);
    case name: {
      if (tree_.pos(i) == Pos::propn) return true;
      const auto range = actors_.name_in(i);
      return range.begin < range.end;
    }
    case passive:
      return tree_.is_verb(i) && tree_.is_passive(i);
    case named:
      return actors_.of(i) != kNone && actors_.actor(actors_.of(i)).named;
    case quoted:
      return std::ranges::any_of(
          tree_.document().annotated.quotations,
          [&](const text::Quotation& q) { return q.inside.contains(tree_.token(i).span); });
    case capital: {
      const auto& text = tree_.token(i).text;
      return !text.empty() && text.front() >= 'A' && text.front() <= 'Z';
    }
    case property:
      break;
  }
  const auto value = [&]() -> std::string_view {
    using enum Test::Property;
    switch (test.property) {
      case lemma:
        return tree_.lemma(i);
      case word:
        return tree_.lower(i);
      case tag:
        return tree_.token(i).tag;
      case pos:
        return tree_.token(i).pos;
      case dep:
        return tree_.token(i).dep;
      case entity:
        return tree_.token(i).entity;
      case actor:
        if (actors_.of(i) == kNone) return {};
        return name_of(actors_.actor(actors_.of(i)).type);
    }
    return {};
  }();
  if (test.any_value) return !value.empty();
  return contains(test.values, value) || std::ranges::any_of(test.lists, [&](const WordList* list) {
           return list->contains(value);
         });
}

// One pattern in one sentence. The tables have a row a node and a column a token; a cell is filled
// when it is first asked for, so that each is worked out once and most never.
class MatchField::Run {
 public:
  Run(const MatchField& field, const Pattern& pattern, TokenRange sentence)
      : field_(field),
        tree_(field.tree_),
        pattern_(pattern),
        sentence_(sentence),
        width_(static_cast<std::size_t>(sentence.end - sentence.begin)),
        fits_(pattern.nodes.size() * width_, Answer::unknown),
        reached_(pattern.nodes.size() * width_, kUnknown) {}

  [[nodiscard]] bool triggers(TokenIndex i) { return node_fits(pattern_.nodes.back(), i); }

  [[nodiscard]] Match captured(TokenIndex trigger) {
    Match match;
    match.trigger = trigger;
    capture(pattern_.nodes.size() - 1, trigger, match);
    return match;
  }

 private:
  const MatchField& field_;
  const Tree& tree_;
  const Pattern& pattern_;
  TokenRange sentence_;
  std::size_t width_;
  enum class Answer : signed char { unknown, no, yes };
  static constexpr TokenIndex kUnknown = kNone - 1;
  std::vector<Answer> fits_;         // the node holds of the token
  std::vector<TokenIndex> reached_;  // the nearest token for the node, by its step from here

  [[nodiscard]] std::size_t cell(std::size_t node, TokenIndex i) const {
    return node * width_ + static_cast<std::size_t>(i - sentence_.begin);
  }
  [[nodiscard]] TokenIndex stands_for(TokenIndex i) const {
    return field_.stands_for_[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] bool inside(TokenIndex i) const {
    return i != kNone && sentence_.begin <= i && i < sentence_.end;
  }

  [[nodiscard]] bool node_fits(const Node& node, TokenIndex i) {
    return field_.fits(node.test, i) && all_hold(node.conditions, i);
  }

  [[nodiscard]] bool fits(std::size_t n, TokenIndex i) {
    Answer& answer = fits_[cell(n, i)];
    if (answer == Answer::unknown)
      answer = node_fits(pattern_.nodes[n], i) ? Answer::yes : Answer::no;
    return answer == Answer::yes;
  }

  [[nodiscard]] TokenIndex reached(std::size_t n, TokenIndex i) {
    if (reached_[cell(n, i)] == kUnknown) reach(n, i);
    return reached_[cell(n, i)];
  }

  [[nodiscard]] bool all_hold(const std::vector<Condition>& conditions, TokenIndex i) {
    return std::ranges::all_of(conditions, [&](const Condition& condition) {
      if (condition.need == Condition::Need::may) return true;
      return holds(condition, i) == (condition.need == Condition::Need::must);
    });
  }

  [[nodiscard]] bool holds(const Condition& condition, TokenIndex i) {
    if (condition.node >= 0) return reached(static_cast<std::size_t>(condition.node), i) != kNone;
    return std::ranges::any_of(condition.alternatives, [&](const std::vector<Condition>& each) {
      return all_hold(each, i);
    });
  }

  // What one step from `i` leads to.
  template <typename Visit>
  void step_from(const Step& step, TokenIndex i, Visit visit) const {
    switch (step.way) {
      case Step::Way::down:
        down(step, i, visit);
        break;
      case Step::Way::up:
        up(step, i, visit);
        break;
      case Step::Way::stay:
        visit(i);
        break;
      case Step::Way::along:
        for (TokenIndex k = 1; k <= std::abs(step.reach); ++k) {
          const TokenIndex to = step.reach < 0 ? i - k : i + k;
          if (inside(to)) visit(to);
        }
        break;
    }
  }

  template <typename Visit>
  void down(const Step& step, TokenIndex i, Visit visit) const {
    for (const TokenIndex c : tree_.children(i)) {
      if (!on_side(step.side, i, c)) continue;
      if (has_label(step, tree_.dep(c))) visit(stands_for(c));
      if (takes_prepositions(step) && is_preposition(tree_.dep(c)) &&
          names_preposition(step, tree_.lower(c))) {
        if (const auto object = tree_.child(c, {Dep::pobj}); object != kNone)
          visit(stands_for(object));
      }
    }
    const auto one = [&](TokenIndex to) {
      if (inside(to) && to != i && on_side(step.side, i, to)) visit(to);
    };
    if (step.doer && tree_.is_verb(i)) one(read::doer(tree_, field_.knowledge_, i));
    if (step.sufferer && tree_.is_verb(i)) one(read::sufferer(tree_, field_.knowledge_, i));
    if (step.other_name) one(field_.other_name_[static_cast<std::size_t>(i)]);
  }

  template <typename Visit>
  void up(const Step& step, TokenIndex i, Visit visit) const {
    const TokenIndex head = tree_.head(i);
    if (head == kNone || !on_side(step.side, i, head)) return;
    if (has_label(step, tree_.dep(i))) visit(head);
    if (takes_prepositions(step) && tree_.dep(i) == Dep::pobj && is_preposition(tree_.dep(head)) &&
        names_preposition(step, tree_.lower(head)) && tree_.head(head) != kNone)
      visit(tree_.head(head));
  }

  // Fills the token's cell of the node's row of reached_, or the whole row.
  void reach(std::size_t n, TokenIndex i) {
    const Step& step = pattern_.nodes[n].step;
    if (step.times == Step::Times::any || step.times == Step::Times::some) return reach_far(n);
    TokenIndex best = kNone;
    if (step.times == Step::Times::maybe && fits(n, i)) {
      best = i;
    } else {
      step_from(step, i, [&](TokenIndex to) {
        if (fits(n, to)) best = nearer(i, best, to);
      });
    }
    reached_[cell(n, i)] = best;
  }

  // Over any number of steps: each token asks those one step on, which have been asked before it.
  void reach_far(std::size_t n) {
    const Step& step = pattern_.nodes[n].step;
    const auto begin = field_.order_.begin() + sentence_.begin;
    std::vector<TokenIndex> order(begin, begin + static_cast<std::ptrdiff_t>(width_));
    if (step.way == Step::Way::down) std::ranges::reverse(order);
    std::vector<TokenIndex> here_or_on(width_, kNone);
    for (const TokenIndex i : order) {
      TokenIndex on = kNone;
      const auto ask = [&](TokenIndex to) { on = nearer(i, on, here_or_on[cell(0, to)]); };
      if (step.way == Step::Way::down) {
        for (const TokenIndex c : tree_.children(i)) {
          if (has_label(step, tree_.dep(c)) && on_side(step.side, i, c)) ask(c);
        }
      } else {
        up(step, i, ask);
      }
      const bool here = fits(n, i);
      here_or_on[cell(0, i)] = here ? i : on;
      reached_[cell(n, i)] = step.times == Step::Times::any && here ? i : on;
    }
  }

  void capture(std::size_t n, TokenIndex token, Match& into) {
    const Node& node = pattern_.nodes[n];
    if (node.capture >= 0) {
      const bool known = std::ranges::any_of(into.captures, [&](const Capture& c) {
        return c.name == node.capture && (!node.every || c.token == token);
      });
      if (!known) into.captures.push_back({node.capture, token});
    }
    capture(node.conditions, token, into);
  }

  void capture(const std::vector<Condition>& conditions, TokenIndex token, Match& into) {
    for (const auto& condition : conditions) {
      if (condition.need == Condition::Need::never) continue;
      if (condition.node >= 0) {
        const auto n = static_cast<std::size_t>(condition.node);
        const TokenIndex to = reached(n, token);
        if (to == kNone) continue;
        if (pattern_.nodes[n].every) {
          for (const TokenIndex each : all_reached(n, token)) capture(n, each, into);
        } else {
          capture(n, to, into);
        }
        continue;
      }
      const auto first = std::ranges::find_if(
          condition.alternatives, [&](const auto& each) { return all_hold(each, token); });
      if (first != condition.alternatives.end()) capture(*first, token, into);
    }
  }

  [[nodiscard]] std::vector<TokenIndex> all_reached(std::size_t n, TokenIndex from) {
    const Step& step = pattern_.nodes[n].step;
    std::vector<TokenIndex> seen;  // in the order in which they are reached
    const auto visit = [&](TokenIndex to) {
      if (seen.size() < kMostCaptured && std::ranges::find(seen, to) == seen.end())
        seen.push_back(to);
    };
    if (step.times == Step::Times::any || step.times == Step::Times::maybe) visit(from);
    step_from(step, from, visit);
    if (step.times == Step::Times::any || step.times == Step::Times::some) {
      for (std::size_t i = 0; i < seen.size(); ++i) step_from(step, seen[i], visit);
    }
    std::erase_if(seen, [&](TokenIndex i) { return !fits(n, i); });
    std::ranges::sort(seen);
    return seen;
  }
};

std::vector<Match> MatchField::match(const Pattern& pattern,
                                     const std::vector<TokenIndex>& triggers) const {
  std::vector<Match> out;
  if (triggers.empty()) return out;
  Run run(*this, pattern, tree_.sentence_range(tree_.sentence(triggers.front())));
  for (const TokenIndex i : triggers) {
    if (run.triggers(i)) out.push_back(run.captured(i));
  }
  return out;
}

std::vector<Match> MatchField::match(const Pattern& pattern) const {
  std::vector<Match> out;
  for (int s = 0; s < tree_.sentence_count(); ++s) {
    const auto range = tree_.sentence_range(s);
    std::vector<TokenIndex> triggers;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (fits(pattern.nodes.back().test, i)) triggers.push_back(i);
    }
    std::ranges::move(match(pattern, triggers), std::back_inserter(out));
  }
  return out;
}

}  // namespace gainsay::read
