// Lemmas by suffix rules, an index of known lemmas and exceptions (WordNet's morphy, as spaCy's
// mode "rule" has it), or by a table (mode "lookup").
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "nlp/msgpack.h"
#include "nlp/nlp.h"
#include "nlp/string_ids.h"

namespace gainsay::nlp {

class Lemmatizer {
 public:
  // `lookups`: the component's tables, parsed. `language`: decides what is a base form already.
  // Errors: model.
  static Result<Lemmatizer> load(const Packed& lookups, std::string_view mode,
                                 std::string_view language, const std::string& where);

  // Empty where the language's lemmatizer is code of its own in spaCy, French's say.
  // From the token's text, part of speech and morphology. `lower`: its text in lower case.
  [[nodiscard]] std::string lemma_of(const Token& token, const std::string& lower) const;

 private:
  enum class Mode { rule, lookup, none };
  struct Table {
    std::vector<std::pair<std::string, std::string>> rules;
    std::unordered_set<std::string> index;
    std::unordered_map<std::string, std::vector<std::string>> exceptions;
  };
  [[nodiscard]] bool is_base_form(const Token& token) const;

  Mode mode_ = Mode::rule;
  bool english_ = false;
  std::unordered_map<std::string, Table> tables_;  // by part of speech in lower case
  std::unordered_map<StringId, std::string> lookup_;
};

}  // namespace gainsay::nlp
