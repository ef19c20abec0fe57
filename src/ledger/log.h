// The log, appended to and read back.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/sqlite.h"

namespace gainsay::ledger {

// Appends entries behind the last one; within a transaction of the caller's.
class LogEnd {
 public:
  static Result<LogEnd> find(const Database& database);
  Result<void> append(std::string_view kind, std::string_view at, std::string_view payload);

 private:
  LogEnd(Statement insert, std::int64_t seq, std::string hash);
  Statement insert_;
  std::int64_t seq_;
  std::string hash_;
};

// Every document that has a reading among the entries up to `last`, each with its last one.
Result<std::vector<resolve::ReadDocument>> read_documents(
    const Database& database, std::int64_t last = std::numeric_limits<std::int64_t>::max());

}  // namespace gainsay::ledger
