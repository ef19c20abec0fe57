// When to ask again: what servers and publishers say of it, and how long to leave alone what fails.
// Plain functions of their arguments, so that a run can be repeated.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "acquire/feed.h"

namespace gainsay::acquire {

// No publisher's wish and no failure keeps us away for longer.
constexpr std::chrono::hours kLongestPause{24};

// `first` after one failure, twice that after two and so on, at most a day; spread by up to a fifth
// either way, by `name`, so that what failed together is not asked again together.
std::chrono::milliseconds back_off(std::chrono::milliseconds first, int failures,
                                   std::string_view name);

// max-age of Cache-Control (RFC 9111), less the Age that the answer has; empty where it says none.
std::optional<std::chrono::seconds> fresh_for(std::string_view cache_control, std::string_view age);

// The next look at a list that was read at `now`: after `interval`, or later where its publisher
// asks for that by ttl, by Cache-Control or by hours and days to skip; within a day but for those.
Time next_look(Time now, std::chrono::seconds interval, const Feed* feed,
               std::optional<std::chrono::seconds> fresh);

// "45 s", "12 min", "3 h".
std::string in_words(std::chrono::milliseconds time);

}  // namespace gainsay::acquire
