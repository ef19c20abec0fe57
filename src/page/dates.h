// Dates as pages print them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gainsay::page {

// ISO 8601, as exact as `text` says: a day, or a point in time in the zone that it names
// ("2015-10-02T08:00:00Z"). Reads ISO 8601 and RFC 822 forms, Unix time, and days written with a
// month's English name ("Friday, October 2, 2015", "2 Oct 2015 at 10:15"). Empty for anything else,
// also for 02/10/2015, which is two days.
std::optional<std::string> parse_page_date(std::string_view text);

// A month's or weekday's English name, or its first three letters. `word`: lower case.
bool is_calendar_word(std::string_view word);

// The day in an address: /2015/10/02/ or /2015-10-02-.
std::optional<std::string> date_in_address(std::string_view address);

}  // namespace gainsay::page
