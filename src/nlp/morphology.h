// Universal features as text, "Case=Acc|Number=Sing": spaCy's one spelling of a set of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gainsay::nlp {

// "Case=Acc", "Number=Sing", in their order.
[[nodiscard]] std::vector<std::string_view> features_of(std::string_view morph);
// The value of a feature; empty when it is not there.
[[nodiscard]] std::string_view feature(std::string_view morph, std::string_view name);
// Sorted by name, each one's values too, the last one where a name comes twice; "_" is none.
[[nodiscard]] std::string normal_features(std::string_view morph);
// Both sets; where they differ, `later` counts.
[[nodiscard]] std::string joined_features(std::string_view earlier, std::string_view later);

}  // namespace gainsay::nlp
