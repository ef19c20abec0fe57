// Agency credits: how a copy of an agency's text is known for one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace gainsay::page {

// The name by which a news agency is known, from any of its names or its initials; empty when
// `name` is no agency that we know. The table is in credits.cc.
std::string agency_name(std::string_view name);

// The credits of a byline and those in an article's paragraphs, each agency once. Only in a
// dateline ("MARSENT, March 13 (Meridian) — …") is a name taken for an agency's that the table does
// not hold.
std::vector<AgencyCredit> find_credits(const std::vector<std::string>& paragraphs,
                                       const std::vector<AgencyCredit>& in_byline);

}  // namespace gainsay::page
