// The ledger file's definitions (docs/ledger-format.md).
#pragma once

#include "ledger/sqlite.h"

namespace gainsay::ledger {

// Stored values: never renumber.
inline constexpr int kApplicationId = 0x47534C44;  // "GSLD"
inline constexpr int kFormatVersion = 1;

// In an empty database: all tables and triggers, application_id, user_version.
Result<void> make_schema(Database& database);

// The first of our own definitions that is missing or another than make_schema's, or a trigger that
// is not ours; empty when all is as it was made.
Result<std::string> changed_definition(const Database& database);

}  // namespace gainsay::ledger
