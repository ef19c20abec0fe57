// The two grammars over words that were cut once; text.h's functions and annotate() stand on them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "text/text.h"
#include "text/words.h"

namespace gainsay::text {

std::vector<TimeExpression> times_in(const Words& words, std::optional<Date> published);
// What lies in a time is no number: `times` are those of the same words, in order.
std::vector<Number> numbers_in(const Words& words, std::span<const TimeExpression> times);

}  // namespace gainsay::text
