#include "nlp/model_files.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/file.h"
#include "base/try.h"

namespace gainsay::nlp {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 31;
constexpr std::string_view kConfig = "config.cfg";

// A package holds one model, so the shortest path is the model's.
std::optional<std::string> root_of(std::vector<std::string> configs) {
  const auto shortest = std::ranges::min_element(configs, [](const auto& a, const auto& b) {
    return std::pair(a.size(), a) < std::pair(b.size(), b);
  });
  if (shortest == configs.end()) return std::nullopt;
  return shortest->substr(0, shortest->size() - kConfig.size());
}

std::vector<std::string> configs_under(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry.depth() > 2) {
      entry.pop(error);
      if (error || entry == fs::recursive_directory_iterator()) break;
    }
    if (entry->path().filename() == kConfig) found.push_back(entry->path().string());
  }
  return found;
}

}  // namespace

Result<ModelFiles> ModelFiles::open(const std::string& path) {
  ModelFiles files;
  files.path_ = path;
  std::error_code error;
  std::vector<std::string> configs;
  if (std::filesystem::is_directory(path, error)) {
    configs = configs_under(path);
  } else {
    TRY(auto bytes, read_file(path, kLargestFile));
    TRY(auto archive, ZipArchive::open(std::move(bytes), path));
    for (const auto& [name, entry] : archive.entries()) {
      if (name == kConfig || name.ends_with("/" + std::string(kConfig))) configs.push_back(name);
    }
    files.archive_ = std::move(archive);
  }
  auto root = root_of(std::move(configs));
  if (!root) return fail(ErrorCode::model, "holds no spaCy pipeline (no config.cfg in it)", path);
  files.root_ = *std::move(root);
  return files;
}

Result<std::string> ModelFiles::read(const std::string& name) const {
  if (archive_) return archive_->read(root_ + name);
  auto bytes = read_file(root_ + name, kLargestFile);
  if (!bytes) return fail(ErrorCode::model, bytes.error().what, where(name));
  return bytes;
}

bool ModelFiles::has(const std::string& name) const {
  if (archive_) return archive_->entries().contains(root_ + name);
  std::error_code error;
  return std::filesystem::exists(root_ + name, error);
}

std::string ModelFiles::where(std::string_view name) const {
  return path_ + ": " + std::string(name);
}

}  // namespace gainsay::nlp
