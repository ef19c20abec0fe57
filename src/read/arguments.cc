#include "read/arguments.h"

#include <algorithm>

namespace gainsay::read {
namespace {

// Verbs between an argument and its verb: sentences that people write have fewer.
constexpr int kLongestWalk = 6;

// "It was we, and not the army, who sank it": "we", whatever the parser ties "who" to.
TokenIndex not_instead(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  if (i == kNone || tree.head(i) == kNone) return i;
  TokenIndex first = i;
  for (const TokenIndex c : tree.children(i)) {
    if (tree.dep(c) == Dep::det || tree.dep(c) == Dep::neg) first = std::min(first, c);
  }
  if (first == i || !is_denied_from(tree, knowledge, first)) return i;
  const TokenIndex up = tree.head(i);
  const TokenIndex other = tree.is_verb(up) ? tree.child(up, {Dep::attr, Dep::dobj}) : up;
  return other == kNone || other > i ? i : other;
}

// "strikes over the weekend that killed nine": the strikes, not the weekend.
TokenIndex before_time(const Tree& tree, TokenIndex noun) {
  if (noun == kNone) return noun;
  const TokenIndex link = tree.dep(noun) == Dep::pobj ? tree.head(noun) : kNone;
  const TokenIndex up = link == kNone ? kNone : tree.head(link);
  return up != kNone && tree.is_noun(up) && tree.in_time(noun) ? up : noun;
}

// "Police in Sund, who had reported it": the police; no town is a "who".
TokenIndex not_where(const Tree& tree, const Knowledge& knowledge, TokenIndex noun,
                     TokenIndex pronoun) {
  if (noun == kNone || !knowledge.is("person-relatives", tree.lower(pronoun))) return noun;
  const TokenIndex link = tree.dep(noun) == Dep::pobj ? tree.head(noun) : kNone;
  const TokenIndex up = link == kNone ? kNone : tree.head(link);
  return tree.is_place_name(noun) && up != kNone && tree.is_noun(up) &&
                 can_cite(tree, knowledge, up)
             ? up
             : noun;
}

}  // namespace

bool is_denied_from(const Tree& tree, const Knowledge& knowledge, TokenIndex first) {
  return knowledge.is("negators", tree.lower(first)) ||
         (first > 0 && knowledge.is("negators", tree.lower(first - 1)));
}

// A relative pronoun stands for its noun in every role.
TokenIndex antecedent(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  const auto& word = tree.lower(i);
  if (!knowledge.is("relative-pronouns", word)) return i;
  TokenIndex up = tree.head(i);
  for (int steps = 0; up != kNone && steps < kLongestWalk; ++steps, up = tree.head(up)) {
    if (tree.dep(up) == Dep::relcl) {
      const TokenIndex noun = tree.head(up);  // none in a damaged parse
      return noun == kNone ? i
                           : not_instead(tree, knowledge,
                                         not_where(tree, knowledge, before_time(tree, noun), i));
    }
    if (tree.dep(up) != Dep::conj && tree.dep(up) != Dep::xcomp && tree.dep(up) != Dep::ccomp)
      break;
  }
  return i;
}

namespace {

// A place or time, which does nothing itself: "bombed the town killing nine".
bool is_whereabouts(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  const auto& entity = tree.token(i).entity;
  return tree.is_place_name(i) || entity == "DATE" || entity == "TIME" ||
         knowledge.is("place-nouns", tree.lemma(i)) ||
         knowledge.is("facility-nouns", tree.lemma(i)) || knowledge.is("warnings", tree.lemma(i));
}

// "strikes on the column killing nine": what is hit kills nobody.
bool is_hit(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  const TokenIndex link = tree.dep(i) == Dep::pobj ? tree.head(i) : kNone;
  const TokenIndex blow = link == kNone ? kNone : tree.head(link);
  return blow != kNone && tree.is_noun(blow) &&
         knowledge.is("hit-prepositions", tree.lower(link)) &&
         knowledge.frame_nouns.contains(tree.lemma(blow));
}

bool is_body(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  const auto& entity = tree.token(i).entity;
  return entity == "ORG" || entity == "NORP" || knowledge.is("group-nouns", tree.lemma(i)) ||
         knowledge.is("government-nouns", tree.lemma(i));
}

}  // namespace

bool takes_clause(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  const auto cues = knowledge.cue_verbs.find(tree.lemma(verb));
  return cues != knowledge.cue_verbs.end() && std::ranges::any_of(cues->second, [](const Cue* cue) {
           return cue->content.contains(Content::clause);
         });
}

bool can_cite(const Tree& tree, const Knowledge& knowledge, TokenIndex noun) {
  if (tree.pos(noun) == Pos::propn) return true;
  for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                           "organization-nouns", "population-nouns", "text-nouns"}) {
    if (knowledge.is(list, tree.lemma(noun))) return true;
  }
  return false;
}

bool is_repelled(const Tree& tree, const Knowledge& knowledge, TokenIndex noun) {
  const TokenIndex up = tree.head(noun);
  return up != kNone && tree.dep(noun) == Dep::dobj &&
         knowledge.is("repelling-verbs", tree.lemma(up));
}

// The doer of a verb: its subject, or the one it shares with the verb above.
TokenIndex doer(const Tree& tree, const Knowledge& knowledge, TokenIndex v) {
  // "killed in government shelling of the town": a noun, read as a participle.
  if (tree.token(v).tag == "VBG" && v > 0 && tree.dep(v - 1) == Dep::pobj &&
      tree.prepositional_object(v, knowledge.list("of")) != kNone &&
      is_body(tree, knowledge, v - 1))
    return v - 1;
  TokenIndex at = v;
  for (int steps = 0; at != kNone && steps < kLongestWalk; ++steps) {
    if (at == v && tree.is_passive(v)) return tree.prepositional_object(v, knowledge.list("by"));
    const auto subject = tree.child(at, {Dep::nsubj, Dep::nsubjpass});
    if (subject != kNone && (at == v || !tree.is_passive(at) || tree.dep(v) == Dep::xcomp))
      return antecedent(tree, knowledge, subject);
    if (subject != kNone) return kNone;
    const Dep d = tree.dep(at);
    const TokenIndex up = tree.head(at);
    if (d == Dep::relcl) return not_instead(tree, knowledge, up);
    if (d == Dep::acl && up != kNone && tree.token(at).tag == "VBG" &&
        (is_whereabouts(tree, knowledge, up) || is_hit(tree, knowledge, up) ||
         is_repelled(tree, knowledge, up))) {
      // A town kills nobody; who bombed it does.
      at = up;
      for (int up_steps = 0; at != kNone && !tree.is_verb(at) && up_steps < kLongestWalk;
           ++up_steps)
        at = tree.head(at);
      continue;
    }
    // "the ministry's claim to have taken the hill"
    if (d == Dep::acl && tree.token(at).tag != "VBG" && tree.child(at, {Dep::aux}) != kNone &&
        knowledge.cue_nouns.contains(tree.lemma(up)))
      return tree.child(up, {Dep::poss});
    if (d == Dep::acl) return tree.token(at).tag == "VBG" || tree.is_verb(up) ? up : kNone;
    if (up == kNone || (d != Dep::conj && d != Dep::xcomp && d != Dep::advcl && d != Dep::pcomp &&
                        d != Dep::prep && d != Dep::dep))
      break;
    // "forced them to fight": the object is the doer.
    if (d == Dep::xcomp) {
      if (const auto object = tree.child(up, {Dep::dobj}); object != kNone && object < at)
        return object;
    }
    at = up;
  }
  return kNone;
}

TokenIndex sufferer(const Tree& tree, const Knowledge& knowledge, TokenIndex v) {
  if (tree.is_passive(v)) {
    const auto subject = tree.child(v, {Dep::nsubjpass});
    if (subject != kNone) return antecedent(tree, knowledge, subject);
    // "two were hit and three killed"
    if (const auto own = tree.child(v, {Dep::nsubj}); own != kNone && tree.dep(v) == Dep::conj)
      return own;
    if (tree.dep(v) == Dep::acl || tree.dep(v) == Dep::amod || tree.dep(v) == Dep::relcl)
      return tree.head(v);
    // "Arrested in 2014, he spent two years in jail": he.
    if (tree.dep(v) == Dep::advcl && tree.head(v) != kNone) {
      const auto shared = tree.child(tree.head(v), {Dep::nsubj, Dep::nsubjpass});
      return shared == kNone ? kNone : antecedent(tree, knowledge, shared);
    }
    TokenIndex at = v;
    for (int steps = 0; tree.dep(at) == Dep::conj && steps < kLongestWalk; ++steps) {
      at = tree.head(at);
      const auto shared = tree.child(at, {Dep::nsubjpass, Dep::nsubj});
      if (shared != kNone) return antecedent(tree, knowledge, shared);
      if (tree.dep(at) == Dep::acl || tree.dep(at) == Dep::relcl) return tree.head(at);
    }
    // "died after being shot": the subject of the clause above.
    if (tree.dep(v) == Dep::pcomp && tree.head(v) != kNone) {
      TokenIndex above = tree.head(tree.head(v));
      for (int steps = 0; above != kNone && steps < 3; ++steps, above = tree.head(above)) {
        if (const auto shared = tree.child(above, {Dep::nsubj, Dep::nsubjpass}); shared != kNone)
          return antecedent(tree, knowledge, shared);
      }
    }
    // "is believed to have been hit": the subject stands with the verb above.
    if (tree.dep(v) == Dep::xcomp && tree.head(v) != kNone) {
      const auto raised = tree.child(tree.head(v), {Dep::nsubjpass, Dep::nsubj});
      if (raised != kNone) return antecedent(tree, knowledge, raised);
    }
    return kNone;
  }
  const auto object = tree.child(v, {Dep::dobj, Dep::attr});
  if (object != kNone) return antecedent(tree, knowledge, object);
  // "mowed down the marchers", read as a preposition and its object
  if (const auto particle = tree.child(v, {Dep::prt}); particle != kNone) {
    if (const auto behind = tree.child(particle, {Dep::pobj}); behind != kNone) return behind;
  }
  // "let both hostages go"
  if (const auto open = tree.child(v, {Dep::ccomp});
      open != kNone && (tree.token(open).tag == "VB" || tree.pos(open) == Pos::adj) &&
      tree.child(open, {Dep::mark}) == kNone) {
    if (const auto raised = tree.child(open, {Dep::nsubj}); raised != kNone && raised > v)
      return raised;
  }
  // "X killed and wounded Y"
  for (const TokenIndex c : tree.children(v)) {
    if (tree.dep(c) == Dep::conj && tree.is_verb(c)) {
      if (const auto shared = tree.child(c, {Dep::dobj});
          shared != kNone && tree.child(c, {Dep::nsubj}) == kNone)
        return shared;
    }
  }
  // "the man whom they killed"
  if (tree.dep(v) == Dep::relcl && tree.child(v, {Dep::nsubj}) != kNone) {
    if (!knowledge.is("relative-pronouns", tree.lower(tree.child(v, {Dep::nsubj}))))
      return tree.head(v);
  }
  return kNone;
}

namespace {

bool tells_content(const Knowledge& knowledge, const std::string& noun) {
  if (knowledge.is("unheld-nouns", noun) || knowledge.is("false-words", noun) ||
      knowledge.is("text-nouns", noun))
    return true;
  const auto cue = knowledge.cue_nouns.find(noun);
  return cue != knowledge.cue_nouns.end() && !cue->second->factive;
}

// "that", "by which" before a verb.
TokenIndex clause_opener(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  for (const TokenIndex c : tree.children(verb)) {
    if (c > verb) break;
    if (knowledge.is("that", tree.lower(c))) {
      // A verb with a subject and an object of its own has no place for a relative pronoun.
      const auto own = tree.children(verb);
      const bool has_object = std::ranges::any_of(
          own, [&](TokenIndex o) { return o > verb && tree.dep(o) == Dep::dobj; });
      // "the denial that its guards shot at strikers": nobody shoots a denial.
      const bool aims = tree.dep(c) == Dep::dobj &&
                        knowledge.frame_verbs.contains(tree.lemma(verb)) &&
                        !knowledge.cue_verbs.contains(tree.lemma(verb)) &&
                        std::ranges::any_of(own, [&](TokenIndex o) {
                          return o == verb + 1 && tree.dep(o) == Dep::prep &&
                                 knowledge.is("hit-prepositions", tree.lower(o));
                        });
      const bool relative =
          tree.dep(c) != Dep::mark &&
          (tree.dep(c) != Dep::dobj || !(has_object || aims || tree.token(c).tag == "IN"));
      return relative ? kNone : c;
    }
    const auto which = tree.dep(c) == Dep::prep ? tree.child(c, {Dep::pobj}) : kNone;
    if (which != kNone && knowledge.is("relative-pronouns", tree.lower(which)) &&
        knowledge.is("telling-prepositions", tree.lower(c)))
      return c;
  }
  return kNone;
}

}  // namespace

TokenIndex judged_infinitive(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  const auto to = tree.child(verb, {Dep::aux});
  const TokenIndex up = tree.head(verb);
  if (to == kNone || tree.token(to).tag != "TO" || up == kNone) return kNone;
  // "To say that they fled is a lie."
  if (tree.dep(verb) == Dep::csubj) {
    const auto what = tree.child(up, {Dep::acomp, Dep::attr});
    return what != kNone && (knowledge.is("false-words", tree.lower(what)) ||
                             knowledge.is("false-words", tree.lemma(what)))
               ? what
               : kNone;
  }
  if (tree.dep(verb) != Dep::xcomp) return kNone;
  const TokenIndex word = tree.is_verb(up) ? tree.child(up, {Dep::acomp, Dep::attr}) : up;
  const TokenIndex be = tree.is_verb(up) ? up : tree.head(up);
  if (word == kNone || be == kNone) return kNone;
  const auto it = tree.child(be, {Dep::nsubj, Dep::expl});
  if (it == kNone || !knowledge.is("expletives", tree.lower(it))) return kNone;
  const bool judges = knowledge.is("false-words", tree.lower(word)) ||
                      (knowledge.is("cannot-words", tree.lower(word)) &&
                       knowledge.is("accepting-verbs", tree.lemma(verb)));
  return judges ? word : kNone;
}

TokenIndex content_noun(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  const Dep d = tree.dep(verb);
  if (d != Dep::relcl && d != Dep::acl && d != Dep::ccomp && d != Dep::advcl) return kNone;
  const TokenIndex opener = clause_opener(tree, knowledge, verb);
  if (opener <= 0 || tree.sentence(opener - 1) != tree.sentence(verb)) return kNone;
  // The words before the clause: "denials from the army", "the claim by Governor Ivo Sarn"; a
  // tagger may miss the noun itself ("the court's finding that").
  constexpr TokenIndex kLongestPhrase = 9;
  // "the opposition's story, that soldiers took them, ran to a line"
  if (const TokenIndex story = opener - 2;
      story > 0 && tree.token(opener - 1).text == "," && knowledge.is("that", tree.lower(opener)) &&
      tree.is_noun(story) && tree.child(story, {Dep::poss}) != kNone &&
      knowledge.is("claim-nouns", tree.lemma(story)) && tree.dep(opener) == Dep::mark)
    return story;
  for (TokenIndex at = opener - 1; at >= 0 && at > opener - kLongestPhrase; --at) {
    const Pos pos = tree.pos(at);
    const bool beside = at == opener - 1;
    // "It strains belief that": no belief of anybody's.
    if (beside && at > 0 && knowledge.is("belief-nouns", tree.lower(at)) &&
        knowledge.is("straining-verbs", tree.lemma(at - 1)))
      return kNone;
    if ((tree.is_noun(at) || beside) && pos != Pos::propn &&
        (tells_content(knowledge, tree.lemma(at)) || tells_content(knowledge, tree.lower(at))))
      return at;
    const bool in_phrase = tree.is_noun(at) || pos == Pos::adp || pos == Pos::det ||
                           pos == Pos::adj || tree.token(at).tag == "HYPH" ||
                           tree.token(at).tag == "POS" || tree.dep(at) == Dep::poss;
    if (!in_phrase) break;
  }
  return kNone;
}

namespace {

// "in no position to confirm or rule out a raid"
bool is_out_of_reach(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  if (tree.dep(verb) == Dep::conj && tree.head(verb) != kNone) verb = tree.head(verb);
  if (verb < 3 || tree.token(verb - 1).tag != "TO") return false;
  const TokenIndex noun = verb - 2;
  if (!knowledge.is("position-nouns", tree.lemma(noun))) return false;
  const auto det = tree.child(noun, {Dep::det});
  if (det != kNone && knowledge.is("negative-determiners", tree.lower(det))) return true;
  // "not in a position to confirm"
  const TokenIndex link = tree.head(noun);
  const TokenIndex be = link == kNone ? kNone : tree.head(link);
  return be != kNone && tree.child(be, {Dep::neg}) != kNone;
}

}  // namespace

bool is_turned_in_front(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  if (is_out_of_reach(tree, knowledge, verb)) return true;
  const auto turns = [&](TokenIndex c) {
    const auto object = tree.dep(c) == Dep::prep ? tree.child(c, {Dep::pobj}) : kNone;
    const auto det = object == kNone ? kNone : tree.child(object, {Dep::det});
    return det != kNone && knowledge.is("negative-determiners", tree.lower(det)) &&
           knowledge.is("turning-nouns", tree.lemma(object));
  };
  // "At no station were voters attacked": what is turned stands behind its auxiliary.
  const auto subject = tree.child(verb, {Dep::nsubj, Dep::nsubjpass});
  const auto inverted = [&](TokenIndex c) {
    const auto object = tree.dep(c) == Dep::prep ? tree.child(c, {Dep::pobj}) : kNone;
    const auto det = object == kNone ? kNone : tree.child(object, {Dep::det});
    // "In none of its pages does it say"
    const bool none = (det != kNone && knowledge.is("negative-determiners", tree.lower(det))) ||
                      (object != kNone && knowledge.is("negative-pronouns", tree.lower(object)));
    const TokenIndex end = object == kNone ? kNone : tree.subtree(object).end;
    return none && end < subject && tree.pos(end) == Pos::aux;
  };
  for (const TokenIndex c : tree.children(verb)) {
    if (c > verb) break;
    if (turns(c) || inverted(c)) return true;
    // "At no point did he say", "nowhere is it stated": a parser may tie the phrase to "did".
    if (tree.dep(c) != Dep::aux && tree.dep(c) != Dep::auxpass) continue;
    for (const TokenIndex own : tree.children(c)) {
      if (own < c && (turns(own) || inverted(own) || knowledge.is("negators", tree.lower(own))))
        return true;
    }
  }
  return false;
}

bool has_particle_of(const Tree& tree, const Knowledge& knowledge, std::string_view map,
                     TokenIndex verb) {
  const auto particle = tree.child(verb, {Dep::prt});
  return particle != kNone && knowledge.look_up(map, tree.lemma(verb)) == tree.lower(particle);
}

bool is_postponing(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  return knowledge.is("postponing-verbs", tree.lemma(verb)) ||
         has_particle_of(tree, knowledge, "postponing-particles", verb);
}

bool is_inventing(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  return knowledge.is("inventing-verbs", tree.lemma(verb)) ||
         has_particle_of(tree, knowledge, "inventing-particles", verb);
}

bool strikes_as(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  if (!tree.is_verb(verb) || !knowledge.is("striking-verbs", tree.lemma(verb))) return false;
  for (const TokenIndex c : tree.children(verb)) {
    if (c < verb || !knowledge.is("as", tree.lower(c))) continue;
    const auto how = tree.child(c, {Dep::amod, Dep::pobj, Dep::pcomp, Dep::acomp});
    if (how != kNone && (knowledge.is("doubt-words", tree.lower(how)) ||
                         knowledge.is("false-words", tree.lower(how))))
      return true;
  }
  return false;
}

bool is_echo(const Tree& tree, const Knowledge& knowledge, TokenIndex verb) {
  const TokenIndex top = tree.head(verb);
  if (tree.dep(verb) != Dep::advcl || top == kNone || top > verb || !tree.is_verb(top))
    return false;
  const auto cue = knowledge.cue_verbs.find(tree.lemma(verb));
  if (cue == knowledge.cue_verbs.end() || cue->second.front()->irrealis ||
      cue->second.front()->holds != Epistemic::true_certain)
    return false;
  if (!knowledge.is("as", tree.lower(tree.subtree(verb).begin)) ||
      tree.child(verb, {Dep::nsubj}) == kNone ||
      tree.child(verb, {Dep::ccomp, Dep::xcomp, Dep::neg}) != kNone)
    return false;
  const auto denies = [&](TokenIndex v) {
    const auto found = knowledge.cue_verbs.find(tree.lemma(v));
    if (found == knowledge.cue_verbs.end()) return false;
    const TokenIndex particle = tree.child(v, {Dep::prt});
    for (const auto* one : found->second) {
      if (!one->particles.empty() &&
          (particle == kNone || !one->particles.contains(tree.lower(particle))))
        continue;
      return one->holds == Epistemic::false_certain || one->holds == Epistemic::false_uncertain;
    }
    return false;
  };
  if (denies(top) || tree.child(top, {Dep::neg}) != kNone ||
      is_turned_in_front(tree, knowledge, top))
    return true;
  if (tree.dep(top) != Dep::ccomp || tree.head(top) == kNone) return false;
  // "It is doubtful that they were taken, as the staff maintains."
  const auto adjective = tree.child(tree.head(top), {Dep::acomp});
  const bool unlikely = adjective != kNone && (knowledge.is("doubt-words", tree.lower(adjective)) ||
                                               knowledge.is("false-words", tree.lower(adjective)));
  return unlikely || denies(tree.head(top));
}

}  // namespace gainsay::read
