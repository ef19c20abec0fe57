#include "cli/reading.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <thread>

#include "cli/places.h"

namespace gainsay::cli {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a signal handler sets it
std::atomic<bool> was_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

std::int64_t milliseconds_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

// `timeout` and some shells send a signal to the program and then to its group: what comes twice
// within this time was sent once.
constexpr std::int64_t kSameSignal = 300;
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a signal handler sets it
std::atomic<std::int64_t> first_signal = 0;
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

void on_signal(int signal) {
  const std::int64_t now = milliseconds_now();
  std::int64_t first = 0;
  if (first_signal.compare_exchange_strong(first, now)) {
    was_interrupted = true;
    return;
  }
  if (now - first < kSameSignal) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void finish_on_interrupt() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return was_interrupted; }

acquire::Limits limits_of(const ReadCommand& command) {
  acquire::Limits limits;
  limits.allow_private = command.allow_private;
  limits.trusted = variable("SSL_CERT_FILE");  // as OpenSSL's own programs have it
  limits.ignore_robots = command.ignore_robots;
  limits.host_delay = command.host_delay;
  limits.stop = &was_interrupted;
  return limits;
}

ReadOptions options_of(const ReadCommand& command, std::chrono::sys_seconds now) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  ReadOptions options;
  options.jobs = command.jobs > 0 ? command.jobs : static_cast<int>(cores);
  options.at = now;
  options.stop = &was_interrupted;
  return options;
}

std::string in_words(const Counts& counts) {
  return "read " + std::to_string(counts.read) + ", refused " + std::to_string(counts.refused) +
         ", already known " + std::to_string(counts.already_known);
}

std::string summary(const Counts& counts) {
  const std::size_t inputs = counts.inputs();
  return in_words(counts) + " of " + std::to_string(inputs) + (inputs == 1 ? " input" : " inputs");
}

}  // namespace gainsay::cli
