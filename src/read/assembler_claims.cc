// What such an answer means, and how it is laid to whoever gives it.
#include <algorithm>

#include "read/arguments.h"
#include "read/assembler.h"

namespace gainsay::read {

const Event* Assembler::told_after(TokenIndex at) const {
  const Event* first = nullptr;
  for (const auto& said : said_) {
    if (said.event == nullptr || said.event->trigger <= at ||
        tree_.sentence(said.event->trigger) != tree_.sentence(at))
      continue;
    // What happened, before how many it hit.
    if (said.event->type.starts_with("event.")) return said.event;
    if (first == nullptr) first = said.event;
  }
  return first;
}

bool Assembler::holds_event(TokenIndex top) const {
  return std::ranges::any_of(
      events_, [&](const Event& e) { return !is_aside(e) && tree_.is_under(e.trigger, top); });
}

// What "it" rather means: the later sentence's, and there what happened before how many it hit.
bool Assembler::better(const Event& one, const Event& other) const {
  const int mine = tree_.sentence(one.trigger);
  const int others = tree_.sentence(other.trigger);
  if (mine != others) return mine > others;
  return one.type.starts_with("event.") && !other.type.starts_with("event.");
}

// What somebody else told last, in this sentence or the few before it.
// "The claim", "the accusation" is rather what was claimed or laid to somebody.
const Event* Assembler::told_before(TokenIndex at, ActorIndex by, TokenIndex claim) const {
  constexpr int kReach = 3;  // sentences
  if (claim != kNone && knowledge_.is("involvement-nouns", tree_.lemma(claim))) {
    if (const Event* deed = deed_before(at)) return deed;
  }
  // "The figure is too high.": how many, not that they died.
  if (claim != kNone && knowledge_.is("how-many-nouns", tree_.lemma(claim))) {
    if (const Event* count = count_before(at, by)) return count;
  }
  const Event* latest = nullptr;
  const auto act =
      claim == kNone ? std::nullopt : knowledge_.look_up("claim-acts", tree_.lemma(claim));
  for (const auto& said : said_) {
    if (!act || said.event == nullptr || said.assertion.act != *act || said.assertion.by == by ||
        is_aside(*said.event) || said.event->trigger >= at ||
        tree_.sentence(at) - tree_.sentence(said.event->trigger) > 2 * kReach ||
        strength_false(said.assertion.epistemic))
      continue;
    if (latest == nullptr || better(*said.event, *latest)) latest = said.event;
  }
  if (latest != nullptr) return latest;
  for (const auto& said : said_) {
    if (said.event == nullptr || is_aside(*said.event) || said.assertion.by == by) continue;
    if (said.event->trigger >= at ||
        tree_.sentence(at) - tree_.sentence(said.event->trigger) > kReach)
      continue;
    // What is rejected has been put forward.
    if (strength_false(said.assertion.epistemic)) continue;
    if (latest == nullptr || better(*said.event, *latest)) latest = said.event;
  }
  return latest;
}

// What was told last in this sentence or the few before it, and not rejected.
const Event* Assembler::latest_put_forward(TokenIndex at,
                                           const std::function<bool(const Said&)>& is_meant) const {
  constexpr int kReach = 3;  // sentences
  const Event* latest = nullptr;
  for (const auto& said : said_) {
    if (said.event == nullptr || said.event->trigger >= at ||
        tree_.sentence(at) - tree_.sentence(said.event->trigger) > kReach ||
        strength_false(said.assertion.epistemic) || !is_meant(said))
      continue;
    if (latest == nullptr || latest->trigger < said.event->trigger) latest = said.event;
  }
  return latest;
}

// The number that somebody else told last.
const Event* Assembler::count_before(TokenIndex at, ActorIndex by) const {
  return latest_put_forward(at, [&](const Said& said) {
    return said.event->type.starts_with("quantity.") && said.assertion.by != by;
  });
}

// "any part in it": in what somebody did, not in the deaths.
const Event* Assembler::deed_before(TokenIndex at) const {
  return latest_put_forward(at, [](const Said& said) {
    return said.event->frame != nullptr && said.event->frame->agent == "perpetrator" &&
           !said.event->denied;
  });
}

void Assembler::restate_all(ActorIndex by, TokenIndex at, Epistemic stance,
                            const std::function<bool(const Said&)>& which) {
  std::vector<const Event*> told;  // first, since what is restated is said, too
  for (const auto& said : said_) {
    if (said.event != nullptr && which(said) && !is_aside(*said.event)) told.push_back(said.event);
  }
  for (const Event* event : told) restate(*event, by, at, stance);
}

void Assembler::doubt(TokenIndex word) {
  const bool doubtful = knowledge_.is("doubt-words", tree_.lower(word)) || is_hard_to_believe(word);
  // "The figure is far too high."
  const bool off = knowledge_.is("size-words", tree_.lower(word)) &&
                   std::ranges::any_of(tree_.children(word), [&](TokenIndex c) {
                     return knowledge_.is("too-words", tree_.lower(c));
                   });
  // "Rumours that he was taken are impossible to check."
  const auto to = tree_.child(word, {Dep::xcomp});
  const bool unchecked = to != kNone && knowledge_.is("cannot-words", tree_.lower(word)) &&
                         knowledge_.is("verify-verbs", tree_.lemma(to));
  const bool wrong = !unchecked && (off || knowledge_.is("false-words", tree_.lower(word)));
  const bool open = unchecked || knowledge_.is("open-words", tree_.lower(word));
  if (!doubtful && !wrong && !open) return;
  // "The claim that the mill burned was nonsense, a colonel said": the colonel's judgement.
  const int in = innermost(word);
  ActorIndex by = kAuthor;
  if (in >= 0) {
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    by = source_actor(a);
    // "I can assure you that the report is false," he said.
    if (by == kNone && a.outer >= 0 && a.source != kNone &&
        knowledge_.is("first-persons", tree_.lower(a.source)))
      by = source_actor(attributions_[static_cast<std::size_t>(a.outer)]);
    if (by == kNone || a.hypothetical || a.negated || a.cue->holds != Epistemic::true_certain ||
        in_question(word))
      return;
  }
  // "is false", "seems inflated", "was exaggerated"
  const bool said_of =
      tree_.dep(word) == Dep::acomp || tree_.dep(word) == Dep::attr || tree_.dep(word) == Dep::oprd;
  const TokenIndex be = said_of ? tree_.head(word) : word;
  if (be == kNone || !(said_of || tree_.is_verb(word))) return;
  auto subject = tree_.child(be, {Dep::nsubj, Dep::nsubjpass});
  // "turned out to be a hoax"
  if (subject == kNone && tree_.dep(be) == Dep::xcomp && tree_.head(be) != kNone)
    subject = tree_.child(tree_.head(be), {Dep::nsubj, Dep::nsubjpass});
  // "An inquiry found the claim to be false."
  if (be != kNone && tree_.dep(be) == Dep::xcomp && tree_.head(be) != kNone &&
      knowledge_.is("finding-verbs", tree_.lemma(tree_.head(be)))) {
    const auto claim = tree_.child(tree_.head(be), {Dep::dobj});
    const auto finder = tree_.child(tree_.head(be), {Dep::nsubj});
    if (claim != kNone && finder != kNone && speaker_of(finder) != kNone) {
      subject = claim;
      by = speaker_of(finder);
    }
  }
  if (subject == kNone ||
      !(knowledge_.is("claim-nouns", tree_.lemma(subject)) ||
        (in >= 0 && doubtful && knowledge_.is("pronouns-this", tree_.lower(subject)) &&
         tree_.child(word, {Dep::ccomp, Dep::xcomp}) == kNone) ||
        knowledge_.is("news-texts", tree_.lemma(subject))) ||
      tree_.child(be, {Dep::neg}) != kNone)
    return;
  // "seems exaggerated to the mayor"
  if (const auto whom = tree_.prepositional_object(word, knowledge_.list("to"));
      in < 0 && whom != kNone && speaker_of(whom) != kNone && can_cite(tree_, knowledge_, whom))
    by = speaker_of(whom);
  const auto stance = open       ? Epistemic::unknown
                      : doubtful ? Epistemic::false_uncertain
                                 : Epistemic::false_certain;
  const auto lay = [&](const Event& event) {
    restate(event, by, be, stance);
    if (in < 0 || said_.back().event != &event) return;
    auto& assertion = said_.back().assertion;
    attribute(assertion, in);
    const bool quoted = attributions_[static_cast<std::size_t>(in)].quoted;
    assertion.directness = quoted ? Directness::direct : Directness::indirect;
    if (wrong) assertion.act = "deny";
  };
  bool found = false;
  const TokenIndex told = tree_.child(subject, {Dep::acl, Dep::ccomp, Dep::relcl});
  for (const auto& event : events_) {
    const bool granted = event.type.starts_with("relation.") &&
                         (told == kNone || !tree_.is_under(event.trigger, told));
    // "The toll of nine dead in the raids is exaggerated": there were raids.
    const bool beside = places_clause(event) && presupposed(event);
    if (!tree_.is_under(event.trigger, subject) || granted || beside) continue;
    lay(event);
    found = true;
  }
  // "The claim that it has been wiped out is untrue" means no other claim.
  if (found || told != kNone) return;
  if (in < 0) {
    open_claim(be, subject, stance);
  } else {
    // "The figure is exaggerated, the council says."
    if (const Event* meant = told_before(be, by, subject)) lay(*meant);
  }
}

bool Assembler::negated_or_impossible(TokenIndex v) const {
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
      // "Nothing has emerged to corroborate it"
      const auto det = tree_.child(c, {Dep::det});
      if (at != v && tree_.dep(c) == Dep::nsubj &&
          (knowledge_.is("negative-pronouns", word) ||
           (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)))))
        return true;
    }
    const auto& own = tree_.lower(at);
    if (knowledge_.is("cannot-words", own) ||
        knowledge_.is("negative-implicatives", tree_.lemma(at)))
      return true;
    if (tree_.dep(at) != Dep::xcomp && tree_.dep(at) != Dep::ccomp && tree_.dep(at) != Dep::acomp &&
        tree_.dep(at) != Dep::advcl)
      break;
  }
  return false;
}

// Who "was unable to confirm", who "is in no position to".
TokenIndex Assembler::in_doubt(TokenIndex v) const {
  for (TokenIndex at = v; at != kNone; at = tree_.head(at)) {
    // But "it was not possible to confirm".
    if (const auto found = tree_.child(at, {Dep::nsubj}); found != kNone)
      return at != v && knowledge_.is("pronouns-this", tree_.lower(found)) ? kNone : found;
    const Dep d = tree_.dep(at);
    if (d != Dep::xcomp && d != Dep::conj && d != Dep::acomp &&
        (v == 0 || tree_.token(v - 1).tag != "TO"))
      break;
    if (d == Dep::ccomp || d == Dep::root || d == Dep::relcl) break;
  }
  return kNone;
}

// The author, or the one who could not verify, leaves open what the claim says.
void Assembler::open_claim(TokenIndex v, TokenIndex claim, Epistemic stance) {
  ActorIndex by = kAuthor;
  if (!tree_.is_passive(v) && claim != tree_.child(v, {Dep::nsubj})) {
    const auto looked = in_doubt(v);
    if (looked != kNone && actors_.of(looked) != kNone && !negative(looked)) {
      const auto type = actors_.actor(actors_.of(looked)).type;
      // An agency that could not verify is the author's own voice here.
      by = type == ActorType::outlet ? kAuthor : actors_.of(looked);
    }
  }
  // "The inspectorate says it has been unable to establish whether this happened."
  if (const int in = innermost(v); by == kAuthor && in >= 0) {
    const ActorIndex teller = source_actor(attributions_[static_cast<std::size_t>(in)]);
    if (teller != kNone && actors_.actor(teller).type != ActorType::outlet) by = teller;
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
    if (event.trigger == claim || !tree_.is_under(event.trigger, claim) || is_aside(event))
      continue;
    restate(event, by, v, stance);
    inside = true;
  }
  if (inside) return;
  // "A video of the killing is circulating. It could not be authenticated."
  const bool meant_picture =
      tree_.pos(claim) == Pos::pron || knowledge_.is("picture-nouns", tree_.lemma(claim));
  for (const auto& event : events_) {
    if (!meant_picture || event.trigger >= v || picture_of(event.trigger) == kNone ||
        tree_.sentence(v) - tree_.sentence(event.trigger) > 1)
      continue;
    restate_under(event.trigger, by, v, stance);
    return;
  }
  if (knowledge_.is("how-many-nouns", tree_.lemma(claim)) && meant == nullptr) {
    if (const Event* count = count_before(v, by)) {
      restate(*count, by, v, stance);
      return;
    }
  }
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
    if (is_aside(*said.event)) continue;
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

// All that is told under a word; whether anything is.
bool Assembler::restate_under(TokenIndex top, ActorIndex by, TokenIndex at, Epistemic stance) {
  bool told = false;
  for (const auto& event : events_) {
    if (is_aside(event) || !tree_.is_under(event.trigger, top)) continue;
    restate(event, by, at, stance);
    told = true;
  }
  return told;
}

// What somebody does who takes such a stance on what was told.
std::string Assembler::answering_act(Epistemic stance) {
  if (stance == Epistemic::false_certain) return "deny";
  return stance == Epistemic::true_certain ? "confirm" : "doubt";
}

void Assembler::restate(const Event& event, ActorIndex by, TokenIndex at, Epistemic stance) {
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
  assertion.act = answering_act(stance);
  assertion.epistemic = stance;
  assertion.pattern = "could-not-verify";
  assertion.cue = {tree_.token(at).span};
  assertion.evidence = {evidence_of(at, clause_range(tree_, at))};
  assertion.proposition = proposition(event);
  said_.push_back(std::move(said));
}

}  // namespace gainsay::read
