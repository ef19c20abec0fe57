// config.cfg: sections of `key = JSON value`, as spaCy 3 writes it (INI form; values that run on
// are indented).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::nlp {

class Config {
 public:
  // Errors: model (`where`, with the line).
  static Result<Config> parse(std::string_view text, const std::string& where);

  // A section's own name, dots and all: "components.tagger.model". Empty when it is not there.
  [[nodiscard]] std::string_view raw(const std::string& section, const std::string& key) const;
  // The value as a string without its quotes, or a list of such; empty for anything else.
  [[nodiscard]] std::string string(const std::string& section, const std::string& key) const;
  [[nodiscard]] std::vector<std::string> strings(const std::string& section,
                                                 const std::string& key) const;
  [[nodiscard]] bool has_section(const std::string& section) const {
    return sections_.contains(section);
  }

 private:
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

}  // namespace gainsay::nlp
