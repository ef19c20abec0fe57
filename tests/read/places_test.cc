// Places of hand-written analysed sentences, with a gazetteer of an invented country.

#include "places/places.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysed.h"
#include "places/build.h"
#include "read/read.h"

namespace gainsay::read {
namespace {

places::Gazetteer gazetteer() {
  places::Rows rows;
  rows.countries["AA"] = {
      .name = "Ilvania", .other_names = {}, .geonames = 10, .population = 900000};
  rows.countries["BB"] = {.name = "Farland", .other_names = {}, .geonames = 11, .population = 5000};
  rows.provinces[{"AA", "1"}] = {.name = "Tolvary", .apart = "Province"};
  rows.provinces[{"AA", "2"}] = {.name = "Highlands", .apart = "Province"};
  const auto town = [](std::string name, std::string country, std::string province, double lat,
                       double lon, std::uint32_t geonames, std::uint32_t population) {
    return places::SettlementRow{.name = std::move(name),
                                 .other_names = {},
                                 .country = std::move(country),
                                 .province = std::move(province),
                                 .lat = lat,
                                 .lon = lon,
                                 .geonames = geonames,
                                 .population = population};
  };
  rows.settlements = {town("Tolvary", "AA", "1", 10.5, 20.25, 21, 300000),
                      town("Harisk", "AA", "1", 10.7, 20.45, 20, 400),
                      town("Kesten", "AA", "2", 12, 22, 22, 50),
                      town("Reed", "BB", "", -60, -170, 30, 500)};
  return places::Gazetteer::from_bytes(places::make_gazetteer(rows), "invented").value();
}

// "event.killing at Tolvary: 10.50 20.25 #21" and "place Tolvary < Tolvary Province < Ilvania".
std::vector<std::string> show(const Reading& reading) {
  std::vector<std::string> out;
  for (const auto& proposition : reading.propositions) {
    if (!proposition.type.starts_with("event.") || !proposition.place) continue;
    std::string line = proposition.type + " at " + proposition.place->text;
    if (const auto& location = proposition.place->location) {
      char degrees[40];
      std::snprintf(degrees, sizeof degrees, ": %.2f %.2f #", location->lat, location->lon);
      line += degrees + (location->geonames ? std::to_string(*location->geonames) : "-");
    }
    out.push_back(line);
  }
  for (const auto& actor : reading.actors) {
    if (actor.type != ActorType::place) continue;
    std::string line = "place " + actor.name;
    for (const auto& outer : actor.within) line += " < " + outer;
    out.push_back(line);
  }
  return out;
}

TEST(Places, AreFoundInTheGazetteer) {
  const auto reader = load_reader({.folder = "knowledge"}, gazetteer());
  ASSERT_TRUE(reader) << to_string(reader.error());
  for (const auto& one : read_cases("places.txt"))
    EXPECT_EQ(show((*reader)->read(one.document)), one.wanted)
        << one.place << ": " << one.document.annotated.article.text;
}

TEST(Places, KeepWhatTheTextSaysWithoutAGazetteer) {
  const auto reader = load_reader({.folder = "knowledge"});
  ASSERT_TRUE(reader) << to_string(reader.error());
  int located = 0;
  int lying = 0;
  for (const auto& one : read_cases("places.txt")) {
    const auto reading = (*reader)->read(one.document);
    for (const auto& proposition : reading.propositions)
      if (proposition.place && proposition.place->location) ++located;
    for (const auto& actor : reading.actors) lying += static_cast<int>(actor.within.size());
  }
  EXPECT_EQ(located, 0);
  EXPECT_GT(lying, 0);  // "Harisk, Ilvania"
}

}  // namespace
}  // namespace gainsay::read
