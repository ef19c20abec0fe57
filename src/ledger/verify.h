// Checks a ledger from its first entry to its last; what it shows is in docs/ledger-format.md.
#pragma once

#include "ledger/ledger.h"
#include "ledger/sqlite.h"

namespace gainsay::ledger {

// Error: tampered, with `where` naming the first record that fails.
Result<Verified> verify_ledger(const Database& database);

}  // namespace gainsay::ledger
