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

  // No entity runs over a sentence's start.
  [[nodiscard]] std::vector<EntitySpan> find(std::span<const RawToken> tokens,
                                             std::span<const ParsedToken> parsed,
                                             const Matrix& vectors) const;

 private:
  MoveScorer scorer_;
  std::vector<Move> moves_;
};

}  // namespace gainsay::nlp
