#include "model.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace gainsay::nlp {

std::string cached_model(const std::string& name) {
  const char* folder = std::getenv("GAINSAY_FETCHED");
  if (folder == nullptr) return {};
  std::error_code error;
  const auto cache = std::filesystem::path(folder).parent_path() / "spacy-models";
  for (const auto& entry : std::filesystem::directory_iterator(cache, error)) {
    if (entry.path().filename().string().starts_with(name)) return entry.path();
  }
  return {};
}

std::string model_path() {
  const char* folder = std::getenv("GAINSAY_FETCHED");
  std::error_code error;
  if (folder != nullptr) {
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      if (entry.path().filename().string().starts_with("en_core_web_sm")) return entry.path();
    }
  }
  std::cerr << "The model is not in GAINSAY_FETCHED (" << (folder == nullptr ? "unset" : folder)
            << "): ./test fetches it.\n";
  std::exit(1);
}

const Pipeline& model() {
  static const auto kModel = Pipeline::load(model_path());
  if (!kModel) {
    std::cerr << to_string(kModel.error()) << '\n';
    std::exit(1);
  }
  return *kModel;
}

}  // namespace gainsay::nlp
