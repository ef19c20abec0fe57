// Who speaks.
#include <algorithm>

#include "read/assembler.h"

namespace gainsay::read {

// The innermost attribution whose content holds the token.
int Assembler::innermost(TokenIndex token) const {
  int best = -1;
  TokenIndex best_size = 0;
  for (std::size_t i = 0; i < attributions_.size(); ++i) {
    const auto& a = attributions_[i];
    if (a.cue_token == token || !holds(a, token)) continue;
    TokenIndex size = 0;
    for (const auto& r : a.content) size += r.end - r.begin;
    if (best < 0 || size < best_size) {
      best = static_cast<int>(i);
      best_size = size;
    }
  }
  return best;
}

ActorIndex Assembler::source_actor(const Attribution& a) const {
  if (a.source == kNone) return kNone;
  const int before = speaker_before(a);
  return before != kNone ? before : speaker_of(a.source);
}

// "We shelled the mill," the front said: the front did. A man's "we" is more than he.
void Assembler::know_first_persons() {
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    const bool one = knowledge_.is("pronouns-i", tree_.lower(i));
    if (tree_.pos(i) != Pos::pron || (!one && !knowledge_.is("pronouns-we", tree_.lower(i))))
      continue;
    const int in = innermost(i);
    if (in < 0 || !attributions_[static_cast<std::size_t>(in)].quoted) continue;
    const ActorIndex by = source_actor(attributions_[static_cast<std::size_t>(in)]);
    if (by != kNone && (actors_.actor(by).type == ActorType::person) == one)
      actors_.stand_for(i, by);
  }
}

// "…," Ana Torvik said. "…," she added: the speaker of the quotation before goes on.
int Assembler::speaker_before(const Attribution& a) const {
  constexpr int kSentences = 2;  // a splitter cuts at the marks
  const auto& word = tree_.lower(a.source);
  if (!a.quoted || (!knowledge_.is("pronouns-he", word) && !knowledge_.is("pronouns-she", word)))
    return kNone;
  const Attribution* latest = nullptr;
  for (const auto& b : attributions_) {
    if (b.quoted && b.source != kNone && b.cue_token < a.cue_token && !holds(b, a.cue_token) &&
        (latest == nullptr || latest->cue_token < b.cue_token))
      latest = &b;
  }
  if (latest == nullptr || !tree_.is_noun(latest->source) ||
      tree_.sentence(a.cue_token) - tree_.sentence(latest->cue_token) > kSentences)
    return kNone;
  const int actor = speaker_of(latest->source);
  return actor != kNone && actors_.actor(actor).type == ActorType::person ? actor : kNone;
}

// "The front's statement said", "issued a statement saying": the front speaks.
int Assembler::speaker_of(TokenIndex source) const {
  if (tree_.pos(source) == Pos::noun && knowledge_.is("text-nouns", tree_.lemma(source))) {
    TokenIndex owner = tree_.child(source, {Dep::poss});
    if (owner == kNone) {
      // "Reed Brigade statements", "opposition figures"
      const auto name = tree_.child(source, {Dep::compound});
      if (name != kNone &&
          (tree_.pos(name) == Pos::propn || knowledge_.is("group-nouns", tree_.lemma(name)) ||
           knowledge_.is("armed-nouns", tree_.lemma(name)) ||
           knowledge_.is("government-nouns", tree_.lemma(name))))
        owner = name;
    }
    if (owner == kNone)
      owner = tree_.prepositional_object(source, knowledge_.list("owner-prepositions"));
    // "figures given by the two governments"
    // But a report seen by a paper is not that paper's.
    if (const auto given = tree_.child(source, {Dep::acl});
        owner == kNone && given != kNone && !knowledge_.is("reading-verbs", tree_.lemma(given)))
      owner = tree_.prepositional_object(given, knowledge_.list("by"));
    // "disputed figures showing that": not his who disputes them.
    if (owner == kNone && tree_.dep(source) == Dep::dobj && !answers_with(tree_.head(source)))
      owner = tree_.child(tree_.head(source), {Dep::nsubj});
    if (owner != kNone && actors_.of(owner) != kNone) return actors_.of(owner);
  }
  return actors_.of(source);
}

bool Assembler::answers_with(TokenIndex verb) const {
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb));
  return entry != knowledge_.cue_verbs.end() &&
         std::ranges::any_of(entry->second, [&](const Cue* cue) {
           return knowledge_.is("answering-acts", cue->act);
         });
}

// "The mayor and a doctor said": each of them.
std::vector<ActorIndex> Assembler::source_actors(const Attribution& a) const {
  std::vector<ActorIndex> all;
  if (a.source == kNone) return all;
  for (const TokenIndex one : tree_.with_conjuncts(a.source)) {
    const auto actor = speaker_of(one);
    if (actor != kNone && std::ranges::find(all, actor) == all.end()) all.push_back(actor);
  }
  return all;
}

// "We", "I" in the text's own voice.
bool Assembler::is_authors_own(const Attribution& a) const {
  if (a.source == kNone || a.outer >= 0 || a.quoted || between_marks(a.source)) return false;
  // "This newspaper was wrong to report"
  const auto det = tree_.child(a.source, {Dep::det});
  return knowledge_.is("first-persons", tree_.lower(a.source)) ||
         (det != kNone && knowledge_.is("own-determiners", tree_.lower(det)) &&
          knowledge_.is("outlet-nouns", tree_.lemma(a.source)));
}

// "Whoever says that … is a liar", "anyone who says so is lying"
bool Assembler::is_liars(const Attribution& a) const {
  if (a.source == kNone) return false;
  TokenIndex who = a.source;
  if (knowledge_.is("relative-pronouns", tree_.lower(who)) && tree_.head(a.cue_token) != kNone)
    who = tree_.head(a.cue_token);
  if (!knowledge_.is("whoever-words", tree_.lower(who)) &&
      !knowledge_.is("pronouns-those", tree_.lower(who)))
    return false;
  const TokenIndex clause = tree_.dep(a.cue_token) == Dep::csubj ? a.cue_token : who;
  const TokenIndex verb = tree_.head(clause);
  if (verb == kNone || !(tree_.is_verb(verb) || tree_.pos(verb) == Pos::aux)) return false;
  const auto what = tree_.child(verb, {Dep::attr, Dep::acomp});
  return knowledge_.is("lying-words", tree_.lower(verb)) ||
         (what != kNone && (knowledge_.is("lying-words", tree_.lower(what)) ||
                            knowledge_.is("false-words", tree_.lower(what))));
}

// "that he lied when he said", "of lying when it said": the verb; kNone for no such.
TokenIndex Assembler::lied_when(const Attribution& a) const {
  const TokenIndex lied = tree_.is_verb(a.cue_token) && tree_.dep(a.cue_token) == Dep::advcl
                              ? tree_.head(a.cue_token)
                              : static_cast<TokenIndex>(kNone);
  const auto when = tree_.child(a.cue_token, {Dep::advmod});
  return lied != kNone && when != kNone && when < a.cue_token && tree_.token(when).tag == "WRB" &&
                 knowledge_.is("lying-words", tree_.lower(lied)) &&
                 tree_.child(lied, {Dep::neg}) == kNone
             ? lied
             : static_cast<TokenIndex>(kNone);
}

// "no longer says"
bool Assembler::no_longer(TokenIndex verb) const {
  return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
    const auto no = tree_.dep(c) == Dep::advmod ? tree_.child(c, {Dep::neg}) : kNone;
    return no != kNone && knowledge_.is("longer-words", tree_.lower(c));
  });
}

// "No group", "none of them".
bool Assembler::negative(TokenIndex noun) const {
  const auto det = tree_.child(noun, {Dep::det});
  // "Not one of them"
  const auto no = tree_.child(noun, {Dep::neg});
  return knowledge_.is("negative-pronouns", tree_.lower(noun)) ||
         (no != kNone && no + 1 == noun && tree_.pos(noun) == Pos::num) ||
         (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)));
}

// "few of them", "few diplomats"
bool Assembler::few(TokenIndex noun) const {
  const auto how_many = tree_.child(noun, {Dep::amod});
  return knowledge_.is("few-words", tree_.lower(noun)) ||
         (how_many != kNone && knowledge_.is("few-words", tree_.lower(how_many)));
}

// Things do not speak: a source is a name, a person, a body, a text, or a pronoun for one of
// them.
bool Assembler::speaks(const Attribution& a) const {
  const TokenIndex s = a.source;
  // Whatever has a clause, an infinitive or a quotation for its content speaks ("the figures show
  // that …"), and so does whatever stands behind "according to".
  const Dep content = a.content_head == kNone ? Dep::other : tree_.dep(a.content_head);
  if (!tree_.is_noun(s) || content == Dep::ccomp ||
      (content == Dep::xcomp && !a.object && !knowledge_.frame_nouns.contains(tree_.lemma(s))) ||
      knowledge_.is("according", tree_.lower(a.cue_token)))
    return true;
  if (!a.object && (a.quoted || tree_.dep(a.cue_token) == Dep::parataxis)) return true;
  if (tree_.pos(s) == Pos::propn || !tree_.token(s).entity.empty()) return true;
  // A name that a tagger takes for a noun here, but not elsewhere.
  const auto by = actors_.of(s);
  if (by != kNone && actors_.actor(by).type == ActorType::person &&
      tree_.token(s).text != tree_.lower(s))
    return true;
  // "a wide array of economists"
  const auto of = tree_.prepositional_object(s, knowledge_.list("of"));
  const bool many = of != kNone && knowledge_.is("many-nouns", tree_.lemma(s));
  const auto& lemma = tree_.lemma(many ? of : s);
  for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                           "organization-nouns", "population-nouns", "text-nouns"}) {
    if (knowledge_.is(list, lemma)) return true;
  }
  return knowledge_.cue_nouns.contains(lemma) && !knowledge_.frame_nouns.contains(lemma);
}

// Within a quotation of a sentence's length; marks about a few words only keep them at a
// distance.
bool Assembler::in_speech(TokenIndex token) const {
  constexpr TokenIndex kShortestSpeech = 8;
  return std::ranges::any_of(tree_.document().annotated.quotations, [&](const text::Quotation& q) {
    const auto words = tree_.tokens_in(q.outside);
    return words.begin < token && token < words.end && words.end - words.begin >= kShortestSpeech;
  });
}

// Quoted, be it a word or two.
bool Assembler::between_marks(TokenIndex token) const {
  return std::ranges::any_of(tree_.document().annotated.quotations, [&](const text::Quotation& q) {
    return q.outside.contains(tree_.token(token).span);
  });
}

TokenIndex Assembler::subject(TokenIndex verb) const {
  for (TokenIndex at = verb; at != kNone; at = tree_.head(at)) {
    if (const auto found = tree_.child(at, {Dep::nsubj}); found != kNone) return found;
    if (tree_.dep(at) != Dep::conj && tree_.dep(at) != Dep::xcomp) break;
  }
  return kNone;
}

std::string Assembler::content_text(const Attribution& a) const {
  std::string text;
  for (const auto& range : a.content) {
    if (!text.empty()) text += " ";
    text += tree_.words(range);
  }
  return text;
}

bool Assembler::strength_false(Epistemic holds) {
  return holds == Epistemic::false_certain || holds == Epistemic::false_uncertain;
}

}  // namespace gainsay::read
