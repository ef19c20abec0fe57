// CoNLL-U and JSON of small hand-made analyses: what a pipeline seldom gives must come out right
// too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nlp/nlp.h"

namespace gainsay::nlp {
namespace {

using ::testing::HasSubstr;

Token word(std::uint32_t begin, const std::string& text, TokenIndex head, const std::string& dep) {
  Token token;
  token.span = make_span(begin, begin + static_cast<std::uint32_t>(text.size()));
  token.text = text;
  token.head = head;
  token.dep = dep;
  return token;
}

// "He left.\n\nNo": two sentences, white space at the end of the first.
Analysis two_sentences() {
  Analysis out;
  out.tokens = {word(0, "He", 1, "nsubj"), word(3, "left", 1, "ROOT"), word(7, ".", 1, "punct"),
                word(8, "\n\n", 2, "dep"), word(10, "No", 4, "ROOT")};
  out.tokens[0].pos = "PRON";
  out.tokens[0].morph = "Case=Nom";
  out.tokens[0].entity = "PERSON";
  out.tokens[0].entity_begins = true;
  out.tokens[1].lemma = "leave";
  out.tokens[1].tag = "VBD";
  out.sentences = {{0, 4}, {4, 5}};
  return out;
}

TEST(Conllu, LeavesWhiteSpaceOutAndCountsAnew) {
  EXPECT_EQ(conllu_of("He left.\n\nNo", two_sentences(), "a b.txt", 3),
            "# newdoc id = a b.txt\n"
            "# sent_id = 3-1\n"
            "# text = He left.\n"
            "1\tHe\t_\tPRON\t_\tCase=Nom\t2\tnsubj\t_\tNER=B-PERSON\n"
            "2\tleft\tleave\t_\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
            "3\t.\t_\t_\t_\t_\t2\tpunct\t_\tSpacesAfter=\\n\\n\n"
            "\n"
            "# sent_id = 3-2\n"
            "# text = No\n"
            "1\tNo\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
            "\n");
}

TEST(Conllu, AWordUnderWhiteSpaceGoesUpToAWord) {
  auto analysis = two_sentences();
  analysis.tokens[0].head = 3;  // through "\n\n" to "."
  EXPECT_THAT(conllu_of("He left.\n\nNo", analysis, "x", 1), HasSubstr("Case=Nom\t3\tnsubj"));
  // White space as the root: the first word takes its place, the others hang on it.
  analysis.tokens[3].head = 3;
  analysis.tokens[1].head = 3;
  analysis.tokens[2].head = 3;
  const auto out = conllu_of("He left.\n\nNo", analysis, "x", 1);
  EXPECT_THAT(out, HasSubstr("Case=Nom\t0\troot"));
  EXPECT_THAT(out, HasSubstr("VBD\t_\t1\tdep"));
  EXPECT_THAT(out, HasSubstr("_\t1\tpunct"));
}

TEST(Conllu, WithoutAParseThereAreNoHeads) {
  Analysis analysis;
  analysis.tokens = {word(0, "A", 0, ""), word(1, "B", 1, "")};
  analysis.sentences = {{0, 2}};
  EXPECT_THAT(conllu_of("AB", analysis, "x", 1),
              HasSubstr("1\tA\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"));
}

TEST(Conllu, NamesAndFormsAreOneLineInNfc) {
  Analysis analysis;
  analysis.tokens = {word(0, "e\u0301", 0, "ROOT")};
  analysis.tokens[0].span = make_span(0, 2);
  analysis.sentences = {{0, 1}};
  const auto out = conllu_of("e\u0301", analysis, "a\nb", 1);
  EXPECT_THAT(out, HasSubstr("# newdoc id = a b\n"));
  EXPECT_THAT(out, HasSubstr("# text = \u00e9\n1\t\u00e9\t"));
}

TEST(Conllu, NothingIsPrintedForATextWithoutWords) {
  EXPECT_EQ(conllu_of("", {}, "x", 1), "");
  Analysis space;
  space.tokens = {word(0, "\n", 0, "ROOT")};
  space.sentences = {{0, 1}};
  EXPECT_EQ(conllu_of("\n", space, "x", 1), "");
}

TEST(Json, IsSpacysForm) {
  const auto out = json_of("He left.\n\nNo", two_sentences(), "a\"b");
  EXPECT_EQ(out.find('\n'), out.size() - 1);
  EXPECT_THAT(out, HasSubstr(R"({"id": "a\"b", "text": "He left.\n\nNo", "ents": [)"
                             R"({"start": 0, "end": 2, "label": "PERSON"}], "sents": [)"
                             R"({"start": 0, "end": 10}, {"start": 10, "end": 12}], "tokens": [)"
                             R"({"id": 0, "start": 0, "end": 2, "tag": "", "pos": "PRON", )"
                             R"("morph": "Case=Nom", "lemma": "", "dep": "nsubj", "head": 1})"));
}

}  // namespace
}  // namespace gainsay::nlp
