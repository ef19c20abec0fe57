// A page told as one run of words puts its headline, its agency and the day it was published before
// the first sentence, with no mark between them: "Blast kills nine in Reed Agency Monday 16 June
// 2014 Nine people …". A parser reads all of it as one clause.
#pragma once

#include <vector>

#include "nlp/nlp.h"
#include "read/knowledge.h"
#include "read/tree.h"

namespace gainsay::read {

// Analyses a text's first sentences anew, cut before and behind such a stamp, and gives the stamps;
// each is the beginning of the sentence behind it. Tokens and their offsets stay as they are;
// sentences, heads, labels, tags, lemmas and entities change.
std::vector<TokenRange> cut_at_datelines(nlp::Analysed& document, const Knowledge& knowledge,
                                         const nlp::Pipeline& with);

}  // namespace gainsay::read
