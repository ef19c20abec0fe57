// Captures made in memory.
#pragma once

#include <string>

#include "page/page.h"

namespace gainsay::page {

acquire::Capture html_capture(std::string body);
acquire::Capture text_capture(std::string body);
acquire::Capture given_capture(acquire::Given given);

// The article; a failed read is a failed test.
Article read(const acquire::Capture& capture);

// A news page around `body`: menus above, related links, an author box, comments and a footer
// below.
std::string page_around(const std::string& head, const std::string& body);

}  // namespace gainsay::page
