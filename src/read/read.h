// read: an analysed document in; who asserted, denied or doubted what, from which words, out.
//
// An engine over dependency trees, and knowledge/ that says what words mean to it
// (knowledge/README.md). The reader records who says so; it never decides what is so: that is
// `weigh`'s.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "nlp/nlp.h"
#include "places/places.h"

namespace gainsay::read {

// The values are stored by name, see names.h; never rename.
enum class ActorType {
  person,
  group,
  government,
  organization,
  outlet,
  population,
  place,
  facility
};
enum class Epistemic { true_certain, true_uncertain, unknown, false_uncertain, false_certain };
enum class Directness { direct, indirect, mixed, narration };
enum class AliasRelation {
  alias,
  nom_de_guerre,
  nickname,
  insult,
  translation,
  transliteration,
  acronym
};

// Actors, propositions and assertions of one reading point at each other by their index in it.
using ActorIndex = int;
using PropositionIndex = int;
inline constexpr int kAuthor =
    -1;  // the document's own voice, where an assertion's source is asked for

struct Alias {
  std::string name;
  std::string script;  // ISO 15924: "Latn", "Cyrl", "Arab"
  AliasRelation relation = AliasRelation::alias;
  std::optional<ActorIndex> by;  // who uses it, when it is not neutral

  bool operator==(const Alias&) const = default;
};

struct Mention {
  Span span;
  std::string text;
  bool named = false;  // a proper name; else a nominal or pronoun

  bool operator==(const Mention&) const = default;
};

struct Actor {
  ActorType type = ActorType::group;
  std::string name;  // canonical: the fullest proper name, else the fullest nominal
  std::vector<Alias> aliases;
  std::vector<Mention> mentions;    // by offset
  std::vector<std::string> within;  // a place's: names of what it lies in
  bool anonymous = false;           // would not give a name
  bool named = false;  // has a proper name, so that other documents may mean the same one

  bool operator==(const Actor&) const = default;
};

struct Role {
  std::string role;                 // the ontology's: "perpetrator"
  std::optional<ActorIndex> actor;  // where the filler acts or speaks
  std::string text;                 // the filler's words
  std::string value;                // a normalised value, where the role has one
  std::optional<Span> span;

  bool operator==(const Role&) const = default;
};

struct Time {
  std::string text;
  std::string value;        // ISO 8601, a day, month or year; empty when open or a stretch
  std::string begin_value;  // of a stretch
  std::string end_value;

  bool operator==(const Time&) const = default;
};

// Where on earth, by the gazetteer.
struct Location {
  double lat = 0;  // degrees, WGS 84; of a province or country the middle of its settlements
  double lon = 0;
  std::optional<std::uint32_t> geonames;  // GeoNames' id

  bool operator==(const Location&) const = default;
};

struct Place {
  std::string text;
  std::optional<ActorIndex> actor;
  std::optional<Location> location = {};  // empty where the gazetteer has no such place

  bool operator==(const Place&) const = default;
};

struct Quantity {
  std::string text;
  double min = 0;
  std::optional<double> max;
  std::string of;    // what is counted: "civilians"
  std::string unit;  // of money and measures
  bool approximate = false;

  bool operator==(const Quantity&) const = default;
};

struct Proposition {
  std::string
      type;  // the ontology's: "event.attack"; "statement" for content that is none of its types
  std::vector<Role> roles;
  std::optional<Time> time;
  std::optional<Place> place;
  std::optional<Quantity> quantity;
  std::string text;  // one plain sentence saying it
  Span anchor;       // the words that name it, for ordering and for linking mentions of one event

  bool operator==(const Proposition&) const = default;
};

struct Assertion {
  PropositionIndex proposition = 0;
  ActorIndex by = kAuthor;
  std::vector<ActorIndex> via;  // those it passed through, nearest to the author first
  std::string act;              // the lexicon's: "say", "deny" …
  Epistemic epistemic = Epistemic::true_certain;
  Directness directness = Directness::narration;
  std::vector<Span> source;  // the words that name the source
  std::vector<Span> cue;
  std::vector<Span> content;
  std::vector<Span> evidence;  // never empty
  double confidence = 0.5;
  // The knowledge entries that gave it, for the analyst: "event.killing", "say > event.killing"
  // (what was told behind the cue that tells it).
  std::string pattern;

  bool operator==(const Assertion&) const = default;
};

// One document, read. Every list by first offset in the text; nothing refers to an actor or
// proposition that is not here.
struct Reading {
  std::vector<Actor> actors;
  std::vector<Proposition> propositions;
  std::vector<Assertion> assertions;

  bool operator==(const Reading&) const = default;
};

// The words of the records above as the data model writes them: "true-certain", "nom-de-guerre".
std::string_view name_of(ActorType type);
std::string_view name_of(Epistemic epistemic);
std::string_view name_of(Directness directness);
std::string_view name_of(AliasRelation relation);
std::optional<ActorType> actor_type_of(std::string_view name);
std::optional<Epistemic> epistemic_of(std::string_view name);
std::optional<Directness> directness_of(std::string_view name);
std::optional<AliasRelation> alias_relation_of(std::string_view name);

// Where an entry of the knowledge files stands ("…/cues.yaml:12"), and what it says it means.
struct EntryPlace {
  std::string where;
  std::string means;
};

// What reads: rules with knowledge (load_reader), or another that is derived from this. Immutable,
// shared by threads.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  // What a reading was made by, for the ledger: "name 1.2". Empty for gainsay's own rules, whose
  // version is gainsay's.
  [[nodiscard]] virtual std::string made_by() const { return {}; }

  // Has done to an analysis what reading asks for; `with` must be the pipeline that `document`
  // comes from. Nothing, unless a reader says otherwise.
  virtual void prepare(nlp::Analysed& document, const nlp::Pipeline& with) const;

  // `document` must be the analysis of its own text, prepared. The reading must be sound
  // (flaw_in), the same each time, and for the same text in any thread.
  [[nodiscard]] virtual Reading read(const nlp::Analysed& document) const = 0;

  // The entry of that name, as Assertion::pattern gives names; empty where there is none: the
  // reader itself found it.
  [[nodiscard]] virtual std::optional<EntryPlace> entry(const std::string& name) const;
};

// What a reading owes, whoever made it: every index is of something that is there, every span lies
// in the text and mentions are the words there, every assertion has evidence. Empty when it is
// sound, else the first thing that is wrong: "assertion 3 has no evidence".
[[nodiscard]] std::optional<std::string> flaw_in(const Reading& reading, std::string_view text);

// The folder `knowledge/` of this project, or a copy of it; folders of the same form that add to
// it; and the language whose folder in them is read ("en", nlp::Pipeline::language).
struct KnowledgeFolders {
  std::string folder;
  std::vector<std::string> added = {};
  std::string language = "en";
};

// The reader that goes by rules and knowledge. To prepare a document it analyses sentences that
// lost their commas anew, piece by piece, where a cue of saying shows the seam (recut.h), and moves
// arcs that a parser hangs wrongly (rehang.h). Without a gazetteer places have no location and lie
// only where the text says.
// Errors: not_found, knowledge (file:line and the reason; no folder for the language).
Result<std::shared_ptr<const Reader>> load_reader(const KnowledgeFolders& from,
                                                  std::optional<places::Gazetteer> gazetteer = {});

}  // namespace gainsay::read
