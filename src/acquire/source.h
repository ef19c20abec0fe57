// Streams of bytes: a file, memory, and either of them through gzip.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::acquire {

class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  // Fills a part of `into`, which is not empty, and says how much; 0 at the end.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
};

// Errors: not_found, no_permission.
Result<std::unique_ptr<Source>> open_file(const std::string& path);
// The process's standard input, which is left open.
std::unique_ptr<Source> standard_input();
std::unique_ptr<Source> from_memory(std::string bytes);
// The bytes are the caller's and outlive the source.
std::unique_ptr<Source> from_view(std::string_view bytes);
// `first` and then what `rest` still has: gives back what was read for a look.
std::unique_ptr<Source> joined(std::string first, std::unique_ptr<Source> rest);

enum class Compression { gzip, deflate };
// Decompresses. gzip: one or more members (RFC 1952); deflate: a zlib stream or, as some servers
// send it, a bare one. Error while reading: damaged (cut short, or broken inside).
std::unique_ptr<Source> decompressed(std::unique_ptr<Source> from, Compression compression);

bool is_gzip(std::string_view bytes);

// The error of what is larger than a documented limit.
tl::unexpected<Error> over_limit(std::size_t limit);

// To the end. Error: too_large, over `limit` bytes; no more than that is ever held.
Result<std::string> read_all(Source& source, std::size_t limit);

// Line by line, without the line's end.
class Lines {
 public:
  Lines(std::unique_ptr<Source> source, std::size_t limit);

  // The next line and its number, from 1; false at the end. An error is of that line: after
  // too_large the lines behind it go on, after any other there are none.
  Result<bool> next(std::string& line);
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  Result<bool> fill();
  std::unique_ptr<Source> source_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace gainsay::acquire
