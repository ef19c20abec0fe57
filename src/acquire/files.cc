#include "acquire/files.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "acquire/http.h"

namespace gainsay::acquire {
namespace {

namespace fs = std::filesystem;

void add_files_below(const fs::path& folder, std::vector<FoundFile>& found) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    std::error_code ignored;  // what cannot be looked at is no regular file
    if (entries->symlink_status(ignored).type() == fs::file_type::directory) {
      add_files_below(entries->path(), found);
    } else if (format_of_name(entries->path().native()) && entries->is_regular_file(ignored)) {
      found.push_back({entries->path().string(), std::nullopt});
    }
  }
  if (!error) return;
  const bool denied = error == std::errc::permission_denied;
  found.push_back(
      {folder.string(), Error{denied ? ErrorCode::no_permission : ErrorCode::damaged,
                              denied ? "the folder may not be read by this user" : error.message(),
                              folder.string()}});
}

}  // namespace

std::optional<Format> format_of_name(std::string_view path) {
  std::string name = lower_ascii(path.substr(path.find_last_of('/') + 1));
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const auto has = [&](std::string_view ending) { return name.ends_with(ending); };
  if (has(".html") || has(".htm") || has(".xhtml")) return Format::html;
  if (has(".txt")) return Format::text;
  if (has(".jsonl") || has(".ndjson")) return Format::json_line;
  if (has(".eml")) return Format::mail;
  if (has(".pdf")) return Format::pdf;
  if (has(".warc")) return Format::warc;
  if (has(".wacz")) return Format::wacz;
  if (name == "result.json") return Format::telegram;
  return std::nullopt;
}

std::vector<FoundFile> files_below(const std::string& folder) {
  std::vector<FoundFile> found;
  add_files_below(folder, found);
  std::ranges::sort(found, {}, &FoundFile::path);
  return found;
}

std::string file_url(const std::string& path) {
  std::error_code ignored;
  const std::string absolute = fs::absolute(path, ignored).lexically_normal().string();
  std::string url = "file://";
  for (const char c : absolute) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    if (plain) {
      url.push_back(c);
    } else {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      url.push_back('%');
      url.push_back(kDigits[byte >> 4]);
      url.push_back(kDigits[byte & 15]);
    }
  }
  return url;
}

std::optional<std::chrono::sys_seconds> modification_time(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(info.st_mtim.tv_sec));
}

std::optional<std::size_t> size_of_file(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return static_cast<std::size_t>(info.st_size);
}

}  // namespace gainsay::acquire
