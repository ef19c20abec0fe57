// Whose words they are: clauses and names that a parser ties past their verb of telling.
#include <algorithm>

#include "base/utf8.h"
#include "read/arguments.h"
#include "read/rehang_moves.h"

namespace gainsay::read {
namespace {

class Finder : public Mover {
 public:
  using Mover::Mover;

  void run() {
    for (TokenIndex v = 0; v < tree_.size(); ++v) {
      if (is_mark(v)) moves_.push_back({v, tree_.head(v), "punct", ""});
      accuses(v);
      reports_behind(v);
      rejected_as(v);
      rejected_as_noun(v);
      beside_name(v);
      according_to_which(v);
      noun_tells_that(v);
      denial_of(v);
      by_and_by(v);
      if (!tree_.is_verb(v)) continue;
      teller_without_verb(v);
      signer(v);
      says_between(v);
      told_on_behind(v);
      told_behind_time(v);
      shows_they_say(v);
      that_clause(v);
      fronted_account(v);
      whole_clause(v);
      said_shelling(v);
      said_in_text(v);
      reported_killed(v);
      nobody_says(v);
      own_telling(v);
      that_is_hard(v);
      told_in_front(v);
      of_behind_time(v);
      proved_false(v);
      found_to_be(v);
      insists_behind(v);
      told_by_noun(v);
      second_speaker(v);
      behind_its_noun(v);
      claimed_between(v);
      told_by_name_behind(v);
      said_the_observatory(v);
      dead_says(v);
      said_but_not(v);
      said_beside(v);
      told_whom_that(v);
      it_took(v);
      said_of(v);
      with_confidence(v);
    }
  }

 private:
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
  void told_by_noun(TokenIndex v) {
    const Dep dep = tree_.dep(v);
    const TokenIndex up = tree_.head(v);
    if (up == kNone || up > v) return;
    if (dep != Dep::ccomp && dep != Dep::relcl && dep != Dep::acl) return;
    TokenIndex that = v;
    while (that > up && !knowledge_.is("that", tree_.lower(that))) --that;
    if (that <= up || tree_.head(that) != v) return;
    // "that" as a subject or an object makes a relative clause.
    if (tree_.dep(that) != Dep::mark && tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == that)
      return;
    // "the report, carried by the Mirror, that …": the report's.
    const TokenIndex agent = tree_.head(up);
    const TokenIndex carried = agent == kNone ? kNone : tree_.head(agent);
    if (up + 2 == that && tree_.token(up + 1).text == "," && tree_.dep(up) == Dep::pobj &&
        tree_.dep(agent) == Dep::agent && carried > 1 && tree_.dep(carried) == Dep::acl &&
        tree_.token(carried - 1).text == "," && tree_.is_noun(carried - 2)) {
      const auto report = knowledge_.cue_nouns.find(tree_.lemma(carried - 2));
      if (report != knowledge_.cue_nouns.end() &&
          report->second->content.contains(Content::clause)) {
        moves_.push_back({v, carried - 2, "acl", ""});
        return;
      }
    }
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
      if (!tree_.is_noun(at) || tree_.pos(at) == Pos::propn) continue;  // "told Radio News that"
      const auto cue = knowledge_.cue_nouns.find(tree_.lemma(at));
      if (cue == knowledge_.cue_nouns.end()) continue;
      const bool tells = cue->second->content.contains(Content::clause);
      // "said in a statement that" is the verb's, "laughed off a statement that" the noun's, and so
      // is "answered with a denial that".
      const bool verbs = dep == Dep::ccomp && takes_clause(tree_, knowledge_, up) &&
                         !is_answered(at, that, up) &&
                         !(knowledge_.is("answering-acts", cue->second->act) && at + 1 == that);
      if (!tells || verbs) return;
      moves_.push_back({v, at, "acl", ""});
      if (is_owner(at + 1, that)) moves_.push_back({at + 1, at, "", ""});
      return;
    }
  }

  // "by the channel", between a noun and its clause: whose it is.
  [[nodiscard]] bool is_owner(TokenIndex link, TokenIndex that) const {
    return link < that && tree_.dep(link) == Dep::prep && tree_.subtree(link).end >= that &&
           knowledge_.is("owner-prepositions", tree_.lower(link));
  }

  // "The governor said that no one was hurt, but a nurse told us …": the nurse speaks for herself.
  void second_speaker(TokenIndex v) {
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
      moves_.push_back({v, cue, "conj", ""});
  }

  // "A group signing itself the Hour has claimed it": the group has, and signs.
  void signer(TokenIndex v) {
    const TokenIndex main = tree_.head(v);
    const TokenIndex who = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::csubj || tree_.token(v).tag != "VBG" || main == kNone || main < v ||
        who == kNone || who + 1 != v || !tree_.is_noun(who) ||
        tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves_.push_back({who, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
    moves_.push_back({v, who, "acl", ""});
  }

  // "There is evidence, lawyers say, of killings": the evidence is of them.
  void told_on_behind(TokenIndex v) {
    if (v + 2 >= tree_.size() || tree_.token(v + 1).text != "," ||
        !knowledge_.is("of", tree_.lower(v + 2)) || tree_.head(v + 2) != v ||
        !knowledge_.cue_verbs.contains(tree_.lemma(v)))
      return;
    const auto subject = tree_.child(v, {Dep::nsubj});
    if (subject == kNone || subject > v) return;
    const TokenIndex comma = tree_.subtree(subject).begin - 1;
    if (comma < 2 || tree_.token(comma).text != "," || !tree_.is_noun(comma - 1)) return;
    moves_.push_back({v + 2, comma - 1, "", ""});
  }

  // "acknowledged for the first time that they had …", "said on the day that …": the clause is the
  // verb's, not the time's.
  void told_behind_time(TokenIndex v) {
    const TokenIndex time = tree_.head(v);
    if (tree_.dep(v) != Dep::relcl || time == kNone || time > v || !is_time(time)) return;
    const TokenIndex that = tree_.subtree(v).begin;
    const TokenIndex who = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    if (that != time + 1 || !knowledge_.is("that", tree_.lower(that)) || who == kNone) return;
    // "hit by raids over the weekend that killed nine": no weekend that killed.
    if (who == that) {
      const TokenIndex front = tree_.sentence_range(tree_.sentence(v)).begin;
      for (TokenIndex deed = time - 1; deed > front; --deed) {
        if (tree_.is_verb(deed)) return;
        if (!tree_.is_noun(deed) || !knowledge_.frame_nouns.contains(tree_.lemma(deed))) continue;
        moves_.push_back({v, deed, "relcl", ""});
        return;
      }
      return;
    }
    TokenIndex teller = tree_.head(time);
    if (tree_.dep(time) == Dep::pobj && teller != kNone) teller = tree_.head(teller);
    if (teller == kNone || !tree_.is_verb(teller) || !takes_clause(tree_, knowledge_, teller) ||
        tree_.child(teller, {Dep::ccomp}) != kNone)
      return;
    moves_.push_back({v, teller, "ccomp", ""});
    moves_.push_back({that, v, "mark", ""});
  }

  [[nodiscard]] bool is_time(TokenIndex i) const {
    return knowledge_.is("time-nouns", tree_.lemma(i)) || tree_.token(i).entity == "DATE" ||
           tree_.token(i).entity == "TIME";
  }

  // "the rumour that she had been seized", "the story that the army raided it", "the denial that
  // any had died": a clause that lacks nothing is what is told, and "that" no part of it.
  void whole_clause(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    const TokenIndex that = told == kNone ? kNone : told + 1;
    const bool relative = tree_.dep(v) == Dep::relcl;
    if (!(relative || tree_.dep(v) == Dep::acl) || that > v ||
        !knowledge_.is("that", tree_.lower(that)) || tree_.dep(that) == Dep::mark ||
        !(knowledge_.is("claim-nouns", tree_.lemma(told)) ||
          knowledge_.is("false-words", tree_.lemma(told))))
      return;
    // "that pirates attacked and sank the ship"
    const TokenIndex owner = tree_.head(that);
    if (owner != v && !(tree_.dep(owner) == Dep::conj && tree_.head(owner) == v)) return;
    const auto has = [&](Dep dep) {
      return std::ranges::any_of(tree_.children(owner),
                                 [&](TokenIndex c) { return c != that && tree_.dep(c) == dep; });
    };
    const bool subject = has(Dep::nsubj) || owner != v;
    // "It is a lie that he belongs to it", "the tale that we recruit in schools", but "a lie that
    // he told"
    const bool lie =
        has(Dep::nsubj) && !knowledge_.cue_verbs.contains(tree_.lemma(v)) &&
        (tree_.dep(told) == Dep::attr || knowledge_.frame_verbs.contains(tree_.lemma(v)));
    const bool whole = has(Dep::nsubjpass) || lie || (subject && (has(Dep::dobj) || !relative));
    if (!whole) return;
    moves_.push_back({v, told, "acl", ""});
    moves_.push_back({that, v, "mark", ""});
  }

  // "There were rumours over the weekend of an arrest": no weekend of an arrest.
  void of_behind_time(TokenIndex v) {
    const TokenIndex told = tree_.child(v, {Dep::attr, Dep::dobj, Dep::nsubj});
    if (told == kNone || !knowledge_.is("unheld-nouns", tree_.lemma(told)) ||
        tree_.prepositional_object(told, knowledge_.list("of")) != kNone)
      return;
    const auto range = tree_.subtree(v);
    for (TokenIndex of = told + 1; of < range.end; ++of) {
      const TokenIndex time = tree_.head(of);
      if (knowledge_.is("of", tree_.lower(of)) && tree_.dep(of) == Dep::prep && time == of - 1 &&
          is_time(time)) {
        moves_.push_back({of, told, "", ""});
        return;
      }
    }
  }

  // "Reports that he had been taken proved untrue", where the reports pass for the main word.
  void proved_false(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    const TokenIndex be = tree_.child(v, {Dep::xcomp});  // "proved to be"
    const TokenIndex word = tree_.child(be != kNone ? be : v, {Dep::acomp, Dep::oprd, Dep::attr});
    if (tree_.dep(v) != Dep::conj || told == kNone || tree_.dep(told) != Dep::root ||
        word == kNone || !knowledge_.is("claim-nouns", tree_.lemma(told)) ||
        tree_.child(told, {Dep::cc}) != kNone ||
        tree_.child(told, {Dep::ccomp, Dep::acl}) == kNone ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({told, v, "nsubj", ""});
  }

  // "found the army's claim that they died to be false": the claim is what is false.
  void found_to_be(TokenIndex v) {
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
      moves_.push_back({v, finder, "xcomp", ""});
      return;
    }
  }

  // "Ilvania, in turn, says Reed did it": Ilvania says.
  void says_between(TokenIndex v) {
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
    moves_.push_back({v, above == kNone ? v : above, tree_.token(main).dep, ""});
    moves_.push_back({first, v, "nsubj", ""});
    moves_.push_back({main, v, "ccomp", ""});
    for (const TokenIndex c : tree_.children(main)) {
      if (c < v && c != first) moves_.push_back({c, v, "", ""});
    }
  }

  // "rejected as fabricated a report that …": the report is rejected.
  void rejected_as(TokenIndex v) {
    const TokenIndex main = tree_.head(v);
    const TokenIndex what = tree_.child(v, {Dep::dobj});
    if (tree_.dep(v) != Dep::advcl || main == kNone || main + 2 != v || what == kNone || what < v ||
        !knowledge_.is("as", tree_.lower(main + 1)) ||
        !(knowledge_.is("false-words", tree_.lower(v)) ||
          knowledge_.is("mistaken-words", tree_.lower(v))) ||
        tree_.child(main, {Dep::dobj}) != kNone)
      return;
    moves_.push_back({what, main, "dobj", ""});
  }

  // "a man whom officials had reported killed", "whose patrol they reported wiped out": they say
  // that he was.
  void reported_killed(TokenIndex v) {
    const TokenIndex reported = tree_.head(v);
    const auto whom = reported == kNone ? kNone : tree_.child(reported, {Dep::dobj});
    if (whom == kNone || tree_.dep(v) != Dep::xcomp || tree_.token(v).tag != "VBN" ||
        tree_.dep(reported) != Dep::relcl || whom > reported ||
        tree_.child(v, {Dep::aux, Dep::dobj}) != kNone ||
        !takes_clause(tree_, knowledge_, reported))
      return;
    moves_.push_back({v, reported, "ccomp", ""});
    moves_.push_back({whom, v, "nsubjpass", ""});
  }

  // "dismissed as “fantasy” an allegation that …", "rejected as “pure invention” accounts of it",
  // where the marks end what they are called: the allegation is dismissed.
  void rejected_as_noun(TokenIndex claim) {
    // "rejected as fiction the account", where the account passes for fiction's
    const TokenIndex fiction = tree_.head(claim);
    const TokenIndex link = fiction == kNone ? kNone : tree_.head(fiction);
    if (link != kNone && tree_.dep(claim) == Dep::dobj && tree_.dep(fiction) == Dep::pobj &&
        knowledge_.is("as", tree_.lower(link)) && tree_.head(link) != kNone &&
        knowledge_.is("false-words", tree_.lower(fiction)) && tree_.is_verb(tree_.head(link)) &&
        tree_.child(tree_.head(link), {Dep::dobj}) == kNone) {
      moves_.push_back({claim, tree_.head(link), "dobj", ""});
      return;
    }
    const TokenIndex as = tree_.head(claim);
    const TokenIndex verb = as == kNone ? kNone : tree_.head(as);
    if (verb == kNone || tree_.dep(claim) != Dep::pobj || !knowledge_.is("as", tree_.lower(as)) ||
        !tree_.is_verb(verb) || tree_.child(verb, {Dep::dobj}) != kNone)
      return;
    // "withdrew as untrue its report"
    if (const auto called = tree_.child(as, {Dep::amod, Dep::advmod});
        called == as + 1 && knowledge_.is("false-words", tree_.lower(called)) &&
        tree_.subtree(claim).begin == called + 1) {
      moves_.push_back({claim, verb, "dobj", ""});
      // "dismissed as baseless a report that they fired": the report's.
      if (const auto told = tree_.child(verb, {Dep::ccomp}); told > claim) {
        moves_.push_back({called, as, "pcomp", ""});
        moves_.push_back({told, claim, "acl", ""});
      }
      return;
    }
    // "dismissed as baseless claims that …", where the claims pass for baseless ones
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(verb));
    if (const TokenIndex first = as + 1;
        tree_.head(first) == claim && tree_.dep(first) == Dep::amod &&
        knowledge_.is("claim-nouns", tree_.lemma(claim)) && cue != knowledge_.cue_verbs.end() &&
        cue->second.front()->holds == Epistemic::false_certain) {
      moves_.push_back({claim, verb, "dobj", ""});
      moves_.push_back({first, as, "pcomp", ""});
      return;
    }
    const auto object = tree_.child(as, {Dep::pobj});
    const bool one_phrase = object == claim && claim >= as + 3 && ends_words(claim - 1);
    const TokenIndex called = one_phrase ? claim - 2 : object;
    if (called == claim || !knowledge_.is("false-words", tree_.lower(called))) return;
    if (one_phrase) {
      for (const TokenIndex c : tree_.children(claim)) {
        if (c < called) moves_.push_back({c, called, "", ""});
      }
      moves_.push_back({called, as, "pobj", ""});
    }
    moves_.push_back({claim, verb, "dobj", ""});
  }

  [[nodiscard]] bool ends_words(TokenIndex i) const {
    const auto& token = tree_.token(i);
    return token.tag == "''" || token.text == "\"" || token.text == "”" || token.text == "’";
  }

  // "photographs that they say show a clinic", read as two subjects of "say": they show it.
  void shows_they_say(TokenIndex verb) {
    const auto who = tree_.child(verb, {Dep::nsubj});
    const auto shown = tree_.child(verb, {Dep::xcomp});
    if (tree_.dep(verb) != Dep::relcl || shown != verb + 1 || who == kNone ||
        tree_.pos(who) != Pos::pron || !takes_clause(tree_, knowledge_, verb) ||
        !tree_.has_two_subjects(verb))
      return;
    moves_.push_back({who, shown, "nsubj", ""});
    moves_.push_back({shown, verb, "ccomp", ""});
  }

  // "by neighbouring Dovra": no neighbouring of it.
  void beside_name(TokenIndex v) {
    const TokenIndex by = tree_.head(v);
    const auto name = tree_.child(v, {Dep::dobj});
    if (by == kNone || tree_.token(v).tag != "VBG" || tree_.dep(v) != Dep::pcomp || name != v + 1 ||
        tree_.pos(name) != Pos::propn || !knowledge_.is("adjoining-words", tree_.lower(v)))
      return;
    moves_.push_back({name, by, "pobj", ""});
    moves_.push_back({v, name, "amod", ""});
  }

  // "prisoners who, it is claimed, were executed": they were executed, so it is claimed.
  void claimed_between(TokenIndex v) {
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
      moves_.push_back({main, noun, "relcl", ""});
      moves_.push_back({who, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
      moves_.push_back({v, main, "parataxis", ""});
      return;
    }
  }

  // "Sixty people were wounded, estimated Oda Brisk.": she estimated, and nobody wounded her.
  void told_by_name_behind(TokenIndex v) {
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
    moves_.push_back({v, told, "parataxis", verb});
    moves_.push_back({who, v, "nsubj", ""});
  }

  // "Nine were killed in the suburbs said the observatory": it said so.
  void said_the_observatory(TokenIndex v) {
    const TokenIndex who = tree_.child(v, {Dep::dobj});
    if (who == kNone || tree_.lemma(v) != knowledge_.first("plain-saying") ||
        tree_.token(v).tag != "VBD" || tree_.subtree(who).begin != v + 1 ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass, Dep::aux, Dep::auxpass}) != kNone ||
        tree_.child(v, {Dep::ccomp}) == kNone || tree_.child(v, {Dep::ccomp}) > v)
      return;
    moves_.push_back({who, v, "nsubj", ""});
  }

  // "Three dead, says the company.": the company says it.
  void dead_says(TokenIndex v) {
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
    moves_.push_back({first, v, "ccomp", ""});
    moves_.push_back({*second, v, "nsubj", ""});
  }

  // "The minister disputes to this day that they fired", "officials in Sund dispute that they
  // joined", where the verb passes for a noun: it tells the clause.
  void noun_tells_that(TokenIndex v) {
    constexpr TokenIndex kReach = 7;  // words between the verb and "that"
    const TokenIndex before = v - 1;
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    const bool name = before >= sentence.begin &&
                      (tree_.is_noun(before) || tree_.token(before).text != tree_.lower(before));
    if (!tree_.is_noun(v) || !name || tree_.head(before) != v ||
        (tree_.dep(before) != Dep::compound && tree_.dep(before) != Dep::amod) ||
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
    if (tree_.has_finite_verb({sentence.begin, that})) return;
    moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves_.push_back({told, v, "ccomp", ""});
    moves_.push_back({root ? before : many, v, "nsubj", ""});
    if (behind) moves_.push_back({before, link, "pobj", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < before) moves_.push_back({c, before, "", ""});
    }
  }

  // "Officials suspect, but cannot prove, that they seized it": the clause is what they suspect.
  void said_but_not(TokenIndex v) {
    const TokenIndex first = tree_.head(v);
    if (tree_.dep(v) != Dep::conj || first == kNone || !takes_clause(tree_, knowledge_, first) ||
        tree_.child(first, {Dep::ccomp, Dep::xcomp, Dep::dobj}) != kNone)
      return;
    const auto but = tree_.child(first, {Dep::cc});
    const auto told = tree_.child(v, {Dep::ccomp});
    if (but == kNone || told == kNone || told < v || !knowledge_.is("but", tree_.lower(but)) ||
        tree_.child(told, {Dep::mark}) == kNone || tree_.child(v, {Dep::nsubj}) != kNone)
      return;
    const auto start = tree_.subtree(told).begin;
    if (tree_.token(start - 1).text == ",") moves_.push_back({told, first, "ccomp", ""});
  }

  // "assesses with moderate confidence that he fled": what is assessed, no confidence.
  void with_confidence(TokenIndex told) {
    const TokenIndex noun = tree_.head(told);
    const TokenIndex link = noun == kNone ? kNone : tree_.head(noun);
    const TokenIndex v = link == kNone ? kNone : tree_.head(link);
    if (v == kNone || (tree_.dep(told) != Dep::acl && tree_.dep(told) != Dep::relcl) ||
        !knowledge_.is("manner-nouns", tree_.lemma(noun)) || tree_.dep(noun) != Dep::pobj ||
        !tree_.is_verb(v) || !takes_clause(tree_, knowledge_, v) || v > link ||
        !knowledge_.is("that", tree_.lower(tree_.subtree(told).begin)))
      return;
    moves_.push_back({told, v, "ccomp", ""});
  }

  // "did not tell the inquest that he was poisoned", where the clause passes for the inquest's: it
  // is what was told.
  void told_whom_that(TokenIndex v) {
    const TokenIndex whom = tree_.head(v);
    const TokenIndex teller = whom == kNone ? kNone : tree_.head(whom);
    const auto that = tree_.subtree(v).begin;
    if (teller == kNone || tree_.dep(v) != Dep::relcl || whom > v || teller > whom ||
        (tree_.dep(whom) != Dep::dobj && tree_.dep(whom) != Dep::dative) ||
        !(knowledge_.is("informing-verbs", tree_.lemma(teller)) ||
          (takes_clause(tree_, knowledge_, teller) && can_cite(tree_, knowledge_, whom))) ||
        tree_.dep(that) != Dep::mark || !knowledge_.is("that", tree_.lower(that)) ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == kNone ||
        tree_.child(teller, {Dep::ccomp}) != kNone)
      return;
    moves_.push_back({v, teller, "ccomp", ""});
  }

  // "The guerrillas, said the Mirror, had lost it": the guerrillas had, and the Mirror said.
  void said_beside(TokenIndex v) {
    const auto told = tree_.child(v, {Dep::ccomp});
    const auto first = tree_.child(v, {Dep::nsubj});
    const auto second = tree_.nearest_subject(v);
    TokenIndex behind = kNone;
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::nsubj && c > v) behind = c;
    }
    if (told == kNone || first == kNone || first > v || behind == kNone || told < behind ||
        second == kNone || tree_.token(v - 1).text != "," || tree_.subtree(behind).begin != v + 1 ||
        tree_.child(told, {Dep::nsubj, Dep::nsubjpass, Dep::mark}) != kNone ||
        !takes_clause(tree_, knowledge_, v))
      return;
    moves_.push_back({first, told, tree_.is_passive(told) ? "nsubjpass" : "nsubj", ""});
  }

  // "It took the ministry a month to admit that": the ministry admits.
  void it_took(TokenIndex v) {
    const TokenIndex took = tree_.head(v);
    if (took == kNone || took > v || !knowledge_.is("lasting-verbs", tree_.lemma(took)) ||
        !takes_clause(tree_, knowledge_, v) || tree_.child(v, {Dep::nsubj}) != kNone)
      return;
    const auto it = tree_.child(took, {Dep::nsubj});
    const auto who = tree_.child(took, {Dep::dative, Dep::dobj});
    if (it != kNone && who != kNone && who < v && knowledge_.is("expletives", tree_.lower(it)) &&
        can_cite(tree_, knowledge_, who)) {
      moves_.push_back({who, v, "nsubj", ""});
      // An infinitive that waits for nothing: it was admitted.
      moves_.push_back({v, took, "ccomp", ""});
    }
  }

  // '"He lies," said his sister of the boast that he had men': said of the boast.
  void said_of(TokenIndex v) {
    const auto who = tree_.child(v, {Dep::nsubj});
    if (who == kNone || who < v || !knowledge_.cue_verbs.contains(tree_.lemma(v))) return;
    for (const TokenIndex of : tree_.children(who)) {
      const auto claim = tree_.dep(of) == Dep::prep && of > who ? tree_.child(of, {Dep::pobj})
                                                                : static_cast<TokenIndex>(kNone);
      if (claim != kNone && knowledge_.is("subject-prepositions", tree_.lower(of)) &&
          (knowledge_.is("claim-nouns", tree_.lemma(claim)) ||
           knowledge_.frame_nouns.contains(tree_.lemma(claim))))
        moves_.push_back({of, v, "prep", ""});
    }
  }

  // "was claimed first by the Column and then by its rivals": by both.
  void by_and_by(TokenIndex by) {
    const TokenIndex verb = tree_.dep(by) == Dep::conj ? tree_.head(by) : kNone;
    if (verb == kNone || tree_.pos(by) != Pos::adp || !tree_.is_verb(verb)) return;
    const auto second = tree_.child(by, {Dep::pobj});
    const auto first_by = tree_.child(verb, {Dep::agent});
    const auto first = first_by == kNone ? kNone : tree_.child(first_by, {Dep::pobj});
    if (first != kNone && second != kNone && first < second &&
        tree_.lower(first_by) == tree_.lower(by))
      moves_.push_back({second, first, "conj", ""});
  }

  // "Denials by the minister of any part in it", tied to the minister: they are denials of it.
  void denial_of(TokenIndex of) {
    const TokenIndex who = tree_.head(of);
    const TokenIndex by = who == kNone ? kNone : tree_.head(who);
    const TokenIndex denial = by == kNone ? kNone : tree_.head(by);
    const auto what = tree_.child(of, {Dep::pobj});
    if (denial == kNone || what == kNone || tree_.dep(of) != Dep::prep ||
        tree_.dep(who) != Dep::pobj)
      return;
    const auto cue = knowledge_.cue_nouns.find(tree_.lemma(denial));
    const auto det = tree_.child(what, {Dep::det});
    const bool deed = knowledge_.frame_nouns.contains(tree_.lemma(what)) ||
                      knowledge_.is("involvement-nouns", tree_.lemma(what)) ||
                      (det != kNone && knowledge_.is("any", tree_.lower(det)));
    if (cue != knowledge_.cue_nouns.end() && deed &&
        knowledge_.is("answering-acts", cue->second->act))
      moves_.push_back({of, denial, "prep", ""});
  }

  // "a memo, according to which nine were locked in": a clause of the memo's.
  void according_to_which(TokenIndex i) {
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
    moves_.push_back({verb, noun, "relcl", ""});
    moves_.push_back({i, verb, "prep", ""});
    moves_.push_back({i + 1, i, "prep", ""});
    moves_.push_back({i + 2, i + 1, "pobj", ""});
  }

  // "recorded only that he had died": what it recorded, and no adverbial.
  void that_clause(TokenIndex v) {
    const TokenIndex teller = tree_.head(v);
    const TokenIndex mark = tree_.child(v, {Dep::mark});
    if (tree_.dep(v) != Dep::advcl || teller == kNone || teller > v || mark == kNone ||
        !knowledge_.is("that", tree_.lower(mark)) || !tree_.is_verb(teller) ||
        !takes_clause(tree_, knowledge_, teller) ||
        tree_.child(teller, {Dep::ccomp, Dep::dobj}) != kNone)
      return;
    moves_.push_back({v, teller, "ccomp", ""});
  }

  // "In the opinion of two doctors the men had been shot", "By its own telling the brigade lost two
  // men", without their commas: no doctors that the men had shot, no telling that it lost them.
  void fronted_account(TokenIndex v) {
    const TokenIndex who = tree_.head(v);
    const TokenIndex of = who == kNone ? kNone : tree_.head(who);
    // "In the villagers' version they shot at them"
    const bool owned = who != kNone && tree_.dep(v) == Dep::relcl &&
                       knowledge_.is("account-nouns", tree_.lemma(who)) &&
                       tree_.child(who, {Dep::poss}) != kNone;
    const bool own = (tree_.dep(v) == Dep::ccomp || owned) && tree_.child(v, {Dep::mark}) == kNone;
    const TokenIndex account = own ? who : of == kNone ? kNone : tree_.head(of);
    const TokenIndex in = account == kNone ? kNone : tree_.head(account);
    const TokenIndex subject = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    if ((tree_.dep(v) != Dep::relcl && !own) || in == kNone || tree_.dep(in) != Dep::root ||
        !knowledge_.is("account-prepositions", tree_.lower(in)) ||
        !knowledge_.is("account-nouns", tree_.lemma(account)) || subject == kNone ||
        subject < who || knowledge_.is("relative-pronouns", tree_.lower(subject)))
      return;
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({in, v, "prep", ""});
    for (const TokenIndex c : tree_.children(in)) {
      if (c > v) moves_.push_back({c, v, "", ""});
    }
  }

  // "said in an online post that they carried out the raid": said it; "that" is no object of a verb
  // that has one.
  void said_in_text(TokenIndex v) {
    TokenIndex post = tree_.head(v);
    TokenIndex link = post == kNone ? kNone : tree_.head(post);
    // "in one of a series of messages"
    constexpr int kNested = 3;
    for (int steps = 0; steps < kNested && link != kNone && tree_.dep(link) == Dep::prep &&
                        tree_.head(link) != kNone && !tree_.is_verb(tree_.head(link));
         ++steps)
      link = tree_.head(tree_.head(link));
    const TokenIndex said = link == kNone ? kNone : tree_.head(link);
    // "heard from a guard that they were shot"
    const bool heard = said != kNone && tree_.dep(v) == Dep::acl &&
                       knowledge_.is("hearsay-verbs", tree_.lemma(said)) &&
                       knowledge_.is("origin-prepositions", tree_.lower(link));
    // "denied in an interview that they had fired"
    const bool interview = said != kNone && tree_.dep(v) == Dep::acl &&
                           knowledge_.is("in", tree_.lower(link)) && tree_.head(link) == said;
    if ((tree_.dep(v) != Dep::relcl && !heard && !interview) || said == kNone ||
        tree_.dep(link) != Dep::prep || !tree_.is_verb(said) ||
        !takes_clause(tree_, knowledge_, said) || tree_.child(said, {Dep::ccomp}) != kNone ||
        tree_.child(v, {Dep::nsubj, Dep::nsubjpass}) == kNone)
      return;
    TokenIndex that = kNone;
    TokenIndex object = kNone;
    for (const TokenIndex c : tree_.children(v)) {
      const bool marks = tree_.dep(c) == Dep::dobj || tree_.dep(c) == Dep::mark;
      if (c < v && marks && knowledge_.is("that", tree_.lower(c))) that = c;
      if (c > v && tree_.dep(c) == Dep::dobj) object = c;
    }
    if (that == kNone || !(that == post + 1 || tree_.is_under(that - 1, post)) ||
        (object == kNone && tree_.dep(that) != Dep::mark) ||
        knowledge_.cue_nouns.contains(tree_.lemma(post)))
      return;
    moves_.push_back({v, said, "ccomp", ""});
    moves_.push_back({that, v, "mark", ""});
  }

  // "If memory serves, the ferryman told me, the army withdrew": the ferryman told so.
  void told_in_front(TokenIndex v) {
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
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({main, v, "ccomp", ""});
  }

  // "That the front has 3,000 men is hard to credit": no men that are hard.
  void that_is_hard(TokenIndex be) {
    const TokenIndex has = tree_.head(be);
    const auto that = has == kNone ? kNone : tree_.child(has, {Dep::mark});
    const auto object = tree_.child(be, {Dep::nsubj});
    if (tree_.dep(be) != Dep::ccomp || tree_.child(be, {Dep::acomp}) == kNone || that == kNone ||
        object < has || tree_.dep(has) != Dep::root || !knowledge_.is("that", tree_.lower(that)) ||
        that != tree_.sentence_range(tree_.sentence(be)).begin)
      return;
    moves_.push_back({be, be, "ROOT", ""});
    moves_.push_back({has, be, "csubj", ""});
    moves_.push_back({object, has, "dobj", ""});
    for (const TokenIndex c : tree_.children(has)) {
      if (c > be) moves_.push_back({c, be, "", ""});
    }
  }

  // "By its own telling the column lost two men", read as a telling of the column.
  void own_telling(TokenIndex telling) {
    const TokenIndex by = tree_.head(telling);
    const TokenIndex lost = by == kNone ? kNone : tree_.head(by);
    const TokenIndex who = tree_.child(telling, {Dep::dobj});
    const Dep d = tree_.dep(telling);
    if (tree_.token(telling).tag != "VBG" || (d != Dep::pobj && d != Dep::pcomp) || lost == kNone ||
        who == kNone || lost < who || !knowledge_.is("account-nouns", tree_.lower(telling)) ||
        tree_.child(lost, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    const auto own = tree_.child(by, {Dep::pobj});
    if (own != kNone && own != telling) {
      moves_.push_back({own, telling, "amod", ""});
      if (const auto whose = tree_.child(own, {Dep::poss}); whose != kNone)
        moves_.push_back({whose, telling, "", ""});
    }
    moves_.push_back({who, lost, tree_.is_passive(lost) ? "nsubjpass" : "nsubj", ""});
    moves_.push_back({telling, by, "pobj", "", tree_.lower(telling)});
  }

  // "Nobody, says the governor, has beaten them": nobody has.
  void nobody_says(TokenIndex v) {
    const TokenIndex main = tree_.head(v);
    const TokenIndex nobody = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::parataxis || main == kNone || main < v || nobody == kNone ||
        nobody + 2 != v || tree_.token(v - 1).text != "," ||
        !knowledge_.is("negative-pronouns", tree_.lower(nobody)) ||
        std::ranges::none_of(tree_.children(v),
                             [&](TokenIndex c) { return c > v && tree_.dep(c) == Dep::nsubj; }) ||
        tree_.child(main, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves_.push_back({nobody, main, tree_.is_passive(main) ? "nsubjpass" : "nsubj", ""});
  }

  // "The observatory said shelling hit several areas": the shelling did.
  void said_shelling(TokenIndex v) {
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
    moves_.push_back({told, said, "ccomp", ""});
    moves_.push_back({v, told, "nsubj", "", tree_.lower(v)});
  }

  // "Three men were killed, the hospital reports.": no reports of a hospital's.
  void reports_behind(TokenIndex v) {
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
    moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves_.push_back({v - 1, v, "nsubj", ""});
    moves_.push_back({told, v, "ccomp", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c >= first && c < v - 1) moves_.push_back({c, v - 1, "", ""});
    }
  }

  // "The exchange went ahead, insists the delegate; …": the delegate insists.
  void insists_behind(TokenIndex v) {
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
    moves_.push_back({v, told, "parataxis", ""});
    moves_.push_back({who, v, "nsubj", ""});
  }

  // "whom former comrades accuse of it": an adjective has no subject and no object.
  void accuses(TokenIndex i) {
    if (tree_.pos(i) != Pos::adj || !knowledge_.cue_verbs.contains(tree_.lower(i)) ||
        tree_.child(i, {Dep::nsubj}) == kNone || tree_.child(i, {Dep::dobj, Dep::ccomp}) == kNone)
      return;
    const TokenIndex up = tree_.head(i);
    moves_.push_back({i, up == kNone ? i : up, "", tree_.lower(i)});
  }

  // "A ranger who heard the blast said it was …", "who saw the tape poured scorn on it": the ranger
  // did, not the blast or the tape.
  void teller_without_verb(TokenIndex v) {
    const TokenIndex hears = tree_.head(v);
    if (tree_.dep(v) != Dep::ccomp || hears == kNone || hears > v ||
        tree_.dep(hears) != Dep::relcl || tree_.child(hears, {Dep::dobj}) != kNone ||
        tree_.child(v, {Dep::mark}) != kNone ||
        (!takes_clause(tree_, knowledge_, v) && takes_clause(tree_, knowledge_, hears)))
      return;
    const TokenIndex teller = tree_.head(hears);
    const TokenIndex who = tree_.child(hears, {Dep::nsubj});
    const TokenIndex heard = tree_.child(v, {Dep::nsubj});
    if (teller == kNone || tree_.head(teller) != kNone || who == kNone || heard == kNone ||
        !knowledge_.is("relative-pronouns", tree_.lower(who)) || !tree_.is_noun(heard) ||
        tree_.subtree(heard).begin != hears + 1 || heard > v)
      return;
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({teller, v, "nsubj", ""});
    moves_.push_back({heard, hears, "dobj", ""});
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
  void behind_its_noun(TokenIndex v) {
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
      if (c < noun) moves_.push_back({c, noun, "", ""});
    }
    const bool passive = tree_.child(main, {Dep::auxpass}) != kNone;
    moves_.push_back({noun, main, passive ? "nsubjpass" : "nsubj", ""});
    moves_.push_back({v, noun, "relcl", ""});
  }
};

}  // namespace

void find_speakers(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves) {
  Finder(tree, knowledge, moves).run();
}

}  // namespace gainsay::read
