#include <algorithm>

#include "read/events.h"

namespace gainsay::read {
namespace {

constexpr auto kAirstrike = "event.airstrike";

// "The attack" may tell a bombing again, "the bombing" no abduction.
bool near_types(const Knowledge& knowledge, const std::string& a, const std::string& b) {
  if (a == b) return true;
  return knowledge.is("retold-types", a) && knowledge.is("retold-types", b);
}

class Linker {
 public:
  Linker(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
         std::vector<Event>& events)
      : tree_(tree), knowledge_(knowledge), actors_(actors), events_(events) {}

  void run() {
    for (std::size_t i = 1; i < events_.size(); ++i) {
      auto& event = events_[i];
      if (!event.type.starts_with("event.")) continue;
      if (tells_from_air(i)) event.type = kAirstrike;
      const bool anaphoric = event.nominal && event.anaphoric;
      // "The attack" is rather what was called an attack before than a raid nearer by.
      if ((anaphoric && link(i, true)) || link(i, false)) continue;
    }
    for (const auto& event : events_) {
      if (event.same_as >= 0) link_causes(event, events_[static_cast<std::size_t>(event.same_as)]);
    }
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  std::vector<Event>& events_;

  // "The strikes", "the raids" and "the bombing" are from the air where air strikes were told
  // before.
  [[nodiscard]] bool tells_from_air(std::size_t i) const {
    constexpr int kReach = 12;  // sentences
    const auto& event = events_[i];
    if (!event.nominal || event.type == kAirstrike || event.role("weapon") != nullptr ||
        !knowledge_.is("air-retelling-nouns", tree_.lemma(event.trigger)) ||
        tree_.child(event.trigger, {Dep::compound}) != kNone)
      return false;
    for (std::size_t back = i; back > 0; --back) {
      const auto& earlier = events_[back - 1];
      if (tree_.sentence(event.trigger) - tree_.sentence(earlier.trigger) > kReach) return false;
      if (earlier.type == kAirstrike && !conflict(event, earlier, "perpetrator")) return true;
    }
    // "Strikes killed nine", as a headline has it, and what aircraft flew them further down.
    if (tree_.token(event.trigger).tag != "NNS" ||
        !knowledge_.is("air-announcing-nouns", tree_.lemma(event.trigger)))
      return false;
    return std::ranges::any_of(events_, [&](const Event& other) {
      return other.type == kAirstrike &&
             tree_.sentence(other.trigger) - tree_.sentence(event.trigger) <= kReach &&
             (names_aircraft(other) || !conflict(event, other, "perpetrator"));
    });
  }

  // "Warplanes bombed": whose they are is not told.
  [[nodiscard]] bool names_aircraft(const Event& event) const {
    const auto* doer = event.role("perpetrator");
    return doer != nullptr && doer->words.end - doer->words.begin <= 2 &&
           tree_.pos(doer->head) == Pos::noun && knowledge_.is("aircraft", tree_.lemma(doer->head));
  }

  [[nodiscard]] static bool anaphoric_only(const Event& event) {
    return event.nominal && event.anaphoric;
  }

  // "The attack" means no attack that the text says there was none of, and none that was only aimed
  // at.
  [[nodiscard]] bool can_be_meant(const Event& earlier) const {
    if (!earlier.nominal) return !knowledge_.is("aiming-verbs", tree_.lemma(earlier.trigger));
    const auto det = tree_.child(earlier.trigger, {Dep::det});
    return det == kNone || !knowledge_.is("negative-determiners", tree_.lower(det));
  }

  bool link(std::size_t i, bool same_word) {
    auto& event = events_[i];
    for (std::size_t back = i; back > 0; --back) {
      auto& earlier = events_[back - 1];
      if (earlier.same_as >= 0 || !earlier.type.starts_with("event.")) continue;
      if (same_word &&
          (!earlier.nominal || tree_.lemma(earlier.trigger) != tree_.lemma(event.trigger)))
        continue;
      if (anaphoric_only(event) && !can_be_meant(earlier)) continue;
      if (!tells_again(event, earlier)) continue;
      if (event.laid && !names_doer(earlier)) {
        inherit(event, earlier);
        return true;
      }
      event.same_as = static_cast<int>(back) - 1;
      enrich(earlier, event);
      return true;
    }
    return false;
  }

  [[nodiscard]] static bool names_doer(const Event& event) {
    return event.role("perpetrator") != nullptr || event.role("agent") != nullptr;
  }

  // "Rebel shelling killed four", "Shelling of the market killed four": of one killing, what killed
  // was one shelling.
  void link_causes(const Event& killing, const Event& earlier) {
    if (!shares_toll(killing, earlier)) return;
    const int first = cause_of(earlier);
    const int again = cause_of(killing);
    if (first < 0 || again <= first) return;
    auto& cause = events_[static_cast<std::size_t>(again)];
    auto& known = events_[static_cast<std::size_t>(first)];
    if (cause.same_as >= 0 || known.same_as >= 0 || cause.type != known.type) return;
    for (const auto* role : {"perpetrator", "victim", "target"}) {
      if (conflict(cause, known, role)) return;
    }
    cause.same_as = first;
    enrich(known, cause);
  }

  // The event noun that is the subject of a killing; -1 where there is none.
  [[nodiscard]] int cause_of(const Event& killing) const {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (events_[i].nominal && tree_.head(events_[i].trigger) == killing.clause &&
          tree_.dep(events_[i].trigger) == Dep::nsubj && events_[i].type.starts_with("event."))
        return static_cast<int>(i);
    }
    return -1;
  }

  // "The front claimed the attack": the attack told before, but that it was the front's is only the
  // front's word. So it is told apart, with all else that is known of it.
  static void inherit(Event& claimed, const Event& earlier) {
    for (const auto& filler : earlier.roles) {
      if (claimed.role(filler.role) == nullptr) claimed.roles.push_back(filler);
    }
    if (claimed.time < 0 || earlier.time >= 0) claimed.time = earlier.time;
    if (claimed.place == kNone) claimed.place = earlier.place;
  }

  [[nodiscard]] bool same_filler(const Filler& a, const Filler& b) const {
    const int x = actors_.of(a.head);
    const int y = actors_.of(b.head);
    if (x != kNone && x == y) return true;
    return tree_.lemma(a.head) == tree_.lemma(b.head);
  }

  // Both have the role, and no filler of one is a filler of the other.
  [[nodiscard]] bool conflict(const Event& a, const Event& b, std::string_view role) const {
    bool both = false;
    for (const auto& x : a.roles) {
      if (x.role != role) continue;
      for (const auto& y : b.roles) {
        if (y.role != role) continue;
        both = true;
        if (same_filler(x, y)) return false;
      }
    }
    return both;
  }

  [[nodiscard]] bool share(const Event& a, const Event& b, std::string_view role) const {
    return a.role(role) != nullptr && b.role(role) != nullptr && !conflict(a, b, role);
  }

  // "The raid killed two", "the raid killed nine": two raids.
  [[nodiscard]] static bool tolls_differ(const Event& a, const Event& b) {
    const auto* x = a.role("killed");
    const auto* y = b.role("killed");
    return x != nullptr && y != nullptr && x->value != y->value;
  }

  [[nodiscard]] bool times_conflict(const Event& a, const Event& b) const {
    if (a.time < 0 || b.time < 0 || a.time == b.time) return false;
    const auto& times = tree_.document().annotated.times;
    const auto& x = times[static_cast<std::size_t>(a.time)];
    const auto& y = times[static_cast<std::size_t>(b.time)];
    return x.begin && y.begin && to_iso(*x.begin).substr(0, 7) != to_iso(*y.begin).substr(0, 7);
  }

  // A headline and the sentence under it: "Shelling kills four civilians", "… killed four
  // civilians".
  [[nodiscard]] bool shares_toll(const Event& a, const Event& b) const {
    const auto* x = a.role("killed");
    const auto* y = b.role("killed");
    return x != nullptr && y != nullptr && x->value == y->value && share(a, b, "victim") &&
           std::abs(tree_.sentence(a.trigger) - tree_.sentence(b.trigger)) <= 1;
  }

  [[nodiscard]] bool tells_again(const Event& event, const Event& earlier) const {
    if (!near_types(knowledge_, event.type, earlier.type) || times_conflict(event, earlier))
      return false;
    for (const auto* role : {"perpetrator", "agent", "victim", "target", "object"}) {
      if (conflict(event, earlier, role)) return false;
    }
    if (tolls_differ(event, earlier)) return false;
    const bool same_word = tree_.lemma(event.trigger) == tree_.lemma(earlier.trigger);
    const int reach = same_word ? 25 : 8;  // sentences
    if (event.nominal && event.anaphoric)
      return tree_.sentence(event.trigger) - tree_.sentence(earlier.trigger) <= reach;
    if (event.type != earlier.type) return false;
    // Two clauses tell one event when doer and sufferer are the same, or the sufferer alone is
    // somebody with a name.
    const bool doer = share(event, earlier, "perpetrator") || share(event, earlier, "agent");
    const bool sufferer = share(event, earlier, "victim") || share(event, earlier, "target") ||
                          share(event, earlier, "object");
    if (doer && sufferer) return true;
    if (shares_toll(event, earlier)) return true;
    const auto* victim = event.role("victim");
    return sufferer && victim != nullptr && actors_.of(victim->head) != kNone &&
           actors_.actor(actors_.of(victim->head)).named &&
           actors_.actor(actors_.of(victim->head)).type == ActorType::person;
  }

  // "the militants", and in the next sentence "Sund Front militants".
  [[nodiscard]] bool says_whose(const Filler& filler) const {
    for (TokenIndex i = filler.words.begin; i < filler.words.end; ++i) {
      const auto& entity = tree_.token(i).entity;
      if (tree_.pos(i) == Pos::propn || entity == "ORG" || entity == "NORP" || entity == "GPE")
        return true;
    }
    return false;
  }

  [[nodiscard]] bool has(const Event& event, const Filler& filler) const {
    return std::ranges::any_of(event.roles, [&](const Filler& other) {
      return other.role == filler.role && same_filler(other, filler);
    });
  }

  void enrich(Event& first, const Event& again) const {
    for (auto& known : first.roles) {
      if ((known.role != "perpetrator" && known.role != "agent") || says_whose(known)) continue;
      for (const auto& filler : again.roles) {
        if (filler.role == known.role && same_filler(filler, known) && says_whose(filler))
          known = filler;
      }
    }
    // "militants", and in the next sentence "militants from the front": the front's.
    for (const auto* role : {"perpetrator", "agent"}) {
      if (first.role(role) == nullptr || again.role(role) == nullptr ||
          conflict(first, again, role))
        continue;
      for (const auto& filler : again.roles) {
        if (filler.role == role && says_whose(filler) && !has(first, filler))
          first.roles.push_back(filler);
      }
    }
    for (const auto& filler : again.roles) {
      // A number belongs to the telling that gives it.
      if (filler.value.empty() && first.role(filler.role) == nullptr) first.roles.push_back(filler);
    }
    if (first.time < 0) first.time = again.time;
    if (first.place == kNone) first.place = again.place;
  }
};

}  // namespace

void link_tellings(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
                   std::vector<Event>& events) {
  Linker(tree, knowledge, actors, events).run();
}

}  // namespace gainsay::read
