// What is known of the words that sites name their elements with, and of the lines that stand
// around an article. The tables are in furniture.cc.
#pragma once

#include <string_view>
#include <unordered_map>

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

// Remembers the names that it meets: a page has thousands of elements and few names. `dom` must
// outlive it.
class PartFinder {
 public:
  explicit PartFinder(const Dom& dom);
  Part part_of(NodeIndex element);

 private:
  unsigned kinds_of_name(std::string_view name);
  [[nodiscard]] bool is_hidden(NodeIndex element) const;

  const Dom& dom_;
  Dom::AttributeName class_, id_, role_, itemprop_, style_, hidden_;
  std::unordered_map<std::string_view, unsigned> kinds_;  // by class or id, as the page has it
};

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
