// Where and when: what the first sentences of a story settle for the rest of it.
#include <algorithm>

#include "read/assembler.h"

namespace gainsay::read {

// "the Sund massacre", where the model takes the town for a people or a body: it happened there. A
// capital's strikes are its state's.
void Assembler::place_before_noun(Event& event) const {
  if (!event.nominal || event.frame == nullptr || event.frame->agent.empty() ||
      event.type == "event.airstrike" || event.type == "event.operation")
    return;
  std::erase_if(event.roles, [&](const Filler& filler) {
    if (filler.role != event.frame->agent || tree_.head(filler.head) != event.trigger ||
        tree_.dep(filler.head) != Dep::compound || !places_.names_no_country(filler.head))
      return false;
    event.place = filler.head;
    return true;
  });
}

// The lead's place and day are the default ones.
void Assembler::default_place_and_time() {
  for (auto& event : events_) place_before_noun(event);
  places_.find_lead(events_);
  const TokenIndex known = places_.lead();
  const TokenIndex place = known != kNone ? known : lead_place(tree_, knowledge_);
  const int time = lead_time();
  int said_at = -1;  // the last sentence that dated an event, and how
  int said_time = -1;
  TokenIndex told = kNone;  // where the violence before happened, by its own words
  for (auto& event : events_) {
    const bool toll =
        event.type.starts_with("quantity.") && knowledge_.is("placed-quantities", event.type);
    const bool violent = toll || knowledge_.is("violence-types", event.type);
    if (toll || event.type.starts_with("event.")) {
      if (event.place != kNone && is_place_of_telling(event)) event.place = kNone;
      const bool says_where = event.place != kNone;
      // The sentence that follows goes on there.
      if (!says_where && violent && told != kNone &&
          tree_.sentence(event.trigger) - tree_.sentence(told) <= 1)
        event.place = told;
      places_.settle(event);
      if (event.place == kNone) event.place = place;
      if (says_where && violent)
        told = event.place != place && places_.at(event.place) ? event.place : kNone;
    }
    if (event.time >= 0 && is_time_of_telling(event)) event.time = -1;
    if (event.time < 0 && (violent || knowledge_.is("news-types", event.type))) {
      event.time = said_at >= 0 && tree_.sentence(event.trigger) - said_at <= 1 ? said_time : time;
    } else if (event.time >= 0 && is_exact(event.time) &&
               (violent || knowledge_.is("news-types", event.type))) {
      said_at = tree_.sentence(event.trigger);
      said_time = event.time;
    }
  }
}

// "said in Sund that the depot was hit": not in Sund.
bool Assembler::is_place_of_telling(const Event& event) const {
  const int in = innermost(event.trigger);
  if (in < 0) return false;
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  if (tree_.sentence(event.place) != tree_.sentence(a.cue_token) || holds(a, event.place) ||
      tree_.sentence(event.trigger) != tree_.sentence(event.place))
    return false;
  const TokenIndex link = tree_.head(event.place);
  return link != kNone && tree_.dep(link) == Dep::prep && tree_.head(link) == a.cue_token;
}

// "In a statement on Saturday it said the army had killed two": not on Saturday.
bool Assembler::is_time_of_telling(const Event& event) const {
  const int in = innermost(event.trigger);
  if (in < 0) return false;
  const auto& a = attributions_[static_cast<std::size_t>(in)];
  const auto& span = tree_.document().annotated.times[static_cast<std::size_t>(event.time)].span;
  const TokenIndex word = tree_.token_at(span.begin);
  if (tree_.sentence(word) != tree_.sentence(a.cue_token) || holds(a, word)) return false;
  for (TokenIndex at = word; at != kNone && !tree_.is_verb(at); at = tree_.head(at)) {
    if (knowledge_.is("text-nouns", tree_.lemma(at))) return true;
  }
  return false;
}

// When what the first sentences tell happened: the violence first, and what is news today before
// what was long ago.
int Assembler::lead_time() const {
  constexpr int kLeadSentences = 4;
  int old = -1;
  for (const bool violence : {true, false}) {
    for (const auto& event : events_) {
      if (tree_.sentence(event.trigger) >= kLeadSentences || event.time < 0) continue;
      if (violence != knowledge_.is("violence-types", event.type)) continue;
      if (is_news(event.time)) return event.time;
      if (violence && old < 0 && is_exact(event.time)) old = event.time;
    }
  }
  return old;
}

// No mere year.
bool Assembler::is_exact(int time) const {
  const auto& begin = tree_.document().annotated.times[static_cast<std::size_t>(time)].begin;
  return begin && begin->month != 0;
}

// A day in the weeks before the article.
bool Assembler::is_news(int time) const {
  constexpr std::chrono::days kNews{45};
  const auto& begin = tree_.document().annotated.times[static_cast<std::size_t>(time)].begin;
  const auto published = parse_iso_date(tree_.document().annotated.article.published);
  if (!begin || !begin->is_day() || !published || !published->is_day()) return false;
  const auto ago = to_days(*published) - to_days(*begin);
  return ago >= std::chrono::days{-1} && ago <= kNews;
}

}  // namespace gainsay::read
