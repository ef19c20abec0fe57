// Contents that a verb tells: a clause, an infinitive, an object, what a preposition brings.
#include <algorithm>

#include "read/arguments.h"
#include "read/attribution_finder.h"

namespace gainsay::read::attribution {

void Finder::verb(TokenIndex v) {
  if (is_echo(tree_, knowledge_, v)) return;
  // "without saying who did it": nothing is told.
  if (tree_.dep(v) == Dep::pcomp && tree_.head(v) != kNone &&
      knowledge_.is("negators", tree_.lower(tree_.head(v))))
    return;
  // "There is no telling whether …": nobody tells.
  if (const auto no = tree_.child(v, {Dep::det});
      no != kNone && knowledge_.is("negative-determiners", tree_.lower(no)))
    return;
  if (speech(v) || phrase(v)) return;
  // "had heard from a guard that they were shot": the guard says so, and who heard passes it on.
  if (const Cue* cue = plain("plain-saying");
      cue != nullptr && knowledge_.is("hearsay-verbs", tree_.lemma(v)) && !tree_.is_passive(v) &&
      tree_.child(v, {Dep::nsubj}) != kNone && tree_.child(v, {Dep::ccomp}) > v && !is_negated(v) &&
      !is_hypothetical(v) && heard_from(v, *cue))
    return;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
  if (entry == knowledge_.cue_verbs.end()) return;
  if (tree_.dep(v) == Dep::amod || tree_.dep(v) == Dep::compound) return;
  if (knowledge_.is("outlet-passive", tree_.lemma(v)) && quotes_speech(v)) return;
  for (const Cue* cue : entry->second) {
    if (verb_with(v, *cue)) return;
  }
}

// Whom a verb urges: "urged them to leave", "called on them to leave".
TokenIndex Finder::listener(TokenIndex v) const {
  const auto whom = tree_.child(v, {Dep::dobj, Dep::dative});
  if (whom != kNone) return whom;
  for (const TokenIndex c : tree_.children(v)) {
    if (c > v && tree_.dep(c) == Dep::prep && knowledge_.is("urging-prepositions", tree_.lower(c)))
      return tree_.child(c, {Dep::pobj});
  }
  return kNone;
}

bool Finder::quotes_speech(TokenIndex v) const {
  const auto range = tree_.subtree(v);
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (tree_.is_verb(i) && quoting_verb(i) == v) return true;
  }
  return false;
}

TokenIndex Finder::particle_of(TokenIndex v, const Cue& cue) const {
  for (const TokenIndex c : tree_.children(v)) {
    const Dep d = tree_.dep(c);
    if ((d == Dep::prt || d == Dep::advmod || d == Dep::prep) &&
        cue.particles.contains(tree_.lower(c)))
      return c;
  }
  return kNone;
}

// "It is worth noting that …", "It goes without saying that …": nobody's words but the author's.
bool Finder::is_own_remark(TokenIndex v) const {
  const TokenIndex up = tree_.head(v);
  if (tree_.token(v).tag != "VBG" || up == kNone) return false;
  return knowledge_.is("worth-words", tree_.lower(up)) ||
         (v > 0 && (knowledge_.is("worth-words", tree_.lower(v - 1)) ||
                    (knowledge_.is("negators", tree_.lower(v - 1)) && v > 1 &&
                     knowledge_.is("going-words", tree_.lower(v - 2)))));
}

// "It was announced on state radio that …": the radio; kNone where none is named.
TokenIndex Finder::outlet_of(TokenIndex v) const {
  const auto subject = tree_.child(v, {Dep::nsubjpass, Dep::nsubj});
  if (subject == kNone || !knowledge_.is("expletives", tree_.lower(subject))) return kNone;
  for (const TokenIndex c : tree_.children(v)) {
    const auto where = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
    if (where != kNone && knowledge_.is("outlet-prepositions", tree_.lower(c)) &&
        knowledge_.is("outlet-nouns", tree_.lemma(where)))
      return where;
  }
  return kNone;
}

// "declined to comment", "refused to answer on Friday", and no word of what.
bool Finder::says_nothing(TokenIndex open) const {
  if (!knowledge_.is("no-content", tree_.lemma(open)) ||
      tree_.child(open, {Dep::dobj, Dep::ccomp, Dep::xcomp}) != kNone)
    return false;
  return std::ranges::none_of(tree_.children(open), [&](TokenIndex c) {
    const auto about = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj, Dep::pcomp}) : kNone;
    return about != kNone && tree_.token(about).entity != "DATE" &&
           knowledge_.is("subject-prepositions", tree_.lower(c));
  });
}

bool Finder::verb_with(TokenIndex v, const Cue& cue) {
  if (is_own_remark(v)) return false;
  // "was to blame for the raid": nobody blames.
  if (tree_.dep(v) == Dep::xcomp && knowledge_.is("plain-faulting", tree_.lemma(v)) &&
      tree_.lemma(tree_.head(v)) == knowledge_.first("be"))
    return false;
  // "They contradicted each other": nothing is told.
  if (const auto object = tree_.child(v, {Dep::dobj});
      object != kNone && object > 0 && !cue.accuses &&
      knowledge_.is("reciprocal-words", tree_.lower(object)) &&
      knowledge_.is("reciprocal-words", tree_.lower(object - 1)))
    return false;
  const TokenIndex particle = particle_of(v, cue);
  if (!cue.particles.empty() && particle == kNone) return false;
  Attribution a = begin(cue, v);
  a.source = subject_of(v);
  if (const TokenIndex teller = cleft_teller(v, a.source); teller != a.source) {
    a.source = teller;
    a.hypothetical = a.hypothetical || teller == kNone;
  }
  if (cue.text && (a.source == kNone || !knowledge_.is("finding-nouns", tree_.lemma(a.source))))
    return false;
  if (const TokenIndex quoting = quoting_verb(v); quoting != kNone && !tree_.is_passive(quoting)) {
    if (const auto outlet = tree_.child(quoting, {Dep::nsubj}); outlet != kNone)
      a.via.push_back(outlet);
  }
  const bool passive = suffers(v);
  if (passive && a.source == kNone) a.source = outlet_of(v);
  // "laughed off the claim", which a parser may take for a preposition and its object
  if (particle != kNone && tree_.dep(particle) == Dep::prep) {
    const auto object = tree_.child(particle, {Dep::pobj});
    if (object == kNone) return false;
    a.content_head = object;
    a.object = true;
    auto range = tree_.subtree(object);
    // "sees the council as an obstacle"
    if (const auto whom = tree_.child(v, {Dep::dobj}); whom > v && whom < particle)
      range.begin = tree_.subtree(whom).begin;
    add(a, range);
    return true;
  }
  // "He was denied entry": a passive's own subject is no source.
  if (cue.content.contains(Content::clause)) {
    if (clause(v, a)) return true;
    if (parenthetical(v, a)) return true;
    if (tail(v, Attribution(a))) return true;
  }
  if (cue.content.contains(Content::infinitive)) {
    const auto open = tree_.child(v, {Dep::xcomp});
    // "declined to confirm that it fell": what is not confirmed is for "confirm" to say.
    if (open != kNone && knowledge_.is("negative-implicatives", tree_.lemma(v)) &&
        knowledge_.cue_verbs.contains(tree_.lemma(open)) && !says_nothing(open))
      return false;
    if (open != kNone && tree_.is_verb(open) && tree_.token(open).tag != "VBG") {
      if (passive && a.source == kNone) {
        a.content_head = open;
        return raised(v, a, open);
      }
      a.content_head = open;
      add(a, tree_.subtree(open));
      return true;
    }
  }
  if (cue.content.contains(Content::gerund)) {
    auto open = tree_.child(v, {Dep::xcomp});
    // "report having taken the dam"
    if (const auto having = tree_.child(v, {Dep::acl, Dep::advcl});
        open == kNone && having > v && tree_.subtree(having).begin == v + 1 &&
        tree_.token(v + 1).tag == "VBG" && tree_.dep(v + 1) == Dep::aux)
      open = having;
    // "described being marched away"
    const TokenIndex being = open == kNone ? kNone : tree_.child(open, {Dep::auxpass, Dep::aux});
    const bool gerund = open != kNone && (tree_.token(open).tag == "VBG" ||
                                          (being != kNone && tree_.token(being).tag == "VBG"));
    if (gerund && !passive) {
      a.content_head = open;
      add(a, tree_.subtree(open));
      return true;
    }
  }
  if (cue.content.contains(Content::person_to)) {
    auto open = tree_.child(v, {Dep::xcomp, Dep::ccomp, Dep::advcl});
    if (open != kNone && tree_.child(open, {Dep::aux}) != kNone &&
        tree_.token(tree_.child(open, {Dep::aux})).tag == "TO" && !passive) {
      auto range = tree_.subtree(open);
      a.content_head = open;
      if (const auto whom = listener(v); whom != kNone && whom < open && whom > v) {
        range.begin = std::min(range.begin, tree_.subtree(whom).begin);
      }
      add(a, range);
      return true;
    }
  }
  // "accused him of it": the preposition carries it; "endorsed him for the post": the object
  // does.
  const bool object_first =
      cue.content.contains(Content::object) && !cue.accuses && tree_.child(v, {Dep::dobj}) != kNone;
  if (!object_first && cue.content.contains(Content::preposition) && prepositional(v, a))
    return true;
  if (cue.content.contains(Content::object)) {
    if (!passive && object_of(v, a)) return true;
    // "The report was denied by the army." Not "backed by air strikes".
    // Nor "taken by armed men", where one takes only the blame.
    const auto takes = [&](TokenIndex object) {
      return (cue.objects.empty() || cue.objects.contains(tree_.lemma(object))) &&
             (!cue.responsibility || claims_deed(object));
    };
    const auto lays = [&](TokenIndex object) {
      return cue.door.empty() || lay_at_door(v, object, a);
    };
    // "The raid was blamed on the front": nobody says by whom.
    const bool told = a.source != kNone || !cue.door.empty();
    // "was applauded by the guild", not "was backed by air strikes"
    const bool by_somebody = a.source != kNone && can_cite(tree_, knowledge_, a.source);
    if (passive && told && (cue.typed || by_somebody)) {
      if (const auto subject = tree_.child(v, {Dep::nsubjpass, Dep::csubj}); subject != kNone) {
        // "the raid, which was blamed on the front"
        const TokenIndex told_of = antecedent(tree_, knowledge_, subject);
        if (takes(told_of) && lays(told_of)) {
          a.content_head = told_of;
          a.object = true;
          add(a, told_of == subject ? tree_.subtree(subject) : tree_.core(told_of));
          return true;
        }
      }
    }
    // "He was called a charlatan by doctors."
    if (const auto name = tree_.child(v, {Dep::oprd});
        passive && a.source != kNone && !cue.typed && name != kNone) {
      const auto subject = tree_.child(v, {Dep::nsubjpass});
      a.content_head = name;
      a.object = true;
      auto range = tree_.subtree(name);
      // "called "a stunt" by the council"
      if (range.begin < a.source && a.source < range.end)
        range.end = tree_.subtree(tree_.head(a.source)).begin;
      if (subject != kNone) range.begin = tree_.subtree(subject).begin;
      add(a, range);
      return true;
    }
    if (passive && told && (cue.typed || by_somebody) && tree_.dep(v) == Dep::acl &&
        tree_.head(v) != kNone && takes(tree_.head(v)) && lays(tree_.head(v))) {
      a.content_head = tree_.head(v);  // "an attack claimed by the group"
      a.object = true;
      add(a, tree_.core(tree_.head(v)));
      return true;
    }
  }
  return cue.content.contains(Content::accused) && !passive && accused_of(v, a);
}

// "The mayor blamed the army.": somebody, and no word of what for.
bool Finder::accused_of(TokenIndex v, Attribution& a) {
  const auto whom = tree_.child(v, {Dep::dobj});
  if (whom == kNone || whom < v || !tree_.is_noun(whom)) return false;
  // "accused Ilvania its chief ally", where a comma is lost
  const auto& first = tree_.token(tree_.subtree(whom).begin).entity;
  if (!(first == "GPE" || first == "ORG" || tree_.pos(whom) == Pos::propn ||
        knowledge_.is("group-nouns", tree_.lemma(whom)) ||
        knowledge_.is("government-nouns", tree_.lemma(whom)) ||
        knowledge_.is("strength-nouns", tree_.lemma(whom))))
    return false;
  for (const TokenIndex parent : {v, whom}) {
    for (const TokenIndex c : tree_.children(parent)) {
      if (tree_.dep(c) == Dep::prep && knowledge_.is("blame-prepositions", tree_.lower(c)))
        return false;
    }
  }
  a.accused = a.content_head = whom;
  a.object = true;
  add(a, tree_.core(whom));
  return true;
}

// "confirmed reports from the town that rebels had fired": where the clause that a noun tells ends,
// wherever the parser hung it; the noun's own end where it tells none.
TokenIndex Finder::told_end(TokenIndex noun) const {
  TokenIndex end = noun + 1;
  if (!tree_.is_noun(noun)) return end;
  const auto sentence = tree_.sentence_range(tree_.sentence(noun));
  for (TokenIndex i = noun + 1; i < sentence.end; ++i) {
    if (tree_.is_verb(i) && content_noun(tree_, knowledge_, i) == noun)
      end = std::max(end, tree_.subtree(i).end);
  }
  return end;
}

// "criticised the law during a stop in Reed": when somebody was said to be something is not what
// was said.
TokenIndex Finder::before_adjunct(TokenRange range) const {
  for (TokenIndex i = range.begin + 1; i < range.end; ++i) {
    const bool when = (tree_.dep(i) == Dep::prep || tree_.dep(i) == Dep::mark) &&
                      knowledge_.is("adjunct-prepositions", tree_.lower(i));
    // "her vote after the war and her silence": what goes on behind it is told.
    const TokenIndex clause = tree_.dep(i) == Dep::mark ? tree_.head(i) : i;
    if (when && quote_of(i) < 0 && tree_.subtree(clause).end >= range.end) return i;
  }
  return range.end;
}

// The list of the prepositions by which such a noun takes its deed; empty for other nouns.
std::string_view Finder::shares_in(TokenIndex noun) const {
  if (knowledge_.is("responsibility-nouns", tree_.lemma(noun)))
    return "responsibility-prepositions";
  return knowledge_.is("share-in-deed-nouns", tree_.lemma(noun)) ? "share-in-deed-prepositions"
                                                                 : "";
}

// Where the words end that say in what somebody has a share: "responsibility for the raid", where
// the parser tied "for" to what governs the share. 0 where it did not.
TokenIndex Finder::share_end(TokenIndex governor, TokenIndex share) const {
  const auto about = shares_in(share);
  TokenIndex end = 0;
  for (const TokenIndex c : tree_.children(governor)) {
    if (!about.empty() && c > share && tree_.dep(c) == Dep::prep &&
        knowledge_.is(about, tree_.lower(c)))
      end = std::max(end, tree_.subtree(c).end);
  }
  return end;
}

// "denied the raid", "called the vote a farce", "dismissed it as invented".
bool Finder::object_of(TokenIndex v, Attribution& a) {
  const Cue& cue = *a.cue;
  auto object = tree_.child(v, {Dep::dobj, Dep::oprd, Dep::attr});
  if (object == kNone && misread_participle(v) != kNone)
    object = tree_.child(misread_participle(v), {Dep::nsubj});
  // What the object is called or held to be.
  const auto said_of_it = [&](TokenIndex c) {
    const Dep d = tree_.dep(c);
    if (d == Dep::oprd || d == Dep::xcomp ||
        (!cue.typed && (d == Dep::attr || d == Dep::acomp || d == Dep::dobj)))
      return !cue.typed || !cue.objects.empty();
    return d == Dep::prep &&
           (knowledge_.is("as", tree_.lower(c)) || !cue.objects.empty() ||
            (!cue.typed && knowledge_.is("object-prepositions", tree_.lower(c))) ||
            // "shows the council with a lead"
            (cue.text && knowledge_.is("absolute-prepositions", tree_.lower(c))));
  };
  if (object == kNone) return false;
  TokenRange range = tree_.subtree(object);
  if (tree_.pos(object) == Pos::pron) {
    // "called it a farce": the pronoun alone tells nothing.
    TokenIndex told = kNone;
    for (const TokenIndex c : tree_.children(v)) {
      if (c > object && c > v && said_of_it(c)) told = c;
    }
    // "criticized him" says whom; "took it" says nothing.
    const bool whom = object > v && (cue.act == "accuse" || cue.irrealis) &&
                      knowledge_.is("pronouns-him", tree_.lower(object));
    if (cue.typed || (told == kNone && !whom)) return false;
    a.content_head = told == kNone ? object : told;
    if (object < v) range = tree_.subtree(told);
  } else {
    a.content_head = object;
  }
  a.object = true;
  if (cue.responsibility && !claims_deed(object)) return false;
  if (cue.with_clause && tree_.child(object, {Dep::acl, Dep::relcl}) == kNone) return false;
  // "puts rebel dead at 120": a parser may stop at the word before.
  if (!cue.objects.empty() && !cue.objects.contains(tree_.lemma(object)) &&
      (object + 1 >= tree_.size() || !cue.objects.contains(tree_.lemma(object + 1))))
    return false;
  // "called a strike", but "called the strike a mistake".
  const auto det = tree_.child(object, {Dep::det});
  const bool definite = (det != kNone && knowledge_.is("definite-determiners", tree_.lower(det))) ||
                        tree_.child(object, {Dep::poss}) != kNone ||
                        tree_.child(v, {Dep::oprd}) != kNone;
  if (cue.objects_not.contains(tree_.lemma(object)) && !definite) return false;
  if (!cue.door.empty() && !lay_at_door(v, object, a)) return false;
  for (const TokenIndex c : tree_.children(v)) {
    if (c > object && c > v && said_of_it(c)) range.end = std::max(range.end, tree_.subtree(c).end);
  }
  range.end = std::max(range.end, told_end(a.content_head));
  if (!cue.typed) range.end = before_adjunct(range);
  // "called him a “clown” on his show": where it was said is not what was said.
  for (const auto& quote : quotes_) {
    const TokenIndex behind = quote.range.end;
    if (!cue.typed && quote.range.begin >= object && behind < range.end &&
        tree_.pos(behind) == Pos::adp && knowledge_.is("outlet-prepositions", tree_.lower(behind)))
      range.end = behind;
  }
  // "claimed responsibility on Monday for the raid", "denied involvement in it": the parser may tie
  // to the verb what the noun is about.
  range.end = std::max(range.end, share_end(v, object));
  add(a, range);
  return true;
}

// "blamed the raid on the front"
bool Finder::lay_at_door(TokenIndex v, TokenIndex deed, Attribution& a) const {
  a.accused = tree_.prepositional_object(v, a.cue->door);
  if (a.accused == kNone) a.accused = tree_.prepositional_object(deed, a.cue->door);
  return a.accused != kNone;
}

// A passive verb, but for a main verb that a parser took for a participle of its own subject:
// "The mayor, an ally, called the plan a farce."
bool Finder::suffers(TokenIndex v) const {
  if (!tree_.is_passive(v)) return false;
  const TokenIndex up = tree_.head(v);
  const bool misread = tree_.dep(v) == Dep::acl && up != kNone && tree_.dep(up) == Dep::root &&
                       tree_.is_noun(up) && tree_.token(v - 1).text == "," &&
                       tree_.child(v, {Dep::agent, Dep::auxpass}) == kNone &&
                       tree_.child(v, {Dep::dobj, Dep::oprd, Dep::ccomp}) != kNone;
  return !misread;
}

bool Finder::claims_deed(TokenIndex object) const {
  if (knowledge_.is("responsibility-nouns", tree_.lemma(object))) return true;
  return knowledge_.frame_nouns.contains(tree_.lemma(object));
}

bool Finder::clause(TokenIndex v, Attribution& a) {
  TokenIndex content = kNone;
  const TokenIndex misread = misread_participle(v);
  for (const TokenIndex c : tree_.children(v)) {
    if (tree_.dep(c) == Dep::ccomp && c != a.source && c != misread) {
      if (content == kNone || (content < v && c > v)) content = c;
    }
  }
  // "would not say when they left": no clause of time.
  for (const TokenIndex c : tree_.children(v)) {
    if (content == kNone && tree_.dep(c) == Dep::advcl && tree_.subtree(c).begin == v + 1 &&
        tree_.token(v + 1).tag == "WRB" && (is_negated(v) || a.cue->act == "ask"))
      content = c;
    // "asked the envoy on Monday if he would go"
    const auto whether = tree_.child(c, {Dep::mark});
    if (content == kNone && c > v && tree_.dep(c) == Dep::advcl && a.cue->act == "ask" &&
        whether != kNone && knowledge_.is("whether-words", tree_.lower(whether)))
      content = c;
  }
  if (content == kNone) return false;
  // "The race turned, the mayor decided to leave": what it tells stands behind it.
  const auto behind = tree_.child(v, {Dep::xcomp});
  const auto to = behind > v ? tree_.child(behind, {Dep::aux}) : kNone;
  const auto own = knowledge_.cue_verbs.find(tree_.lemma(v));
  if (content < v && to != kNone && tree_.token(to).tag == "TO" &&
      !knowledge_.is("knowing-verbs", tree_.lemma(behind)) && own != knowledge_.cue_verbs.end() &&
      std::ranges::any_of(
          own->second, [](const Cue* cue) { return cue->content.contains(Content::infinitive); }))
    return false;
  // "told reporters (that) …": the listener is no part of it; the range is the clause's own.
  a.content_head = content;
  auto range = tree_.subtree(content);
  const auto mark = tree_.child(content, {Dep::mark});
  if (mark == kNone && range.begin > v && knowledge_.is("as", tree_.lower(range.begin)))
    return false;
  if (range.begin <= v && v < range.end) {
    // A clause around its cue: "The bridge, he said, had fallen".
    add(a, range);
    return true;
  }
  // "said young people and families would gain": what a parser took for the object is the
  // clause's subject.
  const auto object = tree_.child(v, {Dep::dobj});
  if (object != kNone && object > v && object < range.begin &&
      knowledge_.is("no-listener-verbs", tree_.lemma(v))) {
    range.begin = tree_.subtree(object).begin;
  }
  const auto rest = range.end <= v ? goes_on_behind(v, a) : TokenRange{};
  // Adverbs at the sentence's front belong to what is told when the clause comes first.
  if (range.end <= v && tree_.dep(v) == Dep::root) {
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    range.begin = std::min(range.begin, sentence.begin);
  }
  if (range.begin > v) {
    // A second clause joined to the cue by a wrong parse stays out; a following advcl of the
    // content is in its subtree.
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::ccomp && c > content)
        range.end = std::max(range.end, tree_.subtree(c).end);
      // "said that it would fall, because the river rose": no reason for saying so.
      if (tree_.dep(c) == Dep::advcl && c > content && a.cue->act == "say" && is_reason(c) &&
          tree_.subtree(c).begin <= range.end + 1)
        range.end = std::max(range.end, tree_.subtree(c).end);
    }
  }
  if (range.begin > v) {
    range.begin = behind_time(range, content);
    range.end = behind_colon(v, range);
  }
  const auto before = found_.size();
  add(a, range);
  if (found_.size() > before && rest.begin < rest.end) {
    found_.back().content.push_back(rest);
    trim(found_.back().content);
  }
  return true;
}

// "told the guild this weekend he would leave": the time is that of the telling.
TokenIndex Finder::behind_time(TokenRange clause, TokenIndex head) const {
  const TokenIndex subject = tree_.child(head, {Dep::nsubj, Dep::nsubjpass, Dep::expl});
  if (subject == kNone || subject > head) return clause.begin;
  const TokenIndex own = tree_.subtree(subject).begin;
  for (const auto& time : tree_.document().annotated.times) {
    const auto words = tree_.tokens_in(time.span);
    if (words.begin == clause.begin && words.end == own) return own;
  }
  return clause.begin;
}

// "told us that he had it from the crew: forty had died": to the sentence's end where no other
// voice speaks behind the colon.
TokenIndex Finder::behind_colon(TokenIndex v, TokenRange clause) const {
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  TokenIndex colon = clause.end;
  while (colon < sentence.end && tree_.token(colon).pos == "SPACE") ++colon;
  if (colon + 2 >= sentence.end || tree_.token(colon).text != ":") return clause.end;
  bool finite = false;
  for (TokenIndex i = colon + 1; i < sentence.end; ++i) {
    if (quote_of(i) >= 0 || (tree_.pos(i) == Pos::verb && telling_cue(i) != nullptr))
      return clause.end;
    finite = finite || tree_.is_finite(i);
  }
  TokenIndex end = sentence.end;
  while (end > colon && tree_.pos(end - 1) == Pos::punct) --end;
  return finite ? end : clause.end;
}

bool Finder::is_reason(TokenIndex clause) const {
  const auto mark = tree_.child(clause, {Dep::mark});
  return mark != kNone && knowledge_.is("reason-words", tree_.lower(mark));
}

// "The bridge fell, he said, because the river rose.": where the content goes on behind its cue, to
// the sentence's end; else nothing.
TokenRange Finder::goes_on_behind(TokenIndex v, const Attribution& a) const {
  if (a.source == kNone || a.source > v || tree_.token(v).tag == "VBG") return {};
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  const TokenIndex begin = tree_.subtree(a.source).begin;
  if (begin <= sentence.begin || tree_.token(begin - 1).text != ",") return {};
  // "he said in a letter, and …"
  constexpr TokenIndex kLongestAdjunct = 7;
  TokenIndex comma = v + 1;
  while (comma < sentence.end && comma - v <= kLongestAdjunct && tree_.token(comma).text != "," &&
         !tree_.is_verb(comma) && tree_.is_under(comma, v))
    ++comma;
  if (comma + 1 >= sentence.end || tree_.token(comma).text != ",") return {};
  // "…, police said, killing an officer"
  const TokenIndex outcome = comma + 1;
  // But "…, the union said, drawing a denial": what came of its being said.
  if (tree_.token(outcome).tag == "VBG" && tree_.dep(outcome) == Dep::advcl &&
      tree_.head(outcome) == a.content_head &&
      !knowledge_.is("drawing-verbs", tree_.lemma(outcome)))
    return {outcome, tree_.subtree(outcome).end};
  if (!knowledge_.is("content-goes-on", tree_.lower(outcome))) return {};
  for (TokenIndex i = comma + 1; i < sentence.end; ++i) {
    if (quote_of(i) >= 0 || (tree_.pos(i) == Pos::verb && telling_cue(i) != nullptr)) return {};
  }
  return {comma + 1, sentence.end};
}

bool Finder::parenthetical(TokenIndex v, Attribution& a) {
  const Dep d = tree_.dep(v);
  const TokenIndex top = tree_.head(v);
  // "who, it is claimed, were executed": nobody in particular says so.
  const auto it = tree_.child(v, {Dep::nsubjpass});
  const bool nobodys = it != kNone && d == Dep::parataxis && tree_.is_passive(v) &&
                       knowledge_.is("expletives", tree_.lower(it));
  if (top == kNone || (a.source == kNone && !nobodys)) return false;
  // "as he laments a culture": what it tells stands behind it. A listener may: "he told reporters".
  if (tree_.child(v, {Dep::xcomp, Dep::ccomp}) != kNone) return false;
  // "as they called for him to go"
  for (const TokenIndex c : tree_.children(v)) {
    const auto to = tree_.dep(c) == Dep::advcl && c > v ? tree_.child(c, {Dep::aux}) : kNone;
    if (to != kNone && tree_.token(to).tag == "TO" && tree_.child(c, {Dep::mark}) != kNone)
      return false;
  }
  if (const auto object = tree_.child(v, {Dep::dobj});
      object != kNone && !knowledge_.is("informing-verbs", tree_.lemma(v)) &&
      !(tree_.pos(object) == Pos::pron && object < v))
    return false;
  if (const auto how = tree_.child(v, {Dep::advmod}); how != kNone && tree_.token(how).tag == "WRB")
    return false;
  const auto own = tree_.subtree(v);
  // "as he said", or a short clause of its own between commas or at the end.
  const bool as = knowledge_.is("as", tree_.lower(own.begin));
  const bool short_clause =
      own.end - own.begin <= 10 && own.begin > top && tree_.child(v, {Dep::mark}) == kNone;
  if (d == Dep::parataxis || d == Dep::dep || (d == Dep::advcl && (as || short_clause))) {
    if (d == Dep::advcl && tree_.token(v).tag == "VBG") return false;
    if (tree_.child(v, {Dep::nsubj}) == kNone && !nobodys) return false;
    a.content_head = top;
    auto range = tree_.subtree(top);
    // "There is evidence, lawyers say, of killings": what follows the second comma is told, too.
    auto aside = own;
    const bool comma = tree_.token(own.begin).text == "," ||
                       (own.begin > 0 && tree_.token(own.begin - 1).text == ",");
    if (comma && v + 2 < own.end && tree_.token(v + 1).text == "," &&
        knowledge_.is("of", tree_.lower(v + 2)))
      aside.end = v + 2;
    std::vector<TokenRange> cut{aside};
    // "…, the union said, drawing a denial": what came of its being said.
    for (const TokenIndex c : tree_.children(top)) {
      if (c > v && tree_.dep(c) == Dep::advcl && tree_.token(c).tag == "VBG" &&
          knowledge_.is("drawing-verbs", tree_.lemma(c)))
        cut.push_back(tree_.subtree(c));
    }
    a.content = without(range, cut);
    trim(a.content);
    take_quotations(a);
    if (a.content.empty()) return false;
    a.negated = is_negated(v);
    found_.push_back(a);
    return true;
  }
  return false;
}

bool Finder::tail(TokenIndex v, Attribution a) {
  const bool finite =
      tree_.is_finite(v) || (tree_.token(v).tag == "VBN" &&
                             tree_.child(v, {Dep::aux, Dep::auxpass, Dep::agent}) == kNone);
  // "executed four men accused of spying": these say nothing.
  if (!finite || a.cue->irrealis || a.cue->accuses || a.cue->act == "accuse" ||
      tree_.child(v, {Dep::dobj, Dep::xcomp, Dep::ccomp, Dep::mark, Dep::acomp}) != kNone)
    return false;
  if (const auto how = tree_.child(v, {Dep::advmod}); how != kNone && tree_.token(how).tag == "WRB")
    return false;
  // "said he agreed with her": what stands before is another's telling.
  const TokenIndex teller = tree_.dep(v) == Dep::ccomp ? tree_.head(v) : kNone;
  if (teller != kNone && teller < v && takes_clause(tree_, knowledge_, teller) &&
      tree_.child(teller, {Dep::nsubj}) != kNone && tree_.child(v, {Dep::nsubj}) > teller)
    return false;
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  // "While the ministry counted nine dead, doctors spoke of twelve": no words of the doctors'.
  for (const TokenIndex c : tree_.children(v)) {
    const auto mark = tree_.dep(c) == Dep::advcl ? tree_.child(c, {Dep::mark}) : kNone;
    if (mark != kNone && mark < v && knowledge_.is("contrast-markers", tree_.lower(mark)))
      return false;
  }
  // Without the commas the parser may take the source for anything: the noun right before the cue
  // is it.
  TokenIndex adjacent = v - 1;
  while (adjacent > sentence.begin &&
         (tree_.dep(adjacent) == Dep::aux || tree_.pos(adjacent) == Pos::adv))
    --adjacent;
  if (adjacent > sentence.begin && (tree_.is_noun(adjacent) || tree_.pos(adjacent) == Pos::pron)) {
    TokenIndex top = adjacent;
    while (tree_.head(top) != kNone && tree_.head(top) < v && tree_.is_noun(tree_.head(top)) &&
           (tree_.dep(top) == Dep::pobj || tree_.dep(top) == Dep::compound ||
            tree_.dep(top) == Dep::appos)) {
      top = tree_.head(top);
    }
    // Up through "for Human Rights" to the name it belongs to.
    while (tree_.head(top) != kNone && tree_.dep(top) == Dep::pobj &&
           tree_.head(tree_.head(top)) != kNone && tree_.is_noun(tree_.head(tree_.head(top)))) {
      top = tree_.head(tree_.head(top));
    }
    if (a.source == kNone || tree_.child(v, {Dep::nsubj}) == kNone) a.source = top;
  }
  // "The clans attacked, people familiar with the matter said", read as two subjects of "said"
  if (tree_.has_two_subjects(v)) a.source = tree_.nearest_subject(v);
  if (a.source == kNone || a.source > v || !can_speak(a.source)) return false;
  // "Despite the raids, the bridge stands"
  if (tree_.pos(a.source) == Pos::noun && tree_.token(a.source).entity.empty() &&
      (knowledge_.is("facility-nouns", tree_.lemma(a.source)) ||
       knowledge_.is("violence-nouns", tree_.lemma(a.source)) ||
       knowledge_.is("place-nouns", tree_.lemma(a.source))))
    return false;
  TokenIndex end = sentence.end;
  while (end > v + 1 && tree_.pos(end - 1) == Pos::punct) --end;
  TokenIndex last = v + 1;
  // "said on Friday", "told the agency"
  while (
      last < end &&
      (tree_.head(last) == v || (tree_.head(last) != kNone && tree_.head(tree_.head(last)) == v)) &&
      tree_.dep(last) != Dep::ccomp) {
    ++last;
  }
  auto source = tree_.subtree(a.source);
  if (source.end > v) source = tree_.core(a.source);
  while (source.begin > sentence.begin && tree_.pos(source.begin - 1) == Pos::det) --source.begin;
  if (last < end || source.begin <= sentence.begin + 2) return false;
  a.content_head = tree_.head(v) != kNone && tree_.head(v) < source.begin ? tree_.head(v) : kNone;
  add(a, {sentence.begin, source.begin});
  return !found_.empty() && found_.back().cue_token == v;
}

bool Finder::raised(TokenIndex v, Attribution& a, TokenIndex open) {
  const auto subject = tree_.child(v, {Dep::nsubjpass, Dep::nsubj});
  auto range = tree_.subtree(open);
  a.content = {range};
  if (subject != kNone) a.content.insert(a.content.begin(), tree_.subtree(subject));
  trim(a.content);
  a.negated = is_negated(v);
  found_.push_back(a);
  return true;
}

bool Finder::prepositional(TokenIndex v, Attribution& a) {
  const auto own = tree_.children(v);
  std::vector<TokenIndex> below(own.begin(), own.end());
  // "accused a pilot of firing": the parser may tie "of" to the pilot.
  if (const auto object = tree_.child(v, {Dep::dobj}); a.cue->accuses && object != kNone) {
    // So it may in "accused the pilot and the guards of firing".
    for (TokenIndex named = object; named != kNone; named = tree_.child(named, {Dep::conj})) {
      const auto inside = tree_.children(named);
      below.insert(below.end(), inside.begin(), inside.end());
    }
  }
  // "accused of abducting nine and of killing one"
  for (const TokenIndex c : std::vector(below)) {
    const auto second = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::conj}) : kNone;
    if (a.cue->accuses && second != kNone && tree_.pos(second) == Pos::adp) {
      const auto deed = tree_.child(second, {Dep::pcomp, Dep::pobj});
      if (deed == kNone || !a.cue->prepositions.contains(tree_.lower(second))) continue;
      Attribution other = a;
      other.accused = tree_.child(v, {Dep::dobj, Dep::nsubjpass});
      if (other.accused == kNone && tree_.dep(v) == Dep::acl) other.accused = tree_.head(v);
      other.content_head = deed;
      add(other, tree_.subtree(deed));
    }
  }
  for (const TokenIndex c : below) {
    if (tree_.dep(c) != Dep::prep && tree_.dep(c) != Dep::agent) continue;
    if (!a.cue->prepositions.contains(tree_.lower(c)) || c < v) continue;
    const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
    if (object == kNone || a.cue->objects_not.contains(tree_.lemma(object))) continue;
    // "offers longer hours for parents"
    if (const auto thing = tree_.child(v, {Dep::dobj});
        !a.cue->accuses && thing > v && thing < c && tree_.is_noun(thing) &&
        !a.cue->content.contains(Content::object) && !can_cite(tree_, knowledge_, thing))
      continue;
    // "asked him about it"
    if (a.cue->act == "ask" && tree_.pos(object) == Pos::pron) continue;
    if (a.cue->accuses) {
      a.accused = tree_.child(v, {Dep::dobj, Dep::nsubjpass});
      if (a.accused == kNone && tree_.dep(v) == Dep::acl) a.accused = tree_.head(v);
      if (tree_.dep(object) != Dep::pcomp &&
          !knowledge_.frame_nouns.contains(tree_.lemma(object)) &&
          !knowledge_.is("of", tree_.lower(c))) {
        continue;
      }
    }
    a.content_head = object;
    a.object = tree_.dep(object) == Dep::pobj;
    auto range = tree_.subtree(object);
    range.end = std::max(range.end, told_end(object));
    // "spoke of shots and an hour to pack": a parser may tie the hour to "spoke".
    for (const TokenIndex second : tree_.children(v)) {
      if (second >= range.end && tree_.dep(second) == Dep::conj && tree_.is_noun(second))
        range.end = std::max(range.end, tree_.subtree(second).end);
    }
    if (a.cue->accuses && a.accused != kNone && a.accused > v && a.accused < range.begin) {
      range.begin = tree_.subtree(a.accused).begin;
    }
    // "The landlord speaks of a leak, the tenants of a grenade": the tenants speak, too.
    for (const TokenIndex other : tree_.children(v)) {
      const auto theirs =
          other > object && tree_.dep(other) == Dep::prep && tree_.lower(other) == tree_.lower(c)
              ? tree_.child(other, {Dep::pobj, Dep::pcomp})
              : kNone;
      const auto who = tree_.child(v, {Dep::npadvmod});
      if (theirs == kNone || who < object || who > other || !can_cite(tree_, knowledge_, who))
        continue;
      Attribution second = a;
      second.source = who;
      second.content_head = theirs;
      second.content = {tree_.subtree(theirs)};
      trim(second.content);
      found_.push_back(std::move(second));
    }
    add(a, range);
    return true;
  }
  return false;
}

TokenRange Finder::cue_range(TokenIndex cue) const {
  TokenIndex begin = cue;
  TokenIndex end = cue + 1;
  for (const TokenIndex c : tree_.children(cue)) {
    const Dep d = tree_.dep(c);
    if ((d == Dep::aux || d == Dep::auxpass || d == Dep::neg) && c < cue)
      begin = std::min(begin, c);
    if (d == Dep::prt) end = std::max(end, c + 1);
  }
  // Only what stands together: "has", not "has, on Monday,".
  for (TokenIndex i = begin; i < cue; ++i) {
    const Dep d = tree_.dep(i);
    if (d == Dep::nsubj || d == Dep::nsubjpass || tree_.pos(i) == Pos::punct || tree_.is_noun(i))
      begin = i + 1;
  }
  return {begin, end};
}

}  // namespace gainsay::read::attribution
