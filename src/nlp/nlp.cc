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

// The parser sees the stand-ins, the tokens keep the text's own words. `paragraph` holds ASCII
// where a stand-in lies.
Analysis analyse_with_stand_ins(const Pipeline& pipeline, std::string_view words,
                                const Span& paragraph,
                                const std::vector<text::StandIn>& stand_ins) {
  std::string seen(words);
  std::vector<const text::StandIn*> here;
  const TextIndex index(words);
  for (const auto& one : stand_ins) {
    if (!paragraph.contains(one.span)) continue;
    const auto at = index.byte_of(CharOffset{one.span.begin.value - paragraph.begin.value}).value;
    seen.replace(at, one.text.size(), one.text);
    here.push_back(&one);
  }
  Analysis out = pipeline.analyse(seen);
  for (const auto* one : here) {
    for (auto& token : out.tokens) {
      if (token.span.begin.value + paragraph.begin.value != one->span.begin.value) continue;
      const auto begin = index.byte_of(token.span.begin).value;
      token.text = std::string(words.substr(begin, index.byte_of(token.span.end).value - begin));
      token.lemma = token.text;
    }
  }
  return out;
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

Analysis Pipeline::analyse(std::string_view text) const {
  // Broken text is the caller's fault, but the regular expressions must not see it.
  if (!is_valid_utf8(text)) return analyse(repair_utf8(text));
  const Model& model = *model_;
  Analysis out;
  TokenizerSpace space(model.norms);
  const auto raw = model.tokenizer->tokenize(text, space);
  if (raw.empty()) return out;
  Matrix vectors;
  if (model.shared) vectors = model.shared->encode(raw);

  std::vector<const std::string*> lower;
  std::uint32_t at = 0;
  for (const RawToken& word : raw) {
    Token& token = out.tokens.emplace_back();
    token.text = word.lexeme->text;
    token.span = make_span(at, at + word.lexeme->length);
    token.space_after = word.space_after;
    token.head = static_cast<TokenIndex>(out.tokens.size()) - 1;
    at += word.lexeme->length + (word.space_after ? 1 : 0);
    lower.push_back(&word.lexeme->lower);
  }
  if (model.tagger) {
    const auto tags = model.tagger->tag(vectors);
    for (std::size_t i = 0; i < tags.size(); ++i) out.tokens[i].tag = *tags[i];
  }
  std::vector<ParsedToken> parsed(raw.size());
  if (model.parser) {
    parsed = model.parser->parse(raw, vectors);
    for (std::size_t i = 0; i < parsed.size(); ++i) {
      out.tokens[i].head = parsed[i].head;
      out.tokens[i].dep = *parsed[i].label;
    }
  }
  parsed.front().sentence_start = true;
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    const auto index = static_cast<TokenIndex>(i);
    if (parsed[i].sentence_start) out.sentences.push_back({index, index});
    out.sentences.back().end = index + 1;
    out.tokens[i].sentence = static_cast<std::int32_t>(out.sentences.size()) - 1;
  }
  if (model.ruler) model.ruler->apply(out.tokens, lower);
  if (model.lemmatizer) {
    for (std::size_t i = 0; i < out.tokens.size(); ++i) {
      if (out.tokens[i].lemma.empty())
        out.tokens[i].lemma = model.lemmatizer->lemma_of(out.tokens[i], *lower[i]);
    }
  }
  if (model.entities) {
    const auto entities = model.entity_vectors
                              ? model.entities->find(raw, parsed, model.entity_vectors->encode(raw))
                              : model.entities->find(raw, parsed, vectors);
    for (const auto& entity : entities) {
      for (int i = entity.begin; i < entity.end; ++i) {
        out.tokens[static_cast<std::size_t>(i)].entity = *entity.label;
        out.tokens[static_cast<std::size_t>(i)].entity_begins = i == entity.begin;
      }
    }
  }
  return out;
}

Analysed Pipeline::analyse(text::Annotated annotated) const {
  Analysed out;
  const TextIndex index(annotated.article.text);
  for (const Span& paragraph : annotated.paragraphs) {
    Analysis part =
        analyse_with_stand_ins(*this, index.words(paragraph), paragraph, annotated.stand_ins);
    const auto tokens = static_cast<TokenIndex>(out.analysis.tokens.size());
    const auto sentences = static_cast<std::int32_t>(out.analysis.sentences.size());
    for (Token& token : part.tokens) {
      token.span.begin.value += paragraph.begin.value;
      token.span.end.value += paragraph.begin.value;
      token.head += tokens;
      token.sentence += sentences;
      out.analysis.tokens.push_back(std::move(token));
    }
    for (const TokenRange& sentence : part.sentences) {
      out.analysis.sentences.push_back({sentence.begin + tokens, sentence.end + tokens});
    }
  }
  out.annotated = std::move(annotated);
  return out;
}

std::string_view Pipeline::name() const { return model_->name; }
std::string_view Pipeline::version() const { return model_->version; }
std::string_view Pipeline::language() const { return model_->language; }

}  // namespace gainsay::nlp
