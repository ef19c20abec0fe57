// One JSON line to what it gives of a document.
#pragma once

#include <memory>
#include <string>

#include "acquire/acquire.h"

namespace gainsay::acquire {

struct JsonLine {
  std::string url;  // empty when the line gives none
  Given given;
};

// Keeps the parser's memory from line to line.
class JsonLineParser {
 public:
  JsonLineParser();
  ~JsonLineParser();

  // Error: damaged, with what is wrong with the line.
  Result<JsonLine> parse(const std::string& line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace gainsay::acquire
