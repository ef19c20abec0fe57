#include "acquire/warc.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "acquire/http.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
// Heads are some hundred bytes; crawlers that put a whole cookie jar there stay far below this.
constexpr std::size_t kMostHead = std::size_t{1} << 18;
// Of a compressed record that is too large to be read: some seconds' work. Then its member is left.
constexpr std::uint64_t kMostSkipped = std::uint64_t{1} << 30;
// Where a member is looked for, this much of it is tried.
constexpr std::size_t kTried = 1024;

bool begins_record(std::string_view text) { return text.starts_with("WARC/"); }

}  // namespace

WarcReader::WarcReader(std::unique_ptr<Source> source, std::size_t limit)
    : source_(std::move(source)), limit_(limit), stream_(std::make_unique<z_stream>()) {
  inflateInit2(stream_.get(), 15 + 16);  // zlib: 16 more asks for a gzip header
}

WarcReader::~WarcReader() { inflateEnd(stream_.get()); }

std::string WarcReader::place() const {
  return "record " + std::to_string(number_) + ", at byte " + std::to_string(offset_);
}

Error WarcReader::cut(const std::string& in_what) {
  ended_ = true;
  return {ErrorCode::damaged, "is cut short " + in_what + " of " + place(), {}};
}

Result<bool> WarcReader::fill_raw() {
  if (raw_at_ > kChunk) {
    raw_base_ += raw_at_;
    raw_.erase(0, raw_at_);
    raw_at_ = 0;
  }
  if (raw_ended_) return false;
  const std::size_t before = raw_.size();
  raw_.resize(before + kChunk);
  const auto got = source_->read(std::span(raw_).subspan(before));
  raw_.resize(before + (got ? *got : 0));
  raw_ended_ = !got || *got == 0;
  if (!got) return tl::make_unexpected(got.error());
  return *got > 0;
}

// Padding between members is passed over, whatever else stands there is told. False at the end.
Result<bool> WarcReader::begin_member() {
  while (true) {
    while (raw_at_ < raw_.size() && raw_[raw_at_] == 0) ++raw_at_;
    if (raw_.size() - raw_at_ >= 2) break;
    TRY(const bool more, fill_raw());
    if (!more) break;
  }
  member_offset_ = raw_base_ + raw_at_;
  if (raw_at_ == raw_.size()) return false;
  const bool first_byte_only = raw_.size() - raw_at_ == 1 && raw_[raw_at_] == '\x1f';
  if (first_byte_only) return fail(ErrorCode::damaged, "cut");
  if (!is_gzip(std::string_view(raw_).substr(raw_at_)))
    return fail(ErrorCode::damaged, "is damaged: other bytes than a gzip member stand at byte " +
                                        std::to_string(member_offset_));
  if (inflateReset(stream_.get()) != Z_OK)
    return fail(ErrorCode::damaged, "cannot be decompressed");
  in_member_ = true;
  records_in_member_ = 0;
  return true;
}

Result<bool> WarcReader::inflate_some() {
  const std::size_t before = text_.size();
  text_.resize(before + kChunk);
  stream_->next_out = reinterpret_cast<Bytef*>(text_.data() + before);
  stream_->avail_out = kChunk;
  int status = Z_OK;
  while (stream_->avail_out == kChunk && status != Z_STREAM_END) {
    if (raw_at_ == raw_.size()) {
      auto more = fill_raw();
      if (!more || !*more) {
        text_.resize(before);
        in_member_ = false;
        if (!more) return more;
        return fail(ErrorCode::damaged, "cut");  // named by whoever knows in what
      }
    }
    stream_->next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_at_);
    stream_->avail_in = static_cast<uInt>(raw_.size() - raw_at_);
    status = inflate(stream_.get(), Z_NO_FLUSH);
    raw_at_ = raw_.size() - stream_->avail_in;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      text_.resize(before);
      in_member_ = false;
      return fail(ErrorCode::damaged, "is damaged: its compressed data cannot be read");
    }
  }
  text_.resize(text_.size() - stream_->avail_out);
  if (status == Z_STREAM_END) in_member_ = false;
  return text_.size() > before;
}

Result<bool> WarcReader::fill() {
  if (text_at_ > kChunk || text_at_ == text_.size()) {
    text_.erase(0, text_at_);
    text_at_ = 0;
  }
  if (gzip_) return in_member_ ? inflate_some() : Result<bool>(false);
  if (raw_at_ == raw_.size()) {
    TRY(const bool more, fill_raw());
    if (!more) return false;
  }
  text_.append(raw_, raw_at_);
  raw_at_ = raw_.size();
  return true;
}

// To the first byte of a record's head; false at the end of the file.
Result<bool> WarcReader::skip_to_record() {
  if (!begun_) {
    begun_ = true;
    while (raw_.size() < 2) {
      TRY(const bool more, fill_raw());
      if (!more) break;
    }
    gzip_ = is_gzip(raw_);
  }
  while (true) {
    while (text_at_ < text_.size() && (text_[text_at_] == '\r' || text_[text_at_] == '\n'))
      ++text_at_;
    if (text_at_ < text_.size()) break;
    TRY(const bool more, fill());
    if (more) continue;
    if (!gzip_) return false;
    if (in_member_) continue;
    offset_ = raw_base_ + raw_at_;
    TRY(const bool member, begin_member());
    if (!member) return false;
  }
  offset_ = gzip_ ? member_offset_ : raw_base_ + raw_at_ - (text_.size() - text_at_);
  return true;
}

Result<void> WarcReader::read_head(std::string& head) {
  std::size_t line = 0;  // where in `head` the present line begins
  while (true) {
    if (text_at_ == text_.size()) {
      TRY(const bool more, fill());
      if (!more && text_at_ == text_.size()) {
        if (gzip_ && !in_member_ && !raw_ended_)
          return fail(ErrorCode::damaged, "is damaged: the head has no end in " + place());
        return tl::make_unexpected(cut("in the head"));
      }
      continue;
    }
    const char c = text_[text_at_++];
    head.push_back(c);
    if (c == '\n') {
      const std::string_view last = std::string_view(head).substr(line);
      if (line == 0 && !begins_record(last))
        return fail(ErrorCode::damaged,
                    "is damaged: no record stands where " + place() + " should begin");
      if (last == "\r\n" || last == "\n") return {};
      line = head.size();
    } else if (head.size() == 5 && !begins_record(head)) {
      return fail(ErrorCode::damaged,
                  "is damaged: no record stands where " + place() + " should begin");
    }
    if (head.size() > kMostHead)
      return fail(ErrorCode::damaged, "is damaged: the head has no end in " + place());
  }
}

Result<void> WarcReader::read_block(std::string& block, std::uint64_t size) {
  const bool keep = size <= limit_;
  // Grown as bytes come, not by what a head says: a false length allocates nothing.
  std::uint64_t left = size;
  std::uint64_t skipped = 0;
  while (left > 0) {
    if (text_at_ == text_.size()) {
      TRY(const bool more, fill());
      if (!more && text_at_ == text_.size()) {
        if (gzip_ && !in_member_ && !(raw_ended_ && raw_at_ == raw_.size()))
          return fail(ErrorCode::damaged, "is damaged: its compressed data ends inside " + place());
        return tl::make_unexpected(cut("in the block (" + std::to_string(left) + " of " +
                                       std::to_string(size) + " bytes are missing)"));
      }
      continue;
    }
    const auto part =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, text_.size() - text_at_));
    if (keep) block.append(text_, text_at_, part);
    text_at_ += part;
    left -= part;
    if (!keep && gzip_) skipped += part;
    if (skipped > kMostSkipped) break;
  }
  if (keep) return {};
  behind_block_ = left == 0;
  auto error = over_limit(limit_);
  error.value().what += " in " + place();
  if (!behind_block_) {
    in_member_ = false;
    error.value().what += ", and by so much that the rest of its gzip member is left unread";
  }
  return error;
}

// The empty lines behind a record, and its member's end with its checksum: only then is it whole.
Result<void> WarcReader::finish_record() {
  std::size_t ends = 0;
  while (true) {
    while (text_at_ < text_.size() && (text_[text_at_] == '\r' || text_[text_at_] == '\n')) {
      if (text_[text_at_] == '\n') ++ends;
      ++text_at_;
    }
    if (text_at_ < text_.size()) return {};
    TRY(const bool more, fill());
    if (more || in_member_) continue;
    tail_missing_ = !gzip_ && ends < 2;
    return {};
  }
}

bool WarcReader::is_record_member(std::size_t at) const {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return false;
  char out[16] = {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw_.data() + at));
  stream.avail_in = static_cast<uInt>(std::min(raw_.size() - at, kTried));
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = sizeof out;
  inflate(&stream, Z_SYNC_FLUSH);
  const std::string_view text(out, sizeof out - stream.avail_out);
  inflateEnd(&stream);
  return begins_record(text);
}

// A gzip member behind the one that is broken, by its first bytes: what was read ahead of the error
// is looked at again, since a broken stream may have run on into its neighbour.
void WarcReader::find_member() {
  text_.clear();
  text_at_ = 0;
  in_member_ = false;
  const std::uint64_t after = member_offset_ + 1;
  std::size_t at = after > raw_base_ ? static_cast<std::size_t>(after - raw_base_) : 0;
  at = std::min(at, raw_.size());
  constexpr std::string_view kMagic = "\x1f\x8b\x08";
  while (true) {
    const std::size_t found = raw_.find(kMagic, at);
    const bool near_end = found == std::string::npos || raw_.size() - found < kTried;
    if (near_end && !raw_ended_) {
      const std::size_t from =
          found == std::string::npos
              ? std::max(at, raw_.size() - std::min<std::size_t>(raw_.size(), 2))
              : found;
      raw_base_ += from;
      raw_.erase(0, from);
      raw_at_ = at = 0;
      if (!fill_raw()) break;
      continue;
    }
    if (found == std::string::npos) break;
    raw_at_ = found;
    if (is_record_member(found)) return;
    at = found + 1;
  }
  ended_ = true;
}

// A line that begins like a record's head.
void WarcReader::find_line() {
  while (true) {
    const std::size_t found = text_.find("\nWARC/", text_at_);
    if (found != std::string::npos) {
      text_at_ = found + 1;
      return;
    }
    text_at_ = text_.size() - std::min<std::size_t>(text_.size() - text_at_, 5);
    const auto more = fill();
    if (more && *more) continue;
    ended_ = true;
    return;
  }
}

void WarcReader::resume() {
  if (ended_) return;
  // A member is left where it is broken, or where nothing else is known to stand in it.
  const bool leave_member = gzip_ && (!in_member_ || records_in_member_ <= 1);
  if (leave_member) {
    find_member();
  } else {
    find_line();
  }
}

Result<bool> WarcReader::next(WarcRecord& record) {
  record.head.clear();
  record.block.clear();
  if (tail_missing_) {
    tail_missing_ = false;
    record.number = number_;
    record.offset = offset_;
    return tl::make_unexpected(cut("behind the block"));
  }
  if (ended_) return false;
  const auto read = [&]() -> Result<bool> {
    TRY(const bool found, skip_to_record());
    if (!found) {
      ended_ = true;
      return false;
    }
    ++records_in_member_;
    TRY_VOID(read_head(record.head));
    const auto length = field(record.head, "content-length");
    std::uint64_t size = 0;
    const bool is_number =
        length && !length->empty() &&
        std::from_chars(length->data(), length->data() + length->size(), size).ptr ==
            length->data() + length->size();
    if (!is_number)
      return fail(ErrorCode::damaged, "is damaged: its head says no length in " + place());
    TRY_VOID(read_block(record.block, size));
    TRY_VOID(finish_record());
    return true;
  };
  ++number_;
  auto result = read();
  if (!result) {
    // The compressed bytes ended before a member did, wherever that was met.
    if (result.error().what == "cut") result = tl::make_unexpected(cut("in the compressed data"));
    record.head.clear();
    record.block.clear();
    if (!std::exchange(behind_block_, false)) resume();
  }
  record.number = number_;
  record.offset = offset_;
  return result;
}

}  // namespace gainsay::acquire
