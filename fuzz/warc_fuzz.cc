// Any bytes as a WARC, plain or compressed: pages or refusals come out, each named, and an end.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "acquire/archive.h"
#include "acquire/seen_pages.h"
#include "acquire/source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gainsay::acquire;
  Limits limits;
  limits.page_bytes = std::size_t{1} << 20;  // so that short inputs meet it
  SeenPages seen;
  const auto archive =
      open_warc({"a.warc", "file:///a.warc", {}},
                from_memory(std::string(reinterpret_cast<const char*>(data), size)), limits, seen);
  // A refusal or a page takes some bytes of the file.
  std::size_t inputs = 0;
  while (const auto input = archive->next()) {
    if (++inputs > size + 2) std::abort();
    if (input->name.empty()) std::abort();
    if (!input->capture) {
      if (input->capture.error().what.empty()) std::abort();
      continue;
    }
    const Capture& capture = *input->capture;
    if (capture.id.size() != 71) std::abort();
    if (capture.bytes.size() > limits.page_bytes || capture.body.size() > limits.page_bytes)
      std::abort();
    if (input->unchanged) continue;
    // What is given back as a WARC is read again as the same page.
    if (capture.given) continue;
    std::string written;
    for (const auto& record : warc_records(capture)) written += record;
    if (written.empty()) std::abort();
  }
  return 0;
}
