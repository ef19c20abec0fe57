#include "nlp/entities.h"

#include <array>

#include "base/try.h"

namespace gainsay::nlp {
namespace {

// Moves' actions, stored in models: never renumber. 0, "missing", is valid nowhere.
constexpr int kBegin = 1;
constexpr int kIn = 2;
constexpr int kLast = 3;
constexpr int kUnit = 4;
constexpr int kOut = 5;
constexpr int kActions = 6;

// How many tokens of a state networks look at: the next one with the first and the last of the
// entity that is open; or the next one with the first five of it.
constexpr std::size_t kPlain = 3;
constexpr std::size_t kMany = 6;

}  // namespace

Result<EntityRecognizer> EntityRecognizer::load(const Weights& weights, std::string_view moves,
                                                const std::string& where) {
  EntityRecognizer out;
  TRY(out.moves_, load_moves(moves, where));
  for (const auto& move : out.moves_) {
    if (move.action >= kActions)
      return fail(ErrorCode::model, "has moves that are not BILUO's", where);
  }
  TRY(out.scorer_, MoveScorer::load(weights, out.moves_.size()));
  if (out.scorer_.features() != kPlain && out.scorer_.features() != kMany) {
    return fail(ErrorCode::model, "looks at another number of tokens than 3 or 6", weights.where());
  }
  return out;
}

std::vector<EntitySpan> EntityRecognizer::find(const TokenizedTexts& texts,
                                               std::span<const SentenceStart> starts,
                                               const Matrix& vectors) const {
  std::vector<EntitySpan> found;
  MoveScorer::Tokens scorer(scorer_, vectors);
  const std::span<const RawToken> tokens = texts.tokens;
  std::size_t begin = 0;
  for (const std::size_t end : texts.ends) {
    find_in(tokens.subspan(begin, end - begin), starts.subspan(begin, end - begin), scorer,
            static_cast<int>(begin), found);
    begin = end;
  }
  return found;
}

void EntityRecognizer::find_in(std::span<const RawToken> tokens,
                               std::span<const SentenceStart> starts, MoveScorer::Tokens& scorer,
                               int first, std::vector<EntitySpan>& found) const {
  const int count = static_cast<int>(tokens.size());
  bool open = false;
  for (int at = 0; at < count; ++at) {
    const int start = open ? found.back().begin - first : -1;
    std::array<int, kMany> features{at, start, start < 0 ? -1 : at - 1, -1, -1, -1};
    if (scorer_.features() == kMany) {
      for (int k = 1; k < static_cast<int>(kMany); ++k) {
        const int inside = start + k - 1;
        features[static_cast<std::size_t>(k)] = start >= 0 && inside < at ? inside : -1;
      }
    }
    const auto scores = scorer.score(std::span(features).first(scorer_.features()),
                                     static_cast<std::size_t>(first));
    const bool more =
        at + 1 < count && starts[static_cast<std::size_t>(at) + 1] != SentenceStart::yes;
    const bool space = tokens[static_cast<std::size_t>(at)].lexeme->is_space;
    const auto valid = [&](const Move& move) {
      const bool labelled = !move.label.empty();
      switch (move.action) {
        case kBegin:
          return labelled && !open && more && !space;
        case kIn:
          return labelled && open && more && move.label == *found.back().label;
        case kLast:
          return labelled && open && move.label == *found.back().label;
        case kUnit:
          return labelled && !open && !space;
        case kOut:
          return !open;
        default:
          return false;
      }
    };
    int best = -1;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (valid(moves_[i]) && (best < 0 || scores[i] > scores[static_cast<std::size_t>(best)]))
        best = static_cast<int>(i);
    }
    if (best < 0) break;
    const Move& move = moves_[static_cast<std::size_t>(best)];
    if (move.action == kBegin || move.action == kUnit)
      found.push_back({first + at, first + at + 1, &move.label});
    open = move.action == kBegin || move.action == kIn;
    if (move.action == kIn || move.action == kLast) found.back().end = first + at + 1;
  }
  if (open) found.pop_back();
}

}  // namespace gainsay::nlp
