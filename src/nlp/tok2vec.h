// tok2vec: each token's vector from its word's features and its neighbours.
//
// MultiHashEmbed (Bloom embeddings of word features; Serrà and Karatzoglou, 2017, as thinc's
// HashEmbed does them) and MaxoutWindowEncoder (a convolution with residuals).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/matrix.h"
#include "nlp/tokenizer.h"
#include "nlp/weights.h"

namespace gainsay::nlp {

class Tok2Vec {
 public:
  // From the layers that `weights` holds. Errors: model (a feature or shape that is not known).
  static Result<Tok2Vec> load(const Weights& weights);

  // One row a token. A text's rows are the same whatever stands beside it.
  [[nodiscard]] Matrix encode(const TokenizedTexts& texts) const;
  [[nodiscard]] std::size_t width() const { return mixer_.width(); }

 private:
  enum class Feature { norm, lower, orth, prefix, suffix, shape, spacy, is_space };
  struct Embedding {
    Feature feature = Feature::norm;
    std::uint32_t seed = 0;
    std::size_t rows = 0;
    std::vector<float> table;  // rows × width
  };

  static Result<Feature> feature_of(const std::string& name, const std::string& where);
  [[nodiscard]] static std::uint64_t value_of(const RawToken& token, Feature feature);
  void embed(const RawToken& token, float* out) const;

  std::vector<Embedding> embeddings_;
  MaxoutNorm mixer_;
  std::vector<MaxoutNorm> encoder_;
  std::size_t window_ = 1;
  bool spacing_ = false;  // a feature looks at the space after the word, so a type has two vectors
};

}  // namespace gainsay::nlp
