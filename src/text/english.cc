#include "text/english.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gainsay::text::english {
namespace {

template <typename T, std::size_t N>
std::optional<T> look_up(const std::array<std::pair<std::string_view, T>, N>& table,
                         std::string_view word) {
  const auto found = std::ranges::find(table, word, &std::pair<std::string_view, T>::first);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

using Entry = std::pair<std::string_view, int>;

constexpr std::array kMonths{
    std::pair<std::string_view, Month>{"january", {1, false}},
    std::pair<std::string_view, Month>{"february", {2, false}},
    std::pair<std::string_view, Month>{"march", {3, true}},
    std::pair<std::string_view, Month>{"april", {4, true}},
    std::pair<std::string_view, Month>{"may", {5, true}},
    std::pair<std::string_view, Month>{"june", {6, true}},
    std::pair<std::string_view, Month>{"july", {7, false}},
    std::pair<std::string_view, Month>{"august", {8, true}},
    std::pair<std::string_view, Month>{"september", {9, false}},
    std::pair<std::string_view, Month>{"october", {10, false}},
    std::pair<std::string_view, Month>{"november", {11, false}},
    std::pair<std::string_view, Month>{"december", {12, false}},
    std::pair<std::string_view, Month>{"jan", {1, true}},
    std::pair<std::string_view, Month>{"feb", {2, true}},
    std::pair<std::string_view, Month>{"mar", {3, true}},
    std::pair<std::string_view, Month>{"apr", {4, true}},
    std::pair<std::string_view, Month>{"jun", {6, true}},
    std::pair<std::string_view, Month>{"jul", {7, true}},
    std::pair<std::string_view, Month>{"aug", {8, true}},
    std::pair<std::string_view, Month>{"sep", {9, true}},
    std::pair<std::string_view, Month>{"sept", {9, true}},
    std::pair<std::string_view, Month>{"oct", {10, true}},
    std::pair<std::string_view, Month>{"nov", {11, true}},
    std::pair<std::string_view, Month>{"dec", {12, true}},
};

constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
constexpr std::array kWeekdayAbbreviations{
    Entry{"sun", 0}, Entry{"mon", 1},  Entry{"tue", 2},   Entry{"tues", 2}, Entry{"wed", 3},
    Entry{"thu", 4}, Entry{"thur", 4}, Entry{"thurs", 4}, Entry{"fri", 5},  Entry{"sat", 6},
};

constexpr std::array kSeasons{Entry{"spring", 3}, Entry{"summer", 6}, Entry{"autumn", 9},
                              Entry{"fall", 9}, Entry{"winter", 12}};

constexpr std::array kUnits{
    std::pair<std::string_view, TimeUnit>{"minute", TimeUnit::hour},
    std::pair<std::string_view, TimeUnit>{"hour", TimeUnit::hour},
    std::pair<std::string_view, TimeUnit>{"day", TimeUnit::day},
    std::pair<std::string_view, TimeUnit>{"week", TimeUnit::week},
    std::pair<std::string_view, TimeUnit>{"month", TimeUnit::month},
    std::pair<std::string_view, TimeUnit>{"year", TimeUnit::year},
    std::pair<std::string_view, TimeUnit>{"decade", TimeUnit::decade},
};

constexpr std::array kSmallNumbers{
    Entry{"zero", 0},     Entry{"one", 1},        Entry{"two", 2},       Entry{"three", 3},
    Entry{"four", 4},     Entry{"five", 5},       Entry{"six", 6},       Entry{"seven", 7},
    Entry{"eight", 8},    Entry{"nine", 9},       Entry{"ten", 10},      Entry{"eleven", 11},
    Entry{"twelve", 12},  Entry{"thirteen", 13},  Entry{"fourteen", 14}, Entry{"fifteen", 15},
    Entry{"sixteen", 16}, Entry{"seventeen", 17}, Entry{"eighteen", 18}, Entry{"nineteen", 19},
    Entry{"twenty", 20},  Entry{"thirty", 30},    Entry{"forty", 40},    Entry{"fifty", 50},
    Entry{"sixty", 60},   Entry{"seventy", 70},   Entry{"eighty", 80},   Entry{"ninety", 90},
};

constexpr std::array kOrdinals{
    Entry{"first", 1}, Entry{"second", 2}, Entry{"third", 3},   Entry{"fourth", 4},
    Entry{"fifth", 5}, Entry{"sixth", 6},  Entry{"seventh", 7}, Entry{"eighth", 8},
    Entry{"ninth", 9}, Entry{"tenth", 10},
};

using Amount = std::pair<std::string_view, double>;
constexpr std::array kMultipliers{Amount{"hundred", 1e2}, Amount{"thousand", 1e3},
                                  Amount{"million", 1e6}, Amount{"billion", 1e9},
                                  Amount{"trillion", 1e12}};
// "Dozens" is at least two of them, and so on up.
constexpr std::array kVague{Amount{"dozens", 24},    Amount{"scores", 40},
                            Amount{"hundreds", 200}, Amount{"thousands", 2000},
                            Amount{"millions", 2e6}, Amount{"billions", 2e9},
                            Amount{"several", 3}};

constexpr std::array kHedges{
    Hedge{"no fewer than", Bound::at_least},
    Hedge{"not fewer than", Bound::at_least},
    Hedge{"no less than", Bound::at_least},
    Hedge{"not less than", Bound::at_least},
    Hedge{"a minimum of", Bound::at_least},
    Hedge{"as few as", Bound::at_least},
    Hedge{"in excess of", Bound::at_least},
    Hedge{"as many as", Bound::at_most},
    Hedge{"as much as", Bound::at_most},
    Hedge{"no more than", Bound::at_most},
    Hedge{"not more than", Bound::at_most},
    Hedge{"a maximum of", Bound::at_most},
    Hedge{"in the region of", Bound::approximate},
    Hedge{"at least", Bound::at_least},
    Hedge{"more than", Bound::at_least},
    Hedge{"greater than", Bound::at_least},
    Hedge{"upwards of", Bound::at_least},
    Hedge{"upward of", Bound::at_least},
    Hedge{"well over", Bound::at_least},
    Hedge{"just over", Bound::at_least},
    Hedge{"up to", Bound::at_most},
    Hedge{"at most", Bound::at_most},
    Hedge{"fewer than", Bound::at_most},
    Hedge{"less than", Bound::at_most},
    Hedge{"just under", Bound::at_most},
    Hedge{"an estimated", Bound::approximate},
    Hedge{"close to", Bound::approximate},
    Hedge{"or so", Bound::approximate},
    Hedge{"over", Bound::at_least},
    Hedge{"above", Bound::at_least},
    Hedge{"exceeding", Bound::at_least},
    Hedge{"under", Bound::at_most},
    Hedge{"below", Bound::at_most},
    Hedge{"some", Bound::approximate},
    Hedge{"about", Bound::approximate},
    Hedge{"around", Bound::approximate},
    Hedge{"nearly", Bound::approximate},
    Hedge{"almost", Bound::approximate},
    Hedge{"roughly", Bound::approximate},
    Hedge{"approximately", Bound::approximate},
    Hedge{"circa", Bound::approximate},
    Hedge{"estimated", Bound::approximate},
    Hedge{"perhaps", Bound::approximate},
    Hedge{"maybe", Bound::approximate},
    Hedge{"possibly", Bound::approximate},
};

constexpr auto kDayParts =
    std::to_array<std::string_view>({"morning", "afternoon", "evening", "night", "noon", "midday",
                                     "midnight", "dawn", "dusk", "overnight"});

constexpr auto kBeforeATime = std::to_array<std::string_view>(
    {"in",     "since",  "until", "till",    "by",         "from",    "of",
     "during", "before", "after", "through", "throughout", "between", "last",
     "next",   "this",   "early", "late",    "mid",        "around",  "for",
     "year",   "on",     "about", "past",    "every",      "circa",   "to"});

constexpr auto kCounted = std::to_array<std::string_view>(
    {"people",     "persons",     "civilians",  "fighters",   "soldiers", "militants",
     "rebels",     "families",    "troops",     "men",        "women",    "children",
     "others",     "refugees",    "insurgents", "residents",  "members",  "prisoners",
     "homes",      "houses",      "dead",       "killed",     "wounded",  "injured",
     "bodies",     "police",      "policemen",  "officers",   "students", "villages",
     "miles",      "km",          "kilometers", "kilometres", "metres",   "meters",
     "tons",       "tonnes",      "dollars",    "euros",      "percent",  "per",
     "protesters", "victims",     "deaths",     "casualties", "workers",  "hostages",
     "households", "inhabitants", "missiles",   "more"});

constexpr auto kFuture = std::to_array<std::string_view>(
    {"will", "shall", "until", "till", "due", "scheduled", "planned", "upcoming", "expected",
     "coming", "plans", "planning", "slated"});

constexpr auto kNumbered = std::to_array<std::string_view>(
    {"division", "brigade",    "battalion", "regiment", "unit",    "route",    "highway",
     "flight",   "resolution", "article",   "section",  "chapter", "block",    "camp",
     "zone",     "sector",     "district",  "area",     "room",    "no",       "number",
     "gate",     "base",       "hill",      "point",    "channel", "page",     "phase",
     "level",    "type",       "class",     "model",    "mark",    "category", "company",
     "squadron", "line",       "platform",  "act",      "order",   "decree",   "law",
     "part",     "volume",     "version",   "day",      "season",  "boeing",   "airbus",
     "corps",    "checkpoint", "paragraph", "annex",    "exit"});

constexpr auto kNumberedInLowerCase = std::to_array<std::string_view>(
    {"resolution", "article", "section", "chapter", "page", "flight", "paragraph", "number", "room",
     "category", "decree"});

constexpr auto kCountedByHyphen =
    std::to_array<std::string_view>({"member", "strong", "man", "person", "vehicle", "men"});

constexpr auto kNotBeforeOne =
    std::to_array<std::string_view>({"the", "no", "this", "that", "any", "every", "each", "which",
                                     "number", "as", "day", "phase", "some", "another"});
constexpr auto kBeforeAClause = std::to_array<std::string_view>(
    {"said", "says", "say", "saying", "reported", "reports", "added", "confirmed", "told",
     "reporters", "announced", "claimed", "stated", "and"});
constexpr auto kNotAfterOne =
    std::to_array<std::string_view>({"of", "another", "can", "could", "must", "should", "might",
                                     "may", "would", "cannot", "s", "thing"});

constexpr auto kNotAHedgeOver = std::to_array<std::string_view>(
    {"control", "power", "authority", "flew", "fly", "flying", "fight", "fighting", "dispute",
     "talks", "war", "takes", "took", "hovered", "taken"});

constexpr auto kNameSmallWords =
    std::to_array<std::string_view>({"of", "for", "the", "and", "&", "in"});

constexpr auto kElisions =
    std::to_array<std::string_view>({"em", "tis", "twas", "til", "cause", "bout", "round", "n"});

constexpr auto kNotAWeekdayAfter =
    std::to_array<std::string_view>({"black", "good", "bloody", "ash", "palm", "easter"});
constexpr auto kNotAWeekdayBefore = std::to_array<std::string_view>(
    {"mosque", "times", "telegraph", "agreement", "prayer", "prayers", "market", "sermon"});

}  // namespace

std::optional<Month> month_of(std::string_view word) { return look_up(kMonths, word); }

std::optional<Weekday> weekday_of(std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  if (const auto short_form = look_up(kWeekdayAbbreviations, word)) {
    return Weekday{.number = static_cast<unsigned>(*short_form), .abbreviated = true};
  }
  const bool plural = word.ends_with("days");
  if (!plural && !word.ends_with("day")) return std::nullopt;
  const auto found = std::ranges::find(kWeekdays, plural ? word.substr(0, word.size() - 1) : word);
  if (found == kWeekdays.end()) return std::nullopt;
  return Weekday{.number = static_cast<unsigned>(found - kWeekdays.begin()), .plural = plural};
}

std::optional<unsigned> season_of(std::string_view word) {
  const auto month = look_up(kSeasons, word);
  return month ? std::optional(static_cast<unsigned>(*month)) : std::nullopt;
}

std::optional<UnitWord> time_unit_of(std::string_view word) {
  if (const auto unit = look_up(kUnits, word)) return UnitWord{*unit, false};
  if (!word.ends_with('s')) return std::nullopt;
  const auto unit = look_up(kUnits, word.substr(0, word.size() - 1));
  return unit ? std::optional(UnitWord{*unit, true}) : std::nullopt;
}

std::optional<int> small_number_of(std::string_view word) { return look_up(kSmallNumbers, word); }
std::optional<unsigned> ordinal_of(std::string_view word) {
  const auto number = look_up(kOrdinals, word);
  return number ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
}

double multiplier_of(std::string_view word) { return look_up(kMultipliers, word).value_or(0); }
double vague_of(std::string_view word) { return look_up(kVague, word).value_or(0); }
std::span<const Hedge> hedges() { return kHedges; }

bool is_one_of(WordList list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

WordList day_parts() { return kDayParts; }
WordList before_a_time() { return kBeforeATime; }
WordList counted() { return kCounted; }
WordList future() { return kFuture; }
WordList numbered() { return kNumbered; }
WordList numbered_in_lower_case() { return kNumberedInLowerCase; }
WordList counted_by_hyphen() { return kCountedByHyphen; }
WordList not_before_one() { return kNotBeforeOne; }
WordList before_a_clause() { return kBeforeAClause; }
WordList not_after_one() { return kNotAfterOne; }
WordList not_a_hedge_over() { return kNotAHedgeOver; }
WordList name_small_words() { return kNameSmallWords; }
WordList elisions() { return kElisions; }
WordList not_a_weekday_after() { return kNotAWeekdayAfter; }
WordList not_a_weekday_before() { return kNotAWeekdayBefore; }

std::span<const Misread> misread_acronyms() {
  static constexpr std::array<Misread, 1> kAll{{{"IS", "UN"}}};
  return kAll;
}

std::span<const Misread> name_joiners() {
  static constexpr std::array<Misread, 3> kAll{{{"and", "Alk"}, {"the", "Ter"}, {"&", "K"}}};
  return kAll;
}

}  // namespace gainsay::text::english
