#include "acquire/http.h"

#include <algorithm>
#include <charconv>

namespace gainsay::acquire {
namespace {

// The next line, without its end; moves `at` behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::optional<Message> parted(std::string_view message) {
  for (std::size_t at = 0; at < message.size();) {
    if (message.find('\n', at) == std::string_view::npos) return std::nullopt;
    if (next_line(message, at).empty()) return Message{message.substr(0, at), message.substr(at)};
  }
  return std::nullopt;
}

int status_of(std::string_view head) {
  if (!head.starts_with("HTTP/")) return 0;
  const std::size_t space = head.find(' ');
  if (space == std::string_view::npos) return 0;
  const std::string_view digits = head.substr(space + 1, 3);
  int status = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return error == std::errc() && end == digits.data() + 3 ? status : 0;
}

std::optional<std::string> field(std::string_view head, std::string_view name) {
  const std::string wanted = lower_ascii(name);
  std::optional<std::string> value;
  std::size_t at = 0;
  next_line(head, at);
  while (at < head.size()) {
    const std::string_view line = next_line(head, at);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (lower_ascii(trimmed(line.substr(0, colon))) == wanted)
      value = std::string(trimmed(line.substr(colon + 1)));
  }
  return value;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Result<std::string> without_chunks(std::string_view body) {
  const auto cut = [] {
    return fail(ErrorCode::damaged, "is cut short: its last chunk is missing");
  };
  std::string out;
  for (std::size_t at = 0; at < body.size();) {
    const std::string_view line = next_line(body, at);
    std::size_t size = 0;
    const std::string_view digits = trimmed(line.substr(0, line.find(';')));
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (error != std::errc() || digits.empty() || end != digits.data() + digits.size())
      return fail(ErrorCode::damaged, "is damaged: the length of a chunk is no number");
    if (size == 0) return out;
    if (size > body.size() - at) return cut();
    out.append(body.substr(at, size));
    at += size;
    if (at < body.size() && !next_line(body, at).empty())
      return fail(ErrorCode::damaged, "is damaged: a chunk is longer than its length");
  }
  return cut();
}

std::string in_one_chunk(std::string_view body) {
  if (body.empty()) return "0\r\n\r\n";
  char digits[2 * sizeof(std::size_t)];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, body.size(), 16);
  std::string out(digits, end);
  return out.append("\r\n").append(body).append("\r\n0\r\n\r\n");
}

}  // namespace gainsay::acquire
