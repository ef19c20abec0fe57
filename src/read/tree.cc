#include "read/tree.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"

namespace gainsay::read {
namespace {

constexpr auto kDeps = std::to_array<std::pair<std::string_view, Dep>>({
    {"ROOT", Dep::root},
    {"nsubj", Dep::nsubj},
    {"nsubjpass", Dep::nsubjpass},
    {"csubj", Dep::csubj},
    {"csubjpass", Dep::csubj},
    {"dobj", Dep::dobj},
    {"dative", Dep::dative},
    {"attr", Dep::attr},
    {"oprd", Dep::oprd},
    {"agent", Dep::agent},
    {"prep", Dep::prep},
    {"pobj", Dep::pobj},
    {"pcomp", Dep::pcomp},
    {"ccomp", Dep::ccomp},
    {"xcomp", Dep::xcomp},
    {"advcl", Dep::advcl},
    {"acl", Dep::acl},
    {"relcl", Dep::relcl},
    {"appos", Dep::appos},
    {"compound", Dep::compound},
    {"amod", Dep::amod},
    {"nummod", Dep::nummod},
    {"quantmod", Dep::quantmod},
    {"poss", Dep::poss},
    {"nmod", Dep::nmod},
    {"det", Dep::det},
    {"predet", Dep::predet},
    {"aux", Dep::aux},
    {"auxpass", Dep::auxpass},
    {"neg", Dep::neg},
    {"mark", Dep::mark},
    {"advmod", Dep::advmod},
    {"npadvmod", Dep::npadvmod},
    {"acomp", Dep::acomp},
    {"conj", Dep::conj},
    {"cc", Dep::cc},
    {"preconj", Dep::preconj},
    {"prt", Dep::prt},
    {"parataxis", Dep::parataxis},
    {"punct", Dep::punct},
    {"case", Dep::casemark},
    {"expl", Dep::expl},
    {"intj", Dep::intj},
    {"dep", Dep::dep},
    // What Universal Dependencies, which other languages' models give, call differently.
    {"obj", Dep::dobj},
    {"iobj", Dep::dative},
    {"nsubj:pass", Dep::nsubjpass},
    {"aux:pass", Dep::auxpass},
    {"acl:relcl", Dep::relcl},
    {"flat", Dep::compound},
});

constexpr auto kPos = std::to_array<std::pair<std::string_view, Pos>>({
    {"NOUN", Pos::noun},
    {"PROPN", Pos::propn},
    {"PRON", Pos::pron},
    {"VERB", Pos::verb},
    {"AUX", Pos::aux},
    {"ADJ", Pos::adj},
    {"ADV", Pos::adv},
    {"ADP", Pos::adp},
    {"DET", Pos::det},
    {"NUM", Pos::num},
    {"PART", Pos::part},
    {"SCONJ", Pos::sconj},
    {"CCONJ", Pos::cconj},
    {"PUNCT", Pos::punct},
});

// Asked of every token of every tree.
template <typename Value>
using Named = std::unordered_map<std::string_view, Value>;

template <typename Value>
std::optional<Value> look_up(const Named<Value>& table, std::string_view name) {
  const auto found = table.find(name);
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<Dep> dep_named(std::string_view name) {
  static const Named<Dep> named(kDeps.begin(), kDeps.end());
  return look_up(named, name);
}
std::optional<Pos> pos_named(std::string_view name) {
  static const Named<Pos> named(kPos.begin(), kPos.end());
  return look_up(named, name);
}

Tree::Tree(const nlp::Analysed& document)
    : document_(&document),
      tokens_(&document.analysis.tokens),
      sentences_(&document.analysis.sentences),
      text_(document.annotated.article.text),
      nodes_(document.analysis.tokens.size() + 1) {
  const auto count = size();
  for (TokenIndex i = 0; i < count; ++i) {
    auto& node = nodes_[static_cast<std::size_t>(i)];
    const auto& t = token(i);
    node.dep = dep_named(t.dep).value_or(Dep::other);
    node.pos = pos_named(t.pos).value_or(Pos::other);
    node.lower = to_lower(t.text);
    node.lemma = to_lower(t.lemma);
    node.left = node.right = i;
    if (t.head != i && t.head >= 0 && t.head < count && token(t.head).sentence == t.sentence)
      node.head = t.head;
  }
  cut_rings();
  // Heads before their children: a node's reach is known when its parent asks.
  std::vector<TokenIndex> order;
  order.reserve(nodes_.size());
  for (TokenIndex i = 0; i < count; ++i) {
    if (head(i) == kNone) {
      order.push_back(i);
    } else {
      ++nodes_[static_cast<std::size_t>(head(i))].child_count;
    }
  }
  std::uint32_t begin = 0;
  for (auto& node : nodes_) {
    node.first_child = begin;
    begin += node.child_count;
    node.child_count = 0;
  }
  children_.resize(begin);
  for (TokenIndex i = 0; i < count; ++i) {
    if (head(i) == kNone) continue;
    auto& up = nodes_[static_cast<std::size_t>(head(i))];
    children_[up.first_child + up.child_count++] = i;
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto below = children(order[at]);
    order.insert(order.end(), below.begin(), below.end());
  }
  for (std::size_t at = order.size(); at-- > 0;) {
    const TokenIndex i = order[at];
    if (head(i) == kNone) continue;
    const auto& node = nodes_[static_cast<std::size_t>(i)];
    auto& up = nodes_[static_cast<std::size_t>(node.head)];
    up.left = std::min(up.left, node.left);
    up.right = std::max(up.right, node.right);
  }
}

const nlp::Token& Tree::no_token() {
  static const nlp::Token none;
  return none;
}

// A chain of heads that does not end would hang every walk: it is cut where it comes round.
void Tree::cut_rings() {
  std::vector<TokenIndex> walked_from(nodes_.size(), kNone);
  for (TokenIndex i = 0; i < size(); ++i) {
    TokenIndex before = kNone;
    for (TokenIndex at = i; at != kNone; before = at, at = head(at)) {
      auto& mark = walked_from[static_cast<std::size_t>(at)];
      if (mark == i) nodes_[static_cast<std::size_t>(before)].head = kNone;
      if (mark != kNone) break;
      mark = i;
    }
  }
}

bool Tree::is_under(TokenIndex i, TokenIndex top) const {
  for (; i != kNone; i = head(i)) {
    if (i == top) return true;
  }
  return false;
}

TokenIndex Tree::child(TokenIndex i, std::initializer_list<Dep> deps) const {
  for (const TokenIndex c : children(i)) {
    if (std::ranges::find(deps, dep(c)) != deps.end()) return c;
  }
  return kNone;
}

TokenIndex Tree::nearest_subject(TokenIndex verb) const {
  TokenIndex nearest = kNone;
  for (const TokenIndex c : children(verb)) {
    if (c < verb && (dep(c) == Dep::nsubj || dep(c) == Dep::nsubjpass)) nearest = c;
  }
  return nearest;
}

bool Tree::has_two_subjects(TokenIndex verb) const {
  const TokenIndex nearest = nearest_subject(verb);
  return nearest != kNone && child(verb, {Dep::nsubj, Dep::nsubjpass}) != nearest;
}

TokenIndex Tree::child_with_lemma(TokenIndex i, Dep wanted, std::string_view word) const {
  for (const TokenIndex c : children(i)) {
    if (dep(c) == wanted && lemma(c) == word) return c;
  }
  return kNone;
}

TokenIndex Tree::prepositional_object(TokenIndex i, const WordList& prepositions) const {
  for (const TokenIndex c : children(i)) {
    if ((dep(c) == Dep::prep || dep(c) == Dep::agent || dep(c) == Dep::dative) &&
        prepositions.contains(lower(c))) {
      if (const auto object = child(c, {Dep::pobj}); object != kNone) return object;
    }
  }
  return kNone;
}

Span Tree::span(TokenRange range) const {
  if (range.begin >= range.end) return {};
  return {token(range.begin).span.begin, token(range.end - 1).span.end};
}

bool Tree::is_finite(TokenIndex verb) const {
  const auto& tag = token(verb).tag;
  return tag == "VBD" || tag == "VBZ" || tag == "VBP";
}

bool Tree::has_finite_verb(TokenRange range) const {
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (is_finite(i) || token(i).tag == "MD") return true;
  }
  return false;
}

bool Tree::in_time(TokenIndex i) const {
  return std::ranges::any_of(document_->annotated.times, [&](const text::TimeExpression& t) {
    return t.span.contains(token(i).span);
  });
}

std::string_view Tree::words(TokenRange range) const { return text_.words(span(range)); }

bool Tree::is_passive(TokenIndex verb) const {
  // Verbs joined by "and" that share one auxiliary: sentences that people write have fewer.
  constexpr int kLongestWalk = 6;
  // "Two were hit and three killed": the second has lost its "were".
  const TokenIndex first = head(verb);
  if (token(verb).tag == "VBN" && dep(verb) == Dep::conj && first != kNone &&
      child(first, {Dep::auxpass}) != kNone && child(verb, {Dep::nsubj}) != kNone &&
      child(verb, {Dep::aux, Dep::dobj, Dep::xcomp, Dep::ccomp}) == kNone)
    return true;
  for (int steps = 0; steps < kLongestWalk; ++steps) {
    if (shows_passive(verb)) return true;
    if (token(verb).tag != "VBN" || dep(verb) != Dep::conj || head(verb) == kNone ||
        child(verb, {Dep::nsubj, Dep::aux}) != kNone || child(verb, {Dep::dobj}) != kNone)
      return false;
    verb = head(verb);  // "were shot and killed": the second shares the first one's voice
  }
  return false;
}

bool Tree::shows_passive(TokenIndex verb) const {
  if (child(verb, {Dep::auxpass, Dep::nsubjpass}) != kNone) return true;
  // "the claim to have taken it"
  if (dep(verb) == Dep::acl && child(verb, {Dep::aux}) != kNone) return false;
  // "confirmed by telephone that …" has no doer behind its "by"
  if (child(verb, {Dep::agent}) != kNone) return child(verb, {Dep::ccomp}) == kNone;
  if (token(verb).tag != "VBN" &&
      (token(verb).tag != "VBD" || (dep(verb) != Dep::relcl && dep(verb) != Dep::acl)))
    return false;
  // "Arrested in 2014, he spent two years in jail"
  if (token(verb).tag == "VBN" && dep(verb) == Dep::advcl &&
      child(verb, {Dep::nsubj, Dep::aux, Dep::dobj, Dep::ccomp, Dep::mark}) == kNone)
    return true;
  // "the man shot by the guard"; "the claim that rebels had shot him" has a subject of its own
  if (token(verb).tag == "VBN" && (dep(verb) == Dep::acl || dep(verb) == Dep::amod))
    return child(verb, {Dep::nsubj}) == kNone || child(verb, {Dep::aux}) == kNone;
  // "planes thought to be theirs": a relative clause without a subject of its own
  if ((dep(verb) == Dep::relcl || dep(verb) == Dep::acl) &&
      child(verb, {Dep::nsubj, Dep::aux, Dep::dobj}) == kNone)
    return true;
  // "was found shot", "had the man shot"
  return (dep(verb) == Dep::oprd || dep(verb) == Dep::xcomp) && child(verb, {Dep::aux}) == kNone;
}

TokenIndex Tree::token_at(CharOffset at) const {
  const auto found =
      std::ranges::lower_bound(*tokens_, at, {}, [](const nlp::Token& t) { return t.span.begin; });
  auto index = static_cast<TokenIndex>(found - tokens_->begin());
  if (index > 0 && token(index - 1).span.end > at) --index;
  return index;
}

TokenRange Tree::tokens_in(const Span& span) const {
  const TokenIndex begin = token_at(span.begin);
  TokenIndex end = begin;
  while (end < size() && token(end).span.begin < span.end) ++end;
  return {begin, end};
}

TokenRange Tree::core(TokenIndex noun) const {
  TokenIndex begin = noun;
  TokenIndex end = noun + 1;
  for (const TokenIndex c : children(noun)) {
    const Dep d = dep(c);
    if (c < noun &&
        (d == Dep::compound || d == Dep::amod || d == Dep::nummod || d == Dep::nmod ||
         d == Dep::poss || d == Dep::quantmod || d == Dep::predet || d == Dep::advmod)) {
      begin = std::min(begin, subtree(c).begin);
    }
    if (c > noun && d == Dep::prep && lower(c) == "of" && c == noun + 1) {
      if (const auto object = child(c, {Dep::pobj}); object != kNone)
        end = std::max(end, core(object).end);
    }
    if (c > noun && (d == Dep::nummod || d == Dep::nmod) && c == noun + 1)
      end = std::max(end, c + 1);
  }
  while (begin < noun &&
         (dep(begin) == Dep::det || pos(begin) == Pos::punct || token(begin).tag == "DT" ||
          token(begin).tag == "IN" || token(begin).tag == "WDT" ||
          (token(begin).tag == "JJS" && dep(begin) == Dep::advmod))) {
    ++begin;
  }
  return {begin, end};
}

std::vector<TokenIndex> Tree::with_conjuncts(TokenIndex noun) const {
  std::vector<TokenIndex> all{noun};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const TokenIndex c : children(all[i])) {
      if (dep(c) == Dep::conj) all.push_back(c);
    }
  }
  return all;
}

}  // namespace gainsay::read
