// Words as types: what spaCy's features and rules know of a word by its letters alone.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "nlp/msgpack.h"
#include "nlp/string_ids.h"

namespace gainsay::nlp {

// A word type, with the norm it has here ("'s" as a word of its own and as part of "let's" may
// differ).
struct Lexeme {
  std::string text;
  std::string lower;
  StringId orth = 0;
  StringId lower_id = 0;
  StringId norm = 0;
  StringId prefix = 0;       // first character
  StringId suffix = 0;       // last three
  StringId shape = 0;        // "Xxxxx", "dd"
  std::uint32_t length = 0;  // code points
  std::uint32_t index = 0;   // among its lexicon's
  bool is_space = false;
};

[[nodiscard]] std::string word_shape(std::string_view word);

// The norms of a pipeline's vocabulary.
class Norms {
 public:
  // `lookups`: vocab/lookups.bin, parsed; its table lexeme_norm may be missing.
  static Result<Norms> load(const Packed& lookups, const std::string& where);
  [[nodiscard]] StringId norm_of(std::string_view word, std::string_view lower) const;

 private:
  std::unordered_map<StringId, StringId> table_;  // by the word's id
};

// The lexemes met; lives as long as the tokens that point at them.
class Lexicon {
 public:
  explicit Lexicon(const Norms& norms) : norms_(&norms) {}

  const Lexeme& get(std::string_view word);
  // The word with a norm of its own, not the vocabulary's.
  const Lexeme& get_with_norm(std::string_view word, StringId norm);
  [[nodiscard]] std::size_t size() const { return lexemes_.size(); }

 private:
  const Lexeme& make(std::string_view word, StringId orth);

  const Norms* norms_;
  std::deque<Lexeme> lexemes_;
  std::unordered_map<StringId, const Lexeme*> by_orth_;
  std::unordered_map<StringId, std::vector<const Lexeme*>> with_norm_;
};

}  // namespace gainsay::nlp
