// Who says what: the sources, cues and contents of a document, before anything is read out of the
// contents.
//
// After Pareti's attribution relations (source, cue, content; PARC 3.0, 2012): a cue from the
// lexicon, its source by grammatical function, its content by the functions the lexicon allows it,
// quotations by their marks.
#pragma once

#include <vector>

#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

struct Attribution {
  const Cue* cue = nullptr;      // never null
  TokenIndex cue_token = kNone;  // the verb, noun or adjective
  TokenRange cue_range;          // with its auxiliaries: "has denied"
  TokenIndex source =
      kNone;  // head of the source's words; kNone: impersonal ("it is believed", "was reported")
  // The pronoun that stands for the source beside the cue: the "who" of "a medic who said".
  TokenIndex stand_in = kNone;
  std::vector<TokenIndex> via;  // who passed it on, nearest to the author first
  std::vector<TokenRange> content;
  TokenIndex content_head = kNone;  // top of the clause or noun phrase; kNone for a bare quotation
  bool quoted = false;              // content stands in quotation marks, wholly or in part
  bool object = false;              // content is a noun phrase: "denied the attack"
  bool negated = false;             // "did not say", "has not confirmed"
  bool hypothetical = false;        // the saying itself is no fact: "if he says", "will announce"
  bool given_source =
      false;  // the source comes from an earlier sentence (a quotation that goes on)
  const Cue* accused_of = nullptr;
  TokenIndex accused = kNone;  // "accused X of": X
  int outer = -1;              // index of the attribution whose content holds this one
};

// Ordered by cue. Contents of one attribution never overlap its source or cue.
[[nodiscard]] std::vector<Attribution> find_attributions(const Tree& tree,
                                                         const Knowledge& knowledge);

// The tokens of `content` hold `token`.
[[nodiscard]] bool holds(const Attribution& attribution, TokenIndex token);

}  // namespace gainsay::read
