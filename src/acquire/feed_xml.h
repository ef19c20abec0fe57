// XML as feeds on the web have it: any charset, namespaces, and mistakes. pugixml parses; it knows
// no document type, so no entity can grow or point anywhere.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::acquire {

// To UTF-8: byte order mark, valid UTF-8, the server's charset, the declaration's, UTF-16 by its
// zero bytes, else windows-1252. Ill-formed sequences become U+FFFD, as do NULs.
std::string xml_to_utf8(std::string_view bytes, std::string_view content_type);

// The vocabularies that feeds are written in. Feeds that forget to declare a prefix mean the usual
// one.
enum class Vocabulary { none, atom, content, dublin_core, news, rdf, rss1, sitemap, syndication };

// Which one an element's or attribute's name is of; `none` also for RSS 2.0, which has no
// namespace.
Vocabulary vocabulary_of(pugi::xml_node element);
// "link" of "atom:link".
std::string_view local_name(std::string_view name);

// Children of one name, in any case: RSS writes skipHours, some write skiphours.
pugi::xml_node child_named(pugi::xml_node parent, Vocabulary of, std::string_view name);
// RSS 2.0's own words, which some feeds put into RSS 1.0's namespace and the other way round.
pugi::xml_node rss_child(pugi::xml_node parent, std::string_view name);
bool is_named(pugi::xml_node element, Vocabulary of, std::string_view name);
bool is_rss(pugi::xml_node element, std::string_view name);

// All text and CDATA below an element, joined; elements inside are left out.
std::string text_in(pugi::xml_node element);
// The elements inside, as markup again: XHTML in Atom.
std::string markup_in(pugi::xml_node element);
std::string attribute_of(pugi::xml_node element, std::string_view name);

bool same_word(std::string_view left, std::string_view right);  // ASCII letters of any case

}  // namespace gainsay::acquire
