// A program run to its end, as a person at a shell would.
#pragma once

#include <string>

namespace gainsay::project {

struct Finished {
  int exit_code = 0;
  std::string out;
  std::string error;
};

// `command` is a line of sh, run in root().
Finished run(const std::string& command);

}  // namespace gainsay::project
