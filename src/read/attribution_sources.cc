// Who speaks: a verb's subject wherever the sentence hides it, a noun's owner, the one who is
// cited; and whether the saying itself is denied or only wished for.
#include <algorithm>

#include "read/arguments.h"
#include "read/attribution_finder.h"

namespace gainsay::read::attribution {

TokenIndex Finder::joined_to_cue(TokenIndex v) const {
  if (tree_.dep(v) != Dep::conj || (!tree_.is_finite(v) && tree_.token(v).tag != "VBG") ||
      tree_.child(v, {Dep::nsubj}) != kNone || !knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
      quote_of(v) >= 0)
    return kNone;
  TokenIndex partner = tree_.head(v);
  if (partner == kNone) return kNone;
  for (TokenIndex up = partner; up != kNone; up = tree_.head(up)) {
    const TokenIndex cue = tree_.head(up);
    if (cue == kNone) break;
    const Dep d = tree_.dep(up);
    if ((d == Dep::ccomp || d == Dep::xcomp || d == Dep::dobj) && cue < up && up <= v &&
        tree_.token(cue).tag == tree_.token(v).tag &&
        // "told us that they left and said that nobody stayed"
        (tree_.token(partner).tag != tree_.token(v).tag ||
         (tree_.lemma(v) == knowledge_.first("plain-saying") &&
          tree_.child(v, {Dep::ccomp}) != kNone)) &&
        knowledge_.cue_verbs.contains(tree_.lemma(cue)))
      return cue;
    if (d != Dep::ccomp && d != Dep::xcomp && d != Dep::dobj && d != Dep::conj && d != Dep::advcl &&
        d != Dep::pobj && d != Dep::prep && d != Dep::acl)
      break;
  }
  return kNone;
}

bool Finder::can_speak(TokenIndex i) const {
  if (i == kNone) return false;
  // "since the 1990s offered": no time speaks; a weekly does.
  const auto& entity = tree_.token(i).entity;
  if (entity == "DATE" && tree_.token(i).text.find_first_of("0123456789") != std::string::npos)
    return false;
  if (tree_.dep(i) == Dep::expl || knowledge_.is("pronouns-no-speaker", tree_.lower(i)))
    return false;
  return tree_.is_noun(i) || tree_.pos(i) == Pos::pron || tree_.pos(i) == Pos::num ||
         tree_.pos(i) == Pos::det || tree_.pos(i) == Pos::adj;
}

TokenIndex Finder::quoting_verb(TokenIndex verb_token) const {
  const TokenIndex as = tree_.head(verb_token);
  if (as == kNone || !knowledge_.is("as", tree_.lower(as)) || tree_.head(as) == kNone) return kNone;
  TokenIndex quoting = tree_.head(as);
  // The parser may hang "as saying" on the name, or on what follows.
  while (!knowledge_.is("outlet-passive", tree_.lemma(quoting)) && tree_.head(quoting) != kNone)
    quoting = tree_.head(quoting);
  return knowledge_.is("outlet-passive", tree_.lemma(quoting)) ? quoting : kNone;
}

TokenIndex Finder::misread_participle(TokenIndex v) const {
  // "She remembers the marshal telling them that …": the marshal tells it.
  if (knowledge_.is("hearing-verbs", tree_.lemma(v))) return kNone;
  for (const TokenIndex c : tree_.children(v)) {
    if (tree_.dep(c) == Dep::ccomp && c > v && tree_.token(c).tag == "VBG" &&
        tree_.child(c, {Dep::aux}) == kNone && knowledge_.cue_verbs.contains(tree_.lemma(c)) &&
        tree_.child(c, {Dep::nsubj}) != kNone) {
      return c;
    }
  }
  return kNone;
}

TokenIndex Finder::told_around(TokenIndex verb, TokenIndex participle) const {
  if (tree_.dep(participle) != Dep::advcl || tree_.token(participle).tag != "VBG") return kNone;
  TokenIndex telling = tree_.child(verb, {Dep::parataxis});
  if (telling == kNone && tree_.dep(verb) == Dep::ccomp) telling = tree_.head(verb);
  if (telling == kNone || telling > participle || telling < verb ||
      !takes_clause(tree_, knowledge_, telling))
    return kNone;
  const auto teller = tree_.child(telling, {Dep::nsubj});
  return teller != kNone && can_cite(tree_, knowledge_, teller) ? teller : kNone;
}

TokenIndex Finder::subject_of(TokenIndex verb_token) const {
  if (const TokenIndex quoting = quoting_verb(verb_token); quoting != kNone) {
    return tree_.child(quoting, {Dep::dobj, Dep::nsubjpass});
  }
  TokenIndex verb_at = verb_token;
  if (tree_.head(verb_token) != kNone && misread_participle(tree_.head(verb_token)) == verb_token)
    verb_at = tree_.head(verb_token);
  for (int steps = 0; verb_at != kNone && steps < 6; ++steps) {
    if (const TokenIndex cue = joined_to_cue(verb_at); cue != kNone) {
      verb_at = cue;
      continue;
    }
    if (verb_at == verb_token && !suffers(verb_at) && tree_.is_passive(verb_at))
      return tree_.head(verb_at);
    if (verb_at == verb_token && tree_.is_passive(verb_at)) {
      if (const auto by = tree_.prepositional_object(verb_at, knowledge_.list("by")); by != kNone)
        return by;
      // "has been called "a stunt" by the council"
      if (const auto name = tree_.child(verb_at, {Dep::oprd}); name != kNone) {
        const auto by = tree_.prepositional_object(name, knowledge_.list("by"));
        if (by != kNone && can_speak(by)) return by;
      }
      // "X was quoted as saying": the one it is said of is the one who says it.
      return kNone;
    }
    auto subject = tree_.child(verb_at, {Dep::nsubj, Dep::nsubjpass});
    // "The mayor was the first to say that", "the first to say that was the mayor"
    if (const TokenIndex one = tree_.head(verb_at);
        subject == kNone && tree_.dep(verb_at) == Dep::relcl && one != kNone &&
        knowledge_.is("first-words", tree_.lower(one)) && tree_.head(one) != kNone)
      subject =
          tree_.child(tree_.head(one), {tree_.dep(one) == Dep::attr ? Dep::nsubj : Dep::attr});
    // "felt obliged to deny": a parser may leave the subject with what it takes for an auxiliary.
    if (const auto aux = tree_.child(verb_at, {Dep::aux, Dep::auxpass});
        subject == kNone && aux != kNone)
      subject = tree_.child(aux, {Dep::nsubj, Dep::nsubjpass});
    // "Analysts find it hard to believe": no "it" believes.
    if (subject != kNone && tree_.pos(verb_at) == Pos::adj && verb_at != verb_token &&
        knowledge_.is("expletives", tree_.lower(subject)) && tree_.head(verb_at) != kNone) {
      verb_at = tree_.head(verb_at);
      continue;
    }
    // "The bang came from a fault, police said, ruling out an attack": no bang rules anything out.
    if (subject != kNone && verb_at != verb_token && tree_.pos(subject) == Pos::noun &&
        !can_cite(tree_, knowledge_, subject)) {
      if (const TokenIndex teller = told_around(verb_at, verb_token); teller != kNone)
        return teller;
    }
    if (subject != kNone) {
      // "It was the crowd that shouted": "that" is the crowd.
      const TokenIndex meant = antecedent(tree_, knowledge_, subject);
      const TokenIndex be = tree_.dep(meant) == Dep::attr ? tree_.head(meant) : kNone;
      const auto it = be == kNone ? kNone : tree_.child(be, {Dep::nsubj});
      const bool cleft = meant != subject && it != kNone && can_speak(meant) &&
                         knowledge_.is("expletives", tree_.lower(it));
      return cleft || can_speak(subject) ? meant : kNone;
    }
    const Dep d = tree_.dep(verb_at);
    // "Monitors are in no position to confirm it": the monitors.
    if ((d == Dep::acl || d == Dep::relcl) && tree_.head(verb_at) != kNone &&
        knowledge_.is("position-nouns", tree_.lemma(tree_.head(verb_at)))) {
      verb_at = tree_.verb_above(verb_at);
      continue;
    }
    // "There is reason to believe it": nobody in particular; "monitors have reason to", "it gives
    // them reason to".
    if ((d == Dep::acl || d == Dep::relcl) && tree_.token(verb_at).tag == "VB" &&
        tree_.head(verb_at) != kNone &&
        knowledge_.is("grounds-nouns", tree_.lemma(tree_.head(verb_at)))) {
      const TokenIndex governs = tree_.verb_above(verb_at);
      if (governs == kNone || tree_.lemma(governs) != knowledge_.first("have"))
        return governs == kNone ? kNone : tree_.child(governs, {Dep::dative});
      verb_at = governs;
      continue;
    }
    if (d == Dep::acl && tree_.token(verb_at).tag == "VBG") {
      const TokenIndex noun_at = tree_.head(verb_at);
      if (noun_at == kNone || can_cite(tree_, knowledge_, noun_at) ||
          !knowledge_.is("responsibility-nouns", tree_.lemma(noun_at)))
        return noun_at;
      // "claimed responsibility …, saying that": the claimant says it.
      verb_at = tree_.verb_above(noun_at);
      continue;
    }
    if (!tree_.is_verb(verb_at) && (d == Dep::advmod || d == Dep::acomp)) {
      verb_at = tree_.head(verb_at);
      continue;
    }
    if (d == Dep::conj || d == Dep::xcomp || d == Dep::advcl || d == Dep::dep || d == Dep::pcomp ||
        d == Dep::prep || d == Dep::ccomp || d == Dep::acl) {
      verb_at = tree_.head(verb_at);
      if (verb_at != kNone && d == Dep::acl && tree_.is_noun(verb_at)) return kNone;
      continue;
    }
    if (d == Dep::relcl) return tree_.head(verb_at);
    break;
  }
  return kNone;
}

// The relative pronoun that is the cue's subject, where the source is what it stands for.
TokenIndex Finder::stand_in(const Attribution& a) const {
  if (a.source == kNone || a.source > a.cue_token || !tree_.is_under(a.cue_token, a.source))
    return kNone;
  for (TokenIndex up = a.cue_token; up != kNone && up != a.source; up = tree_.head(up)) {
    const auto subject = tree_.child(up, {Dep::nsubj, Dep::nsubjpass});
    if (subject == kNone) continue;
    return knowledge_.is("relative-pronouns", tree_.lower(subject)) ? subject : kNone;
  }
  return kNone;
}

// Whoever makes, spreads or shares a claim tells it.
bool Finder::puts_forward(TokenIndex verb_token) const {
  if (knowledge_.is("receiving-verbs", tree_.lemma(verb_token))) return false;
  if (knowledge_.is("forwarding-verbs", tree_.lemma(verb_token))) return true;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb_token));
  return entry != knowledge_.cue_verbs.end() &&
         std::ranges::any_of(entry->second, [](const Cue* cue) {
           return cue->holds == Epistemic::true_certain && !cue->irrealis &&
                  (cue->act == "say" || cue->act == "claim" || cue->act == "repeat" ||
                   cue->act == "confirm");
         });
}

TokenIndex Finder::owner_of(TokenIndex n) const {
  if (const auto owner = tree_.child(n, {Dep::poss}); owner != kNone) return owner;
  if (const auto giver = tree_.prepositional_object(n, knowledge_.list("owner-prepositions"));
      giver != kNone)
    return giver;
  // "the account given by the mayor"
  if (const auto given = tree_.child(n, {Dep::acl});
      given != kNone && knowledge_.is("giving-out-verbs", tree_.lemma(given))) {
    if (const auto giver = tree_.prepositional_object(given, knowledge_.list("by")); giver != kNone)
      return giver;
  }
  if (const auto of = tree_.prepositional_object(n, knowledge_.list("of")); of != kNone) {
    // "the claim of the mayor's aides that …"
    if (can_cite(tree_, knowledge_, of) && tree_.child(n, {Dep::acl, Dep::ccomp}) != kNone)
      return of;
    if ((tree_.pos(of) == Pos::propn || tree_.pos(of) == Pos::pron) &&
        !tree_.token(of).entity.empty())
      return of;
  }
  // "a story in the Morning Tide that …", whatever the parser ties "in" to
  if (knowledge_.is("news-texts", tree_.lemma(n)) && n + 1 < tree_.size() &&
      knowledge_.is("outlet-prepositions", tree_.lower(n + 1))) {
    const auto outlet = tree_.child(n + 1, {Dep::pobj});
    if (outlet != kNone && tree_.pos(outlet) == Pos::propn && tree_.token(outlet).entity != "GPE" &&
        tree_.token(outlet).entity != "LOC")
      return outlet;
  }
  // "a police statement", "the ministry estimate", "rebel claims", "a Sundish report that …"
  for (const TokenIndex c : tree_.children(n)) {
    if ((tree_.dep(c) == Dep::compound || tree_.dep(c) == Dep::nmod) && c < n &&
        (tree_.token(c).entity == "ORG" || tree_.token(c).entity == "PERSON" ||
         knowledge_.is("government-nouns", tree_.lemma(c)) ||
         knowledge_.is("outlet-nouns", tree_.lemma(c)) ||
         knowledge_.is("outlet-nouns", tree_.lower(c)) ||
         knowledge_.is("armed-nouns", tree_.lemma(c)) ||
         knowledge_.is("group-nouns", tree_.lemma(c)))) {
      return c;
    }
    if (tree_.dep(c) == Dep::amod && tree_.token(c).entity == "NORP" &&
        tree_.child(n, {Dep::acl, Dep::ccomp}) != kNone)
      return c;
  }
  const TokenIndex up = tree_.head(n);
  if (up == kNone) return kNone;
  // "The note is a denial of having mined the harbours."
  if (const auto note = tree_.child(up, {Dep::nsubj});
      tree_.dep(n) == Dep::attr && tree_.lemma(up) == knowledge_.first("be") && note != kNone &&
      tree_.is_noun(note) &&
      (knowledge_.is("text-nouns", tree_.lemma(note)) ||
       knowledge_.is("news-texts", tree_.lemma(note))))
    return note;
  // "Denials of the raid came from the clans."
  if (tree_.dep(n) == Dep::nsubj && knowledge_.is("coming-verbs", tree_.lemma(up)))
    return tree_.prepositional_object(up, knowledge_.list("from"));
  // "issued a statement saying", "made the claim that"
  // Not "denied the claim that": the one who answers does not own the claim.
  // And "said the accusation was false" is no accusation of the speaker's, whatever a parser hung.
  if (tree_.dep(n) == Dep::dobj && knowledge_.is("no-listener-verbs", tree_.lemma(up)))
    return kNone;
  // "heard a rumour that", "ignored the claim that": not his who hears of it.
  if (tree_.dep(n) == Dep::dobj && tree_.is_verb(up) && !answered(n) && puts_forward(up))
    return subject_of(up);
  if (tree_.dep(n) == Dep::pobj && tree_.head(up) != kNone) {
    // "stands by the claim that", "is in no doubt that"
    const TokenIndex verb = tree_.head(up);
    const bool stands =
        knowledge_.is("standing-verbs", tree_.lemma(verb)) && knowledge_.is("by", tree_.lower(up));
    const bool in_doubt = tree_.lemma(verb) == knowledge_.first("be") &&
                          knowledge_.is("in", tree_.lower(up)) &&
                          knowledge_.is("plain-doubting", tree_.lemma(n));
    // "stuck to its denials that", "is under the impression that"
    const bool sticks =
        knowledge_.is("sticking-verbs", tree_.lemma(verb)) && knowledge_.is("to", tree_.lower(up));
    const bool under = tree_.lemma(verb) == knowledge_.first("be") &&
                       knowledge_.is("under-prepositions", tree_.lower(up));
    if (stands || in_doubt || sticks || under) return subject_of(verb);
  }
  if (tree_.dep(n) == Dep::pobj && tree_.head(up) != kNone &&
      knowledge_.is("owning-prepositions", tree_.lower(up))) {
    // "answered the letter with a denial": a parser may tie "with" to the letter.
    TokenIndex verb_at = tree_.head(up);
    if (tree_.dep(verb_at) == Dep::dobj && tree_.head(verb_at) != kNone)
      verb_at = tree_.head(verb_at);
    // "said in a letter that", but "put no faith in the claim that"
    const bool text =
        knowledge_.is("text-nouns", tree_.lemma(n)) && knowledge_.is("in", tree_.lower(up));
    // "pleaded not guilty to the charge": no charge of his.
    if (knowledge_.is("pleading-verbs", tree_.lemma(verb_at))) return kNone;
    // "gives no credence to the announcement"
    const auto given = tree_.child(verb_at, {Dep::dobj});
    if (given != kNone && knowledge_.is("faith-nouns", tree_.lemma(given))) return kNone;
    if (tree_.is_verb(verb_at) && (text || puts_forward(verb_at))) return subject_of(verb_at);
  }
  return kNone;
}

void Finder::redirect_citations() {
  std::vector<std::pair<TokenIndex, TokenIndex>> redirected;  // cue, the one who is cited
  for (const auto& a : found_) {
    if (a.source == kNone || !tree_.is_verb(a.cue_token)) continue;
    TokenIndex cited = kNone;
    for (const TokenIndex parent : {a.source, a.cue_token}) {
      for (const TokenIndex c : tree_.children(parent)) {
        const bool participle =
            tree_.token(c).tag == "VBG" && (tree_.dep(c) == Dep::acl || tree_.dep(c) == Dep::advcl);
        if (participle && knowledge_.is("outlet-passive", tree_.lemma(c)))
          cited = tree_.child(c, {Dep::dobj});
      }
    }
    if (cited == kNone || !can_cite(tree_, knowledge_, cited) || holds(a, cited)) continue;
    redirected.emplace_back(a.cue_token, cited);
  }
  for (const auto& redirect : redirected) {
    const TokenIndex cue = redirect.first;
    const TokenIndex cited = redirect.second;
    std::erase_if(found_, [&](const Attribution& other) {
      return other.content_head == cited && other.object;
    });
    for (auto& a : found_) {
      if (a.cue_token != cue || a.source == cited) continue;
      a.via.push_back(a.source);
      a.source = cited;
    }
  }
}

bool Finder::stops_short(TokenIndex verb_token) const {
  if (tree_.dep(verb_token) != Dep::pcomp) return false;
  TokenIndex at = tree_.head(verb_token);
  for (int steps = 0; at != kNone && steps < 3; ++steps, at = tree_.head(at)) {
    if (knowledge_.is("negative-implicatives", tree_.lemma(at))) return true;
  }
  return false;
}

bool Finder::is_negated(TokenIndex verb_token) const {
  // "neither confirmed nor denied": the second stands under the first one's negation.
  if (tree_.dep(verb_token) == Dep::conj && tree_.head(verb_token) != kNone) {
    for (const TokenIndex c : tree_.children(tree_.head(verb_token))) {
      if (tree_.dep(c) != Dep::cc || c > verb_token) continue;
      if (knowledge_.is("negators", tree_.lower(c))) return true;
      // "could not confirm or rule out"
      if (knowledge_.is("or-words", tree_.lower(c)) && is_negated(tree_.head(verb_token)))
        return true;
    }
  }
  // "did not go so far as to say", "it is not for him to say"
  if (const TokenIndex up = tree_.head(verb_token); up != kNone && up < verb_token) {
    const auto mark = tree_.child(verb_token, {Dep::mark});
    const bool as = tree_.dep(verb_token) == Dep::advcl && mark != kNone &&
                    knowledge_.is("as", tree_.lower(mark));
    const bool for_him = tree_.dep(verb_token) == Dep::xcomp && mark != kNone &&
                         knowledge_.is("for", tree_.lower(mark)) &&
                         tree_.lemma(up) == knowledge_.first("be");
    const auto to = tree_.child(verb_token, {Dep::aux});
    TokenIndex goes = up;  // "gone so far as to say": the parser may tie it to "far"
    if (!tree_.is_verb(goes) && tree_.head(goes) != kNone) goes = tree_.head(goes);
    if ((as || for_him) && to != kNone && tree_.token(to).tag == "TO" &&
        (tree_.child(goes, {Dep::neg}) != kNone || is_negated(goes)))
      return true;
  }
  // "will not be drawn into saying"
  if (tree_.dep(verb_token) == Dep::pcomp && tree_.head(verb_token) != kNone) {
    const TokenIndex into = tree_.head(verb_token);
    if (knowledge_.is("into-prepositions", tree_.lower(into)) && tree_.head(into) != kNone &&
        tree_.child(tree_.head(into), {Dep::neg}) != kNone)
      return true;
  }
  if (stops_short(verb_token) || is_turned_in_front(tree_, knowledge_, verb_token)) return true;
  for (TokenIndex at = verb_token; at != kNone;) {
    for (const TokenIndex c : tree_.children(at)) {
      const Dep d = tree_.dep(c);
      if (d == Dep::neg) return true;
      // "no longer maintain"
      if (const auto no = tree_.child(c, {Dep::neg});
          d == Dep::advmod && c < at && no != kNone &&
          knowledge_.is("negative-determiners", tree_.lower(no)))
        return true;
      if (c < at && (d == Dep::advmod || d == Dep::cc || d == Dep::preconj || d == Dep::dep) &&
          knowledge_.is("negators", tree_.lower(c)))
        return true;
      // "Neither the port nor the navy said"
      if (d == Dep::nsubj && tree_.child(c, {Dep::preconj}) != kNone &&
          knowledge_.is("negators", tree_.lower(tree_.child(c, {Dep::preconj}))))
        return true;
    }
    // "Neither was in a position to say"
    if ((tree_.dep(at) == Dep::relcl || tree_.dep(at) == Dep::acl) && tree_.head(at) != kNone &&
        knowledge_.is("position-nouns", tree_.lemma(tree_.head(at)))) {
      at = tree_.verb_above(at);
      continue;
    }
    // "It has not been possible to establish", where a parser ties the verb to "been"
    if (const TokenIndex be = tree_.head(at);
        tree_.dep(at) == Dep::xcomp && be != kNone && tree_.lemma(be) == knowledge_.first("be") &&
        tree_.child(be, {Dep::acomp}) != kNone && tree_.child(be, {Dep::neg}) != kNone)
      return true;
    // "is not prepared to say", "was unable to confirm"
    if ((tree_.dep(at) == Dep::xcomp || tree_.dep(at) == Dep::advcl) && tree_.head(at) != kNone &&
        tree_.pos(tree_.head(at)) == Pos::adj) {
      const TokenIndex adjective_token = tree_.head(at);
      if (knowledge_.is("negative-implicatives", tree_.lemma(adjective_token)) ||
          knowledge_.is("cannot-words", tree_.lower(adjective_token)))
        return true;
      const TokenIndex be = tree_.head(adjective_token);
      if (be != kNone && tree_.child(be, {Dep::neg}) != kNone) return true;
    }
    // "refused to confirm", "has yet to comment"
    if (tree_.dep(at) == Dep::xcomp && tree_.head(at) != kNone) {
      if (knowledge_.is("negative-implicatives", tree_.lemma(tree_.head(at)))) return true;
      if (knowledge_.is("not-yet", tree_.lower(tree_.head(at)))) return true;
      for (const TokenIndex c : tree_.children(tree_.head(at))) {
        if (tree_.dep(c) == Dep::advmod && knowledge_.is("not-yet", tree_.lower(c))) return true;
      }
      at = tree_.head(at);
      if (!knowledge_.is("implicatives", tree_.lemma(at))) break;
      continue;
    }
    break;
  }
  const auto subject = tree_.child(verb_token, {Dep::nsubj, Dep::nsubjpass});
  if (subject != kNone) {
    if (knowledge_.is("negative-pronouns", tree_.lower(subject))) return true;
    if (const auto det = tree_.child(subject, {Dep::det});
        det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)))
      return true;
    // "Few diplomats believe that"
    if (knowledge_.is("few-words", tree_.lower(subject))) return true;
    if (const auto few = tree_.child(subject, {Dep::amod});
        few != kNone && few == tree_.subtree(subject).begin &&
        knowledge_.is("few-words", tree_.lower(few)))
      return true;
  }
  return false;
}

bool Finder::is_hypothetical(TokenIndex verb_token) const {
  for (const TokenIndex c : tree_.children(verb_token)) {
    if (tree_.dep(c) == Dep::mark && knowledge_.is("conditional-markers", tree_.lower(c)))
      return true;
    // "would say", "could not confirm": said, and not confirmed.
    const auto who = tree_.child(verb_token, {Dep::nsubj});
    const auto det = who == kNone ? kNone : tree_.child(who, {Dep::det});
    const bool nobody =
        who != kNone && (knowledge_.is("negative-pronouns", tree_.lower(who)) ||
                         (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det))));
    const bool unable = knowledge_.is("modals-able", tree_.lower(c)) &&
                        (nobody || tree_.child(verb_token, {Dep::neg}) != kNone);
    // "The club will tell you that": it says so to anybody.
    const auto whom = tree_.child(verb_token, {Dep::dobj, Dep::dative});
    const bool to_you = whom != kNone && knowledge_.is("anybody-words", tree_.lower(whom));
    // "will only say that": so much it says.
    const auto how = tree_.child(verb_token, {Dep::advmod});
    const bool only_says =
        how != kNone && how < verb_token && c < how && knowledge_.is("only", tree_.lower(how));
    if (tree_.dep(c) == Dep::aux && tree_.token(c).tag == "MD" && !unable && !to_you &&
        !only_says && !knowledge_.is("modals-said", tree_.lower(c)))
      return true;
  }
  // "only where a court finds that"
  for (const TokenIndex c : tree_.children(verb_token)) {
    const auto only = tree_.dep(c) == Dep::advmod ? tree_.child(c, {Dep::advmod}) : kNone;
    if (only != kNone && knowledge_.is("where-words", tree_.lower(c)) &&
        knowledge_.is("only", tree_.lower(only)))
      return true;
  }
  const TokenIndex up = tree_.head(verb_token);
  // "is to allow": ahead of them still.
  if (up != kNone && tree_.dep(verb_token) == Dep::xcomp &&
      tree_.lemma(up) == knowledge_.first("be"))
    return true;
  return up != kNone && tree_.dep(verb_token) == Dep::xcomp &&
         knowledge_.is("irrealis-verbs", tree_.lemma(up)) &&
         !knowledge_.is("implicatives", tree_.lemma(up)) &&
         !knowledge_.is("negative-implicatives", tree_.lemma(up));
}

}  // namespace gainsay::read::attribution
