// What a brief says, before it is Markdown or HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ask/ask.h"
#include "ask/index.h"

namespace gainsay::ask {

// One assertion as a reader meets it: who, what words, where.
struct Voice {
  const weigh::Assertion* assertion = nullptr;
  const ledger::Document* document = nullptr;
  std::string speaker;
  std::string via;    // "Agency, citing Ministry" without the speaker; empty when direct
  std::string quote;  // the evidence, exactly
};

struct Item {
  const weigh::Proposition* proposition = nullptr;
  std::vector<Voice> voices[3];  // by Stance
  std::size_t documents = 0;     // that tell it
};

struct Section {
  weigh::Status status = weigh::Status::unverified;
  std::vector<Item> items;
  std::size_t left_out = 0;
};

// Told in several documents, coming from one origin.
struct Repetition {
  const weigh::Proposition* proposition = nullptr;
  std::size_t documents = 0;
  std::string origin;
};

struct Speaker {
  std::string name;
  std::vector<Voice> statements;
  std::size_t left_out = 0;
};

struct Brief {
  std::vector<Section> sections;  // those that have items, the firmest first
  std::vector<Repetition> repetitions;
  std::vector<Speaker> speakers;  // who say most first; content that is of no known type
  std::size_t speakers_left_out = 0;
  std::size_t documents = 0;
  std::size_t copies = 0;  // of them
  std::size_t propositions = 0;
  std::size_t assertions = 0;
};

Brief make_brief(const ledger::View& view, const Index& index, const BriefOptions& options);

// "holds it true", "holds it false", "leaves it open", with how sure: "thinks it true".
std::string_view stance_words(const weigh::Assertion& assertion);
std::string_view heading_of(Stance stance);
// The proposition's sentence as a heading: begins with a capital, without a leading "that".
std::string headline(const weigh::Proposition& proposition);
// Its reason, each list of assertions' ids as a count: they stand quoted below it.
std::string reason(const weigh::Proposition& proposition);
// Who and what has which part in it, "perpetrator: Grey Front"; empty for a plain statement.
std::vector<std::string> parts_of(const Index& index, const weigh::Proposition& proposition);
// The document's address on the web: its own, else the one that the page gives itself; empty when
// neither is one.
std::string web_address(const ledger::Document& document);
// Whether an address may be a link: http and https only.
bool is_web_address(std::string_view address);
// "Outlet, 2015-10-02".
std::string source_line(const Index& index, const ledger::Document& document);

}  // namespace gainsay::ask
