#include "read/constructions.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "read/events.h"
#include "read/knowledge.h"

namespace gainsay::read {
namespace {

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
         const Constructions& constructions)
      : tree_(tree),
        knowledge_(knowledge),
        actors_(actors),
        constructions_(constructions),
        field_(tree, knowledge, actors) {}

  std::vector<Event> run() {
    for (int s = 0; s < tree_.sentence_count(); ++s) {
      for (const auto& [index, triggers] : candidates(tree_.sentence_range(s))) {
        one(constructions_.all[index], triggers);
      }
    }
    std::ranges::stable_sort(found_, {}, [](const Event& e) { return e.trigger; });
    return std::move(found_);
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Actors& actors_;
  const Constructions& constructions_;
  MatchField field_;
  std::vector<Event> found_;

  // Each construction that a word of the sentence may trigger, with these words.
  [[nodiscard]] std::map<std::size_t, std::vector<TokenIndex>> candidates(TokenRange range) const {
    std::map<std::size_t, std::vector<TokenIndex>> out;
    const auto note = [&](TokenIndex i, const std::vector<std::size_t>& indices) {
      for (const std::size_t index : indices) {
        auto& triggers = out[index];
        if (triggers.empty() || triggers.back() != i) triggers.push_back(i);
      }
    };
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (const auto found = constructions_.by_lemma.find(tree_.lemma(i));
          found != constructions_.by_lemma.end())
        note(i, found->second);
      if (const auto found = constructions_.by_word.find(tree_.lower(i));
          found != constructions_.by_word.end())
        note(i, found->second);
      note(i, constructions_.by_any_word);
    }
    return out;
  }

  void one(const Construction& construction, std::vector<TokenIndex> triggers) {
    for (const auto& pattern : construction.patterns) {
      for (const auto& match : field_.match(pattern, triggers)) {
        tell(construction, pattern, match);
        std::erase(triggers, match.trigger);
      }
      if (triggers.empty()) return;
    }
  }

  [[nodiscard]] static std::vector<TokenIndex> captured(const Pattern& pattern, const Match& match,
                                                        const std::string& name) {
    std::vector<TokenIndex> out;
    for (const auto& capture : match.captures) {
      if (pattern.captures[static_cast<std::size_t>(capture.name)] == name)
        out.push_back(capture.token);
    }
    return out;
  }

  void tell(const Construction& construction, const Pattern& pattern, const Match& match) {
    Event event;
    event.type = construction.type;
    event.pattern = construction.name;
    event.frame = construction.frame.get();
    event.trigger = event.clause = match.trigger;
    event.nominal = !tree_.is_verb(match.trigger);
    event.act = construction.act;
    event.denied = construction.denied;
    const auto first = [&](const std::string& name) {
      const auto all = name.empty() ? std::vector<TokenIndex>() : captured(pattern, match, name);
      return all.empty() ? kNone : all.front();
    };
    event.by = first(construction.by);
    event.place = first(construction.place);
    event.instead_of = first(construction.instead);
    if (construction.frame == nullptr) {
      relate(construction, pattern, match, event);
      return;
    }
    for (const auto& [role, capture] : construction.roles) {
      for (const TokenIndex one : captured(pattern, match, capture)) {
        event.roles.push_back({role, one, tree_.core(one)});
      }
    }
    event.told = clause_range(tree_, event.clause);
    set_time_and_place(tree_, knowledge_, event);
    found_.push_back(std::move(event));
  }

  // A relation has two sides; of several on one side, each is related.
  void relate(const Construction& construction, const Pattern& pattern, const Match& match,
              const Event& event) {
    if (construction.roles.size() != 2) return;
    const auto& [role_a, capture_a] = construction.roles[0];
    const auto& [role_b, capture_b] = construction.roles[1];
    for (const TokenIndex a : captured(pattern, match, capture_a)) {
      for (const TokenIndex b : captured(pattern, match, capture_b)) {
        if (a == b || (construction.type != "relation.alias" && is_one_actor(a, b))) continue;
        Event related = event;
        related.roles = {{role_a, a, named_words(a, match.trigger)},
                         {role_b, b, named_words(b, match.trigger)}};
        if (related.type == "relation.alias") tell_names_apart(related);
        related.told = told_by(related);
        if (!known(related)) found_.push_back(std::move(related));
      }
    }
  }

  [[nodiscard]] bool is_one_actor(TokenIndex a, TokenIndex b) const {
    return actors_.of(a) != kNone && actors_.of(a) == actors_.of(b);
  }

  // "Reed Front, formerly Reed Front in Halm and the Vale": a name that says no more than the other
  // goes on behind its preposition.
  void tell_names_apart(Event& event) const {
    const auto text = [&](const Filler& filler) { return fold(tree_.words(filler.words)); };
    auto& other = event.roles[1];
    if (text(event.roles[0]) != text(other)) return;
    const auto all = tree_.subtree(other.head);
    for (TokenIndex i = other.words.end; i < all.end; ++i) {
      const Pos pos = tree_.pos(i);
      if (pos != Pos::propn && pos != Pos::adp && pos != Pos::cconj && pos != Pos::det) return;
    }
    other.words.end = all.end;
  }

  [[nodiscard]] TokenRange told_by(const Event& event) const {
    TokenRange told{event.trigger, event.trigger + 1};
    for (const auto& filler : event.roles) {
      if (tree_.sentence(filler.head) != tree_.sentence(event.trigger)) continue;
      told.begin = std::min(told.begin, filler.words.begin);
      told.end = std::max(told.end, filler.words.end);
    }
    return told;
  }

  // Two constructions may see one relation in one phrase.
  [[nodiscard]] bool known(const Event& event) const {
    return std::ranges::any_of(found_, [&](const Event& other) {
      return other.type == event.type && other.roles[0].head == event.roles[0].head &&
             other.roles[1].head == event.roles[1].head &&
             other.roles[0].role == event.roles[0].role;
    });
  }

  // "his nom de guerre Abu Reed": the word that tells of a name is no part of it.
  [[nodiscard]] TokenRange named_words(TokenIndex i, TokenIndex trigger) const {
    auto name = actors_.name_in(i);
    if (name.begin <= trigger && trigger < i) name.begin = trigger + 1;
    return name.begin < name.end ? name : tree_.core(i);
  }
};

}  // namespace

std::vector<Event> find_relations(const Tree& tree, const Knowledge& knowledge,
                                  const Actors& actors) {
  return Finder(tree, knowledge, actors, knowledge.relation_constructions).run();
}

std::vector<Event> find_constructions(const Tree& tree, const Knowledge& knowledge,
                                      const Actors& actors) {
  return Finder(tree, knowledge, actors, knowledge.event_constructions).run();
}

}  // namespace gainsay::read
