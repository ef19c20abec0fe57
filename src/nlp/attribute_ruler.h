// spaCy's attribute_ruler: patterns over tokens that set part of speech, morphology, lemma, tag or
// label.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "nlp/msgpack.h"
#include "nlp/nlp.h"
#include "nlp/regex.h"

namespace gainsay::nlp {

class AttributeRuler {
 public:
  // `serialized`: the component's file `patterns`, parsed. Errors: model (an attribute or operator
  // that is not known).
  static Result<AttributeRuler> load(const Packed& serialized, const std::string& where);

  // `lower`: each token's word in lower case. Later rules have the last word.
  void apply(std::vector<Token>& tokens, const std::vector<const std::string*>& lower) const;

 private:
  enum class Attribute { tag, lower, dep, pos, orth, is_space };
  enum class Operator { is, in, not_in, regex };
  struct Condition {
    Attribute attribute = Attribute::tag;
    Operator op = Operator::is;
    std::vector<std::string> values;
    std::optional<Regex> pattern;
  };
  using TokenPattern = std::vector<Condition>;
  struct Assignment {
    std::string attribute;
    std::string value;
  };
  struct Rule {
    std::vector<std::vector<TokenPattern>> patterns;
    std::vector<Assignment> set;
    std::size_t index = 0;  // which token of the match
  };

  static Result<Condition> load_condition(std::string_view name, const Packed& value,
                                          const std::string& where);
  static Result<Rule> load_rule(const Packed& entry, const std::string& where);
  [[nodiscard]] static bool holds(const Condition& condition, const Token& token,
                                  const std::string& lower, MatchSpace& space);

  // Rules whose first token must have this tag, else this word, else all others: most rules need
  // not be tried at most tokens.
  void index_rules();
  [[nodiscard]] static bool matches(const Rule& rule, const std::vector<Token>& tokens,
                                    const std::vector<const std::string*>& lower, std::size_t begin,
                                    MatchSpace& space);

  std::vector<Rule> rules_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_tag_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
  std::vector<std::uint32_t> others_;
};

}  // namespace gainsay::nlp
