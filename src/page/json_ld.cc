#include "page/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

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
  static constexpr std::array kTypes = {"Article"sv,
                                        "BlogPosting"sv,
                                        "Report"sv,
                                        "LiveBlogPosting"sv,
                                        "SocialMediaPosting"sv,
                                        "Review"sv,
                                        "DiscussionForumPosting"sv};
  return std::ranges::any_of(kTypes, [&](auto type) { return is_type(object, type); });
}

bool is_false(const json::object& object, std::string_view key) {
  json::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return false;
  bool told = true;
  if (value.get(told) == simdjson::SUCCESS) return !told;
  const std::string text = string_of(value);
  return text == "False" || text == "false";
}

// People and bodies that a graph tells of once and then points at.
using Names = std::map<std::string, std::string, std::less<>>;

void add_names(const json::element& value, const Names& known, std::vector<std::string>& names) {
  json::array list;
  json::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) add_names(one, known, names);
  } else if (value.get(object) == simdjson::SUCCESS) {
    json::element name;
    if (object.at_key("name").get(name) == simdjson::SUCCESS) {
      add_names(name, known, names);
    } else if (const auto at = known.find(string_at(object, "@id")); at != known.end()) {
      names.push_back(at->second);
    }
  } else if (auto name = string_of(value); !name.empty()) {
    names.push_back(std::move(name));
  }
}

void collect_names(const json::element& value, Names& names) {
  json::array list;
  json::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) collect_names(one, names);
  } else if (value.get(object) == simdjson::SUCCESS) {
    json::element graph;
    if (object.at_key("@graph").get(graph) == simdjson::SUCCESS) collect_names(graph, names);
    if (!is_type(object, "Person") && !is_type(object, "Organization")) return;
    auto id = string_at(object, "@id");
    auto name = string_at(object, "name");
    if (!id.empty() && !name.empty()) names.emplace(std::move(id), std::move(name));
  }
}

// A live blog's entries, each with its headline, in the order of the page.
std::string live_updates(const json::object& object) {
  json::array updates;
  if (object.at_key("liveBlogUpdate").get(updates) != simdjson::SUCCESS) return {};
  std::string body;
  for (const json::element one : updates) {
    json::object update;
    if (one.get(update) != simdjson::SUCCESS) continue;
    for (const auto key : {"headline"sv, "articleBody"sv}) {
      const auto text = string_at(update, key);
      if (!text.empty()) body += (body.empty() ? "" : "\n\n") + text;
    }
  }
  return body;
}

void read_article(const json::object& object, const Names& known, JsonLd& found) {
  const auto take = [&](std::string& into, std::string_view key) {
    if (into.empty()) into = string_at(object, key);
  };
  const auto names_at = [&](std::string_view key) {
    std::vector<std::string> names;
    json::element value;
    if (object.at_key(key).get(value) == simdjson::SUCCESS) add_names(value, known, names);
    return names;
  };
  found.article = true;
  found.is_discussion = is_type(object, "DiscussionForumPosting");
  found.is_paywalled = is_false(object, "isAccessibleForFree");
  take(found.headline, "headline");
  take(found.headline, "name");
  take(found.published, "datePublished");
  take(found.published, "dateCreated");
  take(found.modified, "dateModified");
  take(found.section, "articleSection");
  take(found.language, "inLanguage");
  take(found.url, "mainEntityOfPage");
  take(found.url, "url");
  take(found.body, "articleBody");
  if (found.is_discussion) take(found.body, "text");
  if (found.body.empty()) found.body = live_updates(object);
  found.authors = names_at("author");
  if (auto names = names_at("publisher"); !names.empty()) found.publisher = names.front();
  if (auto names = names_at("sourceOrganization"); !names.empty()) found.source = names.front();
}

// simdjson bounds the depth of what it parses (1,024), so this recursion is bounded, too.
void search(const json::element& value, const Names& known, JsonLd& found) {
  json::array list;
  json::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) search(one, known, found);
  } else if (value.get(object) == simdjson::SUCCESS) {
    if (is_article(object)) {
      if (!found.article) read_article(object, known, found);
      return;
    }
    for (const auto key : {"@graph"sv, "mainEntity"sv, "mainEntityOfPage"sv}) {
      json::element inner;
      if (object.at_key(key).get(inner) == simdjson::SUCCESS) search(inner, known, found);
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
        Names known;
        collect_names(root, known);
        search(root, known, found);
      }
    }
  }
  return found;
}

}  // namespace gainsay::page
