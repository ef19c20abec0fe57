#include "ask/ask.h"
#include "base/try.h"

namespace gainsay::ask {

Result<std::size_t> export_warc(const ledger::Ledger& ledger, Packed packed,
                                std::string_view made_by, std::chrono::sys_seconds at,
                                const std::function<Result<void>(std::string_view)>& write) {
  const auto put = [&](const std::string& record) {
    return write(packed == Packed::gzip ? acquire::gzip_member(record) : record);
  };
  TRY_VOID(put(acquire::warc_info(made_by, at)));
  std::size_t captures = 0;
  const auto put_capture = [&](const acquire::Capture& capture) -> Result<void> {
    ++captures;
    for (const auto& record : acquire::warc_records(capture)) TRY_VOID(put(record));
    return {};
  };
  TRY_VOID(ledger.each_capture(put_capture));
  return captures;
}

}  // namespace gainsay::ask
