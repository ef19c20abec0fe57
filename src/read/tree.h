// A dependency tree as the reader walks it: children, spans and governors of each token, by
// grammatical function.
//
// Functions are ClearNLP's labels, which spaCy's English pipelines give, or what is the same thing
// in Universal Dependencies; a label that the reader has no use for is `other`. Every walk up ends
// at a root, whatever a damaged parse says.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "nlp/nlp.h"
#include "read/word_list.h"

namespace gainsay::read {

using nlp::TokenIndex;
using nlp::TokenRange;
inline constexpr TokenIndex kNone = -1;

enum class Dep {
  root,
  nsubj,
  nsubjpass,
  csubj,
  dobj,
  dative,
  attr,
  oprd,
  agent,
  prep,
  pobj,
  pcomp,
  ccomp,
  xcomp,
  advcl,
  acl,
  relcl,
  appos,
  compound,
  amod,
  nummod,
  quantmod,
  poss,
  nmod,
  det,
  predet,
  aux,
  auxpass,
  neg,
  mark,
  advmod,
  npadvmod,
  acomp,
  conj,
  cc,
  preconj,
  prt,
  parataxis,
  punct,
  casemark,
  expl,
  intj,
  dep,
  other
};

enum class Pos {
  noun,
  propn,
  pron,
  verb,
  aux,
  adj,
  adv,
  adp,
  det,
  num,
  part,
  sconj,
  cconj,
  punct,
  other
};

// Labels by the names that the model gives them: "nsubj", "PROPN".
[[nodiscard]] std::optional<Dep> dep_named(std::string_view name);
[[nodiscard]] std::optional<Pos> pos_named(std::string_view name);

class Tree {
 public:
  // `document` must outlive it.
  explicit Tree(const nlp::Analysed& document);

  [[nodiscard]] TokenIndex size() const { return static_cast<TokenIndex>(tokens_->size()); }
  // Of kNone and of what lies outside the text all that follows is nothing: no word, no label, no
  // head, no children. A damaged parse must not lead anybody out of it.
  [[nodiscard]] const nlp::Token& token(TokenIndex i) const {
    const auto at = static_cast<std::size_t>(i);
    return at < tokens_->size() ? (*tokens_)[at] : no_token();
  }
  [[nodiscard]] Dep dep(TokenIndex i) const { return node_at(i).dep; }
  [[nodiscard]] Pos pos(TokenIndex i) const { return node_at(i).pos; }
  // Lower case.
  [[nodiscard]] const std::string& lower(TokenIndex i) const { return node_at(i).lower; }
  [[nodiscard]] const std::string& lemma(TokenIndex i) const { return node_at(i).lemma; }
  // kNone for a root.
  [[nodiscard]] TokenIndex head(TokenIndex i) const { return node_at(i).head; }
  [[nodiscard]] std::span<const TokenIndex> children(TokenIndex i) const {
    return std::span(children_).subspan(node_at(i).first_child, node_at(i).child_count);
  }
  [[nodiscard]] int sentence(TokenIndex i) const { return token(i).sentence; }
  [[nodiscard]] TokenRange sentence_range(int sentence) const {
    const auto at = static_cast<std::size_t>(sentence);
    return at < sentences_->size() ? (*sentences_)[at] : TokenRange{0, 0};
  }
  [[nodiscard]] int sentence_count() const { return static_cast<int>(sentences_->size()); }
  // All tokens under `i`, itself included, as the run from its first to its last.
  [[nodiscard]] TokenRange subtree(TokenIndex i) const {
    return {node_at(i).left, node_at(i).right + 1};
  }
  // `i` is `top` or under it.
  [[nodiscard]] bool is_under(TokenIndex i, TokenIndex top) const;
  // First child with one of these functions.
  [[nodiscard]] TokenIndex child(TokenIndex i, std::initializer_list<Dep> deps) const;
  // The last subject before a verb; two of them are a parser's sign of two clauses run together.
  [[nodiscard]] TokenIndex nearest_subject(TokenIndex verb) const;
  [[nodiscard]] bool has_two_subjects(TokenIndex verb) const;
  [[nodiscard]] TokenIndex child_with_lemma(TokenIndex i, Dep dep, std::string_view lemma) const;
  // The noun after the first of these prepositions under `i`.
  [[nodiscard]] TokenIndex prepositional_object(TokenIndex i, const WordList& prepositions) const;

  // Code points from the first to the last of these tokens.
  [[nodiscard]] Span span(TokenRange range) const;
  [[nodiscard]] std::string_view words(TokenRange range) const;
  [[nodiscard]] const TextIndex& text() const { return text_; }
  [[nodiscard]] const nlp::Analysed& document() const { return *document_; }

  [[nodiscard]] bool is_noun(TokenIndex i) const {
    return pos(i) == Pos::noun || pos(i) == Pos::propn;
  }
  [[nodiscard]] bool is_verb(TokenIndex i) const {
    return pos(i) == Pos::verb || pos(i) == Pos::aux;
  }
  // The next verb up; kNone where there is none.
  [[nodiscard]] TokenIndex verb_above(TokenIndex i) const {
    TokenIndex up = head(i);
    while (up != kNone && !is_verb(up)) up = head(up);
    return up;
  }
  // A place by the model's word: a town or country, a landscape, a building.
  [[nodiscard]] bool is_place_name(TokenIndex i) const {
    const auto& entity = token(i).entity;
    return entity == "GPE" || entity == "LOC" || entity == "FAC";
  }
  // "were killed", "killed by", "the man killed": the subject or noun suffers.
  [[nodiscard]] bool is_passive(TokenIndex verb) const;
  // "fired", "fires": no infinitive, no participle, no modal.
  [[nodiscard]] bool is_finite(TokenIndex verb) const;
  // "fired", "fires", "will fire"
  [[nodiscard]] bool has_finite_verb(TokenRange range) const;
  // Part of an expression of time.
  [[nodiscard]] bool in_time(TokenIndex i) const;
  // First token at or after a code point.
  [[nodiscard]] TokenIndex token_at(CharOffset at) const;
  // Tokens that lie in the span.
  [[nodiscard]] TokenRange tokens_in(const Span& span) const;

  // The words of a noun phrase that name its referent: what stands before the head, the head, and
  // an "of" complement that the head is empty without ("dozens of farmers"); no article, no
  // relative clause, no apposition.
  [[nodiscard]] TokenRange core(TokenIndex noun) const;
  // `noun` and what is joined to it: "Ali and Omar".
  [[nodiscard]] std::vector<TokenIndex> with_conjuncts(TokenIndex noun) const;

 private:
  struct Node {
    Dep dep = Dep::other;
    Pos pos = Pos::other;
    TokenIndex head = kNone;
    TokenIndex left = 0;
    TokenIndex right = -1;
    std::string lower;
    std::string lemma;
    std::uint32_t first_child = 0;  // in children_
    std::uint32_t child_count = 0;
  };
  [[nodiscard]] const Node& node_at(TokenIndex i) const {
    return nodes_[std::min(static_cast<std::size_t>(i), nodes_.size() - 1)];
  }
  static const nlp::Token& no_token();
  void cut_rings();
  [[nodiscard]] bool shows_passive(TokenIndex verb) const;

  const nlp::Analysed* document_;
  const std::vector<nlp::Token>* tokens_;
  const std::vector<TokenRange>* sentences_;
  TextIndex text_;
  std::vector<Node> nodes_;           // one a token, and one for what is no token
  std::vector<TokenIndex> children_;  // of the first token, of the second, …, in text order
};

}  // namespace gainsay::read
