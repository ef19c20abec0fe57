#include "ask/index.h"

namespace gainsay::ask {

Index::Index(const ledger::View& view) {
  for (const auto& document : view.documents) {
    documents_.emplace(document.id, &document);
    texts_.emplace(document.id, TextIndex(document.article.text));
  }
  for (const auto& actor : view.actors) actors_.emplace(actor.id, &actor);
  for (const auto& proposition : view.propositions)
    propositions_.emplace(proposition.id, &proposition);
  for (const auto& assertion : view.assertions)
    assertions_[assertion.proposition].push_back(&assertion);
}

const ledger::Document* Index::document(std::string_view id) const {
  const auto at = documents_.find(id);
  return at == documents_.end() ? nullptr : at->second;
}

const resolve::Actor* Index::actor(std::string_view id) const {
  const auto at = actors_.find(id);
  return at == actors_.end() ? nullptr : at->second;
}

const weigh::Proposition* Index::proposition(std::string_view id) const {
  const auto at = propositions_.find(id);
  return at == propositions_.end() ? nullptr : at->second;
}

const std::vector<const weigh::Assertion*>& Index::assertions_on(
    std::string_view proposition) const {
  const auto at = assertions_.find(proposition);
  return at == assertions_.end() ? none_ : at->second;
}

std::string Index::words(std::string_view document, const std::vector<Span>& spans) const {
  const auto at = texts_.find(document);
  std::string words;
  if (at == texts_.end()) return words;
  for (const Span& span : spans) {
    if (!words.empty()) words += " … ";
    words += at->second.words(span);
  }
  return words;
}

std::string Index::speaker(const weigh::Assertion& assertion) const {
  if (const auto* by = actor(assertion.by)) return by->name;
  const auto* from = document(assertion.doc);
  if (!from) return assertion.by;
  if (!from->article.outlet.empty()) return from->article.outlet;
  return from->article.authors.empty() ? "the page's author" : from->article.authors.front();
}

std::string Index::source_name(const ledger::Document& document) const {
  const auto& article = document.article;
  if (!article.outlet.empty()) return article.outlet;
  if (!article.title.empty()) return article.title;
  return article.url;
}

std::string when(const weigh::Proposition& proposition) {
  if (!proposition.time) return {};
  const auto& time = *proposition.time;
  if (!time.value.empty()) return time.value;
  if (!time.begin_value.empty() && !time.end_value.empty())
    return time.begin_value + " to " + time.end_value;
  if (!time.begin_value.empty()) return "from " + time.begin_value;
  if (!time.end_value.empty()) return "until " + time.end_value;
  return time.text;
}

std::string day_of(const ledger::Document& document) {
  return document.article.published.substr(0, 10);
}

Stance stance_of(const weigh::Assertion& assertion) {
  switch (assertion.said.epistemic) {
    case read::Epistemic::true_certain:
    case read::Epistemic::true_uncertain:
      return Stance::holds_true;
    case read::Epistemic::false_uncertain:
    case read::Epistemic::false_certain:
      return Stance::holds_false;
    case read::Epistemic::unknown:
      break;
  }
  return Stance::leaves_open;
}

}  // namespace gainsay::ask
