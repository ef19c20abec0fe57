// The ledger file's definitions (docs/ledger-format.md).
#pragma once

#include "ledger/sqlite.h"

namespace gainsay::ledger {

// Stored values: never renumber.
inline constexpr int kApplicationId = 0x47534C44;  // "GSLD"
inline constexpr int kFormatVersion = 2;

// In an empty database: all tables and triggers, application_id, user_version.
Result<void> make_schema(Database& database);

// A database of an earlier format, to this one: the log and the captures stay as they are, the
// view's tables are made anew and empty, so that the next command fills them from the log. One
// transaction.
Result<void> upgrade_schema(Database& database);

// The first of our own definitions that is missing or another than make_schema's, or a trigger that
// is not ours; empty when all is as it was made.
Result<std::string> changed_definition(const Database& database);

}  // namespace gainsay::ledger
