// Content codings undone: gzip and deflate by zlib (source.cc), br and zstd here.
#include <brotli/decode.h>
#include <zstd.h>

#include <memory>

#include "acquire/acquire.h"
#include "acquire/source.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;

tl::unexpected<Error> cut_short() {
  return fail(ErrorCode::damaged, "is cut short: its compressed data has no end");
}
tl::unexpected<Error> broken() {
  return fail(ErrorCode::damaged, "is damaged: its compressed data cannot be read");
}

class BrotliSource : public Source {
 public:
  explicit BrotliSource(std::string_view bytes)
      : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)),
        next_(reinterpret_cast<const std::uint8_t*>(bytes.data())),
        left_(bytes.size()) {}
  BrotliSource(const BrotliSource&) = delete;
  BrotliSource& operator=(const BrotliSource&) = delete;
  ~BrotliSource() override { BrotliDecoderDestroyInstance(state_); }

  Result<std::size_t> read(std::span<char> into) override {
    if (state_ == nullptr) return broken();
    auto* out = reinterpret_cast<std::uint8_t*>(into.data());
    std::size_t room = into.size();
    const auto result = BrotliDecoderDecompressStream(state_, &left_, &next_, &room, &out, nullptr);
    const std::size_t got = into.size() - room;
    if (got > 0) return got;
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
      return left_ == 0 ? Result<std::size_t>(0) : broken();
    return result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? cut_short() : broken();
  }

 private:
  BrotliDecoderState* state_;
  const std::uint8_t* next_;
  std::size_t left_;
};

class ZstdSource : public Source {
 public:
  explicit ZstdSource(std::string_view bytes)
      : stream_(ZSTD_createDStream()), in_{bytes.data(), bytes.size(), 0} {
    // A frame names the memory that it takes; browsers give it 8 MB (RFC 9659).
    constexpr int kWindowLog = 23;
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kWindowLog);
  }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }

  Result<std::size_t> read(std::span<char> into) override {
    ZSTD_outBuffer out{into.data(), into.size(), 0};
    while (out.pos == 0) {
      const bool at_end = in_.pos == in_.size;
      if (at_end && complete_) return 0;
      const std::size_t wants = ZSTD_decompressStream(stream_, &out, &in_);
      if (ZSTD_isError(wants)) return broken();
      complete_ = wants == 0;
      if (at_end && out.pos == 0 && !complete_) return cut_short();
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* stream_;
  ZSTD_inBuffer in_;
  bool complete_ = false;
};

std::unique_ptr<Source> opened(std::string_view bytes, std::string_view coding) {
  if (coding == "gzip") return decompressed(from_view(bytes), Compression::gzip);
  if (coding == "deflate") return decompressed(from_view(bytes), Compression::deflate);
  if (coding == "br") return std::make_unique<BrotliSource>(bytes);
  if (coding == "zstd") return std::make_unique<ZstdSource>(bytes);
  return nullptr;
}

// How much `source` gives, up to just over `limit`; nothing of it is kept.
Result<std::size_t> measured(Source& source, std::size_t limit) {
  std::string chunk(kChunk, '\0');
  std::size_t size = 0;
  while (size <= limit) {
    TRY(const std::size_t got, source.read(chunk));
    if (got == 0) break;
    size += got;
  }
  return size;
}

}  // namespace

Result<std::string> without_coding(std::string_view bytes, std::string_view coding,
                                   std::size_t limit) {
  if (coding.empty() || bytes.empty()) return std::string(bytes);
  const auto source = opened(bytes, coding);
  if (!source) {
    return fail(ErrorCode::unsupported,
                "is sent in a coding that is not read: " + std::string(coding.substr(0, 40)));
  }
  // A bomb is told before any of it is held: measuring a page costs less than looking at it.
  constexpr std::size_t kHarmless = kChunk;  // deflate makes at most 1,032 times as much
  if (bytes.size() > kHarmless) {
    const auto first = opened(bytes, coding);
    TRY(const std::size_t size, measured(*first, limit));
    if (size > limit) return over_limit(limit);
  }
  return read_all(*source, limit);
}

}  // namespace gainsay::acquire
