#include "nlp/regex.h"

#include <array>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace gainsay::nlp {
namespace {

// The longest honest match on news text took under 2,000; PCRE2's own limit is 10 million, a
// second.
constexpr std::uint32_t kMostSteps = 200'000;

PCRE2_SPTR to_units(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct MatchSpace::Data {
  pcre2_match_data* match = pcre2_match_data_create(1, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
};

MatchSpace::MatchSpace() : data_(std::make_unique<Data>()) {
  pcre2_set_match_limit(data_->context, kMostSteps);
}

MatchSpace::~MatchSpace() {
  pcre2_match_data_free(data_->match);
  pcre2_match_context_free(data_->context);
}

struct Regex::Code {
  explicit Code(pcre2_code* compiled) : code(compiled, pcre2_code_free) {}
  std::unique_ptr<pcre2_code, decltype(&pcre2_code_free)> code;
};

namespace {

// The parts of "A|B|C", where '|' stands in no group and no class.
std::vector<std::string_view> split_alternatives(std::string_view pattern) {
  std::vector<std::string_view> parts;
  int depth = 0;
  bool in_class = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '(' || c == ')') {
      depth += c == '(' ? 1 : -1;
    } else if (c == '|' && depth == 0) {
      parts.push_back(pattern.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(pattern.substr(begin));
  return parts;
}

// A pattern's alternatives, and the flags that stand before all of them: "(?i)".
struct Alternatives {
  std::string_view flags;
  std::vector<std::string_view> each;
};

Alternatives alternatives_of(std::string_view pattern) {
  constexpr std::string_view kGroup = "(?:";
  Alternatives out;
  if (pattern.starts_with("(?") && !pattern.starts_with(kGroup)) {
    const auto end = pattern.find_first_not_of("aimsx", 2);
    if (end != std::string_view::npos && pattern[end] == ')') {
      out.flags = pattern.substr(0, end + 1);
      pattern.remove_prefix(end + 1);
    }
  }
  out.each = split_alternatives(pattern);
  if (out.each.size() == 1 && pattern.starts_with(kGroup) && pattern.ends_with(')')) {
    out.each =
        split_alternatives(pattern.substr(kGroup.size(), pattern.size() - kGroup.size() - 1));
  }
  return out;
}

// The alternatives in patterns of about this length: PCRE2 compiles up to 64 KiB.
constexpr std::size_t kPartOfPattern = 32768;
std::vector<std::string> parts_of(const Alternatives& all) {
  std::vector<std::string> parts;
  for (const auto one : all.each) {
    if (parts.empty() || parts.back().size() + one.size() > kPartOfPattern) {
      parts.emplace_back(all.flags);
    } else {
      parts.back() += '|';
    }
    parts.back() += one;
  }
  return parts;
}

std::string message_of(int error, std::size_t at) {
  std::array<PCRE2_UCHAR, 256> message{};
  pcre2_get_error_message(error, message.data(), message.size());
  return "has a pattern that PCRE2 cannot read (" +
         std::string(reinterpret_cast<const char*>(message.data())) + ", at byte " +
         std::to_string(at) + ")";
}

constexpr int kTooLarge = 120;  // no name in pcre2.h

}  // namespace

std::string to_pcre(std::string_view pattern) {
  std::string out;
  // Flags for the whole: Unicode is always on, the others are PCRE2's own.
  if (pattern.starts_with("(?")) {
    const auto end = pattern.find_first_not_of("aimsux", 2);
    if (end != std::string_view::npos && end > 2 && pattern[end] == ')') {
      for (const char flag : pattern.substr(2, end - 2)) {
        if (flag != 'u' && flag != 'a') out += flag;
      }
      if (!out.empty()) out = "(?" + out + ")";
      pattern.remove_prefix(end + 1);
    }
  }
  out.reserve(pattern.size() + pattern.size() / 2);
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      const char next = pattern[i + 1];
      const std::size_t digits = next == 'u' ? 4 : next == 'U' ? 8 : 0;
      if (digits != 0 && i + 1 + digits < pattern.size()) {
        out.append("\\x{").append(pattern.substr(i + 2, digits)).append("}");
        i += 1 + digits;
      } else {
        out.append({'\\', next == 'Z' ? 'z' : next});
        ++i;
      }
      continue;
    }
    if (in_class && c == '[') out += '\\';
    out += c;
    if (!in_class && c == '[') {
      in_class = true;
      // A ']' that comes first stands for itself.
      if (i + 1 < pattern.size() && pattern[i + 1] == '^') out += pattern[++i];
      if (i + 1 < pattern.size() && pattern[i + 1] == ']') out += pattern[++i];
    } else if (in_class && c == ']') {
      in_class = false;
    }
  }
  return out;
}

Result<Regex> Regex::compile(std::string_view pattern, From from, const std::string& where) {
  const std::string translated = to_pcre(pattern);
  int error = 0;
  PCRE2_SIZE at = 0;
  // Anchored here, not when matching: the JIT does not take that option later.
  const std::uint32_t options = PCRE2_UTF | PCRE2_UCP | (from == From::start ? PCRE2_ANCHORED : 0U);
  const auto code_of = [&](const std::string& one) {
    return pcre2_compile(to_units(one), one.size(), options, &error, &at, nullptr);
  };
  std::vector<Code> codes;
  if (pcre2_code* const whole = code_of(translated); whole != nullptr) {
    // Without a JIT for this machine the interpreter matches the same, slower.
    pcre2_jit_compile(whole, PCRE2_JIT_COMPLETE);
    codes.emplace_back(whole);
  } else if (error == kTooLarge) {
    // French has one of 1.4 MB. Most of its parts fail at a word's first letter, which takes no
    // JIT.
    for (const auto& part : parts_of(alternatives_of(translated))) {
      pcre2_code* const code = code_of(part);
      if (code == nullptr) return fail(ErrorCode::model, message_of(error, at), where);
      codes.emplace_back(code);
    }
  }
  if (codes.empty()) return fail(ErrorCode::model, message_of(error, at), where);
  Regex regex;
  regex.codes_ = std::make_shared<const std::vector<Code>>(std::move(codes));
  return regex;
}

std::optional<Match> Regex::search(std::string_view text, MatchSpace& space,
                                   std::size_t from) const {
  std::optional<Match> first;
  for (const Code& code : *codes_) {
    const auto match = [&](std::uint32_t options) {
      return pcre2_match(code.code.get(), to_units(text), text.size(), from, options,
                         space.data_->match, space.data_->context);
    };
    int groups = match(PCRE2_NO_UTF_CHECK);
    if (groups == PCRE2_ERROR_JIT_STACKLIMIT) groups = match(PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT);
    // 0: matched, with more groups than there was room for; only the whole match is wanted.
    if (groups < 0) continue;
    const PCRE2_SIZE* found = pcre2_get_ovector_pointer(space.data_->match);
    // Of those that begin together the earlier alternative counts, as in one pattern.
    if (!first || found[0] < first->begin) first = Match{found[0], found[1]};
  }
  return first;
}

}  // namespace gainsay::nlp
