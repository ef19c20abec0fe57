// Whether a page says that its article is for subscribers.
#pragma once

#include "page/dom.h"
#include "page/metadata.h"

namespace gainsay::page {

// `by_json`: JSON-LD says that it is not free; `tier`: what <meta> says. Else AMP's and microdata's
// marks, and a paywall's box with its words. {"paywalled", where}, or empty.
Told find_access(const Dom& dom, bool by_json, const Told& tier);

}  // namespace gainsay::page
