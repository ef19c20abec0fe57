#include "ledger/compress.h"

#include <zstd.h>

namespace gainsay::ledger {
namespace {

// zstd's own default: a page of 100 kB packs in under a millisecond to about a fifth.
constexpr int kLevel = 3;

}  // namespace

Result<std::string> compress(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel);
  if (ZSTD_isError(size)) return fail(ErrorCode::ledger, "the captured bytes cannot be packed");
  packed.resize(size);
  return packed;
}

Result<std::string> decompress(std::string_view packed, std::size_t size) {
  // The frame says its size first: a false `size` must not make us allocate it.
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != size)
    return fail(ErrorCode::damaged, "the captured bytes are not as many as recorded");
  std::string bytes(size, '\0');
  const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || got != size)
    return fail(ErrorCode::damaged, "the captured bytes cannot be unpacked");
  return bytes;
}

}  // namespace gainsay::ledger
