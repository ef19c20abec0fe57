// A model that is damaged, cut short or another program's is refused with the file and what is
// wrong; nothing crashes.
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "model.h"
#include "nlp/msgpack.h"
#include "nlp/weights.h"
#include "nlp/zip.h"

namespace gainsay::nlp {
namespace {

void append(std::string& bytes, std::uint64_t value, int length) {
  for (int i = 0; i < length; ++i) bytes += static_cast<char>(value >> (8 * i));
}

// One stored entry.
std::string archive_of(const std::string& name, const std::string& content) {
  const auto crc = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
  std::string common;
  append(common, 20, 2);
  common.append(8, '\0');  // flags, method, time, date
  append(common, crc, 4);
  append(common, static_cast<std::uint32_t>(content.size()), 4);
  append(common, static_cast<std::uint32_t>(content.size()), 4);
  append(common, static_cast<std::uint32_t>(name.size()), 2);
  common.append(2, '\0');
  std::string bytes = "PK\3\4" + common + name + content;
  const auto directory = static_cast<std::uint32_t>(bytes.size());
  bytes += "PK\1\2";
  append(bytes, 20, 2);
  bytes += common;
  bytes.append(14, '\0');
  bytes += name;
  const auto size = static_cast<std::uint32_t>(bytes.size()) - directory;
  bytes += "PK\5\6";
  bytes.append(4, '\0');
  append(bytes, 1, 2);
  append(bytes, 1, 2);
  append(bytes, size, 4);
  append(bytes, directory, 4);
  bytes.append(2, '\0');
  return bytes;
}

TEST(Zip, ReadsWhatIsWhole) {
  const auto archive = ZipArchive::open(Bytes(archive_of("a/b", "hello")), "x.whl");
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->read("a/b").value().view(), "hello");
  EXPECT_EQ(archive->read("a/c").error().where, "x.whl: a/c");
}

TEST(Zip, EveryCutAndEveryChangedByteIsSurvived) {
  const std::string whole = archive_of("a/b", "hello");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(ZipArchive::open(Bytes(whole.substr(0, size)), "x.whl")) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0xFF);
    const auto archive = ZipArchive::open(Bytes(changed), "x.whl");
    if (!archive) continue;
    // What is read is what was stored, or an error.
    const auto content = archive->read("a/b");
    EXPECT_TRUE(!content || content->view() == "hello") << at;
  }
}

TEST(Msgpack, ReadsEveryKindSpacyWrites) {
  using namespace std::string_literals;
  const auto bytes =
      "\x87\xA1n\xC0\xA1t\xC3\xA1i\xD1\xFF\xFE\xA1u\xCD\x01\x00\xA1r\xCB\x3F\xF8\0\0\0\0\0\0\xA1"
      "b\xC4\x02xy\xA1l\x92\x01\xFF"s;
  const auto value = parse_msgpack(bytes, "test");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->find("n")->kind, Packed::Kind::nil);
  EXPECT_EQ(value->find("t")->integer, 1U);
  EXPECT_EQ(static_cast<std::int64_t>(value->find("i")->integer), -2);
  EXPECT_EQ(value->find("u")->integer, 256U);
  EXPECT_EQ(value->find("r")->real, 1.5);
  EXPECT_EQ(value->find("b")->text, "xy");
  ASSERT_EQ(value->find("l")->items.size(), 2U);
  EXPECT_EQ(static_cast<std::int64_t>(value->find("l")->items[1].integer), -1);
  EXPECT_EQ(value->find("z"), nullptr);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_msgpack(bytes.substr(0, size), "test")) << size;
  }
}

TEST(Msgpack, RefusesWhatWouldTakeAllMemoryOrStack) {
  EXPECT_FALSE(parse_msgpack("\xDD\xFF\xFF\xFF\xFF", "test"));
  EXPECT_EQ(parse_msgpack(std::string(1000, '\x91'), "test").error().what, "is nested too deep");
  EXPECT_EQ(parse_msgpack("\x01\x01", "test").error().what, "holds bytes after its end");
  EXPECT_EQ(parse_msgpack("\xC7", "t: f").error().where, "t: f");
}

TEST(Weights, ForeignFilesAreRefused) {
  EXPECT_EQ(Weights::load(Bytes("\x80"), "w: tagger/model").error().what, "is no thinc model");
  EXPECT_EQ(Weights::load(Bytes(""), "w: tagger/model").error().where, "w: tagger/model");
}

class Damage : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / "gainsay_nlp_damage";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

TEST_F(Damage, AWheelThatIsCutOrChanged) {
  const std::string wheel = read_file(model_path(), std::size_t{1} << 30).value();
  const auto path = (folder_ / "model.whl").string();
  ASSERT_TRUE(write_file(path, wheel.substr(0, wheel.size() / 2)));
  EXPECT_EQ(Pipeline::load(path).error().code, ErrorCode::model);
  int refused = 0;
  for (std::size_t part = 1; part < 20; ++part) {
    std::string changed = wheel;
    changed[wheel.size() / 20 * part] ^= 0x55;
    ASSERT_TRUE(write_file(path, changed));
    const auto pipeline = Pipeline::load(path);
    if (pipeline) continue;  // a file of the wheel that no pipeline reads
    EXPECT_EQ(pipeline.error().code, ErrorCode::model);
    EXPECT_NE(pipeline.error().where.find("model.whl"), std::string::npos);
    ++refused;
  }
  EXPECT_GE(refused, 15);
  EXPECT_EQ(Pipeline::load((folder_ / "none.whl").string()).error().code, ErrorCode::not_found);
  ASSERT_TRUE(write_file(path, "no archive"));
  EXPECT_EQ(Pipeline::load(path).error().code, ErrorCode::model);
  EXPECT_EQ(Pipeline::load(folder_.string()).error().code, ErrorCode::model);
}

// From a folder no checksum stands before the readers of each part.
TEST_F(Damage, EachFileOfAnUnpackedModel) {
  const auto archive = ZipArchive::open(Bytes::of_file(model_path()).value(), "wheel");
  ASSERT_TRUE(archive);
  std::string root;
  for (const auto& [name, entry] : archive->entries()) {
    if (name.ends_with("/config.cfg")) root = name.substr(0, name.size() - 10);
  }
  ASSERT_FALSE(root.empty());
  const std::vector<std::string> files{"config.cfg",
                                       "meta.json",
                                       "tokenizer",
                                       "vocab/lookups.bin",
                                       "tok2vec/model",
                                       "tagger/cfg",
                                       "tagger/model",
                                       "parser/moves",
                                       "parser/model",
                                       "attribute_ruler/patterns",
                                       "lemmatizer/lookups/lookups.bin",
                                       "ner/moves",
                                       "ner/model"};
  for (const auto& file : files) {
    std::filesystem::create_directories((folder_ / file).parent_path());
    ASSERT_TRUE(write_file((folder_ / file).string(), archive->read(root + file).value().view()));
  }
  ASSERT_TRUE(Pipeline::load(folder_.string()));
  for (const auto& file : files) {
    const auto path = (folder_ / file).string();
    const std::string whole = read_file(path, std::size_t{1} << 30).value();
    for (const std::string& damaged :
         {std::string(), whole.substr(0, whole.size() / 2), std::string("\xC1\xC1"),
          std::string("\x80"), std::string("{}")}) {
      ASSERT_TRUE(write_file(path, damaged));
      const auto pipeline = Pipeline::load(folder_.string());
      // Half of config.cfg may name all that is needed, and {} is a meta.json.
      if (pipeline && (file == "config.cfg" || file == "meta.json" || file == "vocab/lookups.bin"))
        continue;
      ASSERT_FALSE(pipeline) << file << " cut to " << damaged.size();
      EXPECT_EQ(pipeline.error().code, ErrorCode::model) << file;
    }
    std::filesystem::remove(path);
    const auto missing = Pipeline::load(folder_.string());
    EXPECT_EQ(missing.has_value(), file == "vocab/lookups.bin") << file;
    ASSERT_TRUE(write_file(path, whole));
  }
}

}  // namespace
}  // namespace gainsay::nlp
