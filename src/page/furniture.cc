#include "page/furniture.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gainsay::page {
namespace {

using namespace std::string_view_literals;

// Words of class and id names, which are split at hyphens, underscores and capitals:
// "relatedArticles" holds "related" and "articles". A word with a space stands for words in a row.
constexpr std::array kFurnitureNames = {"ad"sv,
                                        "ads"sv,
                                        "adslot"sv,
                                        "adunit"sv,
                                        "advert"sv,
                                        "adverts"sv,
                                        "advertisement"sv,
                                        "advertising"sv,
                                        "advertorial"sv,
                                        "adsense"sv,
                                        "adsbygoogle"sv,
                                        "dfp"sv,
                                        "taboola"sv,
                                        "outbrain"sv,
                                        "sponsored"sv,
                                        "sponsor"sv,
                                        "promo"sv,
                                        "promos"sv,
                                        "promotion"sv,
                                        "promobox"sv,
                                        "related"sv,
                                        "recommended"sv,
                                        "recommendations"sv,
                                        "recirc"sv,
                                        "trending"sv,
                                        "mostread"sv,
                                        "most read"sv,
                                        "most popular"sv,
                                        "mostpopular"sv,
                                        "popular"sv,
                                        "read more"sv,
                                        "readmore"sv,
                                        "more stories"sv,
                                        "more news"sv,
                                        "more from"sv,
                                        "more on"sv,
                                        "see also"sv,
                                        "also read"sv,
                                        "up next"sv,
                                        "next article"sv,
                                        "prev next"sv,
                                        "share"sv,
                                        "sharing"sv,
                                        "shares"sv,
                                        "sharebar"sv,
                                        "sharethis"sv,
                                        "addthis"sv,
                                        "addtoany"sv,
                                        "social"sv,
                                        "socials"sv,
                                        "sociallinks"sv,
                                        "sharedaddy"sv,
                                        "newsletter"sv,
                                        "newsletters"sv,
                                        "subscribe"sv,
                                        "subscription"sv,
                                        "subscriptions"sv,
                                        "signup"sv,
                                        "sign up"sv,
                                        "paywall"sv,
                                        "regwall"sv,
                                        "sidebar"sv,
                                        "side bar"sv,
                                        "sidepanel"sv,
                                        "rail"sv,
                                        "breadcrumb"sv,
                                        "breaking news"sv,
                                        "breaking"sv,
                                        "breadcrumbs"sv,
                                        "nav"sv,
                                        "navbar"sv,
                                        "navigation"sv,
                                        "menu"sv,
                                        "menus"sv,
                                        "submenu"sv,
                                        "footer"sv,
                                        "masthead"sv,
                                        "topbar"sv,
                                        "cookie"sv,
                                        "cookies"sv,
                                        "gdpr"sv,
                                        "consent"sv,
                                        "modal"sv,
                                        "popup"sv,
                                        "overlay"sv,
                                        "lightbox"sv,
                                        "toolbar"sv,
                                        "tools"sv,
                                        "byline"sv,
                                        "bylines"sv,
                                        "dateline"sv,
                                        "timestamp"sv,
                                        "author bio"sv,
                                        "authorbio"sv,
                                        "author box"sv,
                                        "author info"sv,
                                        "about author"sv,
                                        "author profile"sv,
                                        "author name"sv,
                                        "author details"sv,
                                        "author block"sv,
                                        "author"sv,
                                        "authors"sv,
                                        "biography"sv,
                                        "bio"sv,
                                        "tags"sv,
                                        "taglist"sv,
                                        "tag list"sv,
                                        "tag cloud"sv,
                                        "topics"sv,
                                        "keywords"sv,
                                        "post meta"sv,
                                        "entry meta"sv,
                                        "article meta"sv,
                                        "meta"sv,
                                        "metadata"sv,
                                        "postmeta"sv,
                                        "entry utility"sv,
                                        "pagination"sv,
                                        "pager"sv,
                                        "copyright"sv,
                                        "disclaimer"sv,
                                        "print only"sv,
                                        "printonly"sv,
                                        "skip link"sv,
                                        "skiplink"sv,
                                        "screen reader text"sv,
                                        "sr only"sv,
                                        "visually hidden"sv,
                                        "visuallyhidden"sv,
                                        "screenreader"sv,
                                        "widget"sv,
                                        "teaser"sv,
                                        "teasers"sv,
                                        "carousel"sv,
                                        "slideshow nav"sv,
                                        "thumbnails"sv,
                                        "credit"sv,
                                        "credits"sv,
                                        "copyright"sv,
                                        "jp relatedposts"sv,
                                        "yarpp"sv,
                                        "zergnet"sv,
                                        "revcontent"sv,
                                        "polldaddy"sv,
                                        "poll"sv,
                                        "quiz"sv,
                                        "tooltip"sv,
                                        "rating"sv,
                                        "ratings"sv,
                                        "follow"sv,
                                        "flyout"sv,
                                        "dropdown"sv,
                                        "banner"sv,
                                        "donate"sv,
                                        "donation"sv,
                                        "noprint"sv,
                                        "login"sv,
                                        "register"sv,
                                        "search"sv,
                                        "ticker"sv,
                                        "weather"sv,
                                        "listen"sv,
                                        "audio player"sv,
                                        "video player"sv,
                                        "jwplayer"sv,
                                        "control bar"sv,
                                        "control panel"sv,
                                        "controls"sv,
                                        "correction form"sv,
                                        "report error"sv,
                                        "premium box"sv,
                                        "buy"sv};

constexpr std::array kCommentNames = {"comment"sv,    "comments"sv,        "commentlist"sv,
                                      "disqus"sv,     "livefyre"sv,        "respond"sv,
                                      "commenting"sv, "discussion"sv,      "spotim"sv,
                                      "guestbook"sv,  "readers letters"sv, "reader letters"sv};

constexpr std::array kCaptionNames = {
    "caption"sv,       "captions"sv,      "figcaption"sv,   "wp caption text"sv,
    "image caption"sv, "photo caption"sv, "imagecaption"sv, "photocaption"sv,
    "legend"sv,        "cutline"sv,       "photo credit"sv, "image credit"sv,
    "image source"sv,  "media caption"sv, "caption text"sv, "gallery caption"sv};

// Names that are given to the text of an article and to nothing else.
constexpr std::array kBodyNames = {
    "articlebody"sv,  "article body"sv,    "article content"sv, "article text"sv,
    "articletext"sv,  "articlecontent"sv,  "entry content"sv,   "post content"sv,
    "postcontent"sv,  "post body"sv,       "postbody"sv,        "story body"sv,
    "storybody"sv,    "story content"sv,   "storycontent"sv,    "story text"sv,
    "body text"sv,    "news body"sv,       "news content"sv,    "news text"sv,
    "content body"sv, "main text"sv,       "single content"sv,  "page content body"sv,
    "article copy"sv, "text content"sv,    "article main"sv,    "rich text"sv,
    "richtext"sv,     "field item body"sv, "blog content"sv,    "field name body"sv};

// Posts that an article quotes: "social-media-embed" is no share bar.
constexpr std::array kEmbedNames = {"embed"sv,         "embedded"sv,        "tweet"sv,
                                    "twitter tweet"sv, "instagram media"sv, "oembed"sv};

constexpr std::array kArticleNames = {"article"sv, "story"sv,   "post"sv, "hentry"sv,
                                      "entry"sv,   "content"sv, "main"sv, "single"sv};

// Splits a class or id into its words, in lower case, each with a space on both sides.
std::string words_of(std::string_view name) {
  std::string out = " ";
  char before = ' ';
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter) {
      if (!out.ends_with(' ')) out.push_back(' ');
    } else {
      if (upper && before >= 'a' && before <= 'z' && !out.ends_with(' ')) out.push_back(' ');
      out.push_back(upper ? static_cast<char>(c + 32) : c);
    }
    before = c;
  }
  if (!out.ends_with(' ')) out.push_back(' ');
  return out;
}

enum Names : unsigned {
  furniture_name = 1,
  comment_name = 2,
  caption_name = 4,
  body_name = 8,
  article_name = 16,
  embed_name = 32
};

struct Name {
  std::string_view words;
  unsigned kinds = 0;  // the tables that it stands in
};

// Every word or run of words of the tables, by its first word.
const std::unordered_map<std::string_view, std::vector<Name>>& vocabulary() {
  static const auto all_names = [] {
    std::map<std::string_view, unsigned> all;
    const auto add = [&](const auto& names, unsigned kind) {
      for (const auto name : names) all[name] |= kind;
    };
    add(kFurnitureNames, furniture_name);
    add(kCommentNames, comment_name);
    add(kCaptionNames, caption_name);
    add(kBodyNames, body_name);
    add(kArticleNames, article_name);
    add(kEmbedNames, embed_name);
    std::unordered_map<std::string_view, std::vector<Name>> by_first_word;
    for (const auto& [words, kinds] : all) {
      by_first_word[words.substr(0, words.find(' '))].push_back({words, kinds});
    }
    return by_first_word;
  }();
  return all_names;
}

// The tables that hold a word or a run of words in `words`.
unsigned kinds_of(std::string_view words) {
  unsigned kinds = 0;
  const auto& known = vocabulary();
  for (std::size_t begin = 1; begin < words.size(); begin = words.find(' ', begin) + 1) {
    const std::string_view rest = words.substr(begin);
    const auto at = known.find(rest.substr(0, rest.find(' ')));
    if (at == known.end()) continue;
    for (const auto& name : at->second) {
      if (rest.starts_with(name.words) && rest[name.words.size()] == ' ') kinds |= name.kinds;
    }
  }
  return kinds;
}

bool is_furniture_role(std::string_view role) {
  static constexpr std::array kRoles = {
      "navigation"sv, "banner"sv,  "complementary"sv, "contentinfo"sv, "search"sv, "dialog"sv,
      "menu"sv,       "menubar"sv, "toolbar"sv,       "alert"sv,       "button"sv, "tablist"sv};
  return std::ranges::find(kRoles, role) != kRoles.end();
}

}  // namespace

PartFinder::PartFinder(const Dom& dom)
    : dom_(dom),
      class_(dom.attribute_name("class")),
      id_(dom.attribute_name("id")),
      role_(dom.attribute_name("role")),
      itemprop_(dom.attribute_name("itemprop")),
      style_(dom.attribute_name("style")),
      hidden_(dom.attribute_name("hidden")) {}

unsigned PartFinder::kinds_of_name(std::string_view name) {
  if (name.empty()) return 0;
  const auto [at, added] = kinds_.try_emplace(name, 0);
  if (added) at->second = kinds_of(words_of(name));
  return at->second;
}

bool PartFinder::is_hidden(NodeIndex element) const {
  if (dom_.has_attribute(element, hidden_)) return true;
  std::string style;
  for (const char c : dom_.attribute(element, style_)) {
    if (c != ' ') style.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

Part PartFinder::part_of(NodeIndex element) {
  switch (dom_[element].tag) {
    case LXB_TAG_NAV:
    case LXB_TAG_FOOTER:
    case LXB_TAG_ASIDE:
    case LXB_TAG_BUTTON:
    case LXB_TAG_SELECT:
    case LXB_TAG_DIALOG:
    case LXB_TAG_LABEL:
    case LXB_TAG_MENU:
      return Part::furniture;
    case LXB_TAG_FIGCAPTION:
      return Part::caption;
    case LXB_TAG_BODY:
    case LXB_TAG_HTML:
      return Part::plain;
    default:
      break;
  }
  if (is_hidden(element)) return Part::hidden;
  if (is_furniture_role(dom_.attribute(element, role_))) return Part::furniture;
  if (dom_.attribute(element, itemprop_).find("articleBody") != std::string_view::npos) {
    return Part::body;
  }
  unsigned kinds =
      kinds_of_name(dom_.attribute(element, class_)) | kinds_of_name(dom_.attribute(element, id_));
  // AMP's and others' elements of their own: <amp-sidebar>, <amp-ad>, <related-stories>.
  if (dom_[element].tag == 0) kinds |= kinds_of_name(dom_.name_of(element));
  if ((kinds & caption_name) != 0) return Part::caption;
  if ((kinds & body_name) != 0) return Part::body;
  if ((kinds & comment_name) != 0) return Part::comments;
  if ((kinds & embed_name) != 0) return Part::plain;
  if ((kinds & furniture_name) != 0) return Part::furniture;
  if ((kinds & article_name) != 0) return Part::article;
  return dom_[element].tag == LXB_TAG_ARTICLE || dom_[element].tag == LXB_TAG_MAIN ? Part::article
                                                                                   : Part::plain;
}

namespace {

// All tables below are in folded form: lower case, no accents, no punctuation.
constexpr std::array kFurnitureLines = {"advertisement"sv,
                                        "advertisements"sv,
                                        "advertising"sv,
                                        "ad"sv,
                                        "sponsored"sv,
                                        "promoted"sv,
                                        "story continues below"sv,
                                        "story continues below advertisement"sv,
                                        "article continues below"sv,
                                        "article continues after advertisement"sv,
                                        "continue reading below"sv,
                                        "continue reading"sv,
                                        "continue reading the main story"sv,
                                        "read more"sv,
                                        "read full story"sv,
                                        "read next"sv,
                                        "more"sv,
                                        "show more"sv,
                                        "see more"sv,
                                        "view more"sv,
                                        "load more"sv,
                                        "loading"sv,
                                        "share"sv,
                                        "share this"sv,
                                        "share this article"sv,
                                        "share this story"sv,
                                        "share on facebook"sv,
                                        "share on twitter"sv,
                                        "tweet"sv,
                                        "email"sv,
                                        "print"sv,
                                        "print this page"sv,
                                        "facebook"sv,
                                        "twitter"sv,
                                        "whatsapp"sv,
                                        "linkedin"sv,
                                        "pinterest"sv,
                                        "reddit"sv,
                                        "telegram"sv,
                                        "copy link"sv,
                                        "caption"sv,
                                        "close"sv,
                                        "open"sv,
                                        "hide caption"sv,
                                        "toggle caption"sv,
                                        "enlarge"sv,
                                        "enlarge this image"sv,
                                        "view gallery"sv,
                                        "play video"sv,
                                        "watch video"sv,
                                        "video"sv,
                                        "photos"sv,
                                        "gallery"sv,
                                        "photo"sv,
                                        "image"sv,
                                        "slideshow"sv,
                                        "back to top"sv,
                                        "top"sv,
                                        "subscribe"sv,
                                        "subscribe now"sv,
                                        "sign up"sv,
                                        "log in"sv,
                                        "comments"sv,
                                        "comment"sv,
                                        "leave a comment"sv,
                                        "no comments"sv,
                                        "post a comment"sv,
                                        "follow us"sv,
                                        "trending"sv,
                                        "trending news"sv,
                                        "related"sv,
                                        "related news"sv,
                                        "related stories"sv,
                                        "related articles"sv,
                                        "related content"sv,
                                        "related topics"sv,
                                        "related coverage"sv,
                                        "recommended"sv,
                                        "recommended for you"sv,
                                        "you may also like"sv,
                                        "you might also like"sv,
                                        "dont miss"sv,
                                        "don t miss"sv,
                                        "also read"sv,
                                        "see also"sv,
                                        "explore further"sv,
                                        "most read"sv,
                                        "most popular"sv,
                                        "popular"sv,
                                        "latest news"sv,
                                        "latest"sv,
                                        "more news"sv,
                                        "top stories"sv,
                                        "editors picks"sv,
                                        "editor s picks"sv,
                                        "up next"sv,
                                        "next"sv,
                                        "previous"sv,
                                        "tags"sv,
                                        "topics"sv,
                                        "filed under"sv,
                                        "newsletter"sv,
                                        "breaking news"sv,
                                        "live"sv,
                                        "exclusive"sv,
                                        "skip ad"sv,
                                        "skip advertisement"sv,
                                        "supported by"sv,
                                        "something to consider"sv,
                                        "more on this story"sv,
                                        "more on this"sv};

constexpr std::array kAfterwords = {
    "related"sv, "related stories"sv, "related articles"sv, "related news"sv, "related posts"sv,
    "related topics"sv, "related content"sv, "related coverage"sv, "related links"sv,
    "latest posts"sv, "latest news"sv, "latest stories"sv, "recent posts"sv, "recent articles"sv,
    "latest articles"sv, "about this blog"sv, "about the author"sv, "about the authors"sv,
    "about the writer"sv, "about us"sv, "about this site"sv, "comments"sv, "comment"sv,
    "leave a comment"sv, "leave a reply"sv, "reader comments"sv, "readers comments"sv,
    "letters from readers"sv, "readers letters"sv, "letters to the editor"sv, "post a comment"sv,
    "add a comment"sv, "add comment"sv, "join the conversation"sv, "join the discussion"sv,
    "discussion"sv, "responses"sv, "most read"sv, "most popular"sv, "most viewed"sv,
    "popular posts"sv, "trending"sv, "trending now"sv, "you may also like"sv,
    "you might also like"sv, "you may also be interested in"sv, "recommended"sv,
    "recommended for you"sv, "more stories"sv, "more news"sv, "more from this section"sv,
    "more on this story"sv, "more on this topic"sv, "more articles"sv, "explore further"sv,
    "something to consider"sv, "read next"sv, "up next"sv, "read also"sv, "also read"sv,
    "see also"sv, "share this"sv, "share this article"sv, "share this story"sv, "share this post"sv,
    "follow us"sv, "tags"sv, "topics"sv, "filed under"sv, "subscribe"sv, "newsletter"sv,
    "sign up for our newsletter"sv, "contact us"sv, "editors picks"sv, "editor s picks"sv,
    "don t miss"sv, "top stories"sv, "around the web"sv, "from the web"sv, "sponsored content"sv,
    "promoted stories"sv, "navigation"sv, "site map"sv, "sitemap"sv, "archives"sv, "categories"sv,
    "blogroll"sv, "previous post"sv, "next post"sv, "previous article"sv, "next article"sv,
    // Other languages that pages of a desk are in.
    "комментарии"sv, "отзывы"sv, "читаите также"sv, "по теме"sv, "похожие статьи"sv,
    "комментариев"sv, "популярное"sv, "другие новости"sv, "comentarios"sv, "artigos relacionados"sv,
    "noticias relacionadas"sv, "leia tambem"sv, "leia mais"sv, "veja tambem"sv, "lea tambien"sv,
    "te puede interesar"sv, "articulos relacionados"sv, "kommentare"sv, "mehr zum thema"sv,
    "lesen sie auch"sv, "das konnte sie auch interessieren"sv, "verwandte artikel"sv, "commenti"sv,
    "leggi anche"sv, "articoli correlati"sv, "commentaires"sv, "lire aussi"sv, "a lire aussi"sv,
    "articles similaires"sv, "sur le meme sujet"sv, "التعليقات"sv, "اقرا ايضا"sv,
    "مواضيع ذات صلة"sv, "اخبار ذات صلة"sv, "اقرأ أيضا"sv, "関連記事"sv, "コメント"sv};

constexpr std::array kPageTops = {"accessibility links"sv,
                                  "breaking news"sv,
                                  "skip to content"sv,
                                  "skip to main content"sv,
                                  "skip to navigation"sv,
                                  "skip to main navigation"sv,
                                  "skip to search"sv,
                                  "skip navigation"sv,
                                  "jump to content"sv,
                                  "jump to navigation"sv,
                                  "link to accessibility help"sv,
                                  "main menu"sv,
                                  "toggle navigation"sv,
                                  "print this page"sv,
                                  "search this site"sv,
                                  "enter your search terms"sv,
                                  "all rights reserved"sv,
                                  "live updates"sv,
                                  "cookies on this site"sv};

// Each row: words that together make an invitation of a short paragraph.
constexpr std::array<std::array<std::string_view, 2>, 30> kInvitations = {
    {{"follow", "twitter"},
     {"follow", "facebook"},
     {"follow", "instagram"},
     {"follow", "telegram"},
     {"follow us", "on"},
     {"subscribe", "newsletter"},
     {"sign up", "newsletter"},
     {"sign up", "inbox"},
     {"subscribe", "inbox"},
     {"subscribe", "channel"},
     {"subscribe to", "our"},
     {"click here", "to"},
     {"download", "app"},
     {"have a tip", ""},
     {"send", "tips"},
     {"if you enjoyed", "article"},
     {"this document is subject to", "copyright"},
     {"contact the author", ""},
     {"can be reached", "at"},
     {"may be reached", "at"},
     {"reach", "on twitter"},
     {"email", "follow"},
     {"citation", "retrieved"},
     {"get the latest", "inbox"},
     {"for more stories", ""},
     {"visit", "homepage for more"},
     {"moderating", "comments"},
     {"like us", "facebook"},
     {"follow", "full coverage"},
     {"listen to", "live"}}};

}  // namespace

bool is_furniture_line(std::string_view folded) {
  return std::ranges::find(kFurnitureLines, folded) != kFurnitureLines.end();
}

bool begins_like_furniture(std::string_view folded) {
  return std::ranges::any_of(kFurnitureLines, [&](auto line) {
    return line.find(' ') != std::string_view::npos && folded.starts_with(line) &&
           (folded.size() == line.size() || folded[line.size()] == ' ');
  });
}

bool is_invitation(std::string_view folded) {
  constexpr std::size_t kLongest = 320;  // bytes: longer paragraphs report something
  return folded.size() <= kLongest && std::ranges::any_of(kInvitations, [&](const auto& words) {
           const auto first = folded.find(words[0]);
           return first != std::string_view::npos &&
                  folded.find(words[1], first) != std::string_view::npos;
         });
}

bool begins_afterword(std::string_view folded) {
  return std::ranges::find(kAfterwords, folded) != kAfterwords.end();
}

bool is_page_top_line(std::string_view folded) {
  return std::ranges::find(kPageTops, folded) != kPageTops.end();
}

}  // namespace gainsay::page
