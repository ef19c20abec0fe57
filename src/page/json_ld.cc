#include "page/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace gainsay::page {
namespace {

namespace json = simdjson::dom;
using namespace std::string_view_literals;

std::string string_of(const json::element& value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::string string_at(const json::object& object, std::string_view key) {
  json::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
  json::array list;
  if (value.get(list) == simdjson::SUCCESS && list.size() > 0) return string_of(list.at(0).value());
  json::object inner;
  if (value.get(inner) == simdjson::SUCCESS) {  // {"@value": …} or {"@id": …}
    for (const auto name : {"@value"sv, "@id"sv, "name"sv}) {
      if (inner.at_key(name).get(value) == simdjson::SUCCESS) return string_of(value);
    }
    return {};
  }
  return string_of(value);
}

bool is_type(const json::object& object, std::string_view ending) {
  json::element value;
  if (object.at_key("@type").get(value) != simdjson::SUCCESS) return false;
  json::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) {
      if (string_of(one).ends_with(ending)) return true;
    }
    return false;
  }
  return string_of(value).ends_with(ending);
}

bool is_article(const json::object& object) {
  static constexpr std::array kTypes = {"Article"sv,         "BlogPosting"sv,        "Report"sv,
                                        "LiveBlogPosting"sv, "SocialMediaPosting"sv, "Review"sv};
  return std::ranges::any_of(kTypes, [&](auto type) { return is_type(object, type); });
}

void add_names(const json::element& value, std::vector<std::string>& names) {
  json::array list;
  json::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) add_names(one, names);
  } else if (value.get(object) == simdjson::SUCCESS) {
    json::element name;
    if (object.at_key("name").get(name) == simdjson::SUCCESS) add_names(name, names);
  } else if (auto name = string_of(value); !name.empty()) {
    names.push_back(std::move(name));
  }
}

void read_article(const json::object& object, JsonLd& found) {
  const auto take = [&](std::string& into, std::string_view key) {
    if (into.empty()) into = string_at(object, key);
  };
  found.article = true;
  take(found.headline, "headline");
  take(found.headline, "name");
  take(found.published, "datePublished");
  take(found.published, "dateCreated");
  take(found.language, "inLanguage");
  take(found.url, "mainEntityOfPage");
  take(found.url, "url");
  if (auto body = string_at(object, "articleBody"); body.size() > found.body.size()) {
    found.body = std::move(body);
  }
  json::element value;
  if (found.authors.empty() && object.at_key("author").get(value) == simdjson::SUCCESS) {
    add_names(value, found.authors);
  }
  if (found.publisher.empty() && object.at_key("publisher").get(value) == simdjson::SUCCESS) {
    std::vector<std::string> names;
    add_names(value, names);
    if (!names.empty()) found.publisher = names.front();
  }
}

// simdjson bounds the depth of what it parses (1,024), so this recursion is bounded, too.
void search(const json::element& value, JsonLd& found) {
  json::array list;
  json::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) search(one, found);
  } else if (value.get(object) == simdjson::SUCCESS) {
    if (is_article(object)) {
      if (!found.article) read_article(object, found);
      return;
    }
    for (const auto key : {"@graph"sv, "mainEntity"sv, "mainEntityOfPage"sv}) {
      json::element inner;
      if (object.at_key(key).get(inner) == simdjson::SUCCESS) search(inner, found);
    }
  }
}

// Line breaks and tabs inside strings are met in many pages and are no JSON.
std::string without_control_characters(std::string_view text) {
  std::string out(text);
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

}  // namespace

JsonLd find_json_ld(const Dom& dom) {
  JsonLd found;
  json::parser parser;
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if (dom[at].tag != LXB_TAG_SCRIPT || dom.attribute(at, "type") != "application/ld+json")
      continue;
    for (NodeIndex inner = at + 1; inner < dom[at].end; ++inner) {
      json::element root;
      if (parser.parse(without_control_characters(dom[inner].text)).get(root) ==
          simdjson::SUCCESS) {
        search(root, found);
      }
    }
  }
  return found;
}

}  // namespace gainsay::page
