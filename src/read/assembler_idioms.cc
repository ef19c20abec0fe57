// What is said of a claim in words that no single cue carries: "poured cold water on the report",
// "put no faith in it", "the story does not hold water", "the rumour has been debunked".
#include <algorithm>

#include "read/arguments.h"
#include "read/assembler.h"

namespace gainsay::read {

void Assembler::idioms(TokenIndex v) {
  if (!tree_.is_verb(v)) return;
  takes_side(v);
  hard_to_believe(v);
  disagrees(v);
  fares(v);
  shows_no_proof(v);
  made_it_up(v);
  regrets_error(v);
  left_open(v);
}

// Everything that a claim tells, held by `by` as `stance` says; what was told before where it tells
// nothing itself.
void Assembler::lay_stance(TokenIndex claim, ActorIndex by, TokenIndex at, Epistemic stance) {
  bool told = false;
  for (const auto& event : events_) {
    if ((event.trigger == claim && tree_.is_noun(claim)) || is_aside(event) ||
        !tree_.is_under(event.trigger, claim))
      continue;
    restate(event, by, at, stance);
    told = true;
  }
  if (told || tree_.child(claim, {Dep::acl, Dep::ccomp}) != kNone) return;
  if (const Event* meant = told_before(at, by, claim)) restate(*meant, by, at, stance);
}

// The claim that a preposition brings, behind the verb or behind its object.
TokenIndex Assembler::claim_beside(TokenIndex verb, TokenIndex object) const {
  for (const TokenIndex parent : {verb, object}) {
    if (parent == kNone) continue;
    for (const TokenIndex c : tree_.children(parent)) {
      const bool link = tree_.dep(c) == Dep::prep || tree_.dep(c) == Dep::dative;
      const auto claim = link && c > verb ? tree_.child(c, {Dep::pobj}) : kNone;
      if (claim != kNone && (knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
                             knowledge_.cue_nouns.contains(tree_.lemma(claim))))
        return claim;
    }
  }
  return kNone;
}

// "took issue with the claim", "puts no faith in it", "believes the claim".
void Assembler::takes_side(TokenIndex verb) {
  const TokenIndex source = subject(verb);
  const TokenIndex object = tree_.child(verb, {Dep::dobj, Dep::acomp, Dep::oprd});
  if (source == kNone || object == kNone || innermost(verb) >= 0 || tree_.is_passive(verb)) return;
  const int by = speaker_of(source);
  if (by == kNone || negative(source)) return;
  const auto& noun = tree_.lemma(object);
  std::optional<Epistemic> stance;
  if (knowledge_.look_up("denying-idioms", noun) == tree_.lemma(verb))
    stance = Epistemic::false_certain;
  if (knowledge_.look_up("doubting-idioms", noun) == tree_.lemma(verb))
    stance = Epistemic::false_uncertain;
  if (knowledge_.is("faith-nouns", noun) && knowledge_.is("faith-verbs", tree_.lemma(verb))) {
    const auto how_much = tree_.child(object, {Dep::det, Dep::amod, Dep::neg});
    const bool scant = (how_much != kNone && knowledge_.is("scant-words", tree_.lower(how_much))) ||
                       negated_or_impossible(verb) || few(source);
    stance = scant ? Epistemic::false_uncertain : Epistemic::true_uncertain;
  } else if (few(source) || (stance && negated_or_impossible(verb))) {
    return;
  }
  TokenIndex claim = stance ? claim_beside(verb, object) : kNone;
  // "believes the claim that …"
  if (!stance && knowledge_.is("accepting-verbs", tree_.lemma(verb)) &&
      knowledge_.is("claim-nouns", noun) && !negated_or_impossible(verb)) {
    stance = Epistemic::true_uncertain;
    claim = object;
  }
  if (stance && claim != kNone) lay_stance(claim, by, verb, *stance);
}

// "The engineers disagree.": with what somebody else said last.
void Assembler::disagrees(TokenIndex verb) {
  const bool disagree =
      knowledge_.is("disagreeing-verbs", tree_.lemma(verb)) &&
      tree_.child(verb, {Dep::ccomp, Dep::prep, Dep::neg, Dep::dobj, Dep::aux, Dep::mark}) == kNone;
  // "The consul does not think so."
  const bool so = verb + 1 < tree_.size() && knowledge_.is("so-words", tree_.lower(verb + 1)) &&
                  tree_.head(verb + 1) == verb &&
                  knowledge_.is("thinking-verbs", tree_.lemma(verb));
  // "The general begs to differ."
  const TokenIndex begs = tree_.dep(verb) == Dep::xcomp ? tree_.head(verb) : kNone;
  const bool differs = begs != kNone && knowledge_.is("begging-verbs", tree_.lemma(begs)) &&
                       knowledge_.is("differing-verbs", tree_.lemma(verb)) &&
                       tree_.child(verb, {Dep::prep}) == kNone;
  // "Fishermen shake their heads."
  const auto head = tree_.child(verb, {Dep::dobj});
  const bool shakes =
      head != kNone && tree_.child(verb, {Dep::prep}) == kNone &&
      knowledge_.look_up("doubting-gestures", tree_.lemma(head)) == tree_.lemma(verb);
  const auto who = tree_.child(differs ? begs : verb, {Dep::nsubj});
  if (shakes) {
    const int by = who == kNone || innermost(verb) >= 0 || negated_or_impossible(verb)
                       ? kNone
                       : speaker_of(who);
    const Event* told = by == kNone ? nullptr : latest_put_forward(verb, [&](const Said& said) {
      return said.assertion.by != by && said.attribution >= 0 && !is_aside(*said.event);
    });
    if (told != nullptr) restate(*told, by, verb, Epistemic::false_uncertain);
    return;
  }
  if (!(so || disagree || differs) || who == kNone || negative(who) ||
      !can_cite(tree_, knowledge_, who) || innermost(verb) >= 0)
    return;
  const auto stance = !so                           ? Epistemic::false_certain
                      : negated_or_impossible(verb) ? Epistemic::false_uncertain
                                                    : Epistemic::true_uncertain;
  const int by = speaker_of(who);
  const Event* meant = by == kNone ? nullptr : told_before(verb, by);
  if (meant != nullptr) restate(*meant, by, verb, stance);
}

// "It is hard to believe that they fled", "hard to credit the story that": the author's doubt.
void Assembler::hard_to_believe(TokenIndex verb) {
  // "That they shelled it strikes the judge as implausible."
  if (strikes_as(tree_, knowledge_, verb)) {
    const auto told = tree_.child(verb, {Dep::csubj, Dep::ccomp, Dep::advcl});
    const auto whom = tree_.child(verb, {Dep::dobj});
    const int by = whom == kNone ? kNone : speaker_of(whom);
    if (told != kNone && told < verb && by != kNone)
      restate_under(told, by, verb, Epistemic::false_uncertain);
    return;
  }
  // "That they shelled it is hard to credit."
  const auto adjective = tree_.child(verb, {Dep::acomp});
  const auto that = tree_.child(verb, {Dep::csubj});
  if (that != kNone && adjective != kNone && is_hard_to_believe(adjective) && innermost(that) < 0 &&
      tree_.child(that, {Dep::mark}) != kNone) {
    lay_stance(that, kAuthor, adjective, Epistemic::false_uncertain);
    return;
  }
  TokenIndex be = tree_.head(verb);
  // "It is hard to see how they could have."
  const auto how = tree_.child(verb, {Dep::ccomp});
  const bool fathoms = knowledge_.is("fathoming-verbs", tree_.lemma(verb)) && how != kNone &&
                       knowledge_.is("how-words", tree_.lower(tree_.subtree(how).begin));
  if (tree_.dep(verb) != Dep::xcomp || be == kNone || innermost(verb) >= 0 ||
      !(fathoms || knowledge_.is("accepting-verbs", tree_.lemma(verb))))
    return;
  // Parsers hang the infinitive on the verb or on the adjective.
  if (!tree_.is_verb(be)) be = tree_.head(be);
  const auto hard = be == kNone ? kNone : tree_.child(be, {Dep::acomp});
  const auto it = be == kNone ? kNone : tree_.child(be, {Dep::nsubj});
  if (hard == kNone || it == kNone || !knowledge_.is("cannot-words", tree_.lower(hard)) ||
      !knowledge_.is("expletives", tree_.lower(it)))
    return;
  auto claim = tree_.child(verb, {Dep::dobj});
  if (claim == kNone || !knowledge_.is("claim-nouns", tree_.lemma(claim)))
    claim = tree_.child(verb, {Dep::ccomp});
  if (claim == kNone) return;
  restate_under(claim, kAuthor, hard, Epistemic::false_uncertain);
}

// "The claim has been debunked", "does not hold water", "is without foundation": the author's word.
void Assembler::fares(TokenIndex verb) {
  const auto claim = tree_.child(verb, {Dep::nsubj, Dep::nsubjpass});
  const int in = innermost(verb);
  const ActorIndex by =
      in < 0 ? kAuthor : source_actor(attributions_[static_cast<std::size_t>(in)]);
  if (claim == kNone || !tree_.is_noun(claim) || (in >= 0 && by == kNone) ||
      !knowledge_.is("claim-nouns", tree_.lemma(claim)) || !holds_event(claim))
    return;
  const auto& lemma = tree_.lemma(verb);
  const bool passive = tree_.is_passive(verb);
  const bool negated = negated_or_impossible(verb);
  const bool by_somebody = tree_.prepositional_object(verb, knowledge_.list("by")) != kNone;
  std::optional<Epistemic> stance;
  if (passive && !by_somebody && !negated) {
    if (knowledge_.is("disproving-verbs", lemma) || knowledge_.is("faking-verbs", lemma) ||
        has_particle_of(tree_, knowledge_, "making-up", verb))
      stance = Epistemic::false_certain;
    if (knowledge_.is("disputing-verbs", lemma)) stance = Epistemic::unknown;
  }
  if (!passive && negated && knowledge_.is("holding-up-verbs", lemma))
    stance = Epistemic::false_uncertain;
  if (!passive && !negated && knowledge_.is("collapsing-verbs", lemma))
    stance = Epistemic::false_uncertain;
  // "does not sound very plausible"
  const auto how = tree_.child(verb, {Dep::acomp, Dep::oprd});
  if (negated && how != kNone && knowledge_.is("plausible-words", tree_.lower(how)))
    stance = Epistemic::false_uncertain;
  if (knowledge_.is("straining-verbs", lemma)) {
    const auto object = tree_.child(verb, {Dep::dobj});
    if (object != kNone && knowledge_.is("belief-nouns", tree_.lower(object)))
      stance = Epistemic::false_uncertain;
  }
  // "has no basis", "is without foundation"
  const auto object = tree_.child(verb, {Dep::dobj});
  const auto det = object == kNone ? kNone : tree_.child(object, {Dep::det, Dep::amod});
  if (object != kNone && det != kNone && knowledge_.is("truth-nouns", tree_.lemma(object)) &&
      knowledge_.is("scant-words", tree_.lower(det)))
    stance = Epistemic::false_certain;
  for (const TokenIndex c : tree_.children(verb)) {
    const auto what = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
    if (what != kNone && knowledge_.is("negators", tree_.lower(c)) &&
        knowledge_.is("truth-nouns", tree_.lemma(what)))
      stance = Epistemic::false_certain;
  }
  if (stance) lay_stance(claim, by, verb, *stance);
}

// "It has shown no names.", "It gave no proof.": whoever tells of that leaves the claim open.
void Assembler::shows_no_proof(TokenIndex verb) {
  const auto proof = tree_.child(verb, {Dep::dobj});
  if (proof == kNone || !knowledge_.is("proof-nouns", tree_.lemma(proof)) ||
      !(knowledge_.is("giving-out-verbs", tree_.lemma(verb)) ||
        knowledge_.is("showing-verbs", tree_.lemma(verb))))
    return;
  // "claimed, without offering evidence, that"
  const TokenIndex link = tree_.dep(verb) == Dep::pcomp ? tree_.head(verb) : kNone;
  if (link != kNone && knowledge_.is("negators", tree_.lower(link))) {
    const TokenIndex says = tree_.head(link);
    restate_all(kAuthor, verb, Epistemic::unknown, [&](const Said& said) {
      return said.attribution >= 0 && said.assertion.by != kAuthor &&
             attributions_[static_cast<std::size_t>(said.attribution)].cue_token == says;
    });
    return;
  }
  const auto no = tree_.child(proof, {Dep::det});
  const bool none = (no != kNone && knowledge_.is("negative-determiners", tree_.lower(no))) ||
                    negated_or_impossible(verb);
  const auto who = subject(verb);
  const int by = none && who != kNone && innermost(verb) < 0 ? speaker_of(who) : kNone;
  if (by == kNone) return;
  const Event* told = latest_put_forward(verb, [&](const Said& said) {
    return said.assertion.by == by && said.attribution >= 0 && !is_aside(*said.event);
  });
  if (told != nullptr) restate(*told, kAuthor, verb, Epistemic::unknown);
}

// "The paper regrets the error": what it told last.
void Assembler::regrets_error(TokenIndex verb) {
  const auto error = tree_.child(verb, {Dep::dobj});
  const auto who = subject(verb);
  if (error == kNone || who == kNone || negated_or_impossible(verb) ||
      !knowledge_.is("regretting-verbs", tree_.lemma(verb)) ||
      !knowledge_.is("error-nouns", tree_.lemma(error)) ||
      tree_.child(error, {Dep::prep, Dep::acl, Dep::relcl}) != kNone)
    return;
  const int by = speaker_of(who);
  int in = kNone;  // its last word
  for (const auto& said : said_) {
    if (by != kNone && said.assertion.by == by && said.event != nullptr &&
        said.event->trigger < verb &&
        tree_.sentence(verb) - tree_.sentence(said.event->trigger) <= 2)
      in = std::max(in, said.attribution);
  }
  if (in < 0) return;
  restate_all(by, verb, Epistemic::false_certain,
              [&](const Said& said) { return said.attribution == in; });
}

// "She now says that she made it up.", "that she had invented the story": what she told before.
void Assembler::made_it_up(TokenIndex verb) {
  const auto it = tree_.child(verb, {Dep::dobj});
  const auto who = subject(verb);
  if (it == kNone || who == kNone || tree_.is_passive(verb) || negated_or_impossible(verb) ||
      !(tree_.pos(it) == Pos::pron || knowledge_.is("claim-nouns", tree_.lemma(it))))
    return;
  if (!has_particle_of(tree_, knowledge_, "making-up", verb) &&
      !knowledge_.is("faking-verbs", tree_.lemma(verb)))
    return;
  const int in = innermost(verb);
  const int by = in < 0 ? kNone : source_actor(attributions_[static_cast<std::size_t>(in)]);
  // Whoever "she" is to the text before, what she says that she made up is her own.
  if (by == kNone || (actors_.of(who) != by && tree_.pos(who) != Pos::pron)) return;
  const Event* told =
      latest_put_forward(verb, [&](const Said& said) { return said.assertion.by == by; });
  if (told != nullptr) restate(*told, by, verb, Epistemic::false_certain);
}

// "whether that is so", "if the report is true", "whether it happened", "whether it had"
bool Assembler::asks_if_so(TokenIndex v) const {
  const auto mark = tree_.child(v, {Dep::mark});
  const auto claim = tree_.child(v, {Dep::nsubj});
  if (mark == kNone || !knowledge_.is("whether-words", tree_.lower(mark)) || claim == kNone ||
      holds_event(claim))
    return false;
  const bool claimed = tree_.is_noun(claim) && knowledge_.is("claim-nouns", tree_.lemma(claim));
  if (!claimed && !knowledge_.is("pronouns-this", tree_.lower(claim))) return false;
  if (knowledge_.is("happening-verbs", tree_.lemma(v))) return true;
  bool more = false;
  for (const TokenIndex c : tree_.children(v)) {
    const Dep d = tree_.dep(c);
    if (d == Dep::mark || d == Dep::punct || d == Dep::neg || c == claim) continue;
    const auto& word = tree_.lower(c);
    if (knowledge_.is("so-words", word) || knowledge_.is("if-confirmed-words", word)) return true;
    more = true;
  }
  return !more;
}

// "Whether that is so could not be established", "there is no telling if it happened": what was
// told before is left open.
void Assembler::left_open(TokenIndex v) {
  const TokenIndex up = tree_.head(v);
  if (up == kNone || !asks_if_so(v)) return;
  const auto& lemma = tree_.lemma(up);
  bool open = false;
  bool looked = false;  // somebody did, and could not tell
  if (tree_.is_verb(up)) {
    looked = (knowledge_.is("verify-verbs", lemma) || knowledge_.is("knowing-verbs", lemma)) &&
             negated_or_impossible(up);
    // "is still trying to find out if this is so"
    const TokenIndex tries = tree_.dep(up) == Dep::xcomp ? tree_.head(up) : kNone;
    looked = looked || (tries != kNone && knowledge_.is("trying-verbs", tree_.lemma(tries)) &&
                        knowledge_.is("finding-out-verbs", lemma));
    open = looked || knowledge_.is("remaining-verbs", lemma);
    // "is unclear", "is impossible to say", "is anybody's guess"
    const auto word = tree_.child(up, {Dep::acomp, Dep::attr});
    open = open || (word != kNone && word != v && tree_.child(up, {Dep::neg}) == kNone &&
                    (knowledge_.is("open-words", tree_.lower(word)) ||
                     knowledge_.is("cannot-words", tree_.lower(word)) ||
                     knowledge_.is("guess-nouns", tree_.lower(word))));
  } else {
    // "no way to check", "no telling"
    const auto det = tree_.child(up, {Dep::det});
    open = det != kNone && knowledge_.is("scant-words", tree_.lower(det));
  }
  if (!open && tree_.dep(up) == Dep::relcl && tree_.head(up) != kNone) {
    const auto det = tree_.child(tree_.head(up), {Dep::det});
    open = det != kNone && knowledge_.is("scant-words", tree_.lower(det)) &&
           knowledge_.is("ignorance-nouns", tree_.lemma(tree_.head(up)));
  }
  if (open) open_claim(looked ? up : v, tree_.child(v, {Dep::nsubj}), Epistemic::unknown);
}

}  // namespace gainsay::read
