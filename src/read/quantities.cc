#include <algorithm>
#include <cmath>
#include <cstdio>

#include "read/arguments.h"
#include "read/events.h"

namespace gainsay::read {
namespace {

std::string figure(double value) {
  char buffer[32];
  if (std::abs(value - std::round(value)) < 1e-9) {
    std::snprintf(buffer, sizeof buffer, "%.0f", value);
  } else {
    std::snprintf(buffer, sizeof buffer, "%g", value);
  }
  return buffer;
}

// Numbers of dead and wounded must not lean on the parse: news text loses commas, and a parser
// stumbles where they were. So a number's noun and its fate are found by what stands near, within
// the sentence.
class Finder {
 public:
  Finder(const Tree& tree, const Knowledge& knowledge, const std::vector<Event>& events)
      : tree_(tree), knowledge_(knowledge), events_(events) {}

  std::vector<Event> run() {
    const auto& numbers = tree_.document().annotated.numbers;
    for (int n = 0; n < static_cast<int>(numbers.size()); ++n) {
      const auto& number = numbers[static_cast<std::size_t>(n)];
      const auto range = tree_.tokens_in(number.span);
      if (range.begin >= range.end) continue;
      if (number.percent || number.vague) continue;
      if (money(n, range)) continue;
      if (is_former(range.begin) || is_hour(range) || is_in_name(range) || counts_kin_of(range))
        continue;
      if (by_next_word(n, range)) continue;
      if (by_victim(n, range)) continue;
      if (by_claim(n, range)) continue;
      if (by_loss(n, range)) continue;
      if (fell_victim(n, range)) continue;
      if (by_toll(n, range)) continue;
      if (by_verb_before(n, range)) continue;
      if (figure_at(n, range)) continue;
      if (counts_again(n, range)) continue;
      by_neighbours(n, range);
    }
    no_dead();
    no_casualties();
    return std::move(found_);
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;
  const std::vector<Event>& events_;
  std::vector<Event> found_;

  // "the railway said at six"
  [[nodiscard]] bool is_hour(TokenRange range) const {
    const TokenIndex at = tree_.head(range.begin);
    const TokenIndex verb = at == kNone ? kNone : tree_.head(at);
    return range.end == range.begin + 1 && tree_.dep(range.begin) == Dep::pobj &&
           knowledge_.is("hour-prepositions", tree_.lower(at)) && verb != kNone &&
           tree_.is_verb(verb) && !knowledge_.is("toll-setting-verbs", tree_.lemma(verb)) &&
           !knowledge_.is("toll-verbs", tree_.lemma(verb)) && tree_.children(range.begin).empty() &&
           knowledge_.cue_verbs.contains(tree_.lemma(verb));
  }

  // "no massacre at Hill 40."
  [[nodiscard]] bool is_in_name(TokenRange range) const {
    const TokenIndex hill = range.begin - 1;
    return hill >= 0 && range.end == range.begin + 1 && tree_.head(range.begin) == hill &&
           tree_.dep(range.begin) == Dep::nummod && tree_.pos(hill) == Pos::propn &&
           tree_.dep(hill) == Dep::pobj &&
           (range.end >= tree_.size() || tree_.pos(range.end) == Pos::punct);
  }

  [[nodiscard]] const text::Number& number(int n) const {
    return tree_.document().annotated.numbers[static_cast<std::size_t>(n)];
  }

  void add(const std::string& type, const std::string& pattern, int n, TokenIndex at,
           TokenIndex trigger, TokenIndex counted) {
    Event event;
    event.type = type;
    event.pattern = pattern;
    event.trigger = at;
    event.clause = trigger;
    event.number = n;
    const auto range = tree_.tokens_in(number(n).span);
    event.risen = number(n).max && *number(n).max > number(n).min && starts_rise(range.begin);
    event.value = figure(event.risen ? *number(n).max : number(n).min);
    event.part = is_part(n);
    if (counted != kNone) {
      auto words = tree_.core(counted);
      // Without the number itself: what is counted.
      if (range.end > words.begin && range.end <= counted) words.begin = range.end;
      event.counted = std::string(tree_.words(words));
      event.roles.push_back({"of", counted, words});
    } else if (event.type != "quantity.money" && event.type != "quantity.strength") {
      event.counted = counted_before(at, trigger);
    }
    event.told = clause_range(tree_, trigger);
    set_time_and_place(tree_, knowledge_, event);
    found_.push_back(std::move(event));
  }

  // "19 dead, down from 27": nobody says 27 any more.
  [[nodiscard]] bool is_former(TokenIndex first) const {
    if (starts_rise(first)) return !is_range(first);
    // "revising an earlier toll of nine"
    if (first > 2 && counts(first - 2) && knowledge_.is("of", tree_.lower(first - 1))) {
      const auto which = tree_.child(first - 2, {Dep::amod});
      if (which != kNone && knowledge_.is("former-words", tree_.lower(which))) return true;
    }
    return first > 1 && knowledge_.is("origin-prepositions", tree_.lower(first - 1)) &&
           knowledge_.is("former-figure-words", tree_.lower(first - 2));
  }

  [[nodiscard]] bool counts(TokenIndex noun) const {
    return knowledge_.is("figure-nouns", tree_.lemma(noun)) ||
           tree_.lemma(noun) == knowledge_.first("death-toll");
  }

  // "raised the toll from 12 to 15", "revised a first toll of 12 to 15": the 12, or both where they
  // are read as one range.
  [[nodiscard]] bool starts_rise(TokenIndex first) const {
    if (first < 3) return false;
    const TokenIndex noun = first - 2;
    if (knowledge_.is("of", tree_.lower(first - 1)) && counts(noun)) {
      const TokenIndex verb = tree_.head(noun);
      const auto which = tree_.child(noun, {Dep::amod});
      return verb != kNone && tree_.dep(noun) == Dep::dobj &&
             knowledge_.is("revising-verbs", tree_.lemma(verb)) && which != kNone &&
             knowledge_.is("first-count-words", tree_.lower(which));
    }
    if (!knowledge_.is("origin-prepositions", tree_.lower(first - 1))) return false;
    const TokenIndex up = tree_.head(first - 1);
    const TokenIndex verb = up != kNone && !tree_.is_verb(up) ? tree_.head(up) : up;
    return verb != kNone && knowledge_.is("moving-verbs", tree_.lemma(verb));
  }

  [[nodiscard]] bool is_range(TokenIndex first) const {
    return std::ranges::any_of(tree_.document().annotated.numbers, [&](const text::Number& n) {
      return n.span.begin == tree_.token(first).span.begin && n.max && *n.max > n.min;
    });
  }

  // What a bare number counts: "nine soldiers were killed and 22 wounded" soldiers, "40 bodies" and
  // "34 dead" the dead.
  [[nodiscard]] std::string counted_before(TokenIndex at, TokenIndex trigger) const {
    if (trigger > at && !tree_.is_verb(trigger))
      return std::string(tree_.words({trigger, trigger + 1}));
    for (auto before = found_.rbegin(); before != found_.rend(); ++before) {
      if (before->trigger < at && tree_.sentence(before->trigger) == tree_.sentence(at) &&
          !before->counted.empty() && !before->part)
        return before->counted;
    }
    return "";
  }

  // The noun that a number counts: its head, or the next noun.
  [[nodiscard]] TokenIndex counted_noun(TokenRange range) const {
    const TokenIndex last = range.end - 1;
    TokenIndex at = last;
    for (int steps = 0; at != kNone && steps < 4; ++steps) {
      // "killed 670 40% of them children": no percents.
      if (at >= range.end && is_percent(at)) return kNone;
      if (at >= range.end && tree_.is_noun(at)) return at;
      const Dep d = tree_.dep(at);
      if (d != Dep::nummod && d != Dep::quantmod && d != Dep::amod && d != Dep::compound &&
          d != Dep::nmod && d != Dep::advmod)
        break;
      at = tree_.head(at);
    }
    // "30 of them", "two others"
    if (const auto of = tree_.prepositional_object(last, knowledge_.list("of")); of != kNone)
      return of;
    // A following run of adjectives and nouns, where the parse lost the arc.
    const auto sentence = tree_.sentence_range(tree_.sentence(last));
    TokenIndex noun = kNone;
    for (TokenIndex i = range.end; i < sentence.end && i < range.end + 5; ++i) {
      if (tree_.is_noun(i)) {
        noun = i;
        continue;
      }
      const auto& tag = tree_.token(i).tag;
      const bool goes_on =
          tree_.pos(i) == Pos::adj || tag == "VBN" || tag == "VBG" || tree_.lower(i) == "-";
      if (!goes_on || noun != kNone || knowledge_.is("dead-words", tree_.lower(i)) ||
          knowledge_.is("wounded-words", tree_.lower(i)))
        break;
    }
    return noun;
  }

  [[nodiscard]] bool is_percent(TokenIndex i) const {
    return std::ranges::any_of(tree_.document().annotated.numbers, [&](const text::Number& other) {
      return other.percent && i > 0 && other.span.contains(tree_.token(i - 1).span);
    });
  }

  // "the families of five rebels": nobody counts the families.
  [[nodiscard]] bool counts_kin_of(TokenRange range) const {
    const auto counted = counted_noun(range);
    const TokenIndex of = counted == kNone ? kNone : tree_.head(counted);
    const TokenIndex kin = of == kNone ? kNone : tree_.head(of);
    if (kin == kNone || tree_.dep(counted) != Dep::pobj || !knowledge_.is("of", tree_.lower(of)) ||
        !knowledge_.is("kin-nouns", tree_.lemma(kin)))
      return false;
    // "a family of six", "the families of nine soldiers killed in the raid"
    const auto det = tree_.child(kin, {Dep::det});
    return (det == kNone || !knowledge_.is("indefinite-determiners", tree_.lower(det))) &&
           tree_.child(counted, {Dep::acl, Dep::relcl, Dep::amod}) == kNone;
  }

  // "including three children", "two of them were nurses", "ten children were among the dead": part
  // of a number told beside it.
  [[nodiscard]] bool is_part(int n) const {
    const auto range = tree_.tokens_in(number(n).span);
    const auto sentence = tree_.sentence_range(tree_.sentence(range.begin));
    // Over the list that an inclusion opens: "including six women five children".
    for (TokenIndex i = range.begin - 1; i >= sentence.begin && i > range.begin - 14; --i) {
      if (includes_part(i)) return true;
      if (tree_.is_verb(i) && tree_.token(i).tag != "VBN" && tree_.token(i).tag != "VBG") break;
      if (tree_.lower(i) == knowledge_.first("list-end")) break;
    }
    if (const auto of = tree_.prepositional_object(range.end - 1, knowledge_.list("of"));
        of != kNone && of <= range.end + 3 &&
        (knowledge_.is("whole-words", tree_.lower(of)) ||
         knowledge_.is("dead-words", tree_.lower(of))))
      return true;
    for (TokenIndex i = range.end; i < sentence.end && i < range.end + 6; ++i) {
      if (is_number(i)) return false;
      // "ten children were among the dead", "two medics among 31 dead"
      if (knowledge_.is("among", tree_.lower(i)))
        return tree_.is_verb(i - 1) ||
               !knowledge_.is("whole-words", tree_.lower(std::min(i + 1, tree_.size() - 1)));
    }
    return false;
  }

  // "among them nine boys" lists parts, "among nine people killed" gives the whole.
  [[nodiscard]] bool includes_part(TokenIndex i) const {
    if (knowledge_.is("among", tree_.lower(i)))
      return i + 1 < tree_.size() && knowledge_.is("whole-words", tree_.lower(i + 1));
    return knowledge_.is("inclusion-words", tree_.lower(i)) ||
           knowledge_.is("include-verbs", tree_.lemma(i));
  }

  bool money(int n, TokenRange range) {
    const TokenIndex before = range.begin - 1;
    const auto counted = counted_noun(range);
    const bool sign =
        before >= 0 && (tree_.token(before).text == "$" || tree_.token(before).text == "€" ||
                        tree_.token(before).text == "£");
    const bool unit = counted != kNone && knowledge_.is("money-units", tree_.lemma(counted));
    if (!sign && !unit) return false;
    add("quantity.money", "money", n, range.begin, range.begin, counted);
    return true;
  }

  // "40 injured", "six people dead": the fate right behind the number or its noun, whatever a
  // parser ties it to.
  bool by_next_word(int n, TokenRange range) {
    const auto counted = counted_noun(range);
    const TokenIndex next = counted != kNone && counted >= range.end ? counted + 1 : range.end;
    if (next >= tree_.size() || tree_.sentence(next) != tree_.sentence(range.begin) ||
        next - range.end > 3)
      return false;
    if (tree_.is_verb(next) && tree_.token(next).tag != "VBN" && tree_.token(next).tag != "VBD")
      return false;
    const auto told = fate(next);
    // "ten gunmen killed a guard" has a victim of its own.
    if (told.empty() || tree_.child(next, {Dep::dobj}) != kNone) return false;
    add(told, "fate-next", n, range.begin, next, counted);
    return true;
  }

  // "The death toll from the blasts rose to 32", "The toll stands at nine", "put the death toll at
  // six", "raised the toll from Monday's raid to 61".
  bool by_toll(int n, TokenRange range) {
    const auto sentence = tree_.sentence_range(tree_.sentence(range.begin));
    constexpr TokenIndex kReach = 40;
    bool verb = false;
    for (TokenIndex i = range.begin - 1; i >= sentence.begin && i > range.begin - kReach; --i) {
      if (is_number(i) && !verb && !is_former(i)) return false;
      if (tree_.is_verb(i) && knowledge_.is("toll-verbs", tree_.lemma(i))) verb = true;
      const bool toll = tree_.lemma(i) == knowledge_.first("death-toll") ||
                        counts_dead(i, range.begin) ||
                        (tree_.dep(i) == Dep::dobj && knowledge_.is("loss-nouns", tree_.lemma(i)));
      const TokenIndex up = tree_.head(i);
      if (toll && up != kNone && (tree_.dep(i) == Dep::dobj || tree_.dep(i) == Dep::nsubjpass) &&
          knowledge_.is("toll-setting-verbs", tree_.lemma(up)) &&
          (knowledge_.is("origin-prepositions", tree_.lower(range_before(range))) ||
           knowledge_.is("toll-nouns", tree_.lower(range_before(range)))))
        verb = true;
      if (verb && toll) {
        add("quantity.killed", "toll-rose", n, range.begin, i, counted_noun(range));
        return true;
      }
    }
    return false;
  }

  // "the number of civilians killed"
  [[nodiscard]] bool counts_dead(TokenIndex i, TokenIndex end) const {
    if (!tree_.is_noun(i) || !(knowledge_.is("number-nouns", tree_.lemma(i)) ||
                               knowledge_.is("figure-nouns", tree_.lemma(i))))
      return false;
    for (TokenIndex at = i + 1; at < end && at < i + 8; ++at) {
      if (knowledge_.is("dead-words", tree_.lower(at))) return true;
    }
    return false;
  }

  // "1,500 people have fallen victims of the attack", whatever a parser makes of "fallen"
  bool fell_victim(int n, TokenRange range) {
    const auto counted = counted_noun(range);
    TokenIndex at = counted == kNone ? range.end : counted + 1;
    while (at < tree_.size() && tree_.pos(at) == Pos::aux) ++at;
    if (counted == kNone || !can_suffer(counted) || at + 3 >= tree_.size() ||
        !knowledge_.is("falling-verbs", tree_.lemma(at)) ||
        !knowledge_.is("victim-words", tree_.lower(at + 1)))
      return false;
    const auto sentence = tree_.sentence_range(tree_.sentence(at));
    constexpr TokenIndex kReach = 8;
    for (TokenIndex i = at + 2; i < sentence.end && i < at + kReach; ++i) {
      if (!knowledge_.is("deadly-nouns", tree_.lemma(i))) continue;
      add("quantity.killed", "fell-victim", n, range.begin, at, counted);
      return true;
    }
    return false;
  }

  // "sank with the loss of seven crew"
  bool by_loss(int n, TokenRange range) {
    const auto counted = counted_noun(range);
    const TokenIndex of = counted == kNone ? kNone : tree_.head(counted);
    const TokenIndex loss = of == kNone ? kNone : tree_.head(of);
    const TokenIndex with = loss == kNone ? kNone : tree_.head(loss);
    if (with == kNone || !knowledge_.is("of", tree_.lower(of)) || tree_.dep(loss) != Dep::pobj ||
        !knowledge_.is("with", tree_.lower(with)) ||
        !knowledge_.is("loss-nouns", tree_.lemma(loss)) ||
        !(can_suffer(counted) || knowledge_.is("lives-nouns", tree_.lemma(counted))))
      return false;
    add("quantity.killed", "loss-of", n, range.begin, loss, counted);
    return true;
  }

  // "The blast claimed nine", "a shell took the lives of two boys".
  bool by_claim(int n, TokenRange range) {
    const auto counted = counted_noun(range);
    const TokenIndex object = counted != kNone ? counted : range.end - 1;
    TokenIndex verb = tree_.head(object);
    // "the lives of nine people"
    if (verb != kNone && tree_.dep(object) == Dep::pobj && tree_.head(verb) != kNone &&
        knowledge_.is("lives-nouns", tree_.lemma(tree_.head(verb))))
      verb = tree_.head(tree_.head(verb));
    else if (tree_.dep(object) != Dep::dobj)
      return false;
    if (verb == kNone || !tree_.is_verb(verb) ||
        !knowledge_.is("life-taking-verbs", tree_.lemma(verb)))
      return false;
    const bool lives = counted == kNone || can_suffer(counted) ||
                       knowledge_.is("lives-nouns", tree_.lemma(counted));
    TokenIndex subject = kNone;
    for (TokenIndex at = verb; at != kNone && subject == kNone; at = tree_.head(at))
      subject = tree_.child(at, {Dep::nsubj, Dep::nsubjpass});
    if (!lives || subject == kNone) return false;
    const auto& by = tree_.lemma(subject);
    if (!knowledge_.frame_nouns.contains(by) && !knowledge_.is("weapons", by) &&
        !knowledge_.is("war-nouns", by))
      return false;
    const bool a_life = counted != kNone && knowledge_.is("lives-nouns", tree_.lemma(counted));
    add("quantity.killed", "claims-lives", n, range.begin, verb, a_life ? kNone : counted);
    return true;
  }

  // "killed at least 26 people and injured 30 others": what the word right before says, whatever a
  // parser makes of it.
  bool by_verb_before(int n, TokenRange range) {
    const TokenIndex before = range_before(range);
    if (before >= range.begin || tree_.sentence(before) != tree_.sentence(range.begin) ||
        !tree_.is_verb(before) || tree_.is_passive(before))
      return false;
    const auto told = fate(before);
    const auto counted = counted_noun(range);
    if (told.empty() || (counted != kNone && !can_suffer(counted))) return false;
    add(told, "fate-before", n, range.begin, before, counted);
    return true;
  }

  // The word before a number and its hedges: "to at least 61".
  [[nodiscard]] TokenIndex range_before(TokenRange range) const {
    TokenIndex i = range.begin - 1;
    while (i > 0 && (tree_.pos(i) == Pos::adv || tree_.token(i).tag == "JJS" ||
                     tree_.token(i).tag == "JJR" || tree_.dep(i) == Dep::quantmod ||
                     (tree_.dep(i) == Dep::advmod && tree_.pos(i) == Pos::adp)))
      --i;
    return std::max<TokenIndex>(i, 0);
  }

  // "16 prisoners who, it is claimed, were shot": so many, if they were.
  [[nodiscard]] TokenIndex teller(TokenIndex fate, TokenRange range, TokenIndex counted) const {
    const bool relative = counted != kNone && counted < fate && tree_.dep(fate) == Dep::relcl &&
                          tree_.head(fate) == counted;
    return relative ? fate : range.begin;
  }

  // The number stands in the victim of a killing or wounding.
  bool by_victim(int n, TokenRange range) {
    const auto counted = counted_noun(range);
    for (const auto& event : events_) {
      if (event.frame == nullptr || event.frame->count.empty()) continue;
      for (const auto& filler : event.roles) {
        if (filler.role != event.frame->patient && filler.role != "victim") continue;
        const bool is_number = filler.head >= range.begin && filler.head < range.end;
        const bool counts = counted != kNone && filler.head == counted;
        if (!is_number && !counts) continue;
        // "no abduction of two teachers": none of two.
        const auto det = event.nominal ? tree_.child(event.trigger, {Dep::det}) : kNone;
        const bool none = det != kNone && knowledge_.is("negative-determiners", tree_.lower(det));
        add(event.frame->count, "toll-of-victim", n,
            none ? event.trigger : teller(event.trigger, range, counted), event.trigger, counted);
        // "killed and wounded 30" gives the first only; a second fate in the same phrase has its
        // own number.
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::string fate(TokenIndex i) const {
    const auto& word = tree_.lower(i);
    if (knowledge_.is("dead-words", word) || knowledge_.is("toll-verbs-dead", tree_.lemma(i)))
      return "quantity.killed";
    if (knowledge_.is("wounded-words", word)) return "quantity.wounded";
    if (knowledge_.is("captured-words", word)) return "quantity.captured";
    if (knowledge_.is("displaced-words", word)) return "quantity.displaced";
    return {};
  }

  // "Nine hostages were freed" tells of no nine seized; "nine of the 40 hostages" neither.
  [[nodiscard]] bool is_let_go(TokenIndex who) const {
    TokenIndex at = who;
    for (int steps = 0; steps < 3 && at != kNone && !tree_.is_verb(at); ++steps)
      at = tree_.head(at);
    if (at == kNone || !tree_.is_verb(at)) return false;
    const auto frames = knowledge_.frame_verbs.find(tree_.lemma(at));
    return frames != knowledge_.frame_verbs.end() &&
           frames->second.front()->type == "event.release-of-captive";
  }

  // "shot dead by two men", "according to two officers", "said two of them": these number who did
  // it, or who tells it.
  [[nodiscard]] bool does_it(TokenIndex who) const {
    const TokenIndex up = tree_.head(who);
    if (up == kNone) return false;
    if (tree_.dep(who) == Dep::pobj && tree_.dep(up) == Dep::agent) return true;
    if (tree_.dep(who) == Dep::pobj && tree_.head(up) != kNone &&
        knowledge_.is("according", tree_.lower(tree_.head(up))))
      return true;
    const auto cues = knowledge_.cue_verbs.find(tree_.lemma(up));
    return tree_.dep(who) == Dep::nsubj && cues != knowledge_.cue_verbs.end() &&
           cues->second.front()->content.contains(Content::clause);
  }

  // "20 dead", "a death toll of 20", "20 people mostly women were killed", "left 20 dead", "killing
  // at least 20".
  void by_neighbours(int n, TokenRange range) {
    const auto sentence = tree_.sentence_range(tree_.sentence(range.begin));
    const auto counted = counted_noun(range);
    if (does_it(range.end - 1) || (counted != kNone && does_it(counted))) return;
    TokenIndex after = range.end;
    if (counted != kNone && counted >= range.end) after = counted + 1;
    if (counted != kNone) {
      if (const auto own = fate(counted); !own.empty()) {
        if (own == "quantity.captured" && is_let_go(counted)) return;
        // "sixteen journalist deaths"
        const auto whose = tree_.child(counted, {Dep::compound});
        const bool person = whose != kNone && whose >= range.end && can_suffer(whose);
        add(own, "fate-as-noun", n, range.begin, counted, person ? whose : kNone);
        return;
      }
    }
    if (counted != kNone && tells_origin(counted)) return;
    // "two injured inmates", but "the two injured inmates" have been told.
    for (TokenIndex i = range.end; counted != kNone && i < counted; ++i) {
      const auto told = fate(i);
      const auto det = tree_.child(counted, {Dep::det, Dep::poss});
      if (told.empty() || tree_.dep(i) != Dep::amod || det != kNone) continue;
      add(told, "fate-within", n, range.begin, counted, counted);
      return;
    }
    // Forward: the fate before the next number or clause end; "including three children" is passed
    // over.
    TokenIndex reach = after + 7;
    for (TokenIndex i = after; i < sentence.end && i < reach; ++i) {
      if (includes(i)) {
        reach = i + 14;
        continue;
      }
      if ((is_number(i) && reach == after + 7) || tree_.token(i).text == ";" ||
          tree_.token(i).text == ".")
        break;
      if (const auto told = fate(i); !told.empty()) {
        if (is_sentence(i)) return;
        // "lost two men and captured thirty": the thirty.
        if (tree_.is_verb(i) && !tree_.is_passive(i) && tree_.child(i, {Dep::dobj}) != kNone) break;
        // "136 times since the massacre"
        if (tree_.is_noun(i) && counted != kNone && !can_suffer(counted)) break;
        if (tree_.is_verb(i) && !tree_.is_passive(i) && told == "quantity.killed" &&
            knowledge_.is("toll-verbs-dead", tree_.lemma(i)) &&
            !knowledge_.is("dying-verbs", tree_.lemma(i)) &&
            (tree_.token(i).tag != "VBN" || tree_.child(i, {Dep::dobj}) != kNone)) {
          break;
        }
        add(told, "fate-after", n, teller(i, range, counted), i, counted);
        return;
      }
      if (tree_.pos(i) == Pos::verb && tree_.token(i).tag != "VBN" && !includes(i)) break;
    }
    // Backward: "killed at least 20", "death toll rose to 20", "and wounded 30".
    for (TokenIndex i = range.begin - 1; i >= sentence.begin && i > range.begin - 8; --i) {
      if (is_number(i) || tree_.token(i).text == ";") break;
      if (const auto told = fate(i); !told.empty()) {
        const bool noun = tree_.is_noun(i);
        if (noun && !toll_noun_near(i, range.begin)) break;
        // "three were killed and twenty others suffered": their own fate follows.
        if (has_verb_of_its_own(counted != kNone ? counted : range.end - 1, i)) break;
        if (counted != kNone && !can_suffer(counted)) break;
        add(told, "fate-before", n, range.begin, i, counted);
        return;
      }
    }
    strength(n, range, counted);
  }

  // "sentenced three men to death": they live.
  [[nodiscard]] bool is_sentence(TokenIndex fate) const {
    const TokenIndex link = tree_.dep(fate) == Dep::pobj ? tree_.head(fate) : kNone;
    const TokenIndex verb = link == kNone ? kNone : tree_.head(link);
    return verb != kNone && knowledge_.is("sentencing-verbs", tree_.lemma(verb));
  }

  // "Six farmers from one family were killed": the six.
  [[nodiscard]] bool tells_origin(TokenIndex counted) const {
    const TokenIndex link = tree_.dep(counted) == Dep::pobj ? tree_.head(counted) : kNone;
    const TokenIndex whole = link == kNone ? kNone : tree_.head(link);
    return whole != kNone && whole < counted &&
           knowledge_.is("origin-prepositions", tree_.lower(link)) && can_suffer(whole) &&
           tree_.child(whole, {Dep::nummod}) != kNone;
  }

  [[nodiscard]] bool has_verb_of_its_own(TokenIndex counted, TokenIndex fate) const {
    const Dep d = tree_.dep(counted);
    const TokenIndex verb = tree_.head(counted);
    return (d == Dep::nsubj || d == Dep::nsubjpass) && verb > counted && verb != fate;
  }

  [[nodiscard]] bool includes(TokenIndex i) const {
    return knowledge_.is("inclusion-words", tree_.lower(i));
  }

  [[nodiscard]] bool is_number(TokenIndex i) const {
    return std::ranges::any_of(tree_.document().annotated.numbers, [&](const text::Number& other) {
      return !other.vague && other.span.contains(tree_.token(i).span);
    });
  }

  [[nodiscard]] bool toll_noun_near(TokenIndex from, TokenIndex to) const {
    for (TokenIndex i = from; i < to; ++i) {
      if (knowledge_.is("toll-nouns", tree_.lemma(i))) return true;
    }
    return false;
  }

  [[nodiscard]] bool can_suffer(TokenIndex noun) const {
    const auto& lemma = tree_.lemma(noun);
    return knowledge_.is("person-nouns", lemma) || knowledge_.is("population-nouns", lemma) ||
           knowledge_.is("group-nouns", lemma) || knowledge_.is("strength-nouns", lemma) ||
           knowledge_.is("countable-nouns", lemma) || tree_.pos(noun) == Pos::propn;
  }

  // "Residents put the figure at 80": of what was counted before.
  bool figure_at(int n, TokenRange range) {
    constexpr int kReach = 2;  // sentences
    const TokenIndex at = tree_.head(range.end - 1);
    const TokenIndex verb = at == kNone ? kNone : tree_.head(at);
    if (tree_.dep(range.end - 1) != Dep::pobj || verb == kNone || !tree_.is_verb(verb) ||
        !knowledge_.is("toll-setting-verbs", tree_.lemma(verb)) ||
        !knowledge_.is("toll-nouns", tree_.lower(at)))
      return false;
    const auto object = tree_.child(verb, {Dep::dobj});
    if (object == kNone || !knowledge_.is("figure-nouns", tree_.lemma(object)) ||
        tree_.child(object, {Dep::prep, Dep::acl}) != kNone)
      return false;
    const auto before = std::ranges::find_if(found_.rbegin(), found_.rend(), [&](const Event& e) {
      return !e.part && tree_.sentence(verb) - tree_.sentence(e.trigger) <= kReach;
    });
    if (before == found_.rend()) return false;
    const auto type = before->type;
    add(type, "figure-at", n, range.begin, verb, kNone);
    return true;
  }

  // "The army counts three dead; the doctors count thirty-one", "the rebels speak of four": of what
  // was counted last.
  bool counts_again(int n, TokenRange range) {
    constexpr int kReach = 1;  // sentences
    const TokenIndex last = range.end - 1;
    const TokenIndex up = tree_.head(last);
    if (counted_noun(range) != kNone) return false;
    const auto second = second_count(range);
    if (!second.counts && (up == kNone || up > last)) return false;
    // "The correct figure is 17."
    const auto figure = up != kNone && tree_.dep(last) == Dep::attr
                            ? tree_.child(up, {Dep::nsubj})
                            : static_cast<TokenIndex>(kNone);
    const auto which = figure == kNone ? kNone : tree_.child(figure, {Dep::amod});
    const auto det = figure == kNone ? kNone : tree_.child(figure, {Dep::det});
    const bool corrects =
        (figure != kNone && counts(figure) &&
         ((which != kNone && knowledge_.is("correct-words", tree_.lower(which))) ||
          // "The number was two."
          (which == kNone && det != kNone && tree_.child(figure, {Dep::prep}) == kNone &&
           knowledge_.is("definite-determiners", tree_.lower(det))))) ||
        (up != kNone && should_have_been(up));
    const bool beside = beside_another(range);
    const TokenIndex verb = up != kNone && tree_.dep(last) == Dep::pobj ? tree_.head(up) : up;
    const bool counts = up != kNone && tree_.dep(last) == Dep::dobj && tree_.is_verb(up) &&
                        knowledge_.is("counting-verbs", tree_.lemma(up));
    const bool tells = tree_.dep(last) == Dep::pobj && verb != kNone && tree_.is_verb(verb) &&
                       knowledge_.is("count-telling-verbs", tree_.lemma(verb)) &&
                       knowledge_.is("count-prepositions", tree_.lower(up));
    if (!counts && !tells && !corrects && !beside && !second.counts) return false;
    const auto before = std::ranges::find_if(found_.rbegin(), found_.rend(), [&](const Event& e) {
      return !e.part && e.trigger < range.begin &&
             tree_.sentence(range.begin) - tree_.sentence(e.trigger) <= kReach;
    });
    if (before == found_.rend()) return false;
    const auto type = before->type;
    add(type, "counts-again", n, range.begin, verb == kNone ? last : verb, kNone);
    if (second.teller != kNone) {
      found_.back().by = second.teller;
      found_.back().act = "say";
      return true;
    }
    // "has registered 41,000": so whoever registered them holds.
    const auto counter = counts   ? tree_.child(verb, {Dep::nsubj})
                         : beside ? range.begin - 2
                                  : static_cast<TokenIndex>(kNone);
    if (counter != kNone && can_cite(tree_, knowledge_, counter)) {
      found_.back().by = counter;
      found_.back().act = "estimate";
    }
    return true;
  }

  struct SecondCount {
    bool counts = false;
    TokenIndex teller = kNone;  // who tells it, where that is no attribution's to say
  };

  // "… nine dead, the rebels of twelve", "residents said twelve had", "it was twelve", "put it at
  // twelve", "twelve, says the union": a number with nothing that it counts, by the words around
  // it, since parsers lose the second half.
  [[nodiscard]] SecondCount second_count(TokenRange range) const {
    const auto sentence = tree_.sentence_range(tree_.sentence(range.begin));
    TokenIndex end = range.end;
    // "twelve had", "twelve did"
    const bool elliptic = end < sentence.end && knowledge_.is("elliptic-verbs", tree_.lemma(end));
    if (elliptic) ++end;
    const bool closed = end >= sentence.end || tree_.pos(end) == Pos::punct;
    if (!closed || range.begin <= sentence.begin) {
      // "Twelve, says the union."
      const bool told = range.begin == sentence.begin && end + 1 < sentence.end &&
                        tree_.token(end).text == "," && tree_.is_finite(end + 1) &&
                        takes_clause(tree_, knowledge_, end + 1);
      return {.counts = told};
    }
    const auto starts = [&](TokenIndex i) {
      return i <= sentence.begin || tree_.pos(i - 1) == Pos::punct ||
             tree_.pos(i - 1) == Pos::cconj;
    };
    TokenIndex before = range.begin - 1;
    // "it was twelve", "there were twelve"
    if (before > sentence.begin && tree_.lemma(before) == knowledge_.first("be") &&
        (knowledge_.is("pronouns-this", tree_.lower(before - 1)) ||
         tree_.dep(before - 1) == Dep::expl))
      return {.counts = true};
    if (knowledge_.is("that", tree_.lower(before)) && elliptic) {
      --before;
    } else if (knowledge_.is("count-links", tree_.lower(before))) {
      // "put it at twelve", "gave a figure of twelve"
      const TokenIndex what = before - 1;
      const TokenIndex verb = tree_.verb_above(before);
      if (what > sentence.begin && verb != kNone && verb < what &&
          (tree_.pos(what) == Pos::pron || knowledge_.is("figure-nouns", tree_.lemma(what)) ||
           knowledge_.is("toll-nouns", tree_.lower(what))) &&
          knowledge_.is("toll-setting-verbs", tree_.lemma(verb))) {
        const auto who = tree_.nearest_subject(verb);
        return {.counts = true,
                .teller = who != kNone && can_cite(tree_, knowledge_, who) ? who : kNone};
      }
      --before;
    }
    if (before < sentence.begin) return {};
    // "residents say twelve", "claims twelve"
    if (tree_.is_verb(before) && tree_.is_finite(before)) {
      const auto who = tree_.nearest_subject(before);
      const bool tells = takes_clause(tree_, knowledge_, before) ||
                         knowledge_.is("counting-verbs", tree_.lemma(before));
      if (tells && who != kNone && who + 1 == before && can_cite(tree_, knowledge_, who))
        return {.counts = true, .teller = who};
    }
    // ", the rebels (of) twelve"; "according to the rebels, twelve"
    const bool comma = tree_.token(before).text == ",";
    if (comma) --before;
    if (before < sentence.begin || !tree_.is_noun(before) || !can_cite(tree_, knowledge_, before))
      return {};
    constexpr TokenIndex kLongest = 5;
    TokenIndex start = before;
    while (!starts(start) && before - start < kLongest &&
           (!tree_.is_verb(start - 1) || knowledge_.is("according", tree_.lower(start - 1))))
      --start;
    const TokenIndex first = start;
    const bool according =
        knowledge_.is("according", tree_.lower(first)) || knowledge_.is("for", tree_.lower(first));
    if (!starts(start) || start <= sentence.begin || (comma && !according)) return {};
    return {.counts = true, .teller = before};
  }

  // "It should have read eight."
  [[nodiscard]] bool should_have_been(TokenIndex verb) const {
    const auto modal = tree_.child(verb, {Dep::aux});
    const auto it = tree_.child(verb, {Dep::nsubj});
    return modal != kNone && it != kNone && knowledge_.is("expletives", tree_.lower(it)) &&
           knowledge_.is("due-modals", tree_.lower(modal)) &&
           knowledge_.is("reading-words", tree_.lemma(verb)) &&
           tree_.child_with_lemma(verb, Dep::aux, knowledge_.first("have")) != kNone;
  }

  // "The army counts four dead; the hospital, forty": the number behind somebody's name, and a
  // comma for the verb.
  [[nodiscard]] bool beside_another(TokenRange range) const {
    const TokenIndex comma = range.begin - 1;
    const TokenIndex who = comma - 1;
    const auto sentence = tree_.sentence_range(tree_.sentence(range.begin));
    if (who <= sentence.begin || tree_.token(comma).text != "," || !tree_.is_noun(who) ||
        !can_cite(tree_, knowledge_, who) ||
        (range.end < sentence.end && tree_.pos(range.end) != Pos::punct))
      return false;
    TokenIndex start = who;
    while (start > sentence.begin && tree_.pos(start - 1) != Pos::punct &&
           tree_.pos(start - 1) != Pos::cconj && who - start < 4)
      --start;
    return start > sentence.begin && tree_.token(start - 1).text == ";";
  }

  // "puts the strength of the corps at 40,000"
  void strength_at(int n, TokenRange range) {
    const TokenIndex at = tree_.head(range.end - 1);
    const TokenIndex verb = at == kNone ? kNone : tree_.head(at);
    if (tree_.dep(range.end - 1) != Dep::pobj || verb == kNone || !tree_.is_verb(verb) ||
        !knowledge_.is("toll-setting-verbs", tree_.lemma(verb)))
      return;
    const auto object = tree_.child(verb, {Dep::dobj, Dep::nsubjpass});
    if (object != kNone && knowledge_.is("strength-words", tree_.lemma(object)))
      add("quantity.strength", "strength", n, range.begin, verb, kNone);
  }

  // "The militia has some 400 dockers": whoever they are, they are its men.
  [[nodiscard]] bool is_following(TokenIndex counted) const {
    const TokenIndex up = tree_.head(counted);
    if (up == kNone || tree_.dep(counted) != Dep::dobj || !can_suffer(counted) ||
        !knowledge_.is("strength-governors", tree_.lemma(up)))
      return false;
    const auto subject = tree_.child(up, {Dep::nsubj});
    return subject != kNone && knowledge_.is("group-nouns", tree_.lemma(subject));
  }

  // "an estimate of 2,000 fighters", "has 900 fighters", "some 300 militants".
  void strength(int n, TokenRange range, TokenIndex counted) {
    if (counted == kNone) {
      strength_at(n, range);
      // "is 400 strong"
      const TokenIndex strong = tree_.head(range.end - 1);
      if (strong == range.end && knowledge_.is("strong-words", tree_.lower(strong)) &&
          tree_.head(strong) != kNone)
        add("quantity.strength", "strength", n, range.begin, tree_.head(strong), kNone);
      return;
    }
    // "two of its men" are missing: no strength.
    if (tree_.dep(counted) == Dep::pobj && knowledge_.is("of", tree_.lower(tree_.head(counted))) &&
        tree_.head(tree_.head(counted)) == range.end - 1)
      return;
    if (!knowledge_.is("strength-nouns", tree_.lemma(counted)) && !is_following(counted)) return;
    for (TokenIndex up = counted; up != kNone; up = tree_.head(up)) {
      const auto& lemma = tree_.lemma(up);
      if (knowledge_.is("strength-governors", lemma)) {
        add("quantity.strength", "strength", n, range.begin, up, counted);
        return;
      }
      // "puts its strength at 7,000 men"
      if (tree_.is_verb(up) && knowledge_.is("toll-setting-verbs", lemma)) {
        const auto object = tree_.child(up, {Dep::dobj});
        if (object != kNone && knowledge_.is("strength-governors", tree_.lemma(object)))
          add("quantity.strength", "strength", n, range.begin, up, counted);
      }
      if (tree_.is_verb(up)) return;
    }
  }

  // "The strike produced no casualties", "ended without loss of life": a count of nought.
  void no_casualties() {
    for (TokenIndex i = 0; i < tree_.size(); ++i) {
      if (tree_.pos(i) != Pos::noun) continue;
      const auto type = knowledge_.look_up("casualty-nouns", tree_.lemma(i));
      if (!type) continue;
      TokenIndex top = i;
      if (knowledge_.is("lives-nouns", tree_.lemma(i))) {  // "loss of life"
        if (tree_.dep(i) != Dep::pobj || !knowledge_.is("of", tree_.lower(tree_.head(i)))) continue;
        top = tree_.head(tree_.head(i));
        if (top == kNone) continue;
      }
      const auto det = tree_.child(top, {Dep::det});
      const TokenIndex up = tree_.head(top);
      const bool none =
          (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det))) ||
          (up != kNone && tree_.dep(top) == Dep::pobj && knowledge_.is("without", tree_.lower(up)));
      if (!none) continue;
      Event zero;
      zero.type = *type;
      zero.pattern = "none";
      zero.trigger = i;
      zero.clause = up != kNone && tree_.is_verb(up) ? up : i;
      zero.value = "0";
      zero.counted = "people";
      zero.told = clause_range(tree_, i);
      set_time_and_place(tree_, knowledge_, zero);
      found_.push_back(std::move(zero));
    }
  }

  // "No one was killed": a count of nought.
  void no_dead() {
    for (const auto& event : events_) {
      if (event.frame == nullptr || event.frame->count.empty() || event.nominal) continue;
      for (const auto& filler : event.roles) {
        if (filler.role != event.frame->patient) continue;
        const auto det = tree_.child(filler.head, {Dep::det});
        const bool none = knowledge_.is("negative-pronouns", tree_.lower(filler.head)) ||
                          (det != kNone && knowledge_.is("negative-determiners", tree_.lower(det)));
        if (!none) continue;
        Event zero = event;
        zero.type = event.frame->count;
        zero.pattern = "none";
        zero.value = "0";
        zero.roles.clear();
        zero.counted =
            tree_.is_noun(filler.head) ? std::string(tree_.lower(filler.head)) : "people";
        found_.push_back(std::move(zero));
        break;
      }
    }
  }
};

}  // namespace

std::vector<Event> find_quantities(const Tree& tree, const Knowledge& knowledge,
                                   const std::vector<Event>& events) {
  return Finder(tree, knowledge, events).run();
}

}  // namespace gainsay::read
