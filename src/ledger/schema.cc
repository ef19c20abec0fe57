#include "ledger/schema.h"

#include <map>

#include "base/try.h"

namespace gainsay::ledger {
namespace {

constexpr const char* kTruth = R"sql(
CREATE TABLE log(
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE captures(
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  captured TEXT NOT NULL,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER captures_are_not_changed BEFORE UPDATE ON captures
  BEGIN SELECT RAISE(ABORT, 'captures are append-only'); END;
CREATE TRIGGER captures_are_not_deleted BEFORE DELETE ON captures
  BEGIN SELECT RAISE(ABORT, 'captures are append-only'); END;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
)sql";

constexpr const char* kView = R"sql(
CREATE TABLE documents(
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES captures(id),
  url TEXT NOT NULL, canonical TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT NOT NULL,
  authors TEXT NOT NULL, published TEXT NOT NULL, modified TEXT NOT NULL, section TEXT NOT NULL,
  captured TEXT NOT NULL, language TEXT NOT NULL, access TEXT NOT NULL, text TEXT NOT NULL,
  structure TEXT NOT NULL, captions TEXT NOT NULL, agencies TEXT NOT NULL, found_in TEXT NOT NULL,
  duplicate_of TEXT NOT NULL, feed TEXT NOT NULL
) STRICT;
CREATE TABLE actors(
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, name TEXT NOT NULL,
  aliases TEXT NOT NULL, within TEXT NOT NULL, party_to TEXT NOT NULL, anonymous INTEGER NOT NULL
) STRICT;
CREATE TABLE mentions(
  position INTEGER PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors(id),
  doc TEXT NOT NULL REFERENCES documents(id), "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_actor ON mentions(actor);
CREATE TABLE propositions(
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, text TEXT NOT NULL,
  time_text TEXT, time_value TEXT, time_begin_value TEXT, time_end_value TEXT,
  place_text TEXT NOT NULL, place_actor TEXT NOT NULL,
  place_lat REAL, place_lon REAL, place_geonames INTEGER,
  quantity_text TEXT, quantity_min REAL, quantity_max REAL, quantity_of TEXT, quantity_unit TEXT,
  quantity_approximate INTEGER,
  status TEXT NOT NULL, why TEXT NOT NULL, independent INTEGER NOT NULL,
  credibility INTEGER NOT NULL
) STRICT;
CREATE TABLE roles(
  position INTEGER PRIMARY KEY, proposition TEXT NOT NULL REFERENCES propositions(id),
  role TEXT NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL, value TEXT NOT NULL,
  "begin" INTEGER, "end" INTEGER
) STRICT;
CREATE INDEX roles_proposition ON roles(proposition);
CREATE TABLE origins(
  position INTEGER PRIMARY KEY, proposition TEXT NOT NULL REFERENCES propositions(id),
  name TEXT NOT NULL, actor TEXT NOT NULL, party INTEGER NOT NULL
) STRICT;
CREATE INDEX origins_proposition ON origins(proposition);
CREATE TABLE assertions(
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  proposition TEXT NOT NULL REFERENCES propositions(id), doc TEXT NOT NULL REFERENCES documents(id),
  "by" TEXT NOT NULL, via TEXT NOT NULL, act TEXT NOT NULL, epistemic TEXT NOT NULL,
  directness TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL, content TEXT NOT NULL,
  confidence REAL NOT NULL, pattern TEXT NOT NULL
) STRICT;
CREATE INDEX assertions_proposition ON assertions(proposition);
CREATE TABLE evidence(
  position INTEGER PRIMARY KEY, assertion TEXT NOT NULL REFERENCES assertions(id),
  "begin" INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_assertion ON evidence(assertion);
)sql";

struct Definition {
  std::string type;
  std::string sql;
};

Result<std::map<std::string, Definition>> definitions(const Database& database) {
  TRY(auto rows, database.prepare("SELECT name, type, sql FROM sqlite_schema"));
  std::map<std::string, Definition> found;
  while (true) {
    TRY(const bool row, rows.step());
    if (!row) return found;
    found[std::string(rows.text(0))] = {std::string(rows.text(1)), std::string(rows.text(2))};
  }
}

}  // namespace

Result<void> make_schema(Database& database) {
  TRY_VOID(database.run(kTruth));
  TRY_VOID(database.run(kView));
  const std::string mark = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                           "; PRAGMA user_version=" + std::to_string(kFormatVersion);
  return database.run(mark.c_str());
}

Result<void> upgrade_schema(Database& database) {
  TRY(auto transaction, Transaction::begin(database));
  TRY(const auto version, database.number("PRAGMA user_version"));
  if (version >= kFormatVersion) return {};  // another process was faster
  TRY_VOID(
      database.run("DROP TABLE evidence; DROP TABLE assertions; DROP TABLE origins;"
                   "DROP TABLE roles; DROP TABLE propositions; DROP TABLE mentions;"
                   "DROP TABLE actors; DROP TABLE documents;"
                   "DELETE FROM meta WHERE name IN ('view_seq', 'view_maker')"));
  TRY_VOID(database.run(kView));
  const std::string mark = "PRAGMA user_version=" + std::to_string(kFormatVersion);
  TRY_VOID(database.run(mark.c_str()));
  return transaction.commit();
}

Result<std::string> changed_definition(const Database& database) {
  TRY(auto model, Database::in_memory());
  TRY_VOID(make_schema(model));
  TRY(const auto expected, definitions(model));
  TRY(const auto found, definitions(database));
  for (const auto& [name, definition] : expected) {
    const auto at = found.find(name);
    if (at == found.end() || at->second.sql != definition.sql) return definition.type + " " + name;
  }
  // People may add tables and views of their own; a trigger would act on what we write.
  for (const auto& [name, definition] : found)
    if (definition.type == "trigger" && !expected.contains(name)) return "trigger " + name;
  return std::string();
}

}  // namespace gainsay::ledger
