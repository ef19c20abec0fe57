// Main verbs that a parser takes for a noun or a participle, and participles that it takes for main
// verbs.
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
      did_state(v);
      fears(v);
      speak_of(v);
      what_shelling(v);
      strikes_them(v);
      auxiliary_with_subject(v);
      if (!tree_.is_verb(v)) continue;
      behind_aside(v);
      named_behind_place(v);
      saying_and_calling(v);
      of_hundreds(v);
      estimated_behind(v);
      each_of(v);
      who_sits_said(v);
      who_were_taken(v);
      behind_regret(v);
      having_said(v);
      report_having(v);
      let_go(v);
    }
  }

 private:
  // "Nowhere does the inquest state that …", "The people of Sund speak of it", where the verb
  // passes for a noun that has a subject.
  void speak_of(TokenIndex i) {
    const TokenIndex who = tree_.child(i, {Dep::nsubj});
    if (tree_.dep(i) != Dep::root || tree_.token(i).tag != "NN" || who == kNone || who > i ||
        !knowledge_.cue_verbs.contains(tree_.lower(i)))
      return;
    moves_.push_back({i, i, "ROOT", tree_.lower(i)});
  }

  // "What shelling?": a noun, and no what that shells.
  void what_shelling(TokenIndex v) {
    const TokenIndex what = v - 1;
    if (v < 1 || v + 1 >= tree_.size() || tree_.token(v).tag != "VBG" ||
        tree_.token(v + 1).text != "?" || tree_.head(what) != v || tree_.token(what).tag != "WP" ||
        !knowledge_.frame_nouns.contains(tree_.lower(v)))
      return;
    moves_.push_back({v, tree_.head(v) == kNone ? v : tree_.head(v), "", "", tree_.lower(v)});
    moves_.push_back({what, v, "det", ""});
  }

  // "Ana Torvik, who had failed twice, called for a vote", "The mayor, speaking in Sund, called him
  // a fraud": the main verb, which a parser took for a participle of the word before.
  void behind_aside(TokenIndex v) {
    if (tree_.token(v).tag != "VBN" || tree_.dep(v) != Dep::acl || v < 1 ||
        !knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
        tree_.child(v, {Dep::agent, Dep::aux, Dep::auxpass}) != kNone ||
        tree_.prepositional_object(v, knowledge_.list("by")) != kNone)
      return;
    const auto name = tree_.child(v, {Dep::oprd, Dep::dobj});
    const auto named = [&](TokenIndex c) {
      return c != name && (tree_.dep(c) == Dep::oprd || tree_.dep(c) == Dep::dobj);
    };
    const bool two = name != kNone && (tree_.child(name, {Dep::dobj}) != kNone ||
                                       std::ranges::any_of(tree_.children(v), named));
    TokenIndex top = tree_.head(v);
    while (tree_.head(top) != kNone && tree_.head(top) < v) top = tree_.head(top);
    if (!tree_.is_noun(top) || top > v) return;
    const TokenIndex main = tree_.head(top);
    // "The mayor called him a fraud.", a noun and its participle to the parser
    const bool beside = top + 1 == v && main == kNone && two;
    if (tree_.token(v - 1).text != "," && !beside) return;
    const bool tells = name != kNone || tree_.child(v, {Dep::ccomp, Dep::xcomp}) != kNone ||
                       tree_.prepositional_object(v, knowledge_.list("for")) != kNone;
    // Only what stands between commas comes between them.
    TokenIndex comma = top + 1;
    while (comma < v - 1 && tree_.token(comma).text != ",") ++comma;
    if (!tells || (comma >= v - 1 && tree_.head(v) != top)) return;
    if (main == kNone) {
      moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
      moves_.push_back({top, v, "nsubj", ""});
      return;
    }
    // "The mayor, speaking in Sund, called him a fraud and said …"
    if (!two || tree_.dep(top) != Dep::nsubj) return;
    moves_.push_back({v, main, "conj", tree_.lemma(v)});
  }

  // "Alarmed by unrest in Sund, Ana Torvik, the mayor, said …": no second place beside Sund.
  void named_behind_place(TokenIndex v) {
    if (tree_.dep(v) != Dep::root || !tree_.is_finite(v) || !takes_clause(tree_, knowledge_, v) ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass, Dep::expl, Dep::csubj}) != kNone)
      return;
    TokenIndex who = v - 1;
    if (who > 0 && tree_.token(who).text == ",") --who;
    // "… arrested nine students, the students' lawyer, Ana Torvik, said": the lawyer said so.
    if (who + 1 < v) {
      TokenIndex named = kNone;
      for (TokenIndex at = who; at != kNone && tree_.head(at) < v; at = tree_.head(at)) {
        const auto begin = tree_.subtree(at).begin;
        if (tree_.dep(at) == Dep::appos && begin > 0 && tree_.token(begin - 1).text == "," &&
            tree_.subtree(at).end >= v - 1)
          named = at;
      }
      if (named != kNone && tree_.child(v, {Dep::ccomp}) != kNone &&
          can_cite(tree_, knowledge_, named)) {
        moves_.push_back({named, v, "nsubj", ""});
        return;
      }
    }
    while (who > 0 && tree_.head(who) != kNone && tree_.head(who) < v &&
           !(tree_.dep(who) == Dep::conj && tree_.token(tree_.subtree(who).begin - 1).text == ","))
      who = tree_.head(who);
    if (who <= 0 || tree_.dep(who) != Dep::conj || !tree_.is_noun(who) || tree_.head(who) > who)
      return;
    if (tree_.child(tree_.head(who), {Dep::cc}) != kNone) return;
    moves_.push_back({who, v, "nsubj", ""});
  }

  // "…, saying that he lies and calling him a fraud": who says so calls him that.
  void saying_and_calling(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    if (tree_.dep(v) != Dep::conj || tree_.token(v).tag != "VBG" || told == kNone || told > v ||
        tree_.dep(told) != Dep::ccomp || tree_.child(v, {Dep::aux, Dep::auxpass}) != kNone)
      return;
    const TokenIndex says = tree_.head(told);
    const auto aux = tree_.child(told, {Dep::aux});
    // "that he is lying and calling names"
    const bool progressive = tree_.token(told).tag == "VBG" && aux != kNone;
    if (says == kNone || says > told || tree_.token(says).tag != "VBG" || progressive) return;
    moves_.push_back({v, says, "conj", ""});
  }

  // "boasts of three hundred dead", where "of" passes for a part of the number.
  void of_hundreds(TokenIndex v) {
    const auto dead = tree_.child(v, {Dep::dobj});
    const TokenIndex of = v + 1;
    if (dead < of || tree_.dep(of) != Dep::quantmod || tree_.pos(of) != Pos::adp ||
        tree_.lower(of) != knowledge_.first("share-prepositions") || !tree_.is_under(of, dead))
      return;
    moves_.push_back({of, v, "prep", ""});
    moves_.push_back({dead, of, "pobj", ""});
  }

  // "Fifteen of them died, the nurse estimated in her diary.": no second name of fifteen.
  void estimated_behind(TokenIndex v) {
    const TokenIndex who = tree_.head(v);
    if (tree_.dep(v) != Dep::acl || tree_.token(v).tag != "VBN" || who == kNone || who > v ||
        (who + 1 != v && !tree_.is_under(v - 1, who)) || tree_.dep(who) != Dep::appos ||
        !takes_clause(tree_, knowledge_, v) ||
        tree_.child(v, {Dep::dobj, Dep::oprd, Dep::ccomp, Dep::aux, Dep::auxpass}) != kNone ||
        tree_.prepositional_object(v, knowledge_.list("of")) != kNone)
      return;
    // "estimated by telephone", but "a figure estimated by doctors"
    const auto by = tree_.prepositional_object(v, knowledge_.list("by"));
    if (by != kNone && can_cite(tree_, knowledge_, by)) return;
    const auto first = tree_.subtree(who).begin;
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    TokenIndex root = who;
    while (tree_.head(root) != kNone) root = tree_.head(root);
    if (first == 0 || tree_.token(first - 1).text != "," || !tree_.is_verb(root) || root > first ||
        tree_.subtree(v).end + 1 < sentence.end)
      return;
    moves_.push_back({v, root, "parataxis", tree_.lemma(v)});
    moves_.push_back({who, v, "nsubj", ""});
    if (const auto agent = tree_.child(v, {Dep::agent}); agent != kNone)
      moves_.push_back({agent, v, "prep", ""});
  }

  // "The landlord speaks of a leak, the tenants of a grenade": no second name of the landlord's.
  void each_of(TokenIndex v) {
    const auto who = tree_.child(v, {Dep::nsubj});
    const auto second = who == kNone ? kNone : tree_.child(who, {Dep::appos});
    if (second < v || !knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
        tree_.token(tree_.subtree(second).begin - 1).text != ",")
      return;
    for (const TokenIndex of : tree_.children(v)) {
      if (of < v || of > second || tree_.dep(of) != Dep::prep) continue;
      for (const TokenIndex theirs : tree_.children(second)) {
        if (theirs < second || tree_.dep(theirs) != Dep::prep ||
            tree_.lower(theirs) != tree_.lower(of))
          continue;
        moves_.push_back({second, v, "npadvmod", ""});
        moves_.push_back({theirs, v, "prep", ""});
        return;
      }
    }
  }

  // "The mayor, meanwhile, who sits at home, said …", "whose aide sits …, said", where the mayor
  // passes for who sits.
  void who_sits_said(TokenIndex v) {
    const auto sits = tree_.child(v, {Dep::ccomp});
    if (!takes_clause(tree_, knowledge_, v) || sits == kNone || sits > v ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    const auto mayor = tree_.child(sits, {Dep::nsubj});
    if (mayor == kNone || !tree_.is_noun(mayor)) return;
    // "who", "whose firm", behind a comma
    bool who = false;
    for (TokenIndex i = mayor + 1; i < sits; ++i)
      who = who ||
            (tree_.token(i - 1).text == "," &&
             (knowledge_.is("relative-pronouns", tree_.lower(i)) || tree_.token(i).tag == "WP$"));
    if (!who) return;
    moves_.push_back({mayor, v, "nsubj", ""});
    moves_.push_back({sits, mayor, "relcl", ""});
  }

  // "whether the nurses abducted from the clinic have been released", read as if the nurses
  // abducted: they have been released.
  void who_were_taken(TokenIndex v) {
    const TokenIndex up = tree_.head(v);
    const auto who = tree_.child(v, {Dep::nsubj});
    if (tree_.token(v).tag != "VBD" || up == kNone || who == kNone || who + 1 != v ||
        tree_.child(v, {Dep::dobj, Dep::ccomp, Dep::xcomp}) != kNone)
      return;
    for (TokenIndex main = v + 1; main < tree_.subtree(up).end; ++main) {
      if (tree_.head(main) != up || tree_.dep(main) != tree_.dep(v) || !tree_.is_verb(main))
        continue;
      const auto aux = tree_.child(main, {Dep::aux, Dep::auxpass});
      if (aux == kNone || aux < v || tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone ||
          tree_.child(v, {Dep::cc}) != kNone)
        return;
      moves_.push_back({who, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
      if (const auto mark = tree_.child(v, {Dep::mark}); mark != kNone)
        moves_.push_back({mark, main, "", ""});
      moves_.push_back({v, who, "acl", "", "", "VBN"});
      return;
    }
  }

  // "has withdrawn, with regret, its report": no second name of regret.
  void behind_regret(TokenIndex v) {
    if (tree_.child(v, {Dep::dobj, Dep::ccomp, Dep::xcomp}) != kNone || tree_.is_passive(v) ||
        !knowledge_.is("retracting-verbs", tree_.lemma(v)))
      return;
    for (const TokenIndex c : tree_.children(v)) {
      const auto regret = c > v && tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
      const auto report = regret == kNone ? kNone : tree_.child(regret, {Dep::appos});
      if (report == kNone || tree_.token(c - 1).text != "," ||
          tree_.token(tree_.subtree(report).begin - 1).text != "," ||
          !(knowledge_.is("claim-nouns", tree_.lemma(report)) ||
            knowledge_.is("news-texts", tree_.lemma(report))))
        continue;
      moves_.push_back({report, v, "dobj", ""});
      return;
    }
  }

  // "Having sworn in April that she saw it, the cook …": what was sworn, and no time of seeing.
  void having_said(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    if (tree_.dep(v) != Dep::advcl || tree_.token(v).tag != "VBN" || told < v ||
        tree_.dep(told) != Dep::advcl || !takes_clause(tree_, knowledge_, v) ||
        tree_.child(v, {Dep::aux}) == kNone || tree_.child(v, {Dep::ccomp}) != kNone)
      return;
    const auto that = tree_.child(told, {Dep::mark});
    if (that < v || !knowledge_.is("that", tree_.lower(that))) return;
    moves_.push_back({v, tree_.head(told), "advcl", ""});
    moves_.push_back({told, v, "ccomp", ""});
  }

  // "Nowhere did Dr Marrow state that …", where "state" passes for a noun.
  void did_state(TokenIndex did) {
    const TokenIndex state = tree_.child(did, {Dep::nsubj});
    if (tree_.head(did) != kNone || tree_.lemma(did) != knowledge_.first("do") || state == kNone ||
        state < did || tree_.pos(state) != Pos::noun ||
        !knowledge_.cue_verbs.contains(tree_.lower(state)))
      return;
    const TokenIndex told = tree_.child(state, {Dep::relcl, Dep::acl, Dep::ccomp});
    const TokenIndex who = state - 1;
    if (told == kNone || tree_.head(who) != state || tree_.pos(who) != Pos::propn) return;
    moves_.push_back({state, state, "ROOT", tree_.lower(state)});
    moves_.push_back({did, state, "aux", ""});
    moves_.push_back({who, state, "nsubj", ""});
    moves_.push_back({told, state, "ccomp", ""});
    for (const TokenIndex c : tree_.children(state)) {
      if (c < who) moves_.push_back({c, who, "", ""});
    }
    for (const TokenIndex c : tree_.children(did)) {
      if (c != state && c > did) moves_.push_back({c, state, "", ""});
    }
  }

  // "Her brother, Ana Torvik fears, was killed", where "fears" passes for a noun.
  void fears(TokenIndex i) {
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
    moves_.push_back({i, main, "parataxis", tree_.lemma(i)});
    moves_.push_back({name, i, "nsubj", ""});
  }

  // "That a boy was taken strikes the clerk as improbable.", where "strikes" passes for a noun.
  void strikes_them(TokenIndex i) {
    const TokenIndex taken = tree_.head(i);
    if (tree_.token(i).tag != "NNS" || taken == kNone || taken > i || !tree_.is_verb(taken) ||
        !knowledge_.is("striking-verbs", tree_.lemma(i)))
      return;
    const auto that = tree_.child(taken, {Dep::mark});
    const auto as = tree_.child(i, {Dep::prep});
    if (that == kNone || that != tree_.sentence_range(tree_.sentence(i)).begin || as < i ||
        !knowledge_.is("that", tree_.lower(that)) || !knowledge_.is("as", tree_.lower(as)))
      return;
    moves_.push_back({i, i, "ROOT", tree_.lemma(i)});
    moves_.push_back({taken, i, "csubj", ""});
  }

  // "The police had by then opened fire", where "had" keeps the subject: it is the verb's.
  void auxiliary_with_subject(TokenIndex i) {
    const TokenIndex main = tree_.head(i);
    if (tree_.dep(i) != Dep::aux || main == kNone || !tree_.is_verb(main) ||
        tree_.child(i, {Dep::nsubj}) == kNone ||
        tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    for (const TokenIndex c : tree_.children(i)) moves_.push_back({c, main, "", ""});
  }

  // "let the nurses go": whom they let go.
  void let_go(TokenIndex v) {
    const auto go = tree_.child(v, {Dep::ccomp});
    const auto whom = go > v ? tree_.child(go, {Dep::nsubj}) : kNone;
    if (whom < v || whom > go || !knowledge_.is("releasing-words", tree_.lower(go)) ||
        !knowledge_.is("releasing-verbs", tree_.lemma(v)) ||
        tree_.child(go, {Dep::aux, Dep::dobj, Dep::xcomp, Dep::ccomp, Dep::prt}) != kNone)
      return;
    moves_.push_back({whom, v, "dobj", ""});
    moves_.push_back({go, v, "prt", ""});
    for (const TokenIndex c : tree_.children(go)) {
      if (c > go) moves_.push_back({c, v, "", ""});
    }
  }

  // "The Hill Brigades report having taken the dam.": they do; no report of theirs.
  void report_having(TokenIndex v) {
    const auto taken = tree_.child(v, {Dep::acl, Dep::advcl});
    const TokenIndex who = v - 1;
    if (tree_.dep(v) != Dep::root || !tree_.is_finite(v) || !takes_clause(tree_, knowledge_, v) ||
        tree_.child(v, {Dep::nsubj}) != kNone || taken < v || who < 0 ||
        tree_.subtree(taken).begin != v + 1 || tree_.token(v + 1).tag != "VBG" ||
        tree_.head(who) != v || tree_.dep(who) != Dep::compound)
      return;
    moves_.push_back({who, v, "nsubj", ""});
    moves_.push_back({taken, v, "xcomp", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < who && tree_.dep(c) != Dep::punct) moves_.push_back({c, who, "", ""});
    }
  }
};

}  // namespace

void find_main_verbs(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves) {
  Finder(tree, knowledge, moves).run();
}

}  // namespace gainsay::read
