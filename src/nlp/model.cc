#include "nlp/model.h"

#include <algorithm>
#include <array>

#include "base/try.h"
#include "base/utf8.h"
#include "nlp/json.h"
#include "nlp/msgpack.h"

namespace gainsay::nlp {
namespace {

// A thread's memory of word types: 8 KiB each for two encoders of spaCy's small models. Of 100,000
// words of news, 4,000 types make up nine tenths.
constexpr std::size_t kMostTypes = 4096;

// The last part of an architecture's name, "MultiHashEmbed" of "spacy.MultiHashEmbed.v2".
std::string architecture(const Config& config, const std::string& section) {
  std::string name = config.string(section, "@architectures");
  if (const auto version = name.rfind(".v"); version != std::string::npos) name.resize(version);
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

template <typename Text>
Text text_of(const Json& json, std::string_view key) {
  const Json* value = json.find(key);
  return value == nullptr ? Text() : Text(value->text);
}

}  // namespace

// Texts on their way through the components. A head's index counts from its text's first token.
struct Model::Batch {
  TokenizedTexts words;
  std::vector<Token> tokens;
  std::vector<SentenceStart> starts;
  std::vector<std::optional<Matrix>> vectors;  // one a tok2vec, made when first asked for

  // Calls `use` with the places of each text's tokens.
  template <typename Use>
  void for_each_text(Use use) const {
    std::size_t begin = 0;
    for (const std::size_t end : words.ends) {
      use(begin, end);
      begin = end;
    }
  }
};

// A workspace for one call.
class Model::Borrowed {
 public:
  explicit Borrowed(const Model& model) : model_(model) {
    const std::lock_guard lock(model_.mutex_);
    if (model_.idle_.empty()) {
      workspace_ = std::make_unique<Workspace>(model_.norms_);
      workspace_->types.resize(model_.tok2vecs_.size());
    } else {
      workspace_ = std::move(model_.idle_.back());
      model_.idle_.pop_back();
    }
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    if (workspace_->tokenizer->is_larger_than(kMostTypes)) {
      workspace_->tokenizer.emplace(model_.norms_);
      for (auto& types : workspace_->types) types.clear();
    }
    const std::lock_guard lock(model_.mutex_);
    model_.idle_.push_back(std::move(workspace_));
  }
  Workspace& operator*() { return *workspace_; }

 private:
  const Model& model_;
  std::unique_ptr<Workspace> workspace_;
};

Result<std::shared_ptr<const Model>> Model::load(const ModelFiles& files) {
  auto model = std::make_shared<Model>();
  TRY(const auto meta_text, files.read("meta.json"));
  TRY(const auto meta, parse_json(meta_text.view(), files.where("meta.json")));
  model->name = text_of<std::string>(meta, "name");
  model->version = text_of<std::string>(meta, "version");
  TRY(const auto config_text, files.read("config.cfg"));
  TRY(const auto config, Config::parse(config_text.view(), files.where("config.cfg")));
  model->language = config.string("nlp", "lang");
  if (const auto tokenizer = config.raw("nlp", "tokenizer");
      !tokenizer.empty() && tokenizer.find("spacy.Tokenizer.v1") == std::string_view::npos) {
    return fail(ErrorCode::model,
                "needs a tokenizer that is not known here: " + std::string(tokenizer),
                files.where("config.cfg"));
  }
  TRY_VOID(model->load_vocabulary(files));
  const auto disabled = config.strings("nlp", "disabled");
  std::vector<Heard> heard;
  for (const auto& component : config.strings("nlp", "pipeline")) {
    if (std::ranges::find(disabled, component) != disabled.end()) continue;
    TRY_VOID(model->load_component(files, config, component, heard));
  }
  return std::shared_ptr<const Model>(std::move(model));
}

Result<void> Model::load_vocabulary(const ModelFiles& files) {
  Packed lookups;
  Bytes bytes;
  if (files.has("vocab/lookups.bin")) {
    TRY(bytes, files.read("vocab/lookups.bin"));
    TRY(lookups, parse_msgpack(bytes.view(), files.where("vocab/lookups.bin")));
  }
  TRY(norms_, Norms::load(lookups, files.where("vocab/lookups.bin")));
  TRY(auto vectors, WordVectors::load(files));
  word_vectors_ = std::make_shared<const WordVectors>(std::move(vectors));
  TRY(const auto rules, files.read("tokenizer"));
  TRY(const auto serialized, parse_msgpack(rules.view(), files.where("tokenizer")));
  TRY(tokenizer_, Tokenizer::load(serialized, norms_, files.where("tokenizer")));
  return {};
}

Result<std::size_t> Model::load_tok2vec(const Weights& weights, const Config& config,
                                        const std::string& section, const ModelFiles& files) {
  const auto unknown = [&](const std::string& layer) {
    return fail(ErrorCode::model, "needs a layer that is not known here: " + layer,
                files.where("config.cfg [" + section + "]"));
  };
  const std::string whole = architecture(config, section);
  if (whole == "Tok2Vec") {
    const std::string embed = architecture(config, section + ".embed");
    const std::string encode = architecture(config, section + ".encode");
    if (embed != "MultiHashEmbed") return unknown(embed);
    if (encode != "MaxoutWindowEncoder") return unknown(encode);
  } else if (whole != "HashEmbedCNN") {
    return unknown(whole);
  }
  TRY(auto tok2vec, Tok2Vec::load(weights, word_vectors_));
  tok2vecs_.push_back(std::move(tok2vec));
  return tok2vecs_.size() - 1;
}

// A component's own tok2vec, or the one that it listens to.
Result<std::size_t> Model::find_vectors(const Weights& weights, const Config& config,
                                        const std::string& component, const ModelFiles& files,
                                        const std::vector<Heard>& heard) {
  const std::string section = "components." + component + ".model.tok2vec";
  if (architecture(config, section) != "Tok2VecListener") {
    return load_tok2vec(weights, config, section, files);
  }
  const std::string upstream = config.string(section, "upstream");
  for (auto one = heard.rbegin(); one != heard.rend(); ++one) {
    if (upstream.empty() || upstream == "*" || upstream == one->name) return one->vectors;
  }
  return fail(ErrorCode::model, "has no tok2vec before it for " + component + " to listen to",
              files.where("config.cfg [" + section + "]"));
}

Result<void> Model::load_component(const ModelFiles& files, const Config& config,
                                   const std::string& component, std::vector<Heard>& heard) {
  const std::string factory = config.string("components." + component, "factory");
  const auto parse_file = [&](const std::string& file, Bytes& bytes) -> Result<Packed> {
    TRY(bytes, files.read(file));
    return parse_msgpack(bytes.view(), files.where(file));
  };
  Bytes kept;  // what is parsed points into it
  if (factory == "attribute_ruler") {
    TRY(const auto patterns, parse_file(component + "/patterns", kept));
    TRY(auto ruler, AttributeRuler::load(patterns, files.where(component + "/patterns")));
    components_.push_back({std::move(ruler), kNoVectors});
    return {};
  }
  if (factory == "lemmatizer") {
    const std::string file = component + "/lookups/lookups.bin";
    TRY(const auto lookups, parse_file(file, kept));
    TRY(auto lemmatizer, Lemmatizer::load(lookups, config.string("components." + component, "mode"),
                                          language, files.where(file)));
    components_.push_back({std::move(lemmatizer), kNoVectors});
    return {};
  }
  constexpr std::array<std::string_view, 6> kTrained{"tok2vec", "tagger", "morphologizer",
                                                     "senter",  "parser", "ner"};
  if (std::ranges::find(kTrained, factory) == kTrained.end()) {
    return fail(ErrorCode::model,
                "needs a component that is not known here: " + component + " (" + factory + ")",
                files.where("config.cfg"));
  }
  TRY(auto bytes, files.read(component + "/model"));
  TRY(const auto weights, Weights::load(std::move(bytes), files.where(component + "/model")));
  if (factory == "tok2vec") {
    TRY(const auto vectors,
        load_tok2vec(weights, config, "components." + component + ".model", files));
    heard.push_back({component, vectors});
    return {};
  }
  TRY(const auto vectors, find_vectors(weights, config, component, files, heard));
  std::size_t width = 0;
  const auto add = [&](auto part) {
    width = part.token_width();
    components_.push_back({std::move(part), vectors});
  };
  const std::string settings = component + "/cfg";
  const std::string moves = component + "/moves";
  if (factory == "tagger") {
    TRY(const auto text, files.read(settings));
    TRY(auto part, Tagger::load(weights, text.view(), files.where(settings)));
    add(std::move(part));
  } else if (factory == "morphologizer") {
    TRY(const auto text, files.read(settings));
    TRY(auto part, Morphologizer::load(weights, text.view(), files.where(settings)));
    add(std::move(part));
  } else if (factory == "senter") {
    TRY(auto part, SentenceRecognizer::load(weights));
    add(std::move(part));
  } else if (factory == "parser") {
    TRY(const auto text, files.read(moves));
    TRY(auto part, Parser::load(weights, text.view(), files.where(moves)));
    add(std::move(part));
  } else {
    TRY(const auto text, files.read(moves));
    TRY(auto part, EntityRecognizer::load(weights, text.view(), files.where(moves)));
    add(std::move(part));
  }
  if (width != tok2vecs_[vectors].width()) {
    return fail(ErrorCode::model, "reads vectors of another width than its tok2vec makes",
                weights.where());
  }
  return {};
}

Model::Batch Model::tokenize(std::span<const std::string_view> texts, TokenizerSpace& space) const {
  Batch batch;
  auto& words = batch.words;
  for (const auto text : texts) {
    // Broken text is the caller's fault, but the regular expressions must not see it.
    const auto tokens = is_valid_utf8(text) ? tokenizer_->tokenize(text, space)
                                            : tokenizer_->tokenize(repair_utf8(text), space);
    words.tokens.insert(words.tokens.end(), tokens.begin(), tokens.end());
    words.ends.push_back(words.tokens.size());
  }
  batch.tokens.reserve(words.tokens.size());
  batch.for_each_text([&](std::size_t begin, std::size_t end) {
    std::uint32_t at = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const RawToken& word = words.tokens[i];
      Token& token = batch.tokens.emplace_back();
      token.text = word.lexeme->text;
      token.span = make_span(at, at + word.lexeme->length);
      token.space_after = word.space_after;
      token.head = static_cast<TokenIndex>(i - begin);
      at += word.lexeme->length + (word.space_after ? 1 : 0);
    }
  });
  batch.starts.resize(words.tokens.size(), SentenceStart::unknown);
  batch.vectors.resize(tok2vecs_.size());
  return batch;
}

const Matrix& Model::vectors_of(const Component& component, Batch& batch,
                                Workspace& workspace) const {
  auto& vectors = batch.vectors[component.vectors];
  if (!vectors) {
    vectors = tok2vecs_[component.vectors].encode(batch.words, workspace.types[component.vectors]);
  }
  return *vectors;
}

namespace {

void set_parse(const std::vector<ParsedToken>& parsed, std::span<Token> tokens,
               std::span<SentenceStart> starts) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    tokens[i].head = parsed[i].head;
    tokens[i].dep = *parsed[i].label;
    starts[i] = parsed[i].sentence_start ? SentenceStart::yes : SentenceStart::no;
  }
}

void set_entities(const std::vector<EntitySpan>& spans, std::span<Token> tokens) {
  for (const auto& span : spans) {
    for (int i = span.begin; i < span.end; ++i) {
      Token& token = tokens[static_cast<std::size_t>(i)];
      token.entity = *span.label;
      token.entity_begins = i == span.begin;
    }
  }
}

}  // namespace

void Model::run(const Component& component, Batch& batch, Workspace& workspace) const {
  const auto vectors = [&]() -> const Matrix& { return vectors_of(component, batch, workspace); };
  if (const auto* tagger = std::get_if<Tagger>(&component.part)) {
    tagger->apply(vectors(), batch.tokens);
  } else if (const auto* morphologizer = std::get_if<Morphologizer>(&component.part)) {
    morphologizer->apply(vectors(), batch.tokens);
  } else if (const auto* senter = std::get_if<SentenceRecognizer>(&component.part)) {
    senter->apply(vectors(), batch.starts);
  } else if (const auto* parser = std::get_if<Parser>(&component.part)) {
    set_parse(parser->parse(batch.words, batch.starts, vectors()), batch.tokens, batch.starts);
  } else if (const auto* entities = std::get_if<EntityRecognizer>(&component.part)) {
    set_entities(entities->find(batch.words, batch.starts, vectors()), batch.tokens);
  } else if (const auto* ruler = std::get_if<AttributeRuler>(&component.part)) {
    batch.for_each_text([&](std::size_t begin, std::size_t end) {
      std::vector<const std::string*> lower;
      for (std::size_t i = begin; i < end; ++i)
        lower.push_back(&batch.words.tokens[i].lexeme->lower);
      ruler->apply(std::span(batch.tokens).subspan(begin, end - begin), lower);
    });
  } else if (const auto* lemmatizer = std::get_if<Lemmatizer>(&component.part)) {
    for (std::size_t i = 0; i < batch.tokens.size(); ++i) {
      Token& token = batch.tokens[i];
      if (token.lemma.empty())
        token.lemma = lemmatizer->lemma_of(token, batch.words.tokens[i].lexeme->lower);
    }
  }
}

void Model::analyse(std::span<const std::string_view> texts, Entities entities,
                    std::vector<Analysis>& out) const {
  Borrowed workspace(*this);
  Batch batch = tokenize(texts, *(*workspace).tokenizer);
  for (const Component& component : components_) {
    if (entities == Entities::leave && std::holds_alternative<EntityRecognizer>(component.part))
      continue;
    run(component, batch, *workspace);
  }
  batch.for_each_text([&](std::size_t begin, std::size_t end) {
    Analysis& analysis = out.emplace_back();
    analysis.tokens.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      const auto index = static_cast<TokenIndex>(i - begin);
      if (index == 0 || batch.starts[i] == SentenceStart::yes)
        analysis.sentences.push_back({index, index});
      analysis.sentences.back().end = index + 1;
      Token& token = analysis.tokens.emplace_back(std::move(batch.tokens[i]));
      token.sentence = static_cast<std::int32_t>(analysis.sentences.size()) - 1;
    }
  });
}

}  // namespace gainsay::nlp
