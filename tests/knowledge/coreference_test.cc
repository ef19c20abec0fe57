// How well mentions of one actor are found to be of one actor, on documents of our own: B-cubed
// (Bagga and Baldwin, "Algorithms for Scoring Coreference Chains", 1998) over the marked mentions,
// where a mention that the sieve has no actor for is alone. "I" and "we" are left out: whose they
// are the attribution of their quotation says. With floors.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "model.h"
#include "read/actors.h"
#include "read/knowledge.h"
#include "read/recut.h"
#include "read/rehang.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

constexpr const char* kDocuments = "tests/knowledge/coreference.txt";
constexpr double kPrecision = 0.90;
constexpr double kRecall = 0.69;

struct Marked {
  Span span;  // code points of the text without its marks
  int chain = 0;
};

struct Document {
  std::string text;
  std::vector<Marked> mentions = {};
};

CharOffset end_of(const std::string& text) {
  return {static_cast<std::uint32_t>(count_code_points(text))};
}

// "[The front]1 said" becomes "The front said" and a mention of chain 1.
void take(const std::string& line, Document& document) {
  CharOffset begin;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '[') {
      begin = end_of(document.text);
    } else if (line[i] == ']') {
      Marked mention{{begin, end_of(document.text)}, 0};
      while (i + 1 < line.size() && std::isdigit(static_cast<unsigned char>(line[i + 1])) != 0)
        mention.chain = 10 * mention.chain + (line[++i] - '0');
      document.mentions.push_back(mention);
    } else {
      document.text += line[i];
    }
  }
  document.text += '\n';
}

std::vector<Document> load() {
  std::ifstream file(kDocuments);
  std::vector<Document> documents;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# ")) continue;
    if (line.starts_with("= ")) {
      documents.emplace_back();
    } else if (!documents.empty()) {
      take(line, documents.back());
    }
  }
  return documents;
}

// The actor of the mention that shares most with `span`; -1 where none shares half of the shorter.
int actor_at(const std::vector<Actor>& actors, const Span& span) {
  constexpr std::uint32_t kSlack = 2;
  int best = -1;
  std::uint32_t most = 0;
  for (std::size_t a = 0; a < actors.size(); ++a) {
    for (const auto& mention : actors[a].mentions) {
      const Span shared{std::max(mention.span.begin, span.begin),
                        std::min(mention.span.end, span.end)};
      if (shared.size() <= most || 2 * shared.size() < std::min(mention.span.size(), span.size()))
        continue;
      // "the group's leader" is no mention of the group.
      if (mention.span.begin <= span.begin && mention.span.end.value > span.end.value + kSlack)
        continue;
      most = shared.size();
      best = static_cast<int>(a);
    }
  }
  return best;
}

TEST(Coreference, IsAsGoodAsBefore) {
  const auto knowledge = load_knowledge({.folder = "knowledge"});
  ASSERT_TRUE(knowledge) << to_string(knowledge.error());
  const auto documents = load();
  ASSERT_GT(documents.size(), 10U);
  double precision = 0;
  double recall = 0;
  int all = 0;
  int unread = 0;
  for (const auto& document : documents) {
    page::Article article;
    article.text = document.text;
    article.published = "2024-05-15";
    auto analysed = model().analyse(text::annotate(std::move(article)));
    recut(analysed, *knowledge, model());
    rehang(analysed, *knowledge);
    const Tree tree(analysed);
    const auto known = Actors(tree, *knowledge).take();
    std::vector<int> actors;
    for (const auto& mention : document.mentions) actors.push_back(actor_at(known, mention.span));
    // The actor that most of a chain's mentions are given, to show which are apart from it.
    std::map<int, std::map<int, int>> chosen;
    for (std::size_t i = 0; i < actors.size(); ++i) ++chosen[document.mentions[i].chain][actors[i]];
    for (std::size_t i = 0; i < actors.size(); ++i) {
      auto votes = chosen[document.mentions[i].chain];
      votes.erase(-1);
      const auto most =
          std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
      if (most != votes.end() && most->first != actors[i]) {
        const TextIndex text(document.text);
        const auto name = [&](int actor) {
          return actor < 0 ? std::string("nobody") : known[static_cast<std::size_t>(actor)].name;
        };
        std::cout << "apart: " << text.words(document.mentions[i].span) << " is " << name(actors[i])
                  << ", not " << name(most->first) << "\n";
      }
      int mine = 0;
      int theirs = 0;
      int both = 0;
      for (std::size_t j = 0; j < actors.size(); ++j) {
        const bool same = i == j || (actors[i] >= 0 && actors[i] == actors[j]);
        const bool wanted = document.mentions[i].chain == document.mentions[j].chain;
        mine += same ? 1 : 0;
        theirs += wanted ? 1 : 0;
        both += same && wanted ? 1 : 0;
      }
      precision += static_cast<double>(both) / mine;
      recall += static_cast<double>(both) / theirs;
      unread += actors[i] < 0 ? 1 : 0;
      ++all;
    }
  }
  precision /= all;
  recall /= all;
  std::cout << "coreference: " << documents.size() << " documents, " << all << " mentions ("
            << unread << " of no actor); B-cubed precision " << precision << ", recall " << recall
            << ", F1 " << 2 * precision * recall / (precision + recall) << "\n";
  EXPECT_GE(precision, kPrecision);
  EXPECT_GE(recall, kRecall);
}

}  // namespace
}  // namespace gainsay::read
