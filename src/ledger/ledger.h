// ledger: the append-only, hash-chained store: captures, what was read from them, and the present
// view derived from that. docs/ledger-format.md describes the file.
//
// What must hold:
//  1. The log and the captures are only ever appended to; a document comes whole or not at all.
//  2. The view is a function of the log: deriving it anew gives the same rows.
//  3. No assertion is kept that cannot show its words in the document's text.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acquire/acquire.h"
#include "base/result.h"
#include "weigh/weigh.h"

namespace gainsay::ledger {

struct Document {
  std::string id;  // sha256:…, the capture's
  page::Article article;
  std::string captured;                          // RFC 3339
  std::string duplicate_of;                      // document id; empty for an original
  std::optional<acquire::FeedOrigin> feed = {};  // the feed's item that led to it

  bool operator==(const Document&) const = default;
};

// All that the ledger holds, merged and weighed. In the assertions' `said`, which came from one
// document, the indices mean nothing any more: `by`, `via` and `proposition` beside it are ids.
struct View {
  std::vector<Document> documents;  // as appended
  std::vector<resolve::Actor> actors;
  std::vector<weigh::Proposition> propositions;
  std::vector<weigh::Assertion> assertions;

  bool operator==(const View&) const = default;
};

// What these documents come to together: resolve and weigh, nothing else.
[[nodiscard]] View derive_view(std::vector<resolve::ReadDocument> documents);

enum class Appended { added, already_known };

// What verify went through, when all of it holds.
struct Verified {
  std::int64_t entries = 0;
  std::int64_t documents = 0;
  std::int64_t evidence = 0;  // spans whose words were compared
  std::string head;           // the last entry's hash; 64 zeros for an empty ledger
};

enum class Mode {
  write,  // made when it is not there
  view,   // must be there; may be on a read-only disk
};

// One open ledger file; for one thread at a time. Several processes may have it open: writers take
// turns. Errors of every call: ledger (no ledger, newer version, not writable, disk full, another
// writer that does not finish), with the path.
class Ledger {
 public:
  static Result<Ledger> open(const std::string& path, Mode mode);
  ~Ledger();
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;

  [[nodiscard]] const std::string& path() const;
  [[nodiscard]] Result<bool> contains(std::string_view capture_id) const;
  // Documents.
  [[nodiscard]] Result<std::int64_t> size() const;
  // Whether view() only has to load what was kept.
  [[nodiscard]] Result<bool> has_view() const;

  // One document: its capture, article and reading in one transaction, on disk when this returns.
  // `made_by` names program and model. A capture that is there already adds nothing. Errors, beside
  // ledger: damaged, for a reading whose evidence is not in the text; nothing is kept then.
  Result<Appended> append(const acquire::Capture& capture, const page::Article& article,
                          const read::Reading& reading, std::string_view made_by,
                          std::chrono::sys_seconds at);

  // Each page that a feed or sitemap led to, as captured: what `watch` need not fetch again.
  [[nodiscard]] Result<void> each_from_feeds(
      const std::function<void(const std::string& url, const acquire::FeedOrigin&)>& take) const;

  // Every capture as it was received, in the order of the log, one at a time; `body` and `given`
  // are left empty. An error of `each` ends it.
  [[nodiscard]] Result<void> each_capture(
      const std::function<Result<void>(const acquire::Capture&)>& each) const;

  // Every document with its last reading, from the log, as appended.
  [[nodiscard]] Result<std::vector<resolve::ReadDocument>> documents() const;

  // The present view, made anew first when the log has grown since (and kept, where the file can be
  // written).
  Result<View> view();

  // Recomputes everything. Error: tampered, with `where` naming the first record that fails.
  [[nodiscard]] Result<Verified> verify() const;

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gainsay::ledger
