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

}  // namespace gainsay
