// The files of one spaCy pipeline, wherever they lie: a wheel, an unpacked package, the model's own
// folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "nlp/zip.h"

namespace gainsay::nlp {

class ModelFiles {
 public:
  // The folder with config.cfg is looked for at `path` and up to two levels below it.
  // Errors: not_found, model (no pipeline in it).
  static Result<ModelFiles> open(const std::string& path);

  // `name` as in the model's folder: "tagger/model". Errors: model.
  [[nodiscard]] Result<std::string> read(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const;
  // For errors: "core.whl: tagger/model".
  [[nodiscard]] std::string where(std::string_view name) const;

 private:
  std::string path_;
  std::string root_;                   // before each name; ends in '/' or is empty
  std::optional<ZipArchive> archive_;  // empty: `root_` is a folder
};

}  // namespace gainsay::nlp
