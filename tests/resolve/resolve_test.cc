#include "resolve/resolve.h"

#include <gtest/gtest.h>

namespace gainsay::resolve {
namespace {

using read::ActorType;

ReadDocument document(const std::string& id, const std::vector<read::Actor>& actors) {
  ReadDocument out;
  out.id = id;
  out.reading.actors = actors;
  return out;
}

read::Actor named(const std::string& name, ActorType type,
                  const std::vector<std::string>& aliases = {}) {
  read::Actor actor;
  actor.name = name;
  actor.type = type;
  actor.named = true;
  for (const auto& alias : aliases)
    actor.aliases.push_back({alias, "Latn", read::AliasRelation::alias, std::nullopt});
  return actor;
}

read::Actor nameless(const std::string& name, ActorType type) {
  read::Actor actor;
  actor.name = name;
  actor.type = type;
  return actor;
}

std::size_t count(const std::vector<ReadDocument>& documents) {
  return resolve(documents).actors.size();
}

TEST(Resolve, OneNameIsOneActorWhateverItsSpelling) {
  EXPECT_EQ(count({document("a", {named("Al-Šaab Front", ActorType::group)}),
                   document("b", {named("the al saab front", ActorType::group)})}),
            1U);
  EXPECT_EQ(count({document("a", {named("Radomil Teshkan", ActorType::person)}),
                   document("b", {named("Радомил Тешкан", ActorType::person)})}),
            2U)
      << "another system of letters gives another spelling; only equal romanisations join";
  EXPECT_EQ(count({document("a", {named("Ivan Sarn", ActorType::person)}),
                   document("b", {named("Иван Сарн", ActorType::person)})}),
            1U);
}

TEST(Resolve, KindsThatExcludeEachOtherStayApart) {
  EXPECT_EQ(count({document("a", {named("Orlo", ActorType::person)}),
                   document("b", {named("Orlo", ActorType::place)})}),
            2U);
  EXPECT_EQ(count({document("a", {named("Kelm", ActorType::government)}),
                   document("b", {named("Kelm", ActorType::place)})}),
            1U);
}

TEST(Resolve, PlacesOfOneNameInTwoCountriesStayApart) {
  const auto lying = [](std::vector<std::string> within) {
    auto place = named("Orlo", ActorType::place);
    place.within = std::move(within);
    return place;
  };
  const auto resolved = resolve(std::vector{
      document("a", {lying({"Sund Province", "Ilvania"})}), document("b", {lying({"Farland"})}),
      document("c", {lying({"Ilvania"})}), document("d", {named("Orlo", ActorType::place)})});
  ASSERT_EQ(resolved.actors.size(), 2U);
  EXPECT_EQ(resolved.actors[1].within, std::vector<std::string>{"Farland"});
  EXPECT_EQ(resolved.actor_of[2][0], 0);
  EXPECT_NE(resolved.actors[0].id, resolved.actors[1].id);
}

TEST(Resolve, SourcesWithoutANameAreTheirDocumentsOwn) {
  EXPECT_EQ(count({document("a", {nameless("residents", ActorType::population)}),
                   document("b", {nameless("residents", ActorType::population)})}),
            2U);
}

TEST(Resolve, AnAliasJoinsTwoEarlierActors) {
  const auto resolved =
      resolve(std::vector{document("a", {named("Josk Verani", ActorType::person)}),
                          document("b", {named("Abu Reed", ActorType::person)}),
                          document("c", {named("Josk Verani", ActorType::person, {"Abu Reed"})})});
  ASSERT_EQ(resolved.actors.size(), 1U);
  EXPECT_EQ(resolved.actor_of[1][0], 0);
  EXPECT_EQ(resolved.actor_of[2][0], 0);
}

TEST(Resolve, ALastNameOfTwoPeopleIsNobodysInParticular) {
  EXPECT_EQ(count({document("a", {named("Ana Torvik", ActorType::person)}),
                   document("b", {named("Jon Torvik", ActorType::person)}),
                   document("c", {named("Torvik", ActorType::person)}),
                   document("d", {named("Torvik", ActorType::person)})}),
            4U);
}

TEST(Resolve, LaterDocumentsDoNotChangeAnId) {
  const std::vector first{document("a", {named("Reed Brigade", ActorType::group)})};
  auto more = first;
  more.push_back(
      document("b", {named("Reed Brigade", ActorType::group, {"The Brigade of the Reed"})}));
  EXPECT_EQ(resolve(first).actors[0].id, resolve(more).actors[0].id);
  EXPECT_TRUE(resolve({}).actors.empty());
}

}  // namespace
}  // namespace gainsay::resolve
