// Files, read whole and written whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay {

// Errors: not_found, no_permission, too_large (over `limit` bytes), unsupported (a folder).
Result<std::string> read_file(const std::string& path, std::size_t limit);

// Written beside it and renamed, so that a reader finds the old file or the new one, never half of
// it.
Result<void> write_file(const std::string& path, std::string_view bytes);

// The same for what is too large to hold: bytes go to a file beside it, which commit() puts in its
// place. Without commit() nothing is left. Errors: no_permission, damaged (a full disk).
class FileWriter {
 public:
  static Result<FileWriter> begin(const std::string& path);
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&&) = delete;
  ~FileWriter();

  Result<void> write(std::string_view bytes);
  Result<void> commit();

 private:
  FileWriter(std::string path, std::string beside, int fd);
  std::string path_;
  std::string beside_;
  int fd_;
};

}  // namespace gainsay
