#include "program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "../ledger/temporary_folder.h"

namespace gainsay::testing {
namespace {

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void redirect(const std::string& path, int flags, int descriptor) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(127);
}

// Sends signals when it is time, until the child ends.
int wait_for(pid_t child, const RunWith& with) {
  const auto begin = std::chrono::steady_clock::now();
  bool interrupted = false;
  while (true) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return status;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::steady_clock::now() - begin)
                        .count();
    if (with.kill_after_ms >= 0 && ms >= with.kill_after_ms) kill(child, SIGKILL);
    if (with.interrupt_after_ms >= 0 && ms >= with.interrupt_after_ms && !interrupted) {
      kill(child, SIGINT);
      interrupted = true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

}  // namespace

std::string program() {
  const char* const path = std::getenv("GAINSAY_PROGRAM");
  if (!path) std::abort();
  return path;
}

Finished run(std::vector<std::string> arguments, const RunWith& with) {
  const TemporaryFolder folder;
  std::ofstream(folder / "in", std::ios::binary) << with.input;
  arguments.insert(arguments.begin(), program());
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    redirect(folder / "in", O_RDONLY, STDIN_FILENO);
    redirect(folder / "out", O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect(folder / "err", O_WRONLY | O_CREAT, STDERR_FILENO);
    for (const auto& variable : with.env) {
      const auto equals = variable.find('=');
      setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
    }
    execv(argv[0], argv.data());
    _exit(127);
  }
  const int status = wait_for(child, with);
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          .out = content(folder / "out"),
          .err = content(folder / "err")};
}

Finished run_shell(const std::string& line) {
  const TemporaryFolder folder;
  const std::string out = folder / "out";
  const std::string err = folder / "err";
  setenv("GAINSAY", program().c_str(), 1);
  const int status = std::system(("( " + line + " ) >" + out + " 2>" + err).c_str());
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          .out = content(out),
          .err = content(err)};
}

}  // namespace gainsay::testing
