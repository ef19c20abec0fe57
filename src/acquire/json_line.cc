#include "acquire/json_line.h"

#include <simdjson.h>

#include "base/try.h"

namespace gainsay::acquire {
namespace {

namespace dom = simdjson::dom;

Result<std::optional<std::string>> string_at(const dom::object& object, std::string_view key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) return std::nullopt;
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::optional(std::string(text));
  return fail(ErrorCode::damaged, "the line's \"" + std::string(key) + "\" is no string");
}

// A list of names, or one name.
Result<std::vector<std::string>> names_at(const dom::object& object, std::string_view key) {
  std::vector<std::string> names;
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS || value.is_null()) return names;
  std::string_view text;
  dom::array list;
  if (value.get(text) == simdjson::SUCCESS) {
    if (!text.empty()) names.emplace_back(text);
    return names;
  }
  const auto wrong = [&] {
    return fail(ErrorCode::damaged, "the line's \"" + std::string(key) + "\" is no list of names");
  };
  if (value.get(list) != simdjson::SUCCESS) return wrong();
  for (const dom::element name : list) {
    if (name.get(text) != simdjson::SUCCESS) return wrong();
    if (!text.empty()) names.emplace_back(text);
  }
  return names;
}

}  // namespace

struct JsonLineParser::Parser {
  dom::parser parser;
};

JsonLineParser::JsonLineParser() : parser_(std::make_unique<Parser>()) {}
JsonLineParser::~JsonLineParser() = default;

Result<JsonLine> JsonLineParser::parse(const std::string& line) {
  dom::element root;
  if (const auto error = parser_->parser.parse(line).get(root); error != simdjson::SUCCESS) {
    return fail(ErrorCode::damaged,
                std::string("the line is no JSON: ") + simdjson::error_message(error));
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    return fail(ErrorCode::damaged, "the line is no JSON object");
  }
  JsonLine out;
  TRY(auto url, string_at(object, "url"));
  out.url = url.value_or("");
  TRY(out.given.title, string_at(object, "title"));
  TRY(out.given.text, string_at(object, "text"));
  TRY(out.given.html, string_at(object, "html"));
  TRY(out.given.page_text, string_at(object, "page_text"));
  TRY(out.given.published, string_at(object, "published"));
  TRY(out.given.outlet, string_at(object, "outlet"));
  TRY(out.given.language, string_at(object, "language"));
  TRY(out.given.authors, names_at(object, "authors"));
  if (!out.given.text && !out.given.html && !out.given.page_text) {
    return fail(ErrorCode::damaged, "the line has none of \"text\", \"html\" and \"page_text\"");
  }
  return out;
}

}  // namespace gainsay::acquire
