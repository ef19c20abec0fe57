#include "ask/brief.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace gainsay::ask {
namespace {

// The firmest first, what nobody vouches for last.
constexpr std::array kOrder{weigh::Status::confirmed,   weigh::Status::corroborated,
                            weigh::Status::disputed,    weigh::Status::refuted,
                            weigh::Status::party_claim, weigh::Status::single_source,
                            weigh::Status::unverified};
// A brief is read in one sitting; `claims` has everything.
constexpr std::size_t kVoices = 8;
constexpr std::size_t kSpeakers = 12;
constexpr std::size_t kStatements = 4;
constexpr std::string_view kStatementType = "statement";

Voice voice_of(const Index& index, const weigh::Assertion& assertion) {
  Voice voice;
  voice.assertion = &assertion;
  voice.document = index.document(assertion.doc);
  voice.speaker = index.speaker(assertion);
  for (const auto& id : assertion.via)
    if (const auto* via = index.actor(id)) voice.via += (voice.via.empty() ? "" : ", ") + via->name;
  voice.quote = index.words(assertion.doc, assertion.said.evidence);
  return voice;
}

std::size_t count_documents(const std::vector<const weigh::Assertion*>& assertions) {
  std::unordered_set<std::string_view> documents;
  for (const auto* assertion : assertions) documents.insert(assertion->doc);
  return documents.size();
}

Item item_of(const Index& index, const weigh::Proposition& proposition) {
  const auto& assertions = index.assertions_on(proposition.id);
  Item item;
  item.proposition = &proposition;
  item.documents = count_documents(assertions);
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const auto* assertion : assertions) {
    auto& voices = item.voices[static_cast<std::size_t>(stance_of(*assertion))];
    Voice voice = voice_of(index, *assertion);
    if (!voice.document || voices.size() == kVoices) continue;
    if (seen.emplace(voice.speaker, assertion->doc, voice.quote).second)
      voices.push_back(std::move(voice));
  }
  return item;
}

// What more pages tell comes first; then the view's order.
std::vector<const weigh::Proposition*> by_weight(const Index& index,
                                                 std::vector<const weigh::Proposition*> list) {
  std::unordered_map<const weigh::Proposition*, std::pair<std::size_t, std::size_t>> weight;
  for (const auto* proposition : list) {
    const auto& assertions = index.assertions_on(proposition->id);
    weight[proposition] = {count_documents(assertions), assertions.size()};
  }
  std::ranges::stable_sort(
      list, [&](const auto* a, const auto* b) { return weight.at(a) > weight.at(b); });
  return list;
}

std::vector<Section> sections_of(const ledger::View& view, const Index& index, std::size_t most) {
  std::vector<Section> sections;
  for (const auto status : kOrder) {
    std::vector<const weigh::Proposition*> list;
    for (const auto& proposition : view.propositions)
      if (proposition.status == status && proposition.type != kStatementType &&
          !index.assertions_on(proposition.id).empty())
        list.push_back(&proposition);
    if (list.empty()) continue;
    list = by_weight(index, std::move(list));
    Section section;
    section.status = status;
    section.left_out = list.size() > most ? list.size() - most : 0;
    list.resize(list.size() - section.left_out);
    for (const auto* proposition : list) section.items.push_back(item_of(index, *proposition));
    sections.push_back(std::move(section));
  }
  return sections;
}

std::vector<Repetition> repetitions_of(const ledger::View& view, const Index& index,
                                       std::size_t most) {
  std::vector<Repetition> repetitions;
  for (const auto& proposition : view.propositions) {
    const std::size_t documents = count_documents(index.assertions_on(proposition.id));
    if (documents < 2 || proposition.origins.size() != 1) continue;
    repetitions.push_back({&proposition, documents, proposition.origins.front().name});
  }
  std::ranges::stable_sort(repetitions, std::ranges::greater{}, &Repetition::documents);
  if (repetitions.size() > most) repetitions.resize(most);
  return repetitions;
}

void add_speakers(const ledger::View& view, const Index& index, Brief& brief) {
  std::vector<std::string> order;
  std::unordered_map<std::string, std::vector<const weigh::Assertion*>> said;
  for (const auto& assertion : view.assertions) {
    const auto* proposition = index.proposition(assertion.proposition);
    // A document's own remarks are its text; who else says something is news.
    if (!proposition || proposition->type != kStatementType || !index.actor(assertion.by)) continue;
    auto& list = said[assertion.by];
    if (list.empty()) order.push_back(assertion.by);
    list.push_back(&assertion);
  }
  std::ranges::stable_sort(
      order, [&](const auto& a, const auto& b) { return said.at(a).size() > said.at(b).size(); });
  if (order.size() > kSpeakers) {
    brief.speakers_left_out = order.size() - kSpeakers;
    order.resize(kSpeakers);
  }
  for (const auto& id : order) {
    const auto& list = said.at(id);
    Speaker speaker;
    speaker.name = index.actor(id)->name;
    std::set<std::string> seen;  // copies of a page repeat its quotations
    for (const auto* assertion : list) {
      Voice voice = voice_of(index, *assertion);
      if (speaker.statements.size() == kStatements || !voice.document) continue;
      if (seen.insert(voice.quote).second) speaker.statements.push_back(std::move(voice));
    }
    speaker.left_out = list.size() - speaker.statements.size();
    brief.speakers.push_back(std::move(speaker));
  }
}

}  // namespace

Brief make_brief(const ledger::View& view, const Index& index, const BriefOptions& options) {
  Brief brief;
  brief.documents = view.documents.size();
  brief.copies = static_cast<std::size_t>(std::ranges::count_if(
      view.documents, [](const auto& document) { return !document.duplicate_of.empty(); }));
  brief.propositions = view.propositions.size();
  brief.assertions = view.assertions.size();
  brief.sections = sections_of(view, index, options.most);
  brief.repetitions = repetitions_of(view, index, options.most);
  add_speakers(view, index, brief);
  return brief;
}

std::string_view stance_words(const weigh::Assertion& assertion) {
  switch (assertion.said.epistemic) {
    case read::Epistemic::true_certain:
      return "holds it true";
    case read::Epistemic::true_uncertain:
      return "thinks it true";
    case read::Epistemic::unknown:
      return "leaves it open";
    case read::Epistemic::false_uncertain:
      return "doubts it";
    case read::Epistemic::false_certain:
      return "holds it false";
  }
  return {};
}

std::string_view heading_of(Stance stance) {
  switch (stance) {
    case Stance::holds_true:
      return "Held true";
    case Stance::holds_false:
      return "Held false";
    case Stance::leaves_open:
      return "Left open";
  }
  return {};
}

std::string headline(const weigh::Proposition& proposition) {
  std::string text = printable(proposition.text);
  for (const std::string_view opening : {"that ", "which ", "who "})
    if (text.starts_with(opening)) text.erase(0, opening.size());
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string reason(const weigh::Proposition& proposition) {
  constexpr std::string_view kId = "assertion:";
  std::string text;
  std::string_view rest = proposition.why;
  while (!rest.empty()) {
    const auto open = rest.find("[assertion:");
    const auto close = rest.find(']', open);
    text += rest.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) break;
    std::size_t sentences = 0;
    for (auto at = open; at < close; at = rest.find(kId, at + kId.size())) ++sentences;
    text += "(" + std::to_string(sentences) + (sentences == 1 ? " sentence)" : " sentences)");
    rest.remove_prefix(close + 1);
  }
  return text;
}

std::vector<std::string> parts_of(const Index& index, const weigh::Proposition& proposition) {
  std::vector<std::string> parts;
  const auto add = [&](const std::string& name, const std::string& filler) {
    if (!filler.empty()) parts.push_back(name + ": " + filler);
  };
  for (const auto& role : proposition.roles) {
    const auto* actor = index.actor(role.actor);
    std::string name = role.role;
    std::ranges::replace(name, '_', ' ');
    add(name, actor ? actor->name : role.text.empty() ? role.value : role.text);
  }
  if (proposition.quantity)
    add("number", proposition.quantity->text +
                      (proposition.quantity->of.empty() ? "" : " " + proposition.quantity->of));
  add("when", when(proposition));
  const auto* place = index.actor(proposition.place_actor);
  add("where", place ? place->name : proposition.place_text);
  return parts;
}

std::string web_address(const ledger::Document& document) {
  for (const auto& address : {document.article.url, document.article.canonical})
    if (is_web_address(address)) return address;
  return {};
}

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

std::string source_line(const Index& index, const ledger::Document& document) {
  const std::string day = day_of(document);
  return index.source_name(document) + (day.empty() ? "" : ", " + day);
}

}  // namespace gainsay::ask
