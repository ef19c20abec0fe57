// Dependency trees: arc-eager with non-monotonic repairs and sentence breaks (Nivre 2003; Honnibal,
// Goldberg and Johnson 2013), pseudo-projective labels undone at the end (Nivre and Nilsson 2005).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/tokenizer.h"
#include "nlp/transitions.h"

namespace gainsay::nlp {

// What is known of a token so far: nothing, that it begins a sentence, that it does not.
enum class SentenceStart : std::uint8_t { unknown, yes, no };

struct ParsedToken {
  int head = 0;  // a root's is itself
  const std::string* label = nullptr;
  bool sentence_start = false;
};

class Parser {
 public:
  // `model` and `moves`: the component's files. Errors: model.
  static Result<Parser> load(const Weights& weights, std::string_view moves,
                             const std::string& where);

  // `vectors`: tok2vec's, one row a token. A head's index counts from its text's first token. What
  // is known of sentences is kept to.
  [[nodiscard]] std::vector<ParsedToken> parse(const TokenizedTexts& texts,
                                               std::span<const SentenceStart> starts,
                                               const Matrix& vectors) const;
  [[nodiscard]] std::size_t token_width() const { return scorer_.token_width(); }

 private:
  [[nodiscard]] std::vector<ParsedToken> parse(std::span<const RawToken> tokens,
                                               std::span<const SentenceStart> starts,
                                               MoveScorer::Tokens& scorer, std::size_t first) const;
  void undo_pseudo_projective(std::span<const RawToken> tokens,
                              std::vector<ParsedToken>& out) const;
  [[nodiscard]] const std::string* label(const std::string& name) const;

  MoveScorer scorer_;
  std::vector<Move> moves_;
  std::vector<std::string> labels_;  // plain names that decorated ones hold, "ROOT" first
};

}  // namespace gainsay::nlp
