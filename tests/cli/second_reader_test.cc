// Another reader behind the same interface goes through all stages as the rules do, and owes the
// same: a reading that is not sound is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "../ledger/temporary_folder.h"
#include "gainsay.h"

namespace gainsay::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds{1'622'505'600}};

// Takes a text's first sentence as its author's statement; of a text about a war, what is not
// there.
class FirstSentence final : public read::Reader {
 public:
  [[nodiscard]] std::string made_by() const override { return "first sentence 1"; }

  [[nodiscard]] read::Reading read(const nlp::Analysed& document) const override {
    read::Reading reading;
    if (document.analysis.sentences.empty()) return reading;
    const auto& text = document.annotated.article.text;
    const auto& tokens = document.analysis.tokens;
    const auto sentence = document.analysis.sentences.front();
    Span words{tokens[static_cast<std::size_t>(sentence.begin)].span.begin,
               tokens[static_cast<std::size_t>(sentence.end - 1)].span.end};
    if (text.find("guerra") != std::string::npos) words.end.value += 100;
    read::Proposition told;
    told.type = "statement";
    told.text = text.substr(words.begin.value, words.size());
    told.anchor = words;
    reading.propositions.push_back(std::move(told));
    read::Assertion said;
    said.act = "say";
    said.evidence = {words};
    reading.assertions.push_back(std::move(said));
    return reading;
  }
};

TEST(SecondReader, IsReadWeighedAndKeptLikeTheFirst) {
  const TemporaryFolder folder;
  std::ofstream(folder / "pages.jsonl")
      << R"({"language": "es", "text": "Karsova niega la tregua."})"
      << "\n"
      << R"({"language": "es", "text": "La aldea teme la guerra vieja."})"
      << "\n"
      << R"({"language": "es", "text": "Torsk anuncia la tregua."})"
      << "\n";
  auto nlp = nlp::Pipeline::load("tests/nlp/small_model");
  ASSERT_TRUE(nlp) << to_string(nlp.error());
  const Pipeline pipeline{
      .nlp = std::move(*nlp), .reader = std::make_shared<const FirstSentence>(), .limits = {}};
  EXPECT_EQ(made_by(pipeline),
            "gainsay " + std::string(version()) + ", small 1.0.0, first sentence 1");

  auto ledger = ledger::Ledger::open(folder / "a.db", ledger::Mode::write);
  ASSERT_TRUE(ledger) << to_string(ledger.error());
  acquire::Inputs inputs({folder / "pages.jsonl"}, {}, kNow);
  std::vector<std::string> notes;
  const auto counts = read_all(inputs, pipeline, *ledger, {},
                               [&](const Done& done) { notes.push_back(done.note); });
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->read, 2U) << "the one that is not sound does not hold up the others";
  EXPECT_EQ(counts->refused, 1U);
  ASSERT_THAT(notes, SizeIs(3));
  EXPECT_THAT(notes[1], HasSubstr("assertion 0 rests on words outside the text"));
  const auto view = ledger->view();
  ASSERT_TRUE(view) << to_string(view.error());
  ASSERT_THAT(view->assertions, SizeIs(2));
  ASSERT_THAT(view->propositions, SizeIs(2));
  EXPECT_TRUE(ledger->verify());
}

}  // namespace
}  // namespace gainsay::testing
