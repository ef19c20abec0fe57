// Who is who within one document: names and their parts, acronyms, appositions, definite nominals,
// pronouns.
//
// A multi-pass sieve in the manner of Lee et al. (Computational Linguistics 39:4, 2013), over the
// parse and in text order: the surest evidence first, and once two mentions are one actor they stay
// so.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

class Actors {
 public:
  Actors(const Tree& tree, const Knowledge& knowledge);

  // The actor that the noun phrase headed by `noun` names; kNone where it names none (a pronoun
  // without antecedent).
  [[nodiscard]] int of(TokenIndex noun) const;
  [[nodiscard]] const Actor& actor(int index) const {
    return actors_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] int size() const { return static_cast<int>(actors_.size()); }
  // The same for a name that heads no noun phrase ("Sund television reported"): it becomes an actor
  // by being asked for.
  [[nodiscard]] int of_name(TokenIndex name);
  // The proper name in a noun phrase, without titles and "the"; empty where there is none.
  [[nodiscard]] TokenRange name_in(TokenIndex noun) const;

  // Pairs of names that the text itself puts side by side: "Wadi Front (WF)".
  struct NamePair {
    TokenIndex first;  // heads
    TokenIndex second;
    int actor;
    AliasRelation relation;
  };
  [[nodiscard]] const std::vector<NamePair>& pairs() const { return pairs_; }
  // A word that is no mention of anybody by itself: "we", in whose words it stands.
  void stand_for(TokenIndex word, int actor) { actor_of_[static_cast<std::size_t>(word)] = actor; }
  // The text says that two noun phrases name one actor: "the militia known as the Grey Hand".
  bool unite(TokenIndex first, TokenIndex second);
  void add_alias(int actor, Alias alias);
  void set_anonymous(int actor) { actors_[static_cast<std::size_t>(actor)].anonymous = true; }

  [[nodiscard]] std::vector<Actor> take() { return std::move(actors_); }

 private:
  struct Track {                            // what the sieve knows of an actor besides its record
    std::string folded;                     // the actor's name, folded
    std::vector<std::string> names;         // folded proper names
    std::vector<std::string> descriptions;  // lemmas of its nominals: "group", "ministry"
    bool plural = false;
    bool female = false;
    bool male = false;
    TokenIndex last = 0;  // latest mention
    bool last_subject = false;
    TokenIndex last_spoke = kNone;  // latest mention as the subject of a verb of saying
  };

  void mention(TokenIndex noun);
  [[nodiscard]] const std::string& head_word(const std::vector<std::string>& name) const;
  int find_named(const std::string& name, ActorType type) const;
  [[nodiscard]] TokenIndex before_izafat(TokenIndex noun, TokenIndex begin) const;
  int find_pronoun(TokenIndex pronoun) const;
  [[nodiscard]] bool is_speaker(TokenIndex noun) const;
  [[nodiscard]] bool is_actor_noun(const Track& track) const;
  int find_nominal(TokenIndex noun) const;
  int make(TokenIndex noun, ActorType type, bool named);
  void note(int actor, TokenIndex noun);
  void join_appositions();
  void collapse(const std::vector<int>& into);
  [[nodiscard]] bool closes_dateline(TokenIndex bracket) const;
  [[nodiscard]] TokenIndex bearer(TokenIndex apposition) const;
  [[nodiscard]] bool in_quotation(TokenIndex i) const;
  [[nodiscard]] bool loose_apposition(TokenIndex i) const;
  [[nodiscard]] ActorType type_of(TokenIndex noun, TokenRange name) const;

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Actor> actors_;
  std::vector<Track> tracks_;
  std::vector<int> actor_of_;  // by token, kNone where no mention is headed
  std::vector<NamePair> pairs_;
};

}  // namespace gainsay::read
