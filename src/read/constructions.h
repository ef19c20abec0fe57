// Constructions: what the patterns of knowledge/en/patterns/ tell, as events and relations.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "read/pattern.h"

namespace gainsay::read {

struct Frame;

// One entry: its pattern, or several of which the first that fits a trigger counts, and what it
// gives.
struct Construction {
  std::string name;
  std::string type;
  std::vector<Pattern> patterns;
  std::vector<std::pair<std::string, std::string>> roles;  // role, capture
  std::string by;       // the capture of who holds it; empty: whoever tells it
  std::string act;      // with `by`: what that one does, "say"
  bool denied = false;  // it says that there was no such event: "he is alive"
  std::string place;    // the capture of where; empty: found like any event's
  // The capture of a word that this tells, whatever the word's own frame says.
  std::string instead;
  std::shared_ptr<const Frame> frame;  // of an event: its agent's and patient's roles, its count
};

// All of one kind, with the words that may trigger them.
struct Constructions {
  std::vector<Construction> all;
  std::unordered_map<std::string, std::vector<std::size_t>> by_lemma;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word;
  std::vector<std::size_t> by_any_word;  // no list of words says which

  void add(Construction construction);
};

}  // namespace gainsay::read
