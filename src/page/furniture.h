// What is known of the words that sites name their elements with, and of the lines that stand
// around an article. The tables are in furniture.cc.
#pragma once

#include <string_view>

#include "page/dom.h"

namespace gainsay::page {

// What an element is by its tag, role, class and id.
enum class Part {
  plain,      // nothing is told
  body,       // the article's text, by a name that means only that
  article,    // the article, or what may be one
  furniture,  // menus, adverts, related links, share bars, author boxes …
  caption,    // of a picture
  comments,   // by readers
  hidden,     // not shown
};
Part part_of(const Dom& dom, NodeIndex element);

// A whole block that is an invitation or a notice and no part of an article: "Share this",
// "Advertisement", "Sign up for our newsletter". `folded`: lower case, letters and digits, one
// space between words.
bool is_furniture_line(std::string_view folded);

// Begins with such a line of two words or more: "Read more: Bridge falls".
bool begins_like_furniture(std::string_view folded);

// A paragraph at the end of an article that asks its reader for something: to follow, subscribe,
// write in, read on; or that says whose the text is.
bool is_invitation(std::string_view folded);

// A line that begins what follows an article on a page: "Related stories", "About this blog".
bool begins_afterword(std::string_view folded);

// A line that an article's page has before its text: "Breaking news", "Skip to content".
bool is_page_top_line(std::string_view folded);

}  // namespace gainsay::page
