#include "nlp/tagger.h"

#include <algorithm>

#include "base/try.h"
#include "nlp/json.h"

namespace gainsay::nlp {

Result<Tagger> Tagger::load(const Weights& weights, const std::string& configuration,
                            const std::string& where) {
  Tagger out;
  TRY(const auto json, parse_json(configuration, where));
  const Json* labels = json.find("labels");
  if (labels == nullptr) return fail(ErrorCode::model, "names no labels", where);
  for (const auto& label : labels->items) out.labels_.push_back(label.text);
  const auto softmax = weights.layers("softmax");
  if (softmax.size() != 1)
    return fail(ErrorCode::model, "is no tagger with one output layer", weights.where());
  TRY(const auto* w, weights.weight(softmax.front(), "W", 2));
  TRY(const auto* b, weights.weight(softmax.front(), "b", 1));
  if (out.labels_.empty() || w->shape[0] != out.labels_.size() ||
      b->values.size() != out.labels_.size()) {
    return fail(ErrorCode::model, "scores another number of tags than it names", weights.where());
  }
  out.output_ = Linear(w->values, b->values, w->shape[1]);
  return out;
}

std::vector<const std::string*> Tagger::tag(const Matrix& vectors) const {
  Matrix scores(vectors.rows, output_.out());
  output_.apply(vectors.values.data(), vectors.columns, vectors.rows, scores.values.data(),
                scores.columns);
  std::vector<const std::string*> tags;
  tags.reserve(vectors.rows);
  for (std::size_t i = 0; i < vectors.rows; ++i) {
    const float* row = scores.row(i);
    const auto best = std::max_element(row, row + labels_.size()) - row;
    tags.push_back(&labels_[static_cast<std::size_t>(best)]);
  }
  return tags;
}

}  // namespace gainsay::nlp
