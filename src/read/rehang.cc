#include "read/rehang.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/arguments.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

struct Move {
  TokenIndex token = kNone;
  TokenIndex under = kNone;  // itself for a root
  std::string label;         // empty: as it is
  std::string verb;          // its lemma, where it is a finite verb that was taken for a noun
  std::string noun{};        // the same where it is a noun that was taken for a verb
  std::string tag{};         // "VBN" for a participle that was taken for a finite verb
};

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {}

  std::vector<Move> run() const {
    std::vector<Move> moves;
    for (TokenIndex v = 0; v < tree_.size(); ++v) {
      if (is_mark(v)) moves.push_back({v, tree_.head(v), "punct", ""});
      shot_dead(v, moves);
      accuses(v, moves);
      did_state(v, moves);
      fears(v, moves);
      headline_verb(v, moves);
      reports_behind(v, moves);
      state_of_force(v, moves);
      whose_rockets(v, moves);
      list_of_names(v, moves);
      two_objects(v, moves);
      rejected_as(v, moves);
      according_to_which(v, moves);
      noun_tells_that(v, moves);
      deed_behind_preposition(v, moves);
      if (!tree_.is_verb(v)) continue;
      teller_without_verb(v, moves);
      only_verb(v, moves);
      only_deed(v, moves);
      untrue(v, moves);
      signer(v, moves);
      says_between(v, moves);
      told_on_behind(v, moves);
      told_behind_time(v, moves);
      deed_behind_weapon(v, moves);
      hit_by_attack(v, moves);
      counts_dead(v, moves);
      that_clause(v, moves);
      fronted_account(v, moves);
      whole_clause(v, moves);
      said_shelling(v, moves);
      fighting_kills(v, moves);
      deed_behind_name(v, moves);
      said_in_text(v, moves);
      feared_killed(v, moves);
      nobody_says(v, moves);
      own_telling(v, moves);
      that_is_hard(v, moves);
      told_in_front(v, moves);
      by_behind_deed(v, moves);
      many_injured(v, moves);
      of_behind_time(v, moves);
      doubted_around(v, moves);
      proved_false(v, moves);
      found_to_be(v, moves);
      insists_behind(v, moves);
      second_participle(v, moves);
      held_hostage(v, moves);
      also_injured(v, moves);
      headline_toll(v, moves);
      told_by_noun(v, moves);
      outcome(v, moves);
      second_speaker(v, moves);
      behind_its_noun(v, moves);
      claimed_between(v, moves);
      inverted_were(v, moves);
      told_by_name_behind(v, moves);
      said_the_observatory(v, moves);
      dead_says(v, moves);
    }
    return moves;
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;

  // '"…"― Ana Torvik': a tokenizer that knows no such dash makes it and the mark before it one
  // word, which is then a part of the name.
  [[nodiscard]] bool is_mark(TokenIndex i) const {
    if (tree_.dep(i) != Dep::compound || tree_.head(i) == kNone) return false;
    const auto& word = tree_.token(i).text;
    return word.size() > 1 && std::ranges::all_of(to_utf32(word), [](char32_t c) {
             return c == U'"' || (c >= U'\u2010' && c <= U'\u201F');
           });
  }

  // "mentioned the raid in its announcement on Monday that it had …": the clause is the
  // announcement's, not the raid's and not what was mentioned.
  void told_by_noun(TokenIndex v, std::vector<Move>& moves) const {
    const Dep dep = tree_.dep(v);
    const TokenIndex up = tree_.head(v);
    if (up == kNone || up > v) return;
    if (dep != Dep::ccomp && dep != Dep::relcl && dep != Dep::acl) return;
    TokenIndex that = v;
    while (that > up && tree_.lower(that) != "that") --that;
    if (that <= up || tree_.head(that) != v) return;
    // "that" as a subject or an object makes a relative clause.
    if (tree_.dep(that) != Dep::mark && tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == that)
      return;
    // Up from the word before, then what the verb is about with its owner behind it.
    std::vector<TokenIndex> nouns;
    // "the announcement by the rebels that they have …": no rebels that they have.
    if (const TokenIndex link = tree_.head(up); dep == Dep::relcl && up + 1 == that &&
                                                link != kNone && tree_.head(link) != kNone &&
                                                is_owner(link, that))
      nouns.push_back(tree_.head(link));
    for (TokenIndex at = that - 1; at != kNone && at > up; at = tree_.head(at)) nouns.push_back(at);
    if (const auto object = tree_.child(up, {Dep::dobj});
        object != kNone && is_owner(object + 1, that))
      nouns.push_back(object);
    for (const TokenIndex at : nouns) {
      if (!tree_.is_noun(at)) continue;
      const auto cue = knowledge_.cue_nouns.find(tree_.lemma(at));
      if (cue == knowledge_.cue_nouns.end()) continue;
      const bool tells = cue->second->content.contains(Content::clause);
      // "said in a statement that" is the verb's, "laughed off a statement that" the noun's, and so
      // is "answered with a denial that".
      const bool verbs = dep == Dep::ccomp && takes_clause(tree_, knowledge_, up) &&
                         !is_answered(at, that, up) &&
                         !(knowledge_.is("answering-acts", cue->second->act) && at + 1 == that);
      if (!tells || verbs) return;
      moves.push_back({v, at, "acl", ""});
      if (is_owner(at + 1, that)) moves.push_back({at + 1, at, "", ""});
      return;
    }
  }

  // "by the channel", between a noun and its clause: whose it is.
  [[nodiscard]] bool is_owner(TokenIndex link, TokenIndex that) const {
    return link < that && tree_.dep(link) == Dep::prep && tree_.subtree(link).end >= that &&
           knowledge_.is("owner-prepositions", tree_.lower(link));
  }

  // "Two bombs went off, police said, killing an officer": what it led to, and no deed of the
  // speakers.
  void outcome(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex cue = tree_.head(v);
    if (tree_.token(v).tag != "VBG" || tree_.dep(v) != Dep::advcl || cue == kNone || cue > v ||
        !takes_clause(tree_, knowledge_, cue) || tree_.lower(v - 1) != "," ||
        knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
        !knowledge_.frame_verbs.contains(tree_.lemma(v)))
      return;
    const TokenIndex told = tree_.child(cue, {Dep::ccomp});
    if (told != kNone && told < cue) moves.push_back({v, told, "advcl", ""});
  }

  // "The governor said that no one was hurt, but a nurse told us …": the nurse speaks for herself.
  void second_speaker(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex cue = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || cue == kNone || cue > v ||
        !takes_clause(tree_, knowledge_, v))
      return;
    const TokenIndex told = tree_.child(cue, {Dep::ccomp});
    const TokenIndex speaker = tree_.child(v, {Dep::nsubj});
    if (told == kNone || told == v || told < cue || told > v || speaker == kNone || speaker > v ||
        !tree_.is_noun(speaker) || tree_.child(v, {Dep::ccomp}) == kNone)
      return;
    const TokenIndex link = tree_.subtree(speaker).begin - 1;
    if (link > told && tree_.dep(link) == Dep::cc && tree_.head(link) != v)
      moves.push_back({v, cue, "conj", ""});
  }

  // "A sniper shot dead the medic", where "shot" passes for a noun and "dead" for the verb.
  void shot_dead(TokenIndex shot, std::vector<Move>& moves) const {
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
      moves.push_back({shot, killed, "acl", "", "", "VBN"});
      return;
    }
    if (whom == kNone || whom < dead || up == kNone) return;
    // The noun before is the subject, or what its preposition leads to.
    const TokenIndex noun = shot - 1;
    if (tree_.head(noun) == shot && tree_.is_noun(noun)) {
      moves.push_back({noun, up == dead ? shot : up, tree_.token(shot).dep, ""});
      for (const TokenIndex c : tree_.children(shot)) {
        if (c < noun) moves.push_back({c, noun, "", ""});
      }
    }
    for (const TokenIndex c : tree_.children(dead)) {
      if (c != shot) moves.push_back({c, shot, "", ""});
    }
    const TokenIndex above = tree_.head(dead);
    moves.push_back({shot, above == kNone ? shot : above, tree_.token(dead).dep, *verb});
    moves.push_back({dead, shot, "oprd", ""});
  }

  // "The colonel boasted of having fired": no participle of the colonel, where the sentence has no
  // other verb.
  void only_verb(TokenIndex v, std::vector<Move>& moves) const {
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
    moves.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves.push_back({noun, v, "nsubj", ""});
  }

  // "The army's shelling of the camp killed nine people": the shelling did, and no people were the
  // camp's, where the sentence has no other verb or the deed stands right before.
  void only_deed(TokenIndex v, std::vector<Move>& moves) const {
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
      if (deed + 1 != v && has_finite_verb(tree_.sentence_range(tree_.sentence(v)))) return;
      for (deed = v; tree_.head(deed) != kNone;) deed = tree_.head(deed);
    }
    if (!tree_.is_noun(deed) || deed > v || !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves.push_back({v, told ? teller : v, told ? "ccomp" : "ROOT", tree_.lemma(v)});
    moves.push_back({deed, v, "nsubj", ""});
    for (const TokenIndex c : tree_.children(deed)) {
      if (c > v) moves.push_back({c, v, "", ""});
    }
  }

  [[nodiscard]] bool has_finite_verb(TokenRange range) const {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const auto& tag = tree_.token(i).tag;
      if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD") return true;
    }
    return false;
  }

  // "It is untrue, the palace said, that they clashed": the clause is what is untrue.
  void untrue(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex cue = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || cue == kNone || cue > v ||
        !takes_clause(tree_, knowledge_, cue) || tree_.child(v, {Dep::mark}) == kNone)
      return;
    const TokenIndex first = tree_.child(cue, {Dep::ccomp});
    if (first == kNone || first >= cue || tree_.child(first, {Dep::acomp, Dep::attr}) == kNone)
      return;
    const TokenIndex it = tree_.child(first, {Dep::nsubj, Dep::expl});
    if (it != kNone && knowledge_.is("expletives", tree_.lower(it)))
      moves.push_back({v, first, "ccomp", ""});
  }

  // "A group signing itself the Hour has claimed it": the group has, and signs.
  void signer(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    const TokenIndex who = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::csubj || tree_.token(v).tag != "VBG" || main == kNone || main < v ||
        who == kNone || who + 1 != v || !tree_.is_noun(who) ||
        tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves.push_back({who, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
    moves.push_back({v, who, "acl", ""});
  }

  // "Three nurses held hostage since May were freed": they did not hold, they were held.
  void held_hostage(TokenIndex v, std::vector<Move>& moves) const {
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
    moves.push_back({as, v, "oprd", ""});
    if (main == kNone) {
      moves.push_back({who, v, "nsubjpass", ""});
      return;
    }
    const TokenIndex own = tree_.child(main, {Dep::nsubj, Dep::nsubjpass});
    const TokenIndex mark = tree_.child(main, {Dep::mark});
    if (own != kNone) {
      // "since May were freed": May is no subject.
      if (mark == kNone || tree_.token(own).entity != "DATE") return;
      moves.push_back({mark, v, "prep", ""});
      moves.push_back({own, mark, "pobj", ""});
    }
    const TokenIndex above = tree_.head(v);
    moves.push_back({main, above == kNone ? main : above, tree_.token(v).dep, ""});
    moves.push_back(
        {who, main, tree_.child(main, {Dep::auxpass}) != kNone ? "nsubjpass" : "nsubj", ""});
    moves.push_back({v, who, "acl", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c > main && c != mark) moves.push_back({c, main, "", ""});
    }
  }

  // "34 dead and 82 injured and declared three days of mourning": the 82 declared nothing.
  void also_injured(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex number = v - 1;
    if (number < 2 || !knowledge_.is("wounded-words", tree_.lower(v)) ||
        tree_.pos(number) != Pos::num || tree_.head(number) != v ||
        (tree_.dep(number) != Dep::nsubj && tree_.dep(number) != Dep::nsubjpass) ||
        tree_.dep(number - 1) != Dep::cc || !knowledge_.is("dead-words", tree_.lower(number - 2)))
      return;
    TokenIndex main = tree_.head(number - 2);
    while (main != kNone && (!tree_.is_verb(main) || main == v)) main = tree_.head(main);
    if (main == kNone || main > v) return;
    moves.push_back({number, number - 2, "conj", ""});
    moves.push_back({v, number, "acl", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c > v && tree_.dep(c) == Dep::conj) moves.push_back({c, main, "", ""});
    }
  }

  // "There is evidence, lawyers say, of killings": the evidence is of them.
  void told_on_behind(TokenIndex v, std::vector<Move>& moves) const {
    if (v + 2 >= tree_.size() || tree_.token(v + 1).text != "," || tree_.lower(v + 2) != "of" ||
        tree_.head(v + 2) != v || !knowledge_.cue_verbs.contains(tree_.lemma(v)))
      return;
    const auto subject = tree_.child(v, {Dep::nsubj});
    if (subject == kNone || subject > v) return;
    const TokenIndex comma = tree_.subtree(subject).begin - 1;
    if (comma < 2 || tree_.token(comma).text != "," || !tree_.is_noun(comma - 1)) return;
    moves.push_back({v + 2, comma - 1, "", ""});
  }

  // "acknowledged for the first time that they had …", "said on the day that …": the clause is the
  // verb's, not the time's.
  void told_behind_time(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex time = tree_.head(v);
    if (tree_.dep(v) != Dep::relcl || time == kNone || time > v || !is_time(time)) return;
    const TokenIndex that = tree_.subtree(v).begin;
    const TokenIndex who = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    if (that != time + 1 || tree_.lower(that) != "that" || who == kNone) return;
    // "hit by raids over the weekend that killed nine": no weekend that killed.
    if (who == that) {
      const TokenIndex front = tree_.sentence_range(tree_.sentence(v)).begin;
      for (TokenIndex deed = time - 1; deed > front; --deed) {
        if (tree_.is_verb(deed)) return;
        if (!tree_.is_noun(deed) || !knowledge_.frame_nouns.contains(tree_.lemma(deed))) continue;
        moves.push_back({v, deed, "relcl", ""});
        return;
      }
      return;
    }
    TokenIndex teller = tree_.head(time);
    if (tree_.dep(time) == Dep::pobj && teller != kNone) teller = tree_.head(teller);
    if (teller == kNone || !tree_.is_verb(teller) || !takes_clause(tree_, knowledge_, teller) ||
        tree_.child(teller, {Dep::ccomp}) != kNone)
      return;
    moves.push_back({v, teller, "ccomp", ""});
    moves.push_back({that, v, "mark", ""});
  }

  [[nodiscard]] bool is_time(TokenIndex i) const {
    return knowledge_.is("time-nouns", tree_.lemma(i)) || tree_.token(i).entity == "DATE" ||
           tree_.token(i).entity == "TIME";
  }

  // "the rumour that she had been seized", "the story that the army raided it": a clause that lacks
  // nothing is what is told, and "that" no part of it.
  void whole_clause(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex told = tree_.head(v);
    const TokenIndex that = told == kNone ? kNone : told + 1;
    if (tree_.dep(v) != Dep::relcl || that > v || tree_.lower(that) != "that" ||
        tree_.head(that) != v || !knowledge_.is("claim-nouns", tree_.lemma(told)))
      return;
    const auto has = [&](Dep dep) {
      return std::ranges::any_of(tree_.children(v),
                                 [&](TokenIndex c) { return c != that && tree_.dep(c) == dep; });
    };
    if (!has(Dep::nsubjpass) && !(has(Dep::nsubj) && has(Dep::dobj))) return;
    moves.push_back({v, told, "acl", ""});
    moves.push_back({that, v, "mark", ""});
  }

  // "There were rumours over the weekend of an arrest": no weekend of an arrest.
  void of_behind_time(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex told = tree_.child(v, {Dep::attr, Dep::dobj, Dep::nsubj});
    if (told == kNone || !knowledge_.is("unheld-nouns", tree_.lemma(told)) ||
        tree_.prepositional_object(told, "of") != kNone)
      return;
    const auto range = tree_.subtree(v);
    for (TokenIndex of = told + 1; of < range.end; ++of) {
      const TokenIndex time = tree_.head(of);
      if (tree_.lower(of) == "of" && tree_.dep(of) == Dep::prep && time == of - 1 &&
          is_time(time)) {
        moves.push_back({of, told, "", ""});
        return;
      }
    }
  }

  // "It is unlikely, the monitor says, that they fell": the clause is what is unlikely.
  void doubted_around(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex be = tree_.child(v, {Dep::ccomp});
    const TokenIndex aside = tree_.child(v, {Dep::parataxis});
    const TokenIndex mark = tree_.child(v, {Dep::mark});
    if (be == kNone || mark == kNone || aside == kNone || tree_.dep(v) != Dep::root ||
        !(be < aside && aside < mark) || tree_.child(be, {Dep::acomp}) == kNone)
      return;
    const TokenIndex it = tree_.child(be, {Dep::nsubj, Dep::expl});
    if (it == kNone || !knowledge_.is("expletives", tree_.lower(it))) return;
    moves.push_back({be, be, "ROOT", ""});
    moves.push_back({v, be, "ccomp", ""});
    moves.push_back({aside, be, "", ""});
  }

  // "Reports that he had been taken proved untrue", where the reports pass for the main word.
  void proved_false(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex told = tree_.head(v);
    const TokenIndex be = tree_.child(v, {Dep::xcomp});  // "proved to be"
    const TokenIndex word = tree_.child(be != kNone ? be : v, {Dep::acomp, Dep::oprd, Dep::attr});
    if (tree_.dep(v) != Dep::conj || told == kNone || tree_.dep(told) != Dep::root ||
        word == kNone || !knowledge_.is("claim-nouns", tree_.lemma(told)) ||
        tree_.child(told, {Dep::cc}) != kNone ||
        tree_.child(told, {Dep::ccomp, Dep::acl}) == kNone ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves.push_back({v, v, "ROOT", ""});
    moves.push_back({told, v, "nsubj", ""});
  }

  // "found the army's claim that they died to be false": the claim is what is false.
  void found_to_be(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex word = tree_.child(v, {Dep::acomp, Dep::attr});
    if (tree_.dep(v) != Dep::advcl || word == kNone || tree_.child(v, {Dep::aux}) != v - 1 ||
        !(knowledge_.is("false-words", tree_.lower(word)) ||
          knowledge_.is("true-words", tree_.lower(word)) ||
          knowledge_.is("doubt-words", tree_.lower(word))))
      return;
    for (TokenIndex at = tree_.head(v); at != kNone; at = tree_.head(at)) {
      const TokenIndex finder = tree_.head(at);
      if (tree_.dep(at) != Dep::dobj || !knowledge_.is("claim-nouns", tree_.lemma(at)) ||
          finder == kNone || !knowledge_.is("finding-verbs", tree_.lemma(finder)))
        continue;
      moves.push_back({v, finder, "xcomp", ""});
      return;
    }
  }

  // "One person killed 16 others injured": nobody killed the others.
  void two_tolls(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex dead = tree_.child(v, {Dep::nsubj});
    const TokenIndex hurt = tree_.child(v, {Dep::dobj});
    if (dead == kNone || hurt == kNone || !knowledge_.is("other-words", tree_.lower(hurt)) ||
        (tree_.pos(dead) != Pos::num && tree_.child(dead, {Dep::nummod}) == kNone))
      return;
    const TokenIndex fate = tree_.child(hurt, {Dep::acl});
    if (fate != hurt + 1 || !knowledge_.is("wounded-words", tree_.lower(fate))) return;
    moves.push_back({dead, v, "nsubjpass", ""});
    moves.push_back({hurt, dead, "dep", ""});
  }

  // "23 Killed Over 100 Injured", "15 Farmers 3 Children Killed", as headlines have it.
  void headline_toll(TokenIndex v, std::vector<Move>& moves) const {
    const bool fate = knowledge_.is("dead-words", tree_.lower(v)) ||
                      knowledge_.is("wounded-words", tree_.lower(v));
    if (fate && tree_.token(v).tag == "VBD") two_tolls(v, moves);
    if (!fate || v == 0 || tree_.token(v).tag != "VBN" ||
        tree_.child(v, {Dep::auxpass, Dep::aux}) != kNone)
      return;
    const TokenIndex number = v - 1;
    if (tree_.pos(number) == Pos::num && tree_.head(number) == v &&
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == kNone) {
      moves.push_back({number, v, "nsubjpass", ""});
      const TokenIndex other = tree_.child(v, {Dep::dobj});
      if (other != kNone && tree_.pos(other) == Pos::num && tree_.child(other, {Dep::acl}) != kNone)
        moves.push_back({other, number, "dep", ""});
    }
    const TokenIndex part = tree_.head(v);
    const TokenIndex whole = part == kNone ? kNone : tree_.head(part);
    if (tree_.dep(v) != Dep::acl || whole == kNone || tree_.child(part, {Dep::nummod}) == kNone ||
        tree_.child(whole, {Dep::nummod}) == kNone)
      return;
    // "Five children and four nurses killed in …", of both
    const bool joined = tree_.dep(part) == Dep::conj && tree_.dep(whole) == Dep::root;
    const bool beside = tree_.dep(part) == Dep::appos && tree_.subtree(part).begin == whole + 1;
    if (joined || beside) moves.push_back({v, whole, "", ""});
    // The children are some of the farmers.
    if (beside) moves.push_back({part, whole, "dep", ""});
  }

  // "the Road Battalion, the Martyrs, the Shield and the Youth": a list, and no second name.
  void list_of_names(TokenIndex v, std::vector<Move>& moves) const {
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
    if (tree_.token(mark).text == ",") moves.push_back({v, first, "conj", ""});
  }

  // "a gang based in Reed and led by Sarn": the second participle is the gang's, too.
  void second_participle(TokenIndex v, std::vector<Move>& moves) const {
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
        moves.push_back({v, at, "conj", ""});
        moves.push_back({v - 1, at, "", ""});
      }
      return;
    }
  }

  // "Nowhere did Dr Marrow state that …", where "state" passes for a noun.
  void did_state(TokenIndex did, std::vector<Move>& moves) const {
    const TokenIndex state = tree_.child(did, {Dep::nsubj});
    if (tree_.head(did) != kNone || tree_.lemma(did) != knowledge_.first("do") || state == kNone ||
        state < did || tree_.pos(state) != Pos::noun ||
        !knowledge_.cue_verbs.contains(tree_.lower(state)))
      return;
    const TokenIndex told = tree_.child(state, {Dep::relcl, Dep::acl, Dep::ccomp});
    const TokenIndex who = state - 1;
    if (told == kNone || tree_.head(who) != state || tree_.pos(who) != Pos::propn) return;
    moves.push_back({state, state, "ROOT", tree_.lower(state)});
    moves.push_back({did, state, "aux", ""});
    moves.push_back({who, state, "nsubj", ""});
    moves.push_back({told, state, "ccomp", ""});
    for (const TokenIndex c : tree_.children(state)) {
      if (c < who) moves.push_back({c, who, "", ""});
    }
    for (const TokenIndex c : tree_.children(did)) {
      if (c != state && c > did) moves.push_back({c, state, "", ""});
    }
  }

  // "Her brother, Ana Torvik fears, was killed", where "fears" passes for a noun.
  void fears(TokenIndex i, std::vector<Move>& moves) const {
    const TokenIndex told_of = tree_.head(i);
    if (tree_.dep(i) != Dep::appos || tree_.token(i).tag != "NNS" || told_of == kNone ||
        !knowledge_.cue_verbs.contains(tree_.lemma(i)) || i + 1 >= tree_.size() ||
        tree_.token(i + 1).text != "," || tree_.pos(i - 1) != Pos::propn)
      return;
    const TokenIndex main = tree_.head(told_of);
    const TokenIndex name = i - 1;
    if (main == kNone || !tree_.is_verb(main) ||
        (tree_.head(name) != told_of && tree_.head(name) != i))
      return;
    moves.push_back({i, main, "parataxis", tree_.lemma(i)});
    moves.push_back({name, i, "nsubj", ""});
  }

  // "Ilvania, in turn, says Reed did it": Ilvania says.
  void says_between(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    if (tree_.dep(v) != Dep::parataxis || main == kNone || main < v ||
        !takes_clause(tree_, knowledge_, v) || tree_.child(v, {Dep::nsubj}) != kNone ||
        !tree_.has_two_subjects(main))
      return;
    const TokenIndex first = tree_.child(main, {Dep::nsubj});
    const TokenIndex second = tree_.nearest_subject(main);
    if (first == kNone || second == kNone || first > v || second < v ||
        tree_.subtree(second).begin != v + 1)
      return;
    const TokenIndex above = tree_.head(main);
    moves.push_back({v, above == kNone ? v : above, tree_.token(main).dep, ""});
    moves.push_back({first, v, "nsubj", ""});
    moves.push_back({main, v, "ccomp", ""});
    for (const TokenIndex c : tree_.children(main)) {
      if (c < v && c != first) moves.push_back({c, v, "", ""});
    }
  }

  // "rejected as fabricated a report that …": the report is rejected.
  void rejected_as(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    const TokenIndex what = tree_.child(v, {Dep::dobj});
    if (tree_.dep(v) != Dep::advcl || main == kNone || main + 2 != v || what == kNone || what < v ||
        tree_.lower(main + 1) != "as" ||
        !(knowledge_.is("false-words", tree_.lower(v)) ||
          knowledge_.is("mistaken-words", tree_.lower(v))) ||
        tree_.child(main, {Dep::dobj}) != kNone)
      return;
    moves.push_back({what, main, "dobj", ""});
  }

  // "prisoners who, it is claimed, were executed": they were executed, so it is claimed.
  void claimed_between(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex noun = tree_.head(v);
    const TokenIndex who = tree_.subtree(v).begin;
    const TokenIndex it = who + 2;
    if (tree_.dep(v) != Dep::relcl || noun == kNone || it >= v || tree_.head(who) != v ||
        !knowledge_.is("relative-pronouns", tree_.lower(who)) || tree_.token(who + 1).text != "," ||
        !knowledge_.is("expletives", tree_.lower(it)) || v + 1 >= tree_.size() ||
        tree_.token(v + 1).text != ",")
      return;
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    for (TokenIndex main = v + 2; main < sentence.end; ++main) {
      if (!tree_.is_verb(main) || tree_.pos(main) == Pos::aux) continue;
      if (tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone) return;
      moves.push_back({main, noun, "relcl", ""});
      moves.push_back({who, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
      moves.push_back({v, main, "parataxis", ""});
      return;
    }
  }

  // "Were the militias to merge, …": a condition, and no militias that merge.
  void inverted_were(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex who = tree_.head(v);
    const TokenIndex were = who == kNone ? kNone : tree_.head(who);
    const TokenIndex to = tree_.child(v, {Dep::aux});
    if (were == kNone || were > who || tree_.dep(who) != Dep::nsubj || to != v - 1 ||
        (tree_.dep(v) != Dep::relcl && tree_.dep(v) != Dep::acl) || tree_.dep(were) != Dep::advcl ||
        !knowledge_.is("inverted-auxiliaries", tree_.lower(were)))
      return;
    moves.push_back({v, were, "xcomp", ""});
  }

  // "Sixty people were wounded, estimated Oda Brisk.": she estimated, and nobody wounded her.
  void told_by_name_behind(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex who = tree_.head(v);
    const TokenIndex told = who == kNone ? kNone : tree_.head(who);
    if (tree_.dep(v) != Dep::amod || told == kNone || told > v || tree_.token(v - 1).text != "," ||
        tree_.pos(who) != Pos::propn || tree_.is_noun(told) ||
        tree_.child(told, {Dep::nsubj, Dep::nsubjpass}) == kNone)
      return;
    // A parser that takes it for an adjective knows no verb's lemma.
    std::string verb = tree_.lower(v);
    for (int cut = 0; cut < 3 && !knowledge_.cue_verbs.contains(verb); ++cut) verb.pop_back();
    if (!tree_.lower(v).ends_with("ed") || !knowledge_.cue_verbs.contains(verb)) return;
    moves.push_back({v, told, "parataxis", verb});
    moves.push_back({who, v, "nsubj", ""});
  }

  // "Nine were killed in the suburbs said the observatory": it said so.
  void said_the_observatory(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex who = tree_.child(v, {Dep::dobj});
    if (who == kNone || tree_.lemma(v) != knowledge_.first("plain-saying") ||
        tree_.token(v).tag != "VBD" || tree_.subtree(who).begin != v + 1 ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass, Dep::aux, Dep::auxpass}) != kNone ||
        tree_.child(v, {Dep::ccomp}) == kNone || tree_.child(v, {Dep::ccomp}) > v)
      return;
    moves.push_back({who, v, "nsubj", ""});
  }

  // "Three dead, says the company.": the company says it.
  void dead_says(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex first = tree_.child(v, {Dep::nsubj});
    if (first == kNone || first > v || !takes_clause(tree_, knowledge_, v) ||
        tree_.token(v - 1).text != "," || tree_.subtree(first).end > v - 1)
      return;
    const auto second = std::ranges::find_if(tree_.children(v), [&](TokenIndex c) {
      return c > v &&
             (tree_.dep(c) == Dep::nsubj ||
              (tree_.dep(c) == Dep::dobj && tree_.lemma(v) == knowledge_.first("plain-saying")));
    });
    // Nothing else stands in the sentence: else "says" may be put in between.
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    if (second == tree_.children(v).end() || tree_.subtree(*second).begin != v + 1 ||
        tree_.subtree(*second).end + 1 < sentence.end ||
        tree_.subtree(first).begin != sentence.begin)
      return;
    moves.push_back({first, v, "ccomp", ""});
    moves.push_back({*second, v, "nsubj", ""});
  }

  // "The minister disputes to this day that they fired", "officials in Sund dispute that they
  // joined", where the verb passes for a noun: it tells the clause.
  void noun_tells_that(TokenIndex v, std::vector<Move>& moves) const {
    constexpr TokenIndex kReach = 4;  // words between the verb and "that"
    const TokenIndex before = v - 1;
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    if (!tree_.is_noun(v) || before < sentence.begin || !tree_.is_noun(before) ||
        tree_.head(before) != v || tree_.dep(before) != Dep::compound ||
        !knowledge_.cue_verbs.contains(tree_.lemma(v)))
      return;
    const bool root = tree_.dep(v) == Dep::root && tree_.token(v).tag == "NNS";
    const TokenIndex link = tree_.dep(v) == Dep::pobj ? tree_.head(v) : kNone;
    const TokenIndex many = link == kNone ? kNone : tree_.head(link);
    const bool behind = many != kNone && tree_.dep(many) == Dep::root &&
                        tree_.token(many).tag == "NNS" && tree_.token(v).tag == "NN";
    if (!root && !behind) return;
    TokenIndex that = v + 1;
    while (that < sentence.end && that < v + kReach && !knowledge_.is("that", tree_.lower(that)))
      ++that;
    const TokenIndex told = that < sentence.end ? tree_.head(that) : kNone;
    if (told == kNone || tree_.dep(that) != Dep::mark || !tree_.is_verb(told)) return;
    if (has_finite_verb({sentence.begin, that})) return;
    moves.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves.push_back({told, v, "ccomp", ""});
    moves.push_back({root ? before : many, v, "nsubj", ""});
    if (behind) moves.push_back({before, link, "pobj", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < before) moves.push_back({c, before, "", ""});
    }
  }

  // "a memo, according to which nine were locked in": a clause of the memo's.
  void according_to_which(TokenIndex i, std::vector<Move>& moves) const {
    constexpr TokenIndex kReach = 6;  // words back to the noun
    const auto sentence = tree_.sentence_range(tree_.sentence(i));
    if (!knowledge_.is("according", tree_.lower(i)) || i + 3 >= sentence.end ||
        !knowledge_.is("relative-pronouns", tree_.lower(i + 2)))
      return;
    TokenIndex noun = i - 1;
    while (noun > sentence.begin && noun > i - kReach &&
           !knowledge_.is("text-nouns", tree_.lemma(noun)))
      --noun;
    TokenIndex verb = i + 3;
    while (verb < sentence.end &&
           (!tree_.is_verb(verb) || tree_.child(verb, {Dep::nsubj, Dep::nsubjpass}) <= i))
      ++verb;
    if (noun < sentence.begin || !knowledge_.is("text-nouns", tree_.lemma(noun)) ||
        verb >= sentence.end)
      return;
    moves.push_back({verb, noun, "relcl", ""});
    moves.push_back({i, verb, "prep", ""});
    moves.push_back({i + 1, i, "prep", ""});
    moves.push_back({i + 2, i + 1, "pobj", ""});
  }

  // "rocket attacks by rebels that had hit the town", "a bombing in Sund, which killed nine": the
  // attacks and the bombing had.
  void hit_by_attack(TokenIndex v, std::vector<Move>& moves) const {
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
        (tree_.lower(by) != "by" && !where) || !tree_.is_noun(deed) || that == kNone || that > v ||
        !knowledge_.is("thing-pronouns", tree_.lower(that)) ||
        !knowledge_.is("blow-verbs", tree_.lemma(v)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves.push_back({v, deed, "", ""});
  }

  // "The ministry counted nine dead in the clash": so many it counted.
  void counts_dead(TokenIndex v, std::vector<Move>& moves) const {
    if (!knowledge_.is("counting-verbs", tree_.lemma(v)) || tree_.is_passive(v) ||
        tree_.child(v, {Dep::dobj}) != kNone)
      return;
    for (const TokenIndex c : tree_.children(v)) {
      if (c > v && tree_.dep(c) == Dep::advmod && tree_.child(c, {Dep::nummod}) != kNone &&
          knowledge_.is("dead-words", tree_.lower(c)))
        moves.push_back({c, v, "dobj", ""});
    }
  }

  // "killed in mortar shelling by militants", where "shelling" passes for a verb
  void deed_behind_weapon(TokenIndex v, std::vector<Move>& moves) const {
    if (tree_.token(v).tag != "VBG" || v == 0 || !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    const TokenIndex weapon = v - 1;
    const TokenIndex link = tree_.head(weapon);
    if (tree_.dep(weapon) != Dep::pobj || !knowledge_.is("munitions", tree_.lemma(weapon)) ||
        link != weapon - 1 || (tree_.dep(v) != Dep::advcl && tree_.dep(v) != Dep::acl) ||
        tree_.child(v, {Dep::dobj, Dep::nsubj, Dep::mark}) != kNone)
      return;
    moves.push_back({v, link, "pobj", "", tree_.lower(v)});
    moves.push_back({weapon, v, "compound", ""});
  }

  // "recorded only that he had died": what it recorded, and no adverbial.
  void that_clause(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex teller = tree_.head(v);
    const TokenIndex mark = tree_.child(v, {Dep::mark});
    if (tree_.dep(v) != Dep::advcl || teller == kNone || teller > v || mark == kNone ||
        !knowledge_.is("that", tree_.lower(mark)) || !tree_.is_verb(teller) ||
        !takes_clause(tree_, knowledge_, teller) ||
        tree_.child(teller, {Dep::ccomp, Dep::dobj}) != kNone)
      return;
    moves.push_back({v, teller, "ccomp", ""});
  }

  // "In the opinion of two doctors the men had been shot", "By its own telling the brigade lost two
  // men", without their commas: no doctors that the men had shot, no telling that it lost them.
  void fronted_account(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex who = tree_.head(v);
    const TokenIndex of = who == kNone ? kNone : tree_.head(who);
    const bool own = tree_.dep(v) == Dep::ccomp && tree_.child(v, {Dep::mark}) == kNone;
    const TokenIndex account = own ? who : of == kNone ? kNone : tree_.head(of);
    const TokenIndex in = account == kNone ? kNone : tree_.head(account);
    const TokenIndex subject = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    if ((tree_.dep(v) != Dep::relcl && !own) || in == kNone || tree_.dep(in) != Dep::root ||
        !knowledge_.is("account-prepositions", tree_.lower(in)) ||
        !knowledge_.is("account-nouns", tree_.lemma(account)) || subject == kNone ||
        subject < who || knowledge_.is("relative-pronouns", tree_.lower(subject)))
      return;
    moves.push_back({v, v, "ROOT", ""});
    moves.push_back({in, v, "prep", ""});
    for (const TokenIndex c : tree_.children(in)) {
      if (c > v) moves.push_back({c, v, "", ""});
    }
  }

  // "Ferry Union Condemns Attack on Port", where the capital makes a name of the verb
  void headline_verb(TokenIndex v, std::vector<Move>& moves) const {
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
    moves.push_back({v, v, "ROOT", verb});
    moves.push_back({v - 1, v, "nsubj", ""});
    moves.push_back({noun, v, "dobj", ""});
    for (const TokenIndex c : tree_.children(noun)) {
      if (c < v - 1) moves.push_back({c, v - 1, "", ""});
    }
  }

  // "Sundish air force strikes": the air force is Sundish before the strikes are.
  void state_of_force(TokenIndex c, std::vector<Move>& moves) const {
    const TokenIndex deed = tree_.head(c);
    if (tree_.dep(c) != Dep::amod || tree_.token(c).entity != "NORP" || deed == kNone || deed < c)
      return;
    for (const TokenIndex force : tree_.children(deed)) {
      if (force < deed && tree_.dep(force) == Dep::compound &&
          tree_.subtree(force).begin == c + 1 &&
          (knowledge_.is("group-nouns", tree_.lemma(force)) ||
           knowledge_.is("armed-nouns", tree_.lemma(force)) ||
           knowledge_.is("government-nouns", tree_.lemma(force))))
        moves.push_back({c, force, "amod", ""});
    }
  }

  // "Rebel rocket attacks": the attacks are the rebels' before the rockets are.
  void whose_rockets(TokenIndex c, std::vector<Move>& moves) const {
    const TokenIndex rocket = tree_.head(c);
    const TokenIndex deed = rocket == kNone ? kNone : tree_.head(rocket);
    if ((tree_.dep(c) != Dep::compound && tree_.dep(c) != Dep::amod) || deed == kNone ||
        rocket < c || deed < rocket || tree_.dep(rocket) != Dep::compound ||
        !knowledge_.is("munitions", tree_.lemma(rocket)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    if (knowledge_.is("group-nouns", tree_.lemma(c)) ||
        knowledge_.is("government-nouns", tree_.lemma(c)) || tree_.token(c).entity == "NORP")
      moves.push_back({c, deed, "", ""});
  }

  // "killed in the latest army offensive", "in fighting with the army": nouns.
  void deed_behind_preposition(TokenIndex i, std::vector<Move>& moves) const {
    const bool adjective = tree_.pos(i) == Pos::adj && tree_.dep(i) == Dep::pobj &&
                           tree_.child(i, {Dep::compound, Dep::det}) != kNone;
    const bool gerund = tree_.token(i).tag == "VBG" && tree_.dep(i) == Dep::pcomp &&
                        tree_.child(i, {Dep::dobj, Dep::aux, Dep::xcomp, Dep::ccomp}) == kNone &&
                        tree_.prepositional_object(i, "with") != kNone;
    if ((adjective || gerund) && knowledge_.frame_nouns.contains(tree_.lower(i)))
      moves.push_back({i, tree_.head(i), "pobj", "", tree_.lower(i)});
  }

  // "said in an online post that they carried out the raid": said it; "that" is no object of a verb
  // that has one.
  void said_in_text(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex post = tree_.head(v);
    const TokenIndex link = post == kNone ? kNone : tree_.head(post);
    const TokenIndex said = link == kNone ? kNone : tree_.head(link);
    if (tree_.dep(v) != Dep::relcl || said == kNone || tree_.dep(link) != Dep::prep ||
        !tree_.is_verb(said) || !takes_clause(tree_, knowledge_, said) ||
        tree_.child(said, {Dep::ccomp}) != kNone || tree_.child(v, {Dep::nsubj}) == kNone)
      return;
    TokenIndex that = kNone;
    TokenIndex object = kNone;
    for (const TokenIndex c : tree_.children(v)) {
      if (c < v && tree_.dep(c) == Dep::dobj && knowledge_.is("that", tree_.lower(c))) that = c;
      if (c > v && tree_.dep(c) == Dep::dobj) object = c;
    }
    if (that != post + 1 || object == kNone) return;
    moves.push_back({v, said, "ccomp", ""});
    moves.push_back({that, v, "mark", ""});
  }

  // "are feared killed": as "are feared to have been killed".
  void feared_killed(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex feared = tree_.head(v);
    if (tree_.dep(v) == Dep::advcl && tree_.token(v).tag == "VBN" && feared + 1 == v &&
        tree_.is_passive(feared) && tree_.child(v, {Dep::mark}) == kNone &&
        knowledge_.is("raising-uncertain", tree_.lemma(feared)))
      moves.push_back({v, feared, "xcomp", ""});
  }

  // "If memory serves, the ferryman told me, the army withdrew": the ferryman told so.
  void told_in_front(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || main == kNone || main < v || tree_.dep(main) != Dep::root ||
        !tree_.is_verb(main) || tree_.token(v).tag != "VBD" ||
        !takes_clause(tree_, knowledge_, v) || takes_clause(tree_, knowledge_, main) ||
        tree_.child(v, {Dep::ccomp, Dep::xcomp, Dep::mark}) != kNone ||
        tree_.child(v, {Dep::nsubj}) == kNone)
      return;
    const TokenIndex subject = tree_.child(main, {Dep::nsubj, Dep::nsubjpass});
    if (subject < v || tree_.subtree(subject).begin - 1 <= v ||
        tree_.token(tree_.subtree(subject).begin - 1).text != ",")
      return;
    moves.push_back({v, v, "ROOT", ""});
    moves.push_back({main, v, "ccomp", ""});
  }

  // "That the front has 3,000 men is hard to credit": no men that are hard.
  void that_is_hard(TokenIndex be, std::vector<Move>& moves) const {
    const TokenIndex has = tree_.head(be);
    const auto that = has == kNone ? kNone : tree_.child(has, {Dep::mark});
    const auto object = tree_.child(be, {Dep::nsubj});
    if (tree_.dep(be) != Dep::ccomp || tree_.child(be, {Dep::acomp}) == kNone || that == kNone ||
        object < has || tree_.dep(has) != Dep::root || !knowledge_.is("that", tree_.lower(that)) ||
        that != tree_.sentence_range(tree_.sentence(be)).begin)
      return;
    moves.push_back({be, be, "ROOT", ""});
    moves.push_back({has, be, "csubj", ""});
    moves.push_back({object, has, "dobj", ""});
    for (const TokenIndex c : tree_.children(has)) {
      if (c > be) moves.push_back({c, be, "", ""});
    }
  }

  // "By its own telling the column lost two men", read as a telling of the column.
  void own_telling(TokenIndex telling, std::vector<Move>& moves) const {
    const TokenIndex by = tree_.head(telling);
    const TokenIndex lost = by == kNone ? kNone : tree_.head(by);
    const TokenIndex who = tree_.child(telling, {Dep::dobj});
    const Dep d = tree_.dep(telling);
    if (tree_.token(telling).tag != "VBG" || (d != Dep::pobj && d != Dep::pcomp) ||
        lost == kNone || who == kNone || lost < who ||
        !knowledge_.is("account-nouns", tree_.lower(telling)) ||
        tree_.child(lost, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    const auto own = tree_.child(by, {Dep::pobj});
    if (own != kNone && own != telling) {
      moves.push_back({own, telling, "amod", ""});
      if (const auto whose = tree_.child(own, {Dep::poss}); whose != kNone)
        moves.push_back({whose, telling, "", ""});
    }
    moves.push_back({who, lost, tree_.is_passive(lost) ? "nsubjpass" : "nsubj", ""});
    moves.push_back({telling, by, "pobj", "", tree_.lower(telling)});
  }

  // "Nobody, says the governor, has beaten them": nobody has.
  void nobody_says(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    const TokenIndex nobody = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::parataxis || main == kNone || main < v || nobody == kNone ||
        nobody + 2 != v || tree_.token(v - 1).text != "," ||
        !knowledge_.is("negative-pronouns", tree_.lower(nobody)) ||
        tree_.nearest_subject(v) == nobody ||
        tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves.push_back({nobody, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
  }

  // "were injured in raids by the rebels": the raids are by them.
  void by_behind_deed(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex by = tree_.child(v, {Dep::agent});
    if (by <= v + 1) return;
    const TokenIndex deed = by - 1;
    const TokenIndex link = tree_.head(deed);
    if (link == kNone || tree_.dep(deed) != Dep::pobj || tree_.dep(link) != Dep::prep ||
        tree_.head(link) != v || !knowledge_.is("cause-prepositions", tree_.lower(link)) ||
        !knowledge_.frame_nouns.contains(tree_.lemma(deed)))
      return;
    moves.push_back({by, deed, "prep", ""});
  }

  // "Two were killed and many injured in raids": the many were.
  void many_injured(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex many = tree_.head(v);
    const TokenIndex killed = many == kNone ? kNone : tree_.head(many);
    if (tree_.dep(v) != Dep::acl || tree_.token(v).tag != "VBN" || many + 1 != v ||
        tree_.dep(many) != Dep::conj || killed == kNone || !tree_.is_verb(killed) ||
        !tree_.is_passive(killed) || tree_.dep(many - 1) != Dep::cc)
      return;
    moves.push_back({v, killed, "conj", ""});
    moves.push_back({many, v, "nsubjpass", ""});
  }

  // "puts the dead of the Mill Street fighting at 140": a noun with a name before it.
  void deed_behind_name(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex name = v - 1;
    const TokenIndex verb = tree_.head(v);
    if (v < 2 || tree_.token(v).tag != "VBG" || tree_.dep(v) != Dep::advcl ||
        tree_.pos(name) != Pos::propn || tree_.dep(name) != Dep::pobj || verb == kNone ||
        verb > name || !knowledge_.is("toll-setting-verbs", tree_.lemma(verb)) ||
        !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    moves.push_back({v, tree_.head(name), "pobj", "", tree_.lower(v)});
    moves.push_back({name, v, "compound", ""});
    for (const TokenIndex c : tree_.children(name)) moves.push_back({c, v, "", ""});
    for (const TokenIndex c : tree_.children(v)) moves.push_back({c, verb, "", ""});
  }

  // "Ilvania fighting kills nine", "Rebel shelling kills nine", "Shelling on the market killed
  // nine": the fighting and the shelling do.
  void fighting_kills(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex up = tree_.head(v);
    if (tree_.token(v).tag != "VBG" || !knowledge_.frame_nouns.contains(tree_.lower(v)) ||
        tree_.child(v, {Dep::dobj, Dep::aux, Dep::nsubj}) != kNone)
      return;
    if (tree_.dep(v) == Dep::csubj) moves.push_back({v, up, "nsubj", "", tree_.lower(v)});
    if (tree_.dep(v) != Dep::acl || up + 1 != v || v + 1 >= tree_.size() ||
        tree_.dep(up) != Dep::nsubj || tree_.head(up) != v + 1 || !tree_.children(v).empty() ||
        !(tree_.pos(up) == Pos::propn || knowledge_.is("group-nouns", tree_.lemma(up)) ||
          knowledge_.is("government-nouns", tree_.lemma(up))))
      return;
    moves.push_back({v, v + 1, "nsubj", "", tree_.lower(v)});
    moves.push_back({up, v, "compound", ""});
  }

  // "The observatory said shelling hit several areas": the shelling did.
  void said_shelling(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex said = tree_.head(v);
    if (tree_.dep(v) != Dep::xcomp || tree_.token(v).tag != "VBG" || said == kNone ||
        said + 1 != v || !takes_clause(tree_, knowledge_, said) ||
        !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    TokenIndex told = tree_.child(said, {Dep::ccomp});
    if (told == kNone) told = tree_.child(v, {Dep::xcomp, Dep::ccomp});
    if (told == kNone || told < v ||
        tree_.child(told, {Dep::nsubj, Dep::nsubjpass, Dep::aux}) != kNone)
      return;
    moves.push_back({told, said, "ccomp", ""});
    moves.push_back({v, told, "nsubj", "", tree_.lower(v)});
  }

  // "Three men were killed, the hospital reports.": no reports of a hospital's.
  void reports_behind(TokenIndex v, std::vector<Move>& moves) const {
    const Dep d = tree_.dep(v);
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    if ((d != Dep::appos && d != Dep::root) || v < sentence.begin + 3 || v + 2 != sentence.end ||
        tree_.dep(v - 1) != Dep::compound || tree_.head(v - 1) != v ||
        tree_.child(v, {Dep::nsubj}) != kNone || !takes_clause(tree_, knowledge_, v))
      return;
    TokenIndex told = tree_.child(v, {Dep::ccomp});
    if (d == Dep::appos) {
      for (told = tree_.head(v); tree_.head(told) != kNone;) told = tree_.head(told);
    }
    // What it is called, behind the clause and its comma.
    TokenIndex first = v - 1;
    for (const TokenIndex c : tree_.children(v)) {
      if (c < first && c != told && tree_.dep(c) != Dep::punct) first = tree_.subtree(c).begin;
    }
    if (told == kNone || !tree_.is_verb(told) || told > first || first == sentence.begin ||
        tree_.token(first - 1).text != ",")
      return;
    for (TokenIndex i = first; i < v; ++i) {
      if (tree_.dep(i) == Dep::cc) return;
    }
    moves.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves.push_back({v - 1, v, "nsubj", ""});
    moves.push_back({told, v, "ccomp", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c >= first && c < v - 1) moves.push_back({c, v - 1, "", ""});
    }
  }

  // "The exchange went ahead, insists the delegate; …": the delegate insists.
  void insists_behind(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex told = tree_.head(v);
    const TokenIndex who = tree_.child(v, {Dep::dobj});
    if (tree_.dep(v) != Dep::conj || told == kNone || told > v || who == kNone || who < v ||
        !takes_clause(tree_, knowledge_, v) || tree_.token(v - 1).text != "," ||
        tree_.child(v, {Dep::nsubj, Dep::ccomp, Dep::xcomp, Dep::aux, Dep::neg}) != kNone ||
        tree_.child(told, {Dep::nsubj, Dep::nsubjpass}) == kNone ||
        tree_.subtree(who).begin != v + 1)
      return;
    const bool speaks = tree_.token(who).entity == "PERSON" ||
                        knowledge_.is("person-nouns", tree_.lemma(who)) ||
                        knowledge_.is("government-nouns", tree_.lemma(who));
    if (!speaks) return;
    moves.push_back({v, told, "parataxis", ""});
    moves.push_back({who, v, "nsubj", ""});
  }

  // "take the radio mast": of two objects side by side the first is a part of the second's name.
  void two_objects(TokenIndex first, std::vector<Move>& moves) const {
    const TokenIndex second = first + 1;
    if (tree_.dep(first) != Dep::dobj || second >= tree_.size() || tree_.dep(second) != Dep::dobj ||
        tree_.head(first) != tree_.head(second) || tree_.pos(first) != Pos::noun ||
        tree_.pos(second) != Pos::noun)
      return;
    for (const TokenIndex c : tree_.children(first)) {
      if (c < first) moves.push_back({c, second, "", ""});
    }
    moves.push_back({first, second, "compound", ""});
  }

  // "whom former comrades accuse of it": an adjective has no subject and no object.
  void accuses(TokenIndex i, std::vector<Move>& moves) const {
    if (tree_.pos(i) != Pos::adj || !knowledge_.cue_verbs.contains(tree_.lower(i)) ||
        tree_.child(i, {Dep::nsubj}) == kNone || tree_.child(i, {Dep::dobj, Dep::ccomp}) == kNone)
      return;
    const TokenIndex up = tree_.head(i);
    moves.push_back({i, up == kNone ? i : up, "", tree_.lower(i)});
  }

  // "A ranger who heard the blast said it was …": the ranger said it, not the blast.
  void teller_without_verb(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex hears = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || hears == kNone || hears > v ||
        !takes_clause(tree_, knowledge_, v) || tree_.dep(hears) != Dep::relcl ||
        tree_.child(hears, {Dep::dobj}) != kNone)
      return;
    const TokenIndex teller = tree_.head(hears);
    const TokenIndex who = tree_.child(hears, {Dep::nsubj});
    const TokenIndex heard = tree_.child(v, {Dep::nsubj});
    if (teller == kNone || tree_.head(teller) != kNone || who == kNone || heard == kNone ||
        !knowledge_.is("relative-pronouns", tree_.lower(who)) || !tree_.is_noun(heard) ||
        tree_.subtree(heard).begin != hears + 1 || heard > v)
      return;
    moves.push_back({v, v, "ROOT", ""});
    moves.push_back({teller, v, "nsubj", ""});
    moves.push_back({heard, hears, "dobj", ""});
  }

  // The noun right before "that" is what the verb is about, not the means by which it tells.
  [[nodiscard]] bool is_answered(TokenIndex noun, TokenIndex that, TokenIndex verb) const {
    const TokenIndex link = tree_.head(noun);
    // "could not confirm the report by the channel that": the report's.
    if (link == verb && tree_.dep(noun) == Dep::dobj &&
        (tree_.subtree(noun).end == that || is_owner(noun + 1, that)))
      return true;
    return noun + 1 == that && tree_.dep(noun) == Dep::pobj && tree_.head(link) == verb &&
           knowledge_.is("answer-prepositions", tree_.lower(link));
  }

  // "The one attack UN has claimed was never confirmed": a name behind a noun that has an article,
  // with a verb of its own before the main verb, which has no subject left.
  void behind_its_noun(TokenIndex v, std::vector<Move>& moves) const {
    const TokenIndex main = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || main == kNone || main < v || !tree_.is_verb(main)) return;
    if (tree_.child(main, {Dep::nsubj, Dep::nsubjpass, Dep::expl}) != kNone) return;
    const TokenIndex name = tree_.child(v, {Dep::nsubj});
    if (name == kNone || name > v || tree_.pos(name) != Pos::propn) return;
    TokenIndex noun = kNone;
    bool article = false;
    for (const TokenIndex c : tree_.children(name)) {
      if (c > name) continue;
      if (tree_.dep(c) == Dep::det) article = true;
      if (tree_.dep(c) == Dep::compound) {
        if (noun != kNone || tree_.pos(c) != Pos::noun || c + 1 != name) return;
        noun = c;
      }
    }
    if (noun == kNone || !article) return;
    for (const TokenIndex c : tree_.children(name)) {
      if (c < noun) moves.push_back({c, noun, "", ""});
    }
    const bool passive = tree_.child(main, {Dep::auxpass}) != kNone;
    moves.push_back({noun, main, passive ? "nsubjpass" : "nsubj", ""});
    moves.push_back({v, noun, "relcl", ""});
  }
};

// "the Reed Front": a body, where a model sees a place, a person or a building, and a name to its
// last word, whatever a tagger makes of that.
void name_bodies(nlp::Analysed& document, const Knowledge& knowledge) {
  auto& tokens = document.analysis.tokens;
  for (std::size_t begin = 0, end = 0; begin < tokens.size(); begin = end) {
    const std::string kind = tokens[begin].entity;
    end = begin + 1;
    while (end < tokens.size() && tokens[end].entity == kind && !tokens[end].entity_begins) ++end;
    auto& last = tokens[end - 1];
    const auto word = to_lower(last.text);
    if (kind.empty() || end - begin < 2 || word == last.text ||
        !knowledge.is("body-name-ends", word))
      continue;
    const bool named = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                                   tokens.begin() + static_cast<std::ptrdiff_t>(end - 1),
                                   [](const nlp::Token& t) { return t.pos == "PROPN"; });
    if (!named) continue;
    if (kind == "PERSON" || kind == "FAC" || kind == "GPE" || kind == "LOC" || kind == "PRODUCT") {
      for (std::size_t i = begin; i < end; ++i) tokens[i].entity = "ORG";
    } else if (kind != "ORG" && kind != "NORP") {
      continue;
    }
    if (last.pos == "ADJ") {
      last.pos = "PROPN";
      last.tag = "NNP";
    }
  }
}

}  // namespace

void rehang(nlp::Analysed& document, const Knowledge& knowledge) {
  std::vector<Move> moves;
  {
    const Tree tree(document);
    moves = Finder(tree, knowledge).run();
  }
  for (const auto& move : moves) {
    auto& token = document.analysis.tokens[static_cast<std::size_t>(move.token)];
    token.head = move.under;
    if (!move.label.empty()) token.dep = move.label;
    if (!move.noun.empty()) {
      token.lemma = move.noun;
      token.pos = "NOUN";
      token.tag = "NN";
    }
    if (!move.verb.empty()) {
      token.lemma = move.verb;
      token.pos = "VERB";
      token.tag = "VBD";
    }
    if (!move.tag.empty()) token.tag = move.tag;
  }
  name_bodies(document, knowledge);
}

}  // namespace gainsay::read
