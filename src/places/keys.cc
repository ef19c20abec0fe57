#include "places/keys.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/utf8.h"

namespace gainsay::places {
namespace {

// Letters that only stand for a sound between letters: ʿ, ʾ, ʼ.
bool is_modifier_letter(char32_t c) { return c >= U'\u02B0' && c <= U'\u02FF'; }

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'w';
}

// The Arabic article as romanisations write it, assimilated or not.
bool is_article(std::string_view word) {
  constexpr std::array<std::string_view, 24> kArticles = {
      "al",  "el",  "ul", "il", "ad",  "ed",  "an", "en", "ar", "er", "as", "es",
      "ash", "esh", "at", "et", "ath", "adh", "az", "ez", "us", "uz", "ur", "a"};
  return std::ranges::find(kArticles, word) != kArticles.end();
}

// What romanisations write in two ways is written in one.
std::string one_letter_a_sound(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const bool h_follows = i + 1 < word.size() && word[i + 1] == 'h';
    if (c == 'q') {
      out += 'k';
    } else if (c == 'g' || c == 'j') {
      out += 'g';
      if (h_follows) ++i;
    } else if (h_follows && (c == 'd' || c == 't')) {
      out += c;
      ++i;
    } else if (c == 'c') {
      out += h_follows ? 's' : 'k';
      if (h_follows) ++i;
    } else if (h_follows && (c == 's' || c == 'k')) {
      out += c == 's' ? 's' : 'x';
      ++i;
    } else if (c == 'v') {
      out += 'b';
    } else {
      out += c;
    }
  }
  return out;
}

std::string consonants(std::string_view word) {
  std::string out;
  for (const char c : one_letter_a_sound(word)) {
    if (is_vowel(c)) continue;
    if (out.empty() || out.back() != c) out += c;
  }
  // A last h is the Arabic feminine ending or nothing.
  if (out.size() > 1 && out.back() == 'h') out.pop_back();
  return out;
}

}  // namespace

std::string plain_key(std::string_view name) {
  std::string key;
  const auto folded = fold(name);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (c != U' ' && !is_modifier_letter(c)) append_utf8(key, c);
  }
  return key;
}

std::string consonant_key(std::string_view name) {
  std::string latin;
  const auto folded = fold(name);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_modifier_letter(c)) continue;
    if (c >= 0x80) return {};
    latin += static_cast<char>(c);
  }
  std::istringstream words(latin);
  std::string key;
  for (std::string word; words >> word;) {
    if (is_article(word)) continue;
    key += consonants(word);
  }
  if (key.size() < kFewestConsonants) return {};
  return key;
}

std::uint64_t hash_of(std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93U;
  return hash ^ (hash >> 32);
}

}  // namespace gainsay::places
