#include "ledger/ledger.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/try.h"
#include "base/utf8.h"
#include "ledger/compress.h"
#include "ledger/entries.h"
#include "ledger/log.h"
#include "ledger/schema.h"
#include "ledger/sqlite.h"
#include "ledger/verify.h"
#include "ledger/view_tables.h"

namespace gainsay::ledger {

struct Ledger::State {
  Database database;
  std::string path;
};

namespace {

Result<bool> is_empty(const Database& database) {
  TRY(const auto objects, database.number("SELECT count(*) FROM sqlite_schema"));
  return objects == 0;
}

Result<void> check_format(Database& database, const std::string& path) {
  TRY(const auto application, database.number("PRAGMA application_id"));
  if (application != kApplicationId)
    return fail(ErrorCode::ledger, "this is no ledger; name another file with --ledger", path);
  TRY(const auto version, database.number("PRAGMA user_version"));
  if (version > kFormatVersion)
    return fail(ErrorCode::ledger,
                "this ledger was written by a newer gainsay (format " + std::to_string(version) +
                    ", this one knows " + std::to_string(kFormatVersion) + "); update gainsay",
                path);
  if (version == kFormatVersion) return {};
  if (database.read_only())
    return fail(ErrorCode::ledger,
                "this ledger is of format " + std::to_string(version) + ", this gainsay's is " +
                    std::to_string(kFormatVersion) +
                    "; make the file writable once, to bring it up",
                path);
  return upgrade_schema(database);
}

// An empty file too is a ledger to be: a run killed at its very first moment leaves one.
Result<void> make_new(Database& database) {
  TRY(auto transaction, Transaction::begin(database));
  TRY(const bool empty, is_empty(database));  // another process may have been faster
  if (!empty) return {};
  TRY_VOID(make_schema(database));
  return transaction.commit();
}

// Invariant 3: the words of every assertion's evidence, or the error that one has none.
Result<std::vector<std::vector<std::string>>> evidence_words(const read::Reading& reading,
                                                             std::string_view text) {
  const TextIndex index(text);
  std::vector<std::vector<std::string>> words;
  for (std::size_t i = 0; i < reading.assertions.size(); ++i) {
    auto& of_assertion = words.emplace_back();
    for (const Span& span : reading.assertions[i].evidence) {
      if (span.empty() || span.end > index.size()) break;
      of_assertion.emplace_back(index.words(span));
    }
    if (of_assertion.empty() || of_assertion.size() != reading.assertions[i].evidence.size())
      return fail(ErrorCode::damaged,
                  "assertion " + std::to_string(i) + " of its reading has no evidence in the text");
  }
  return words;
}

}  // namespace

View derive_view(std::vector<resolve::ReadDocument> documents) {
  const auto resolved = resolve::resolve(documents);
  auto weighed = weigh::weigh(documents, resolved);
  View view;
  for (std::size_t i = 0; i < documents.size(); ++i)
    view.documents.push_back({.id = std::move(documents[i].id),
                              .article = std::move(documents[i].article),
                              .captured = std::move(documents[i].captured),
                              .duplicate_of = std::move(weighed.documents[i].duplicate_of),
                              .feed = std::move(documents[i].feed)});
  view.actors = resolved.actors;
  view.propositions = std::move(weighed.propositions);
  view.assertions = std::move(weighed.assertions);
  for (auto& assertion : view.assertions) {
    const read::Assertion no_indices;
    assertion.said.proposition = no_indices.proposition;
    assertion.said.by = no_indices.by;
    assertion.said.via = no_indices.via;
  }
  return view;
}

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

const std::string& Ledger::path() const { return state_->path; }

Result<Ledger> Ledger::open(const std::string& path, Mode mode) {
  const auto access = mode == Mode::write ? Access::read_write_create : Access::read_write;
  TRY(auto database, Database::open(path, access));
  if (mode == Mode::write && database.read_only())
    return fail(ErrorCode::ledger, "the ledger cannot be written; look at the file's rights", path);
  TRY(const bool empty, is_empty(database));
  if (empty) TRY_VOID(make_new(database));
  TRY_VOID(check_format(database, path));
  return Ledger(std::make_unique<State>(State{std::move(database), path}));
}

Result<bool> Ledger::contains(std::string_view capture_id) const {
  TRY(auto row, state_->database.prepare("SELECT 1 FROM captures WHERE id=?"));
  row.bind(capture_id);
  return row.step();
}

Result<std::int64_t> Ledger::size() const {
  return state_->database.number("SELECT count(*) FROM captures");
}

Result<bool> Ledger::has_view() const {
  TRY(const auto made_of, view_seq(state_->database));
  TRY(const auto last, last_seq(state_->database));
  TRY(const auto made_by, view_maker(state_->database));
  return made_of == last && made_by == kViewMaker;
}

Result<Appended> Ledger::append(const acquire::Capture& capture, const page::Article& article,
                                const read::Reading& reading, std::string_view made_by,
                                std::chrono::sys_seconds at) {
  TRY(auto words, evidence_words(reading, article.text));
  TRY(const std::string packed, compress(capture.bytes));
  const CaptureEntry captured = make_capture_entry(capture);
  const std::string document = to_payload(
      DocumentEntry{.id = capture.id, .article = article, .text_sha256 = sha256_hex(article.text)});
  const std::string read_payload = to_payload(ReadingEntry{.doc = capture.id,
                                                           .made_by = std::string(made_by),
                                                           .reading = reading,
                                                           .words = std::move(words)});
  const std::string time = to_rfc3339(at);

  TRY(auto transaction, Transaction::begin(state_->database));
  TRY(const bool known, contains(capture.id));
  if (known) return Appended::already_known;
  TRY(auto insert, state_->database.prepare("INSERT INTO captures VALUES(?,?,?,?,?,?)"));
  TRY_VOID(insert.run(captured.id, captured.url, captured.content_type, captured.captured,
                      captured.size, Blob{packed}));
  TRY(auto log, LogEnd::find(state_->database));
  TRY_VOID(log.append(kCaptureKind, time, to_payload(captured)));
  TRY_VOID(log.append(kDocumentKind, time, document));
  TRY_VOID(log.append(kReadingKind, time, read_payload));
  TRY_VOID(transaction.commit());
  return Appended::added;
}

Result<void> Ledger::each_from_feeds(
    const std::function<void(const std::string& url, const acquire::FeedOrigin&)>& take) const {
  TRY(auto row, state_->database.prepare("SELECT payload FROM log WHERE kind=? ORDER BY seq"));
  row.bind(kCaptureKind);
  while (true) {
    TRY(const bool more, row.step());
    if (!more) return {};
    TRY(const auto entry, parse_capture(row.text(0)));
    if (entry.feed) take(entry.url, *entry.feed);
  }
}

namespace {

// The first capture behind a log entry, and its entry's number; 0 when there is none.
Result<std::int64_t> next_capture(const Database& database, std::int64_t behind,
                                  acquire::Capture& capture) {
  TRY(auto entries, database.prepare("SELECT seq, payload FROM log WHERE seq>? AND kind=? "
                                     "ORDER BY seq LIMIT 1"));
  entries.bind(behind, kCaptureKind);
  TRY(const bool more, entries.step());
  if (!more) return 0;
  const std::int64_t seq = entries.integer(0);
  TRY(auto entry, parse_capture(entries.text(1)));
  TRY(auto bytes, database.prepare("SELECT bytes FROM captures WHERE id=?"));
  bytes.bind(entry.id);
  TRY(const bool found, bytes.step());
  const std::string where = "capture " + entry.id;
  if (!found) return fail(ErrorCode::tampered, "its bytes are missing", where);
  auto unpacked = decompress(bytes.blob(0), static_cast<std::size_t>(entry.size));
  if (!unpacked) return fail(ErrorCode::tampered, unpacked.error().what, where);
  capture = make_capture(std::move(entry), std::move(*unpacked));
  return seq;
}

}  // namespace

// One short look at a time: others may go on writing, and what they append is met, too.
Result<void> Ledger::each_capture(
    const std::function<Result<void>(const acquire::Capture&)>& each) const {
  std::int64_t seq = 0;
  while (true) {
    acquire::Capture capture;
    TRY(seq, next_capture(state_->database, seq, capture));
    if (seq == 0) return {};
    TRY_VOID(each(capture));
  }
}

Result<std::vector<resolve::ReadDocument>> Ledger::documents() const {
  return read_documents(state_->database);
}

Result<View> Ledger::view() {
  Database& database = state_->database;
  while (true) {
    TRY(const auto made_of, view_seq(database));
    TRY(const auto last, last_seq(database));
    TRY(const auto made_by, view_maker(database));
    if (made_of == last && made_by == kViewMaker) return load_view(database);
    // Worked out before the write lock is taken: others go on appending meanwhile.
    TRY(auto documents, read_documents(database, last));
    View view = derive_view(std::move(documents));
    if (database.read_only()) return view;
    TRY(auto transaction, Transaction::begin(database));
    TRY(const auto now_last, last_seq(database));
    if (now_last != last) continue;
    TRY_VOID(save_view(database, view, last));
    TRY_VOID(transaction.commit());
    return view;
  }
}

Result<Verified> Ledger::verify() const { return verify_ledger(state_->database); }

}  // namespace gainsay::ledger
