// explain: which words, knowledge and parse gave an assertion. Reads its page's text again with the
// pipeline at hand, so it shows what that pipeline sees; the record is the ledger's.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/ledger.h"
#include "nlp/nlp.h"
#include "read/read.h"

namespace gainsay::ask {

// `id`: an assertion, or a proposition for all that is asserted of it; any start of an id that no
// other such record shares, with or without the part before the colon.
// Errors: not_found; usage, when several records begin so.
Result<std::string> explain(const ledger::View& view, std::string_view id,
                            const nlp::Pipeline& pipeline, const read::Reader& reader);

}  // namespace gainsay::ask
