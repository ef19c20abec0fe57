#include <algorithm>

#include "base/date.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/parts.h"
#include "cli/reading.h"
#include "cli/terminal.h"

namespace gainsay::cli {
namespace {

constexpr int kInterrupted = 130;  // 128 and SIGINT, as shells have it

acquire::Watch::Settled settled(Outcome outcome) {
  switch (outcome) {
    case Outcome::read:
      return acquire::Watch::Settled::read;
    case Outcome::refused:
      return acquire::Watch::Settled::refused;
    case Outcome::already_known:
      break;
  }
  return acquire::Watch::Settled::already_known;
}

void add(const Done& done, Counts& counts) {
  counts.read += done.outcome == Outcome::read ? 1 : 0;
  counts.refused += done.outcome == Outcome::refused ? 1 : 0;
  counts.already_known += done.outcome == Outcome::already_known ? 1 : 0;
}

// One run of the command, from the first look to the last.
class Run {
 public:
  Run(const WatchCommand& command, ledger::Ledger& ledger)
      : command_(command),
        ledger_(ledger),
        limits_(limits_of(command.read)),
        clock_(acquire::system_clock(limits_)),
        progress_(!command.read.ledger.quiet && is_terminal(Stream::err), std::nullopt) {}

  Result<void> go() {
    TRY(const Parts parts, find_parts(command_.read.parts));
    TRY(const Pipeline pipeline, load_pipeline(parts));
    const acquire::WatchOptions options{.interval = command_.interval,
                                        .once = command_.once,
                                        .memory = command_.read.ledger.path + ".watch"};
    TRY(auto watch, acquire::Watch::open(command_.read.inputs, limits_, options, clock_,
                                         [this](const std::string& line) { tell(line); }));
    TRY_VOID(ledger_.each_from_feeds(
        [&](const std::string& url, const acquire::FeedOrigin& feed) { watch.known(url, feed); }));
    greet(watch);
    while (!interrupted()) {
      TRY_VOID(round(watch, pipeline));
      if (command_.once || interrupted() || !watch.due()) break;
      progress_.draw(counts_.inputs(), in_words(all(watch)),
                     "waits until " + clock_time(*watch.due()));
      clock_.sleep(std::max(*watch.due() - clock_.now(), std::chrono::milliseconds(1)));
    }
    progress_.clear();
    known_ = watch.known_before();
    waiting_ = watch.waiting();
    return watch.remember();
  }

  [[nodiscard]] std::string words() const {
    Counts counts = counts_;
    counts.already_known += known_;
    std::string words = summary(counts);
    if (waiting_ > 0) words += "; " + std::to_string(waiting_) + " still to be read";
    return words;
  }
  [[nodiscard]] bool refused_any() const { return counts_.refused > 0; }

 private:
  // All that is due now.
  Result<void> round(acquire::Watch& watch, const Pipeline& pipeline) {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
    const auto done = [&](const Done& input) {
      add(input, counts_);
      watch.settle(settled(input.outcome));
      if (!input.note.empty()) {
        progress_.clear();
        complain(input.name + ": " + input.note);
      }
      progress_.draw(counts_.inputs(), in_words(all(watch)), input.name);
    };
    TRY_VOID(read_all([&] { return watch.next(); }, pipeline, ledger_,
                      options_of(command_.read, now), done));
    return watch.remember();
  }

  [[nodiscard]] Counts all(const acquire::Watch& watch) const {
    Counts counts = counts_;
    counts.already_known += watch.known_before();
    return counts;
  }

  void greet(const acquire::Watch& watch) {
    if (command_.once) return;
    const auto lists = watch.lists();
    tell("watching " + std::to_string(lists) + (lists == 1 ? " list" : " lists") +
         "; Ctrl-C ends it, and the same command goes on later");
  }

  static std::string clock_time(acquire::Time time) {
    const std::string whole = to_rfc3339(std::chrono::floor<std::chrono::seconds>(time));
    return whole.substr(11);
  }

  void tell(const std::string& line) {
    if (command_.read.ledger.quiet) return;
    progress_.clear();
    complain(line);
  }

  const WatchCommand& command_;
  ledger::Ledger& ledger_;
  acquire::Limits limits_;
  acquire::Clock clock_;
  Progress progress_;
  Counts counts_;
  std::size_t known_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace

int run(const WatchCommand& command) {
  if (command.read.inputs.empty())
    return run(Answer{.out = {}, .error = help_of("watch"), .exit_code = 2});
  finish_on_interrupt();
  auto ledger = ledger::Ledger::open(command.read.ledger.path, ledger::Mode::write);
  if (!ledger) return report(ledger.error());
  Run watching(command, *ledger);
  const auto went = watching.go();
  if (!went) return report(went.error());
  if (!command.read.ledger.quiet) complain(watching.words());
  if (!command.once) return 0;
  if (interrupted()) return kInterrupted;
  return watching.refused_any() ? 1 : 0;
}

}  // namespace gainsay::cli
