// The headline, agency and day that a page sets before its first sentence, on texts that lost every
// mark between them.

#include "read/datelines.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "analysed.h"
#include "nlp/nlp.h"
#include "read/tree.h"
#include "text/text.h"

namespace gainsay::read {
namespace {

// The stamps' words. What a cut needs of the model are tokens: the tests' own small one will do.
std::vector<std::string> stamps(const std::string& text) {
  static const auto small = nlp::Pipeline::load("tests/nlp/small_model");
  if (!small) throw std::runtime_error(to_string(small.error()));
  page::Article article;
  article.text = text;
  article.language = "en";
  auto document = small->analyse(text::annotate(std::move(article)));
  const auto before = document.analysis.tokens;
  const auto found = cut_at_datelines(document, knowledge(), *small);
  const Tree tree(document);
  std::vector<std::string> out;
  for (const auto& stamp : found) {
    out.emplace_back(tree.words(stamp));
    EXPECT_EQ(tree.sentence_range(tree.sentence(stamp.begin)).begin, stamp.begin) << text;
    EXPECT_EQ(tree.sentence(stamp.begin), tree.sentence(stamp.end)) << text;
  }
  EXPECT_EQ(document.analysis.tokens.size(), before.size()) << text;
  return out;
}

using Words = std::vector<std::string>;

TEST(Datelines, AreCutBehindAHeadline) {
  EXPECT_EQ(stamps("Blast kills nine in Brill SNA Monday 16 June 2014 Nine people died in Brill."),
            Words{"SNA Monday 16 June 2014"});
  EXPECT_EQ(
      stamps("Blast kills nine in Brill Monday 16 June 2014 14:28 Nine people died in Brill."),
      Words{"Monday 16 June 2014 14:28"});
}

TEST(Datelines, AreCutAtTheFront) {
  EXPECT_EQ(stamps("Date of publication 3 June 2016 Councillors accused the mayor of theft."),
            Words{"Date of publication 3 June 2016"});
  EXPECT_EQ(stamps("Published 3 June 2016 Print Tweet Rebels burned the mill."),
            Words{"Published 3 June 2016 Print Tweet"});
  EXPECT_EQ(stamps("20.07.2016 Get short URL 0 55 Over 100 people left Brill."),
            Words{"20.07.2016 Get short URL 0 55"});
  EXPECT_EQ(stamps("Correction: An earlier version named the wrong mill."), Words{"Correction:"});
}

TEST(Datelines, AreNoDaysOfASentenceItself) {
  EXPECT_EQ(stamps("Rebels burned the mill Monday 16 June 2014 when guards had left."), Words{});
  EXPECT_EQ(stamps("Rebels burned the mill, Monday 16 June 2014 Nine people left."), Words{});
  EXPECT_EQ(stamps("Monday morning Nine people left Brill."), Words{});
}

}  // namespace
}  // namespace gainsay::read
