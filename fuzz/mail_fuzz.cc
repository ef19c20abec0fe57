// Any bytes as a mail: text or a refusal comes out.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "acquire/content.h"
#include "base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto given = gainsay::acquire::read_mail({reinterpret_cast<const char*>(data), size});
  if (!given) return 0;
  const auto check = [](const std::optional<std::string>& text) {
    if (text && !gainsay::is_valid_utf8(*text)) std::abort();
  };
  check(given->title);
  check(given->outlet);
  check(given->html);
  check(given->page_text);
  return 0;
}
