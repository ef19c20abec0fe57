// What the reader knows of a language and of conflicts: knowledge/, parsed and checked once, then
// only read.
//
// knowledge/README.md describes the files. Code knows how to match; what a word means stands there.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "read/constructions.h"
#include "read/read.h"

namespace gainsay::read {

// What may carry a cue's content.
enum class Content {
  clause,       // "said (that) X happened", also a quotation and "X, he said"
  quotation,    // only a quotation beside the cue: "he went on"
  object,       // "denied the attack"
  infinitive,   // "claimed to have", "vowed to"
  gerund,       // "denied carrying out"
  preposition,  // "accused them of", "spoke about", by the cue's `prepositions`
  person_to,    // "urged them to leave": object and infinitive
  accused,      // "blamed the army", for what was told before
};

// One group of words that say how a source holds a content.
struct Cue {
  std::string name;
  std::string act;
  Epistemic holds = Epistemic::true_certain;
  std::set<Content> content;
  std::set<std::string> prepositions;
  std::set<std::string> objects_not;  // never with these: "pledge" "allegiance"
  std::set<std::string>
      objects;  // an object only with one of these lemmas: "gave a toll"; empty: any
  std::set<std::string> particles;  // the verb only with one of these: "rule" "out"; empty: any
  bool factive = false;             // what it tells is the author's word too: "admitted that"
  bool irrealis = false;  // its content is wanted, planned, threatened, asked: nobody holds it true
  bool typed = true;  // false: a feeling or stance about something; no typed proposition is read
                      // out of an object
  bool text = false;  // only of a text or what it holds: "the poll found", not "he found"
  bool with_clause = false;     // the object needs a clause of its own: "names the men they took"
  bool responsibility = false;  // "claimed the attack": the source says that it did it itself
  WordList door;  // prepositions of the one at whose door the object is laid: "attributed it to"
  bool accuses = false;  // "accused X of": X is the doer of what follows
};

// How a word names an event: which of its grammatical arguments play which roles of the type.
struct Frame {
  std::string name;
  std::string type;
  std::string agent;    // active subject, by-phrase, a noun's possessor
  std::string patient;  // object, passive subject, a noun's "of"
  std::unordered_map<std::string, std::string> prepositions;  // preposition → role
  bool deadly = false;                                        // its patient's number is a toll
  bool wounding = false;
  std::string count;   // type of quantity that a number in the patient gives: "quantity.killed"
  WordList objects;    // the verb only with one of these objects ("plant" a "bomb"); empty: any
  WordList particles;  // the verb only with one of these particles ("blow" "up"); empty: any
  bool light_only = false;  // the noun only as the object of a light verb: "issued a call"
  bool against =
      false;        // the verb only with somebody on the other side: "fought with", not "fought on"
  WordList agents;  // the verb only with one of these doers; empty: any
  WordList agents_not;    // never with these doers
  std::string needs;      // a role without which there is no such event: "call" needs an audience
  WordList patients_not;  // never with these patients

  // How much it asks for: of several frames of one word the one that asks for most comes first.
  [[nodiscard]] int demands() const {
    return static_cast<int>(!objects.empty()) + static_cast<int>(!particles.empty()) +
           static_cast<int>(!agents.empty()) + static_cast<int>(!needs.empty());
  }
};

// A list's name, as its hash (FNV-1a). Those that stand in the engine's text are hashed when it is
// compiled: it asks for lists thousands of times a page.
struct ListName {
  std::uint64_t hash;

  template <std::size_t size>
  consteval ListName(const char (&name)[size]) : hash(hash_of({name, size - 1})) {}
  template <typename Text>
  requires(std::convertible_to<const Text&, std::string_view> &&
           !std::is_array_v<Text>) constexpr ListName(const Text& name)
      : hash(hash_of(name)) {}

  static constexpr std::uint64_t hash_of(std::string_view name) { return NameHash{}(name); }
};

// Lists by the hashes of their names; made once, not owning.
class ListIndex {
 public:
  ListIndex() : ListIndex(WordLists{}) {}
  explicit ListIndex(const WordLists& lists);
  [[nodiscard]] const WordList* find(ListName name) const {
    for (std::size_t at = name.hash & mask_;; at = (at + 1) & mask_) {
      const auto& slot = slots_[at];
      if (slot.list == nullptr || slot.hash == name.hash) return slot.list;
    }
  }
  // False where two names have one hash, which somebody would have to seek for.
  [[nodiscard]] bool is_sound() const { return sound_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    const WordList* list = nullptr;
  };
  std::vector<Slot> slots_;  // a power of two of them, at least half free
  std::size_t mask_ = 0;
  bool sound_ = true;
};

struct Knowledge {
  std::map<std::string, EntryPlace> entries;  // by name: where each stands

  // Cues by lemma.
  std::unordered_map<std::string, std::vector<const Cue*>> cue_verbs;
  std::unordered_map<std::string, const Cue*> cue_nouns;
  std::unordered_map<std::string, const Cue*> cue_adjectives;
  std::vector<std::unique_ptr<Cue>> cues;

  std::unordered_map<std::string, std::vector<const Frame*>> frame_verbs;
  std::unordered_map<std::string, std::vector<const Frame*>> frame_nouns;
  std::unordered_map<std::string, std::vector<const Frame*>> frame_adjectives;
  std::vector<std::unique_ptr<Frame>> frames;

  Constructions event_constructions;
  Constructions relation_constructions;

  // Plain word lists, by name: en/lexicon/words.yaml says what each is for.
  WordLists words;
  ListIndex index;  // of `words`
  // Words that stand for another value, by list: demonyms → country, number words …
  std::unordered_map<std::string, std::unordered_map<std::string, std::string>, NameHash,
                     std::equal_to<>>
      maps;

  std::map<std::string, std::set<std::string>> types;  // the ontology's, with their roles
  std::unordered_map<std::string, std::string>
      says;  // a type's plain sentence: "{subject} leads {object}"

  [[nodiscard]] bool is(ListName list, std::string_view word) const {
    const auto* found = index.find(list);
    return found != nullptr && found->contains(word);
  }
  // Killing, wounding, seizing: whoever suffers what the verb tells can be counted.
  [[nodiscard]] bool does_harm(const std::string& lemma) const;
  // A whole list; empty where there is none of that name.
  [[nodiscard]] const WordList& list(ListName name) const;
  // The word of a list of one.
  [[nodiscard]] std::string first(ListName name) const;
  [[nodiscard]] std::optional<std::string> look_up(std::string_view map,
                                                   const std::string& word) const;
};

// The ontology and one language's files: those of the project's folder, and what the added ones say
// beyond them.
// Errors: not_found, knowledge (file:line, in a pattern file:line:column; no folder for the
// language).
Result<Knowledge> load_knowledge(const KnowledgeFolders& from);

}  // namespace gainsay::read
