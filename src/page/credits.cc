#include "page/credits.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;
using Extent = AgencyCredit::Extent;

// Folded names and initials, and the name that stands for all of them.
constexpr auto kAgencies = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"reuters", "Reuters"},
     {"thomson reuters", "Reuters"},
     {"reuters staff", "Reuters"},
     {"рейтер", "Reuters"},
     {"رويترز", "Reuters"},
     {"ap", "Associated Press"},
     {"associated press", "Associated Press"},
     {"the associated press", "Associated Press"},
     {"afp", "AFP"},
     {"agence france presse", "AFP"},
     {"agence france press", "AFP"},
     {"فرانس برس", "AFP"},
     {"dpa", "dpa"},
     {"deutsche presse agentur", "dpa"},
     {"efe", "EFE"},
     {"agencia efe", "EFE"},
     {"ansa", "ANSA"},
     {"agi", "AGI"},
     {"adnkronos", "Adnkronos"},
     {"lusa", "Lusa"},
     {"upi", "UPI"},
     {"united press international", "UPI"},
     {"bloomberg", "Bloomberg"},
     {"bloomberg news", "Bloomberg"},
     {"pa", "PA Media"},
     {"pa media", "PA Media"},
     {"press association", "PA Media"},
     {"aap", "AAP"},
     {"australian associated press", "AAP"},
     {"the canadian press", "The Canadian Press"},
     {"canadian press", "The Canadian Press"},
     {"tass", "TASS"},
     {"itar tass", "TASS"},
     {"тасс", "TASS"},
     {"ria novosti", "RIA Novosti"},
     {"риа новости", "RIA Novosti"},
     {"interfax", "Interfax"},
     {"интерфакс", "Interfax"},
     {"interfax ukraine", "Interfax-Ukraine"},
     {"unian", "UNIAN"},
     {"униан", "UNIAN"},
     {"ukrinform", "Ukrinform"},
     {"укринформ", "Ukrinform"},
     {"belta", "BelTA"},
     {"xinhua", "Xinhua"},
     {"xinhua news agency", "Xinhua"},
     {"kyodo", "Kyodo"},
     {"kyodo news", "Kyodo"},
     {"jiji press", "Jiji Press"},
     {"yonhap", "Yonhap"},
     {"yonhap news agency", "Yonhap"},
     {"pti", "PTI"},
     {"press trust of india", "PTI"},
     {"ani", "ANI"},
     {"ians", "IANS"},
     {"antara", "Antara"},
     {"bernama", "Bernama"},
     {"anadolu", "Anadolu Agency"},
     {"anadolu agency", "Anadolu Agency"},
     {"aa", "Anadolu Agency"},
     {"ihlas news agency", "IHA"},
     {"dha", "DHA"},
     {"sana", "SANA"},
     {"irna", "IRNA"},
     {"isna", "ISNA"},
     {"fars news agency", "Fars"},
     {"tasnim", "Tasnim"},
     {"mehr news agency", "Mehr"},
     {"mena", "MENA"},
     {"middle east news agency", "MENA"},
     {"wam", "WAM"},
     {"emirates news agency", "WAM"},
     {"spa", "SPA"},
     {"saudi press agency", "SPA"},
     {"qna", "QNA"},
     {"qatar news agency", "QNA"},
     {"kuna", "KUNA"},
     {"petra", "Petra"},
     {"wafa", "WAFA"},
     {"nna", "NNA"},
     {"national news agency", "NNA"},
     {"ina", "INA"},
     {"iraqi news agency", "INA"},
     {"ritzau", "Ritzau"},
     {"ntb", "NTB"},
     {"stt", "STT"},
     {"belga", "Belga"},
     {"anp", "ANP"},
     {"apa", "APA"},
     {"pap", "PAP"},
     {"ctk", "CTK"},
     {"mti", "MTI"}});

// Names in a credit: "Reuters/AFP", "AFP, dpa and AP".
std::vector<std::string_view> parted(std::string_view list) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; at <= list.size();) {
    std::size_t end = std::string_view::npos;
    std::size_t skip = 0;
    for (const auto mark : {"/"sv, ", "sv, " and "sv, " & "sv, "; "sv, "|"sv}) {
      if (const auto found = list.find(mark, at); found < end) {
        end = found;
        skip = mark.size();
      }
    }
    names.push_back(list.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) break;
    at = end + skip;
  }
  return names;
}

// The agencies of a list in which nothing else stands; none otherwise.
std::vector<std::string> agencies_in(std::string_view list) {
  std::vector<std::string> agencies;
  for (const auto name : parted(list)) {
    auto agency = agency_name(name);
    if (agency.empty()) return {};
    agencies.push_back(std::move(agency));
  }
  return agencies;
}

std::string_view trimmed(std::string_view text, std::string_view marks) {
  const auto begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) + 1 - begin);
}

bool is_upper_word(std::string_view word) {
  return word.size() >= 2 && word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0 &&
         word.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

// "KESTEN, Kelmaria, March 27 (Meridian) — ": what stands in the brackets of a dateline. `sure`: a
// place in capitals stands before them, so that any name there is an agency's.
struct Dateline {
  std::string_view name;
  bool sure = false;
};

Dateline dateline_of(std::string_view paragraph) {
  constexpr std::size_t kLatest = 80;  // bytes of place and day
  const std::size_t open = paragraph.find('(');
  if (open == std::string_view::npos || open > kLatest) return {};
  const std::size_t close = paragraph.find(')', open);
  constexpr std::size_t kLongest = 60;
  if (close == std::string_view::npos || close - open > kLongest) return {};
  const std::string_view behind = trimmed(paragraph.substr(close + 1), " ");
  const bool dash = std::ranges::any_of(std::array{"-"sv, "–"sv, "—"sv, ":"sv},
                                        [&](auto mark) { return behind.starts_with(mark); });
  if (!dash) return {};
  const std::string_view place = paragraph.substr(0, open);
  if (place.find(". ") != std::string_view::npos) return {};  // a sentence before it
  const bool sure = is_upper_word(place.substr(0, place.find_first_of(" ,/")));
  return {paragraph.substr(open + 1, close - open - 1), sure};
}

bool may_be_agency(std::string_view name) {
  const auto words = std::ranges::count(name, ' ') + 1;
  const bool capital = !name.empty() && (name[0] & 0x80 || (name[0] >= 'A' && name[0] <= 'Z'));
  return capital && words <= 4 && name.find_first_of("0123456789:.") == std::string_view::npos;
}

// A paragraph that ends in its credit: "… said. (Reuters)", "… said. — AFP", or that is nothing
// else.
std::vector<std::string> credit_at_end(std::string_view paragraph) {
  std::string_view text = trimmed(paragraph, " .");
  constexpr std::size_t kAlone = 60;  // bytes
  if (text.size() <= kAlone) {
    std::string_view alone = trimmed(text, " ()[]-–—.");
    for (const auto label : {"Source: "sv, "Sources: "sv, "SOURCE: "sv, "Credit: "sv, "© "sv,
                             "Copyright "sv, "Agencies: "sv}) {
      if (alone.starts_with(label)) alone.remove_prefix(label.size());
    }
    // "AFP/ab": whoever edited it.
    const std::size_t slash = alone.find('/');
    if (slash != std::string_view::npos && alone.size() - slash <= 4 &&
        !agency_name(alone.substr(0, slash)).empty() &&
        agency_name(alone.substr(slash + 1)).empty())
      alone = alone.substr(0, slash);
    if (auto agencies = agencies_in(alone); !agencies.empty()) return agencies;
  }
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    const std::string_view before = trimmed(text.substr(0, open), " ");
    if (open != std::string_view::npos && ends_sentence(before))
      return agencies_in(text.substr(open + 1, text.size() - open - 2));
    return {};
  }
  for (const auto mark : {" — "sv, " – "sv, " - "sv, " —"sv, " –"sv, " -"sv}) {
    const std::size_t dash = text.rfind(mark);
    if (dash == std::string_view::npos || !ends_sentence(trimmed(text.substr(0, dash), " ")))
      continue;
    return agencies_in(text.substr(dash + mark.size()));
  }
  return {};
}

// Says that others had a part in the article.
bool tells_contribution(std::string_view folded) {
  static constexpr std::array kBegins = {
      "with reporting by"sv,       "with additional reporting by"sv,
      "additional reporting by"sv, "with reporting from"sv,
      "with inputs from"sv,        "with input from"sv,
      "with files from"sv,         "with material from"sv,
      "with information from"sv,   "with agency"sv,
      "with agencies"sv,           "reporting by"sv,
      "compiled from"sv,           "material from"sv,
      "information from"sv,        "includes reporting"sv,
      "this report includes"sv,    "this story includes"sv,
      "this article includes"sv};
  static constexpr std::array kHolds = {"contributed to this"sv, "contributed reporting"sv,
                                        "was used in this"sv, "were used in this"sv};
  constexpr std::size_t kAlone = 60;  // bytes: "With Reuters and AFP"
  if (folded.size() <= kAlone && folded.starts_with("with ")) return true;
  return std::ranges::any_of(kBegins, [&](auto begin) { return folded.starts_with(begin); }) ||
         std::ranges::any_of(
             kHolds, [&](auto held) { return folded.find(held) != std::string_view::npos; });
}

// Initials are agencies only in capitals: "pa" and "ina" are words.
bool stands_in(std::string_view paragraph, std::string_view folded, std::string_view agency) {
  constexpr std::size_t kInitials = 4;
  const std::string padded = " " + std::string(folded) + " ";
  if (padded.find(" " + std::string(agency) + " ") == std::string::npos) return false;
  if (agency.size() > kInitials || static_cast<unsigned char>(agency[0]) >= 0x80) return true;
  std::string initials(agency);
  for (char& c : initials) c = static_cast<char>(c - ('a' - 'A'));
  return paragraph.find(initials) != std::string_view::npos || agency == "dpa";
}

}  // namespace

std::string agency_name(std::string_view name) {
  constexpr std::size_t kLongest = 60;  // bytes
  if (name.empty() || name.size() > kLongest) return {};
  const std::string folded = fold(name);
  const auto found =
      std::ranges::find_if(kAgencies, [&](const auto& agency) { return agency.first == folded; });
  if (found == kAgencies.end()) return {};
  return stands_in(name, folded, folded) ? std::string(found->second) : std::string();
}

std::vector<AgencyCredit> find_credits(const std::vector<std::string>& paragraphs,
                                       const std::vector<AgencyCredit>& in_byline) {
  std::vector<AgencyCredit> credits;
  const auto add = [&](const std::string& agency, Extent extent, std::string_view place) {
    const bool known =
        std::ranges::any_of(credits, [&](const auto& credit) { return credit.agency == agency; });
    if (!known) credits.push_back({agency, extent, std::string(place)});
  };
  constexpr std::size_t kFirst = 2;  // a lead in bold may stand before the dateline
  for (std::size_t i = 0; i < std::min(kFirst, paragraphs.size()); ++i) {
    const Dateline dateline = dateline_of(paragraphs[i]);
    if (dateline.name.empty()) continue;
    auto agencies = agencies_in(dateline.name);
    if (agencies.empty() && dateline.sure && may_be_agency(dateline.name))
      agencies.emplace_back(dateline.name);
    for (const auto& agency : agencies) add(agency, Extent::whole, "dateline");
    if (!agencies.empty()) break;
  }
  for (const auto& credit : in_byline) add(credit.agency, credit.extent, credit.found_in);
  constexpr std::size_t kLast = 3;
  constexpr std::size_t kLongest = 300;  // bytes of a line that tells a contribution
  for (std::size_t i = paragraphs.size() - std::min(kLast, paragraphs.size());
       i < paragraphs.size(); ++i) {
    for (const auto& agency : credit_at_end(paragraphs[i])) add(agency, Extent::whole, "end");
    if (paragraphs[i].size() > kLongest) continue;
    const std::string folded = fold(paragraphs[i]);
    if (!tells_contribution(folded)) continue;
    for (const auto& [name, agency] : kAgencies) {
      if (stands_in(paragraphs[i], folded, name))
        add(std::string(agency), Extent::part, "contribution");
    }
  }
  return credits;
}

}  // namespace gainsay::page
