#include "page/script_state.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "page/sentences.h"

namespace gainsay::page {
namespace {

namespace json = simdjson::dom;
using namespace std::string_view_literals;

constexpr std::size_t kSmallest = 300;  // bytes of JSON that can hold an article

// ------------------------------------------------------------------ JSON in a script

// Behind the object, list or string that begins at `at`; npos when it does not end.
std::size_t end_of_value(std::string_view script, std::size_t at) {
  std::size_t depth = 0;
  char quote = 0;
  for (; at < script.size(); ++at) {
    const char c = script[at];
    if (quote != 0) {
      if (c == '\\') {
        ++at;
      } else if (c == quote) {
        quote = 0;
        if (depth == 0) return at + 1;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth <= 1) return depth == 0 ? std::string_view::npos : at + 1;
      --depth;
    }
  }
  return std::string_view::npos;
}

// JavaScript's `undefined` is met where JSON would have null.
std::string without_undefined(std::string_view value) {
  std::string out(value);
  constexpr std::string_view kUndefined = "undefined";
  for (std::size_t at = out.find(kUndefined); at != std::string::npos;
       at = out.find(kUndefined, at + 1)) {
    const bool is_value = at > 0 && (out[at - 1] == ':' || out[at - 1] == ',' ||
                                     out[at - 1] == '[' || out[at - 1] == ' ');
    if (is_value) out.replace(at, kUndefined.size(), "null     ");
  }
  return out;
}

// What a string literal of JavaScript stands for; empty when it is none of JSON's.
std::string unquoted(std::string_view literal) {
  std::string quoted = "\"";
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    const char c = literal[i];
    if (c == '\\' && literal[i + 1] == '\'') continue;
    if (c == '\\') {
      quoted.push_back(c);
      quoted.push_back(literal[++i]);
    } else if (c == '"') {
      quoted += "\\\"";
    } else {
      quoted.push_back(c);
    }
  }
  quoted.push_back('"');
  json::parser parser;
  std::string_view text;
  if (parser.parse(quoted).get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

// The values that a script assigns, as JSON texts. Each byte is looked at a few times.
std::vector<std::string> values_in(std::string_view script) {
  std::vector<std::string> values;
  int failures = 0;
  for (std::size_t at = script.find('='); at != std::string_view::npos; at = script.find('=', at)) {
    at = script.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string_view::npos) break;
    constexpr std::string_view kParse = "JSON.parse(";
    const bool parsed = script.substr(at).starts_with(kParse);
    if (parsed) at = script.find_first_not_of(" \t\r\n", at + kParse.size());
    if (at == std::string_view::npos) break;
    const char first = script[at];
    const bool literal = first == '"' || first == '\'';
    if (first != '{' && first != '[' && !(parsed && literal)) continue;
    const std::size_t end = end_of_value(script, at);
    if (end == std::string_view::npos) {
      // Code with a quotation mark in a regular expression looks as if it did not end.
      constexpr int kMostFailures = 8;
      if (++failures == kMostFailures) break;
      continue;
    }
    const std::string_view value = script.substr(at, end - at);
    if (value.size() >= kSmallest) {
      values.push_back(literal ? unquoted(value) : without_undefined(value));
    }
    at = end;
  }
  return values;
}

// ------------------------------------------------------------------ prose in an object

std::string_view string_at(const json::object& object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::string_view first_string(const json::object& object,
                              std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    if (const auto text = string_at(object, key); !text.empty()) return text;
  }
  return {};
}

std::string_view headline_of(const json::object& object) {
  return first_string(object, {"headline", "title", "displayTitle", "webTitle", "name"});
}

// What stands beside an article under names that say so.
bool is_beside(std::string_view key) {
  const std::string lower = to_lower(key);
  return std::ranges::any_of(
      std::array{"related"sv, "recommend"sv,  "comment"sv,  "caption"sv,   "description"sv,
                 "excerpt"sv, "summary"sv,    "teaser"sv,   "seo"sv,       "meta"sv,
                 "cookie"sv,  "consent"sv,    "footer"sv,   "header"sv,    "navigation"sv,
                 "menu"sv,    "newsletter"sv, "promo"sv,    "advert"sv,    "translation"sv,
                 "i18n"sv,    "messages"sv,   "locale"sv,   "biography"sv, "legal"sv,
                 "policy"sv,  "config"sv,     "mostread"sv, "trending"sv,  "query"sv,
                 "schema"sv},
      [&](auto name) { return lower.find(name) != std::string::npos; });
}

bool is_inline_list(std::string_view key) {
  return key == "children" || key == "nodes" || key == "fragments" || key == "content" ||
         key == "text" || key == "spans" || key == "items" || key == "elements";
}

// Below it nothing of a part is looked at, so that a text costs no more than its size times this.
constexpr int kPartDepth = 8;

// The words of one part of an article: a string, or what its object holds under the names for it.
void add_words(const json::element& value, std::string& words, int depth = kPartDepth) {
  if (depth == 0) return;
  std::string_view text;
  json::array list;
  json::object object;
  if (value.get(text) == simdjson::SUCCESS) {
    words += text;
  } else if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) add_words(one, words, depth - 1);
  } else if (value.get(object) == simdjson::SUCCESS) {
    const auto own = first_string(object, {"html", "text", "content", "value", "body", "copy"});
    if (!own.empty()) {
      words += own;
      return;
    }
    for (const auto [key, inner] : object) {
      if (is_inline_list(key)) add_words(inner, words, depth - 1);
    }
    json::object model;  // {"type": "paragraph", "model": {"text": …}}
    for (const auto key : {"model"sv, "data"sv, "attributes"sv}) {
      if (words.empty() && object.at_key(key).get(model) == simdjson::SUCCESS)
        add_words(json::element(object.at_key(key).value()), words, depth - 1);
    }
  }
}

BlockKind kind_of(const json::object& object) {
  const std::string type = to_lower(first_string(
      object, {"type", "kind", "name", "tag", "blockType", "_type", "__typename", "style"}));
  const auto holds = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (holds("head") || holds("title") || type == "h2" || type == "h3") return BlockKind::heading;
  if (holds("quote")) return BlockKind::quotation;
  if (holds("list") || type == "li" || type == "ul" || type == "ol") return BlockKind::list_item;
  return BlockKind::paragraph;
}

bool is_other_part(const json::object& object) {
  const std::string type = to_lower(
      first_string(object, {"type", "kind", "name", "tag", "blockType", "_type", "__typename"}));
  return std::ranges::any_of(
      std::array{"image"sv, "picture"sv, "photo"sv, "video"sv, "embed"sv, "ad"sv, "related"sv,
                 "newsletter"sv, "promo"sv, "gallery"sv, "caption"sv, "link-list"sv},
      [&](auto name) { return type.starts_with(name); });
}

void add_part(const json::element& part, std::vector<Paragraph>& paragraphs) {
  json::object object;
  BlockKind kind = BlockKind::paragraph;
  if (part.get(object) == simdjson::SUCCESS) {
    if (is_other_part(object)) return;
    kind = kind_of(object);
    json::array items;
    if (kind == BlockKind::list_item && object.at_key("items").get(items) == simdjson::SUCCESS) {
      for (const json::element item : items) {
        std::string words;
        add_words(item, words);
        for (auto& one : paragraphs_of_told(words))
          paragraphs.push_back({std::move(one.text), BlockKind::list_item});
      }
      return;
    }
  }
  std::string words;
  add_words(part, words);
  for (auto& one : paragraphs_of_told(words)) {
    if (kind != BlockKind::paragraph) one.kind = kind;
    paragraphs.push_back(std::move(one));
  }
}

bool is_article_of_its_own(const json::element& part) {
  json::object object;
  if (part.get(object) != simdjson::SUCCESS) return false;
  return !headline_of(object).empty() &&
         !first_string(object, {"url", "slug", "href", "link", "canonicalUrl", "path"}).empty();
}

bool is_prose(std::string_view text) {
  constexpr std::size_t kSentence = 60;  // bytes
  return text.size() >= kSentence && text.find(' ') != std::string_view::npos &&
         (ends_sentence(text) || text.ends_with(">")) && !text.starts_with("http");
}

std::size_t prose_in(const json::array& list) {
  std::size_t prose = 0;
  for (const json::element part : list) {
    if (is_article_of_its_own(part)) return 0;
    std::string words;
    json::object object;
    if (part.get(object) == simdjson::SUCCESS && is_other_part(object)) continue;
    add_words(part, words);
    if (is_prose(words)) prose += words.size();
  }
  return prose;
}

class Search {
 public:
  explicit Search(const std::vector<std::string>& titles) {
    for (const auto& title : titles) titles_.push_back(fold(title));
  }

  // simdjson bounds the depth of what it parses (1,024), so this recursion is bounded, too.
  void walk(const json::element& value, const std::optional<json::object>& around) {
    json::array list;
    json::object object;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
      if (is_prose(text)) offer(value, text.size(), around);
    } else if (value.get(list) == simdjson::SUCCESS) {
      offer(value, prose_in(list), around);
      for (const json::element one : list) walk(one, around);
    } else if (value.get(object) == simdjson::SUCCESS) {
      const bool titled = !headline_of(object).empty();
      for (const auto [key, inner] : object) {
        if (!is_beside(key)) walk(inner, titled ? std::optional(object) : around);
      }
    }
  }

  [[nodiscard]] const std::optional<json::element>& best() const { return best_; }
  [[nodiscard]] const std::optional<json::object>& around() const { return around_; }

 private:
  void offer(const json::element& value, std::size_t prose,
             const std::optional<json::object>& around) {
    constexpr std::size_t kTitled = 3;
    if (prose * kTitled <= best_score_) return;
    constexpr std::size_t kLongest = 300;  // bytes of a headline
    const std::string_view headline = around ? headline_of(*around) : std::string_view();
    const bool titled = !headline.empty() && headline.size() <= kLongest &&
                        std::ranges::find(titles_, fold(headline)) != titles_.end();
    const std::size_t score = prose * (titled ? kTitled : 1);
    if (score <= best_score_) return;
    best_score_ = score;
    best_ = value;
    around_ = around;
  }

  std::vector<std::string> titles_;
  std::size_t best_score_ = 0;
  std::optional<json::element> best_;
  std::optional<json::object> around_;  // the object with a headline that it stands in
};

void add_people(const json::element& value, std::vector<std::string>& names) {
  std::string_view text;
  json::array list;
  json::object object;
  if (value.get(text) == simdjson::SUCCESS) {
    names.emplace_back(text);
  } else if (value.get(list) == simdjson::SUCCESS) {
    for (const json::element one : list) add_people(one, names);
  } else if (value.get(object) == simdjson::SUCCESS) {
    const auto name = first_string(object, {"name", "displayName", "fullName", "title"});
    if (!name.empty()) names.emplace_back(name);
  }
}

ScriptState state_of(const json::element& body, const std::optional<json::object>& around) {
  ScriptState state;
  json::array list;
  if (body.get(list) == simdjson::SUCCESS) {
    for (const json::element part : list) add_part(part, state.paragraphs);
  } else {
    add_part(body, state.paragraphs);
  }
  if (!around) return state;
  state.headline = headline_of(*around);
  state.published =
      first_string(*around, {"datePublished", "publishedAt", "published_at", "publishDate",
                             "publicationDate", "firstPublished", "published", "date"});
  for (const auto key : {"authors"sv, "author"sv, "byline"sv, "bylines"sv}) {
    json::element people;
    if (state.authors.empty() && around->at_key(key).get(people) == simdjson::SUCCESS)
      add_people(people, state.authors);
  }
  return state;
}

std::size_t size_of(const ScriptState& state) {
  std::size_t size = 0;
  for (const auto& paragraph : state.paragraphs) size += paragraph.text.size();
  return size;
}

}  // namespace

ScriptState find_script_state(const Dom& dom, const std::vector<std::string>& titles) {
  ScriptState found;
  json::parser parser;
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if (dom[at].tag != LXB_TAG_SCRIPT) continue;
    const std::string_view type = dom.attribute(at, "type");
    if (type == "application/ld+json" || at + 1 >= dom[at].end) continue;
    const std::string_view script = dom[at + 1].text;
    if (script.size() < kSmallest) continue;
    const auto values = type.find("json") != std::string_view::npos
                            ? std::vector<std::string>{std::string(script)}
                            : values_in(script);
    for (const auto& value : values) {
      json::element root;
      if (parser.parse(value).get(root) != simdjson::SUCCESS) continue;
      Search search(titles);
      search.walk(root, std::nullopt);
      if (!search.best()) continue;
      auto state = state_of(*search.best(), search.around());
      if (size_of(state) > size_of(found)) found = std::move(state);
    }
  }
  return found;
}

}  // namespace gainsay::page
