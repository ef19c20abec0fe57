// Fine-grained tags: one linear layer over tok2vec.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "nlp/matrix.h"
#include "nlp/weights.h"

namespace gainsay::nlp {

class Tagger {
 public:
  // `configuration`: the component's file `cfg`, with its labels. Errors: model.
  static Result<Tagger> load(const Weights& weights, const std::string& configuration,
                             const std::string& where);

  // One tag a row; they live as long as the tagger.
  [[nodiscard]] std::vector<const std::string*> tag(const Matrix& vectors) const;

 private:
  std::vector<std::string> labels_;
  Linear output_;
};

}  // namespace gainsay::nlp
