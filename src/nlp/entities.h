// Named entities: BILUO moves over the tokens, one after the other (Ratinov and Roth 2009; spaCy's
// BiluoPushDown).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/parser.h"
#include "nlp/tokenizer.h"
#include "nlp/transitions.h"

namespace gainsay::nlp {

struct EntitySpan {
  int begin = 0;
  int end = 0;
  const std::string* label = nullptr;
};

class EntityRecognizer {
 public:
  static Result<EntityRecognizer> load(const Weights& weights, std::string_view moves,
                                       const std::string& where);

  // No entity runs over a sentence's start. Indices count from the first text's first token.
  [[nodiscard]] std::vector<EntitySpan> find(const TokenizedTexts& texts,
                                             std::span<const SentenceStart> starts,
                                             const Matrix& vectors) const;

  [[nodiscard]] std::size_t token_width() const { return scorer_.token_width(); }

 private:
  void find_in(std::span<const RawToken> tokens, std::span<const SentenceStart> starts,
               MoveScorer::Tokens& scorer, int first, std::vector<EntitySpan>& found) const;

  MoveScorer scorer_;
  std::vector<Move> moves_;
};

}  // namespace gainsay::nlp
