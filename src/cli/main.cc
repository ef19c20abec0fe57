#include <csignal>
#include <cstdio>
#include <exception>
#include <variant>

#include "cli/commands.h"

int main(int argc, char** argv) try {
  // A file over the system's limit is then an error to report, like a full disk, and no death.
  std::signal(SIGXFSZ, SIG_IGN);
  const auto command = gainsay::cli::parse_command_line(argc, argv);
  return std::visit([](const auto& chosen) { return gainsay::cli::run(chosen); }, command);
} catch (const std::exception& exception) {
  std::fprintf(stderr, "gainsay: cannot go on: %s\n", exception.what());
  return 1;
}
