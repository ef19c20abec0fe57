// Who does what a verb says and whom it befalls, whatever its voice, its place in a relative clause
// or the verb it is joined to. Every walk is short, whatever the tree.
#pragma once

#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

// The noun that a relative pronoun stands for; any other token itself.
[[nodiscard]] TokenIndex antecedent(const Tree& tree, const Knowledge& knowledge, TokenIndex token);
// A verb's doer: its subject, or the one it shares with the verb above; kNone where none is named.
[[nodiscard]] TokenIndex doer(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// A verb's object, or the subject of its passive.
[[nodiscard]] TokenIndex sufferer(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// "the rebels, not the army": whether the phrase that begins with `first` has a negation as its
// first word or right before it.
[[nodiscard]] bool is_denied_from(const Tree& tree, const Knowledge& knowledge, TokenIndex first);
// People, bodies and texts can be cited; "a lack of evidence" is a reason, and graves only suggest.
[[nodiscard]] bool can_cite(const Tree& tree, const Knowledge& knowledge, TokenIndex noun);
// "repelled the raid, killing nine": whoever repelled it killed.
[[nodiscard]] bool is_repelled(const Tree& tree, const Knowledge& knowledge, TokenIndex noun);
// The verb can have a clause for its content: "says that …".
[[nodiscard]] bool takes_clause(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// "At no point did the mission say", "in no position to confirm": a phrase in front that turns the
// verb.
[[nodiscard]] bool is_turned_in_front(const Tree& tree, const Knowledge& knowledge,
                                      TokenIndex verb);
// "went on", "made up": the verb with the particle that the map of words gives it.
[[nodiscard]] bool has_particle_of(const Tree& tree, const Knowledge& knowledge,
                                   std::string_view map, TokenIndex verb);
// "The talks were put off", "called off the exchange": not there yet, if ever.
[[nodiscard]] bool is_postponing(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// "He made up the raid", "invented it": there was none.
[[nodiscard]] bool is_inventing(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// "strikes them as implausible"
[[nodiscard]] bool strikes_as(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// "It did not shell the town, as residents claim", "denied that it did, as residents claim": the
// verb of those who hold what is denied.
[[nodiscard]] bool is_echo(const Tree& tree, const Knowledge& knowledge, TokenIndex verb);
// The noun that a clause says the content of: "denials from the army that it had fired", "an
// account by which it had fired". By the words before the clause, since trees hang it on anything;
// kNone where no noun of telling stands there.
// The word that judges what an infinitive puts forward: "wrong" of "it is wrong to say that",
// "hard" of "it is hard to believe that"; kNone for none.
[[nodiscard]] TokenIndex judged_infinitive(const Tree& tree, const Knowledge& knowledge,
                                           TokenIndex verb);
[[nodiscard]] TokenIndex content_noun(const Tree& tree, const Knowledge& knowledge,
                                      TokenIndex verb);

}  // namespace gainsay::read
