// The payloads of the log's entries: records to canonical JSON and back (docs/ledger-format.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/ledger.h"

namespace gainsay::ledger {

inline constexpr std::string_view kCaptureKind = "capture";
inline constexpr std::string_view kDocumentKind = "document";
inline constexpr std::string_view kReadingKind = "reading";
// Before the first entry.
inline constexpr std::string_view kNoHash =
    "0000000000000000000000000000000000000000000000000000000000000000";

struct CaptureEntry {
  std::string id;
  std::string url;
  std::string final_url;
  std::string content_type;
  std::string captured;
  std::string format;
  std::int64_t size = 0;
  std::string coding;
  std::vector<acquire::Hop> hops;
  std::optional<acquire::Place> place;
  std::optional<acquire::FeedOrigin> feed;

  bool operator==(const CaptureEntry&) const = default;
};

struct DocumentEntry {
  std::string id;
  page::Article article;
  std::string text_sha256;
};

struct ReadingEntry {
  std::string doc;
  std::string made_by;
  read::Reading reading;
  // The words recorded for each assertion's evidence, in the order of its spans.
  std::vector<std::vector<std::string>> words;
};

// The hash of an entry, over the one before.
std::string chain_hash(std::string_view prev_hash, std::int64_t seq, std::string_view kind,
                       std::string_view at, std::string_view payload);

// A feed's item as JSON: in the log and, as one column, in the view.
std::string to_text(const std::optional<acquire::FeedOrigin>& feed);  // empty for none
std::optional<acquire::FeedOrigin> feed_origin_of(std::string_view text);

CaptureEntry make_capture_entry(const acquire::Capture& capture);
// The other way, with the bytes that were kept beside it.
acquire::Capture make_capture(CaptureEntry entry, std::string bytes);

std::string to_payload(const CaptureEntry& entry);
std::string to_payload(const DocumentEntry& entry);
std::string to_payload(const ReadingEntry& entry);

// Error: ledger, without a place, for a payload that is none of its kind.
Result<CaptureEntry> parse_capture(std::string_view payload);
Result<DocumentEntry> parse_document(std::string_view payload);
Result<ReadingEntry> parse_reading(std::string_view payload);

}  // namespace gainsay::ledger
