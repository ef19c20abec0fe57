#include "readings.h"

namespace gainsay {

Page::Page(std::string id, std::string outlet, std::string published) {
  document_.id = std::move(id);
  document_.article.url = "https://example.test/" + document_.id;
  document_.article.outlet = std::move(outlet);
  document_.article.published = std::move(published);
}

int Page::actor(const std::string& name, read::ActorType type, bool named) {
  read::Actor actor;
  actor.name = name;
  actor.type = type;
  actor.named = named;
  document_.reading.actors.push_back(std::move(actor));
  return static_cast<int>(document_.reading.actors.size()) - 1;
}

int Page::proposition(const std::string& type,
                      const std::vector<std::pair<std::string, int>>& roles, const std::string& day,
                      const std::string& place) {
  read::Proposition p;
  p.type = type;
  for (const auto& [role, filler] : roles) {
    p.roles.push_back({role, filler,
                       document_.reading.actors[static_cast<std::size_t>(filler)].name, "",
                       std::nullopt});
  }
  if (!day.empty()) p.time = read::Time{day, day, "", ""};
  if (!place.empty()) p.place = read::Place{place, std::nullopt};
  p.text = type;
  p.anchor = make_span(static_cast<std::uint32_t>(document_.reading.propositions.size()), 1000);
  document_.reading.propositions.push_back(std::move(p));
  return static_cast<int>(document_.reading.propositions.size()) - 1;
}

int Page::toll(double value, const std::string& day, const std::string& place) {
  const int index = proposition("quantity.killed", {}, day, place);
  read::Quantity quantity;
  quantity.min = value;
  quantity.max = value;
  quantity.of = "people";
  document_.reading.propositions.back().quantity = quantity;
  return index;
}

Page& Page::say(int by, int proposition, read::Epistemic epistemic, const std::string& act) {
  auto& text = document_.article.text;
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += "Sentence " + std::to_string(document_.reading.assertions.size()) + " of " +
          document_.id + ". ";
  read::Assertion said;
  said.proposition = proposition;
  said.by = by;
  said.epistemic = epistemic;
  said.act = act;
  said.evidence = {make_span(begin, static_cast<std::uint32_t>(text.size()) - 1)};
  document_.reading.assertions.push_back(std::move(said));
  return *this;
}

}  // namespace gainsay
