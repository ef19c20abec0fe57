#include "nlp/lexicon.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "nlp/characters.h"

namespace gainsay::nlp {
namespace {

// spacy/lang/norm_exceptions.py: every language's, applied before training and so part of the
// models.
constexpr std::array<std::array<std::string_view, 2>, 44> kBaseNorms = {{
    {"'s", "'s"},  {"'S", "'s"}, {"’s", "'s"}, {"’S", "'s"}, {"’", "'"},   {"‘", "'"},
    {"´", "'"},    {"`", "'"},   {"”", "\""},  {"“", "\""},  {"''", "\""}, {"``", "\""},
    {"´´", "\""},  {"„", "\""},  {"»", "\""},  {"«", "\""},  {"‘‘", "\""}, {"’’", "\""},
    {"？", "?"},   {"！", "!"},  {"，", ","},  {"；", ";"},  {"：", ":"},  {"。", "."},
    {"।", "."},    {"…", "..."}, {"—", "-"},   {"–", "-"},   {"--", "-"},  {"---", "-"},
    {"——", "-"},   {"€", "$"},   {"£", "$"},   {"¥", "$"},   {"฿", "$"},   {"US$", "$"},
    {"C$", "$"},   {"A$", "$"},  {"₺", "$"},   {"₹", "$"},   {"৳", "$"},   {"₩", "$"},
    {"Mex$", "$"}, {"₣", "$"},
}};
// spaCy's longest shape; beyond it all words are of one.
constexpr std::size_t kLongWord = 100;
constexpr int kLongestRun = 4;
constexpr std::size_t kSuffixLength = 3;

}  // namespace

std::string word_shape(std::string_view word) {
  if (count_code_points(word) >= kLongWord) return "LONG";
  std::string shape;
  char32_t last = 0;
  int run = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    const char32_t kind = is_alpha(c) ? (is_upper(c) ? U'X' : U'x') : is_digit(c) ? U'd' : c;
    run = kind == last ? run + 1 : 0;
    last = kind;
    if (run < kLongestRun) append_utf8(shape, kind);
  }
  return shape;
}

Result<Norms> Norms::load(const Packed& lookups, const std::string& where) {
  Norms norms;
  for (const auto& [word, norm] : kBaseNorms) norms.table_[string_id(word)] = string_id(norm);
  norms.table_[string_id("E£")] = string_id("$");
  const Packed* table = lookups.find("lexeme_norm");
  if (table == nullptr) return norms;
  if (table->kind != Packed::Kind::map) {
    return fail(ErrorCode::model, "its table lexeme_norm is no map", where);
  }
  // The model's own table is asked first, so it replaces.
  for (std::size_t i = 0; i + 1 < table->items.size(); i += 2) {
    const auto& word = table->items[i];
    const auto& norm = table->items[i + 1];
    if (word.kind != Packed::Kind::integer || !norm.is_text()) {
      return fail(ErrorCode::model, "its table lexeme_norm holds what is no norm", where);
    }
    norms.table_[word.integer] = string_id(norm.text);
  }
  return norms;
}

StringId Norms::norm_of(std::string_view word, std::string_view lower) const {
  const auto found = table_.find(string_id(word));
  return found == table_.end() ? string_id(lower) : found->second;
}

const Lexeme& Lexicon::get(std::string_view word) {
  const StringId orth = string_id(word);
  if (const auto found = by_orth_.find(orth); found != by_orth_.end()) {
    // Two words can share a number: a text of somebody else's may be made so. Both stay themselves.
    return found->second->text == word ? *found->second : make(word, orth);
  }
  const Lexeme& made = make(word, orth);
  by_orth_.emplace(orth, &made);
  return made;
}

const Lexeme& Lexicon::get_with_norm(std::string_view word, StringId norm) {
  if (const Lexeme& plain = get(word); plain.norm == norm) return plain;
  auto& known = with_norm_[string_id(word)];
  const auto found = std::ranges::find_if(
      known, [&](const Lexeme* one) { return one->norm == norm && one->text == word; });
  if (found != known.end()) return **found;
  known.push_back(&make(word, string_id(word)));
  lexemes_.back().norm = norm;
  return lexemes_.back();
}

const Lexeme& Lexicon::make(std::string_view word, StringId orth) {
  Lexeme& lexeme = lexemes_.emplace_back();
  lexeme.text = word;
  lexeme.lower = to_lower(word);
  lexeme.orth = orth;
  lexeme.lower_id = string_id(lexeme.lower);
  lexeme.norm = norms_->norm_of(word, lexeme.lower);
  std::size_t first = 0;
  if (!word.empty()) next_code_point(word, first);
  lexeme.prefix = string_id(word.substr(0, first));
  std::size_t suffix = word.size();
  for (std::size_t i = 0; i < kSuffixLength && suffix > 0; ++i) {
    do --suffix;
    while (suffix > 0 && (static_cast<unsigned char>(word[suffix]) & 0xC0U) == 0x80U);
  }
  lexeme.suffix = string_id(word.substr(suffix));
  lexeme.shape = string_id(word_shape(word));
  lexeme.length = static_cast<std::uint32_t>(count_code_points(word));
  lexeme.index = static_cast<std::uint32_t>(lexemes_.size() - 1);
  lexeme.is_space = is_all_space(word);
  return lexeme;
}

}  // namespace gainsay::nlp
