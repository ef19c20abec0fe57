// What the commands that read pages share.
#pragma once

#include <chrono>
#include <string>

#include "cli/options.h"
#include "gainsay.h"

namespace gainsay::cli {

// The first SIGINT or SIGTERM finishes what is in flight; the second one ends the program at once.
void finish_on_interrupt();
bool interrupted();

acquire::Limits limits_of(const ReadCommand& command);
ReadOptions options_of(const ReadCommand& command, std::chrono::sys_seconds now);

// "read 3, refused 0, already known 1", and the same "of 4 inputs".
std::string in_words(const Counts& counts);
std::string summary(const Counts& counts);

}  // namespace gainsay::cli
