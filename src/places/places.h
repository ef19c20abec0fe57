// places: a name in; which place on earth it names, where that lies and what it lies in, out.
//
// A gazetteer of settlements, provinces and countries made from GeoNames (geonames.org, CC BY 4.0)
// when gainsay is built, and a way to tell the many places of one name apart by the others that a
// text names, after Leidner, "Toponym Resolution in Text" (2007): one place a name and text, few
// countries, small distances.
//
//   auto gazetteer = gainsay::places::Gazetteer::open("build/release/gazetteer");
//   const auto found = gainsay::places::locate(*gazetteer, {{{.name = "Tripoli"}, {.name =
//   "Sidon"}}});
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::places {

// Stored: never renumber.
enum class Kind : std::uint8_t { country = 0, province = 1, settlement = 2 };

using PlaceIndex = std::uint32_t;  // of one gazetteer

struct Place {
  std::string name;  // in English where GeoNames has it: "Aleppo"; a province apart from the town
                     // that it is named after: "Aleppo Province"
  Kind kind = Kind::settlement;
  double lat = 0;  // degrees, WGS 84; of a province or country the middle of its settlements
  double lon = 0;
  std::optional<std::uint32_t> geonames = {};  // GeoNames' id; most provinces come without one
  std::uint32_t population = 0;                // 0 where it is not known
  std::optional<PlaceIndex> within = {};  // a settlement's province (else country), a province's
                                          // country

  bool operator==(const Place&) const = default;
};

// The gazetteer's file, mapped into memory: opening it reads a page, a look-up touches a few.
// Immutable, shared by threads; copies share the mapping.
class Gazetteer {
 public:
  // Errors: not_found, damaged.
  static Result<Gazetteer> open(const std::string& path);
  // The same from bytes that make_gazetteer (places/build.h) gave.
  static Result<Gazetteer> from_bytes(std::string bytes, const std::string& name);

  // What bears this name in any script, whatever its capitals, accents, hyphens and spaces; by
  // index.
  [[nodiscard]] std::vector<PlaceIndex> named(std::string_view name) const;
  // What bears a name that is written like this one by another romanisation: same consonants, other
  // vowels, article or doubled letters ("Tel Rifaat", "Tall Rif‘at"). Only for countries that write
  // in scripts of few vowels.
  [[nodiscard]] std::vector<PlaceIndex> alike(std::string_view name) const;

  [[nodiscard]] std::uint32_t size() const;
  // `index` is below size().
  [[nodiscard]] Place place(PlaceIndex index) const;
  // What it lies in, nearest first: province, country.
  [[nodiscard]] std::vector<PlaceIndex> around(PlaceIndex index) const;
  [[nodiscard]] bool lies_in(PlaceIndex inner, PlaceIndex outer) const;
  [[nodiscard]] PlaceIndex country(PlaceIndex index) const;

 private:
  struct File;
  explicit Gazetteer(std::shared_ptr<const File> file);
  std::shared_ptr<const File> file_;
};

// Great circle, kilometres.
[[nodiscard]] double distance(const Place& a, const Place& b);

// A name as one text uses it. The caller has decided that the text means a place.
struct Toponym {
  std::string name;
  int times = 1;                  // how often the text says it
  std::optional<Kind> kind = {};  // when the text says what it is: "X province", "the town of X"
  std::vector<int> inside = {};   // what the text says it lies in ("X, Y"; "X in Y province"):
                                 // indices of the same list
  // Not a place of the text but a hint where it plays: the country of "the Chadian army".
  bool hint = false;

  bool operator==(const Toponym&) const = default;
};

// For each of them its place, or nothing: a name that the gazetteer lacks, or one that it has only
// for places which nothing in the text speaks for.
[[nodiscard]] std::vector<std::optional<PlaceIndex>> locate(const Gazetteer& gazetteer,
                                                            std::span<const Toponym> toponyms);

}  // namespace gainsay::places
