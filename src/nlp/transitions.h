// What spaCy's transition-based components share: the list of their moves, and the network that
// scores them (Honnibal and Johnson, 2015; a lower layer computed once a token, a maxout over the
// state's features, an upper layer where the model has one).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nlp/matrix.h"
#include "nlp/weights.h"

namespace gainsay::nlp {

struct Move {
  int action = 0;
  std::string label;
};

// From the file `moves`, in the order of the network's outputs. Errors: model.
Result<std::vector<Move>> load_moves(std::string_view bytes, const std::string& where);

class MoveScorer {
 public:
  static constexpr std::size_t kMostFeatures = 13;

  // `classes`: how many moves there are. Errors: model.
  static Result<MoveScorer> load(const Weights& weights, std::size_t classes);

  [[nodiscard]] std::size_t features() const { return features_; }
  [[nodiscard]] std::size_t token_width() const { return projection_.in(); }

  // Tokens ready for scoring states over them.
  class Tokens {
   public:
    Tokens(const MoveScorer& scorer, const Matrix& vectors);
    // `tokens`: the state's features, indices of tokens after `first`, or -1. Scores, one a move,
    // until the next call.
    std::span<const float> score(std::span<const int> tokens, std::size_t first);

   private:
    const MoveScorer* scorer_;
    Matrix lower_;  // a token's products with each feature's weights
    std::vector<float> sum_;
    std::vector<float> hidden_;
    std::vector<float> scores_;
  };

 private:
  std::size_t features_ = 0;
  std::size_t hidden_ = 0;
  std::size_t pieces_ = 0;
  std::size_t classes_ = 0;
  std::size_t stride_ = 0;  // floats of one feature's products
  Linear projection_;       // the component's own layer over tok2vec
  Linear lower_;
  std::vector<float> padding_;  // a missing token's products, feature after feature
  std::vector<float> bias_;
  bool has_upper_ = true;  // else the hidden values are the scores
  Linear upper_;
};

}  // namespace gainsay::nlp
