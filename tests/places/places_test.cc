// Names to places: on a small gazetteer of invented places, and on the real one.

#include "places/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "places/build.h"
#include "places/keys.h"

namespace gainsay::places {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// An invented country with two provinces, and a far one with a small town of the same name.
Rows invented() {
  Rows rows;
  rows.countries["AA"] = {.name = "Ilvania",
                          .other_names = {"Илвания"},
                          .geonames = 10,
                          .population = 900000,
                          .few_vowels = true};
  rows.countries["BB"] = {.name = "Farland", .other_names = {}, .geonames = 11, .population = 5000};
  rows.provinces[{"AA", "1"}] = {.name = "Tolvary", .apart = "Province"};
  rows.provinces[{"AA", "2"}] = {.name = "Highlands", .apart = "Province"};
  rows.settlements = {
      {.name = "Tolvary",
       .other_names = {"Толвари"},
       .country = "AA",
       .province = "1",
       .lat = 10.5,
       .lon = 20.25,
       .geonames = 21,
       .population = 300000},
      {.name = "Tall Harisk",
       .other_names = {},
       .country = "AA",
       .province = "1",
       .lat = 10.75,
       .lon = 20.5,
       .geonames = 20,
       .population = 400},
      {.name = "Kesten",
       .other_names = {},
       .country = "AA",
       .province = "",
       .lat = 12,
       .lon = 22,
       .geonames = 22,
       .population = 50},
      {.name = "Tolvary",
       .other_names = {},
       .country = "BB",
       .province = "9",
       .lat = -60,
       .lon = -179.5,
       .geonames = 30,
       .population = 500},
      {.name = "Nowhere",
       .other_names = {},
       .country = "??",
       .province = "",
       .lat = 0,
       .lon = 0,
       .geonames = 40,
       .population = 1},
  };
  return rows;
}

Gazetteer small() { return Gazetteer::from_bytes(make_gazetteer(invented()), "invented").value(); }

std::vector<std::string> names(const Gazetteer& gazetteer, const std::vector<PlaceIndex>& places) {
  std::vector<std::string> out;
  for (const auto index : places) out.push_back(gazetteer.place(index).name);
  return out;
}

TEST(Gazetteer, KnowsWhatLiesInWhat) {
  const auto gazetteer = small();
  ASSERT_EQ(gazetteer.size(), 8U);  // the row of an unknown country is left out
  const auto harisk = gazetteer.named("tall-harisk");
  ASSERT_EQ(harisk.size(), 1U);
  EXPECT_THAT(names(gazetteer, gazetteer.around(harisk[0])),
              ElementsAre("Tolvary Province", "Ilvania"));
  const auto kesten = gazetteer.named("Kesten");
  ASSERT_EQ(kesten.size(), 1U);
  EXPECT_THAT(names(gazetteer, gazetteer.around(kesten[0])), ElementsAre("Ilvania"));
  EXPECT_TRUE(gazetteer.lies_in(kesten[0], gazetteer.country(harisk[0])));
  EXPECT_FALSE(gazetteer.lies_in(harisk[0], kesten[0]));
  EXPECT_THAT(gazetteer.named("Nowhere"), IsEmpty());
}

TEST(Gazetteer, GivesWhatGeonamesSays) {
  const auto gazetteer = small();
  const auto place = gazetteer.place(gazetteer.named("Tall Harisk").at(0));
  EXPECT_EQ(place.kind, Kind::settlement);
  EXPECT_DOUBLE_EQ(place.lat, 10.75);
  EXPECT_DOUBLE_EQ(place.lon, 20.5);
  EXPECT_EQ(place.geonames, 20U);
  EXPECT_EQ(place.population, 400U);
  const auto country = gazetteer.place(gazetteer.named("ИЛВАНИЯ").at(0));
  EXPECT_EQ(country.name, "Ilvania");
  EXPECT_EQ(country.kind, Kind::country);
  EXPECT_EQ(country.geonames, 10U);
  EXPECT_NEAR(country.lat, 11.08, 0.01);  // the middle of its three settlements
  // A province is called what its seat is called, in every script.
  EXPECT_THAT(names(gazetteer, gazetteer.named("Толвари")),
              ElementsAre("Tolvary Province", "Tolvary"));
  EXPECT_EQ(gazetteer.place(gazetteer.named("Highlands").at(0)).geonames, std::nullopt);
}

TEST(Gazetteer, FindsOtherRomanisationsWhereScriptsHaveFewVowels) {
  const auto gazetteer = small();
  EXPECT_THAT(gazetteer.named("Tel Hariske"), IsEmpty());
  EXPECT_THAT(names(gazetteer, gazetteer.alike("Tel Hariske")), ElementsAre("Tall Harisk"));
  // Farland's Tolvary is written in one way.
  EXPECT_THAT(names(gazetteer, gazetteer.alike("Tulvary")),
              ElementsAre("Tolvary Province", "Tolvary"));
}

TEST(Gazetteer, IsTheSameForTheSameRows) {
  auto rows = invented();
  std::swap(rows.settlements.front(), rows.settlements.back());
  EXPECT_EQ(make_gazetteer(rows), make_gazetteer(invented()));
}

TEST(Gazetteer, RefusesADamagedFile) {
  const auto bytes = make_gazetteer(invented());
  for (const auto& damaged : {std::string(), bytes.substr(0, 7), bytes.substr(0, bytes.size() - 1),
                              bytes + "x", "X" + bytes.substr(1)}) {
    const auto gazetteer = Gazetteer::from_bytes(damaged, "some/file");
    ASSERT_FALSE(gazetteer);
    EXPECT_EQ(gazetteer.error().code, ErrorCode::damaged);
    EXPECT_EQ(gazetteer.error().where, "some/file");
  }
  EXPECT_EQ(Gazetteer::open("no/such/file").error().code, ErrorCode::not_found);
  // Any bit of the tables may be wrong: look-ups stay inside them.
  for (std::size_t at = 24; at < bytes.size(); ++at) {
    auto flipped = bytes;
    flipped[at] = static_cast<char>(~flipped[at]);
    const auto gazetteer = Gazetteer::from_bytes(flipped, "flipped");
    ASSERT_TRUE(gazetteer);
    for (PlaceIndex i = 0; i < gazetteer->size(); ++i) {
      EXPECT_LE(gazetteer->place(i).name.size(), bytes.size());
      EXPECT_LT(gazetteer->around(i).size(), gazetteer->size());
    }
    for (const auto index : gazetteer->named("Tolvary")) EXPECT_LT(index, gazetteer->size());
  }
}

TEST(Distance, IsTheGreatCircle) {
  const Place paris{.name = "", .lat = 48.8566, .lon = 2.3522};
  const Place tokyo{.name = "", .lat = 35.6895, .lon = 139.6917};
  EXPECT_NEAR(distance(paris, tokyo), 9712, 5);
  EXPECT_DOUBLE_EQ(distance(paris, paris), 0);
}

std::vector<std::string> split(const std::string& text, const std::string& mark) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(mark, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + mark.size();
  }
  return parts;
}

// Rows of a file beside this one: line number and fields.
std::vector<std::pair<std::string, std::vector<std::string>>> rows_of(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path << ": cannot be read; tests run from the project's root";
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (!line.empty() && line[0] != '#')
      rows.emplace_back(path + ":" + std::to_string(number), split(line, "\t"));
  }
  return rows;
}

TEST(Names, ShareAKeyWhereTheyAreOneName) {
  for (const auto& [where, fields] : rows_of("tests/places/names.tsv")) {
    ASSERT_EQ(fields.size(), 3U) << where;
    const auto& [a, b, shared] = std::tie(fields[0], fields[1], fields[2]);
    EXPECT_EQ(plain_key(a) == plain_key(b), shared == "plain") << where;
    if (shared == "plain") continue;
    EXPECT_EQ(!consonant_key(a).empty() && consonant_key(a) == consonant_key(b), shared == "alike")
        << where << ": " << consonant_key(a) << ", " << consonant_key(b);
  }
}

// "X<Y", "X province", "(X)" of texts.tsv.
std::vector<Toponym> toponyms_of(const std::string& field) {
  const auto parts = split(field, " | ");
  std::vector<Toponym> out;
  std::vector<std::string> outer;
  for (auto part : parts) {
    Toponym toponym;
    if (part.starts_with('(')) {
      toponym.hint = true;
      part = part.substr(1, part.size() - 2);
    }
    const auto in = part.find('<');
    outer.push_back(in == std::string::npos ? "" : part.substr(in + 1));
    part = part.substr(0, in);
    for (const auto& [word, kind] :
         {std::pair(" province", Kind::province), std::pair(" town", Kind::settlement),
          std::pair(" country", Kind::country)}) {
      if (!part.ends_with(word)) continue;
      part.resize(part.size() - std::string_view(word).size());
      toponym.kind = kind;
    }
    toponym.name = part;
    out.push_back(toponym);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::size_t j = 0; j < out.size(); ++j)
      if (out[j].name == outer[i]) out[i].inside.push_back(static_cast<int>(j));
  }
  return out;
}

TEST(Locate, TellsPlacesOfOneNameApartByTheOthers) {
  const auto gazetteer = Gazetteer::open(std::getenv("GAINSAY_GAZETTEER"));
  ASSERT_TRUE(gazetteer) << to_string(gazetteer.error());
  for (const auto& [where, fields] : rows_of("tests/places/texts.tsv")) {
    ASSERT_EQ(fields.size(), 2U) << where;
    const auto toponyms = toponyms_of(fields[0]);
    const auto expected = split(fields[1], " | ");
    ASSERT_EQ(toponyms.size(), expected.size()) << where;
    const auto found = locate(*gazetteer, toponyms);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (toponyms[i].hint) continue;
      std::string given = "-";
      if (found[i]) {
        const auto place = gazetteer->place(*found[i]);
        given = place.geonames ? std::to_string(*place.geonames) : place.name;
      }
      EXPECT_EQ(given, expected[i]) << where << ": " << toponyms[i].name;
    }
  }
}

TEST(Locate, NeedsNoGazetteerOfTheWorld) {
  const auto gazetteer = small();
  const std::vector<Toponym> toponyms = {{.name = "Kesten"}, {.name = "Tolvary"}};
  const auto found = locate(gazetteer, toponyms);
  ASSERT_TRUE(found[0] && found[1]);
  EXPECT_EQ(gazetteer.place(*found[0]).geonames, 22U);
  EXPECT_EQ(gazetteer.place(*found[1]).geonames, 21U);
  EXPECT_THAT(locate(gazetteer, {}), IsEmpty());
}

}  // namespace
}  // namespace gainsay::places
