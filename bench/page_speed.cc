// Pages a second on one core: from a page's uncompressed bytes in memory to its article with all
// metadata. Processor time of this thread, so that a busy machine does not count. bench/page-speed
// runs it beside trafilatura.
//   page_speed ROUNDS FILE|FOLDER...
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "acquire/acquire.h"
#include "page/page.h"

namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: page_speed ROUNDS FILE|FOLDER...\n", stderr);
    return 2;
  }
  const int rounds = std::max(1, std::atoi(argv[1]));
  gainsay::acquire::Inputs inputs({argv + 2, argv + argc}, {}, std::chrono::sys_seconds{});
  std::vector<gainsay::acquire::Capture> captures;
  std::size_t bytes = 0;
  while (auto input = inputs.next()) {
    if (!input->capture) {
      std::fprintf(stderr, "%s\n", gainsay::to_string(input->capture.error()).c_str());
      return 1;
    }
    bytes += input->capture->body.size();
    captures.push_back(std::move(*input->capture));
  }
  std::size_t letters = 0;  // so that nothing is left out as unused
  std::vector<double> spent;
  for (int round = 0; round < rounds; ++round) {
    const double begin = processor_seconds();
    for (const auto& capture : captures) {
      const auto article = gainsay::page::read_article(capture);
      if (article) letters += article->text.size();
    }
    spent.push_back(processor_seconds() - begin);
  }
  std::ranges::sort(spent);
  const double median = spent[spent.size() / 2];
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%zu pages, %.1f MB, %.0f pages/s (median of %d rounds), %zu letters, %ld MiB\n",
              captures.size(), static_cast<double>(bytes) * 1e-6,
              static_cast<double>(captures.size()) / median, rounds, letters,
              usage.ru_maxrss / 1024);
  return 0;
}
