#include "nlp/bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/try.h"

namespace gainsay::nlp {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 32;

}  // namespace

Bytes::Bytes(std::string owned) {
  auto kept = std::make_shared<const std::string>(std::move(owned));
  view_ = *kept;
  keeper_ = std::move(kept);
}

Result<Bytes> Bytes::of_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  const bool mappable = file >= 0 && ::fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
                        info.st_size > 0 && static_cast<std::size_t>(info.st_size) <= kLargestFile;
  const auto size = static_cast<std::size_t>(info.st_size);
  void* const map = mappable ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  if (file >= 0) ::close(file);
  if (map == MAP_FAILED) {
    // A pipe, an empty file or an error, which it names.
    TRY(auto read, read_file(path, kLargestFile));
    return Bytes(std::move(read));
  }
  Bytes bytes;
  bytes.keeper_ = std::shared_ptr<const void>(
      map, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
  bytes.view_ = {static_cast<const char*>(map), size};
  return bytes;
}

Bytes Bytes::part(std::string_view inside) const {
  Bytes bytes;
  bytes.keeper_ = keeper_;
  bytes.view_ = inside;
  return bytes;
}

}  // namespace gainsay::nlp
