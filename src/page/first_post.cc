#include "page/first_post.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

// What makes threads, as pages name it in <meta name="generator">, or in the id or class of <html>
// or <body>.
constexpr std::array kForums = {"phpbb"sv,    "vbulletin"sv,       "xenforo"sv, "discourse"sv,
                                "invision"sv, "simple machines"sv, "mybb"sv,    "flarum"sv,
                                "vanilla"sv,  "nodebb"sv,          "fluxbb"sv,  "punbb"sv,
                                "bbpress"sv,  "woltlab"sv};

bool names_forum(std::string_view text) {
  const std::string lower = to_lower(text);
  return std::ranges::any_of(kForums,
                             [&](auto forum) { return lower.find(forum) != std::string::npos; });
}

bool is_thread(const Dom& dom) {
  const auto itemtype = dom.attribute_name("itemtype");
  for (NodeIndex at = 0; at < dom.size(); ++at) {
    if (dom.is_text(at)) continue;
    if (dom[at].tag == LXB_TAG_HTML || dom[at].tag == LXB_TAG_BODY) {
      if (names_forum(dom.attribute(at, "id")) || names_forum(dom.attribute(at, "class")))
        return true;
    }
    if (dom[at].tag == LXB_TAG_META && to_lower(dom.attribute(at, "name")) == "generator" &&
        names_forum(dom.attribute(at, "content"))) {
      return true;
    }
    const auto type = dom.attribute(at, itemtype);
    if (type.ends_with("/DiscussionForumPosting") || type.ends_with("/QAPage")) return true;
  }
  return false;
}

// "post-12", "p12", "msg_12": posts are numbered, by their ids.
bool is_post_id(std::string_view id) {
  const std::string lower = to_lower(id);
  static constexpr std::array kNames = {"post"sv,  "p"sv,       "msg"sv,   "message"sv,
                                        "reply"sv, "comment"sv, "answer"sv};
  return std::ranges::any_of(kNames, [&](auto name) {
    if (!lower.starts_with(name)) return false;
    const std::size_t number = lower.find_first_not_of("-_", name.size());
    return number != std::string::npos &&
           lower.find_first_not_of("0123456789", number) == std::string::npos;
  });
}

bool is_post_class(std::string_view classes) {
  const std::string padded = " " + to_lower(classes) + " ";
  return std::ranges::any_of(
      std::array{" post "sv, " message "sv, " topic-post "sv, " postbit "sv, " postcontainer "sv,
                 " forum-post "sv, " bbp-reply "sv, " reply "sv, " crawler-post "sv},
      [&](auto name) { return padded.find(name) != std::string::npos; });
}

}  // namespace

void mark_replies(const Dom& dom, bool told, std::vector<Part>& parts) {
  if (!told && !is_thread(dom)) return;
  const auto id = dom.attribute_name("id");
  const auto class_name = dom.attribute_name("class");
  bool first = true;
  for (NodeIndex at = 0; at < dom.size();) {
    const bool post = !dom.is_text(at) && (is_post_id(dom.attribute(at, id)) ||
                                           is_post_class(dom.attribute(at, class_name)));
    if (!post) {
      ++at;
      continue;
    }
    parts[at] = first ? Part::article : Part::comments;
    if (first) {  // a post may be called a comment
      for (NodeIndex inner = at + 1; inner < dom[at].end; ++inner) {
        if (parts[inner] == Part::comments) parts[inner] = Part::plain;
      }
    }
    first = false;
    at = dom[at].end;
  }
}

}  // namespace gainsay::page
