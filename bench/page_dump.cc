// Main texts of pages, for scoring: {"ID": {"articleBody": TEXT}} with the file's name as ID, and
// on standard error pages a second on one thread, from bytes in memory to article and metadata.
//   page_dump FILE|FOLDER... > system.json
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "acquire/acquire.h"
#include "page/page.h"

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

std::string id_of(const std::string& name) {
  const std::string file = name.substr(name.find_last_of('/') + 1);
  return file.substr(0, file.find('.'));
}

std::string field(std::string_view name, std::string_view value) {
  return ", \"" + std::string(name) + "\": " + quoted(value);
}

}  // namespace

int main(int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  gainsay::acquire::Inputs inputs({argv + 1, argv + argc}, {}, std::chrono::sys_seconds{});
  Clock::duration spent{};
  std::size_t pages = 0;
  bool failed = false;
  std::string out;
  while (const auto input = inputs.next()) {
    if (!input->capture) {
      std::fprintf(stderr, "%s\n", gainsay::to_string(input->capture.error()).c_str());
      failed = true;
      continue;
    }
    const auto begin = Clock::now();
    const auto article = gainsay::page::read_article(*input->capture);
    spent += Clock::now() - begin;
    ++pages;
    if (!article) {
      std::fprintf(stderr, "%s: %s\n", input->name.c_str(), article.error().what.c_str());
      failed = true;
      continue;
    }
    std::string authors;
    for (const auto& author : article->authors) authors += (authors.empty() ? "" : "; ") + author;
    std::string captions;
    for (const auto& caption : article->captions) captions += caption + "\n";
    out += (out.empty() ? "" : ",\n") + quoted(id_of(input->name)) +
           ": {\"articleBody\": " + quoted(article->text) + field("title", article->title) +
           field("authors", authors) + field("published", article->published) +
           field("outlet", article->outlet) + field("language", article->language) +
           field("canonical", article->canonical) + field("captions", captions) + "}";
  }
  std::printf("{%s}\n", out.c_str());
  const double seconds = std::chrono::duration<double>(spent).count();
  std::fprintf(stderr, "%zu pages, %.1f pages/s\n", pages,
               seconds > 0 ? static_cast<double>(pages) / seconds : 0);
  return failed ? 1 : 0;
}
