// Where the model, the knowledge and the gazetteer lie, by options, environment and the build.
#pragma once

#include "base/result.h"
#include "cli/options.h"
#include "gainsay.h"

namespace gainsay::cli {

// Errors: knowledge, model, not_found, each with what to do.
Result<Parts> find_parts(const PartsOptions& given);

}  // namespace gainsay::cli
