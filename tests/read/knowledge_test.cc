// Knowledge files that say something wrong are refused, with file, line and reason.

#include "read/knowledge.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace gainsay::read {
namespace {

namespace fs = std::filesystem;

// A copy of the project's knowledge that a test may damage; gone when the test ends.
class KnowledgeFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("gainsay-knowledge-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::copy("knowledge", folder_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file) << text;
  }

  // "events.yaml:3: reason", without the folder.
  [[nodiscard]] std::string error() const {
    const auto loaded = load_knowledge(folder_.string());
    if (loaded) return "no error";
    auto text = to_string(loaded.error());
    if (text.starts_with(folder_.string())) text.erase(0, folder_.string().size() + 1);
    return std::string(name_of(loaded.error().code)) + ": " + text;
  }

 private:
  fs::path folder_;
};

TEST_F(KnowledgeFile, OfTheProjectLoads) { EXPECT_EQ(error(), "no error"); }

TEST_F(KnowledgeFile, WithAnUnknownKeyIsRefused) {
  write("lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  wehn: always\n");
  EXPECT_EQ(error(), "knowledge: lexicon/cues.yaml:3: unknown key 'wehn'");
}

TEST_F(KnowledgeFile, WithAnUnknownTypeIsRefused) {
  write("frames/events.yaml", "# frames\n- type: event.parade\n  verbs: [parade]\n");
  EXPECT_EQ(error(), "knowledge: frames/events.yaml:2: type 'event.parade' is not in the ontology");
}

TEST_F(KnowledgeFile, WithAnUnknownRelationTypeIsRefused) {
  write("frames/relations.yaml", "- type: relation.fan_of\n  nouns: [fan]\n");
  EXPECT_EQ(error(),
            "knowledge: frames/relations.yaml:1: type 'relation.fan_of' is not in the ontology");
}

TEST_F(KnowledgeFile, WithAValueThatIsNoneIsRefused) {
  write("lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  holds: maybe\n");
  EXPECT_EQ(error(),
            "knowledge: lexicon/cues.yaml:3: 'holds' is none of the five epistemic values");
  write("lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  content: [clauses]\n");
  EXPECT_EQ(error(), "knowledge: lexicon/cues.yaml:3: unknown content 'clauses'");
  write("lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  factive: perhaps\n");
  EXPECT_EQ(error(), "knowledge: lexicon/cues.yaml:3: 'factive' must be true or false");
  write("lexicon/cues.yaml", "- name: say\n  verbs: {say: often}\n");
  EXPECT_EQ(error(), "knowledge: lexicon/cues.yaml:2: a list of words expected");
  write("lexicon/cues.yaml", "- verbs: [say]\n");
  EXPECT_EQ(error(), "knowledge: lexicon/cues.yaml:1: a cue needs a name");
}

TEST_F(KnowledgeFile, WithATypeTwiceIsRefused) {
  write("ontology.yaml", "- type: event.attack\n- type: event.attack\n");
  EXPECT_EQ(error(), "knowledge: ontology.yaml:2: type 'event.attack' is there twice");
}

TEST_F(KnowledgeFile, ThatIsNoYamlIsRefusedWithItsLine) {
  write("lexicon/words.yaml", "titles: [president\nminister: x: y\n");
  EXPECT_TRUE(error().starts_with("knowledge: lexicon/words.yaml:2: ")) << error();
}

TEST_F(KnowledgeFile, ThatIsMissingIsNamed) {
  const auto loaded = load_knowledge("/nowhere");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::not_found);
  EXPECT_EQ(loaded.error().where, "/nowhere/ontology.yaml");
}

}  // namespace
}  // namespace gainsay::read
