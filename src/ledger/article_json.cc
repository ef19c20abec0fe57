#include "ledger/article_json.h"

#include <optional>

namespace gainsay::ledger {
namespace {

using Json = nlohmann::json;

template <typename Enum>
Enum named(std::optional<Enum> value) {
  if (!value) throw Json::other_error::create(500, "unknown name", static_cast<Json*>(nullptr));
  return *value;
}

}  // namespace

Json structure_json(const std::vector<page::Block>& structure) {
  Json list = Json::array();
  for (const auto& block : structure)
    list.push_back({{"kind", page::name_of(block.kind)},
                    {"begin", block.span.begin.value},
                    {"end", block.span.end.value}});
  return list;
}

Json agencies_json(const std::vector<page::AgencyCredit>& agencies) {
  Json list = Json::array();
  for (const auto& credit : agencies)
    list.push_back({{"agency", credit.agency},
                    {"extent", page::name_of(credit.extent)},
                    {"found_in", credit.found_in}});
  return list;
}

Json found_in_json(const std::vector<page::FoundIn>& found_in) {
  Json object = Json::object();
  for (const auto& [field, place] : found_in) object[field] = place;
  return object;
}

std::vector<page::Block> structure_of(const Json& json) {
  std::vector<page::Block> structure;
  for (const Json& one : json)
    structure.push_back(
        {named(page::block_kind_of(one.at("kind").get<std::string>())),
         make_span(one.at("begin").get<std::uint32_t>(), one.at("end").get<std::uint32_t>())});
  return structure;
}

std::vector<page::AgencyCredit> agencies_of(const Json& json) {
  std::vector<page::AgencyCredit> agencies;
  for (const Json& one : json)
    agencies.push_back({one.at("agency"),
                        named(page::extent_of(one.at("extent").get<std::string>())),
                        one.at("found_in")});
  return agencies;
}

std::vector<page::FoundIn> found_in_of(const Json& json) {
  std::vector<page::FoundIn> found_in;
  for (const auto& [field, place] : json.items()) found_in.push_back({field, place});
  return found_in;
}

}  // namespace gainsay::ledger
