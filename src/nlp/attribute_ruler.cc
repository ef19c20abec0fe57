#include "nlp/attribute_ruler.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <tuple>

#include "base/try.h"
#include "base/utf8.h"
#include "nlp/characters.h"
#include "nlp/lexicon.h"
#include "nlp/morphology.h"
#include "nlp/string_ids.h"

namespace gainsay::nlp {
namespace {

std::string upper(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string_view first_character(std::string_view word) {
  std::size_t end = 0;
  if (!word.empty()) next_code_point(word, end);
  return word.substr(0, end);
}

std::string last_three(const std::string& word) {
  auto all = to_utf32(word);
  return to_utf8(
      std::u32string_view(all).substr(all.size() - std::min<std::size_t>(all.size(), 3)));
}

// "{2}", "{1,3}", "{2,}", "{,3}": the least and the most; no most for an open end.
struct Count {
  std::size_t least = 0;
  std::optional<std::size_t> most;
};
std::optional<Count> count_of(std::string_view op) {
  if (op.size() < 3 || op.front() != '{' || op.back() != '}') return std::nullopt;
  op = op.substr(1, op.size() - 2);
  const auto comma = op.find(',');
  const auto number = [](std::string_view text) -> std::optional<std::size_t> {
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr std::size_t kMost = 100;
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value > kMost)
      return std::nullopt;
    return value;
  };
  const auto least_text = op.substr(0, comma);
  const auto most_text = comma == std::string_view::npos ? op : op.substr(comma + 1);
  Count out;
  const auto least = number(least_text);
  if (!least && !least_text.empty()) return std::nullopt;
  out.least = least.value_or(0);
  out.most = number(most_text);
  if (!out.most && (!most_text.empty() || least_text.empty())) return std::nullopt;
  if (out.most && *out.most < out.least) return std::nullopt;
  return out;
}

}  // namespace

// One text's tokens, and what is computed of them for conditions.
class AttributeRuler::Context {
 public:
  Context(std::span<const Token> tokens, const std::vector<const std::string*>& lower)
      : tokens_(tokens), lower_(lower) {}

  // Where matches of `pattern` from `begin` end, in order; none is empty.
  [[nodiscard]] std::vector<std::size_t> ends(const Pattern& pattern, std::size_t begin) {
    std::vector<std::size_t> at{begin};
    for (const auto& token : pattern) {
      std::vector<std::size_t> next;
      for (const std::size_t from : at) {
        if (token.times != Times::once) next.push_back(from);
        for (std::size_t i = from; i < tokens_.size() && holds(token, i); ++i) {
          next.push_back(i + 1);
          if (token.times != Times::any) break;
        }
      }
      std::ranges::sort(next);
      next.erase(std::unique(next.begin(), next.end()), next.end());
      at = std::move(next);
      if (at.empty()) return at;
    }
    std::erase(at, begin);
    return at;
  }

 private:
  std::span<const Token> tokens_;
  const std::vector<const std::string*>& lower_;
  MatchSpace space_;
  std::string made_;  // a value that the token itself does not hold

  [[nodiscard]] bool holds(const TokenPattern& pattern, std::size_t i) {
    return std::ranges::all_of(pattern.conditions,
                               [&](const Condition& one) { return holds(one, i); });
  }

  [[nodiscard]] const std::string& made(std::string value) { return made_ = std::move(value); }
  [[nodiscard]] const std::string& made(bool flag) { return made_ = flag ? "1" : ""; }

  [[nodiscard]] const std::string& value_of(Attribute attribute, std::size_t i) {
    const Token& token = tokens_[i];
    switch (attribute) {
      case Attribute::tag:
        return token.tag;
      case Attribute::lower:
        return *lower_[i];
      case Attribute::dep:
        return token.dep;
      case Attribute::pos:
        return token.pos;
      case Attribute::orth:
        return token.text;
      case Attribute::lemma:
        return token.lemma;
      case Attribute::morph:
        return token.morph;
      case Attribute::entity:
        return token.entity;
      case Attribute::shape:
        return made(word_shape(token.text));
      case Attribute::prefix:
        return made(std::string(first_character(token.text)));
      case Attribute::suffix:
        return made(last_three(token.text));
      case Attribute::is_space:
        return made(is_all_space(token.text));
      case Attribute::is_alpha:
        return made(is_all_alpha(token.text));
      case Attribute::is_digit:
        return made(is_all_digits(token.text));
      case Attribute::is_ascii:
        return made(std::ranges::all_of(token.text, [](char c) { return c >= 0; }));
      case Attribute::is_lower:
        return made(is_all_lower(token.text));
      case Attribute::is_upper:
        return made(is_all_upper(token.text));
      case Attribute::is_punct:
        return made(is_all_punctuation(token.text));
      case Attribute::space_after:
        return made(token.space_after);
      case Attribute::length:
        return made(std::to_string(count_code_points(token.text)));
    }
    return made(false);
  }

  [[nodiscard]] bool listed(const Condition& condition, std::string_view value) {
    if (!condition.patterns.empty()) {
      return std::ranges::any_of(condition.patterns,
                                 [&](const Regex& one) { return one.matches(value, space_); });
    }
    return std::ranges::find(condition.values, value) != condition.values.end();
  }

  [[nodiscard]] bool holds(const Condition& condition, std::size_t i) {
    const std::string& value = value_of(condition.attribute, i);
    // What a set is compared with: the features of a morphology, or the one value.
    const auto members = [&] {
      return condition.attribute == Attribute::morph ? features_of(value)
                                                     : std::vector<std::string_view>{value};
    };
    switch (condition.op) {
      case Operator::is:
      case Operator::in:
        return listed(condition, value);
      case Operator::not_in:
        return !listed(condition, value);
      case Operator::subset:
        return std::ranges::all_of(members(), [&](auto one) { return listed(condition, one); });
      case Operator::intersects:
        return std::ranges::any_of(members(), [&](auto one) { return listed(condition, one); });
      case Operator::superset: {
        const auto all = members();
        return std::ranges::all_of(condition.values, [&](const std::string& one) {
          return std::ranges::find(all, one) != all.end();
        });
      }
      case Operator::compare:
        return compare(condition, static_cast<std::int64_t>(count_code_points(tokens_[i].text)));
    }
    return false;
  }

  [[nodiscard]] static bool compare(const Condition& condition, std::int64_t value) {
    switch (condition.order) {
      case Order::equal:
        return value == condition.number;
      case Order::unequal:
        return value != condition.number;
      case Order::less:
        return value < condition.number;
      case Order::less_or_equal:
        return value <= condition.number;
      case Order::greater:
        return value > condition.number;
      case Order::greater_or_equal:
        return value >= condition.number;
    }
    return false;
  }
};

Result<AttributeRuler::Attribute> AttributeRuler::attribute_of(std::string_view name,
                                                               const std::string& where) {
  struct Known {
    std::string_view name;
    Attribute attribute;
  };
  constexpr std::array<Known, 21> kKnown{
      {{"TAG", Attribute::tag},           {"LOWER", Attribute::lower},
       {"DEP", Attribute::dep},           {"POS", Attribute::pos},
       {"ORTH", Attribute::orth},         {"TEXT", Attribute::orth},
       {"LEMMA", Attribute::lemma},       {"MORPH", Attribute::morph},
       {"SHAPE", Attribute::shape},       {"PREFIX", Attribute::prefix},
       {"SUFFIX", Attribute::suffix},     {"ENT_TYPE", Attribute::entity},
       {"IS_SPACE", Attribute::is_space}, {"IS_ALPHA", Attribute::is_alpha},
       {"IS_DIGIT", Attribute::is_digit}, {"IS_ASCII", Attribute::is_ascii},
       {"IS_LOWER", Attribute::is_lower}, {"IS_UPPER", Attribute::is_upper},
       {"IS_PUNCT", Attribute::is_punct}, {"SPACY", Attribute::space_after},
       {"LENGTH", Attribute::length}}};
  const auto found = std::ranges::find(kKnown, upper(name), &Known::name);
  if (found != kKnown.end()) return found->attribute;
  return fail(ErrorCode::model, "matches an attribute that is not known here: " + std::string(name),
              where);
}

Result<void> AttributeRuler::load_operator(Attribute attribute, std::string_view op,
                                           const Packed& operand, std::vector<Condition>& out,
                                           const std::string& where) {
  Condition& condition = out.emplace_back();
  condition.attribute = attribute;
  const auto add_pattern = [&](const Packed& pattern) -> Result<void> {
    TRY(auto regex, Regex::compile(pattern.text, Regex::From::anywhere, where));
    condition.patterns.push_back(std::move(regex));
    return {};
  };
  if (op == "REGEX") {
    condition.op = Operator::in;
    if (operand.is_text()) return add_pattern(operand);
    if (operand.kind == Packed::Kind::map && operand.items.size() == 2 &&
        (operand.items[0].text == "IN" || operand.items[0].text == "NOT_IN")) {
      if (operand.items[0].text == "NOT_IN") condition.op = Operator::not_in;
      for (const auto& pattern : operand.items[1].items) TRY_VOID(add_pattern(pattern));
      return {};
    }
    return fail(ErrorCode::model, "has a pattern that cannot be understood", where);
  }
  struct Set {
    std::string_view name;
    Operator op;
  };
  constexpr std::array<Set, 5> kSets{{{"IN", Operator::in},
                                      {"NOT_IN", Operator::not_in},
                                      {"IS_SUBSET", Operator::subset},
                                      {"IS_SUPERSET", Operator::superset},
                                      {"INTERSECTS", Operator::intersects}}};
  if (const auto set = std::ranges::find(kSets, op, &Set::name); set != kSets.end()) {
    condition.op = set->op;
    for (const auto& item : operand.items) {
      condition.values.push_back(attribute == Attribute::morph ? normal_features(item.text)
                                 : item.kind == Packed::Kind::integer
                                     ? std::to_string(static_cast<std::int64_t>(item.integer))
                                     : std::string(item.text));
    }
    return {};
  }
  constexpr std::array<std::string_view, 6> kOrders{"==", "!=", "<", "<=", ">", ">="};
  const auto order = std::ranges::find(kOrders, op);
  if (order == kOrders.end() || attribute != Attribute::length ||
      operand.kind != Packed::Kind::integer) {
    return fail(ErrorCode::model,
                "matches by an operator that is not known here: " + std::string(op), where);
  }
  condition.op = Operator::compare;
  condition.order = static_cast<Order>(order - kOrders.begin());
  condition.number = static_cast<std::int64_t>(operand.integer);
  return {};
}

Result<void> AttributeRuler::load_conditions(std::string_view name, const Packed& value,
                                             std::vector<Condition>& out,
                                             const std::string& where) {
  TRY(const auto attribute, attribute_of(name, where));
  if (value.kind == Packed::Kind::map) {
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
      TRY_VOID(
          load_operator(attribute, upper(value.items[i].text), value.items[i + 1], out, where));
    }
    return {};
  }
  Condition condition;
  condition.attribute = attribute;
  if (value.kind == Packed::Kind::boolean) {
    condition.values = {value.integer != 0 ? "1" : ""};
  } else if (value.kind == Packed::Kind::integer) {
    const auto number = static_cast<std::int64_t>(value.integer);
    const bool is_flag = attribute >= Attribute::is_space && attribute <= Attribute::space_after;
    condition.values = {is_flag ? (number != 0 ? "1" : "")
                        : attribute == Attribute::length
                            ? std::to_string(number)
                            : std::string(reserved_name(value.integer))};
  } else if (value.is_text()) {
    condition.values = {std::string(value.text)};
  } else {
    return fail(ErrorCode::model, "has a pattern that cannot be understood", where);
  }
  out.push_back(std::move(condition));
  return {};
}

Result<AttributeRuler::Pattern> AttributeRuler::load_pattern(const Packed& pattern,
                                                             const std::string& where) {
  Pattern out;
  for (const auto& token : pattern.items) {
    TokenPattern one;
    std::string_view op = "1";
    for (std::size_t i = 0; i + 1 < token.items.size(); i += 2) {
      if (upper(token.items[i].text) == "OP") {
        op = token.items[i + 1].text;
      } else {
        TRY_VOID(load_conditions(token.items[i].text, token.items[i + 1], one.conditions, where));
      }
    }
    const auto add = [&](Times times) {
      one.times = times;
      out.push_back(one);
    };
    if (op == "1" || op == "+") add(Times::once);
    if (op == "?") add(Times::at_most_once);
    if (op == "*" || op == "+") add(Times::any);
    if (op == "1" || op == "+" || op == "?" || op == "*") continue;
    const auto count = count_of(op);
    if (!count) {
      return fail(ErrorCode::model,
                  "has an operator that is not known here: \"OP\": \"" + std::string(op) + "\"",
                  where);
    }
    for (std::size_t i = 0; i < count->least; ++i) add(Times::once);
    for (std::size_t i = count->least; count->most && i < *count->most; ++i)
      add(Times::at_most_once);
    if (!count->most) add(Times::any);
  }
  if (out.empty()) return fail(ErrorCode::model, "has a pattern without tokens", where);
  return out;
}

Result<AttributeRuler::Assignment> AttributeRuler::load_assignment(std::string_view name,
                                                                   const Packed& value,
                                                                   const std::string& where) {
  Assignment out;
  const std::string attribute = upper(name);
  if (attribute == "POS") {
    out.target = Target::pos;
  } else if (attribute == "MORPH") {
    out.target = Target::morph;
  } else if (attribute == "LEMMA") {
    out.target = Target::lemma;
  } else if (attribute == "TAG") {
    out.target = Target::tag;
  } else if (attribute == "DEP") {
    out.target = Target::dep;
  } else {
    return fail(ErrorCode::model, "sets an attribute that is not known here: " + std::string(name),
                where);
  }
  if (value.kind == Packed::Kind::integer) {
    out.value = reserved_name(value.integer);
  } else if (value.is_text()) {
    out.value = out.target == Target::morph ? normal_features(value.text) : std::string(value.text);
  } else {
    return fail(ErrorCode::model, "sets an attribute to what cannot be understood", where);
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
  rule.index = static_cast<std::int64_t>(index->integer);
  for (const auto& pattern : patterns->items) {
    TRY(auto tokens, load_pattern(pattern, where));
    const bool fixed = std::ranges::all_of(
        tokens, [](const TokenPattern& token) { return token.times == Times::once; });
    const auto size = static_cast<std::int64_t>(tokens.size());
    if (fixed && (rule.index >= size || rule.index < -size)) {
      return fail(ErrorCode::model, "has a rule for a token outside its pattern", where);
    }
    rule.patterns.push_back(std::move(tokens));
  }
  for (std::size_t i = 0; i + 1 < attributes->items.size(); i += 2) {
    TRY(auto one, load_assignment(attributes->items[i].text, attributes->items[i + 1], where));
    rule.set.push_back(std::move(one));
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
      if (patterns.size() != 1 || patterns.front().front().times != Times::once) return nullptr;
      for (const auto& condition : patterns.front().front().conditions) {
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

struct AttributeRuler::Found {
  std::uint32_t rule = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  auto operator<=>(const Found&) const = default;
};

void AttributeRuler::apply(std::span<Token> tokens,
                           const std::vector<const std::string*>& lower) const {
  Context context(tokens, lower);
  // All matches are found before anything is set; then rules have their say in their order.
  std::vector<Found> found;
  const auto try_rules = [&](const std::vector<std::uint32_t>& rules, std::size_t begin) {
    for (const std::uint32_t rule : rules) {
      for (const auto& pattern : rules_[rule].patterns) {
        for (const std::size_t end : context.ends(pattern, begin))
          found.push_back({rule, begin, end});
      }
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
  for (const auto& [index, begin, end] : found) {
    const Rule& rule = rules_[index];
    const auto at = static_cast<std::int64_t>(rule.index < 0 ? end : begin) + rule.index;
    if (at < static_cast<std::int64_t>(begin) || at >= static_cast<std::int64_t>(end)) continue;
    Token& token = tokens[static_cast<std::size_t>(at)];
    for (const auto& [target, value] : rule.set) {
      switch (target) {
        case Target::pos:
          token.pos = value;
          break;
        case Target::morph:
          token.morph = value;
          break;
        case Target::lemma:
          token.lemma = value;
          break;
        case Target::tag:
          token.tag = value;
          break;
        case Target::dep:
          token.dep = value;
          break;
      }
    }
  }
}

}  // namespace gainsay::nlp
