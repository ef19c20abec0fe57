#include "places/build.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <optional>
#include <set>
#include <unordered_map>

#include "places/format.h"
#include "places/keys.h"
#include "places/places.h"

namespace gainsay::places {
namespace {

// The mean of points on a sphere, so that a country on both sides of the 180th degree has one.
class Middle {
 public:
  void add(double lat, double lon) {
    const double p = lat * std::numbers::pi / 180;
    const double l = lon * std::numbers::pi / 180;
    x_ += std::cos(p) * std::cos(l);
    y_ += std::cos(p) * std::sin(l);
    z_ += std::sin(p);
  }
  [[nodiscard]] double lat() const {
    return std::atan2(z_, std::hypot(x_, y_)) * 180 / std::numbers::pi;
  }
  [[nodiscard]] double lon() const { return std::atan2(y_, x_) * 180 / std::numbers::pi; }

 private:
  double x_ = 0;
  double y_ = 0;
  double z_ = 0;
};

class Builder {
 public:
  explicit Builder(const Rows& rows) : rows_(rows) {}

  std::string run() {
    order_settlements();
    number_the_larger();
    for (const auto& [code, country] : rows_.countries) add_country(code, country);
    for (const auto& [code, province] : rows_.provinces) add_province(code, province);
    for (const auto* settlement : settlements_) add_settlement(*settlement);
    return bytes();
  }

 private:
  using ProvinceKey = std::pair<std::string, std::string>;

  // What is known of a province or country from what lies in it.
  struct Area {
    PlaceIndex index = 0;
    Middle middle;
    std::uint64_t population = 0;
    std::set<std::string> keys;           // of its settlements' own names
    const SettlementRow* seat = nullptr;  // the largest settlement that bears the province's name
  };

  const Rows& rows_;
  std::vector<const SettlementRow*> settlements_;
  std::map<std::string, Area> countries_;
  std::map<ProvinceKey, Area> provinces_;
  std::vector<Record> records_;
  std::string names_;
  std::vector<std::pair<std::uint64_t, PlaceIndex>> plain_;
  std::vector<std::pair<std::uint64_t, PlaceIndex>> alike_;

  void order_settlements() {
    for (const auto& row : rows_.settlements)
      if (rows_.countries.contains(row.country)) settlements_.push_back(&row);
    std::ranges::sort(settlements_, {}, [](const auto* row) {
      return std::tie(row->country, row->geonames, row->name);
    });
  }

  void number_the_larger() {
    PlaceIndex next = 0;
    for (const auto& [code, country] : rows_.countries) countries_[code].index = next++;
    for (const auto& [code, province] : rows_.provinces) provinces_[code].index = next++;
    for (const auto* row : settlements_) {
      countries_[row->country].middle.add(row->lat, row->lon);
      const auto found = provinces_.find({row->country, row->province});
      if (found == provinces_.end()) continue;
      auto& area = found->second;
      area.middle.add(row->lat, row->lon);
      area.population += row->population;
      const auto name = plain_key(rows_.provinces.at(found->first).name);
      const bool bears_it =
          plain_key(row->name) == name || std::ranges::any_of(row->other_names, [&](const auto& n) {
            return plain_key(n) == name;
          });
      if (bears_it && (!area.seat || row->population > area.seat->population)) area.seat = row;
    }
  }

  void add_country(const std::string& code, const CountryRow& country) {
    const auto& middle = countries_[code].middle;
    add({.geonames = country.geonames, .population = country.population}, Kind::country,
        country.name, middle.lat(), middle.lon(), std::nullopt);
    add_names({country.name});
    add_names(country.other_names);
  }

  void add_province(const ProvinceKey& code, const ProvinceRow& province) {
    const auto& area = provinces_[code];
    const auto apart = area.seat ? province.name + " " + province.apart : province.name;
    const auto population = std::min<std::uint64_t>(area.population, 0xFFFFFFFF);
    add({.geonames = province.geonames, .population = static_cast<std::uint32_t>(population)},
        Kind::province, apart, area.middle.lat(), area.middle.lon(), countries_[code.first].index);
    add_names({province.name});
    // What its seat is called in other scripts and spellings, it is called too.
    if (area.seat) {
      add_names({area.seat->name});
      add_names(area.seat->other_names);
    }
    // Few enough that every one may be found by another romanisation.
    add_alike({province.name});
  }

  void add_settlement(const SettlementRow& row) {
    const auto province = provinces_.find({row.country, row.province});
    add({.geonames = row.geonames, .population = row.population}, Kind::settlement, row.name,
        row.lat, row.lon,
        province == provinces_.end() ? countries_[row.country].index : province->second.index);
    add_names({row.name});
    add_names(row.other_names);
    if (!rows_.countries.at(row.country).few_vowels) return;
    add_alike({row.name});
    add_alike(row.other_names);
  }

  void add(Record record, Kind kind, const std::string& name, double lat, double lon,
           std::optional<PlaceIndex> within) {
    record.kind = static_cast<std::uint8_t>(kind);
    record.lat = static_cast<std::int32_t>(std::lround(lat * kDegree));
    record.lon = static_cast<std::int32_t>(std::lround(lon * kDegree));
    record.name = static_cast<std::uint32_t>(names_.size());
    record.name_size = static_cast<std::uint16_t>(name.size());
    record.within = within.value_or(kNowhere);
    names_ += name;
    records_.push_back(record);
  }

  [[nodiscard]] PlaceIndex last() const { return static_cast<PlaceIndex>(records_.size() - 1); }

  void add_names(const std::vector<std::string>& names) {
    for (const auto& name : names)
      if (const auto key = plain_key(name); !key.empty()) plain_.emplace_back(hash_of(key), last());
  }

  void add_alike(const std::vector<std::string>& names) {
    for (const auto& name : names)
      if (const auto key = consonant_key(name); !key.empty())
        alike_.emplace_back(hash_of(key), last());
  }

  template <typename T>
  static void append(std::string& out, const T& value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof value);
    std::memcpy(out.data() + at, &value, sizeof value);
  }

  std::string bytes() {
    for (auto* index : {&plain_, &alike_}) {
      std::ranges::sort(*index);
      // Not std::ranges::unique: clang 14 does not understand libstdc++ 12's subranges.
      index->erase(std::unique(index->begin(), index->end()), index->end());
    }
    Header header{.magic = {},
                  .places = static_cast<std::uint32_t>(records_.size()),
                  .plain = static_cast<std::uint32_t>(plain_.size()),
                  .alike = static_cast<std::uint32_t>(alike_.size()),
                  .names = static_cast<std::uint32_t>(names_.size())};
    std::ranges::copy(kMagic, header.magic);
    std::string out;
    append(out, header);
    for (const auto& record : records_) append(out, record);
    for (const auto& entry : plain_) append(out, entry.first);
    for (const auto& entry : alike_) append(out, entry.first);
    for (const auto& entry : plain_) append(out, entry.second);
    for (const auto& entry : alike_) append(out, entry.second);
    return out + names_;
  }
};

}  // namespace

std::string make_gazetteer(const Rows& rows) { return Builder(rows).run(); }

}  // namespace gainsay::places
