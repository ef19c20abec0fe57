// The reader: finds who says what (attribution.cc) and what is told (events.cc, constructions.cc,
// quantities.cc), and lays each told thing to the voice whose words it stands in.
//
//  1. A proposition in a source's content is that source's, not the author's.
//  2. Nothing that is planned, asked or made a condition is held by anybody (stance.cc).
//  3. Every assertion has its evidence in the text.
#include <algorithm>
#include <map>
#include <set>

#include "base/try.h"
#include "read/actors.h"
#include "read/arguments.h"
#include "read/attribution.h"
#include "read/events.h"
#include "read/knowledge.h"
#include "read/places.h"
#include "read/read.h"
#include "read/recut.h"
#include "read/rehang.h"
#include "read/stance.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

// A sentence longer than this many words is cut to the clause: evidence is what a person can check
// at a glance.
constexpr TokenIndex kLongestEvidence = 55;

class Assembler {
 public:
  Assembler(const Tree& tree, const Knowledge& knowledge, const places::Gazetteer* gazetteer)
      : tree_(tree),
        knowledge_(knowledge),
        actors_(tree, knowledge),
        places_(tree, knowledge, actors_, gazetteer) {}

  Reading run() {
    attributions_ = find_attributions(tree_, knowledge_);
    events_ = find_events(tree_, knowledge_, actors_);
    auto quantities = find_quantities(tree_, knowledge_, events_);
    auto relations = find_relations(tree_, knowledge_, actors_);
    unite_names(relations);
    std::ranges::move(relations, std::back_inserter(events_));
    std::ranges::move(quantities, std::back_inserter(events_));
    find_bare_claims();
    std::ranges::stable_sort(events_, {}, [](const Event& e) { return e.trigger; });
    drop_retorts();
    lay_accusations();
    lay_claimed_deeds();
    join_outcomes(tree_, knowledge_, events_);
    link_tellings(tree_, knowledge_, actors_, events_);
    lay_disclaimers();
    default_place_and_time();
    for (const auto& event : events_) tell(event);
    for (std::size_t i = 0; i < attributions_.size(); ++i) statement(i);
    answers();
    return finish();
  }

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

  // ---------------------------------------------------------------- who holds it

  // The innermost attribution whose content holds the token.
  [[nodiscard]] int innermost(TokenIndex token) const {
    int best = -1;
    TokenIndex best_size = 0;
    for (std::size_t i = 0; i < attributions_.size(); ++i) {
      const auto& a = attributions_[i];
      if (a.cue_token == token || !holds(a, token)) continue;
      TokenIndex size = 0;
      for (const auto& r : a.content) size += r.end - r.begin;
      if (best < 0 || size < best_size) {
        best = static_cast<int>(i);
        best_size = size;
      }
    }
    return best;
  }

  [[nodiscard]] ActorIndex source_actor(const Attribution& a) const {
    if (a.source == kNone) return kNone;
    const int before = speaker_before(a);
    return before != kNone ? before : speaker_of(a.source);
  }

  // "…," Ana Torvik said. "…," she added: the speaker of the quotation before goes on.
  [[nodiscard]] int speaker_before(const Attribution& a) const {
    constexpr int kSentences = 2;  // a splitter cuts at the marks
    const auto& word = tree_.lower(a.source);
    if (!a.quoted || (!knowledge_.is("pronouns-he", word) && !knowledge_.is("pronouns-she", word)))
      return kNone;
    const Attribution* latest = nullptr;
    for (const auto& b : attributions_) {
      if (b.quoted && b.source != kNone && b.cue_token < a.cue_token && !holds(b, a.cue_token) &&
          (latest == nullptr || latest->cue_token < b.cue_token))
        latest = &b;
    }
    if (latest == nullptr || !tree_.is_noun(latest->source) ||
        tree_.sentence(a.cue_token) - tree_.sentence(latest->cue_token) > kSentences)
      return kNone;
    const int actor = speaker_of(latest->source);
    return actor != kNone && actors_.actor(actor).type == ActorType::person ? actor : kNone;
  }

  // "The front's statement said", "issued a statement saying": the front speaks.
  [[nodiscard]] int speaker_of(TokenIndex source) const {
    if (tree_.pos(source) == Pos::noun && knowledge_.is("text-nouns", tree_.lemma(source))) {
      TokenIndex owner = tree_.child(source, {Dep::poss});
      if (owner == kNone) {
        const auto name = tree_.child(source, {Dep::compound});
        if (name != kNone && tree_.pos(name) == Pos::propn) owner = name;
      }
      for (const auto* preposition : {"by", "from"}) {
        if (owner == kNone) owner = tree_.prepositional_object(source, preposition);
      }
      // "figures given by the two governments"
      // But a report seen by a paper is not that paper's.
      if (const auto given = tree_.child(source, {Dep::acl});
          owner == kNone && given != kNone && !knowledge_.is("reading-verbs", tree_.lemma(given)))
        owner = tree_.prepositional_object(given, "by");
      if (owner == kNone && tree_.dep(source) == Dep::dobj)
        owner = tree_.child(tree_.head(source), {Dep::nsubj});
      if (owner != kNone && actors_.of(owner) != kNone) return actors_.of(owner);
    }
    return actors_.of(source);
  }

  // "The mayor and a doctor said": each of them.
  [[nodiscard]] std::vector<ActorIndex> source_actors(const Attribution& a) const {
    std::vector<ActorIndex> all;
    if (a.source == kNone) return all;
    for (const TokenIndex one : tree_.with_conjuncts(a.source)) {
      const auto actor = speaker_of(one);
      if (actor != kNone && std::ranges::find(all, actor) == all.end()) all.push_back(actor);
    }
    return all;
  }

  // "Ivo Sarn, known as Abu Reed": what the author holds to be one man's names are one actor's. A
  // phrase that is no name ("a militia known as the Grey Hand") gets one: no two names are told.
  void unite_names(std::vector<Event>& relations) {
    std::erase_if(relations, [&](const Event& event) {
      const auto* a = event.role("a");
      const auto* b = event.role("b");
      if (event.type != "relation.alias" || event.by != kNone || a == nullptr || b == nullptr)
        return false;
      const bool named = actors_.of(a->head) != kNone && actors_.actor(actors_.of(a->head)).named;
      if (innermost(event.trigger) < 0) actors_.unite(a->head, b->head);
      return !named;
    });
  }

  // "We never fired," the firm shot back: no shots.
  void drop_retorts() {
    std::erase_if(events_, [&](const Event& event) {
      if (!tree_.is_verb(event.trigger)) return false;
      const auto said = tree_.child(event.trigger, {Dep::ccomp});
      return said != kNone && said < event.trigger &&
             std::ranges::any_of(tree_.children(event.trigger), [&](TokenIndex c) {
               return knowledge_.is("retort-particles", tree_.lower(c));
             });
    });
  }

  // "accused them of shelling the mill": the accused is the doer.
  void lay_accusations() {
    for (const auto& a : attributions_) {
      if (a.accused == kNone) continue;
      for (auto& event : events_) {
        if (event.frame == nullptr || event.frame->agent.empty() || !holds(a, event.trigger))
          continue;
        if (event.trigger != a.content_head && tree_.head(event.trigger) != a.content_head)
          continue;
        // "blamed the attack on the front": the front is no target.
        std::erase_if(event.roles, [&](const Filler& f) {
          return f.role == event.frame->agent || f.head == a.accused;
        });
        const TokenIndex doer = antecedent(tree_, knowledge_, a.accused);
        event.roles.push_back({event.frame->agent, doer, tree_.core(doer)});
        event.laid = true;
      }
    }
  }

  // "The four had nothing to do with the blast": that they did it is what is denied, not the blast.
  void lay_disclaimers() {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      auto& event = events_[i];
      if (event.frame == nullptr || event.frame->agent.empty()) continue;
      const TokenIndex who = nothing_to_do(event.trigger);
      if (who == kNone) continue;
      // Later tellings of the blast are of the blast.
      for (auto& other : events_) {
        if (other.same_as == static_cast<int>(i)) other.same_as = event.same_as;
      }
      event.same_as = -1;
      std::erase_if(event.roles, [&](const Filler& f) { return f.role == event.frame->agent; });
      const TokenIndex doer = antecedent(tree_, knowledge_, who);
      event.roles.push_back({event.frame->agent, doer, tree_.core(doer)});
    }
  }

  // "A bomb went off. The front claimed responsibility.": for what was told last before.
  void find_bare_claims() {
    constexpr int kReach = 3;  // sentences
    for (const auto& a : attributions_) {
      if (!a.cue->responsibility || a.source == kNone || a.content_head == kNone || a.negated ||
          negative(a.source) ||
          !knowledge_.is("responsibility-nouns", tree_.lemma(a.content_head)) ||
          tree_.child(a.content_head, {Dep::prep}) != kNone ||
          tree_.prepositional_object(a.cue_token, "for") != kNone)
        continue;
      const Event* told = nullptr;
      for (const auto& event : events_) {
        if (event.trigger >= a.cue_token || !knowledge_.is("retold-types", event.type) ||
            event.frame == nullptr || event.frame->agent.empty() ||
            tree_.sentence(a.cue_token) - tree_.sentence(event.trigger) > kReach)
          continue;
        if (told == nullptr || told->trigger < event.trigger) told = &event;
      }
      if (told == nullptr) continue;
      Event claimed;
      claimed.type = told->type;
      claimed.pattern = told->pattern;
      claimed.frame = told->frame;
      claimed.trigger = a.content_head;
      claimed.clause = a.cue_token;
      claimed.nominal = true;
      claimed.anaphoric = true;
      events_.push_back(std::move(claimed));
    }
  }

  // "claimed the ambush": the claimant is the doer.
  void lay_claimed_deeds() {
    for (const auto& a : attributions_) {
      if (!a.cue->responsibility || a.source == kNone || a.content_head == kNone) continue;
      // "No group has claimed it": whoever did it is not told.
      if (a.negated || negative(a.source)) continue;
      for (auto& event : events_) {
        if (event.frame == nullptr || event.frame->agent.empty() ||
            !tree_.is_under(event.trigger, a.content_head))
          continue;
        const std::string doer =
            knowledge_.is("retold-types", event.type) ? "perpetrator" : event.frame->agent;
        if (event.role(doer) != nullptr) continue;
        event.roles.push_back({doer, a.source, tree_.core(a.source)});
        event.laid = true;
      }
    }
  }

  // The lead's place and day are the default ones.
  void default_place_and_time() {
    places_.find_lead(events_);
    const TokenIndex known = places_.lead();
    const TokenIndex place = known != kNone ? known : lead_place(tree_, knowledge_);
    const int time = lead_time();
    int said_at = -1;  // the last sentence that dated an event, and how
    int said_time = -1;
    TokenIndex told = kNone;  // where the violence before happened, by its own words
    for (auto& event : events_) {
      const bool toll =
          event.type.starts_with("quantity.") && knowledge_.is("placed-quantities", event.type);
      const bool violent = toll || knowledge_.is("violence-types", event.type);
      if (toll || event.type.starts_with("event.")) {
        if (event.place != kNone && is_place_of_telling(event)) event.place = kNone;
        const bool says_where = event.place != kNone;
        // The sentence that follows goes on there.
        if (!says_where && violent && told != kNone &&
            tree_.sentence(event.trigger) - tree_.sentence(told) <= 1)
          event.place = told;
        places_.settle(event);
        if (event.place == kNone) event.place = place;
        if (says_where && violent)
          told = event.place != place && places_.at(event.place) ? event.place : kNone;
      }
      if (event.time >= 0 && is_time_of_telling(event)) event.time = -1;
      if (event.time < 0 && (violent || knowledge_.is("news-types", event.type))) {
        event.time =
            said_at >= 0 && tree_.sentence(event.trigger) - said_at <= 1 ? said_time : time;
      } else if (event.time >= 0 && is_exact(event.time) &&
                 (violent || knowledge_.is("news-types", event.type))) {
        said_at = tree_.sentence(event.trigger);
        said_time = event.time;
      }
    }
  }

  // "said in Sund that the depot was hit": not in Sund.
  [[nodiscard]] bool is_place_of_telling(const Event& event) const {
    const int in = innermost(event.trigger);
    if (in < 0) return false;
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    if (tree_.sentence(event.place) != tree_.sentence(a.cue_token) || holds(a, event.place) ||
        tree_.sentence(event.trigger) != tree_.sentence(event.place))
      return false;
    const TokenIndex link = tree_.head(event.place);
    return link != kNone && tree_.dep(link) == Dep::prep && tree_.head(link) == a.cue_token;
  }

  // "In a statement on Saturday it said the army had killed two": not on Saturday.
  [[nodiscard]] bool is_time_of_telling(const Event& event) const {
    const int in = innermost(event.trigger);
    if (in < 0) return false;
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    const auto& span = tree_.document().annotated.times[static_cast<std::size_t>(event.time)].span;
    const TokenIndex word = tree_.token_at(span.begin);
    if (tree_.sentence(word) != tree_.sentence(a.cue_token) || holds(a, word)) return false;
    for (TokenIndex at = word; at != kNone && !tree_.is_verb(at); at = tree_.head(at)) {
      if (knowledge_.is("text-nouns", tree_.lemma(at))) return true;
    }
    return false;
  }

  // When what the first sentences tell happened: the violence first, and what is news today before
  // what was long ago.
  [[nodiscard]] int lead_time() const {
    constexpr int kLeadSentences = 4;
    int old = -1;
    for (const bool violence : {true, false}) {
      for (const auto& event : events_) {
        if (tree_.sentence(event.trigger) >= kLeadSentences || event.time < 0) continue;
        if (violence != knowledge_.is("violence-types", event.type)) continue;
        if (is_news(event.time)) return event.time;
        if (violence && old < 0 && is_exact(event.time)) old = event.time;
      }
    }
    return old;
  }

  // No mere year.
  [[nodiscard]] bool is_exact(int time) const {
    const auto& begin = tree_.document().annotated.times[static_cast<std::size_t>(time)].begin;
    return begin && begin->month != 0;
  }

  // A day in the weeks before the article.
  [[nodiscard]] bool is_news(int time) const {
    constexpr std::chrono::days kNews{45};
    const auto& begin = tree_.document().annotated.times[static_cast<std::size_t>(time)].begin;
    const auto published = parse_iso_date(tree_.document().annotated.article.published);
    if (!begin || !begin->is_day() || !published || !published->is_day()) return false;
    const auto ago = to_days(*published) - to_days(*begin);
    return ago >= std::chrono::days{-1} && ago <= kNews;
  }

  // Whoever calls an actor by a name is the one who holds it to be his name.
  [[nodiscard]] bool by_caller(const Event& event) {
    const int actor = event.by == kNone ? kNone : actors_.of(event.by);
    if (actor == kNone) return false;
    add(event, actor, Epistemic::true_certain, -1, event.act.empty() ? "say" : event.act,
        Directness::indirect);
    return true;
  }

  // "The one raid that the front has claimed to have carried out": the claim stands in the noun's
  // own relative clause.
  void by_claimant(const Event& event) {
    if (!event.nominal || !event.type.starts_with("event.")) return;
    for (std::size_t i = 0; i < attributions_.size(); ++i) {
      const auto& a = attributions_[i];
      if (tree_.head(a.cue_token) != event.trigger || tree_.dep(a.cue_token) != Dep::relcl)
        continue;
      if (a.content_head == kNone || !knowledge_.is("light-verbs", tree_.lemma(a.content_head)) ||
          a.negated)
        continue;
      for (const ActorIndex each : source_actors(a))
        add(event, each, a.cue->holds, static_cast<int>(i), a.cue->act, Directness::indirect);
    }
  }

  void tell(const Event& event) {
    if (by_caller(event)) return;
    by_claimant(event);
    if (event.pattern == "none" && innermost(event.trigger) < 0) {
      add(event, kAuthor, Epistemic::true_certain, -1, "say", Directness::narration);
      return;
    }
    const int in = innermost(event.trigger);
    if (in < 0) {
      // Whoever is quoted, it is not the author who says it.
      if (!in_speech(event.trigger)) by_author(event, kNone);
      return;
    }
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    // "refused to free them": it did not happen, by whoever tells of the refusal.
    if (a.cue->irrealis && a.content_head != kNone && tree_.dep(a.content_head) == Dep::xcomp &&
        knowledge_.is("negative-implicatives", tree_.lemma(a.cue_token)) && a.outer < 0) {
      by_author(event, kNone);
      return;
    }
    const bool relation_in_name = event.type.starts_with("relation.") && event.nominal &&
                                  tree_.dep(event.trigger) != Dep::attr;
    answered_claim(event, in);
    if (!a.quoted && a.source != kNone && nothing_to_do(event.trigger) != kNone) {
      for (const ActorIndex each : source_actors(a))
        add(event, each, Epistemic::false_certain, in, "deny", Directness::indirect);
      return;
    }
    // "denied laying the bomb that wrecked the bridge": that it was wrecked nobody denies.
    if (!a.quoted && a.cue->holds != Epistemic::true_certain && a.outer < 0) {
      if (const auto clause = definite_relative(event, a); clause != kNone) {
        by_author(event, clause);
        return;
      }
    }
    if (a.quoted && a.source != kNone && scoffs(event)) {
      for (const ActorIndex each : source_actors(a))
        add(event, each, Epistemic::false_certain, in, "deny", Directness::direct);
      return;
    }
    // "did not know that the mill had burned": it had; "did not admit" leaves it open.
    const bool unaware = a.cue->factive && a.negated && a.cue->act == "say" &&
                         a.content_head != kNone && !a.hypothetical && !asks_whether(a.content_head);
    if (unaware && a.outer < 0) {
      if (stance_of(tree_, knowledge_, event.trigger, a.content_head)) by_author(event, a.content_head);
      return;
    }
    if (a.cue->factive && !a.negated) {
      // Whoever tells of the admission takes it for true.
      if (a.outer >= 0) {
        by_source(event, a.outer);
      } else if (stance_of(tree_, knowledge_, a.cue_token, kNone)) {
        by_author(event, a.content_head);
      }
    }
    told_beside_claim(event, a);
    if (relation_in_name && !a.quoted) {
      // "… said the aide to Ivo Sarn, leader of X": what an apposition tells is told by whoever
      // writes the sentence.
      by_author(event, a.content_head);
      return;
    }
    by_source(event, in);
  }

  // Within a quotation of a sentence's length; marks about a few words only keep them at a
  // distance.
  [[nodiscard]] bool in_speech(TokenIndex token) const {
    constexpr TokenIndex kShortestSpeech = 8;
    return std::ranges::any_of(tree_.document().annotated.quotations,
                               [&](const text::Quotation& q) {
                                 const auto words = tree_.tokens_in(q.outside);
                                 return words.begin < token && token < words.end &&
                                        words.end - words.begin >= kShortestSpeech;
                               });
  }

  // "no part", "no role"
  [[nodiscard]] bool has_no_part(TokenIndex noun) const {
    const auto det = tree_.child(noun, {Dep::det});
    return knowledge_.is("involvement-nouns", tree_.lemma(noun)) && det != kNone &&
           knowledge_.is("negative-determiners", tree_.lower(det));
  }

  // "said it had nothing to do with it": with what was told before.
  void no_part_in_it(TokenIndex it) {
    if (tree_.pos(it) != Pos::pron || tree_.dep(it) != Dep::pobj || nothing_to_do(it) == kNone)
      return;
    const int in = innermost(it);
    if (in < 0) return;
    for (const ActorIndex by : source_actors(attributions_[static_cast<std::size_t>(in)])) {
      const Event* deed = deed_before(it);
      const Event* meant = deed != nullptr ? deed : told_before(it, by);
      if (meant != nullptr) restate(*meant, by, it, Epistemic::false_certain);
    }
  }

  // "They had nothing to do with the murder": they; kNone where nobody is said to have had no part.
  [[nodiscard]] TokenIndex nothing_to_do(TokenIndex deed) const {
    const TokenIndex with = tree_.head(deed);
    if (with == kNone || tree_.dep(deed) != Dep::pobj) return kNone;
    bool nothing = false;
    for (TokenIndex up = tree_.head(with); up != kNone; up = tree_.head(up)) {
      const auto object = tree_.child(up, {Dep::dobj});
      nothing = nothing || knowledge_.is("negative-pronouns", tree_.lower(up)) || has_no_part(up) ||
                (object != kNone &&
                 (knowledge_.is("negative-pronouns", tree_.lower(object)) || has_no_part(object)));
      if (nothing && tree_.is_verb(up)) {
        if (const auto who = subject(up); who != kNone) return who;
      }
      if (tree_.dep(up) == Dep::ccomp || tree_.dep(up) == Dep::root) break;
    }
    return kNone;
  }

  // The relative clause of a noun that is known, in which the event is told; kNone for none.
  [[nodiscard]] TokenIndex definite_relative(const Event& event, const Attribution& a) const {
    if (event.nominal || a.content_head == kNone) return kNone;
    for (TokenIndex at = event.trigger; at != kNone && at != a.content_head; at = tree_.head(at)) {
      if (tree_.dep(at) != Dep::relcl || content_noun(tree_, knowledge_, at) != kNone) continue;
      const TokenIndex noun = tree_.head(at);
      const auto det = tree_.child(noun, {Dep::det});
      const auto first = tree_.subtree(at).begin;
      const bool aside = first > 0 && tree_.token(first - 1).text == ",";
      const bool known =
          aside || tree_.child(noun, {Dep::poss}) != kNone ||
          (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det)));
      return known ? at : kNone;
    }
    return kNone;
  }

  // "What shelling?", "Executions?": a bare question back denies that there was any.
  [[nodiscard]] bool scoffs(const Event& event) const {
    if (!event.nominal || tree_.dep(event.trigger) != Dep::root) return false;
    const auto sentence = tree_.sentence_range(tree_.sentence(event.trigger));
    TokenIndex words = 0;
    bool question = false;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      words += tree_.pos(i) == Pos::punct ? 0 : 1;
      question = question || tree_.token(i).text == "?";
    }
    return question && words <= 3;
  }

  // "claimed the car bomb that killed a judge", "nobody claimed Sunday's raid": the deed is the
  // author's to tell, whoever says that it was his.
  void told_beside_claim(const Event& event, const Attribution& a) {
    if (!a.cue->responsibility || a.quoted || a.outer >= 0 || a.content_head == kNone) return;
    const bool clause = tree_.dep(event.trigger) == Dep::relcl && !event.nominal;
    if (clause || (a.source != kNone && negative(a.source))) by_author(event, a.content_head);
  }

  // "denied the mayor's claim that …": the mayor claims it, and the one who denies the claim holds
  // what is claimed false.
  void answered_claim(const Event& event, int in) {
    const auto& claim = attributions_[static_cast<std::size_t>(in)];
    if (claim.outer < 0 || !tree_.is_noun(claim.cue_token)) return;
    const auto& answer = attributions_[static_cast<std::size_t>(claim.outer)];
    if (answer.content_head == claim.cue_token && knowledge_.is("answering-acts", answer.cue->act))
      by_source(event, claim.outer);
  }

  // "the raid", "their ambush": that it happened is taken for granted, unless the clause is about
  // just that.
  [[nodiscard]] bool presupposed(const Event& event) const {
    if (!event.nominal || event.by_subject || occurs(event)) return false;
    if (!event.type.starts_with("event.")) return false;
    // "ordered the release", "foiled the attack", "a call for the withdrawal": not there yet.
    const TokenIndex up = tree_.head(event.trigger);
    // "footage said to show the execution"
    if (up != kNone && tree_.dep(event.trigger) == Dep::dobj &&
        knowledge_.is("showing-verbs", tree_.lemma(up)))
      return false;
    // "described as the execution"
    if (up != kNone && tree_.dep(event.trigger) == Dep::pobj &&
        knowledge_.is("as", tree_.lower(up)))
      return false;
    // "in the event of his execution"
    if (up != kNone && tree_.dep(event.trigger) == Dep::pobj && tree_.head(up) != kNone &&
        knowledge_.is("open-nouns", tree_.lemma(tree_.head(up))))
      return false;
    if (up != kNone && tree_.dep(event.trigger) == Dep::dobj &&
        ((knowledge_.is("irrealis-verbs", tree_.lemma(up)) &&
          !knowledge_.is("light-verbs", tree_.lemma(up))) ||
         knowledge_.is("preventing-verbs", tree_.lemma(up))))
      return false;
    if (up != kNone && tree_.dep(event.trigger) == Dep::pobj && tree_.head(up) != kNone) {
      const auto& governor = tree_.lemma(tree_.head(up));
      const auto noun = knowledge_.cue_nouns.find(governor);
      if (noun != knowledge_.cue_nouns.end() && noun->second->irrealis) return false;
      const auto verb = knowledge_.cue_verbs.find(governor);
      if (tree_.is_verb(tree_.head(up)) && verb != knowledge_.cue_verbs.end() &&
          std::ranges::any_of(verb->second, [&](const Cue* cue) {
            return cue->irrealis && cue->prepositions.contains(tree_.lower(up));
          }))
        return false;
    }
    const auto possessor = tree_.child(event.trigger, {Dep::poss});
    const auto det = tree_.child(event.trigger, {Dep::det});
    return possessor != kNone ||
           (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det)));
  }

  void by_author(const Event& event, TokenIndex top) {
    // Told elsewhere, and nothing new here.
    if (event.nominal && event.type.starts_with("event.") && !worth_telling(event)) return;
    // "The army's spokesman said that no one …": that he is one is taken for granted.
    const bool in_name = event.type.starts_with("relation.") && event.nominal &&
                         tree_.dep(event.trigger) != Dep::attr && tree_.is_noun(event.trigger);
    const bool granted = in_name || presupposed(event);
    auto stance = stance_of(tree_, knowledge_, event.trigger, granted ? event.trigger : top);
    if (!stance) return;
    if (event.denied) stance = compose(Epistemic::false_certain, *stance);
    add(event, kAuthor, *stance, -1, "say", Directness::narration);
  }

  // A nominal mention tells something when no other words tell the event, or when it names its
  // doer.
  [[nodiscard]] bool worth_telling(const Event& event) const {
    const bool doer = event.role("perpetrator") != nullptr || event.role("agent") != nullptr;
    const bool target = event.role("victim") != nullptr || event.role("target") != nullptr ||
                        event.role("object") != nullptr;
    if (event.by_subject || (doer && target)) return true;
    if (occurs(event)) return true;
    if (stance_of(tree_, knowledge_, event.trigger, event.trigger) != Epistemic::true_certain)
      return true;
    if (event.anaphoric && event.same_as >= 0) return false;
    return doer || target;
  }

  // "The raid took place", "the attack ever happened".
  [[nodiscard]] bool occurs(const Event& event) const {
    const Dep d = tree_.dep(event.trigger);
    const TokenIndex up = tree_.head(event.trigger);
    if (up == kNone || (event.anaphoric && d == Dep::dobj)) return false;
    // "The truce seems to have come into force."
    const TokenIndex open = knowledge_.is("seem-words", tree_.lemma(up)) && d == Dep::nsubj
                                ? tree_.child(up, {Dep::xcomp})
                                : kNone;
    if ((d == Dep::nsubj || d == Dep::nsubjpass) &&
        knowledge_.is("occurrence-verbs", tree_.lemma(open != kNone ? open : up)))
      return true;
    if (d == Dep::nsubjpass && knowledge_.is("reported-verbs", tree_.lemma(up))) return true;
    // "There was fighting in the orchard"
    if (d == Dep::attr && tree_.child(up, {Dep::expl}) != kNone) return true;
    return (d == Dep::dobj || d == Dep::nsubjpass) &&
           knowledge_.is("arrange-verbs", tree_.lemma(up));
  }

  void by_source(const Event& event, int in) {
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    auto inner = stance_of(tree_, knowledge_, event.trigger, a.content_head);
    if (inner && event.denied) inner = compose(Epistemic::false_certain, *inner);
    if (event.pattern == "none" && inner) inner = Epistemic::true_certain;
    if (a.cue->act == "repeat" && !a.quoted && inner && *inner != Epistemic::true_certain) {
      // "referred to the alleged raid": the distance is the author's, who retells it.
      add(event, kAuthor, *inner, in, "say", Directness::narration);
      inner = Epistemic::true_certain;
    }
    if (a.object && event.trigger == a.content_head && !inner) inner = Epistemic::true_certain;
    // "could not say whether it fell"
    if (a.negated && a.content_head != kNone && asks_whether(a.content_head)) {
      for (const ActorIndex each : source_actors(a))
        add(event, each, Epistemic::unknown, in, a.cue->act, Directness::indirect);
      // "It is not known whether it fell."
      if (a.source == kNone && a.outer < 0)
        add(event, kAuthor, Epistemic::unknown, in, a.cue->act, Directness::narration);
      return;
    }
    if (!inner) return;
    if (tree_.is_verb(a.cue_token) && has_adverb(a.cue_token, "false-adverbs"))
      add(event, kAuthor, compose(Epistemic::false_certain, *inner), in, "deny",
          Directness::narration);
    // "An earlier version of this article said": it is taken back.
    if (a.source != kNone && is_taken_back(a.source)) {
      add(event, kAuthor, compose(Epistemic::false_certain, *inner), in, "deny",
          Directness::narration);
      return;
    }
    if (a.hypothetical) return;
    if (a.quoted && in_question(event.trigger)) return;
    if (a.cue->irrealis) return;
    if (is_apology(a.cue_token)) {
      for (const ActorIndex each : source_actors(a))
        add(event, each, compose(Epistemic::false_certain, *inner), in, "deny",
            Directness::indirect);
      return;
    }
    if (!a.cue->typed && a.object) {
      // "apologised for the shelling"
      if (!a.cue->factive && presupposed(event)) by_author(event, a.content_head);
      return;
    }
    if (event.nominal && event.anaphoric && !a.object && !worth_telling(event)) return;
    Epistemic holds = a.cue->holds;
    if (a.negated && a.source != kNone && negative(a.source) && strength_false(holds)) {
      // "No one doubts that": the author holds it.
      add(event, kAuthor, *inner, in, "say", Directness::narration);
      return;
    }
    if (!a.negated && a.source != kNone && negative(a.source) && tree_.is_verb(a.cue_token)) {
      // "no one who could say for certain that …"
      const auto modal = tree_.child(a.cue_token, {Dep::aux});
      if (modal != kNone && tree_.token(modal).tag == "MD")
        add(event, kAuthor, Epistemic::unknown, in, "doubt", Directness::narration);
      return;
    }
    if (a.negated && a.source != kNone && negative(a.source) && a.cue->act == "confirm") {
      // "Nothing corroborates the story that": the author leaves it open.
      add(event, kAuthor, Epistemic::unknown, in, "doubt", Directness::narration);
      return;
    }
    if (a.negated) {
      // "did not confirm", "could not verify" leaves it open; "did not say" tells nothing; "does
      // not believe" denies.
      // "Does not deny" tells nothing; "could not rule out" leaves it open.
      const bool could =
          tree_.is_verb(a.cue_token) && tree_.child(a.cue_token, {Dep::prt}) != kNone;
      const bool joined = tree_.dep(a.cue_token) == Dep::conj;  // "neither confirm nor deny"
      if (a.cue->act == "deny" && !could && !joined && a.cue->holds == Epistemic::false_certain)
        return;
      if (a.cue->act == "confirm" || a.cue->act == "deny") {
        holds = Epistemic::unknown;
      } else if (holds == Epistemic::true_uncertain) {
        holds = Epistemic::false_uncertain;
      } else if (holds == Epistemic::false_uncertain) {
        holds = Epistemic::true_uncertain;
      } else {
        return;
      }
    }
    const auto epistemic = compose(holds, *inner);
    const auto actor = source_actor(a);
    if (a.source == kNone) {
      // Rumours and suspicions of nobody in particular: nobody holds it.
      if (tree_.is_noun(a.cue_token)) {
        // "Reports of a raid emerged": the author passes them on, and leaves it open.
        if (knowledge_.is("report-nouns", tree_.lemma(a.cue_token)) && a.outer < 0 &&
            holds == Epistemic::true_certain)
          add(event, kAuthor, compose(Epistemic::unknown, *inner), in, a.cue->act,
              Directness::narration);
        return;
      }
      // "It has been established that …, the commission said": the commission holds it.
      if (a.outer >= 0) {
        by_source(event, a.outer);
        return;
      }
      // Nobody in particular: the author reports it, at his own distance.
      if (a.quoted) return;
      const bool alleging = a.cue->act == "claim" || a.cue->act == "accuse" ||
                            knowledge_.is("rumour-verbs", tree_.lemma(a.cue_token));
      const auto own = alleging                           ? Epistemic::unknown
                       : holds == Epistemic::true_certain ? Epistemic::true_uncertain
                                                          : holds;
      add(event, kAuthor, compose(own, *inner), in, a.cue->act, Directness::narration);
      return;
    }
    if (actor == kNone) {
      return;
    }
    const auto directness = a.quoted ? Directness::direct : Directness::indirect;
    for (const ActorIndex each : source_actors(a))
      add(event, each, epistemic, in, a.cue->act, directness);
  }

  // "apologised for having reported the arrest"
  [[nodiscard]] bool is_apology(TokenIndex cue) const {
    const TokenIndex link = tree_.dep(cue) == Dep::pcomp ? tree_.head(cue) : kNone;
    const TokenIndex verb = link == kNone ? kNone : tree_.head(link);
    return verb != kNone && knowledge_.is("apologising-verbs", tree_.lemma(verb));
  }

  [[nodiscard]] bool is_taken_back(TokenIndex source) const {
    if (!knowledge_.is("version-nouns", tree_.lemma(source))) return false;
    const auto which = tree_.child(source, {Dep::amod});
    const auto of = tree_.prepositional_object(source, "of");
    return which != kNone && of != kNone && knowledge_.is("earlier-words", tree_.lower(which)) &&
           knowledge_.is("news-texts", tree_.lemma(of));
  }

  [[nodiscard]] static bool strength_false(Epistemic holds) {
    return holds == Epistemic::false_certain || holds == Epistemic::false_uncertain;
  }

  [[nodiscard]] bool asks_whether(TokenIndex clause) const {
    return std::ranges::any_of(tree_.children(clause), [&](TokenIndex c) {
      return tree_.dep(c) == Dep::mark && knowledge_.is("whether-words", tree_.lower(c));
    });
  }

  [[nodiscard]] bool has_adverb(TokenIndex verb, std::string_view list) const {
    return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
      return tree_.dep(c) == Dep::advmod && knowledge_.is(list, tree_.lower(c));
    });
  }

  // "My troops, retreating?" he said: nobody holds what is only asked.
  [[nodiscard]] bool in_question(TokenIndex i) const {
    const auto sentence = tree_.sentence_range(tree_.sentence(i));
    for (; i < sentence.end; ++i) {
      const auto& text = tree_.token(i).text;
      if (text == "." || text == "!" || text == "?") return text == "?";
    }
    return false;
  }

  // ---------------------------------------------------------------- records

  [[nodiscard]] std::vector<Span> spans(const std::vector<TokenRange>& ranges) const {
    std::vector<Span> out;
    for (const auto& range : ranges) {
      if (range.begin < range.end) out.push_back(tree_.span(range));
    }
    return out;
  }

  [[nodiscard]] Span evidence_of(TokenIndex trigger, TokenRange told) const {
    const auto sentence = tree_.sentence_range(tree_.sentence(trigger));
    auto range = sentence;
    if (range.end - range.begin > kLongestEvidence) {
      range = told.begin < told.end ? told : sentence;
      if (range.end - range.begin > kLongestEvidence) {
        range.begin = std::max(range.begin, trigger - kLongestEvidence / 2);
        range.end = std::min(range.end, range.begin + kLongestEvidence);
      }
    }
    while (range.begin < range.end - 1 && tree_.token(range.begin).pos == "SPACE") ++range.begin;
    while (range.begin < range.end - 1 && tree_.token(range.end - 1).pos == "SPACE") --range.end;
    return tree_.span(range);
  }

  void attribute(Assertion& assertion, int in) const {
    if (in < 0) return;
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    if (a.source != kNone) assertion.source = {tree_.span(source_words(a))};
    assertion.cue = {tree_.span(a.cue_range)};
    assertion.content = spans(a.content);
    for (const TokenIndex outlet : a.via) {
      if (const auto through = actors_.of(outlet); through != kNone)
        assertion.via.push_back(through);
    }
    for (int up = a.outer; up >= 0; up = attributions_[static_cast<std::size_t>(up)].outer) {
      const auto& outer = attributions_[static_cast<std::size_t>(up)];
      const auto through = source_actor(outer);
      if (through != kNone && !negative(outer.source))
        assertion.via.insert(assertion.via.begin(), through);
    }
  }

  // A source's own words: its noun phrase without a relative clause or what hangs on it loosely.
  [[nodiscard]] TokenRange source_words(const Attribution& a) const {
    if (a.stand_in != kNone) return {a.stand_in, a.stand_in + 1};
    auto range = tree_.core(a.source);
    for (const TokenIndex c : tree_.children(a.source)) {
      const Dep d = tree_.dep(c);
      if (d == Dep::det || d == Dep::predet) range.begin = std::min(range.begin, c);
      if (c > a.source && (d == Dep::prep || d == Dep::appos || d == Dep::conj || d == Dep::acl ||
                           d == Dep::relcl || d == Dep::cc)) {
        // Behind the cue nothing belongs to what stands before it.
        if (a.source < a.cue_token && c > a.cue_token) continue;
        auto wide = tree_.subtree(c);
        if (wide.begin <= a.cue_token && a.cue_token < wide.end) continue;
        if (std::ranges::any_of(a.content, [&](const TokenRange& r) {
              return r.begin < wide.end && wide.begin < r.end;
            }))
          continue;
        range.end = std::max(range.end, wide.end);
      }
    }
    // A line's end is a phrase's end.
    for (TokenIndex i = a.source + 1; i < range.end; ++i) {
      if (tree_.token(i).pos == "SPACE" && tree_.token(i).text.find('\n') != std::string::npos)
        range.end = i;
    }
    while (range.end > range.begin + 1 && tree_.pos(range.end - 1) == Pos::punct) --range.end;
    return range;
  }

  void add(const Event& event, ActorIndex by, Epistemic epistemic, int in, std::string act,
           Directness directness) {
    Said said;
    said.event = &event;
    said.attribution = in;
    auto& assertion = said.assertion;
    assertion.by = by;
    assertion.act = std::move(act);
    assertion.epistemic = epistemic;
    assertion.directness = directness;
    assertion.pattern = event.pattern;
    if (in >= 0)
      assertion.pattern =
          attributions_[static_cast<std::size_t>(in)].cue->name + " > " + event.pattern;
    assertion.evidence = {evidence_of(event.trigger, event.told)};
    if (by != kAuthor) attribute(assertion, in);
    // One source says one thing of one event once.
    for (const auto& other : said_) {
      if (other.event == &event && other.assertion.by == by) return;
    }
    assertion.proposition = proposition(event);
    said_.push_back(std::move(said));
  }

  PropositionIndex proposition(const Event& telling) {
    const Event& event =
        telling.same_as >= 0 ? events_[static_cast<std::size_t>(telling.same_as)] : telling;
    if (const auto known = proposition_of_.find(&event); known != proposition_of_.end())
      return known->second;
    Proposition p;
    p.type = event.type;
    for (const auto& filler : event.roles) {
      Role role;
      role.role = filler.role;
      role.text = std::string(tree_.words(filler.words));
      role.value = filler.value;
      role.span = tree_.span(filler.words);
      if (const int actor = actors_.of(filler.head); actor != kNone) role.actor = actor;
      p.roles.push_back(std::move(role));
    }
    if (event.time >= 0) {
      const auto& time = tree_.document().annotated.times[static_cast<std::size_t>(event.time)];
      Time t;
      t.text = std::string(tree_.text().words(time.span));
      if (time.begin && time.end && *time.begin == *time.end) t.value = to_iso(*time.begin);
      if (time.begin && t.value.empty()) t.begin_value = to_iso(*time.begin);
      if (time.end && t.value.empty()) t.end_value = to_iso(*time.end);
      p.time = std::move(t);
    }
    if (event.place != kNone) {
      Place place;
      place.text = std::string(tree_.words(places_.words(event.place)));
      place.location = places_.at(event.place);
      const int actor = place.location || !places_.around(event.place).empty()
                            ? actors_.of_name(event.place)
                            : actors_.of(event.place);
      if (actor != kNone) place.actor = actor;
      p.place = std::move(place);
    }
    if (event.type.starts_with("quantity.")) {
      Quantity q;
      if (event.number >= 0) {
        const auto& number =
            tree_.document().annotated.numbers[static_cast<std::size_t>(event.number)];
        q.text = std::string(tree_.text().words(number.span));
        q.min = number.min;
        q.max = number.max;
        q.approximate = number.approximate;
      } else {
        q.text = "no";
        q.max = 0;
      }
      q.of = event.counted;
      p.quantity = std::move(q);
    }
    p.text = plain_sentence(event, p);
    p.anchor = tree_.token(event.trigger).span;
    propositions_.push_back(std::move(p));
    const auto index = static_cast<PropositionIndex>(propositions_.size()) - 1;
    proposition_of_[&event] = index;
    return index;
  }

  // One plain sentence that says it: the type's own, filled with the roles, or the clause's words
  // without what joins it to the sentence around it.
  [[nodiscard]] std::string plain_sentence(const Event& event, const Proposition& p) const {
    if (const auto known = knowledge_.says.find(p.type); known != knowledge_.says.end()) {
      if (auto filled = fill(known->second, event, p); !filled.empty()) return filled + ".";
    }
    auto range = event.told;
    const auto joins = [&](TokenIndex i) {
      const Dep d = tree_.dep(i);
      return d == Dep::mark || d == Dep::cc || tree_.pos(i) == Pos::punct ||
             tree_.token(i).pos == "SPACE";
    };
    while (range.begin < range.end && joins(range.begin)) ++range.begin;
    while (range.begin < range.end && joins(range.end - 1)) --range.end;
    std::string text(tree_.words(range));
    // "which split from the front": who did it stands outside its clause.
    if (range.begin < range.end && knowledge_.is("relative-pronouns", tree_.lower(range.begin)) &&
        !p.roles.empty()) {
      text = p.roles.front().text + " " + std::string(tree_.words({range.begin + 1, range.end}));
    }
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
      text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + ".";
  }

  // Empty where a role is missing.
  [[nodiscard]] std::string fill(const std::string& sentence, const Event& event,
                                 const Proposition& p) const {
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
      if (sentence[at] != '{') {
        out += sentence[at++];
        continue;
      }
      const auto end = sentence.find('}', at);
      if (end == std::string::npos) return {};
      const auto name = sentence.substr(at + 1, end - at - 1);
      at = end + 1;
      std::string value;
      if (name == "value") value = event.value;
      if (name == "of") value = event.counted;
      for (const auto& role : p.roles) {
        if (value.empty() && role.role == name)
          value = role.actor && p.type != "relation.alias" ? actors_.actor(*role.actor).name
                                                           : role.text;
      }
      if (value.empty()) return {};
      out += value;
    }
    return out;
  }

  // The content as a whole, for what is none of the types.
  void statement(std::size_t in) {
    const auto& a = attributions_[in];
    if (a.source == kNone || a.content.empty() || source_actor(a) == kNone) return;
    if (a.hypothetical && !a.quoted) return;
    if (!speaks(a)) return;
    // What is wholly said by a typed proposition needs no second record.
    if (a.object && !a.quoted && typed_by(static_cast<int>(in))) return;
    if (!a.quoted && a.cue->act != "urge" && std::ranges::any_of(said_, [&](const Said& s) {
          return s.event != nullptr && s.event->trigger == a.cue_token;
        }))
      return;
    // "declined to comment"
    if (a.content_head != kNone && tree_.dep(a.content_head) == Dep::xcomp &&
        knowledge_.is("no-content", tree_.lemma(a.content_head)))
      return;
    if (const auto open = tree_.child(a.cue_token, {Dep::xcomp});
        open != kNone && knowledge_.is("no-content", tree_.lemma(open)))
      return;
    // "neither confirmed nor denied that …"
    if (a.cue->act == "deny" && a.negated) return;
    if (a.cue->act == "confirm" &&
        (a.negated || (tree_.is_verb(a.cue_token) && negated_or_impossible(a.cue_token))))
      return;
    if (negative(a.source)) return;
    // "an accusation that the army denied": the accusation is answered elsewhere.
    if (a.content.size() == 1 && a.content.front().end - a.content.front().begin == 1 &&
        knowledge_.is("relative-pronouns", tree_.lower(a.content.front().begin)))
      return;
    // A wish or feeling inside another's words is that other's remark; only what is said is a level
    // of its own.
    if (a.outer >= 0 && (a.cue->irrealis || !a.cue->typed)) return;
    if (!a.quoted && wholly_typed(static_cast<int>(in))) return;
    Proposition p;
    p.type = "statement";
    p.text = content_text(a);
    p.anchor = tree_.span(a.content.front());
    propositions_.push_back(std::move(p));
    const auto index = static_cast<PropositionIndex>(propositions_.size()) - 1;
    for (const ActorIndex by : source_actors(a)) {
      Said said;
      said.attribution = static_cast<int>(in);
      auto& assertion = said.assertion;
      assertion.by = by;
      assertion.act = a.cue->act;
      assertion.epistemic = a.cue->irrealis && a.cue->holds == Epistemic::unknown
                                ? Epistemic::true_certain
                                : a.cue->holds;
      if (a.negated && assertion.epistemic == Epistemic::true_certain)
        assertion.epistemic = Epistemic::unknown;
      if (a.negated && assertion.epistemic == Epistemic::true_uncertain)
        assertion.epistemic = Epistemic::false_uncertain;  // "do not accept that"
      if (assertion.epistemic == Epistemic::true_certain && owns_ignorance(a))
        assertion.epistemic = Epistemic::unknown;
      assertion.directness = a.quoted ? Directness::direct : Directness::indirect;
      assertion.pattern = a.cue->name;
      attribute(assertion, static_cast<int>(in));
      const TokenIndex at = a.content_head != kNone ? a.content_head : a.content.front().begin;
      assertion.evidence = {evidence_of(a.cue_token, clause_range(tree_, a.cue_token))};
      if (tree_.sentence(at) != tree_.sentence(a.cue_token))
        assertion.evidence.push_back(evidence_of(at, a.content.front()));
      assertion.proposition = index;
      said_.push_back(std::move(said));
    }
  }

  // "We do not know whether it fell", he said.
  [[nodiscard]] bool owns_ignorance(const Attribution& a) const {
    for (const auto& range : a.content) {
      for (TokenIndex i = range.begin; i < range.end && i < range.begin + 8; ++i) {
        if (!tree_.is_verb(i) || !knowledge_.is("knowing-verbs", tree_.lemma(i))) continue;
        const auto clause = tree_.child(i, {Dep::ccomp, Dep::advcl});
        const bool negated = std::ranges::any_of(tree_.children(i), [&](TokenIndex c) {
          return c < i && (tree_.dep(c) == Dep::neg || knowledge_.is("negators", tree_.lower(c)));
        });
        return negated && clause != kNone && asks_whether(clause);
      }
    }
    return false;
  }

  [[nodiscard]] bool typed_by(int in) const {
    return std::ranges::any_of(
        said_, [&](const Said& s) { return s.attribution == in && s.event != nullptr; });
  }

  // The content is one clause, and that clause's verb is a proposition told by this attribution.
  [[nodiscard]] bool wholly_typed(int in) const {
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    if (a.content_head == kNone) return false;
    // "…, killing nine": told as an event of its own.
    for (const TokenIndex c : tree_.children(a.content_head)) {
      if (tree_.dep(c) != Dep::conj && tree_.dep(c) != Dep::advcl) continue;
      if (std::ranges::none_of(said_, [&](const Said& s) {
            return s.attribution == in && s.event != nullptr &&
                   (s.event->clause == c || s.event->trigger == c);
          }))
        return false;
    }
    // "denied that the attack happened", "the raid that it claims to have carried out": no more
    // than that the deed is.
    const auto& lemma = tree_.lemma(a.content_head);
    const bool only_is =
        knowledge_.is("occurrence-verbs", lemma) || knowledge_.is("light-verbs", lemma);
    return std::ranges::any_of(said_, [&](const Said& s) {
      if (s.attribution != in || s.event == nullptr) return false;
      if (s.event->clause == a.content_head) return true;
      const TokenIndex deed = s.event->trigger;
      return only_is && (tree_.head(deed) == a.content_head || is_under(a.content_head, deed));
    });
  }

  // The verb is, or is in, a relative clause of the noun.
  [[nodiscard]] bool is_under(TokenIndex verb, TokenIndex noun) const {
    for (TokenIndex at = verb; at != kNone && at > noun; at = tree_.head(at)) {
      if (tree_.dep(at) == Dep::relcl) return tree_.head(at) == noun;
    }
    return false;
  }

  // "No group", "none of them".
  [[nodiscard]] bool negative(TokenIndex noun) const {
    const auto det = tree_.child(noun, {Dep::det});
    return knowledge_.is("negative-pronouns", tree_.lower(noun)) ||
           (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)));
  }

  // Things do not speak: a source is a name, a person, a body, a text, or a pronoun for one of
  // them.
  [[nodiscard]] bool speaks(const Attribution& a) const {
    const TokenIndex s = a.source;
    // Whatever has a clause, an infinitive or a quotation for its content speaks ("the figures show
    // that …"), and so does whatever stands behind "according to".
    const Dep content = a.content_head == kNone ? Dep::other : tree_.dep(a.content_head);
    if (!tree_.is_noun(s) || content == Dep::ccomp ||
        (content == Dep::xcomp && !a.object && !knowledge_.frame_nouns.contains(tree_.lemma(s))) ||
        knowledge_.is("according", tree_.lower(a.cue_token)))
      return true;
    if (a.quoted && !a.object) return true;
    if (tree_.pos(s) == Pos::propn || !tree_.token(s).entity.empty()) return true;
    const auto& lemma = tree_.lemma(s);
    for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                             "organization-nouns", "population-nouns", "text-nouns"}) {
      if (knowledge_.is(list, lemma)) return true;
    }
    return knowledge_.cue_nouns.contains(lemma) && !knowledge_.frame_nouns.contains(lemma);
  }

  [[nodiscard]] std::string content_text(const Attribution& a) const {
    std::string text;
    for (const auto& range : a.content) {
      if (!text.empty()) text += " ";
      text += tree_.words(range);
    }
    return text;
  }

  // "…, a charge that the governor calls grotesque", "…, an account the army rejects": a noun for
  // what was just told, and somebody's stance on it.
  void appositive(TokenIndex n) {
    if (!tree_.is_noun(n) || !knowledge_.is("claim-nouns", tree_.lemma(n))) return;
    const Dep d = tree_.dep(n);
    if (d != Dep::appos && d != Dep::npadvmod && d != Dep::conj && d != Dep::dobj &&
        d != Dep::attr && d != Dep::dep && d != Dep::oprd && d != Dep::ccomp)
      return;
    const TokenIndex first = tree_.subtree(n).begin;
    if (first <= 0 || tree_.token(first - 1).text != ",") return;
    const auto clause = tree_.child(n, {Dep::relcl, Dep::acl});
    if (clause == kNone || !tree_.is_verb(clause)) return;
    const auto source = tree_.is_passive(clause) ? tree_.prepositional_object(clause, "by")
                                                 : tree_.child(clause, {Dep::nsubj});
    if (source == kNone || knowledge_.is("relative-pronouns", tree_.lower(source))) return;
    const auto stance = answer_of(clause);
    const int by = speaker_of(source);
    if (!stance || by == kNone) return;
    const int sentence = tree_.sentence(n);
    const Event* told = nullptr;
    for (const auto& said : said_) {
      if (said.event == nullptr || said.assertion.by == by || said.event->trigger > n ||
          tree_.sentence(said.event->trigger) != sentence ||
          said.event->type.starts_with("relation."))
        continue;
      if (told == nullptr ||
          (!told->type.starts_with("event.") && said.event->type.starts_with("event.")))
        told = said.event;
    }
    if (told != nullptr) restate(*told, by, clause, *stance);
  }

  // What a verb of answering, or "calls it absurd", says of a claim.
  [[nodiscard]] std::optional<Epistemic> answer_of(TokenIndex verb) const {
    for (const TokenIndex c : tree_.children(verb)) {
      const auto& word = tree_.lower(c);
      const bool complement = tree_.dep(c) == Dep::oprd || tree_.dep(c) == Dep::acomp ||
                              tree_.dep(c) == Dep::xcomp || tree_.dep(c) == Dep::ccomp ||
                              tree_.dep(c) == Dep::attr || tree_.dep(c) == Dep::dobj;
      if (!complement) continue;
      for (const TokenIndex word_at : {c, tree_.child(c, {Dep::amod, Dep::acomp, Dep::oprd})}) {
        if (word_at == kNone) continue;
        if (knowledge_.is("false-words", tree_.lower(word_at))) return Epistemic::false_certain;
        if (knowledge_.is("doubt-words", tree_.lower(word_at))) return Epistemic::false_uncertain;
      }
      if (knowledge_.is("false-words", word)) return Epistemic::false_certain;
    }
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb));
    const bool negated = negated_or_impossible(verb);
    if (knowledge_.is("accepting-verbs", tree_.lemma(verb)) && negated)
      return Epistemic::false_uncertain;
    if (knowledge_.is("verify-verbs", tree_.lemma(verb)))
      return negated ? Epistemic::unknown : Epistemic::true_certain;
    if (entry == knowledge_.cue_verbs.end() ||
        !knowledge_.is("answering-acts", entry->second.front()->act) || negated)
      return std::nullopt;
    return entry->second.front()->holds;
  }

  // A stance on what was told before: "He denied it.", "the estimate is exaggerated", "It could not
  // be verified."
  void answers() {
    for (const auto& a : attributions_) short_answer(a);
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      answer(i);
      doubt(i);
      appositive(i);
      scant_evidence(i);
      if (tree_.is_verb(i)) echo(i);
      no_part_in_it(i);
      unconvinced(i);
      if (tree_.pos(i) == Pos::verb || tree_.pos(i) == Pos::adj) unverified(i);
    }
  }

  // "The army did not shell the town, as residents claim": they hold what the army denies.
  void echo(TokenIndex v) {
    if (!is_echo(tree_, knowledge_, v)) return;
    const int by = speaker_of(tree_.child(v, {Dep::nsubj}));
    if (by == kNone) return;
    for (const auto& event : events_) {
      if (!event.type.starts_with("relation.") && tree_.is_under(event.trigger, tree_.head(v)) &&
          !tree_.is_under(event.trigger, v))
        restate(event, by, v, Epistemic::true_certain);
    }
  }

  // "Not so," the union replied. "Nonsense," said the mayor.
  void short_answer(const Attribution& a) {
    if (a.source == kNone || a.content.size() != 1 || a.object) return;
    TokenIndex words = 0;
    bool denies = false;
    for (TokenIndex i = a.content.front().begin; i < a.content.front().end; ++i) {
      if (tree_.pos(i) == Pos::punct) continue;
      ++words;
      denies = denies || knowledge_.is("negators", tree_.lower(i)) ||
               knowledge_.is("negative-determiners", tree_.lower(i)) ||
               knowledge_.is("false-words", tree_.lower(i)) ||
               // "There were none."
               (tree_.dep(i) == Dep::attr &&
                knowledge_.is("negative-pronouns", tree_.lower(i)));
    }
    const int by = speaker_of(a.source);
    if (!denies || words > 4 || by == kNone) return;
    if (const Event* meant = told_before(a.content.front().begin, by))
      restate(*meant, by, a.cue_token, Epistemic::false_certain);
  }

  // "The story has never convinced her neighbours.": they rather hold it false.
  void unconvinced(TokenIndex verb) {
    if (!knowledge_.is("convincing-verbs", tree_.lemma(verb)) ||
        !negated_or_impossible(verb) || innermost(verb) >= 0)
      return;
    const bool passive = tree_.is_passive(verb);
    const auto claim = passive ? kNone : tree_.child(verb, {Dep::nsubj});
    const auto whom = tree_.child(verb, {passive ? Dep::nsubjpass : Dep::dobj});
    if (whom == kNone || speaker_of(whom) == kNone ||
        (!passive && (claim == kNone || !(tree_.pos(claim) == Pos::pron ||
                                          knowledge_.is("claim-nouns", tree_.lemma(claim))))))
      return;
    const int by = speaker_of(whom);
    // "The story that he fled": what the noun's own clause tells is the author's no more.
    const auto clause =
        claim == kNone ? kNone : tree_.child(claim, {Dep::acl, Dep::ccomp, Dep::relcl});
    bool inside = false;
    for (const auto& event : events_) {
      if (clause == kNone || !tree_.is_under(event.trigger, clause)) continue;
      std::erase_if(said_, [&](const Said& said) {
        return said.event == &event && said.assertion.by == kAuthor;
      });
      restate(event, by, verb, Epistemic::false_uncertain);
      inside = true;
    }
    if (inside) return;
    if (const Event* meant = told_before(verb, by, claim))
      restate(*meant, by, verb, Epistemic::false_uncertain);
  }

  // "found no evidence that …": whoever looked leaves it open.
  void scant_evidence(TokenIndex n) {
    const bool ignorance = knowledge_.is("ignorance-nouns", tree_.lemma(n));
    if (!tree_.is_noun(n) || !(ignorance || knowledge_.is("evidence-nouns", tree_.lemma(n))))
      return;
    const auto det = tree_.child(n, {Dep::det, Dep::amod, Dep::neg});
    const TokenIndex verb = tree_.head(n);
    const bool scant = (det != kNone && knowledge_.is("scant-words", tree_.lower(det))) ||
                       (verb != kNone && tree_.is_verb(verb) && negated_or_impossible(verb));
    if (!scant) return;
    ActorIndex by = kAuthor;
    if (verb != kNone && tree_.is_verb(verb) && tree_.dep(n) == Dep::dobj) {
      const auto looked = subject(verb);
      if (looked != kNone && tree_.dep(looked) != Dep::expl && actors_.of(looked) != kNone)
        by = actors_.of(looked);
    }
    // "He said there was no evidence of a raid."
    if (const int in = innermost(n); by == kAuthor && in >= 0) {
      by = source_actor(attributions_[static_cast<std::size_t>(in)]);
      if (by == kNone) return;
    }
    bool found = false;
    for (const auto& event : events_) {
      if (event.type.starts_with("relation.") || !tree_.is_under(event.trigger, n) ||
          event.trigger == n || (ignorance && !asks_whether(event.clause)))
        continue;
      restate(event, by, n, Epistemic::unknown);
      found = true;
    }
    if (found || verb == kNone) return;
    for (const TokenIndex c : tree_.children(n)) {
      const auto claim = tree_.child(c, {Dep::pobj});
      if (tree_.dep(c) == Dep::prep && claim != kNone &&
          knowledge_.is("claim-nouns", tree_.lemma(claim)))
        open_claim(n, claim, Epistemic::unknown);
    }
  }

  // "It could not be independently verified.": the claim that is meant is the subject, or the
  // object of an active verb.
  void unverified(TokenIndex v) {
    if (!knowledge_.is("verify-verbs", tree_.lemma(v))) return;
    TokenIndex claim = tree_.child(v, {Dep::nsubjpass, Dep::dobj});
    if (claim == kNone) return;
    // "could confirm neither version"
    const auto det = tree_.child(claim, {Dep::det});
    const bool neither = det != kNone && knowledge_.is("negative-determiners", tree_.lower(det));
    if (!neither && !negated_or_impossible(v)) return;
    if (knowledge_.is("relative-pronouns", tree_.lower(claim))) {
      for (TokenIndex up = v; up != kNone; up = tree_.head(up)) {
        if (tree_.dep(up) == Dep::relcl) {
          claim = tree_.head(up);
          break;
        }
      }
    }
    open_claim(v, claim, Epistemic::unknown);
  }

  // "The army denied it.", "Residents rejected the account.", "Insurers remain unconvinced.", "a
  // denial from the party": a source's stance on what somebody else has just told.
  void answer(TokenIndex i) {
    const Cue* cue = nullptr;
    TokenIndex source = kNone;
    TokenIndex claim = kNone;
    if (tree_.pos(i) == Pos::verb && !tree_.is_passive(i)) {
      claim = tree_.child(i, {Dep::dobj});
      if (claim == kNone && knowledge_.is("standing-verbs", tree_.lemma(i)))
        claim = tree_.prepositional_object(i, "by");
      source = subject(i);
      if (claim != kNone && source != kNone && takes_back(i, claim, source)) return;
      if (source != kNone && judges(i, source)) return;
      source = kNone;
    }
    if (tree_.pos(i) == Pos::verb) {
      const auto entry = knowledge_.cue_verbs.find(tree_.lemma(i));
      if (entry == knowledge_.cue_verbs.end() || tree_.is_passive(i)) return;
      cue = entry->second.front();
      claim = tree_.child(i, {Dep::dobj});
      if (claim == kNone) return;
      // "The army contradicts it: the guards, it says, fired blanks."
      const auto clause = tree_.child(i, {Dep::ccomp, Dep::xcomp});
      if (clause != kNone && (clause < claim || tree_.token(claim + 1).text != ":")) return;
      const bool refers = tree_.pos(claim) == Pos::pron ||
                          knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
                          knowledge_.is("involvement-nouns", tree_.lemma(claim)) ||
                          knowledge_.cue_nouns.contains(tree_.lemma(claim));
      if (!refers || holds_event(claim)) return;
      source = subject(i);
    } else if (tree_.pos(i) == Pos::adj &&
               (tree_.dep(i) == Dep::acomp || tree_.dep(i) == Dep::oprd)) {
      const auto entry = knowledge_.cue_adjectives.find(tree_.lower(i));
      if (entry == knowledge_.cue_adjectives.end() ||
          tree_.child(i, {Dep::ccomp, Dep::xcomp}) != kNone)
        return;
      // "sceptical of the figure"
      for (const TokenIndex c : tree_.children(i)) {
        const auto about = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
        if (tree_.dep(c) == Dep::prep && (about == kNone || holds_event(about) ||
                                          !knowledge_.is("claim-nouns", tree_.lemma(about))))
          return;
      }
      cue = entry->second;
      source = tree_.child(tree_.head(i), {Dep::nsubj});
    } else if (tree_.pos(i) == Pos::noun) {
      const auto entry = knowledge_.cue_nouns.find(tree_.lemma(i));
      if (entry == knowledge_.cue_nouns.end() || tree_.child(i, {Dep::acl, Dep::ccomp}) != kNone)
        return;
      cue = entry->second;
      const TokenIndex verb = tree_.head(i);
      const bool drawn = verb != kNone && tree_.dep(i) == Dep::dobj &&
                         knowledge_.is("drawing-verbs", tree_.lemma(verb));
      for (const auto* preposition : {"from", "by"}) {
        if (source == kNone) source = tree_.prepositional_object(i, preposition);
        if (source == kNone && drawn) source = tree_.prepositional_object(verb, preposition);
      }
      if (drawn) claim = tree_.child(verb, {Dep::nsubj});
      // "cast doubt on the claim"
      if (source == kNone && verb != kNone && tree_.dep(i) == Dep::dobj &&
          knowledge_.is("voicing-verbs", tree_.lemma(verb)) && !negated_or_impossible(verb)) {
        source = subject(verb);
        for (const TokenIndex parent : {i, verb}) {
          const auto about = tree_.prepositional_object(parent, "on");
          if (about != kNone &&
              (holds_event(about) || !knowledge_.is("claim-nouns", tree_.lemma(about))))
            return;
        }
      }
    }
    if (cue == nullptr || source == kNone || !knowledge_.is("answering-acts", cue->act)) return;
    if (tree_.is_verb(i) && negated_or_impossible(i)) return;
    const int by = speaker_of(source);
    if (by == kNone || (innermost(i) >= 0 && !conceded(i))) return;
    // "News that it had surrendered drew a denial from the garrison."
    if (tree_.is_noun(i) && claim != kNone && holds_event(claim)) {
      for (const auto& event : events_) {
        if (!event.type.starts_with("relation.") && tree_.is_under(event.trigger, claim))
          restate(event, by, i, cue->holds);
      }
      return;
    }
    const bool fronted = tree_.is_verb(i) && tree_.dep(i) == Dep::advcl && tree_.head(i) > i;
    const Event* meant = conceded(i) || fronted ? told_after(i) : told_before(i, by, claim);
    if (meant != nullptr) {
      restate(*meant, by, i, cue->holds);
    } else if (claim != kNone && !fronted) {
      restate_statement(i, by, cue->holds);
    }
  }

  // "…, which Tehran denies": what was said just before, where that is no event.
  void restate_statement(TokenIndex at, ActorIndex by, Epistemic stance) {
    const Said* latest = nullptr;
    for (const auto& said : said_) {
      if (said.event != nullptr || said.attribution < 0 || said.assertion.by == by) continue;
      const auto& a = attributions_[static_cast<std::size_t>(said.attribution)];
      if (a.cue_token >= at || tree_.sentence(at) - tree_.sentence(a.cue_token) > 1 ||
          a.cue->act == "deny")
        continue;
      latest = &said;
    }
    if (latest == nullptr) return;
    Said said;
    said.attribution = latest->attribution;
    auto& assertion = said.assertion;
    assertion.by = by;
    assertion.act = strength_false(stance) ? "deny" : "doubt";
    assertion.epistemic = stance;
    assertion.pattern = "could-not-verify";
    assertion.cue = {tree_.token(at).span};
    assertion.evidence = {evidence_of(at, clause_range(tree_, at))};
    assertion.proposition = latest->assertion.proposition;
    said_.push_back(std::move(said));
  }

  // "hard to credit"
  [[nodiscard]] bool is_hard_to_believe(TokenIndex i) const {
    return knowledge_.is("cannot-words", tree_.lower(i)) && i + 2 < tree_.size() &&
           tree_.token(i + 1).tag == "TO" && knowledge_.is("accepting-verbs", tree_.lower(i + 2));
  }

  // What a verb judges, wherever the parser hung it: "find it hard to credit", "call the claim a
  // lie".
  [[nodiscard]] TokenIndex judged(TokenIndex verb) const {
    const auto object = tree_.child(verb, {Dep::dobj});
    const auto is_claim = [&](TokenIndex i) {
      return tree_.is_noun(i) && knowledge_.is("claim-nouns", tree_.lemma(i));
    };
    if (object != kNone && (tree_.pos(object) == Pos::pron || is_claim(object))) return object;
    const TokenIndex next = verb + 1;
    if (next + 1 >= tree_.size()) return kNone;
    if (tree_.pos(next) == Pos::pron || knowledge_.is("pronouns-this", tree_.lower(next)))
      return next;
    return tree_.pos(next) == Pos::det && is_claim(next + 1) ? next + 1 : kNone;
  }

  // "called the charge absurd", "described that as slander"
  bool judges(TokenIndex verb, TokenIndex source) {
    if (!knowledge_.is("judging-verbs", tree_.lemma(verb))) return false;
    const TokenIndex claim = judged(verb);
    if (claim == kNone || holds_event(claim)) return false;
    std::optional<Epistemic> stance;
    const auto range = tree_.subtree(verb);
    for (TokenIndex i = claim + 1; i < range.end && i < claim + 6; ++i) {
      if (knowledge_.is("false-words", tree_.lower(i))) stance = Epistemic::false_certain;
      if (knowledge_.is("doubt-words", tree_.lower(i)) || is_hard_to_believe(i))
        stance = Epistemic::false_uncertain;
    }
    const int by = speaker_of(source);
    if (!stance || by == kNone || innermost(verb) >= 0) return false;
    if (const Event* meant = told_before(verb, by, claim)) restate(*meant, by, verb, *stance);
    return true;
  }

  // "stands by its statement"; "no longer stands by" it does not.
  [[nodiscard]] bool holds_by(TokenIndex verb) const {
    if (negated_or_impossible(verb)) return false;
    return std::ranges::none_of(tree_.children(verb), [&](TokenIndex c) {
      return tree_.dep(c) == Dep::advmod && tree_.child(c, {Dep::neg}) != kNone;
    });
  }

  // "withdrew its statement on the raid", "later retracted the claim": what was held is held no
  // more.
  bool takes_back(TokenIndex verb, TokenIndex claim, TokenIndex source) {
    const bool unsupported = knowledge_.is("standing-verbs", tree_.lemma(verb)) && !holds_by(verb);
    if ((!unsupported && !knowledge_.is("retracting-verbs", tree_.lemma(verb))) ||
        !tree_.is_noun(claim))
      return false;
    const auto& noun = tree_.lemma(claim);
    if (!knowledge_.is("claim-nouns", noun) && !knowledge_.is("text-nouns", noun)) return false;
    const int by = speaker_of(source);
    if (by == kNone) return false;
    bool found = false;
    for (const auto& event : events_) {
      // "its dispatch of Monday on a raid": the parser may tie "on" to the verb.
      const TokenIndex with = tree_.head(event.trigger);
      const bool beside = with != kNone && tree_.dep(event.trigger) == Dep::pobj &&
                          tree_.head(with) == verb && with > claim &&
                          knowledge_.is("subject-prepositions", tree_.lower(with));
      // What a noun phrase takes for granted ("its claim on the front's chief") is not taken back.
      const auto clause = tree_.child(claim, {Dep::acl, Dep::ccomp});
      const bool granted = event.type.starts_with("relation.") &&
                           (clause == kNone || !tree_.is_under(event.trigger, clause));
      if (granted || !(tree_.is_under(event.trigger, claim) || beside)) continue;
      std::erase_if(said_, [&](const Said& said) {
        return said.event == &event && said.assertion.by == kAuthor;
      });
      restate(event, by, verb, Epistemic::false_certain);
      found = true;
    }
    if (found) return true;
    if (const Event* meant = told_before(verb, kAuthor)) {
      restate(*meant, by, verb, Epistemic::false_certain);
      return true;
    }
    return false;
  }

  // "Despite denials from the palace, …"
  [[nodiscard]] bool conceded(TokenIndex noun) const {
    const TokenIndex up = tree_.head(noun);
    return up != kNone && knowledge_.is("concessive-prepositions", tree_.lower(up));
  }

  [[nodiscard]] const Event* told_after(TokenIndex at) const {
    for (const auto& said : said_) {
      if (said.event != nullptr && said.event->trigger > at &&
          tree_.sentence(said.event->trigger) == tree_.sentence(at))
        return said.event;
    }
    return nullptr;
  }

  [[nodiscard]] TokenIndex subject(TokenIndex verb) const {
    for (TokenIndex at = verb; at != kNone; at = tree_.head(at)) {
      if (const auto found = tree_.child(at, {Dep::nsubj}); found != kNone) return found;
      if (tree_.dep(at) != Dep::conj && tree_.dep(at) != Dep::xcomp) break;
    }
    return kNone;
  }

  [[nodiscard]] bool holds_event(TokenIndex top) const {
    return std::ranges::any_of(events_, [&](const Event& e) {
      return !e.type.starts_with("relation.") && tree_.is_under(e.trigger, top);
    });
  }

  // What "it" rather means: the later sentence's, and there what happened before how many it hit.
  [[nodiscard]] bool better(const Event& one, const Event& other) const {
    const int mine = tree_.sentence(one.trigger);
    const int others = tree_.sentence(other.trigger);
    if (mine != others) return mine > others;
    return one.type.starts_with("event.") && !other.type.starts_with("event.");
  }

  // What somebody else told last, in this sentence or the few before it.
  // "The claim", "the accusation" is rather what was claimed or laid to somebody.
  [[nodiscard]] const Event* told_before(TokenIndex at, ActorIndex by,
                                         TokenIndex claim = kNone) const {
    constexpr int kReach = 3;  // sentences
    if (claim != kNone && knowledge_.is("involvement-nouns", tree_.lemma(claim))) {
      if (const Event* deed = deed_before(at)) return deed;
    }
    const Event* latest = nullptr;
    const auto act =
        claim == kNone ? std::nullopt : knowledge_.look_up("claim-acts", tree_.lemma(claim));
    for (const auto& said : said_) {
      if (!act || said.event == nullptr || said.assertion.act != *act || said.assertion.by == by ||
          said.event->type.starts_with("relation.") || said.event->trigger >= at ||
          tree_.sentence(at) - tree_.sentence(said.event->trigger) > 2 * kReach ||
          strength_false(said.assertion.epistemic))
        continue;
      if (latest == nullptr || better(*said.event, *latest)) latest = said.event;
    }
    if (latest != nullptr) return latest;
    for (const auto& said : said_) {
      if (said.event == nullptr || said.event->type.starts_with("relation.") ||
          said.assertion.by == by)
        continue;
      if (said.event->trigger >= at ||
          tree_.sentence(at) - tree_.sentence(said.event->trigger) > kReach)
        continue;
      // What is rejected has been put forward.
      if (strength_false(said.assertion.epistemic)) continue;
      if (latest == nullptr || better(*said.event, *latest)) latest = said.event;
    }
    return latest;
  }

  // "any part in it": in what somebody did, not in the deaths.
  [[nodiscard]] const Event* deed_before(TokenIndex at) const {
    constexpr int kReach = 3;  // sentences
    const Event* latest = nullptr;
    for (const auto& said : said_) {
      const Event* event = said.event;
      if (event == nullptr || event->trigger >= at || event->frame == nullptr ||
          event->frame->agent != "perpetrator" || event->denied ||
          tree_.sentence(at) - tree_.sentence(event->trigger) > kReach ||
          strength_false(said.assertion.epistemic))
        continue;
      if (latest == nullptr || latest->trigger < event->trigger) latest = event;
    }
    return latest;
  }

  void doubt(TokenIndex word) {
    const bool doubtful = knowledge_.is("doubt-words", tree_.lower(word));
    const bool wrong = knowledge_.is("false-words", tree_.lower(word));
    const bool open = knowledge_.is("open-words", tree_.lower(word));
    if (!doubtful && !wrong && !open) return;
    // "The claim that the mill burned was nonsense, a colonel said": the colonel's judgement.
    const int in = innermost(word);
    ActorIndex by = kAuthor;
    if (in >= 0) {
      const auto& a = attributions_[static_cast<std::size_t>(in)];
      by = source_actor(a);
      if (by == kNone || a.hypothetical || a.negated || a.cue->holds != Epistemic::true_certain ||
          in_question(word))
        return;
    }
    const TokenIndex be = tree_.is_verb(word) ? word : tree_.head(word);
    if (be == kNone || (be != word && tree_.dep(word) != Dep::acomp &&
                        tree_.dep(word) != Dep::attr && tree_.dep(word) != Dep::oprd))
      return;
    auto subject = tree_.child(be, {Dep::nsubj, Dep::nsubjpass});
    // "turned out to be a hoax"
    if (subject == kNone && tree_.dep(be) == Dep::xcomp && tree_.head(be) != kNone)
      subject = tree_.child(tree_.head(be), {Dep::nsubj, Dep::nsubjpass});
    if (subject == kNone || !knowledge_.is("claim-nouns", tree_.lemma(subject)) ||
        tree_.child(be, {Dep::neg}) != kNone)
      return;
    const auto stance = open       ? Epistemic::unknown
                        : doubtful ? Epistemic::false_uncertain
                                   : Epistemic::false_certain;
    bool found = false;
    for (const auto& event : events_) {
      if (!tree_.is_under(event.trigger, subject) || event.type.starts_with("relation.")) continue;
      restate(event, by, be, stance);
      if (in >= 0 && said_.back().event == &event) {
        attribute(said_.back().assertion, in);
        said_.back().assertion.directness = attributions_[static_cast<std::size_t>(in)].quoted
                                                ? Directness::direct
                                                : Directness::indirect;
        if (wrong) said_.back().assertion.act = "deny";
      }
      found = true;
    }
    // "The claim that it has been wiped out is untrue" means no other claim.
    const bool told_there = tree_.child(subject, {Dep::acl, Dep::ccomp, Dep::relcl}) != kNone;
    if (!found && in < 0 && !told_there) open_claim(be, subject, stance);
  }

  [[nodiscard]] bool negated_or_impossible(TokenIndex v) const {
    if (is_turned_in_front(tree_, knowledge_, v)) return true;
    // "would neither confirm nor deny it"
    if (tree_.dep(v) == Dep::conj && tree_.head(v) != kNone) {
      const auto cc = tree_.child(tree_.head(v), {Dep::cc});
      if (cc != kNone && cc < v && knowledge_.is("negators", tree_.lower(cc))) return true;
      if (cc != kNone && cc < v && knowledge_.is("or-words", tree_.lower(cc)) &&
          negated_or_impossible(tree_.head(v)))
        return true;
    }
    for (TokenIndex at = v; at != kNone; at = tree_.head(at)) {
      for (const TokenIndex c : tree_.children(at)) {
        const auto& word = tree_.lower(c);
        if (tree_.dep(c) == Dep::neg || knowledge_.is("negators", word) ||
            knowledge_.is("cannot-words", word))
          return true;
      }
      const auto& own = tree_.lower(at);
      if (knowledge_.is("cannot-words", own) ||
          knowledge_.is("negative-implicatives", tree_.lemma(at)))
        return true;
      if (tree_.dep(at) != Dep::xcomp && tree_.dep(at) != Dep::ccomp &&
          tree_.dep(at) != Dep::acomp && tree_.dep(at) != Dep::advcl)
        break;
    }
    return false;
  }

  // Who "was unable to confirm", who "is in no position to".
  [[nodiscard]] TokenIndex in_doubt(TokenIndex v) const {
    for (TokenIndex at = v; at != kNone; at = tree_.head(at)) {
      // But "it was not possible to confirm".
      if (const auto found = tree_.child(at, {Dep::nsubj}); found != kNone)
        return at != v && knowledge_.is("pronouns-this", tree_.lower(found)) ? kNone : found;
      const Dep d = tree_.dep(at);
      if (d != Dep::xcomp && d != Dep::conj && d != Dep::acomp && tree_.token(v - 1).tag != "TO")
        break;
      if (d == Dep::ccomp || d == Dep::root || d == Dep::relcl) break;
    }
    return kNone;
  }

  // The author, or the one who could not verify, leaves open what the claim says.
  void open_claim(TokenIndex v, TokenIndex claim, Epistemic stance) {
    ActorIndex by = kAuthor;
    if (!tree_.is_passive(v) && claim != tree_.child(v, {Dep::nsubj})) {
      const auto looked = in_doubt(v);
      if (looked != kNone && actors_.of(looked) != kNone && !negative(looked)) {
        const auto type = actors_.actor(actors_.of(looked)).type;
        // An agency that could not verify is the author's own voice here.
        by = type == ActorType::outlet ? kAuthor : actors_.of(looked);
      }
    }
    const Event* meant = nullptr;
    for (const auto& event : events_) {
      if (event.trigger == claim || (claim == event.trigger)) meant = &event;
    }
    const bool is_claim =
        knowledge_.is("claim-nouns", tree_.lemma(claim)) || tree_.pos(claim) == Pos::pron;
    if (meant != nullptr && !meant->anaphoric && meant->type.starts_with("event.")) {
      restate(*meant, by, v, stance);
      return;
    }
    if (!is_claim && meant == nullptr) return;
    // "the council's figure of 3,000 people driven out": what the claim itself says.
    bool inside = false;
    for (const auto& event : events_) {
      if (event.trigger == claim || !tree_.is_under(event.trigger, claim) ||
          event.type.starts_with("relation."))
        continue;
      restate(event, by, v, stance);
      inside = true;
    }
    if (inside) return;
    // What was claimed, or was told last before it, by somebody.
    if (const auto act = knowledge_.look_up("claim-acts", tree_.lemma(claim));
        act && meant == nullptr) {
      const Event* claimed = told_before(v, by, claim);
      for (const auto& said : said_) {
        if (claimed != nullptr && said.event == claimed && said.assertion.act == *act) {
          restate(*claimed, by, v, stance);
          return;
        }
      }
    }
    const Said* latest = nullptr;
    for (const auto& said : said_) {
      if (said.event == nullptr || said.assertion.epistemic == Epistemic::unknown) continue;
      if (said.event->trigger >= v || tree_.sentence(v) - tree_.sentence(said.event->trigger) > 4)
        continue;
      if (said.event->type.starts_with("relation.")) continue;
      if (meant != nullptr && said.event->type != meant->type) continue;
      if (said.assertion.by == by) continue;
      if (latest == nullptr || better(*said.event, *latest->event)) latest = &said;
    }
    if (latest != nullptr) {
      restate(*latest->event, by, v, stance);
    } else if (meant != nullptr && meant->type.starts_with("event.")) {
      restate(*meant, by, v, stance);  // "could not verify the reported abductions"
    }
  }

  void restate(const Event& event, ActorIndex by, TokenIndex at, Epistemic stance) {
    for (auto& other : said_) {
      if (other.event == &event && other.assertion.by == by) {
        other.assertion.epistemic = stance;
        return;
      }
    }
    Said said;
    said.event = &event;
    auto& assertion = said.assertion;
    assertion.by = by;
    assertion.act = "doubt";
    assertion.epistemic = stance;
    assertion.pattern = "could-not-verify";
    assertion.cue = {tree_.token(at).span};
    assertion.evidence = {evidence_of(at, clause_range(tree_, at))};
    assertion.proposition = proposition(event);
    said_.push_back(std::move(said));
  }

  // ---------------------------------------------------------------- the reading

  Reading finish() {
    Reading reading;
    for (const auto& pair : actors_.pairs()) {
      const auto name = actors_.name_in(pair.second);
      actors_.add_alias(pair.actor,
                        {std::string(tree_.words(name)), "", pair.relation, std::nullopt});
    }
    for (auto& said : said_) said.assertion.confidence = confidence(said);
    // Only actors that act, speak or are named in a proposition are recorded.
    auto all = actors_.take();
    places_.fill(all);
    std::vector<int> kept(all.size(), -1);
    const auto keep = [&](ActorIndex& index) {
      if (index < 0) return;
      auto& to = kept[static_cast<std::size_t>(index)];
      if (to < 0) {
        to = static_cast<int>(reading.actors.size());
        reading.actors.push_back(all[static_cast<std::size_t>(index)]);
      }
      index = to;
    };
    for (auto& said : said_) {
      keep(said.assertion.by);
      for (auto& via : said.assertion.via) keep(via);
    }
    for (auto& p : propositions_) {
      for (auto& role : p.roles) {
        if (role.actor) keep(*role.actor);
      }
      if (p.place && p.place->actor) keep(*p.place->actor);
    }
    reading.propositions = std::move(propositions_);
    for (auto& said : said_) reading.assertions.push_back(std::move(said.assertion));
    std::ranges::stable_sort(reading.assertions, {},
                             [](const Assertion& a) { return a.evidence.front().begin; });
    return reading;
  }

  // How often an assertion with the same support is right: shares of the labelled articles under
  // tests/knowledge/articles, as bench/reliability counts them (docs/reading.md, "Confidence").
  [[nodiscard]] static double confidence(const Said& said) {
    const bool direct = said.assertion.directness == Directness::direct;
    if (said.event == nullptr) return direct ? 0.74 : 0.64;  // the extent of a content is hard
    double value = direct ? 0.92 : 0.87;
    if (said.event->nominal) value -= 0.03;
    if (said.event->roles.empty()) value -= 0.15;
    const bool impersonal = said.assertion.by == kAuthor && said.attribution >= 0;
    if (impersonal) value -= 0.2;
    return value;
  }
};

}  // namespace

struct Reader::Knowledge : read::Knowledge {
  explicit Knowledge(read::Knowledge&& from) : read::Knowledge(std::move(from)) {}
};

Reader::Reader(std::shared_ptr<const Knowledge> knowledge,
               std::optional<places::Gazetteer> gazetteer)
    : knowledge_(std::move(knowledge)), gazetteer_(std::move(gazetteer)) {}

Result<Reader> Reader::load(const std::string& knowledge_folder,
                            const std::vector<std::string>& added,
                            std::optional<places::Gazetteer> gazetteer) {
  TRY(auto knowledge, load_knowledge(knowledge_folder, added));
  return Reader(std::make_shared<const Knowledge>(std::move(knowledge)), std::move(gazetteer));
}

std::optional<EntryPlace> Reader::entry(const std::string& name) const {
  const auto found = knowledge_->entries.find(name);
  return found == knowledge_->entries.end() ? std::nullopt : std::optional(found->second);
}

void Reader::recut(nlp::Analysed& document, const nlp::Pipeline& with) const {
  read::recut(document, *knowledge_, with);
  rehang(document, *knowledge_);
}

Reading Reader::read(const nlp::Analysed& document) const {
  const Tree tree(document);
  return Assembler(tree, *knowledge_, gazetteer_ ? &*gazetteer_ : nullptr).run();
}

}  // namespace gainsay::read
