// What English calls months, weekdays, numbers and hedges: the one place where the grammars of this
// stage know words.
//
// These are tables in C++ and no knowledge file, for now: they are closed classes that no analyst
// extends (there are twelve months), times and numbers are found without any knowledge loaded, and
// a second language will need a grammar of its own beside its words. Open classes (what is counted,
// which verbs report) are the reader's and lie in knowledge/.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace gainsay::text::english {

// All words in lower case.
struct Month {
  unsigned number = 0;
  bool also_a_word = false;  // "may", "march", "mar": a month only where its neighbours say so
};
std::optional<Month> month_of(std::string_view word);

struct Weekday {
  unsigned number = 0;       // 0 Sunday … 6 Saturday
  bool abbreviated = false;  // "Sun", "Sat": a weekday only before a date
  bool plural = false;       // "Tuesdays", also what is left of "Tuesday's"
};
std::optional<Weekday> weekday_of(std::string_view word);

// First month of the season, northern: its three months. "fall" is a word besides.
std::optional<unsigned> season_of(std::string_view word);

enum class TimeUnit { hour, day, week, month, year, decade };
struct UnitWord {
  TimeUnit unit = TimeUnit::day;
  bool plural = false;
};
std::optional<UnitWord> time_unit_of(std::string_view word);

// "zero" … "nineteen", "twenty" … "ninety".
std::optional<int> small_number_of(std::string_view word);
// "first" … "tenth", for days of a month.
std::optional<unsigned> ordinal_of(std::string_view word);
// "hundred", "thousand", "million", "billion", "trillion"; 0 for other words.
double multiplier_of(std::string_view word);
// "dozens" 24, "scores" 40, "hundreds" 200 …: the least they can mean; 0 for other words.
double vague_of(std::string_view word);

enum class Bound { none, at_least, at_most, approximate };
// A phrase that ends just before a number: words parted by one space.
struct Hedge {
  std::string_view phrase;
  Bound bound;
};
std::span<const Hedge> hedges();  // longest first

// Acronyms in capitals that a parser reads as words, each with a name of as many letters that it
// knows for one.
struct Misread {
  std::string_view word;
  std::string_view name;
};
std::span<const Misread> misread_acronyms();
// What joins the words of one name, "Front of Sund and the Coast", and a parser takes for the end
// of it: each with a name of as many letters that nobody bears.
std::span<const Misread> name_joiners();

using WordList = std::span<const std::string_view>;
bool is_one_of(WordList list, std::string_view word);
WordList day_parts();               // "morning", "night"
WordList before_a_time();           // "in", "since": what makes "May" a month and "2013" a year
WordList counted();                 // "people", "soldiers": what makes "2013" a number
WordList future();                  // "will", "until"
WordList numbered();                // "Division", "Route": a number after them is part of a name
WordList numbered_in_lower_case();  // those of them that are so in lower case, too: "page"
WordList counted_by_hyphen();       // "12-member": the 12 is a count
WordList not_before_one();          // "the one", "no one"
WordList before_a_clause();         // what "that one guard was killed" follows
WordList not_after_one();           // "one of", "one another"
WordList not_a_hedge_over();        // "control over 12 villages"
WordList name_small_words();        // "of", "the": not in an acronym, mostly
WordList elisions();                // "'em", "'tis": no quotation
WordList not_a_weekday_after();     // "Black Friday"
WordList not_a_weekday_before();    // "Friday Mosque"

}  // namespace gainsay::text::english
