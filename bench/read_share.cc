// read_share MODEL KNOWLEDGE GAZETTEER < documents.jsonl: how much longer reading takes than the
// analysis it reads. Each line is {"text", "published"}. Processor time of one thread, each
// document three times, the quickest counts.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "nlp/nlp.h"
#include "read/read.h"
#include "text/text.h"

namespace {

double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

int complain(const gainsay::Error& error) {
  std::cerr << gainsay::to_string(error) << "\n";
  return 1;
}

int measure(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: read_share MODEL KNOWLEDGE GAZETTEER < documents.jsonl\n";
    return 2;
  }
  const auto pipeline = gainsay::nlp::Pipeline::load(argv[1]);
  if (!pipeline) return complain(pipeline.error());
  auto gazetteer = gainsay::places::Gazetteer::open(argv[3]);
  if (!gazetteer) return complain(gazetteer.error());
  const auto loaded = gainsay::read::load_reader(
      {.folder = argv[2], .language = std::string(pipeline->language())}, std::move(*gazetteer));
  if (!loaded) return complain(loaded.error());
  const auto& reader = *loaded;

  double analysis = 0;
  double recut = 0;
  double reading = 0;
  std::size_t tokens = 0;
  std::size_t assertions = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const auto json = nlohmann::json::parse(line);
    double best[3] = {1e9, 1e9, 1e9};
    for (int round = 0; round < 3; ++round) {
      gainsay::page::Article article;
      article.text = json.at("text").get<std::string>();
      article.published = json.value("published", "");
      auto annotated = gainsay::text::annotate(std::move(article));
      const double begin = seconds_now();
      auto analysed = pipeline->analyse(std::move(annotated));
      const double parsed = seconds_now();
      reader->prepare(analysed, *pipeline);
      const double cut = seconds_now();
      const auto result = reader->read(analysed);
      const double end = seconds_now();
      best[0] = std::min(best[0], parsed - begin);
      best[1] = std::min(best[1], cut - parsed);
      best[2] = std::min(best[2], end - cut);
      if (round == 0) {
        tokens += analysed.analysis.tokens.size();
        assertions += result.assertions.size();
      }
    }
    analysis += best[0];
    recut += best[1];
    reading += best[2];
  }
  std::printf("%zu tokens, %zu assertions\n", tokens, assertions);
  std::printf("nlp %.3f s; read %.3f s, of which sentences analysed anew %.3f s; read / nlp %.2f\n",
              analysis, recut + reading, recut, (recut + reading) / analysis);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return measure(argc, argv);
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    return 1;
  }
}
