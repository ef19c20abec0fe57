// nlp_dump MODEL [JOBS] < documents.jsonl: runs a pipeline over JSON lines, each
// {"paragraphs": […]}, and prints one JSON line a text: its tokens, for bench/nlp-vs-spacy. What
// the analysis alone took goes to standard error.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "nlp/json.h"
#include "nlp/nlp.h"

namespace {

using gainsay::nlp::Analysis;
using gainsay::nlp::Token;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// [begin, end, tag, pos, morph, lemma, head, dep, starts a sentence, entity type, entity begins,
// space after]
std::string line_of(const Analysis& analysis) {
  auto line = nlohmann::json::array();
  for (const Token& token : analysis.tokens) {
    const auto& sentence = analysis.sentences[static_cast<std::size_t>(token.sentence)];
    const int begins = sentence.begin == &token - analysis.tokens.data() ? 1 : 0;
    line.push_back({token.span.begin.value, token.span.end.value, token.tag, token.pos, token.morph,
                    token.lemma, token.head, token.dep, begins, token.entity,
                    token.entity_begins ? 1 : 0, token.space_after ? 1 : 0});
  }
  return line.dump() + "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: nlp_dump MODEL [JOBS] < texts.jsonl\n";
    return 2;
  }
  const int jobs = argc == 3 ? std::max(1, std::atoi(argv[2])) : 1;
  const auto start = Clock::now();
  const auto pipeline = gainsay::nlp::Pipeline::load(argv[1]);
  if (!pipeline) {
    std::cerr << "nlp_dump: " << to_string(pipeline.error()) << '\n';
    return 1;
  }
  const double loading = seconds_since(start);
  std::vector<std::vector<std::string>> documents;
  for (std::string line; std::getline(std::cin, line);) {
    const auto where = "line " + std::to_string(documents.size() + 1);
    const auto json = gainsay::nlp::parse_json(line, where);
    const auto* paragraphs = json ? json->find("paragraphs") : nullptr;
    if (paragraphs == nullptr) {
      std::cerr << "nlp_dump: " << where << " is no {\"paragraphs\": […]}\n";
      return 1;
    }
    auto& texts = documents.emplace_back();
    for (const auto& paragraph : paragraphs->items) texts.push_back(paragraph.text);
  }
  std::vector<std::vector<Analysis>> analyses(documents.size());
  const std::clock_t begin = std::clock();
  const auto wall = Clock::now();
  {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < jobs; ++i) {
      threads.emplace_back([&] {
        for (std::size_t at = next++; at < documents.size(); at = next++) {
          const std::vector<std::string_view> texts(documents[at].begin(), documents[at].end());
          analyses[at] = pipeline->analyse(texts);
        }
      });
    }
  }
  const double elapsed = seconds_since(wall);
  const double analysing = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::cerr << "{\"load_s\": " << loading << ", \"analyse_s\": " << analysing
            << ", \"wall_s\": " << elapsed << "}\n";
  for (const auto& document : analyses) {
    for (const auto& analysis : document) std::cout << line_of(analysis);
  }
  return 0;
}
