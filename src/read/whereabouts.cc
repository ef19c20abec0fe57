// When and where: what a clause's own words say of the event it tells.
#include <algorithm>

#include "read/events.h"

namespace gainsay::read {
namespace {

bool follows_place_preposition(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  return tree.dep(i) == Dep::pobj && knowledge.is("place-prepositions", tree.lower(tree.head(i)));
}

// "Reed Observatory for Rights": a body that the model takes for a building.
bool names_body(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  const auto& entity = tree.token(i).entity;
  for (TokenIndex at = i; at >= 0 && tree.token(at).entity == entity; --at) {
    if (knowledge.is("organization-nouns", tree.lower(at)) &&
        !knowledge.is("facility-nouns", tree.lower(at)))
      return true;
    if (tree.token(at).entity_begins) break;
  }
  return false;
}

}  // namespace

bool is_named_place(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  if (tree.pos(i) != Pos::propn || knowledge.is("months", tree.lower(i))) return false;
  const auto& entity = tree.token(i).entity;
  if (entity == "FAC" && names_body(tree, knowledge, i)) return false;
  if (tree.is_place_name(i)) {
    // The last word of the name stands for it; in "Reed 60 kilometres from Sund" Reed.
    const TokenIndex next = i + 1;
    return next >= tree.size() || tree.token(next).entity != entity ||
           tree.token(next).entity_begins ||
           (tree.dep(next) == Dep::nummod && tree.head(next) > next);
  }
  if (entity != "" && entity != "PERSON" && entity != "ORG" && entity != "NORP") return false;
  if (tree.dep(i) == Dep::pobj &&
      knowledge.is("sure-place-prepositions", tree.lower(tree.head(i)))) {
    return entity != "ORG" || tree.child(i, {Dep::compound}) == kNone;
  }
  // "Sund province", "the city of Sund"
  const TokenIndex up = tree.head(i);
  if (up == kNone) return false;
  if (tree.dep(i) == Dep::compound && knowledge.is("place-nouns", tree.lemma(up))) return true;
  return tree.dep(i) == Dep::pobj && knowledge.is("of", tree.lower(up)) && tree.head(up) != kNone &&
         knowledge.is("place-nouns", tree.lemma(tree.head(up)));
}

namespace {

// A named place, or a noun for one: "at the barracks".
bool is_place(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  if (is_named_place(tree, knowledge, i)) return true;
  const bool noun =
      knowledge.is("place-nouns", tree.lemma(i)) || knowledge.is("facility-nouns", tree.lemma(i));
  return noun && tree.is_noun(i) && follows_place_preposition(tree, knowledge, i);
}

// A named place that is no country.
bool is_town(const Tree& tree, const Knowledge& knowledge, TokenIndex i) {
  if (!is_named_place(tree, knowledge, i)) return false;
  TokenIndex begin = i;
  while (begin > 0 && !tree.token(begin).entity_begins &&
         tree.token(begin - 1).entity == tree.token(i).entity && !tree.token(i).entity.empty())
    --begin;
  std::string name;
  for (TokenIndex at = begin; at <= i; ++at) {
    if (tree.token(at).tag == "DT") continue;
    if (!name.empty()) name += " ";
    name += tree.lower(at);
  }
  if (knowledge.is("countries", name)) return false;
  // Text that lost its apostrophes: "Sunds capital".
  if (name.size() > 4 && name.back() == 's') name.pop_back();
  return !knowledge.is("countries", name);
}

// How far a place stands from a trigger, with what makes it less likely the event's own; negative
// where it is none.
TokenIndex place_distance(const Tree& tree, const Knowledge& knowledge, TokenIndex place,
                          TokenIndex trigger) {
  TokenIndex d = std::abs(place - trigger);
  if (place < trigger) d += 2;  // places follow their events more often
  // Up to the preposition that ties the place to the clause.
  TokenIndex at = place;
  while (tree.head(at) != kNone &&
         (tree.dep(at) == Dep::compound || tree.dep(at) == Dep::poss || tree.dep(at) == Dep::nmod ||
          tree.dep(at) == Dep::appos || tree.dep(at) == Dep::conj)) {
    at = tree.head(at);
  }
  // "according to US officials": whose they are.
  if (at != place && tree.is_noun(at) && knowledge.is("person-nouns", tree.lemma(at)) &&
      tree.dep(place) != Dep::appos && tree.dep(place) != Dep::conj)
    return -1;
  // "told the Courier that": a listener.
  if ((tree.dep(at) == Dep::dobj || tree.dep(at) == Dep::dative) && tree.head(at) != kNone &&
      knowledge.is("listening-verbs", tree.lemma(tree.head(at))))
    return -1;
  if (tree.dep(at) != Dep::pobj) return tree.dep(at) == Dep::nsubj ? -1 : d + 8;
  const auto& preposition = tree.lower(tree.head(at));
  if (knowledge.is("of", preposition) && tree.head(tree.head(at)) != kNone &&
      knowledge.is("place-nouns", tree.lemma(tree.head(tree.head(at)))))
    return d;
  // A landmark: "near Sund", "north of Sund" is somewhere else.
  if (knowledge.is("landmark-prepositions", preposition)) return d + 6;
  if (knowledge.is("no-place-prepositions", preposition)) return -1;
  return d;
}

}  // namespace

TokenRange clause_range(const Tree& tree, TokenIndex head) {
  TokenIndex top = head;
  while (!tree.is_verb(top) && tree.head(top) != kNone) top = tree.head(top);
  while (tree.head(top) != kNone && (tree.dep(top) == Dep::xcomp || tree.dep(top) == Dep::conj))
    top = tree.head(top);
  return tree.subtree(top);
}

namespace {

// "The front, which has fought since 2014, claimed the raid": the raid was not in 2014.
bool is_aside(const Tree& tree, const Knowledge& knowledge, TokenIndex time, TokenIndex trigger) {
  if (time > 0 && knowledge.is("span-words", tree.lower(time - 1)) && !tree.is_under(time, trigger))
    return true;
  for (TokenIndex at = time; at != kNone; at = tree.head(at)) {
    const Dep dep = tree.dep(at);
    if ((dep == Dep::relcl || dep == Dep::acl || dep == Dep::appos) &&
        !tree.is_under(trigger, at) && !tree.is_under(at, trigger))
      return true;
  }
  return false;
}

}  // namespace

void set_time_and_place(const Tree& tree, const Knowledge& knowledge, Event& event) {
  const auto& times = tree.document().annotated.times;
  const auto sentence = tree.sentence_range(tree.sentence(event.trigger));
  const auto in = [&](const text::TimeExpression& t, TokenRange range) {
    return range.begin < range.end && tree.span(range).contains(t.span);
  };
  const auto nearest = [&](TokenRange range) {
    int best = -1;
    TokenIndex distance = 0;
    for (int t = 0; t < static_cast<int>(times.size()); ++t) {
      const auto& time = times[static_cast<std::size_t>(t)];
      if (time.is_duration || !time.begin || !in(time, range)) continue;
      const TokenIndex word = tree.token_at(time.span.begin);
      if (is_aside(tree, knowledge, word, event.trigger)) continue;
      const TokenIndex d = std::abs(word - event.trigger);
      if (best < 0 || d < distance) {
        best = t;
        distance = d;
      }
    }
    return best;
  };
  event.time = nearest(tree.subtree(event.clause));
  if (event.time < 0) event.time = nearest(event.told);
  if (event.time < 0) event.time = nearest(sentence);

  if (event.place != kNone && is_town(tree, knowledge, event.place)) return;
  // The nearest town in the clause, else in the sentence; a country only where no town is named.
  const auto place_in = [&](TokenRange range, bool towns) {
    TokenIndex best = kNone;
    TokenIndex distance = 0;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (towns ? !is_town(tree, knowledge, i) : !is_place(tree, knowledge, i)) continue;
      const TokenIndex d = place_distance(tree, knowledge, i, event.trigger);
      if (d >= 0 && (best == kNone || d < distance)) {
        best = i;
        distance = d;
      }
    }
    return best;
  };
  TokenIndex found = kNone;
  for (const bool towns : {true, false}) {
    for (const auto& range : {tree.subtree(event.clause), event.told, sentence}) {
      if (found == kNone) found = place_in(range, towns);
    }
    if (!towns && event.place != kNone) break;
    if (found != kNone) break;
  }
  if (found != kNone && (event.place == kNone || is_town(tree, knowledge, found)))
    event.place = found;
}

namespace {

// "RAVANG, 10 February — Residents say": where it was written.
bool is_dateline(const Tree& tree, TokenIndex place) {
  const auto sentence = tree.sentence_range(tree.sentence(place));
  const auto& text = tree.token(place).text;
  const bool capitals =
      text.size() > 2 && std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!capitals || place - sentence.begin > 3) return false;
  constexpr TokenIndex kReach = 10;
  for (TokenIndex i = place + 1; i < sentence.end && i < place + kReach; ++i) {
    const auto& mark = tree.token(i).text;
    if (mark == "-" || mark == "–" || mark == "—" || mark == "--" || mark == "(") return true;
  }
  return false;
}

}  // namespace

TokenIndex lead_place(const Tree& tree, const Knowledge& knowledge) {
  // The town named most often; one named in the first sentences counts as if named twice more.
  constexpr int kLeadSentences = 3;
  std::map<std::string, std::pair<int, TokenIndex>> towns;
  TokenIndex first = kNone;
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    if (!is_named_place(tree, knowledge, i) || is_dateline(tree, i)) continue;
    if (first == kNone) first = i;
    if (!is_town(tree, knowledge, i)) continue;
    auto& [count, where] = towns.try_emplace(tree.lower(i), 0, i).first->second;
    const bool landmark = place_distance(tree, knowledge, i, i) >= 6;
    count += landmark ? 1 : 2;
    if (!landmark && tree.sentence(i) < kLeadSentences) count += 4;
  }
  TokenIndex best = kNone;
  int most = 0;
  for (const auto& [name, town] : towns) {
    if (town.first > most || (town.first == most && town.second < best)) {
      most = town.first;
      best = town.second;
    }
  }
  return best != kNone ? best : first;
}

}  // namespace gainsay::read
