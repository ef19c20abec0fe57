#include "cli/commands.h"

#include <cstdio>

#include "base/file.h"
#include "base/try.h"
#include "cli/terminal.h"
#include "gainsay.h"
#include "ledger/ledger.h"

namespace gainsay::cli {
namespace {

Result<ledger::View> view_of(const LedgerOptions& options) {
  TRY(auto ledger, ledger::Ledger::open(options.path, ledger::Mode::view));
  TRY(const bool has_view, ledger.has_view());
  TRY(const auto size, ledger.size());
  constexpr std::int64_t kTakesAWhile = 1000;  // documents
  if (!has_view && size > kTakesAWhile && !options.quiet)
    complain("weighing " + std::to_string(size) + " documents anew; the next question will not");
  return ledger.view();
}

}  // namespace

int report(const Error& error) {
  complain(to_string(error));
  switch (error.code) {
    case ErrorCode::usage:
      return 2;
    case ErrorCode::ledger:
      return 3;
    default:
      return 1;
  }
}

int run(const Answer& answer) {
  if (!answer.out.empty() && !print(answer.out)) return 1;
  if (answer.error.empty()) return answer.exit_code;
  // Help as an answer to a mistake is printed as it is; a mistake is named with the program.
  const bool is_help = answer.error.find("\n\nExamples:") != std::string::npos;
  std::fputs(((is_help ? "" : "gainsay: ") + answer.error + "\n").c_str(), stderr);
  return answer.exit_code;
}

int run(const BriefCommand& command) {
  const auto view = view_of(command.ledger);
  if (!view) return report(view.error());
  if (command.html.empty()) return print(ask::brief_markdown(*view, command.options)) ? 0 : 1;
  const auto written = write_file(command.html, ask::brief_html(*view, command.options));
  if (!written) return report(written.error());
  if (!command.ledger.quiet) complain("wrote " + command.html);
  return 0;
}

int run(const ClaimsCommand& command) {
  const auto view = view_of(command.ledger);
  if (!view) return report(view.error());
  const auto claims = ask::find_claims(*view, command.filter);
  std::string text;
  switch (command.format) {
    case ClaimsFormat::jsonl:
      text = ask::claims_jsonl(claims);
      break;
    case ClaimsFormat::csv:
      text = ask::claims_csv(*view, claims);
      break;
    case ClaimsFormat::table:
      text = ask::claims_table(*view, claims,
                               {.terminal = is_terminal(Stream::out),
                                .colour = has_colour(Stream::out),
                                .columns = columns(Stream::out)});
      break;
  }
  if (!print(text)) return 1;
  if (!command.ledger.quiet && is_terminal(Stream::err))
    complain(std::to_string(claims.size()) + " of " + std::to_string(view->propositions.size()) +
             " propositions");
  return 0;
}

int run(const ShowCommand& command) {
  const auto view = view_of(command.ledger);
  if (!view) return report(view.error());
  const auto shown = ask::show(*view, command.id, has_colour(Stream::out));
  if (!shown) return report(shown.error());
  return print(*shown) ? 0 : 1;
}

int run(const ExportCommand& command) {
  const auto ledger = ledger::Ledger::open(command.ledger.path, ledger::Mode::view);
  if (!ledger) return report(ledger.error());
  auto file = FileWriter::begin(command.out);
  if (!file) return report(file.error());
  const auto packed = command.out.ends_with(".gz") ? ask::Packed::gzip : ask::Packed::no;
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto captures =
      ask::export_warc(*ledger, packed, "gainsay " + std::string(version()), now,
                       [&](std::string_view bytes) { return file->write(bytes); });
  if (!captures) return report(captures.error());
  if (const auto written = file->commit(); !written) return report(written.error());
  if (!command.ledger.quiet)
    complain("wrote " + std::to_string(*captures) + (*captures == 1 ? " capture" : " captures") +
             " to " + command.out);
  return 0;
}

int run(const DiffCommand& command) {
  const auto view = view_of(command.ledger);
  if (!view) return report(view.error());
  const auto changes = ask::find_changes(*view, command.id);
  if (!changes) return report(changes.error());
  if (command.format == RecordFormat::jsonl) return print(ask::changes_jsonl(*changes)) ? 0 : 1;
  return print(ask::changes_text(*changes, has_colour(Stream::out))) ? 0 : 1;
}

int run(const VerifyCommand& command) {
  const auto ledger = ledger::Ledger::open(command.ledger.path, ledger::Mode::view);
  if (!ledger) return report(ledger.error());
  const auto verified = ledger->verify();
  if (!verified) return report(verified.error());
  if (command.ledger.quiet) return 0;
  return print("all holds: " + std::to_string(verified->entries) + " log entries, " +
               std::to_string(verified->documents) + " documents, " +
               std::to_string(verified->evidence) + " quotations\nlast hash " + verified->head +
               "\n")
             ? 0
             : 1;
}

}  // namespace gainsay::cli
