// Any bytes as a Telegram export: messages or one refusal come out. A message's capture is an
// export itself, which gives the same message.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "acquire/archive.h"
#include "acquire/content.h"
#include "acquire/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gainsay::acquire;
  const auto archive =
      open_telegram({"result.json", "file:///result.json", {}},
                    from_memory(std::string(reinterpret_cast<const char*>(data), size)), {});
  std::size_t inputs = 0;
  while (const auto input = archive->next()) {
    if (++inputs > size + 1) std::abort();
    if (!input->capture) {
      if (input->capture.error().what.empty()) std::abort();
      continue;
    }
    const auto again = read_telegram_message(input->capture->bytes);
    if (!again || *again != *input->capture->given) std::abort();
  }
  return 0;
}
