#include <algorithm>

#include "read/events.h"

namespace gainsay::read {
namespace {

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge, const Actors& actors)
      : tree_(tree), knowledge_(knowledge), actors_(actors) {}

  std::vector<Event> run() {
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      if (tree_.is_noun(i)) relation_noun(i);
      if (tree_.pos(i) == Pos::verb) {
        verb(i);
        alias_verb(i);
      }
      if (tree_.is_verb(i)) {
        whereabouts(i);
      }
      if (knowledge_.is("loyal-adjectives", tree_.lower(i))) loyal(i);
      if (knowledge_.is("ethnic-adjectives", tree_.lower(i))) ethnic(i);
      if (tree_.token(i).entity == "PERSON" && tree_.pos(i) == Pos::propn) person_of(i);
    }
    return std::move(found_);
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  std::vector<Event> found_;

  void add(std::string type, std::string pattern, TokenIndex trigger, TokenIndex subject,
           TokenIndex object, const char* a = "subject", const char* b = "object") {
    if (subject == object) return;
    Event event;
    event.type = std::move(type);
    event.pattern = std::move(pattern);
    event.trigger = event.clause = trigger;
    event.nominal = !tree_.is_verb(trigger);
    if (subject != kNone) event.roles.push_back({a, subject, named_words(subject)});
    if (object != kNone) event.roles.push_back({b, object, named_words(object)});
    TokenIndex begin = trigger;
    TokenIndex end = trigger + 1;
    for (const auto& filler : event.roles) {
      if (tree_.sentence(filler.head) != tree_.sentence(trigger)) continue;
      begin = std::min(begin, filler.words.begin);
      end = std::max(end, filler.words.end);
    }
    event.told = {begin, end};
    found_.push_back(std::move(event));
  }

  [[nodiscard]] TokenRange named_words(TokenIndex i) const {
    const auto name = actors_.name_in(i);
    return name.begin < name.end ? name : tree_.core(i);
  }

  [[nodiscard]] bool is_body(TokenIndex i) const {
    if (i == kNone) return false;
    if (tree_.pos(i) == Pos::pron) return actors_.of(i) != kNone;
    if (tree_.token(i).entity == "DATE" || tree_.token(i).entity == "CARDINAL" ||
        tree_.token(i).entity == "TIME")
      return false;
    const auto name = actors_.name_in(i);
    return name.begin < name.end || knowledge_.is("group-nouns", tree_.lemma(i)) ||
           knowledge_.is("government-nouns", tree_.lemma(i)) ||
           knowledge_.is("organization-nouns", tree_.lemma(i)) || tree_.token(i).entity == "NORP" ||
           tree_.token(i).entity == "ORG";
  }

  // Whose: "X's wing", "the wing of X", "X spokesman", "director of news for X".
  [[nodiscard]] TokenIndex owner(TokenIndex n) const {
    for (const auto* preposition : {"of", "for"}) {
      const auto object = tree_.prepositional_object(n, preposition);
      if (object != kNone && is_body(object)) return object;
    }
    if (const auto poss = tree_.child(n, {Dep::poss}); poss != kNone) return poss;
    for (const auto* preposition : {"at", "in", "with", "from"}) {
      const auto object = tree_.prepositional_object(n, preposition);
      if (object != kNone && is_body(object) && tree_.token(object).entity != "GPE") return object;
    }
    TokenIndex best = kNone;
    for (const TokenIndex c : tree_.children(n)) {
      if (c < n && names_body_before(c)) best = c;
    }
    // "Reed Brigade spokesman Ivo Sarn": both hang on the last name.
    if (best == kNone && tree_.dep(n) == Dep::compound && tree_.head(n) != kNone) {
      for (const TokenIndex c : tree_.children(tree_.head(n))) {
        if (c < n && names_body_before(c)) best = c;
      }
    }
    return best;
  }

  [[nodiscard]] bool names_body_before(TokenIndex c) const {
    const Dep d = tree_.dep(c);
    if (d != Dep::compound && d != Dep::nmod && d != Dep::amod && d != Dep::poss) return false;
    const auto& entity = tree_.token(c).entity;
    return entity == "ORG" || entity == "GPE" || entity == "NORP" ||
           (tree_.pos(c) == Pos::propn && entity != "PERSON");
  }

  // Who: the apposition, the name behind the noun, the subject of "is the leader of".
  [[nodiscard]] TokenIndex holder(TokenIndex n) const {
    if (const auto name = tree_.child(n, {Dep::appos}); name != kNone && name_like(name))
      return name;
    const Dep d = tree_.dep(n);
    const TokenIndex up = tree_.head(n);
    if (up == kNone) return kNone;
    if (d == Dep::appos && name_like(up)) return up;
    if (d == Dep::compound && tree_.pos(up) == Pos::propn && up > n) return up;
    if (d == Dep::attr && tree_.lemma(up) == "be") return tree_.child(up, {Dep::nsubj});
    if (d == Dep::conj && tree_.dep(up) == Dep::appos) return tree_.head(up);
    // "the head of the militia, Ivo Sarn": a list of two without an "and".
    if (const auto name = tree_.child(n, {Dep::conj});
        name != kNone && tree_.child(n, {Dep::cc}) == kNone && name_like(name) &&
        actors_.of(name) == actors_.of(n))
      return name;
    if (d == Dep::nmod && tree_.pos(up) == Pos::propn) return up;
    return kNone;
  }

  // "its Reed Voice news agency": the name before the noun is the outlet's own.
  [[nodiscard]] TokenIndex own_name(TokenIndex n) const {
    if (tree_.child(n, {Dep::poss}) == kNone) return kNone;
    TokenIndex best = kNone;
    for (const TokenIndex c : tree_.children(n)) {
      if (c < n && tree_.dep(c) == Dep::compound && tree_.pos(c) == Pos::propn) best = c;
    }
    return best;
  }

  [[nodiscard]] bool name_like(TokenIndex i) const {
    const auto name = actors_.name_in(i);
    return name.begin < name.end || tree_.pos(i) == Pos::propn;
  }

  [[nodiscard]] bool modifiers_fit(const Relation& relation, TokenIndex n) const {
    if (relation.modifiers.empty()) return true;
    return std::ranges::any_of(tree_.children(n), [&](TokenIndex c) {
      if (c > n) return false;
      if (relation.modifiers.contains(tree_.lower(c))) return true;
      return std::ranges::any_of(tree_.children(c), [&](TokenIndex g) {
        return relation.modifiers.contains(tree_.lower(g));
      });
    });
  }

  void relation_noun(TokenIndex n) {
    const auto entry = knowledge_.relation_nouns.find(tree_.lemma(n));
    if (entry == knowledge_.relation_nouns.end()) return;
    for (const Relation* relation : entry->second) {
      if (!modifiers_fit(*relation, n)) continue;
      const auto of = owner(n);
      auto who = holder(n);
      if (who == kNone && relation->type == "relation.media_arm_of") who = own_name(n);
      if (who == kNone || of == kNone || !is_body(of) || !name_like(who)) {
        // "IS's rival, the Reed Front": the rival is the one that has a name.
        continue;
      }
      if (tree_.token(of).entity == "GPE" && relation->not_of_country.contains(tree_.lemma(n)))
        continue;
      add(relation->type, relation->name, n, who, of);
      based_in(who, n);
      return;
    }
  }

  // "the affiliate of X in Y"
  void based_in(TokenIndex who, TokenIndex n) {
    if (const auto place = tree_.prepositional_object(n, "in");
        place != kNone && tree_.token(place).entity == "GPE") {
      add("relation.based_in", "noun-in-place", n, who, place);
    }
  }

  // Who or what a passive verb, or a participle behind its noun, is about.
  [[nodiscard]] TokenIndex sufferer(TokenIndex v) const {
    const Dep d = tree_.dep(v);
    if (d == Dep::acl || d == Dep::relcl || d == Dep::amod) return tree_.head(v);
    return tree_.child(v, {Dep::nsubjpass});
  }

  // "leads", "is led by", "is linked to", by the entry's object and prepositions.
  void verb(TokenIndex v) {
    const auto entry = knowledge_.relation_verbs.find(tree_.lemma(v));
    if (entry == knowledge_.relation_verbs.end()) return;
    const Relation& relation = *entry->second;
    TokenIndex who = kNone;
    TokenIndex what = kNone;
    if (!relation.prepositions.empty()) {
      if (!tree_.is_passive(v)) return;
      who = sufferer(v);
      for (const auto& preposition : relation.prepositions) {
        if (what == kNone) what = tree_.prepositional_object(v, preposition);
      }
    } else if (tree_.is_passive(v)) {
      who = tree_.prepositional_object(v, "by");
      what = sufferer(v);
    } else {
      who = tree_.child(v, {Dep::nsubj});
      what = tree_.child(v, {Dep::dobj});
    }
    if (who == kNone || what == kNone) return;
    const bool fits = relation.territory
                          ? is_territory(what) || (tree_.is_passive(v) && name_like(what))
                          : is_body(what);
    if (!fits || (relation.named_subject && !name_like(who))) return;
    add(relation.type, relation.name, v, who, what);
  }

  // "Ana Torvik of the Ferry Union", "Ivo Sarn from the Reed Brigade"
  void person_of(TokenIndex name) {
    if (tree_.dep(name) == Dep::compound) return;
    for (const auto* preposition : {"of", "from"}) {
      const auto body = tree_.prepositional_object(name, preposition);
      if (body == kNone || !is_body(body) || tree_.token(body).entity == "GPE" ||
          tree_.token(body).entity == "LOC")
        continue;
      if (!name_like(body) ||
          (tree_.token(body).entity != "ORG" && tree_.token(body).entity != "NORP"))
        continue;
      add("relation.member_of", "name-of-body", name, name, body);
    }
  }

  // "The units in Sund include A and B", "Reed fighters are in Sund", "operates in Sund", "based in
  // Sund".
  void whereabouts(TokenIndex v) {
    const auto& lemma = tree_.lemma(v);
    const auto subject = tree_.child(v, {Dep::nsubj, Dep::nsubjpass});
    if (knowledge_.is("include-verbs", lemma) && subject != kNone) {
      const auto place = tree_.prepositional_object(subject, "in");
      const auto first = tree_.child(v, {Dep::dobj});
      if (place == kNone || first == kNone || tree_.token(place).entity.empty()) return;
      for (const TokenIndex each : tree_.with_conjuncts(first)) {
        if (name_like(each)) add("relation.based_in", "groups-in-place-include", v, each, place);
      }
      return;
    }
    if (!knowledge_.is("whereabouts-verbs", lemma)) return;
    const auto place = tree_.prepositional_object(v, "in");
    TokenIndex who = subject;
    if (who == kNone && (tree_.dep(v) == Dep::acl || tree_.dep(v) == Dep::relcl))
      who = tree_.head(v);
    if (place == kNone || who == kNone || tree_.token(place).entity != "GPE") return;
    if (!is_body(who) || tree_.child(v, {Dep::attr, Dep::acomp, Dep::dobj}) != kNone) return;
    add("relation.based_in", "is-in-place", v, who, place);
  }

  [[nodiscard]] bool is_territory(TokenIndex i) const {
    const auto& entity = tree_.token(i).entity;
    const auto& lemma = tree_.lemma(i);
    return entity == "GPE" || entity == "LOC" || entity == "FAC" ||
           knowledge_.is("place-nouns", lemma) || knowledge_.is("facility-nouns", lemma);
  }

  // "remained loyal to X"
  void loyal(TokenIndex j) {
    const auto to = tree_.prepositional_object(j, "to");
    if (to == kNone || tree_.head(j) == kNone) return;
    TokenIndex who = kNone;
    if (tree_.dep(j) == Dep::amod || tree_.is_noun(tree_.head(j))) {
      who = tree_.head(j);
    } else {
      const TokenIndex v = tree_.head(j);
      who = tree_.child(v, {Dep::nsubj});
      if (tree_.dep(v) == Dep::relcl) who = tree_.head(v);
    }
    if (who != kNone) add("relation.loyal_to", "loyal-to", j, who, to);
  }

  // "An ethnic Tirran from the Sund, Ivo Sarn": people and origin of the one whom the phrase
  // describes.
  void ethnic(TokenIndex j) {
    const TokenIndex people = tree_.head(j);
    if (people == kNone || !tree_.is_noun(people)) return;
    const TokenIndex up = tree_.head(people);
    TokenIndex who = holder(people);
    if (who == kNone && up != kNone && tree_.is_verb(up))
      who = tree_.child(up, {Dep::nsubj, Dep::nsubjpass});
    if (who == kNone || who == people) return;
    add("relation.ethnicity", "ethnic", people, who, people);
    if (const auto from = tree_.prepositional_object(people, "from"); from != kNone)
      add("relation.origin", "ethnic-from", people, who, from);
  }

  // "known as X", "formerly called X", "refer to X as Y"
  void alias_verb(TokenIndex v) {
    const auto& lemma = tree_.lemma(v);
    const auto& word = tree_.lower(v);
    const bool named = knowledge_.is("known-as-verbs", word);
    if (named && (tree_.is_passive(v) || tree_.dep(v) == Dep::acl || tree_.dep(v) == Dep::relcl)) {
      TokenIndex one =
          tree_.dep(v) == Dep::acl || tree_.dep(v) == Dep::relcl || tree_.dep(v) == Dep::amod
              ? tree_.head(v)
              : tree_.child(v, {Dep::nsubjpass});
      TokenIndex other = tree_.prepositional_object(v, "as");
      if (other == kNone) other = tree_.child(v, {Dep::oprd, Dep::attr, Dep::dobj});
      if (one != kNone && other != kNone && name_like(one) && name_like(other))
        add("relation.alias", "known-as", v, one, other, "a", "b");
    }
    if (const bool refers = knowledge_.is("refer-verbs", lemma);
        refers || knowledge_.is("naming-verbs", lemma)) {
      TokenIndex one = refers ? tree_.prepositional_object(v, "to") : tree_.child(v, {Dep::dobj});
      TokenIndex other = refers ? tree_.prepositional_object(v, "as") : tree_.child(v, {Dep::oprd});
      if (other == kNone && one != kNone && refers) other = tree_.prepositional_object(one, "as");
      if (one == kNone || other == kNone || tree_.is_passive(v)) return;
      const bool quoted = std::ranges::any_of(
          tree_.document().annotated.quotations,
          [&](const text::Quotation& q) { return q.inside.contains(tree_.token(other).span); });
      // "called it a disgrace" names nothing: a name has a capital, an article has none.
      const char initial = tree_.token(other).text.front();
      const bool capital =
          initial >= 'A' && initial <= 'Z' && tree_.child(other, {Dep::det}) == kNone;
      if (!(quoted && capital) && !name_like(other)) return;
      if (!name_like(one) && tree_.pos(one) != Pos::pron) return;
      for (const TokenIndex each : tree_.with_conjuncts(other))
        add("relation.alias", "call-by-name", v, one, each, "a", "b");
    }
  }
};

}  // namespace

std::vector<Event> find_relations(const Tree& tree, const Knowledge& knowledge,
                                  const Actors& actors) {
  auto found = Finder(tree, knowledge, actors).run();
  for (const auto& pair : actors.pairs()) {
    Event event;
    event.type = "relation.alias";
    event.pattern = "names-in-brackets";
    event.trigger = event.clause = pair.first;
    event.nominal = true;
    event.roles.push_back({"a", pair.first, actors.name_in(pair.first)});
    event.roles.push_back({"b", pair.second, actors.name_in(pair.second)});
    event.told = {std::min(event.roles[0].words.begin, event.roles[1].words.begin),
                  std::max(event.roles[0].words.end, event.roles[1].words.end)};
    found.push_back(std::move(event));
  }
  std::ranges::stable_sort(found, {}, [](const Event& e) { return e.trigger; });
  return found;
}

}  // namespace gainsay::read
