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
  [[nodiscard]] std::string error(const std::vector<std::string>& added = {},
                                  const std::string& language = "en") const {
    const auto loaded =
        load_knowledge({.folder = folder_.string(), .added = added, .language = language});
    if (loaded) return "no error";
    auto text = to_string(loaded.error());
    if (text.starts_with(folder_.string() + "/")) text.erase(0, folder_.string().size() + 1);
    return std::string(name_of(loaded.error().code)) + ": " + text;
  }

  [[nodiscard]] std::string folder() const { return folder_.string(); }

  // The line of the first entry whose first line ends in `text`.
  [[nodiscard]] std::string line_of(const std::string& file, const std::string& text) const {
    std::ifstream in(folder_ / file);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.starts_with("- ") && line.ends_with(text)) return std::to_string(number);
    }
    return "no line";
  }

 private:
  fs::path folder_;
};

TEST_F(KnowledgeFile, OfTheProjectLoads) { EXPECT_EQ(error(), "no error"); }

TEST_F(KnowledgeFile, WithAnUnknownKeyIsRefused) {
  write("en/lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  wehn: always\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:3: unknown key 'wehn'");
}

TEST_F(KnowledgeFile, WithAnUnknownTypeIsRefused) {
  write("en/frames/events.yaml", "# frames\n- type: event.parade\n  verbs: [parade]\n");
  EXPECT_EQ(error(),
            "knowledge: en/frames/events.yaml:2: type 'event.parade' is not in the ontology");
}

TEST_F(KnowledgeFile, WithARoleThatTheTypeHasNotIsRefused) {
  write("en/frames/events.yaml", "- type: event.attack\n  verbs: [attack]\n  agent: attacker\n");
  EXPECT_EQ(error(),
            "knowledge: en/frames/events.yaml:3: type 'event.attack' has no role 'attacker' in the "
            "ontology");
  write("en/frames/events.yaml",
        "- type: event.attack\n  verbs: [attack]\n  prepositions: {on: prey}\n");
  EXPECT_EQ(error(),
            "knowledge: en/frames/events.yaml:3: type 'event.attack' has no role 'prey' in the "
            "ontology");
}

TEST_F(KnowledgeFile, WithANameTwiceIsRefused) {
  write("en/frames/events.yaml",
        "- type: event.attack\n  verbs: [attack]\n- type: event.attack\n  verbs: [raid]\n");
  EXPECT_EQ(error(), "knowledge: en/frames/events.yaml:3: the name 'event.attack' is taken, by " +
                         folder() + "/en/frames/events.yaml:1; give this entry one of its own");
  write("en/frames/events.yaml", "- type: event.attack\n  verbs: [attack]\n  verbs: [raid]\n");
  EXPECT_EQ(error(), "knowledge: en/frames/events.yaml:3: key 'verbs' is there twice");
  write("en/lexicon/words.yaml", "titles: [mr]\ntitles: [mrs]\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/words.yaml:2: list 'titles' is there twice");
}

// A pattern file with one sound pattern, for damage.
constexpr const char* kPattern = R"(- name: fan-of
  means: one follows another
  match: |
    [lemma=fan]=fan
      >prep_of []=idol
  gives: {type: relation.loyal_to, subject: fan, object: idol}
  examples: ["[Fans]subject of [the Reed Brigade]object were there."]
)";

std::string damaged(std::string_view what, std::string_view by) {
  std::string text = kPattern;
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST_F(KnowledgeFile, OfPatternsIsRefusedWithLineAndColumn) {
  const std::string file = "knowledge: en/patterns/test.yaml:";
  const auto told = [&](std::string_view what, std::string_view by) {
    write("en/patterns/test.yaml", damaged(what, by));
    return error();
  };
  EXPECT_EQ(told("fan-of", "fan-off"), "no error");
  EXPECT_EQ(told("match:", "macht:"), file + "3: unknown key 'macht'");
  EXPECT_EQ(
      told("name: fan-of", "name: leader-of"),
      file + "1: the name 'leader-of' is taken, by " + folder() + "/en/patterns/relations.yaml:" +
          line_of("en/patterns/relations.yaml", "leader-of") + "; give this entry one of its own");
  EXPECT_EQ(told("  means: one follows another\n", ""), file + "1: a pattern says what it 'means'");
  EXPECT_EQ(told(">prep_of", ">of"), file + "5:8: unknown function 'of'");
  EXPECT_EQ(told("[lemma=fan]=fan", "[lemma=@fans]=fan"),
            file + "4:12: no list has the name '@fans'");
  EXPECT_EQ(told("[]=idol", "[idol]=idol"), file + "5:17: no test has the name 'idol'");
  EXPECT_EQ(told("[]=idol", "[]=idol $"), file + "5:25: expected the name of conditions");
  EXPECT_EQ(told("object: idol", "object: hero"),
            file + "6: 'match' captures nothing named 'hero'");
  EXPECT_EQ(told("object: idol", "friend: idol"),
            file + "6: type 'relation.loyal_to' has no role 'friend' in the ontology");
  EXPECT_EQ(told("relation.loyal_to", "relation.fan_of"),
            file + "6: type 'relation.fan_of' is not in the ontology");
  EXPECT_EQ(told("object: idol", "object: idol, act: call"),
            file + "6: 'act' is what 'by' does, and 'by' is not there");
  EXPECT_EQ(told("  examples: [", "  not: ["),
            file + "1: a pattern needs 'examples' of what it finds");
}

TEST_F(KnowledgeFile, OfDefinitionsIsRefusedWithLineAndColumn) {
  write("en/patterns/test.yaml", "- define: idol\n  as: \"[lemma=idol | lema=hero]\"\n");
  EXPECT_EQ(error(), "knowledge: en/patterns/test.yaml:2:22: unknown property 'lema'");
  write("en/patterns/test.yaml", "- define: body\n  as: \"[lemma=idol]\"\n");
  EXPECT_EQ(error(), "knowledge: en/patterns/test.yaml:1: the name 'body' is taken, by " +
                         folder() + "/en/patterns/definitions.yaml:" +
                         line_of("en/patterns/definitions.yaml", "define: body") +
                         "; give this entry one of its own");
  write("en/patterns/test.yaml", "- define: idol\n  as: $idol\n");
  EXPECT_EQ(error(), "knowledge: en/patterns/test.yaml:2:7: no conditions have the name '$idol'");
}

TEST_F(KnowledgeFile, WithAValueThatIsNoneIsRefused) {
  write("en/lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  holds: maybe\n");
  EXPECT_EQ(error(),
            "knowledge: en/lexicon/cues.yaml:3: 'holds' is none of the five epistemic values");
  write("en/lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  content: [clauses]\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:3: unknown content 'clauses'");
  write("en/lexicon/cues.yaml", "- name: say\n  verbs: [say]\n  factive: perhaps\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:3: 'factive' must be true or false");
  write("en/lexicon/cues.yaml", "- name: say\n  verbs: {say: often}\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:2: a list of words expected");
  write("en/lexicon/cues.yaml",
        "- name: say\n  nouns: [claim]\n- name: warn\n  nouns: [threat, claim]\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:4: 'claim' stands in 'say' already");
  write("en/lexicon/cues.yaml", "- verbs: [say]\n");
  EXPECT_EQ(error(), "knowledge: en/lexicon/cues.yaml:1: a cue needs a name");
}

TEST_F(KnowledgeFile, WithATypeTwiceIsRefused) {
  write("ontology.yaml", "- type: event.attack\n- type: event.attack\n");
  EXPECT_EQ(error(), "knowledge: ontology.yaml:2: type 'event.attack' is there twice");
}

TEST_F(KnowledgeFile, ThatIsNoYamlIsRefusedWithItsLine) {
  write("en/lexicon/words.yaml", "titles: [president\nminister: x: y\n");
  EXPECT_TRUE(error().starts_with("knowledge: en/lexicon/words.yaml:2: ")) << error();
}

TEST_F(KnowledgeFile, ThatIsMissingIsNamed) {
  const auto loaded = load_knowledge({.folder = "/nowhere"});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::not_found);
  EXPECT_EQ(loaded.error().where, "/nowhere");
}

// A folder of a user's own beside the project's.
class AddedKnowledge : public KnowledgeFile {
 protected:
  void SetUp() override {
    KnowledgeFile::SetUp();
    own_ = fs::temp_directory_path() / ("gainsay-own-" + std::to_string(getpid()));
    fs::remove_all(own_);
    for (const auto* language : {"en", "qx"}) {
      for (const auto* sub : {"lexicon", "frames", "patterns"})
        fs::create_directories(own_ / language / sub);
    }
  }
  void TearDown() override {
    fs::remove_all(own_);
    KnowledgeFile::TearDown();
  }
  void add(const std::string& file, const std::string& text) const {
    std::ofstream(own_ / file) << text;
  }
  // As error(), without the added folder.
  [[nodiscard]] std::string added_error() const {
    auto text = error({own_.string()});
    const auto at = text.find(own_.string() + "/");
    return at == std::string::npos ? text : text.erase(at, own_.string().size() + 1);
  }
  [[nodiscard]] const fs::path& own() const { return own_; }

 private:
  fs::path own_;
};

TEST_F(AddedKnowledge, AddsToTheProjectsOwn) {
  add("ontology.yaml", "- type: relation.fan_of\n  roles: [subject, object]\n");
  add("en/lexicon/words.yaml", "titles: [archduke]\nfan-nouns: [fan, follower]\n");
  add("en/lexicon/cues.yaml", "- name: grumble\n  verbs: [grumble]\n  content: [clause]\n");
  add("en/frames/events.yaml", "- name: sack\n  type: event.attack\n  verbs: [sack]\n");
  add("en/patterns/fans.yaml", damaged("relation.loyal_to", "relation.fan_of"));
  const auto loaded = load_knowledge({.folder = folder(), .added = {own().string()}});
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  EXPECT_TRUE(loaded->is("titles", "archduke"));
  EXPECT_TRUE(loaded->is("titles", "president")) << "the project's titles are still there";
  EXPECT_TRUE(loaded->is("fan-nouns", "follower"));
  EXPECT_TRUE(loaded->cue_verbs.contains("grumble"));
  EXPECT_TRUE(loaded->frame_verbs.contains("sack"));
  EXPECT_TRUE(loaded->frame_verbs.contains("kill"));
  const auto& relations = loaded->relation_constructions;
  EXPECT_EQ(relations.all.back().name, "fan-of");
  EXPECT_EQ(relations.by_lemma.at("fan").back(), relations.all.size() - 1);
  EXPECT_TRUE(relations.by_lemma.contains("leader"));
}

TEST_F(AddedKnowledge, MayNotContradictTheProjects) {
  add("en/patterns/fans.yaml", damaged("name: fan-of", "name: leader-of"));
  EXPECT_EQ(
      added_error(),
      "knowledge: en/patterns/fans.yaml:1: the name 'leader-of' is taken, by " + folder() +
          "/en/patterns/relations.yaml:" + line_of("en/patterns/relations.yaml", "leader-of") +
          "; give this entry one of its own");
  fs::remove(own() / "en/patterns/fans.yaml");
  add("ontology.yaml", "- type: event.attack\n");
  EXPECT_EQ(added_error(), "knowledge: ontology.yaml:1: type 'event.attack' is there twice");
  fs::remove(own() / "ontology.yaml");
  add("en/lexicon/words.yaml", "attack-modifiers: {rocket: event.clash}\n");
  EXPECT_EQ(
      added_error(),
      "knowledge: en/lexicon/words.yaml:1: 'rocket' means 'event.shelling' in this map already");
  add("en/lexicon/words.yaml", "attack-modifiers: [rocket]\n");
  EXPECT_EQ(
      added_error(),
      "knowledge: en/lexicon/words.yaml:1: 'attack-modifiers' is a list in one file, a map in "
      "another");
}

TEST_F(AddedKnowledge, WithAFileThatNobodyReadsIsRefused) {
  EXPECT_EQ(error({own().string()}), "knowledge: " + own().string() + ": holds no knowledge file");
  add("word.yaml", "titles: [archduke]\n");
  EXPECT_EQ(added_error(),
            "knowledge: word.yaml: is no knowledge file; a folder may hold ontology.yaml and, in a "
            "folder named after their language, en/lexicon/words.yaml, en/lexicon/cues.yaml, "
            "en/frames/events.yaml and en/patterns/*.yaml");
  EXPECT_EQ(error({own().string() + "/none"}),
            "not_found: " + own().string() +
                "/none: this knowledge file cannot be read; give a folder of knowledge files");
}

// "qx" is nobody's code (ISO 639-2 leaves qaa to qtz to private use).
class AnotherLanguage : public AddedKnowledge {
 protected:
  void SetUp() override {
    AddedKnowledge::SetUp();
    add("qx/lexicon/words.yaml", "titles: [olmo]\n");
    add("qx/lexicon/cues.yaml", "- name: say\n  verbs: [dirar]\n  content: [clause]\n");
    add("qx/frames/events.yaml",
        "- type: event.killing\n  verbs: [matur]\n  agent: perpetrator\n  patient: victim\n");
  }
};

TEST_F(AnotherLanguage, StandsBesideEnglishAndIsNotMixedWithIt) {
  const auto loaded =
      load_knowledge({.folder = folder(), .added = {own().string()}, .language = "qx"});
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  EXPECT_TRUE(loaded->is("titles", "olmo"));
  EXPECT_FALSE(loaded->is("titles", "president"));
  EXPECT_TRUE(loaded->cue_verbs.contains("dirar"));
  EXPECT_FALSE(loaded->cue_verbs.contains("say"));
  EXPECT_TRUE(loaded->types.contains("event.killing")) << "the ontology is every language's";
  const auto english = load_knowledge({.folder = folder(), .added = {own().string()}});
  ASSERT_TRUE(english) << to_string(english.error());
  EXPECT_FALSE(english->cue_verbs.contains("dirar"));
}

TEST_F(AnotherLanguage, IsCheckedLikeEnglish) {
  add("qx/frames/events.yaml", "- type: event.parade\n  verbs: [matur]\n");
  const auto own_error = [&] {
    auto text = error({own().string()}, "qx");
    const auto at = text.find(own().string() + "/");
    return at == std::string::npos ? text : text.erase(at, own().string().size() + 1);
  };
  EXPECT_EQ(own_error(),
            "knowledge: qx/frames/events.yaml:1: type 'event.parade' is not in the ontology");
  fs::remove(own() / "qx/frames/events.yaml");
  EXPECT_EQ(own_error(),
            "not_found: qx/frames/events.yaml: this knowledge file cannot be read; give a folder "
            "of knowledge files");
}

TEST_F(AnotherLanguage, ThatNobodyWroteIsNamed) {
  EXPECT_EQ(error({own().string()}, "xq"),
            "knowledge: " + folder() +
                ": has no folder 'xq', for the language of the model; give a model of a "
                "language that has one, or write it (knowledge/README.md)");
}

}  // namespace
}  // namespace gainsay::read
