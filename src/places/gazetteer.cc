#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numbers>

#include "base/try.h"
#include "places/format.h"
#include "places/keys.h"
#include "places/places.h"

namespace gainsay::places {

static_assert(std::endian::native == std::endian::little, "the file is read as it lies");

struct Gazetteer::File {
  std::string bytes;        // of from_bytes
  void* mapping = nullptr;  // of open
  std::size_t mapped = 0;
  std::span<const Record> places;
  std::span<const std::uint64_t> plain_hashes;
  std::span<const std::uint64_t> alike_hashes;
  std::span<const PlaceIndex> plain_places;
  std::span<const PlaceIndex> alike_places;
  std::string_view names;

  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (mapping) munmap(mapping, mapped);
  }

  // False where the tables do not fill `all` exactly.
  [[nodiscard]] bool lay_out(const char* all, std::size_t size) {
    Header header{};
    if (size < sizeof header) return false;
    std::memcpy(&header, all, sizeof header);
    if (!std::equal(kMagic, std::end(kMagic), header.magic)) return false;
    const std::uint64_t expected = sizeof header + std::uint64_t{header.places} * sizeof(Record) +
                                   (std::uint64_t{header.plain} + header.alike) *
                                       (sizeof(std::uint64_t) + sizeof(PlaceIndex)) +
                                   header.names;
    if (size != expected) return false;
    const char* at = all + sizeof header;
    const auto table = [&]<typename T>(std::span<const T>& out, std::size_t count) {
      out = {reinterpret_cast<const T*>(at), count};
      at += count * sizeof(T);
    };
    table(places, header.places);
    table(plain_hashes, header.plain);
    table(alike_hashes, header.alike);
    table(plain_places, header.plain);
    table(alike_places, header.alike);
    names = {at, header.names};
    return true;
  }

  // A damaged file must not lead outside the tables.
  [[nodiscard]] std::vector<PlaceIndex> find(std::span<const std::uint64_t> hashes,
                                             std::span<const PlaceIndex> of,
                                             const std::string& key) const {
    std::vector<PlaceIndex> found;
    if (key.empty()) return found;
    // Not std::ranges::equal_range: clang 14 does not understand libstdc++ 12's subranges.
    const auto [first, last] = std::equal_range(hashes.begin(), hashes.end(), hash_of(key));
    for (auto hash = first; hash != last; ++hash) {
      const auto index = of[static_cast<std::size_t>(hash - hashes.begin())];
      if (index < places.size()) found.push_back(index);
    }
    std::ranges::sort(found);
    return found;
  }
};

namespace {

tl::unexpected<Error> damaged(const std::string& name) {
  return fail(ErrorCode::damaged,
              "is no gazetteer of this version of gainsay; delete it and run ./run, which makes it",
              name);
}

}  // namespace

Gazetteer::Gazetteer(std::shared_ptr<const File> file) : file_(std::move(file)) {}

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(ErrorCode::not_found, "is not there or cannot be read", path);
  struct stat status {};
  auto file = std::make_shared<File>();
  if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
    file->mapped = static_cast<std::size_t>(status.st_size);
    file->mapping = mmap(nullptr, file->mapped, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (file->mapping == MAP_FAILED) file->mapping = nullptr;
  }
  close(descriptor);
  if (!file->mapping || !file->lay_out(static_cast<const char*>(file->mapping), file->mapped))
    return damaged(path);
  return Gazetteer(std::move(file));
}

Result<Gazetteer> Gazetteer::from_bytes(std::string bytes, const std::string& name) {
  auto file = std::make_shared<File>();
  file->bytes = std::move(bytes);
  if (!file->lay_out(file->bytes.data(), file->bytes.size())) return damaged(name);
  return Gazetteer(std::move(file));
}

std::vector<PlaceIndex> Gazetteer::named(std::string_view name) const {
  return file_->find(file_->plain_hashes, file_->plain_places, plain_key(name));
}

std::vector<PlaceIndex> Gazetteer::alike(std::string_view name) const {
  return file_->find(file_->alike_hashes, file_->alike_places, consonant_key(name));
}

std::uint32_t Gazetteer::size() const { return static_cast<std::uint32_t>(file_->places.size()); }

Place Gazetteer::place(PlaceIndex index) const {
  assert(index < size());
  const Record& record = file_->places[index];
  Place place;
  if (record.name <= file_->names.size())
    place.name = file_->names.substr(record.name, record.name_size);
  place.kind = static_cast<Kind>(std::min<std::uint8_t>(record.kind, 2));
  place.lat = record.lat / kDegree;
  place.lon = record.lon / kDegree;
  if (record.geonames != 0) place.geonames = record.geonames;
  place.population = record.population;
  // Every place lies in one before it, so that no walk outwards turns in a ring.
  if (record.within < index) place.within = record.within;
  return place;
}

std::vector<PlaceIndex> Gazetteer::around(PlaceIndex index) const {
  std::vector<PlaceIndex> out;
  for (auto at = place(index).within; at; at = place(*at).within) out.push_back(*at);
  return out;
}

bool Gazetteer::lies_in(PlaceIndex inner, PlaceIndex outer) const {
  for (PlaceIndex at = inner;;) {
    if (at == outer) return true;
    const auto within = file_->places[at].within;
    if (within >= at) return false;
    at = within;
  }
}

PlaceIndex Gazetteer::country(PlaceIndex index) const {
  const auto outwards = around(index);
  return outwards.empty() ? index : outwards.back();
}

double distance(const Place& a, const Place& b) {
  constexpr double kEarthRadius = 6371;  // kilometres, mean
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double dlat = radians(b.lat - a.lat);
  const double dlon = radians(b.lon - a.lon);
  const double h = std::pow(std::sin(dlat / 2), 2) + std::cos(radians(a.lat)) *
                                                         std::cos(radians(b.lat)) *
                                                         std::pow(std::sin(dlon / 2), 2);
  return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace gainsay::places
