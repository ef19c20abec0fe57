// Any bytes as the files of a pipeline: a run of (length of the name, name, length of the content,
// content), lengths as one and three bytes, little-endian; or, after a first byte of 0xFF, as a
// wheel. What loads must also analyse text without a crash, and its analysis must hold together.
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/model.h"
#include "nlp/model_files.h"
#include "nlp/zip.h"

namespace {

using gainsay::nlp::Analysis;
using gainsay::nlp::Bytes;
using gainsay::nlp::ModelFiles;

void require(bool holds) {
  if (!holds) std::abort();
}

std::map<std::string, Bytes> files_of(std::string_view data) {
  std::map<std::string, Bytes> files;
  const auto number = [&](std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < bytes && i < data.size(); ++i) {
      value |= static_cast<std::size_t>(static_cast<unsigned char>(data[i])) << (8 * i);
    }
    data.remove_prefix(std::min(bytes, data.size()));
    return value;
  };
  const auto part = [&](std::size_t length) {
    const auto out = data.substr(0, length);
    data.remove_prefix(out.size());
    return std::string(out);
  };
  while (!data.empty()) {
    auto name = part(number(1));
    files.insert_or_assign(std::move(name), Bytes(part(number(3))));
  }
  return files;
}

void check(const Analysis& analysis) {
  const auto count = static_cast<std::int32_t>(analysis.tokens.size());
  std::uint32_t last = 0;
  for (const auto& token : analysis.tokens) {
    require(token.head >= 0 && token.head < count);
    require(token.span.begin.value >= last && token.span.end > token.span.begin);
    last = token.span.end.value;
  }
  std::int32_t end = 0;
  for (const auto& sentence : analysis.sentences) {
    require(sentence.begin == end && sentence.end > sentence.begin);
    end = sentence.end;
  }
  require(end == count);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.empty() && bytes.front() == '\xFF') {
    const auto archive =
        gainsay::nlp::ZipArchive::open(Bytes(std::string(bytes.substr(1))), "fuzz");
    if (!archive) return 0;
    for (const auto& [name, entry] : archive->entries()) (void)archive->read(name);
    return 0;
  }
  const auto model = gainsay::nlp::Model::load(ModelFiles(files_of(bytes), "fuzz"));
  if (!model) return 0;
  const std::vector<std::string_view> texts{"La vieja radio anuncia: Karsova, 12.", "", "él (no)"};
  std::vector<Analysis> analyses;
  (*model)->analyse(texts, analyses);
  require(analyses.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    check(analyses[i]);
    require(conllu_of(texts[i], analyses[i], "fuzz", 1).empty() == texts[i].empty());
    require(!json_of(texts[i], analyses[i], "fuzz").empty());
  }
  return 0;
}
