// The gazetteer's file. Little-endian, every table at a multiple of 8 bytes:
//
//   Header
//   Record       places[]        countries, then provinces, then settlements
//   uint64       plain_hashes[]  of names' plain keys, ascending
//   uint64       alike_hashes[]  of names' consonant keys, ascending
//   PlaceIndex   plain_places[]  whose name the hash of the same position is
//   PlaceIndex   alike_places[]
//   char         names[]         the places' names, one after the other
//
// Only hashes of the many names are kept: a look-up answers "is it one of them", and two of a
// million names share 64 bits once in tens of millions of gazetteers.
#pragma once

#include <cstdint>

namespace gainsay::places {

inline constexpr char kMagic[8] = {'g', 's', 'p', 'l', 'a', 'c', 'e', '1'};
inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;  // lies in nothing

struct Header {
  char magic[8];
  std::uint32_t places;
  std::uint32_t plain;
  std::uint32_t alike;
  std::uint32_t names;  // bytes
};
static_assert(sizeof(Header) == 24);

struct Record {
  std::uint32_t geonames = 0;  // 0: none
  std::int32_t lat = 0;        // degrees times 100,000, as exact as GeoNames gives them
  std::int32_t lon = 0;
  std::uint32_t population = 0;
  std::uint32_t name = 0;  // offset into `names`
  std::uint32_t within = kNowhere;
  std::uint16_t name_size = 0;
  std::uint8_t kind = 0;
  std::uint8_t unused = 0;
  std::uint32_t unused2 = 0;
};
static_assert(sizeof(Record) == 32);
inline constexpr double kDegree = 100000;

}  // namespace gainsay::places
