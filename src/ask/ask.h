// ask: questions to a ledger's present view, answered as text: records, claims, briefs, one record
// in full. Everything here is a function of the view; nothing reads or writes files.
//
// Texts come from pages of strangers. What is printed for people has no control characters and no
// invisible marks that turn text around; Markdown and HTML are escaped; only http and https
// addresses become links.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"
#include "nlp/nlp.h"
#include "read/read.h"

namespace gainsay::ask {

// --- Interchange: the data model's JSON, one record, no line feed behind it.

std::string to_json(const ledger::Document& document);
std::string to_json(const resolve::Actor& actor);
std::string to_json(const weigh::Proposition& proposition);
std::string to_json(const weigh::Assertion& assertion);

// All records of these documents, a line each: the documents in the order given, then the actors,
// propositions and assertions that they speak of, in the view's order. Every id that a record names
// is among them, but for other documents' mentions of an actor. Ids that the view does not have and
// repetitions are passed over.
std::string records_of(const ledger::View& view, std::span<const std::string> documents);

// --- Claims: propositions and who holds them.

// What is empty does not filter.
struct Filter {
  std::string actor = {};  // id, or a name that an actor, alias or role's words hold
  std::string type = {};   // "event.attack", or its first part: "event"
  std::optional<weigh::Status> status = {};
  std::string place = {};     // as `actor`; also what the place lies in
  std::string since = {};     // ISO 8601, reduced precision: "2015-09"
  std::string until = {};     // inclusive
  std::string document = {};  // id or the start of it
};

// Points into the view.
struct Claim {
  const weigh::Proposition* proposition = nullptr;
  std::vector<const weigh::Assertion*> assertions;
};

std::vector<Claim> find_claims(const ledger::View& view, const Filter& filter);

// How a table is drawn. Without a terminal: one line a claim, fields parted by tabs, nothing cut.
struct TableStyle {
  bool terminal = false;
  bool colour = false;
  std::size_t columns = 80;
};

std::string claims_table(const ledger::View& view, const std::vector<Claim>& claims,
                         const TableStyle& style);
// RFC 4180, with a header line.
std::string claims_csv(const ledger::View& view, const std::vector<Claim>& claims);
// Interchange: each proposition followed by its assertions.
std::string claims_jsonl(const std::vector<Claim>& claims);

// --- Brief: what is confirmed, disputed, merely claimed or merely repeated.

struct BriefOptions {
  std::size_t most = 40;  // propositions a section; what is left out is said
};

std::string brief_markdown(const ledger::View& view, const BriefOptions& options);
// One self-contained page: no script, nothing from elsewhere.
std::string brief_html(const ledger::View& view, const BriefOptions& options);

// --- Show: one record in full, with its sentences where they stand.

// `id` may be any start of an id, with or without the part before the colon ("sha256:", "prop:").
// Errors: not_found; usage, when several records begin so.
Result<std::string> show(const ledger::View& view, std::string_view id, bool colour);

// --- Explain: which words, knowledge and parse gave an assertion. Its page's text is read again
// with the pipeline at hand, so this shows what that pipeline sees; the record is the ledger's.

// `id`: an assertion, or a proposition for all that is asserted of it; any start of an id that no
// other such record shares, with or without the part before the colon.
// Errors: not_found; usage, when several records begin so.
Result<std::string> explain(const ledger::View& view, std::string_view id,
                            const nlp::Pipeline& pipeline, const read::Reader& reader);

// Valid UTF-8 without control characters and marks that reorder or hide text, on one line: fit for
// a terminal or a message.
std::string printable(std::string_view text);

}  // namespace gainsay::ask
