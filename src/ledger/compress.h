// Captured bytes in the ledger: zstd (RFC 8878).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::ledger {

Result<std::string> compress(std::string_view bytes);
// Error: damaged, also when the bytes are not `size` of them.
Result<std::string> decompress(std::string_view packed, std::size_t size);

}  // namespace gainsay::ledger
