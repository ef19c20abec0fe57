#include "nlp/model_files.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::nlp {
namespace {

// Written with the name of every unpacked file: a later gainsay that unpacks otherwise changes it.
constexpr std::string_view kUnpackedAs = "1";
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

std::vector<std::string> configs_in(const ZipArchive& archive) {
  std::vector<std::string> found;
  for (const auto& [name, entry] : archive.entries()) {
    if (name == kConfig || name.ends_with("/" + std::string(kConfig))) found.push_back(name);
  }
  return found;
}

// The model's files unpacked, without those that nobody here reads.
Result<std::string> unpacked(const ZipArchive& archive, const std::string& root) {
  std::map<std::string, Bytes> files;
  for (const auto& [name, entry] : archive.entries()) {
    if (!name.starts_with(root) || name.ends_with("/") || name.ends_with("/strings.json")) continue;
    TRY(auto bytes, archive.read(name));
    files.emplace(name.substr(root.size()), std::move(bytes));
  }
  return stored_archive(files);
}

// Empty where the cache has it not, or not whole.
std::optional<ZipArchive> from_cache(const std::string& file) {
  auto bytes = Bytes::of_file(file);
  if (!bytes) return std::nullopt;
  auto archive = ZipArchive::open(*std::move(bytes), file);
  if (!archive || !archive->entries().contains(std::string(kConfig))) return std::nullopt;
  return *std::move(archive);
}

void write_to_cache(const std::string& file, std::string_view bytes) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(fs::path(file).parent_path(), error);
  // Two processes may be at it at once: each has a file of its own until it is whole.
  const std::string own = file + "." + std::to_string(::getpid());
  if (!write_file(own, bytes)) return;
  fs::rename(own, file, error);
  if (error) fs::remove(own, error);
}

}  // namespace

Result<ModelFiles> ModelFiles::open(const std::string& path, const std::string& cache) {
  const auto no_pipeline = [&] {
    return fail(ErrorCode::model, "holds no spaCy pipeline (no config.cfg in it)", path);
  };
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    auto root = root_of(configs_under(path));
    if (!root) return no_pipeline();
    return ModelFiles(path, *std::move(root), Folder());
  }
  TRY(auto bytes, Bytes::of_file(path));
  TRY(auto archive, ZipArchive::open(std::move(bytes), path));
  auto root = root_of(configs_in(archive));
  if (!root) return no_pipeline();
  if (!cache.empty()) {
    const std::string file = cache + "/" + sha256_hex(*root + std::string(archive.directory())) +
                             "." + std::string(kUnpackedAs) + ".zip";
    auto mapped = from_cache(file);
    if (!mapped) {
      TRY(const auto all, unpacked(archive, *root));
      write_to_cache(file, all);
      mapped = from_cache(file);
    }
    if (mapped) return ModelFiles(path, "", *std::move(mapped));
  }
  return ModelFiles(path, *std::move(root), std::move(archive));
}

ModelFiles::ModelFiles(std::map<std::string, Bytes> files, std::string name)
    : path_(std::move(name)), place_(std::move(files)) {}

Result<Bytes> ModelFiles::read(const std::string& name) const {
  if (const auto* archive = std::get_if<ZipArchive>(&place_)) return archive->read(root_ + name);
  if (const auto* memory = std::get_if<Memory>(&place_)) {
    const auto found = memory->find(name);
    if (found == memory->end()) return fail(ErrorCode::model, "is not there", where(name));
    return found->second;
  }
  auto bytes = Bytes::of_file(root_ + name);
  if (!bytes) return fail(ErrorCode::model, bytes.error().what, where(name));
  return bytes;
}

bool ModelFiles::has(const std::string& name) const {
  if (const auto* archive = std::get_if<ZipArchive>(&place_)) {
    return archive->entries().contains(root_ + name);
  }
  if (const auto* memory = std::get_if<Memory>(&place_)) return memory->contains(name);
  std::error_code error;
  return std::filesystem::exists(root_ + name, error);
}

std::string ModelFiles::where(std::string_view name) const {
  return path_ + ": " + std::string(name);
}

}  // namespace gainsay::nlp
