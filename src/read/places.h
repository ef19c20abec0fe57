// Where the places of one document lie: which of its names are places, what its text says of where
// they lie ("X, Y"; "X in Y province"; "Y's X"), and which places of the gazetteer they are.
//
// A name is looked up only where the text uses it as a place, so a person or a common word that
// some village shares its name with never becomes one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "places/places.h"
#include "read/actors.h"
#include "read/events.h"
#include "read/knowledge.h"
#include "read/read.h"
#include "read/tree.h"

namespace gainsay::read {

class Places {
 public:
  // Without a gazetteer places have what the text says of them and no more. All must outlive it.
  Places(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
         const places::Gazetteer* gazetteer);

  // Where the place lies that the noun phrase headed by `noun` names.
  [[nodiscard]] std::optional<Location> at(TokenIndex noun) const;
  [[nodiscard]] bool is_run_on(TokenIndex noun) const;
  // The noun is the name of a place that is no country.
  [[nodiscard]] bool names_no_country(TokenIndex noun) const;
  // Its words with what the text says that it lies in: "the Reed district of Sund".
  [[nodiscard]] TokenRange words(TokenIndex noun) const;
  // Names of what it lies in, nearest first; for "a village in X" too, which has no name.
  [[nodiscard]] std::vector<std::string> around(TokenIndex noun) const;

  // The place that the story is about: of the province that is named most, in the title and at the
  // front above all, the town named most; kNone where no name is known.
  // The violence of `events` counts most.
  void find_lead(const std::vector<Event>& events);
  [[nodiscard]] TokenIndex lead() const { return lead_; }
  // Gives an event a place that is one. What its clause names stays unless it is only a country, a
  // word for a place ("the town") or no place at all: then the lead's place is more likely.
  void settle(Event& event) const;

  // Fills `within` of places and facilities, and calls a place what the text only uses as one
  // whatever the model took it for. `actors` are those of the constructor's.
  void fill(std::vector<Actor>& actors) const;

 private:
  // A name that the text uses as a place.
  struct Mention {
    TokenIndex token = kNone;
    TokenRange words;
    int toponym = 0;
  };

  void find_mentions();
  void find_outer();
  void find_hints();
  void drop_contradicted();
  void note(TokenIndex token, bool unsure);
  [[nodiscard]] bool goes_on_to_noun(TokenIndex token) const;
  [[nodiscard]] bool stands_before_kind(TokenIndex token) const;
  [[nodiscard]] bool is_country_beside(TokenIndex token) const;
  [[nodiscard]] bool is_before_its_country(TokenIndex token) const;
  [[nodiscard]] bool may_lie_in(const std::string& name, const std::string& outer) const;
  [[nodiscard]] bool may_be_place(TokenIndex token) const;
  void drop_groups();
  [[nodiscard]] bool befalls_persons(TokenIndex verb) const;
  [[nodiscard]] int toponym(const std::string& name, std::optional<places::Kind> kind);
  [[nodiscard]] TokenRange name_of(TokenIndex token) const;
  [[nodiscard]] std::optional<places::Kind> kind_beside(TokenRange name) const;
  [[nodiscard]] std::optional<places::Kind> kind_of(TokenIndex noun) const;
  [[nodiscard]] bool is_known(const std::string& name) const;
  [[nodiscard]] bool is_owner(const std::string& name) const;
  [[nodiscard]] bool is_country(const std::string& name) const;
  [[nodiscard]] bool is_large(const std::string& name) const;
  [[nodiscard]] std::vector<TokenIndex> outer_of(TokenIndex noun, TokenIndex end) const;
  [[nodiscard]] TokenIndex in_behind_kind(TokenIndex first) const;
  [[nodiscard]] TokenIndex mention_from(TokenIndex first) const;
  [[nodiscard]] TokenIndex mention_under(TokenIndex noun) const;
  [[nodiscard]] TokenIndex name_at(TokenIndex first) const;
  [[nodiscard]] const Mention* mention(TokenIndex token) const;
  [[nodiscard]] bool is_violent(const Event& event) const;
  [[nodiscard]] TokenIndex place_hit(const Event& event) const;
  [[nodiscard]] bool tells_of_war(TokenRange words) const;
  [[nodiscard]] bool names_place(TokenIndex token) const;
  [[nodiscard]] TokenIndex most_exact(TokenIndex token) const;
  [[nodiscard]] double weight(const Mention& mention, const std::string& title) const;
  [[nodiscard]] bool is_dateline(const Mention& mention) const;
  [[nodiscard]] bool stands_for_place(TokenIndex token) const;
  [[nodiscard]] bool is_said_to_be_place(TokenIndex token) const;
  [[nodiscard]] bool has_place_noun(TokenIndex token) const;
  [[nodiscard]] bool acts(TokenIndex token) const;
  [[nodiscard]] std::optional<places::PlaceIndex> place_of(TokenIndex token) const;

  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  const places::Gazetteer* gazetteer_;
  std::vector<Mention> mentions_;  // by token
  std::vector<places::Toponym> toponyms_;
  std::map<std::pair<std::string, int>, int> toponym_of_;  // by folded name and kind
  std::vector<std::optional<places::PlaceIndex>> found_;   // by toponym
  std::unordered_set<std::string> small_words_;  // of the text, those written small somewhere
  TokenIndex lead_ = kNone;
  TokenIndex country_ = kNone;  // a mention of the lead's country
};

}  // namespace gainsay::read
