#include "ledger/entries.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "base/date.h"
#include "base/hash.h"
#include "base/try.h"
#include "base/utf8.h"
#include "ledger/article_json.h"

namespace gainsay::ledger {
namespace {

// Its objects keep their keys in ascending order of bytes: what makes the JSON canonical.
using Json = nlohmann::json;

// nlohmann-json throws on what it cannot convert; from here on it is a result.
template <typename Parse>
auto parse_payload(std::string_view payload, Parse parse)
    -> Result<std::invoke_result_t<Parse, const Json&>> {
  try {
    return parse(Json::parse(payload));
  } catch (const Json::exception&) {
    return fail(ErrorCode::ledger,
                "an entry of the log cannot be understood; `gainsay verify` "
                "says more");
  }
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A name that was written by name_of.
template <typename Enum>
Enum named(std::optional<Enum> value) {
  if (!value) throw Json::other_error::create(500, "unknown name", static_cast<Json*>(nullptr));
  return *value;
}

int index_of(const Json& json, std::size_t count) {
  const auto index = json.get<std::int64_t>();
  if (index < 0 || static_cast<std::size_t>(index) >= count)
    throw Json::other_error::create(501, "index out of range", static_cast<Json*>(nullptr));
  return static_cast<int>(index);
}

// What is empty is left out.
void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

void put(Json& json, const char* key, const std::vector<std::string>& values) {
  if (!values.empty()) json[key] = values;
}

std::string text_of(const Json& json, const char* key) { return json.value(key, std::string()); }

std::vector<std::string> texts_of(const Json& json, const char* key) {
  return json.value(key, std::vector<std::string>());
}

void put_span(Json& json, const Span& span) {
  json["begin"] = span.begin.value;
  json["end"] = span.end.value;
}

Span span_of(const Json& json) {
  return make_span(json.at("begin").get<std::uint32_t>(), json.at("end").get<std::uint32_t>());
}

Json spans_json(const std::vector<Span>& spans) {
  Json list = Json::array();
  for (const Span& span : spans) {
    Json one;
    put_span(one, span);
    list.push_back(std::move(one));
  }
  return list;
}

std::vector<Span> spans_of(const Json& json, const char* key) {
  std::vector<Span> spans;
  for (const Json& span : json.at(key)) spans.push_back(span_of(span));
  return spans;
}

// Whole numbers are written as such: 22, not 22.0.
Json number_json(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) == value) return whole;
  return value;
}

Json to_json(const read::Actor& actor) {
  Json json{{"type", read::name_of(actor.type)}, {"name", actor.name}};
  Json aliases = Json::array();
  for (const auto& alias : actor.aliases) {
    Json one{{"name", alias.name}, {"relation", read::name_of(alias.relation)}};
    put(one, "script", alias.script);
    if (alias.by) one["by"] = *alias.by;
    aliases.push_back(std::move(one));
  }
  json["aliases"] = std::move(aliases);
  Json mentions = Json::array();
  for (const auto& mention : actor.mentions) {
    Json one{{"text", mention.text}, {"named", mention.named}};
    put_span(one, mention.span);
    mentions.push_back(std::move(one));
  }
  json["mentions"] = std::move(mentions);
  put(json, "within", actor.within);
  json["anonymous"] = actor.anonymous;
  json["named"] = actor.named;
  return json;
}

read::Actor actor_of(const Json& json, std::size_t actors) {
  read::Actor actor;
  actor.type = named(read::actor_type_of(json.at("type").get<std::string>()));
  actor.name = json.at("name");
  for (const Json& one : json.at("aliases")) {
    read::Alias alias;
    alias.name = one.at("name");
    alias.script = text_of(one, "script");
    alias.relation = named(read::alias_relation_of(one.at("relation").get<std::string>()));
    if (one.contains("by")) alias.by = index_of(one.at("by"), actors);
    actor.aliases.push_back(std::move(alias));
  }
  for (const Json& one : json.at("mentions"))
    actor.mentions.push_back({span_of(one), one.at("text"), one.at("named")});
  actor.within = texts_of(json, "within");
  actor.anonymous = json.at("anonymous");
  actor.named = json.at("named");
  return actor;
}

Json to_json(const read::Role& role) {
  Json json{{"role", role.role}};
  if (role.actor) json["actor"] = *role.actor;
  put(json, "text", role.text);
  put(json, "value", role.value);
  if (role.span) put_span(json, *role.span);
  return json;
}

read::Role role_of(const Json& json, std::size_t actors) {
  read::Role role;
  role.role = json.at("role");
  if (json.contains("actor")) role.actor = index_of(json.at("actor"), actors);
  role.text = text_of(json, "text");
  role.value = text_of(json, "value");
  if (json.contains("begin")) role.span = span_of(json);
  return role;
}

Json to_json(const read::Time& time) {
  Json json = Json::object();
  put(json, "text", time.text);
  put(json, "value", time.value);
  put(json, "begin_value", time.begin_value);
  put(json, "end_value", time.end_value);
  return json;
}

Json to_json(const read::Quantity& quantity) {
  Json json{{"min", number_json(quantity.min)}, {"approximate", quantity.approximate}};
  put(json, "text", quantity.text);
  if (quantity.max) json["max"] = number_json(*quantity.max);
  put(json, "of", quantity.of);
  put(json, "unit", quantity.unit);
  return json;
}

read::Quantity quantity_of(const Json& json) {
  read::Quantity quantity;
  quantity.text = text_of(json, "text");
  quantity.min = json.at("min");
  if (json.contains("max")) quantity.max = json.at("max").get<double>();
  quantity.of = text_of(json, "of");
  quantity.unit = text_of(json, "unit");
  quantity.approximate = json.at("approximate");
  return quantity;
}

Json to_json(const read::Proposition& proposition) {
  Json json{{"type", proposition.type}};
  Json roles = Json::array();
  for (const auto& role : proposition.roles) roles.push_back(to_json(role));
  json["roles"] = std::move(roles);
  if (proposition.time) json["time"] = to_json(*proposition.time);
  if (proposition.place) {
    Json place = Json::object();
    put(place, "text", proposition.place->text);
    if (proposition.place->actor) place["actor"] = *proposition.place->actor;
    if (const auto& location = proposition.place->location) {
      place["lat"] = location->lat;
      place["lon"] = location->lon;
      if (location->geonames) place["geonames"] = *location->geonames;
    }
    json["place"] = std::move(place);
  }
  if (proposition.quantity) json["quantity"] = to_json(*proposition.quantity);
  json["text"] = proposition.text;
  put_span(json, proposition.anchor);
  return json;
}

read::Proposition proposition_of(const Json& json, std::size_t actors) {
  read::Proposition proposition;
  proposition.type = json.at("type");
  for (const Json& role : json.at("roles")) proposition.roles.push_back(role_of(role, actors));
  if (json.contains("time")) {
    const Json& time = json.at("time");
    proposition.time = read::Time{text_of(time, "text"), text_of(time, "value"),
                                  text_of(time, "begin_value"), text_of(time, "end_value")};
  }
  if (json.contains("place")) {
    const Json& place = json.at("place");
    proposition.place.emplace();
    proposition.place->text = text_of(place, "text");
    if (place.contains("actor")) proposition.place->actor = index_of(place.at("actor"), actors);
    if (place.contains("lat")) {
      auto& location = proposition.place->location.emplace();
      location.lat = place.at("lat");
      location.lon = place.at("lon");
      if (place.contains("geonames")) location.geonames = place.at("geonames");
    }
  }
  if (json.contains("quantity")) proposition.quantity = quantity_of(json.at("quantity"));
  proposition.text = json.at("text");
  proposition.anchor = span_of(json);
  return proposition;
}

Json to_json(const read::Assertion& assertion, const std::vector<std::string>& words) {
  Json json{{"proposition", assertion.proposition},
            {"via", assertion.via},
            {"act", assertion.act},
            {"epistemic", read::name_of(assertion.epistemic)},
            {"directness", read::name_of(assertion.directness)},
            {"source", spans_json(assertion.source)},
            {"cue", spans_json(assertion.cue)},
            {"content", spans_json(assertion.content)},
            {"confidence", number_json(assertion.confidence)}};
  if (assertion.by != read::kAuthor) json["by"] = assertion.by;
  put(json, "pattern", assertion.pattern);
  Json evidence = spans_json(assertion.evidence);
  for (std::size_t i = 0; i < evidence.size(); ++i) evidence[i]["words"] = words[i];
  json["evidence"] = std::move(evidence);
  return json;
}

read::Assertion assertion_of(const Json& json, std::size_t actors, std::size_t propositions) {
  read::Assertion assertion;
  assertion.proposition = index_of(json.at("proposition"), propositions);
  if (json.contains("by")) assertion.by = index_of(json.at("by"), actors);
  for (const Json& via : json.at("via")) assertion.via.push_back(index_of(via, actors));
  assertion.act = json.at("act");
  assertion.epistemic = named(read::epistemic_of(json.at("epistemic").get<std::string>()));
  assertion.directness = named(read::directness_of(json.at("directness").get<std::string>()));
  assertion.source = spans_of(json, "source");
  assertion.cue = spans_of(json, "cue");
  assertion.content = spans_of(json, "content");
  assertion.evidence = spans_of(json, "evidence");
  assertion.confidence = json.at("confidence");
  assertion.pattern = text_of(json, "pattern");
  return assertion;
}

Json to_json(const acquire::FeedOrigin& feed) {
  Json json{{"address", feed.feed}, {"item", feed.item}, {"version", feed.version}};
  put(json, "title", feed.title);
  put(json, "headline", feed.headline);
  put(json, "published", feed.published);
  if (feed.source != acquire::Publisher{}) {
    json["source"] = Json::object();
    put(json["source"], "name", feed.source.name);
    put(json["source"], "url", feed.source.url);
  }
  return json;
}

acquire::FeedOrigin feed_of(const Json& json) {
  acquire::FeedOrigin feed;
  feed.feed = json.at("address");
  feed.item = json.at("item");
  feed.version = json.at("version");
  feed.title = text_of(json, "title");
  feed.headline = text_of(json, "headline");
  feed.published = text_of(json, "published");
  if (json.contains("source"))
    feed.source = {text_of(json.at("source"), "name"), text_of(json.at("source"), "url")};
  return feed;
}

// Heads are bytes and JSON is text: each byte as the character of its number (ISO 8859-1).
std::string text_of_bytes(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

std::string bytes_of_text(const std::string& text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c > 0xFF) throw Json::other_error::create(502, "no byte", static_cast<Json*>(nullptr));
    bytes.push_back(static_cast<char>(c));
  }
  return bytes;
}

Json to_json(const acquire::Hop& hop) {
  Json json{{"url", hop.url}};
  put(json, "request", text_of_bytes(hop.request));
  put(json, "response", text_of_bytes(hop.response));
  put(json, "peer", hop.peer);
  put(json, "tls", hop.tls);
  for (const auto& certificate : hop.certificates) {
    json["certificates"].push_back({{"subject", certificate.subject},
                                    {"issuer", certificate.issuer},
                                    {"not_before", certificate.not_before},
                                    {"not_after", certificate.not_after},
                                    {"sha256", certificate.sha256}});
  }
  return json;
}

acquire::Hop hop_of(const Json& json) {
  acquire::Hop hop;
  hop.url = json.at("url");
  hop.request = bytes_of_text(text_of(json, "request"));
  hop.response = bytes_of_text(text_of(json, "response"));
  hop.peer = text_of(json, "peer");
  hop.tls = text_of(json, "tls");
  if (!json.contains("certificates")) return hop;
  for (const Json& one : json.at("certificates"))
    hop.certificates.push_back({one.at("subject"), one.at("issuer"), one.at("not_before"),
                                one.at("not_after"), one.at("sha256")});
  return hop;
}

// Of captures; the other formats are of what holds them.
constexpr std::array kFormats = {acquire::Format::html,      acquire::Format::text,
                                 acquire::Format::json_line, acquire::Format::mail,
                                 acquire::Format::pdf,       acquire::Format::telegram};

std::string_view name_of(acquire::Format format) {
  switch (format) {
    case acquire::Format::html:
      return "html";
    case acquire::Format::text:
      return "text";
    case acquire::Format::json_line:
      return "json_line";
    case acquire::Format::mail:
      return "mail";
    case acquire::Format::pdf:
      return "pdf";
    case acquire::Format::telegram:
      return "telegram";
    case acquire::Format::warc:
    case acquire::Format::wacz:
      break;
  }
  return {};
}

}  // namespace

std::string chain_hash(std::string_view prev_hash, std::int64_t seq, std::string_view kind,
                       std::string_view at, std::string_view payload) {
  std::string bytes;
  bytes.reserve(prev_hash.size() + kind.size() + at.size() + payload.size() + 32);
  bytes.append(prev_hash).append("\n").append(std::to_string(seq)).append("\n");
  bytes.append(kind).append("\n").append(at).append("\n").append(payload);
  return sha256_hex(bytes);
}

std::string to_text(const std::optional<acquire::FeedOrigin>& feed) {
  return feed ? dump(to_json(*feed)) : std::string();
}

std::optional<acquire::FeedOrigin> feed_origin_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = parse_payload(text, [](const Json& json) { return feed_of(json); });
  return parsed ? std::optional(*parsed) : std::nullopt;
}

CaptureEntry make_capture_entry(const acquire::Capture& capture) {
  return {.id = capture.id,
          .url = capture.url,
          .final_url = capture.final_url,
          .content_type = capture.content_type,
          .captured = to_rfc3339(capture.captured),
          .format = std::string(name_of(capture.format)),
          .size = static_cast<std::int64_t>(capture.bytes.size()),
          .coding = capture.coding,
          .hops = capture.hops,
          .place = capture.place,
          .feed = capture.feed};
}

acquire::Capture make_capture(CaptureEntry entry, std::string bytes) {
  acquire::Capture capture;
  capture.id = std::move(entry.id);
  capture.url = std::move(entry.url);
  capture.final_url = std::move(entry.final_url);
  capture.bytes = std::move(bytes);
  capture.coding = std::move(entry.coding);
  capture.content_type = std::move(entry.content_type);
  for (const auto format : kFormats)
    if (name_of(format) == entry.format) capture.format = format;
  capture.captured = parse_rfc3339(entry.captured).value_or(std::chrono::sys_seconds());
  capture.hops = std::move(entry.hops);
  capture.place = std::move(entry.place);
  capture.feed = std::move(entry.feed);
  return capture;
}

std::string to_payload(const CaptureEntry& entry) {
  Json json{{"id", entry.id},
            {"url", entry.url},
            {"final_url", entry.final_url},
            {"content_type", entry.content_type},
            {"captured", entry.captured},
            {"format", entry.format},
            {"size", entry.size}};
  if (entry.feed) json["feed"] = to_json(*entry.feed);
  put(json, "coding", entry.coding);
  for (const auto& hop : entry.hops) json["hops"].push_back(to_json(hop));
  if (entry.place) {
    Json place{{"file", entry.place->archive}, {"offset", entry.place->offset}};
    put(place, "record", entry.place->record);
    json["archive"] = std::move(place);
  }
  return dump(json);
}

std::string to_payload(const DocumentEntry& entry) {
  const page::Article& article = entry.article;
  Json json{{"id", entry.id},
            {"url", article.url},
            {"text", article.text},
            {"text_sha256", entry.text_sha256}};
  put(json, "canonical", article.canonical);
  put(json, "title", article.title);
  put(json, "outlet", article.outlet);
  put(json, "authors", article.authors);
  put(json, "published", article.published);
  put(json, "modified", article.modified);
  put(json, "section", article.section);
  put(json, "language", article.language);
  put(json, "access", article.access);
  put(json, "captions", article.captions);
  if (!article.structure.empty()) json["structure"] = structure_json(article.structure);
  if (!article.agencies.empty()) json["agencies"] = agencies_json(article.agencies);
  if (!article.found_in.empty()) json["found_in"] = found_in_json(article.found_in);
  return dump(json);
}

std::string to_payload(const ReadingEntry& entry) {
  Json actors = Json::array();
  for (const auto& actor : entry.reading.actors) actors.push_back(to_json(actor));
  Json propositions = Json::array();
  for (const auto& proposition : entry.reading.propositions)
    propositions.push_back(to_json(proposition));
  Json assertions = Json::array();
  for (std::size_t i = 0; i < entry.reading.assertions.size(); ++i)
    assertions.push_back(to_json(entry.reading.assertions[i], entry.words[i]));
  return dump({{"doc", entry.doc},
               {"made_by", entry.made_by},
               {"actors", std::move(actors)},
               {"propositions", std::move(propositions)},
               {"assertions", std::move(assertions)}});
}

Result<CaptureEntry> parse_capture(std::string_view payload) {
  return parse_payload(payload, [](const Json& json) {
    CaptureEntry entry;
    entry.id = json.at("id");
    entry.url = json.at("url");
    entry.final_url = json.at("final_url");
    entry.content_type = json.at("content_type");
    entry.captured = json.at("captured");
    entry.format = json.at("format");
    entry.size = json.at("size");
    if (json.contains("feed")) entry.feed = feed_of(json.at("feed"));
    entry.coding = text_of(json, "coding");
    if (json.contains("hops"))
      for (const Json& hop : json.at("hops")) entry.hops.push_back(hop_of(hop));
    if (json.contains("archive")) {
      const Json& place = json.at("archive");
      entry.place = acquire::Place{.archive = place.at("file"),
                                   .record = text_of(place, "record"),
                                   .offset = place.at("offset").get<std::uint64_t>()};
    }
    return entry;
  });
}

Result<DocumentEntry> parse_document(std::string_view payload) {
  return parse_payload(payload, [](const Json& json) {
    DocumentEntry entry;
    entry.id = json.at("id");
    entry.article.url = json.at("url");
    entry.article.canonical = text_of(json, "canonical");
    entry.article.title = text_of(json, "title");
    entry.article.outlet = text_of(json, "outlet");
    entry.article.authors = texts_of(json, "authors");
    entry.article.published = text_of(json, "published");
    entry.article.modified = text_of(json, "modified");
    entry.article.section = text_of(json, "section");
    entry.article.language = text_of(json, "language");
    entry.article.access = text_of(json, "access");
    entry.article.text = json.at("text");
    entry.article.captions = texts_of(json, "captions");
    // Documents of format 1 have none of these.
    entry.article.structure = structure_of(json.value("structure", Json::array()));
    entry.article.agencies = agencies_of(json.value("agencies", Json::array()));
    entry.article.found_in = found_in_of(json.value("found_in", Json::object()));
    entry.text_sha256 = json.at("text_sha256");
    return entry;
  });
}

Result<ReadingEntry> parse_reading(std::string_view payload) {
  return parse_payload(payload, [](const Json& json) {
    ReadingEntry entry;
    entry.doc = json.at("doc");
    entry.made_by = json.at("made_by");
    const Json& actors = json.at("actors");
    for (const Json& actor : actors) entry.reading.actors.push_back(actor_of(actor, actors.size()));
    for (const Json& proposition : json.at("propositions"))
      entry.reading.propositions.push_back(proposition_of(proposition, actors.size()));
    for (const Json& assertion : json.at("assertions")) {
      entry.reading.assertions.push_back(
          assertion_of(assertion, actors.size(), entry.reading.propositions.size()));
      std::vector<std::string> words;
      for (const Json& span : assertion.at("evidence")) words.push_back(span.at("words"));
      entry.words.push_back(std::move(words));
    }
    return entry;
  });
}

}  // namespace gainsay::ledger
