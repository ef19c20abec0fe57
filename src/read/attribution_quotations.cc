// Quotations: who speaks the words between two marks. News sets the cue right behind a quotation or
// right before it, and a parser that meets two voices in one sentence is often wrong about both, so
// this goes by place first: what stands beside the marks, in one paragraph, decides.
#include <algorithm>
#include <array>

#include "read/arguments.h"
#include "read/attribution_finder.h"

namespace gainsay::read::attribution {
namespace {

// A source with an apposition or a relative clause, between a quotation and its cue.
constexpr TokenIndex kLongestSource = 30;
// "told a crowd in the town hall on Friday:", between a cue and its quotation.
constexpr TokenIndex kLongestLead = 14;
// Sentences between two quotations of which the second still goes on with the first one's speaker.
constexpr int kFarSentences = 4;
// "told reporters", between a cue and its quotation where no mark parts them.
constexpr TokenIndex kListener = 3;

bool ends_sentence(const std::string& text) { return text == "." || text == "!" || text == "?"; }

bool parts(const std::string& text) {
  return text == "," || text == ";" || text == "-" || text == "--" || text == "–" || text == "—";
}

}  // namespace

bool Finder::starts_small(const Quote& quote) const {
  for (TokenIndex i = quote.range.begin; i < quote.range.end; ++i) {
    if (tree_.pos(i) == Pos::punct || tree_.token(i).pos == "SPACE") continue;
    return tree_.token(i).text == tree_.lower(i);
  }
  return false;
}

// The last word or mark of what is quoted.
const std::string& Finder::last_inside(const Quote& quote) const {
  TokenIndex last = quote.range.end - 1;
  while (last > quote.range.begin && (is_mark(last) || tree_.token(last).pos == "SPACE")) --last;
  return tree_.token(last).text;
}

bool Finder::is_mark(TokenIndex i) const {
  const auto& tag = tree_.token(i).tag;
  const auto& text = tree_.token(i).text;
  return tag == "``" || tag == "''" || text == "\"" || text == "“" || text == "”" || text == "''";
}

// First token of the outer sentence that `i` stands in or behind: by paragraph and full stop, since
// a sentence splitter cuts at the marks.
TokenIndex Finder::outer_begin(TokenIndex i) const {
  TokenIndex at = i;
  while (at > 0) {
    const TokenIndex left = at - 1;
    if (paragraph_of(left) != paragraph_of(i)) break;
    if (ends_sentence(tree_.token(left).text) && quote_of(left) < 0) break;
    if (const int q = quote_of(left); q >= 0) {
      const auto& quote = outermost(q);
      if (ends_sentence(last_inside(quote)) || quote.cue != kNone) break;
      at = quote.range.begin;
      continue;
    }
    at = left;
  }
  return at;
}

const Cue* Finder::telling_cue(TokenIndex v) const {
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
  if (entry == knowledge_.cue_verbs.end()) return nullptr;
  for (const Cue* cue : entry->second) {
    if (cue->content.contains(Content::quotation) ||
        (cue->content.contains(Content::clause) && (!cue->irrealis || cue->act == "ask")))
      return cue;
  }
  return nullptr;
}

// The top of the noun phrase that runs from `begin` to before `end`.
TokenIndex Finder::phrase_head(TokenIndex begin, TokenIndex end) const {
  for (TokenIndex i = begin; i < end; ++i) {
    if (!tree_.is_noun(i) && tree_.pos(i) != Pos::pron) continue;
    TokenIndex top = i;
    while (tree_.head(top) >= begin && tree_.head(top) < end &&
           (tree_.is_noun(tree_.head(top)) || tree_.pos(tree_.head(top)) == Pos::pron))
      top = tree_.head(top);
    return top;
  }
  return kNone;
}

// '"It is a party of giants" by the look of it, the miller said': the comma that ends what goes on
// behind the marks without any of its own; kNone where nothing does.
TokenIndex Finder::behind_marks(const Quote& quote) const {
  constexpr TokenIndex kLongest = 24;
  const auto& last = last_inside(quote);
  if (parts(last) || ends_sentence(last) || quote.length < kShortestSpeech || starts_small(quote))
    return kNone;
  TokenIndex at = quote.range.end;
  if (at >= tree_.size() || (tree_.pos(at) != Pos::adp && tree_.pos(at) != Pos::sconj &&
                             tree_.pos(at) != Pos::adv && tree_.pos(at) != Pos::part))
    return kNone;
  for (; at < tree_.size() && at < quote.range.end + kLongest; ++at) {
    if (quote_of(at) >= 0 || ends_sentence(tree_.token(at).text) ||
        (tree_.is_finite(at) && telling_cue(at) != nullptr))
      return kNone;
    if (tree_.token(at).text == ",") return at;
  }
  return kNone;
}

// "…," the miller said. "…," said the miller. "…," as the miller put it.
bool Finder::cue_behind(Quote& quote) const {
  const auto& last = last_inside(quote);
  TokenIndex at = quote.range.end;
  while (at < tree_.size() && tree_.token(at).pos == "SPACE") ++at;
  // A full stop inside the marks ends the sentence, unless the next word goes on without a capital.
  if (last == "." && (at >= tree_.size() || tree_.pos(at) == Pos::punct ||
                      tree_.token(at).text != tree_.lower(at)))
    return false;
  const auto inside = [&](TokenIndex i) {
    return i < tree_.size() && i < quote.range.end + kLongestSource &&
           paragraph_of(i) == paragraph_of(quote.range.begin);
  };
  while (inside(at) && (parts(tree_.token(at).text) || tree_.token(at).pos == "SPACE" ||
                        tree_.pos(at) == Pos::adv))
    ++at;
  if (inside(at) && knowledge_.is("as", tree_.lower(at))) ++at;
  if (!inside(at) || quote_of(at) >= 0 || ends_sentence(tree_.token(at).text)) return false;
  // '"A party of giants" by the look of it, the miller said': told to the comma.
  const TokenIndex goes_on =
      at == quote.range.end ? behind_marks(quote) : static_cast<TokenIndex>(kNone);
  if (goes_on != kNone) at = goes_on + 1;
  // 'called it "weak", but he warned …': another clause.
  if (tree_.dep(at) == Dep::cc) return false;
  // 'got out no more than “oh” when she accused him'
  if (knowledge_.is("circumstance-words", tree_.lower(at)) &&
      !knowledge_.is("as", tree_.lower(at - 1)))
    return false;
  const bool open = last == "," || ends_sentence(last) || tree_.token(quote.range.end).text == ",";
  // Verb first.
  const bool marked = inside(at + 1) && tree_.dep(at + 1) == Dep::mark;  // "note that he came"
  if (tree_.token(at).tag.starts_with("VB") && tree_.token(at).tag != "VBG" && !marked) {
    const bool tells = telling_cue(at) != nullptr;
    if (!tells && !(open && tree_.is_finite(at))) return false;
    TokenIndex source = tree_.child(at, {Dep::nsubj});
    // 'The mayor, citing “old custom,” said that …'
    if (source != kNone && source < quote.range.begin && tells_clause(at)) return false;
    if (source < at) {
      TokenIndex end = at + 1;
      while (inside(end) && quote_of(end) < 0 && !ends_sentence(tree_.token(end).text) &&
             end < at + 8)
        ++end;
      source = phrase_head(at + 1, end);
      if (source != kNone && (tree_.pos(at + 1) == Pos::adp ||
                              (source > at + 1 && tree_.subtree(source).begin > at + 2)))
        source = kNone;
    }
    if (source == kNone || (goes_on != kNone && !tells)) return false;
    quote.cue = at;
    quote.source = source;
    quote.behind = true;
    quote.rest = goes_on;
    return true;
  }
  // Source first.
  for (TokenIndex v = at + 1; inside(v) && quote_of(v) < 0; ++v) {
    if (ends_sentence(tree_.token(v).text)) return false;
    if (!tree_.is_finite(v) && !(tree_.token(v).tag == "VBN" && telling_cue(v) != nullptr &&
                                 tree_.child(v, {Dep::aux, Dep::auxpass}) == kNone))
      continue;
    if (tree_.pos(v) == Pos::aux) {
      if (tree_.dep(v) == Dep::root) return false;
      continue;
    }
    // "the group known as the Blue Shirts said"
    if (tree_.token(v).tag == "VBN" && inside(v + 1) && tree_.pos(v + 1) == Pos::adp) continue;
    TokenIndex source = tree_.child(v, {Dep::nsubj});
    const bool in_source = source == kNone || source < at || source > v;
    if (in_source && knowledge_.is("relative-pronouns", tree_.lower(v - 1))) continue;
    if (source != kNone && knowledge_.is("relative-pronouns", tree_.lower(source))) continue;
    if (in_source) source = phrase_head(at, v);
    if (source == kNone) return false;
    // "…" head of the mill board Ana Torvik said: one phrase, whatever the parser made of it.
    const TokenIndex begin = tree_.subtree(source).begin;
    bool one_phrase = true;
    for (TokenIndex i = at; i < begin; ++i) {
      one_phrase = one_phrase && (tree_.is_noun(i) || tree_.pos(i) == Pos::adj ||
                                  tree_.pos(i) == Pos::det || tree_.pos(i) == Pos::adp ||
                                  tree_.pos(i) == Pos::part || tree_.token(i).text == "-");
    }
    if (begin > at + 1 && !one_phrase) return false;
    // The name right before the cue is the speaker's.
    if (begin > at && tree_.pos(v - 1) == Pos::propn) source = v - 1;
    if (source == kNone || knowledge_.is("pronouns-no-speaker", tree_.lower(source))) return false;
    if (telling_cue(v) == nullptr && !open) return false;
    if ((names_something(quote) || in_fronted_participle(quote, v) || in_fronted_clause(quote)) &&
        tells_clause(v))
      return false;
    // 'On “Radio Sunday,” the governor discussed his plan'
    if (const auto object = tree_.child(v, {Dep::dobj});
        names_something(quote) && object > v && !can_cite(tree_, knowledge_, object))
      return false;
    // 'Despite his "brash ways," the mayor wrote, he is kind': what is told goes on behind the cue.
    const bool between = v + 1 < tree_.size() && tree_.token(v + 1).text == "," &&
                         tree_.head(v) != kNone && tree_.head(v) > v;
    if (between && starts_small(quote) && outer_begin(quote.range.begin) < quote.range.begin)
      return false;
    if (goes_on != kNone && (telling_cue(v) == nullptr || v > goes_on + kListener + 6))
      return false;
    quote.cue = v;
    quote.source = source;
    quote.behind = true;
    quote.rest = goes_on;
    return true;
  }
  return false;
}

// 'On “Radio Sunday,” the governor said …': a name between marks, that no one says.
bool Finder::names_something(const Quote& quote) const {
  constexpr TokenIndex kLongestName = 9;
  const TokenIndex before = quote.range.begin - 1;
  // 'the show, "Radio Sunday," the governor said'
  for (TokenIndex i = quote.range.begin; i < quote.range.end; ++i) {
    if (tree_.dep(i) == Dep::appos && tree_.head(i) >= 0 && tree_.head(i) < quote.range.begin &&
        tree_.pos(i) == Pos::propn && quote.range.end - quote.range.begin <= kLongestName)
      return true;
  }
  return before >= 0 && quote.range.end - quote.range.begin <= kLongestName &&
         tree_.sentence(before) == tree_.sentence(quote.range.begin + 1) &&
         (tree_.pos(before) == Pos::adp || tree_.pos(before) == Pos::noun ||
          tree_.pos(before) == Pos::det || tree_.pos(before) == Pos::part) &&
         !starts_small(quote);
}

// 'Calling him “the butcher of Sund”, the prosecutor said …'
bool Finder::in_fronted_participle(const Quote& quote, TokenIndex verb) const {
  const auto participle = tree_.child(verb, {Dep::advcl});
  return participle != kNone && participle < quote.range.begin &&
         tree_.token(participle).tag == "VBG" &&
         tree_.subtree(participle).end >= quote.range.end - 1;
}

// 'Although he admitted that they were “old friends,” he claimed …': a few words of another clause.
bool Finder::in_fronted_clause(const Quote& quote) const {
  // 'After saying that “Sund was lost,” he said …'
  const bool told =
      quote.range.begin > 0 && knowledge_.is("that", tree_.lower(quote.range.begin - 1));
  if (!starts_small(quote) && !told) return false;
  const TokenIndex begin = outer_begin(quote.range.begin);
  return begin < quote.range.begin &&
         (tree_.dep(begin) == Dep::mark || tree_.token(begin).tag == "WRB" ||
          tree_.has_finite_verb({begin, quote.range.begin}));
}

// With a clause of its own behind it.
bool Finder::tells_clause(TokenIndex verb) const {
  return std::ranges::any_of(tree_.children(verb), [&](TokenIndex c) {
    // 'said he had "put to death" nine': its verb alone may stand between marks.
    return c > verb && tree_.dep(c) == Dep::ccomp &&
           (quote_of(c) < 0 || quote_of(tree_.subtree(c).begin) < 0);
  });
}

// The miller said: "…". The miller told a crowd on Friday, "…".
bool Finder::cue_before(Quote& quote) const {
  const TokenIndex begin = quote.range.begin;
  TokenIndex last = begin - 1;
  while (last >= 0 && tree_.token(last).pos == "SPACE") --last;
  if (last < 0) return false;
  // "The miller told the crowd:", and his words in a paragraph of their own.
  if (paragraph_of(last) != paragraph_of(begin) &&
      (tree_.token(last).text != ":" || paragraph_of(last) + 1 != paragraph_of(begin)))
    return false;
  TokenIndex floor = last + 1;
  while (floor > 0 && paragraph_of(floor - 1) == paragraph_of(last) && quote_of(floor - 1) < 0 &&
         !ends_sentence(tree_.token(floor - 1).text))
    --floor;
  if (floor > last) return false;
  const auto& mark = tree_.token(last).text;
  const bool colon = mark == ":";
  if (!colon && starts_small(quote) && mark != ",") return false;
  for (TokenIndex v = last; v >= floor; --v) {
    const bool verb = tree_.pos(v) == Pos::verb;
    if (!verb) continue;
    const bool tells = telling_cue(v) != nullptr;
    const auto& tag = tree_.token(v).tag;
    if (tells && tag != "VBN") {
      if (!colon && mark != "," && last - v > kListener) return false;
      if (!colon && last - v > kLongestLead) return false;
      TokenIndex source = subject_of(v);
      if (source == kNone || (source >= begin && source < quote.range.end)) return false;
      quote.cue = v;
      quote.source = source;
      return true;
    }
    if (tree_.is_finite(v) && !colon) return false;
  }
  return false;
}

// "The risk," said the miller, who owns two mills, "is that it falls.": both parts are told by the
// cue between them.
bool Finder::cue_between(Quote& quote, const Quote* before) const {
  if (before == nullptr || !before->behind || before->cue >= quote.range.begin ||
      paragraph_of(before->cue) != paragraph_of(quote.range.begin))
    return false;
  TokenIndex last = quote.range.begin - 1;
  while (last > before->cue && tree_.token(last).pos == "SPACE") --last;
  if (last != before->cue && tree_.pos(last) != Pos::punct &&
      quote.range.begin - before->cue > kListener)
    return false;
  for (TokenIndex i = before->cue + 1; i < quote.range.begin; ++i) {
    if (ends_sentence(tree_.token(i).text) || quote_of(i) >= 0) return false;
    if (i > before->source && tree_.is_verb(i) && !tree_.is_under(i, before->source) &&
        (telling_cue(i) != nullptr || tree_.is_finite(i)))
      return false;
  }
  quote.cue = before->cue;
  quote.source = before->source;
  return true;
}

// Lays every quotation that has a cue beside it to that cue, and the rest to the speaker whose
// words go on.
void Finder::assign_quotations() {
  Quote* before = nullptr;
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    auto& quote = quotes_[q];
    if (quote.within >= 0) continue;
    const bool short_speech =
        quote.length >= 3 && (last_inside(quote) == "," || ends_sentence(last_inside(quote)));
    quote.signature = signature_of(quote);
    if (quote.signature != kNone) {
      quote.taken = true;
      continue;
    }
    if (quote.length < kShortestSpeech && !short_speech) continue;
    const bool found = cue_behind(quote) || cue_between(quote, before) || cue_before(quote) ||
                       (quote.length >= kShortestSpeech && follows_cue(quote)) ||
                       (quote.length >= kShortestSpeech && goes_on(quote, before));
    if (!found) continue;
    told_by_[quote.cue].push_back(q);
    quote.taken = true;
    before = &quote;
  }
}

// 'The bridge fell at night, the miller said. "It was old."': a sentence that ends with its cue,
// and a quotation right behind.
bool Finder::follows_cue(Quote& quote) const {
  const TokenIndex begin = quote.range.begin;
  TokenIndex at = begin - 1;
  while (at >= 0 && tree_.token(at).pos == "SPACE") --at;
  if (at < 1 || tree_.token(at).text != "." || paragraph_of(at) != paragraph_of(begin))
    return false;
  const TokenIndex v = at - 1;
  if (quote_of(v) >= 0 || telling_cue(v) == nullptr || !tree_.is_finite(v)) return false;
  const TokenIndex source = tree_.child(v, {Dep::nsubj});
  const TokenIndex clause = tree_.child(v, {Dep::ccomp});
  if (source == kNone || source > v || clause == kNone || clause > v) return false;
  quote.cue = v;
  quote.source = source;
  quote.follows = tree_.subtree(clause);
  // A quotation that the clause begins with is wholly told.
  if (const int q = quote_of(quote.follows.begin); q >= 0)
    quote.follows.begin = quotes_[static_cast<std::size_t>(q)].range.begin;
  return true;
}

// '"…" ― Ana Torvik': the dash between a quotation and the name under it, which ends its line.
TokenIndex Finder::signature_of(const Quote& quote) const {
  constexpr TokenIndex kLongestName = 6;
  constexpr std::array<std::string_view, 4> kDashes{"\u2015", "\u2014", "\u2013", "--"};
  const auto ends_with_dash = [&](TokenIndex i) {
    const auto& word = tree_.token(i).text;
    return std::ranges::any_of(kDashes, [&](std::string_view d) { return word.ends_with(d); });
  };
  if (quote.length < 3) return kNone;
  // The mark and the dash may be one token: "”―".
  TokenIndex dash = quote.range.end - 1;
  while (dash < tree_.size() && dash <= quote.range.end + 1 && !ends_with_dash(dash)) ++dash;
  if (dash >= tree_.size() || dash > quote.range.end + 1) return kNone;
  for (TokenIndex i = quote.range.end; i < dash; ++i) {
    if (tree_.token(i).pos != "SPACE") return kNone;
  }
  TokenIndex name = dash + 1;
  while (name < tree_.size() && tree_.token(name).pos == "SPACE") ++name;
  TokenIndex end = name;
  while (end < tree_.size() && end - name < kLongestName && tree_.pos(end) == Pos::propn) ++end;
  if (end == name) return kNone;
  const bool ends = end >= tree_.size() || paragraph_of(end) != paragraph_of(dash) ||
                    tree_.token(end).pos == "SPACE" || ends_sentence(tree_.token(end).text);
  return ends ? dash : kNone;
}

void Finder::signatures() {
  const Cue* cue = saying();
  if (cue == nullptr) return;
  for (const auto& quote : quotes_) {
    if (quote.signature == kNone) continue;
    Attribution a = begin(*cue, quote.signature);
    a.cue_range = {quote.signature, quote.signature + 1};
    a.source = quote.signature + 1;
    while (tree_.token(a.source).pos == "SPACE") ++a.source;
    while (a.source + 1 < tree_.size() && tree_.pos(a.source + 1) == Pos::propn &&
           tree_.token(a.source + 1).sentence == tree_.token(a.source).sentence)
      ++a.source;
    a.quoted = true;
    a.content = {{quote.range.begin, std::min(quote.range.end, quote.signature)}};
    found_.push_back(std::move(a));
  }
}

// A quotation that is a sentence of its own.
bool Finder::goes_on(Quote& quote, const Quote* before) const {
  if (before == nullptr) return false;
  const int apart = paragraph_of(quote.range.begin) - paragraph_of(before->range.begin);
  const int sentences = tree_.sentence(quote.range.begin) - tree_.sentence(before->range.end - 1);
  bool alone = quote.group == before->group;
  if (!alone && (apart > 1 || sentences > kFarSentences)) return false;
  if (!alone) {
    const TokenIndex start = outer_begin(quote.range.begin);
    alone = true;
    for (TokenIndex i = start; i < quote.range.begin; ++i)
      alone = alone && (tree_.pos(i) == Pos::punct || tree_.token(i).pos == "SPACE");
    // "according to" speaks for it.
    for (TokenIndex i = quote.range.end; i < tree_.size() && i < quote.range.end + 3; ++i)
      alone = alone && !knowledge_.is("according", tree_.lower(i));
  }
  if (!alone) return false;
  quote.cue = before->cue;
  quote.source = before->source;
  quote.goes_on = true;
  return true;
}

// 'The mill, the miller said, "is as safe as a house"': the clause's first half, before the cue;
// nothing where a whole sentence stands between the marks, or only when it was said.
TokenRange Finder::before_cue(const Quote& quote, TokenIndex v) const {
  if (quote.behind || quote.goes_on || quote.source == kNone || quote.source > v ||
      !starts_small(quote) || v + 1 >= tree_.size() || tree_.token(v + 1).text != ",")
    return {};
  const TokenIndex comma = tree_.subtree(quote.source).begin - 1;
  const TokenIndex begin = outer_begin(v);
  if (comma <= begin + 1 || tree_.token(comma).text != "," || quote_of(begin) >= 0) return {};
  const Pos first = tree_.pos(begin);
  const bool clause = tree_.has_finite_verb({begin, comma});
  if (!clause && (first == Pos::adp || first == Pos::adv || first == Pos::sconj)) return {};
  if (first == Pos::cconj || tree_.in_time(begin)) return {};
  return {begin, comma};
}

// What the verb tells between quotation marks. False where it tells nothing so.
bool Finder::speech(TokenIndex v) {
  const auto told = told_by_.find(v);
  if (told == told_by_.end()) return false;
  const Cue* cue = telling_cue(v);
  if (cue == nullptr) cue = saying();
  if (cue == nullptr) return false;
  Attribution a = begin(*cue, v);
  a.quoted = true;
  for (const auto q : told->second) {
    const auto& quote = quotes_[q];
    auto range = quote.range;
    if (!quote.goes_on) a.source = quote.source;
    // "The bridge "is as safe as a house," the miller said.": the clause begins outside the marks.
    if (quote.behind && starts_small(quote)) range.begin = outer_begin(quote.range.begin);
    if (range.begin <= v && v < range.end) range.begin = quote.range.begin;
    if (quote.rest != kNone) range.end = std::max(range.end, quote.rest);
    // 'The mill, the miller said, "is as safe as a house": the clause begins before the cue.
    if (const auto first = before_cue(quote, v); first.begin < first.end)
      a.content.push_back(first);
    a.content.push_back(range);
    if (quote.follows.begin < quote.follows.end) {
      std::vector<TokenRange> first{quote.follows};
      trim(first);
      a.content.insert(a.content.end(), first.begin(), first.end());
    }
  }
  for (const TokenIndex c : tree_.children(v)) {
    if (tree_.dep(c) != Dep::ccomp) continue;
    a.content_head = c;
    const auto range = tree_.subtree(c);
    const bool beside = std::ranges::any_of(
        a.content, [&](const TokenRange& r) { return range.begin < r.end && r.begin < range.end; });
    if (c > v && range.begin > v && beside) a.content.push_back(range);
  }
  merge(a.content);
  if (a.source == kNone) a.source = subject_of(v);
  if (a.source == kNone) return false;
  a.negated = is_negated(v);
  a.hypothetical = is_hypothetical(v);
  found_.push_back(std::move(a));
  return true;
}

void Finder::merge(std::vector<TokenRange>& ranges) {
  std::vector<TokenRange> merged;
  std::ranges::sort(ranges);
  for (const auto& range : ranges) {
    if (!merged.empty() && range.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, range.end);
    } else {
      merged.push_back(range);
    }
  }
  ranges = std::move(merged);
}

// Widens a content to the quotation that it begins or ends in, and marks it as quoted. What another
// cue tells between marks is not this one's.
void Finder::take_quotations(Attribution& a) {
  std::vector<TokenRange> others;
  for (const auto& quote : quotes_) {
    if (quote.cue != kNone && quote.cue != a.cue_token && !holds(a, quote.cue) &&
        outermost_of(a.cue_token) != &quote)
      others.push_back(quote.range);
  }
  std::vector<TokenRange> own;
  for (const auto& range : a.content)
    std::ranges::move(without(range, others), std::back_inserter(own));
  trim(own);
  for (auto& range : own) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const int q = quote_of(i);
      if (q < 0) continue;
      const auto& quote = quotes_[static_cast<std::size_t>(q)];
      if (quote.length <= 2) continue;
      const bool holds_cue = quote.range.begin <= a.cue_token && a.cue_token < quote.range.end;
      const bool holds_source =
          a.source != kNone && quote.range.begin <= a.source && a.source < quote.range.end;
      if (holds_cue || holds_source) continue;
      a.quoted = true;
      range.begin = std::min(range.begin, quote.range.begin);
      range.end = std::max(range.end, quote.range.end);
    }
  }
  merge(own);
  for (auto& range : own) range.end = end_of_speech(range);
  a.content = std::move(own);
}

// 'saying, "That will do," when the mayor asked': what follows a quotation that a comma ends is the
// teller's time or circumstance.
TokenIndex Finder::end_of_speech(TokenRange range) const {
  const int q = quote_of(range.begin);
  if (q < 0) return range.end;
  const auto& quote = quotes_[static_cast<std::size_t>(q)];
  const TokenIndex behind = quote.range.end;
  if (quote.range.begin != range.begin || behind >= range.end || last_inside(quote) != ",")
    return range.end;
  return knowledge_.is("circumstance-words", tree_.lower(behind)) ? behind : range.end;
}

}  // namespace gainsay::read::attribution
