// Stances on what was told before: "He denied it.", "It could not be verified."
#include <algorithm>

#include "read/arguments.h"
#include "read/assembler.h"
#include "read/stance.h"

namespace gainsay::read {

// A stance on what was told before: "He denied it.", "the estimate is exaggerated", "It could not
// be verified."
void Assembler::answers() {
  for (const auto& a : attributions_) {
    short_answer(a);
    asked_back(a);
    took_place(a);
  }
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    answer(i);
    doubt(i);
    appositive(i);
    scant_evidence(i);
    contrary(i);
    if (tree_.is_verb(i)) {
      echo(i);
      said_no(i);
      nothing_of_the_kind(i);
      did_it(i);
      did_not(i);
      struck_off(i);
      little_reason(i);
    }
    no_part_in_it(i);
    unconvinced(i);
    idioms(i);
    if (tree_.pos(i) == Pos::verb || tree_.pos(i) == Pos::adj) unverified(i);
  }
}

// "…, a charge that the governor calls grotesque", "…, an account the army rejects": a noun for
// what was just told, and somebody's stance on it.
void Assembler::appositive(TokenIndex n) {
  if (!(tree_.is_noun(n) && knowledge_.is("claim-nouns", tree_.lemma(n))) &&
      !knowledge_.is("something-words", tree_.lower(n)))
    return;
  const Dep d = tree_.dep(n);
  if (d != Dep::appos && d != Dep::npadvmod && d != Dep::conj && d != Dep::dobj && d != Dep::attr &&
      d != Dep::dep && d != Dep::oprd && d != Dep::ccomp)
    return;
  const TokenIndex first = tree_.subtree(n).begin;
  if (first <= 0 || tree_.token(first - 1).text != ",") return;
  const auto clause = tree_.child(n, {Dep::relcl, Dep::acl});
  if (clause == kNone || !tree_.is_verb(clause)) return;
  const auto source = tree_.is_passive(clause)
                          ? tree_.prepositional_object(clause, knowledge_.list("by"))
                          : tree_.child(clause, {Dep::nsubj});
  if (source == kNone || knowledge_.is("relative-pronouns", tree_.lower(source))) return;
  auto stance = answer_of(clause);
  int by = speaker_of(source);
  // "a figure that the paper was unable to verify": left open, by the author where a paper says so.
  const auto able = tree_.child(clause, {Dep::acomp});
  const auto verify = able == kNone ? kNone : tree_.child(able, {Dep::xcomp});
  if (!stance && verify != kNone) stance = answer_of(verify);
  if (!stance || by == kNone) return;
  if (*stance == Epistemic::unknown && actors_.actor(by).type == ActorType::outlet) by = kAuthor;
  const int sentence = tree_.sentence(n);
  const Event* told = nullptr;
  for (const auto& said : said_) {
    if (said.event == nullptr || said.assertion.by == by || said.event->trigger > n ||
        tree_.sentence(said.event->trigger) != sentence || is_aside(*said.event))
      continue;
    if (told == nullptr ||
        (!told->type.starts_with("event.") && said.event->type.starts_with("event.")))
      told = said.event;
  }
  if (told != nullptr) restate(*told, by, clause, *stance);
}

// What a verb of answering, or "calls it absurd", says of a claim.
std::optional<Epistemic> Assembler::answer_of(TokenIndex verb) const {
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

// "The army did not shell the town, as residents claim": they hold what the army denies.
void Assembler::echo(TokenIndex v) {
  if (!is_echo(tree_, knowledge_, v)) return;
  const int by = speaker_of(tree_.child(v, {Dep::nsubj}));
  if (by == kNone) return;
  for (const auto& event : events_) {
    if (!is_aside(event) && tree_.is_under(event.trigger, tree_.head(v)) &&
        !tree_.is_under(event.trigger, v))
      restate(event, by, v, Epistemic::true_certain);
  }
}

// "Contrary to rebel claims, the bridge was never hit", "despite the army's denials": they hold the
// opposite of what the clause tells.
void Assembler::contrary(TokenIndex n) {
  if (!tree_.is_noun(n) || tree_.dep(n) != Dep::pobj || holds_event(n) ||
      !(knowledge_.is("claim-nouns", tree_.lemma(n)) ||
        knowledge_.cue_nouns.contains(tree_.lemma(n))))
    return;
  TokenIndex link = tree_.head(n);
  if (!knowledge_.is("contrary-words", tree_.lower(link))) link = tree_.head(link);
  if (link == kNone || !knowledge_.is("contrary-words", tree_.lower(link))) return;
  const TokenIndex clause = tree_.head(link);
  if (clause == kNone || !tree_.is_verb(clause)) return;
  int by = kNone;
  for (const TokenIndex c : tree_.children(n)) {
    const Dep d = tree_.dep(c);
    if (d == Dep::poss || d == Dep::compound || d == Dep::nmod || d == Dep::amod)
      by = by == kNone ? actors_.of(c) : by;
  }
  const auto giver = tree_.prepositional_object(n, knowledge_.list("owner-prepositions"));
  if (by == kNone && giver != kNone) by = speaker_of(giver);
  if (by == kNone) return;
  std::vector<std::pair<const Event*, Epistemic>> told;
  for (const auto& said : said_) {
    if (said.event != nullptr && said.assertion.by != by && !is_aside(*said.event) &&
        !said.event->nominal && tree_.is_under(said.event->trigger, clause) &&
        said.assertion.epistemic != Epistemic::unknown)
      told.emplace_back(said.event, compose(Epistemic::false_certain, said.assertion.epistemic));
  }
  for (const auto& [event, stance] : told) restate(*event, by, n, stance);
}

// "Not so," the union replied. "Nonsense," said the mayor.
void Assembler::short_answer(const Attribution& a) {
  if (a.source == kNone || a.content.size() != 1 || a.object) return;
  TokenIndex words = 0;
  bool denies = false;
  const TokenIndex quoted = tree_.pos(a.content.front().begin) == Pos::punct ? 1 : 0;
  for (TokenIndex i = a.content.front().begin; i < a.content.front().end; ++i) {
    if (tree_.pos(i) == Pos::punct) continue;
    ++words;
    // "No comment": no answer.
    if (knowledge_.is("no-content", tree_.lemma(i))) return;
    denies = denies || knowledge_.is("negators", tree_.lower(i)) ||
             knowledge_.is("lying-words", tree_.lower(i)) ||
             knowledge_.is("negative-determiners", tree_.lower(i)) ||
             knowledge_.is("false-words", tree_.lower(i)) ||
             // "There were none."
             (tree_.dep(i) == Dep::attr && knowledge_.is("negative-pronouns", tree_.lower(i))) ||
             // "Nothing of the sort."
             (i > a.content.front().begin && knowledge_.is("kind-nouns", tree_.lower(i)) &&
              knowledge_.is("negative-pronouns", tree_.lower(a.content.front().begin + quoted)));
  }
  const int by = speaker_of(a.source);
  if (by == kNone || (a.outer < 0 && answers_openly(a, by))) return;
  // What is said of a claim needs no brevity to be about it.
  constexpr TokenIndex kShort = 5;
  constexpr TokenIndex kAboutAClaim = 10;
  if (!denies || words > kAboutAClaim) return;
  // "That is nonsense," he said of reports that they had fired.
  for (const TokenIndex c : tree_.children(a.cue_token)) {
    const auto claim = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
    if (claim == kNone || !knowledge_.is("subject-prepositions", tree_.lower(c)) ||
        !(knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
          knowledge_.frame_nouns.contains(tree_.lemma(claim))) ||
        !holds_event(claim))
      continue;
    restate_under(claim, by, a.cue_token, Epistemic::false_certain);
    return;
  }
  if (words > kShort) return;
  const Event* meant = asked_near(a.content.front().begin);
  if (meant == nullptr) meant = told_before(a.content.front().begin, by);
  if (meant != nullptr) restate(*meant, by, a.cue_token, Epistemic::false_certain);
}

// "A massacre? Nobody was hurt," said the mayor: there was none, to him.
void Assembler::asked_back(const Attribution& a) {
  if (!a.quoted || a.source == kNone || a.outer >= 0) return;
  const auto words = a.content.front();
  TokenIndex mark = words.begin;
  while (mark < words.end && tree_.token(mark).text != "?") ++mark;
  constexpr TokenIndex kShortestAnswer = 3;
  if (mark + kShortestAnswer >= words.end || tree_.has_finite_verb({words.begin, mark})) return;
  for (TokenIndex i = mark + 1; i < words.end; ++i) {
    if (knowledge_.is("yes-words", tree_.lower(i)) || tree_.token(i).text == "?") return;
  }
  const int by = speaker_of(a.source);
  if (by == kNone) return;
  for (const auto& event : events_) {
    if (event.trigger < words.begin || event.trigger >= mark) continue;
    // "The raid? It killed my son."
    const auto det = tree_.child(event.trigger, {Dep::det, Dep::poss});
    if (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det))) continue;
    restate(event, by, a.cue_token, Epistemic::false_certain);
  }
}

// "Asked whether they had fired, he said that he did not know", "… that he was in no position to
// say": it is open to him.
bool Assembler::answers_openly(const Attribution& a, ActorIndex by) {
  bool open = false;
  bool know = false;
  for (TokenIndex i = a.content.front().begin; i < a.content.front().end; ++i) {
    if (!tree_.is_verb(i) || !knowledge_.is("knowing-verbs", tree_.lemma(i)) ||
        tree_.child(i, {Dep::dobj, Dep::ccomp}) != kNone || !negated_or_impossible(i))
      continue;
    open = true;
    know = know || knowledge_.is("known-verbs", tree_.lemma(i));
  }
  if (!open) return false;
  const Event* meant = asked_near(a.content.front().begin);
  if (meant != nullptr) restate(*meant, by, a.cue_token, Epistemic::unknown);
  return meant != nullptr || know;
}

// "asked whether they had fired"; "Did they fire?" in somebody's mouth
bool Assembler::is_asked(const Event& event) const {
  if (!event.type.starts_with("event.") && !event.type.starts_with("relation.")) return false;
  if (between_marks(event.trigger)) return in_question(event.trigger);
  // "Had the army bombed it?", in nobody's mouth
  if (!event.nominal && in_question(event.trigger)) return true;
  // "Asked about the bombing"
  const TokenIndex about = event.nominal ? tree_.head(event.trigger) : kNone;
  if (about != kNone && tree_.dep(event.trigger) == Dep::pobj && tree_.head(about) != kNone &&
      knowledge_.is("asking-verbs", tree_.lemma(tree_.head(about))) &&
      knowledge_.is("subject-prepositions", tree_.lower(about)))
    return true;
  for (TokenIndex at = event.trigger; at != kNone; at = tree_.head(at)) {
    const TokenIndex up = tree_.head(at);
    if (up != kNone && tree_.is_verb(at) && asks_whether(at))
      return knowledge_.is("asking-verbs", tree_.lemma(up));
  }
  return false;
}

// What was asked last, in this sentence or the one before; who asked may be a sentence of its own.
const Event* Assembler::asked_near(TokenIndex at) const {
  const Event* latest = nullptr;
  for (const auto& event : events_) {
    const int back = tree_.sentence(at) - tree_.sentence(event.trigger);
    if (back < 0 || back > 2 || is_aside(event) || !is_asked(event)) continue;
    if (latest == nullptr || tree_.sentence(latest->trigger) < tree_.sentence(event.trigger))
      latest = &event;
  }
  return latest;
}

// "say it has done nothing of the kind": what was told before is false, to them.
void Assembler::nothing_of_the_kind(TokenIndex verb) {
  const auto nothing = tree_.child(verb, knowledge_.is("occurrence-verbs", tree_.lemma(verb))
                                             ? std::initializer_list<Dep>{Dep::nsubj}
                                             : std::initializer_list<Dep>{Dep::dobj, Dep::attr});
  if (nothing == kNone) return;
  const auto kind = tree_.prepositional_object(nothing, knowledge_.list("of"));
  const bool of_the_kind = knowledge_.is("negative-pronouns", tree_.lower(nothing)) &&
                           kind != kNone && knowledge_.is("kind-nouns", tree_.lemma(kind));
  // "It did no such thing."
  const auto no = tree_.child(nothing, {Dep::det});
  const auto such = tree_.child(nothing, {Dep::amod});
  const bool no_such = no != kNone && such != kNone &&
                       knowledge_.is("thing-nouns", tree_.lemma(nothing)) &&
                       knowledge_.is("negative-determiners", tree_.lower(no)) &&
                       knowledge_.is("such-words", tree_.lower(such));
  if (!of_the_kind && !no_such) return;
  const int in = innermost(verb);
  const int by = in < 0 ? kAuthor : source_actor(attributions_[static_cast<std::size_t>(in)]);
  if (in >= 0 && by == kNone) return;
  if (const Event* meant = told_before(verb, by))
    restate(*meant, by, verb, Epistemic::false_certain);
}

// "told the judge that they had done it", "said it was not behind it": the deed told before.
void Assembler::did_it(TokenIndex verb) {
  const bool is = tree_.lemma(verb) == knowledge_.first("be");
  const auto it = is ? tree_.prepositional_object(verb, knowledge_.list("behind"))
                     : tree_.child(verb, {Dep::dobj});
  if (!(is || tree_.lemma(verb) == knowledge_.first("do")) || it == kNone ||
      !(knowledge_.is("expletives", tree_.lower(it)) ||
        knowledge_.is("pronouns-this", tree_.lower(it))) ||
      tree_.child(verb, {Dep::nsubj}) == kNone)
    return;
  const int in = innermost(verb);
  if (in < 0) return;
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  if (a.negated || a.hypothetical || a.cue->irrealis || a.cue->holds != Epistemic::true_certain ||
      in_question(verb))
    return;
  const int by = source_actor(a);
  const Event* deed = by == kNone ? nullptr : deed_before(a.cue_token);
  if (deed == nullptr) return;
  const auto stance = stance_of(tree_, knowledge_, verb, a.content_head);
  if (stance) restate(*deed, by, verb, *stance);
}

// "The Mirror wrote that he had been arrested. He had not.": nothing but a subject and a "not".
void Assembler::did_not(TokenIndex verb) {
  const auto who = tree_.child(verb, {Dep::nsubj, Dep::nsubjpass});
  const auto no = tree_.child(verb, {Dep::neg});
  if (!knowledge_.is("elliptic-verbs", tree_.lemma(verb)) || who == kNone || no < verb ||
      tree_.pos(who) != Pos::pron || in_question(verb))
    return;
  const bool bare = std::ranges::all_of(tree_.children(verb), [&](TokenIndex c) {
    const Dep d = tree_.dep(c);
    return c == who || c == no || d == Dep::punct || d == Dep::cc || d == Dep::conj;
  });
  if (!bare) return;
  const int in = innermost(verb);
  const int by = in < 0 ? kAuthor : source_actor(attributions_[static_cast<std::size_t>(in)]);
  if (in >= 0 && by == kNone) return;
  const Event* told = nullptr;
  for (const auto& event : events_) {
    if (!tree_.is_verb(event.trigger) || event.trigger > verb || is_aside(event) ||
        tree_.sentence(verb) - tree_.sentence(event.trigger) > 1 || innermost(event.trigger) < 0 ||
        innermost(event.trigger) == in)
      continue;
    if (told == nullptr || told->trigger < event.trigger) told = &event;
  }
  if (told != nullptr) restate(*told, by, verb, Epistemic::false_certain);
}

// "struck the air raid from its list": what was on it is held no more, and nobody struck anything.
void Assembler::struck_off(TokenIndex verb) {
  const auto what = tree_.child(verb, {Dep::dobj});
  const auto from = tree_.prepositional_object(verb, knowledge_.list("from"));
  const auto who = subject(verb);
  if (!knowledge_.is("striking-off-verbs", tree_.lemma(verb)) || what == kNone || from == kNone ||
      who == kNone || !knowledge_.is("list-nouns", tree_.lemma(from)) || innermost(verb) >= 0)
    return;
  const int by = speaker_of(who);
  if (by == kNone) return;
  std::erase_if(said_, [&](const Said& said) {
    return said.event != nullptr && said.assertion.by == kAuthor &&
           (said.event->trigger == verb || tree_.is_under(said.event->trigger, what));
  });
  for (const auto& event : events_) {
    if (event.trigger != verb && tree_.is_under(event.trigger, what) && !is_aside(event))
      restate(event, by, verb, Epistemic::false_certain);
  }
}

// "Asked whether they had fired, the colonel said no."
void Assembler::said_no(TokenIndex verb) {
  const TokenIndex source = subject(verb);
  if (source == kNone) return;
  std::optional<Epistemic> stance;
  // "he shook his head"
  const auto head = tree_.child(verb, {Dep::dobj});
  const TokenIndex word = verb + 1;
  if (head != kNone && tree_.pos(head) == Pos::noun &&
      knowledge_.look_up("answering-gestures", tree_.lemma(verb)) == tree_.lemma(head)) {
    stance = Epistemic::false_certain;
  } else if (word < tree_.size() && knowledge_.cue_verbs.contains(tree_.lemma(verb))) {
    const bool alone = word + 1 >= tree_.size() || tree_.pos(word + 1) == Pos::punct ||
                       knowledge_.is("answering-links", tree_.lower(word + 1));
    if (alone && knowledge_.is("yes-words", tree_.lower(word))) stance = Epistemic::true_certain;
    if (alone && knowledge_.is("negative-determiners", tree_.lower(word)))
      stance = Epistemic::false_certain;
  }
  const int by = stance ? speaker_of(source) : kNone;
  const Event* meant = by == kNone ? nullptr : asked_near(verb);
  if (meant != nullptr) restate(*meant, by, verb, *stance);
}

// "The story has never convinced her neighbours.": they rather hold it false.
void Assembler::unconvinced(TokenIndex verb) {
  const auto told_to = tree_.child(verb, {Dep::nsubjpass, Dep::dobj});
  const bool few = told_to != kNone && knowledge_.is("few-words", tree_.lower(told_to));
  // "The report left the mayor unconvinced."
  const auto left = tree_.child(verb, {Dep::oprd, Dep::acomp});
  const auto feels = left == kNone ? knowledge_.cue_adjectives.end()
                                   : knowledge_.cue_adjectives.find(tree_.lower(left));
  const bool leaves = feels != knowledge_.cue_adjectives.end() && feels->second->act == "doubt" &&
                      knowledge_.is("leaving-verbs", tree_.lemma(verb));
  if (!(leaves || (knowledge_.is("convincing-verbs", tree_.lemma(verb)) &&
                   (few || negated_or_impossible(verb)))) ||
      innermost(verb) >= 0)
    return;
  const bool passive = tree_.is_passive(verb);
  // "were persuaded by the announcement that …"
  auto claim = passive ? tree_.prepositional_object(verb, knowledge_.list("by"))
                       : tree_.child(verb, {Dep::nsubj});
  // "has failed to convince the mayor"
  if (claim == kNone && !passive && tree_.dep(verb) == Dep::xcomp)
    claim = tree_.child(tree_.head(verb), {Dep::nsubj});
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

// "Residents deny that it took place.": what was told before.
void Assembler::took_place(const Attribution& a) {
  if (a.source == kNone || a.content_head == kNone || a.negated || a.hypothetical ||
      !strength_false(a.cue->holds) || !tree_.is_verb(a.content_head))
    return;
  const auto what = tree_.child(a.content_head, {Dep::nsubj});
  // "doubts that this is the case"
  const auto so = tree_.child(a.content_head, {Dep::attr, Dep::acomp, Dep::advmod});
  const bool is_so =
      so != kNone && tree_.lemma(a.content_head) == knowledge_.first("be") &&
      (knowledge_.is("so-words", tree_.lower(so)) || knowledge_.is("true-words", tree_.lower(so)));
  const bool about =
      what != kNone && (tree_.pos(what) == Pos::pron ||
                        (is_so && knowledge_.is("pronouns-this", tree_.lower(what))));
  if (!about || !(is_so || knowledge_.is("happening-verbs", tree_.lemma(a.content_head)))) return;
  const int by = speaker_of(a.source);
  if (by == kNone) return;
  const Event* meant = nullptr;
  for (const auto& event : events_) {
    if (event.type.starts_with("event.") && event.trigger < a.cue_token &&
        tree_.sentence(a.cue_token) - tree_.sentence(event.trigger) <= 1)
      meant = &event;
  }
  if (meant != nullptr) restate(*meant, by, a.cue_token, a.cue->holds);
}

// "found no evidence that …": whoever looked leaves it open.
void Assembler::scant_evidence(TokenIndex n) {
  const bool ignorance = knowledge_.is("ignorance-nouns", tree_.lemma(n));
  // "There is no truth in the rumour that …"
  const bool truth = knowledge_.is("truth-nouns", tree_.lemma(n));
  // "There is nothing to show that …"
  const auto to_show = tree_.child(n, {Dep::acl, Dep::relcl});
  if (knowledge_.is("negative-pronouns", tree_.lower(n)) && to_show != kNone &&
      knowledge_.is("suggesting-verbs", tree_.lemma(to_show)) && innermost(n) < 0) {
    restate_under(to_show, kAuthor, n, Epistemic::unknown);
    return;
  }
  if (!tree_.is_noun(n) || !(ignorance || truth || knowledge_.is("evidence-nouns", tree_.lemma(n))))
    return;
  const auto stance = truth ? Epistemic::false_certain : Epistemic::unknown;
  const auto det = tree_.child(n, {Dep::det, Dep::amod, Dep::neg});
  TokenIndex verb = tree_.head(n);
  // "There is not a word of truth in it."
  if (truth && verb != kNone && tree_.dep(n) == Dep::pobj && tree_.head(verb) != kNone &&
      knowledge_.is("grain-nouns", tree_.lemma(tree_.head(verb)))) {
    n = tree_.head(verb);
    verb = tree_.head(n);
  }
  // "Confirmation was not to be had."
  const auto had = verb == kNone ? kNone : tree_.child(verb, {Dep::xcomp});
  const bool scant = (det != kNone && knowledge_.is("scant-words", tree_.lower(det))) ||
                     (verb != kNone && tree_.is_verb(verb) &&
                      (negated_or_impossible(verb) || (tree_.dep(n) == Dep::nsubj && had != kNone &&
                                                       tree_.child(had, {Dep::neg}) != kNone)));
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
    if (is_aside(event) || !tree_.is_under(event.trigger, n) || event.trigger == n ||
        (ignorance && !asks_whether(event.clause)))
      continue;
    restate(event, by, n, stance);
    found = true;
  }
  if (found || verb == kNone) return;
  // "There was not a word of truth in the reports that they had left."
  const auto reports = tree_.prepositional_object(verb, knowledge_.list("in"));
  if (truth && reports != kNone) {
    lay_stance(reports, by, n, stance);
    return;
  }
  for (const TokenIndex c : tree_.children(n)) {
    const auto claim = tree_.child(c, {Dep::pobj});
    if (tree_.dep(c) == Dep::prep && claim != kNone &&
        knowledge_.is("claim-nouns", tree_.lemma(claim)))
      open_claim(n, claim, stance);
  }
}

// "It could not be independently verified.": the claim that is meant is the subject, or the
// object of an active verb.
void Assembler::unverified(TokenIndex v) {
  // "can neither bear this out nor rule it out"
  if (!has_particle_of(tree_, knowledge_, "verify-particles", v) &&
      !knowledge_.is("verify-verbs", tree_.lemma(v)))
    return;
  TokenIndex claim = tree_.child(v, {Dep::nsubjpass, Dep::dobj});
  // "has yet to be corroborated"
  if (claim == kNone && tree_.is_passive(v) && tree_.dep(v) == Dep::xcomp)
    claim = tree_.child(tree_.head(v), {Dep::nsubj, Dep::nsubjpass});
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
    // "footage of the killing of three guards, which could not be verified"
    for (TokenIndex at = claim; at != kNone && tree_.dep(at) == Dep::pobj;) {
      at = tree_.head(tree_.head(at));
      if (at != kNone && knowledge_.is("picture-nouns", tree_.lemma(at))) claim = at;
    }
  }
  open_claim(v, claim, Epistemic::unknown);
}

// "The army denied it.", "Residents rejected the account.", "Insurers remain unconvinced.", "a
// denial from the party": a source's stance on what somebody else has just told.
void Assembler::answer(TokenIndex i) {
  const Cue* cue = nullptr;
  TokenIndex source = kNone;
  TokenIndex claim = kNone;
  if (tree_.pos(i) == Pos::verb && !tree_.is_passive(i)) {
    claim = tree_.child(i, {Dep::dobj});
    if (claim == kNone && knowledge_.is("standing-verbs", tree_.lemma(i)))
      claim = tree_.prepositional_object(i, knowledge_.list("by"));
    // "rowed back on its claim", "backtracked from that"
    if (claim == kNone && (knowledge_.is("taking-verbs", tree_.lemma(i)) ||
                           knowledge_.is("retracting-verbs", tree_.lemma(i))))
      claim = tree_.prepositional_object(i, knowledge_.list("retreat-prepositions"));
    source = subject(i);
    if (claim != kNone && source != kNone &&
        (takes_back(i, claim, source) || disbelieves(i, claim, source)))
      return;
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
    // "disowned it" left its partner, "disowned the raid" is a denial.
    if (tree_.pos(claim) == Pos::pron && !cue->objects.empty()) return;
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
    // "Denials came from three ministries."
    const bool came = verb != kNone && tree_.dep(i) == Dep::nsubj &&
                      knowledge_.is("coming-verbs", tree_.lemma(verb));
    const auto& givers = knowledge_.list("owner-prepositions");
    if (source == kNone) source = tree_.prepositional_object(i, givers);
    if (source == kNone && (drawn || came)) source = tree_.prepositional_object(verb, givers);
    if (drawn) claim = tree_.child(verb, {Dep::nsubj});
    // "The boast was met with scepticism by the opposition."
    const TokenIndex met = verb != kNone && tree_.dep(i) == Dep::pobj ? tree_.head(verb) : kNone;
    if (met != kNone && knowledge_.is("meeting-verbs", tree_.lemma(met))) {
      claim = tree_.child(met, {tree_.is_passive(met) ? Dep::nsubjpass : Dep::nsubj});
      for (const TokenIndex parent : {i, met}) {
        if (source == kNone)
          source = tree_.prepositional_object(parent, knowledge_.list("meeting-prepositions"));
      }
    }
    // "cast doubt on the claim"
    if (source == kNone && verb != kNone && tree_.dep(i) == Dep::dobj &&
        knowledge_.is("voicing-verbs", tree_.lemma(verb)) && !negated_or_impossible(verb)) {
      source = subject(verb);
      for (const TokenIndex parent : {i, verb}) {
        const auto about = tree_.prepositional_object(parent, knowledge_.list("on"));
        if (about != kNone &&
            (holds_event(about) || !knowledge_.is("claim-nouns", tree_.lemma(about))))
          return;
      }
    }
  }
  if (cue == nullptr) return;
  // "There was no independent confirmation."
  if (const auto no = tree_.child(i, {Dep::det});
      source == kNone && tree_.is_noun(i) && cue->act == "confirm" && no != kNone &&
      tree_.dep(i) == Dep::attr && knowledge_.is("negative-determiners", tree_.lower(no)) &&
      innermost(i) < 0) {
    if (const Event* open = told_before(i, kAuthor, kNone))
      restate(*open, kAuthor, i, Epistemic::unknown);
  }
  if (source == kNone) return;
  // "The mayor is not so sure."
  const bool unsure = tree_.pos(i) == Pos::adj && cue->holds == Epistemic::true_uncertain &&
                      tree_.child(tree_.head(i), {Dep::neg}) != kNone &&
                      std::ranges::any_of(tree_.children(i), [&](TokenIndex c) {
                        return knowledge_.is("so-degree-words", tree_.lower(c));
                      });
  if (!unsure && !knowledge_.is("answering-acts", cue->act)) return;
  if (tree_.is_verb(i) && negated_or_impossible(i)) return;
  // "There was no confirmation from the army.": it is left open. "No denial" says nothing.
  const auto det = tree_.child(i, {Dep::det});
  if (tree_.is_noun(i) && det != kNone && knowledge_.is("negative-determiners", tree_.lower(det))) {
    const Event* open = told_before(i, kAuthor, claim);
    if (open != nullptr && cue->act == "confirm") restate(*open, kAuthor, i, Epistemic::unknown);
    return;
  }
  const int by = speaker_of(source);
  const bool fronted = tree_.is_verb(i) && tree_.dep(i) == Dep::advcl && tree_.head(i) > i;
  if (by == kNone || (innermost(i) >= 0 && !conceded(i) && !fronted)) return;
  // "News that it had surrendered drew a denial from the garrison."
  if (tree_.is_noun(i) && claim != kNone && holds_event(claim)) {
    restate_under(claim, by, i, cue->holds);
    return;
  }
  const Event* meant = conceded(i) || fronted ? told_after(i) : told_before(i, by, claim);
  if (meant == nullptr && !fronted) meant = asked_near(i);  // "Asked about it, he denied any part"
  if (meant != nullptr) {
    restate(*meant, by, i, unsure ? Epistemic::false_uncertain : cue->holds);
  } else if (claim != kNone && !fronted) {
    restate_statement(i, by, cue->holds);
  }
}

// "…, which the palace denies": what was said just before, where that is no event.
void Assembler::restate_statement(TokenIndex at, ActorIndex by, Epistemic stance) {
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
  assertion.act = answering_act(stance);
  assertion.epistemic = stance;
  assertion.pattern = "could-not-verify";
  assertion.cue = {tree_.token(at).span};
  assertion.evidence = {evidence_of(at, clause_range(tree_, at))};
  assertion.proposition = latest->assertion.proposition;
  said_.push_back(std::move(said));
}

// "hard to credit", "hard to see how"
bool Assembler::is_hard_to_believe(TokenIndex i) const {
  return knowledge_.is("cannot-words", tree_.lower(i)) && i + 2 < tree_.size() &&
         knowledge_.is("to", tree_.lower(i + 1)) &&
         (knowledge_.is("accepting-verbs", tree_.lower(i + 2)) ||
          knowledge_.is("squaring-verbs", tree_.lower(i + 2)) ||
          (i + 3 < tree_.size() && knowledge_.is("fathoming-verbs", tree_.lower(i + 2)) &&
           knowledge_.is("how-words", tree_.lower(i + 3))));
}

// What a verb judges, wherever the parser hung it: "find it hard to credit", "call the claim a
// lie".
TokenIndex Assembler::judged(TokenIndex verb) const {
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
bool Assembler::judges(TokenIndex verb, TokenIndex source) {
  if (!knowledge_.is("judging-verbs", tree_.lemma(verb))) return false;
  const TokenIndex claim = judged(verb);
  const auto range = tree_.subtree(verb);
  // "find it hard to believe the palace's story that …"
  for (TokenIndex i = verb + 1; i + 2 < range.end; ++i) {
    // "found it hard to see how it could hold"
    if (!is_hard_to_believe(i)) continue;
    const auto clause = tree_.child(i + 2, {Dep::ccomp, Dep::advcl});
    if (clause != kNone && speaker_of(source) != kNone &&
        restate_under(clause, speaker_of(source), verb, Epistemic::false_uncertain))
      return true;
    const auto story = tree_.child(i + 2, {Dep::dobj});
    if (story == kNone || !knowledge_.is("claim-nouns", tree_.lemma(story))) continue;
    return speaker_of(source) != kNone &&
           restate_under(story, speaker_of(source), verb, Epistemic::false_uncertain);
  }
  if (claim == kNone || holds_event(claim)) return false;
  std::optional<Epistemic> stance;
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

// "saw little reason to trust the junta's announcement that"
void Assembler::little_reason(TokenIndex verb) {
  const TokenIndex reason = tree_.head(verb);
  const auto claim = tree_.child(verb, {Dep::dobj});
  if (reason == kNone || claim == kNone || !tree_.is_noun(reason) ||
      !knowledge_.is("accepting-verbs", tree_.lemma(verb)) ||
      !knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
      !knowledge_.is("ground-nouns", tree_.lemma(reason)))
    return;
  const auto scant = tree_.child(reason, {Dep::det, Dep::amod});
  const TokenIndex sees = tree_.head(reason);
  if (scant == kNone || !knowledge_.is("scant-words", tree_.lower(scant)) || sees == kNone ||
      !tree_.is_verb(sees))
    return;
  const auto who = subject(sees);
  const bool there = who == kNone || tree_.dep(who) == Dep::expl;
  const int by = there ? static_cast<int>(kAuthor) : speaker_of(who);
  if (there || by != kNone) restate_under(claim, by, verb, Epistemic::false_uncertain);
}

// "do not believe the palace's claim that", "few diplomats believe": they rather hold it false.
bool Assembler::disbelieves(TokenIndex verb, TokenIndex claim, TokenIndex source) {
  const auto few = tree_.child(source, {Dep::amod});
  const bool none = negated_or_impossible(verb) || negative(source) ||
                    (few != kNone && knowledge_.is("few-words", tree_.lower(few)));
  const int by = speaker_of(source);
  if (!none || by == kNone || !knowledge_.is("accepting-verbs", tree_.lemma(verb)) ||
      !(knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
        knowledge_.is("text-nouns", tree_.lemma(claim))))
    return false;
  if (holds_event(claim)) return restate_under(claim, by, verb, Epistemic::false_uncertain);
  // "does not quite believe the letter"
  if (!knowledge_.is("text-nouns", tree_.lemma(claim))) return false;
  const Event* meant = told_before(verb, by);
  if (meant != nullptr) restate(*meant, by, verb, Epistemic::false_uncertain);
  return meant != nullptr;
}

// "stands by its statement"; "no longer stands by" it does not.
bool Assembler::holds_by(TokenIndex verb) const {
  if (negated_or_impossible(verb)) return false;
  return std::ranges::none_of(tree_.children(verb), [&](TokenIndex c) {
    return tree_.dep(c) == Dep::advmod && tree_.child(c, {Dep::neg}) != kNone;
  });
}

// "withdrew its statement on the raid", "later retracted the claim": what was held is held no
// more.
bool Assembler::takes_back(TokenIndex verb, TokenIndex claim, TokenIndex source) {
  const bool unsupported = knowledge_.is("standing-verbs", tree_.lemma(verb)) && !holds_by(verb);
  // "At nine it took that back."
  const bool back = knowledge_.is("taking-verbs", tree_.lemma(verb)) &&
                    std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
                      return c > verb && knowledge_.is("back-words", tree_.lower(c));
                    });
  // "has killed its story about a raid"
  const bool spikes = knowledge_.is("spiking-verbs", tree_.lemma(verb)) &&
                      tree_.child(claim, {Dep::poss}) != kNone &&
                      (knowledge_.is("news-texts", tree_.lemma(claim)) ||
                       knowledge_.is("claim-nouns", tree_.lemma(claim)));
  if (!unsupported && !back && !spikes && !knowledge_.is("retracting-verbs", tree_.lemma(verb)))
    return false;
  const bool this_one =
      back && (tree_.pos(claim) == Pos::pron || knowledge_.is("pronouns-this", tree_.lower(claim)));
  const auto& noun = tree_.lemma(claim);
  if (!this_one &&
      (!tree_.is_noun(claim) ||
       (!knowledge_.is("claim-nouns", noun) && !knowledge_.is("evidence-nouns", noun) &&
        !knowledge_.is("text-nouns", noun) && !knowledge_.is("news-texts", noun))))
    return false;
  const int by = speaker_of(source);
  if (by == kNone) return false;
  bool found = false;
  for (const auto& event : events_) {
    // "its dispatch of Monday on a raid": the parser may tie "on" to the verb.
    const TokenIndex with = tree_.head(event.trigger);
    const bool beside = with != kNone && tree_.dep(event.trigger) == Dep::pobj &&
                        tree_.head(with) == verb && with > claim &&
                        knowledge_.is("subject-prepositions", tree_.lower(with));
    // "its flash that he had been shot": or the clause.
    const auto flashed = tree_.child(verb, {Dep::ccomp});
    const bool clause_beside =
        flashed != kNone && flashed > claim && tree_.is_under(event.trigger, flashed);
    // What a noun phrase takes for granted ("its claim on the front's chief") is not taken back.
    const auto clause = tree_.child(claim, {Dep::acl, Dep::ccomp});
    const bool granted = event.type.starts_with("relation.") &&
                         (clause == kNone || !tree_.is_under(event.trigger, clause));
    if (granted || !(tree_.is_under(event.trigger, claim) || beside || clause_beside)) continue;
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
bool Assembler::conceded(TokenIndex noun) const {
  const TokenIndex up = tree_.head(noun);
  return up != kNone && knowledge_.is("concessive-prepositions", tree_.lower(up));
}

}  // namespace gainsay::read
