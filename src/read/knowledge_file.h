// One YAML file of knowledge/, with the place of everything in it, so that whatever is wrong is
// told by file, line and column. For this stage's loaders only.
#pragma once

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gainsay::read {

// Thrown by the loaders; load_knowledge turns it into an Error.
struct KnowledgeProblem {
  std::string where;
  std::string what;
};

class KnowledgeFile {
 public:
  explicit KnowledgeFile(std::string path);

  [[nodiscard]] const YAML::Node& root() const { return root_; }
  // "…/cues.yaml:12"
  [[nodiscard]] std::string place_of(const YAML::Node& node) const;
  [[noreturn]] void refuse(const YAML::Node& node, const std::string& what) const;
  // At a byte of a value's text: file, line and column.
  [[noreturn]] void refuse_inside(const YAML::Node& value, std::size_t at,
                                  const std::string& what) const;

  // The file is a list of entries, each a map.
  void check_entries() const;
  void check_keys(const YAML::Node& entry, std::initializer_list<std::string_view> known) const;
  [[nodiscard]] std::string text(const YAML::Node& entry, const char* key,
                                 std::string otherwise = {}) const;
  [[nodiscard]] bool flag(const YAML::Node& entry, const char* key, bool otherwise = false) const;
  // A list, or one value for a list of one.
  [[nodiscard]] std::vector<std::string> list(const YAML::Node& entry, const char* key) const;
  [[nodiscard]] std::vector<std::string> strings(const YAML::Node& node) const;

 private:
  std::string path_;
  YAML::Node root_;
  std::vector<std::string> lines_;
};

// The names that entries bear: each is there once, in all folders together.
class UsedNames {
 public:
  void take(const std::string& name, const KnowledgeFile& file, const YAML::Node& entry);

 private:
  std::map<std::string, std::string> places_;
};

using TypeRoles = std::map<std::string, std::set<std::string>>;
// Refuses a role that the ontology does not give the type; place and date go with each.
void check_role(const TypeRoles& types, const std::string& type, const std::string& role,
                const KnowledgeFile& file, const YAML::Node& at);

}  // namespace gainsay::read
