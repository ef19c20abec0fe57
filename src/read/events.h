// What happened, by the words alone: events and relations with their roles, as the parse and the
// frames give them. Who holds them, and how, is for the reader to say (reader.cc).
#pragma once

#include <string>
#include <vector>

#include "read/actors.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

struct Filler {
  std::string role;
  TokenIndex head = kNone;
  TokenRange words;
  std::string value{};  // of a number: "15"
};

struct Event {
  std::string type;
  std::string pattern;  // the knowledge entry
  const Frame* frame = nullptr;
  TokenIndex trigger = kNone;
  TokenIndex clause =
      kNone;  // the verb whose clause tells it: the trigger, or the light verb above a noun
  std::vector<Filler> roles;
  bool nominal = false;     // told by a noun
  bool anaphoric = false;   // "the attack", "that bombing": told elsewhere
  bool denied = false;      // told as what did not happen: "he is alive" is no death
  bool laid = false;        // whose doer only a claim or an accusation names
  bool granted = false;     // beside such a one: that it happened, which nobody questions
  int granted_in = -1;      // the attribution that says so; the author where -1
  bool by_subject = false;  // the doer is the light verb's subject
  int time = -1;            // index into annotated.times
  TokenIndex place = kNone;
  std::string value;              // of a quantity
  int number = -1;                // index into annotated.numbers
  bool risen = false;             // "rose from nine to 12": the number is its range's end alone
  std::string counted;            // what a quantity counts
  bool part = false;              // a quantity that is part of another: "including three children"
  TokenRange told;                // the clause's own words
  TokenIndex by = kNone;          // who holds it, where the pattern says so; else whoever tells it
  std::string act;                // what that one does: "call"
  TokenIndex instead_of = kNone;  // a word whose own frame tells nothing beside this
  int same_as = -1;               // index of the event in the same list that this one tells again

  [[nodiscard]] const Filler* role(std::string_view name) const;
};

[[nodiscard]] std::vector<Event> find_events(const Tree& tree, const Knowledge& knowledge,
                                             const Actors& actors);
// By the patterns (knowledge/en/patterns/) alone: relations; events are in find_events as well.
[[nodiscard]] std::vector<Event> find_relations(const Tree& tree, const Knowledge& knowledge,
                                                const Actors& actors);
[[nodiscard]] std::vector<Event> find_constructions(const Tree& tree, const Knowledge& knowledge,
                                                    const Actors& actors);
// Tolls, strengths, amounts. `events` give the victims whose numbers are tolls.
[[nodiscard]] std::vector<Event> find_quantities(const Tree& tree, const Knowledge& knowledge,
                                                 const std::vector<Event>& events);

// Joins what one happening did to what did it: the raid that a clause's deaths are laid to gets
// their number (`killed`, `wounded`), the killing gets the raid's doer.
void join_outcomes(const Tree& tree, const Knowledge& knowledge, std::vector<Event>& events);

// Links the tellings of one event: "the attack" to the attack told before, and two clauses with the
// same doer and sufferer. Sets `same_as`, and hands roles, time and place that only one telling has
// to the first one.
void link_tellings(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
                   std::vector<Event>& events);

// A named place, by the model's word or by its preposition: "in" stands before no person.
[[nodiscard]] bool is_named_place(const Tree& tree, const Knowledge& knowledge, TokenIndex i);
// The words of the clause around `head`: for evidence and for what stands together.
[[nodiscard]] TokenRange clause_range(const Tree& tree, TokenIndex head);
// The place that a story is about, for events that name none: the first town of its first
// sentences, else its first place.
[[nodiscard]] TokenIndex lead_place(const Tree& tree, const Knowledge& knowledge);
// Gives an event the time and place that its clause, else its sentence, names.
void set_time_and_place(const Tree& tree, const Knowledge& knowledge, Event& event);

}  // namespace gainsay::read
