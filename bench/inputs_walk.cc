// Goes through inputs and reads no page: how many there are, how fast they come, in how much
// memory.
//   inputs_walk FILE|FOLDER...
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "acquire/acquire.h"

int main(int argc, char** argv) {
  using namespace gainsay::acquire;
  const std::vector<std::string> names(argv + 1, argv + argc);
  Inputs inputs(names, Limits(),
                std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  std::size_t captures = 0;
  std::size_t unchanged = 0;
  std::size_t refused = 0;
  std::size_t bytes = 0;
  while (const auto input = inputs.next()) {
    if (!input->capture) {
      ++refused;
      std::fprintf(stderr, "%s: %s\n", input->name.c_str(), input->capture.error().what.c_str());
      continue;
    }
    (input->unchanged ? unchanged : captures) += 1;
    bytes += input->capture->body.size();
  }
  for (const auto& line : inputs.take_passed_over()) std::fprintf(stderr, "%s\n", line.c_str());
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const double seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
  std::printf("%zu captures (%zu MB), %zu met again, %zu refused; %.0f s of processor, %ld MB\n",
              captures, bytes / 1'000'000, unchanged, refused, seconds, used.ru_maxrss / 1024);
  return 0;
}
