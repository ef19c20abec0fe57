// Makes the gazetteer's file (format.h) from rows; the same rows give the same bytes. For the
// program that makes it at build time (make/), and for tests.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gainsay::places {

struct CountryRow {
  std::string name;
  std::vector<std::string> other_names;
  std::uint32_t geonames = 0;
  std::uint32_t population = 0;
  // Its names are romanised in many ways: also found by their consonants.
  bool few_vowels = false;
};

struct ProvinceRow {
  std::string name;
  std::string apart;  // what tells it from a town of its name: "Province"
  std::uint32_t geonames = 0;
};

struct SettlementRow {
  std::string name;
  std::vector<std::string> other_names;
  std::string country;  // key of `countries`; rows of others are left out
  std::string
      province;  // with `country`, key of `provinces`; unknown: lies in its country directly
  double lat = 0;
  double lon = 0;
  std::uint32_t geonames = 0;
  std::uint32_t population = 0;
};

struct Rows {
  std::map<std::string, CountryRow> countries;                           // by ISO 3166 code
  std::map<std::pair<std::string, std::string>, ProvinceRow> provinces;  // by country and code
  std::vector<SettlementRow> settlements;
};

[[nodiscard]] std::string make_gazetteer(const Rows& rows);

}  // namespace gainsay::places
