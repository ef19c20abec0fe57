#include <algorithm>
#include <array>
#include <unordered_set>

#include "ask/ask.h"
#include "ask/brief.h"
#include "ask/index.h"
#include "ask/status_style.h"

namespace gainsay::ask {
namespace {

// The words of `part` stand in `whole`, case, accents and punctuation apart.
bool holds_words(std::string_view whole, std::string_view folded_part) {
  return !folded_part.empty() &&
         (" " + fold(whole) + " ").find(" " + std::string(folded_part) + " ") != std::string::npos;
}

// Actors whose id is `query` or one of whose names holds it.
std::unordered_set<std::string> actors_named(const ledger::View& view, const std::string& query) {
  std::unordered_set<std::string> ids;
  const std::string folded = fold(query);
  for (const auto& actor : view.actors) {
    const bool named = actor.id == query || holds_words(actor.name, folded) ||
                       std::ranges::any_of(actor.aliases, [&](const auto& alias) {
                         return holds_words(alias.name, folded);
                       });
    if (named) ids.insert(actor.id);
  }
  return ids;
}

class Filtering {
 public:
  Filtering(const ledger::View& view, const Filter& filter, const Index& index)
      : filter_(filter),
        index_(index),
        actors_(actors_named(view, filter.actor)),
        places_(actors_named(view, filter.place)) {}

  [[nodiscard]] bool accepts(const Claim& claim) const {
    const auto& proposition = *claim.proposition;
    return (!filter_.status || proposition.status == *filter_.status) &&
           (filter_.type.empty() || proposition.type == filter_.type ||
            proposition.type.starts_with(filter_.type + ".")) &&
           (filter_.actor.empty() || has_actor(claim)) &&
           (filter_.place.empty() || is_in_place(proposition)) && is_in_time(claim) &&
           (filter_.document.empty() || is_in_document(claim));
  }

 private:
  [[nodiscard]] bool has_actor(const Claim& claim) const {
    const std::string folded = fold(filter_.actor);
    return std::ranges::any_of(claim.proposition->roles,
                               [&](const auto& role) {
                                 return actors_.contains(role.actor) ||
                                        holds_words(role.text, folded);
                               }) ||
           std::ranges::any_of(claim.assertions, [&](const auto* assertion) {
             return actors_.contains(assertion->by) ||
                    std::ranges::any_of(assertion->via,
                                        [&](const auto& via) { return actors_.contains(via); });
           });
  }

  [[nodiscard]] bool is_in_place(const weigh::Proposition& proposition) const {
    if (holds_words(proposition.place_text, fold(filter_.place))) return true;
    std::vector<std::string> waiting{proposition.place_actor};
    std::unordered_set<std::string> seen;
    while (!waiting.empty()) {
      const std::string at = std::move(waiting.back());
      waiting.pop_back();
      if (!seen.insert(at).second) continue;
      if (places_.contains(at) || holds_words(at, fold(filter_.place))) return true;
      if (const auto* place = index_.actor(at))
        waiting.insert(waiting.end(), place->within.begin(), place->within.end());
    }
    return false;
  }

  // A date of reduced precision stands for its first and its last day: what may lie in the time
  // asked for is given.
  static std::string first_day(std::string date) {
    if (date.size() == 4) date += "-01";
    if (date.size() == 7) date += "-01";
    return date.substr(0, 10);
  }
  static std::string last_day(std::string date) {
    if (date.size() == 4) date += "-12";
    if (date.size() == 7) date += "-31";
    return date.substr(0, 10);
  }

  [[nodiscard]] bool overlaps(const std::string& begin, const std::string& end) const {
    return (filter_.since.empty() || last_day(end) >= first_day(filter_.since)) &&
           (filter_.until.empty() || first_day(begin) <= last_day(filter_.until));
  }

  // By the claim's own time; where it has none, by when it was told.
  [[nodiscard]] bool is_in_time(const Claim& claim) const {
    if (filter_.since.empty() && filter_.until.empty()) return true;
    if (const auto& time = claim.proposition->time) {
      if (!time->value.empty()) return overlaps(time->value, time->value);
      if (!time->begin_value.empty() || !time->end_value.empty())
        return overlaps(time->begin_value.empty() ? "0001" : time->begin_value,
                        time->end_value.empty() ? "9999" : time->end_value);
    }
    return std::ranges::any_of(claim.assertions, [&](const auto* assertion) {
      const auto* document = index_.document(assertion->doc);
      const std::string day = document ? day_of(*document) : std::string();
      return !day.empty() && overlaps(day, day);
    });
  }

  [[nodiscard]] bool is_in_document(const Claim& claim) const {
    return std::ranges::any_of(claim.assertions, [&](const auto* assertion) {
      return assertion->doc.starts_with(filter_.document) ||
             assertion->doc.starts_with("sha256:" + filter_.document);
    });
  }

  const Filter& filter_;
  const Index& index_;
  std::unordered_set<std::string> actors_;
  std::unordered_set<std::string> places_;
};

// Those who take a stance, each once, in the order of their first assertion.
std::string holders(const Index& index, const Claim& claim, Stance stance) {
  std::vector<std::string> names;
  for (const auto* assertion : claim.assertions) {
    if (stance_of(*assertion) != stance) continue;
    std::string name = printable(index.speaker(*assertion));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  std::string joined;
  for (const auto& name : names) joined += (joined.empty() ? "" : "; ") + name;
  return joined;
}

std::string place_of(const Index& index, const weigh::Proposition& proposition) {
  const auto* place = index.actor(proposition.place_actor);
  return place ? place->name : proposition.place_text;
}

// The columns that the tab-separated table and CSV share.
constexpr std::array<std::string_view, 12> kColumns{"id",    "status",  "credibility", "type",
                                                    "date",  "place",   "text",        "true",
                                                    "false", "unknown", "evidence",    "documents"};
using Row = std::array<std::string, kColumns.size()>;

Row row_of(const Index& index, const Claim& claim) {
  const auto& proposition = *claim.proposition;
  std::unordered_set<std::string_view> documents;
  for (const auto* assertion : claim.assertions) documents.insert(assertion->doc);
  const auto* first = claim.assertions.empty() ? nullptr : claim.assertions.front();
  return {proposition.id,
          std::string(weigh::name_of(proposition.status)),
          std::to_string(proposition.credibility),
          proposition.type,
          printable(when(proposition)),
          printable(place_of(index, proposition)),
          printable(proposition.text),
          holders(index, claim, Stance::holds_true),
          holders(index, claim, Stance::holds_false),
          holders(index, claim, Stance::leaves_open),
          first ? printable(index.words(first->doc, first->said.evidence)) : std::string(),
          std::to_string(documents.size())};
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string cut(const std::string& text, std::size_t width) {
  const auto wide = to_utf32(text);
  if (wide.size() <= width) return text + std::string(width - wide.size(), ' ');
  return to_utf8(wide.substr(0, width - 1)) + "…";
}

std::string terminal_row(const Index& index, const Claim& claim, const TableStyle& style) {
  constexpr std::size_t kStatus = 14;  // "single-source" and a space
  constexpr std::size_t kId = 14;      // enough of an id for `show`
  constexpr std::size_t kDate = 11;
  constexpr std::size_t kLeast = 20;
  const auto& proposition = *claim.proposition;
  const std::size_t used = kStatus + kId + kDate;
  const std::size_t rest = style.columns > used + kLeast ? style.columns - used : kLeast;
  const std::size_t who_width = rest / 3;
  std::string who = holders(index, claim, Stance::holds_true);
  if (const auto denied = holders(index, claim, Stance::holds_false); !denied.empty())
    who += (who.empty() ? "✗ " : " ✗ ") + denied;
  const std::string status = cut(std::string(weigh::name_of(proposition.status)), kStatus - 1);
  const std::string id = proposition.id.substr(proposition.id.find(':') + 1);
  return (style.colour ? terminal_colour(proposition.status) + status + "\x1b[0m" : status) + " " +
         cut(id.substr(0, kId - 2), kId) + cut(printable(when(proposition)), kDate - 1) + " " +
         cut(headline(proposition), rest - who_width - 2) + "  " + cut(who, who_width) + "\n";
}

}  // namespace

std::vector<Claim> find_claims(const ledger::View& view, const Filter& filter) {
  const Index index(view);
  const Filtering filtering(view, filter, index);
  std::vector<Claim> claims;
  for (const auto& proposition : view.propositions) {
    Claim claim{.proposition = &proposition, .assertions = index.assertions_on(proposition.id)};
    if (filtering.accepts(claim)) claims.push_back(std::move(claim));
  }
  return claims;
}

std::string claims_table(const ledger::View& view, const std::vector<Claim>& claims,
                         const TableStyle& style) {
  const Index index(view);
  std::string table;
  for (const auto& claim : claims) {
    if (style.terminal) {
      table += terminal_row(index, claim, style);
      continue;
    }
    std::string line;
    for (const auto& field : row_of(index, claim)) line += (line.empty() ? "" : "\t") + field;
    table += line + "\n";
  }
  return table;
}

std::string claims_csv(const ledger::View& view, const std::vector<Claim>& claims) {
  const Index index(view);
  std::string csv;
  for (const auto name : kColumns) csv += (csv.empty() ? "" : ",") + std::string(name);
  csv += "\r\n";
  for (const auto& claim : claims) {
    std::string line;
    for (const auto& field : row_of(index, claim))
      line += (line.empty() ? "" : ",") + csv_field(field);
    csv += line + "\r\n";
  }
  return csv;
}

std::string claims_jsonl(const std::vector<Claim>& claims) {
  std::string lines;
  for (const auto& claim : claims) {
    lines += to_json(*claim.proposition) + "\n";
    for (const auto* assertion : claim.assertions) lines += to_json(*assertion) + "\n";
  }
  return lines;
}

}  // namespace gainsay::ask
