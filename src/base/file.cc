#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/try.h"

namespace gainsay {
namespace {

tl::unexpected<Error> system_error(const std::string& path) {
  const ErrorCode code = errno == ENOENT                     ? ErrorCode::not_found
                         : errno == EACCES || errno == EPERM ? ErrorCode::no_permission
                                                             : ErrorCode::damaged;
  return fail(code, std::strerror(errno), path);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_error(path);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_error(path);
  if (S_ISDIR(info.st_mode)) return fail(ErrorCode::unsupported, "is a folder", path);
  const auto too_large = [&] {
    return fail(ErrorCode::too_large, "is over the limit of " + std::to_string(limit) + " bytes",
                path);
  };
  if (S_ISREG(info.st_mode) && static_cast<std::size_t>(info.st_size) > limit) return too_large();
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size));
  constexpr std::size_t kChunk = std::size_t{1} << 18;
  for (;;) {
    const std::size_t had = bytes.size();
    bytes.resize(had + kChunk);
    const ssize_t got = ::read(file.get(), bytes.data() + had, kChunk);
    if (got < 0 && errno == EINTR) {
      bytes.resize(had);
      continue;
    }
    if (got < 0) return system_error(path);
    bytes.resize(had + static_cast<std::size_t>(got));
    if (got == 0) return bytes;
    if (bytes.size() > limit) return too_large();
  }
}

Result<FileWriter> FileWriter::begin(const std::string& path) {
  std::string beside = path + ".part";
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return system_error(path);
  return FileWriter(path, std::move(beside), fd);
}

FileWriter::FileWriter(std::string path, std::string beside, int fd)
    : path_(std::move(path)), beside_(std::move(beside)), fd_(fd) {}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      beside_(std::move(other.beside_)),
      fd_(std::exchange(other.fd_, -1)) {}

FileWriter::~FileWriter() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(beside_.c_str());
}

Result<void> FileWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) return system_error(path_);
    if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> FileWriter::commit() {
  if (::fsync(fd_) != 0 || std::rename(beside_.c_str(), path_.c_str()) != 0)
    return system_error(path_);
  ::close(std::exchange(fd_, -1));
  return {};
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  TRY(auto file, FileWriter::begin(path));
  TRY_VOID(file.write(bytes));
  return file.commit();
}

}  // namespace gainsay
