// A loaded pipeline: its components in their order, and how they work on texts together.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "nlp/attribute_ruler.h"
#include "nlp/config.h"
#include "nlp/entities.h"
#include "nlp/lemmatizer.h"
#include "nlp/model_files.h"
#include "nlp/nlp.h"
#include "nlp/parser.h"
#include "nlp/tagger.h"
#include "nlp/tok2vec.h"
#include "nlp/tokenizer.h"

namespace gainsay::nlp {

class Model {
 public:
  // Errors: model.
  static Result<std::shared_ptr<const Model>> load(const ModelFiles& files);

  // Appends one analysis a text. Any thread.
  void analyse(std::span<const std::string_view> texts, Entities entities,
               std::vector<Analysis>& out) const;

  std::string name;
  std::string version;
  std::string language;

 private:
  using Part = std::variant<Tagger, Morphologizer, SentenceRecognizer, Parser, EntityRecognizer,
                            AttributeRuler, Lemmatizer>;
  static constexpr std::size_t kNoVectors = SIZE_MAX;
  struct Component {
    Part part;
    std::size_t vectors = kNoVectors;  // index of the tok2vec it reads
  };
  // Which tok2vec components listen to, by the name of its component.
  struct Heard {
    std::string name;
    std::size_t vectors = 0;
  };

  // What a thread keeps of the word types it met, so that the next call need not look them up and
  // embed them again. It changes nothing but the time.
  struct Workspace {
    explicit Workspace(const Norms& norms) : tokenizer(std::in_place, norms) {}
    std::optional<TokenizerSpace> tokenizer;
    std::vector<Tok2Vec::Types> types;  // one a tok2vec
  };
  class Borrowed;
  struct Batch;

  Result<void> load_vocabulary(const ModelFiles& files);
  Result<void> load_component(const ModelFiles& files, const Config& config,
                              const std::string& component, std::vector<Heard>& heard);
  Result<std::size_t> load_tok2vec(const Weights& weights, const Config& config,
                                   const std::string& section, const ModelFiles& files);
  Result<std::size_t> find_vectors(const Weights& weights, const Config& config,
                                   const std::string& component, const ModelFiles& files,
                                   const std::vector<Heard>& heard);
  [[nodiscard]] Batch tokenize(std::span<const std::string_view> texts,
                               TokenizerSpace& space) const;
  const Matrix& vectors_of(const Component& component, Batch& batch, Workspace& workspace) const;
  void run(const Component& component, Batch& batch, Workspace& workspace) const;

  Norms norms_;
  std::optional<Tokenizer> tokenizer_;
  std::shared_ptr<const WordVectors> word_vectors_;
  std::vector<Tok2Vec> tok2vecs_;
  std::vector<Component> components_;

  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Workspace>> idle_;  // under mutex_
};

}  // namespace gainsay::nlp
