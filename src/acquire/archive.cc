#include "acquire/archive.h"

#include <algorithm>

namespace gainsay::acquire {
namespace {

// Kinds are named by strangers: what is beyond this is counted together.
constexpr std::size_t kMostKinds = 12;
constexpr std::size_t kLongestKind = 40;

std::string shown(std::string_view kind) {
  std::string out;
  for (const char c : kind.substr(0, kLongestKind)) out.push_back(c < ' ' || c > '~' ? '?' : c);
  return out;
}

}  // namespace

void Tally::add(std::string_view kind) {
  std::string name = shown(kind);
  auto at = std::ranges::find(counts_, name, [](const auto& count) { return count.first; });
  if (at == counts_.end() && counts_.size() >= kMostKinds) {
    name = "of other kinds";
    at = std::ranges::find(counts_, name, [](const auto& count) { return count.first; });
  }
  if (at == counts_.end()) at = counts_.emplace(counts_.end(), name, 0);
  ++at->second;
}

std::string Tally::in_words() const {
  std::string words;
  for (const auto& [kind, count] : counts_)
    words += (words.empty() ? "" : ", ") + std::to_string(count) + " " + kind;
  return words;
}

}  // namespace gainsay::acquire
