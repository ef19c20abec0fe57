// SQLite behind results: a connection and a statement that close themselves.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gainsay::ledger {

// A value to bind as a blob, where a string_view is bound as text.
struct Blob {
  std::string_view bytes;
};

// Views given to bind() must live until the statement was stepped.
class Statement {
 public:
  Statement(sqlite3_stmt* statement, std::string path);

  // All parameters, in order. Failures are reported by the next step().
  template <typename... Values>
  void bind(const Values&... values) {
    clear();
    int index = 0;
    (bind_one(++index, values), ...);
  }
  // True while there is a row.
  Result<bool> step();
  // For a statement without rows: bind, step, done.
  template <typename... Values>
  Result<void> run(const Values&... values) {
    bind(values...);
    if (auto stepped = step(); !stepped) return tl::make_unexpected(stepped.error());
    return {};
  }

  // Columns of the present row, from 0; views hold until the next step.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  void clear();
  void bind_one(int index, std::string_view value);
  void bind_one(int index, const std::string& value) { bind_one(index, std::string_view(value)); }
  void bind_one(int index, const char* value) { bind_one(index, std::string_view(value)); }
  void bind_one(int index, Blob value);
  void bind_one(int index, std::int64_t value);
  void bind_one(int index, int value) { bind_one(index, std::int64_t{value}); }
  void bind_one(int index, std::uint32_t value) { bind_one(index, std::int64_t{value}); }
  void bind_one(int index, bool value) { bind_one(index, std::int64_t{value}); }
  void bind_one(int index, double value);
  void bind_one(int index, std::nullptr_t);
  template <typename T>
  void bind_one(int index, const std::optional<T>& value) {
    if (value)
      bind_one(index, *value);
    else
      bind_one(index, nullptr);
  }

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string path_;
  int failed_ = 0;  // the first bind that failed
};

enum class Access { read_write, read_write_create };

// Errors: ledger, with the path, in words to act on.
class Database {
 public:
  // A file that cannot be written is opened for reading; see read_only().
  static Result<Database> open(const std::string& path, Access access);
  // A private one, for comparing definitions.
  static Result<Database> in_memory();

  Result<void> run(const char* sql);
  Result<Statement> prepare(std::string_view sql) const;
  // The one integer that a query gives.
  Result<std::int64_t> number(std::string_view sql) const;
  [[nodiscard]] bool read_only() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Database(sqlite3* database, std::string path);
  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

// Rolled back unless committed: a return in between undoes everything.
class Transaction {
 public:
  // Takes the write lock at once, waiting for other writers.
  static Result<Transaction> begin(Database& database);
  ~Transaction();
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace gainsay::ledger
