// Cues of several words, whose verb alone says little: "called it a lie that", "is not convinced
// that", "held him responsible for", "the appointment that his wife announced".
#include <algorithm>

#include "read/arguments.h"
#include "read/attribution_finder.h"

namespace gainsay::read::attribution {

bool Finder::phrase(TokenIndex v) {
  return has_trouble(v) || convinced(v) || called_false(v) || held_responsible(v) ||
         lays_blame(v) || told_by_relative(v) || as_told(v) || let_be_known(v) || made_clear(v) ||
         no_more_than(v) || pleads(v) || has_it(v) || what_it_says(v) || if_believed(v) || lists(v);
}

const Cue* Finder::plain(ListName list) const {
  const auto entry = knowledge_.cue_verbs.find(knowledge_.first(list));
  return entry == knowledge_.cue_verbs.end() || entry->second.empty() ? nullptr
                                                                      : entry->second.front();
}

// "The treasurer is not convinced that …", "came away convinced that …": a participle that a parser
// takes for a passive or a finite verb.
bool Finder::convinced(TokenIndex v) {
  const auto entry = knowledge_.cue_adjectives.find(tree_.lower(v));
  if (entry == knowledge_.cue_adjectives.end() ||
      (tree_.token(v).tag != "VBN" && tree_.token(v).tag != "VBD"))
    return false;
  auto subject = tree_.child(v, {Dep::nsubjpass, Dep::nsubj});
  if (tree_.token(v).tag == "VBD" &&
      (subject != kNone || tree_.child(v, {Dep::dobj}) != kNone || tree_.dep(v) != Dep::advcl))
    return false;
  if (tree_.dep(v) == Dep::advcl && subject == kNone) subject = subject_of(v);
  if (subject == kNone && tree_.dep(v) == Dep::acomp && tree_.head(v) != kNone)
    subject = tree_.child(tree_.head(v), {Dep::nsubj});
  // A parser may hang the subject of "is convinced" on "is".
  const auto be = tree_.child(v, {Dep::auxpass});
  if (subject == kNone && be != kNone) subject = tree_.child(be, {Dep::nsubjpass, Dep::nsubj});
  const auto clause = tree_.child(v, {Dep::ccomp});
  if (subject == kNone || clause == kNone || !can_speak(subject)) return false;
  Attribution a = begin(*entry->second, v);
  a.source = antecedent(tree_, knowledge_, subject);
  a.content_head = clause;
  a.negated = is_negated(v) || (tree_.dep(v) == Dep::acomp && is_negated(tree_.head(v)));
  add(a, tree_.subtree(clause));
  return true;
}

// "called it a lie that …", "found it hard to believe that …" is for is_negated.
bool Finder::called_false(TokenIndex v) {
  if (!knowledge_.is("judging-verbs", tree_.lemma(v)) || tree_.is_passive(v)) return false;
  TokenIndex clause = kNone;
  const Cue* cue = nullptr;
  const auto judge = [&](TokenIndex word) {
    if (knowledge_.is("false-words", tree_.lower(word)) ||
        (tree_.is_noun(word) && knowledge_.is("false-words", tree_.lemma(word))))
      cue = plain("plain-denying");
    if (knowledge_.is("doubt-words", tree_.lower(word))) cue = plain("plain-doubting");
    // "find it hard to believe that"
    if (knowledge_.is("cannot-words", tree_.lower(word)) && word + 2 < tree_.size() &&
        tree_.token(word + 1).tag == "TO" &&
        knowledge_.is("accepting-verbs", tree_.lower(word + 2)))
      cue = plain("plain-doubting");
    if (knowledge_.is("likely-words", tree_.lower(word))) cue = plain("plain-believing");
  };
  const auto look = [&](TokenIndex parent) {
    for (const TokenIndex c : tree_.children(parent)) {
      const Dep d = tree_.dep(c);
      const auto mark = tree_.child(c, {Dep::mark});
      const bool told = tree_.is_verb(c) && mark != kNone &&
                        (d == Dep::ccomp || d == Dep::acl || d == Dep::relcl ||
                         (d == Dep::advcl && knowledge_.is("that", tree_.lower(mark))));
      if (told) {
        clause = c;
      } else if (c > v) {
        judge(c);
      }
    }
  };
  look(v);
  // "branded as lies the reports that"
  if (const auto as = tree_.prepositional_object(v, knowledge_.list("as")); as != kNone) judge(as);
  for (const TokenIndex c : tree_.children(v)) {
    if (c > v && (tree_.is_noun(c) || tree_.pos(c) == Pos::adj || tree_.dep(c) == Dep::ccomp))
      look(c);
  }
  const auto source = subject_of(v);
  // "considers the tale of forty deaths to be untrue"
  const auto be = tree_.child(v, {Dep::ccomp, Dep::xcomp});
  const auto tale = be > v ? tree_.child(be, {Dep::nsubj}) : kNone;
  if (cue != nullptr && clause == kNone && source != kNone && tale > v &&
      tree_.lemma(be) == knowledge_.first("be") && tree_.is_noun(tale) &&
      knowledge_.is("claim-nouns", tree_.lemma(tale))) {
    add_told(*cue, v, source, tale, true);
    return true;
  }
  // "called the killing of nine men a fiction"
  const auto deed = tree_.child(v, {Dep::dobj});
  const auto what = tree_.child(v, {Dep::oprd});
  if (cue != nullptr && clause == kNone && source != kNone && deed > v && what > deed &&
      tree_.is_noun(what) && knowledge_.frame_nouns.contains(tree_.lemma(deed))) {
    add_told(*cue, v, source, deed, true);
    return true;
  }
  if (cue == nullptr || clause == kNone || source == kNone) return false;
  add_told(*cue, v, source, clause);
  return true;
}

// "laid the raid at the door of the army", "put it down to the army", "pointed the finger at the
// army over the raid"
bool Finder::lays_blame(TokenIndex v) {
  const auto object = tree_.child(v, {Dep::dobj});
  const auto source = subject_of(v);
  const Cue* cue = plain("plain-blaming");
  if (object < v || source == kNone || cue == nullptr || tree_.is_passive(v)) return false;
  TokenIndex deed = kNone;
  TokenIndex accused = kNone;
  if (knowledge_.look_up("door-verbs", tree_.lemma(v))) {
    // "at the door of the army", "at the army's door"
    const auto door = tree_.prepositional_object(v, knowledge_.list("at"));
    if (door == kNone || !knowledge_.is("door-nouns", tree_.lemma(door))) return false;
    accused = tree_.prepositional_object(door, knowledge_.list("of"));
    if (accused == kNone) accused = tree_.child(door, {Dep::poss});
    deed = object;
  } else if (knowledge_.is("finger-nouns", tree_.lemma(object))) {
    accused = tree_.prepositional_object(v, knowledge_.list("at"));
    deed = tree_.prepositional_object(v, knowledge_.list("blame-prepositions"));
  } else {
    for (const TokenIndex down : tree_.children(v)) {
      if (knowledge_.look_up("putting-down", tree_.lower(down)) != tree_.lemma(v)) continue;
      accused = tree_.prepositional_object(down, knowledge_.list("to"));
      if (accused == kNone) accused = tree_.prepositional_object(v, knowledge_.list("to"));
      deed = object;
    }
  }
  if (accused == kNone || deed == kNone) return false;
  add_told(*cue, v, source, deed, true, accused);
  return true;
}

// "held the warlord responsible for the deaths of eleven men"
bool Finder::held_responsible(TokenIndex v) {
  if (!knowledge_.is("blame-verbs", tree_.lemma(v)) || tree_.is_passive(v)) return false;
  const auto source = subject_of(v);
  const Cue* cue = plain("plain-blaming");
  if (source == kNone || cue == nullptr) return false;
  const auto range = tree_.subtree(v);
  for (TokenIndex i = v + 1; i < range.end; ++i) {
    if (!knowledge_.is("responsible-words", tree_.lower(i))) continue;
    TokenIndex object = tree_.prepositional_object(i, knowledge_.list("for"));
    if (object == kNone) object = tree_.prepositional_object(v, knowledge_.list("for"));
    TokenIndex accused = tree_.child(v, {Dep::dobj});
    if (accused == kNone) accused = tree_.child(i, {Dep::nsubj});
    if (accused == kNone && tree_.head(i) != kNone && tree_.head(i) != v)
      accused = tree_.child(tree_.head(i), {Dep::nsubj});
    if (object == kNone || accused == kNone) return false;
    add_told(*cue, v, source, object, true, accused);
    return true;
  }
  return false;
}

// "As a man briefed on it put it, …", "As far as the committee can tell, …"
bool Finder::as_told(TokenIndex v) {
  TokenIndex top = tree_.head(v);
  if (tree_.dep(v) != Dep::advcl || top == kNone) return false;
  // "as far as they can tell" hangs on "far".
  if (tree_.pos(top) == Pos::adv && tree_.head(top) != kNone) top = tree_.head(top);
  const bool put = knowledge_.is("putting-verbs", tree_.lemma(v));
  // "as far as they can tell"; "as residents told us" is a plain cue.
  const bool tells =
      knowledge_.is("telling-verbs", tree_.lemma(v)) && tree_.child(v, {Dep::aux}) != kNone;
  // "As reported by the Mirror, …", but not "did not shell it, as reported by the Mirror"
  const bool reported = tree_.token(v).tag == "VBN" && telling_cue(v) != nullptr &&
                        tree_.child(v, {Dep::agent}) != kNone &&
                        (v < top || tree_.child(top, {Dep::neg}) == kNone);
  const auto source = reported ? tree_.prepositional_object(v, knowledge_.list("by"))
                               : tree_.child(v, {Dep::nsubj});
  auto own = tree_.subtree(v);
  if ((!put && !tells && !reported) || source == kNone || !can_speak(source)) return false;
  const bool as = own.begin < own.end && knowledge_.is("as", tree_.lower(own.begin));
  const bool before = own.begin > 0 && knowledge_.is("as", tree_.lower(own.begin - 1));
  const Cue* cue = plain(tells ? "plain-believing" : "plain-saying");
  if ((!as && !before) || cue == nullptr) return false;
  if (put && tree_.child(v, {Dep::dobj}) == kNone) return false;
  Attribution a = begin(*cue, v);
  a.source = source;
  a.content_head = top;
  if (const TokenIndex far = tree_.head(v); far != top) own = tree_.subtree(far);
  a.content = without(tree_.subtree(top), {own});
  trim(a.content);
  if (a.content.empty()) return false;
  found_.push_back(std::move(a));
  return true;
}

// "The mayor's position is that they had left.": his.
void Finder::is_that(TokenIndex v) {
  if (tree_.lemma(v) != knowledge_.first("be")) return;
  const auto subject = tree_.child(v, {Dep::nsubj});
  const auto clause = tree_.child(v, {Dep::ccomp});
  const auto mark = clause == kNone ? kNone : tree_.child(clause, {Dep::mark});
  if (subject == kNone || mark == kNone || clause < v || tree_.child(v, {Dep::neg}) != kNone ||
      !knowledge_.is("that", tree_.lower(mark)))
    return;
  const auto entry = knowledge_.cue_nouns.find(tree_.lemma(subject));
  const bool held = knowledge_.is("held-nouns", tree_.lemma(subject));
  const bool guess = knowledge_.is("guessing-nouns", tree_.lemma(subject));
  const Cue* cue = guess                                 ? plain("plain-believing")
                   : entry != knowledge_.cue_nouns.end() ? entry->second
                                                         : plain("plain-saying");
  const auto owner = owner_of(subject);
  if ((!held && entry == knowledge_.cue_nouns.end()) || cue == nullptr || owner == kNone ||
      cue->irrealis)
    return;
  Attribution a = begin(*cue, v);
  a.source = owner;
  a.content_head = clause;
  auto range = tree_.subtree(clause);
  // "… is that he joined, rose to lead it and killed": a parser ties the rest to "is".
  for (const TokenIndex c : tree_.children(v)) {
    if (c > clause && tree_.dep(c) == Dep::conj && tree_.is_verb(c) &&
        tree_.child(c, {Dep::nsubj, Dep::nsubjpass}) == kNone)
      range.end = std::max(range.end, tree_.subtree(c).end);
  }
  add(a, range);
}

// "would go no further than that he had died", "said no more than that …": so much is said.
bool Finder::no_more_than(TokenIndex v) {
  const auto more = tree_.child(v, {Dep::advmod, Dep::dobj});
  if (more < v || !knowledge_.is("more-words", tree_.lower(more))) return false;
  const auto no = tree_.child(more, {Dep::neg, Dep::det});
  const auto clause = tree_.child(more, {Dep::advcl, Dep::ccomp});
  if (no == kNone || !knowledge_.is("negative-determiners", tree_.lower(no)) || clause == kNone)
    return false;
  TokenIndex that = more + 1;
  while (that < clause && !knowledge_.is("that", tree_.lower(that))) ++that;
  const auto source = subject_of(v);
  const Cue* cue = plain("plain-saying");
  if (that != more + 2 || source == kNone || cue == nullptr) return false;
  Attribution a = begin(*cue, v);
  a.source = source;
  a.content_head = clause;
  a.content = {{that, tree_.subtree(clause).end}};
  trim(a.content);
  found_.push_back(std::move(a));
  return true;
}

// "He would be surprised if they had left": he rather thinks that they had not.
bool Finder::surprised_if(TokenIndex be) {
  const auto word = tree_.child(be, {Dep::acomp});
  const auto would = tree_.child(be, {Dep::aux});
  const auto clause = tree_.child(be, {Dep::advcl});
  const auto mark = clause > word ? tree_.child(clause, {Dep::mark}) : kNone;
  const auto source = subject_of(be);
  // "would not be surprised if they had": he rather thinks so.
  const bool expects = tree_.child(be, {Dep::neg}) != kNone;
  const Cue* cue = plain(expects ? "plain-believing" : "plain-doubting");
  if (word == kNone || would == kNone || tree_.token(would).tag != "MD" || mark == kNone ||
      source == kNone || cue == nullptr || !knowledge_.is("surprise-words", tree_.lower(word)) ||
      !knowledge_.is("if-words", tree_.lower(mark)))
    return false;
  Attribution a = begin(*cue, be);
  a.source = source;
  a.content_head = clause;
  a.content = {{mark + 1, tree_.subtree(clause).end}};
  trim(a.content);
  found_.push_back(std::move(a));
  return true;
}

// "has trouble believing that they left"
bool Finder::has_trouble(TokenIndex v) {
  const TokenIndex link = tree_.head(v);
  const auto clause = tree_.child(v, {Dep::ccomp});
  if (link == kNone || clause == kNone || tree_.token(v).tag != "VBG" ||
      !knowledge_.is("accepting-verbs", tree_.lemma(v)))
    return false;
  const TokenIndex trouble = tree_.dep(v) == Dep::pcomp ? tree_.head(link) : link;
  const TokenIndex has = trouble == kNone ? kNone : tree_.head(trouble);
  const Cue* cue = plain("plain-doubting");
  if (has == kNone || cue == nullptr || !knowledge_.is("trouble-nouns", tree_.lemma(trouble)) ||
      tree_.lemma(has) != knowledge_.first("have") || is_negated(has))
    return false;
  const auto source = subject_of(has);
  if (source == kNone) return false;
  add_told(*cue, v, source, clause);
  return true;
}

// "pleaded not guilty on Friday to the murder of two men", "pleaded guilty to it"
bool Finder::pleads(TokenIndex v) {
  const auto guilty = tree_.child(v, {Dep::acomp, Dep::oprd, Dep::ccomp});
  if (!knowledge_.is("pleading-verbs", tree_.lemma(v)) || guilty == kNone ||
      !knowledge_.is("guilty-words", tree_.lower(guilty)))
    return false;
  const bool not_so = tree_.child(guilty, {Dep::neg}) != kNone;
  const auto source = subject_of(v);
  const Cue* cue = plain(not_so ? "plain-denying" : "plain-admitting");
  if (source == kNone || cue == nullptr) return false;
  for (const TokenIndex parent : {guilty, v}) {
    for (const TokenIndex c : tree_.children(parent)) {
      auto deed =
          tree_.dep(c) == Dep::prep && c > guilty ? tree_.child(c, {Dep::pobj, Dep::pcomp}) : kNone;
      // "to the charge of shooting him"
      if (deed != kNone && knowledge_.is("accusing-nouns", tree_.lemma(deed))) {
        const auto of = tree_.child(deed, {Dep::prep});
        if (of != kNone) deed = tree_.child(of, {Dep::pobj, Dep::pcomp});
      }
      if (deed == kNone || !knowledge_.is("plea-prepositions", tree_.lower(c))) continue;
      add_told(*cue, v, source, deed, tree_.dep(deed) == Dep::pobj);
      return true;
    }
  }
  return false;
}

// "Where her family sees a kidnapping, the police see …", and no raid that somebody saw somewhere.
bool Finder::told_where(TokenIndex v) const {
  auto where = tree_.child(v, {Dep::advmod, Dep::mark});
  // "Whereas the first witness saw a raid, the second saw …"
  const bool whereas = where != kNone && knowledge_.is("contrast-markers", tree_.lower(where));
  const auto source = tree_.child(v, {Dep::nsubj});
  const TokenIndex main = tree_.head(v);
  return tree_.dep(v) == Dep::advcl && main > v && where != kNone && source != kNone &&
         tree_.subtree(v).begin == where &&
         (whereas || knowledge_.is("where-words", tree_.lower(where))) &&
         knowledge_.is("seeing-verbs", tree_.lemma(v)) && tree_.lemma(main) == tree_.lemma(v) &&
         can_speak(source);
}

// "It was not the mayor who said so, but their mother": the mother did; nobody, where none is
// named.
TokenIndex Finder::cleft_teller(TokenIndex v, TokenIndex source) const {
  const TokenIndex who = tree_.head(v);
  const TokenIndex be = who == kNone ? kNone : tree_.head(who);
  if (be == kNone || tree_.dep(v) != Dep::relcl || tree_.dep(who) != Dep::attr ||
      tree_.lemma(be) != knowledge_.first("be") || tree_.child(be, {Dep::neg}) == kNone)
    return source;
  const auto it = tree_.child(be, {Dep::nsubj});
  if (it == kNone || !knowledge_.is("expletives", tree_.lower(it))) return source;
  const auto other = tree_.child(be, {Dep::conj});
  return other != kNone && tree_.is_noun(other) ? other : kNone;
}

// "The envoy had it from the abbot, and the abbot from a carter, that they had left": the carter's
// word, which came by way of the others. By the words, since parsers lose the clause.
bool Finder::heard_from(TokenIndex v, const Cue& cue) {
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  Attribution a = begin(cue, v);
  a.via = {tree_.child(v, {Dep::nsubj})};
  TokenIndex that = v + 1;
  for (; that < sentence.end && !knowledge_.is("that", tree_.lower(that)); ++that) {
    const auto who = tree_.child(that, {Dep::pobj});
    if (who == kNone || !knowledge_.is("origin-prepositions", tree_.lower(that))) continue;
    if (a.source != kNone) a.via.push_back(a.source);
    a.source = who;
  }
  TokenIndex told = that + 1;
  while (told < sentence.end && !(tree_.is_verb(told) && tree_.pos(told) != Pos::aux)) ++told;
  if (a.source == kNone || told >= sentence.end || !can_speak(a.source)) return false;
  a.content_head = told;
  const auto clause = tree_.child(v, {Dep::ccomp});
  add(a, {that, clause > that ? tree_.subtree(clause).end : sentence.end});
  return true;
}

// "The bulletin had guards opening fire", "the first report had nine dead"
bool Finder::has_it(TokenIndex v) {
  if (tree_.pos(v) != Pos::verb) return false;
  const bool where = told_where(v);
  if (tree_.lemma(v) != knowledge_.first("have") && !where) return false;
  const auto source = tree_.child(v, {Dep::nsubj});
  const auto told = tree_.child(v, {Dep::ccomp, Dep::dobj});
  const Cue* cue = plain("plain-saying");
  if (source == kNone || told == kNone || told < v || cue == nullptr) return false;
  const auto it = tree_.child(v, {Dep::dobj});
  if (it != kNone && knowledge_.is("expletives", tree_.lower(it)) && heard_from(v, *cue))
    return true;
  // "The mayor has it on good authority that …"
  const auto clause = tree_.child(v, {Dep::ccomp});
  if (it != kNone && clause != kNone && clause > it && can_cite(tree_, knowledge_, source) &&
      knowledge_.is("expletives", tree_.lower(it))) {
    // "will not have it that", "neither side will have it that"
    const auto det = tree_.child(source, {Dep::det});
    const bool denies = is_negated(v) ||
                        (det != kNone && (knowledge_.is("negators", tree_.lower(det)) ||
                                          knowledge_.is("negative-determiners", tree_.lower(det))));
    const Cue* denying = plain("plain-denying");
    add_told(denies && denying != nullptr ? *denying : *cue, v, source, clause);
    if (denies && !found_.empty() && found_.back().cue_token == v)
      found_.back().negated = found_.back().hypothetical = false;
    return true;
  }
  // "State radio has the corps going over": the radio's word. "Where her family sees a kidnapping,
  // the police see …": the family's.
  const bool outlet = knowledge_.is("outlet-nouns", tree_.lemma(source)) &&
                      tree_.child(told, {Dep::acl}) != kNone &&
                      tree_.token(tree_.child(told, {Dep::acl})).tag == "VBG";
  // "His flock have him dying at the end of a rope."
  const bool has_him_dying = tree_.dep(told) == Dep::ccomp && tree_.token(told).tag == "VBG" &&
                             tree_.child(told, {Dep::nsubj}) > v &&
                             can_cite(tree_, knowledge_, source);
  if (!where && !outlet && !has_him_dying && !knowledge_.is("news-texts", tree_.lemma(source)))
    return false;
  add_told(*cue, v, source, told, tree_.dep(told) == Dep::dobj);
  return true;
}

// "What the sergeant wrote is that the company had left."
bool Finder::what_it_says(TokenIndex v) {
  // "what prosecutors describe as the recruitment of boys", "what the ministry calls a raid"
  const auto called = tree_.child(v, {Dep::dobj});
  if (called != kNone && called < v && tree_.token(called).tag == "WP" && !tree_.is_passive(v) &&
      (knowledge_.is("describing-verbs", tree_.lemma(v)) ||
       knowledge_.is("judging-verbs", tree_.lemma(v)))) {
    TokenIndex name = tree_.prepositional_object(v, knowledge_.list("as"));
    for (const TokenIndex c : tree_.children(v)) {
      if (name == kNone && c > v && (tree_.dep(c) == Dep::oprd || tree_.dep(c) == Dep::dobj))
        name = c;
    }
    const auto who = tree_.child(v, {Dep::nsubj});
    const Cue* cue = plain("plain-saying");
    if (name != kNone && tree_.is_noun(name) && who != kNone && can_speak(who) && cue != nullptr) {
      add_told(*cue, v, antecedent(tree_, knowledge_, who), name, true);
      return true;
    }
  }
  const TokenIndex be = tree_.head(v);
  if (tree_.dep(v) != Dep::csubj || be == kNone || tree_.lemma(be) != knowledge_.first("be"))
    return false;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
  const auto source = tree_.child(v, {Dep::nsubj});
  const auto told = tree_.child(be, {Dep::ccomp});
  const auto what = tree_.child(v, {Dep::dobj, Dep::pobj});
  if (entry == knowledge_.cue_verbs.end() || source == kNone || told == kNone || what == kNone ||
      tree_.token(what).tag != "WP" || tree_.child(told, {Dep::mark}) == kNone)
    return false;
  add_told(*entry->second.front(), v, source, told);
  return true;
}

// "Nine men died, if the bureau is to be believed", "if the bureau has it right"
bool Finder::if_believed(TokenIndex v) {
  const TokenIndex top = tree_.head(v);
  const auto mark = tree_.child(v, {Dep::mark});
  if (tree_.dep(v) != Dep::advcl || top == kNone || mark == kNone ||
      !knowledge_.is("if-words", tree_.lower(mark)))
    return false;
  auto source = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
  // "if one listens to his producer", "if you ask the junta"
  bool listens = knowledge_.is("listening-to-verbs", tree_.lemma(v));
  if (listens) source = tree_.prepositional_object(v, knowledge_.list("to"));
  if (source != kNone && knowledge_.is("anybody-words", tree_.lower(source)) &&
      knowledge_.is("asking-verbs", tree_.lemma(v))) {
    listens = true;
    source = tree_.child(v, {Dep::dobj});
  }
  // "if one believes the doctors"
  if (source != kNone && knowledge_.is("anybody-words", tree_.lower(source)) &&
      (knowledge_.is("accepting-verbs", tree_.lemma(v)) ||
       knowledge_.is("following-verbs", tree_.lemma(v))) &&
      tree_.child(v, {Dep::dobj}) > v) {
    listens = true;
    source = tree_.child(v, {Dep::dobj});
  }
  const Cue* cue = plain("plain-saying");
  const auto own = tree_.subtree(v);
  constexpr TokenIndex kLongest = 12;
  if (source == kNone || cue == nullptr || own.end - own.begin > kLongest ||
      !can_cite(tree_, knowledge_, source))
    return false;
  for (TokenIndex i = v; i < own.end; ++i) {
    if (!listens && !knowledge_.is("trusted-words", tree_.lower(i))) continue;
    Attribution a = begin(*cue, v);
    a.source = source;
    a.content_head = top;
    // Not what stands behind a semicolon, which is said of another.
    auto told = tree_.subtree(top);
    for (TokenIndex at = told.begin; at < told.end; ++at) {
      if (tree_.token(at).text != ";" || quote_of(at) >= 0) continue;
      if (at < own.begin) told.begin = at + 1;
      if (at >= own.end) told.end = std::min(told.end, at);
    }
    for (TokenIndex at = told.begin; at < told.end; ++at) {
      if (tree_.is_verb(at) && !(own.begin <= at && at < own.end) && tree_.pos(at) != Pos::aux) {
        a.content_head = at;
        break;
      }
    }
    a.content = without(told, {own});
    trim(a.content);
    if (a.content.empty()) return false;
    found_.push_back(std::move(a));
    return true;
  }
  return false;
}

// "The front has handed out a list of 41 captured marines": the front's word.
bool Finder::hands_out(TokenIndex v) {
  const auto list = tree_.child(v, {Dep::dobj});
  const auto source = tree_.child(v, {Dep::nsubj});
  const Cue* cue = plain("plain-saying");
  if (list == kNone || source == kNone || cue == nullptr || list < v || tree_.is_passive(v) ||
      !(knowledge_.is("issuing-verbs", tree_.lemma(v)) ||
        has_particle_of(tree_, knowledge_, "issuing-particles", v)) ||
      !knowledge_.is("list-nouns", tree_.lemma(list)) || !can_speak(source))
    return false;
  const auto listed = tree_.prepositional_object(list, knowledge_.list("of"));
  if (listed == kNone) return false;
  add_told(*cue, v, antecedent(tree_, knowledge_, source), listed, true);
  return true;
}

// "A list drawn up by the union gives the names of nine men arrested": the union's word, or the
// list's own.
bool Finder::lists(TokenIndex v) {
  if (hands_out(v)) return true;
  if (!knowledge_.is("listing-verbs", tree_.lemma(v)) || tree_.is_passive(v)) return false;
  const auto list = tree_.child(v, {Dep::nsubj});
  const auto listed = tree_.child(v, {Dep::dobj});
  const Cue* cue = plain("plain-saying");
  if (list == kNone || listed == kNone || listed < v || cue == nullptr ||
      !knowledge_.is("list-nouns", tree_.lemma(list)))
    return false;
  // What befell them stands behind them.
  const auto range = tree_.subtree(listed);
  bool told = false;
  for (TokenIndex i = listed; i < range.end; ++i) {
    told = told || ((tree_.dep(i) == Dep::acl || tree_.dep(i) == Dep::relcl) && tree_.is_verb(i));
  }
  if (!told) return false;
  Attribution a = begin(*cue, v);
  a.source = list;
  for (const TokenIndex c : tree_.children(list)) {
    const auto maker =
        tree_.dep(c) == Dep::acl || tree_.dep(c) == Dep::prep
            ? tree_.prepositional_object(tree_.dep(c) == Dep::acl ? c : list, knowledge_.list("by"))
            : kNone;
    if (maker != kNone && can_speak(maker)) a.source = maker;
  }
  a.content_head = listed;
  a.object = true;
  add(a, range);
  return true;
}

// "made clear that …", "makes it plain that …"
bool Finder::made_clear(TokenIndex v) {
  if (!knowledge_.is("making-verbs", tree_.lemma(v)) || tree_.is_passive(v)) return false;
  const auto clear = tree_.child(v, {Dep::acomp, Dep::ccomp, Dep::oprd, Dep::xcomp, Dep::advmod});
  if (clear < v || !knowledge_.is("clear-words", tree_.lower(clear))) return false;
  TokenIndex clause = kNone;
  for (const TokenIndex parent : {clear, v}) {
    for (const TokenIndex c : tree_.children(parent)) {
      const auto mark = c > clear && tree_.is_verb(c) ? tree_.child(c, {Dep::mark}) : kNone;
      if (clause == kNone && mark != kNone && knowledge_.is("that", tree_.lower(mark))) clause = c;
    }
  }
  const auto source = subject_of(v);
  const Cue* cue = plain("plain-saying");
  if (clause == kNone || source == kNone || cue == nullptr) return false;
  add_told(*cue, v, source, clause);
  return true;
}

// "let it be known that …"
bool Finder::let_be_known(TokenIndex v) {
  const TokenIndex let = tree_.head(v);
  const auto clause = tree_.child(v, {Dep::ccomp});
  if (let == kNone || clause == kNone || !knowledge_.is("letting-verbs", tree_.lemma(let)) ||
      !knowledge_.is("known-words", tree_.lower(v)))
    return false;
  const auto source = subject_of(let);
  const Cue* cue = plain("plain-saying");
  if (source == kNone || cue == nullptr) return false;
  add_told(*cue, v, source, clause);
  return true;
}

// "the appointment of her brother, which the queen announced": the noun before is what was told.
bool Finder::told_by_relative(TokenIndex v) {
  if (tree_.dep(v) != Dep::relcl || tree_.is_passive(v) || tree_.head(v) == kNone) return false;
  const auto object = tree_.child(v, {Dep::dobj});
  if (object == kNone || !knowledge_.is("relative-pronouns", tree_.lower(object))) return false;
  const auto source = tree_.child(v, {Dep::nsubj});
  TokenIndex told = tree_.head(v);
  // "the killing of its chief, Ivo Sarn, which the army announced": the killing.
  constexpr int kLongestPhrase = 5;
  const auto is_told = [&](TokenIndex noun) {
    // A budget may be announced, a man or a town is not.
    return tree_.dep(noun) != Dep::appos && tree_.dep(noun) != Dep::prep &&
           (tree_.dep(noun) != Dep::pobj || (tree_.token(noun).entity.empty() &&
                                             !knowledge_.is("person-nouns", tree_.lemma(noun)) &&
                                             !knowledge_.is("place-nouns", tree_.lemma(noun))));
  };
  for (int steps = 0; steps < kLongestPhrase && told != kNone && !is_told(told) &&
                      !knowledge_.frame_nouns.contains(tree_.lemma(told));
       ++steps)
    told = tree_.head(told);
  if (source == kNone || told == kNone || !can_speak(source) ||
      !knowledge_.frame_nouns.contains(tree_.lemma(told)))
    return false;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
  if (entry == knowledge_.cue_verbs.end()) return false;
  for (const Cue* cue : entry->second) {
    // "the raid, which the police blame on the front": whose it was, not that it was.
    const bool tells = cue->content.contains(Content::object) ||
                       (cue->content.contains(Content::clause) && cue->act == "say");
    if (!tells || !cue->typed || cue->irrealis || !cue->door.empty() || !cue->objects.empty())
      continue;
    Attribution a = begin(*cue, v);
    a.source = source;
    a.content_head = told;
    a.object = true;
    a.negated = is_negated(v);
    auto range = tree_.subtree(told);
    range.end = std::min(range.end, tree_.subtree(v).begin);
    add(a, range);
    return true;
  }
  return false;
}

}  // namespace gainsay::read::attribution
