// The parts of an article that are lists of small records, as JSON: the same in the log's entries
// and in the view's columns.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "page/page.h"

namespace gainsay::ledger {

nlohmann::json structure_json(const std::vector<page::Block>& structure);
nlohmann::json agencies_json(const std::vector<page::AgencyCredit>& agencies);
nlohmann::json found_in_json(const std::vector<page::FoundIn>& found_in);

// Throw nlohmann::json's exceptions on what the functions above did not write.
std::vector<page::Block> structure_of(const nlohmann::json& json);
std::vector<page::AgencyCredit> agencies_of(const nlohmann::json& json);
std::vector<page::FoundIn> found_in_of(const nlohmann::json& json);

}  // namespace gainsay::ledger
