#include "nlp/morphology.h"

#include <algorithm>
#include <map>

namespace gainsay::nlp {
namespace {

std::vector<std::string_view> parts(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end != 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string sorted_values(std::string_view values) {
  auto each = parts(values, ',');
  std::ranges::sort(each);
  std::string out;
  for (const auto value : each) out.append(out.empty() ? "" : ",").append(value);
  return out;
}

}  // namespace

std::vector<std::string_view> features_of(std::string_view morph) { return parts(morph, '|'); }

std::string_view feature(std::string_view morph, std::string_view name) {
  for (const auto one : features_of(morph)) {
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
  }
  return {};
}

std::string normal_features(std::string_view morph) {
  std::map<std::string_view, std::string> fields;
  for (const auto one : features_of(morph)) {
    const auto equals = one.find('=');
    if (equals == std::string_view::npos) continue;
    fields[one.substr(0, equals)] = sorted_values(one.substr(equals + 1));
  }
  // Whole features are sorted, not names: "A-b=1" comes before "A=1".
  std::vector<std::string> all;
  all.reserve(fields.size());
  for (const auto& [name, values] : fields) all.push_back(std::string(name) + "=" + values);
  std::ranges::sort(all);
  std::string out;
  for (const auto& one : all) out.append(out.empty() ? "" : "|").append(one);
  return out;
}

std::string joined_features(std::string_view earlier, std::string_view later) {
  return normal_features(std::string(earlier) + "|" + std::string(later));
}

}  // namespace gainsay::nlp
