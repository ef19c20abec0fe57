#include "page/access.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPaywalled = "paywalled";

bool names_paywall(std::string_view name) {
  // Most names are none; all that are hold one of these.
  constexpr std::array kHeld = {"wall"sv, "Wall"sv, "only"sv, "Only"sv, "locked"sv, "Locked"sv};
  if (std::ranges::none_of(kHeld, [&](auto part) { return name.find(part) != name.npos; }))
    return false;
  const std::string lower = to_lower(name);
  return std::ranges::any_of(
      std::array{"paywall"sv, "regwall"sv, "subscriber-only"sv, "subscribers-only"sv,
                 "subscription-wall"sv, "premium-wall"sv, "locked-content"sv},
      [&](auto part) { return lower.find(part) != std::string::npos; });
}

// "Subscribe to continue reading": many pages carry an empty box for a paywall all the same.
bool asks_for_subscription(std::string_view folded) {
  const auto has_any = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return folded.find(word) != folded.npos; });
  };
  return has_any({"subscribe", "subscriber", "subscription", "register", "sign in", "log in"}) &&
         has_any({"continue reading", "keep reading", "read the full", "read the rest", "read on",
                  "to read", "full article", "full story", "for subscribers", "subscribers only",
                  "unlimited access", "full access"});
}

}  // namespace

Told find_access(const Dom& dom, bool by_json, const Told& tier) {
  const auto paywalled = [](std::string_view place) {
    return Told{std::string(kPaywalled), std::string(place)};
  };
  if (by_json) return paywalled("json-ld isAccessibleForFree");
  if (tier.value == "locked") return paywalled(tier.place);
  const auto class_name = dom.attribute_name("class");
  const auto id = dom.attribute_name("id");
  const auto itemprop = dom.attribute_name("itemprop");
  const auto content = dom.attribute_name("content");
  const auto amp = dom.attribute_name("subscriptions-section");
  const auto hidden = dom.attribute_name("hidden");
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if (dom.is_text(at)) continue;
    if (dom.attribute(at, itemprop) == "isAccessibleForFree" &&
        to_lower(dom.attribute(at, content)) == "false") {
      return paywalled("microdata isAccessibleForFree");
    }
    if (dom.attribute(at, amp) == "content-not-granted") return paywalled("amp subscriptions");
    const bool named =
        names_paywall(dom.attribute(at, class_name)) || names_paywall(dom.attribute(at, id));
    constexpr NodeIndex kLargest = 400;  // nodes; a whole page that is called so tells nothing
    if (!named || dom.has_attribute(at, hidden) || dom[at].end - at > kLargest) continue;
    if (asks_for_subscription(fold(dom.text_of(at)))) return paywalled("text");
  }
  return {};
}

}  // namespace gainsay::page
