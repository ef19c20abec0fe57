// Pages about an invented conflict, as many as a test asks for.
#pragma once

#include <string>

namespace gainsay::testing {

// A complete page; `number` makes its bytes, its figures and its claims its own.
std::string make_page(int number);
// A folder with pages 0 … count-1.
void write_pages(const std::string& folder, int count);

}  // namespace gainsay::testing
