#include "cli/parts.h"

#include <filesystem>

#include "base/try.h"
#include "cli/places.h"

namespace gainsay::cli {

Result<Parts> find_parts(const PartsOptions& given) {
  Parts parts;
  parts.knowledge =
      first_given({variable("GAINSAY_KNOWLEDGE"), std::string(GAINSAY_ROOT "/knowledge")});
  parts.added_knowledge = given.knowledge;
  parts.gazetteer = first_given(
      {given.gazetteer, variable("GAINSAY_GAZETTEER"), std::string(GAINSAY_BUILT_GAZETTEER)});
  if (!std::filesystem::exists(parts.knowledge))
    return fail(ErrorCode::knowledge,
                "the knowledge files are not there; name their folder in GAINSAY_KNOWLEDGE",
                parts.knowledge);
  TRY(parts.model, find_model(given.model));
  parts.model_cache = model_cache();
  if (!std::filesystem::exists(parts.gazetteer))
    return fail(ErrorCode::not_found,
                "the gazetteer is not there; run ./run once in gainsay's folder, which makes it, "
                "or name it with --gazetteer",
                parts.gazetteer);
  return parts;
}

}  // namespace gainsay::cli
