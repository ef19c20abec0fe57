#include "acquire/robots.h"

#include <algorithm>
#include <charconv>

namespace gainsay::acquire {
namespace {

constexpr std::size_t kBytes = std::size_t{500} * 1024;
constexpr std::string_view kBlank = " \t\r\n\f\v";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// RFC 9309, 2.2.2: octets outside ASCII and reserved ones are compared percent-encoded, what need
// not be encoded is compared plain.
std::string normal_form(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  const auto append_encoded = [&](unsigned char byte) {
    out += {'%', kHex[byte >> 4], kHex[byte & 15]};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      const auto coded = static_cast<unsigned char>(high * 16 + low);
      const char c = static_cast<char>(coded);
      const bool unreserved = (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') ||
                              c == '-' || c == '.' || c == '_' || c == '~';
      if (unreserved) {
        out += c;
      } else {
        append_encoded(coded);
      }
      i += 2;
    } else if (byte >= 0x80 || byte <= 0x20) {
      append_encoded(byte);
    } else {
      out += text[i];
    }
  }
  return out;
}

// "*" stands for any octets, "$" at the end for the end; without it a pattern fits what begins with
// it. One pass back to the last "*" is enough, so the time is bounded by the product of lengths.
bool fits(std::string_view pattern, std::string_view target) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t tried = 0;
  while (true) {
    if (at == pattern.size() && (!to_end || in == target.size())) return true;
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      tried = in;
    } else if (at < pattern.size() && in < target.size() && pattern[at] == target[in]) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos && tried < target.size()) {
      at = star + 1;
      in = ++tried;
    } else {
      return false;
    }
  }
}

// The product token of a user-agent line: "Some-Bot/2.1" names Some-Bot.
std::string_view product_in(std::string_view value) {
  if (value.starts_with('*')) return value.substr(0, 1);
  const auto end = std::ranges::find_if_not(
      value, [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_'; });
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

std::optional<std::chrono::milliseconds> seconds_in(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  constexpr double kMost = 86'400;
  if (error != std::errc() || !(seconds >= 0) || seconds > kMost) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

struct Line {
  std::string_view key;
  std::string_view value;
};

Line split(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1))};
}

}  // namespace

Robots Robots::parse(std::string_view file, std::string_view product) {
  file = file.substr(0, kBytes);
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  Robots ours;
  Robots everybodys;
  bool named = false;      // some group names us
  bool for_us = false;     // the present group does
  bool for_all = false;    // the present group is "*"
  bool in_agents = false;  // user-agent lines that follow each other share what comes after
  while (!file.empty()) {
    const auto end = std::min(file.find_first_of("\r\n"), file.size());
    const auto [key, value] = split(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (same_word(key, "user-agent")) {
      if (!in_agents) for_us = for_all = false;
      in_agents = true;
      const auto agent = product_in(value);
      for_us = for_us || same_word(agent, product);
      for_all = for_all || agent == "*";
      named = named || for_us;
      continue;
    }
    const bool allow = same_word(key, "allow");
    const bool rule = allow || same_word(key, "disallow");
    const bool delay = same_word(key, "crawl-delay");
    if (!rule && !delay) continue;  // what others put between does not end a group
    in_agents = false;
    for (auto [member, to] : {std::pair(for_us, &ours), std::pair(for_all, &everybodys)}) {
      if (!member) continue;
      if (delay) to->crawl_delay_ = seconds_in(value);
      if (rule && !value.empty()) to->rules_.push_back({normal_form(value), allow});
    }
  }
  return named ? ours : everybodys;
}

Robots Robots::disallow_all() {
  Robots robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

bool Robots::allows(std::string_view target) const {
  const std::string normal = normal_form(target.empty() ? "/" : target);
  const Rule* decides = nullptr;
  for (const Rule& rule : rules_) {
    const bool longer = !decides || rule.pattern.size() > decides->pattern.size() ||
                        (rule.pattern.size() == decides->pattern.size() && rule.allow);
    if (longer && fits(rule.pattern, normal)) decides = &rule;
  }
  return !decides || decides->allow;
}

}  // namespace gainsay::acquire
