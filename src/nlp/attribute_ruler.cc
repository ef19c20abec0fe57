#include "nlp/attribute_ruler.h"

#include <algorithm>

#include "base/try.h"
#include "nlp/characters.h"

namespace gainsay::nlp {

Result<AttributeRuler::Condition> AttributeRuler::load_condition(std::string_view name,
                                                                 const Packed& value,
                                                                 const std::string& where) {
  Condition out;
  if (name == "TAG") {
    out.attribute = Attribute::tag;
  } else if (name == "LOWER") {
    out.attribute = Attribute::lower;
  } else if (name == "DEP") {
    out.attribute = Attribute::dep;
  } else if (name == "POS") {
    out.attribute = Attribute::pos;
  } else if (name == "ORTH" || name == "TEXT") {
    out.attribute = Attribute::orth;
  } else if (name == "IS_SPACE") {
    out.attribute = Attribute::is_space;
  } else {
    return fail(ErrorCode::model,
                "matches an attribute that is not known here: " + std::string(name), where);
  }
  if (value.kind == Packed::Kind::boolean) {
    out.values = {value.integer != 0 ? "1" : ""};
  } else if (value.is_text()) {
    out.values = {std::string(value.text)};
  } else if (value.kind == Packed::Kind::map && value.items.size() == 2) {
    const auto op = value.items[0].text;
    const Packed& operand = value.items[1];
    if (op == "REGEX") {
      out.op = Operator::regex;
      TRY(out.pattern, Regex::compile(operand.text, Regex::From::anywhere, where));
    } else if (op == "IN" || op == "NOT_IN") {
      out.op = op == "IN" ? Operator::in : Operator::not_in;
      for (const auto& item : operand.items) out.values.emplace_back(item.text);
    } else {
      return fail(ErrorCode::model,
                  "matches by an operator that is not known here: " + std::string(op), where);
    }
  } else {
    return fail(ErrorCode::model, "has a pattern that cannot be understood", where);
  }
  return out;
}

Result<AttributeRuler::Rule> AttributeRuler::load_rule(const Packed& entry,
                                                       const std::string& where) {
  Rule rule;
  const Packed* patterns = entry.find("patterns");
  const Packed* attributes = entry.find("attrs");
  const Packed* index = entry.find("index");
  if (patterns == nullptr || attributes == nullptr || index == nullptr ||
      index->kind != Packed::Kind::integer) {
    return fail(ErrorCode::model, "has a rule without patterns, attributes or index", where);
  }
  rule.index = index->integer;
  for (const auto& pattern : patterns->items) {
    auto& tokens = rule.patterns.emplace_back();
    for (const auto& token : pattern.items) {
      auto& conditions = tokens.emplace_back();
      for (std::size_t i = 0; i + 1 < token.items.size(); i += 2) {
        TRY(auto condition, load_condition(token.items[i].text, token.items[i + 1], where));
        conditions.push_back(std::move(condition));
      }
    }
    if (tokens.empty() || rule.index >= tokens.size()) {
      return fail(ErrorCode::model, "has a rule for a token outside its pattern", where);
    }
  }
  for (std::size_t i = 0; i + 1 < attributes->items.size(); i += 2) {
    rule.set.push_back(
        {std::string(attributes->items[i].text), std::string(attributes->items[i + 1].text)});
  }
  return rule;
}

Result<AttributeRuler> AttributeRuler::load(const Packed& serialized, const std::string& where) {
  AttributeRuler out;
  if (serialized.kind != Packed::Kind::array)
    return fail(ErrorCode::model, "is no list of rules", where);
  for (const auto& entry : serialized.items) {
    TRY(auto rule, load_rule(entry, where));
    out.rules_.push_back(std::move(rule));
  }
  out.index_rules();
  return out;
}

void AttributeRuler::index_rules() {
  for (std::uint32_t i = 0; i < rules_.size(); ++i) {
    const auto& patterns = rules_[i].patterns;
    const auto needed = [&](Attribute attribute) -> const std::string* {
      if (patterns.size() != 1) return nullptr;
      for (const auto& condition : patterns.front().front()) {
        if (condition.attribute == attribute && condition.op == Operator::is) {
          return &condition.values.front();
        }
      }
      return nullptr;
    };
    if (const auto* tag = needed(Attribute::tag)) {
      by_tag_[*tag].push_back(i);
    } else if (const auto* word = needed(Attribute::lower)) {
      by_word_[*word].push_back(i);
    } else {
      others_.push_back(i);
    }
  }
}

bool AttributeRuler::holds(const Condition& condition, const Token& token, const std::string& lower,
                           MatchSpace& space) {
  const std::string space_mark =
      condition.attribute == Attribute::is_space && is_all_space(token.text) ? "1" : "";
  const std::string* value = &space_mark;
  switch (condition.attribute) {
    case Attribute::tag:
      value = &token.tag;
      break;
    case Attribute::lower:
      value = &lower;
      break;
    case Attribute::dep:
      value = &token.dep;
      break;
    case Attribute::pos:
      value = &token.pos;
      break;
    case Attribute::orth:
      value = &token.text;
      break;
    case Attribute::is_space:
      break;
  }
  const auto listed = [&] {
    return std::ranges::find(condition.values, *value) != condition.values.end();
  };
  switch (condition.op) {
    case Operator::is:
      return *value == condition.values.front();
    case Operator::in:
      return listed();
    case Operator::not_in:
      return !listed();
    case Operator::regex:
      return condition.pattern->matches(*value, space);
  }
  return false;
}

bool AttributeRuler::matches(const Rule& rule, const std::vector<Token>& tokens,
                             const std::vector<const std::string*>& lower, std::size_t begin,
                             MatchSpace& space) {
  return std::ranges::any_of(rule.patterns, [&](const auto& pattern) {
    if (begin + pattern.size() > tokens.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      for (const auto& condition : pattern[i]) {
        if (!holds(condition, tokens[begin + i], *lower[begin + i], space)) return false;
      }
    }
    return true;
  });
}

void AttributeRuler::apply(std::vector<Token>& tokens,
                           const std::vector<const std::string*>& lower) const {
  MatchSpace space;
  // All matches are found before anything is set; then rules have their say in their order.
  std::vector<std::pair<std::uint32_t, std::size_t>> found;  // rule, first token
  const auto try_rules = [&](const std::vector<std::uint32_t>& rules, std::size_t begin) {
    for (const std::uint32_t rule : rules) {
      if (matches(rules_[rule], tokens, lower, begin, space)) found.emplace_back(rule, begin);
    }
  };
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    const auto tag = by_tag_.find(tokens[begin].tag);
    if (tag != by_tag_.end()) try_rules(tag->second, begin);
    const auto word = by_word_.find(*lower[begin]);
    if (word != by_word_.end()) try_rules(word->second, begin);
    try_rules(others_, begin);
  }
  std::ranges::sort(found);
  for (const auto& [index, begin] : found) {
    const Rule& rule = rules_[index];
    Token& token = tokens[begin + rule.index];
    for (const auto& [attribute, value] : rule.set) {
      if (attribute == "POS") token.pos = value;
      if (attribute == "MORPH") token.morph = value == "_" ? "" : value;
      if (attribute == "LEMMA") token.lemma = value;
      if (attribute == "TAG") token.tag = value;
      if (attribute == "DEP") token.dep = value;
    }
  }
}

}  // namespace gainsay::nlp
