#include "nlp/string_ids.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <unordered_map>

namespace gainsay::nlp {
namespace {

// spacy/symbols.pyx: the numbers are part of every trained model. Runs of names, and the first
// one's number.
struct Run {
  StringId first;
  std::string_view names;
};
constexpr std::array<Run, 3> kReserved = {{
    {1,
     "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM "
     "LIKE_EMAIL IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT "
     "IS_CURRENCY"},
    {64,
     "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE "
     "HEAD SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN "
     "PUNCT SCONJ SYM VERB X EOL SPACE"},
    {380,
     "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT "
     "MONEY QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc "
     "ccomp complm conj cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta "
     "neg nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj "
     "poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH "
     "ENT_ID IDX _"},
}};
constexpr StringId kFirstFlag = 19;
constexpr StringId kLastFlag = 63;
constexpr StringId kBeforeDeprecated = 103;
constexpr StringId kDeprecated = 276;
constexpr std::size_t kLongestReserved = 17;

std::unordered_map<std::string, StringId> reserved_names() {
  std::unordered_map<std::string, StringId> ids;
  for (auto [id, names] : kReserved) {
    while (!names.empty()) {
      const auto length = std::min(names.find(' '), names.size());
      ids.emplace(names.substr(0, length), id++);
      names.remove_prefix(std::min(length + 1, names.size()));
    }
  }
  for (StringId flag = kFirstFlag; flag <= kLastFlag; ++flag) {
    ids.emplace("FLAG" + std::to_string(flag), flag);
  }
  for (StringId i = 1; i <= kDeprecated; ++i) {
    const auto digits = std::to_string(i);
    ids.emplace("DEPRECATED" + std::string(3 - digits.size(), '0') + digits, kBeforeDeprecated + i);
  }
  return ids;
}

}  // namespace

std::uint64_t murmur_hash_64a(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kMultiplier = 0xC6A4A7935BD1E995ULL;
  constexpr int kShift = 47;
  std::uint64_t hash = seed ^ (bytes.size() * kMultiplier);
  std::size_t at = 0;
  for (; bytes.size() - at >= 8; at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, bytes.data() + at, 8);
    if constexpr (std::endian::native == std::endian::big) block = __builtin_bswap64(block);
    block *= kMultiplier;
    block ^= block >> kShift;
    block *= kMultiplier;
    hash ^= block;
    hash *= kMultiplier;
  }
  if (at < bytes.size()) {
    std::uint64_t rest = 0;
    for (std::size_t i = bytes.size(); i-- > at;) {
      rest = (rest << 8) | static_cast<unsigned char>(bytes[i]);
    }
    hash ^= rest;
    hash *= kMultiplier;
  }
  hash ^= hash >> kShift;
  hash *= kMultiplier;
  hash ^= hash >> kShift;
  return hash;
}

StringId string_id(std::string_view text) {
  static const auto ids = reserved_names();
  if (text.empty()) return 0;
  if (text.size() <= kLongestReserved) {
    if (const auto found = ids.find(std::string(text)); found != ids.end()) return found->second;
  }
  return murmur_hash_64a(text, 1);
}

std::string_view reserved_name(StringId id) {
  for (auto [first, names] : kReserved) {
    for (StringId at = first; !names.empty(); ++at) {
      const auto length = std::min(names.find(' '), names.size());
      if (at == id) return names.substr(0, length);
      names.remove_prefix(std::min(length + 1, names.size()));
    }
  }
  return {};
}

std::array<std::uint32_t, 4> embedding_hashes(std::uint64_t key, std::uint32_t seed) {
  const auto mix = [](std::uint64_t h) {
    h ^= h >> 33;
    h *= 0xFF51AFD7ED558CCDULL;
    h ^= h >> 33;
    h *= 0xC4CEB9FE1A85EC53ULL;
    return h ^ (h >> 33);
  };
  constexpr std::uint64_t kKeyLength = 8;
  std::uint64_t h1 = std::rotl(key * 0x87C37B91114253D5ULL, 31) * 0x4CF5AD432745937FULL;
  h1 ^= seed;
  h1 ^= kKeyLength;
  std::uint64_t h2 = seed ^ kKeyLength;
  h1 += h2;
  h2 += h1;
  h1 = mix(h1);
  h2 = mix(h2);
  h1 += h2;
  h2 += h1;
  return {static_cast<std::uint32_t>(h1), static_cast<std::uint32_t>(h1 >> 32),
          static_cast<std::uint32_t>(h2), static_cast<std::uint32_t>(h2 >> 32)};
}

}  // namespace gainsay::nlp
