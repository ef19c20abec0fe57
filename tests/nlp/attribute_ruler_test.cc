// Patterns that tests/nlp/small_model does not hold, and those that are refused.
#include "nlp/attribute_ruler.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nlp/morphology.h"

namespace gainsay::nlp {
namespace {

// Values of a pattern file, built in place: MessagePack's form of {"a": b}, [a, b], "text", 1.
Packed text(std::string_view value) {
  Packed out;
  out.kind = Packed::Kind::text;
  out.text = value;
  return out;
}
Packed number(std::int64_t value) {
  Packed out;
  out.kind = Packed::Kind::integer;
  out.integer = static_cast<std::uint64_t>(value);
  return out;
}
Packed list(std::vector<Packed> items) {
  Packed out;
  out.kind = Packed::Kind::array;
  out.items = std::move(items);
  return out;
}
Packed map(std::vector<Packed> items) {
  Packed out = list(std::move(items));
  out.kind = Packed::Kind::map;
  return out;
}

// One rule with one pattern that sets the part of speech of the token at `index` to X.
Packed rule(Packed pattern, std::int64_t index = 0) {
  return list({map({text("patterns"), list({std::move(pattern)}), text("attrs"),
                    map({text("POS"), text("X")}), text("index"), number(index)})});
}

// Which of the tokens "an", "old", "old", "man" the rule sets.
std::string set_by(const Packed& rules) {
  const auto ruler = AttributeRuler::load(rules, "patterns");
  if (!ruler) return to_string(ruler.error());
  std::vector<Token> tokens(4);
  const std::vector<std::string> words{"an", "old", "old", "man"};
  std::vector<const std::string*> lower;
  for (std::size_t i = 0; i < words.size(); ++i) {
    tokens[i].text = words[i];
    tokens[i].morph = i == 3 ? "Case=Nom|Number=Sing" : "";
    lower.push_back(&words[i]);
  }
  ruler->apply(tokens, lower);
  std::string out;
  for (const auto& token : tokens) out += token.pos == "X" ? 'X' : '.';
  return out;
}

Packed old_with(std::string_view op) {
  return map({text("LOWER"), text("old"), text("OP"), text(op)});
}

TEST(AttributeRuler, CountsTokens) {
  const Packed man = map({text("LOWER"), text("man")});
  EXPECT_EQ(set_by(rule(list({old_with("{2}"), man}), -1)), "...X");
  EXPECT_EQ(set_by(rule(list({old_with("{3,}"), man}), -1)), "....");
  EXPECT_EQ(set_by(rule(list({old_with("{,1}"), man}))), "..XX");
  EXPECT_EQ(set_by(rule(list({old_with("+"), man}))), ".XX.");
  EXPECT_EQ(set_by(rule(list({map({text("LOWER"), text("an")}), old_with("*")}), 2)), "..X.");
  EXPECT_EQ(set_by(rule(list({map({}), man}))), "..X.");
}

TEST(AttributeRuler, ComparesSets) {
  const auto morph = [&](std::string_view op, std::vector<Packed> values) {
    return set_by(rule(list({map(
        {text("MORPH"), map({text(op), list(std::move(values))}), text("LOWER"), text("man")})})));
  };
  EXPECT_EQ(morph("IS_SUPERSET", {text("Case=Nom")}), "...X");
  EXPECT_EQ(morph("IS_SUPERSET", {text("Case=Acc")}), "....");
  EXPECT_EQ(morph("IS_SUBSET", {text("Case=Nom")}), "....");
  EXPECT_EQ(morph("IS_SUBSET", {text("Case=Nom"), text("Number=Sing")}), "...X");
  EXPECT_EQ(morph("INTERSECTS", {text("Case=Acc"), text("Number=Sing")}), "...X");
  EXPECT_EQ(morph("IN", {text("Number=Sing|Case=Nom")}), "...X");
}

TEST(AttributeRuler, ComparesNumbersAndFlags) {
  const auto length = [&](std::string_view op, std::int64_t value) {
    return set_by(rule(list({map({text("LENGTH"), map({text(op), number(value)})})})));
  };
  EXPECT_EQ(length("<", 3), "X...");
  EXPECT_EQ(length("!=", 2), ".XXX");
  EXPECT_EQ(set_by(rule(list({map({text("IS_UPPER"), number(1)})}))), "....");
  EXPECT_EQ(set_by(rule(list({map({text("LENGTH"), number(2)})}))), "X...");
  EXPECT_EQ(set_by(rule(list({map({text("SUFFIX"), text("man")})}))), "...X");
}

TEST(AttributeRuler, SaysWhatItDoesNotKnow) {
  EXPECT_EQ(set_by(rule(list({old_with("!")}))),
            "patterns: has an operator that is not known here: \"OP\": \"!\"");
  EXPECT_EQ(set_by(rule(list({map({text("LIKE_NUM"), number(1)})}))),
            "patterns: matches an attribute that is not known here: LIKE_NUM");
  EXPECT_EQ(set_by(rule(list({map({text("LOWER"), map({text("FUZZY"), text("odl")})})}))),
            "patterns: matches by an operator that is not known here: FUZZY");
  EXPECT_EQ(set_by(rule(list({old_with("1")}), 1)),
            "patterns: has a rule for a token outside its pattern");
  EXPECT_EQ(set_by(rule(list({}))), "patterns: has a pattern without tokens");
}

TEST(Morphology, HasOneSpelling) {
  EXPECT_EQ(normal_features("Number=Sing|Case=Nom,Acc"), "Case=Acc,Nom|Number=Sing");
  EXPECT_EQ(normal_features("_"), "");
  EXPECT_EQ(joined_features("Case=Nom|Number=Sing", "Number=Plur"), "Case=Nom|Number=Plur");
  EXPECT_EQ(feature("Case=Nom|Number=Sing", "Number"), "Sing");
  EXPECT_EQ(feature("Case=Nom", "Cas"), "");
}

}  // namespace
}  // namespace gainsay::nlp
