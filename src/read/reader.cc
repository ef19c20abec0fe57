// The reader: finds who says what (attribution.cc) and what is told (events.cc, constructions.cc,
// quantities.cc), and lays each told thing to the voice whose words it stands in.
//
//  1. A proposition in a source's content is that source's, not the author's.
//  2. Nothing that is planned, asked or made a condition is held by anybody (stance.cc).
//  3. Every assertion has its evidence in the text.
#include <algorithm>

#include "base/try.h"
#include "base/utf8.h"
#include "read/assembler.h"
#include "read/read.h"
#include "read/recut.h"
#include "read/rehang.h"

namespace gainsay::read {
namespace {

class RuleReader final : public Reader {
 public:
  RuleReader(Knowledge knowledge, std::optional<places::Gazetteer> gazetteer)
      : knowledge_(std::move(knowledge)), gazetteer_(std::move(gazetteer)) {}

  void prepare(nlp::Analysed& document, const nlp::Pipeline& with) const override {
    recut(document, knowledge_, with);
    rehang(document, knowledge_);
  }

  [[nodiscard]] Reading read(const nlp::Analysed& document) const override {
    const Tree tree(document);
    return Assembler(tree, knowledge_, gazetteer_ ? &*gazetteer_ : nullptr).run();
  }

  [[nodiscard]] std::optional<EntryPlace> entry(const std::string& name) const override {
    const auto found = knowledge_.entries.find(name);
    return found == knowledge_.entries.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  Knowledge knowledge_;
  std::optional<places::Gazetteer> gazetteer_;
};

// One reading's indices and spans, checked against what is there.
class Soundness {
 public:
  Soundness(const Reading& reading, std::string_view text) : reading_(reading), text_(text) {}

  std::optional<std::string> flaw() const {
    for (std::size_t i = 0; i < reading_.actors.size(); ++i) {
      if (const auto wrong = wrong_with(reading_.actors[i])) return told("actor", i, *wrong);
    }
    for (std::size_t i = 0; i < reading_.propositions.size(); ++i) {
      if (const auto wrong = wrong_with(reading_.propositions[i]))
        return told("proposition", i, *wrong);
    }
    for (std::size_t i = 0; i < reading_.assertions.size(); ++i) {
      if (const auto wrong = wrong_with(reading_.assertions[i]))
        return told("assertion", i, *wrong);
    }
    return std::nullopt;
  }

 private:
  using Wrong = std::optional<std::string_view>;

  const Reading& reading_;
  TextIndex text_;

  static std::string told(const char* what, std::size_t number, std::string_view wrong) {
    return std::string(what) + " " + std::to_string(number) + " " + std::string(wrong);
  }

  [[nodiscard]] bool is_actor(ActorIndex index) const {
    return index >= 0 && static_cast<std::size_t>(index) < reading_.actors.size();
  }
  [[nodiscard]] bool is_actor(const std::optional<ActorIndex>& index) const {
    return !index || is_actor(*index);
  }
  [[nodiscard]] bool lies_in_text(const Span& span) const {
    return !span.empty() && span.end <= text_.size();
  }
  [[nodiscard]] bool lie_in_text(const std::vector<Span>& spans) const {
    return std::ranges::all_of(spans, [&](const Span& span) { return lies_in_text(span); });
  }

  [[nodiscard]] Wrong wrong_with(const Actor& actor) const {
    for (const auto& alias : actor.aliases) {
      if (!is_actor(alias.by)) return "has an alias by an actor that is not there";
    }
    for (const auto& mention : actor.mentions) {
      if (!lies_in_text(mention.span)) return "is mentioned outside the text";
      if (text_.words(mention.span) != mention.text)
        return "has a mention that is not the words that stand there";
    }
    return std::nullopt;
  }

  [[nodiscard]] Wrong wrong_with(const Proposition& proposition) const {
    if (proposition.type.empty()) return "has no type";
    if (proposition.place && !is_actor(proposition.place->actor))
      return "has a place that is not there";
    for (const auto& role : proposition.roles) {
      if (!is_actor(role.actor)) return "has a role of an actor that is not there";
      if (role.span && !lies_in_text(*role.span)) return "has a role outside the text";
    }
    return std::nullopt;
  }

  [[nodiscard]] Wrong wrong_with(const Assertion& assertion) const {
    if (assertion.proposition < 0 ||
        static_cast<std::size_t>(assertion.proposition) >= reading_.propositions.size())
      return "is of a proposition that is not there";
    if (assertion.by != kAuthor && !is_actor(assertion.by)) return "is by nobody who is there";
    if (!std::ranges::all_of(assertion.via, [&](ActorIndex via) { return is_actor(via); }))
      return "came through nobody who is there";
    if (assertion.evidence.empty()) return "has no evidence";
    for (const auto* spans :
         {&assertion.evidence, &assertion.source, &assertion.cue, &assertion.content}) {
      if (!lie_in_text(*spans)) return "rests on words outside the text";
    }
    if (!(assertion.confidence >= 0 && assertion.confidence <= 1))
      return "has a confidence that is none";
    return std::nullopt;
  }
};

}  // namespace

void Reader::prepare(nlp::Analysed&, const nlp::Pipeline&) const {}

std::optional<EntryPlace> Reader::entry(const std::string&) const { return std::nullopt; }

std::optional<std::string> flaw_in(const Reading& reading, std::string_view text) {
  return Soundness(reading, text).flaw();
}

Result<std::shared_ptr<const Reader>> load_reader(const KnowledgeFolders& from,
                                                  std::optional<places::Gazetteer> gazetteer) {
  TRY(auto knowledge, load_knowledge(from));
  return std::make_shared<const RuleReader>(std::move(knowledge), std::move(gazetteer));
}

}  // namespace gainsay::read
