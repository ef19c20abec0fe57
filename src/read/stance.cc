#include "read/stance.h"

#include <algorithm>
#include <cstdlib>

#include "read/arguments.h"

namespace gainsay::read {
namespace {

class Climb {
 public:
  Climb(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {}

  std::optional<Epistemic> from(TokenIndex trigger, TokenIndex top) {
    top_ = top;
    own_modifiers(trigger);
    unconfirmed_ = unknown_;  // "an inquiry into the alleged killing": whatever governs it
    TokenIndex at = trigger;
    TokenIndex below = kNone;
    // The subject of a verb, or its object, stands under the verb's polarity; a clause beside it
    // does not.
    while (at != kNone) {
      if (tree_.is_verb(at) || tree_.pos(at) == Pos::adj || below == kNone)
        governor(at, below, trigger);
      if (at == top) break;
      const Dep d = tree_.dep(at);
      const TokenIndex up = tree_.head(at);
      if (up == kNone) break;
      if (const auto noun = told_noun(at); noun != kNone && noun != top) {
        if (knowledge_.is("false-words", tree_.lemma(noun))) {
          negate();  // "It is a lie that they attacked"
          break;
        }
        // "Fears are growing that he was killed"
        const TokenIndex grows = tree_.head(noun);
        const bool feared = grows != kNone && knowledge_.is("fear-nouns", tree_.lemma(noun)) &&
                            tree_.dep(noun) == Dep::nsubj &&
                            knowledge_.is("growing-verbs", tree_.lemma(grows));
        if (feared || is_every_sign(noun)) {
          uncertain_ = true;
          break;
        }
        open_ = true;  // nobody's, but for whom the noun is a cue
        break;
      }
      // "found nobody who had seen the raid": it tells of none.
      // "compensates any herder whose sons were abducted": nor does that.
      if (d == Dep::relcl && (is_nobody(up) || is_whoever(up)) && !fails_to_prevent(at)) {
        open_ = true;
        break;
      }
      if (d == Dep::relcl && at == trigger && infinitive(at) && is_no_room(up)) negate();
      if (d == Dep::relcl && is_the_one(up)) {
        const TokenIndex be = tree_.head(up);
        // "It was not we who mined it"; "it was not a bomb that killed him": something did.
        if (tree_.child(be, {Dep::neg}) != kNone &&
            (tree_.pos(up) == Pos::pron || can_cite(tree_, knowledge_, up)))
          negate();
        if (has_mark(be, "conditional-markers")) open_ = true;  // "if it was the army that did"
      }
      // "Had the bomb exploded, dozens would have died."
      if (tree_.is_verb(at) && is_inverted(at)) {
        open_ = true;
        break;
      }
      // "came from a boiler and not from a bomb"
      if (const auto no = tree_.child(up, {Dep::neg});
          d == Dep::pobj && no != kNone && no + 1 == up)
        negate();
      // "rejected accusations of firing on them": what they were accused of is what it rejects.
      if (d == Dep::pcomp && top != kNone && tree_.head(up) == top && tree_.is_noun(top) &&
          knowledge_.is("of", tree_.lower(up)) &&
          (knowledge_.is("accusing-nouns", tree_.lemma(top)) ||
           knowledge_.is("claim-nouns", tree_.lemma(top))))
        break;
      if (is_in_dispute(at, up)) {
        unknown_ = true;
        asked_ = false;
        break;
      }
      if (stands_apart(at, up)) break;
      // "The guns stopped shelling the town": they did until then.
      if (d == Dep::xcomp && tree_.token(at).tag == "VBG" &&
          knowledge_.is("ceasing-verbs", tree_.lemma(up)))
        break;
      // "stopped short of striking", "came close to striking"
      if (const TokenIndex word = tree_.head(up);
          d == Dep::pcomp && word != kNone && !tree_.is_verb(word) && !tree_.is_noun(word) &&
          (knowledge_.is("negative-implicatives", tree_.lower(word)) ||
           knowledge_.is("close-words", tree_.lower(word)))) {
        negate();
        break;
      }
      if (d == Dep::xcomp || d == Dep::ccomp || d == Dep::csubj || d == Dep::pcomp) {
        complement(at, up);
        if (d == Dep::ccomp) {
          object(at, up, false);
          depicted(up);
        }
        // "prevented them from striking"
        if (d == Dep::pcomp && tree_.head(up) != kNone && tree_.is_verb(tree_.head(up)) &&
            tree_.dep(up) == Dep::prep &&
            knowledge_.is("negative-implicatives", tree_.lemma(tree_.head(up))) &&
            !fails_to_prevent(tree_.head(up)))
          negate();
      } else if (tree_.is_noun(at) && (d == Dep::dobj || d == Dep::nsubjpass)) {
        object(at, up, d == Dep::nsubjpass);
        if (d == Dep::dobj && purports(up)) depicted(up);
      } else if ((d == Dep::prep && is_ahead_or_nothing(at, up)) ||
                 // "faces a kidnapping charge"
                 (d == Dep::compound && at == trigger && up != top &&
                  knowledge_.is("accusing-nouns", tree_.lemma(up)))) {
        open_ = true;
      } else if (d == Dep::prep && tree_.is_verb(up) &&
                 knowledge_.is("like-words", tree_.lower(at)) &&
                 knowledge_.is("sounding-verbs", tree_.lemma(up))) {
        uncertain_ = true;  // "it sounded like an air strike"
      } else if ((d == Dep::prep &&
                  ((tree_.is_verb(up) && is_mistaken(at, up)) || is_no_such_thing(at, up))) ||
                 (d == Dep::nsubj && tree_.is_noun(at) && is_made_up(up))) {
        negate();
      } else if (d == Dep::prep && up != top && tree_.is_noun(up) && is_told_about(at, up)) {
        told_of(up);
      } else if (d == Dep::prep && tree_.is_passive(up) && knowledge_.is("as", tree_.lower(at)) &&
                 knowledge_.is("describing-verbs", tree_.lemma(up))) {
        unknown_ = true;
      } else if (tree_.is_noun(up) &&
                 (d == Dep::nummod || (d == Dep::prep && knowledge_.is("of", tree_.lower(at))))) {
        noun_modifiers(up);  // "23 purported abductions", "the purported deaths of six workers"
        // "without a single exchange of fire"
        if (d == Dep::prep && tree_.dep(up) == Dep::pobj &&
            knowledge_.is("negators", tree_.lower(tree_.head(up))))
          negate();
      } else if (d == Dep::prep && at != trigger && tree_.is_noun(up) &&
                 knowledge_.is("to", tree_.lower(at))) {
        noun_modifiers(up);  // "the alleged beating to death"
      } else if (d == Dep::conj) {
        if (is_bidding(up)) open_ = true;  // "One step more and we shoot"
        // Shares the mood of what it is joined to, not its negation, unless it has nothing of its
        // own.
        // "would be withdrawn and its prisoners freed": shares the auxiliary, too.
        const bool shares = tree_.token(at).tag == "VBN" &&
                            tree_.child(at, {Dep::aux, Dep::auxpass}) == kNone &&
                            tree_.is_passive(up);
        if (tree_.is_verb(at) && !shares && tree_.child(at, {Dep::nsubj, Dep::nsubjpass}) != kNone)
          break;
        // "has not crossed the border and has not fired": each has its own.
        if (tree_.is_verb(at) && tree_.child(at, {Dep::neg}) != kNone &&
            tree_.child(at, {Dep::aux}) != kNone)
          joined_denial_ = up;
      } else if (d == Dep::advcl) {
        if (fails_to_prevent(at)) break;
        const auto room = tree_.child(up, {Dep::dobj});
        if (room != kNone && at == trigger && infinitive(at) && is_no_room(room)) {
          negate();
          break;
        }
        // "It looks as though they fell"
        const TokenIndex first = tree_.subtree(at).begin;
        const bool as = knowledge_.is("as", tree_.lower(first));
        if (as && first < at && knowledge_.is("though-words", tree_.lower(first + 1)) &&
            knowledge_.is("sounding-verbs", tree_.lemma(up))) {
          uncertain_ = true;
          break;
        }
        // "payable only where a house was shelled"
        const TokenIndex where = tree_.child(at, {Dep::advmod});
        if (where != kNone && where > 0 && knowledge_.is("where-words", tree_.lower(where)) &&
            knowledge_.is("only", tree_.lower(where - 1))) {
          open_ = true;
          break;
        }
        // "counted the town as captured": in somebody's count.
        if (as && first < at && tree_.token(at).tag == "VBN" && !mistakenly(up) &&
            knowledge_.is("counting-as-verbs", tree_.lemma(up)) &&
            tree_.child(at, {Dep::nsubj, Dep::nsubjpass}) == kNone) {
          open_ = true;
          break;
        }
        // "It had been put about that they had left"
        if (tree_.is_passive(up) && up + 1 < at &&
            knowledge_.look_up("rumour-particles", tree_.lemma(up)) == tree_.lower(up + 1)) {
          unknown_ = true;
          break;
        }
        if (has_mark(at, "conditional-markers")) open_ = true;
        // "It remains unclear if anyone was hurt"
        const auto clear = tree_.child(up, {Dep::acomp});
        if (clear != kNone && clear < at && has_mark(at, "whether-words") &&
            knowledge_.is("open-words", tree_.lower(clear))) {
          unknown_ = true;
          open_ = false;
          break;
        }
        // "went so far as to kill": they did.
        if (as && infinitive(at) && knowledge_.is("far-words", tree_.lower(up))) break;
        // "went on to kill"
        const bool goes_on = has_particle_of(tree_, knowledge_, "going-on", up);
        if (!purports(at) && !goes_on) purpose(at);
        // "mistakenly gave the village as taken"
        if (as && mistakenly(up)) negate();
        break;
      } else if (d == Dep::acl && tree_.is_noun(up)) {
        if (fails_to_prevent(at)) break;
        purpose(at);
        // "shows soldiers leading away nine": as "shows that they did".
        if (const TokenIndex shown = tree_.head(up); shown != kNone && is_shown(at, up)) {
          depicted(shown);
          below = up;
          at = shown;
          continue;
        }
        // "did not get a truce signed"
        const TokenIndex get = tree_.head(up);
        if (tree_.token(at).tag == "VBN" && tree_.dep(up) == Dep::dobj && get != kNone &&
            knowledge_.is("getting-verbs", tree_.lemma(get))) {
          below = up;
          at = get;
          continue;
        }
        // "without a shot being fired"
        if (tree_.dep(up) == Dep::pobj && knowledge_.is("negators", tree_.lower(tree_.head(up))))
          negate();
        if (at == trigger && is_no_room(up)) negate();
        // "the lie that they attacked"
        if (knowledge_.is("false-words", tree_.lemma(up))) negate();
        // "it is not the case that they attacked"
        if (const TokenIndex be = tree_.head(up);
            be != kNone && tree_.dep(up) == Dep::attr &&
            knowledge_.is("so-words", tree_.lemma(up)) &&
            (tree_.child(be, {Dep::neg}) != kNone || is_turned_in_front(tree_, knowledge_, be)))
          negate();
        // "rejected claims that …": whoever rejects the claims answers what they tell.
        if (up != top && !infinitive(at) &&
            (knowledge_.is("unheld-nouns", tree_.lemma(up)) ||
             knowledge_.is("report-nouns", tree_.lemma(up))))
          told_of(up);
        // "shared as proof that": offered as such by whoever does.
        const TokenIndex as = tree_.dep(up) == Dep::pobj ? tree_.head(up) : kNone;
        const bool offered = as != kNone && knowledge_.is("as", tree_.lower(as));
        if (knowledge_.is("evidence-nouns", tree_.lemma(up)) && (offered || scant(up)))
          unknown_ = true;
        // "there were indications that they left"
        const TokenIndex there = tree_.dep(up) == Dep::attr ? tree_.head(up) : kNone;
        const bool signs = there != kNone && tree_.child(there, {Dep::expl}) != kNone &&
                           knowledge_.is("evidence-nouns", tree_.lemma(up)) && !scant(up);
        if (is_every_sign(up) || signs) uncertain_ = true;
        noun_modifiers(up);
        // "purports to show the bodies of nine men shot"
        if (const TokenIndex shown = shown_by(up); shown != kNone && purports(shown))
          depicted(shown);
        if (!infinitive(at)) break;
      }
      below = at;
      at = up;
    }
    if (is_let_alone(trigger) || is_corrected(trigger)) {
      false_ = true;
      unknown_ = false;
    }
    if (is_supposed(trigger) || strikes_as(tree_, knowledge_, trigger)) open_ = true;
    if (is_question(trigger) || (asked_ && !unknown_)) open_ = true;
    if (is_unconfirmed(trigger)) unknown_ = true;
    if (open_ && !unconfirmed_) return std::nullopt;
    if (unknown_) return Epistemic::unknown;
    if (false_) return uncertain_ ? Epistemic::false_uncertain : Epistemic::false_certain;
    return uncertain_ ? Epistemic::true_uncertain : Epistemic::true_certain;
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  bool false_ = false;
  bool uncertain_ = false;
  bool unknown_ = false;
  bool open_ = false;
  bool unconfirmed_ = false;
  bool asked_ = false;
  TokenIndex top_ = kNone;
  TokenIndex joined_denial_ = kNone;  // a verb whose "not" does not reach the verb joined to it

  // "leaves no room for it to have been shelled"
  [[nodiscard]] bool is_no_room(TokenIndex noun) const {
    const auto det = tree_.child(noun, {Dep::det});
    return det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)) &&
           knowledge_.is("room-nouns", tree_.lemma(noun));
  }

  // "If confirmed, the death would be a blow."
  [[nodiscard]] bool is_unconfirmed(TokenIndex trigger) const {
    const TokenIndex first = tree_.sentence_range(tree_.sentence(trigger)).begin;
    return first + 1 < trigger && knowledge_.is("if-words", tree_.lower(first)) &&
           knowledge_.is("if-confirmed-words", tree_.lower(first + 1));
  }

  // "too late to stop them", by the words
  [[nodiscard]] bool is_too_to(TokenIndex verb) const {
    const auto to = tree_.child(verb, {Dep::aux});
    return to > 1 && infinitive(verb) && knowledge_.is("too-words", tree_.lower(to - 2));
  }

  // "did nothing to prevent the raid", "did too little to avert it": there was one.
  [[nodiscard]] bool fails_to_prevent(TokenIndex verb) const {
    const TokenIndex up = tree_.head(verb);
    if (!infinitive(verb) || up == kNone ||
        !(knowledge_.is("preventing-verbs", tree_.lemma(verb)) ||
          knowledge_.is("negative-implicatives", tree_.lemma(verb))))
      return false;
    if (tree_.is_noun(up) && knowledge_.is("failing-nouns", tree_.lemma(up))) return true;
    if (is_too_to(verb)) return true;
    const TokenIndex what = tree_.is_verb(up) ? tree_.child(up, {Dep::dobj, Dep::advmod}) : up;
    return what != kNone && (knowledge_.is("scant-words", tree_.lower(what)) ||
                             knowledge_.is("negative-pronouns", tree_.lower(what)));
  }

  // "foiled the attack", "demanded a withdrawal": what the verb says of its object.
  void object(TokenIndex noun, TokenIndex verb, bool passive) {
    const auto& lemma = tree_.lemma(verb);
    // "The first report had nine dead": the report's word, not the teller's.
    if (knowledge_.is("text-telling-verbs", lemma)) {
      const auto teller = tree_.child(verb, {Dep::nsubj});
      if (teller != kNone && noun != top_ && knowledge_.is("news-texts", tree_.lemma(teller)))
        open_ = true;
    }
    if (knowledge_.is("preventing-verbs", lemma) && !fails_to_prevent(verb)) {
      negate();
      // "was sent to prevent an attack": whether it did is not said.
      const TokenIndex up = tree_.head(verb);
      if (infinitive(verb) && up != kNone && !knowledge_.is("implicatives", tree_.lemma(up)) &&
          !knowledge_.is("negative-implicatives", tree_.lemma(up)))
        open_ = true;
    }
    if (knowledge_.is("escaping-verbs", lemma) && !knowledge_.is("preventing-verbs", lemma) &&
        tree_.child(noun, {Dep::det, Dep::poss}) == kNone)
      negate();
    if (tree_.is_passive(verb) != passive) return;
    // "Talks have been put off"
    if (is_postponing(tree_, knowledge_, verb)) open_ = true;
    // "The raid was invented", "he made up the raid"
    if ((passive && knowledge_.is("faking-verbs", lemma)) ||
        (!passive && is_inventing(tree_, knowledge_, verb)))
      negate();
    // "Shelling was reported in the port": nobody in particular says so.
    if (passive && knowledge_.is("reported-verbs", lemma)) uncertain_ = true;
    // "Its author planned the raid"; "an exchange is planned"
    const bool done =
        knowledge_.is("light-verbs", lemma) &&
        (!passive || tree_.prepositional_object(verb, knowledge_.list("by")) != kNone);
    // "Six are feared dead": it is the deaths that are feared.
    const bool called = passive && tree_.child(verb, {Dep::oprd}) != kNone;
    // "accused of ordering the killing of four nuns"
    const auto det = tree_.child(noun, {Dep::det});
    // "denies having ordered the execution"
    const auto having = tree_.child(verb, {Dep::aux});
    const bool gerund =
        tree_.token(verb).tag == "VBG" || (having != kNone && tree_.token(having).tag == "VBG");
    const bool laid =
        (tree_.dep(verb) == Dep::pcomp || (tree_.dep(verb) == Dep::xcomp && verb == top_)) &&
        gerund && knowledge_.is("doing-verbs", lemma) && det != kNone &&
        knowledge_.is("definite-determiners", tree_.lower(det));
    if (knowledge_.is("irrealis-verbs", lemma) && !done && !called && !laid &&
        (noun < verb) == passive)
      open_ = true;
  }

  [[nodiscard]] bool is_shown(TokenIndex verb, TokenIndex noun) const {
    return tree_.token(verb).tag == "VBG" && tree_.dep(noun) == Dep::dobj &&
           knowledge_.is("showing-verbs", tree_.lemma(tree_.head(noun)));
  }

  // The verb whose object is the noun, or what the noun is "of".
  [[nodiscard]] TokenIndex shown_by(TokenIndex noun) const {
    TokenIndex at = noun;
    while (at != kNone && tree_.dep(at) == Dep::pobj &&
           knowledge_.is("of", tree_.lower(tree_.head(at))))
      at = tree_.head(tree_.head(at));
    return at != kNone && tree_.dep(at) == Dep::dobj ? tree_.head(at) : kNone;
  }

  // "purport to show", by the words: a parser knows no such verb.
  [[nodiscard]] bool purports(TokenIndex verb) const {
    const auto to = tree_.child(verb, {Dep::aux});
    return to > 0 && infinitive(verb) && knowledge_.is("purporting-words", tree_.lower(to - 1));
  }

  // "Unverified footage seems to show", "video purporting to show": what the picture is said to be
  // is said of all that it shows.
  void depicted(TokenIndex verb) {
    if (!knowledge_.is("showing-verbs", tree_.lemma(verb))) return;
    if (purports(verb)) unknown_ = true;
    TokenIndex picture = tree_.child(verb, {Dep::nsubj});
    if (picture == kNone && tree_.dep(verb) == Dep::xcomp)
      picture = tree_.child(tree_.head(verb), {Dep::nsubj});
    if (picture != kNone) noun_modifiers(picture);
  }

  // "in all likelihood", "on the face of it", "by all appearances"
  [[nodiscard]] bool is_hedge(TokenIndex preposition) const {
    const auto what = tree_.child(preposition, {Dep::pobj});
    return what != kNone && knowledge_.is("likelihood-nouns", tree_.lemma(what)) &&
           tree_.child(what, {Dep::poss}) == kNone;
  }

  // "In the exercise, …"
  [[nodiscard]] bool is_staged(TokenIndex preposition) const {
    const auto where = tree_.child(preposition, {Dep::pobj});
    return where != kNone && knowledge_.is("staged-nouns", tree_.lemma(where)) &&
           knowledge_.is("staging-prepositions", tree_.lower(preposition));
  }

  // "Come closer", before "and we shoot".
  [[nodiscard]] bool is_bidding(TokenIndex verb) const {
    return tree_.token(verb).tag == "VB" && tree_.child(verb, {Dep::nsubj, Dep::nsubjpass, Dep::aux,
                                                               Dep::auxpass, Dep::csubj}) == kNone;
  }

  // "had not crossed the strait, let alone bombed the post", by the words
  [[nodiscard]] bool is_let_alone(TokenIndex trigger) const {
    constexpr TokenIndex kReach = 4;
    const auto begin = tree_.sentence_range(tree_.sentence(trigger)).begin;
    for (TokenIndex i = trigger - 1; i > begin && i > trigger - kReach; --i) {
      if (tree_.pos(i) == Pos::punct) return false;
      if (knowledge_.look_up("let-alone", tree_.lower(i)) == tree_.lower(i - 1)) return true;
    }
    return false;
  }

  // "Suppose for a moment that they did fire."
  [[nodiscard]] bool is_supposed(TokenIndex trigger) const {
    TokenIndex root = trigger;
    while (tree_.head(root) != kNone) root = tree_.head(root);
    return root < trigger && knowledge_.is("imagining-verbs", tree_.lemma(root)) &&
           starts_words(root) && is_bidding(root);
  }

  // "might have freed him had the sentry not woken", by the words: parsers lose the inverted
  // clause.
  [[nodiscard]] bool is_counterfactual(TokenIndex verb) const {
    const auto modal = tree_.child(verb, {Dep::aux});
    if (tree_.token(verb).tag != "VBN" || modal == kNone || tree_.token(modal).tag != "MD" ||
        tree_.child_with_lemma(verb, Dep::aux, knowledge_.first("have")) == kNone)
      return false;
    const auto end = tree_.sentence_range(tree_.sentence(verb)).end;
    for (TokenIndex had = verb + 1; had + 2 < end; ++had) {
      const auto subject = tree_.pos(had + 1);
      if (!knowledge_.is("inverted-auxiliaries", tree_.lower(had)) ||
          (subject != Pos::det && subject != Pos::pron && subject != Pos::propn))
        continue;
      for (TokenIndex done = had + 2; done < end; ++done) {
        if (tree_.token(done).tag == "VBN") return true;
      }
    }
    return false;
  }

  // An auxiliary before its subject, in a clause that is not the main one: a condition.
  [[nodiscard]] bool is_inverted(TokenIndex verb) const {
    const TokenIndex subject = tree_.child(verb, {Dep::nsubj, Dep::nsubjpass});
    // "Were it true that they left"
    if (tree_.dep(verb) == Dep::advcl && subject == verb + 1 &&
        tree_.lemma(verb) == knowledge_.first("be") && tree_.subtree(verb).begin == verb)
      return true;
    return subject != kNone && std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
             return c < subject && c == tree_.subtree(verb).begin &&
                    (tree_.dep(c) == Dep::aux || tree_.dep(c) == Dep::auxpass) &&
                    knowledge_.is("inverted-auxiliaries", tree_.lower(c));
           });
  }

  // "it was we who mined it"
  [[nodiscard]] bool is_the_one(TokenIndex one) const {
    const TokenIndex be = tree_.dep(one) == Dep::attr ? tree_.head(one) : kNone;
    const auto it = be == kNone ? kNone : tree_.child(be, {Dep::nsubj});
    return it != kNone && knowledge_.is("expletives", tree_.lower(it));
  }

  // "nobody", "no one"
  [[nodiscard]] bool is_nobody(TokenIndex i) const {
    const auto det = tree_.child(i, {Dep::det});
    return knowledge_.is("negative-pronouns", tree_.lower(i)) ||
           (knowledge_.is("one-words", tree_.lower(i)) && det != kNone &&
            knowledge_.is("negative-determiners", tree_.lower(det)));
  }

  // "mistakenly gave"
  [[nodiscard]] bool mistakenly(TokenIndex verb) const {
    return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
      return knowledge_.is("false-adverbs", tree_.lower(c));
    });
  }

  // "anyone", "any herder"
  [[nodiscard]] bool is_whoever(TokenIndex i) const {
    const auto det = tree_.child(i, {Dep::det});
    return knowledge_.is("whoever-words", tree_.lower(i)) ||
           (det != kNone && knowledge_.is("any", tree_.lower(det)));
  }

  // 'Erratum: for "forty wounded" read "nobody hurt"'
  [[nodiscard]] bool is_corrected(TokenIndex trigger) const {
    for (const auto& quotation : tree_.document().annotated.quotations) {
      const auto words = tree_.tokens_in(quotation.outside);
      if (trigger <= words.begin || trigger >= words.end) continue;
      if (words.begin == 0 || words.end + 1 >= tree_.size() ||
          !knowledge_.is("erratum-prepositions", tree_.lower(words.begin - 1)))
        return false;
      // 'For "forty wounded" in Monday's report please read "nobody hurt"'
      constexpr TokenIndex kReach = 16;
      for (TokenIndex i = words.end; i + 1 < tree_.size() && i < words.end + kReach; ++i) {
        const auto& next = tree_.token(i + 1).text;
        if (knowledge_.is("erratum-verbs", tree_.lower(i)) &&
            (i == words.end || next == "\"" || next == "“" || next == "``"))
          return true;
      }
      return false;
    }
    return false;
  }

  // "provides for the arrest of nine", "plans for an assault", "says nothing of any raid"
  [[nodiscard]] bool is_ahead_or_nothing(TokenIndex preposition, TokenIndex up) const {
    if (knowledge_.is("negative-pronouns", tree_.lower(up))) return true;
    // "makes no mention of a raid", "has not a word about any raid"
    if (const auto no = tree_.child(up, {Dep::det, Dep::neg});
        no != kNone && knowledge_.is("mention-nouns", tree_.lemma(up)) &&
        (tree_.dep(no) == Dep::neg || knowledge_.is("negative-determiners", tree_.lower(no))))
      return true;
    return knowledge_.is("for", tree_.lower(preposition)) &&
           ((tree_.is_verb(up) && knowledge_.is("providing-verbs", tree_.lemma(up))) ||
            (tree_.is_noun(up) && knowledge_.is("planned-nouns", tree_.lemma(up))));
  }

  // "split from no one", "agreed to no truce"
  [[nodiscard]] bool is_from_nobody(TokenIndex preposition) const {
    const auto object = tree_.child(preposition, {Dep::pobj});
    const auto no = object == kNone ? kNone : tree_.child(object, {Dep::det});
    if (no != kNone && knowledge_.is("receiver-prepositions", tree_.lower(preposition)) &&
        knowledge_.is("negative-determiners", tree_.lower(no)))
      return true;
    return object != kNone && is_nobody(object);
  }

  // "mistook it for shelling", "what they took for gunfire": it was none.
  [[nodiscard]] bool is_mistaken(TokenIndex preposition, TokenIndex verb) const {
    const auto object = tree_.child(verb, {Dep::dobj});
    return knowledge_.is("for", tree_.lower(preposition)) &&
           (knowledge_.is("mistaking-verbs", tree_.lemma(verb)) ||
            (knowledge_.is("supposing-verbs", tree_.lemma(verb)) && object != kNone &&
             tree_.token(object).tag == "WP"));
  }

  // "has yet to strike"
  [[nodiscard]] bool is_yet_to(TokenIndex verb) const {
    const auto yet = tree_.child(verb, {Dep::advmod});
    return yet > verb && tree_.lemma(verb) == knowledge_.first("have") &&
           knowledge_.is("not-yet", tree_.lower(yet));
  }

  // "tried in vain to strike"
  [[nodiscard]] bool in_vain(TokenIndex verb) const {
    const auto vain = tree_.prepositional_object(verb, knowledge_.list("in"));
    return vain != kNone && knowledge_.is("vain-words", tree_.lower(vain));
  }

  // "Accounts differ on whether they fired", "There are conflicting reports on whether they did",
  // "It is an open question whether they did"
  [[nodiscard]] bool is_in_dispute(TokenIndex clause, TokenIndex up) const {
    if (!has_mark(clause, "whether-words")) return false;
    const auto adjective = tree_.child(up, {Dep::amod});
    if (tree_.is_noun(up) && adjective != kNone &&
        knowledge_.is("question-nouns", tree_.lemma(up)) &&
        knowledge_.is("open-adjectives", tree_.lower(adjective)))
      return true;
    const TokenIndex on = tree_.dep(clause) == Dep::pcomp ? up : kNone;
    const TokenIndex what = on == kNone ? kNone : tree_.head(on);
    if (what == kNone) return false;
    const auto how = tree_.child(what, {Dep::amod});
    return knowledge_.is("differing-verbs", tree_.lemma(what)) ||
           (how != kNone && knowledge_.is("conflicting-adjectives", tree_.lower(how)));
  }

  // "There was no such thing as the raid."
  [[nodiscard]] bool is_no_such_thing(TokenIndex preposition, TokenIndex thing) const {
    const auto det = tree_.child(thing, {Dep::det});
    return det != kNone && knowledge_.is("as", tree_.lower(preposition)) &&
           knowledge_.is("thing-nouns", tree_.lemma(thing)) &&
           knowledge_.is("negative-determiners", tree_.lower(det));
  }

  // "The raid is a fabrication."
  [[nodiscard]] bool is_made_up(TokenIndex be) const {
    const auto what = tree_.child(be, {Dep::attr});
    return what != kNone && tree_.lemma(be) == knowledge_.first("be") &&
           knowledge_.is("false-words", tree_.lemma(what));
  }

  // "a report of an explosion", "his affidavit about a raid"
  [[nodiscard]] bool is_told_about(TokenIndex preposition, TokenIndex noun) const {
    const auto& lemma = tree_.lemma(noun);
    // "no claim of responsibility for the raid": of whose it was.
    const auto object = tree_.child(preposition, {Dep::pobj});
    if (object != kNone && knowledge_.is("responsibility-nouns", tree_.lemma(object))) return false;
    // "blame for the attack fell on the front": nobody's word that there was one.
    if (knowledge_.is("deed-nouns", lemma)) return false;
    if (knowledge_.is("of", tree_.lower(preposition)) && knowledge_.is("unheld-nouns", lemma))
      return true;
    return knowledge_.is("subject-prepositions", tree_.lower(preposition)) &&
           !knowledge_.is("of", tree_.lower(preposition)) &&
           (knowledge_.cue_nouns.contains(lemma) || knowledge_.is("text-nouns", lemma));
  }

  // "a report of an explosion": nobody holds it; "unconfirmed reports of": it is left open.
  void told_of(TokenIndex noun) {
    if (tree_.child(noun, {Dep::poss}) != kNone) return;
    open_ = true;
    if (knowledge_.is("alleging-nouns", tree_.lemma(noun))) {
      open_ = false;
      unknown_ = true;
      return;
    }
    const bool before = unknown_;
    unknown_ = false;
    noun_modifiers(noun);
    unconfirmed_ = unknown_;
    unknown_ = unknown_ || before;
  }

  // What the clause of `verb` is the content of; of "Word went round the trenches that …" it is the
  // subject.
  [[nodiscard]] TokenIndex told_noun(TokenIndex verb) const {
    if (const auto noun = content_noun(tree_, knowledge_, verb); noun != kNone) return noun;
    const Dep d = tree_.dep(verb);
    if (!tree_.is_verb(verb) || (d != Dep::ccomp && d != Dep::advcl && d != Dep::relcl))
      return kNone;
    const auto first = tree_.subtree(verb).begin;
    if (!knowledge_.is("that", tree_.lower(first))) return kNone;
    TokenIndex up = tree_.head(verb);
    if (d == Dep::relcl) {
      // "that", the relative clause's own subject or object, is none of these.
      if (tree_.child(verb, {Dep::dobj}) == first && tree_.child(verb, {Dep::nsubj}) == kNone)
        return kNone;
      up = tree_.head(up);
    }
    if (up == kNone || !tree_.is_verb(up) || takes_clause(tree_, knowledge_, up)) return kNone;
    const auto subject = tree_.child(up, {Dep::nsubj, Dep::nsubjpass});
    const bool told = subject != kNone && tree_.is_noun(subject) &&
                      (knowledge_.is("unheld-nouns", tree_.lemma(subject)) ||
                       knowledge_.is("unheld-nouns", tree_.lower(subject)));
    return told ? subject : kNone;
  }

  // Joined by "but": what stands behind it is not what stands before it.
  [[nodiscard]] bool turns(TokenIndex second, TokenIndex first) const {
    return std::ranges::any_of(tree_.children(first), [&](TokenIndex c) {
      return tree_.dep(c) == Dep::cc && c < second && knowledge_.is("but", tree_.lower(c));
    });
  }

  // "There is every sign that they left"
  [[nodiscard]] bool is_every_sign(TokenIndex noun) const {
    const auto every = tree_.child(noun, {Dep::det, Dep::amod});
    return every != kNone && tree_.dep(noun) == Dep::attr &&
           knowledge_.is("evidence-nouns", tree_.lemma(noun)) &&
           knowledge_.is("every-words", tree_.lower(every));
  }

  // "no evidence that", "found no proof that", "has not seen any sign that"
  [[nodiscard]] bool scant(TokenIndex noun) const {
    const auto det = tree_.child(noun, {Dep::det, Dep::amod, Dep::neg});
    return det != kNone && knowledge_.is("scant-words", tree_.lower(det));
  }

  // "did not shoot until he had shot": after that they did.
  [[nodiscard]] bool until_then(TokenIndex verb) const {
    return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
      if (tree_.dep(c) == Dep::advcl) {
        const auto mark = tree_.child(c, {Dep::mark});
        return mark != kNone && knowledge_.is("until", tree_.lower(mark));
      }
      return tree_.dep(c) == Dep::prep && knowledge_.is("until", tree_.lower(c));
    });
  }

  [[nodiscard]] bool not_only(TokenIndex negation) const {
    return negation + 1 < tree_.size() &&
           (knowledge_.is("not-only", tree_.lower(negation + 1)) ||
            knowledge_.is("not-negative", tree_.lower(negation + 1)));
  }

  // The first word of a sentence or a quotation.
  [[nodiscard]] bool starts_words(TokenIndex i) const {
    return i == 0 || tree_.sentence(i - 1) != tree_.sentence(i) || tree_.token(i - 1).tag == "``" ||
           tree_.token(i - 1).text == "\"" || tree_.token(i - 1).text == "“";
  }

  // "Seize the bank!"
  [[nodiscard]] bool imperative(TokenIndex verb) const {
    return is_bidding(verb) && (tree_.dep(verb) == Dep::root || tree_.dep(verb) == Dep::ccomp ||
                                tree_.dep(verb) == Dep::parataxis ||
                                (tree_.subtree(verb).begin == verb && starts_words(verb)));
  }

  [[nodiscard]] bool infinitive(TokenIndex verb) const {
    const auto aux = tree_.child(verb, {Dep::aux});
    return aux != kNone && tree_.token(aux).tag == "TO";
  }

  [[nodiscard]] bool has_mark(TokenIndex verb, ListName list) const {
    for (const TokenIndex c : tree_.children(verb)) {
      if ((tree_.dep(c) == Dep::mark || tree_.dep(c) == Dep::advmod) &&
          knowledge_.is(list, tree_.lower(c)))
        return true;
    }
    return false;
  }

  [[nodiscard]] bool is_question(TokenIndex i) const {
    const auto range = tree_.sentence_range(tree_.sentence(i));
    for (TokenIndex at = range.end; at > range.begin; --at) {
      const auto& text = tree_.token(at - 1).text;
      if (text == "?") return true;
      if (tree_.pos(at - 1) != Pos::punct) break;
    }
    return false;
  }

  // An infinitive of purpose ("to repel the raid") is no fact of its own; perfect ones are.
  void purpose(TokenIndex verb) {
    if (infinitive(verb) &&
        tree_.child_with_lemma(verb, Dep::aux, knowledge_.first("have")) == kNone)
      open_ = true;
  }

  void noun_modifiers(TokenIndex noun) {
    for (const TokenIndex c : tree_.children(noun)) {
      const auto& word = tree_.lower(c);
      if (tree_.dep(c) == Dep::amod || tree_.dep(c) == Dep::compound || tree_.dep(c) == Dep::nmod) {
        // "so-called" may come as three words.
        const auto parts = tree_.subtree(c);
        std::string joined;
        for (TokenIndex i = parts.begin; i < parts.end && parts.end - parts.begin <= 3; ++i)
          joined += tree_.lower(i);
        if (knowledge_.is("alleging-adjectives", word) ||
            knowledge_.is("alleging-adjectives", joined))
          unknown_ = true;
        if (knowledge_.is("uncertain-adjectives", word)) uncertain_ = true;
        if (knowledge_.is("fake-adjectives", word)) false_ = true;
        if (knowledge_.is("planned-adjectives", word)) open_ = true;
        for (const TokenIndex a : tree_.children(c)) adverb(a);
      }
      // "the sum that he allegedly paid"
      if (tree_.dep(c) == Dep::relcl) {
        for (const TokenIndex a : tree_.children(c)) {
          if (tree_.dep(a) == Dep::advmod && knowledge_.is("alleging-adverbs", tree_.lower(a)))
            unknown_ = true;
        }
      }
    }
  }

  void adverb(TokenIndex c) {
    if (tree_.dep(c) != Dep::advmod) return;
    if (knowledge_.is("uncertain-adverbs", tree_.lower(c))) uncertain_ = true;
    if (knowledge_.is("alleging-adverbs", tree_.lower(c))) unknown_ = true;
    if (knowledge_.is("rare-adverbs", tree_.lower(c))) open_ = true;
  }

  void own_modifiers(TokenIndex trigger) {
    if (tree_.is_noun(trigger)) {
      noun_modifiers(trigger);
      determiner(trigger);
    }
  }

  void determiner(TokenIndex noun) {
    for (const TokenIndex c : tree_.children(noun)) {
      const Dep d = tree_.dep(c);
      const auto& word = tree_.lower(c);
      // "any merger of their forces": none need have been.
      const bool without =
          tree_.dep(noun) == Dep::pobj && knowledge_.is("negators", tree_.lower(tree_.head(noun)));
      // "denied that there were any talks": under a denial there were some.
      if (d == Dep::det && knowledge_.is("any", word) && !without && top_ == kNone) open_ = true;
      // "has joined nobody's army"
      if (d == Dep::poss && knowledge_.is("negative-pronouns", word)) {
        negate();
        return;
      }
      // "zero deaths"
      if (d == Dep::nummod && knowledge_.is("negative-determiners", word)) {
        negate();
        return;
      }
      // "not one street was lost"
      if (d == Dep::nummod && tree_.child(c, {Dep::neg}) != kNone &&
          knowledge_.is("one-words", word)) {
        negate();
        return;
      }
      // "no raid", "not a shot", "neither the bishop nor his clerk"
      if (c + 1 < tree_.size() && knowledge_.is("not-negative", tree_.lower(c + 1))) continue;
      if (((d == Dep::det || d == Dep::neg) && knowledge_.is("negative-determiners", word)) ||
          (c < noun && d != Dep::relcl && d != Dep::acl && !tree_.is_noun(c) &&
           knowledge_.is("negators", word) && !not_only(c))) {
        negate();
        return;
      }
    }
  }

  void negate() { false_ = !false_; }

  // What is above does not bear on what is told here.
  [[nodiscard]] bool stands_apart(TokenIndex at, TokenIndex up) const {
    switch (tree_.dep(at)) {
      case Dep::relcl:
      case Dep::appos:
      case Dep::parataxis:
        return true;
      case Dep::acl:
        return !tree_.is_noun(up);
      // "I never met him, I never shot him"
      case Dep::ccomp:
        return at < up && tree_.child(at, {Dep::mark}) == kNone && at + 1 < up &&
               !takes_clause(tree_, knowledge_, up) &&
               tree_.child(at, {Dep::nsubj, Dep::nsubjpass}) != kNone &&
               tree_.child(up, {Dep::nsubj, Dep::nsubjpass}) > at;
      case Dep::pobj:  // "not a shot was fired during the takeover": there was a takeover
      case Dep::pcomp:
        if (knowledge_.is("for", tree_.lower(up)) && tree_.head(up) != kNone &&
            knowledge_.is("forgiving-verbs", tree_.lemma(tree_.head(up))))
          return true;
        if (tree_.dep(at) == Dep::pcomp) return false;
        // "had never been in his custody": what "never" turns.
        return knowledge_.is("adjunct-prepositions", tree_.lower(up)) &&
               !(tree_.head(up) != kNone && tree_.dep(tree_.head(up)) != Dep::auxpass &&
                 tree_.lemma(tree_.head(up)) == knowledge_.first("be"));
      case Dep::conj:  // "not killed but executed"
        return turns(at, up);
      default:
        return false;
    }
  }

  // "without attacking"; a noun behind it has been turned on the way up.
  [[nodiscard]] bool is_without(TokenIndex c, TokenIndex below) const {
    return tree_.dep(c) == Dep::prep && knowledge_.is("negators", tree_.lower(c)) &&
           below != kNone && tree_.child(c, {Dep::pobj}) == kNone && tree_.is_under(below, c);
  }

  // What a verb or adjective on the way up says: its negation, modals, adverbs, subject.
  void governor(TokenIndex at, TokenIndex below, TokenIndex trigger) {
    if (tree_.is_verb(at) && (imperative(at) || is_counterfactual(at))) open_ = true;
    if (is_turned_in_front(tree_, knowledge_, at)) negate();
    // "Talks are due to open"
    const auto due = tree_.child(at, {Dep::acomp});
    if (due != kNone && below != kNone && tree_.dep(below) == Dep::nsubj &&
        knowledge_.is("due-words", tree_.lower(due)) && tree_.child(due, {Dep::xcomp}) != kNone)
      open_ = true;
    // "The truce seems to hold"
    if (tree_.is_verb(at) && knowledge_.is("seem-words", tree_.lemma(at)) && below != kNone &&
        tree_.dep(below) == Dep::nsubj && tree_.child(at, {Dep::xcomp}) != kNone)
      uncertain_ = true;
    // "men are rumoured to have been shot", of the men; "six are feared dead"
    if (tree_.is_verb(at) && below != kNone && tree_.is_passive(at) &&
        ((tree_.dep(below) == Dep::nsubjpass &&
          tree_.child(at, {Dep::xcomp, Dep::oprd}) != kNone) ||
         tree_.dep(below) == Dep::oprd || (below == at + 1 && tree_.dep(below) == Dep::xcomp))) {
      if (knowledge_.is("raising-unknown", tree_.lemma(at))) unknown_ = true;
      if (knowledge_.is("raising-uncertain", tree_.lemma(at))) uncertain_ = true;
    }
    bool modal_uncertain = false;
    bool nobody = false;
    for (const TokenIndex c : tree_.children(at)) {
      const Dep d = tree_.dep(c);
      const auto& word = tree_.lower(c);
      const bool is_subject = d == Dep::nsubj || d == Dep::nsubjpass;
      // "was founded by Ebril, not by his brother"
      if (d == Dep::neg && c > at && tree_.token(c - 1).text == ",") continue;
      if (d == Dep::neg && at == joined_denial_) continue;
      if (d == Dep::neg || (d == Dep::advmod && knowledge_.is("negators", word)) ||
          ((d == Dep::cc || d == Dep::preconj) && c < at && knowledge_.is("negators", word))) {
        // "not a bomb" has been turned with the noun's own words.
        // "that it was hit is not in dispute"
        const auto in = tree_.prepositional_object(at, knowledge_.list("in"));
        const bool agreed = in != kNone && knowledge_.is("dispute-nouns", tree_.lemma(in)) &&
                            below != kNone && tree_.dep(below) == Dep::csubj;
        if (!agreed && !not_only(c) && !until_then(at) && !(at == trigger && tree_.is_noun(at)))
          negate();
      } else if ((d == Dep::advmod && tree_.pos(at) != Pos::num &&
                  knowledge_.is("almost-adverbs", word)) ||
                 is_without(c, below) ||
                 (d == Dep::prep && at == trigger && c != below && is_from_nobody(c))) {
        negate();  // "nearly hit", "without attacking", "split from no one"
      } else if (d == Dep::advmod) {
        adverb(c);
        // "tried for allegedly shooting him": whatever governs it, that is alleged.
        if (at == trigger && knowledge_.is("alleging-adverbs", word)) unconfirmed_ = true;
        // "no longer", "not even"
        // "Not once has it struck."
        const auto no = tree_.child(c, {Dep::neg});
        const bool not_once =
            no != kNone && no + 1 == c && c < at && knowledge_.is("once-words", word);
        if (not_once || (no != kNone && knowledge_.is("negative-determiners", tree_.lower(no)) &&
                         !knowledge_.is("not-negative", word)))
          negate();
      } else if ((d == Dep::prep && is_hedge(c)) ||
                 // "are most likely dead"
                 (d == Dep::acomp && c != below && below != kNone &&
                  tree_.dep(below) == Dep::acomp && knowledge_.is("uncertain-adjectives", word))) {
        uncertain_ = true;
      } else if (d == Dep::aux && tree_.token(c).tag == "MD") {
        // "must have been kidnapped": so somebody infers.
        const bool inferred = knowledge_.is("modals-inferring", word) && tree_.is_verb(at) &&
                              c + 1 < tree_.size() &&
                              tree_.lower(c + 1) == knowledge_.first("have");
        if (inferred || knowledge_.is("modals-uncertain", word)) {
          modal_uncertain = true;
        } else if (knowledge_.is("modals-future", word) &&
                   !knowledge_.is("seem-words", tree_.lemma(at))) {
          open_ = true;
        }
      } else if (d == Dep::mark && knowledge_.is("whether-words", word) && at != top_) {
        asked_ = true;  // "unclear whether they fired"
      } else if ((is_subject && tree_.token(c).tag == "WP" && tree_.dep(at) != Dep::relcl) ||
                 (d == Dep::mark && knowledge_.is("conditional-markers", word) &&
                  !(at == top_ && knowledge_.is("whether-words", word))) ||
                 (d == Dep::prep && is_staged(c))) {
        // "who fired on them is not known", "if they fired"; what a cue asks about is for the cue
        // to say
        open_ = true;
      } else if (c != below && (is_subject || (d == Dep::dobj && at == trigger))) {
        // "No evidence has emerged for the arrests": that leaves them open.
        if (is_subject && knowledge_.is("evidence-nouns", tree_.lemma(c)) && scant(c)) {
          unknown_ = true;
          continue;
        }
        // "None of the men"; "nothing and nobody was hit" is no double negation.
        if (knowledge_.is("negative-pronouns", word) && !(is_subject && nobody)) negate();
        nobody = nobody || (is_subject && knowledge_.is("negative-pronouns", word));
        determiner(c);
      }
    }
    if (modal_uncertain) {
      // "could not reach" is no doubt; "may have been hit" is.
      if (tree_.child_with_lemma(at, Dep::aux, knowledge_.first("have")) != kNone || !false_) {
        uncertain_ = true;
        const bool perfect =
            tree_.child_with_lemma(at, Dep::aux, knowledge_.first("have")) != kNone;
        if (!perfect && tree_.child_with_lemma(at, Dep::auxpass, knowledge_.first("be")) == kNone &&
            tree_.lemma(at) != knowledge_.first("be"))
          open_ = true;
      }
    }
    // A preposition on the way: "without an attack".
    if (tree_.dep(at) == Dep::pobj && tree_.head(at) != kNone &&
        knowledge_.is("negators", tree_.lower(tree_.head(at))))
      negate();
  }

  // Whether what governs a clause leaves it standing as told: "turned out that", "kept firing",
  // "after shooting"; of any other nobody has said that it is so.
  [[nodiscard]] bool is_vouched_for(TokenIndex at, TokenIndex up) const {
    const auto& lemma = tree_.lemma(up);
    const Dep d = tree_.dep(at);
    if (d == Dep::pcomp) {
      const TokenIndex governor = tree_.head(up);
      // "with dozens being killed", and a participle that a parser ties to the nearest preposition
      const TokenIndex deed = governor != kNone && tree_.is_verb(governor)
                                  ? tree_.child(governor, {Dep::dobj})
                                  : governor;
      if (deed != kNone && knowledge_.is("deed-nouns", tree_.lemma(deed))) return true;
      const bool with = knowledge_.is("absolute-prepositions", tree_.lower(up));
      if ((with && tree_.child(at, {Dep::nsubj, Dep::nsubjpass}) != kNone) ||
          tree_.child(up, {Dep::pobj}) != kNone)
        return true;
      return knowledge_.is("standing-prepositions", tree_.lower(up)) ||
             (governor != kNone && knowledge_.is("vouching-words", tree_.lemma(governor)));
    }
    if (d == Dep::ccomp) {
      // A parser takes what stands beside a clause for what it governs.
      if (at < up || tree_.is_noun(up) || tree_.child(at, {Dep::mark}) == kNone) return true;
      const auto cue = knowledge_.cue_verbs.find(lemma);
      if (cue != knowledge_.cue_verbs.end() && cue->second.front()->factive) return true;
      const auto adjective = tree_.child(up, {Dep::acomp, Dep::attr});
      return knowledge_.is("vouching-words", lemma) ||
             knowledge_.is("true-words", tree_.lower(up)) || adjective != kNone ||
             tree_.lemma(up) == knowledge_.first("be");
    }
    return true;
  }

  // "That a boy killed six men strains belief.", by the words: a parser makes a name of it.
  [[nodiscard]] bool strains_belief(TokenIndex clause) const {
    for (TokenIndex i = tree_.subtree(clause).end; i + 1 < tree_.size(); ++i) {
      if (tree_.sentence(i) != tree_.sentence(clause)) return false;
      if (knowledge_.is("straining-verbs", tree_.lemma(i)) &&
          knowledge_.is("belief-nouns", tree_.lower(i + 1)))
        return true;
    }
    return false;
  }

  // "It is not clear whether they fired", "it was not known if …", of no one in particular
  [[nodiscard]] bool is_not_known(TokenIndex clause, TokenIndex up) const {
    const auto word = tree_.child(up, {Dep::acomp});
    // "It is far from certain that they fired."
    const auto far = tree_.child(up, {Dep::advmod});
    if (far != kNone && far + 2 < clause && knowledge_.is("far-words", tree_.lower(far)) &&
        knowledge_.is("origin-prepositions", tree_.lower(far + 1)) &&
        knowledge_.is("sureness-words", tree_.lower(far + 2)))
      return true;
    if (tree_.child(up, {Dep::neg}) == kNone) return false;
    // "It is not certain that they fired", but "it is not true that they did".
    if (!has_mark(clause, "whether-words"))
      return word != kNone && knowledge_.is("sureness-words", tree_.lower(word));
    return (word != kNone && knowledge_.is("true-words", tree_.lower(word))) ||
           (tree_.is_passive(up) && knowledge_.is("knowing-verbs", tree_.lemma(up)));
  }

  // `at` is a clause that `up` governs.
  void complement(TokenIndex at, TokenIndex up) {
    const auto& lemma = tree_.lemma(up);
    const bool passive = tree_.is_passive(up);
    // "is to appoint", "the plan was to": ahead of them still.
    // "What it did not do is bomb the bridge"
    const auto what = tree_.dep(at) == Dep::xcomp ? tree_.child(up, {Dep::csubj}) : kNone;
    if (what != kNone && tree_.lemma(what) == knowledge_.first("do") &&
        tree_.child(what, {Dep::neg}) != kNone) {
      negate();
      return;
    }
    if (tree_.dep(at) == Dep::xcomp && tree_.lemma(up) == knowledge_.first("be") &&
        infinitive(at) && judged_infinitive(tree_, knowledge_, at) == kNone)
      open_ = true;
    // "is about to strike"
    if (tree_.pos(up) == Pos::adj && infinitive(at) && knowledge_.is("due-words", tree_.lower(up)))
      open_ = true;
    // "has yet to strike", "tried in vain to strike"
    if (infinitive(at) && (is_yet_to(up) || in_vain(up))) {
      negate();
      return;
    }
    if (knowledge_.is("negative-implicatives", lemma)) {
      negate();
      return;
    }
    if (knowledge_.is("implicatives", lemma)) return;
    // "It is wrong to say that they fell", "it is hard to believe that they did"
    if (const auto word = judged_infinitive(tree_, knowledge_, up); word != kNone) {
      if (knowledge_.is("cannot-words", tree_.lower(word))) false_ = uncertain_ = true;
      return;
    }
    // "There is no telling whether they took it"
    if (const auto no = tree_.child(up, {Dep::det});
        no != kNone && knowledge_.is("negative-determiners", tree_.lower(no)) &&
        knowledge_.is("no-telling-words", tree_.lower(up))) {
      unknown_ = true;
      return;
    }
    // "No evidence has been produced that they fell"
    if (const auto proof = tree_.child(up, {Dep::nsubj, Dep::nsubjpass});
        tree_.dep(at) == Dep::ccomp && proof != kNone &&
        knowledge_.is("evidence-nouns", tree_.lemma(proof)) && scant(proof)) {
      unknown_ = true;
      return;
    }
    // "It strains belief that they fell"
    if (tree_.dep(at) == Dep::ccomp && up != top_ && knowledge_.is("straining-verbs", lemma)) {
      false_ = uncertain_ = true;
      return;
    }
    if (tree_.dep(at) == Dep::xcomp || tree_.dep(at) == Dep::ccomp || tree_.dep(at) == Dep::pcomp) {
      const bool to = infinitive(at);
      // "footage said to show it", which a parser takes for an active verb
      if (to && !passive && tree_.dep(at) == Dep::xcomp && knowledge_.is("said-to-verbs", lemma)) {
        unknown_ = true;
        return;
      }
      if (passive && (knowledge_.is("raising-unknown", lemma) ||
                      has_particle_of(tree_, knowledge_, "rumour-particles", up))) {
        unknown_ = true;
        return;
      }
      // "is said to show it"
      if (passive && to && tree_.dep(at) == Dep::xcomp && knowledge_.is("said-to-verbs", lemma) &&
          knowledge_.is("showing-verbs", tree_.lemma(at))) {
        unknown_ = true;
        return;
      }
      if ((passive || knowledge_.is("seem-words", lemma)) &&
          knowledge_.is("raising-uncertain", lemma)) {
        uncertain_ = true;
        // "seems improbable that"
        const auto how = tree_.child(up, {Dep::acomp, Dep::oprd});
        false_ = false_ || (how != kNone && knowledge_.is("doubt-words", tree_.lower(how)));
        return;
      }
      if (knowledge_.is("doubt-words", lemma)) {
        false_ = true;
        uncertain_ = true;
        return;
      }
      if (knowledge_.is("open-words", lemma)) {
        unknown_ = true;
        return;
      }
      if (to && knowledge_.is("irrealis-verbs", lemma)) open_ = true;
      if (!is_vouched_for(at, up)) open_ = true;
    }
    if (tree_.dep(at) == Dep::ccomp || tree_.dep(at) == Dep::csubj) {
      // "It remains to be seen whether they fell"
      if (has_mark(at, "whether-words") && knowledge_.is("remaining-verbs", lemma)) unknown_ = true;
      // "The signs are that they fell", "the talk is that they fell"
      const auto subject = tree_.child(up, {Dep::nsubj});
      if (subject != kNone && lemma == knowledge_.first("be")) {
        if (knowledge_.is("likelihood-nouns", tree_.lemma(subject))) uncertain_ = true;
        if (knowledge_.is("talk-nouns", tree_.lemma(subject)) &&
            tree_.child(subject, {Dep::poss}) == kNone)
          unknown_ = true;
      }
      if (is_not_known(at, up)) unknown_ = true;
      if (knowledge_.is("open-words", lemma)) unknown_ = true;
      if (has_mark(at, "conditional-markers")) unknown_ = true;
      if (knowledge_.is("seem-words", lemma) || knowledge_.is("uncertain-adjectives", lemma))
        uncertain_ = true;
      if (knowledge_.is("doubt-words", lemma)) {
        false_ = true;
        uncertain_ = true;
      }
    }
    if (tree_.dep(at) == Dep::csubj && strains_belief(at)) false_ = uncertain_ = true;
    // "That he was taken strikes the clerk as improbable": that is the clerk's.
    if (tree_.dep(at) == Dep::csubj && strikes_as(tree_, knowledge_, up)) open_ = true;
    // "That it had been taken was news to its captain": whether it had is not said.
    const auto news = tree_.child(up, {Dep::attr});
    if (tree_.dep(at) == Dep::csubj && news != kNone &&
        knowledge_.is("news-nouns", tree_.lemma(news)) &&
        tree_.prepositional_object(news, knowledge_.list("to")) != kNone)
      open_ = true;
    const auto complement_adjective = tree_.child(up, {Dep::acomp, Dep::attr, Dep::oprd});
    if (complement_adjective != kNone && complement_adjective != at) {
      const auto& word = tree_.lower(complement_adjective);
      // "is a fairy tale"
      const auto kind = tree_.child(complement_adjective, {Dep::compound, Dep::amod});
      if (kind != kNone && tree_.is_noun(complement_adjective) &&
          (knowledge_.is("false-words", tree_.lower(kind)) ||
           knowledge_.is("fairy-words", tree_.lower(kind))))
        negate();
      if (knowledge_.is("open-words", word)) unknown_ = true;
      if (knowledge_.is("uncertain-adjectives", word)) uncertain_ = true;
      if (knowledge_.is("doubt-words", word)) {
        false_ = uncertain_ = true;
        if (has_mark(at, "whether-words")) unknown_ = asked_ = false;  // "questionable whether"
      }
      if (knowledge_.is("false-words", word)) negate();
    }
  }
};

int strength(Epistemic e) { return 2 - static_cast<int>(e); }  // 2 true-certain … -2 false-certain

}  // namespace

std::optional<Epistemic> stance_of(const Tree& tree, const Knowledge& knowledge, TokenIndex trigger,
                                   TokenIndex top) {
  return Climb(tree, knowledge).from(trigger, top);
}

Epistemic compose(Epistemic source, Epistemic inner) {
  const int a = strength(source);
  const int b = strength(inner);
  if (a == 0 || b == 0) return Epistemic::unknown;
  const int sign = (a < 0) == (b < 0) ? 1 : -1;
  const int size = std::min(std::abs(a), std::abs(b));
  return static_cast<Epistemic>(2 - sign * size);
}

}  // namespace gainsay::read
