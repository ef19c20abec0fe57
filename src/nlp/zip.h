// A ZIP archive (PKWARE APPNOTE 6.3), as a wheel is one: stored and deflated entries, no
// encryption, no ZIP64.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::nlp {

class ZipArchive {
 public:
  // `name` is for errors. Errors: model (no archive, or its directory is damaged).
  static Result<ZipArchive> open(std::string bytes, std::string name);

  // Checked against its CRC. Errors: model.
  [[nodiscard]] Result<std::string> read(const std::string& entry) const;

  struct Entry {
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packed = 0;
    std::uint32_t size = 0;
    std::uint32_t header = 0;  // offset of the local header
  };
  // By name.
  [[nodiscard]] const std::map<std::string, Entry>& entries() const { return entries_; }

 private:
  std::string bytes_;
  std::string name_;
  std::map<std::string, Entry> entries_;
};

}  // namespace gainsay::nlp
