// nlp_start MODEL [CACHE]: from a new process to one analysed text, and where the time went.
#include <chrono>
#include <iostream>

#include "nlp/nlp.h"

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  if (argc < 2) return 2;
  const auto begin = Clock::now();
  const auto pipeline = gainsay::nlp::Pipeline::load(argv[1], argc > 2 ? argv[2] : "");
  if (!pipeline) {
    std::cerr << to_string(pipeline.error()) << '\n';
    return 1;
  }
  const auto loaded = Clock::now();
  const auto analysis = pipeline->analyse("Residents denied on Tuesday that any attack took place.");
  const auto done = Clock::now();
  const auto ms = [](auto from, auto to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
  };
  std::cout << "load " << ms(begin, loaded) << " ms, first text " << ms(loaded, done) << " ms, "
            << analysis.tokens.size() << " tokens\n";
}
