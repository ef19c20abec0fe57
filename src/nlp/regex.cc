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
  explicit Code(pcre2_code* compiled) : code(compiled) {}
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() { pcre2_code_free(code); }
  pcre2_code* code;
};

std::string to_pcre(std::string_view pattern) {
  if (pattern.starts_with("(?u)")) pattern.remove_prefix(4);
  std::string out;
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
  pcre2_code* code =
      pcre2_compile(to_units(translated), translated.size(), options, &error, &at, nullptr);
  if (code == nullptr) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    return fail(ErrorCode::model,
                "has a pattern that PCRE2 cannot read (" +
                    std::string(reinterpret_cast<const char*>(message.data())) + ", at byte " +
                    std::to_string(at) + ")",
                where);
  }
  // Without a JIT for this machine the interpreter matches the same, slower.
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  Regex regex;
  regex.code_ = std::make_shared<const Code>(code);
  return regex;
}

std::optional<Match> Regex::search(std::string_view text, MatchSpace& space,
                                   std::size_t from) const {
  const auto match = [&](std::uint32_t options) {
    return pcre2_match(code_->code, to_units(text), text.size(), from, options, space.data_->match,
                       space.data_->context);
  };
  int groups = match(PCRE2_NO_UTF_CHECK);
  if (groups == PCRE2_ERROR_JIT_STACKLIMIT) groups = match(PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT);
  // 0: matched, with more groups than there was room for; only the whole match is wanted.
  if (groups < 0) return std::nullopt;
  const PCRE2_SIZE* found = pcre2_get_ovector_pointer(space.data_->match);
  return Match{found[0], found[1]};
}

}  // namespace gainsay::nlp
