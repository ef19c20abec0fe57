// Arcs that are moved before reading. Of two moves of one word the later one counts.
#pragma once

#include <string>
#include <vector>

#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

struct Move {
  TokenIndex token = kNone;
  TokenIndex under = kNone;  // itself for a root
  std::string label;         // empty: as it is
  std::string verb;          // its lemma, where it is a finite verb that was taken for a noun
  std::string noun{};        // the same where it is a noun that was taken for a verb
  std::string tag{};         // "VBN" for a participle that was taken for a finite verb
};

// What looks for moves of one kind: the tree, what the words mean, and where the moves go.
class Mover {
 public:
  Mover(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves)
      : tree_(tree), knowledge_(knowledge), moves_(moves) {}

 protected:
  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Move>& moves_;
};

void find_speakers(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves);
void find_main_verbs(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves);
void find_deeds(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves);
void find_judgements(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves);

}  // namespace gainsay::read
