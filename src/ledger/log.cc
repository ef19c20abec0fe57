#include "ledger/log.h"

#include <unordered_map>

#include "base/try.h"
#include "ledger/entries.h"

namespace gainsay::ledger {

LogEnd::LogEnd(Statement insert, std::int64_t seq, std::string hash)
    : insert_(std::move(insert)), seq_(seq), hash_(std::move(hash)) {}

Result<LogEnd> LogEnd::find(const Database& database) {
  TRY(auto last, database.prepare("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1"));
  TRY(auto insert, database.prepare("INSERT INTO log VALUES(?,?,?,?,?,?)"));
  TRY(const bool found, last.step());
  if (!found) return LogEnd(std::move(insert), 0, std::string(kNoHash));
  return LogEnd(std::move(insert), last.integer(0), std::string(last.text(1)));
}

Result<void> LogEnd::append(std::string_view kind, std::string_view at, std::string_view payload) {
  const std::int64_t seq = seq_ + 1;
  const std::string hash = chain_hash(hash_, seq, kind, at, payload);
  TRY_VOID(insert_.run(seq, kind, at, payload, hash_, hash));
  seq_ = seq;
  hash_ = hash;
  return {};
}

Result<std::vector<resolve::ReadDocument>> read_documents(const Database& database,
                                                          std::int64_t last) {
  TRY(auto row, database.prepare("SELECT kind, payload FROM log WHERE seq <= ? ORDER BY seq"));
  row.bind(last);
  std::vector<resolve::ReadDocument> documents;
  std::unordered_map<std::string, std::string> captured;  // by capture
  std::unordered_map<std::string, acquire::FeedOrigin> feeds;
  std::unordered_map<std::string, page::Article> articles;  // of documents not read yet
  std::unordered_map<std::string, std::size_t> place;       // in `documents`
  while (true) {
    TRY(const bool more, row.step());
    if (!more) return documents;
    if (row.text(0) == kCaptureKind) {
      TRY(auto entry, parse_capture(row.text(1)));
      if (entry.feed) feeds[entry.id] = std::move(*entry.feed);
      captured[entry.id] = std::move(entry.captured);
    } else if (row.text(0) == kDocumentKind) {
      TRY(auto entry, parse_document(row.text(1)));
      articles[entry.id] = std::move(entry.article);
    } else if (row.text(0) == kReadingKind) {
      TRY(auto entry, parse_reading(row.text(1)));
      const auto [at, is_new] = place.try_emplace(entry.doc, documents.size());
      if (is_new) documents.emplace_back();
      auto& document = documents[at->second];
      document.id = entry.doc;
      document.captured = captured[entry.doc];
      if (const auto feed = feeds.find(entry.doc); feed != feeds.end())
        document.feed = feed->second;
      if (const auto article = articles.extract(entry.doc))
        document.article = std::move(article.mapped());
      document.reading = std::move(entry.reading);
    }
  }
}

}  // namespace gainsay::ledger
