// The way from attributions and events to a reading, and the records it is made of.
#include "read/assembler.h"

#include <algorithm>

namespace gainsay::read {
namespace {

// A sentence longer than this many words is cut to the clause: evidence is what a person can check
// at a glance.
constexpr TokenIndex kLongestEvidence = 55;

}  // namespace

Assembler::Assembler(const Tree& tree, const Knowledge& knowledge,
                     const places::Gazetteer* gazetteer)
    : tree_(tree),
      knowledge_(knowledge),
      actors_(tree, knowledge),
      places_(tree, knowledge, actors_, gazetteer) {}

Reading Assembler::run() {
  attributions_ = find_attributions(tree_, knowledge_);
  know_first_persons();
  events_ = find_events(tree_, knowledge_, actors_);
  auto quantities = find_quantities(tree_, knowledge_, events_);
  auto relations = find_relations(tree_, knowledge_, actors_);
  unite_names(relations);
  std::ranges::move(relations, std::back_inserter(events_));
  std::ranges::move(quantities, std::back_inserter(events_));
  find_bare_claims();
  std::ranges::stable_sort(events_, {}, [](const Event& e) { return e.trigger; });
  drop_retorts();
  lay_accusations();
  lay_claimed_deeds();
  grant_denied_parts();
  grant_own_deeds();
  join_outcomes(tree_, knowledge_, events_);
  link_tellings(tree_, knowledge_, actors_, events_);
  lay_disclaimers();
  default_place_and_time();
  for (const auto& event : events_) tell(event);
  for (std::size_t i = 0; i < attributions_.size(); ++i) statement(i);
  answers();
  return finish();
}

Reading Assembler::finish() {
  Reading reading;
  for (const auto& pair : actors_.pairs()) {
    const auto name = actors_.name_in(pair.second);
    actors_.add_alias(pair.actor,
                      {std::string(tree_.words(name)), "", pair.relation, std::nullopt});
  }
  for (auto& said : said_) said.assertion.confidence = confidence(said);
  // Only actors that act, speak or are named in a proposition are recorded.
  auto all = actors_.take();
  places_.fill(all);
  std::vector<int> kept(all.size(), -1);
  const auto keep = [&](ActorIndex& index) {
    if (index < 0) return;
    auto& to = kept[static_cast<std::size_t>(index)];
    if (to < 0) {
      to = static_cast<int>(reading.actors.size());
      reading.actors.push_back(all[static_cast<std::size_t>(index)]);
    }
    index = to;
  };
  for (auto& said : said_) {
    keep(said.assertion.by);
    for (auto& via : said.assertion.via) keep(via);
  }
  for (auto& p : propositions_) {
    for (auto& role : p.roles) {
      if (role.actor) keep(*role.actor);
    }
    if (p.place && p.place->actor) keep(*p.place->actor);
  }
  reading.propositions = std::move(propositions_);
  for (auto& said : said_) reading.assertions.push_back(std::move(said.assertion));
  std::ranges::stable_sort(reading.assertions, {},
                           [](const Assertion& a) { return a.evidence.front().begin; });
  return reading;
}

// How often an assertion with the same support is right: shares of the labelled articles under
// tests/knowledge/articles, as bench/reliability counts them (docs/reading.md, "Confidence").
double Assembler::confidence(const Said& said) {
  const bool direct = said.assertion.directness == Directness::direct;
  if (said.event == nullptr) return direct ? 0.82 : 0.72;  // the extent of a content is hard
  double value = direct ? 0.91 : 0.89;
  if (said.event->nominal) value -= 0.03;
  if (said.event->roles.empty()) value -= 0.10;
  const bool impersonal = said.assertion.by == kAuthor && said.attribution >= 0;
  if (impersonal) value -= 0.2;
  return value;
}

std::vector<Span> Assembler::spans(const std::vector<TokenRange>& ranges) const {
  std::vector<Span> out;
  for (const auto& range : ranges) {
    if (range.begin < range.end) out.push_back(tree_.span(range));
  }
  return out;
}

Span Assembler::evidence_of(TokenIndex trigger, TokenRange told) const {
  const auto sentence = tree_.sentence_range(tree_.sentence(trigger));
  auto range = sentence;
  if (range.end - range.begin > kLongestEvidence) {
    range = told.begin < told.end ? told : sentence;
    if (range.end - range.begin > kLongestEvidence) {
      range.begin = std::max(range.begin, trigger - kLongestEvidence / 2);
      range.end = std::min(range.end, range.begin + kLongestEvidence);
    }
  }
  while (range.begin < range.end - 1 && tree_.token(range.begin).pos == "SPACE") ++range.begin;
  while (range.begin < range.end - 1 && tree_.token(range.end - 1).pos == "SPACE") --range.end;
  return tree_.span(range);
}

void Assembler::attribute(Assertion& assertion, int in) const {
  if (in < 0) return;
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  if (a.source != kNone) assertion.source = {tree_.span(source_words(a))};
  assertion.cue = {tree_.span(a.cue_range)};
  assertion.content = spans(a.content);
  for (const TokenIndex outlet : a.via) {
    const auto through = actors_.of(outlet);
    if (through != kNone && through != assertion.by) assertion.via.push_back(through);
  }
  for (int up = a.outer; up >= 0; up = attributions_[static_cast<std::size_t>(up)].outer) {
    const auto& outer = attributions_[static_cast<std::size_t>(up)];
    const auto through = source_actor(outer);
    if (through != kNone && through != assertion.by && !negative(outer.source))
      assertion.via.insert(assertion.via.begin(), through);
  }
}

// A source's own words: its noun phrase without a relative clause or what hangs on it loosely.
TokenRange Assembler::source_words(const Attribution& a) const {
  if (a.stand_in != kNone) return {a.stand_in, a.stand_in + 1};
  auto range = tree_.core(a.source);
  for (const TokenIndex c : tree_.children(a.source)) {
    const Dep d = tree_.dep(c);
    if (d == Dep::det || d == Dep::predet) range.begin = std::min(range.begin, c);
    if (c > a.source && (d == Dep::prep || d == Dep::appos || d == Dep::conj || d == Dep::acl ||
                         d == Dep::relcl || d == Dep::cc)) {
      // Behind the cue nothing belongs to what stands before it.
      if (a.source < a.cue_token && c > a.cue_token) continue;
      auto wide = tree_.subtree(c);
      if (wide.begin <= a.cue_token && a.cue_token < wide.end) continue;
      if (std::ranges::any_of(a.content, [&](const TokenRange& r) {
            return r.begin < wide.end && wide.begin < r.end;
          }))
        continue;
      range.end = std::max(range.end, wide.end);
    }
  }
  // A line's end is a phrase's end.
  for (TokenIndex i = a.source + 1; i < range.end; ++i) {
    if (tree_.token(i).pos == "SPACE" && tree_.token(i).text.find('\n') != std::string::npos)
      range.end = i;
  }
  while (range.end > range.begin + 1 && tree_.pos(range.end - 1) == Pos::punct) --range.end;
  return range;
}

void Assembler::add(const Event& event, ActorIndex by, Epistemic epistemic, int in, std::string act,
                    Directness directness) {
  Said said;
  said.event = &event;
  said.attribution = in;
  auto& assertion = said.assertion;
  assertion.by = by;
  assertion.act = std::move(act);
  assertion.epistemic = epistemic;
  assertion.directness = directness;
  assertion.pattern = event.pattern;
  if (in >= 0)
    assertion.pattern =
        attributions_[static_cast<std::size_t>(in)].cue->name + " > " + event.pattern;
  assertion.evidence = {evidence_of(event.trigger, event.told)};
  if (by != kAuthor) attribute(assertion, in);
  // One source says one thing of one event once.
  for (const auto& other : said_) {
    if (other.event == &event && other.assertion.by == by) return;
  }
  assertion.proposition = proposition(event);
  said_.push_back(std::move(said));
}

PropositionIndex Assembler::proposition(const Event& telling) {
  const Event& event =
      telling.same_as >= 0 ? events_[static_cast<std::size_t>(telling.same_as)] : telling;
  if (const auto known = proposition_of_.find(&event); known != proposition_of_.end())
    return known->second;
  Proposition p;
  p.type = event.type;
  for (const auto& filler : event.roles) {
    Role role;
    role.role = filler.role;
    role.text = std::string(tree_.words(filler.words));
    role.value = filler.value;
    role.span = tree_.span(filler.words);
    if (const int actor = actors_.of(filler.head); actor != kNone) role.actor = actor;
    p.roles.push_back(std::move(role));
  }
  if (event.time >= 0) {
    const auto& time = tree_.document().annotated.times[static_cast<std::size_t>(event.time)];
    Time t;
    t.text = std::string(tree_.text().words(time.span));
    if (time.begin && time.end && *time.begin == *time.end) t.value = to_iso(*time.begin);
    if (time.begin && t.value.empty()) t.begin_value = to_iso(*time.begin);
    if (time.end && t.value.empty()) t.end_value = to_iso(*time.end);
    p.time = std::move(t);
  }
  if (event.place != kNone) {
    Place place;
    place.text = std::string(tree_.words(places_.words(event.place)));
    place.location = places_.at(event.place);
    const int actor = place.location || !places_.around(event.place).empty()
                          ? actors_.of_name(event.place)
                          : actors_.of(event.place);
    if (actor != kNone && !places_.is_run_on(event.place)) place.actor = actor;
    p.place = std::move(place);
  }
  if (event.type.starts_with("quantity.")) {
    Quantity q;
    if (event.number >= 0) {
      const auto& number =
          tree_.document().annotated.numbers[static_cast<std::size_t>(event.number)];
      q.text = std::string(tree_.text().words(number.span));
      q.min = number.min;
      q.max = number.max;
      q.approximate = number.approximate;
      if (event.risen && q.max) q.min = *q.max;
    } else {
      q.text = "no";
      q.max = 0;
    }
    q.of = event.counted;
    p.quantity = std::move(q);
  }
  p.text = plain_sentence(event, p);
  p.anchor = tree_.token(event.trigger).span;
  propositions_.push_back(std::move(p));
  const auto index = static_cast<PropositionIndex>(propositions_.size()) - 1;
  proposition_of_[&event] = index;
  return index;
}

// One plain sentence that says it: the type's own, filled with the roles, or the clause's words
// without what joins it to the sentence around it.
std::string Assembler::plain_sentence(const Event& event, const Proposition& p) const {
  if (const auto known = knowledge_.says.find(p.type); known != knowledge_.says.end()) {
    if (auto filled = fill(known->second, event, p); !filled.empty()) return filled + ".";
  }
  auto range = event.told;
  const auto joins = [&](TokenIndex i) {
    const Dep d = tree_.dep(i);
    return d == Dep::mark || d == Dep::cc || tree_.pos(i) == Pos::punct ||
           tree_.token(i).pos == "SPACE";
  };
  while (range.begin < range.end && joins(range.begin)) ++range.begin;
  while (range.begin < range.end && joins(range.end - 1)) --range.end;
  std::string text(tree_.words(range));
  // "which split from the front": who did it stands outside its clause.
  if (range.begin < range.end && knowledge_.is("relative-pronouns", tree_.lower(range.begin)) &&
      !p.roles.empty()) {
    text = p.roles.front().text + " " + std::string(tree_.words({range.begin + 1, range.end}));
  }
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + ".";
}

// Empty where a role is missing.
std::string Assembler::fill(const std::string& sentence, const Event& event,
                            const Proposition& p) const {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    if (sentence[at] != '{') {
      out += sentence[at++];
      continue;
    }
    const auto end = sentence.find('}', at);
    if (end == std::string::npos) return {};
    const auto name = sentence.substr(at + 1, end - at - 1);
    at = end + 1;
    std::string value;
    if (name == "value") value = event.value;
    if (name == "of") value = event.counted;
    for (const auto& role : p.roles) {
      if (value.empty() && role.role == name)
        value =
            role.actor && p.type != "relation.alias" ? actors_.actor(*role.actor).name : role.text;
    }
    if (value.empty()) return {};
    out += value;
  }
  return out;
}

}  // namespace gainsay::read
