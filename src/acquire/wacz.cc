// A WACZ (1.1.1): a zip file with WARCs in archive/ and, in datapackage.json, what each must be.
#include <openssl/evp.h>
#include <simdjson.h>
#include <zip.h>

#include <array>

#include "acquire/archive.h"
#include "acquire/content.h"
#include "acquire/source.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

constexpr std::size_t kMostDatapackage = std::size_t{64} * 1000 * 1000;
constexpr std::size_t kMostFiles = 10'000;

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, CloseZip>;

// A file of a zip, as bytes; with their SHA-256 when they were read to the end.
class ZipSource : public Source {
 public:
  ZipSource(zip_t* zip, zip_uint64_t index)
      : file_(zip_fopen_index(zip, index, 0)), hash_(EVP_MD_CTX_new()) {
    EVP_DigestInit_ex(hash_, EVP_sha256(), nullptr);
  }
  ZipSource(const ZipSource&) = delete;
  ZipSource& operator=(const ZipSource&) = delete;
  ~ZipSource() override {
    if (file_ != nullptr) zip_fclose(file_);
    EVP_MD_CTX_free(hash_);
  }

  Result<std::size_t> read(std::span<char> into) override {
    if (file_ == nullptr) return fail(ErrorCode::damaged, "cannot be unpacked");
    const zip_int64_t got = zip_fread(file_, into.data(), into.size());
    if (got < 0) return fail(ErrorCode::damaged, "is damaged: its zip data cannot be read");
    EVP_DigestUpdate(hash_, into.data(), static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
  }

  // "sha256:…" of all; reads what nobody has read.
  Result<std::string> digest() {
    std::string chunk(std::size_t{1} << 16, '\0');
    while (true) {
      TRY(const std::size_t got, read(chunk));
      if (got == 0) break;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    EVP_DigestFinal_ex(hash_, bytes.data(), &size);
    std::string out = "sha256:";
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (unsigned i = 0; i < size; ++i) {
      out.push_back(kDigits[bytes[i] >> 4]);
      out.push_back(kDigits[bytes[i] & 15]);
    }
    return out;
  }

 private:
  zip_file_t* file_;
  EVP_MD_CTX* hash_;
};

// Keeps the WARC's bytes with us, so that they can be hashed to their end behind the reader's back.
class SharedSource : public Source {
 public:
  explicit SharedSource(std::shared_ptr<ZipSource> source) : source_(std::move(source)) {}
  Result<std::size_t> read(std::span<char> into) override { return source_->read(into); }

 private:
  std::shared_ptr<ZipSource> source_;
};

struct Listed {
  std::string path;
  std::string hash;  // "sha256:…"; empty where none is given
};

Result<std::vector<Listed>> listed_in(const std::string& datapackage) {
  std::vector<Listed> files;
  simdjson::dom::parser parser;
  simdjson::dom::array resources;
  if (parser.parse(datapackage).at_key("resources").get(resources) != simdjson::SUCCESS)
    return fail(ErrorCode::damaged, "is no WACZ: its datapackage.json lists no resources");
  for (const simdjson::dom::element one : resources) {
    std::string_view path;
    std::string_view hash;
    if (one.at_key("path").get(path) != simdjson::SUCCESS) continue;
    if (one.at_key("hash").get(hash) != simdjson::SUCCESS) hash = {};
    files.push_back({std::string(path), std::string(hash)});
    if (files.size() > kMostFiles)
      return fail(ErrorCode::too_large, "lists more files than a WACZ has");
  }
  return files;
}

class WaczPages : public Archive {
 public:
  WaczPages(ArchiveName name, Zip zip, std::vector<Listed> listed, const Limits& limits,
            SeenPages& seen)
      : name_(std::move(name)),
        zip_(std::move(zip)),
        listed_(std::move(listed)),
        limits_(limits),
        seen_(seen) {}

  std::optional<Input> next() override {
    while (true) {
      if (warc_) {
        if (auto input = warc_->next()) return input;
        note_passed_over();
        warc_.reset();
        if (auto damage = damage_of_file()) return damage;
      } else if (at_ < listed_.size()) {
        if (auto missing = open_next()) return missing;
      } else {
        return std::nullopt;
      }
    }
  }

  std::string passed_over() const override { return passed_over_; }

 private:
  static bool is_warc(std::string_view path) {
    return path.starts_with("archive/") && (path.ends_with(".warc") || path.ends_with(".warc.gz"));
  }

  Input refused(const std::string& path, std::string what) const {
    const std::string name = name_.name + "/" + path;
    return {name, fail(ErrorCode::damaged, std::move(what), name)};
  }

  std::optional<Input> open_next() {
    const Listed& file = listed_[at_++];
    const zip_int64_t index = zip_name_locate(zip_.get(), file.path.c_str(), 0);
    if (index < 0) return refused(file.path, "is listed in datapackage.json and not there");
    if (!is_warc(file.path)) return std::nullopt;
    file_ = std::make_shared<ZipSource>(zip_.get(), static_cast<zip_uint64_t>(index));
    ArchiveName inner = name_;
    inner.name += "/" + file.path;
    inner.address += "#" + file.path;
    warc_ = open_warc(std::move(inner), std::make_unique<SharedSource>(file_), limits_, seen_);
    return std::nullopt;
  }

  std::optional<Input> damage_of_file() {
    const Listed& file = listed_[at_ - 1];
    const auto digest = file_->digest();
    file_.reset();
    if (!digest) return refused(file.path, digest.error().what);
    if (file.hash.empty() || !file.hash.starts_with("sha256:") || *digest == file.hash)
      return std::nullopt;
    return refused(file.path, "does not have the hash that datapackage.json names: it was changed");
  }

  void note_passed_over() {
    const std::string words = warc_->passed_over();
    if (!words.empty()) passed_over_ += (passed_over_.empty() ? "" : "; ") + words;
  }

  ArchiveName name_;
  Zip zip_;
  std::vector<Listed> listed_;
  std::size_t at_ = 0;
  Limits limits_;
  SeenPages& seen_;
  std::shared_ptr<ZipSource> file_;
  std::unique_ptr<Archive> warc_;
  std::string passed_over_;
};

}  // namespace

Result<std::unique_ptr<Archive>> open_wacz(ArchiveName name, const std::string& path,
                                           const Limits& limits, SeenPages& seen) {
  int code = 0;
  Zip zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!zip) {
    const bool cut = code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS || code == ZIP_ER_EOF;
    return fail(
        ErrorCode::damaged,
        cut ? "is cut short or damaged: a zip file's table of contents, which stands at its "
              "end, cannot be read"
            : "cannot be opened as a zip file");
  }
  const zip_int64_t index = zip_name_locate(zip.get(), "datapackage.json", 0);
  if (index < 0) return fail(ErrorCode::unsupported, "is a zip file and no WACZ");
  ZipSource datapackage(zip.get(), static_cast<zip_uint64_t>(index));
  TRY(const std::string json, read_all(datapackage, kMostDatapackage));
  TRY(auto listed, listed_in(json));
  return std::unique_ptr<Archive>(std::make_unique<WaczPages>(std::move(name), std::move(zip),
                                                              std::move(listed), limits, seen));
}

}  // namespace gainsay::acquire
