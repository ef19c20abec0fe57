// Patterns over dependency trees: what knowledge/en/patterns/*.yaml are written in.
//
//   [lemma=lead,head] >nsubj [name]=subject >dobj [body]=object !>neg
//
// reads: a token with one of these lemmas, with a subject that is a name, with an object that is a
// body, and without a negation; the two are captured. knowledge/README.md ("The pattern language")
// describes all of it; the ideas are Semgrex's (Chambers et al., RTE 2007) and Odinson's
// (Valenzuela-Escárcega et al., LREC 2020).
//
//  1. A pattern is compiled once, and then only read.
//  2. Matching is linear: each part of a pattern goes over a sentence once and notes for each token
//     the nearest one that fits. There is no backtracking, so no text and no pattern is slow.
//  3. The same text gives the same matches in the same order.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "read/tree.h"
#include "read/word_list.h"

namespace gainsay::read {

class Actors;
struct Knowledge;

// One token's own properties: "[lemma=lead & !passive]".
struct Test {
  enum class Kind { always, all, any, none, property, name, named, passive, quoted, capital };
  enum class Property { lemma, word, tag, pos, dep, entity, actor };
  Kind kind = Kind::always;
  Property property = Property::lemma;
  std::vector<Test> parts;             // of all, any; one of none
  bool any_value = false;              // "[entity]"
  std::vector<std::string> values;     // sorted
  std::vector<const WordList*> lists;  // not owned
};

// From one token to others: ">nsubj,nsubjpass", "<-compound", ">conj*", ">prep_of", "+2", and "."
// to itself.
struct Step {
  enum class Way { down, up, along, stay };
  enum class Side { either, before, behind };
  enum class Times { once, maybe, any, some };
  Way way = Way::down;
  Side side = Side::either;
  Times times = Times::once;
  bool every_label = false;
  std::bitset<64> labels;  // of Dep
  std::vector<std::string> prepositions;
  std::vector<const WordList*> preposition_lists;
  bool doer = false;        // the engine's: who does what the verb says, whatever its voice
  bool sufferer = false;    // the engine's: whom or what it befalls
  bool other_name = false;  // the engine's: the name put beside this one, "Reed Front (RF)"
  TokenIndex reach = 0;     // of along: this many tokens, before where negative
};

// A condition of a node: another node that a step must lead to, or a choice of conditions.
struct Condition {
  enum class Need { must, may, never };
  Need need = Need::must;
  int node = -1;                                     // index into Pattern::nodes; of a choice -1
  std::vector<std::vector<Condition>> alternatives;  // of a choice: the first that holds counts
};

struct Node {
  Step step;  // how it is reached from the node whose condition it is; the trigger's is not used
  Test test;
  int capture = -1;    // index into Pattern::captures
  bool every = false;  // captures all tokens that fit, not only the nearest
  std::vector<Condition> conditions;
};

struct Pattern {
  std::vector<std::string> captures;  // by name, in the order of the text
  std::vector<Node> nodes;            // each before the node that it is a condition of; the last is
                                      // the trigger
};

// What a pattern may refer to by name.
struct PatternNames {
  // "@leader-nouns"; must outlive the patterns.
  const WordLists* lists = nullptr;
  std::map<std::string, Test, std::less<>> tests;  // "[body]"
  std::map<std::string, std::string, std::less<>>
      conditions;  // "$holder": text, parsed in its place
};

struct PatternError {
  std::size_t at = 0;  // bytes into the text
  std::string what;
};

[[nodiscard]] tl::expected<Pattern, PatternError> parse_pattern(std::string_view text,
                                                                const PatternNames& names);
// Adds "[body]" or "$holder": a test alone where `text` begins with a bracket, else conditions.
[[nodiscard]] tl::expected<void, PatternError> define(const std::string& name,
                                                      const std::string& text, PatternNames& names);

struct Capture {
  int name = 0;  // index into Pattern::captures
  TokenIndex token = kNone;
};
struct Match {
  TokenIndex trigger = kNone;
  std::vector<Capture> captures;  // in the pattern's order
};

// A document to match patterns in.
class MatchField {
 public:
  // All must outlive it.
  MatchField(const Tree& tree, const Knowledge& knowledge, const Actors& actors);

  [[nodiscard]] const Tree& tree() const { return tree_; }
  // At most one match a trigger, by the trigger's place. `triggers` are tokens of one sentence that
  // may be one, in order; whatever else they are, the pattern's own test decides.
  [[nodiscard]] std::vector<Match> match(const Pattern& pattern,
                                         const std::vector<TokenIndex>& triggers) const;
  [[nodiscard]] std::vector<Match> match(const Pattern& pattern) const;
  [[nodiscard]] bool fits(const Test& test, TokenIndex token) const;

 private:
  class Run;
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  std::vector<TokenIndex> order_;       // each sentence's tokens, heads before their children
  std::vector<TokenIndex> stands_for_;  // a relative pronoun's noun; else the token itself
  std::vector<TokenIndex> other_name_;
};

}  // namespace gainsay::read
