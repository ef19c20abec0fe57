// Reads one hostile page of a kind and size, and says in one line what became of it: processor
// time, memory, the article or the refusal. bench/page-hostile runs all kinds at full size.
//   page_hostile KIND MEGABYTES
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>

#include "acquire/acquire.h"
#include "page/page.h"

namespace {

struct Kind {
  const char* name;
  std::string words;  // repeated up to the size
};

const Kind* kind_named(const std::string& name) {
  static const Kind kinds[] = {{"div", "<div>"},
                               {"b", "<b>"},
                               {"nul", std::string("word\0 \0", 7)},
                               {"utf-8", "\xFF\xC3( \xE2\x82 \xF0\x9F word "},
                               {"entities", "&amp;&notin;&#x1F600;&#0;&bogus; "},
                               {"attributes", "<p a=1 b=2 c=3 d=4>"},
                               {"text", "The bridge at the ford was closed. "},
                               {"script", "<script>x={\"a\":[[[1]]]};</script>"}};
  for (const auto& kind : kinds)
    if (name == kind.name) return &kind;
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const Kind* kind = argc == 3 ? kind_named(argv[1]) : nullptr;
  if (kind == nullptr) {
    std::fputs("usage: page_hostile div|b|nul|utf-8|entities|attributes|text|script MEGABYTES\n",
               stderr);
    return 2;
  }
  const auto size = static_cast<std::size_t>(std::atof(argv[2]) * 1e6);
  gainsay::acquire::Capture capture;
  capture.url = capture.final_url = "https://hostile.example/";
  capture.format = gainsay::acquire::Format::html;
  capture.body.reserve(size);
  while (capture.body.size() + kind->words.size() <= size) capture.body += kind->words;
  timespec begin{};
  timespec end{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  const auto article = gainsay::page::read_article(capture);
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double seconds = static_cast<double>(end.tv_sec - begin.tv_sec) +
                         static_cast<double>(end.tv_nsec - begin.tv_nsec) * 1e-9;
  const std::string outcome = article ? "read, " + std::to_string(article->text.size()) + " bytes"
                                      : "refused: " + article.error().what;
  std::printf("%-10s %7.1f MB  %6.2f s  %5ld MiB  %s\n", kind->name,
              static_cast<double>(capture.body.size()) * 1e-6, seconds, usage.ru_maxrss / 1024,
              outcome.c_str());
  return 0;
}
