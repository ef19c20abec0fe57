#include "ledger/verify.h"

#include <map>

#include "base/hash.h"
#include "base/try.h"
#include "base/utf8.h"
#include "ledger/compress.h"
#include "ledger/entries.h"
#include "ledger/log.h"
#include "ledger/schema.h"
#include "ledger/view_tables.h"

namespace gainsay::ledger {
namespace {

tl::unexpected<Error> damage(std::string where, std::string what) {
  return fail(ErrorCode::tampered, std::move(what), std::move(where));
}

std::string entry_name(std::int64_t seq, std::string_view kind) {
  return "log entry " + std::to_string(seq) + " (" + std::string(kind) + ")";
}

// What of a document was met in the log.
struct Met {
  bool document = false;
  bool reading = false;
};

class Check {
 public:
  explicit Check(const Database& database) : database_(database) {}

  Result<Verified> run() {
    TRY_VOID(check_file());
    TRY_VOID(check_log());
    TRY_VOID(check_captures_have_entries());
    TRY_VOID(check_view());
    return verified_;
  }

 private:
  Result<void> check_file() {
    TRY(auto check, database_.prepare("PRAGMA integrity_check(1)"));
    TRY(const bool row, check.step());
    if (!row || check.text(0) != "ok")
      return damage("the file", "SQLite finds it damaged: " + std::string(check.text(0)));
    TRY(const std::string changed, changed_definition(database_));
    if (!changed.empty())
      return damage(changed, "is not defined as gainsay defines it, or was removed");
    return {};
  }

  Result<void> check_log() {
    TRY(auto row,
        database_.prepare("SELECT seq, kind, at, payload, prev_hash, hash FROM log ORDER BY seq"));
    verified_.head = kNoHash;
    while (true) {
      TRY(const bool more, row.step());
      if (!more) return {};
      const std::int64_t seq = row.integer(0);
      const std::string name = entry_name(seq, row.text(1));
      if (seq != verified_.entries + 1)
        return damage(name, "stands where entry " + std::to_string(verified_.entries + 1) +
                                " should be: an entry was removed or put in");
      if (row.text(4) != verified_.head)
        return damage(name, "does not follow from the entry before it");
      if (row.text(5) != chain_hash(row.text(4), seq, row.text(1), row.text(2), row.text(3)))
        return damage(name, "does not have the hash that its contents give: it was changed");
      TRY_VOID(check_entry(name, row.text(1), row.text(3)));
      verified_.head = row.text(5);
      ++verified_.entries;
    }
  }

  Result<void> check_entry(const std::string& name, std::string_view kind,
                           std::string_view payload) {
    if (kind == kCaptureKind)
      return in_place(name, parse_capture(payload),
                      [&](const auto& entry) { return check_capture(name, entry); });
    if (kind == kDocumentKind)
      return in_place(name, parse_document(payload),
                      [&](const auto& entry) { return check_document(name, entry); });
    if (kind == kReadingKind)
      return in_place(name, parse_reading(payload),
                      [&](const auto& entry) { return check_reading(name, entry); });
    return damage(name, "is of a kind that this format does not have");
  }

  template <typename Entry, typename Next>
  static Result<void> in_place(const std::string& name, const Result<Entry>& entry, Next next) {
    if (!entry) return damage(name, "cannot be understood");
    return next(*entry);
  }

  Result<void> check_capture(const std::string& name, const CaptureEntry& entry) {
    if (!met_.try_emplace(entry.id).second) return damage(name, "repeats a capture");
    TRY(auto row, database_.prepare("SELECT url, content_type, captured, size, bytes "
                                    "FROM captures WHERE id=?"));
    row.bind(entry.id);
    TRY(const bool found, row.step());
    const std::string where = "capture " + entry.id;
    if (!found) return damage(where, "is missing");
    if (row.text(0) != entry.url || row.text(1) != entry.content_type ||
        row.text(2) != entry.captured || row.integer(3) != entry.size)
      return damage(where, "does not say what " + name + " says of it");
    const auto bytes = decompress(row.blob(4), static_cast<std::size_t>(entry.size));
    if (!bytes) return damage(where, bytes.error().what);
    const auto page = acquire::without_coding(*bytes, entry.coding, acquire::Limits().page_bytes);
    if (!page) return damage(where, page.error().what);
    if ("sha256:" + sha256_hex(*page) != entry.id)
      return damage(where, "holds other bytes than those captured");
    return {};
  }

  Result<void> check_document(const std::string& name, const DocumentEntry& entry) {
    const auto met = met_.find(entry.id);
    if (met == met_.end()) return damage(name, "has no capture before it");
    met->second.document = true;
    if (!is_valid_utf8(entry.article.text)) return damage(name, "its text is no UTF-8");
    if (sha256_hex(entry.article.text) != entry.text_sha256)
      return damage(name, "its text does not have its hash");
    present_ = entry;
    ++verified_.documents;
    return {};
  }

  // A document's reading follows it directly; one text is held at a time.
  Result<void> check_reading(const std::string& name, const ReadingEntry& entry) {
    const auto met = met_.find(entry.doc);
    if (met == met_.end() || !met->second.document || entry.doc != present_.id)
      return damage(name, "does not follow its document");
    met->second.reading = true;
    const TextIndex text(present_.article.text);
    for (std::size_t i = 0; i < entry.reading.assertions.size(); ++i) {
      const read::Assertion& assertion = entry.reading.assertions[i];
      const std::string where = name + ", assertion " + std::to_string(i);
      if (assertion.evidence.empty()) return damage(where, "has no evidence");
      for (std::size_t k = 0; k < assertion.evidence.size(); ++k) {
        const Span& span = assertion.evidence[k];
        if (span.empty() || span.end > text.size())
          return damage(where, "its evidence lies outside the text");
        if (text.words(span) != entry.words[i][k])
          return damage(where, "its evidence is not the words that stand there");
        ++verified_.evidence;
      }
    }
    return {};
  }

  Result<void> check_captures_have_entries() {
    for (const auto& [id, met] : met_)
      if (!met.document || !met.reading)
        return damage("capture " + id, "has no document or no reading");
    TRY(auto row, database_.prepare("SELECT id FROM captures ORDER BY id"));
    while (true) {
      TRY(const bool more, row.step());
      if (!more) return {};
      if (!met_.contains(std::string(row.text(0))))
        return damage("capture " + std::string(row.text(0)), "has no entry in the log");
    }
  }

  Result<void> check_view() {
    TRY(const auto seq, view_seq(database_));
    if (seq > verified_.entries)
      return damage("the view", "knows of " + std::to_string(seq) + " entries, the log only of " +
                                    std::to_string(verified_.entries) + ": its end was cut off");
    TRY(const auto maker, view_maker(database_));
    if (seq > 0 && maker != kViewMaker)
      return {};  // never used: made anew before the next question
    // A view that is behind was left by a killed process; it must be right for what it knew.
    TRY(auto documents, read_documents(database_, seq));
    const View derived = derive_view(std::move(documents));
    auto saved = load_view(database_);
    if (!saved) return damage("the view", "cannot be understood");
    TRY_VOID(same("document", derived.documents, saved->documents));
    TRY_VOID(same("actor", derived.actors, saved->actors));
    TRY_VOID(same("proposition", derived.propositions, saved->propositions));
    TRY_VOID(same("assertion", derived.assertions, saved->assertions));
    TRY(const std::string row, wrong_evidence_row(database_, derived));
    if (!row.empty()) return damage(row, "is not what the log gives");
    return {};
  }

  template <typename Record>
  static Result<void> same(std::string_view kind, const std::vector<Record>& derived,
                           const std::vector<Record>& saved) {
    for (std::size_t i = 0; i < derived.size() || i < saved.size(); ++i) {
      if (i < derived.size() && i < saved.size() && derived[i] == saved[i]) continue;
      const Record& record = i < derived.size() ? derived[i] : saved[i];
      return damage(std::string(kind) + " " + record.id, "in the view is not what the log gives");
    }
    return {};
  }

  const Database& database_;
  Verified verified_;
  std::map<std::string, Met> met_;
  DocumentEntry present_;
};

}  // namespace

Result<Verified> verify_ledger(const Database& database) { return Check(database).run(); }

}  // namespace gainsay::ledger
