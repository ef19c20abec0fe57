#include "acquire/watch_memory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;  // never renumber
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

// What is empty or zero is left out.
void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

std::string text_of(const Json& json, const char* key) { return json.value(key, std::string()); }

Json to_json(Time time) { return time.time_since_epoch().count(); }
Time time_of(const Json& json, const char* key) {
  return Time(std::chrono::milliseconds(json.value(key, std::int64_t{0})));
}

Json to_json(const DueItem& due) {
  const FeedItem& item = due.item;
  Json json{{"id", item.id},
            {"version", due.version},
            {"order", due.order},
            {"tries", due.tries},
            {"due", to_json(due.due)}};
  if (due.changed) json["changed"] = true;
  put(json, "link", item.link);
  put(json, "title", item.title);
  put(json, "published", item.published);
  put(json, "updated", item.updated);
  put(json, "language", item.language);
  put(json, "source", item.source.name);
  put(json, "source_url", item.source.url);
  if (!item.authors.empty()) json["authors"] = item.authors;
  if (item.link.empty()) put(json, "content", item.content);  // what has a page is read there
  return json;
}

DueItem due_of(const Json& json) {
  DueItem due;
  due.version = json.at("version");
  due.order = json.value("order", std::int64_t{0});
  due.changed = json.value("changed", false);
  due.tries = json.value("tries", 0);
  due.due = time_of(json, "due");
  due.item.id = json.at("id");
  due.item.link = text_of(json, "link");
  due.item.title = text_of(json, "title");
  due.item.published = text_of(json, "published");
  due.item.updated = text_of(json, "updated");
  due.item.language = text_of(json, "language");
  due.item.source = {text_of(json, "source"), text_of(json, "source_url")};
  due.item.authors = json.value("authors", std::vector<std::string>());
  due.item.content = text_of(json, "content");
  return due;
}

Json to_json(const ListMemory& list) {
  Json json{{"format", kFormat},
            {"address", list.address},
            {"next", to_json(list.next)},
            {"not_before", to_json(list.not_before)}};
  put(json, "title", list.title);
  put(json, "etag", list.etag);
  put(json, "last_modified", list.last_modified);
  put(json, "modified", list.modified);
  if (list.failures) json["failures"] = list.failures;
  json["settled"] = list.settled;
  json["due"] = Json::array();
  for (const auto& [id, due] : list.due) json["due"].push_back(to_json(due));
  json["lists"] = Json::array();
  for (const auto& link : list.lists) json["lists"].push_back({link.address, link.modified});
  return json;
}

ListMemory list_of(const Json& json) {
  ListMemory list;
  list.address = json.at("address");
  list.next = time_of(json, "next");
  list.not_before = time_of(json, "not_before");
  list.title = text_of(json, "title");
  list.etag = text_of(json, "etag");
  list.last_modified = text_of(json, "last_modified");
  list.modified = text_of(json, "modified");
  list.failures = json.value("failures", 0);
  list.settled = json.at("settled").get<std::map<std::string, std::string>>();
  for (const auto& one : json.at("due")) {
    DueItem due = due_of(one);
    list.due.emplace(due.item.id, std::move(due));
  }
  for (const auto& link : json.at("lists")) list.lists.push_back({link.at(0), link.at(1)});
  return list;
}

}  // namespace

struct WatchMemory::Lock {
  explicit Lock(int descriptor) : fd(descriptor) {}
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() { ::close(fd); }
  int fd;
};

WatchMemory::WatchMemory(std::string folder, std::shared_ptr<Lock> lock)
    : folder_(std::move(folder)), lock_(std::move(lock)) {}

Result<WatchMemory> WatchMemory::open(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::no_permission, "cannot be made: " + error.message(), folder);
  const int fd = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0)
    return fail(ErrorCode::no_permission, std::string("cannot be written: ") + std::strerror(errno),
                folder);
  auto lock = std::make_shared<Lock>(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::usage, "another gainsay watch works on this ledger; end it first",
                folder);
  return WatchMemory(folder, std::move(lock));
}

std::string WatchMemory::path_of(const std::string& address) const {
  return folder_ + "/" + sha256_hex(address).substr(0, 24) + ".json";
}

Result<std::optional<ListMemory>> WatchMemory::load(const std::string& address) const {
  const std::string path = path_of(address);
  const auto text = read_file(path, kMostBytes);
  if (!text && text.error().code == ErrorCode::not_found) return std::optional<ListMemory>();
  if (!text) return tl::make_unexpected(text.error());
  try {
    const Json json = Json::parse(*text);
    if (json.at("format") == kFormat) return std::optional(list_of(json));
  } catch (const Json::exception&) {
    return fail(ErrorCode::damaged,
                "cannot be understood; remove it, and its list is gone through anew", path);
  }
  return fail(ErrorCode::damaged, "was written by a newer gainsay; update gainsay, or remove it",
              path);
}

Result<void> WatchMemory::save(const ListMemory& list) const {
  return write_file(path_of(list.address),
                    to_json(list).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace gainsay::acquire
