// Any bytes with any declared charset give valid UTF-8.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "page/page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  // The first line stands for the server's header.
  const std::size_t end = all.find('\n');
  const std::string_view declared = end == std::string_view::npos ? "" : all.substr(0, end);
  const std::string_view bytes = end == std::string_view::npos ? all : all.substr(end + 1);
  if (!gainsay::is_valid_utf8(gainsay::page::decode(bytes, declared))) std::abort();
  return 0;
}
