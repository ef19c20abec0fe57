// tok2vec: each token's vector from its word's features and its neighbours.
//
// MultiHashEmbed (Bloom embeddings of word features; Serrà and Karatzoglou, 2017, as thinc's
// HashEmbed does them; static vectors beside them where the model has any) and MaxoutWindowEncoder
// (a convolution with residuals).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/matrix.h"
#include "nlp/tokenizer.h"
#include "nlp/weights.h"
#include "nlp/word_vectors.h"

namespace gainsay::nlp {

class Tok2Vec {
 public:
  // From the layers that `weights` holds. `vectors`: the vocabulary's. Errors: model (a feature or
  // shape that is not known).
  static Result<Tok2Vec> load(const Weights& weights, std::shared_ptr<const WordVectors> vectors);

  // What depends on the word type alone: its vector before the encoder, and its share of the first
  // window that it can be in at each place. Rows by the index of its lexeme; good for one lexicon.
  class Types {
   public:
    void clear();
    [[nodiscard]] std::size_t size() const { return count_; }

   private:
    friend class Tok2Vec;
    static constexpr std::uint32_t kUnseen = 0xFFFFFFFF;
    static constexpr std::size_t kBlock = 64;
    static constexpr std::size_t kKeptBlocks = 64;
    std::vector<std::uint32_t> row_of_type_;
    std::size_t count_ = 0;
    std::vector<std::vector<float>> blocks_;  // of kBlock rows each: they never move
  };

  // One row a token. A text's rows are the same whatever stands beside it, and whatever `types`
  // holds already.
  [[nodiscard]] Matrix encode(const TokenizedTexts& texts, Types& types) const;
  [[nodiscard]] std::size_t width() const { return mixer_.width(); }
  // Multiplications and additions of the layers for `tokens` tokens of `types` new types.
  [[nodiscard]] double operations(std::size_t tokens, std::size_t types) const;

 private:
  enum class Feature { norm, lower, orth, prefix, suffix, shape, spacy, is_space };
  struct Embedding {
    Feature feature = Feature::norm;
    std::uint32_t seed = 0;
    FloatTable table;
  };

  static Result<Feature> feature_of(const std::string& name, const std::string& where);
  [[nodiscard]] static std::uint64_t value_of(const RawToken& token, Feature feature);
  Result<void> load_embeddings(const Weights& weights);
  Result<void> load_layers(const Weights& weights);
  void embed(const RawToken& token, float* out) const;
  // Rows of new types, made together.
  void add_types(std::span<const RawToken* const> tokens, Types& types) const;
  [[nodiscard]] const float* row_of(const RawToken& token, const Types& types) const;
  [[nodiscard]] std::size_t index_of(const RawToken& token) const {
    return token.lexeme->index * 2UL + (spacing_ && token.space_after ? 1 : 0);
  }
  // A type's row: its mixed vector, then its products for each place in a window, from the first.
  [[nodiscard]] std::size_t row_size() const { return width() + places() * first_.products(); }
  [[nodiscard]] std::size_t places() const { return 2 * window_ + 1; }

  std::vector<Embedding> embeddings_;
  std::shared_ptr<const WordVectors> vectors_;
  Linear static_;  // over a static vector; no outputs where the model has none
  std::size_t static_width_ = 0;
  MaxoutNorm mixer_;
  Linear shares_;                    // the first encoder layer's weights, place by place
  MaxoutNorm first_;                 // the first encoder layer
  std::vector<MaxoutNorm> encoder_;  // the layers after it
  std::size_t window_ = 1;
  bool spacing_ = false;  // a feature looks at the space after the word, so a type has two rows
};

}  // namespace gainsay::nlp
