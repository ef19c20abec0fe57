#include "nlp/json.h"

#include <simdjson.h>

namespace gainsay::nlp {
namespace {

Json read(simdjson::dom::element element) {
  using Type = simdjson::dom::element_type;
  Json out;
  switch (element.type()) {
    case Type::ARRAY:
      out.kind = Json::Kind::array;
      for (const auto item : simdjson::dom::array(element)) out.items.push_back(read(item));
      break;
    case Type::OBJECT:
      out.kind = Json::Kind::object;
      for (const auto field : simdjson::dom::object(element)) {
        out.keys.emplace_back(field.key);
        out.items.push_back(read(field.value));
      }
      break;
    case Type::INT64:
      out.kind = Json::Kind::integer;
      out.integer = std::int64_t(element);
      break;
    case Type::UINT64:  // too large for int64; no file of a model needs it exactly
    case Type::DOUBLE:
      out.kind = Json::Kind::real;
      out.real = double(element);
      break;
    case Type::STRING:
      out.kind = Json::Kind::text;
      out.text = std::string_view(element);
      break;
    case Type::BOOL:
      out.kind = Json::Kind::boolean;
      out.integer = bool(element) ? 1 : 0;
      break;
    case Type::NULL_VALUE:
      break;
  }
  return out;
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) return &items[i];
  }
  return nullptr;
}

Result<Json> parse_json(std::string_view text, const std::string& where) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const simdjson::padded_string padded(text);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS) {
    return fail(ErrorCode::model, std::string("is no JSON: ") + simdjson::error_message(error),
                where);
  }
  return read(root);
}

}  // namespace gainsay::nlp
