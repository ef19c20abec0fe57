// Whose words an event stands in, and how they hold it.
#include <algorithm>

#include "read/arguments.h"
#include "read/assembler.h"
#include "read/stance.h"

namespace gainsay::read {

void Assembler::tell(const Event& event) {
  if (by_caller(event)) return;
  if (event.granted) {
    if (event.granted_in >= 0) {
      by_source(event, event.granted_in);
    } else {
      by_author(event, event.trigger);
    }
    return;
  }
  by_claimant(event);
  if (asks_who(event)) {
    add(event, kAuthor, Epistemic::true_certain, -1, "say", Directness::narration);
    return;
  }
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
  const bool relation_in_name = in_name(event);
  // "It is not known whether he survived the raid": there was one.
  const TokenIndex survives = tree_.dep(event.trigger) == Dep::dobj
                                  ? tree_.head(event.trigger)
                                  : static_cast<TokenIndex>(kNone);
  const bool survived = survives != kNone && is_definite(event.trigger) &&
                        knowledge_.is("surviving-verbs", tree_.lemma(survives)) &&
                        a.content_head != kNone && asks_whether(a.content_head);
  // "denied that he was arrested over Sunday's raid": nobody denies that there was one.
  if (!a.quoted && a.outer < 0 &&
      (survived || (strength_false(a.cue->holds) && stands_beside(event)))) {
    by_author(event, event.trigger);
    return;
  }
  // "the toll from Saturday's twin blasts rose to 58, officials said": an event of a day, and told
  // nowhere else, is known to whoever writes.
  // "has yet to confirm any of the nineteen deaths of Monday": not by somebody else's word.
  const bool unconfirmed = a.negated && a.cue->act == "confirm";
  if (!a.quoted && a.outer < 0 && !unconfirmed && names_its_day(event))
    by_author(event, event.trigger);
  answered_claim(event, in);
  // '"We had no hand in the raid," the front said.'
  const TokenIndex innocent = a.source == kNone ? kNone : nothing_to_do(event.trigger);
  if (innocent != kNone && (!a.quoted || knowledge_.is("first-persons", tree_.lower(innocent)))) {
    for (const ActorIndex each : source_actors(a))
      add(event, each, Epistemic::false_certain, in, "deny", Directness::indirect);
    return;
  }
  // "had no hand in the killing of forty men": that forty died he does not say.
  const TokenIndex of = tree_.head(event.trigger);
  const TokenIndex deed =
      of != kNone && tree_.dep(event.trigger) == Dep::pobj ? tree_.head(of) : kNone;
  if (!a.quoted && deed != kNone && tree_.is_noun(deed) && event.type.starts_with("quantity.") &&
      nothing_to_do(deed) != kNone)
    return;
  // "denied laying the bomb that wrecked the bridge", "blamed them for the raid, in which nine
  // died": that it was wrecked and that they died nobody denies.
  // "not able to establish whether the shell that hit the school was theirs", "nobody has owned up
  // to laying the bomb that went off": it hit the school, and it went off.
  const bool open =
      a.negated || (a.source != kNone && negative(a.source)) || tells_of_disclaimed(event);
  if (!a.quoted && (a.cue->holds != Epistemic::true_certain || a.cue->act == "accuse" || open) &&
      a.outer < 0) {
    if (const auto clause = definite_relative(event, a); clause != kNone) {
      by_author(event, clause);
      return;
    }
  }
  if (a.quoted && a.source != kNone && scoffs(event, a)) {
    for (const ActorIndex each : source_actors(a))
      add(event, each, Epistemic::false_certain, in, "deny", Directness::direct);
    return;
  }
  // "did not know that the mill had burned": it had; "did not admit" leaves it open.
  const bool nobody = a.source != kNone && (negative(a.source) || few(a.source));
  const bool unaware =
      a.cue->factive &&
      (a.negated || nobody || knowledge_.is("unaware-words", tree_.lower(a.cue_token))) &&
      a.cue->act == "say" && a.content_head != kNone && !a.hypothetical &&
      !asks_whether(a.content_head);
  // "neglected to tell parliament that they had met": they had.
  const TokenIndex omits = tree_.dep(a.cue_token) == Dep::xcomp ? tree_.head(a.cue_token) : kNone;
  const bool untold = omits != kNone && tree_.is_verb(omits) && a.outer < 0 && !a.quoted &&
                      knowledge_.is("omitting-verbs", tree_.lemma(omits)) &&
                      knowledge_.is("mentioning-verbs", tree_.lemma(a.cue_token)) &&
                      a.content_head != kNone && !asks_whether(a.content_head);
  // "forgets to mention that they were shot"
  const auto mentions = tree_.is_verb(a.cue_token) ? tree_.child(a.cue_token, {Dep::xcomp}) : kNone;
  const bool forgets = mentions != kNone && !a.quoted &&
                       knowledge_.is("omitting-verbs", tree_.lemma(a.cue_token)) &&
                       knowledge_.is("mentioning-verbs", tree_.lemma(mentions)) &&
                       tree_.is_under(event.trigger, mentions) && event.trigger != mentions;
  if (forgets && stance_of(tree_, knowledge_, event.trigger, tree_.child(mentions, {Dep::ccomp}))) {
    by_author(event, tree_.child(mentions, {Dep::ccomp}));
    return;
  }
  if (untold) {
    by_author(event, a.content_head);
    return;
  }
  // "refuses to acknowledge that they destroyed it": they did.
  if (omits != kNone && a.cue->factive && a.cue->act == "confirm" && a.outer < 0 && !a.quoted &&
      a.content_head != kNone && knowledge_.is("refusing-verbs", tree_.lemma(omits)) &&
      knowledge_.is("acknowledging-verbs", tree_.lemma(a.cue_token)) &&
      !asks_whether(a.content_head)) {
    by_author(event, a.content_head);
    return;
  }
  if (unaware) {
    const auto stance = stance_of(tree_, knowledge_, event.trigger, a.content_head);
    if (stance && a.outer < 0) by_author(event, a.content_head);
    if (stance && a.outer >= 0) by_all_of(event, a.outer, *stance, "say", Directness::indirect);
    return;
  }
  // "Army 'shot marchers', inquiry finds": the words are the inquiry's.
  if (a.cue->factive && !a.negated && !between_marks(event.trigger)) {
    // Whoever tells of the admission takes it for true.
    if (a.outer >= 0) {
      by_source(event, a.outer);
    } else if (stance_of(tree_, knowledge_, a.cue_token, kNone)) {
      // "It was probably our own missile, an officer conceded": so sure is he only.
      const auto inner = stance_of(tree_, knowledge_, event.trigger, a.content_head);
      const bool guess = inner == Epistemic::true_uncertain || inner == Epistemic::false_uncertain;
      if (!guess) by_author(event, a.content_head);
    }
  }
  told_beside_claim(event, a);
  // "doubted that it had burned, as the radio has it": the doubt is of it, whoever tells it beside.
  if (says_as(a)) {
    if (a.outer >= 0) {
      by_source(event, a.outer);
    } else if (stance_of(tree_, knowledge_, event.trigger, kNone) != Epistemic::true_certain) {
      by_author(event, kNone);
    }
  }
  if (relation_in_name && !a.quoted) {
    // "… said the aide to Ivo Sarn, leader of X": what an apposition tells is told by whoever
    // writes the sentence.
    by_author(event, a.content_head);
    return;
  }
  by_source(event, in);
}

// "The police know who shot the boy", "nobody knows who ordered the raid": that somebody did is
// taken for granted.
bool Assembler::asks_who(const Event& event) const {
  if (event.nominal || !event.type.starts_with("event.") || event.denied) return false;
  const TokenIndex v = event.trigger;
  if (in_question(v)) return false;
  const auto who = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
  if (!tree_.is_verb(v) || tree_.dep(v) == Dep::relcl || who == kNone || who > v ||
      tree_.token(who).tag != "WP" || !knowledge_.is("person-relatives", tree_.lower(who)) ||
      tree_.child(v, {Dep::neg}) != kNone)
    return false;
  // "who fired on the convoy, if it was fired on at all"
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
    if (tree_.dep(i) == Dep::mark && knowledge_.is("conditional-markers", tree_.lower(i)))
      return false;
  }
  // Whose words it stands in must not hold it false, nor be a quotation.
  if (const int in = innermost(v); in >= 0) {
    const auto& a = attributions_[static_cast<std::size_t>(in)];
    if (a.quoted || a.outer >= 0 || strength_false(a.cue->holds)) return false;
  }
  const auto aux = tree_.child(v, {Dep::aux});
  if (tree_.token(v).tag == "VBD") return true;
  return tree_.token(v).tag == "VBN" && (aux == kNone || tree_.token(aux).tag != "MD");
}

// Whoever calls an actor by a name is the one who holds it to be his name.
bool Assembler::by_caller(const Event& event) {
  if (event.by == kNone) return false;
  // "a profile that described him as": the profile.
  const int actor = speaker_of(antecedent(tree_, knowledge_, event.by));
  if (actor == kNone) return true;
  add(event, actor, Epistemic::true_certain, -1, event.act.empty() ? "say" : event.act,
      Directness::indirect);
  return true;
}

// "The one raid that the front has claimed to have carried out": the claim stands in the noun's
// own relative clause.
void Assembler::by_claimant(const Event& event) {
  if (!event.nominal || !event.type.starts_with("event.")) return;
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const auto& a = attributions_[i];
    if (tree_.head(a.cue_token) != event.trigger || tree_.dep(a.cue_token) != Dep::relcl) continue;
    if (a.content_head == kNone || !knowledge_.is("light-verbs", tree_.lemma(a.content_head)) ||
        a.negated)
      continue;
    for (const ActorIndex each : source_actors(a))
      add(event, each, a.cue->holds, static_cast<int>(i), a.cue->act, Directness::indirect);
  }
}

// The relative clause of a noun that is known, in which the event is told; kNone for none.
TokenIndex Assembler::definite_relative(const Event& event, const Attribution& a) const {
  if (event.nominal || a.content_head == kNone) return kNone;
  for (TokenIndex at = event.trigger; at != kNone && at != a.content_head; at = tree_.head(at)) {
    if (tree_.dep(at) != Dep::relcl || content_noun(tree_, knowledge_, at) != kNone) continue;
    const TokenIndex noun = tree_.head(at);
    // "believes it was the army that fired": no army that is known to have.
    if (const TokenIndex be = tree_.dep(noun) == Dep::attr ? tree_.head(noun) : kNone;
        be != kNone) {
      const auto it = tree_.child(be, {Dep::nsubj});
      if (it != kNone && knowledge_.is("expletives", tree_.lower(it))) continue;
    }
    const auto det = tree_.child(noun, {Dep::det});
    const auto first = tree_.subtree(at).begin;
    const bool aside = first > 0 && tree_.token(first - 1).text == ",";
    const bool known = aside || a.accused != kNone || tree_.child(noun, {Dep::poss}) != kNone ||
                       (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det)));
    return known ? at : kNone;
  }
  return kNone;
}

// "Saturday's blasts", "last month's air strike", behind a preposition.
bool Assembler::names_its_day(const Event& event) const {
  if (!event.nominal || event.same_as >= 0 || tree_.dep(event.trigger) != Dep::pobj) return false;
  const auto whose = tree_.child(event.trigger, {Dep::poss});
  if (whose == kNone || !tree_.in_time(whose) || !presupposed(event)) return false;
  // What somebody's part in it is beside, or laid to: told already.
  return std::ranges::none_of(
      events_, [&](const Event& other) { return other.granted && other.trigger == event.trigger; });
}

// "in the raid", "during the clashes"
bool Assembler::places_clause(const Event& event) const {
  const TokenIndex link = tree_.head(event.trigger);
  if (!event.nominal || link == kNone || tree_.dep(event.trigger) != Dep::pobj ||
      !knowledge_.is("cause-prepositions", tree_.lower(link)))
    return false;
  // "had never been in his custody": said of him.
  const TokenIndex up = tree_.head(link);
  return up == kNone || tree_.lemma(up) != knowledge_.first("be");
}

// "arrested in connection with Sunday's raid", "killed in the raid": what a clause places itself by
// is taken for granted; but "took part in the raid" is about it.
bool Assembler::stands_beside(const Event& event) const {
  if (!places_clause(event)) return false;
  const TokenIndex link = tree_.head(event.trigger);
  // "during an operation"
  if (knowledge_.is("during", tree_.lower(link))) return true;
  if (!presupposed(event)) return false;
  const TokenIndex up = tree_.head(link);
  if (up == kNone) return false;
  if (tree_.is_noun(up)) return knowledge_.is("connection-nouns", tree_.lemma(up));
  return knowledge_.does_harm(tree_.lemma(up));
}

// "had no part in the assault on the post, which left three dead": they died in it.
bool Assembler::tells_of_disclaimed(const Event& event) const {
  TokenIndex verb = event.clause == kNone ? event.trigger : event.clause;
  if (tree_.dep(verb) == Dep::oprd) verb = tree_.head(verb);  // "left three dead"
  if (tree_.dep(verb) != Dep::relcl) return false;
  constexpr int kLongestPhrase = 4;
  TokenIndex noun = tree_.head(verb);
  for (int steps = 0; noun != kNone && steps < kLongestPhrase; ++steps) {
    if (tree_.is_noun(noun) && nothing_to_do(noun) != kNone) return true;
    if (tree_.dep(noun) != Dep::pobj && tree_.dep(noun) != Dep::prep) break;
    noun = tree_.head(noun);
  }
  return false;
}

// "What shelling?", "Executions?": a bare question back denies that there was any.
bool Assembler::scoffs(const Event& event, const Attribution& a) const {
  if (!event.nominal) return false;
  TokenIndex words = 0;
  bool question = false;
  const auto count = [&](TokenRange range) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      words += tree_.pos(i) == Pos::punct ? 0 : 1;
      question = question || tree_.token(i).text == "?";
    }
  };
  if (tree_.dep(event.trigger) == Dep::root) {
    count(tree_.sentence_range(tree_.sentence(event.trigger)));
    if (question && words <= 3) return true;
  }
  // "What shelling?" the general snapped.
  words = 0;
  question = false;
  for (const auto& range : a.content) {
    if (range.begin <= event.trigger && event.trigger < range.end) count(range);
  }
  return question && words <= 3;
}

// "claimed the car bomb that killed a judge", "nobody claimed Sunday's raid": the deed is the
// author's to tell, whoever says that it was his.
void Assembler::told_beside_claim(const Event& event, const Attribution& a) {
  if (!a.cue->responsibility || a.quoted || a.outer >= 0 || a.content_head == kNone) return;
  // "…, which killed two": a killing, and how many.
  const bool number = event.type.starts_with("quantity.") && event.clause != kNone;
  const bool clause =
      tree_.dep(number ? event.clause : event.trigger) == Dep::relcl && !event.nominal;
  if (clause || (a.source != kNone && negative(a.source))) by_author(event, a.content_head);
}

// "denied the mayor's claim that …": the mayor claims it, and the one who denies the claim holds
// what is claimed false.
void Assembler::answered_claim(const Event& event, int in) {
  if (in_name(event) || stands_beside(event)) return;
  const auto& claim = attributions_[static_cast<std::size_t>(in)];
  // "rejected a memo according to which …"
  if (knowledge_.is("according", tree_.lower(claim.cue_token)) && claim.source != kNone) {
    for (std::size_t i = 0; i < attributions_.size(); ++i) {
      const auto& answer = attributions_[i];
      if (answer.content_head == claim.source && tree_.is_under(claim.cue_token, claim.source) &&
          knowledge_.is("answering-acts", answer.cue->act))
        by_source(event, static_cast<int>(i));
    }
    return;
  }
  // "denied figures showing that …"
  const TokenIndex told =
      tree_.dep(claim.cue_token) == Dep::acl ? tree_.head(claim.cue_token) : claim.cue_token;
  if (claim.outer < 0 || told == kNone || !tree_.is_noun(told)) return;
  const auto& answer = attributions_[static_cast<std::size_t>(claim.outer)];
  if (answer.content_head != told || !knowledge_.is("answering-acts", answer.cue->act)) return;
  if (strength_false(claim.cue->holds)) {
    // "The ministry's denial that they died was contradicted by the hospital": they did, it says.
    const auto stance = stance_of(tree_, knowledge_, event.trigger, claim.content_head);
    if (stance)
      by_all_of(event, claim.outer, compose(compose(answer.cue->holds, claim.cue->holds), *stance),
                "say", Directness::indirect);
    return;
  }
  by_source(event, claim.outer);
}

// "…, as the police report has it"
bool Assembler::says_as(const Attribution& a) const {
  return tree_.is_verb(a.cue_token) && tree_.dep(a.cue_token) == Dep::advcl && !a.negated &&
         a.source != kNone && !knowledge_.is("first-persons", tree_.lower(a.source)) &&
         knowledge_.is("as", tree_.lower(tree_.subtree(a.cue_token).begin));
}

// "footage of the killing": the footage; kNone where the event is not what a picture shows.
TokenIndex Assembler::picture_of(TokenIndex trigger) const {
  const TokenIndex of = tree_.dep(trigger) == Dep::pobj ? tree_.head(trigger) : kNone;
  const TokenIndex picture = of == kNone ? kNone : tree_.head(of);
  return picture != kNone && knowledge_.is("of", tree_.lower(of)) &&
                 knowledge_.is("picture-nouns", tree_.lemma(picture))
             ? picture
             : kNone;
}

// "the raid", "their ambush": that it happened is taken for granted, unless the clause is about
// just that.
bool Assembler::presupposed(const Event& event) const {
  // "has not forgotten the killing of two clerks": as sure as the killing.
  if (event.type.starts_with("quantity.")) {
    return std::ranges::any_of(events_, [&](const Event& deed) {
      return deed.nominal && deed.type.starts_with("event.") && deed.trigger < event.trigger &&
             tree_.is_under(event.trigger, deed.trigger) && presupposed(deed) &&
             stance_of(tree_, knowledge_, deed.trigger, deed.trigger) == Epistemic::true_certain;
    });
  }
  if (!event.nominal || event.by_subject || occurs(event)) return false;
  if (!event.type.starts_with("event.")) return false;
  // "ordered the release", "foiled the attack", "a call for the withdrawal": not there yet.
  const TokenIndex up = tree_.head(event.trigger);
  // "The kidnapping was staged by the driver himself."
  if (up != kNone && tree_.dep(event.trigger) == Dep::nsubjpass &&
      knowledge_.is("faking-verbs", tree_.lemma(up)))
    return false;
  // "Preparations for the assault are complete."
  if (up != kNone && tree_.dep(event.trigger) == Dep::pobj &&
      knowledge_.is("for", tree_.lower(up)) && tree_.head(up) != kNone &&
      knowledge_.is("planned-nouns", tree_.lemma(tree_.head(up))))
    return false;
  // "Talks were put off."
  if (up != kNone && is_postponing(tree_, knowledge_, up)) return false;
  // "He made up the kidnapping."
  if (up != kNone && tree_.dep(event.trigger) == Dep::dobj && is_inventing(tree_, knowledge_, up))
    return false;
  // "The trial is scheduled to open in May."
  if (up != kNone && tree_.dep(event.trigger) == Dep::nsubjpass &&
      knowledge_.is("irrealis-verbs", tree_.lemma(up)))
    return false;
  // "footage said to show the execution"
  if (up != kNone && tree_.dep(event.trigger) == Dep::dobj &&
      knowledge_.is("showing-verbs", tree_.lemma(up)))
    return false;
  // "described as the execution"
  if (up != kNone && tree_.dep(event.trigger) == Dep::pobj && knowledge_.is("as", tree_.lower(up)))
    return false;
  // "the report of his execution": somebody's word.
  if (up != kNone && tree_.dep(event.trigger) == Dep::pobj &&
      knowledge_.is("of", tree_.lower(up)) && tree_.head(up) != kNone &&
      knowledge_.is("unheld-nouns", tree_.lemma(tree_.head(up))))
    return false;
  // "unverified footage of the killing": it may show no such thing.
  if (const TokenIndex picture = picture_of(event.trigger); picture != kNone) {
    if (std::ranges::any_of(tree_.children(picture), [&](TokenIndex c) {
          return knowledge_.is("alleging-adjectives", tree_.lower(c)) ||
                 knowledge_.is("alleging-adverbs", tree_.lower(c));
        }))
      return false;
  }
  // "Plans for an assault on the port": ahead of them still.
  if (up != kNone && tree_.dep(event.trigger) == Dep::pobj &&
      knowledge_.is("for", tree_.lower(up)) && tree_.head(up) != kNone &&
      knowledge_.is("unheld-nouns", tree_.lemma(tree_.head(up))))
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
  // "The attack was averted."
  if (up != kNone && tree_.dep(event.trigger) == Dep::nsubjpass &&
      knowledge_.is("preventing-verbs", tree_.lemma(up)))
    return false;
  // "The plan provides for the arrest of nine."
  if (up != kNone && tree_.dep(event.trigger) == Dep::pobj && tree_.head(up) != kNone &&
      tree_.is_verb(tree_.head(up)) && knowledge_.is("for", tree_.lower(up)) &&
      knowledge_.is("providing-verbs", tree_.lemma(tree_.head(up))))
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
  return is_definite(event.trigger);
}

// "Monday's raid", "the raid"
bool Assembler::is_definite(TokenIndex noun) const {
  const auto possessor = tree_.child(noun, {Dep::poss});
  const auto det = tree_.child(noun, {Dep::det});
  return possessor != kNone ||
         (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det)));
}

// "Sarn, head of the front": what a name phrase tells by the way; not "is its head", "is under its
// control".
bool Assembler::in_name(const Event& event) const {
  if (!event.type.starts_with("relation.") || !event.nominal) return false;
  const Dep d = tree_.dep(event.trigger);
  const TokenIndex link = tree_.head(event.trigger);
  // "has ties to the front", "denies any links to it"; "has its headquarters in Sund"
  const TokenIndex subject = d == Dep::dobj && link != kNone && tree_.is_verb(link)
                                 ? tree_.child(link, {Dep::nsubj})
                                 : kNone;
  const bool object = subject != kNone && event.frame == nullptr &&
                      (knowledge_.is("tie-nouns", tree_.lemma(event.trigger)) ||
                       std::ranges::any_of(event.roles, [&](const Filler& filler) {
                         return filler.head == subject;
                       }));
  // "naming him as the head of the front"; "its real leader is Ivo Sarn"
  const bool as = d == Dep::pobj && link != kNone && knowledge_.is("as", tree_.lower(link));
  const bool is_what = d == Dep::nsubj && link != kNone &&
                       tree_.lemma(link) == knowledge_.first("be") &&
                       std::ranges::any_of(event.roles, [&](const Filler& filler) {
                         const TokenIndex up = tree_.head(filler.head);
                         return up == link || (up != kNone && tree_.head(up) == link);
                       });
  // "is expected to name Ivo Sarn its leader"
  const bool named = d == Dep::appos && link != kNone && tree_.dep(link) == Dep::dobj &&
                     tree_.head(link) != kNone &&
                     knowledge_.is("installing-verbs", tree_.lemma(tree_.head(link))) &&
                     tree_.token(event.trigger - 2).text != "," &&
                     tree_.token(event.trigger - 1).text != ",";
  const bool predicate = d == Dep::attr || d == Dep::acomp || object || as || is_what || named ||
                         (d == Dep::pobj && link != kNone && tree_.head(link) != kNone &&
                          tree_.lemma(tree_.head(link)) == knowledge_.first("be"));
  return !predicate;
}

// What a name phrase tells by the way is not what a denial or a doubt is about.
bool Assembler::is_aside(const Event& event) const {
  return event.type.starts_with("relation.") &&
         (in_name(event) || tree_.dep(event.trigger) == Dep::amod);
}

void Assembler::by_author(const Event& event, TokenIndex top) {
  // Told elsewhere, and nothing new here.
  if (event.nominal && event.type.starts_with("event.") && !worth_telling(event)) return;
  // "The figure of 60 wounded comes from …": nobody wounded the figure.
  if (const auto* victim = event.role("victim");
      victim != nullptr && event.type.starts_with("event.") &&
      knowledge_.is("how-many-nouns", tree_.lemma(victim->head)))
    return;
  // "The army's spokesman said that no one …": that he is one is taken for granted.
  const bool told_beside = tree_.is_noun(event.trigger) || tree_.dep(event.trigger) == Dep::amod;
  const bool granted = (in_name(event) && told_beside) || presupposed(event);
  auto stance = stance_of(tree_, knowledge_, event.trigger, granted ? event.trigger : top);
  if (!stance) return;
  // "The brigade had no part in the killing": that it did it is false, not that somebody did.
  const bool disclaimed = !event.granted && event.frame != nullptr &&
                          innermost(event.trigger) < 0 && nothing_to_do(event.trigger) != kNone;
  if (disclaimed) stance = Epistemic::false_certain;
  if (event.denied) stance = compose(Epistemic::false_certain, *stance);
  add(event, kAuthor, *stance, -1, "say", Directness::narration);
}

// A nominal mention tells something when no other words tell the event, or when it names its
// doer.
bool Assembler::worth_telling(const Event& event) const {
  const bool doer = event.role("perpetrator") != nullptr || event.role("agent") != nullptr;
  const bool target = event.role("victim") != nullptr || event.role("target") != nullptr ||
                      event.role("object") != nullptr;
  if (event.by_subject || (doer && target)) return true;
  if (occurs(event)) return true;
  if (stance_of(tree_, knowledge_, event.trigger, event.trigger) != Epistemic::true_certain)
    return true;
  if (event.anaphoric && event.same_as >= 0) return false;
  return doer || target || names_its_day(event);
}

// "The raid took place", "the attack ever happened".
bool Assembler::occurs(const Event& event) const {
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
  // "It was not an air raid."
  if (const auto it = tree_.child(up, {Dep::nsubj});
      d == Dep::attr && it != kNone && it < up &&
      tree_.child(event.trigger, {Dep::relcl}) == kNone &&
      knowledge_.is("pronouns-this", tree_.lower(it)))
    return true;
  return (d == Dep::dobj || d == Dep::nsubjpass) && knowledge_.is("arrange-verbs", tree_.lemma(up));
}

// What somebody says as `inner` has it, held false by whoever tells of that.
void Assembler::denied_above(const Event& event, int in, Epistemic inner) {
  const int outer = attributions_[static_cast<std::size_t>(in)].outer;
  const auto stance = compose(Epistemic::false_certain, inner);
  if (outer >= 0)
    by_all_of(event, outer, stance, "deny", Directness::indirect);
  else
    add(event, kAuthor, stance, in, "deny", Directness::narration);
}

void Assembler::by_source(const Event& event, int in) {
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  auto inner = stance_of(tree_, knowledge_, event.trigger, a.content_head);
  // "No civilians were killed in the raid": there was a raid.
  if (inner && strength_false(*inner) && places_clause(event) && presupposed(event))
    inner = stance_of(tree_, knowledge_, event.trigger, event.trigger);
  if (inner && event.denied) inner = compose(Epistemic::false_certain, *inner);
  if (event.pattern == "none" && inner) inner = Epistemic::true_certain;
  if (a.cue->act == "repeat" && !a.quoted && inner && *inner != Epistemic::true_certain) {
    // "referred to the alleged raid": the distance is the author's, who retells it.
    add(event, kAuthor, *inner, in, "say", Directness::narration);
    inner = Epistemic::true_certain;
  }
  if (a.object && event.trigger == a.content_head && !inner) inner = Epistemic::true_certain;
  // "It is hard to believe that it fell, he said": so he judges.
  if (judged_infinitive(tree_, knowledge_, a.cue_token) != kNone &&
      (a.source == kNone || knowledge_.is("expletives", tree_.lower(a.source)))) {
    if (a.outer >= 0)
      by_source(event, a.outer);
    else
      by_author(event, kNone);
    return;
  }
  // "denies that the captain ever told her that they were dead": the captain told nothing.
  if (a.outer >= 0 && tree_.is_verb(a.cue_token) && a.cue->holds == Epistemic::true_certain) {
    const auto& outer = attributions_[static_cast<std::size_t>(a.outer)];
    if (outer.cue->act == "deny" && outer.cue->holds == Epistemic::false_certain &&
        !outer.negated && outer.content_head == a.cue_token)
      return;
  }
  // "could not say whether it fell"
  // "Nobody knows whether it fell"
  const bool nobody = a.source != kNone && negative(a.source);
  if ((a.negated || nobody) && a.content_head != kNone && asks_whether(a.content_head)) {
    if (nobody && a.outer >= 0)
      by_all_of(event, a.outer, Epistemic::unknown, "", Directness::indirect);
    for (const ActorIndex each : nobody ? std::vector<ActorIndex>{} : source_actors(a))
      add(event, each, Epistemic::unknown, in, a.cue->act, Directness::indirect);
    // "It is not known whether it fell."
    const bool impersonal = a.source == kNone || knowledge_.is("expletives", tree_.lower(a.source));
    if ((impersonal || nobody || is_authors_own(a)) && a.outer < 0)
      add(event, kAuthor, Epistemic::unknown, in, a.cue->act, Directness::narration);
    // "The office said it was not known whether it fell."
    if (impersonal && a.outer >= 0)
      by_all_of(event, a.outer, Epistemic::unknown, "", Directness::indirect);
    return;
  }
  // "says that he lied when he told them that it fell": he told them, and whoever says so denies
  // it.
  if (const TokenIndex lied = lied_when(a); inner && lied != kNone) {
    auto liar = tree_.child(lied, {Dep::nsubj});
    // "accused him of lying when"
    const TokenIndex of = tree_.dep(lied) == Dep::pcomp ? tree_.head(lied) : kNone;
    if (const TokenIndex up = of == kNone ? kNone : tree_.head(of); up != kNone)
      liar = tree_.is_verb(up) ? tree_.child(up, {Dep::dobj}) : up;
    const int by = liar == kNone ? kNone : speaker_of(liar);
    for (const ActorIndex each : by == kNone ? source_actors(a) : std::vector<ActorIndex>{by})
      add(event, each, *inner, in, a.cue->act, Directness::indirect);
    denied_above(event, in, *inner);
    return;
  }
  if (inner && is_liars(a)) {
    // "Whoever says that they fled is a liar."
    denied_above(event, in, *inner);
    return;
  }
  // "What we described as an ambush was an accident."
  if (is_authors_own(a) && (knowledge_.is("describing-verbs", tree_.lemma(a.cue_token)) ||
                            knowledge_.is("judging-verbs", tree_.lemma(a.cue_token))))
    return;
  if (!inner) return;
  // "is considering whether to designate them": not yet.
  if (a.content_head > 0 && asks_whether(a.content_head) &&
      tree_.token(a.content_head).tag == "VB" && tree_.token(a.content_head - 1).tag == "TO")
    return;
  // "told them whether it had fallen": how it was is not told here.
  if (!a.negated && a.content_head != kNone && a.cue->holds == Epistemic::true_certain &&
      a.content_head > a.cue_token && a.cue->content.contains(Content::clause) &&
      asks_whether(a.content_head))
    return;
  // "No one has yet owned up to the burning of the mill": it burned.
  const bool answers =
      !a.cue->factive && (a.cue->act == "confirm" || knowledge_.is("answering-acts", a.cue->act));
  // "Nobody has owned up to burning the mill."
  const bool owned_up = a.cue->factive && a.cue->act == "confirm" && a.content_head != kNone &&
                        event.trigger == a.content_head && tree_.token(a.content_head).tag == "VBG";
  if (a.source != kNone && negative(a.source) && (owned_up || (!answers && presupposed(event)))) {
    by_author(event, event.trigger);
    return;
  }
  if (tree_.is_verb(a.cue_token) && has_adverb(a.cue_token, "false-adverbs"))
    add(event, kAuthor, compose(Epistemic::false_certain, *inner), in, "deny",
        Directness::narration);
  // "An earlier version of this article said": it is taken back.
  const auto& whole = a.outer < 0 ? a : attributions_[static_cast<std::size_t>(a.outer)];
  if (whole.source != kNone && is_taken_back(whole.source)) {
    if (presupposed(event)) return;
    // "said that four were taken. Two were taken.": what is corrected is how many.
    if (event.type.starts_with("event.") && std::ranges::any_of(events_, [&](const Event& other) {
          return other.type.starts_with("quantity.") && other.clause == event.clause &&
                 tree_.sentence(other.trigger) == tree_.sentence(event.trigger);
        }))
      return;
    add(event, kAuthor, compose(Epistemic::false_certain, *inner), in, "deny",
        Directness::narration);
    return;
  }
  // "Her novel tells of a coup": nobody's word.
  if (a.source != kNone && knowledge_.is("staged-nouns", tree_.lemma(a.source))) return;
  if (a.hypothetical) return;
  // "who had initially reported three arrests": they do no more.
  if (tree_.is_verb(a.cue_token) && has_adverb(a.cue_token, "at-first-words") &&
      tree_.token(a.cue_token).tag == "VBN")
    return;
  if (a.quoted && in_question(event.trigger)) return;
  // "Asked about the seizure of the ship": it was seized.
  if (a.cue->irrealis && a.cue->act == "ask" && a.object && !a.quoted && a.outer < 0 &&
      event.trigger == a.content_head && presupposed(event))
    by_author(event, event.trigger);
  if (a.cue->irrealis) return;
  if (is_apology(a.cue_token)) {
    for (const ActorIndex each : is_authors_own(a) ? std::vector<ActorIndex>{} : source_actors(a))
      add(event, each, compose(Epistemic::false_certain, *inner), in, "deny", Directness::indirect);
    if (is_authors_own(a))
      add(event, kAuthor, compose(Epistemic::false_certain, *inner), in, "deny",
          Directness::narration);
    return;
  }
  // "revised the toll of Saturday's bombing": there was one.
  if (a.cue->act == "estimate" && a.object && !a.quoted && a.outer < 0 && event.nominal &&
      event.trigger != a.content_head && presupposed(event))
    by_author(event, event.trigger);
  if (!a.cue->typed && a.object) {
    // "apologised for the shelling"
    if (!a.cue->factive && presupposed(event)) by_author(event, a.content_head);
    return;
  }
  // "accused him of duplicity over the raids": of the duplicity.
  const bool beside = !a.object || (a.accused != kNone && event.trigger != a.content_head);
  if (event.nominal && event.anaphoric && beside && !worth_telling(event)) return;
  Epistemic holds = a.cue->holds;
  if (a.negated && a.source != kNone && negative(a.source) && strength_false(holds)) {
    // "No one doubts that": the author holds it.
    add(event, kAuthor, *inner, in, "say", Directness::narration);
    return;
  }
  const auto modal = tree_.is_verb(a.cue_token) ? tree_.child(a.cue_token, {Dep::aux}) : kNone;
  const bool can = modal != kNone && tree_.token(modal).tag == "MD";
  if (!a.negated && a.source != kNone && negative(a.source) && tree_.is_verb(a.cue_token)) {
    // "no one who could say for certain that …"
    if (can) add(event, kAuthor, Epistemic::unknown, in, "doubt", Directness::narration);
    return;
  }
  if (a.negated && a.source != kNone && negative(a.source) && a.cue->act == "confirm") {
    // "Nothing corroborates the story that": the author leaves it open.
    add(event, kAuthor, Epistemic::unknown, in, "doubt", Directness::narration);
    return;
  }
  // "Nobody can say for sure that", "There is nothing to suggest that": the author leaves it open.
  if (a.negated && a.source != kNone && negative(a.source) &&
      (can || knowledge_.is("suggesting-verbs", tree_.lemma(a.cue_token)))) {
    add(event, kAuthor, Epistemic::unknown, in, "doubt", Directness::narration);
    return;
  }
  // "It is not certain that they left": the author leaves it open.
  if (a.negated && a.source != kNone && tree_.pos(a.cue_token) == Pos::adj &&
      knowledge_.is("expletives", tree_.lower(a.source)) && a.outer < 0) {
    add(event, kAuthor, compose(Epistemic::unknown, *inner), in, "doubt", Directness::narration);
    return;
  }
  if (a.negated) {
    // "did not confirm", "could not verify" leaves it open; "did not say" tells nothing; "does
    // not believe" denies.
    // "Does not deny" tells nothing; "could not rule out" leaves it open.
    const bool could = tree_.is_verb(a.cue_token) && tree_.child(a.cue_token, {Dep::prt}) != kNone;
    const bool joined = tree_.dep(a.cue_token) == Dep::conj;  // "neither confirm nor deny"
    if (a.cue->act == "deny" && !could && !joined && a.cue->holds == Epistemic::false_certain)
      return;
    if (a.cue->act == "confirm" || a.cue->act == "deny") {
      holds = Epistemic::unknown;
    } else if (no_longer(a.cue_token) && holds == Epistemic::true_certain) {
      holds = Epistemic::false_certain;  // "no longer claims that": it takes it back
    } else if (holds == Epistemic::true_uncertain) {
      holds = Epistemic::false_uncertain;
    } else if (holds == Epistemic::false_uncertain) {
      // "had no doubt that it fell", but "did not doubt it"
      holds = tree_.is_noun(a.cue_token) ? Epistemic::true_certain : Epistemic::true_uncertain;
    } else {
      return;
    }
  }
  const auto epistemic = compose(holds, *inner);
  const auto actor = source_actor(a);
  if (a.source == kNone) {
    // Rumours and suspicions of nobody in particular: nobody holds it.
    if (tree_.is_noun(a.cue_token)) {
      // "There can be no doubt that it fell": so the author holds.
      if (a.negated && strength_false(a.cue->holds) && !a.quoted &&
          tree_.dep(a.cue_token) == Dep::attr) {
        if (a.outer >= 0)
          by_all_of(event, a.outer, *inner, "", Directness::indirect);
        else
          add(event, kAuthor, *inner, in, "say", Directness::narration);
      }
      // "Reports of a raid emerged": the author passes them on, and leaves it open.
      if ((knowledge_.is("report-nouns", tree_.lemma(a.cue_token)) ||
           knowledge_.is("alleging-nouns", tree_.lemma(a.cue_token))) &&
          a.outer < 0 && !strength_false(holds))
        add(event, kAuthor, compose(Epistemic::unknown, *inner), in, a.cue->act,
            Directness::narration);
      return;
    }
    const bool alleging = a.cue->act == "claim" || a.cue->act == "accuse" ||
                          knowledge_.is("rumour-verbs", tree_.lemma(a.cue_token));
    if (a.outer >= 0) {
      // "It has been established that …, the commission said": the commission holds it. "The raid
      // was blamed on the front, it said": it leaves that open.
      if (alleging) {
        by_all_of(event, a.outer, compose(Epistemic::unknown, *inner), a.cue->act,
                  Directness::indirect);
      } else if (holds != Epistemic::true_certain) {
        // "said there was reason to believe that": as sure as that is.
        by_all_of(event, a.outer, epistemic, "", Directness::indirect);
      } else {
        by_source(event, a.outer);
      }
      return;
    }
    // Nobody in particular: the author reports it, at his own distance.
    if (a.quoted) return;
    const auto own = alleging                           ? Epistemic::unknown
                     : holds == Epistemic::true_certain ? Epistemic::true_uncertain
                                                        : holds;
    add(event, kAuthor, compose(own, *inner), in, a.cue->act, Directness::narration);
    return;
  }
  if (actor == kNone) {
    // "As far as we can tell, they have left," a resident said.
    // "My guess is that they have," she said.
    if (a.outer >= 0 && (knowledge_.is("first-persons", tree_.lower(a.source)) ||
                         knowledge_.is("first-possessives", tree_.lower(a.source))))
      by_all_of(event, a.outer, epistemic, "", Directness::direct);
    // "We could not verify that they left."
    if (is_authors_own(a)) add(event, kAuthor, epistemic, in, a.cue->act, Directness::narration);
    return;
  }
  // "Fresh graves suggest that they were shot": so the author infers.
  const bool thing = knowledge_.is("everything-words", tree_.lower(a.source)) ||
                     (tree_.is_noun(a.source) && !can_cite(tree_, knowledge_, a.source));
  if (!a.quoted && !a.negated && a.outer < 0 && thing &&
      knowledge_.is("hinting-verbs", tree_.lemma(a.cue_token))) {
    add(event, kAuthor, compose(Epistemic::true_uncertain, *inner), in, a.cue->act,
        Directness::narration);
    return;
  }
  // "Unverified reports say that they left."
  const auto how = tree_.child(a.source, {Dep::amod});
  if (a.outer < 0 && how != kNone && knowledge_.is("report-nouns", tree_.lemma(a.source)) &&
      knowledge_.is("open-words", tree_.lower(how))) {
    add(event, kAuthor, compose(Epistemic::unknown, *inner), in, a.cue->act, Directness::narration);
    return;
  }
  const auto directness = a.quoted ? Directness::direct : Directness::indirect;
  for (const ActorIndex each : source_actors(a))
    add(event, each, epistemic, in, a.cue->act, directness);
}

// Whoever speaks in `in` holds it so; an empty `act` is that of his own cue.
void Assembler::by_all_of(const Event& event, int in, Epistemic epistemic, const std::string& act,
                          Directness directness) {
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  for (const ActorIndex each : source_actors(a))
    add(event, each, epistemic, in, act.empty() ? a.cue->act : act, directness);
}

// "apologised for having reported the arrest"
// "was mistaken in saying that it had fallen"
bool Assembler::is_apology(TokenIndex cue) const {
  // "regrets having reported the arrest"
  const auto having = tree_.child(cue, {Dep::aux});
  if (tree_.dep(cue) == Dep::xcomp && tree_.head(cue) != kNone && having != kNone &&
      tree_.token(having).tag == "VBG" &&
      knowledge_.is("regretting-verbs", tree_.lemma(tree_.head(cue))))
    return true;
  // "had been misled when he spoke of evictions"
  if (tree_.dep(cue) == Dep::advcl && tree_.head(cue) != kNone &&
      knowledge_.is("misleading-words", tree_.lower(tree_.head(cue))))
    return true;
  // "was wrong to say that"
  const TokenIndex wrong = tree_.dep(cue) == Dep::xcomp ? tree_.head(cue) : kNone;
  if (wrong != kNone && tree_.pos(wrong) == Pos::adj && tree_.head(wrong) != kNone &&
      knowledge_.is("error-words", tree_.lower(wrong))) {
    const auto who = tree_.child(tree_.head(wrong), {Dep::nsubj});
    if (who != kNone && !knowledge_.is("expletives", tree_.lower(who))) return true;
  }
  const TokenIndex link = tree_.dep(cue) == Dep::pcomp ? tree_.head(cue) : kNone;
  const TokenIndex verb = link == kNone ? kNone : tree_.head(link);
  return verb != kNone && (knowledge_.is("apologising-verbs", tree_.lemma(verb)) ||
                           knowledge_.is("mistaken-words", tree_.lower(verb)));
}

// "CORRECTION. A report on Monday said …"
bool Assembler::in_correction(TokenIndex i) const {
  for (int s = tree_.sentence(i); s >= 0 && s >= tree_.sentence(i) - 1; --s) {
    const auto range = tree_.sentence_range(s);
    const bool own = s == tree_.sentence(i);
    if (knowledge_.is("correction-words", tree_.lower(range.begin)) &&
        (own ? range.begin + 1 < range.end && tree_.token(range.begin + 1).text == ":"
             : range.end - range.begin <= 2))
      return true;
  }
  return false;
}

// "Our report yesterday had 71 dead. The correct figure is 17.", "owing to an error, our report …"
bool Assembler::own_error(TokenIndex text) const {
  // "Owing to a telephone error, an item on page 4 gave …"
  for (TokenIndex i = tree_.sentence_range(tree_.sentence(text)).begin; i + 4 < text; ++i) {
    if (!knowledge_.is("owing-words", tree_.lower(i))) continue;
    for (TokenIndex k = i + 1; k < text && tree_.token(k).text != ","; ++k) {
      if (knowledge_.is("error-words", tree_.lower(k))) return true;
    }
  }
  const auto whose = tree_.child(text, {Dep::poss});
  if (whose == kNone || !knowledge_.is("pronouns-our", tree_.lower(whose))) return false;
  const int s = tree_.sentence(text);
  const int last = std::min(s + 1, tree_.sentence_count() - 1);
  for (TokenIndex i = tree_.sentence_range(s).begin; i < tree_.sentence_range(last).end; ++i) {
    if (knowledge_.is("error-words", tree_.lower(i))) return true;
  }
  return false;
}

bool Assembler::is_taken_back(TokenIndex source) const {
  // "We wrote that they had fled. That was wrong."
  if (knowledge_.is("first-persons", tree_.lower(source))) {
    const int next = tree_.sentence(source) + 1;
    if (own_error(source)) return true;
    if (next >= tree_.sentence_count()) return false;
    const auto range = tree_.sentence_range(next);
    const bool about = tree_.pos(range.begin) == Pos::pron ||
                       knowledge_.is("pronouns-this", tree_.lower(range.begin));
    for (TokenIndex i = range.begin; about && i < range.end; ++i) {
      if (knowledge_.is("error-words", tree_.lower(i)) ||
          knowledge_.is("false-words", tree_.lower(i)) ||
          knowledge_.is("apologising-verbs", tree_.lemma(i)))
        return true;
    }
    return false;
  }
  if (knowledge_.is("news-texts", tree_.lemma(source)) &&
      (in_correction(source) || own_error(source)))
    return true;
  if (!knowledge_.is("version-nouns", tree_.lemma(source))) return false;
  // "Earlier versions": a parser may tie the word to the verb.
  const auto which = tree_.child(source, {Dep::amod});
  const auto of = tree_.prepositional_object(source, knowledge_.list("of"));
  const bool earlier = (which != kNone && knowledge_.is("earlier-words", tree_.lower(which))) ||
                       (source > 0 && knowledge_.is("earlier-words", tree_.lower(source - 1)));
  return earlier && of != kNone && knowledge_.is("news-texts", tree_.lemma(of));
}

bool Assembler::asks_whether(TokenIndex clause) const {
  return std::ranges::any_of(tree_.children(clause), [&](TokenIndex c) {
    return tree_.dep(c) == Dep::mark && knowledge_.is("whether-words", tree_.lower(c));
  });
}

bool Assembler::has_adverb(TokenIndex verb, ListName list) const {
  return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
    return tree_.dep(c) == Dep::advmod && knowledge_.is(list, tree_.lower(c));
  });
}

// "My troops, retreating?" he said: nobody holds what is only asked.
bool Assembler::in_question(TokenIndex i) const {
  const auto sentence = tree_.sentence_range(tree_.sentence(i));
  for (; i < sentence.end; ++i) {
    const auto& text = tree_.token(i).text;
    if (text == "." || text == "!" || text == "?") return text == "?";
  }
  return false;
}

// The verb is, or is in, a relative clause of the noun.
bool Assembler::is_under(TokenIndex verb, TokenIndex noun) const {
  for (TokenIndex at = verb; at != kNone && at > noun; at = tree_.head(at)) {
    if (tree_.dep(at) == Dep::relcl) return tree_.head(at) == noun;
  }
  return false;
}

}  // namespace gainsay::read
