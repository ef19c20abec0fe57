// How a status looks and what it is called where people read it.
#pragma once

#include <string>
#include <string_view>

#include "weigh/weigh.h"

namespace gainsay::ask {

// "Confirmed", "Claimed by one side only".
std::string_view heading_of(weigh::Status status);
// One sentence: when a proposition is so.
std::string_view meaning_of(weigh::Status status);
// The escape sequence that begins its colour on a terminal (ECMA-48).
std::string terminal_colour(weigh::Status status);

}  // namespace gainsay::ask
