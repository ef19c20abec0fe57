// ask: questions to a ledger's present view, answered as text: records, claims, briefs, one record
// in full. Everything here is a function of the view; nothing reads or writes files.
//
// Texts come from pages of strangers. What is printed for people has no control characters and no
// invisible marks that turn text around; Markdown and HTML are escaped; only http and https
// addresses become links.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
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

// --- Diff: what changed between the captures of one page.

enum class Kind { kept, removed, added };

// A run of words of the two texts: of the earlier one where it was removed, else of the later one.
struct Piece {
  Kind kind = Kind::kept;
  std::string text;
  Span earlier;  // where it stands in the earlier text; empty where it was added
  Span later;
};

struct FieldChange {
  std::string field;  // title, published, authors, outlet, canonical, language
  std::string earlier;
  std::string later;
};

// A capture of a page, and how its article differs from the capture before it.
struct Change {
  const ledger::Document* earlier = nullptr;
  const ledger::Document* later = nullptr;
  std::vector<FieldChange> fields;
  std::vector<Piece> text;  // empty where the text is the same
};

struct Changes {
  std::string page;                               // its address
  std::vector<const ledger::Document*> captures;  // as captured
  std::vector<Change> changes;                    // of each to the one before
};

// Of the page that a document is a capture of; `id` as for show(). Points into the view. Errors:
// not_found; usage, when several documents begin so.
Result<Changes> find_changes(const ledger::View& view, std::string_view id);
// For people, with the words around each change; `colour` for terminals.
std::string changes_text(const Changes& changes, bool colour);
// One line a change.
std::string changes_jsonl(const Changes& changes);

// The words of two texts, in order, with the fewest removed and added where that can be found in
// little time (Myers, Algorithmica 1986).
std::vector<Piece> word_diff(std::string_view earlier, std::string_view later);

// --- Export: what was captured, for other tools.

enum class Packed { no, gzip };

// Every capture as WARC 1.1 records, piece by piece to `write`, whose error ends it. How many
// captures there were. Errors: the ledger's, `write`'s.
Result<std::size_t> export_warc(const ledger::Ledger& ledger, Packed packed,
                                std::string_view made_by, std::chrono::sys_seconds at,
                                const std::function<Result<void>(std::string_view)>& write);

// Valid UTF-8 without control characters and marks that reorder or hide text, on one line: fit for
// a terminal or a message.
std::string printable(std::string_view text);

}  // namespace gainsay::ask
