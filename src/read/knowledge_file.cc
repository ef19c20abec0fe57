#include "read/knowledge_file.h"

#include <algorithm>
#include <fstream>

namespace gainsay::read {

KnowledgeFile::KnowledgeFile(std::string path)
    : path_(std::move(path)), root_(YAML::LoadFile(path_)) {
  std::ifstream in(path_, std::ios::binary);
  for (std::string line; std::getline(in, line);) lines_.push_back(line);
}

std::string KnowledgeFile::place_of(const YAML::Node& node) const {
  return path_ + ":" + std::to_string(node.Mark().line + 1);
}

void KnowledgeFile::refuse(const YAML::Node& node, const std::string& what) const {
  throw KnowledgeProblem{place_of(node), what};
}

void KnowledgeFile::refuse_inside(const YAML::Node& value, std::size_t at,
                                  const std::string& what) const {
  const auto& text = value.Scalar();
  at = std::min(at, text.size());
  auto line = static_cast<std::size_t>(value.Mark().line);
  auto column = static_cast<std::size_t>(value.Mark().column);
  const auto raw = [&](std::size_t i) { return i < lines_.size() ? lines_[i] : std::string(); };
  const bool block = column < raw(line).size() && raw(line)[column] == '|';
  // A block's text begins on the line below its "|", behind an indentation.
  if (block) ++line;
  line += static_cast<std::size_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  const auto begin = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t line_begin = begin == std::string::npos ? 0 : begin + 1;
  const auto written = text.substr(line_begin, text.find('\n', line_begin) - line_begin);
  const auto found = written.empty() ? std::string::npos : raw(line).find(written);
  column = (found == std::string::npos ? 0 : found) + (at - line_begin);
  throw KnowledgeProblem{path_ + ":" + std::to_string(line + 1) + ":" + std::to_string(column + 1),
                         what};
}

void KnowledgeFile::check_entries() const {
  if (!root_.IsNull() && !root_.IsSequence()) refuse(root_, "the file must be a list of entries");
}

void KnowledgeFile::check_keys(const YAML::Node& entry,
                               std::initializer_list<std::string_view> known) const {
  if (!entry.IsMap()) refuse(entry, "an entry must be a map of keys");
  std::set<std::string> seen;
  for (const auto& pair : entry) {
    if (!pair.first.IsScalar()) refuse(pair.first, "a key must be one word");
    const auto key = pair.first.as<std::string>();
    if (std::ranges::find(known, key) == known.end())
      refuse(pair.first, "unknown key '" + key + "'");
    if (!seen.insert(key).second) refuse(pair.first, "key '" + key + "' is there twice");
  }
}

std::string KnowledgeFile::text(const YAML::Node& entry, const char* key,
                                std::string otherwise) const {
  const auto node = entry[key];
  if (!node) return otherwise;
  if (!node.IsScalar()) refuse(node, std::string("'") + key + "' must be one value");
  return node.as<std::string>();
}

bool KnowledgeFile::flag(const YAML::Node& entry, const char* key, bool otherwise) const {
  const auto node = entry[key];
  if (!node) return otherwise;
  if (!node.IsScalar() || (node.Scalar() != "true" && node.Scalar() != "false")) {
    refuse(node, std::string("'") + key + "' must be true or false");
  }
  return node.Scalar() == "true";
}

std::vector<std::string> KnowledgeFile::list(const YAML::Node& entry, const char* key) const {
  const auto node = entry[key];
  if (!node) return {};
  return strings(node);
}

std::vector<std::string> KnowledgeFile::strings(const YAML::Node& node) const {
  std::vector<std::string> out;
  if (node.IsScalar()) {
    out.push_back(node.as<std::string>());
  } else if (node.IsSequence()) {
    for (const auto& item : node) {
      if (!item.IsScalar()) refuse(item, "a list of words expected");
      out.push_back(item.as<std::string>());
    }
  } else {
    refuse(node, "a list of words expected");
  }
  return out;
}

void UsedNames::take(const std::string& name, const KnowledgeFile& file, const YAML::Node& entry) {
  const auto [at, is_new] = places_.try_emplace(
      name, EntryPlace{.where = file.place_of(entry), .means = file.text(entry, "means")});
  if (!is_new) {
    file.refuse(entry, "the name '" + name + "' is taken, by " + at->second.where +
                           "; give this entry one of its own");
  }
}

void check_role(const TypeRoles& types, const std::string& type, const std::string& role,
                const KnowledgeFile& file, const YAML::Node& at) {
  if (role == "place" || role == "date") return;
  if (!types.at(type).contains(role))
    file.refuse(at, "type '" + type + "' has no role '" + role + "' in the ontology");
}

}  // namespace gainsay::read
