#include "nlp/tokenizer.h"

#include <algorithm>

#include "base/try.h"
#include "base/utf8.h"
#include "nlp/characters.h"

namespace gainsay::nlp {
namespace {

constexpr std::size_t kLongestChunk = 1024;
// Keys of spaCy's attributes in a special case (spacy/symbols.pyx).
constexpr std::uint64_t kOrth = 65;
constexpr std::uint64_t kNorm = 67;

// Unlike string_id: reserved names have no special number here.
StringId hash_of(std::string_view text) { return murmur_hash_64a(text, 1); }

Result<std::optional<Regex>> load_regex(const Packed& serialized, std::string_view name,
                                        Regex::From from, const std::string& where) {
  const Packed* pattern = serialized.find(name);
  if (pattern == nullptr || !pattern->is_text()) return std::optional<Regex>();
  TRY(auto regex, Regex::compile(pattern->text, from, where + " " + std::string(name)));
  return std::optional<Regex>(std::move(regex));
}

std::size_t length_of(const std::optional<Regex>& affix, std::string_view text, MatchSpace& space) {
  if (!affix) return 0;
  const auto match = affix->search(text, space);
  return match ? match->end - match->begin : 0;
}

// A run of tokens that a special case replaces.
struct Run {
  std::size_t begin;
  std::size_t end;
};

// spaCy's choice among overlapping runs: the longest, then the first.
std::vector<Run> without_overlaps(std::vector<Run> runs, std::size_t token_count) {
  std::ranges::sort(runs, [](const Run& a, const Run& b) {
    const auto length_a = a.end - a.begin;
    const auto length_b = b.end - b.begin;
    return length_a != length_b ? length_a > length_b : a.begin < b.begin;
  });
  std::vector<bool> taken(token_count);
  std::vector<Run> kept;
  for (const Run& run : runs) {
    if (!taken[run.begin] && !taken[run.end - 1]) kept.push_back(run);
    std::fill(taken.begin() + static_cast<std::ptrdiff_t>(run.begin),
              taken.begin() + static_cast<std::ptrdiff_t>(run.end), true);
  }
  std::ranges::sort(kept, {}, &Run::begin);
  return kept;
}

std::string text_of(std::span<const RawToken> tokens) {
  std::string text;
  for (const auto& token : tokens) {
    text += token.lexeme->text;
    if (token.space_after && &token != &tokens.back()) text += ' ';
  }
  return text;
}

}  // namespace

Result<Tokenizer> Tokenizer::load(const Packed& serialized, const Norms& norms,
                                  const std::string& where) {
  Tokenizer tokenizer;
  using From = Regex::From;
  TRY(tokenizer.prefix_, load_regex(serialized, "prefix_search", From::anywhere, where));
  TRY(tokenizer.suffix_, load_regex(serialized, "suffix_search", From::anywhere, where));
  TRY(tokenizer.infix_, load_regex(serialized, "infix_finditer", From::anywhere, where));
  TRY(tokenizer.token_match_, load_regex(serialized, "token_match", From::start, where));
  TRY(tokenizer.url_match_, load_regex(serialized, "url_match", From::start, where));
  TRY_VOID(tokenizer.load_special_cases(serialized, norms, where));
  return tokenizer;
}

Result<void> Tokenizer::load_special_cases(const Packed& serialized, const Norms& norms,
                                           const std::string& where) {
  const auto damaged = [&] { return fail(ErrorCode::model, "has a damaged special case", where); };
  const Packed* cases = serialized.find("exceptions");
  if (cases == nullptr || cases->kind != Packed::Kind::map) return damaged();
  for (std::size_t i = 0; i + 1 < cases->items.size(); i += 2) {
    const Packed& text = cases->items[i];
    const Packed& pieces = cases->items[i + 1];
    if (!text.is_text() || !is_valid_utf8(text.text) || pieces.items.empty()) return damaged();
    Special special;
    std::string spelled;
    for (const Packed& piece : pieces.items) {
      if (piece.kind != Packed::Kind::map) return damaged();
      Piece& out = special.emplace_back();
      for (std::size_t k = 0; k + 1 < piece.items.size(); k += 2) {
        const Packed& value = piece.items[k + 1];
        if (!value.is_text()) return damaged();
        if (piece.items[k].integer == kOrth) out.text = value.text;
        if (piece.items[k].integer == kNorm) out.norm = string_id(value.text);
      }
      spelled += out.text;
    }
    if (spelled != text.text) return damaged();
    specials_.emplace(hash_of(spelled), std::move(special));
  }
  const Packed* faster = serialized.find("faster_heuristics");
  const bool only_cut = faster == nullptr || faster->integer != 0;
  TokenizerSpace space(norms);
  for (std::size_t i = 0; i + 1 < cases->items.size(); i += 2) {
    const std::string text(cases->items[i].text);
    const bool cut = length_of(prefix_, text, space.match_) > 0 ||
                     (infix_ && infix_->matches(text, space.match_)) ||
                     length_of(suffix_, text, space.match_) > 0 ||
                     text.find(' ') != std::string::npos;
    if (cut || !only_cut) add_to_phrases(text, space);
  }
  return {};
}

void Tokenizer::add_to_phrases(const std::string& text, TokenizerSpace& space) {
  std::size_t node = 0;
  for (const auto& token : split(text, space, Specials::ignored)) {
    const auto [next, added] = phrases_[node].next.emplace(token.lexeme->orth, phrases_.size());
    node = next->second;
    if (added) phrases_.emplace_back();
  }
  phrases_[node].ends = node != 0;
}

const Tokenizer::Special* Tokenizer::special_of(std::string_view text) const {
  const auto found = specials_.find(hash_of(text));
  return found == specials_.end() ? nullptr : &found->second;
}

std::vector<RawToken> Tokenizer::tokenize(std::string_view text, TokenizerSpace& space) const {
  return apply_phrases(split(text, space, Specials::used), space);
}

// Runs of whitespace and of other characters; single spaces between words are no tokens.
std::vector<RawToken> Tokenizer::split(std::string_view text, TokenizerSpace& space,
                                       Specials specials) const {
  std::vector<RawToken> tokens;
  if (text.empty()) return tokens;
  tokens.reserve(text.size() / 4);
  std::size_t first = 0;
  bool in_space = is_space(next_code_point(text, first));
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t i = at;
    const char32_t c = next_code_point(text, at);
    const bool too_long = i - start >= kLongestChunk;
    if (is_space(c) == in_space && !too_long) continue;
    if (start < i) add_chunk(text.substr(start, i - start), space, specials, tokens);
    if (is_space(c) == in_space) {
      start = i;
      continue;
    }
    start = i;
    if (c == U' ' && !tokens.empty()) {
      tokens.back().space_after = true;
      start = at;
    }
    in_space = !in_space;
  }
  if (start < text.size()) add_chunk(text.substr(start), space, specials, tokens);
  return tokens;
}

void Tokenizer::add_chunk(std::string_view chunk, TokenizerSpace& space, Specials specials,
                          std::vector<RawToken>& out) const {
  if (specials == Specials::used) {
    if (const Special* special = special_of(chunk)) {
      add_special(*special, space, out);
      return;
    }
  }
  if (specials == Specials::used) {
    if (const auto known = space.chunks_.find(chunk); known != space.chunks_.end()) {
      for (const Lexeme* lexeme : known->second) out.push_back({lexeme});
      return;
    }
  }
  const std::size_t before = out.size();
  std::vector<const Lexeme*> prefixes;
  std::vector<const Lexeme*> suffixes;
  const auto middle = strip_affixes(chunk, space, specials, prefixes, suffixes);
  for (const Lexeme* prefix : prefixes) out.push_back({prefix});
  if (!middle.empty()) add_middle(middle, space, specials, out);
  for (auto suffix = suffixes.rbegin(); suffix != suffixes.rend(); ++suffix) {
    out.push_back({*suffix});
  }
  if (specials == Specials::used) {
    auto& known = space.chunks_[std::string(chunk)];
    for (std::size_t i = before; i < out.size(); ++i) known.push_back(out[i].lexeme);
  }
}

void Tokenizer::add_special(const Special& special, TokenizerSpace& space,
                            std::vector<RawToken>& out) {
  for (const auto& piece : special) {
    out.push_back({piece.norm == 0 ? &space.lexicon.get(piece.text)
                                   : &space.lexicon.get_with_norm(piece.text, piece.norm)});
  }
}

// spaCy's order exactly: after each cut the rest may be a special case, which ends the cutting.
std::string_view Tokenizer::strip_affixes(std::string_view text, TokenizerSpace& space,
                                          Specials specials, std::vector<const Lexeme*>& prefixes,
                                          std::vector<const Lexeme*>& suffixes) const {
  const auto is_special = [&](std::string_view rest) {
    return specials == Specials::used && !rest.empty() && special_of(rest) != nullptr;
  };
  std::size_t last_size = 0;
  while (!text.empty() && text.size() != last_size) {
    if (token_match_ && token_match_->matches(text, space.match_)) break;
    if (is_special(text)) break;
    last_size = text.size();
    const std::size_t prefix = length_of(prefix_, text, space.match_);
    const auto without_prefix = text.substr(prefix);
    if (prefix != 0 && is_special(without_prefix)) {
      prefixes.push_back(&space.lexicon.get(text.substr(0, prefix)));
      return without_prefix;
    }
    const std::size_t suffix = length_of(suffix_, without_prefix, space.match_);
    const auto without_suffix = text.substr(0, text.size() - suffix);
    if (suffix != 0 && is_special(without_suffix)) {
      suffixes.push_back(&space.lexicon.get(text.substr(text.size() - suffix)));
      return without_suffix;
    }
    if (prefix != 0) prefixes.push_back(&space.lexicon.get(text.substr(0, prefix)));
    if (suffix != 0) suffixes.push_back(&space.lexicon.get(text.substr(text.size() - suffix)));
    text = text.substr(prefix, text.size() - prefix - suffix);
  }
  return text;
}

void Tokenizer::add_middle(std::string_view text, TokenizerSpace& space, Specials specials,
                           std::vector<RawToken>& out) const {
  const auto add = [&](std::string_view word) { out.push_back({&space.lexicon.get(word)}); };
  if (specials == Specials::used) {
    if (const Special* special = special_of(text)) {
      add_special(*special, space, out);
      return;
    }
  }
  if ((token_match_ && token_match_->matches(text, space.match_)) ||
      (url_match_ && url_match_->matches(text, space.match_))) {
    add(text);
    return;
  }
  std::size_t start = 0;
  for (std::size_t from = 0; infix_ && from <= text.size();) {
    const auto infix = infix_->search(text, space.match_, from);
    if (!infix) break;
    from = infix->end;
    if (infix->end == infix->begin) {
      // After an empty match Python's finditer goes on from the next character.
      if (from < text.size()) {
        next_code_point(text, from);
      } else {
        ++from;
      }
    }
    // A word is not cut by what it begins with.
    if (infix->begin == 0) continue;
    if (infix->begin != start) add(text.substr(start, infix->begin - start));
    if (infix->begin != infix->end) add(text.substr(infix->begin, infix->end - infix->begin));
    start = infix->end;
  }
  if (start < text.size()) add(text.substr(start));
}

std::vector<RawToken> Tokenizer::apply_phrases(std::vector<RawToken> tokens,
                                               TokenizerSpace& space) const {
  std::vector<Run> runs;
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    std::size_t node = 0;
    for (std::size_t at = begin; at < tokens.size(); ++at) {
      const auto next = phrases_[node].next.find(tokens[at].lexeme->orth);
      if (next == phrases_[node].next.end()) break;
      node = next->second;
      if (phrases_[node].ends) runs.push_back({begin, at + 1});
    }
  }
  if (runs.empty()) return tokens;
  std::vector<RawToken> out;
  out.reserve(tokens.size() + runs.size());
  std::size_t done = 0;
  for (const Run& run : without_overlaps(std::move(runs), tokens.size())) {
    const std::span<const RawToken> replaced(tokens.data() + run.begin, run.end - run.begin);
    // Tokens of the phrase with spaces between them spell another text, which has no rule.
    const Special* special = special_of(text_of(replaced));
    if (special == nullptr) continue;
    out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(done),
               tokens.begin() + static_cast<std::ptrdiff_t>(run.begin));
    add_special(*special, space, out);
    out.back().space_after = replaced.back().space_after;
    done = run.end;
  }
  out.insert(out.end(), tokens.begin() + static_cast<std::ptrdiff_t>(done), tokens.end());
  return out;
}

}  // namespace gainsay::nlp
