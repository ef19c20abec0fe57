// example_parse MODEL TEXT: the words of a text with their parts of speech and heads. All that
// src/nlp needs of a program that uses it: link gainsay_nlp, and these lines.
#include <iostream>

#include "nlp/nlp.h"

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: example_parse MODEL TEXT\n", 2;
  const auto pipeline = gainsay::nlp::Pipeline::load(argv[1]);
  if (!pipeline) return std::cerr << to_string(pipeline.error()) << '\n', 1;
  const auto analysis = pipeline->analyse(argv[2]);
  for (const auto& token : analysis.tokens) {
    const auto& head = analysis.tokens[static_cast<std::size_t>(token.head)];
    std::cout << token.text << '\t' << token.pos << '\t' << token.dep << '\t' << head.text << '\n';
  }
  return 0;
}
