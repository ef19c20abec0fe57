// Threads of a forum: the first post is the article, what answers it are comments.
#pragma once

#include <vector>

#include "page/dom.h"
#include "page/furniture.h"

namespace gainsay::page {

// Marks the replies as comments where the page is a thread: `told` by its metadata, or by the
// name of the software that made it.
void mark_replies(const Dom& dom, bool told, std::vector<Part>& parts);

}  // namespace gainsay::page
