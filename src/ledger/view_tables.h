// The present view in the ledger's tables: written whole, read whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/ledger.h"
#include "ledger/sqlite.h"

namespace gainsay::ledger {

// What resolve and weigh are that made a view. Raise the number with any change to what they give:
// a view of another maker is made anew, and is no damage.
inline constexpr std::string_view kViewMaker = "gainsay 0.1.0, view 3";

// Within a transaction of the caller's: every row is made anew, and the view noted as that of
// `seq`.
Result<void> save_view(Database& database, const View& view, std::int64_t seq);

Result<View> load_view(const Database& database);

// "evidence 12", the first row whose words are not those of its span in the document's text, or
// that belongs to no assertion in order; empty when all are.
Result<std::string> wrong_evidence_row(const Database& database, const View& view);

// The last log entry that the saved view knows, and what made it; the log's last entry.
Result<std::int64_t> view_seq(const Database& database);
Result<std::string> view_maker(const Database& database);
Result<std::int64_t> last_seq(const Database& database);

}  // namespace gainsay::ledger
