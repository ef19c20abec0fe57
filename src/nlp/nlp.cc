#include "nlp/nlp.h"

#include <algorithm>
#include <optional>

#include "base/try.h"
#include "base/utf8.h"
#include "nlp/attribute_ruler.h"
#include "nlp/config.h"
#include "nlp/entities.h"
#include "nlp/json.h"
#include "nlp/lemmatizer.h"
#include "nlp/model_files.h"
#include "nlp/parser.h"
#include "nlp/tagger.h"
#include "nlp/tok2vec.h"
#include "nlp/tokenizer.h"

namespace gainsay::nlp {

// The parts of a pipeline that are there; a component that the model lacks leaves its tokens'
// fields empty.
struct Pipeline::Model {
  std::string name;
  std::string version;
  std::string language;
  Norms norms;
  std::optional<Tokenizer> tokenizer;
  std::optional<Tok2Vec> shared;  // the tok2vec that listeners hear
  std::optional<Tagger> tagger;
  std::optional<Parser> parser;
  std::optional<EntityRecognizer> entities;
  std::optional<Tok2Vec> entity_vectors;  // empty: the shared one
  std::optional<AttributeRuler> ruler;
  std::optional<Lemmatizer> lemmatizer;

  // Appends one analysis a text.
  void analyse(std::span<const std::string_view> texts, std::vector<Analysis>& out) const;
};

namespace {

// A component's weights, and its own tok2vec where it does not listen to the shared one.
struct Component {
  Weights weights;
  std::optional<Tok2Vec> own;
};

Result<Component> load_component(const ModelFiles& files, const std::string& name) {
  TRY(const auto bytes, files.read(name + "/model"));
  TRY(auto weights, Weights::load(bytes, files.where(name + "/model")));
  Component out{std::move(weights), std::nullopt};
  if (!out.weights.layers("hashembed").empty()) {
    TRY(out.own, Tok2Vec::load(out.weights));
  }
  return out;
}

}  // namespace

namespace {

// A page's article at a time; more would only take memory (4 KiB a token).
constexpr std::size_t kBatchBytes = 16384;
constexpr std::uint32_t kLongestParagraph = 100'000;

// A paragraph's words as the parser should see them, and where it lies.
struct Paragraph {
  Span span;
  std::string seen;
  std::vector<const text::StandIn*> stand_ins;
};

// Cut at the last space where it is over kLongestParagraph; in the middle of a word that long.
std::vector<Span> cut(const Span& paragraph, const TextIndex& index) {
  std::vector<Span> parts;
  Span rest = paragraph;
  while (rest.size() > kLongestParagraph) {
    Span part = rest;
    part.end.value = part.begin.value + kLongestParagraph;
    const auto words = index.words(part);
    if (const auto space = words.rfind(' '); space != std::string_view::npos && space > 0) {
      part.end.value =
          part.begin.value + static_cast<std::uint32_t>(count_code_points(words.substr(0, space)));
    }
    parts.push_back(part);
    rest.begin = part.end;
  }
  parts.push_back(rest);
  return parts;
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

void append(Analysis part, const Span& place, Analysis& all) {
  const auto tokens = static_cast<TokenIndex>(all.tokens.size());
  const auto sentences = static_cast<std::int32_t>(all.sentences.size());
  for (Token& token : part.tokens) {
    token.span.begin.value += place.begin.value;
    token.span.end.value += place.begin.value;
    token.head += tokens;
    token.sentence += sentences;
    all.tokens.push_back(std::move(token));
  }
  for (const TokenRange& sentence : part.sentences) {
    all.sentences.push_back({sentence.begin + tokens, sentence.end + tokens});
  }
}

void add_token(const RawToken& word, std::uint32_t& at, Analysis& analysis) {
  Token& token = analysis.tokens.emplace_back();
  token.text = word.lexeme->text;
  token.span = make_span(at, at + word.lexeme->length);
  token.space_after = word.space_after;
  token.head = static_cast<TokenIndex>(analysis.tokens.size()) - 1;
  at += word.lexeme->length + (word.space_after ? 1 : 0);
}

void add_parse(const ParsedToken& parsed, Token& token, TokenIndex index, Analysis& analysis) {
  if (parsed.label != nullptr) {
    token.head = parsed.head;
    token.dep = *parsed.label;
  }
  if (index == 0 || parsed.sentence_start) analysis.sentences.push_back({index, index});
  analysis.sentences.back().end = index + 1;
  token.sentence = static_cast<std::int32_t>(analysis.sentences.size()) - 1;
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<const Model> model) : model_(std::move(model)) {}

Result<Pipeline> Pipeline::load(const std::string& path) {
  TRY(const auto files, ModelFiles::open(path));
  auto model = std::make_shared<Model>();
  TRY(const auto meta_text, files.read("meta.json"));
  TRY(const auto meta, parse_json(meta_text, files.where("meta.json")));
  const auto text_of = [&](const char* key) {
    const Json* value = meta.find(key);
    return value == nullptr ? std::string() : value->text;
  };
  model->name = text_of("name");
  model->version = text_of("version");
  TRY(const auto config_text, files.read("config.cfg"));
  TRY(const auto config, Config::parse(config_text, files.where("config.cfg")));
  model->language = config.string("nlp", "lang");

  if (files.has("vocab/lookups.bin")) {
    TRY(const auto bytes, files.read("vocab/lookups.bin"));
    TRY(const auto lookups, parse_msgpack(bytes, files.where("vocab/lookups.bin")));
    TRY(model->norms, Norms::load(lookups, files.where("vocab/lookups.bin")));
  }
  TRY(const auto rules, files.read("tokenizer"));
  TRY(const auto serialized, parse_msgpack(rules, files.where("tokenizer")));
  TRY(model->tokenizer, Tokenizer::load(serialized, model->norms, files.where("tokenizer")));

  const auto disabled = config.strings("nlp", "disabled");
  for (const auto& component : config.strings("nlp", "pipeline")) {
    if (std::ranges::find(disabled, component) != disabled.end()) continue;
    const auto factory = config.string("components." + component, "factory");
    if (factory == "tok2vec") {
      TRY(auto part, load_component(files, component));
      model->shared = std::move(part.own);
    } else if (factory == "tagger") {
      TRY(auto part, load_component(files, component));
      TRY(const auto labels, files.read(component + "/cfg"));
      TRY(model->tagger, Tagger::load(part.weights, labels, files.where(component + "/cfg")));
    } else if (factory == "parser") {
      TRY(auto part, load_component(files, component));
      TRY(const auto moves, files.read(component + "/moves"));
      TRY(model->parser, Parser::load(part.weights, moves, files.where(component + "/moves")));
    } else if (factory == "ner") {
      TRY(auto part, load_component(files, component));
      TRY(const auto moves, files.read(component + "/moves"));
      TRY(model->entities,
          EntityRecognizer::load(part.weights, moves, files.where(component + "/moves")));
      model->entity_vectors = std::move(part.own);
    } else if (factory == "attribute_ruler") {
      TRY(const auto bytes, files.read(component + "/patterns"));
      TRY(const auto patterns, parse_msgpack(bytes, files.where(component + "/patterns")));
      TRY(model->ruler, AttributeRuler::load(patterns, files.where(component + "/patterns")));
    } else if (factory == "lemmatizer") {
      const auto file = component + "/lookups/lookups.bin";
      TRY(const auto bytes, files.read(file));
      TRY(const auto lookups, parse_msgpack(bytes, files.where(file)));
      TRY(model->lemmatizer,
          Lemmatizer::load(lookups, config.string("components." + component, "mode"),
                           model->language, files.where(file)));
    } else {
      return fail(ErrorCode::model,
                  "needs a component that is not known here: " + component + " (" + factory + ")",
                  files.where("config.cfg"));
    }
  }
  if (!model->shared && (model->tagger || model->parser)) {
    return fail(ErrorCode::model, "has no tok2vec for its components to listen to",
                files.where("config.cfg"));
  }
  return Pipeline(std::move(model));
}

void Pipeline::Model::analyse(std::span<const std::string_view> texts,
                              std::vector<Analysis>& out) const {
  TokenizerSpace space(norms);
  TokenizedTexts words;
  for (const auto text : texts) {
    // Broken text is the caller's fault, but the regular expressions must not see it.
    const auto tokens = is_valid_utf8(text) ? tokenizer->tokenize(text, space)
                                            : tokenizer->tokenize(repair_utf8(text), space);
    words.tokens.insert(words.tokens.end(), tokens.begin(), tokens.end());
    words.ends.push_back(words.tokens.size());
  }
  Matrix vectors;
  if (shared) vectors = shared->encode(words);
  std::vector<const std::string*> tags(words.tokens.size());
  if (tagger) tags = tagger->tag(vectors);
  std::vector<ParsedToken> parsed(words.tokens.size());
  if (parser) parsed = parser->parse(words, vectors);
  std::vector<EntitySpan> spans;
  if (entities) {
    spans = entity_vectors ? entities->find(words, parsed, entity_vectors->encode(words))
                           : entities->find(words, parsed, vectors);
  }

  std::size_t i = 0;
  auto entity = spans.begin();
  for (const std::size_t end : words.ends) {
    Analysis& analysis = out.emplace_back();
    std::vector<const std::string*> lower;
    std::uint32_t at = 0;
    for (TokenIndex index = 0; i < end; ++i, ++index) {
      add_token(words.tokens[i], at, analysis);
      Token& token = analysis.tokens.back();
      if (tags[i] != nullptr) token.tag = *tags[i];
      add_parse(parsed[i], token, index, analysis);
      lower.push_back(&words.tokens[i].lexeme->lower);
      const int here = static_cast<int>(i);
      while (entity != spans.end() && entity->end <= here) ++entity;
      if (entity == spans.end() || here < entity->begin) continue;
      token.entity = *entity->label;
      token.entity_begins = here == entity->begin;
    }
    if (ruler) ruler->apply(analysis.tokens, lower);
    if (!lemmatizer) continue;
    for (std::size_t k = 0; k < analysis.tokens.size(); ++k) {
      Token& token = analysis.tokens[k];
      if (token.lemma.empty()) token.lemma = lemmatizer->lemma_of(token, *lower[k]);
    }
  }
}

std::vector<Analysis> Pipeline::analyse(std::span<const std::string_view> texts) const {
  std::vector<Analysis> out;
  out.reserve(texts.size());
  while (!texts.empty()) {
    std::size_t count = 1;
    std::size_t bytes = texts.front().size();
    for (; count < texts.size() && bytes + texts[count].size() <= kBatchBytes; ++count) {
      bytes += texts[count].size();
    }
    model_->analyse(texts.first(count), out);
    texts = texts.subspan(count);
  }
  return out;
}

Analysis Pipeline::analyse(std::string_view text) const {
  return std::move(analyse(std::span(&text, 1)).front());
}

Analysed Pipeline::analyse(text::Annotated annotated) const {
  const TextIndex index(annotated.article.text);
  std::vector<Paragraph> paragraphs;
  for (const Span& whole : annotated.paragraphs) {
    for (const Span& part : cut(whole, index)) {
      paragraphs.push_back(make_paragraph(part, index, annotated.stand_ins));
    }
  }
  std::vector<std::string_view> texts;
  texts.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) texts.emplace_back(paragraph.seen);
  auto parts = analyse(texts);
  Analysed out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    take_stand_ins_back(paragraphs[i], index, parts[i]);
    append(std::move(parts[i]), paragraphs[i].span, out.analysis);
  }
  out.annotated = std::move(annotated);
  return out;
}

std::vector<Analysis> Pipeline::analyse(const text::Annotated& annotated,
                                        std::span<const Span> pieces) const {
  const TextIndex index(annotated.article.text);
  std::vector<Paragraph> paragraphs;
  std::vector<std::string_view> texts;
  for (const Span& piece : pieces) {
    paragraphs.push_back(make_paragraph(piece, index, annotated.stand_ins));
    auto& seen = paragraphs.back().seen;
    if (!seen.empty() && seen.back() != '.') seen += " .";
  }
  for (const auto& paragraph : paragraphs) texts.emplace_back(paragraph.seen);
  auto parts = analyse(texts);
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
