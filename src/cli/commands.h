// What each command does. Each gives its exit code: 0 done, 1 some inputs failed or damage was
// found, 2 usage, 3 the ledger cannot be used.
#pragma once

#include "cli/options.h"

namespace gainsay::cli {

int run(const Answer& answer);
int run(const ReadCommand& command);
int run(const WatchCommand& command);
int run(const BriefCommand& command);
int run(const ClaimsCommand& command);
int run(const ShowCommand& command);
int run(const ExplainCommand& command);
int run(const DiffCommand& command);
int run(const ExportCommand& command);
int run(const VerifyCommand& command);
int run(const ParseCommand& command);

// Says what went wrong, and the exit code that follows from it.
int report(const Error& error);

}  // namespace gainsay::cli
