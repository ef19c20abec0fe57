// Whose deed it was: claims of responsibility, accusations, and those who had no part in it.
#include <algorithm>

#include "read/arguments.h"
#include "read/assembler.h"

namespace gainsay::read {

// "Ivo Sarn, known as Abu Reed": what the author holds to be one man's names are one actor's. A
// phrase that is no name ("a militia known as the Grey Hand") gets one: no two names are told.
void Assembler::unite_names(std::vector<Event>& relations) {
  std::erase_if(relations, [&](const Event& event) {
    const auto* a = event.role("a");
    const auto* b = event.role("b");
    if (event.type != "relation.alias" || event.by != kNone || a == nullptr || b == nullptr)
      return false;
    const bool named = actors_.of(a->head) != kNone && actors_.actor(actors_.of(a->head)).named;
    if (innermost(event.trigger) < 0) actors_.unite(a->head, b->head);
    return !named;
  });
}

// "We never fired," the firm shot back: no shots.
void Assembler::drop_retorts() {
  std::erase_if(events_, [&](const Event& event) {
    if (!tree_.is_verb(event.trigger)) return false;
    const auto said = tree_.child(event.trigger, {Dep::ccomp});
    return said != kNone && said < event.trigger &&
           std::ranges::any_of(tree_.children(event.trigger), [&](TokenIndex c) {
             return knowledge_.is("retort-particles", tree_.lower(c));
           });
  });
}

// "blamed the front for Monday's raid", "claimed the raid that killed two", "a raid claimed by the
// front": that there was a raid is told by who tells of the claim, whoever says whose it was.
void Assembler::grant(const Event& event, const Attribution& a, std::vector<Event>& granted) const {
  if (a.quoted || a.hypothetical || a.negated || !event.nominal) return;
  const auto phrase = tree_.subtree(event.trigger);
  bool shown = tree_.head(a.cue_token) == event.trigger && tree_.dep(a.cue_token) == Dep::acl;
  for (TokenIndex i = phrase.begin; i < phrase.end; ++i)
    shown = shown || tree_.dep(i) == Dep::relcl;
  const TokenIndex link = tree_.head(event.trigger);
  // "accused it of the massacre", "charged with the murder": all that anybody says of one.
  if (a.accused != kNone && tree_.dep(event.trigger) == Dep::pobj &&
      !knowledge_.is("responsibility-prepositions", tree_.lower(link)))
    return;
  if (!shown && !presupposed(event)) return;
  granted.push_back(event);
  granted.back().granted = true;
  granted.back().granted_in = a.outer;
}

// "accused them of shelling the mill": the accused is the doer.
void Assembler::lay_accusations() {
  std::vector<Event> granted;
  for (const auto& a : attributions_) {
    if (a.accused == kNone) continue;
    for (auto& event : events_) {
      if (event.frame == nullptr || event.frame->agent.empty() || !holds(a, event.trigger))
        continue;
      // "the raid in which nine died" lays the deaths to nobody.
      if (event.trigger != a.content_head &&
          (tree_.head(event.trigger) != a.content_head || tree_.dep(event.trigger) == Dep::relcl))
        continue;
      // "blamed the attack on the front": the front is no target.
      // Of what explodes by itself, too, somebody is the doer.
      const std::string role = blames_only(a) ? "perpetrator" : event.frame->agent;
      std::erase_if(event.roles,
                    [&](const Filler& f) { return f.role == role || f.head == a.accused; });
      grant(event, a, granted);
      const TokenIndex doer = antecedent(tree_, knowledge_, a.accused);
      auto words = tree_.core(doer);
      // "accused [the army] of the raid", which a parser reads as one phrase
      const TokenIndex link = tree_.head(a.content_head);
      if (link != kNone && words.begin < link && link < words.end) words.end = link;
      event.roles.push_back({role, doer, words});
      event.laid = true;
    }
  }
  tell_beside(std::move(granted));
}

// Before the tellings that name a doer.
void Assembler::tell_beside(std::vector<Event> granted) {
  events_.insert(events_.begin(), std::make_move_iterator(granted.begin()),
                 std::make_move_iterator(granted.end()));
  std::ranges::stable_sort(events_, {}, [](const Event& e) { return e.trigger; });
}

// "responsibility for the raid"; "for which it claimed responsibility" says no more than "it".
bool Assembler::names_deed(TokenIndex word) const {
  return std::ranges::any_of(tree_.children(word), [&](TokenIndex c) {
    if (tree_.dep(c) != Dep::prep || !knowledge_.is("for", tree_.lower(c))) return false;
    const auto deed = tree_.child(c, {Dep::pobj, Dep::pcomp});
    return deed != kNone && !knowledge_.is("relative-pronouns", tree_.lower(deed));
  });
}

// "A bomb went off. The front claimed responsibility.", "The mayor blamed the army.": for what was
// told last before.
void Assembler::find_bare_claims() {
  for (const auto& a : attributions_) {
    const int reach = blames_only(a) ? 1 : 3;  // sentences
    const bool claims = a.cue->responsibility && a.content_head != kNone &&
                        knowledge_.is("responsibility-nouns", tree_.lemma(a.content_head)) &&
                        !names_deed(a.content_head) && !names_deed(a.cue_token);
    if (!(claims || blames_only(a)) || a.source == kNone || a.negated || negative(a.source))
      continue;
    const Event* told = nullptr;
    for (const auto& event : events_) {
      if (event.trigger >= a.cue_token || !knowledge_.is("retold-types", event.type) ||
          event.frame == nullptr || event.frame->agent.empty() ||
          tree_.sentence(a.cue_token) - tree_.sentence(event.trigger) > reach)
        continue;
      if (told == nullptr || told->trigger < event.trigger) told = &event;
    }
    if (told == nullptr) continue;
    Event claimed;
    claimed.type = told->type;
    claimed.pattern = told->pattern;
    claimed.frame = told->frame;
    claimed.trigger = a.content_head;
    claimed.clause = a.cue_token;
    claimed.nominal = true;
    claimed.anaphoric = true;
    events_.push_back(std::move(claimed));
  }
}

// "blamed the army", and no word of what for.
bool Assembler::blames_only(const Attribution& a) {
  return a.accused != kNone && a.content_head == a.accused;
}

// "claimed the ambush": the claimant is the doer.
void Assembler::lay_claimed_deeds() {
  std::vector<Event> granted;
  for (const auto& a : attributions_) {
    if (!a.cue->responsibility || a.source == kNone || a.content_head == kNone) continue;
    // "No group has claimed it": whoever did it is not told.
    if (a.negated || negative(a.source)) continue;
    for (auto& event : events_) {
      // "took credit for the raid": a parser may tie "for" to the verb.
      const TokenIndex link = tree_.head(event.trigger);
      const bool beside = link != kNone && tree_.dep(event.trigger) == Dep::pobj &&
                          tree_.head(link) == a.cue_token && holds(a, event.trigger);
      if (event.frame == nullptr || event.frame->agent.empty() ||
          !(beside || tree_.is_under(event.trigger, a.content_head)))
        continue;
      const std::string doer =
          knowledge_.is("retold-types", event.type) ? "perpetrator" : event.frame->agent;
      if (event.granted || event.role(doer) != nullptr) continue;
      grant(event, a, granted);
      event.roles.push_back({doer, a.source, tree_.core(a.source)});
      event.laid = true;
    }
  }
  tell_beside(std::move(granted));
}

// "denied any role in the abduction": nobody denies that there was one.
void Assembler::grant_denied_parts() {
  std::vector<Event> granted;
  for (const auto& a : attributions_) {
    if (a.cue->act != "deny" || a.content_head == kNone ||
        !(knowledge_.is("involvement-nouns", tree_.lemma(a.content_head)) ||
          knowledge_.is("responsibility-nouns", tree_.lemma(a.content_head))))
      continue;
    for (const auto& event : events_) {
      if (!event.granted && event.trigger != a.content_head && holds(a, event.trigger))
        grant(event, a, granted);
    }
  }
  tell_beside(std::move(granted));
}

// "said his men were behind Monday's raid", "No group has said that it carried out the raid": that
// there was one the author grants.
void Assembler::grant_own_deeds() {
  std::vector<Event> granted;
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const auto& a = attributions_[i];
    if (a.quoted || a.hypothetical || a.source == kNone || a.outer >= 0 || a.cue->responsibility ||
        a.accused != kNone || !a.cue->content.contains(Content::clause))
      continue;
    const ActorIndex by = source_actor(a);
    for (auto& event : events_) {
      if (event.granted || !event.nominal || event.frame == nullptr ||
          !is_definite(event.trigger) || innermost(event.trigger) != static_cast<int>(i))
        continue;
      // "He made up the abduction": there was none.
      if (const TokenIndex made = tree_.head(event.trigger);
          made != kNone && is_inventing(tree_, knowledge_, made))
        continue;
      // "it", "his men": the teller, whose deed it is.
      const bool own = std::ranges::any_of(event.roles, [&](const Filler& f) {
        const auto whose = tree_.child(f.head, {Dep::poss});
        const TokenIndex who = whose != kNone ? whose : f.head;
        return f.role == "perpetrator" && tree_.pos(who) == Pos::pron &&
               (negative(a.source) || actors_.of(who) == by);
      });
      if (!own) continue;
      event.laid = true;
      granted.push_back(event);
      granted.back().granted = true;
      granted.back().laid = false;
      std::erase_if(granted.back().roles, [](const Filler& f) { return f.role == "perpetrator"; });
    }
  }
  tell_beside(std::move(granted));
}

// "The four had nothing to do with the blast": that they did it is what is denied, not the blast.
void Assembler::lay_disclaimers() {
  std::vector<Event> beside;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    auto& event = events_[i];
    if (event.frame == nullptr || event.frame->agent.empty()) continue;
    const TokenIndex who = nothing_to_do(event.trigger);
    if (who == kNone) continue;
    // Later tellings of the blast are of the blast.
    for (auto& other : events_) {
      if (other.same_as == static_cast<int>(i)) other.same_as = event.same_as;
    }
    event.same_as = -1;
    std::erase_if(event.roles, [&](const Filler& f) { return f.role == event.frame->agent; });
    // That there was a blast nobody disclaims. Behind all others, whose indices are in use.
    if (event.nominal && presupposed(event)) {
      beside.push_back(event);
      beside.back().granted = true;
    }
    const TokenIndex doer = antecedent(tree_, knowledge_, who);
    event.roles.push_back({event.frame->agent, doer, tree_.core(doer)});
  }
  std::ranges::move(beside, std::back_inserter(events_));
}

// "no part", "no role"; "never had a hand", "did not play any part"
bool Assembler::has_no_part(TokenIndex noun) const {
  const auto det = tree_.child(noun, {Dep::det});
  if (!knowledge_.is("involvement-nouns", tree_.lemma(noun))) return false;
  const TokenIndex verb = tree_.head(noun);
  if (tree_.dep(noun) == Dep::dobj && verb != kNone &&
      knowledge_.is("part-taking-verbs", tree_.lemma(verb)) &&
      tree_.child(verb, {Dep::neg}) != kNone)
    return true;
  return det != kNone && knowledge_.is("negative-determiners", tree_.lower(det));
}

// "said it had nothing to do with it": with what was told before.
void Assembler::no_part_in_it(TokenIndex it) {
  if (tree_.pos(it) != Pos::pron || tree_.dep(it) != Dep::pobj || nothing_to_do(it) == kNone)
    return;
  const int in = innermost(it);
  if (in < 0) return;
  for (const ActorIndex by : source_actors(attributions_[static_cast<std::size_t>(in)])) {
    const Event* deed = deed_before(it);
    const Event* meant = deed != nullptr ? deed : told_before(it, by);
    if (meant != nullptr) restate(*meant, by, it, Epistemic::false_certain);
  }
}

// "They had nothing to do with the murder": they; kNone where nobody is said to have had no part.
TokenIndex Assembler::nothing_to_do(TokenIndex deed) const {
  const TokenIndex with = tree_.head(deed);
  if (with == kNone || tree_.dep(deed) != Dep::pobj) return kNone;
  bool nothing = false;
  for (TokenIndex up = tree_.head(with); up != kNone; up = tree_.head(up)) {
    const auto object = tree_.child(up, {Dep::dobj});
    nothing = nothing || knowledge_.is("negative-pronouns", tree_.lower(up)) || has_no_part(up) ||
              (object != kNone &&
               (knowledge_.is("negative-pronouns", tree_.lower(object)) || has_no_part(object)));
    if (nothing && tree_.is_verb(up)) {
      if (const auto who = subject(up); who != kNone) return who;
    }
    if (tree_.dep(up) == Dep::ccomp || tree_.dep(up) == Dep::advcl || tree_.dep(up) == Dep::root)
      break;
  }
  return kNone;
}

}  // namespace gainsay::read
