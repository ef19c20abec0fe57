// What watching one list takes to remember: a JSON file for each, in one folder.
//
// What must hold: a list's ETag is only ever written together with all its items, as settled or as
// due, so that "not modified" never hides one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "acquire/feed.h"

namespace gainsay::acquire {

// An item that is not settled.
struct DueItem {
  FeedItem item;
  std::string version;
  std::int64_t order = 0;  // among all that became due
  bool changed = false;    // settled before, with another version
  int tries = 0;
  Time due;

  bool operator==(const DueItem&) const = default;
};

struct ListMemory {
  std::string address;
  std::string title;
  std::string etag;           // of the last answer that was read whole
  std::string last_modified;  // likewise
  Time next;                  // when to look again
  Time not_before;            // a server's own Retry-After, whatever the schedule
  int failures = 0;           // looks in a row that failed
  std::string modified;       // what the list above said of it when it was last read
  // Settled items by id, with the version that was settled; those the list named last.
  std::map<std::string, std::string> settled;
  std::map<std::string, DueItem> due;  // by id
  std::vector<FeedLink> lists;         // that it leads to

  bool operator==(const ListMemory&) const = default;
};

class WatchMemory {
 public:
  // Errors: no_permission, damaged; usage, when another process has it open.
  static Result<WatchMemory> open(const std::string& folder);

  // Empty for a list that was never looked at. Error: damaged, with what to do about it.
  [[nodiscard]] Result<std::optional<ListMemory>> load(const std::string& address) const;
  // On disk, whole, when this returns.
  [[nodiscard]] Result<void> save(const ListMemory& list) const;

 private:
  struct Lock;
  WatchMemory(std::string folder, std::shared_ptr<Lock> lock);
  [[nodiscard]] std::string path_of(const std::string& address) const;

  std::string folder_;
  std::shared_ptr<Lock> lock_;
};

}  // namespace gainsay::acquire
