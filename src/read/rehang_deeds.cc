// What was done: deeds, doers and tolls that a parser ties to the wrong word, or takes for another
// part of speech.
#include <algorithm>

#include "read/arguments.h"
#include "read/rehang_moves.h"

namespace gainsay::read {
namespace {

class Finder : public Mover {
 public:
  using Mover::Mover;

  void run() {
    for (TokenIndex v = 0; v < tree_.size(); ++v) {
      shot_dead(v);
      headline_verb(v);
      state_of_force(v);
      whose_rockets(v);
      list_of_names(v);
      two_objects(v);
      taken_hostage(v);
      deed_behind_preposition(v);
      not_until(v);
      behind_semicolon(v);
      if (!tree_.is_verb(v)) continue;
      only_verb(v);
      only_deed(v);
      deed_behind_weapon(v);
      hit_by_attack(v);
      counts_dead(v);
      fighting_kills(v);
      deed_behind_name(v);
      feared_killed(v);
      by_behind_deed(v);
      many_injured(v);
      second_participle(v);
      held_hostage(v);
      also_injured(v);
      headline_toll(v);
      outcome(v);
      inverted_were(v);
      at_no_station(v);
      strains_belief(v);
    }
  }

 private:
  // "Two bombs went off, police said, killing an officer": what it led to, and no deed of the
  // speakers.
  void outcome(TokenIndex v) {
    const TokenIndex cue = tree_.head(v);
    if (tree_.token(v).tag != "VBG" || tree_.dep(v) != Dep::advcl || cue == kNone || cue > v ||
        !takes_clause(tree_, knowledge_, cue) || tree_.lower(v - 1) != "," ||
        knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
        !knowledge_.frame_verbs.contains(tree_.lemma(v)))
      return;
    const TokenIndex told = tree_.child(cue, {Dep::ccomp});
    if (told != kNone && told < cue) moves_.push_back({v, told, "advcl", ""});
  }

  // "The army counts four; the hospital, forty": no apposition of the army's.
  void behind_semicolon(TokenIndex noun) {
    const auto first = tree_.subtree(noun).begin;
    if (tree_.dep(noun) != Dep::appos || first <= 0 || tree_.token(first - 1).text != ";") return;
    const TokenIndex verb = tree_.verb_above(noun);
    if (verb != kNone) moves_.push_back({noun, verb, "dep", ""});
  }

  // "Not until the trial did they admit it": then they did, so "not" turns no verb.
  void not_until(TokenIndex no) {
    if (no + 1 < tree_.size() && tree_.dep(no) == Dep::neg &&
        knowledge_.is("until", tree_.lower(no + 1)))
      moves_.push_back({no, no + 1, "advmod", ""});
  }

  // "It strains belief that nine men killed 300": the clause is no content of a belief.
  void strains_belief(TokenIndex v) {
    const TokenIndex belief = tree_.head(v);
    const TokenIndex strain = belief == kNone ? kNone : tree_.head(belief);
    if (strain != kNone && (tree_.dep(v) == Dep::acl || tree_.dep(v) == Dep::ccomp) &&
        tree_.dep(belief) == Dep::dobj && knowledge_.is("belief-nouns", tree_.lower(belief)) &&
        knowledge_.is("straining-verbs", tree_.lemma(strain)))
      moves_.push_back({v, strain, "ccomp", ""});
  }

  // "A sniper shot dead the medic", where "shot" passes for a noun and "dead" for the verb.
  void shot_dead(TokenIndex shot) {
    const auto verb = knowledge_.look_up("dead-making-verbs", tree_.lower(shot));
    const TokenIndex dead = shot + 1;
    if (!verb || dead >= tree_.size() || !knowledge_.is("dead-words", tree_.lower(dead)) ||
        tree_.pos(dead) != Pos::adj)
      return;
    const TokenIndex whom = tree_.child(dead, {Dep::dobj});
    const TokenIndex up = tree_.head(shot);
    // "speak of six shepherds shot dead": the shepherds were.
    const TokenIndex killed = shot - 1;
    if (whom == kNone && up != kNone && up < shot && tree_.dep(shot) == Dep::conj &&
        tree_.dep(killed) == Dep::pobj &&
        tree_.child(shot, {Dep::nsubj, Dep::dobj, Dep::cc}) == kNone &&
        tree_.child(up, {Dep::cc}) == kNone) {
      moves_.push_back({shot, killed, "acl", "", "", "VBN"});
      return;
    }
    if (whom == kNone || whom < dead || up == kNone) return;
    // The noun before is the subject, or what its preposition leads to.
    const TokenIndex noun = shot - 1;
    if (tree_.head(noun) == shot && tree_.is_noun(noun)) {
      moves_.push_back({noun, up == dead ? shot : up, tree_.token(shot).dep, ""});
      for (const TokenIndex c : tree_.children(shot)) {
        if (c < noun) moves_.push_back({c, noun, "", ""});
      }
    }
    for (const TokenIndex c : tree_.children(dead)) {
      if (c != shot) moves_.push_back({c, shot, "", ""});
    }
    const TokenIndex above = tree_.head(dead);
    moves_.push_back({shot, above == kNone ? shot : above, tree_.token(dead).dep, *verb});
    moves_.push_back({dead, shot, "oprd", ""});
  }

  // "The colonel boasted of having fired": no participle of the colonel, where the sentence has no
  // other verb.
  void only_verb(TokenIndex v) {
    const TokenIndex noun = tree_.head(v);
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (tree_.dep(v) != Dep::acl || tree_.token(v).tag != "VBN" || noun == kNone || noun > v ||
        tree_.head(noun) != kNone || cue == knowledge_.cue_verbs.end())
      return;
    for (const auto* one : cue->second) {
      if (one->accuses || one->content.contains(Content::object)) return;
    }
    if (tree_.child(v, {Dep::prep, Dep::ccomp, Dep::agent}) == kNone ||
        tree_.child(v, {Dep::agent}) != kNone)
      return;
    moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves_.push_back({noun, v, "nsubj", ""});
  }

  // "The army's shelling of the camp killed nine people": the shelling did, and no people were the
  // camp's, where the sentence has no other verb or the deed stands right before.
  void only_deed(TokenIndex v) {
    if (tree_.dep(v) != Dep::acl || tree_.token(v).tag != "VBN" ||
        tree_.child(v, {Dep::dobj}) == kNone ||
        tree_.child(v, {Dep::aux, Dep::auxpass, Dep::agent}) != kNone)
      return;
    TokenIndex deed = tree_.head(v);
    const TokenIndex teller = deed == kNone ? kNone : tree_.head(deed);
    // "Bomb attacks killed 12 people, residents said": no participle has an object.
    const bool told = deed != kNone && deed + 1 == v && teller != kNone && teller > v &&
                      (tree_.dep(deed) == Dep::nsubj || tree_.dep(deed) == Dep::ccomp) &&
                      takes_clause(tree_, knowledge_, teller) &&
                      std::ranges::any_of(tree_.children(teller), [&](TokenIndex c) {
                        return c > v && tree_.dep(c) == Dep::nsubj;
                      });
    if (!told) {
      if (deed + 1 != v && tree_.has_finite_verb(tree_.sentence_range(tree_.sentence(v)))) return;
      for (deed = v; tree_.head(deed) != kNone;) deed = tree_.head(deed);
    }
    if (!tree_.is_noun(deed) || deed > v || !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves_.push_back({v, told ? teller : v, told ? "ccomp" : "ROOT", tree_.lemma(v)});
    moves_.push_back({deed, v, "nsubj", ""});
    for (const TokenIndex c : tree_.children(deed)) {
      if (c > v) moves_.push_back({c, v, "", ""});
    }
  }

  // "Three nurses held hostage since May were freed": they did not hold, they were held.
  void held_hostage(TokenIndex v) {
    const TokenIndex who = tree_.child(v, {Dep::nsubj});
    const TokenIndex as = v + 1;
    if (!knowledge_.is("captive-making-verbs", tree_.lemma(v)) || who == kNone || who + 1 != v ||
        as >= tree_.size() || !knowledge_.is("captive-words", tree_.lower(as)) ||
        tree_.head(as) != v || tree_.child(as, {Dep::det, Dep::nummod, Dep::amod}) != kNone ||
        tree_.child(v, {Dep::aux, Dep::neg}) != kNone)
      return;
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::dobj && c != as) return;
    }
    // The verb that tells what became of them, if there is one, is the sentence's.
    TokenIndex main = kNone;
    for (const TokenIndex c : tree_.children(v)) {
      if (c > as && main == kNone && tree_.is_verb(c) &&
          (tree_.dep(c) == Dep::conj || tree_.dep(c) == Dep::advcl || tree_.dep(c) == Dep::ccomp) &&
          (tree_.token(c).tag == "VBD" || tree_.child(c, {Dep::auxpass, Dep::aux}) != kNone))
        main = c;
    }
    moves_.push_back({as, v, "oprd", ""});
    if (main == kNone) {
      moves_.push_back({who, v, "nsubjpass", ""});
      return;
    }
    const TokenIndex own = tree_.child(main, {Dep::nsubj, Dep::nsubjpass});
    const TokenIndex mark = tree_.child(main, {Dep::mark});
    if (own != kNone) {
      // "since May were freed": May is no subject.
      if (mark == kNone || tree_.token(own).entity != "DATE") return;
      moves_.push_back({mark, v, "prep", ""});
      moves_.push_back({own, mark, "pobj", ""});
    }
    const TokenIndex above = tree_.head(v);
    moves_.push_back({main, above == kNone ? main : above, tree_.token(v).dep, ""});
    moves_.push_back(
        {who, main, tree_.child(main, {Dep::auxpass}) != kNone ? "nsubjpass" : "nsubj", ""});
    moves_.push_back({v, who, "acl", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c > main && c != mark) moves_.push_back({c, main, "", ""});
    }
  }

  // "34 dead and 82 injured and declared three days of mourning": the 82 declared nothing.
  void also_injured(TokenIndex v) {
    const TokenIndex number = v - 1;
    if (number < 2 || !knowledge_.is("wounded-words", tree_.lower(v)) ||
        tree_.pos(number) != Pos::num || tree_.head(number) != v ||
        (tree_.dep(number) != Dep::nsubj && tree_.dep(number) != Dep::nsubjpass) ||
        tree_.dep(number - 1) != Dep::cc || !knowledge_.is("dead-words", tree_.lower(number - 2)))
      return;
    TokenIndex main = tree_.head(number - 2);
    while (main != kNone && (!tree_.is_verb(main) || main == v)) main = tree_.head(main);
    if (main == kNone || main > v) return;
    moves_.push_back({number, number - 2, "conj", ""});
    moves_.push_back({v, number, "acl", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c > v && tree_.dep(c) == Dep::conj) moves_.push_back({c, main, "", ""});
    }
  }

  // "One person killed 16 others injured": nobody killed the others.
  void two_tolls(TokenIndex v) {
    const TokenIndex dead = tree_.child(v, {Dep::nsubj});
    const TokenIndex hurt = tree_.child(v, {Dep::dobj});
    if (dead == kNone || hurt == kNone || !knowledge_.is("other-words", tree_.lower(hurt)) ||
        (tree_.pos(dead) != Pos::num && tree_.child(dead, {Dep::nummod}) == kNone))
      return;
    const TokenIndex fate = tree_.child(hurt, {Dep::acl});
    if (fate != hurt + 1 || !knowledge_.is("wounded-words", tree_.lower(fate))) return;
    moves_.push_back({dead, v, "nsubjpass", ""});
    moves_.push_back({hurt, dead, "dep", ""});
  }

  // "23 Killed Over 100 Injured", "15 Farmers 3 Children Killed", as headlines have it.
  void headline_toll(TokenIndex v) {
    const bool fate = knowledge_.is("dead-words", tree_.lower(v)) ||
                      knowledge_.is("wounded-words", tree_.lower(v));
    if (fate && tree_.token(v).tag == "VBD") two_tolls(v);
    if (!fate || v == 0 || tree_.token(v).tag != "VBN" ||
        tree_.child(v, {Dep::auxpass, Dep::aux}) != kNone)
      return;
    const TokenIndex number = v - 1;
    if (tree_.pos(number) == Pos::num && tree_.head(number) == v &&
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == kNone) {
      moves_.push_back({number, v, "nsubjpass", ""});
      const TokenIndex other = tree_.child(v, {Dep::dobj});
      if (other != kNone && tree_.pos(other) == Pos::num && tree_.child(other, {Dep::acl}) != kNone)
        moves_.push_back({other, number, "dep", ""});
    }
    const TokenIndex part = tree_.head(v);
    const TokenIndex whole = part == kNone ? kNone : tree_.head(part);
    if (tree_.dep(v) != Dep::acl || whole == kNone || tree_.child(part, {Dep::nummod}) == kNone ||
        tree_.child(whole, {Dep::nummod}) == kNone)
      return;
    // "Five children and four nurses killed in …", of both
    const bool joined = tree_.dep(part) == Dep::conj && tree_.dep(whole) == Dep::root;
    const bool beside = tree_.dep(part) == Dep::appos && tree_.subtree(part).begin == whole + 1;
    if (joined || beside) moves_.push_back({v, whole, "", ""});
    // The children are some of the farmers.
    if (beside) moves_.push_back({part, whole, "dep", ""});
  }

  // "the Road Battalion, the Martyrs, the Shield and the Youth": a list, and no second name.
  void list_of_names(TokenIndex v) {
    const TokenIndex first = tree_.head(v);
    if (tree_.dep(v) != Dep::appos || first == kNone || tree_.pos(v) != Pos::propn ||
        tree_.pos(first) != Pos::propn)
      return;
    const TokenIndex next = tree_.child(v, {Dep::conj});
    if (next == kNone || tree_.pos(next) != Pos::propn || next < v ||
        tree_.token(tree_.subtree(v).begin > 0 ? tree_.subtree(v).begin - 1 : 0).text != ",")
      return;
    const TokenIndex mark = tree_.subtree(next).begin - 1;
    // "Reed, Sund and Harsk": the second comma shows the list, or "and" with one more name.
    if (tree_.token(mark).text == ",") moves_.push_back({v, first, "conj", ""});
  }

  // "a gang based in Reed and led by Sarn": the second participle is the gang's, too.
  void second_participle(TokenIndex v) {
    const TokenIndex up = tree_.head(v);
    if (tree_.dep(v) != Dep::conj || up == kNone || tree_.token(v).tag != "VBN" ||
        tree_.child(v, {Dep::agent}) == kNone ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass, Dep::aux, Dep::auxpass}) != kNone ||
        tree_.token(up).tag == "VBN")
      return;
    // The participle before "and", behind its noun.
    for (TokenIndex at = v - 1; at > up; --at) {
      if (tree_.dep(at) != Dep::acl || tree_.token(at).tag != "VBN") continue;
      const auto range = tree_.subtree(at);
      if (range.end == v - 1 && tree_.dep(v - 1) == Dep::cc) {
        moves_.push_back({v, at, "conj", ""});
        moves_.push_back({v - 1, at, "", ""});
      }
      return;
    }
  }

  // "Were the militias to merge, …": a condition, and no militias that merge.
  void inverted_were(TokenIndex v) {
    const TokenIndex who = tree_.head(v);
    const TokenIndex were = who == kNone ? kNone : tree_.head(who);
    const TokenIndex to = tree_.child(v, {Dep::aux});
    if (were == kNone || were > who || tree_.dep(who) != Dep::nsubj || to != v - 1 ||
        (tree_.dep(v) != Dep::relcl && tree_.dep(v) != Dep::acl) || tree_.dep(were) != Dep::advcl ||
        !knowledge_.is("inverted-auxiliaries", tree_.lower(were)))
      return;
    moves_.push_back({v, were, "xcomp", ""});
  }

  // "At no station were voters attacked": they were not.
  void at_no_station(TokenIndex v) {
    const TokenIndex were = tree_.head(v);
    const auto who = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    const auto at = were == kNone ? kNone : tree_.child(were, {Dep::prep});
    const auto place = at == kNone ? kNone : tree_.child(at, {Dep::pobj});
    const auto no = place == kNone ? kNone : tree_.child(place, {Dep::det});
    if (no == kNone || tree_.dep(v) != Dep::ccomp || tree_.token(v).tag != "VBN" ||
        tree_.pos(were) != Pos::aux || who < were || place + 1 != were ||
        !knowledge_.is("negative-determiners", tree_.lower(no)))
      return;
    const TokenIndex above = tree_.head(were);
    moves_.push_back({v, above == kNone ? v : above, tree_.token(were).dep, ""});
    moves_.push_back({who, v, "nsubjpass", ""});
    for (const TokenIndex c : tree_.children(were)) {
      if (c != v) moves_.push_back({c, v, "", ""});
    }
    moves_.push_back({were, v, "auxpass", ""});
  }

  // "rocket attacks by rebels that had hit the town", "a bombing in Sund, which killed nine": the
  // attacks and the bombing had.
  void hit_by_attack(TokenIndex v) {
    const TokenIndex doer = tree_.head(v);
    const TokenIndex by = doer == kNone ? kNone : tree_.head(doer);
    const TokenIndex deed = by == kNone ? kNone : tree_.head(by);
    const TokenIndex that = tree_.child(v, {Dep::nsubj});
    const bool where = doer != kNone && by != kNone &&
                       knowledge_.is("place-prepositions", tree_.lower(by)) &&
                       (tree_.token(doer).entity == "GPE" || tree_.token(doer).entity == "LOC" ||
                        knowledge_.is("place-nouns", tree_.lemma(doer)) ||
                        knowledge_.is("facility-nouns", tree_.lemma(doer)));
    if (tree_.dep(v) != Dep::relcl || deed == kNone || tree_.dep(doer) != Dep::pobj ||
        (!knowledge_.is("by", tree_.lower(by)) && !where) || !tree_.is_noun(deed) ||
        that == kNone || that > v || !knowledge_.is("thing-pronouns", tree_.lower(that)) ||
        !knowledge_.is("blow-verbs", tree_.lemma(v)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves_.push_back({v, deed, "", ""});
  }

  // "The ministry counted nine dead in the clash": so many it counted.
  void counts_dead(TokenIndex v) {
    if (!knowledge_.is("counting-verbs", tree_.lemma(v)) || tree_.is_passive(v) ||
        tree_.child(v, {Dep::dobj}) != kNone)
      return;
    for (const TokenIndex c : tree_.children(v)) {
      if (c > v && tree_.dep(c) == Dep::advmod && tree_.child(c, {Dep::nummod}) != kNone &&
          knowledge_.is("dead-words", tree_.lower(c)))
        moves_.push_back({c, v, "dobj", ""});
    }
  }

  // "killed in mortar shelling by militants", where "shelling" passes for a verb
  void deed_behind_weapon(TokenIndex v) {
    if (tree_.token(v).tag != "VBG" || v == 0 || !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    const TokenIndex weapon = v - 1;
    const TokenIndex link = tree_.head(weapon);
    if (tree_.dep(weapon) != Dep::pobj || !knowledge_.is("munitions", tree_.lemma(weapon)) ||
        link != weapon - 1 || (tree_.dep(v) != Dep::advcl && tree_.dep(v) != Dep::acl) ||
        tree_.child(v, {Dep::dobj, Dep::nsubj, Dep::mark}) != kNone)
      return;
    moves_.push_back({v, link, "pobj", "", tree_.lower(v)});
    moves_.push_back({weapon, v, "compound", ""});
  }

  // "Ferry Union Condemns Attack on Port", where the capital makes a name of the verb
  void headline_verb(TokenIndex v) {
    const TokenIndex noun = tree_.head(v);
    if (tree_.dep(v) != Dep::compound || tree_.pos(v) != Pos::propn || noun == kNone || noun < v ||
        v == 0 || tree_.dep(noun) != Dep::root || tree_.dep(v - 1) != Dep::compound ||
        tree_.head(v - 1) != noun || !tree_.lower(v).ends_with("s"))
      return;
    std::string verb = tree_.lower(v);
    verb.pop_back();
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      if (tree_.is_verb(i)) return;
    }
    if (!knowledge_.cue_verbs.contains(verb)) return;
    moves_.push_back({v, v, "ROOT", verb});
    moves_.push_back({v - 1, v, "nsubj", ""});
    moves_.push_back({noun, v, "dobj", ""});
    for (const TokenIndex c : tree_.children(noun)) {
      if (c < v - 1) moves_.push_back({c, v - 1, "", ""});
    }
  }

  // "Sundish air force strikes": the air force is Sundish before the strikes are.
  void state_of_force(TokenIndex c) {
    const TokenIndex deed = tree_.head(c);
    if (tree_.dep(c) != Dep::amod || tree_.token(c).entity != "NORP" || deed == kNone || deed < c)
      return;
    for (const TokenIndex force : tree_.children(deed)) {
      if (force < deed && tree_.dep(force) == Dep::compound &&
          tree_.subtree(force).begin == c + 1 &&
          (knowledge_.is("group-nouns", tree_.lemma(force)) ||
           knowledge_.is("armed-nouns", tree_.lemma(force)) ||
           knowledge_.is("government-nouns", tree_.lemma(force))))
        moves_.push_back({c, force, "amod", ""});
    }
  }

  // "Rebel rocket attacks": the attacks are the rebels' before the rockets are.
  void whose_rockets(TokenIndex c) {
    const TokenIndex rocket = tree_.head(c);
    const TokenIndex deed = rocket == kNone ? kNone : tree_.head(rocket);
    if ((tree_.dep(c) != Dep::compound && tree_.dep(c) != Dep::amod) || deed == kNone ||
        rocket < c || deed < rocket || tree_.dep(rocket) != Dep::compound ||
        !knowledge_.is("munitions", tree_.lemma(rocket)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    if (knowledge_.is("group-nouns", tree_.lemma(c)) ||
        knowledge_.is("government-nouns", tree_.lemma(c)) || tree_.token(c).entity == "NORP")
      moves_.push_back({c, deed, "", ""});
  }

  // "killed in the latest army offensive", "in fighting with the army": nouns.
  void deed_behind_preposition(TokenIndex i) {
    const bool adjective = tree_.pos(i) == Pos::adj && tree_.dep(i) == Dep::pobj &&
                           tree_.child(i, {Dep::compound, Dep::det}) != kNone;
    const bool gerund = tree_.token(i).tag == "VBG" && tree_.dep(i) == Dep::pcomp &&
                        tree_.child(i, {Dep::dobj, Dep::aux, Dep::xcomp, Dep::ccomp}) == kNone &&
                        tree_.prepositional_object(i, knowledge_.list("with")) != kNone;
    if ((adjective || gerund) && knowledge_.frame_nouns.contains(tree_.lower(i)))
      moves_.push_back({i, tree_.head(i), "pobj", "", tree_.lower(i)});
  }

  // "are feared killed": as "are feared to have been killed".
  void feared_killed(TokenIndex v) {
    const TokenIndex feared = tree_.head(v);
    if (feared != kNone && tree_.dep(v) == Dep::advcl && tree_.token(v).tag == "VBN" &&
        feared + 1 == v && tree_.is_passive(feared) && tree_.child(v, {Dep::mark}) == kNone &&
        knowledge_.is("raising-uncertain", tree_.lemma(feared)))
      moves_.push_back({v, feared, "xcomp", ""});
  }

  // "were injured in raids by the rebels", "subjected to an onslaught by them": the raids are by
  // them.
  void by_behind_deed(TokenIndex v) {
    const TokenIndex by = tree_.child(v, {Dep::agent});
    const bool subjected = knowledge_.is("subjecting-verbs", tree_.lemma(v));
    if (by <= v + 1 || !(subjected || knowledge_.does_harm(tree_.lemma(v)))) return;
    const TokenIndex deed = by - 1;
    const TokenIndex link = tree_.head(deed);
    if (link == kNone || tree_.dep(deed) != Dep::pobj || tree_.dep(link) != Dep::prep ||
        tree_.head(link) != v ||
        !knowledge_.is(subjected ? "to" : "fire-prepositions", tree_.lower(link)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves_.push_back({by, deed, "prep", ""});
  }

  // "Two were killed and many injured in raids": the many were.
  void many_injured(TokenIndex v) {
    const TokenIndex many = tree_.head(v);
    const TokenIndex killed = many == kNone ? kNone : tree_.head(many);
    if (many <= 0 || tree_.dep(v) != Dep::acl || tree_.token(v).tag != "VBN" || many + 1 != v ||
        tree_.dep(many) != Dep::conj || killed == kNone || !tree_.is_verb(killed) ||
        !tree_.is_passive(killed) || tree_.dep(many - 1) != Dep::cc)
      return;
    moves_.push_back({v, killed, "conj", ""});
    moves_.push_back({many, v, "nsubjpass", ""});
  }

  // "puts the dead of the Mill Street fighting at 140": a noun with a name before it.
  void deed_behind_name(TokenIndex v) {
    const TokenIndex name = v - 1;
    const TokenIndex verb = tree_.head(v);
    if (v < 2 || tree_.token(v).tag != "VBG" || tree_.dep(v) != Dep::advcl ||
        tree_.pos(name) != Pos::propn || tree_.dep(name) != Dep::pobj || verb == kNone ||
        verb > name || !knowledge_.is("toll-setting-verbs", tree_.lemma(verb)) ||
        !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    moves_.push_back({v, tree_.head(name), "pobj", "", tree_.lower(v)});
    moves_.push_back({name, v, "compound", ""});
    for (const TokenIndex c : tree_.children(name)) moves_.push_back({c, v, "", ""});
    for (const TokenIndex c : tree_.children(v)) moves_.push_back({c, verb, "", ""});
  }

  // "Ilvania fighting kills nine", "Rebel shelling kills nine", "Shelling on the market killed
  // nine": the fighting and the shelling do.
  void fighting_kills(TokenIndex v) {
    const TokenIndex up = tree_.head(v);
    if (tree_.token(v).tag != "VBG" || !knowledge_.frame_nouns.contains(tree_.lower(v)) ||
        tree_.child(v, {Dep::dobj, Dep::aux}) != kNone)
      return;
    if (tree_.dep(v) == Dep::csubj) moves_.push_back({v, up, "nsubj", "", tree_.lower(v)});
    // A relative clause of the name's, an auxiliary or a subject with one of its own.
    const TokenIndex who = v - 1;
    const TokenIndex verb = v + 1;
    if (who < 0 || up == kNone || verb >= tree_.size() || tree_.dep(who) != Dep::nsubj ||
        !(tree_.pos(who) == Pos::propn || knowledge_.is("group-nouns", tree_.lemma(who)) ||
          knowledge_.is("government-nouns", tree_.lemma(who))) ||
        std::ranges::any_of(tree_.children(v), [&](TokenIndex c) { return c != who; }))
      return;
    const Dep d = tree_.dep(v);
    const bool kills = (d == Dep::acl && up == who && tree_.head(who) == verb) ||
                       (d == Dep::aux && up == verb && tree_.head(who) == verb) ||
                       (d == Dep::nsubj && up == verb && tree_.head(who) == v);
    if (!kills) return;
    moves_.push_back({v, verb, "nsubj", "", tree_.lower(v)});
    moves_.push_back({who, v, "compound", ""});
  }

  // "had taken five surveyors hostage": no hostage of the surveyors'.
  void taken_hostage(TokenIndex hostage) {
    const TokenIndex verb = tree_.head(hostage);
    const TokenIndex whom = hostage - 1;
    if (verb == kNone || verb > whom || !knowledge_.is("captive-words", tree_.lower(hostage)) ||
        tree_.dep(whom) != Dep::compound || tree_.head(whom) != hostage || !tree_.is_verb(verb) ||
        !knowledge_.is("captive-making-verbs", tree_.lemma(verb)))
      return;
    moves_.push_back({whom, verb, "dobj", ""});
    moves_.push_back({hostage, verb, "oprd", ""});
  }

  // "take the radio mast": of two objects side by side the first is a part of the second's name.
  void two_objects(TokenIndex first) {
    const TokenIndex second = first + 1;
    if (tree_.dep(first) != Dep::dobj || second >= tree_.size() || tree_.dep(second) != Dep::dobj ||
        tree_.head(first) != tree_.head(second) || tree_.pos(first) != Pos::noun ||
        tree_.pos(second) != Pos::noun)
      return;
    for (const TokenIndex c : tree_.children(first)) {
      if (c < first) moves_.push_back({c, second, "", ""});
    }
    moves_.push_back({first, second, "compound", ""});
  }
};

}  // namespace

void find_deeds(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves) {
  Finder(tree, knowledge, moves).run();
}

}  // namespace gainsay::read
