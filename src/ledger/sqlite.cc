#include "ledger/sqlite.h"

#include <sqlite3.h>

#include "base/try.h"

namespace gainsay::ledger {
namespace {

// How long a writer waits for another one: longer than any one document's commit or view takes.
constexpr int kBusyMilliseconds = 15'000;

std::string in_words(int code, sqlite3* database) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is writing to this ledger and does not finish; try again when it has";
    case SQLITE_FULL:
      return "the disk is full; what was committed before is kept, run the same command again when "
             "there is room";
    case SQLITE_IOERR:
      return std::string("the ledger cannot be written or read (") + sqlite3_errmsg(database) +
             "); what was committed before is kept, look at the disk's space and limits";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "the ledger cannot be written here; look at the rights of the file and its folder";
    case SQLITE_CANTOPEN:
      return "the ledger cannot be opened; look at the path and the rights of its folder";
    case SQLITE_NOTADB:
      return "this is no ledger; name another file with --ledger";
    case SQLITE_CORRUPT:
      return "the ledger's file is damaged; `gainsay verify` says more, a copy helps";
    default:
      return std::string("the ledger cannot be used: ") +
             (database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
  }
}

tl::unexpected<Error> failure(int code, sqlite3* database, const std::string& path) {
  return fail(ErrorCode::ledger, in_words(code, database), path);
}

}  // namespace

Statement::Statement(sqlite3_stmt* statement, std::string path)
    : statement_(statement), path_(std::move(path)) {}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::clear() {
  sqlite3_reset(statement_.get());
  failed_ = SQLITE_OK;
}

void Statement::bind_one(int index, std::string_view value) {
  const int code = sqlite3_bind_text64(statement_.get(), index, value.data() ? value.data() : "",
                                       value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (failed_ == SQLITE_OK) failed_ = code;
}

void Statement::bind_one(int index, Blob value) {
  const int code =
      sqlite3_bind_blob64(statement_.get(), index, value.bytes.data() ? value.bytes.data() : "",
                          value.bytes.size(), SQLITE_STATIC);
  if (failed_ == SQLITE_OK) failed_ = code;
}

void Statement::bind_one(int index, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), index, value);
  if (failed_ == SQLITE_OK) failed_ = code;
}

void Statement::bind_one(int index, double value) {
  const int code = sqlite3_bind_double(statement_.get(), index, value);
  if (failed_ == SQLITE_OK) failed_ = code;
}

void Statement::bind_one(int index, std::nullptr_t) {
  const int code = sqlite3_bind_null(statement_.get(), index);
  if (failed_ == SQLITE_OK) failed_ = code;
}

Result<bool> Statement::step() {
  sqlite3* const database = sqlite3_db_handle(statement_.get());
  if (failed_ == SQLITE_TOOBIG)
    return fail(ErrorCode::ledger, "a document is too large for the ledger", path_);
  if (failed_ != SQLITE_OK) return failure(failed_, database, path_);
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(code, database, path_);
}

std::string_view Statement::text(int column) const {
  const auto* begin = sqlite3_column_text(statement_.get(), column);
  if (!begin) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {reinterpret_cast<const char*>(begin), size};
}

std::string_view Statement::blob(int column) const {
  const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (!begin) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Database::Database(sqlite3* database, std::string path)
    : database_(database), path_(std::move(path)) {}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Database> Database::open(const std::string& path, Access access) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (access == Access::read_write_create) flags |= SQLITE_OPEN_CREATE;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Database database(raw, path);
  if (code != SQLITE_OK) return failure(code, raw, path);

  // The file may come from others (sqlite.org/security.html): nothing in it is run or trusted.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(raw, SQLITE_LIMIT_SQL_LENGTH, 100'000);
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  TRY_VOID(
      database.run("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON;"
                   "PRAGMA synchronous=FULL;"));
  return database;
}

Result<Database> Database::in_memory() {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database(raw, ":memory:");
  if (code != SQLITE_OK) return failure(code, raw, ":memory:");
  return database;
}

Result<void> Database::run(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(code, database_.get(), path_);
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &statement, nullptr);
  if (code != SQLITE_OK) return failure(code, database_.get(), path_);
  return Statement(statement, path_);
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  TRY(auto statement, prepare(sql));
  TRY(const bool row, statement.step());
  return row ? statement.integer(0) : 0;
}

bool Database::read_only() const { return sqlite3_db_readonly(database_.get(), "main") == 1; }

Result<Transaction> Transaction::begin(Database& database) {
  TRY_VOID(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (a full disk); then this fails, and that is well.
  if (database_) static_cast<void>(database_->run("ROLLBACK"));
}

Result<void> Transaction::commit() {
  TRY_VOID(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace gainsay::ledger
