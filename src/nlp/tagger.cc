#include "nlp/tagger.h"

#include <algorithm>

#include "base/try.h"
#include "nlp/json.h"
#include "nlp/morphology.h"
#include "nlp/string_ids.h"

namespace gainsay::nlp {
namespace {

bool flag(const Json& configuration, std::string_view name, bool otherwise) {
  const Json* value = configuration.find(name);
  return value == nullptr || value->kind != Json::Kind::boolean ? otherwise : value->integer != 0;
}

}  // namespace

Result<Classifier> Classifier::load(const Weights& weights, std::size_t classes) {
  const auto softmax = weights.layers("softmax");
  if (softmax.size() != 1)
    return fail(ErrorCode::model, "has not one output layer", weights.where());
  TRY(const auto* w, weights.weight(softmax.front(), "W", 2));
  TRY(const auto* b, weights.weight(softmax.front(), "b", 1));
  if (classes == 0 || w->shape[0] != classes || b->size() != classes) {
    return fail(ErrorCode::model, "scores another number of labels than it names", weights.where());
  }
  Classifier out;
  out.classes_ = classes;
  out.output_ = Linear(w->values(), b->values(), w->shape[1]);
  return out;
}

std::vector<std::uint32_t> Classifier::classify(const Matrix& vectors) const {
  Matrix scores(vectors.rows, output_.out());
  output_.apply(vectors.values.data(), vectors.columns, vectors.rows, scores.values.data(),
                scores.columns);
  std::vector<std::uint32_t> best(vectors.rows);
  for (std::size_t i = 0; i < vectors.rows; ++i) {
    const float* row = scores.row(i);
    best[i] = static_cast<std::uint32_t>(std::max_element(row, row + classes_) - row);
  }
  return best;
}

Result<Tagger> Tagger::load(const Weights& weights, std::string_view configuration,
                            const std::string& where) {
  Tagger out;
  TRY(const auto json, parse_json(configuration, where));
  const Json* labels = json.find("labels");
  if (labels == nullptr) return fail(ErrorCode::model, "names no labels", where);
  for (const auto& label : labels->items) out.labels_.push_back(label.text);
  out.overwrite_ = flag(json, "overwrite", false);
  TRY(out.classifier_, Classifier::load(weights, out.labels_.size()));
  return out;
}

void Tagger::apply(const Matrix& vectors, std::span<Token> tokens) const {
  const auto best = classifier_.classify(vectors);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (overwrite_ || tokens[i].tag.empty()) tokens[i].tag = labels_[best[i]];
  }
}

Result<Morphologizer> Morphologizer::load(const Weights& weights, std::string_view configuration,
                                          const std::string& where) {
  Morphologizer out;
  TRY(const auto json, parse_json(configuration, where));
  const Json* morphs = json.find("labels_morph");
  const Json* parts = json.find("labels_pos");
  if (morphs == nullptr || parts == nullptr) {
    return fail(ErrorCode::model, "names no labels", where);
  }
  for (std::size_t i = 0; i < morphs->keys.size(); ++i) {
    const Json* part = parts->find(morphs->keys[i]);
    Label label{.morph = normal_features(morphs->items[i].text), .pos = {}};
    if (part != nullptr) label.pos = reserved_name(static_cast<StringId>(part->integer));
    out.labels_.push_back(std::move(label));
  }
  out.overwrite_ = flag(json, "overwrite", true);
  out.extend_ = flag(json, "extend", false);
  TRY(out.classifier_, Classifier::load(weights, out.labels_.size()));
  return out;
}

void Morphologizer::apply(const Matrix& vectors, std::span<Token> tokens) const {
  const auto best = classifier_.classify(vectors);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    const Label& label = labels_[best[i]];
    if (extend_) {
      token.morph = overwrite_ ? joined_features(token.morph, label.morph)
                               : joined_features(label.morph, token.morph);
    } else if (overwrite_ || token.morph.empty()) {
      token.morph = label.morph;
    }
    if (overwrite_ || token.pos.empty()) token.pos = label.pos;
  }
}

Result<SentenceRecognizer> SentenceRecognizer::load(const Weights& weights) {
  SentenceRecognizer out;
  TRY(out.classifier_, Classifier::load(weights, 2));
  return out;
}

void SentenceRecognizer::apply(const Matrix& vectors, std::span<SentenceStart> starts) const {
  const auto best = classifier_.classify(vectors);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    if (starts[i] == SentenceStart::unknown)
      starts[i] = best[i] == 1 ? SentenceStart::yes : SentenceStart::no;
  }
}

}  // namespace gainsay::nlp
