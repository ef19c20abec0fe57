// nlp_encode MODEL COMPONENT < documents.jsonl: how many multiplications and additions a second one
// tok2vec of a pipeline does on one thread, everything that encoding takes counted in the time. For
// bench/nlp-vs-spacy, which compares it with the machine's rate for large matrices.
#include <algorithm>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "nlp/json.h"
#include "nlp/model_files.h"
#include "nlp/msgpack.h"
#include "nlp/tok2vec.h"
#include "nlp/tokenizer.h"
#include "nlp/weights.h"

namespace {

using namespace gainsay;
using namespace gainsay::nlp;

template <typename T>
T value(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << "nlp_encode: " << to_string(result.error()) << '\n';
  std::exit(1);
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: nlp_encode MODEL COMPONENT < documents.jsonl\n";
    return 2;
  }
  const std::string component = argv[2];
  const auto files = value(ModelFiles::open(argv[1]));
  const auto lookups = value(files.read("vocab/lookups.bin"));
  const auto norms = value(Norms::load(value(parse_msgpack(lookups.view(), "lookups")), "lookups"));
  const auto rules = value(files.read("tokenizer"));
  const auto tokenizer =
      value(Tokenizer::load(value(parse_msgpack(rules.view(), "tokenizer")), norms, "tokenizer"));
  const auto vectors = std::make_shared<const WordVectors>(value(WordVectors::load(files)));
  const auto tok2vec = value(Tok2Vec::load(
      value(Weights::load(value(files.read(component + "/model")), component)), vectors));

  // As a pipeline does: a document's paragraphs together, word types remembered.
  TokenizerSpace space(norms);
  Tok2Vec::Types types;
  std::vector<TokenizedTexts> documents;
  std::size_t tokens = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const auto json = value(parse_json(line, "standard input"));
    auto& texts = documents.emplace_back();
    for (const auto& paragraph : json.find("paragraphs")->items) {
      const auto words = tokenizer.tokenize(paragraph.text, space);
      texts.tokens.insert(texts.tokens.end(), words.begin(), words.end());
      texts.ends.push_back(texts.tokens.size());
    }
    tokens += texts.tokens.size();
  }
  const double begin = processor_seconds();
  std::size_t rows = 0;
  for (const auto& texts : documents) rows += tok2vec.encode(texts, types).rows;
  const double seconds = processor_seconds() - begin;
  const double operations = tok2vec.operations(rows, types.size());
  std::cout << "{\"tokens\": " << tokens << ", \"types\": " << types.size()
            << ", \"seconds\": " << seconds << ", \"operations\": " << operations << "}\n";
  return 0;
}
