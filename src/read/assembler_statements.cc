// What a source says that is no event.
#include <algorithm>

#include "read/assembler.h"

namespace gainsay::read {

// The content as a whole, for what is none of the types.
void Assembler::statement(std::size_t in) {
  const auto& a = attributions_[in];
  if (a.source == kNone || a.content.empty() || source_actor(a) == kNone) return;
  if (a.hypothetical && !a.quoted) return;
  if (!speaks(a) || blames_only(a)) return;
  // What is wholly said by a typed proposition needs no second record.
  if (a.object && !a.quoted && typed_by(static_cast<int>(in))) return;
  if (!a.quoted && a.cue->act != "urge" && std::ranges::any_of(said_, [&](const Said& s) {
        return s.event != nullptr && s.event->trigger == a.cue_token;
      }))
    return;
  // "was unaware that it had fallen": no word of his.
  if (knowledge_.is("unaware-words", tree_.lower(a.cue_token))) return;
  // "neither confirmed nor denied that …"
  if (a.cue->act == "deny" && a.negated) return;
  if (a.cue->act == "confirm" &&
      ((a.negated && tree_.dep(a.cue_token) != Dep::xcomp) ||
       (tree_.is_verb(a.cue_token) && negated_or_impossible(a.cue_token))))
    return;
  if (negative(a.source)) return;
  // "an accusation that the army denied": the accusation is answered elsewhere.
  if (a.content.size() == 1 && a.content.front().end - a.content.front().begin == 1 &&
      knowledge_.is("relative-pronouns", tree_.lower(a.content.front().begin)))
    return;
  // A wish or feeling inside another's words is that other's remark; only what is said is a level
  // of its own.
  if (a.outer >= 0 && (a.cue->irrealis || !a.cue->typed)) return;
  if (!a.quoted && wholly_typed(static_cast<int>(in))) return;
  Proposition p;
  p.type = "statement";
  p.text = content_text(a);
  p.anchor = tree_.span(a.content.front());
  propositions_.push_back(std::move(p));
  const auto index = static_cast<PropositionIndex>(propositions_.size()) - 1;
  for (const ActorIndex by : source_actors(a)) {
    Said said;
    said.attribution = static_cast<int>(in);
    auto& assertion = said.assertion;
    assertion.by = by;
    assertion.act = a.cue->act;
    assertion.epistemic = a.cue->irrealis && a.cue->holds == Epistemic::unknown
                              ? Epistemic::true_certain
                              : a.cue->holds;
    if (a.negated && assertion.epistemic == Epistemic::true_certain)
      assertion.epistemic = Epistemic::unknown;
    if (a.negated && assertion.epistemic == Epistemic::true_uncertain)
      assertion.epistemic = Epistemic::false_uncertain;  // "do not accept that"
    if (assertion.epistemic == Epistemic::true_certain && owns_ignorance(a))
      assertion.epistemic = Epistemic::unknown;
    assertion.directness = a.quoted ? Directness::direct : Directness::indirect;
    assertion.pattern = a.cue->name;
    attribute(assertion, static_cast<int>(in));
    const TokenIndex at = a.content_head != kNone ? a.content_head : a.content.front().begin;
    assertion.evidence = {evidence_of(a.cue_token, clause_range(tree_, a.cue_token))};
    if (tree_.sentence(at) != tree_.sentence(a.cue_token))
      assertion.evidence.push_back(evidence_of(at, a.content.front()));
    assertion.proposition = index;
    said_.push_back(std::move(said));
  }
}

// "We do not know whether it fell", he said.
bool Assembler::owns_ignorance(const Attribution& a) const {
  for (const auto& range : a.content) {
    for (TokenIndex i = range.begin; i < range.end && i < range.begin + 8; ++i) {
      if (!tree_.is_verb(i) || !knowledge_.is("knowing-verbs", tree_.lemma(i))) continue;
      const auto clause = tree_.child(i, {Dep::ccomp, Dep::advcl});
      const bool negated = std::ranges::any_of(tree_.children(i), [&](TokenIndex c) {
        return c < i && (tree_.dep(c) == Dep::neg || knowledge_.is("negators", tree_.lower(c)));
      });
      return negated && clause != kNone && asks_whether(clause);
    }
  }
  return false;
}

bool Assembler::typed_by(int in) const {
  return std::ranges::any_of(
      said_, [&](const Said& s) { return s.attribution == in && s.event != nullptr; });
}

// The content is one clause, and that clause's verb is a proposition told by this attribution.
bool Assembler::wholly_typed(int in) const {
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  if (a.content_head == kNone) return false;
  // "…, killing nine": told as an event of its own.
  for (const TokenIndex c : tree_.children(a.content_head)) {
    if (tree_.dep(c) != Dep::conj && tree_.dep(c) != Dep::advcl) continue;
    if (std::ranges::none_of(said_, [&](const Said& s) {
          return s.attribution == in && s.event != nullptr &&
                 (s.event->clause == c || s.event->trigger == c);
        }))
      return false;
  }
  // "denied that the attack happened", "the raid that it claims to have carried out": no more
  // than that the deed is.
  const auto& lemma = tree_.lemma(a.content_head);
  const bool only_is =
      knowledge_.is("occurrence-verbs", lemma) || knowledge_.is("light-verbs", lemma);
  return std::ranges::any_of(said_, [&](const Said& s) {
    if (s.attribution != in || s.event == nullptr) return false;
    if (s.event->clause == a.content_head) return true;
    const TokenIndex deed = s.event->trigger;
    return only_is && (tree_.head(deed) == a.content_head || is_under(a.content_head, deed));
  });
}

}  // namespace gainsay::read
