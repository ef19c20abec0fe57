// Static word vectors, as a pipeline's vocabulary brings them (spaCy's Vectors in its default
// mode).
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "nlp/lexicon.h"
#include "nlp/model_files.h"
#include "nlp/weights.h"

namespace gainsay::nlp {

class WordVectors {
 public:
  // From vocab/vectors (NumPy's format 1 or 2, float32), vocab/key2row and vocab/vectors.cfg.
  // Errors: model (damaged; a mode other than default, floret say).
  static Result<WordVectors> load(const ModelFiles& files);

  [[nodiscard]] std::size_t columns() const { return table_.columns; }
  // The row of `columns()` floats, added to `out`; nothing for a word that has none.
  void add(const Lexeme& word, float* out) const;

 private:
  FloatTable table_;
  std::unordered_map<StringId, std::uint32_t> rows_;
  StringId Lexeme::*key_ = &Lexeme::orth;
};

}  // namespace gainsay::nlp
