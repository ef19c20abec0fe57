// A ZIP archive (PKWARE APPNOTE 6.3), as a wheel is one: stored and deflated entries, no
// encryption, no ZIP64.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "nlp/bytes.h"

namespace gainsay::nlp {

class ZipArchive {
 public:
  // `name` is for errors. Errors: model (no archive, or its directory is damaged).
  static Result<ZipArchive> open(Bytes bytes, std::string name);

  // Checked against its CRC; of a stored entry a part of the archive, no copy. Errors: model.
  [[nodiscard]] Result<Bytes> read(const std::string& entry) const;

  struct Entry {
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packed = 0;
    std::uint32_t size = 0;
    std::uint32_t header = 0;  // offset of the local header
  };
  // By name.
  [[nodiscard]] const std::map<std::string, Entry>& entries() const { return entries_; }
  // The archive's list of its entries as it lies in the file: names, sizes, checksums. Two archives
  // with the same one hold the same.
  [[nodiscard]] std::string_view directory() const { return directory_; }

 private:
  Bytes bytes_;
  std::string name_;
  std::map<std::string, Entry> entries_;
  std::string_view directory_;
};

// An archive of files that are stored as they are. Each name and content is under 4 GiB, all
// together too.
[[nodiscard]] std::string stored_archive(const std::map<std::string, Bytes>& files);

}  // namespace gainsay::nlp
