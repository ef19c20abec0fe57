// Tags, features and sentence starts: one linear layer over tok2vec, the best class of each token.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nlp/matrix.h"
#include "nlp/nlp.h"
#include "nlp/parser.h"
#include "nlp/weights.h"

namespace gainsay::nlp {

// The layer that spaCy's tagger, morphologizer and senter share.
class Classifier {
 public:
  // Errors: model (no such layer, or not of `classes` outputs).
  static Result<Classifier> load(const Weights& weights, std::size_t classes);

  // The best class of each row, the first of equals.
  [[nodiscard]] std::vector<std::uint32_t> classify(const Matrix& vectors) const;
  [[nodiscard]] std::size_t token_width() const { return output_.in(); }

 private:
  std::size_t classes_ = 0;
  Linear output_;
};

class Tagger {
 public:
  // `configuration`: the component's file `cfg`, with its labels. Errors: model.
  static Result<Tagger> load(const Weights& weights, std::string_view configuration,
                             const std::string& where);

  // Sets each token's tag, where it has none yet or the model overwrites.
  void apply(const Matrix& vectors, std::span<Token> tokens) const;
  [[nodiscard]] std::size_t token_width() const { return classifier_.token_width(); }

 private:
  std::vector<std::string> labels_;
  bool overwrite_ = false;
  Classifier classifier_;
};

class Morphologizer {
 public:
  // As Tagger::load.
  static Result<Morphologizer> load(const Weights& weights, std::string_view configuration,
                                    const std::string& where);

  // Sets each token's features and part of speech, as the model's `overwrite` and `extend` say.
  void apply(const Matrix& vectors, std::span<Token> tokens) const;
  [[nodiscard]] std::size_t token_width() const { return classifier_.token_width(); }

 private:
  struct Label {
    std::string morph;
    std::string pos;
  };
  std::vector<Label> labels_;
  bool overwrite_ = true;
  bool extend_ = false;
  Classifier classifier_;
};

class SentenceRecognizer {
 public:
  static Result<SentenceRecognizer> load(const Weights& weights);

  // Says of each token of which nothing is known whether it begins a sentence.
  void apply(const Matrix& vectors, std::span<SentenceStart> starts) const;
  [[nodiscard]] std::size_t token_width() const { return classifier_.token_width(); }

 private:
  Classifier classifier_;
};

}  // namespace gainsay::nlp
