// The built program, run as a user runs it.
#pragma once

#include <string>
#include <vector>

namespace gainsay::testing {

struct Finished {
  int exit_code = -1;  // -1: killed by a signal
  std::string out;
  std::string err;
};

struct RunWith {
  std::string input = {};             // standard input
  std::vector<std::string> env = {};  // "NAME=value", put before the present environment
  int kill_after_ms = -1;             // SIGKILL then; negative: never
  int interrupt_after_ms = -1;        // SIGINT then
};

// The path that GAINSAY_PROGRAM gives.
std::string program();

Finished run(std::vector<std::string> arguments, const RunWith& with = {});
// A line of shell, with $GAINSAY for the program.
Finished run_shell(const std::string& line);

}  // namespace gainsay::testing
