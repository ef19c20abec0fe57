// Sentences that are analysed anew, with the real model: what hangs where once they are.

#include "read/recut.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "model.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

struct Recut {
  std::map<std::string, std::string> arcs = {};  // word → "label>head"
  std::map<std::string, std::string> lemmas = {};
  int sentences = 0;
  std::string text = {};  // its tokens, one after another
};

Recut recut_of(std::string_view text) {
  const auto knowledge = load_knowledge({.folder = "knowledge"});
  if (!knowledge) throw std::runtime_error(to_string(knowledge.error()));
  page::Article article;
  article.text = text;
  article.published = "2024-05-15";
  auto analysed = model().analyse(text::annotate(std::move(article)));
  recut(analysed, *knowledge, model());
  Recut out;
  const auto& tokens = analysed.analysis.tokens;
  for (const auto& token : tokens) {
    const auto& head = tokens[static_cast<std::size_t>(token.head)];
    out.arcs[token.text] = token.dep + ">" + (&head == &token ? "*" : head.text);
    out.lemmas[token.text] = token.lemma;
    out.text += token.text;
    EXPECT_GE(token.head, 0);
  }
  out.sentences = static_cast<int>(analysed.analysis.sentences.size());
  EXPECT_EQ(tokens.back().sentence + 1, out.sentences);
  return out;
}

TEST(Recut, PartsWhatIsToldFromWhoTellsIt) {
  const auto got = recut_of("Nine people died a monitor said.\n");
  EXPECT_EQ(got.arcs.at("said"), "ROOT>*");
  EXPECT_EQ(got.arcs.at("died"), "ccomp>said");
  EXPECT_EQ(got.arcs.at("monitor"), "nsubj>said");
}

TEST(Recut, JoinsASentenceThatATitleCut) {
  const auto got =
      recut_of("Nowhere in her testimony did Sgt. Ilena Ruiz say that prisoners were shot.\n");
  EXPECT_EQ(got.sentences, 1);
  EXPECT_EQ(got.arcs.at("say"), "ROOT>*");
  EXPECT_EQ(got.arcs.at("shot"), "ccomp>say");
  // Nothing of the text is lost.
  EXPECT_EQ(got.text, "NowhereinhertestimonydidSgt.IlenaRuizsaythatprisonerswereshot.");
  EXPECT_EQ(recut_of("Rebels killed Maj. Ivo Sarn and Brig. Gen. Osk Brul near Orm. They left.\n")
                .sentences,
            2);
}

TEST(Recut, JoinsWhatIsCutElsewhereToo) {
  const auto got =
      recut_of("Nowhere did Sgt. Ilena Ruiz say that prisoners were shot; the mayor left.\n");
  EXPECT_EQ(got.sentences, 2);
  EXPECT_EQ(got.arcs.at("say"), "ROOT>*");
  EXPECT_EQ(got.arcs.at("Sgt"), "compound>Ruiz");
  EXPECT_EQ(recut_of("Pensioners told Sgt. Ilena Ruiz that prisoners were shot.\n").arcs.at("shot"),
            "ccomp>told");
  EXPECT_EQ(recut_of("Residents blamed Sgt. Ruiz for the raid.\n").sentences, 1);
}

TEST(Recut, LeavesASentenceThatEndsWithAWordLikeATitle) {
  EXPECT_EQ(recut_of("He is a senator and she is his rep. The two met on Monday.\n").sentences, 2);
}

TEST(Recut, TakesAKnownNounAtTheFrontForOne) {
  const auto got = recut_of("Pensioners picketed the ministry.\n");
  EXPECT_EQ(got.lemmas.at("Pensioners"), "pensioner");
  EXPECT_EQ(got.arcs.at("Pensioners"), "nsubj>picketed");
  // A name stays one.
  EXPECT_EQ(recut_of("Sarnians attacked the ministry.\n").lemmas.at("Sarnians"), "Sarnians");
}

}  // namespace
}  // namespace gainsay::read
