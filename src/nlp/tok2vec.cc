#include "nlp/tok2vec.h"

#include <algorithm>

#include "base/try.h"

namespace gainsay::nlp {

Result<Tok2Vec::Feature> Tok2Vec::feature_of(const std::string& name, const std::string& where) {
  if (name == "NORM") return Feature::norm;
  if (name == "LOWER") return Feature::lower;
  if (name == "ORTH") return Feature::orth;
  if (name == "PREFIX") return Feature::prefix;
  if (name == "SUFFIX") return Feature::suffix;
  if (name == "SHAPE") return Feature::shape;
  if (name == "SPACY") return Feature::spacy;
  if (name == "IS_SPACE") return Feature::is_space;
  return fail(ErrorCode::model, "embeds a feature that is not known here: " + name, where);
}

Result<Tok2Vec> Tok2Vec::load(const Weights& weights) {
  Tok2Vec out;
  const auto extract = weights.layers("extract_features");
  if (extract.empty()) return fail(ErrorCode::model, "has no word features", weights.where());
  const auto columns = weights.strings(extract.front(), "columns");
  for (const std::size_t layer : weights.layers("hashembed")) {
    TRY(const auto* table, weights.weight(layer, "E", 2));
    const auto column = weights.integer(layer, "column");
    const auto seed = weights.integer(layer, "seed");
    if (!column || !seed || *column < 0 || static_cast<std::size_t>(*column) >= columns.size()) {
      return fail(ErrorCode::model, "has an embedding without its feature or seed",
                  weights.where());
    }
    TRY(const auto feature,
        feature_of(columns[static_cast<std::size_t>(*column)], weights.where()));
    out.spacing_ = out.spacing_ || feature == Feature::spacy;
    out.embeddings_.push_back(
        {feature, static_cast<std::uint32_t>(*seed), table->shape[0], table->values});
  }
  const auto maxouts = weights.layers("maxout");
  const auto norms = weights.layers("layernorm");
  if (out.embeddings_.empty() || maxouts.size() < 2 || maxouts.size() != norms.size()) {
    return fail(ErrorCode::model, "is no MultiHashEmbed with a MaxoutWindowEncoder",
                weights.where());
  }
  std::size_t width = 0;
  for (std::size_t i = 0; i < maxouts.size(); ++i) {
    TRY(const auto* w, weights.weight(maxouts[i], "W", 3));
    TRY(const auto* b, weights.weight(maxouts[i], "b", 2));
    TRY(const auto* gain, weights.weight(norms[i], "G", 1));
    TRY(const auto* shift, weights.weight(norms[i], "b", 1));
    const std::size_t in = w->shape[2];
    const bool fits = b->values.size() == w->shape[0] * w->shape[1] &&
                      gain->values.size() == w->shape[0] && shift->values.size() == w->shape[0];
    if (!fits)
      return fail(ErrorCode::model, "has a maxout layer whose parts do not fit", weights.where());
    MaxoutNorm layer(w->values, b->values, in, w->shape[1], gain->values, shift->values);
    if (i == 0) {
      width = w->shape[0];
      std::size_t embedded = 0;
      for (const auto& e : out.embeddings_) embedded += e.table.size() / e.rows;
      if (embedded != in)
        return fail(ErrorCode::model, "mixes embeddings of another width", weights.where());
      out.mixer_ = std::move(layer);
    } else {
      if (w->shape[0] != width || in % width != 0 || in / width % 2 == 0 ||
          (i > 1 && in != (2 * out.window_ + 1) * width)) {
        return fail(ErrorCode::model, "has an encoder layer of another width", weights.where());
      }
      out.window_ = in / width / 2;
      out.encoder_.push_back(std::move(layer));
    }
  }
  return out;
}

std::uint64_t Tok2Vec::value_of(const RawToken& token, Feature feature) {
  const Lexeme& word = *token.lexeme;
  switch (feature) {
    case Feature::norm:
      return word.norm;
    case Feature::lower:
      return word.lower_id;
    case Feature::orth:
      return word.orth;
    case Feature::prefix:
      return word.prefix;
    case Feature::suffix:
      return word.suffix;
    case Feature::shape:
      return word.shape;
    case Feature::spacy:
      return token.space_after ? 1 : 0;
    case Feature::is_space:
      return word.is_space ? 1 : 0;
  }
  return 0;
}

void Tok2Vec::embed(const RawToken& token, float* out) const {
  for (const auto& embedding : embeddings_) {
    const std::size_t columns = embedding.table.size() / embedding.rows;
    const auto hashes = embedding_hashes(value_of(token, embedding.feature), embedding.seed);
    std::fill_n(out, columns, 0.0F);
    for (const std::uint32_t hash : hashes) {
      const float* row = embedding.table.data() + hash % embedding.rows * columns;
      for (std::size_t i = 0; i < columns; ++i) out[i] += row[i];
    }
    out += columns;
  }
}

Matrix Tok2Vec::encode(const TokenizedTexts& texts) const {
  const std::size_t width = this->width();
  const auto& tokens = texts.tokens;
  // A word type is embedded and mixed once.
  constexpr std::uint32_t kUnseen = 0xFFFFFFFF;
  std::vector<std::uint32_t> row_of_type;
  std::vector<std::uint32_t> rows(tokens.size());
  std::vector<const RawToken*> types;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::size_t type =
        tokens[i].lexeme->index * 2UL + (spacing_ && tokens[i].space_after ? 1 : 0);
    if (type >= row_of_type.size()) row_of_type.resize(type + 1, kUnseen);
    if (row_of_type[type] == kUnseen) {
      row_of_type[type] = static_cast<std::uint32_t>(types.size());
      types.push_back(&tokens[i]);
    }
    rows[i] = row_of_type[type];
  }
  Matrix embedded(types.size(), mixer_.in());
  for (std::size_t i = 0; i < types.size(); ++i) embed(*types[i], embedded.row(i));
  Matrix mixed(types.size(), width);
  mixer_.apply(embedded.values.data(), embedded.columns, types.size(), nullptr,
               mixed.values.data());

  // thinc pads each text with as many zero rows as its windows reach, and they go through the
  // layers like tokens: a word at the edge sees what the layers make of nothing, not zeros. Two
  // texts share the rows between them: what the one's words do to these is never seen by the other.
  const std::size_t pad = window_ * encoder_.size();
  Matrix now(tokens.size() + (texts.ends.size() + 1) * pad + 2 * window_, width);
  Matrix next(now.rows, width);
  std::vector<std::size_t> place(tokens.size());
  std::size_t row = window_;
  std::size_t begin = 0;
  for (const std::size_t end : texts.ends) {
    row += pad;
    for (std::size_t i = begin; i < end; ++i, ++row) {
      place[i] = row;
      std::copy_n(mixed.row(rows[i]), width, now.row(row));
    }
    begin = end;
  }
  // The outermost rows stay zeros.
  for (const auto& layer : encoder_) {
    layer.apply(now.row(0), width, now.rows - 2 * window_, now.row(window_), next.row(window_));
    std::swap(now, next);
  }
  Matrix out(tokens.size(), width);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::copy_n(now.row(place[i]), width, out.row(i));
  }
  return out;
}

}  // namespace gainsay::nlp
