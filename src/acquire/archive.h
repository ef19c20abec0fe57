// A file that holds many captures, gone through one by one.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "acquire/acquire.h"
#include "acquire/source.h"

namespace gainsay::acquire {

class Archive {
 public:
  Archive() = default;
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  virtual ~Archive() = default;

  // The next input; empty at the end.
  virtual std::optional<Input> next() = 0;
  // What was no input, in words: "3 redirects, 12 image/png"; empty when nothing was passed over.
  [[nodiscard]] virtual std::string passed_over() const = 0;
};

// What an archive is called, and when it was made where a capture in it says no time.
struct ArchiveName {
  std::string name;     // a path, for messages
  std::string address;  // file:///…
  std::chrono::sys_seconds time;
};

class SeenPages;
std::unique_ptr<Archive> open_warc(ArchiveName name, std::unique_ptr<Source> source,
                                   const Limits& limits, SeenPages& seen);
// Errors: unsupported (no WACZ), damaged.
Result<std::unique_ptr<Archive>> open_wacz(ArchiveName name, const std::string& path,
                                           const Limits& limits, SeenPages& seen);
std::unique_ptr<Archive> open_telegram(ArchiveName name, std::unique_ptr<Source> source,
                                       const Limits& limits);

// How many of what were passed over.
class Tally {
 public:
  void add(std::string_view kind);
  [[nodiscard]] std::string in_words() const;

 private:
  std::vector<std::pair<std::string, std::size_t>> counts_;  // in the order in which they were met
};

}  // namespace gainsay::acquire
