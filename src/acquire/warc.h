// A WARC file (ISO 28500; versions 0.17 to 1.1), plain or in gzip members, record by record.
// Nothing is held but one record.
//
// What must hold: whatever is missing or broken is told, with the record and the byte where. Only a
// cut exactly between two records cannot be told: what is left is a whole WARC.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "acquire/source.h"

struct z_stream_s;

namespace gainsay::acquire {

struct WarcRecord {
  std::size_t number = 0;    // from 1
  std::uint64_t offset = 0;  // of its first byte; in a gzip file of its member's
  std::string head;          // version line and fields
  std::string block;
};

class WarcReader {
 public:
  // No record's block may be larger than `limit`.
  WarcReader(std::unique_ptr<Source> source, std::size_t limit);
  ~WarcReader();
  WarcReader(const WarcReader&) = delete;
  WarcReader& operator=(const WarcReader&) = delete;

  // The next record; false at the end. An error is of that record, whose number and offset are set;
  // records behind it that can still be found go on. Errors: damaged (no record, cut short),
  // too_large.
  Result<bool> next(WarcRecord& record);

 private:
  // Raw bytes of the file, some of them read ahead.
  Result<bool> fill_raw();
  // More bytes into `text_`; false at a member's end and at the file's.
  Result<bool> fill();
  Result<bool> begin_member();
  Result<bool> inflate_some();

  Result<bool> skip_to_record();
  Result<void> read_head(std::string& head);
  Result<void> read_block(std::string& block, std::uint64_t size);
  Result<void> finish_record();
  // After an error: to the next place where a record may begin.
  void resume();
  void find_line();
  void find_member();
  [[nodiscard]] bool is_record_member(std::size_t at) const;
  Error cut(const std::string& in_what);
  [[nodiscard]] std::string place() const;

  std::unique_ptr<Source> source_;
  std::size_t limit_;
  std::string raw_;
  std::size_t raw_at_ = 0;
  std::uint64_t raw_base_ = 0;  // of raw_[0] in the file
  bool raw_ended_ = false;

  bool begun_ = false;
  bool gzip_ = false;
  std::unique_ptr<z_stream_s> stream_;
  bool in_member_ = false;
  std::uint64_t member_offset_ = 0;
  std::size_t records_in_member_ = 0;

  std::string text_;  // decompressed
  std::size_t text_at_ = 0;
  bool ended_ = false;
  bool behind_block_ = false;  // of a record that was too large: the next one can be gone on to
  bool tail_missing_ = false;  // the record given last has no empty lines behind it
  std::size_t number_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace gainsay::acquire
