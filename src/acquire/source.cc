#include "acquire/source.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

class DescriptorSource : public Source {
 public:
  enum class Owned { yes, no };
  DescriptorSource(int fd, Owned owned) : fd_(fd), owned_(owned) {}
  ~DescriptorSource() override {
    if (owned_ == Owned::yes) ::close(fd_);
  }

  Result<std::size_t> read(std::span<char> into) override {
    for (;;) {
      const ssize_t got = ::read(fd_, into.data(), into.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EISDIR) return fail(ErrorCode::unsupported, "is a folder");
      if (errno != EINTR) return fail(ErrorCode::damaged, std::strerror(errno));
    }
  }

 private:
  int fd_;
  Owned owned_;
};

class MemorySource : public Source {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}

  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - at_);
    std::memcpy(into.data(), bytes_.data() + at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class ViewSource : public Source {
 public:
  explicit ViewSource(std::string_view bytes) : rest_(bytes) {}

  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), rest_.size());
    std::memcpy(into.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
};

class JoinedSource : public Source {
 public:
  JoinedSource(std::string first, std::unique_ptr<Source> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

  Result<std::size_t> read(std::span<char> into) override {
    TRY(const std::size_t size, first_.read(into));
    if (size > 0) return size;
    return rest_->read(into);
  }

 private:
  MemorySource first_;
  std::unique_ptr<Source> rest_;
};

class InflateSource : public Source {
 public:
  InflateSource(std::unique_ptr<Source> from, Compression compression)
      : from_(std::move(from)), compression_(compression) {}
  ~InflateSource() override {
    if (started_) inflateEnd(&stream_);
  }

  Result<std::size_t> read(std::span<char> into) override {
    if (done_) return 0;
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), kChunk));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted && !done_) {
      if (stream_.avail_in == 0) TRY_VOID(refill());
      if (!started_) TRY_VOID(start());
      TRY_VOID(step());
    }
    return wanted - stream_.avail_out;
  }

 private:
  Result<void> refill() {
    TRY(const std::size_t got, from_->read(buffer_));
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(got);
    at_end_ = got == 0;
    return {};
  }

  Result<void> start() {
    int window = 15 + 16;  // zlib: 16 more asks for a gzip header
    if (compression_ == Compression::deflate) {
      const bool zlib_header = stream_.avail_in > 0 && (stream_.next_in[0] & 0x0F) == 8;
      window = zlib_header ? 15 : -15;
    }
    if (inflateInit2(&stream_, window) != Z_OK) {
      return fail(ErrorCode::damaged, "cannot be decompressed");
    }
    started_ = true;
    return {};
  }

  Result<void> step() {
    if (at_end_) return fail(ErrorCode::damaged, "is cut short: its compressed data has no end");
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) return member_ended();
    if (status == Z_OK || status == Z_BUF_ERROR) return {};
    return fail(ErrorCode::damaged, std::string("is damaged: its compressed data cannot be read") +
                                        (stream_.msg ? std::string(" (") + stream_.msg + ")" : ""));
  }

  // Another member may follow (RFC 1952, 2.2), and zero bytes that pad a tape's block.
  Result<void> member_ended() {
    if (stream_.avail_in == 0) TRY_VOID(refill());
    if (at_end_ || compression_ == Compression::deflate) {
      done_ = true;
      return {};
    }
    if (stream_.next_in[0] == 0) return only_zeros();
    if (inflateReset(&stream_) != Z_OK) return fail(ErrorCode::damaged, "cannot be decompressed");
    return {};
  }

  Result<void> only_zeros() {
    while (!at_end_) {
      const auto* begin = stream_.next_in;
      if (std::any_of(begin, begin + stream_.avail_in, [](Bytef byte) { return byte != 0; })) {
        return fail(ErrorCode::damaged, "is damaged: other bytes follow its compressed data");
      }
      TRY_VOID(refill());
    }
    done_ = true;
    return {};
  }

  std::unique_ptr<Source> from_;
  Compression compression_;
  std::string buffer_ = std::string(kChunk, '\0');
  z_stream stream_{};
  bool started_ = false;
  bool at_end_ = false;
  bool done_ = false;
};

}  // namespace

Result<std::unique_ptr<Source>> open_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    return std::unique_ptr<Source>(
        std::make_unique<DescriptorSource>(fd, DescriptorSource::Owned::yes));
  }
  if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorCode::not_found, "does not exist");
  if (errno == EACCES || errno == EPERM) {
    return fail(ErrorCode::no_permission, "may not be read by this user");
  }
  return fail(ErrorCode::damaged, std::strerror(errno));
}

std::unique_ptr<Source> standard_input() {
  return std::make_unique<DescriptorSource>(STDIN_FILENO, DescriptorSource::Owned::no);
}

std::unique_ptr<Source> from_memory(std::string bytes) {
  return std::make_unique<MemorySource>(std::move(bytes));
}

std::unique_ptr<Source> from_view(std::string_view bytes) {
  return std::make_unique<ViewSource>(bytes);
}

std::unique_ptr<Source> joined(std::string first, std::unique_ptr<Source> rest) {
  return std::make_unique<JoinedSource>(std::move(first), std::move(rest));
}

std::unique_ptr<Source> decompressed(std::unique_ptr<Source> from, Compression compression) {
  return std::make_unique<InflateSource>(std::move(from), compression);
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

tl::unexpected<Error> over_limit(std::size_t limit) {
  constexpr std::size_t kMega = 1000000;
  return fail(ErrorCode::too_large, "is larger than the limit of " +
                                        (limit % kMega == 0 ? std::to_string(limit / kMega) + " MB"
                                                            : std::to_string(limit) + " bytes"));
}

Result<std::string> read_all(Source& source, std::size_t limit) {
  std::string bytes;
  std::string chunk(kChunk, '\0');
  for (;;) {
    TRY(const std::size_t got, source.read(chunk));
    if (got == 0) return bytes;
    if (bytes.size() + got > limit) return over_limit(limit);
    bytes.append(chunk, 0, got);
  }
}

Lines::Lines(std::unique_ptr<Source> source, std::size_t limit)
    : source_(std::move(source)), limit_(limit) {}

Result<bool> Lines::fill() {
  if (ended_) return false;
  buffer_.resize(kChunk);
  at_ = 0;
  auto got = source_->read(buffer_);
  buffer_.resize(got ? *got : 0);
  ended_ = !got || *got == 0;
  if (!got) return tl::make_unexpected(got.error());
  return *got > 0;
}

Result<bool> Lines::next(std::string& line) {
  line.clear();
  ++number_;
  bool any = false;
  bool over = false;
  for (;;) {
    if (at_ == buffer_.size()) {
      TRY(const bool more, fill());
      if (!more) break;
    }
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    if (line.size() + (stop - at_) > limit_) over = true;
    if (over) {
      line.clear();
    } else {
      line.append(buffer_, at_, stop - at_);
    }
    at_ = end == std::string::npos ? buffer_.size() : end + 1;
    if (end != std::string::npos) break;
  }
  if (over) return over_limit(limit_);
  if (line.ends_with('\r')) line.pop_back();
  if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  return any;
}

}  // namespace gainsay::acquire
