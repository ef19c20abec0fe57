// One page of each kind that a desk meets, all of invented outlets: kinds/NAME.html (or .text), and
// in kinds/NAME.txt what is found in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "sample.h"

namespace gainsay::page {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path << " is missing; run from the project's root";
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string joined(const std::vector<std::string>& list) {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : "; ") + one;
  return all;
}

void add_paragraphs(const Article& article, std::string& out) {
  const TextIndex text(article.text);
  auto block = article.structure.begin();
  for (std::size_t at = 0; at < article.text.size();) {
    const std::size_t end = std::min(article.text.find("\n\n", at), article.text.size());
    const auto begin = text.char_of(ByteOffset{static_cast<std::uint32_t>(at)});
    out += "\n";
    if (block != article.structure.end() && block->span.begin == begin) {
      // A block is its paragraph, no more and no less.
      EXPECT_EQ(text.words(block->span), article.text.substr(at, end - at));
      out += std::string(name_of(block->kind)) + ": ";
      ++block;
    }
    out += article.text.substr(at, end - at) + "\n";
    at = end + 2;
  }
  EXPECT_TRUE(block == article.structure.end());
}

// As the expectations are written; what is empty is left out, and English, too.
std::string told(const Article& article) {
  std::string out;
  const auto field = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(name) + ": " + value + "\n";
  };
  field("title", article.title);
  field("outlet", article.outlet);
  field("authors", joined(article.authors));
  field("published", article.published);
  field("modified", article.modified);
  field("section", article.section);
  field("canonical", article.canonical);
  if (!article.language.starts_with("en")) field("language", article.language);
  field("access", article.access);
  for (const auto& credit : article.agencies)
    field("agency", credit.agency + " (" + std::string(name_of(credit.extent)) + ", " +
                        credit.found_in + ")");
  add_paragraphs(article, out);
  if (!article.captions.empty()) out += "\n";
  for (const auto& caption : article.captions) field("caption", caption);
  return out;
}

TEST(Kinds, EachGivesItsArticle) {
  std::vector<fs::path> pages;
  for (const auto& file : fs::directory_iterator("tests/page/kinds"))
    if (file.path().extension() != ".txt") pages.push_back(file.path());
  std::ranges::sort(pages);
  EXPECT_EQ(pages.size(), 13U);
  for (const auto& page : pages) {
    auto capture = page.extension() == ".html" ? html_capture(content_of(page))
                                               : text_capture(content_of(page));
    capture.final_url = "https://page.example/";
    fs::path expected = page;
    EXPECT_EQ(told(read(capture)), content_of(expected.replace_extension(".txt"))) << page;
  }
}

}  // namespace
}  // namespace gainsay::page
