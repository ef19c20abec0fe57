#include <algorithm>

#include "base/try.h"
#include "cli/commands.h"
#include "cli/parts.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "gainsay.h"

namespace gainsay::cli {
namespace {

constexpr int kInterrupted = 130;  // 128 and SIGINT, as shells have it

struct RunResult {
  Counts counts;
  std::vector<std::string> documents;  // in input order
};

Result<RunResult> read_inputs(const ReadCommand& command, ledger::Ledger& ledger,
                              std::chrono::sys_seconds now) {
  TRY(const Parts parts, find_parts(command.parts));
  TRY(const Pipeline pipeline, load_pipeline(parts));
  acquire::Inputs inputs(command.inputs, limits_of(command), now);
  const ReadOptions options = options_of(command, now);

  RunResult result;
  Counts so_far;
  Progress progress(!command.ledger.quiet && is_terminal(Stream::err), inputs.count());
  const auto done = [&](const Done& input) {
    so_far.read += input.outcome == Outcome::read ? 1 : 0;
    so_far.refused += input.outcome == Outcome::refused ? 1 : 0;
    so_far.already_known += input.outcome == Outcome::already_known ? 1 : 0;
    if (!input.document.empty()) result.documents.push_back(input.document);
    if (!input.note.empty()) {
      progress.clear();
      complain(input.name + ": " + input.note);
    }
    progress.draw(so_far.inputs(), in_words(so_far), input.name);
  };
  TRY(result.counts, read_all(inputs, pipeline, ledger, options, done));
  progress.clear();
  for (const auto& line : inputs.take_passed_over())
    if (!command.ledger.quiet) complain(line);
  return result;
}

// The view is worked out from all documents together, in memory. A small ledger's is made at once,
// so that other programs find it in the file; a large one's waits for the question that needs it,
// and a run over any number of pages takes the memory of a few.
int show_records(const ReadCommand& command, ledger::Ledger& ledger,
                 const std::vector<std::string>& documents) {
  constexpr std::int64_t kSmall = 1000;
  const auto size = ledger.size();
  if (!size) return report(size.error());
  if (*size > kSmall && command.format == RecordFormat::none) return 0;
  const auto view = ledger.view();
  if (!view) return report(view.error());
  if (command.format == RecordFormat::none) return 0;
  return print(ask::records_of(*view, documents)) ? 0 : 1;
}

}  // namespace

int run(const ReadCommand& command) {
  const bool waits_for_typing =
      is_terminal(Stream::in) && std::ranges::find(command.inputs, "-") != command.inputs.end();
  if (command.inputs.empty() || waits_for_typing)
    return run(Answer{.out = {}, .error = help_of("read"), .exit_code = 2});

  finish_on_interrupt();
  const auto now = command.now.value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  auto ledger = ledger::Ledger::open(command.ledger.path, ledger::Mode::write);
  if (!ledger) return report(ledger.error());
  const auto result = read_inputs(command, *ledger, now);
  if (!result) return report(result.error());
  if (interrupted()) {
    complain("interrupted; " + summary(result->counts) +
             " so far, all kept. Give the same command again to go on.");
    return kInterrupted;
  }
  if (!command.ledger.quiet) complain(summary(result->counts));
  if (const auto code = show_records(command, *ledger, result->documents)) return code;
  return result->counts.refused ? 1 : 0;
}

}  // namespace gainsay::cli
