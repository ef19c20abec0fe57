// What one happening did, joined to what did it. "Air strikes by the garrison killed nine people"
// tells a strike, a killing and a toll: the killing's doer is the strike's, and the strike has the
// nine.
#include <algorithm>

#include "read/arguments.h"
#include "read/events.h"

namespace gainsay::read {
namespace {

class Joiner {
 public:
  Joiner(const Tree& tree, const Knowledge& knowledge, std::vector<Event>& events)
      : tree_(tree), knowledge_(knowledge), events_(events) {}

  void run() {
    for (auto& event : events_) {
      if (does_harm(event)) inherit_doer(event);
      mark_accident(event);
    }
    std::erase_if(events_, [](const Event& event) { return event.type.empty(); });
    for (auto& event : events_) {
      if (does_harm(event)) {
        name_means(event);
      } else if (is_cause(event)) {
        // "an attack targeting a wedding": no attack attacks.
        std::erase_if(event.roles, [&](const Filler& f) {
          const auto* other = f.role == "perpetrator" ? cause_at(f.head) : nullptr;
          return other != nullptr && other != &event;
        });
      }
    }
    for (std::size_t i = 0; i < events_.size(); ++i) give_number(events_[i]);
    // Where a sentence counts nothing, the victims that it names are the count.
    for (auto& event : events_) count_named(event);
    for (auto& event : events_) count_one_more(event);
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Event>& events_;

  [[nodiscard]] static bool does_harm(const Event& event) {
    return event.frame != nullptr && !event.frame->count.empty() && event.type != "quantity.killed";
  }

  // Violence that can have done harm: a raid, a bombing; no other killing, and no bomber.
  [[nodiscard]] bool is_cause(const Event& event) const {
    const auto* doer = event.role("perpetrator");
    if (doer != nullptr && doer->head == event.trigger) return false;
    return event.frame != nullptr && event.frame->count.empty() &&
           knowledge_.is("harming-types", event.type);
  }

  [[nodiscard]] Event* cause_at(TokenIndex i) {
    for (auto& event : events_) {
      if (event.trigger == i && is_cause(event)) return &event;
    }
    return nullptr;
  }

  // The event noun in a phrase: itself, or what its preposition leads to ("a wave of strikes").
  [[nodiscard]] Event* cause_in(TokenIndex noun) {
    for (const TokenIndex one : tree_.with_conjuncts(noun)) {
      if (auto* found = cause_at(one)) return found;
    }
    if (const auto of = tree_.prepositional_object(noun, knowledge_.list("of")); of != kNone)
      return cause_at(of);
    return nullptr;
  }

  // What the deaths told by `verb` are laid to: the subject or agent that is an event, "in the
  // raid", "when the raid hit", or the clause that "killing nine" ends.
  [[nodiscard]] Event* cause_of(TokenIndex verb) {
    if (verb == kNone) return nullptr;
    for (const TokenIndex c : tree_.children(verb)) {
      const Dep d = tree_.dep(c);
      if (d == Dep::nsubj || d == Dep::nsubjpass) {
        if (auto* found = cause_in(antecedent(tree_, knowledge_, c))) return found;
      }
      if (auto* found = cause_behind(c)) return found;
      if (d == Dep::advcl &&
          knowledge_.is("cause-conjunctions", tree_.lower(tree_.subtree(c).begin))) {
        if (auto* found = cause_at(c)) return found;
      }
    }
    if (auto* found = cause_shared(verb)) return found;
    // "Planes bombed the town killing nine", "a raid that left nine dead"
    for (TokenIndex at = verb, up = tree_.head(verb); up != kNone; at = up, up = tree_.head(up)) {
      const Dep d = tree_.dep(at);
      const bool participle = tree_.token(verb).tag == "VBG" &&
                              (d == Dep::advcl || d == Dep::acl || d == Dep::conj || at != verb);
      if ((d == Dep::relcl || participle) && !is_repelled(tree_, knowledge_, up)) {
        if (auto* found = cause_at(up)) return found;
      }
      if (!participle || tree_.sentence(up) != tree_.sentence(verb)) break;
      if (tree_.is_verb(up)) return cause_of_subject(up);
    }
    return nullptr;
  }

  // "in the raid", "by raids"
  [[nodiscard]] Event* cause_behind(TokenIndex preposition) {
    const Dep d = tree_.dep(preposition);
    if ((d != Dep::prep && d != Dep::agent) ||
        !knowledge_.is("cause-prepositions", tree_.lower(preposition)))
      return nullptr;
    const auto object = tree_.child(preposition, {Dep::pobj});
    return object == kNone ? nullptr : cause_in(object);
  }

  // "Nine were killed and many injured in shelling by the rebels": the nine, too.
  [[nodiscard]] Event* cause_shared(TokenIndex verb) {
    if (!tree_.is_passive(verb)) return nullptr;
    for (const TokenIndex other : tree_.children(verb)) {
      if (tree_.dep(other) != Dep::conj || !tree_.is_passive(other)) continue;
      for (const TokenIndex c : tree_.children(other)) {
        if (auto* found = cause_behind(c)) return found;
      }
    }
    return nullptr;
  }

  [[nodiscard]] Event* cause_of_subject(TokenIndex verb) {
    const auto subject = tree_.child(verb, {Dep::nsubj, Dep::nsubjpass});
    return subject == kNone ? nullptr : cause_in(antecedent(tree_, knowledge_, subject));
  }

  // "Killed in a raid by the garrison": the garrison killed. An event is no doer itself.
  void inherit_doer(Event& event) {
    const auto* cause = cause_of(event.clause);
    if (cause == nullptr || cause == &event) return;
    if (cause->type == "event.clash") {
      inherit_opponents(event, *cause);
      return;
    }
    inherit_means(event, *cause);
    // "blamed the army for the raid in which nine died": that the army killed them is not told.
    if (cause->laid) return;
    const bool known =
        std::ranges::any_of(cause->roles, [](const Filler& f) { return f.role == "perpetrator"; });
    if (!known) return;
    std::erase_if(event.roles, [&](const Filler& f) {
      return f.role == "perpetrator" && cause_at(f.head) != nullptr;
    });
    for (const auto& filler : cause->roles) {
      if (filler.role != "perpetrator" || has(event, filler) || is_own(event, filler)) continue;
      event.roles.push_back(filler);
    }
  }

  // "Nine rebels were killed in their attack": not by themselves.
  [[nodiscard]] bool is_own(const Event& event, const Filler& doer) const {
    const auto* victim = event.role("victim");
    return tree_.dep(doer.head) == Dep::poss && tree_.pos(doer.head) == Pos::pron &&
           tree_.is_verb(event.clause) && tree_.is_passive(event.clause) && victim != nullptr &&
           (knowledge_.is("strength-nouns", tree_.lemma(victim->head)) ||
            tree_.pos(victim->head) != Pos::noun);
  }

  // "Killed by a landslide": they died, and nobody killed them.
  void mark_accident(Event& event) const {
    // "The explosion was caused by a gas leak": no bombing.
    if (event.type == "event.bombing" && event.nominal) {
      const TokenIndex verb = tree_.head(event.trigger);
      // "The explosion was a gas leak": no more is that.
      auto what = verb == kNone                            ? kNone
                  : tree_.dep(event.trigger) == Dep::nsubj ? tree_.child(verb, {Dep::attr})
                  : tree_.dep(event.trigger) == Dep::nsubjpass
                      ? tree_.prepositional_object(verb, knowledge_.list("by"))
                      : kNone;
      // "The blast came from a burst boiler."
      if (what == kNone && verb != kNone && tree_.dep(event.trigger) == Dep::nsubj &&
          knowledge_.is("stemming-verbs", tree_.lemma(verb)))
        what = tree_.prepositional_object(verb, knowledge_.list("from"));
      if (what != kNone && knowledge_.is("accident-nouns", tree_.lemma(what)) &&
          tree_.child(verb, {Dep::neg}) == kNone)
        event.type = "";
      return;
    }
    const auto* doer = event.role("perpetrator");
    if (event.type != "event.killing" || doer == nullptr ||
        !knowledge_.is("disaster-nouns", tree_.lemma(doer->head)))
      return;
    event.type = "event.death";
    std::erase_if(event.roles, [](const Filler& f) { return f.role == "perpetrator"; });
  }

  // "Killed in an air strike": with it, or with what it was done with.
  void inherit_means(Event& event, const Event& cause) const {
    if (event.role("weapon") != nullptr || !knowledge_.is("means-types", cause.type)) return;
    if (const auto* weapon = cause.role("weapon")) {
      event.roles.push_back(*weapon);
    } else if (cause.nominal && !is_bombed_from_air(cause)) {
      event.roles.push_back({"weapon", cause.trigger, tree_.core(cause.trigger)});
    }
  }

  // "The bombing by jets killed nine": no bombs that somebody laid.
  [[nodiscard]] bool is_bombed_from_air(const Event& cause) const {
    return cause.type == "event.airstrike" &&
           knowledge_.is("bombardment-nouns", tree_.lemma(cause.trigger));
  }

  // "Air strikes killed nine": these are what was killed with, and nobody who did it.
  void name_means(Event& event) {
    for (auto& filler : event.roles) {
      const auto* cause = filler.role == "perpetrator" ? cause_at(filler.head) : nullptr;
      if (cause == nullptr || cause == &event) continue;
      const bool means = knowledge_.is("means-types", cause->type) && !is_bombed_from_air(*cause);
      filler.role = means ? "weapon" : "";
    }
    std::erase_if(event.roles, [](const Filler& f) { return f.role.empty(); });
  }

  // "Nine rebels died in clashes with the army": the army killed them.
  void inherit_opponents(Event& event, const Event& clash) const {
    if (event.role("perpetrator") != nullptr || event.role("victim") == nullptr) return;
    const auto opponent =
        tree_.prepositional_object(clash.trigger, knowledge_.list("opponent-prepositions"));
    if (opponent == kNone) return;
    for (const TokenIndex one : tree_.with_conjuncts(opponent)) {
      const Filler filler{"perpetrator", one, tree_.core(one)};
      const bool victim = std::ranges::any_of(event.roles, [&](const Filler& f) {
        return f.role == "victim" && tree_.lemma(f.head) == tree_.lemma(one);
      });
      if (!victim && tree_.is_noun(one)) event.roles.push_back(filler);
    }
  }

  [[nodiscard]] static bool has(const Event& event, const Filler& filler) {
    return std::ranges::any_of(event.roles, [&](const Filler& f) {
      return f.role == filler.role && f.head == filler.head;
    });
  }

  // A quantity of dead or wounded is its events' `killed` or `wounded`: of the killing that counts
  // it and of what caused that. A part is no event's number, nor is a whole war's.
  void give_number(const Event& quantity) {
    if (quantity.number < 0 || quantity.part) return;
    const std::string role = quantity.type == "quantity.killed"    ? "killed"
                             : quantity.type == "quantity.wounded" ? "wounded"
                                                                   : "";
    if (role.empty() || tells_war(quantity)) return;
    const auto range = words_of(quantity);
    Filler filler{role, range.begin, range, quantity.value};
    Event* killing = nullptr;
    for (auto& event : events_) {
      if (does_harm(event) && event.frame->count == quantity.type &&
          event.clause == quantity.clause)
        killing = &event;
    }
    if (killing == nullptr) killing = cause_of(harm_verb(quantity.clause));
    if (killing != nullptr) add_number(*killing, filler);
  }

  // "left nine dead": the verb above the word that tells their fate.
  [[nodiscard]] TokenIndex harm_verb(TokenIndex word) const {
    for (TokenIndex at = word; at != kNone; at = tree_.head(at)) {
      if (tree_.is_verb(at)) return at;
    }
    return kNone;
  }

  [[nodiscard]] TokenRange words_of(const Event& quantity) const {
    auto range = tree_.tokens_in(
        tree_.document().annotated.numbers[static_cast<std::size_t>(quantity.number)].span);
    for (const auto& filler : quantity.roles) {
      if (filler.role == "of") range.end = std::max(range.end, filler.words.end);
    }
    return range;
  }

  // False where a value is no whole number.
  static bool raise(Filler& counted, const std::string& by) {
    try {
      counted.value = std::to_string(std::stoll(counted.value) + std::stoll(by));
    } catch (const std::exception&) {
      return false;
    }
    return true;
  }

  // Joined victims add up: "nine farmers and two of their sons".
  void add_number(Event& event, const Filler& filler) const {
    for (auto& other : event.roles) {
      if (other.role != filler.role || other.value.empty()) continue;
      // "15 Farmers 3 Children Killed", as headlines have it: some of the fifteen.
      if (!are_joined(other.words, filler.words)) return;
      if (other.words.begin == filler.words.begin || !raise(other, filler.value)) return;
      other.words.end = std::max(other.words.end, filler.words.end);
      return;
    }
    event.roles.push_back(filler);
  }

  [[nodiscard]] bool are_joined(TokenRange one, TokenRange other) const {
    if (one.begin > other.begin) std::swap(one, other);
    for (TokenIndex i = one.end; i < other.begin; ++i) {
      if (tree_.pos(i) == Pos::cconj || tree_.pos(i) == Pos::punct || tree_.is_verb(i)) return true;
    }
    return false;
  }

  // "The war has killed 90,000", "since 2011": no single event's number.
  [[nodiscard]] bool tells_war(const Event& quantity) const {
    const auto sentence = tree_.sentence_range(tree_.sentence(quantity.trigger));
    const auto verb = harm_verb(quantity.clause);
    const auto clause = verb == kNone ? sentence : tree_.subtree(verb);
    if (std::ranges::any_of(tree_.document().annotated.times, [&](const auto& t) {
          return tree_.span(clause).contains(t.span) && is_long(t);
        }))
      return true;
    for (TokenIndex i = clause.begin; i < clause.end; ++i) {
      const auto& word = tree_.lower(i);
      // "war planes" are no war
      if (tree_.is_noun(i) && tree_.dep(i) != Dep::compound &&
          knowledge_.is("war-nouns", tree_.lemma(i)))
        return true;
      if (knowledge_.is("span-words", word) && i + 1 < clause.end && starts_time(i + 1))
        return true;
    }
    return false;
  }

  // Months and years: longer than one event lasts.
  [[nodiscard]] bool is_long(const text::TimeExpression& time) const {
    constexpr int kLongestEvent = 2;  // months
    const auto words = tree_.tokens_in(time.span);
    for (TokenIndex i = words.begin; i < words.end; ++i) {
      if (knowledge_.is("long-units", tree_.lemma(i))) return true;
    }
    if (!time.begin || !time.end) return false;
    if (time.begin->month == 0) return true;
    const auto months = [](const Date& d) { return d.year * 12 + static_cast<int>(d.month); };
    return months(*time.end) - months(*time.begin) > kLongestEvent;
  }

  [[nodiscard]] bool starts_time(TokenIndex i) const {
    const auto at = tree_.token(i).span.begin;
    return std::ranges::any_of(tree_.document().annotated.times, [&](const auto& t) {
      return t.span.begin <= at && at < t.span.end;
    });
  }

  [[nodiscard]] bool is_counted_beside(const Event& event) const {
    return std::ranges::any_of(events_, [&](const Event& e) {
      return e.type == "quantity.killed" && e.number >= 0 &&
             tree_.sentence(e.trigger) == tree_.sentence(event.trigger);
    });
  }

  // "A guard was killed": one, where each victim is one person.
  void count_named(Event& event) {
    if (!does_harm(event) || event.nominal || event.frame->count != "quantity.killed" ||
        event.role("killed") != nullptr || is_counted_beside(event))
      return;
    TokenRange words;
    int count = 0;
    for (const auto& filler : event.roles) {
      if (filler.role != "victim") continue;
      if (!is_one_person(filler.head)) return;
      if (count++ == 0) words = filler.words;
      words.end = std::max(words.end, filler.words.end);
    }
    if (count == 0) return;
    event.roles.push_back({"killed", words.begin, words, std::to_string(count)});
  }

  // "Nine farmers and a nurse": ten.
  void count_one_more(Event& event) {
    if (!does_harm(event) || event.frame->count != "quantity.killed") return;
    Filler* counted = nullptr;
    for (auto& filler : event.roles) {
      if (filler.role == "killed" && !filler.value.empty()) counted = &filler;
    }
    if (counted == nullptr) return;
    for (const auto& victim : event.roles) {
      const TokenIndex first = tree_.head(victim.head);
      if (victim.role != "victim" || tree_.dep(victim.head) != Dep::conj || first == kNone ||
          victim.words.begin < counted->words.end || !is_one_person(victim.head) ||
          tree_.pos(victim.head) == Pos::propn || tree_.child(first, {Dep::nummod}) == kNone)
        continue;
      if (!raise(*counted, "1")) return;
      counted->words.end = victim.words.end;
    }
    // "A governor and two of his guards": three.
    for (const auto& victim : event.roles) {
      if (victim.role != "victim" || victim.words.end > counted->words.begin ||
          !is_one_person(victim.head) || tree_.pos(victim.head) == Pos::propn)
        continue;
      const bool joined = std::ranges::any_of(event.roles, [&](const Filler& other) {
        return other.role == "victim" && tree_.dep(other.head) == Dep::conj &&
               tree_.head(other.head) == victim.head && other.words.begin <= counted->words.begin &&
               counted->words.begin < other.words.end;
      });
      if (!joined) continue;
      if (!raise(*counted, "1")) return;
      counted->words.begin = victim.words.begin;
      break;
    }
  }

  [[nodiscard]] bool is_one_person(TokenIndex noun) const {
    const auto& token = tree_.token(noun);
    if (tree_.pos(noun) == Pos::propn) return token.entity == "PERSON" && token.tag == "NNP";
    if (token.tag != "NN") return false;
    const auto det = tree_.child(noun, {Dep::det});
    const bool theirs = tree_.child(noun, {Dep::poss}) != kNone;  // "and her child"
    if (!theirs && (det == kNone || !knowledge_.is("indefinite-determiners", tree_.lower(det))))
      return false;
    return knowledge_.is("person-nouns", tree_.lemma(noun)) ||
           knowledge_.is("population-nouns", tree_.lemma(noun));
  }
};

}  // namespace

void join_outcomes(const Tree& tree, const Knowledge& knowledge, std::vector<Event>& events) {
  Joiner(tree, knowledge, events).run();
}

}  // namespace gainsay::read
