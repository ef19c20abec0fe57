#include "ledger/view_tables.h"

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/try.h"
#include "base/utf8.h"
#include "ledger/article_json.h"
#include "ledger/entries.h"

namespace gainsay::ledger {
namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string list_text(const std::vector<std::string>& values) { return dump(Json(values)); }

std::string spans_text(const std::vector<Span>& spans) {
  Json list = Json::array();
  for (const Span& span : spans)
    list.push_back({{"begin", span.begin.value}, {"end", span.end.value}});
  return dump(list);
}

std::string aliases_text(const std::vector<resolve::AliasOf>& aliases) {
  Json list = Json::array();
  for (const auto& alias : aliases) {
    Json one{{"name", alias.name}, {"relation", read::name_of(alias.relation)}};
    if (!alias.script.empty()) one["script"] = alias.script;
    if (!alias.by.empty()) one["by"] = alias.by;
    list.push_back(std::move(one));
  }
  return dump(list);
}

// Reading back: what is not as save_view wrote it throws, and load_view makes that a result.
std::vector<std::string> list_of(std::string_view text) {
  return Json::parse(text).get<std::vector<std::string>>();
}

std::vector<Span> spans_of(std::string_view text) {
  std::vector<Span> spans;
  for (const Json& one : Json::parse(text))
    spans.push_back(
        make_span(one.at("begin").get<std::uint32_t>(), one.at("end").get<std::uint32_t>()));
  return spans;
}

template <typename Enum>
Enum named(std::optional<Enum> value) {
  if (!value) throw Json::other_error::create(500, "unknown name", static_cast<Json*>(nullptr));
  return *value;
}

std::vector<resolve::AliasOf> aliases_of(std::string_view text) {
  std::vector<resolve::AliasOf> aliases;
  for (const Json& one : Json::parse(text))
    aliases.push_back({one.at("name"), one.value("script", std::string()),
                       named(read::alias_relation_of(one.at("relation").get<std::string>())),
                       one.value("by", std::string())});
  return aliases;
}

std::string str(std::string_view text) { return std::string(text); }

std::uint32_t offset(const Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));
}

using DocumentTexts = std::unordered_map<std::string, TextIndex>;

DocumentTexts index_texts(const View& view) {
  DocumentTexts texts;
  for (const auto& document : view.documents)
    texts.emplace(document.id, TextIndex(document.article.text));
  return texts;
}

Result<void> save_documents(Database& database, const View& view) {
  TRY(auto insert,
      database.prepare("INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  std::int64_t position = 0;
  for (const auto& [id, article, captured, duplicate_of, feed] : view.documents)
    TRY_VOID(insert.run(++position, id, article.url, article.canonical, article.title,
                        article.outlet, list_text(article.authors), article.published,
                        article.modified, article.section, captured, article.language,
                        article.access, article.text, dump(structure_json(article.structure)),
                        list_text(article.captions), dump(agencies_json(article.agencies)),
                        dump(found_in_json(article.found_in)), duplicate_of, to_text(feed)));
  return {};
}

Result<void> save_actors(Database& database, const View& view) {
  TRY(auto insert, database.prepare("INSERT INTO actors VALUES(?,?,?,?,?,?,?,?)"));
  TRY(auto mention, database.prepare("INSERT INTO mentions VALUES(?,?,?,?,?,?)"));
  std::int64_t position = 0;
  std::int64_t mentions = 0;
  for (const auto& actor : view.actors) {
    TRY_VOID(insert.run(++position, actor.id, read::name_of(actor.type), actor.name,
                        aliases_text(actor.aliases), list_text(actor.within),
                        list_text(actor.party_to), actor.anonymous));
    for (const auto& at : actor.mentions)
      TRY_VOID(mention.run(++mentions, actor.id, at.doc, at.span.begin.value, at.span.end.value,
                           at.text));
  }
  return {};
}

// A text column of something that may not be there: null then.
using MaybeText = std::optional<std::string>;

Result<void> save_propositions(Database& database, const View& view) {
  TRY(auto insert,
      database.prepare(
          "INSERT INTO propositions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  TRY(auto role_row, database.prepare("INSERT INTO roles VALUES(?,?,?,?,?,?,?,?)"));
  TRY(auto origin_row, database.prepare("INSERT INTO origins VALUES(?,?,?,?,?)"));
  std::int64_t position = 0;
  std::int64_t roles = 0;
  std::int64_t origins = 0;
  for (const auto& p : view.propositions) {
    const auto& time = p.time;
    const auto& quantity = p.quantity;
    const auto& location = p.location;
    TRY_VOID(insert.run(
        ++position, p.id, p.type, p.text, time ? MaybeText(time->text) : MaybeText(),
        time ? MaybeText(time->value) : MaybeText(),
        time ? MaybeText(time->begin_value) : MaybeText(),
        time ? MaybeText(time->end_value) : MaybeText(), p.place_text, p.place_actor,
        location ? std::optional(location->lat) : std::nullopt,
        location ? std::optional(location->lon) : std::nullopt,
        location ? location->geonames : std::nullopt,
        quantity ? MaybeText(quantity->text) : MaybeText(),
        quantity ? std::optional(quantity->min) : std::nullopt,
        quantity ? quantity->max : std::nullopt, quantity ? MaybeText(quantity->of) : MaybeText(),
        quantity ? MaybeText(quantity->unit) : MaybeText(),
        quantity ? std::optional(quantity->approximate) : std::nullopt, weigh::name_of(p.status),
        p.why, p.independent, p.credibility));
    for (const auto& role : p.roles)
      TRY_VOID(role_row.run(++roles, p.id, role.role, role.actor, role.text, role.value,
                            role.span ? std::optional(role.span->begin.value) : std::nullopt,
                            role.span ? std::optional(role.span->end.value) : std::nullopt));
    for (const auto& origin : p.origins)
      TRY_VOID(origin_row.run(++origins, p.id, origin.name, origin.actor, origin.party));
  }
  return {};
}

Result<void> save_assertions(Database& database, const View& view) {
  const DocumentTexts texts = index_texts(view);
  TRY(auto insert, database.prepare("INSERT INTO assertions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  TRY(auto evidence, database.prepare("INSERT INTO evidence VALUES(?,?,?,?,?)"));
  std::int64_t position = 0;
  std::int64_t spans = 0;
  for (const auto& a : view.assertions) {
    TRY_VOID(insert.run(++position, a.id, a.proposition, a.doc, a.by, list_text(a.via), a.said.act,
                        read::name_of(a.said.epistemic), read::name_of(a.said.directness),
                        spans_text(a.said.source), spans_text(a.said.cue),
                        spans_text(a.said.content), a.said.confidence, a.said.pattern));
    const TextIndex& text = texts.at(a.doc);
    for (const Span& span : a.said.evidence)
      TRY_VOID(evidence.run(++spans, a.id, span.begin.value, span.end.value, text.words(span)));
  }
  return {};
}

Result<void> load_documents(const Database& database, View& view) {
  TRY(auto row, database.prepare("SELECT id, url, canonical, title, outlet, authors, published, "
                                 "modified, section, captured, language, access, text, structure, "
                                 "captions, agencies, found_in, duplicate_of, feed "
                                 "FROM documents ORDER BY position"));
  while (true) {
    TRY(const bool more, row.step());
    if (!more) return {};
    Document document;
    document.id = row.text(0);
    document.article = {.url = str(row.text(1)),
                        .canonical = str(row.text(2)),
                        .title = str(row.text(3)),
                        .outlet = str(row.text(4)),
                        .authors = list_of(row.text(5)),
                        .published = str(row.text(6)),
                        .modified = str(row.text(7)),
                        .section = str(row.text(8)),
                        .language = str(row.text(10)),
                        .access = str(row.text(11)),
                        .text = str(row.text(12)),
                        .structure = structure_of(Json::parse(row.text(13))),
                        .captions = list_of(row.text(14)),
                        .agencies = agencies_of(Json::parse(row.text(15))),
                        .found_in = found_in_of(Json::parse(row.text(16)))};
    document.captured = row.text(9);
    document.duplicate_of = row.text(17);
    document.feed = feed_origin_of(row.text(18));
    view.documents.push_back(std::move(document));
  }
}

// The record with this id, in a list that is being loaded; a row of a record that is not there
// stays unloaded, so that comparing the views shows it.
template <typename Record>
std::unordered_map<std::string, Record*> by_id(std::vector<Record>& records) {
  std::unordered_map<std::string, Record*> map;
  for (auto& record : records) map.emplace(record.id, &record);
  return map;
}

Result<void> load_actors(const Database& database, View& view) {
  TRY(auto row, database.prepare("SELECT id, type, name, aliases, within, party_to, anonymous "
                                 "FROM actors ORDER BY position"));
  while (true) {
    TRY(const bool more, row.step());
    if (!more) break;
    resolve::Actor actor;
    actor.id = row.text(0);
    actor.type = named(read::actor_type_of(row.text(1)));
    actor.name = row.text(2);
    actor.aliases = aliases_of(row.text(3));
    actor.within = list_of(row.text(4));
    actor.party_to = list_of(row.text(5));
    actor.anonymous = row.integer(6) != 0;
    view.actors.push_back(std::move(actor));
  }
  const auto actors = by_id(view.actors);
  TRY(auto mention, database.prepare("SELECT actor, doc, \"begin\", \"end\", text FROM mentions "
                                     "ORDER BY position"));
  while (true) {
    TRY(const bool more, mention.step());
    if (!more) return {};
    const auto at = actors.find(str(mention.text(0)));
    if (at == actors.end()) continue;
    at->second->mentions.push_back({str(mention.text(1)),
                                    make_span(offset(mention, 2), offset(mention, 3)),
                                    str(mention.text(4))});
  }
}

weigh::Proposition proposition_of(const Statement& row) {
  weigh::Proposition p;
  p.id = row.text(0);
  p.type = row.text(1);
  p.text = row.text(2);
  if (!row.is_null(3))
    p.time = read::Time{str(row.text(3)), str(row.text(4)), str(row.text(5)), str(row.text(6))};
  p.place_text = row.text(7);
  p.place_actor = row.text(8);
  if (!row.is_null(9)) {
    p.location = read::Location{row.real(9), row.real(10), std::nullopt};
    if (!row.is_null(11)) p.location->geonames = static_cast<std::uint32_t>(row.integer(11));
  }
  if (!row.is_null(12)) {
    p.quantity.emplace();
    p.quantity->text = row.text(12);
    p.quantity->min = row.real(13);
    if (!row.is_null(14)) p.quantity->max = row.real(14);
    p.quantity->of = row.text(15);
    p.quantity->unit = row.text(16);
    p.quantity->approximate = row.integer(17) != 0;
  }
  p.status = named(weigh::status_of(row.text(18)));
  p.why = row.text(19);
  p.independent = static_cast<int>(row.integer(20));
  p.credibility = static_cast<int>(row.integer(21));
  return p;
}

Result<void> load_propositions(const Database& database, View& view) {
  TRY(auto row, database.prepare("SELECT id, type, text, time_text, time_value, time_begin_value, "
                                 "time_end_value, place_text, place_actor, place_lat, "
                                 "place_lon, place_geonames, quantity_text, "
                                 "quantity_min, quantity_max, quantity_of, quantity_unit, "
                                 "quantity_approximate, status, why, independent, credibility "
                                 "FROM propositions ORDER BY position"));
  while (true) {
    TRY(const bool more, row.step());
    if (!more) break;
    view.propositions.push_back(proposition_of(row));
  }
  const auto propositions = by_id(view.propositions);
  TRY(auto role, database.prepare("SELECT proposition, role, actor, text, value, \"begin\", "
                                  "\"end\" FROM roles ORDER BY position"));
  while (true) {
    TRY(const bool more, role.step());
    if (!more) break;
    const auto at = propositions.find(str(role.text(0)));
    if (at == propositions.end()) continue;
    std::optional<Span> span;
    if (!role.is_null(5)) span = make_span(offset(role, 5), offset(role, 6));
    at->second->roles.push_back(
        {str(role.text(1)), str(role.text(2)), str(role.text(3)), str(role.text(4)), span});
  }
  TRY(auto origin,
      database.prepare("SELECT proposition, name, actor, party FROM origins ORDER BY position"));
  while (true) {
    TRY(const bool more, origin.step());
    if (!more) return {};
    const auto at = propositions.find(str(origin.text(0)));
    if (at == propositions.end()) continue;
    at->second->origins.push_back(
        {str(origin.text(1)), str(origin.text(2)), origin.integer(3) != 0});
  }
}

Result<void> load_assertions(const Database& database, View& view) {
  TRY(auto row, database.prepare("SELECT id, proposition, doc, \"by\", via, act, epistemic, "
                                 "directness, source, cue, content, confidence, pattern "
                                 "FROM assertions ORDER BY position"));
  while (true) {
    TRY(const bool more, row.step());
    if (!more) break;
    weigh::Assertion a;
    a.id = row.text(0);
    a.proposition = row.text(1);
    a.doc = row.text(2);
    a.by = row.text(3);
    a.via = list_of(row.text(4));
    a.said.act = row.text(5);
    a.said.epistemic = named(read::epistemic_of(row.text(6)));
    a.said.directness = named(read::directness_of(row.text(7)));
    a.said.source = spans_of(row.text(8));
    a.said.cue = spans_of(row.text(9));
    a.said.content = spans_of(row.text(10));
    a.said.confidence = row.real(11);
    a.said.pattern = row.text(12);
    view.assertions.push_back(std::move(a));
  }
  const auto assertions = by_id(view.assertions);
  TRY(auto evidence,
      database.prepare("SELECT assertion, \"begin\", \"end\" FROM evidence ORDER BY position"));
  while (true) {
    TRY(const bool more, evidence.step());
    if (!more) return {};
    const auto at = assertions.find(str(evidence.text(0)));
    if (at == assertions.end()) continue;
    at->second->said.evidence.push_back(make_span(offset(evidence, 1), offset(evidence, 2)));
  }
}

}  // namespace

Result<void> save_view(Database& database, const View& view, std::int64_t seq) {
  TRY_VOID(
      database.run("DELETE FROM evidence; DELETE FROM assertions; DELETE FROM origins;"
                   "DELETE FROM roles; DELETE FROM propositions; DELETE FROM mentions;"
                   "DELETE FROM actors; DELETE FROM documents;"));
  TRY_VOID(save_documents(database, view));
  TRY_VOID(save_actors(database, view));
  TRY_VOID(save_propositions(database, view));
  TRY_VOID(save_assertions(database, view));
  TRY(auto note, database.prepare("INSERT OR REPLACE INTO meta VALUES(?,?)"));
  TRY_VOID(note.run("view_seq", std::to_string(seq)));
  return note.run("view_maker", kViewMaker);
}

Result<View> load_view(const Database& database) try {
  View view;
  TRY_VOID(load_documents(database, view));
  TRY_VOID(load_actors(database, view));
  TRY_VOID(load_propositions(database, view));
  TRY_VOID(load_assertions(database, view));
  return view;
} catch (const Json::exception&) {
  return fail(ErrorCode::ledger,
              "the ledger's view cannot be understood; `gainsay verify` says more");
}

Result<std::string> wrong_evidence_row(const Database& database, const View& view) {
  const DocumentTexts texts = index_texts(view);
  TRY(auto row, database.prepare("SELECT position, assertion, \"begin\", \"end\", words "
                                 "FROM evidence ORDER BY position"));
  for (const auto& a : view.assertions)
    for (const Span& span : a.said.evidence) {
      TRY(const bool more, row.step());
      if (!more) return std::string("evidence (a row is missing)");
      const bool right = row.text(1) == a.id && offset(row, 2) == span.begin.value &&
                         offset(row, 3) == span.end.value &&
                         row.text(4) == texts.at(a.doc).words(span);
      if (!right) return "evidence " + std::to_string(row.integer(0));
    }
  TRY(const bool more, row.step());
  if (more) return "evidence " + std::to_string(row.integer(0));
  return std::string();
}

Result<std::int64_t> view_seq(const Database& database) {
  return database.number("SELECT cast(value AS INTEGER) FROM meta WHERE name='view_seq'");
}

Result<std::string> view_maker(const Database& database) {
  TRY(auto row, database.prepare("SELECT value FROM meta WHERE name='view_maker'"));
  TRY(const bool found, row.step());
  return found ? std::string(row.text(0)) : std::string();
}

Result<std::int64_t> last_seq(const Database& database) {
  return database.number("SELECT coalesce(max(seq), 0) FROM log");
}

}  // namespace gainsay::ledger
