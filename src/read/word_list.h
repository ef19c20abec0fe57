// Words that a knowledge file lists under one name.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace gainsay::read {

// Lists and their words are asked for thousands of times a page: looked up without making a string.
struct NameHash {
  using is_transparent = void;
  // FNV-1a: short words, and in line.
  constexpr std::size_t operator()(std::string_view name) const {
    std::size_t hash = 0xcbf29ce484222325;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
  }
};
// Words, and endings ("-keeper") of words that one cannot list.
class WordList : public std::unordered_set<std::string, NameHash, std::equal_to<>> {
 public:
  [[nodiscard]] bool contains(std::string_view word) const {
    if (unordered_set::contains(word)) return true;
    return std::ranges::any_of(endings_, [&](const std::string& ending) {
      constexpr std::size_t kShortest = 2;  // letters before it
      return word.size() >= ending.size() + kShortest && word.ends_with(ending);
    });
  }
  void add(std::string word) {
    if (word.size() > 1 && word.front() == '-') {
      endings_.push_back(word.substr(1));
    } else {
      insert(std::move(word));
    }
  }

 private:
  std::vector<std::string> endings_;
};
using WordLists = std::unordered_map<std::string, WordList, NameHash, std::equal_to<>>;

}  // namespace gainsay::read
