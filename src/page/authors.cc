#include "page/authors.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "page/credits.h"
#include "page/dates.h"
#include "page/metadata.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

constexpr std::array kPrefixes = {
    "By: "sv,       "By "sv,          "by "sv,         "BY "sv,       "Written by "sv,
    "Posted by "sv, "Analysis by "sv, "Opinion by "sv, "Story by "sv, "Reported by "sv,
    "Words by "sv,  "Author: "sv,     "Von "sv,        "Por "sv,      "Par "sv,
    "Автор: "sv,    "Текст: "sv,      "بقلم "sv};

// "Ada Marlow Published October 2", "Ada Marlow Monday": the name.
std::string without_date(const std::string& text) {
  std::string name;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::string folded = fold(word);
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') break;
    const bool dated = is_calendar_word(folded) || folded == "published" || folded == "updated" ||
                       folded == "posted";
    if (dated && !name.empty()) break;  // "April Marlow" is a name
    if (!name.empty()) name.push_back(' ');
    name += word;
    at = end + 1;
  }
  return name;
}

bool has_word(std::string_view folded, std::string_view word) {
  for (std::size_t at = folded.find(word); at != std::string_view::npos;
       at = folded.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || folded[at - 1] == ' ') && (end == folded.size() || folded[end] == ' '))
      return true;
  }
  return false;
}

bool has_any_word(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return has_word(folded, word); });
}

// What somebody is.
bool is_role(std::string_view folded) {
  return has_any_word(folded, {"writer", "writers", "editor", "editors", "reporter", "reporters",
                               "correspondent", "correspondents", "columnist", "contributor",
                               "contributors", "bureau", "staff", "producer", "analyst", "intern"});
}

// Whom somebody writes for.
bool is_employer(const std::string& part, std::string_view folded) {
  if (folded.starts_with("special to") || folded.starts_with("for ")) return true;
  for (const auto domain : {".com"sv, ".org"sv, ".net"sv, ".co."sv}) {
    if (to_lower(part).find(domain) != std::string::npos) return true;
  }
  return !agency_name(part).empty() ||
         has_any_word(folded, {"news", "newspapers", "press", "media", "times", "agency",
                               "agencies", "network", "magazine", "tribune", "herald", "gazette",
                               "radio", "television", "tv", "university", "institute", "newsroom"});
}

// Accounts of whoever runs a site.
bool is_nobody(std::string_view folded) {
  return folded == "admin" || folded == "administrator" || folded == "webmaster" ||
         folded == "root" || folded == "superuser" || folded == "unknown" || folded == "anonymous";
}

// "Eric Marlow Associated Press", of two elements that stood side by side.
std::string without_agency(const std::string& part) {
  for (std::size_t at = part.find(' '); at != std::string::npos; at = part.find(' ', at + 1)) {
    const std::size_t before = static_cast<std::size_t>(
        std::count(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(at), ' '));
    if (before >= 1 && !agency_name(part.substr(at + 1)).empty()) return part.substr(0, at);
  }
  return part;
}

std::string without_prefix(std::string text) {
  for (const auto prefix : kPrefixes) {
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  }
  return text;
}

// "Ada Marlow »", of a line that went on.
void drop_marks_at_end(std::string& part) {
  for (bool found = true; found;) {
    found = false;
    for (const auto mark : {" "sv, "-"sv, ":"sv, "»"sv, "–"sv, "—"sv, "•"sv, "·"sv, "|"sv}) {
      if (!part.ends_with(mark)) continue;
      part.resize(part.size() - mark.size());
      found = true;
    }
  }
}

struct Piece {
  std::string text;
  bool listed;  // after "and" or ";", so one more name
};

std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces;
  bool listed = false;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = std::string::npos;
    std::string_view parted;
    for (const auto mark : {", "sv, " and "sv, " & "sv, "; "sv, " | "sv, " / "sv, " und "sv,
                            " et "sv, " y "sv, " и "sv}) {
      if (const auto found = text.find(mark, at); found < end) {
        end = found;
        parted = mark;
      }
    }
    pieces.push_back({text.substr(at, end == std::string::npos ? end : end - at), listed});
    if (end == std::string::npos) break;
    at = end + parted.size();
    listed = parted != ", " && parted != " | ";
  }
  return pieces;
}

}  // namespace

void add_names(std::string_view line, std::vector<std::string>& authors) {
  const std::string text = without_prefix(cleaned(line));
  if (text.starts_with("http") || text.find('@') != std::string::npos) return;
  const bool dated = text.find_first_of("0123456789") != std::string::npos;
  bool named = false;  // by two words or more, in this line
  for (auto& [piece, listed] : pieces_of(text)) {
    std::string part = dated ? without_date(piece) : piece;
    part = without_agency(part);
    drop_marks_at_end(part);
    const std::string folded = fold(part);
    const auto words = std::ranges::count(folded, ' ') + 1;
    constexpr std::ptrdiff_t kMostWords = 6;
    if (folded.size() < 3 || words > kMostWords || is_nobody(folded)) continue;
    if (part.find(':') != std::string::npos) continue;  // "Topic: Roads"
    if (!authors.empty() && (is_role(folded) || is_employer(part, folded))) continue;
    // "Ada Marlow, Valleynews": a name has two words, unless all of them have one.
    if (named && words == 1 && !listed) continue;
    if (parse_page_date(part) || (dated && is_calendar_word(folded))) continue;
    named = named || words >= 2;
    if (std::ranges::find(authors, part) == authors.end()) authors.push_back(part);
  }
}

std::vector<AgencyCredit> agencies_in_byline(std::string_view line) {
  using Extent = AgencyCredit::Extent;
  std::vector<AgencyCredit> credits;
  const std::string text = without_prefix(cleaned(line));
  const auto pieces = pieces_of(text);
  const bool somebody = std::ranges::any_of(pieces, [](const Piece& piece) {
    return agency_name(piece.text).empty() && std::ranges::count(piece.text, ' ') > 0;
  });
  for (const auto& [piece, listed] : pieces) {
    auto agency = agency_name(piece);
    const bool beside = listed && somebody;
    if (agency.empty()) agency = agency_name(piece.substr(without_agency(piece).size()));
    if (!agency.empty())
      credits.push_back({std::move(agency), beside ? Extent::part : Extent::whole, "byline"});
  }
  return credits;
}

std::vector<std::string> names_in_byline(std::string_view line) {
  std::vector<std::string> names;
  add_names(line, names);
  return names;
}

}  // namespace gainsay::page
