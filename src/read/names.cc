#include <array>
#include <utility>

#include "read/read.h"

namespace gainsay::read {
namespace {

using namespace std::string_view_literals;

constexpr std::array kActorTypes{"person"sv, "group"sv,      "government"sv, "organization"sv,
                                 "outlet"sv, "population"sv, "place"sv,      "facility"sv};
constexpr std::array kEpistemics{"true-certain"sv, "true-uncertain"sv, "unknown"sv,
                                 "false-uncertain"sv, "false-certain"sv};
constexpr std::array kDirectnesses{"direct"sv, "indirect"sv, "mixed"sv, "narration"sv};
constexpr std::array kAliasRelations{"alias"sv,       "nom-de-guerre"sv,   "nickname"sv, "insult"sv,
                                     "translation"sv, "transliteration"sv, "acronym"sv};

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ActorType type) { return kActorTypes[static_cast<std::size_t>(type)]; }
std::string_view name_of(Epistemic epistemic) {
  return kEpistemics[static_cast<std::size_t>(epistemic)];
}
std::string_view name_of(Directness directness) {
  return kDirectnesses[static_cast<std::size_t>(directness)];
}
std::string_view name_of(AliasRelation relation) {
  return kAliasRelations[static_cast<std::size_t>(relation)];
}
std::optional<ActorType> actor_type_of(std::string_view name) {
  return find<ActorType>(kActorTypes, name);
}
std::optional<Epistemic> epistemic_of(std::string_view name) {
  return find<Epistemic>(kEpistemics, name);
}
std::optional<Directness> directness_of(std::string_view name) {
  return find<Directness>(kDirectnesses, name);
}
std::optional<AliasRelation> alias_relation_of(std::string_view name) {
  return find<AliasRelation>(kAliasRelations, name);
}

}  // namespace gainsay::read
