// nlp: text in, tokens, sentences, tags, lemmas, dependency trees and named entities out.
//
// A native runtime for spaCy's trained CPU pipelines (Honnibal et al., spacy.io): tokenizer,
// tok2vec, tagger, attribute ruler, lemmatizer, transition-based parser (arc-eager,
// pseudo-projective) and ner (BILUO transitions), driven by the model's own config.cfg and data.
//
//   auto pipeline = gainsay::nlp::Pipeline::load("en_core_web_sm-3.8.0.whl");
//   if (!pipeline) return report(pipeline.error());
//   for (const auto& token : pipeline->analyse("Residents denied it.").tokens) use(token);
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "text/text.h"

namespace gainsay::nlp {

// Indices into Analysis::tokens.
using TokenIndex = std::int32_t;

struct Token {
  Span span;  // code points of the text
  std::string text;
  std::string lemma;
  std::string tag;      // fine-grained; Penn Treebank for English: "VBD"
  std::string pos;      // Universal POS: "VERB"
  std::string morph;    // Universal features: "Tense=Past|VerbForm=Fin"; empty when none
  std::string dep;      // label of the arc to the head: "nsubj"; "ROOT" for a root
  TokenIndex head = 0;  // a root is its own head
  std::int32_t sentence = 0;
  std::string entity;  // type of the named entity it is in, "ORG"; empty outside
  bool entity_begins = false;
  bool space_after = false;  // one space follows directly

  bool operator==(const Token&) const = default;
};

// A half-open run of tokens: [begin, end).
struct TokenRange {
  TokenIndex begin = 0;
  TokenIndex end = 0;
  auto operator<=>(const TokenRange&) const = default;
};

struct Analysis {
  std::vector<Token> tokens;
  std::vector<TokenRange> sentences;

  bool operator==(const Analysis&) const = default;
};

// An annotated article and its analysis: what `read` reads.
struct Analysed {
  text::Annotated annotated;
  Analysis analysis;
};

class Model;

// Whether named entities are looked for. Who only wants the grammar saves nearly half the time.
enum class Entities { find, leave };

// A loaded pipeline; immutable, shared by threads without locks. Copies share the weights.
class Pipeline {
 public:
  // From a wheel, an unpacked package or a model's own folder. `cache`: a folder of the caller's in
  // which a wheel is kept unpacked, so that it is loaded several times as fast from then on; empty:
  // none.
  // Errors: not_found, model (which file of it, and what is wrong).
  static Result<Pipeline> load(const std::string& path, const std::string& cache = {});

  // The text as it is, UTF-8 (what is ill-formed is taken as repair_utf8 gives it). One of over
  // 100,000 characters is analysed in pieces, cut after a blank line, else a line, else a space.
  // Deterministic; any thread.
  [[nodiscard]] Analysis analyse(std::string_view text) const;
  // Each text as if it were alone, but faster: they go through the layers together.
  [[nodiscard]] std::vector<Analysis> analyse(std::span<const std::string_view> texts,
                                              Entities entities = Entities::find) const;
  // Paragraph by paragraph, so that no sentence runs over a blank line.
  [[nodiscard]] Analysed analyse(text::Annotated annotated) const;
  // Pieces of an annotated text, each as a sentence of its own (a full stop is thought behind one
  // that has none). Offsets are into the whole text, token indices into the piece.
  [[nodiscard]] std::vector<Analysis> analyse(const text::Annotated& annotated,
                                              std::span<const Span> pieces,
                                              Entities entities = Entities::find) const;

  [[nodiscard]] std::string_view name() const;      // "core_web_sm"
  [[nodiscard]] std::string_view version() const;   // "3.8.0"
  [[nodiscard]] std::string_view language() const;  // "en"

 private:
  explicit Pipeline(std::shared_ptr<const Model> model);
  [[nodiscard]] Analysis analyse_in_pieces(std::string_view text, Entities entities) const;
  std::shared_ptr<const Model> model_;
};

// `text` is what was analysed, valid UTF-8; `id` names it.
//
// CoNLL-U: spaCy's tokens of white space have no line, heads are renumbered, a root's label is
// "root"; entities stand in MISC ("NER=B-ORG"), and white space that is not one space
// ("SpacesAfter=\n"). Strings are in NFC, as the format asks. `number` makes the sentences' ids:
// "2-1", "2-2". Nothing at all for a text without words.
[[nodiscard]] std::string conllu_of(std::string_view text, const Analysis& analysis,
                                    std::string_view id, std::size_t number);
// One line in the form of spaCy's Doc.to_json, and the id.
[[nodiscard]] std::string json_of(std::string_view text, const Analysis& analysis,
                                  std::string_view id);

}  // namespace gainsay::nlp
