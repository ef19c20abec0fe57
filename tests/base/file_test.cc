#include "base/file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/hash.h"

namespace gainsay {
namespace {

TEST(File, WrittenAndReadWhole) {
  const auto path = (std::filesystem::temp_directory_path() / "gainsay_file_test").string();
  const std::string bytes(100000, 'x');
  ASSERT_TRUE(write_file(path, bytes));
  EXPECT_EQ(read_file(path, 100000).value(), bytes);
  EXPECT_EQ(read_file(path, 99999).error().code, ErrorCode::too_large);
  std::filesystem::remove(path);
  EXPECT_EQ(read_file(path, 1).error().code, ErrorCode::not_found);
  EXPECT_EQ(read_file("/tmp", 1).error().code, ErrorCode::unsupported);
  EXPECT_FALSE(write_file("/no/such/folder/file", "x"));
}

TEST(Hash, IsSha256AndPartsDoNotRunTogether) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_NE(content_id("x", {"ab", "c"}), content_id("x", {"a", "bc"}));
  EXPECT_EQ(content_id("actor", {"a"}).substr(0, 6), "actor:");
}

}  // namespace
}  // namespace gainsay
