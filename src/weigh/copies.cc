#include "weigh/copies.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <sstream>
#include <string_view>
#include <unordered_map>

#include "base/utf8.h"

namespace gainsay::weigh {
namespace {

constexpr std::size_t kShingle = 5;    // words
constexpr std::size_t kSketch = 64;    // smallest shingles kept to find candidates by
constexpr double kContained = 0.8;     // of the shorter text's shingles
constexpr std::size_t kShortest = 20;  // shingles; a shorter text is no copy of anything

// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

// Sorted, each once.
std::vector<std::uint64_t> shingles_of(const std::string& text) {
  std::istringstream in(fold(text));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::string run;
    for (std::size_t k = 0; k < kShingle; ++k) run += words[i + k] + " ";
    out.push_back(hash_of(run));
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t shared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++count;
      ++i;
      ++k;
    } else if (a[i] < b[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return count;
}

}  // namespace

std::string time_key(const page::Article& article) {
  return article.published.empty() ? std::string("9999") : article.published + "~";
}

std::vector<int> find_copies(std::span<const resolve::ReadDocument> documents) {
  std::vector<int> order(documents.size());
  std::iota(order.begin(), order.end(), 0);
  const auto published = [&](int i) {
    return time_key(documents[static_cast<std::size_t>(i)].article);
  };
  std::ranges::stable_sort(order, [&](int a, int b) { return published(a) < published(b); });
  std::vector<std::vector<std::uint64_t>> shingles(documents.size());
  std::unordered_map<std::uint64_t, std::vector<int>> by_sketch;
  std::vector<int> copy_of(documents.size(), -1);
  for (const int doc : order) {
    const auto d = static_cast<std::size_t>(doc);
    shingles[d] = shingles_of(documents[d].article.text);
    if (shingles[d].size() < kShortest) continue;
    std::map<int, int> candidates;
    const std::size_t sketch = std::min(kSketch, shingles[d].size());
    for (std::size_t i = 0; i < sketch; ++i) {
      for (const int other : by_sketch[shingles[d][i]]) ++candidates[other];
    }
    for (const auto& [other, hits] : candidates) {
      if (hits < 2) continue;
      const auto o = static_cast<std::size_t>(other);
      const auto smaller = static_cast<double>(std::min(shingles[d].size(), shingles[o].size()));
      if (static_cast<double>(shared(shingles[d], shingles[o])) >= kContained * smaller) {
        copy_of[d] = copy_of[o] < 0 ? other : copy_of[o];
        break;
      }
    }
    // A text that holds more than the sketch of a long one is found through its own smallest runs
    // all the same.
    for (std::size_t i = 0; i < sketch; ++i) by_sketch[shingles[d][i]].push_back(doc);
  }
  return copy_of;
}

}  // namespace gainsay::weigh
