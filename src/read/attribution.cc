#include "read/attribution.h"

#include <algorithm>

#include "read/attribution_finder.h"

namespace gainsay::read {
namespace attribution {

// Ranges without the tokens of `cut`, in order; each as long as it can be.
std::vector<TokenRange> without(TokenRange from, std::vector<TokenRange> cut) {
  std::ranges::sort(cut);
  std::vector<TokenRange> left;
  TokenIndex at = from.begin;
  for (const auto& hole : cut) {
    if (hole.end <= at || hole.begin >= from.end) continue;
    if (hole.begin > at) left.push_back({at, hole.begin});
    at = std::max(at, hole.end);
  }
  if (at < from.end) left.push_back({at, from.end});
  return left;
}

Finder::Finder(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {
  for (const auto& quotation : tree.document().annotated.quotations) {
    const auto range = tree.tokens_in(quotation.outside);
    quotes_.push_back(
        {.range = range, .group = quotation.group, .length = range.end - range.begin});
  }
  in_quote_.resize(static_cast<std::size_t>(tree.size()), -1);
  for (std::size_t q = 0; q < quotes_.size(); ++q) {
    const auto& range = quotes_[q].range;
    if (range.begin >= range.end) continue;
    quotes_[q].within = in_quote_[static_cast<std::size_t>(range.begin)];
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      in_quote_[static_cast<std::size_t>(i)] = static_cast<int>(q);
    }
  }
  paragraph_.resize(static_cast<std::size_t>(tree.size()), 0);
  const auto& paragraphs = tree.document().annotated.paragraphs;
  int paragraph = -1;
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    while (paragraph + 1 < static_cast<int>(paragraphs.size()) &&
           paragraphs[static_cast<std::size_t>(paragraph) + 1].begin <= tree.token(i).span.begin)
      ++paragraph;
    paragraph_[static_cast<std::size_t>(i)] = paragraph;
  }
  assign_quotations();
}

std::vector<Attribution> Finder::run() {
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (tree_.pos(i) == Pos::verb || (tree_.pos(i) == Pos::noun && tree_.dep(i) == Dep::root))
      verb(i);
    if (tree_.pos(i) == Pos::aux && tree_.dep(i) == Dep::advcl) if_believed(i);
    if (tree_.pos(i) == Pos::aux) is_that(i);
    if (tree_.pos(i) == Pos::noun) noun(i);
    if (tree_.pos(i) == Pos::adj) adjective(i);
    if (knowledge_.is("according", tree_.lower(i))) according(i);
    if (knowledge_.is("per", tree_.lower(i)) && tree_.dep(i) == Dep::prep) per(i);
    in_account(i);
    viewpoint(i);
    to_them(i);
  }
  redirect_citations();
  colon_speakers();
  signatures();
  headline_sources();
  parallel_colons();
  for (auto& a : found_) a.stand_in = stand_in(a);
  std::ranges::stable_sort(found_, {}, [](const Attribution& a) { return a.cue_range.begin; });
  nest();
  return std::move(found_);
}

int Finder::quote_of(TokenIndex i) const { return in_quote_[static_cast<std::size_t>(i)]; }

const Finder::Quote& Finder::outermost(int q) const {
  const Quote* quote = &quotes_[static_cast<std::size_t>(q)];
  while (quote->within >= 0) quote = &quotes_[static_cast<std::size_t>(quote->within)];
  return *quote;
}

const Finder::Quote* Finder::outermost_of(TokenIndex i) const {
  const int q = quote_of(i);
  return q < 0 ? nullptr : &outermost(q);
}

void Finder::trim(std::vector<TokenRange>& content) const {
  std::vector<TokenRange> kept;
  for (auto range : content) {
    const auto loose = [&](TokenIndex i) {
      const auto& word = tree_.token(i).text;
      return tree_.token(i).pos == "SPACE" || word == "," || word == ";" || word == "--" ||
             word == "-" || word == "–" || word == "—" || word == ":";
    };
    while (range.begin < range.end && (loose(range.begin) || tree_.lower(range.begin) == "."))
      ++range.begin;
    // "…, but" before another's words
    while (range.begin < range.end && (loose(range.end - 1) || tree_.lower(range.end - 1) == "." ||
                                       tree_.dep(range.end - 1) == Dep::cc))
      --range.end;
    if (range.begin < range.end && tree_.token(range.begin).pos == "CCONJ" &&
        quote_of(range.begin) < 0 && range.end - range.begin > 1 && kept.empty()) {
      ++range.begin;
    }
    if (range.begin < range.end) kept.push_back(range);
  }
  // What is only an opening or closing mark is nothing.
  std::erase_if(kept, [&](const TokenRange& r) {
    for (TokenIndex i = r.begin; i < r.end; ++i) {
      if (tree_.pos(i) != Pos::punct) return false;
    }
    return true;
  });
  content = std::move(kept);
}

TokenRange Finder::source_words(TokenIndex source) const {
  return source == kNone ? TokenRange{} : tree_.subtree(source);
}

void Finder::add(Attribution a, TokenRange all) {
  std::vector<TokenRange> cut{a.cue_range};
  if (a.source != kNone && tree_.sentence(a.source) == tree_.sentence(a.cue_token)) {
    const auto source = source_words(a.source);
    // A source whose subtree swallowed the content (a relative clause, a wrong parse) gives only
    // its own words.
    const auto swallows = [&](TokenIndex i) { return source.begin <= i && i < source.end; };
    if (swallows(a.cue_token) || (a.content_head > a.source && swallows(a.content_head))) {
      cut.push_back(tree_.core(a.source));
    } else {
      cut.push_back(source);
    }
  }
  cut_outer_clauses(a, cut);
  if (a.cue->act == "say" || a.cue->act == "claim") cut_answers(a, cut);
  all.end = outer_end(a, all);
  a.content = without(all, cut);
  // What is told within a quotation ends with it, whatever a parser tied together.
  if (const Quote* around = outermost_of(a.cue_token);
      around != nullptr && around->length >= kShortestSpeech) {
    for (auto& range : a.content) {
      range.begin = std::max(range.begin, around->range.begin);
      range.end = std::max(range.begin, std::min(range.end, around->range.end));
    }
  }
  trim(a.content);
  take_quotations(a);
  if (a.content.empty() || is_only_a_time(a.content)) return;
  a.negated = a.negated || (tree_.is_verb(a.cue_token) && is_negated(a.cue_token));
  a.hypothetical = a.hypothetical || (tree_.is_verb(a.cue_token) && is_hypothetical(a.cue_token));
  found_.push_back(std::move(a));
}

void Finder::add_told(const Cue& cue, TokenIndex token, TokenIndex source, TokenIndex told,
                      bool object, TokenIndex accused) {
  Attribution a = begin(cue, token);
  a.source = source;
  a.accused = accused;
  a.content_head = told;
  a.object = object;
  add(std::move(a), tree_.subtree(told));
}

// "spoke for five minutes", "offered advice on Friday"
bool Finder::is_only_a_time(const std::vector<TokenRange>& content) const {
  return std::ranges::all_of(content, [&](const TokenRange& range) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const auto& entity = tree_.token(i).entity;
      if (entity != "DATE" && entity != "TIME" && tree_.pos(i) != Pos::adp) return false;
    }
    return true;
  });
}

// "They have left, the radio said, but the mayor denied it": the denial is no part of it.
void Finder::cut_answers(const Attribution& a, std::vector<TokenRange>& cut) const {
  if (a.content_head == kNone) return;
  const auto told = tree_.subtree(a.content_head);
  for (TokenIndex v = a.content_head + 1; v < told.end; ++v) {
    if (tree_.dep(v) != Dep::conj || tree_.head(v) != a.content_head || quote_of(v) >= 0) continue;
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(v));
    const auto who = tree_.child(v, {Dep::nsubj});
    const auto what = tree_.child(v, {Dep::dobj});
    const auto first = tree_.subtree(v).begin;
    if (cue == knowledge_.cue_verbs.end() || who == kNone || what == kNone || v == a.cue_token ||
        !knowledge_.is("answering-acts", cue->second.front()->act) || first == 0 ||
        !knowledge_.is("but", tree_.lower(first - 1)) ||
        !(tree_.pos(what) == Pos::pron || knowledge_.is("pronouns-this", tree_.lower(what)) ||
          knowledge_.is("claim-nouns", tree_.lemma(what))))
      continue;
    cut.push_back({first - 1, tree_.subtree(v).end});
  }
}

void Finder::cut_outer_clauses(const Attribution& a, std::vector<TokenRange>& cut) const {
  if (a.content_head == kNone || a.content_head < a.cue_token) return;
  // "said four had died, a charge that the governor rejected": the noun and its clause are the
  // teller's.
  const auto told = tree_.subtree(a.content_head);
  for (TokenIndex n = a.content_head + 1; n < told.end; ++n) {
    const auto first = tree_.subtree(n).begin;
    if (first > 0 && tree_.token(first - 1).text == "," && quote_of(n) < 0 &&
        ((tree_.is_noun(n) && knowledge_.is("claim-nouns", tree_.lemma(n))) ||
         knowledge_.is("something-words", tree_.lower(n))) &&
        tree_.child(n, {Dep::relcl, Dep::acl}) != kNone)
      cut.push_back({first - 1, tree_.subtree(n).end});
  }
  // "alleged that they had done it, which the police deny"
  for (TokenIndex v = a.content_head + 1; v < told.end; ++v) {
    const auto which = tree_.dep(v) == Dep::relcl ? tree_.child(v, {Dep::dobj}) : kNone;
    const auto first = tree_.subtree(v).begin;
    if (which == kNone || !knowledge_.is("relative-pronouns", tree_.lower(which)) || first <= 0 ||
        tree_.token(first - 1).text != "," || quote_of(v) >= 0)
      continue;
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (cue != knowledge_.cue_verbs.end() &&
        knowledge_.is("answering-acts", cue->second.front()->act))
      cut.push_back({first - 1, tree_.subtree(v).end});
  }
  for (const TokenIndex c : tree_.children(a.content_head)) {
    if (c < a.content_head || quote_of(c) >= 0) continue;
    auto range = tree_.subtree(c);
    const Dep d = tree_.dep(c);
    const bool comma = range.begin > 0 && tree_.token(range.begin - 1).text == ",";
    if (d == Dep::advcl && comma) {
      const auto mark = tree_.child(c, {Dep::mark, Dep::advmod});
      const bool contrast = mark != kNone && knowledge_.is("contrast-markers", tree_.lower(mark));
      // "said that they had fired on the school, killing two": what it led to is told, too.
      const bool participle = tree_.token(c).tag == "VBG" && mark == kNone &&
                              (knowledge_.cue_verbs.contains(tree_.lemma(c)) ||
                               !knowledge_.frame_verbs.contains(tree_.lemma(c)));
      if (contrast || participle) cut.push_back(range);
    }
    if (d == Dep::conj && tree_.is_verb(c) && knowledge_.cue_verbs.contains(tree_.lemma(c))) {
      const auto subject = tree_.child(c, {Dep::nsubj});
      if (subject != kNone && tree_.pos(subject) != Pos::pron &&
          tree_.child(c, {Dep::ccomp}) != kNone) {
        while (range.begin > a.content_head + 1 &&
               (tree_.dep(range.begin - 1) == Dep::cc || tree_.pos(range.begin - 1) == Pos::punct))
          --range.begin;
        cut.push_back(range);
      }
    }
  }
}

// Where a content ends before its clause does: at a second verb of the cue's own subject, at an
// aside behind a dash, which the teller adds.
TokenIndex Finder::outer_end(const Attribution& a, TokenRange all) const {
  TokenIndex end = all.end;
  const TokenIndex first = std::max(all.begin, a.content_head) + 1;
  if (a.content_head == kNone || all.begin < a.cue_token) return end;
  const auto quoted_behind = [&](TokenIndex i) {
    for (; i < all.end; ++i) {
      if (quote_of(i) >= 0) return true;
    }
    return false;
  };
  for (TokenIndex c = first; c < end; ++c) {
    if (quote_of(c) >= 0) continue;
    const auto range = tree_.subtree(c);
    if (tree_.dep(c) == Dep::conj &&
        (joined_to_cue(c) == a.cue_token ||
         (a.object && tree_.pos(c) == Pos::verb && tree_.is_finite(c) && tree_.head(c) != kNone &&
          tree_.is_noun(tree_.head(c))))) {
      TokenIndex at = range.begin;
      while (at > first && (tree_.dep(at - 1) == Dep::cc || tree_.pos(at - 1) == Pos::punct)) --at;
      return std::min(end, at);
    }
  }
  TokenIndex dash = kNone;
  int dashes = 0;
  for (TokenIndex c = all.begin; c < end; ++c) {
    const auto& text = tree_.token(c).text;
    const bool spaced = c > 0 && tree_.token(c - 1).space_after && tree_.token(c).space_after;
    if (quote_of(c) < 0 &&
        (text == "—" || text == "--" || text == "–" || (text == "-" && spaced))) {
      ++dashes;
      dash = c;
    }
  }
  if (dashes == 1 && dash > first && !quoted_behind(dash)) end = std::min(end, dash);
  return end;
}

Attribution Finder::begin(const Cue& cue, TokenIndex token) const {
  Attribution a;
  a.cue = &cue;
  a.cue_token = token;
  a.cue_range = cue_range(token);
  return a;
}

void Finder::nest() {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    TokenIndex best = 0;
    for (std::size_t j = 0; j < found_.size(); ++j) {
      if (i == j || !holds(found_[j], found_[i].cue_token)) continue;
      TokenIndex size = 0;
      for (const auto& r : found_[j].content) size += r.end - r.begin;
      if (found_[i].outer < 0 || size < best) {
        found_[i].outer = static_cast<int>(j);
        best = size;
      }
    }
    // Two that hold each other would never end.
    if (found_[i].outer >= 0 &&
        holds(found_[i], found_[static_cast<std::size_t>(found_[i].outer)].cue_token)) {
      found_[i].outer = -1;
    }
  }
}

}  // namespace attribution

std::vector<Attribution> find_attributions(const Tree& tree, const Knowledge& knowledge) {
  return attribution::Finder(tree, knowledge).run();
}

bool holds(const Attribution& attribution, TokenIndex token) {
  return std::ranges::any_of(
      attribution.content, [&](const TokenRange& r) { return r.begin <= token && token < r.end; });
}

}  // namespace gainsay::read
