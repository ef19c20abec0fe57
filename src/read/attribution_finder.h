// The inside of attribution.cc: one pass over a document's tokens, its parts in files of their own
// (sources, verbs, words, quotations).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "read/attribution.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read::attribution {

// Ranges without the tokens of `cut`, in order; each as long as it can be.
std::vector<TokenRange> without(TokenRange from, std::vector<TokenRange> cut);

// Fewer tokens than these between quotation marks, marks included, are a term or scare quotes, not
// speech.
inline constexpr TokenIndex kShortestSpeech = 5;

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge);
  std::vector<Attribution> run();

 private:
  struct Quote {
    TokenRange range;
    int group = 0;
    TokenIndex length = 0;
    int within = -1;  // the quotation around it
    TokenIndex cue = kNone;
    TokenIndex source = kNone;
    bool behind = false;      // the cue stands behind it
    TokenIndex rest = kNone;  // the end of what goes on behind its marks: '"…" by spring, he said'
    bool goes_on = false;     // its cue is that of the quotation before
    TokenRange follows{};     // the clause told before it by the same cue
    TokenIndex signature = kNone;  // the dash before the name of who signs it
    bool taken = false;
  };

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Quote> quotes_;
  std::vector<int> in_quote_;
  std::vector<int> paragraph_;                              // of each token
  std::map<TokenIndex, std::vector<std::size_t>> told_by_;  // cue → its quotations
  std::vector<Attribution> found_;

  // ---------------- attribution_sources.cc

  // The cue whose own subject `v` shares though a parser joined it to the cue's content: "said that
  // she did not want it and predicted a defeat". kNone where there is none.
  [[nodiscard]] TokenIndex joined_to_cue(TokenIndex v) const;
  [[nodiscard]] bool can_speak(TokenIndex i) const;
  // "The paper quoted X as saying", "X was cited as saying": the verb that quotes.
  [[nodiscard]] TokenIndex quoting_verb(TokenIndex verb_token) const;
  // "claimed the raid … saying that": a participle that the parser took for the content, with the
  // object for its subject.
  [[nodiscard]] TokenIndex misread_participle(TokenIndex v) const;
  // Who says what the verb tells, where that is said between it and the participle.
  [[nodiscard]] TokenIndex told_around(TokenIndex verb, TokenIndex participle) const;
  // Whose verb it is: its own subject, or that of the verb it hangs on.
  [[nodiscard]] TokenIndex subject_of(TokenIndex verb_token) const;
  [[nodiscard]] TokenIndex stand_in(const Attribution& a) const;
  // Whose claim: "the group's claim", "a claim by the group".
  [[nodiscard]] bool puts_forward(TokenIndex verb_token) const;
  [[nodiscard]] TokenIndex owner_of(TokenIndex n) const;
  // "The agency, citing an officer, said …": the officer says it, through the agency.
  void redirect_citations();
  // "stopped short of confirming", "refrained from saying"
  [[nodiscard]] bool stops_short(TokenIndex verb_token) const;
  [[nodiscard]] bool is_negated(TokenIndex verb_token) const;
  // The saying is itself wanted, future, asked or a condition.
  [[nodiscard]] bool is_hypothetical(TokenIndex verb_token) const;

  // ---------------- attribution_verbs.cc

  void verb(TokenIndex v);
  // The quoting verb of "quoted X as saying" tells nothing itself: X does, through its subject.
  [[nodiscard]] bool quotes_speech(TokenIndex v) const;
  bool object_of(TokenIndex v, Attribution& a);
  bool lay_at_door(TokenIndex v, TokenIndex deed, Attribution& a) const;
  [[nodiscard]] bool suffers(TokenIndex v) const;
  [[nodiscard]] std::string_view shares_in(TokenIndex noun) const;
  [[nodiscard]] TokenIndex share_end(TokenIndex governor, TokenIndex share) const;
  [[nodiscard]] TokenIndex listener(TokenIndex v) const;
  [[nodiscard]] TokenIndex before_adjunct(TokenRange range) const;
  [[nodiscard]] TokenIndex told_end(TokenIndex noun) const;
  [[nodiscard]] TokenIndex particle_of(TokenIndex v, const Cue& cue) const;
  [[nodiscard]] TokenIndex outlet_of(TokenIndex v) const;
  [[nodiscard]] bool says_nothing(TokenIndex open) const;
  bool verb_with(TokenIndex v, const Cue& cue);
  // "claimed responsibility for the ambush", "claimed the ambush": not "claimed nine lives",
  // "claimed victory".
  [[nodiscard]] bool claims_deed(TokenIndex object) const;
  bool clause(TokenIndex v, Attribution& a);
  [[nodiscard]] TokenIndex behind_time(TokenRange clause, TokenIndex head) const;
  [[nodiscard]] bool is_own_remark(TokenIndex v) const;
  [[nodiscard]] bool is_reason(TokenIndex clause) const;
  [[nodiscard]] TokenRange goes_on_behind(TokenIndex v, const Attribution& a) const;
  // "The bridge had fallen, he said.": the cue hangs on what it tells.
  bool parenthetical(TokenIndex v, Attribution& a);
  // Text that lost its commas: "Nine people died a monitor said": what stands before the source of
  // a sentence-final cue is its content, whatever the parser made of it.
  bool tail(TokenIndex v, Attribution a);
  // "is believed to have fled", "was reported to be dead": nobody in particular holds it.
  bool raised(TokenIndex v, Attribution& a, TokenIndex open);
  bool lists(TokenIndex v);
  [[nodiscard]] TokenIndex behind_colon(TokenIndex v, TokenRange clause) const;
  bool accused_of(TokenIndex v, Attribution& a);
  bool prepositional(TokenIndex v, Attribution& a);
  [[nodiscard]] TokenRange cue_range(TokenIndex cue) const;

  // ---------------- attribution_phrases.cc

  bool phrase(TokenIndex v);
  // The first cue of the word that a list of one names.
  [[nodiscard]] const Cue* plain(ListName list) const;
  bool convinced(TokenIndex v);
  bool called_false(TokenIndex v);
  bool lays_blame(TokenIndex v);
  bool held_responsible(TokenIndex v);
  bool told_by_relative(TokenIndex v);
  bool as_told(TokenIndex v);
  bool let_be_known(TokenIndex v);
  bool made_clear(TokenIndex v);
  bool no_more_than(TokenIndex v);
  bool has_trouble(TokenIndex v);
  bool surprised_if(TokenIndex be);
  bool pleads(TokenIndex v);
  bool has_it(TokenIndex v);
  bool hands_out(TokenIndex v);
  bool heard_from(TokenIndex v, const Cue& cue);
  [[nodiscard]] bool told_where(TokenIndex v) const;
  [[nodiscard]] TokenIndex cleft_teller(TokenIndex v, TokenIndex source) const;
  void is_that(TokenIndex v);
  bool what_it_says(TokenIndex v);
  bool if_believed(TokenIndex v);

  // ---------------- attribution_words.cc

  // "refuted claims that …": what was claimed is what the verb's subject answers, and the verb's
  // own content.
  [[nodiscard]] bool answered(TokenIndex n) const;
  void noun(TokenIndex n);
  // "the mayor's talk of a massacre": what a noun of saying says behind "of".
  bool told_of(TokenIndex n, Attribution& a);
  void adjective(TokenIndex j);
  [[nodiscard]] const Cue* saying() const;
  // The clause that an adverbial at the front or end of it speaks for: up to the nearest verb, all
  // of its words.
  void whole_clause(Attribution a, TokenIndex adverbial, TokenRange phrase);
  void according(TokenIndex i);
  void in_account(TokenIndex i);
  void viewpoint(TokenIndex i);
  void to_them(TokenIndex i);
  void per(TokenIndex i);
  // "WALLS: What the council decided stands.": a name, a colon, and what it says, at a paragraph's
  // start.
  void colon_speakers();
  // "Nine die in mill fire: hospital": a headline's source stands behind its colon.
  void headline_sources();
  void parallel_colons();
  [[nodiscard]] bool named_elsewhere(TokenIndex name) const;

  // ---------------- attribution_quotations.cc

  void assign_quotations();
  [[nodiscard]] TokenIndex end_of_speech(TokenRange range) const;
  [[nodiscard]] bool follows_cue(Quote& quote) const;
  [[nodiscard]] TokenIndex signature_of(const Quote& quote) const;
  void signatures();
  [[nodiscard]] TokenIndex behind_marks(const Quote& quote) const;
  [[nodiscard]] TokenRange before_cue(const Quote& quote, TokenIndex v) const;
  [[nodiscard]] bool cue_behind(Quote& quote) const;
  [[nodiscard]] bool cue_before(Quote& quote) const;
  [[nodiscard]] bool cue_between(Quote& quote, const Quote* before) const;
  [[nodiscard]] bool goes_on(Quote& quote, const Quote* before) const;
  bool speech(TokenIndex v);
  void take_quotations(Attribution& a);
  [[nodiscard]] TokenIndex outer_begin(TokenIndex i) const;
  [[nodiscard]] const Cue* telling_cue(TokenIndex v) const;
  [[nodiscard]] bool in_fronted_participle(const Quote& quote, TokenIndex verb) const;
  [[nodiscard]] bool in_fronted_clause(const Quote& quote) const;
  [[nodiscard]] bool names_something(const Quote& quote) const;
  [[nodiscard]] bool tells_clause(TokenIndex verb) const;
  [[nodiscard]] TokenIndex phrase_head(TokenIndex begin, TokenIndex end) const;
  [[nodiscard]] bool starts_small(const Quote& quote) const;
  [[nodiscard]] const std::string& last_inside(const Quote& quote) const;
  [[nodiscard]] bool is_mark(TokenIndex i) const;
  static void merge(std::vector<TokenRange>& ranges);
  // A quotation's outermost one.
  [[nodiscard]] const Quote& outermost(int q) const;
  // nullptr outside of any.
  [[nodiscard]] const Quote* outermost_of(TokenIndex i) const;

  // ---------------- attribution.cc

  [[nodiscard]] int quote_of(TokenIndex i) const;
  [[nodiscard]] int paragraph_of(TokenIndex i) const {
    return paragraph_[static_cast<std::size_t>(i)];
  }
  void trim(std::vector<TokenRange>& content) const;
  // The words of a source, with what belongs to them: "a doctor in the town, who asked not to be
  // named".
  [[nodiscard]] TokenRange source_words(TokenIndex source) const;
  void add(Attribution a, TokenRange all);
  // What the source tells at the token, whole: a clause, or an object that names it, and whom it
  // lays that on.
  void add_told(const Cue& cue, TokenIndex token, TokenIndex source, TokenIndex told,
                bool object = false, TokenIndex accused = kNone);
  // A parser hangs on the content what the teller adds behind it: "said it fell, although he had
  // not seen it", "said it fell and the mayor denied that". Within quotation marks it is the
  // speaker's.
  [[nodiscard]] bool is_only_a_time(const std::vector<TokenRange>& content) const;
  void cut_answers(const Attribution& a, std::vector<TokenRange>& cut) const;
  void cut_outer_clauses(const Attribution& a, std::vector<TokenRange>& cut) const;
  [[nodiscard]] TokenIndex outer_end(const Attribution& a, TokenRange all) const;
  [[nodiscard]] Attribution begin(const Cue& cue, TokenIndex token) const;
  void nest();
};

}  // namespace gainsay::read::attribution
