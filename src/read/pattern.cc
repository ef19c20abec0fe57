#include "read/pattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "read/read.h"

namespace gainsay::read {
namespace {

// A pattern that a person wrote is far below these; what is above them is a slip or an attack.
constexpr int kDeepest = 16;             // brackets in brackets, names in names
constexpr std::size_t kMostNodes = 128;  // with what its names stand for
constexpr TokenIndex kFarthest = 20;     // tokens, for "+N"

constexpr auto kEntities = std::to_array<std::string_view>(
    {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW",
     "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"});

struct BuiltIn {
  std::string_view name;
  Test::Kind kind;
};
constexpr auto kBuiltIns = std::to_array<BuiltIn>({{"name", Test::Kind::name},
                                                   {"passive", Test::Kind::passive},
                                                   {"named", Test::Kind::named},
                                                   {"quoted", Test::Kind::quoted},
                                                   {"capital", Test::Kind::capital}});

struct NamedProperty {
  std::string_view name;
  Test::Property property;
};
constexpr auto kProperties = std::to_array<NamedProperty>({{"lemma", Test::Property::lemma},
                                                           {"word", Test::Property::word},
                                                           {"tag", Test::Property::tag},
                                                           {"pos", Test::Property::pos},
                                                           {"dep", Test::Property::dep},
                                                           {"entity", Test::Property::entity},
                                                           {"actor", Test::Property::actor}});

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }

// Recursive descent; the first error is thrown to parse_pattern and no farther.
class Parser {
 public:
  Parser(std::string_view text, const PatternNames& names, Pattern& into)
      : text_(text), names_(names), into_(into) {}

  void pattern() {
    skip_space();
    node({}, {});
    at_end("a condition (>label, <label, !, ?, a choice in round brackets, $NAME) or the end");
  }

  // What the parts around a part say of it.
  struct Within {
    bool negated = false;  // behind "!": nothing can be captured
  };

  // The text of a "$NAME", for the conditions of the node that it stands at.
  std::vector<Condition> conditions_alone(int depth, Within within) {
    depth_ = depth;
    skip_space();
    auto out = conditions(within);
    if (out.empty()) refuse("no condition is here");
    at_end("a condition or the end");
    return out;
  }

  Test test_alone() {
    skip_space();
    Test out = test();
    skip_space();
    at_end("the end, behind the closing ']'");
    return out;
  }

 private:
  class Deeper {
   public:
    explicit Deeper(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > kDeepest) parser_.refuse("nested too deep");
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  std::string_view text_;
  const PatternNames& names_;
  Pattern& into_;
  std::size_t at_ = 0;
  int depth_ = 0;

  [[noreturn]] void refuse(const std::string& what, std::optional<std::size_t> at = {}) const {
    throw PatternError{at.value_or(at_), what};
  }

  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (next() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  void at_end(const char* expected) const {
    if (at_ < text_.size()) refuse(std::string("expected ") + expected);
  }
  void expect(char c, const char* where) {
    skip_space();
    if (!take(c)) refuse(std::string("expected '") + c + "' " + where);
  }

  std::string name(const char* what) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    if (begin == at_) refuse(std::string("expected ") + what);
    return std::string(text_.substr(begin, at_ - begin));
  }

  // ---------------------------------------------------------------- tests

  Test test() {
    if (!take('[')) refuse("expected a test in square brackets");
    skip_space();
    Test out;
    if (next() != ']') out = either();
    expect(']', "at the end of a test");
    return out;
  }

  Test either() {
    const Deeper deeper(*this);
    return joined('|', Test::Kind::any,
                  [this] { return joined('&', Test::Kind::all, [this] { return factor(); }); });
  }

  template <typename Part>
  Test joined(char sign, Test::Kind kind, Part part) {
    Test first = part();
    skip_space();
    if (next() != sign) return first;
    Test out;
    out.kind = kind;
    out.parts.push_back(std::move(first));
    while (take(sign)) {
      skip_space();
      out.parts.push_back(part());
      skip_space();
    }
    return out;
  }

  Test factor() {
    skip_space();
    const Deeper deeper(*this);
    if (take('!')) return opposite(factor());
    if (take('(')) {
      Test out = either();
      expect(')', "at the end of this part");
      return out;
    }
    const std::size_t begin = at_;
    const auto word = name("a property (lemma, word, tag, pos, dep, entity, actor) or a name");
    const auto* const property =
        std::ranges::find(kProperties, word, [](const NamedProperty& p) { return p.name; });
    if (take('=')) return compared(word, property, begin);
    if (next() == '!' && at_ + 1 < text_.size() && text_[at_ + 1] == '=') {
      at_ += 2;
      return opposite(compared(word, property, begin));
    }
    Test out;
    if (const auto* const built_in =
            std::ranges::find(kBuiltIns, word, [](const BuiltIn& b) { return b.name; });
        built_in != kBuiltIns.end()) {
      out.kind = built_in->kind;
      return out;
    }
    if (property != kProperties.end()) {
      out.kind = Test::Kind::property;
      out.property = property->property;
      out.any_value = true;
      return out;
    }
    const auto defined = names_.tests.find(word);
    if (defined == names_.tests.end()) refuse("no test has the name '" + word + "'", begin);
    return defined->second;
  }

  static Test opposite(Test of) {
    Test out;
    out.kind = Test::Kind::none;
    out.parts.push_back(std::move(of));
    return out;
  }

  Test compared(const std::string& word, const NamedProperty* property, std::size_t begin) {
    if (property == kProperties.end()) refuse("unknown property '" + word + "'", begin);
    Test out;
    out.kind = Test::Kind::property;
    out.property = property->property;
    do {
      const std::size_t value_at = at_;
      if (take('@')) {
        out.lists.push_back(list(value_at));
      } else {
        out.values.push_back(value());
        check(out.property, out.values.back(), value_at);
      }
    } while (take(','));
    std::ranges::sort(out.values);
    return out;
  }

  const WordList* list(std::size_t begin) {
    const auto word = name("the name of a list");
    const auto found = names_.lists->find(word);
    if (found == names_.lists->end()) refuse("no list has the name '@" + word + "'", begin);
    return &found->second;
  }

  std::string value() {
    if (take('"')) {
      const auto end = text_.find('"', at_);
      if (end == std::string_view::npos) refuse("a quotation mark is not closed", at_ - 1);
      const auto out = text_.substr(at_, end - at_);
      at_ = end + 1;
      return std::string(out);
    }
    constexpr std::string_view kEnds = " \n\t\r,|&]()=\"@";
    const std::size_t begin = at_;
    while (at_ < text_.size() && kEnds.find(text_[at_]) == std::string_view::npos) ++at_;
    if (begin == at_) refuse("expected a value");
    return std::string(text_.substr(begin, at_ - begin));
  }

  void check(Test::Property property, const std::string& value, std::size_t at) const {
    switch (property) {
      case Test::Property::lemma:
      case Test::Property::word:
        if (std::ranges::any_of(value, [](char c) { return c >= 'A' && c <= 'Z'; }))
          refuse("words are written in lower case: '" + value + "'", at);
        break;
      case Test::Property::pos:
        if (!pos_named(value)) refuse("unknown part of speech '" + value + "'", at);
        break;
      case Test::Property::dep:
        if (!dep_named(value)) refuse("unknown function '" + value + "'", at);
        break;
      case Test::Property::entity:
        if (std::ranges::find(kEntities, value) == kEntities.end())
          refuse("unknown entity type '" + value + "'", at);
        break;
      case Test::Property::actor:
        if (!actor_type_of(value)) refuse("unknown type of actor '" + value + "'", at);
        break;
      case Test::Property::tag:
        break;
    }
  }

  // ---------------------------------------------------------------- nodes and conditions

  // A token with its conditions, reached by `step`; its index.
  int node(const Step& step, Within within) {
    const Deeper deeper(*this);
    Node out;
    out.step = step;
    out.test = test();
    capture(out, within);
    skip_space();
    out.conditions = conditions(within);
    return keep(std::move(out));
  }

  int keep(Node node) {
    if (into_.nodes.size() >= kMostNodes) refuse("the pattern is too large");
    into_.nodes.push_back(std::move(node));
    return static_cast<int>(into_.nodes.size()) - 1;
  }

  void capture(Node& into, Within within) {
    const std::size_t begin = at_;
    if (!take('=')) return;
    if (within.negated) refuse("what must not be there cannot be captured", begin);
    const auto word = name("the capture's name");
    into.every = take('+');
    const auto known = std::ranges::find(into_.captures, word);
    into.capture = static_cast<int>(known - into_.captures.begin());
    if (known == into_.captures.end()) into_.captures.push_back(word);
  }

  std::vector<Condition> conditions(Within within) {
    constexpr std::string_view kConditions = "><.+-!?($";
    std::vector<Condition> all;
    while (true) {
      skip_space();
      const char c = next();
      if (at_ >= text_.size() || kConditions.find(c) == std::string_view::npos) return all;
      condition(within, all);
    }
  }

  void condition(Within within, std::vector<Condition>& all) {
    Condition out;
    if (take('!')) {
      out.need = Condition::Need::never;
      within.negated = true;
    } else if (take('?')) {
      out.need = Condition::Need::may;
    }
    if (next() == '(') {
      choice(out, within);
    } else if (next() == '$') {
      auto named = this->named(within);
      if (out.need == Condition::Need::must) {
        std::ranges::move(named, std::back_inserter(all));
        return;
      }
      out.alternatives.push_back(std::move(named));
    } else {
      out.node = link(within);
    }
    all.push_back(std::move(out));
  }

  void choice(Condition& into, Within within) {
    const Deeper deeper(*this);
    take('(');
    do {
      auto alternative = conditions(within);
      if (alternative.empty()) refuse("expected a condition");
      into.alternatives.push_back(std::move(alternative));
      skip_space();
    } while (take('|'));
    expect(')', "at the end of a choice");
  }

  std::vector<Condition> named(Within within) {
    const Deeper deeper(*this);
    const std::size_t begin = at_;
    take('$');
    const auto word = name("the name of conditions");
    const auto found = names_.conditions.find(word);
    if (found == names_.conditions.end())
      refuse("no conditions have the name '$" + word + "'", begin);
    try {
      return Parser(found->second, names_, into_).conditions_alone(depth_, within);
    } catch (const PatternError& error) {
      refuse("in $" + word + ": " + error.what, begin);
    }
  }

  int link(Within within) {
    const Deeper deeper(*this);
    const Step by = step();
    if (at_bracketed_node()) {
      skip_to('(');
      take('(');
      skip_space();
      const int out = node(by, within);
      expect(')', "at the end of this part");
      return out;
    }
    Node target;
    target.step = by;
    skip_to('[');
    if (next() == '[') target.test = test();
    capture(target, within);
    skip_to('/');
    if (take('/')) {
      skip_space();
      Condition onward;
      onward.node = link(within);
      target.conditions.push_back(std::move(onward));
    }
    return keep(std::move(target));
  }

  // ">dobj ([body] …)"; a choice behind a step without a test begins with no square bracket.
  [[nodiscard]] bool at_bracketed_node() const {
    std::size_t ahead = at_;
    for (const char wanted : {'(', '['}) {
      while (ahead < text_.size() && is_space(text_[ahead])) ++ahead;
      if (ahead >= text_.size() || text_[ahead] != wanted) return false;
      ++ahead;
    }
    return true;
  }

  // ">dobj [body]" and ">dobj[body]" are the same.
  void skip_to(char c) {
    std::size_t ahead = at_;
    while (ahead < text_.size() && is_space(text_[ahead])) ++ahead;
    if (ahead < text_.size() && text_[ahead] == c) at_ = ahead;
  }

  // ---------------------------------------------------------------- steps

  Step step() {
    Step out;
    if (next() == '+' || next() == '-') return nearness();
    if (take('.')) {
      out.way = Step::Way::stay;
      return out;
    }
    if (next() != '>' && next() != '<') refuse("expected a step: >label, <label, '.', +N or -N");
    out.way = next() == '>' ? Step::Way::down : Step::Way::up;
    ++at_;
    if (take('-')) {
      out.side = Step::Side::before;
    } else if (take('+')) {
      out.side = Step::Side::behind;
    }
    const std::size_t begin = at_;
    do {
      label(out);
    } while (take(','));
    if (take('?')) {
      out.times = Step::Times::maybe;
    } else if (take('*')) {
      out.times = Step::Times::any;
    } else if (take('+')) {
      out.times = Step::Times::some;
    }
    const bool plain = out.prepositions.empty() && out.preposition_lists.empty() && !out.doer &&
                       !out.sufferer && !out.other_name;
    if (!plain && out.times != Step::Times::once)
      refuse("only a parser's own functions can be repeated", begin);
    if (out.way == Step::Way::up && (out.doer || out.sufferer || out.other_name))
      refuse("doer, sufferer and other_name lead downwards only", begin);
    return out;
  }

  Step nearness() {
    Step out;
    out.way = Step::Way::along;
    const std::size_t begin = at_;
    const bool before = take('-');
    if (!before) take('+');
    const auto digits = text_.substr(at_);
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out.reach);
    if (problem != std::errc() || out.reach < 1 || out.reach > kFarthest)
      refuse("expected a number of tokens from 1 to " + std::to_string(kFarthest), begin);
    at_ += static_cast<std::size_t>(end - digits.data());
    if (before) out.reach = -out.reach;
    return out;
  }

  void label(Step& into) {
    constexpr std::string_view kPreposition = "prep_";
    const std::size_t begin = at_;
    if (text_.substr(at_).starts_with(kPreposition)) {
      at_ += kPreposition.size();
      if (take('@')) {
        into.preposition_lists.push_back(list(at_ - 1));
      } else {
        into.prepositions.push_back(name("a preposition"));
      }
      return;
    }
    const std::size_t name_at = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || text_[at_] == '_')) ++at_;
    const auto word = text_.substr(name_at, at_ - name_at);
    if (word.empty()) refuse("expected a function (nsubj, dobj, prep_of …), or _ for any", begin);
    if (word == "_") {
      into.every_label = true;
    } else if (word == "doer") {
      into.doer = true;
    } else if (word == "sufferer") {
      into.sufferer = true;
    } else if (word == "other_name") {
      into.other_name = true;
    } else if (const auto dep = dep_named(word)) {
      into.labels.set(static_cast<std::size_t>(*dep));
    } else {
      refuse("unknown function '" + std::string(word) + "'", begin);
    }
  }
};

}  // namespace

tl::expected<Pattern, PatternError> parse_pattern(std::string_view text,
                                                  const PatternNames& names) {
  Pattern out;
  try {
    Parser(text, names, out).pattern();
  } catch (const PatternError& error) {
    return tl::make_unexpected(error);
  }
  return out;
}

tl::expected<void, PatternError> define(const std::string& name, const std::string& text,
                                        PatternNames& names) {
  Pattern scratch;
  try {
    Parser parser(text, names, scratch);
    const auto first = text.find_first_not_of(" \n\t\r");
    if (first != std::string::npos && text[first] == '[') {
      names.tests.insert_or_assign(name, parser.test_alone());
    } else {
      parser.conditions_alone(0, {});
      names.conditions.insert_or_assign(name, text);
    }
  } catch (const PatternError& error) {
    return tl::make_unexpected(error);
  }
  return {};
}

}  // namespace gainsay::read
