#include "read/attribution.h"

#include <algorithm>
#include <map>
#include <set>

namespace gainsay::read {
namespace {

// Fewer tokens than these between quotation marks, marks included, are a term or scare quotes, not
// speech.
constexpr TokenIndex kShortestSpeech = 5;

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

class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {
    const auto& quotations = tree.document().annotated.quotations;
    for (const auto& quotation : quotations) {
      const auto range = tree.tokens_in(quotation.outside);
      // One or two words in quotation marks are a term, not speech, unless a cue stands right
      // beside them.
      quotes_.push_back({range, quotation.group, range.end - range.begin});
    }
    in_quote_.resize(static_cast<std::size_t>(tree.size()), -1);
    for (std::size_t q = 0; q < quotes_.size(); ++q) {
      for (TokenIndex i = quotes_[q].range.begin; i < quotes_[q].range.end; ++i) {
        in_quote_[static_cast<std::size_t>(i)] = static_cast<int>(q);
      }
    }
  }

  std::vector<Attribution> run() {
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      if (tree_.pos(i) == Pos::verb || (tree_.pos(i) == Pos::noun && tree_.dep(i) == Dep::root))
        verb(i);
      if (tree_.pos(i) == Pos::noun) noun(i);
      if (tree_.pos(i) == Pos::adj) adjective(i);
      if (knowledge_.is("according", tree_.lower(i))) according(i);
      if (knowledge_.is("per", tree_.lower(i)) && tree_.dep(i) == Dep::prep) per(i);
    }
    redirect_citations();
    colon_speakers();
    headline_sources();
    quotations_without_cue();
    std::ranges::stable_sort(found_, {}, [](const Attribution& a) { return a.cue_range.begin; });
    nest();
    return std::move(found_);
  }

 private:
  struct Quote {
    TokenRange range;
    int group;
    TokenIndex length;
    bool taken = false;
  };

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::vector<Quote> quotes_;
  std::vector<int> in_quote_;
  std::vector<Attribution> found_;

  [[nodiscard]] int quote_of(TokenIndex i) const { return in_quote_[static_cast<std::size_t>(i)]; }

  // ---------------------------------------------------------------- sources

  // The noun that a relative pronoun stands for, else the token itself.
  [[nodiscard]] TokenIndex antecedent(TokenIndex i) const {
    const auto& word = tree_.lower(i);
    if (!knowledge_.is("relative-pronouns", word)) return i;
    for (TokenIndex up = tree_.head(i); up != kNone; up = tree_.head(up)) {
      if (tree_.dep(up) == Dep::relcl) return tree_.head(up);
      if (tree_.dep(up) != Dep::conj && tree_.dep(up) != Dep::xcomp && tree_.dep(up) != Dep::ccomp)
        break;
    }
    return i;
  }

  [[nodiscard]] bool can_speak(TokenIndex i) const {
    if (i == kNone) return false;
    if (tree_.dep(i) == Dep::expl || knowledge_.is("pronouns-no-speaker", tree_.lower(i)))
      return false;
    return tree_.is_noun(i) || tree_.pos(i) == Pos::pron || tree_.pos(i) == Pos::num ||
           tree_.pos(i) == Pos::det || tree_.pos(i) == Pos::adj;
  }

  // "The paper quoted X as saying", "X was cited as saying": the verb that quotes.
  [[nodiscard]] TokenIndex quoting_verb(TokenIndex verb_token) const {
    const TokenIndex as = tree_.head(verb_token);
    if (as == kNone || tree_.lower(as) != "as" || tree_.head(as) == kNone) return kNone;
    TokenIndex quoting = tree_.head(as);
    // The parser may hang "as saying" on the name, or on what follows.
    while (!knowledge_.is("outlet-passive", tree_.lemma(quoting)) && tree_.head(quoting) != kNone)
      quoting = tree_.head(quoting);
    return knowledge_.is("outlet-passive", tree_.lemma(quoting)) ? quoting : kNone;
  }

  // "claimed the raid … saying that": a participle that the parser took for the content, with the
  // object for its subject.
  [[nodiscard]] TokenIndex misread_participle(TokenIndex v) const {
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::ccomp && c > v && tree_.token(c).tag == "VBG" &&
          tree_.child(c, {Dep::aux}) == kNone && knowledge_.cue_verbs.contains(tree_.lemma(c)) &&
          tree_.child(c, {Dep::nsubj}) != kNone) {
        return c;
      }
    }
    return kNone;
  }

  // Whose verb it is: its own subject, or that of the verb it hangs on.
  [[nodiscard]] TokenIndex subject_of(TokenIndex verb_token) const {
    if (const TokenIndex quoting = quoting_verb(verb_token); quoting != kNone) {
      return tree_.child(quoting, {Dep::dobj, Dep::nsubjpass});
    }
    TokenIndex verb_at = verb_token;
    if (tree_.head(verb_token) != kNone && misread_participle(tree_.head(verb_token)) == verb_token)
      verb_at = tree_.head(verb_token);
    for (int steps = 0; verb_at != kNone && steps < 6; ++steps) {
      if (verb_at == verb_token && tree_.is_passive(verb_at)) {
        if (const auto by = tree_.prepositional_object(verb_at, "by"); by != kNone) return by;
        // "X was quoted as saying": the one it is said of is the one who says it.
        return kNone;
      }
      const auto subject = tree_.child(verb_at, {Dep::nsubj, Dep::nsubjpass});
      if (subject != kNone) return can_speak(subject) ? antecedent(subject) : kNone;
      const Dep d = tree_.dep(verb_at);
      if (d == Dep::acl && tree_.token(verb_at).tag == "VBG") return tree_.head(verb_at);
      if (d == Dep::conj || d == Dep::xcomp || d == Dep::advcl || d == Dep::dep ||
          d == Dep::pcomp || d == Dep::prep || d == Dep::ccomp || d == Dep::acl ||
          (!tree_.is_verb(verb_at) && (d == Dep::advmod || d == Dep::acomp))) {
        verb_at = tree_.head(verb_at);
        if (verb_at != kNone && d == Dep::acl && tree_.is_noun(verb_at)) return kNone;
        continue;
      }
      if (d == Dep::relcl) return tree_.head(verb_at);
      break;
    }
    return kNone;
  }

  // ---------------------------------------------------------------- cues

  [[nodiscard]] TokenRange cue_range(TokenIndex cue) const {
    TokenIndex begin = cue;
    TokenIndex end = cue + 1;
    for (const TokenIndex c : tree_.children(cue)) {
      const Dep d = tree_.dep(c);
      if ((d == Dep::aux || d == Dep::auxpass || d == Dep::neg) && c < cue)
        begin = std::min(begin, c);
      if (d == Dep::prt) end = std::max(end, c + 1);
    }
    // Only what stands together: "has", not "has, on Monday,".
    for (TokenIndex i = begin; i < cue; ++i) {
      const Dep d = tree_.dep(i);
      if (d == Dep::nsubj || d == Dep::nsubjpass || tree_.pos(i) == Pos::punct || tree_.is_noun(i))
        begin = i + 1;
    }
    return {begin, end};
  }

  [[nodiscard]] bool is_negated(TokenIndex verb_token) const {
    // "neither confirmed nor denied": the second stands under the first one's negation.
    if (tree_.dep(verb_token) == Dep::conj && tree_.head(verb_token) != kNone) {
      for (const TokenIndex c : tree_.children(tree_.head(verb_token))) {
        if (tree_.dep(c) == Dep::cc && c < verb_token && knowledge_.is("negators", tree_.lower(c)))
          return true;
      }
    }
    if (stops_short(verb_token)) return true;
    for (TokenIndex at = verb_token; at != kNone;) {
      for (const TokenIndex c : tree_.children(at)) {
        const Dep d = tree_.dep(c);
        if (d == Dep::neg) return true;
        if (c < at && (d == Dep::advmod || d == Dep::cc || d == Dep::other || d == Dep::dep) &&
            knowledge_.is("negators", tree_.lower(c)))
          return true;
      }
      // "refused to confirm", "has yet to comment"
      if (tree_.dep(at) == Dep::xcomp && tree_.head(at) != kNone) {
        if (knowledge_.is("negative-implicatives", tree_.lemma(tree_.head(at)))) return true;
        if (knowledge_.is("not-yet", tree_.lower(tree_.head(at)))) return true;
        for (const TokenIndex c : tree_.children(tree_.head(at))) {
          if (tree_.dep(c) == Dep::advmod && knowledge_.is("not-yet", tree_.lower(c))) return true;
        }
        at = tree_.head(at);
        if (!knowledge_.is("implicatives", tree_.lemma(at))) break;
        continue;
      }
      break;
    }
    const auto subject = tree_.child(verb_token, {Dep::nsubj, Dep::nsubjpass});
    if (subject != kNone) {
      if (knowledge_.is("negative-pronouns", tree_.lower(subject))) return true;
      if (const auto det = tree_.child(subject, {Dep::det});
          det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)))
        return true;
    }
    return false;
  }

  // "stopped short of confirming", "refrained from saying"
  [[nodiscard]] bool stops_short(TokenIndex verb_token) const {
    if (tree_.dep(verb_token) != Dep::pcomp) return false;
    TokenIndex at = tree_.head(verb_token);
    for (int steps = 0; at != kNone && steps < 3; ++steps, at = tree_.head(at)) {
      if (knowledge_.is("negative-implicatives", tree_.lemma(at))) return true;
    }
    return false;
  }

  // The saying is itself wanted, future, asked or a condition.
  [[nodiscard]] bool is_hypothetical(TokenIndex verb_token) const {
    for (const TokenIndex c : tree_.children(verb_token)) {
      if (tree_.dep(c) == Dep::mark && knowledge_.is("conditional-markers", tree_.lower(c)))
        return true;
      if (tree_.dep(c) == Dep::aux && tree_.token(c).tag == "MD" &&
          !knowledge_.is("modals-said", tree_.lower(c)))
        return true;
    }
    const TokenIndex up = tree_.head(verb_token);
    return up != kNone && tree_.dep(verb_token) == Dep::xcomp &&
           knowledge_.is("irrealis-verbs", tree_.lemma(up)) &&
           !knowledge_.is("implicatives", tree_.lemma(up));
  }

  // ---------------------------------------------------------------- contents

  void trim(std::vector<TokenRange>& content) const {
    std::vector<TokenRange> kept;
    for (auto range : content) {
      const auto loose = [&](TokenIndex i) {
        const auto& word = tree_.token(i).text;
        return tree_.token(i).pos == "SPACE" || word == "," || word == ";" || word == "--" ||
               word == "-" || word == "–" || word == "—" || word == ":";
      };
      while (range.begin < range.end && (loose(range.begin) || tree_.lower(range.begin) == "."))
        ++range.begin;
      while (range.begin < range.end && (loose(range.end - 1) || tree_.lower(range.end - 1) == "."))
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

  // Widens a content to the whole quotation that it begins or ends in, and marks it as quoted.
  void take_quotations(Attribution& a, TokenRange sentence) {
    std::vector<TokenRange> wide;
    for (auto range : a.content) {
      for (TokenIndex i = range.begin; i < range.end; ++i) {
        if (const int q = quote_of(i); q >= 0 && quotes_[static_cast<std::size_t>(q)].length > 2) {
          auto& quote = quotes_[static_cast<std::size_t>(q)];
          a.quoted = true;
          if (quote.range.begin >= sentence.begin)
            range.begin = std::min(range.begin, quote.range.begin);
          range.end = std::max(range.end, quote.range.end);
          if (a.source != kNone && range.begin <= a.source && a.source < range.end) return;
        }
      }
      wide.push_back(range);
    }
    std::vector<TokenRange> merged;
    std::ranges::sort(wide);
    for (const auto& range : wide) {
      if (!merged.empty() && range.begin <= merged.back().end) {
        merged.back().end = std::max(merged.back().end, range.end);
      } else {
        merged.push_back(range);
      }
    }
    a.content = merged;
    for (const auto& range : a.content) {
      for (auto& quote : quotes_) {
        if (quote.range.begin >= range.begin && quote.range.end <= range.end) quote.taken = true;
      }
    }
  }

  // The words of a source, with what belongs to them: "a doctor in the town, who asked not to be
  // named".
  [[nodiscard]] TokenRange source_words(TokenIndex source) const {
    return source == kNone ? TokenRange{} : tree_.subtree(source);
  }

  void add(Attribution a, TokenRange all) {
    const auto sentence = tree_.sentence_range(tree_.sentence(a.cue_token));
    std::vector<TokenRange> cut{a.cue_range};
    if (a.source != kNone && tree_.sentence(a.source) == tree_.sentence(a.cue_token)) {
      const auto source = source_words(a.source);
      // A source whose subtree swallowed the content (a relative clause, a wrong parse) gives only
      // its own words.
      if (source.begin <= a.cue_token && a.cue_token < source.end) {
        cut.push_back(tree_.core(a.source));
      } else {
        cut.push_back(source);
      }
    }
    cut_outer_clauses(a, cut);
    a.content = without(all, cut);
    trim(a.content);
    take_quotations(a, sentence);
    if (a.content.empty()) return;
    a.negated = a.negated || (tree_.is_verb(a.cue_token) && is_negated(a.cue_token));
    a.hypothetical = tree_.is_verb(a.cue_token) && is_hypothetical(a.cue_token);
    found_.push_back(std::move(a));
  }

  // A parser hangs on the content what the teller adds behind it: "said it fell, although he had
  // not seen it", "said it fell and the mayor denied that". Within quotation marks it is the
  // speaker's.
  void cut_outer_clauses(const Attribution& a, std::vector<TokenRange>& cut) const {
    if (a.content_head == kNone || a.content_head < a.cue_token) return;
    for (const TokenIndex c : tree_.children(a.content_head)) {
      if (c < a.content_head || quote_of(c) >= 0) continue;
      auto range = tree_.subtree(c);
      const Dep d = tree_.dep(c);
      const bool comma = range.begin > 0 && tree_.token(range.begin - 1).text == ",";
      if (d == Dep::advcl && comma) {
        const auto mark = tree_.child(c, {Dep::mark, Dep::advmod});
        const bool contrast = mark != kNone && knowledge_.is("contrast-markers", tree_.lower(mark));
        const bool participle = tree_.token(c).tag == "VBG" && mark == kNone;
        if (contrast || participle) cut.push_back(range);
      }
      if (d == Dep::conj && tree_.is_verb(c) && knowledge_.cue_verbs.contains(tree_.lemma(c))) {
        const auto subject = tree_.child(c, {Dep::nsubj});
        if (subject != kNone && tree_.pos(subject) != Pos::pron &&
            tree_.child(c, {Dep::ccomp}) != kNone) {
          while (range.begin > a.content_head + 1 && (tree_.dep(range.begin - 1) == Dep::cc ||
                                                      tree_.pos(range.begin - 1) == Pos::punct))
            --range.begin;
          cut.push_back(range);
        }
      }
    }
  }

  [[nodiscard]] Attribution begin(const Cue& cue, TokenIndex token) const {
    Attribution a;
    a.cue = &cue;
    a.cue_token = token;
    a.cue_range = cue_range(token);
    return a;
  }

  // ---------------------------------------------------------------- verbs

  void verb(TokenIndex v) {
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (entry == knowledge_.cue_verbs.end()) return;
    if (tree_.dep(v) == Dep::amod || tree_.dep(v) == Dep::compound) return;
    if (knowledge_.is("outlet-passive", tree_.lemma(v)) && quotes_speech(v)) return;
    for (const Cue* cue : entry->second) {
      if (verb_with(v, *cue)) return;
    }
  }

  // The quoting verb of "quoted X as saying" tells nothing itself: X does, through its subject.
  [[nodiscard]] bool quotes_speech(TokenIndex v) const {
    const auto range = tree_.subtree(v);
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (tree_.is_verb(i) && quoting_verb(i) == v) return true;
    }
    return false;
  }

  bool verb_with(TokenIndex v, const Cue& cue) {
    Attribution a = begin(cue, v);
    a.source = subject_of(v);
    if (const TokenIndex quoting = quoting_verb(v);
        quoting != kNone && !tree_.is_passive(quoting)) {
      if (const auto outlet = tree_.child(quoting, {Dep::nsubj}); outlet != kNone)
        a.via.push_back(outlet);
    }
    const bool passive = tree_.is_passive(v);
    // "He was denied entry": a passive's own subject is no source.
    if (cue.content.contains(Content::clause)) {
      if (clause(v, a)) return true;
      if (quoted_beside(v, a)) return true;
      if (parenthetical(v, a)) return true;
      if (tail(v, Attribution(a))) return true;
    }
    if (cue.content.contains(Content::quotation) && quoted_beside(v, a)) return true;
    if (cue.content.contains(Content::infinitive)) {
      const auto open = tree_.child(v, {Dep::xcomp});
      if (open != kNone && tree_.is_verb(open) && tree_.token(open).tag != "VBG") {
        if (passive && a.source == kNone) {
          a.content_head = open;
          return raised(v, a, open);
        }
        a.content_head = open;
        add(a, tree_.subtree(open));
        return true;
      }
    }
    if (cue.content.contains(Content::gerund)) {
      const auto open = tree_.child(v, {Dep::xcomp});
      if (open != kNone && tree_.token(open).tag == "VBG" && !passive) {
        a.content_head = open;
        add(a, tree_.subtree(open));
        return true;
      }
    }
    if (cue.content.contains(Content::person_to)) {
      auto open = tree_.child(v, {Dep::xcomp, Dep::ccomp, Dep::advcl});
      if (open != kNone && tree_.child(open, {Dep::aux}) != kNone &&
          tree_.token(tree_.child(open, {Dep::aux})).tag == "TO" && !passive) {
        auto range = tree_.subtree(open);
        a.content_head = open;
        if (const auto whom = tree_.child(v, {Dep::dobj, Dep::dative});
            whom != kNone && whom < open && whom > v) {
          range.begin = std::min(range.begin, tree_.subtree(whom).begin);
        }
        add(a, range);
        return true;
      }
    }
    // "accused him of it": the preposition carries it; "endorsed him for the post": the object
    // does.
    const bool object_first = cue.content.contains(Content::object) && !cue.accuses &&
                              tree_.child(v, {Dep::dobj}) != kNone;
    if (!object_first && cue.content.contains(Content::preposition) && prepositional(v, a))
      return true;
    if (cue.content.contains(Content::object)) {
      auto object = tree_.child(v, {Dep::dobj, Dep::oprd, Dep::attr});
      if (object == kNone && misread_participle(v) != kNone)
        object = tree_.child(misread_participle(v), {Dep::nsubj});
      if (object != kNone && !passive && tree_.pos(object) != Pos::pron) {
        a.content_head = object;
        a.object = true;
        if (cue.responsibility && !claims_deed(object)) return false;
        if (!cue.objects.empty() && !cue.objects.contains(tree_.lemma(object))) return false;
        if (cue.objects_not.contains(tree_.lemma(object))) return false;
        auto range = tree_.subtree(object);
        if (!cue.door.empty()) {
          for (const auto& preposition : cue.door) {
            if (a.accused == kNone) a.accused = tree_.prepositional_object(v, preposition);
            if (a.accused == kNone) a.accused = tree_.prepositional_object(object, preposition);
          }
          if (a.accused == kNone) return false;
        }
        for (const TokenIndex c : tree_.children(v)) {
          // "called the vote a farce", "dismissed it as invented"
          if (c > object &&
              (tree_.dep(c) == Dep::oprd || tree_.dep(c) == Dep::prep ||
               tree_.dep(c) == Dep::xcomp) &&
              (!cue.typed || tree_.lower(c) == "as" || !cue.objects.empty())) {
            range.end = std::max(range.end, tree_.subtree(c).end);
          }
        }
        add(a, range);
        return true;
      }
      // "The report was denied by the army." Not "backed by air strikes".
      if (passive && a.source != kNone && cue.typed) {
        if (const auto subject = tree_.child(v, {Dep::nsubjpass}); subject != kNone) {
          a.content_head = subject;
          a.object = true;
          add(a, tree_.subtree(subject));
          return true;
        }
      }
      if (passive && a.source != kNone && tree_.dep(v) == Dep::acl && tree_.head(v) != kNone) {
        a.content_head = tree_.head(v);  // "an attack claimed by the group"
        a.object = true;
        add(a, tree_.core(tree_.head(v)));
        return true;
      }
    }
    return false;
  }

  // "claimed responsibility for the ambush", "claimed the ambush": not "claimed nine lives",
  // "claimed victory".
  [[nodiscard]] bool claims_deed(TokenIndex object) const {
    if (knowledge_.is("responsibility-nouns", tree_.lemma(object))) return true;
    return knowledge_.frame_nouns.contains(tree_.lemma(object));
  }

  bool clause(TokenIndex v, Attribution& a) {
    TokenIndex content = kNone;
    const TokenIndex misread = misread_participle(v);
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::ccomp && c != a.source && c != misread) {
        if (content == kNone || (content < v && c > v)) content = c;
      }
    }
    if (content == kNone) return false;
    // "told reporters (that) …": the listener is no part of it; the range is the clause's own.
    a.content_head = content;
    auto range = tree_.subtree(content);
    const auto mark = tree_.child(content, {Dep::mark});
    if (mark == kNone && range.begin > v && tree_.lower(range.begin) == "as") return false;
    if (range.begin <= v && v < range.end) {
      // A clause around its cue: "The bridge, he said, had fallen".
      add(a, range);
      return true;
    }
    // "said young people and families would gain": what a parser took for the object is the
    // clause's subject.
    const auto object = tree_.child(v, {Dep::dobj});
    if (object != kNone && object > v && object < range.begin &&
        knowledge_.is("no-listener-verbs", tree_.lemma(v))) {
      range.begin = tree_.subtree(object).begin;
    }
    // Adverbs at the sentence's front belong to what is told when the clause comes first.
    if (range.end <= v && tree_.dep(v) == Dep::root) {
      const auto sentence = tree_.sentence_range(tree_.sentence(v));
      range.begin = std::min(range.begin, sentence.begin);
    }
    if (range.begin > v) {
      // A second clause joined to the cue by a wrong parse stays out; a following advcl of the
      // content is in its subtree.
      for (const TokenIndex c : tree_.children(v)) {
        if (tree_.dep(c) == Dep::ccomp && c > content)
          range.end = std::max(range.end, tree_.subtree(c).end);
      }
    }
    add(a, range);
    return true;
  }

  // Quotation marks beside the cue, where the parser saw no clause.
  bool quoted_beside(TokenIndex v, Attribution& a) {
    // A wish that quotes a few words is an infinitive or object with a quotation in it.
    if (quote_of(v) >= 0 || a.source == kNone || a.cue->irrealis ||
        tree_.child(v, {Dep::xcomp}) != kNone)
      return false;
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    std::vector<TokenRange> content;
    for (auto& quote : quotes_) {
      if (quote.taken || quote.length < kShortestSpeech) continue;
      if (quote.range.end <= sentence.begin || quote.range.begin >= sentence.end) continue;
      if (quote.range.begin <= a.source && a.source < quote.range.end) continue;
      content.push_back(quote.range);
      quote.taken = true;
    }
    if (content.empty()) return false;
    a.quoted = true;
    a.content = content;
    a.negated = is_negated(v);
    a.hypothetical = is_hypothetical(v);
    found_.push_back(a);
    return true;
  }

  // "The bridge had fallen, he said.": the cue hangs on what it tells.
  bool parenthetical(TokenIndex v, Attribution& a) {
    const Dep d = tree_.dep(v);
    const TokenIndex top = tree_.head(v);
    if (top == kNone || a.source == kNone) return false;
    const auto own = tree_.subtree(v);
    // "as he said", or a short clause of its own between commas or at the end.
    const bool as = knowledge_.is("as", tree_.lower(own.begin));
    const bool short_clause =
        own.end - own.begin <= 10 && own.begin > top && tree_.child(v, {Dep::mark}) == kNone;
    if (d == Dep::parataxis || d == Dep::dep || (d == Dep::advcl && (as || short_clause))) {
      if (d == Dep::advcl && tree_.token(v).tag == "VBG") return false;
      if (tree_.child(v, {Dep::nsubj}) == kNone) return false;
      a.content_head = top;
      auto range = tree_.subtree(top);
      a.content = without(range, {own});
      trim(a.content);
      take_quotations(a, tree_.sentence_range(tree_.sentence(v)));
      if (a.content.empty()) return false;
      a.negated = is_negated(v);
      found_.push_back(a);
      return true;
    }
    return false;
  }

  // Text that lost its commas: "Nine people died a monitor said": what stands before the source of
  // a sentence-final cue is its content, whatever the parser made of it.
  bool tail(TokenIndex v, Attribution a) {
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    // Without the commas the parser may take the source for anything: the noun right before the cue
    // is it.
    TokenIndex adjacent = v - 1;
    while (adjacent > sentence.begin &&
           (tree_.dep(adjacent) == Dep::aux || tree_.pos(adjacent) == Pos::adv))
      --adjacent;
    if (adjacent > sentence.begin &&
        (tree_.is_noun(adjacent) || tree_.pos(adjacent) == Pos::pron)) {
      TokenIndex top = adjacent;
      while (tree_.head(top) != kNone && tree_.head(top) < v && tree_.is_noun(tree_.head(top)) &&
             (tree_.dep(top) == Dep::pobj || tree_.dep(top) == Dep::compound ||
              tree_.dep(top) == Dep::appos)) {
        top = tree_.head(top);
      }
      // Up through "for Human Rights" to the name it belongs to.
      while (tree_.head(top) != kNone && tree_.dep(top) == Dep::pobj &&
             tree_.head(tree_.head(top)) != kNone && tree_.is_noun(tree_.head(tree_.head(top)))) {
        top = tree_.head(tree_.head(top));
      }
      if (a.source == kNone || tree_.child(v, {Dep::nsubj}) == kNone) a.source = top;
    }
    if (a.source == kNone || a.source > v || !can_speak(a.source)) return false;
    TokenIndex end = sentence.end;
    while (end > v + 1 && tree_.pos(end - 1) == Pos::punct) --end;
    TokenIndex last = v + 1;
    // "said on Friday", "told the agency"
    while (last < end &&
           (tree_.head(last) == v ||
            (tree_.head(last) != kNone && tree_.head(tree_.head(last)) == v)) &&
           tree_.dep(last) != Dep::ccomp) {
      ++last;
    }
    auto source = tree_.subtree(a.source);
    if (source.end > v) source = tree_.core(a.source);
    while (source.begin > sentence.begin && tree_.pos(source.begin - 1) == Pos::det) --source.begin;
    if (last < end || source.begin <= sentence.begin + 2) return false;
    a.content_head = tree_.head(v) != kNone && tree_.head(v) < source.begin ? tree_.head(v) : kNone;
    add(a, {sentence.begin, source.begin});
    return !found_.empty() && found_.back().cue_token == v;
  }

  // "is believed to have fled", "was reported to be dead": nobody in particular holds it.
  bool raised(TokenIndex v, Attribution& a, TokenIndex open) {
    const auto subject = tree_.child(v, {Dep::nsubjpass, Dep::nsubj});
    auto range = tree_.subtree(open);
    a.content = {range};
    if (subject != kNone) a.content.insert(a.content.begin(), tree_.subtree(subject));
    trim(a.content);
    a.negated = is_negated(v);
    found_.push_back(a);
    return true;
  }

  bool prepositional(TokenIndex v, Attribution& a) {
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) != Dep::prep && tree_.dep(c) != Dep::agent) continue;
      if (!a.cue->prepositions.contains(tree_.lower(c)) || c < v) continue;
      const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
      if (object == kNone || a.cue->objects_not.contains(tree_.lemma(object))) continue;
      if (a.cue->accuses) {
        a.accused = tree_.child(v, {Dep::dobj, Dep::nsubjpass});
        if (a.accused == kNone && tree_.dep(v) == Dep::acl) a.accused = tree_.head(v);
        if (tree_.dep(object) != Dep::pcomp &&
            !knowledge_.frame_nouns.contains(tree_.lemma(object)) && tree_.lower(c) != "of") {
          continue;
        }
      }
      a.content_head = object;
      a.object = tree_.dep(object) == Dep::pobj;
      auto range = tree_.subtree(object);
      if (a.cue->accuses && a.accused != kNone && a.accused > v && a.accused < range.begin) {
        range.begin = tree_.subtree(a.accused).begin;
      }
      add(a, range);
      return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- nouns, adjectives,
  // prepositions

  // Whose claim: "the group's claim", "a claim by the group".
  [[nodiscard]] TokenIndex owner_of(TokenIndex n) const {
    if (const auto owner = tree_.child(n, {Dep::poss}); owner != kNone) return owner;
    for (const auto* preposition : {"by", "from", "of"}) {
      const auto object = tree_.prepositional_object(n, preposition);
      if (object != kNone && (tree_.pos(object) == Pos::propn || tree_.pos(object) == Pos::pron ||
                              std::string_view(preposition) != "of")) {
        if (!tree_.token(object).entity.empty() || std::string_view(preposition) != "of")
          return object;
      }
    }
    // "a police statement", "the ministry estimate"
    for (const TokenIndex c : tree_.children(n)) {
      if ((tree_.dep(c) == Dep::compound || tree_.dep(c) == Dep::nmod) && c < n &&
          (tree_.token(c).entity == "ORG" || tree_.token(c).entity == "PERSON" ||
           knowledge_.is("government-nouns", tree_.lemma(c)))) {
        return c;
      }
    }
    const TokenIndex up = tree_.head(n);
    if (up == kNone) return kNone;
    // "issued a statement saying", "made the claim that"; not "denied the claim that"
    if (tree_.dep(n) == Dep::dobj && tree_.is_verb(up) && !answered(n)) return subject_of(up);
    if (tree_.dep(n) == Dep::pobj && tree_.head(up) != kNone && tree_.is_verb(tree_.head(up)) &&
        tree_.lower(up) == "in") {
      return subject_of(tree_.head(up));
    }
    return kNone;
  }

  // "refuted claims that …": what was claimed is what the verb's subject answers, and the verb's
  // own content.
  [[nodiscard]] bool answered(TokenIndex n) const {
    const TokenIndex verb_token = tree_.head(n);
    if (verb_token == kNone || tree_.dep(n) != Dep::dobj) return false;
    const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb_token));
    return entry != knowledge_.cue_verbs.end() &&
           knowledge_.is("answering-acts", entry->second.front()->act);
  }

  void noun(TokenIndex n) {
    const auto entry = knowledge_.cue_nouns.find(tree_.lemma(n));
    if (entry == knowledge_.cue_nouns.end()) return;
    const Cue& cue = *entry->second;
    if (answered(n) && owner_of(n) == kNone) return;
    Attribution a = begin(cue, n);
    a.cue_range = {n, n + 1};
    for (const TokenIndex c : tree_.children(n)) {
      const Dep d = tree_.dep(c);
      const bool that = (d == Dep::acl || d == Dep::ccomp) && c > n;
      if (that && tree_.is_verb(c)) {
        const auto mark = tree_.child(c, {Dep::mark});
        const auto aux = tree_.child(c, {Dep::aux});
        const bool infinitive = aux != kNone && tree_.token(aux).tag == "TO";
        const bool finite = mark != kNone && tree_.lower(mark) == "that";
        if ((finite && cue.content.contains(Content::clause)) ||
            (infinitive && cue.content.contains(Content::infinitive))) {
          a.source = owner_of(n);
          a.content_head = c;
          a.negated =
              tree_.child(n, {Dep::det}) != kNone &&
              knowledge_.is("negative-determiners", tree_.lower(tree_.child(n, {Dep::det})));
          add(a, tree_.subtree(c));
          return;
        }
      }
    }
    if (cue.content.contains(Content::preposition) || cue.content.contains(Content::object)) {
      a.source = owner_of(n);
      if (a.source == kNone) return;
      for (const TokenIndex c : tree_.children(n)) {
        if (tree_.dep(c) != Dep::prep || c < n) continue;
        const bool allowed = a.cue->prepositions.contains(tree_.lower(c)) ||
                             (cue.content.contains(Content::object) && tree_.lower(c) == "of");
        const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
        if (!allowed || object == kNone || object == a.source) continue;
        a.content_head = object;
        a.object = true;
        add(a, tree_.subtree(object));
        return;
      }
    }
    // "the agency's estimate of 2,000": covered above; "estimates" alone carries nothing.
  }

  void adjective(TokenIndex j) {
    const auto entry = knowledge_.cue_adjectives.find(tree_.lower(j));
    if (entry == knowledge_.cue_adjectives.end()) return;
    if (tree_.dep(j) != Dep::acomp && tree_.dep(j) != Dep::oprd && tree_.dep(j) != Dep::attr &&
        tree_.dep(j) != Dep::root)
      return;
    const TokenIndex be = tree_.dep(j) == Dep::root ? j : tree_.head(j);
    if (be == kNone) return;
    Attribution a = begin(*entry->second, j);
    a.cue_range = {std::min(be, j), std::max(be, j) + 1};
    if (a.cue_range.end - a.cue_range.begin > 5) a.cue_range = {j, j + 1};
    a.source = subject_of(be);
    if (a.source == kNone) return;
    a.negated = is_negated(be);
    for (const TokenIndex c : tree_.children(j)) {
      const Dep d = tree_.dep(c);
      if (d == Dep::ccomp && a.cue->content.contains(Content::clause)) {
        a.content_head = c;
        add(a, tree_.subtree(c));
        return;
      }
      if (d == Dep::xcomp && a.cue->content.contains(Content::infinitive)) {
        a.content_head = c;
        add(a, tree_.subtree(c));
        return;
      }
      if (d == Dep::prep && a.cue->content.contains(Content::preposition) &&
          a.cue->prepositions.contains(tree_.lower(c))) {
        const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
        if (object == kNone) continue;
        a.content_head = object;
        a.object = true;
        add(a, tree_.subtree(object));
        return;
      }
    }
  }

  [[nodiscard]] const Cue* saying() const {
    const auto entry = knowledge_.cue_verbs.find(knowledge_.first("plain-saying"));
    return entry == knowledge_.cue_verbs.end() || entry->second.empty() ? nullptr
                                                                        : entry->second.front();
  }

  // The clause that an adverbial at the front or end of it speaks for: up to the nearest verb, all
  // of its words.
  void whole_clause(Attribution a, TokenIndex adverbial, TokenRange phrase) {
    TokenIndex top = tree_.head(adverbial);
    while (top != kNone && !tree_.is_verb(top) && tree_.head(top) != kNone) top = tree_.head(top);
    if (top == kNone) return;
    while (tree_.head(top) != kNone &&
           (tree_.dep(top) == Dep::xcomp || tree_.dep(top) == Dep::auxpass ||
            tree_.dep(top) == Dep::advcl || tree_.dep(top) == Dep::acl)) {
      top = tree_.head(top);
    }
    while (tree_.head(top) != kNone && !tree_.is_verb(top)) top = tree_.head(top);
    auto range = tree_.subtree(top);
    // Before a second clause of equal rank the phrase speaks only for its own.
    a.content_head = top;
    a.content = without(range, {phrase});
    trim(a.content);
    take_quotations(a, tree_.sentence_range(tree_.sentence(adverbial)));
    if (!a.content.empty()) found_.push_back(std::move(a));
  }

  void according(TokenIndex i) {
    const auto to = tree_.child_with_lemma(i, Dep::prep, "to");
    TokenIndex source = to == kNone ? kNone : tree_.child(to, {Dep::pobj});
    if (source == kNone && i + 1 < tree_.size() && tree_.lower(i + 1) == "to") {
      source = tree_.child(i + 1, {Dep::pobj});
    }
    const Cue* cue = saying();
    if (source == kNone || cue == nullptr || tree_.head(i) == kNone) return;
    Attribution a = begin(*cue, i);
    a.cue_range = {i, i + 2};
    a.source = source;
    auto phrase = tree_.subtree(i);
    phrase.end = std::max(phrase.end, tree_.subtree(source).end);
    whole_clause(a, i, phrase);
  }

  void per(TokenIndex i) {
    const auto source = tree_.child(i, {Dep::pobj});
    const Cue* cue = saying();
    if (source == kNone || cue == nullptr) return;
    if (tree_.pos(source) == Pos::num || tree_.token(source).entity.empty()) {
      if (!knowledge_.is("text-nouns", tree_.lemma(source))) return;
    }
    Attribution a = begin(*cue, i);
    a.cue_range = {i, i + 1};
    a.source = source;
    whole_clause(a, i, tree_.subtree(i));
  }

  // "The agency, citing an officer, said …": the officer says it, through the agency.
  void redirect_citations() {
    std::vector<std::pair<TokenIndex, TokenIndex>> redirected;  // cue, the one who is cited
    for (const auto& a : found_) {
      if (a.source == kNone || !tree_.is_verb(a.cue_token)) continue;
      TokenIndex cited = kNone;
      for (const TokenIndex parent : {a.source, a.cue_token}) {
        for (const TokenIndex c : tree_.children(parent)) {
          const bool participle = tree_.token(c).tag == "VBG" &&
                                  (tree_.dep(c) == Dep::acl || tree_.dep(c) == Dep::advcl);
          if (participle && knowledge_.is("outlet-passive", tree_.lemma(c)))
            cited = tree_.child(c, {Dep::dobj});
        }
      }
      if (cited == kNone || !can_cite(cited) || holds(a, cited)) continue;
      redirected.emplace_back(a.cue_token, cited);
    }
    for (const auto& redirect : redirected) {
      const TokenIndex cue = redirect.first;
      const TokenIndex cited = redirect.second;
      std::erase_if(found_, [&](const Attribution& other) {
        return other.content_head == cited && other.object;
      });
      for (auto& a : found_) {
        if (a.cue_token != cue || a.source == cited) continue;
        a.via.push_back(a.source);
        a.source = cited;
      }
    }
  }

  // People and bodies can be cited; "a lack of evidence" is a reason.
  [[nodiscard]] bool can_cite(TokenIndex i) const {
    if (tree_.pos(i) == Pos::propn) return true;
    for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                             "organization-nouns", "population-nouns", "text-nouns"}) {
      if (knowledge_.is(list, tree_.lemma(i))) return true;
    }
    return false;
  }

  // ---------------------------------------------------------------- transcripts and headlines

  // "WALLS: What the council decided stands.": a name, a colon, and what it says, at a paragraph's
  // start.
  void colon_speakers() {
    const Cue* cue = saying();
    if (cue == nullptr) return;
    for (const auto& paragraph : tree_.document().annotated.paragraphs) {
      const auto range = tree_.tokens_in(paragraph);
      TokenIndex colon = range.begin;
      while (colon < range.end && colon < range.begin + 5 && tree_.token(colon).text != ":")
        ++colon;
      if (colon >= range.end || colon == range.begin || tree_.token(colon).text != ":" ||
          range.end - colon < 4)
        continue;
      bool name = true;
      for (TokenIndex i = range.begin; i < colon; ++i)
        name = name && (tree_.pos(i) == Pos::propn || tree_.is_noun(i) || tree_.pos(i) == Pos::det);
      if (!name || (tree_.pos(colon - 1) != Pos::propn && tree_.token(colon - 1).entity.empty()))
        continue;
      Attribution a = begin(*cue, colon);
      a.cue_range = {colon, colon + 1};
      a.source = colon - 1;
      a.quoted = true;
      a.content = {{colon + 1, range.end}};
      trim(a.content);
      for (auto& quote : quotes_) {
        if (quote.range.begin > colon && quote.range.end <= range.end) quote.taken = true;
      }
      if (!a.content.empty()) found_.push_back(std::move(a));
    }
  }

  // "Nine die in mill fire: hospital": a headline's source stands behind its colon.
  void headline_sources() {
    const Cue* cue = saying();
    if (cue == nullptr) return;
    for (int s = 0; s < tree_.sentence_count(); ++s) {
      const auto range = tree_.sentence_range(s);
      TokenIndex end = range.end;
      while (end > range.begin &&
             (tree_.token(end - 1).text == "." || tree_.token(end - 1).pos == "SPACE"))
        --end;
      TokenIndex colon = end - 1;
      while (colon > range.begin && end - colon < 6 && tree_.token(colon).text != ":") --colon;
      if (colon <= range.begin + 3 || tree_.token(colon).text != ":" || colon + 1 >= end) continue;
      bool phrase = true;
      for (TokenIndex i = colon + 1; i < end; ++i)
        phrase =
            phrase && (tree_.is_noun(i) || tree_.pos(i) == Pos::adj || tree_.pos(i) == Pos::det);
      if (!phrase || !tree_.is_noun(end - 1)) continue;
      Attribution a = begin(*cue, colon);
      a.cue_range = {colon, colon + 1};
      a.source = end - 1;
      a.content = {{range.begin, colon}};
      trim(a.content);
      if (!a.content.empty()) found_.push_back(std::move(a));
    }
  }

  // ---------------------------------------------------------------- quotations that go on

  // A quotation in which no cue was found belongs to the speaker before it in its paragraph, or,
  // when it opens a paragraph, to the speaker whose quotation closed the paragraph before.
  void quotations_without_cue() {
    for (std::size_t q = 0; q < quotes_.size(); ++q) {
      auto& quote = quotes_[q];
      if (quote.taken || quote.length < 5) continue;
      // A sentence splitter may leave the opening mark at the end of the sentence before.
      TokenIndex start = quote.range.begin;
      while (start + 1 < quote.range.end && tree_.pos(start) == Pos::punct) ++start;
      const auto sentence = tree_.sentence_range(tree_.sentence(start));
      // A sentence of its own: what stands outside the marks is punctuation.
      bool alone = true;
      for (TokenIndex i = sentence.begin; i < start; ++i)
        alone = alone && tree_.pos(i) == Pos::punct;
      if (!alone) continue;
      if (speaker_behind(quote)) continue;
      Attribution* last = nullptr;
      for (auto& a : found_) {
        if (!a.quoted || a.content.empty() || a.content.back().begin >= quote.range.begin) continue;
        if (last == nullptr || last->content.back().end < a.content.back().end) last = &a;
      }
      if (last == nullptr || paragraphs_between(last->cue_token, quote.range.begin) > 1) continue;
      last->content.push_back(quote.range);
      quote.taken = true;
    }
  }

  // "Why did he run?" one of them said of him: the sentence ends with the quotation, its speaker
  // stands behind it.
  bool speaker_behind(Quote& quote) {
    const TokenIndex next = quote.range.end;
    if (next >= tree_.size() || tree_.pos(next) == Pos::punct ||
        tree_.token(next).text != tree_.lower(next))
      return false;
    const auto sentence = tree_.sentence_range(tree_.sentence(next));
    for (TokenIndex v = next; v < sentence.end; ++v) {
      const auto entry = knowledge_.cue_verbs.find(tree_.lemma(v));
      if (tree_.pos(v) != Pos::verb || entry == knowledge_.cue_verbs.end() ||
          entry->second.front()->act != "say")
        continue;
      Attribution a = begin(*entry->second.front(), v);
      a.source = subject_of(v);
      if (a.source == kNone || a.source < next) continue;
      std::erase_if(found_, [&](const Attribution& other) { return other.cue_token == v; });
      a.quoted = true;
      a.content = {quote.range};
      found_.push_back(std::move(a));
      quote.taken = true;
      return true;
    }
    return false;
  }

  [[nodiscard]] int paragraphs_between(TokenIndex a, TokenIndex b) const {
    int crossed = 0;
    for (const auto& paragraph : tree_.document().annotated.paragraphs) {
      if (paragraph.begin > tree_.token(a).span.begin &&
          paragraph.begin <= tree_.token(b).span.begin)
        ++crossed;
    }
    return crossed;
  }

  // ---------------------------------------------------------------- nesting

  void nest() {
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
};

}  // namespace

std::vector<Attribution> find_attributions(const Tree& tree, const Knowledge& knowledge) {
  return Finder(tree, knowledge).run();
}

bool holds(const Attribution& attribution, TokenIndex token) {
  return std::ranges::any_of(
      attribution.content, [&](const TokenRange& r) { return r.begin <= token && token < r.end; });
}

}  // namespace gainsay::read
