#include "read/recut.h"

#include <algorithm>
#include <array>
#include <memory>

#include "read/arguments.h"
#include "read/datelines.h"
#include "read/recut_parts.h"
#include "read/recut_words.h"
#include "read/tree.h"

namespace gainsay::read {
namespace {

// What stands behind a cue at a sentence's end ("said on Friday", "told the agency by telephone")
// is no longer than this.
constexpr TokenIndex kLongestTail = 12;
// Nothing shorter is a clause that could stand alone.
constexpr TokenIndex kShortestClause = 3;

// Sentences cut in two where a semicolon parts two clauses, each to be analysed as its own.
class Semicolons {
 public:
  explicit Semicolons(const Tree& tree) : tree_(tree) {}

  // The pieces of each sentence that is to be cut, in order.
  [[nodiscard]] std::vector<std::vector<TokenRange>> run() const {
    std::vector<std::vector<TokenRange>> all;
    for (int s = 0; s < tree_.sentence_count(); ++s) {
      auto pieces = pieces_of(tree_.sentence_range(s));
      if (pieces.size() > 1) all.push_back(std::move(pieces));
    }
    return all;
  }

 private:
  const Tree& tree_;

  [[nodiscard]] std::vector<TokenRange> pieces_of(TokenRange sentence) const {
    std::vector<TokenRange> pieces;
    TokenIndex begin = sentence.begin;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      if (tree_.token(i).text != ";" || in_quotation(i)) continue;
      if (!is_clause({begin, i}) || !is_clause({i + 1, sentence.end})) continue;
      pieces.push_back({begin, i + 1});
      begin = i + 1;
    }
    pieces.push_back({begin, sentence.end});
    return pieces;
  }

  [[nodiscard]] bool in_quotation(TokenIndex i) const {
    return std::ranges::any_of(
        tree_.document().annotated.quotations,
        [&](const text::Quotation& q) { return q.outside.contains(tree_.token(i).span); });
  }

  // With a subject and a finite verb of its own.
  [[nodiscard]] bool is_clause(TokenRange range) const {
    bool subject = false;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const Dep d = tree_.dep(i);
      subject = subject || d == Dep::nsubj || d == Dep::nsubjpass || d == Dep::expl;
    }
    return subject && tree_.has_finite_verb(range);
  }
};

// "In March 2020 councillors accused …": where the comma behind a time is lost, a parser ties the
// time to the noun behind it. The rest is analysed as a sentence of its own.
std::vector<TokenRange> fronted_times(const Tree& tree) {
  std::vector<TokenRange> fronts;
  for (int s = 0; s < tree.sentence_count(); ++s) {
    const auto sentence = tree.sentence_range(s);
    for (const auto& time : tree.document().annotated.times) {
      const auto words = tree.tokens_in(time.span);
      if (words.begin < sentence.begin || words.end + kShortestClause > sentence.end) continue;
      if (words.begin > sentence.begin && tree.pos(words.begin - 1) != Pos::adp) continue;
      // Before it nothing but adverbials: "In another incident on Saturday".
      bool clause = false;
      for (TokenIndex i = sentence.begin; i < words.begin; ++i) {
        const Dep d = tree.dep(i);
        clause = clause || tree.is_verb(i) || d == Dep::nsubj || d == Dep::nsubjpass;
      }
      if (clause) continue;
      const TokenIndex tied = tree.head(words.end - 1);
      TokenIndex up = tied;
      while (up != kNone && up < words.end) up = tree.head(up);
      if (up != kNone && tree.is_noun(up) && tree.pos(words.end) != Pos::punct &&
          tree.pos(words.end) != Pos::adp)
        fronts.push_back({sentence.begin, words.end});
    }
  }
  return fronts;
}

// One sentence taken apart at its cue.
struct Cut {
  TokenIndex cue = kNone;
  TokenRange told;   // the content
  TokenRange frame;  // source, cue and what belongs to them
};

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {}

  // `stamps` stand before their sentences and are no part of what is told; the cues of `asides` are
  // read rightly already.
  std::vector<Cut> run(const std::vector<TokenRange>& stamps,
                       const std::vector<TokenIndex>& asides) const {
    std::vector<Cut> cuts;
    for (int s = 0; s < tree_.sentence_count(); ++s) {
      auto sentence = tree_.sentence_range(s);
      for (const auto& stamp : stamps) {
        if (stamp.begin == sentence.begin) sentence.begin = stamp.end;
      }
      for (TokenIndex v = sentence.end; v > sentence.begin; --v) {
        if (!says(v - 1) || std::ranges::find(asides, v - 1) != asides.end()) continue;
        if (auto cut = at(v - 1, sentence)) {
          cuts.push_back(*cut);
          break;
        }
      }
    }
    return cuts;
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;

  [[nodiscard]] bool says(TokenIndex v) const {
    const auto& tag = tree_.token(v).tag;
    const bool perfect = tag == "VBN" && tree_.child(v, {Dep::aux}) != kNone &&
                         tree_.child(v, {Dep::auxpass}) == kNone;
    if (tag != "VBD" && tag != "VBZ" && tag != "VBP" && tag != "VBG" && !perfect) return false;
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
    return entry != knowledge_.cue_verbs.end() &&
           entry->second.front()->content.contains(Content::clause) &&
           // "accused them of it, a charge that they deny": what it lays on them is no clause.
           entry->second.front()->act != "accuse" && !entry->second.front()->irrealis &&
           entry->second.front()->holds == Epistemic::true_certain;
  }

  [[nodiscard]] std::optional<Cut> at(TokenIndex v, TokenRange sentence) const {
    if (tree_.token(v).tag == "VBG") return before(v, sentence);
    if (auto cut = behind(v, sentence)) return cut;
    return before(v, sentence);
  }

  // "Nine people died a monitor said on Friday."
  [[nodiscard]] std::optional<Cut> behind(TokenIndex v, TokenRange sentence) const {
    if (sentence.end - v > kLongestTail || tree_.token(v).tag == "VBN") return std::nullopt;
    for (TokenIndex i = v + 1; i < sentence.end; ++i) {
      if (is_finite_or_modal(i) || knowledge_.is("that", tree_.lower(i))) return std::nullopt;
    }
    // "There is evidence, lawyers say, of a raid": an aside, and no tail.
    const TokenIndex who = tree_.child(v, {Dep::nsubj});
    if (who != kNone && who < v && v + 1 < sentence.end && tree_.token(v + 1).text == "," &&
        tree_.subtree(who).begin > sentence.begin &&
        tree_.token(tree_.subtree(who).begin - 1).text == ",")
      return std::nullopt;
    TokenIndex last = v - 1;
    while (last > sentence.begin && (tree_.pos(last) == Pos::adv || tree_.pos(last) == Pos::aux))
      --last;
    const bool two = tree_.has_two_subjects(v);
    const TokenIndex begin =
        two ? tree_.subtree(tree_.nearest_subject(v)).begin : phrase_begin(last, sentence.begin);
    if (begin == kNone || begin - sentence.begin < kShortestClause) return std::nullopt;
    // "… that local police confirmed it": what a word like "that" opens is no clause at an end.
    const auto& opener = tree_.token(begin - 1).tag;
    if (opener == "IN" || opener == "WRB" || opener == "WDT" || opener == "WP" || opener == "CC" ||
        opener == "TO")
      return std::nullopt;
    // "The mayor said he agreed": what he said, and no tail.
    if (says(begin - 1)) return std::nullopt;
    Cut cut{.cue = v, .told = {sentence.begin, begin}, .frame = {begin, sentence.end}};
    while (cut.told.end > cut.told.begin && tree_.pos(cut.told.end - 1) == Pos::punct &&
           tree_.token(cut.told.end - 1).text != "\"" && tree_.token(cut.told.end - 1).text != "”")
      --cut.told.end;
    if (!two && (!tree_.has_finite_verb(cut.told) || is_clean(cut))) return std::nullopt;
    return cut;
  }

  // "The observatory a monitoring group said nine people died."
  [[nodiscard]] std::optional<Cut> before(TokenIndex v, TokenRange sentence) const {
    if (tree_.child(v, {Dep::ccomp, Dep::xcomp, Dep::parataxis}) != kNone) return std::nullopt;
    if (knowledge_.is("outlet-passive", tree_.lemma(v)))
      return std::nullopt;  // "quoted X as saying"
    // "released a statement saying an attack on the base killed nobody"
    const bool participle = tree_.token(v).tag == "VBG";
    if (participle && (tree_.child(v, {Dep::dobj}) == kNone || tree_.dep(v) == Dep::amod ||
                       tree_.dep(v) == Dep::pcomp))
      return std::nullopt;
    if (!participle && (v - sentence.begin > 25 || tree_.child(v, {Dep::nsubj}) == kNone ||
                        tree_.dep(v) != Dep::root))
      return std::nullopt;
    TokenIndex begin = v + 1;
    if (begin < sentence.end && knowledge_.is("that", tree_.lower(begin))) ++begin;
    // A quotation, or an object of its own, is no clause.
    if (sentence.end - begin < kShortestClause || tree_.pos(begin) == Pos::punct ||
        tree_.pos(begin) == Pos::adp || knowledge_.is("to", tree_.lower(begin)))
      return std::nullopt;
    // "claimed the raid, but residents denied it": the verb behind is no part of the claim.
    for (TokenIndex i = begin; i < sentence.end && !is_finite_or_modal(i); ++i) {
      if (tree_.dep(i) == Dep::cc && tree_.head(i) == v) return std::nullopt;
      if (knowledge_.is("responsibility-nouns", tree_.lemma(i))) return std::nullopt;
    }
    Cut cut{.cue = v, .told = {begin, sentence.end}, .frame = {sentence.begin, begin}};
    while (cut.told.end > cut.told.begin && tree_.pos(cut.told.end - 1) == Pos::punct)
      --cut.told.end;
    if (!tree_.has_finite_verb(cut.told) || is_clean(cut)) return std::nullopt;
    return cut;
  }

  [[nodiscard]] bool is_finite_or_modal(TokenIndex i) const {
    return tree_.is_finite(i) || tree_.token(i).tag == "MD";
  }

  // The parser read the content as one clause under the cue, and the source as its subject.
  [[nodiscard]] bool is_clean(const Cut& cut) const {
    TokenIndex top = kNone;
    for (TokenIndex i = cut.told.begin; i < cut.told.end; ++i) {
      const TokenIndex head = tree_.head(i);
      if (head != kNone && head >= cut.told.begin && head < cut.told.end) continue;
      if (tree_.pos(i) == Pos::punct) continue;
      if (top != kNone) return false;
      top = i;
    }
    if (top == kNone || tree_.head(top) != cut.cue) return false;
    for (TokenIndex i = cut.frame.begin; i < cut.frame.end; ++i) {
      const TokenIndex head = tree_.head(i);
      if (head != kNone && head >= cut.told.begin && head < cut.told.end &&
          tree_.pos(i) != Pos::punct)
        return false;
    }
    return true;
  }

  [[nodiscard]] bool speaks(TokenIndex i) const {
    if (tree_.pos(i) == Pos::pron || tree_.pos(i) == Pos::propn) return true;
    for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                             "organization-nouns", "population-nouns", "text-nouns"}) {
      if (knowledge_.is(list, tree_.lemma(i))) return true;
    }
    return false;
  }

  [[nodiscard]] bool bears_title(TokenIndex i) const {
    return knowledge_.is("titles", tree_.lower(i)) || knowledge_.is("person-nouns", tree_.lemma(i));
  }

  // Where the noun phrase that ends with `last` begins, by its words alone; kNone where it names
  // nobody that could speak.
  [[nodiscard]] TokenIndex phrase_begin(TokenIndex last, TokenIndex floor) const {
    if (last < floor || !speaks(last)) return kNone;
    if (tree_.pos(last) == Pos::pron) return last;
    if (!tree_.is_noun(last)) return kNone;
    TokenIndex at = last;
    for (; at > floor; --at) {
      const TokenIndex left = at - 1;
      const auto& tag = tree_.token(left).tag;
      const auto& entity = tree_.token(left).entity;
      if (!entity.empty() && entity == tree_.token(at).entity && !tree_.token(at).entity_begins)
        continue;
      if (tag == "DT" || tag == "PRP$") {
        at = left;
        break;
      }
      if (tag == "POS") {
        const auto owner = phrase_begin(left - 1, floor);
        return owner == kNone ? at : owner;
      }
      const bool place_of_content = left > floor && tree_.pos(left - 1) == Pos::adp &&
                                    !knowledge_.is("of", tree_.lower(left - 1)) && !entity.empty();
      if (place_of_content) break;
      if (tag == "JJ" || tag == "HYPH") continue;
      if (tree_.pos(left) == Pos::propn) {
        if (bears_title(at) || bears_title(left) || tree_.pos(at) == Pos::noun) continue;
        if (tree_.pos(at) == Pos::propn && entity.empty()) continue;
        break;
      }
      if (tag == "NN" && (tree_.pos(at) == Pos::noun || bears_title(left))) continue;
      // "Nine died, two doctors said": the comma says whose number it is.
      if (tag == "CD" && left > floor && tree_.token(left - 1).text == ",") at = left;
      break;
    }
    if (at <= floor + 1) return at;
    // "head of the observatory", "a resident of the town"
    const TokenIndex link = at - 1;
    if (tree_.pos(link) == Pos::adp && link - 1 >= floor && tree_.is_noun(link - 1) &&
        (knowledge_.is("person-nouns", tree_.lemma(link - 1)) ||
         (knowledge_.is("for", tree_.lower(link)) && tree_.pos(link - 1) == Pos::propn) ||
         (!knowledge_.is("in", tree_.lower(link)) && bears_title(link - 1)))) {
      const auto whole = phrase_begin(link - 1, floor);
      if (whole != kNone) return whole;
    }
    // "a monitor and rebels"
    if (tree_.pos(link) == Pos::cconj && link - 1 >= floor && tree_.is_noun(link - 1) &&
        speaks(link - 1) && tree_.token(link - 1).tag != "CD") {
      const auto whole = phrase_begin(link - 1, floor);
      if (whole != kNone && whole - floor >= kShortestClause) return whole;
    }
    return at;
  }
};

// "The report is, the ministry assures us, pure invention": what stands around an aside, which a
// parser may take for two clauses, or for the aside's own.
struct Aside {
  TokenIndex cue = kNone;
  TokenRange sentence;
  TokenRange words;  // the aside with its two commas
};

class Asides {
 public:
  Asides(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {}

  [[nodiscard]] std::vector<Aside> run() const {
    std::vector<Aside> all;
    for (int s = 0; s < tree_.sentence_count(); ++s) {
      const auto sentence = tree_.sentence_range(s);
      std::vector<Aside> here;
      bool quotes = false;
      for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
        const auto& tag = tree_.token(i).tag;
        quotes = quotes || tag == "``" || tag == "''" || tree_.token(i).text == "\"";
        if (const auto aside = around(i, sentence)) here.push_back(*aside);
      }
      if (here.size() == 1 && !quotes && !is_clean(here.front())) all.push_back(here.front());
    }
    return all;
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;

  [[nodiscard]] std::optional<Aside> around(TokenIndex v, TokenRange sentence) const {
    constexpr TokenIndex kLongest = 14;
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
    auto who = tree_.child(v, {Dep::nsubj});
    // "The army, the mayor suspects, fired", where he passes for somebody's suspects.
    if (tree_.token(v).tag == "NNS" && v > sentence.begin && v + 1 < sentence.end &&
        tree_.token(v + 1).text == "," && tree_.dep(v - 1) == Dep::compound) {
      who = v - 1;
    } else if (!tree_.is_finite(v)) {
      return std::nullopt;
    }
    if (entry == knowledge_.cue_verbs.end() || who == kNone ||
        !entry->second.front()->content.contains(Content::clause) ||
        entry->second.front()->irrealis ||
        (entry->second.front()->holds != Epistemic::true_certain &&
         entry->second.front()->holds != Epistemic::true_uncertain))
      return std::nullopt;
    const auto is_comma = [&](TokenIndex i) { return tree_.token(i).text == ","; };
    TokenIndex begin = std::min(v, who);
    while (begin > sentence.begin && !is_comma(begin)) --begin;
    TokenIndex end = std::max(v, who);
    while (end < sentence.end && !is_comma(end)) ++end;
    if (begin < sentence.begin + 2 || end + 2 >= sentence.end || end - begin > kLongest)
      return std::nullopt;
    for (TokenIndex i = begin + 1; i < end; ++i) {
      const auto& tag = tree_.token(i).tag;
      if ((i != v && tree_.is_finite(i)) || tag == "WP" || tag == "WDT" || tag == "MD" ||
          tag == "CC" || knowledge_.is("that", tree_.lower(i)) || is_comma(i))
        return std::nullopt;
    }
    // "said Barrett, a lawyer"; "accused, in a letter, three men": more than an aside
    if (tree_.subtree(who).end > end) return std::nullopt;
    // But "is, he says, pure invention": what lacks its end cannot be all that is told.
    const bool cut_short = tree_.pos(begin - 1) == Pos::aux;
    for (const TokenIndex c : tree_.children(v)) {
      const Dep d = tree_.dep(c);
      if (c > end && d != Dep::ccomp && d != Dep::punct && !cut_short) return std::nullopt;
    }
    // "told the paper, which printed it"; "an officer said, the wire reports": the second is the
    // teller.
    TokenIndex last = sentence.end - 1;
    while (last > end && tree_.pos(last) == Pos::punct) --last;
    const auto& after = tree_.token(end + 1).tag;
    if (after == "WDT" || after == "WP" ||
        (tree_.is_finite(last) && takes_clause(tree_, knowledge_, last)))
      return std::nullopt;
    // "said its founder, a former judge, has left": the founder is no part of an aside.
    const Pos next = tree_.pos(v + 1);
    const bool noun_next = next == Pos::propn || next == Pos::noun || next == Pos::det ||
                           next == Pos::pron || next == Pos::adj || next == Pos::num;
    if (who < v && noun_next && !tree_.in_time(v + 1) &&
        !knowledge_.is("listening-verbs", tree_.lemma(v)))
      return std::nullopt;
    // ", as he says,"; "were they to leave, he says,"
    if (tree_.token(sentence.begin).tag == "VBD") return std::nullopt;
    if (tree_.token(begin + 1).tag == "IN" || tree_.token(begin + 1).tag == "WRB")
      return std::nullopt;
    return Aside{.cue = v, .sentence = sentence, .words = {begin, end + 1}};
  }

  // One clause around the aside, which hangs on its verb or has it hang on itself.
  [[nodiscard]] bool is_clean(const Aside& aside) const {
    const auto inside = [&](TokenIndex i) {
      return i != kNone && i >= aside.words.begin && i < aside.words.end;
    };
    TokenIndex top = kNone;
    for (TokenIndex i = aside.sentence.begin; i < aside.sentence.end; ++i) {
      if (inside(i) || tree_.pos(i) == Pos::punct) continue;
      const TokenIndex up = tree_.head(i);
      if (up != kNone && !inside(up)) continue;
      if (top != kNone || (up != kNone && up != aside.cue)) return false;
      top = i;
    }
    if (top == kNone) return false;
    for (TokenIndex i = aside.words.begin; i < aside.words.end; ++i) {
      const TokenIndex up = tree_.head(i);
      if (tree_.pos(i) != Pos::punct && i != aside.cue && !inside(up)) return false;
    }
    return tree_.is_verb(top) || tree_.pos(top) == Pos::aux;
  }
};

// The cuts change the document under `tree`; true where they do.
bool cut_at_semicolons(nlp::Analysed& document, const Tree& tree, const nlp::Pipeline& with) {
  const auto cuts = Semicolons(tree).run();
  std::vector<Span> spans;
  for (const auto& pieces : cuts) {
    for (const auto& piece : pieces) spans.push_back(tree.span(piece));
  }
  if (spans.empty()) return false;
  const auto anew = with.analyse(document.annotated, spans, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  std::vector<TokenIndex> begins;  // of the new sentences
  std::size_t at = 0;
  for (const auto& pieces : cuts) {
    bool fit = true;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      fit = fit && fits(tokens, pieces[i], anew[at + i]) && top_of(anew[at + i]) != kNone;
    }
    for (std::size_t i = 0; fit && i < pieces.size(); ++i) {
      put(tokens, pieces[i], anew[at + i], top_of(anew[at + i]), kNone, "ROOT");
      if (i > 0) begins.push_back(pieces[i].begin);
    }
    at += pieces.size();
  }
  std::vector<TokenRange> sentences;
  for (const auto& sentence : document.analysis.sentences) {
    TokenRange rest = sentence;
    for (const TokenIndex begin : begins) {
      if (begin <= rest.begin || begin >= rest.end) continue;
      sentences.push_back({rest.begin, begin});
      rest.begin = begin;
    }
    sentences.push_back(rest);
  }
  set_sentences(document, std::move(sentences));
  return true;
}

bool cut_at_cues(nlp::Analysed& document, const Tree& tree, const Knowledge& knowledge,
                 const nlp::Pipeline& with, const std::vector<TokenRange>& stamps,
                 const std::vector<TokenIndex>& asides) {
  const auto cuts = Finder(tree, knowledge).run(stamps, asides);
  std::vector<Span> pieces;
  for (const auto& cut : cuts) {
    pieces.push_back(tree.span(cut.told));
    pieces.push_back(tree.span(cut.frame));
  }
  if (pieces.empty()) return false;
  const auto anew = with.analyse(document.annotated, pieces, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const auto& [cue, told, frame] = cuts[i];
    const auto& clause = anew[2 * i];
    const auto& rest = anew[2 * i + 1];
    if (!fits(tokens, told, clause) || !fits(tokens, frame, rest)) continue;
    const TokenIndex clause_top = top_of(clause);
    const TokenIndex rest_top = top_of(rest);
    // The cue must be what the frame is about.
    const bool participle = tokens[static_cast<std::size_t>(cue)].tag == "VBG";
    if (clause_top == kNone || rest_top == kNone) continue;
    if (!participle && frame.begin + rest_top != cue) continue;
    // What stands between the two, a comma, hangs on the cue.
    for (TokenIndex between = std::min(told.end, frame.end);
         between < std::max(told.begin, frame.begin); ++between)
      tokens[static_cast<std::size_t>(between)].head = cue;
    put(tokens, frame, rest, rest_top, kNone, "ROOT");
    put(tokens, told, clause, clause_top, cue, "ccomp");
  }
  return true;
}

// "If", "although", "were they to", "in the end": no subject of the main clause.
bool opens_beside(const Tree& tree, TokenIndex first) {
  const auto& tag = tree.token(first).tag;
  return tag == "IN" || tag == "WRB" || tag == "RB" || tag == "TO" || tag.starts_with("VB") ||
         tag == "MD";
}

// What stands around an aside is analysed as if it were not there. The cues of those that are
// lifted.
std::vector<TokenIndex> lift_asides(nlp::Analysed& document, const Tree& tree,
                                    const Knowledge& knowledge, const nlp::Pipeline& with) {
  const auto asides = Asides(tree, knowledge).run();
  std::vector<TokenIndex> lifted;
  if (asides.empty()) return lifted;
  std::vector<std::string> texts;
  std::vector<std::vector<TokenIndex>> places;
  for (const auto& aside : asides) {
    auto& text = texts.emplace_back();
    auto& place = places.emplace_back();
    for (TokenIndex i = aside.sentence.begin; i < aside.sentence.end; ++i) {
      // "If they fired, he said, they will pay": the clause in front keeps its comma.
      const bool comma = i == aside.words.begin && opens_beside(tree, aside.sentence.begin);
      if (i >= aside.words.begin && i < aside.words.end && !comma) {
        if (!text.empty() && text.back() != ' ') text += ' ';
        continue;
      }
      text += tree.token(i).text;
      if (tree.token(i).space_after) text += ' ';
      place.push_back(i);
    }
  }
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto anew = with.analyse(views, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  for (std::size_t k = 0; k < asides.size(); ++k) {
    const auto& piece = anew[k].tokens;
    const auto& place = places[k];
    const TokenIndex top = top_of(anew[k]);
    bool fit = piece.size() == place.size() && top != kNone;
    for (std::size_t i = 0; fit && i < piece.size(); ++i) {
      const bool root = piece[i].head == static_cast<TokenIndex>(i);
      fit = piece[i].text == tree.token(place[i]).text &&
            (!root || piece[i].pos == "PUNCT" || static_cast<TokenIndex>(i) == top);
    }
    if (!fit) continue;
    const TokenIndex cue = asides[k].cue;
    for (std::size_t i = 0; i < piece.size(); ++i) {
      auto& to = tokens[static_cast<std::size_t>(place[i])];
      take_grammar(to, piece[i]);
      to.head = place[static_cast<std::size_t>(piece[i].head)];
      if (to.head != place[i]) continue;
      to.head = cue;
      to.dep = static_cast<TokenIndex>(i) == top ? "ccomp" : "punct";
    }
    for (TokenIndex i = asides[k].words.begin; i < asides[k].words.end; ++i) {
      auto& word = tokens[static_cast<std::size_t>(i)];
      if (word.head < asides[k].words.begin || word.head >= asides[k].words.end) word.head = cue;
    }
    auto& root = tokens[static_cast<std::size_t>(cue)];
    root.head = cue;
    root.dep = "ROOT";
    if (root.tag == "NNS") {
      root.tag = "VBZ";
      root.pos = "VERB";
      auto& who = tokens[static_cast<std::size_t>(cue) - 1];
      who.head = cue;
      who.dep = "nsubj";
      for (TokenIndex i = asides[k].words.begin; i < cue - 1; ++i) {
        auto& word = tokens[static_cast<std::size_t>(i)];
        if (word.head == cue && word.pos != "PUNCT") word.head = cue - 1;
      }
    }
    lifted.push_back(cue);
  }
  return lifted;
}

bool cut_behind_times(nlp::Analysed& document, const Tree& tree, const nlp::Pipeline& with) {
  const auto fronts = fronted_times(tree);
  std::vector<TokenRange> rests;
  std::vector<Span> spans;
  for (const auto& front : fronts) {
    rests.push_back({front.end, tree.sentence_range(tree.sentence(front.begin)).end});
    spans.push_back(tree.span(front));
    spans.push_back(tree.span(rests.back()));
  }
  if (spans.empty()) return false;
  const auto anew = with.analyse(document.annotated, spans, nlp::Entities::leave);
  auto& tokens = document.analysis.tokens;
  for (std::size_t i = 0; i < fronts.size(); ++i) {
    const auto& front = anew[2 * i];
    const auto& rest = anew[2 * i + 1];
    if (!fits(tokens, fronts[i], front) || !fits(tokens, rests[i], rest)) continue;
    const TokenIndex front_top = top_of(front);
    const TokenIndex rest_top = top_of(rest);
    if (front_top == kNone || rest_top == kNone) continue;
    put(tokens, rests[i], rest, rest_top, kNone, "ROOT");
    const bool preposition = front.tokens[static_cast<std::size_t>(front_top)].pos == "ADP";
    put(tokens, fronts[i], front, front_top, rests[i].begin + rest_top,
        preposition ? "prep" : "npadvmod");
  }
  return true;
}

}  // namespace

void recut(nlp::Analysed& document, const Knowledge& knowledge, const nlp::Pipeline& with) {
  const auto stamps = cut_at_datelines(document, knowledge, with);
  auto tree = std::make_unique<const Tree>(document);
  if (lower_fronts(document, *tree, knowledge, with)) tree = std::make_unique<const Tree>(document);
  if (cut_behind_times(document, *tree, with)) tree = std::make_unique<const Tree>(document);
  if (cut_at_semicolons(document, *tree, with)) tree = std::make_unique<const Tree>(document);
  const auto asides = lift_asides(document, *tree, knowledge, with);
  if (!asides.empty()) tree = std::make_unique<const Tree>(document);
  if (cut_at_cues(document, *tree, knowledge, with, stamps, asides))
    tree = std::make_unique<const Tree>(document);
  // Last, since what is analysed anew above ends at a title again.
  join_at_titles(document, *tree, knowledge, with);
}

}  // namespace gainsay::read
