#include "ask/ask.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/parts.h"
#include "cli/terminal.h"
#include "gainsay.h"
#include "ledger/ledger.h"

namespace gainsay::cli {
namespace {

Result<std::string> explained(const ExplainCommand& command) {
  TRY(auto ledger, ledger::Ledger::open(command.ledger.path, ledger::Mode::view));
  TRY(const auto view, ledger.view());
  TRY(const auto parts, find_parts(command.parts));
  TRY(const auto pipeline, load_pipeline(parts));
  return ask::explain(view, command.id, pipeline.nlp, *pipeline.reader);
}

}  // namespace

int run(const ExplainCommand& command) {
  const auto text = explained(command);
  if (!text) return report(text.error());
  return print(*text) ? 0 : 1;
}

}  // namespace gainsay::cli
