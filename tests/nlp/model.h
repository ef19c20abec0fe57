// The fetched model, loaded once for all tests of this program.
#pragma once

#include <string>

#include "nlp/nlp.h"

namespace gainsay::nlp {

// The wheel's path; ends the program with a clear word where it is not there.
std::string model_path();
const Pipeline& model();

}  // namespace gainsay::nlp
