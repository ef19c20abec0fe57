// What countries are called in the world's languages, by Unicode's CLDR, which ICU carries:
// GeoNames' packages have them in English alone.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace gainsay::places {

// Names by ISO 3166 code, for each of `codes`.
[[nodiscard]] std::map<std::string, std::vector<std::string>> country_names(
    const std::vector<std::string>& codes);

}  // namespace gainsay::places
