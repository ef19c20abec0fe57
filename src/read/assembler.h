// The inside of reader.cc: one document's reading, its parts in files of their own.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/actors.h"
#include "read/attribution.h"
#include "read/events.h"
#include "read/knowledge.h"
#include "read/places.h"
#include "read/read.h"
#include "read/tree.h"

namespace gainsay::read {

class Assembler {
 public:
  Assembler(const Tree& tree, const Knowledge& knowledge, const places::Gazetteer* gazetteer);
  Reading run();

 private:
  struct Said {  // an assertion on its way
    Assertion assertion;
    const Event* event = nullptr;  // none for a statement
    int attribution = -1;
  };

  const Tree& tree_;
  const Knowledge& knowledge_;
  Actors actors_;
  Places places_;
  std::vector<Attribution> attributions_;
  std::vector<Event> events_;
  std::vector<Said> said_;
  std::vector<Proposition> propositions_;
  std::map<const Event*, PropositionIndex> proposition_of_;

  // ---------------- assembler.cc

  Reading finish();
  [[nodiscard]] static double confidence(const Said& said);
  [[nodiscard]] std::vector<Span> spans(const std::vector<TokenRange>& ranges) const;
  [[nodiscard]] Span evidence_of(TokenIndex trigger, TokenRange told) const;
  void attribute(Assertion& assertion, int in) const;
  [[nodiscard]] TokenRange source_words(const Attribution& a) const;
  void add(const Event& event, ActorIndex by, Epistemic epistemic, int in, std::string act,
           Directness directness);
  PropositionIndex proposition(const Event& telling);
  [[nodiscard]] std::string plain_sentence(const Event& event, const Proposition& p) const;
  [[nodiscard]] std::string fill(const std::string& sentence, const Event& event,
                                 const Proposition& p) const;

  // ---------------- assembler_sources.cc

  [[nodiscard]] int innermost(TokenIndex token) const;
  [[nodiscard]] ActorIndex source_actor(const Attribution& a) const;
  void know_first_persons();
  [[nodiscard]] int speaker_before(const Attribution& a) const;
  [[nodiscard]] int speaker_of(TokenIndex source) const;
  [[nodiscard]] bool answers_with(TokenIndex verb) const;
  [[nodiscard]] std::vector<ActorIndex> source_actors(const Attribution& a) const;
  [[nodiscard]] bool is_authors_own(const Attribution& a) const;
  [[nodiscard]] bool is_liars(const Attribution& a) const;
  [[nodiscard]] TokenIndex lied_when(const Attribution& a) const;
  [[nodiscard]] bool no_longer(TokenIndex verb) const;
  [[nodiscard]] bool negative(TokenIndex noun) const;
  [[nodiscard]] bool few(TokenIndex noun) const;
  [[nodiscard]] bool speaks(const Attribution& a) const;
  [[nodiscard]] bool in_speech(TokenIndex token) const;
  [[nodiscard]] bool between_marks(TokenIndex token) const;
  [[nodiscard]] TokenIndex subject(TokenIndex verb) const;
  [[nodiscard]] std::string content_text(const Attribution& a) const;
  [[nodiscard]] static bool strength_false(Epistemic holds);

  // ---------------- assembler_deeds.cc

  void unite_names(std::vector<Event>& relations);
  void drop_retorts();
  void grant(const Event& event, const Attribution& a, std::vector<Event>& granted) const;
  void lay_accusations();
  void tell_beside(std::vector<Event> granted);
  [[nodiscard]] bool names_deed(TokenIndex word) const;
  void find_bare_claims();
  [[nodiscard]] static bool blames_only(const Attribution& a);
  void lay_claimed_deeds();
  void grant_own_deeds();
  void grant_denied_parts();
  void lay_disclaimers();
  [[nodiscard]] bool has_no_part(TokenIndex noun) const;
  void no_part_in_it(TokenIndex it);
  [[nodiscard]] TokenIndex nothing_to_do(TokenIndex deed) const;

  // ---------------- assembler_lead.cc

  void place_before_noun(Event& event) const;
  void default_place_and_time();
  [[nodiscard]] bool is_place_of_telling(const Event& event) const;
  [[nodiscard]] bool is_time_of_telling(const Event& event) const;
  [[nodiscard]] int lead_time() const;
  [[nodiscard]] bool is_exact(int time) const;
  [[nodiscard]] bool is_news(int time) const;

  // ---------------- assembler_voices.cc

  void tell(const Event& event);
  [[nodiscard]] bool asks_who(const Event& event) const;
  [[nodiscard]] bool by_caller(const Event& event);
  void by_claimant(const Event& event);
  [[nodiscard]] TokenIndex definite_relative(const Event& event, const Attribution& a) const;
  [[nodiscard]] bool names_its_day(const Event& event) const;
  [[nodiscard]] bool places_clause(const Event& event) const;
  [[nodiscard]] bool stands_beside(const Event& event) const;
  [[nodiscard]] bool tells_of_disclaimed(const Event& event) const;
  [[nodiscard]] bool scoffs(const Event& event, const Attribution& a) const;
  void told_beside_claim(const Event& event, const Attribution& a);
  void answered_claim(const Event& event, int in);
  [[nodiscard]] bool is_definite(TokenIndex noun) const;
  [[nodiscard]] bool presupposed(const Event& event) const;
  [[nodiscard]] bool in_name(const Event& event) const;
  [[nodiscard]] bool is_aside(const Event& event) const;
  void by_author(const Event& event, TokenIndex top);
  [[nodiscard]] bool worth_telling(const Event& event) const;
  [[nodiscard]] bool occurs(const Event& event) const;
  void by_source(const Event& event, int in);
  void denied_above(const Event& event, int in, Epistemic inner);
  void by_all_of(const Event& event, int in, Epistemic epistemic, const std::string& act,
                 Directness directness);
  [[nodiscard]] bool is_apology(TokenIndex cue) const;
  [[nodiscard]] bool in_correction(TokenIndex i) const;
  [[nodiscard]] bool own_error(TokenIndex text) const;
  [[nodiscard]] bool is_taken_back(TokenIndex source) const;
  [[nodiscard]] bool asks_whether(TokenIndex clause) const;
  [[nodiscard]] bool has_adverb(TokenIndex verb, ListName list) const;
  [[nodiscard]] bool in_question(TokenIndex i) const;
  [[nodiscard]] bool is_under(TokenIndex verb, TokenIndex noun) const;

  // ---------------- assembler_statements.cc

  void statement(std::size_t in);
  [[nodiscard]] bool owns_ignorance(const Attribution& a) const;
  [[nodiscard]] bool typed_by(int in) const;
  [[nodiscard]] bool wholly_typed(int in) const;

  // ---------------- assembler_answers.cc

  void answers();
  void appositive(TokenIndex n);
  [[nodiscard]] std::optional<Epistemic> answer_of(TokenIndex verb) const;
  void echo(TokenIndex v);
  void contrary(TokenIndex n);
  void short_answer(const Attribution& a);
  bool answers_openly(const Attribution& a, ActorIndex by);
  void did_not(TokenIndex verb);
  void struck_off(TokenIndex verb);
  void did_it(TokenIndex verb);
  void little_reason(TokenIndex verb);
  void nothing_of_the_kind(TokenIndex verb);
  void asked_back(const Attribution& a);
  void said_no(TokenIndex verb);
  [[nodiscard]] bool is_asked(const Event& event) const;
  [[nodiscard]] const Event* asked_near(TokenIndex at) const;
  void took_place(const Attribution& a);
  void unconvinced(TokenIndex verb);
  void scant_evidence(TokenIndex n);
  void unverified(TokenIndex v);
  void answer(TokenIndex i);
  void restate_statement(TokenIndex at, ActorIndex by, Epistemic stance);
  [[nodiscard]] bool is_hard_to_believe(TokenIndex i) const;
  [[nodiscard]] TokenIndex judged(TokenIndex verb) const;
  bool judges(TokenIndex verb, TokenIndex source);
  [[nodiscard]] bool holds_by(TokenIndex verb) const;
  bool disbelieves(TokenIndex verb, TokenIndex claim, TokenIndex source);
  bool takes_back(TokenIndex verb, TokenIndex claim, TokenIndex source);
  [[nodiscard]] bool conceded(TokenIndex noun) const;

  // ---------------- assembler_idioms.cc

  [[nodiscard]] bool says_as(const Attribution& a) const;
  [[nodiscard]] TokenIndex picture_of(TokenIndex trigger) const;
  void idioms(TokenIndex v);
  void hard_to_believe(TokenIndex verb);
  void disagrees(TokenIndex verb);
  [[nodiscard]] bool asks_if_so(TokenIndex v) const;
  void left_open(TokenIndex v);
  void lay_stance(TokenIndex claim, ActorIndex by, TokenIndex at, Epistemic stance);
  [[nodiscard]] TokenIndex claim_beside(TokenIndex verb, TokenIndex object) const;
  void takes_side(TokenIndex verb);
  void fares(TokenIndex verb);
  void shows_no_proof(TokenIndex verb);
  void made_it_up(TokenIndex verb);
  void regrets_error(TokenIndex verb);

  // ---------------- assembler_claims.cc

  [[nodiscard]] const Event* told_after(TokenIndex at) const;
  [[nodiscard]] bool holds_event(TokenIndex top) const;
  [[nodiscard]] bool better(const Event& one, const Event& other) const;
  [[nodiscard]] const Event* told_before(TokenIndex at, ActorIndex by,
                                         TokenIndex claim = kNone) const;
  bool restate_under(TokenIndex top, ActorIndex by, TokenIndex at, Epistemic stance);
  [[nodiscard]] const Event* latest_put_forward(
      TokenIndex at, const std::function<bool(const Said&)>& is_meant) const;
  [[nodiscard]] const Event* count_before(TokenIndex at, ActorIndex by) const;
  [[nodiscard]] const Event* deed_before(TokenIndex at) const;
  void doubt(TokenIndex word);
  [[nodiscard]] bool negated_or_impossible(TokenIndex v) const;
  [[nodiscard]] TokenIndex in_doubt(TokenIndex v) const;
  void open_claim(TokenIndex v, TokenIndex claim, Epistemic stance);
  [[nodiscard]] static std::string answering_act(Epistemic stance);
  void restate(const Event& event, ActorIndex by, TokenIndex at, Epistemic stance);
  // All that was told where `which` is true, except in passing.
  void restate_all(ActorIndex by, TokenIndex at, Epistemic stance,
                   const std::function<bool(const Said&)>& which);
};

}  // namespace gainsay::read
