#include "nlp/transitions.h"

#include <algorithm>
#include <map>

#include "base/try.h"
#include "nlp/json.h"
#include "nlp/msgpack.h"

namespace gainsay::nlp {

Result<std::vector<Move>> load_moves(std::string_view bytes, const std::string& where) {
  TRY(const auto file, parse_msgpack(bytes, where));
  const Packed* text = file.find("moves");
  if (text == nullptr || !text->is_text()) return fail(ErrorCode::model, "holds no moves", where);
  TRY(const auto json, parse_json(text->text, where));
  if (json.kind != Json::Kind::object) return fail(ErrorCode::model, "holds no moves", where);
  std::map<int, std::vector<std::pair<std::int64_t, std::string>>> actions;
  for (std::size_t i = 0; i < json.keys.size(); ++i) {
    const auto& key = json.keys[i];
    if (key.size() != 1 || key[0] < '0' || key[0] > '9') {
      return fail(ErrorCode::model, "names an action that is no number: " + key, where);
    }
    auto& labels = actions[key[0] - '0'];
    const Json& counts = json.items[i];
    for (std::size_t k = 0; k < counts.keys.size(); ++k)
      labels.emplace_back(counts.items[k].integer, counts.keys[k]);
  }
  // Most frequent first, then by name backwards; those added later have negative counts and come
  // last.
  std::vector<Move> moves;
  std::vector<std::pair<std::int64_t, std::string>> added;
  std::map<std::string, std::vector<int>> added_to;
  for (auto& [action, labels] : actions) {
    std::ranges::sort(labels, std::greater<>());
    for (const auto& [count, label] : labels) {
      if (count < 0) {
        added.emplace_back(count, label);
        added_to[label].push_back(action);
      } else {
        moves.push_back({action, label});
      }
    }
  }
  std::ranges::sort(added, std::greater<>());
  for (const auto& [count, label] : added) {
    for (const int action : added_to[label]) {
      const bool known = std::ranges::any_of(moves, [&, &name = label](const Move& m) {
        return m.action == action && m.label == name;
      });
      if (!known) moves.push_back({action, label});
    }
  }
  return moves;
}

Result<MoveScorer> MoveScorer::load(const Weights& weights, std::size_t classes) {
  const auto lower = weights.layers("precomputable_affine");
  const auto linear = weights.layers("linear");
  if (lower.size() != 1 || linear.empty() || linear.size() > 2) {
    return fail(ErrorCode::model, "is no transition model with a lower and an upper layer",
                weights.where());
  }
  MoveScorer out;
  TRY(const auto* w, weights.weight(lower.front(), "W", 4));  // features × hidden × pieces × in
  TRY(const auto* b, weights.weight(lower.front(), "b", 2));
  TRY(const auto* pad, weights.weight(lower.front(), "pad", 4));
  out.features_ = w->shape[0];
  out.hidden_ = w->shape[1];
  out.pieces_ = w->shape[2];
  const std::size_t in = w->shape[3];
  const std::size_t products = out.hidden_ * out.pieces_;
  if (out.features_ > kMostFeatures || b->size() != products ||
      pad->size() != out.features_ * products) {
    return fail(ErrorCode::model, "has a lower layer whose parts do not fit", weights.where());
  }
  // Which of the two is the upper layer shows by its outputs.
  out.has_upper_ = linear.size() == 2;
  std::size_t projection = linear.front();
  if (out.has_upper_) {
    TRY(const auto* first, weights.weight(linear[0], "W", 2));
    const bool first_is_upper = first->shape[0] == classes && first->shape[1] == out.hidden_;
    projection = linear[first_is_upper ? 1 : 0];
    const std::size_t upper = linear[first_is_upper ? 0 : 1];
    TRY(const auto* upper_w, weights.weight(upper, "W", 2));
    TRY(const auto* upper_b, weights.weight(upper, "b", 1));
    if (upper_w->shape[0] != classes || upper_b->size() != classes ||
        upper_w->shape[1] != out.hidden_) {
      return fail(ErrorCode::model, "scores another number of moves than it has", weights.where());
    }
    out.upper_ = Linear(upper_w->values(), upper_b->values(), out.hidden_);
  } else if (out.hidden_ != classes) {
    return fail(ErrorCode::model, "scores another number of moves than it has", weights.where());
  }
  TRY(const auto* projection_w, weights.weight(projection, "W", 2));
  TRY(const auto* projection_b, weights.weight(projection, "b", 1));
  if (projection_w->shape[0] != in || projection_b->size() != in) {
    return fail(ErrorCode::model, "has a lower layer whose parts do not fit", weights.where());
  }
  out.classes_ = classes;
  const auto order = maxout_order(out.hidden_, out.pieces_);
  out.stride_ = order.size();
  const auto padding = pad->values();
  const auto bias = b->values();
  std::vector<std::uint32_t> rows;
  for (std::size_t f = 0; f < out.features_; ++f) {
    for (const std::uint32_t row : order) {
      const auto base = static_cast<std::uint32_t>(f * products);
      rows.push_back(row == Linear::kNoRow ? row : base + row);
      out.padding_.push_back(row == Linear::kNoRow ? 0.0F : padding[base + row]);
    }
  }
  for (const std::uint32_t row : order)
    out.bias_.push_back(row == Linear::kNoRow ? 0.0F : bias[row]);
  out.lower_ = Linear(w->values(), {}, in, rows);
  out.projection_ = Linear(projection_w->values(), projection_b->values(), projection_w->shape[1]);
  return out;
}

MoveScorer::Tokens::Tokens(const MoveScorer& scorer, const Matrix& vectors)
    : scorer_(&scorer),
      lower_(vectors.rows, scorer.lower_.out()),
      sum_(scorer.stride_),
      hidden_(scorer.hidden_),
      scores_(scorer.upper_.out()) {
  Matrix projected(vectors.rows, scorer.projection_.out());
  scorer.projection_.apply(vectors.values.data(), vectors.columns, vectors.rows,
                           projected.values.data(), projected.columns);
  scorer.lower_.apply(projected.values.data(), projected.columns, vectors.rows,
                      lower_.values.data(), lower_.columns);
}

std::span<const float> MoveScorer::Tokens::score(std::span<const int> tokens, std::size_t first) {
  const std::size_t stride = scorer_->stride_;
  std::array<const float*, kMostFeatures> rows{};
  for (std::size_t f = 0; f < scorer_->features_; ++f) {
    rows[f] = tokens[f] < 0 ? scorer_->padding_.data() + f * stride
                            : lower_.row(first + static_cast<std::size_t>(tokens[f])) + f * stride;
  }
  sum_rows(std::span(rows).first(scorer_->features_), scorer_->bias_, sum_.data());
  maxout(sum_.data(), scorer_->hidden_, scorer_->pieces_, hidden_.data());
  if (!scorer_->has_upper_) return {hidden_.data(), scorer_->classes_};
  scorer_->upper_.apply(hidden_.data(), scorer_->hidden_, 1, scores_.data(), scores_.size());
  return {scores_.data(), scorer_->classes_};
}

}  // namespace gainsay::nlp
