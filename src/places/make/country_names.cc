#include "places/make/country_names.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace gainsay::places {
namespace {

// What English-language news says and CLDR does not list.
constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kPress = {{
    {"AE", "UAE"},
    {"AE", "Emirates"},
    {"CD", "DRC"},
    {"CD", "DR Congo"},
    {"CD", "Democratic Republic of Congo"},
    {"CF", "CAR"},
    {"CG", "Congo"},
    {"CG", "Congo-Brazzaville"},
    {"GB", "Britain"},
    {"GB", "Great Britain"},
    {"US", "USA"},
    {"US", "United States of America"},
    {"RU", "Russian Federation"},
    {"SY", "Syrian Arab Republic"},
    {"MM", "Burma"},
    {"CZ", "Czech Republic"},
    {"PS", "Palestine"},
}};

}  // namespace

std::map<std::string, std::vector<std::string>> country_names(
    const std::vector<std::string>& codes) {
  std::map<std::string, std::set<std::string>> found;
  int32_t count = 0;
  const auto* locales = icu::Locale::getAvailableLocales(count);
  for (int32_t i = 0; i < count; ++i) {
    for (const auto length : {UDISPCTX_LENGTH_FULL, UDISPCTX_LENGTH_SHORT}) {
      UDisplayContext contexts[] = {length, UDISPCTX_NO_SUBSTITUTE};
      const std::unique_ptr<icu::LocaleDisplayNames> names(
          icu::LocaleDisplayNames::createInstance(locales[i], contexts, 2));
      for (const auto& code : codes) {
        icu::UnicodeString name;
        names->regionDisplayName(code.c_str(), name);
        // Null in effect where the locale has no name for it.
        if (name.isBogus() || name.length() < 2) continue;
        std::string utf8;
        name.toUTF8String(utf8);
        if (utf8 != code || code == "US") found[code].insert(utf8);
        // "Myanmar (Burma)": either.
        const auto open = utf8.find(" (");
        if (open == std::string::npos || utf8.back() != ')') continue;
        found[code].insert(utf8.substr(0, open));
        found[code].insert(utf8.substr(open + 2, utf8.size() - open - 3));
      }
    }
  }
  std::map<std::string, std::vector<std::string>> out;
  for (auto& [code, names] : found) out[code].assign(names.begin(), names.end());
  for (const auto& [code, name] : kPress)
    if (std::ranges::find(codes, code) != codes.end()) out[std::string(code)].emplace_back(name);
  return out;
}

}  // namespace gainsay::places
