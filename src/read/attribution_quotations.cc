// Quotations: which words stand in them, and who speaks them.
#include <algorithm>

#include "read/attribution_finder.h"

namespace gainsay::read::attribution {

bool Finder::quoted_beside(TokenIndex v, Attribution& a) {
  // A wish that quotes a few words is an infinitive or object with a quotation in it.
  if (quote_of(v) >= 0 || a.source == kNone || a.cue->irrealis ||
      tree_.child(v, {Dep::xcomp}) != kNone)
    return false;
  const auto sentence = tree_.sentence_range(tree_.sentence(v));
  std::vector<TokenRange> content;
  for (auto& quote : quotes_) {
    if (quote.taken || quote.length < kShortestSpeech) continue;
    if (quote.range.end <= sentence.begin || quote.range.begin >= sentence.end) continue;
    if (quote.range.begin <= a.source && a.source < quote.range.end) continue;
    content.push_back(quote.range);
    quote.taken = true;
  }
  if (content.empty()) return false;
  a.quoted = true;
  a.content = content;
  a.negated = is_negated(v);
  a.hypothetical = is_hypothetical(v);
  found_.push_back(a);
  return true;
}

void Finder::take_quotations(Attribution& a, TokenRange sentence) {
  std::vector<TokenRange> wide;
  for (auto range : a.content) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (const int q = quote_of(i); q >= 0 && quotes_[static_cast<std::size_t>(q)].length > 2) {
        auto& quote = quotes_[static_cast<std::size_t>(q)];
        a.quoted = true;
        if (quote.range.begin >= sentence.begin)
          range.begin = std::min(range.begin, quote.range.begin);
        range.end = std::max(range.end, quote.range.end);
        if (a.source != kNone && range.begin <= a.source && a.source < range.end) return;
      }
    }
    wide.push_back(range);
  }
  std::vector<TokenRange> merged;
  std::ranges::sort(wide);
  for (const auto& range : wide) {
    if (!merged.empty() && range.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, range.end);
    } else {
      merged.push_back(range);
    }
  }
  a.content = merged;
  for (const auto& range : a.content) {
    for (auto& quote : quotes_) {
      if (quote.range.begin >= range.begin && quote.range.end <= range.end) quote.taken = true;
    }
  }
}

void Finder::quotations_without_cue() {
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    auto& quote = quotes_[q];
    if (quote.taken || quote.length < 5) continue;
    // A sentence splitter may leave the opening mark at the end of the sentence before.
    TokenIndex start = quote.range.begin;
    while (start + 1 < quote.range.end && tree_.pos(start) == Pos::punct) ++start;
    const auto sentence = tree_.sentence_range(tree_.sentence(start));
    // A sentence of its own: what stands outside the marks is punctuation.
    bool alone = true;
    for (TokenIndex i = sentence.begin; i < start; ++i) alone = alone && tree_.pos(i) == Pos::punct;
    if (!alone) continue;
    if (speaker_behind(quote)) continue;
    Attribution* last = nullptr;
    for (auto& a : found_) {
      if (!a.quoted || a.content.empty() || a.content.back().begin >= quote.range.begin) continue;
      if (last == nullptr || last->content.back().end < a.content.back().end) last = &a;
    }
    if (last == nullptr || paragraphs_between(last->cue_token, quote.range.begin) > 1) continue;
    last->content.push_back(quote.range);
    quote.taken = true;
  }
}

bool Finder::speaker_behind(Quote& quote) {
  const TokenIndex next = quote.range.end;
  if (next >= tree_.size() || tree_.pos(next) == Pos::punct ||
      tree_.token(next).text != tree_.lower(next))
    return false;
  const auto sentence = tree_.sentence_range(tree_.sentence(next));
  for (TokenIndex v = next; v < sentence.end; ++v) {
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (tree_.pos(v) != Pos::verb || entry == knowledge_.cue_verbs.end() ||
        entry->second.front()->act != "say")
      continue;
    Attribution a = begin(*entry->second.front(), v);
    a.source = subject_of(v);
    if (a.source == kNone || a.source < next) continue;
    std::erase_if(found_, [&](const Attribution& other) { return other.cue_token == v; });
    a.quoted = true;
    a.content = {quote.range};
    found_.push_back(std::move(a));
    quote.taken = true;
    return true;
  }
  return false;
}

int Finder::paragraphs_between(TokenIndex a, TokenIndex b) const {
  int crossed = 0;
  for (const auto& paragraph : tree_.document().annotated.paragraphs) {
    if (paragraph.begin > tree_.token(a).span.begin && paragraph.begin <= tree_.token(b).span.begin)
      ++crossed;
  }
  return crossed;
}

}  // namespace gainsay::read::attribution
