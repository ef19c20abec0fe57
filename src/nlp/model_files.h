// The files of one spaCy pipeline, wherever they lie: a wheel, an unpacked package, the model's own
// folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "nlp/bytes.h"
#include "nlp/zip.h"

namespace gainsay::nlp {

class ModelFiles {
 public:
  // The folder with config.cfg is looked for at `path` and up to two levels below it.
  //
  // `cache`: a folder of the caller's, or empty. A packed wheel is unpacked into one file there the
  // first time, and that file is mapped into memory from then on. It is named by what the wheel
  // holds, so another wheel never gets it; where it cannot be written, the wheel itself is read.
  // Errors: not_found, model (no pipeline in it).
  static Result<ModelFiles> open(const std::string& path, const std::string& cache = {});
  // Files in memory, by their names in the model's folder. `name` is for errors.
  ModelFiles(std::map<std::string, Bytes> files, std::string name);

  // `name` as in the model's folder: "tagger/model". Errors: model.
  [[nodiscard]] Result<Bytes> read(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const;
  // For errors: "core.whl: tagger/model".
  [[nodiscard]] std::string where(std::string_view name) const;

 private:
  using Folder = std::monostate;
  using Memory = std::map<std::string, Bytes>;

  ModelFiles(std::string path, std::string root, std::variant<Folder, ZipArchive, Memory> place)
      : path_(std::move(path)), root_(std::move(root)), place_(std::move(place)) {}

  std::string path_;
  std::string root_;  // before each name; ends in '/' or is empty
  std::variant<Folder, ZipArchive, Memory> place_;
};

}  // namespace gainsay::nlp
