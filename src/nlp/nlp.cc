#include "nlp/nlp.h"

#include "base/try.h"
#include "base/utf8.h"
#include "nlp/model.h"
#include "nlp/model_files.h"

namespace gainsay::nlp {

namespace {

// A page's article at a time; more would only take memory (4 KiB a token).
constexpr std::size_t kBatchBytes = 16384;
constexpr std::size_t kLongestPiece = 100'000;  // code points

// A paragraph's words as the parser should see them, and where it lies.
struct Paragraph {
  Span span;
  std::string seen;
  std::vector<const text::StandIn*> stand_ins;
};

// The length in bytes of the piece of `text` to analyse first: all of it, or as much as
// kLongestPiece allows, cut after a blank line, else a line, else a space, else anywhere.
std::size_t first_piece(std::string_view text) {
  if (text.size() <= kLongestPiece) return text.size();
  std::size_t end = 0;
  for (std::size_t count = 0; count < kLongestPiece && end < text.size(); ++count) {
    next_code_point(text, end);
  }
  if (end == text.size()) return end;
  for (const std::string_view space : {"\n\n", "\n", " "}) {
    // In its second half, lest pieces become tiny.
    const auto at = text.substr(0, end).rfind(space);
    if (at != std::string_view::npos && at >= end / 2) return at + space.size();
  }
  return end;
}

// No-break spaces, which pages set between any two words, are one space each: a model that was
// taught on plain text takes them for words.
void plain_spaces(std::string& words) {
  for (const std::string_view space : {"\u00A0", "\u202F", "\u2009"}) {
    for (auto at = words.find(space); at != std::string::npos; at = words.find(space, at))
      words.replace(at, space.size(), " ");
  }
}

// Stand-ins are of as many letters as the words they stand for, both ASCII.
Paragraph make_paragraph(const Span& span, const TextIndex& index,
                         const std::vector<text::StandIn>& stand_ins) {
  Paragraph out{.span = span, .seen = std::string(index.words(span)), .stand_ins = {}};
  const auto begin = index.byte_of(span.begin).value;
  for (const auto& one : stand_ins) {
    if (!span.contains(one.span)) continue;
    out.seen.replace(index.byte_of(one.span.begin).value - begin, one.text.size(), one.text);
    out.stand_ins.push_back(&one);
  }
  plain_spaces(out.seen);
  return out;
}

// The tokens keep the text's own words.
void take_stand_ins_back(const Paragraph& paragraph, const TextIndex& index, Analysis& analysis) {
  for (const auto* one : paragraph.stand_ins) {
    for (auto& token : analysis.tokens) {
      const auto begin = token.span.begin.value + paragraph.span.begin.value;
      if (begin != one->span.begin.value) continue;
      token.text = index.words(make_span(begin, begin + token.span.size()));
      token.lemma = token.text;
    }
  }
}

// `begin`: where `part` lies in the text of `all`.
void append(Analysis part, CharOffset begin, Analysis& all) {
  const auto tokens = static_cast<TokenIndex>(all.tokens.size());
  const auto sentences = static_cast<std::int32_t>(all.sentences.size());
  for (Token& token : part.tokens) {
    token.span.begin.value += begin.value;
    token.span.end.value += begin.value;
    token.head += tokens;
    token.sentence += sentences;
    all.tokens.push_back(std::move(token));
  }
  for (const TokenRange& sentence : part.sentences) {
    all.sentences.push_back({sentence.begin + tokens, sentence.end + tokens});
  }
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<const Model> model) : model_(std::move(model)) {}

Result<Pipeline> Pipeline::load(const std::string& path, const std::string& cache) {
  TRY(const auto files, ModelFiles::open(path, cache));
  TRY(auto model, Model::load(files));
  return Pipeline(std::move(model));
}

std::vector<Analysis> Pipeline::analyse(std::span<const std::string_view> texts,
                                        Entities entities) const {
  std::vector<Analysis> out;
  out.reserve(texts.size());
  while (!texts.empty()) {
    if (first_piece(texts.front()) < texts.front().size()) {
      out.push_back(analyse_in_pieces(texts.front(), entities));
      texts = texts.subspan(1);
      continue;
    }
    std::size_t count = 1;
    std::size_t bytes = texts.front().size();
    for (; count < texts.size() && bytes + texts[count].size() <= kBatchBytes; ++count) {
      bytes += texts[count].size();
    }
    model_->analyse(texts.first(count), entities, out);
    texts = texts.subspan(count);
  }
  return out;
}

Analysis Pipeline::analyse_in_pieces(std::string_view text, Entities entities) const {
  // So that pieces end between characters.
  std::string repaired;
  if (!is_valid_utf8(text)) text = repaired = repair_utf8(text);
  Analysis all;
  CharOffset begin;
  while (!text.empty()) {
    const auto piece = text.substr(0, first_piece(text));
    std::vector<Analysis> analysed;
    model_->analyse(std::span(&piece, 1), entities, analysed);
    append(std::move(analysed.front()), begin, all);
    begin.value += static_cast<std::uint32_t>(count_code_points(piece));
    text.remove_prefix(piece.size());
  }
  return all;
}

Analysis Pipeline::analyse(std::string_view text) const {
  return std::move(analyse(std::span(&text, 1)).front());
}

Analysed Pipeline::analyse(text::Annotated annotated) const {
  const TextIndex index(annotated.article.text);
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(annotated.paragraphs.size());
  for (const Span& paragraph : annotated.paragraphs) {
    paragraphs.push_back(make_paragraph(paragraph, index, annotated.stand_ins));
  }
  std::vector<std::string_view> texts;
  texts.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) texts.emplace_back(paragraph.seen);
  auto parts = analyse(texts);
  Analysed out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    take_stand_ins_back(paragraphs[i], index, parts[i]);
    append(std::move(parts[i]), paragraphs[i].span.begin, out.analysis);
  }
  out.annotated = std::move(annotated);
  return out;
}

std::vector<Analysis> Pipeline::analyse(const text::Annotated& annotated,
                                        std::span<const Span> pieces, Entities entities) const {
  const TextIndex index(annotated.article.text);
  std::vector<Paragraph> paragraphs;
  std::vector<std::string_view> texts;
  texts.reserve(pieces.size());
  for (const Span& piece : pieces) {
    paragraphs.push_back(make_paragraph(piece, index, annotated.stand_ins));
    auto& seen = paragraphs.back().seen;
    if (!seen.empty() && seen.back() != '.') seen += " .";
  }
  for (const auto& paragraph : paragraphs) texts.emplace_back(paragraph.seen);
  auto parts = analyse(texts, entities);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& place = paragraphs[i].span;
    take_stand_ins_back(paragraphs[i], index, parts[i]);
    // The full stop that was only thought goes again.
    while (!parts[i].tokens.empty() && parts[i].tokens.back().span.end.value > place.size())
      parts[i].tokens.pop_back();
    const auto count = static_cast<TokenIndex>(parts[i].tokens.size());
    for (TokenIndex t = 0; t < count; ++t) {
      Token& token = parts[i].tokens[static_cast<std::size_t>(t)];
      token.span.begin.value += place.begin.value;
      token.span.end.value += place.begin.value;
      if (token.head >= count) token.head = t;
    }
    for (TokenRange& sentence : parts[i].sentences) sentence.end = std::min(sentence.end, count);
  }
  return parts;
}

std::string_view Pipeline::name() const { return model_->name; }
std::string_view Pipeline::version() const { return model_->version; }
std::string_view Pipeline::language() const { return model_->language; }

}  // namespace gainsay::nlp
