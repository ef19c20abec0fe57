#include "nlp/config.h"

#include "nlp/json.h"

namespace gainsay::nlp {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

Result<Config> Config::parse(std::string_view text, const std::string& where) {
  Config config;
  std::map<std::string, std::string>* section = nullptr;
  std::string* value = nullptr;  // the last one, which indented lines go on
  int number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = text.find('\n');
    const std::string_view whole = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::string_view line = trim(whole);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (value != nullptr && (whole.front() == ' ' || whole.front() == '\t')) {
      value->append(" ").append(line);
    } else if (line.front() == '[' && line.back() == ']') {
      section = &config.sections_[std::string(line.substr(1, line.size() - 2))];
      value = nullptr;
    } else {
      const auto equals = line.find('=');
      if (section == nullptr || equals == std::string_view::npos) {
        return fail(ErrorCode::model, "is neither [section] nor key = value",
                    where + ":" + std::to_string(number));
      }
      value = &(*section)[std::string(trim(line.substr(0, equals)))];
      *value = trim(line.substr(equals + 1));
    }
  }
  return config;
}

std::string_view Config::raw(const std::string& section, const std::string& key) const {
  const auto in = sections_.find(section);
  if (in == sections_.end()) return {};
  const auto found = in->second.find(key);
  return found == in->second.end() ? std::string_view() : std::string_view(found->second);
}

std::string Config::string(const std::string& section, const std::string& key) const {
  const auto value = parse_json(raw(section, key), {});
  return value && value->kind == Json::Kind::text ? value->text : std::string();
}

std::vector<std::string> Config::strings(const std::string& section, const std::string& key) const {
  const auto value = parse_json(raw(section, key), {});
  std::vector<std::string> out;
  if (!value) return out;
  for (const auto& item : value->items) {
    if (item.kind == Json::Kind::text) out.push_back(item.text);
  }
  return out;
}

}  // namespace gainsay::nlp
