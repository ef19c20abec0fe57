// How each vocabulary's XML becomes a Feed; within acquire only.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "acquire/feed.h"

namespace gainsay::acquire {

// `root` is the document's element, `base` the address it came from.
void read_rss(pugi::xml_node root, const std::string& base, Feed& feed);  // and RSS 1.0
void read_atom(pugi::xml_node root, const std::string& base, Feed& feed);
void read_opml(pugi::xml_node root, const std::string& base, Feed& feed);
void read_sitemap(pugi::xml_node root, const std::string& base, Feed& feed);

// Text out of markup: tags and line breaks become spaces, entities the characters they mean.
std::string plain_text(std::string_view markup);

// RFC 822 dates with the slips that feeds have, and W3C's form of ISO 8601; empty for anything
// else.
std::string feed_time(std::string_view text);

// RFC 3986 by libcurl: absolute, or as given where it cannot be resolved.
std::string resolve_address(const std::string& base, std::string_view given);

std::string trimmed_text(std::string_view text);

// xml:lang or `fallback`.
std::string language_at(pugi::xml_node element, const std::string& fallback);

}  // namespace gainsay::acquire
