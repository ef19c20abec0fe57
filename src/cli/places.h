// Where things lie that the user need not name: the cache folder, the language model.
#pragma once

#include <initializer_list>
#include <string>

#include "base/result.h"

namespace gainsay::cli {

// An environment variable; empty when it is not set.
std::string variable(const char* name);
std::string first_given(std::initializer_list<std::string> values);

// gainsay's folder in the user's cache, by the XDG base directory specification.
std::string cache_folder();
// Unpacked models, each made when it is first used.
std::string model_cache();

// The language model: `given`, else GAINSAY_MODEL's, else the fetched one. Errors: model.
Result<std::string> find_model(const std::string& given);

}  // namespace gainsay::cli
