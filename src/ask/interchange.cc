// The data model's interchange form: keys in the order of docs/data-model.md, what is not known
// left out.
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "ask/ask.h"
#include "ask/index.h"

namespace gainsay::ask {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

void put(Json& json, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) json[key] = values;
}

void put(Json& json, const char* key, const std::vector<Span>& spans) {
  if (spans.empty()) return;
  Json list = Json::array();
  for (const Span& span : spans)
    list.push_back(Json{{"begin", span.begin.value}, {"end", span.end.value}});
  json[key] = std::move(list);
}

// Whole numbers are written as such: 22, not 22.0.
Json number(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) == value) return whole;
  return value;
}

// What stands in a text beside paragraphs, the credits of agencies, and where fields were found.
void put_details(Json& json, const page::Article& article) {
  Json agencies = Json::array();
  for (const auto& credit : article.agencies)
    agencies.push_back(Json{{"agency", credit.agency},
                            {"extent", page::name_of(credit.extent)},
                            {"found_in", credit.found_in}});
  if (!agencies.empty()) json["agencies"] = std::move(agencies);
  Json found_in = Json::object();
  for (const auto& [field, place] : article.found_in) found_in[field] = place;
  if (!found_in.empty()) json["found_in"] = std::move(found_in);
}

Json structure_json(const std::vector<page::Block>& structure) {
  Json list = Json::array();
  for (const auto& block : structure)
    list.push_back(Json{{"kind", page::name_of(block.kind)},
                        {"begin", block.span.begin.value},
                        {"end", block.span.end.value}});
  return list;
}

Json roles_json(const std::vector<weigh::RoleOf>& roles) {
  Json list = Json::array();
  for (const auto& role : roles) {
    Json one{{"role", role.role}};
    put(one, "actor", role.actor);
    one["text"] = role.text;
    put(one, "value", role.value);
    if (role.span) {
      one["begin"] = role.span->begin.value;
      one["end"] = role.span->end.value;
    }
    list.push_back(std::move(one));
  }
  return list;
}

Json time_json(const read::Time& time) {
  Json json = Json::object();
  put(json, "text", time.text);
  put(json, "value", time.value);
  put(json, "begin_value", time.begin_value);
  put(json, "end_value", time.end_value);
  return json;
}

Json quantity_json(const read::Quantity& quantity) {
  Json json = Json::object();
  put(json, "text", quantity.text);
  json["min"] = number(quantity.min);
  if (quantity.max) json["max"] = number(*quantity.max);
  put(json, "of", quantity.of);
  put(json, "unit", quantity.unit);
  json["approximate"] = quantity.approximate;
  return json;
}

// What the records of some documents name, found by following ids from their assertions.
class Reach {
 public:
  Reach(const ledger::View& view, const std::unordered_set<std::string>& documents) : index_(view) {
    for (const auto& assertion : view.assertions)
      if (documents.contains(assertion.doc)) add(assertion);
    for (const auto& actor : view.actors)
      for (const auto& mention : actor.mentions)
        if (documents.contains(mention.doc)) add_actor(actor.id);
  }

  [[nodiscard]] bool has_actor(const std::string& id) const { return actors_.contains(id); }
  [[nodiscard]] bool has_proposition(const std::string& id) const {
    return propositions_.contains(id);
  }

 private:
  void add(const weigh::Assertion& assertion) {
    add_actor(assertion.by);
    for (const auto& via : assertion.via) add_actor(via);
    if (!propositions_.insert(assertion.proposition).second) return;
    const auto* proposition = index_.proposition(assertion.proposition);
    if (!proposition) return;
    for (const auto& role : proposition->roles) add_actor(role.actor);
    for (const auto& origin : proposition->origins) add_actor(origin.actor);
    add_actor(proposition->place_actor);
  }

  void add_actor(const std::string& first) {
    std::vector<std::string> waiting{first};
    while (!waiting.empty()) {
      const std::string id = std::move(waiting.back());
      waiting.pop_back();
      const auto* actor = index_.actor(id);
      if (!actor || !actors_.insert(id).second) continue;
      for (const auto& alias : actor->aliases) waiting.push_back(alias.by);
      for (const auto& within : actor->within) waiting.push_back(within);
    }
  }

  Index index_;
  std::unordered_set<std::string> actors_;
  std::unordered_set<std::string> propositions_;
};

// Provenance: what feed named the page, and whom the feed had it from.
Json feed_json(const acquire::FeedOrigin& feed) {
  Json json{{"address", feed.feed}};
  put(json, "title", feed.title);
  json["item"] = feed.item;
  put(json, "headline", feed.headline);
  put(json, "published", feed.published);
  Json source = Json::object();
  put(source, "name", feed.source.name);
  put(source, "url", feed.source.url);
  if (!source.empty()) json["source"] = std::move(source);
  return json;
}

}  // namespace

std::string to_json(const ledger::Document& document) {
  const auto& article = document.article;
  Json json{{"kind", "document"}, {"id", document.id}, {"url", article.url}};
  put(json, "canonical", article.canonical);
  put(json, "title", article.title);
  put(json, "outlet", article.outlet);
  put(json, "authors", article.authors);
  put(json, "published", article.published);
  put(json, "modified", article.modified);
  put(json, "section", article.section);
  put(json, "captured", document.captured);
  put(json, "language", article.language);
  put(json, "access", article.access);
  json["text"] = article.text;
  if (!article.structure.empty()) json["structure"] = structure_json(article.structure);
  put(json, "captions", article.captions);
  put_details(json, article);
  put(json, "duplicate_of", document.duplicate_of);
  if (document.feed) json["feed"] = feed_json(*document.feed);
  return dump(json);
}

std::string to_json(const resolve::Actor& actor) {
  Json json{{"kind", "actor"},
            {"id", actor.id},
            {"type", read::name_of(actor.type)},
            {"name", actor.name}};
  Json aliases = Json::array();
  for (const auto& alias : actor.aliases) {
    Json one{{"name", alias.name}};
    put(one, "script", alias.script);
    one["relation"] = read::name_of(alias.relation);
    put(one, "by", alias.by);
    aliases.push_back(std::move(one));
  }
  if (!aliases.empty()) json["aliases"] = std::move(aliases);
  Json mentions = Json::array();
  for (const auto& mention : actor.mentions)
    mentions.push_back(Json{{"doc", mention.doc},
                            {"begin", mention.span.begin.value},
                            {"end", mention.span.end.value},
                            {"text", mention.text}});
  if (!mentions.empty()) json["mentions"] = std::move(mentions);
  put(json, "within", actor.within);
  if (actor.anonymous) json["anonymous"] = true;
  put(json, "party_to", actor.party_to);
  return dump(json);
}

std::string to_json(const weigh::Proposition& proposition) {
  Json json{{"kind", "proposition"}, {"id", proposition.id}, {"type", proposition.type}};
  json["roles"] = roles_json(proposition.roles);
  if (proposition.time) json["time"] = time_json(*proposition.time);
  if (!proposition.place_text.empty() || !proposition.place_actor.empty()) {
    Json place = Json::object();
    put(place, "text", proposition.place_text);
    put(place, "actor", proposition.place_actor);
    if (const auto& location = proposition.location) {
      place["lat"] = location->lat;
      place["lon"] = location->lon;
      if (location->geonames) place["geonames"] = *location->geonames;
    }
    json["place"] = std::move(place);
  }
  if (proposition.quantity) json["quantity"] = quantity_json(*proposition.quantity);
  put(json, "text", proposition.text);
  json["status"] = weigh::name_of(proposition.status);
  put(json, "why", proposition.why);
  Json origins = Json::array();
  for (const auto& origin : proposition.origins) {
    Json one{{"name", origin.name}};
    put(one, "actor", origin.actor);
    one["party"] = origin.party;
    origins.push_back(std::move(one));
  }
  json["origins"] = std::move(origins);
  json["independent"] = proposition.independent;
  json["credibility"] = proposition.credibility;
  return dump(json);
}

std::string to_json(const weigh::Assertion& assertion) {
  Json json{{"kind", "assertion"},
            {"id", assertion.id},
            {"proposition", assertion.proposition},
            {"doc", assertion.doc},
            {"by", assertion.by}};
  put(json, "via", assertion.via);
  put(json, "act", assertion.said.act);
  json["epistemic"] = read::name_of(assertion.said.epistemic);
  json["directness"] = read::name_of(assertion.said.directness);
  put(json, "source", assertion.said.source);
  put(json, "cue", assertion.said.cue);
  put(json, "content", assertion.said.content);
  put(json, "evidence", assertion.said.evidence);
  json["confidence"] = number(assertion.said.confidence);
  return dump(json);
}

std::string records_of(const ledger::View& view, std::span<const std::string> documents) {
  const Index index(view);
  std::string lines;
  std::unordered_set<std::string> wanted;
  for (const auto& id : documents) {
    const auto* document = index.document(id);
    if (document && wanted.insert(id).second) lines += to_json(*document) + "\n";
  }
  const Reach reach(view, wanted);
  for (const auto& actor : view.actors)
    if (reach.has_actor(actor.id)) lines += to_json(actor) + "\n";
  for (const auto& proposition : view.propositions)
    if (reach.has_proposition(proposition.id)) lines += to_json(proposition) + "\n";
  for (const auto& assertion : view.assertions)
    if (wanted.contains(assertion.doc)) lines += to_json(assertion) + "\n";
  return lines;
}

}  // namespace gainsay::ask
