// Which of the places of one name a text means. In rounds: each name takes the candidate that its
// size, the words about it and the places of the other names speak for; the others' choices then
// count anew. Names are visited in their order and ties go to the first candidate, so the same text
// always gives the same places.
#include <algorithm>
#include <cmath>
#include <map>

#include "places/keys.h"
#include "places/places.h"

namespace gainsay::places {
namespace {

// The weights say in powers of ten of inhabitants what each kind of support is worth. Chosen on
// texts with towns that share their names with larger ones elsewhere (tests/places/texts.tsv).
constexpr double kSaidToLieThere = 6;  // "X in Y province", and this candidate does
constexpr double kSaidToLieElsewhere = -4;
constexpr double kSameCountry = 5;  // all other names lie in its country
constexpr double kSameProvince = 1;
constexpr double kNear = 1;  // right beside another named place
constexpr double kNearKilometres = 100;
constexpr double kOfTheKind = 4;         // "the town of X", and it is one
constexpr double kCountryOfTheName = 3;  // a country is what its name means, unless much speaks
                                         // against it
constexpr double kAlike = -0.5;          // only written in a like way
constexpr double kOtherName = -1.5;      // one of the many names of a town that is called otherwise
constexpr int kRounds = 4;               // the choices settle in two or three
// Nothing else in the text lies in its country, nor is it said to: only a large town is meant
// without a word on where it is.
constexpr std::uint32_t kKnownByItself = 100000;
constexpr std::uint32_t kProvinceKnownByItself = 1000000;
// What a small place needs: so much of the text's places in its country, and one so near.
constexpr double kLeastShare = 0.25;
constexpr double kReach = 400;  // kilometres
// So many names, the most said, speak for the others: a list of all the world's towns takes no
// hours.
constexpr std::size_t kMostWitnesses = 128;

class Locator {
 public:
  Locator(const Gazetteer& gazetteer, std::span<const Toponym> toponyms)
      : gazetteer_(gazetteer), toponyms_(toponyms) {
    for (const auto& toponym : toponyms) candidates_.push_back(candidates_of(toponym));
    chosen_.resize(toponyms.size());
    call_witnesses();
  }

  std::vector<std::optional<PlaceIndex>> run() {
    for (int round = 0; round < kRounds; ++round) {
      const auto before = chosen_;
      for (std::size_t i = 0; i < toponyms_.size(); ++i) choose(i);
      if (chosen_ == before) break;
    }
    std::vector<std::optional<PlaceIndex>> out(toponyms_.size());
    for (std::size_t i = 0; i < toponyms_.size(); ++i) {
      if (chosen_[i] && is_supported(i, *chosen_[i])) out[i] = chosen_[i]->index;
    }
    return out;
  }

 private:
  struct Candidate {
    PlaceIndex index = 0;
    Place place;
    PlaceIndex country = 0;
    bool alike = false;
    bool operator==(const Candidate&) const = default;
  };

  const Gazetteer& gazetteer_;
  std::span<const Toponym> toponyms_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<std::optional<Candidate>> chosen_;
  std::vector<std::size_t> witnesses_;  // in the text's order

  void call_witnesses() {
    for (std::size_t i = 0; i < toponyms_.size(); ++i)
      if (!candidates_[i].empty()) witnesses_.push_back(i);
    std::ranges::stable_sort(witnesses_, std::ranges::greater{},
                             [&](std::size_t i) { return toponyms_[i].times; });
    witnesses_.resize(std::min(witnesses_.size(), kMostWitnesses));
    std::ranges::sort(witnesses_);
  }

  // Meant without a word on where it is.
  [[nodiscard]] static bool is_known(const Place& place) {
    switch (place.kind) {
      case Kind::country:
        return true;
      case Kind::province:
        return place.population >= kProvinceKnownByItself;
      case Kind::settlement:
        break;
    }
    return place.population >= kKnownByItself;
  }

  [[nodiscard]] std::vector<Candidate> candidates_of(const Toponym& toponym) const {
    std::vector<Candidate> out;
    const auto exact = gazetteer_.named(toponym.name);
    out.reserve(exact.size());
    for (const auto index : exact)
      out.push_back({index, gazetteer_.place(index), gazetteer_.country(index), false});
    // A town that everybody knows by this name needs no other spelling.
    if (std::ranges::any_of(out, [](const Candidate& c) { return is_known(c.place); })) return out;
    for (const auto index : gazetteer_.alike(toponym.name)) {
      if (!std::ranges::binary_search(exact, index))
        out.push_back({index, gazetteer_.place(index), gazetteer_.country(index), true});
    }
    return out;
  }

  // How much of what the text names otherwise lies in each country.
  [[nodiscard]] std::map<PlaceIndex, double> countries_without(std::size_t without) const {
    std::map<PlaceIndex, double> weight;
    double all = 0;
    for (const std::size_t i : witnesses_) {
      // A name's own place under another word ("X", "X province") is no support for it.
      if (i == without || !chosen_[i] || toponyms_[i].unsure ||
          toponyms_[i].name == toponyms_[without].name)
        continue;
      // A name said often is one place all the same.
      const double times = 1 + std::log2(std::max(1, toponyms_[i].times));
      const double sure = chosen_[i]->place.kind == Kind::country ? 2
                          : candidates_[i].size() == 1            ? 1.5
                                                                  : 1;
      weight[chosen_[i]->country] += times * sure;
      all += times * sure;
    }
    for (auto& [country, share] : weight) share /= all;
    return weight;
  }

  void choose(std::size_t i) {
    if (candidates_[i].empty()) return;
    const auto countries = countries_without(i);
    const Candidate* best = nullptr;
    double most = 0;
    for (const auto& candidate : candidates_[i]) {
      const double value = score(i, candidate, countries);
      if (best && value <= most) continue;
      best = &candidate;
      most = value;
    }
    chosen_[i] = *best;
  }

  [[nodiscard]] double score(std::size_t i, const Candidate& candidate,
                             const std::map<PlaceIndex, double>& countries) const {
    const auto& toponym = toponyms_[i];
    double value = std::log10(candidate.place.population + 10.0);
    if (candidate.alike) value += kAlike;
    if (!is_own_name(i, candidate)) value += kOtherName;
    if (toponym.kind) {
      if (*toponym.kind == candidate.place.kind) value += kOfTheKind;
    } else if (candidate.place.kind == Kind::country) {
      value += kCountryOfTheName;
    } else if (candidate.place.kind == Kind::province && has_seat(i, candidate)) {
      // "Aleppo" alone is the town.
      value -= kOfTheKind;
    }
    if (const auto share = countries.find(candidate.country); share != countries.end())
      value += kSameCountry * share->second;
    return value + said(i, candidate) + nearness(i, candidate);
  }

  [[nodiscard]] bool is_own_name(std::size_t i, const Candidate& candidate) const {
    return candidate.place.kind != Kind::settlement || candidate.alike ||
           plain_key(candidate.place.name) == plain_key(toponyms_[i].name);
  }

  // Some large town of its country is called so, in it or beside it (Kyiv is no part of its
  // province).
  [[nodiscard]] bool has_seat(std::size_t i, const Candidate& province) const {
    constexpr std::uint64_t kLeastPart = 20;
    return std::ranges::any_of(candidates_[i], [&](const Candidate& other) {
      return other.place.kind == Kind::settlement && other.country == province.country &&
             (gazetteer_.lies_in(other.index, province.index) ||
              other.place.population * kLeastPart >= province.place.population);
    });
  }

  // What the text itself says of where it lies.
  [[nodiscard]] double said(std::size_t i, const Candidate& candidate) const {
    double value = 0;
    for (const int outer : toponyms_[i].inside) {
      const auto& possible = candidates_[static_cast<std::size_t>(outer)];
      if (possible.empty()) continue;
      const bool there = std::ranges::any_of(possible, [&](const Candidate& around) {
        return around.index != candidate.index && gazetteer_.lies_in(candidate.index, around.index);
      });
      // "X in Y": a village in the province that Y is the seat of.
      const bool beside = std::ranges::any_of(possible, [&](const Candidate& around) {
        return around.index != candidate.index && around.place.within &&
               around.place.kind == Kind::settlement &&
               gazetteer_.lies_in(candidate.index, *around.place.within) &&
               gazetteer_.place(*around.place.within).kind == Kind::province;
      });
      value += there ? kSaidToLieThere : beside ? kSaidToLieThere / 2 : kSaidToLieElsewhere;
    }
    return value;
  }

  [[nodiscard]] double nearness(std::size_t i, const Candidate& candidate) const {
    if (candidate.place.kind == Kind::country) return 0;
    double value = 0;
    double nearest = -1;
    for (const std::size_t j : witnesses_) {
      if (j == i || !chosen_[j] || toponyms_[j].hint || chosen_[j]->place.kind == Kind::country ||
          toponyms_[j].name == toponyms_[i].name || chosen_[j]->index == candidate.index)
        continue;
      const double kilometres = distance(candidate.place, chosen_[j]->place);
      if (nearest < 0 || kilometres < nearest) nearest = kilometres;
      if (chosen_[j]->place.within == candidate.place.within ||
          chosen_[j]->index == candidate.place.within)
        value = kSameProvince;
    }
    return nearest < 0 ? value : value + kNear * std::exp(-nearest / kNearKilometres);
  }

  // A name that only some village far from everything else bears names something else.
  [[nodiscard]] bool is_supported(std::size_t i, const Candidate& candidate) const {
    const double where = said(i, candidate);
    if (where > 0) return true;
    if (where < 0 && candidate.alike) return false;
    const auto countries = countries_without(i);
    const auto share = countries.find(candidate.country);
    const bool in_play = share != countries.end();
    if (!candidate.alike && is_known(candidate.place) && !toponyms_[i].unsure &&
        (in_play || countries.empty() || is_own_name(i, candidate)))
      return true;
    if (!candidate.alike && toponyms_[i].kind == candidate.place.kind &&
        candidate.place.kind == Kind::province)
      return true;
    // Perhaps no place at all, but a town that everybody knows, and the text plays in its country.
    if (!candidate.alike && is_known(candidate.place) && is_own_name(i, candidate) &&
        (in_play || countries.empty()))
      return true;
    if (!in_play || share->second < kLeastShare) return false;
    bool others = false;
    bool near = false;
    bool country_named = false;
    for (const std::size_t j : witnesses_) {
      if (j == i || !chosen_[j] || toponyms_[j].name == toponyms_[i].name) continue;
      const auto& other = *chosen_[j];
      country_named = country_named || other.index == candidate.country;
      // One small place does not speak for another.
      if (other.alike || toponyms_[j].unsure || !is_known(other.place) ||
          other.place.kind == Kind::country)
        continue;
      others = true;
      near = near || distance(other.place, candidate.place) < kReach;
    }
    // Where the text names no other town, its country is enough.
    return near || (!others && country_named);
  }
};

}  // namespace

std::vector<std::optional<PlaceIndex>> locate(const Gazetteer& gazetteer,
                                              std::span<const Toponym> toponyms) {
  return Locator(gazetteer, toponyms).run();
}

}  // namespace gainsay::places
