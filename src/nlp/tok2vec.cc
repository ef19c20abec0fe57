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

Result<Tok2Vec> Tok2Vec::load(const Weights& weights, std::shared_ptr<const WordVectors> vectors) {
  Tok2Vec out;
  out.vectors_ = std::move(vectors);
  TRY_VOID(out.load_embeddings(weights));
  TRY_VOID(out.load_layers(weights));
  return out;
}

Result<void> Tok2Vec::load_embeddings(const Weights& weights) {
  const auto extract = weights.layers("extract_features");
  if (extract.size() != 1) {
    return fail(ErrorCode::model, "has no word features, or two sets of them", weights.where());
  }
  const auto columns = weights.strings(extract.front(), "columns");
  for (const std::size_t layer : weights.layers("hashembed")) {
    TRY(auto table, weights.table(layer, "E"));
    const auto column = weights.integer(layer, "column");
    const auto seed = weights.integer(layer, "seed");
    if (!column || !seed || *column < 0 || static_cast<std::size_t>(*column) >= columns.size()) {
      return fail(ErrorCode::model, "has an embedding without its feature or seed",
                  weights.where());
    }
    TRY(const auto feature,
        feature_of(columns[static_cast<std::size_t>(*column)], weights.where()));
    spacing_ = spacing_ || feature == Feature::spacy;
    embeddings_.push_back({feature, static_cast<std::uint32_t>(*seed), std::move(table)});
  }
  const auto statics = weights.layers("static_vectors");
  if (statics.empty()) return {};
  TRY(const auto* w, weights.weight(statics.front(), "W", 2));
  if (statics.size() != 1 || vectors_ == nullptr || w->shape[1] != vectors_->columns()) {
    return fail(ErrorCode::model, "needs static vectors of another width than its vocabulary has",
                weights.where());
  }
  static_width_ = w->shape[0];
  static_ = Linear(w->values(), {}, w->shape[1]);
  return {};
}

Result<void> Tok2Vec::load_layers(const Weights& weights) {
  const auto maxouts = weights.layers("maxout");
  const auto norms = weights.layers("layernorm");
  if (embeddings_.empty() || maxouts.size() < 2 || maxouts.size() != norms.size()) {
    return fail(ErrorCode::model, "is no MultiHashEmbed with a MaxoutWindowEncoder",
                weights.where());
  }
  for (std::size_t i = 0; i < maxouts.size(); ++i) {
    TRY(const auto* w, weights.weight(maxouts[i], "W", 3));
    TRY(const auto* b, weights.weight(maxouts[i], "b", 2));
    TRY(const auto* gain, weights.weight(norms[i], "G", 1));
    TRY(const auto* shift, weights.weight(norms[i], "b", 1));
    const std::size_t out = w->shape[0];
    const std::size_t pieces = w->shape[1];
    const std::size_t in = w->shape[2];
    if (b->size() != out * pieces || gain->size() != out || shift->size() != out)
      return fail(ErrorCode::model, "has a maxout layer whose parts do not fit", weights.where());
    const auto values = w->values();
    MaxoutNorm layer(values, b->values(), in, pieces, gain->values(), shift->values());
    if (i == 0) {
      std::size_t embedded = static_width_;
      for (const auto& e : embeddings_) embedded += e.table.columns;
      if (embedded != in)
        return fail(ErrorCode::model, "mixes embeddings of another width", weights.where());
      mixer_ = std::move(layer);
      continue;
    }
    if (out != width() || in % out != 0 || in / out % 2 == 0 || (i > 1 && in != places() * out)) {
      return fail(ErrorCode::model, "has an encoder layer of another width", weights.where());
    }
    if (i > 1) {
      encoder_.push_back(std::move(layer));
      continue;
    }
    window_ = in / out / 2;
    // W is (outputs × places) by width: row r's weights for place p are those of row r·places + p.
    std::vector<std::uint32_t> order;
    for (std::size_t place = 0; place < places(); ++place) {
      for (const std::uint32_t row : maxout_order(out, pieces)) {
        order.push_back(row == Linear::kNoRow ? row
                                              : row * static_cast<std::uint32_t>(places()) +
                                                    static_cast<std::uint32_t>(place));
      }
    }
    shares_ = Linear(values, {}, out, order);
    first_ = std::move(layer);
  }
  return {};
}

void Tok2Vec::Types::clear() {
  row_of_type_.clear();
  count_ = 0;
  // A page of many words leaves no mark on memory.
  if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
}

double Tok2Vec::operations(std::size_t tokens, std::size_t types) const {
  double a_type = static_cast<double>(mixer_.products() * mixer_.in()) +
                  static_cast<double>(shares_.out() * shares_.in()) +
                  static_cast<double>(static_.out() * static_.in());
  double a_token = 0;
  for (const auto& layer : encoder_) a_token += static_cast<double>(layer.products() * layer.in());
  return 2 * (a_type * static_cast<double>(types) + a_token * static_cast<double>(tokens));
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

// `out` is zeros.
void Tok2Vec::embed(const RawToken& token, float* out) const {
  for (const auto& embedding : embeddings_) {
    const auto hashes = embedding_hashes(value_of(token, embedding.feature), embedding.seed);
    for (const std::uint32_t hash : hashes) {
      embedding.table.add_row(hash % embedding.table.rows, out);
    }
    out += embedding.table.columns;
  }
  if (static_width_ == 0) return;
  std::vector<float> vector(static_.in());
  std::vector<float> projected(static_.out());
  vectors_->add(*token.lexeme, vector.data());
  static_.apply(vector.data(), vector.size(), 1, projected.data(), projected.size());
  std::copy_n(projected.data(), static_width_, out);
}

const float* Tok2Vec::row_of(const RawToken& token, const Types& types) const {
  const std::uint32_t row = types.row_of_type_[index_of(token)];
  return types.blocks_[row / Types::kBlock].data() + row % Types::kBlock * row_size();
}

void Tok2Vec::add_types(std::span<const RawToken* const> tokens, Types& types) const {
  Matrix embedded(tokens.size(), mixer_.in());
  for (std::size_t i = 0; i < tokens.size(); ++i) embed(*tokens[i], embedded.row(i));
  Matrix mixed(tokens.size(), width());
  mixer_.apply(embedded.values.data(), embedded.columns, tokens.size(), nullptr,
               mixed.values.data());
  for (std::size_t done = 0; done < tokens.size();) {
    const std::size_t block = types.count_ / Types::kBlock;
    const std::size_t at = types.count_ % Types::kBlock;
    const std::size_t count = std::min(Types::kBlock - at, tokens.size() - done);
    if (block == types.blocks_.size()) types.blocks_.emplace_back(Types::kBlock * row_size());
    float* rows = types.blocks_[block].data() + at * row_size();
    shares_.apply(mixed.row(done), width(), count, rows + width(), row_size());
    for (std::size_t i = 0; i < count; ++i) {
      std::copy_n(mixed.row(done + i), width(), rows + i * row_size());
    }
    types.count_ += count;
    done += count;
  }
}

Matrix Tok2Vec::encode(const TokenizedTexts& texts, Types& types) const {
  const std::size_t width = this->width();
  const auto& tokens = texts.tokens;
  std::vector<const RawToken*> unseen;
  for (const RawToken& token : tokens) {
    const std::size_t type = index_of(token);
    if (type >= types.row_of_type_.size()) types.row_of_type_.resize(type + 1, Types::kUnseen);
    auto& row = types.row_of_type_[type];
    if (row != Types::kUnseen) continue;
    row = static_cast<std::uint32_t>(types.count_ + unseen.size());
    unseen.push_back(&token);
  }
  add_types(unseen, types);

  // thinc pads each text with as many zero rows as its windows reach, and they go through the
  // layers like tokens: a word at the edge sees what the layers make of nothing, not zeros. Two
  // texts share the rows between them: what the one's words do to these is never seen by the other.
  const std::size_t pad = window_ * (encoder_.size() + 1);
  const std::size_t rows = tokens.size() + (texts.ends.size() + 1) * pad + 2 * window_;
  std::vector<const float*> row_of_place(rows, nullptr);
  std::vector<std::size_t> place(tokens.size());
  std::size_t row = window_;
  std::size_t begin = 0;
  for (const std::size_t end : texts.ends) {
    row += pad;
    for (std::size_t i = begin; i < end; ++i, ++row) {
      place[i] = row;
      row_of_place[row] = row_of(tokens[i], types);
    }
    begin = end;
  }

  // The first layer's sums are put together from the types' shares. The outermost rows stay zeros.
  Matrix now(rows, width);
  Matrix next(rows, width);
  const std::size_t products = first_.products();
  std::vector<const float*> shares(places());
  std::vector<float> scratch(products);
  for (std::size_t at = window_; at + window_ < rows; ++at) {
    for (std::size_t p = 0; p < places(); ++p) {
      const float* const from = row_of_place[at + p - window_];
      shares[p] = from == nullptr ? nullptr : from + width + p * products;
    }
    first_.apply_shares(shares, row_of_place[at], scratch.data(), now.row(at));
  }
  for (const auto& layer : encoder_) {
    layer.apply(now.row(0), width, rows - 2 * window_, now.row(window_), next.row(window_));
    std::swap(now, next);
  }
  Matrix out(tokens.size(), width);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::copy_n(now.row(place[i]), width, out.row(i));
  }
  return out;
}

}  // namespace gainsay::nlp
