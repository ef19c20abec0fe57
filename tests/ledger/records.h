// Small hand-made documents for the tests of what keeps and answers.
#pragma once

#include <string>
#include <string_view>

#include "acquire/acquire.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "page/page.h"
#include "read/read.h"

namespace gainsay::testing {

inline acquire::Capture make_capture(std::string_view bytes, std::string_view url) {
  acquire::Capture capture;
  capture.bytes = bytes;
  capture.body = bytes;
  capture.id = "sha256:" + sha256_hex(bytes);
  capture.url = url;
  capture.final_url = url;
  capture.content_type = "text/html; charset=utf-8";
  capture.captured = std::chrono::sys_seconds{std::chrono::seconds{1'600'000'000}};
  return capture;
}

inline page::Article make_article(std::string_view text, std::string_view url,
                                  std::string_view outlet) {
  page::Article article;
  article.url = url;
  article.title = "Shots at the Orla bridge";
  article.outlet = outlet;
  article.authors = {"M. Tessen"};
  article.published = "2021-03-04";
  article.modified = "2021-03-05";
  article.section = "Districts";
  article.language = "en";
  article.access = "paywalled";
  article.text = text;
  article.structure = {{page::BlockKind::quotation, make_span(0, 3)}};
  article.captions = {"The bridge in spring"};
  article.agencies = {{"Meridian", page::AgencyCredit::Extent::part, "contribution"}};
  article.found_in = {{"published", "meta date"}, {"title", "h1"}};
  return article;
}

// The text of every made document: two sentences, the second with letters of two bytes.
inline constexpr std::string_view kText =
    "The Grey Front said its fighters attacked the post at Orla on 3 March.\n\n"
    "Résidents of Orla denied that the attack happened.";

inline Span span_of(std::string_view text, std::string_view words) {
  const TextIndex index(text);
  const auto begin = text.find(words);
  return {index.char_of(ByteOffset{static_cast<std::uint32_t>(begin)}),
          index.char_of(ByteOffset{static_cast<std::uint32_t>(begin + words.size())})};
}

// The Grey Front claims an attack, residents deny it; every field of every record has a value.
inline read::Reading make_reading(std::string_view text = kText) {
  read::Reading reading;
  read::Actor front;
  front.type = read::ActorType::group;
  front.name = "Grey Front";
  front.aliases = {{"GF", "Latn", read::AliasRelation::acronym, std::nullopt},
                   {"the ash men", "Latn", read::AliasRelation::insult, 1}};
  front.mentions = {{span_of(text, "Grey Front"), "Grey Front", true}};
  front.named = true;
  read::Actor residents;
  residents.type = read::ActorType::population;
  residents.name = "Résidents of Orla";
  residents.mentions = {{span_of(text, "Résidents of Orla"), "Résidents of Orla", false}};
  residents.anonymous = true;
  read::Actor orla;
  orla.type = read::ActorType::place;
  orla.name = "Orla";
  orla.mentions = {{span_of(text, "Orla"), "Orla", true}};
  orla.within = {"Kestrel Valley"};
  orla.named = true;
  reading.actors = {front, residents, orla};

  read::Proposition attack;
  attack.type = "event.attack";
  attack.roles = {{"perpetrator", 0, "its fighters", "", span_of(text, "its fighters")},
                  {"target", std::nullopt, "the post", "post", std::nullopt}};
  attack.time = read::Time{"3 March", "2021-03-03", "2021-03-03", "2021-03-03"};
  attack.place = read::Place{"Orla", 2};
  attack.quantity = read::Quantity{"some 22", 22, 24.5, "fighters", "", true};
  attack.text = "The Grey Front attacked the post at Orla.";
  attack.anchor = span_of(text, "attacked");
  reading.propositions = {attack};

  read::Assertion claim;
  claim.by = 0;
  claim.via = {1};
  claim.act = "say";
  claim.epistemic = read::Epistemic::true_certain;
  claim.directness = read::Directness::indirect;
  claim.source = {span_of(text, "The Grey Front")};
  claim.cue = {span_of(text, "said")};
  claim.content = {span_of(text, "its fighters attacked the post at Orla on 3 March")};
  claim.evidence = {span_of(text, "The Grey Front said its fighters attacked the post at Orla")};
  claim.confidence = 0.7;
  claim.pattern = "say-that";
  read::Assertion denial = claim;
  denial.by = 1;
  denial.via = {};
  denial.act = "deny";
  denial.epistemic = read::Epistemic::false_certain;
  denial.source = {span_of(text, "Résidents of Orla")};
  denial.cue = {span_of(text, "denied")};
  denial.content = {span_of(text, "that the attack happened")};
  denial.evidence = {span_of(text, "Résidents of Orla denied that the attack happened")};
  reading.assertions = {claim, denial};
  return reading;
}

}  // namespace gainsay::testing
