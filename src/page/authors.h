// Bylines to names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gainsay::page {

// "By Ada Marlow and Bo Lindqvist, Staff Writers": the names; none in an empty line. Who they write
// for ("…, Associated Press", "… | Valley Media for valley.example") is left out, unless nobody is
// named beside it.
std::vector<std::string> names_in_byline(std::string_view line);

// The agencies that a byline names: whom somebody writes for ("Ada Marlow, Reuters") or the writer
// ("AFP") is credited with all of it; one that is listed beside writers ("Ada Marlow and Reuters")
// with a part.
std::vector<AgencyCredit> agencies_in_byline(std::string_view line);

// Adds the names of a line that are not there yet.
void add_names(std::string_view line, std::vector<std::string>& authors);

}  // namespace gainsay::page
