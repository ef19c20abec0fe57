// The parts of the reader, each on sentences whose analysis is written down beside it: whatever
// goes wrong here is the reader's, not a parser's. The cases lie in *.txt beside this file.

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "analysed.h"
#include "read/actors.h"
#include "read/attribution.h"
#include "read/events.h"
#include "read/knowledge.h"
#include "read/read.h"
#include "read/rehang.h"
#include "read/stance.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

std::string words(const Tree& tree, TokenIndex noun) {
  return noun == kNone ? "nobody" : std::string(tree.words(tree.core(noun)));
}

std::string words(const Tree& tree, const std::vector<TokenRange>& ranges) {
  std::string out;
  for (const auto& range : ranges) {
    out += (out.empty() ? "" : " … ") + std::string(tree.words(range));
  }
  return out;
}

// "deny by Residents: the raid", with "via", "negated", "hypothetical" and "accused" where they
// are; several sources are joined by "+".
std::vector<std::string> show_attributions(const Tree& tree) {
  std::vector<std::string> out;
  for (const auto& a : find_attributions(tree, knowledge())) {
    std::string line = a.cue->act + " by ";
    if (a.source == kNone) {
      line += "nobody";
    } else {
      std::string sources;
      for (const auto one : tree.with_conjuncts(a.source)) {
        sources += (sources.empty() ? "" : " + ") + words(tree, one);
      }
      line += sources;
    }
    for (const auto via : a.via) line += " via " + words(tree, via);
    if (a.accused != kNone) line += " accused " + words(tree, a.accused);
    if (a.negated) line += " negated";
    if (a.hypothetical) line += " hypothetical";
    if (a.quoted) line += " quoted";
    if (a.outer >= 0) line += " within " + std::to_string(a.outer + 1);
    out.push_back(line + ": " + words(tree, a.content));
  }
  return out;
}

std::string show(const Tree& tree, const Event& event) {
  auto line = event.type + " " + std::string(tree.words({event.trigger, event.trigger + 1}));
  for (const auto& filler : event.roles) {
    line += " " + filler.role + "=[" + std::string(tree.words(filler.words)) + "]";
  }
  if (event.place != kNone) line += " place=[" + words(tree, event.place) + "]";
  if (!event.value.empty()) line += " value=" + event.value;
  return line;
}

std::vector<std::string> show_events(const Tree& tree) {
  const Actors actors(tree, knowledge());
  std::vector<std::string> out;
  for (const auto& event : find_events(tree, knowledge(), actors)) out.push_back(show(tree, event));
  return out;
}

std::vector<std::string> show_relations(const Tree& tree) {
  const Actors actors(tree, knowledge());
  std::vector<std::string> out;
  for (const auto& event : find_relations(tree, knowledge(), actors)) {
    out.push_back(show(tree, event));
  }
  return out;
}

std::vector<std::string> show_quantities(const Tree& tree) {
  const Actors actors(tree, knowledge());
  const auto events = find_events(tree, knowledge(), actors);
  std::vector<std::string> out;
  for (const auto& event : find_quantities(tree, knowledge(), events)) {
    out.push_back(event.type + " " + event.value);
  }
  return out;
}

// "killed: true-certain", each event by its trigger and as its sentence's own voice tells it.
std::vector<std::string> show_stances(const Tree& tree) {
  const Actors actors(tree, knowledge());
  std::vector<std::string> out;
  for (const auto& event : find_events(tree, knowledge(), actors)) {
    const auto held = stance_of(tree, knowledge(), event.trigger, kNone);
    out.push_back(std::string(tree.words({event.trigger, event.trigger + 1})) + ": " +
                  (held ? std::string(name_of(*held)) : "nobody"));
  }
  return out;
}

// Each event with what joining gave it; a quantity that is part of another says so.
std::vector<std::string> show_outcomes(const Tree& tree) {
  const Actors actors(tree, knowledge());
  auto events = find_events(tree, knowledge(), actors);
  std::ranges::move(find_quantities(tree, knowledge(), events), std::back_inserter(events));
  std::ranges::stable_sort(events, {}, [](const Event& e) { return e.trigger; });
  join_outcomes(tree, knowledge(), events);
  std::vector<std::string> out;
  out.reserve(events.size());
  for (const auto& event : events) {
    out.push_back(show(tree, event) + (event.part ? " part" : ""));
  }
  return out;
}

// "attack = attacked", each event that an earlier one has told, and what a first one gains by it.
std::vector<std::string> show_tellings(const Tree& tree) {
  const Actors actors(tree, knowledge());
  auto events = find_events(tree, knowledge(), actors);
  const auto before = events;
  link_tellings(tree, knowledge(), actors, events);
  std::vector<std::string> out;
  const auto trigger = [&](const Event& event) {
    return std::string(tree.words({event.trigger, event.trigger + 1}));
  };
  for (const auto& event : events) {
    out.push_back(trigger(event) +
                  (event.same_as < 0
                       ? ": first"
                       : " = " + trigger(events[static_cast<std::size_t>(event.same_as)])));
    const auto& own = before[static_cast<std::size_t>(&event - events.data())].roles;
    for (const auto& filler : event.roles) {
      if (std::ranges::none_of(own, [&](const Filler& f) { return f.words == filler.words; }))
        out.back() += " " + filler.role + "=[" + std::string(tree.words(filler.words)) + "]";
    }
  }
  return out;
}

// "group The Marsh Front (MF): The Marsh Front, it"
std::vector<std::string> show_actors(const nlp::Analysed& document) {
  const Tree tree(document);
  Actors actors(tree, knowledge());
  std::vector<std::string> out;
  for (const auto& actor : actors.take()) {
    if (actor.mentions.empty()) continue;  // found to be another one
    std::string line = std::string(name_of(actor.type)) + " " + actor.name;
    for (const auto& alias : actor.aliases) line += " (" + alias.name + ")";
    const char* before = ": ";
    for (const auto& mention : actor.mentions) {
      line.append(before).append(mention.text);
      before = ", ";
    }
    out.push_back(std::move(line));
  }
  return out;
}

// "event.attack by author true-certain narration": what the whole reader gives, without statements.
std::vector<std::string> show_reading(const nlp::Analysed& document) {
  static const auto reader = load_reader({.folder = "knowledge"});
  if (!reader) throw std::runtime_error(to_string(reader.error()));
  const auto reading = (*reader)->read(document);
  std::vector<std::string> out;
  for (const auto& assertion : reading.assertions) {
    const auto& proposition = reading.propositions[static_cast<std::size_t>(assertion.proposition)];
    if (proposition.type == "statement") continue;
    out.push_back(proposition.type + " by " +
                  (assertion.by == kAuthor
                       ? "author"
                       : reading.actors[static_cast<std::size_t>(assertion.by)].name) +
                  " " + std::string(name_of(assertion.epistemic)) + " " +
                  std::string(name_of(assertion.directness)));
  }
  return out;
}

// "banned <acl- announcement": the arcs that are moved.
std::vector<std::string> show_moves(const nlp::Analysed& before) {
  auto after = before;
  rehang(after, knowledge());
  std::vector<std::string> out;
  const auto& tokens = after.analysis.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i] == before.analysis.tokens[i]) continue;
    const auto& head = tokens[static_cast<std::size_t>(tokens[i].head)];
    out.push_back(tokens[i].text + " <" + tokens[i].dep + "- " + head.text);
  }
  return out;
}

std::vector<std::string> show_moved_events(const nlp::Analysed& before) {
  auto after = before;
  rehang(after, knowledge());
  return show_events(Tree(after));
}

template <typename Show>
void check(const std::string& file, Show show_case) {
  for (const auto& one : read_cases(file)) {
    std::vector<std::string> got = show_case(one.document);
    EXPECT_EQ(got, one.wanted) << one.place << ": " << one.document.annotated.article.text;
  }
}

template <typename Show>
auto on_tree(Show show_tree) {
  return [show_tree](const nlp::Analysed& document) { return show_tree(Tree(document)); };
}

TEST(Arcs, AreHungOnTheRightWord) { check("rehung.txt", show_moves); }
TEST(Attributions, AreFound) { check("attributions.txt", on_tree(show_attributions)); }
TEST(Events, AreFound) { check("events.txt", on_tree(show_events)); }
TEST(Events, AreFoundOnMovedArcs) { check("moved.txt", show_moved_events); }
TEST(Relations, AreFound) { check("relations.txt", on_tree(show_relations)); }
TEST(Quantities, AreFound) { check("quantities.txt", on_tree(show_quantities)); }
TEST(Outcomes, AreJoinedToWhatDidThem) { check("outcomes.txt", on_tree(show_outcomes)); }
TEST(Stance, IsReadOffTheClause) { check("stance.txt", on_tree(show_stances)); }
TEST(Tellings, AreLinked) { check("tellings.txt", on_tree(show_tellings)); }
TEST(Actors, AreOneAcrossTheirNames) { check("actors.txt", show_actors); }
TEST(Reading, LaysEachThingToItsVoice) { check("readings.txt", show_reading); }

TEST(Stance, OfTwoVoicesIsComposed) {
  using enum Epistemic;
  EXPECT_EQ(compose(true_certain, false_certain), false_certain);
  EXPECT_EQ(compose(false_certain, false_certain), true_certain);
  EXPECT_EQ(compose(true_uncertain, true_certain), true_uncertain);
  EXPECT_EQ(compose(false_uncertain, false_certain), true_uncertain);
  EXPECT_EQ(compose(unknown, true_certain), unknown);
  EXPECT_EQ(compose(false_certain, unknown), unknown);
}

}  // namespace
}  // namespace gainsay::read
