#include "weigh/merge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.h"
#include "base/utf8.h"

namespace gainsay::weigh {
namespace {

using namespace std::string_view_literals;

constexpr std::array kCoreRoles{"perpetrator"sv, "agent"sv, "victim"sv, "target"sv,  "object"sv,
                                "subject"sv,     "a"sv,     "b"sv,      "audience"sv};
constexpr std::array kViolence{"event.attack"sv, "event.bombing"sv, "event.shelling"sv,
                               "event.shooting"sv, "event.airstrike"sv};

// What a proposition is compared by.
struct Facts {
  std::string type;
  std::string family;  // attacks of every kind are near each other
  std::map<std::string, std::set<std::string>>
      roles;  // core role → fillers, each an actor's id or folded words
  std::optional<Date> begin;
  std::optional<Date> end;
  std::set<std::string> place;  // actor id and folded name
  std::optional<double> value;
  std::string counted;
  std::set<std::string> killed;  // an event's toll
  std::set<int> docs;
};

// victim and target stand for each other.
std::string core_role(const std::string& role) { return role == "target" ? "victim" : role; }

std::string last_word(const std::string& folded) {
  const auto space = folded.rfind(' ');
  return space == std::string::npos ? folded : folded.substr(space + 1);
}

std::chrono::sys_days first_day(const Date& d) {
  return to_days({d.year, std::max(d.month, 1U), std::max(d.day, 1U)});
}

std::chrono::sys_days last_day(const Date& d) {
  if (d.is_day()) return to_days(d);
  const Date next = d.month == 0 ? Date{d.year + 1, 1, 1}
                                 : Date{add_months(d, 1).year, add_months(d, 1).month, 1};
  return to_days(next) - std::chrono::days(1);
}

class Merger {
 public:
  Merger(std::span<const resolve::ReadDocument> documents, const resolve::Resolved& resolved)
      : documents_(documents), resolved_(resolved) {}

  std::vector<std::vector<int>> run() {
    std::vector<std::vector<int>> out(documents_.size());
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      for (const auto& p : documents_[d].reading.propositions)
        out[d].push_back(place(facts_of(p, static_cast<int>(d)), p));
    }
    return out;
  }

 private:
  std::span<const resolve::ReadDocument> documents_;
  const resolve::Resolved& resolved_;
  std::vector<Facts> clusters_;  // the first proposition of each, with what later ones added
  std::map<std::string, std::vector<int>> blocks_;

  [[nodiscard]] const std::string& actor_id(int doc, int actor) const {
    const int global =
        resolved_.actor_of[static_cast<std::size_t>(doc)][static_cast<std::size_t>(actor)];
    return resolved_.actors[static_cast<std::size_t>(global)].id;
  }

  [[nodiscard]] bool is_named(int doc, int actor) const {
    return documents_[static_cast<std::size_t>(doc)]
        .reading.actors[static_cast<std::size_t>(actor)]
        .named;
  }

  [[nodiscard]] Facts facts_of(const read::Proposition& p, int doc) const {
    Facts out;
    out.type = p.type;
    out.family = std::ranges::find(kViolence, p.type) != kViolence.end() ? "violence" : p.type;
    out.docs = {doc};
    for (const auto& role : p.roles) {
      if (role.role == "killed" && !role.value.empty()) out.killed.insert(role.value);
      if (std::ranges::find(kCoreRoles, role.role) == kCoreRoles.end()) continue;
      auto& fillers = out.roles[core_role(role.role)];
      if (role.actor && is_named(doc, *role.actor)) fillers.insert(actor_id(doc, *role.actor));
      // "two farmers" in one page are "farmers" in the next: the head word stands for a filler
      // without a name.
      if (const auto words = fold(role.text);
          !words.empty() && !(role.actor && is_named(doc, *role.actor)))
        fillers.insert(last_word(words));
    }
    if (p.time) {
      if (!p.time->value.empty()) out.begin = out.end = parse_iso_date(p.time->value);
      if (!p.time->begin_value.empty()) out.begin = parse_iso_date(p.time->begin_value);
      if (!p.time->end_value.empty()) out.end = parse_iso_date(p.time->end_value);
    }
    if (p.place) {
      if (p.place->actor) out.place.insert(actor_id(doc, *p.place->actor));
      if (auto words = fold(p.place->text); !words.empty()) out.place.insert(words);
    }
    if (p.quantity) {
      out.value = p.quantity->min;
      out.counted = last_word(fold(p.quantity->of));
    }
    return out;
  }

  // Blocks in which a proposition's like may lie.
  [[nodiscard]] static std::vector<std::string> blocks_of(const Facts& f) {
    std::vector<std::string> out;
    for (const auto& [role, fillers] : f.roles) {
      for (const auto& filler : fillers) out.push_back(f.family + "|" + filler);
    }
    for (const auto& where : f.place) out.push_back(f.family + "|@" + where);
    if (f.value) out.push_back(f.family + "|#" + std::to_string(*f.value));
    return out;
  }

  int place(Facts facts, const read::Proposition& p) {
    int found = -1;
    const auto blocks = blocks_of(facts);
    if (p.type != "statement") {
      for (const auto& block : blocks) {
        for (const int cluster : blocks_[block]) {
          if ((found < 0 || cluster < found) &&
              same(clusters_[static_cast<std::size_t>(cluster)], facts))
            found = cluster;
        }
      }
    }
    if (found < 0) {
      found = static_cast<int>(clusters_.size());
      clusters_.push_back(std::move(facts));
    } else {
      learn(clusters_[static_cast<std::size_t>(found)], facts);
    }
    for (const auto& block : blocks) {
      auto& list = blocks_[block];
      if (list.empty() || std::ranges::find(list, found) == list.end()) list.push_back(found);
    }
    return found;
  }

  static void learn(Facts& into, const Facts& from) {
    for (const auto& [role, fillers] : from.roles)
      into.roles[role].insert(fillers.begin(), fillers.end());
    into.docs.insert(from.docs.begin(), from.docs.end());
    into.killed.insert(from.killed.begin(), from.killed.end());
    into.place.insert(from.place.begin(), from.place.end());
    if (!into.begin) into.begin = from.begin;
    if (!into.end) into.end = from.end;
  }

  template <typename T>
  [[nodiscard]] static bool meet(const std::set<T>& a, const std::set<T>& b) {
    return std::ranges::any_of(a, [&](const auto& x) { return b.contains(x); });
  }

  // 1: the same time, 0: one does not say, -1: another time. News tells a night's event under
  // either day.
  [[nodiscard]] static int times(const Facts& a, const Facts& b) {
    if (!a.begin || !b.begin) return 0;
    const auto a_end = last_day(a.end.value_or(*a.begin));
    const auto b_end = last_day(b.end.value_or(*b.begin));
    const auto slack = std::chrono::days(1);
    return first_day(*a.begin) <= b_end + slack && first_day(*b.begin) <= a_end + slack ? 1 : -1;
  }

  [[nodiscard]] static int places(const Facts& a, const Facts& b) {
    if (a.place.empty() || b.place.empty()) return 0;
    return meet(a.place, b.place) ? 1 : -1;
  }

  [[nodiscard]] static bool same(const Facts& a, const Facts& b) {
    if (a.family != b.family) return false;
    const int time = times(a, b);
    const int place = places(a, b);
    if (time < 0) return false;
    // Whether one page tells an event twice, the reader has found by its words.
    if (a.type.starts_with("event.") && meet(a.docs, b.docs)) return false;
    // A raid that killed nine is not the raid that killed two.
    if (!a.killed.empty() && !b.killed.empty() && !meet(a.killed, b.killed)) return false;
    // Who counts some dead and then tells of others means others.
    if (a.killed.empty() != b.killed.empty() && a.family != "violence") return false;
    int shared = 0;
    for (const auto& [role, fillers] : a.roles) {
      const auto other = b.roles.find(role);
      if (other == b.roles.end()) continue;
      if (meet(fillers, other->second)) {
        ++shared;
      } else {
        return false;
      }
    }
    if (a.value && b.value) {
      const bool counted = a.counted.empty() || b.counted.empty() || a.counted == b.counted;
      return std::abs(*a.value - *b.value) < 0.5 && counted && place >= 0 &&
             (time > 0 || (place > 0 && meet(a.docs, b.docs)));
    }
    if (a.family.starts_with("relation.")) return shared >= 2;
    // An event is told by who and whom, or by one of them with the day and the place.
    if (shared >= 2) return place >= 0 || time > 0;
    if (shared == 1) return time > 0 && place >= 0;
    return shared == 0 && time > 0 && place > 0 && (a.roles.empty() || b.roles.empty()) &&
           a.type == b.type && exact(a) && exact(b);
  }

  [[nodiscard]] static bool exact(const Facts& f) {
    return f.begin && f.begin->is_day() && f.begin == f.end;
  }
};

}  // namespace

std::vector<std::vector<int>> merge_propositions(std::span<const resolve::ReadDocument> documents,
                                                 const resolve::Resolved& resolved) {
  return Merger(documents, resolved).run();
}

}  // namespace gainsay::weigh
