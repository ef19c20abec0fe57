// flaw_in: what a reading owes, each way in which it may fail.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "read/read.h"

namespace gainsay::read {
namespace {

constexpr const char* kText = "Väli denied the raid.";

Reading sound() {
  Reading reading;
  Actor actor;
  actor.name = "Väli";
  actor.mentions = {{.span = make_span(0, 4), .text = "Väli", .named = true}};
  reading.actors.push_back(actor);
  Proposition raid;
  raid.type = "event.raid";
  raid.roles = {{.role = "perpetrator", .actor = 0, .text = "Väli", .value = {}, .span = {}}};
  reading.propositions.push_back(raid);
  Assertion denied;
  denied.by = 0;
  denied.evidence = {make_span(0, 21)};
  reading.assertions.push_back(denied);
  return reading;
}

std::string flaw(const std::function<void(Reading&)>& damage) {
  auto reading = sound();
  damage(reading);
  return flaw_in(reading, kText).value_or("none");
}

TEST(Sound, IsAReadingThatPointsAtWhatIsThere) {
  EXPECT_EQ(flaw([](Reading&) {}), "none");
  EXPECT_EQ(flaw_in(Reading{}, ""), std::nullopt);
}

TEST(Sound, IsNoActorOutsideTheText) {
  EXPECT_EQ(flaw([](Reading& r) { r.actors[0].mentions[0].span = make_span(20, 22); }),
            "actor 0 is mentioned outside the text");
  EXPECT_EQ(flaw([](Reading& r) { r.actors[0].mentions[0].text = "Vali"; }),
            "actor 0 has a mention that is not the words that stand there");
  EXPECT_EQ(
      flaw([](Reading& r) { r.actors[0].aliases = {{.name = "V", .script = "Latn", .by = 1}}; }),
      "actor 0 has an alias by an actor that is not there");
}

TEST(Sound, IsNoPropositionOfNobody) {
  EXPECT_EQ(flaw([](Reading& r) { r.propositions[0].type.clear(); }), "proposition 0 has no type");
  EXPECT_EQ(flaw([](Reading& r) { r.propositions[0].roles[0].actor = -1; }),
            "proposition 0 has a role of an actor that is not there");
  EXPECT_EQ(flaw([](Reading& r) { r.propositions[0].roles[0].span = make_span(3, 3); }),
            "proposition 0 has a role outside the text");
  EXPECT_EQ(flaw([](Reading& r) { r.propositions[0].place = Place{.text = "Sund", .actor = 7}; }),
            "proposition 0 has a place that is not there");
}

TEST(Sound, IsNoAssertionWithoutEvidence) {
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].evidence.clear(); }),
            "assertion 0 has no evidence");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].evidence = {make_span(0, 22)}; }),
            "assertion 0 rests on words outside the text");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].cue = {make_span(5, 99)}; }),
            "assertion 0 rests on words outside the text");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].proposition = 1; }),
            "assertion 0 is of a proposition that is not there");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].by = -2; }),
            "assertion 0 is by nobody who is there");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].via = {kAuthor}; }),
            "assertion 0 came through nobody who is there");
  EXPECT_EQ(flaw([](Reading& r) { r.assertions[0].confidence = 1.5; }),
            "assertion 0 has a confidence that is none");
}

}  // namespace
}  // namespace gainsay::read
