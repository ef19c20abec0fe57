// spaCy's attribute_ruler: patterns over tokens that set part of speech, morphology, lemma, tag or
// label.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
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
  // that is not known: those that rest on a language's own code, FUZZY, "!" and extensions).
  static Result<AttributeRuler> load(const Packed& serialized, const std::string& where);

  // One text's tokens. `lower`: each token's word in lower case. Later rules have the last word.
  void apply(std::span<Token> tokens, const std::vector<const std::string*>& lower) const;

 private:
  enum class Attribute {
    tag,
    lower,
    dep,
    pos,
    orth,
    lemma,
    morph,
    shape,
    prefix,
    suffix,
    entity,
    // Flags, "1" or "".
    is_space,
    is_alpha,
    is_digit,
    is_ascii,
    is_lower,
    is_upper,
    is_punct,
    space_after,
    // A number.
    length,
  };
  enum class Operator { is, in, not_in, subset, superset, intersects, compare };
  enum class Order { equal, unequal, less, less_or_equal, greater, greater_or_equal };
  struct Condition {
    Attribute attribute = Attribute::tag;
    Operator op = Operator::is;
    std::vector<std::string> values;
    std::vector<Regex> patterns;  // in the place of values: any of them matches
    Order order = Order::equal;
    std::int64_t number = 0;
  };
  enum class Times { once, at_most_once, any };
  struct TokenPattern {
    std::vector<Condition> conditions;
    Times times = Times::once;
  };
  using Pattern = std::vector<TokenPattern>;
  enum class Target { pos, morph, lemma, tag, dep };
  struct Assignment {
    Target target = Target::pos;
    std::string value;
  };
  struct Rule {
    std::vector<Pattern> patterns;
    std::vector<Assignment> set;
    std::int64_t index = 0;  // which token of the match; from its end where negative
  };
  // What was found where: rule, first token, end.
  struct Found;
  class Context;

  static Result<Attribute> attribute_of(std::string_view name, const std::string& where);
  static Result<void> load_conditions(std::string_view name, const Packed& value,
                                      std::vector<Condition>& out, const std::string& where);
  static Result<void> load_operator(Attribute attribute, std::string_view op, const Packed& operand,
                                    std::vector<Condition>& out, const std::string& where);
  static Result<Pattern> load_pattern(const Packed& pattern, const std::string& where);
  static Result<Assignment> load_assignment(std::string_view name, const Packed& value,
                                            const std::string& where);
  static Result<Rule> load_rule(const Packed& entry, const std::string& where);

  // Rules whose first token must have this tag, else this word, else all others: most rules need
  // not be tried at most tokens.
  void index_rules();

  std::vector<Rule> rules_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_tag_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
  std::vector<std::uint32_t> others_;
};

}  // namespace gainsay::nlp
