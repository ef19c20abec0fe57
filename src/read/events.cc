#include "read/events.h"

#include <algorithm>
#include <map>

#include "read/arguments.h"

namespace gainsay::read {
namespace {

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge, const Actors& actors)
      : tree_(tree), knowledge_(knowledge), actors_(actors) {}

  std::vector<Event> run() {
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      if (tree_.is_noun(i) || is_gerund_subject(i)) {
        noun(i);
      } else if (tree_.pos(i) == Pos::verb) {
        verb(i);
      } else if (tree_.pos(i) == Pos::adj) {
        adjective(i);
      }
    }
    return std::move(events_);
  }

  // "A bomber from the Reed Front blew himself up": the front did it, too.
  void join_bodies(Event& construction) const {
    const auto roles = construction.roles;
    for (const auto& filler : roles) {
      if (filler.role != "perpetrator" || tree_.pos(filler.head) != Pos::noun) continue;
      for (const TokenIndex body : bodies_of(filler.head)) {
        if (std::ranges::none_of(construction.roles,
                                 [&](const Filler& f) { return f.head == body; }))
          construction.roles.push_back({"perpetrator", body, tree_.core(body)});
      }
    }
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  std::vector<Event> events_;

  // "blew it up", "shot him dead", "took them into custody": the particle stands with the verb, or
  // behind a preposition of it.
  [[nodiscard]] std::string lower_of(TokenIndex i) const {
    return i == kNone ? std::string() : std::string(tree_.lower(i));
  }

  [[nodiscard]] bool has_particle(TokenIndex v, const Frame& frame) const {
    if (frame.particles.empty()) return true;
    return std::ranges::any_of(tree_.children(v), [&](TokenIndex c) {
      const Dep d = tree_.dep(c);
      if (d == Dep::nsubj || d == Dep::nsubjpass || d == Dep::aux || d == Dep::advcl) return false;
      if (frame.particles.contains(tree_.lower(c)) && c > v) return true;
      if ((d == Dep::dobj || d == Dep::attr) &&
          std::ranges::any_of(tree_.children(c), [&](TokenIndex under) {
            return under > v && tree_.dep(under) != Dep::amod &&
                   tree_.dep(under) != Dep::compound &&
                   (frame.particles.contains(tree_.lower(under)) ||
                    frame.particles.contains(lower_of(tree_.child(under, {Dep::pobj}))));
          }))
        return true;
      if (d != Dep::prep) return false;
      const auto object = tree_.child(c, {Dep::pobj});
      return object != kNone && frame.particles.contains(tree_.lower(object));
    });
  }

  // The word itself, the kind of name it is (GPE, ORG, PERSON), or a class of nouns ("@person": the
  // lists of words.yaml that `person-class` names).
  [[nodiscard]] bool is_one_of(TokenIndex i, const WordList& words) const {
    if (i == kNone || words.empty()) return false;
    if (words.contains(tree_.lemma(i)) ||
        (tree_.pos(i) == Pos::propn && words.contains(tree_.token(i).entity)))
      return true;
    // A name of no kind that the model knows, as of a town that it has never met.
    if (tree_.pos(i) == Pos::propn && tree_.token(i).entity.empty() && words.contains("NAME") &&
        tree_.child(i, {Dep::det, Dep::amod}) == kNone)
      return true;
    return std::ranges::any_of(words, [&](const std::string& word) {
      return word.front() == '@' && in_class(i, word.substr(1) + "-class");
    });
  }

  [[nodiscard]] bool in_class(TokenIndex i, const std::string& name) const {
    const auto& entity = tree_.token(i).entity;
    return std::ranges::any_of(knowledge_.list(name), [&](const std::string& member) {
      if (tree_.pos(i) == Pos::propn) return member == entity;
      return knowledge_.is(member, tree_.pos(i) == Pos::pron ? tree_.lower(i) : tree_.lemma(i));
    });
  }

  [[nodiscard]] TokenIndex doer(TokenIndex v) const { return read::doer(tree_, knowledge_, v); }
  [[nodiscard]] TokenIndex sufferer(TokenIndex v) const {
    return read::sufferer(tree_, knowledge_, v);
  }

  void fill(Event& event, const std::string& role, TokenIndex head) {
    if (role.empty() || head == kNone || head == event.trigger) return;
    for (const TokenIndex one : tree_.with_conjuncts(head)) fill_one(event, role, one);
  }

  void fill_one(Event& event, const std::string& role, TokenIndex one) {
    if (!tree_.is_noun(one) && tree_.pos(one) != Pos::pron && tree_.pos(one) != Pos::num &&
        tree_.pos(one) != Pos::det && tree_.pos(one) != Pos::adj)
      return;
    // "Most of the victims": the victims.
    if (knowledge_.is("pronouns-no-filler", tree_.lower(one)))
      one = tree_.prepositional_object(one, knowledge_.list("of"));
    if (one == kNone || one == event.trigger ||
        knowledge_.is("pronouns-no-filler", tree_.lower(one)) ||
        (role == "target" && knowledge_.is("no-target-nouns", tree_.lemma(one))))
      return;
    if (std::ranges::any_of(event.roles,
                            [&](const Filler& f) { return f.role == role && f.head == one; }))
      return;
    event.roles.push_back({role, one, tree_.core(one)});
  }

  // "Fighters from the Reed Front", "the terrorist group Reed Front", "gunmen loyal to the emir":
  // the body they belong to did it too.
  void fill_doer(Event& event, const std::string& role, TokenIndex head) {
    if (role.empty() || head == kNone) return;
    for (const TokenIndex one : tree_.with_conjuncts(head)) {
      if (is_thrown(one)) {
        fill_thrown(event, role, one);
        continue;
      }
      if (is_time(one)) continue;
      // "9 dead", "a number of others", "the war": nobody.
      if (role == "perpetrator" && (knowledge_.is("negative-pronouns", tree_.lower(one)) ||
                                    knowledge_.is("dead-words", tree_.lower(one)) ||
                                    knowledge_.is("wounded-words", tree_.lower(one)) ||
                                    knowledge_.is("number-nouns", tree_.lemma(one)) ||
                                    knowledge_.is("death-toll", tree_.lemma(one)) ||
                                    knowledge_.is("war-nouns", tree_.lemma(one))))
        continue;
      // "an outpost killing nine", "caused by a gas leak": no place and no fault does it.
      if (tree_.pos(one) == Pos::noun &&
          (knowledge_.is("place-nouns", tree_.lemma(one)) ||
           knowledge_.is("accident-nouns", tree_.lemma(one)) ||
           knowledge_.is("facility-nouns", tree_.lemma(one))) &&
          !knowledge_.is("armed-nouns", tree_.lemma(one)) && role == "perpetrator")
        continue;
      fill_one(event, role, one);
      if (role == "victim") continue;
      // "one of its fighters"
      const TokenIndex of_them =
          tree_.pos(one) == Pos::num ? tree_.prepositional_object(one, knowledge_.list("of")) : one;
      if (of_them == kNone || tree_.pos(of_them) != Pos::noun ||
          (!knowledge_.is("group-nouns", tree_.lemma(of_them)) &&
           !knowledge_.is("person-nouns", tree_.lemma(of_them))))
        continue;
      for (const TokenIndex body : bodies_of(of_them)) fill_one(event, role, body);
    }
  }

  [[nodiscard]] std::vector<TokenIndex> bodies_of(TokenIndex member) const {
    std::vector<TokenIndex> out;
    const auto add = [&](TokenIndex i) {
      if (i == kNone) return;
      if (is_body(i)) out.push_back(i);
      for (const TokenIndex c : tree_.children(i)) {
        if (tree_.dep(c) == Dep::appos && is_body(c) && !is_denied(c)) out.push_back(c);
      }
    };
    for (const TokenIndex c : tree_.children(member)) {
      if (tree_.dep(c) == Dep::appos && is_body(c) && !is_denied(c)) out.push_back(c);
      // "its fighters": the front's
      const int owner =
          tree_.dep(c) == Dep::poss && tree_.pos(c) == Pos::pron ? actors_.of(c) : kNone;
      if (owner != kNone && actors_.actor(owner).type == ActorType::group) out.push_back(c);
      if (tree_.dep(c) == Dep::prep && knowledge_.is("membership-prepositions", tree_.lower(c)))
        add(tree_.child(c, {Dep::pobj}));
      if ((tree_.dep(c) == Dep::acl || tree_.dep(c) == Dep::amod) && c > member &&
          knowledge_.is("membership-words", tree_.lower(c))) {
        // "loyal to Sarn": a man whose men they are did not do it himself.
        for (const TokenIndex p : tree_.children(c)) {
          const auto lord = tree_.dep(p) == Dep::prep ? tree_.child(p, {Dep::pobj}) : kNone;
          if (lord != kNone && tree_.token(lord).entity != "PERSON") add(lord);
        }
      }
    }
    return out;
  }

  // "the rebels, not the army"
  [[nodiscard]] bool is_denied(TokenIndex i) const {
    return is_denied_from(tree_, knowledge_, tree_.subtree(i).begin);
  }

  // A named body, or a noun for one.
  [[nodiscard]] bool is_body(TokenIndex i) const {
    const auto& entity = tree_.token(i).entity;
    if (entity == "ORG" || entity == "NORP") return true;
    if (tree_.pos(i) == Pos::propn) return entity.empty() || entity == "PERSON";
    return knowledge_.is("group-nouns", tree_.lemma(i)) ||
           knowledge_.is("government-nouns", tree_.lemma(i));
  }

  // Bombs and shells do nothing of themselves: they are what was used, by whoever owns or fired
  // them.
  [[nodiscard]] bool is_thrown(TokenIndex i) const {
    return tree_.is_noun(i) && knowledge_.is("thrown-weapons", tree_.lemma(i));
  }

  // "A Vendar car bomb": a name that the model takes for nothing it knows.
  [[nodiscard]] bool is_unknown_name(TokenIndex i) const {
    const auto& word = tree_.lower(i);
    return tree_.pos(i) == Pos::propn && tree_.token(i).entity.empty() &&
           !knowledge_.is("weapons", word) && !knowledge_.look_up("attack-modifiers", word) &&
           !knowledge_.frame_nouns.contains(word);
  }

  void fill_thrown(Event& event, const std::string& role, TokenIndex thrown) {
    if (role == "perpetrator") fill_one(event, "weapon", thrown);
    for (const TokenIndex c : tree_.children(thrown)) {
      const Dep d = tree_.dep(c);
      const auto& entity = tree_.token(c).entity;
      if (d == Dep::poss && !is_time(c)) fill_owner(event, role, c);
      if ((d == Dep::compound || d == Dep::amod || d == Dep::nmod) && c < thrown &&
          (entity == "ORG" || entity == "NORP" || is_unknown_name(c) ||
           (entity == "GPE" && tree_.pos(c) == Pos::adj) ||
           (tree_.is_noun(c) && (knowledge_.is("group-nouns", tree_.lemma(c)) ||
                                 knowledge_.is("government-nouns", tree_.lemma(c))))))
        fill_owner(event, role, c);
      // "a bomb that rebels planted", but not "which the police blame on them"
      if ((d == Dep::acl || d == Dep::relcl) && tree_.is_verb(c) &&
          !knowledge_.cue_verbs.contains(tree_.lemma(c))) {
        const auto doer_of = tree_.is_passive(c)
                                 ? tree_.prepositional_object(c, knowledge_.list("by"))
                                 : tree_.child(c, {Dep::nsubj});
        if (doer_of != kNone) fill_owner(event, role, antecedent(tree_, knowledge_, doer_of));
      }
    }
    if (const auto by = tree_.prepositional_object(thrown, knowledge_.list("by")); by != kNone)
      fill_owner(event, role, by);
  }

  void fill_owner(Event& event, const std::string& role, TokenIndex owner) {
    for (const TokenIndex one : tree_.with_conjuncts(owner)) {
      if (!is_thrown(one)) fill_one(event, role, one);
    }
  }

  // "killed in rebel mortar fire", "killed and many wounded in" it: the rebels fired.
  void fire(Event& event, TokenIndex at) {
    if (event.frame->count.empty() || event.frame->agent != "perpetrator") return;
    for (const TokenIndex c : tree_.children(at)) {
      if (tree_.dep(c) == Dep::conj && at == event.clause && tree_.is_passive(at) &&
          tree_.is_passive(c))
        fire(event, c);
      const auto object = tree_.dep(c) == Dep::prep ? tree_.child(c, {Dep::pobj}) : kNone;
      if (object != kNone && is_shot(object) && knowledge_.is("fire-prepositions", tree_.lower(c)))
        fill_thrown(event, event.frame->agent, object);
    }
  }

  // "mortar fire", "rebel fire", and no factory fire.
  [[nodiscard]] bool is_shot(TokenIndex fire) const {
    return knowledge_.is("fire-nouns", tree_.lemma(fire)) &&
           std::ranges::any_of(tree_.children(fire), [&](TokenIndex c) {
             const auto& lemma = tree_.lemma(c);
             return tree_.dep(c) == Dep::compound &&
                    (knowledge_.is("weapons", lemma) || knowledge_.is("thrown-weapons", lemma) ||
                     knowledge_.is("group-nouns", lemma) || knowledge_.is("armed-nouns", lemma) ||
                     knowledge_.is("government-nouns", lemma));
           });
  }

  void prepositions(Event& event, TokenIndex at) {
    for (const TokenIndex c : tree_.children(at)) {
      if (tree_.dep(c) != Dep::prep && tree_.dep(c) != Dep::dative && tree_.dep(c) != Dep::agent)
        continue;
      const auto role = event.frame->prepositions.find(tree_.lower(c));
      if (role == event.frame->prepositions.end()) continue;
      const auto object = tree_.child(c, {Dep::pobj});
      if (object == kNone || is_time(object)) continue;
      if (role->second == "perpetrator") {
        fill_doer(event, role->second, object);
      } else {
        fill(event, role->second, object);
      }
    }
  }

  [[nodiscard]] bool is_time(TokenIndex i) const {
    const auto& entity = tree_.token(i).entity;
    if (entity == "DATE" || entity == "TIME") return true;
    return tree_.in_time(i);
  }

  // "none of our men": the men.
  [[nodiscard]] TokenIndex counted_in(TokenIndex patient) const {
    if (patient == kNone || tree_.is_verb(patient)) return patient;
    const Pos pos = tree_.pos(patient);
    const bool part = pos == Pos::num || pos == Pos::pron || pos == Pos::det ||
                      knowledge_.is("share-nouns", tree_.lemma(patient)) ||
                      knowledge_.is("negative-pronouns", tree_.lower(patient));
    const auto of = part ? tree_.prepositional_object(patient, knowledge_.list("of")) : kNone;
    return of == kNone ? patient : of;
  }

  [[nodiscard]] bool objects_fit(const Frame& frame, TokenIndex found) const {
    const TokenIndex patient = counted_in(found);
    // "seized the three": a number stands for persons.
    const bool persons = patient != kNone && tree_.pos(patient) == Pos::num &&
                         (frame.objects.contains("@person") || frame.objects.contains("@people"));
    if (!frame.objects.empty() && !persons && !is_one_of(patient, frame.objects)) return false;
    return !is_one_of(patient, frame.patients_not);
  }

  // "the commander's capture": no town was taken.
  void capture(Event& event) const {
    const auto* taken = event.role("object");
    if (event.type != "event.seizure" || taken == nullptr ||
        (tree_.pos(taken->head) == Pos::propn ? tree_.token(taken->head).entity != "PERSON"
                                              : !in_class(taken->head, "people-class")))
      return;
    event.type = "event.arrest";
    for (auto& filler : event.roles) {
      if (filler.role == "object") filler.role = "victim";
    }
  }

  // "air strikes", "rocket attack", an attack by warplanes or suicide bombers: a finer type.
  void refine(Event& event) {
    const bool general = event.type == "event.attack" || event.type == "event.operation";
    const auto weapon = [&](TokenIndex word) {
      if (!knowledge_.is("weapons", tree_.lower(word)) &&
          !knowledge_.is("weapons", tree_.lemma(word)))
        return;
      if (event.role("weapon") != nullptr) return;
      // "a roadside bomb", but "a rocket attack"
      const bool whole = word + 1 == event.trigger && is_thrown(event.trigger);
      event.roles.push_back({"weapon", word, {word, word + (whole ? 2 : 1)}});
    };
    for (const TokenIndex c : tree_.children(event.trigger)) {
      if (tree_.dep(c) != Dep::compound && tree_.dep(c) != Dep::amod && tree_.dep(c) != Dep::nmod)
        continue;
      if (general) {
        if (auto type = knowledge_.look_up("attack-modifiers", tree_.lower(c))) event.type = *type;
      }
      weapon(c);
      // "machine gun fire", "chemical weapons attack", but no "gas field battle"
      if (!knowledge_.is("weapons", tree_.lemma(c)) &&
          !knowledge_.is("weapon-nouns", tree_.lemma(c)))
        continue;
      for (const TokenIndex inner : tree_.children(c)) {
        if (tree_.dep(inner) == Dep::compound || tree_.dep(inner) == Dep::amod) weapon(inner);
      }
    }
    if (event.type == "event.bombing") refine_bombing(event);
    if (general || event.type == "event.shelling") {
      for (const auto& filler : event.roles) {
        if (filler.role != "perpetrator" && filler.role != "weapon") continue;
        const auto words = tree_.core(filler.head);
        for (TokenIndex i = words.begin; i < words.end; ++i) {
          if (knowledge_.is("aircraft", tree_.lemma(i)) ||
              knowledge_.is("aircraft", tree_.lower(i)))
            event.type = "event.airstrike";
          if (general && knowledge_.is("bombers", tree_.lemma(i))) event.type = "event.bombing";
        }
      }
    }
    if (event.type == "event.killing" || event.type == "event.injury" ||
        event.type == "event.death" || event.type == "event.attack") {
      // "killed in an air strike": the means stands in the clause.
      for (const TokenIndex c : tree_.children(event.clause)) {
        if (tree_.dep(c) != Dep::prep && tree_.dep(c) != Dep::agent) continue;
        const auto object = tree_.child(c, {Dep::pobj});
        if (object == kNone) continue;
        const auto words = tree_.core(object);
        for (TokenIndex i = words.begin; i < words.end; ++i) weapon(i);
      }
    }
  }

  // What aircraft bomb is bombed from the air, what an army bombs is shelled, unless a bomb is
  // named.
  void refine_bombing(Event& event) {
    const bool bombards =
        (event.nominal && knowledge_.is("bombardment-nouns", tree_.lemma(event.trigger))) ||
        (tree_.is_verb(event.trigger) && event.frame->particles.empty() &&
         event.frame->objects.empty());
    if (!bombards || event.role("weapon") != nullptr) return;
    for (const auto& filler : event.roles) {
      if (filler.role != "perpetrator") continue;
      const auto words = tree_.core(filler.head);
      for (TokenIndex i = words.begin; i < words.end; ++i) {
        if (knowledge_.is("aircraft", tree_.lemma(i)) ||
            knowledge_.is("aircraft", tree_.lower(i))) {
          event.type = "event.airstrike";
          return;
        }
        if (knowledge_.is("bombarding-nouns", tree_.lemma(i))) event.type = "event.shelling";
      }
    }
  }

  void verb(TokenIndex v) {
    const auto entry = knowledge_.frame_verbs.find(tree_.lemma(v));
    if (entry == knowledge_.frame_verbs.end()) return;
    if (tree_.dep(v) == Dep::amod || tree_.dep(v) == Dep::compound || tree_.dep(v) == Dep::aux)
      return;
    auto patient = sufferer(v);
    auto agent = doer(v);
    if ((patient == kNone || tree_.pos(patient) == Pos::num) &&
        is_short_passive(v, agent, *entry->second.front())) {
      patient = agent;
      agent = tree_.prepositional_object(v, knowledge_.list("by"));
    }
    for (const Frame* frame : entry->second) {
      if (!has_particle(v, *frame) || !objects_fit(*frame, patient)) continue;
      if (!frame->agents.empty() && !is_one_of(agent, frame->agents)) continue;
      if (is_one_of(agent, frame->agents_not)) continue;
      if (verb_with(v, *frame, agent, patient)) return;
    }
  }

  // "Nine farmers killed in raid": a headline's passive, which has lost its "were".
  [[nodiscard]] bool is_short_passive(TokenIndex v, TokenIndex subject, const Frame& frame) const {
    if (subject == kNone || frame.count.empty() || frame.agent == "victim" || tree_.is_passive(v) ||
        tree_.token(v).tag == "VBG" || tree_.token(v).tag == "VB")
      return false;
    if (tree_.child(v, {Dep::aux, Dep::ccomp, Dep::xcomp}) != kNone) return false;
    // "3 Killed 38 Injured": the second number is no object.
    const auto object = tree_.child(v, {Dep::dobj});
    if (object != kNone &&
        (tree_.pos(object) != Pos::num || tree_.child(object, {Dep::acl}) == kNone))
      return false;
    return tree_.child(subject, {Dep::nummod}) != kNone || tree_.pos(subject) == Pos::num;
  }

  bool verb_with(TokenIndex v, const Frame& frame, TokenIndex agent, TokenIndex patient) {
    Event event;
    event.type = frame.type;
    event.pattern = frame.name;
    event.frame = &frame;
    event.trigger = event.clause = v;
    // "12 dead and 55 wounded": numbers do nothing, they suffer.
    if (patient == kNone && agent != kNone && tree_.pos(agent) == Pos::num &&
        !frame.count.empty() && frame.agent != frame.patient)
      std::swap(agent, patient);
    // What explodes is the weapon itself; else who does it, or whose shell it was.
    if (frame.agent == "weapon") {
      fill(event, frame.agent, agent);
    } else {
      fill_doer(event, frame.agent, agent);
    }
    fill(event, frame.patient, patient);
    prepositions(event, v);
    fire(event, v);
    if (!frame.objects.empty() && patient != kNone) {
      // "took control of the town": the object's own complements are the frame's.
      prepositions(event, patient);
    }
    // "hanged himself": a death, and nobody's deed.
    if (patient != kNone && knowledge_.is("reflexive-pronouns", tree_.lower(patient)) &&
        frame.count == "quantity.killed" && agent != kNone) {
      event.type = "event.death";
      event.roles.clear();
      fill(event, "victim", agent);
    }
    // "were still shooting at each other": a fight of both.
    const auto* aim = event.role("target");
    if (aim != nullptr && agent != kNone &&
        knowledge_.is("reciprocal-heads", tree_.lower(aim->head)) &&
        knowledge_.is("violence-types", event.type)) {
      event.type = "event.clash";
      event.roles.clear();
      fill_doer(event, "agent", agent);
    }
    // "Radio Sund named him as the new chief": no outlet appoints.
    const bool names =
        event.type == "event.appointment" && knowledge_.is("identifying-verbs", tree_.lemma(v));
    const int doer_of = names && agent != kNone ? actors_.of(agent) : kNone;
    if (doer_of != kNone && actors_.actor(doer_of).type == ActorType::outlet) return false;
    // "It took the palace a week to admit it": nothing was taken.
    if (event.type == "event.seizure" && agent != kNone &&
        knowledge_.is("expletives", tree_.lower(agent)) &&
        tree_.child(v, {Dep::xcomp, Dep::advcl, Dep::ccomp, Dep::dative}) != kNone)
      return false;
    if (frame.against && event.roles.size() < 2) return false;
    if (!frame.needs.empty() && event.role(frame.needs) == nullptr) return false;
    refine(event);
    if (event.roles.empty() && frame.objects.empty() && frame.type != "event.protest" &&
        frame.type != "event.bombing")
      return false;
    finish(std::move(event));
    return true;
  }

  // "The emir is dead", "was found dead".
  void adjective(TokenIndex a) {
    const auto entry = knowledge_.frame_adjectives.find(tree_.lower(a));
    if (entry == knowledge_.frame_adjectives.end()) return;
    const Dep d = tree_.dep(a);
    if (d != Dep::acomp && d != Dep::oprd && d != Dep::attr) return;
    const TokenIndex verb_token = tree_.head(a);
    // "was shot dead": the verb tells it.
    const auto frames = knowledge_.frame_verbs.find(tree_.lemma(verb_token));
    if (frames != knowledge_.frame_verbs.end() &&
        std::ranges::any_of(frames->second, [&](const Frame* frame) {
          return frame->count == entry->second.front()->count &&
                 frame->particles.contains(tree_.lower(a));
        }))
      return;
    TokenIndex patient = tree_.child(verb_token, {Dep::nsubj, Dep::nsubjpass});
    if (tree_.lemma(verb_token) != knowledge_.first("be") && !tree_.is_passive(verb_token))
      patient = tree_.child(verb_token, {Dep::dobj});
    if (patient == kNone || entry->second.front()->patients_not.contains(tree_.lemma(patient)))
      return;
    Event event;
    event.frame = entry->second.front();
    event.type = event.frame->type;
    event.pattern = event.frame->name;
    event.trigger = a;
    event.clause = verb_token;
    fill(event, event.frame->patient, antecedent(tree_, knowledge_, patient));
    if (!event.roles.empty()) finish(std::move(event));
  }

  // The verb that lends an event noun its doer, with the doer; kNone where there is none.
  [[nodiscard]] std::pair<TokenIndex, TokenIndex> light_verb(TokenIndex n) const {
    const TokenIndex up = tree_.head(n);
    if (up == kNone) return {kNone, kNone};
    const Dep d = tree_.dep(n);
    if ((d == Dep::dobj || d == Dep::nsubjpass) && tree_.is_verb(up) &&
        knowledge_.is("light-verbs", tree_.lemma(up))) {
      // "was announced by the spokesman"
      const bool announced = d == Dep::nsubjpass && !knowledge_.is("doing-verbs", tree_.lemma(up));
      return {up, announced ? kNone : doer(up)};
    }
    // "The raid was ordered by X", not "was filmed by X".
    if (d == Dep::nsubjpass && tree_.is_verb(up) && knowledge_.is("doing-verbs", tree_.lemma(up))) {
      if (const auto by = tree_.prepositional_object(up, knowledge_.list("by")); by != kNone)
        return {kNone, by};
    }
    // "an attack launched by", "the attacks they carried out"
    for (const TokenIndex c : tree_.children(n)) {
      // "the one attack that it claims to have carried out"
      if (tree_.dep(c) == Dep::relcl && tree_.is_verb(c)) {
        const auto inner = tree_.child(c, {Dep::xcomp});
        if (inner != kNone && knowledge_.is("light-verbs", tree_.lemma(inner)) &&
            !knowledge_.is("light-verbs", tree_.lemma(c))) {
          return {kNone, tree_.child(c, {Dep::nsubj})};
        }
      }
      if ((tree_.dep(c) == Dep::acl || tree_.dep(c) == Dep::relcl) && tree_.is_verb(c) &&
          knowledge_.is("light-verbs", tree_.lemma(c))) {
        return {kNone, tree_.is_passive(c) ? tree_.prepositional_object(c, knowledge_.list("by"))
                                           : tree_.child(c, {Dep::nsubj})};
      }
    }
    return {kNone, kNone};
  }

  // "Ilvania's deadliest attack": the worst there, and not by it.
  [[nodiscard]] bool is_worst_of(TokenIndex noun, TokenIndex owner) const {
    const auto& entity = tree_.token(owner).entity;
    return (entity == "GPE" || entity == "LOC" ||
            knowledge_.is("place-nouns", tree_.lemma(owner))) &&
           tree_.prepositional_object(noun, knowledge_.list("on")) == kNone &&
           tree_.prepositional_object(noun, knowledge_.list("against")) == kNone &&
           std::ranges::any_of(tree_.children(noun), [&](TokenIndex c) {
             return knowledge_.is("ranking-words", tree_.lower(c));
           });
  }

  // "The town has seen violence", "June saw three raids": not their doing.
  [[nodiscard]] bool sees(TokenIndex verb, TokenIndex subject) const {
    return knowledge_.is("witnessing-verbs", tree_.lemma(verb)) &&
           (tree_.is_place_name(subject) || is_time(subject) ||
            knowledge_.is("place-nouns", tree_.lemma(subject)));
  }

  // "pledged allegiance": the verb with this object is the event already.
  [[nodiscard]] bool told_by_verb(TokenIndex n, const Frame& frame) const {
    const TokenIndex up = tree_.head(n);
    if (up == kNone || tree_.dep(n) != Dep::dobj) return false;
    const auto entry = knowledge_.frame_verbs.find(tree_.lemma(up));
    if (entry == knowledge_.frame_verbs.end()) return false;
    return std::ranges::any_of(entry->second, [&](const Frame* verb_frame) {
      return verb_frame->type == frame.type && verb_frame->objects.contains(tree_.lemma(n));
    });
  }

  // "Shelling resumed at five": a noun, whatever the tagger made of it.
  [[nodiscard]] bool is_gerund_subject(TokenIndex i) const {
    return tree_.token(i).tag == "VBG" && tree_.dep(i) == Dep::nsubj &&
           knowledge_.frame_nouns.contains(tree_.lower(i)) &&
           tree_.child(i, {Dep::dobj}) == kNone && tree_.head(i) != kNone &&
           knowledge_.is("occurrence-verbs", tree_.lemma(tree_.head(i)));
  }

  // "beaten to death": told by the verb.
  [[nodiscard]] bool closes_verb(TokenIndex n) const {
    const TokenIndex link = tree_.dep(n) == Dep::pobj ? tree_.head(n) : kNone;
    const TokenIndex up = link == kNone ? kNone : tree_.head(link);
    if (up == kNone || !tree_.is_verb(up)) return false;
    return std::ranges::any_of(events_, [&](const Event& event) {
      return event.trigger == up && event.frame != nullptr &&
             event.frame->particles.contains(tree_.lower(n));
    });
  }

  void noun(TokenIndex n) {
    const auto& lemma = tree_.is_noun(n) ? tree_.lemma(n) : tree_.lower(n);
    const auto entry = knowledge_.frame_nouns.find(lemma);
    if (entry == knowledge_.frame_nouns.end()) return;
    const Frame* frame = entry->second.front();
    if (tree_.dep(n) == Dep::compound && tree_.head(n) != kNone) {
      const auto& head = tree_.lemma(tree_.head(n));
      // "bomb attack" is one event, its head's; "attack helicopter" none; "the kidnapping charge"
      // is of one.
      if (knowledge_.frame_nouns.contains(head) ||
          !(knowledge_.is("compound-deeds", lemma) || knowledge_.is("accusing-nouns", head)))
        return;
    }
    if (tree_.pos(n) == Pos::propn && tree_.token(n).entity == "ORG") return;
    if (is_time(n)) return;  // "27 March" is no march
    // "a gas explosion": nobody's bomb.
    const auto of_what = tree_.child(n, {Dep::compound});
    if (of_what != kNone && knowledge_.is("bang-nouns", lemma) &&
        knowledge_.is("bang-causes", tree_.lemma(of_what)))
      return;
    if (told_by_verb(n, *frame) || closes_verb(n)) return;
    Event event;
    event.type = frame->type;
    event.pattern = frame->name;
    event.frame = frame;
    event.trigger = event.clause = n;
    event.nominal = true;
    const auto det = tree_.child(n, {Dep::det});
    event.anaphoric = det != kNone && knowledge_.is("definite-determiners", tree_.lower(det));
    // "the raid that killed him", "the one attack it claimed" say themselves which they mean.
    if (tree_.child(n, {Dep::relcl, Dep::acl, Dep::nummod}) != kNone) event.anaphoric = false;
    const auto [light, subject] = light_verb(n);
    if (frame->light_only && subject == kNone) return;
    if (light != kNone) {
      event.clause = light;
      event.by_subject = true;
      const TokenIndex object_of = light;
      prepositions(event, object_of);
    }
    // "announced the death": not its own.
    // Nor is anybody told by "The raid was claimed by nobody".
    const bool nobody =
        subject != kNone && (knowledge_.is("negative-pronouns", tree_.lower(subject)) ||
                             (light != kNone && sees(light, subject)));
    if (!nobody && (frame->agent != frame->patient || light == kNone))
      fill_doer(event, frame->agent, subject);
    // "the raid that they launched on the mill": what stands with the light verb is the raid's.
    for (const TokenIndex c : tree_.children(n)) {
      if (tree_.dep(c) != Dep::relcl && tree_.dep(c) != Dep::acl) continue;
      for (const TokenIndex verb_token : {c, tree_.child(c, {Dep::xcomp})}) {
        if (verb_token != kNone && knowledge_.is("light-verbs", tree_.lemma(verb_token)))
          prepositions(event, verb_token);
      }
    }
    // "the mayor's arrest" befell him, "the mayor's killing of a guard" did not.
    const bool suffered = knowledge_.is("suffered-nouns", lemma) &&
                          tree_.prepositional_object(n, knowledge_.list("of")) == kNone;
    for (const TokenIndex c : tree_.children(n)) {
      if (tree_.dep(c) == Dep::poss && !knowledge_.is("whose", tree_.lower(c)) && !is_time(c)) {
        if (is_worst_of(n, c)) {
          event.place = c;
        } else {
          fill(event, suffered ? frame->patient : frame->agent, c);
        }
      }
      if ((tree_.dep(c) == Dep::compound || tree_.dep(c) == Dep::amod ||
           tree_.dep(c) == Dep::nmod) &&
          c < n) {
        const auto& entity = tree_.token(c).entity;
        // "Reed Brigade attacks": a body before the noun does it; a place is where, unless it is a
        // state that strikes ("a Vendrian air strike"); a person is whom it befell.
        const bool where = tree_.is_place_name(c);
        const bool state_does = entity == "GPE" && (frame->type == "event.operation" ||
                                                    frame->type == "event.airstrike");
        // "army shelling", "rebel rocket attack", where "rebel" may pass for an adjective
        // But "a terrorist attack" names nobody.
        const bool body_does = !where && !knowledge_.is("manner-words", tree_.lower(c)) &&
                               (knowledge_.is("group-nouns", tree_.lemma(c)) ||
                                knowledge_.is("government-nouns", tree_.lemma(c)));
        // "a Vendrian regime barrel bomb attack": the regime's
        const bool adjective =
            entity == "NORP" && c + 1 < n && knowledge_.is("government-nouns", tree_.lemma(c + 1));
        if (adjective) {
          fill(event, frame->agent, c + 1);
          if (!event.roles.empty() && event.roles.back().head == c + 1)
            event.roles.back().words = {c, c + 2};
        } else if ((entity == "ORG" || entity == "NORP") &&
                   !knowledge_.is("munitions", tree_.lower(c))) {
          // "Ilvanian and Vendrian raids"
          for (const TokenIndex one : tree_.with_conjuncts(c)) {
            fill(event, frame->agent, one);
            if (event.roles.empty() || event.roles.back().head != one) continue;
            const auto name = actors_.name_in(one);
            event.roles.back().words = name.begin < name.end ? name : TokenRange{one, one + 1};
          }
        } else if (state_does || body_does) {
          fill(event, frame->agent, c);
        } else if (const TokenIndex body = led_body(c); body != kNone && !frame->agent.empty()) {
          event.roles.push_back({frame->agent, body, tree_.subtree(c)});
        } else if (where) {
          event.place = c;
        } else if (tree_.pos(c) == Pos::noun && !knowledge_.is("weapons", tree_.lower(c)) &&
                   !knowledge_.look_up("attack-modifiers", tree_.lower(c))) {
          if (frame->patient == "victim" && knowledge_.is("person-nouns", tree_.lemma(c)))
            fill(event, "victim", c);
        }
      }
    }
    if (const auto by = tree_.prepositional_object(n, knowledge_.list("by")); by != kNone)
      fill_doer(event, frame->agent, by);
    if (!frame->patient.empty() && frame->prepositions.find("of") == frame->prepositions.end()) {
      if (const auto of = tree_.prepositional_object(n, knowledge_.list("of"));
          of != kNone && !is_time(of))
        fill(event, frame->patient, of);
    }
    prepositions(event, n);
    // "Clashes broke out between them"
    if (const TokenIndex up = tree_.head(n); up != kNone && tree_.dep(n) == Dep::nsubj &&
                                             event.type == "event.clash" &&
                                             knowledge_.is("occurrence-verbs", tree_.lemma(up)))
      prepositions(event, up);
    struck(event);
    capture(event);
    refine(event);
    behind(event);
    if (!frame->needs.empty() && event.role(frame->needs) == nullptr) return;
    finish(std::move(event));
  }

  // "Ilvanian-led strikes": the body that the text elsewhere calls "the Ilvanian-led coalition".
  [[nodiscard]] TokenIndex led_body(TokenIndex led) const {
    const auto leader = tree_.child(led, {Dep::npadvmod});
    if (leader == kNone || !knowledge_.is("led-words", tree_.lower(led))) return kNone;
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      const TokenIndex body = tree_.head(i);
      if (i == led || body == kNone || tree_.lower(i) != tree_.lower(led) ||
          tree_.dep(i) != Dep::amod || !knowledge_.is("group-nouns", tree_.lemma(body)))
        continue;
      const auto other = tree_.child(i, {Dep::npadvmod});
      if (other != kNone && tree_.lower(other) == tree_.lower(leader)) return body;
    }
    return kNone;
  }

  // "A drone strike destroyed a depot": what the event itself hits.
  void struck(Event& event) {
    const TokenIndex up = tree_.head(event.trigger);
    if (up == kNone || tree_.dep(event.trigger) != Dep::nsubj ||
        !knowledge_.is("wrecking-verbs", tree_.lemma(up)) || tree_.is_passive(up))
      return;
    const auto roles = knowledge_.types.find(event.type);
    if (roles != knowledge_.types.end() && roles->second.contains("target"))
      fill(event, "target", tree_.child(up, {Dep::dobj}));
  }

  // "was behind the bombing"
  void behind(Event& event) {
    const TokenIndex up = tree_.head(event.trigger);
    if (up == kNone || tree_.dep(event.trigger) != Dep::pobj || tree_.head(up) == kNone) return;
    TokenIndex verb = tree_.head(up);
    // "was to blame for the bombing"
    const bool blame = knowledge_.is("for", tree_.lower(up)) && tree_.dep(verb) == Dep::xcomp &&
                       knowledge_.is("plain-faulting", tree_.lemma(verb)) &&
                       tree_.head(verb) != kNone;
    if (blame) verb = tree_.head(verb);
    if (tree_.is_verb(verb) && (blame || knowledge_.is("behind", tree_.lower(up))))
      fill(event, event.frame->agent, doer(verb));
  }

  // "Shells containing chlorine", "a van packed with explosives": what they hold is a weapon too.
  void fill_load(Event& event) {
    const auto fillers = event.roles;
    for (const auto& filler : fillers) {
      if (filler.role != "weapon") continue;
      for (const TokenIndex c : tree_.children(filler.head)) {
        if ((tree_.dep(c) != Dep::acl && tree_.dep(c) != Dep::relcl && tree_.dep(c) != Dep::amod) ||
            !knowledge_.is("loading-verbs", tree_.lemma(c)))
          continue;
        auto load = tree_.child(c, {Dep::dobj});
        if (load == kNone) load = tree_.prepositional_object(c, knowledge_.list("with"));
        if (load != kNone) fill(event, "weapon", load);
      }
    }
  }

  // "Injuries in custody: nil."
  [[nodiscard]] bool is_nil(TokenIndex noun) const {
    const TokenIndex colon = tree_.subtree(noun).end;
    for (const TokenIndex at : {colon - 1, colon}) {
      if (at > noun && at + 1 < tree_.size() && tree_.token(at).text == ":" &&
          knowledge_.is("nil-words", tree_.lower(at + 1)) &&
          (at + 2 >= tree_.size() || tree_.pos(at + 2) == Pos::punct))
        return true;
    }
    return false;
  }

  void finish(Event event) {
    if (event.nominal && is_nil(event.trigger)) event.denied = true;
    fill_load(event);
    event.told = clause_range(tree_, event.clause);
    set_time_and_place(tree_, knowledge_, event);
    events_.push_back(std::move(event));
  }
};

// What a pattern tells of a word that a frame tells, too, is one event. A noun says itself what
// happened, and the pattern who was in it; a verb ("left") means what the pattern says it means.
void add_construction(const Knowledge& knowledge, Event construction, std::vector<Event>& events) {
  std::erase_if(events, [&](const Event& e) {
    return e.trigger == construction.instead_of && e.trigger != construction.trigger;
  });
  const auto same = std::ranges::find_if(
      events, [&](const Event& e) { return e.trigger == construction.trigger; });
  if (same == events.end()) {
    events.push_back(std::move(construction));
    return;
  }
  if (!same->nominal) {
    *same = std::move(construction);
    return;
  }
  const auto type = knowledge.types.find(same->type);
  for (auto& filler : construction.roles) {
    if (same->role(filler.role) != nullptr) continue;
    if (type != knowledge.types.end() && type->second.contains(filler.role))
      same->roles.push_back(std::move(filler));
  }
  same->by_subject = true;
}

}  // namespace

const Filler* Event::role(std::string_view name) const {
  for (const auto& filler : roles) {
    if (filler.role == name) return &filler;
  }
  return nullptr;
}

std::vector<Event> find_events(const Tree& tree, const Knowledge& knowledge, const Actors& actors) {
  Finder finder(tree, knowledge, actors);
  auto events = finder.run();
  for (auto& construction : find_constructions(tree, knowledge, actors)) {
    finder.join_bodies(construction);
    add_construction(knowledge, std::move(construction), events);
  }
  std::ranges::stable_sort(events, {}, [](const Event& e) { return e.trigger; });
  return events;
}

}  // namespace gainsay::read
