#include "places/make/geonames.h"

#include <simdjson.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "base/file.h"
#include "base/try.h"
#include "base/utf8.h"
#include "places/keys.h"
#include "places/make/country_names.h"

namespace gainsay::places {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 28;

namespace dom = simdjson::dom;

// A field that a row lacks is an error of the file; the row's number is said by the caller.
std::string text_of(const dom::element& row, std::string_view key) {
  return std::string(std::string_view(row[key]));
}

std::uint32_t count_of(const dom::element& row, std::string_view key) {
  const auto value = std::int64_t(row[key]);
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, 0xFFFFFFFF));
}

// GeoNames' own romanisations for searching ("alrqt") begin small, and airports' codes ("ALP") are
// words of three capitals: neither is how a text names a place.
bool is_written_name(std::string_view name) {
  bool has_case = false;
  bool has_upper = false;
  for (std::size_t at = 0; at < name.size();) {
    const auto c = static_cast<UChar32>(next_code_point(name, at));
    has_upper = has_upper || u_isupper(c) || u_istitle(c);
    has_case = has_case || u_isupper(c) || u_islower(c);
  }
  const bool code =
      name.size() <= 4 && std::ranges::all_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
  return !code && (has_upper || !has_case);
}

// Languages that are written in scripts which leave vowels out, or are romanised from them.
bool few_vowels(const std::string& languages) {
  constexpr std::array<std::string_view, 12> kSuch = {"ar", "fa", "ps", "ur", "ku", "ckb",
                                                      "he", "am", "ti", "ug", "dv", "so"};
  for (std::size_t at = 0; at < languages.size();) {
    const auto end = std::min(languages.find(',', at), languages.size());
    const auto language = languages.substr(at, end - at);
    if (std::ranges::find(kSuch, language.substr(0, language.find('-'))) != kSuch.end())
      return true;
    // Only the languages that come first: elsewhere they are those of a few.
    if (at > 0) break;
    at = end + 1;
  }
  return false;
}

void read_countries(const dom::element& json, Rows& rows) {
  for (const auto& [code, row] : dom::object(json)) {
    CountryRow country;
    country.name = text_of(row, "name");
    country.geonames = count_of(row, "geonameid");
    country.population = count_of(row, "population");
    country.few_vowels = few_vowels(text_of(row, "languages"));
    rows.countries.emplace(std::string(code), std::move(country));
  }
  std::vector<std::string> codes;
  for (const auto& [code, row] : rows.countries) codes.push_back(code);
  for (auto& [code, names] : country_names(codes)) rows.countries[code].other_names = names;
}

void read_settlements(const dom::element& json, Rows& rows) {
  for (const auto& [id, row] : dom::object(json)) {
    SettlementRow settlement;
    settlement.name = text_of(row, "name");
    settlement.country = text_of(row, "countrycode");
    settlement.province = text_of(row, "admin1code");
    settlement.lat = double(row["latitude"]);
    settlement.lon = double(row["longitude"]);
    settlement.geonames = count_of(row, "geonameid");
    settlement.population = count_of(row, "population");
    for (const auto& other : dom::array(row["alternatenames"])) {
      std::string name(std::string_view{other});
      if (is_written_name(name)) settlement.other_names.push_back(std::move(name));
    }
    rows.settlements.push_back(std::move(settlement));
  }
}

// Words for "province" in the official names of provinces; what stands beside them is the name.
std::string without_word_for_province(std::string name) {
  constexpr std::array<std::string_view, 14> kBefore = {
      "Muhafazat al ",   "Muhafazat ",      "Wilayat-e ",   "Wilayat ", "Mayorality of ",
      "Gouvernorat de ", "Provincia de ",   "Provincia ",   "Misto ",   "Municipality of ",
      "Region of ",      "Departement de ", "Province of ", "Estado "};
  constexpr std::array<std::string_view, 13> kAfter = {
      " Governorate", " Province", " Oblast", " Oblast'", " Region", " Krai",      " Kray",
      " Territory",   " District", " County", " City",    " State",  " Department"};
  for (const auto word : kBefore)
    if (name.starts_with(word) && name.size() > word.size() + 2) name.erase(0, word.size());
  for (const auto word : kAfter)
    if (name.ends_with(word) && name.size() > word.size() + 2)
      name.resize(name.size() - word.size());
  return name;
}

// The fields of one line of comma-separated values (RFC 4180, no line breaks inside).
std::vector<std::string> fields(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else if (c != '\r') {
      out.back() += c;
    }
  }
  return out;
}

// Where a settlement stands, to a hundredth of a degree: both packages round alike but are of
// different years.
std::string spot(std::string_view country, double lat, double lon) {
  return std::string(country) + "," + std::to_string(std::lround(lat * 100)) + "," +
         std::to_string(std::lround(lon * 100));
}

// Provinces' names come with settlements, and codes with the same settlements in the other package:
// settlements of one name and spot vote what each code's name is.
Result<void> read_provinces(const std::string& csv, Rows& rows) {
  std::unordered_map<std::string, std::string> province_at;  // spot and name → province
  for (std::size_t at = csv.find('\n') + 1; at < csv.size();) {
    const auto end = std::min(csv.find('\n', at), csv.size());
    const auto row = fields(std::string_view(csv).substr(at, end - at));
    at = end + 1;
    if (row.size() != 6) return fail(ErrorCode::damaged, "a line has not six fields: " + row[0]);
    double lat = 0;
    double lon = 0;
    std::from_chars(row[0].data(), row[0].data() + row[0].size(), lat);
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), lon);
    province_at[spot(row[5], lat, lon) + plain_key(row[2])] = row[3];
  }
  std::map<std::pair<std::string, std::string>, std::map<std::string, int>> votes;
  for (const auto& settlement : rows.settlements) {
    const auto found = province_at.find(spot(settlement.country, settlement.lat, settlement.lon) +
                                        plain_key(settlement.name));
    if (found != province_at.end())
      ++votes[{settlement.country, settlement.province}][found->second];
  }
  for (const auto& [code, names] : votes) {
    int all = 0;
    for (const auto& [name, count] : names) all += count;
    for (const auto& [name, count] : names) {
      // Provinces were joined and parted between the packages' years; two of three is a name.
      if (name.empty() || 3 * count < 2 * all) continue;
      rows.provinces[code] = {.name = without_word_for_province(name), .apart = "Province"};
    }
  }
  return {};
}

void read_states(const dom::element& json, Rows& rows) {
  for (const auto& [code, row] : dom::object(json))
    rows.provinces[{"US", std::string(code)}] = {
        .name = text_of(row, "name"), .apart = "State", .geonames = count_of(row, "geonameid")};
}

Result<void> read_json(const std::string& path, Rows& rows,
                       void (*read)(const dom::element&, Rows&)) {
  TRY(const auto bytes, read_file(path, kLargestFile));
  dom::parser parser;
  try {
    read(parser.parse(bytes), rows);
  } catch (const simdjson::simdjson_error& error) {
    return fail(ErrorCode::damaged, std::string("is not what is expected: ") + error.what(), path);
  }
  return {};
}

}  // namespace

Result<Rows> read_geonames(const GeonamesFiles& files) {
  Rows rows;
  TRY_VOID(read_json(files.countries, rows, read_countries));
  TRY_VOID(read_json(files.cities, rows, read_settlements));
  TRY(const auto csv, read_file(files.provinces, kLargestFile));
  TRY_VOID(read_provinces(csv, rows));
  TRY_VOID(read_json(files.states, rows, read_states));
  return rows;
}

}  // namespace gainsay::places
