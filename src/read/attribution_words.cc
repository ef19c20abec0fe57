// Contents told without a verb: by a noun ("the claim that"), an adjective ("is certain that"), a
// phrase ("according to"), a colon.
#include <algorithm>

#include "read/arguments.h"
#include "read/attribution_finder.h"

namespace gainsay::read::attribution {

bool Finder::answered(TokenIndex n) const {
  const TokenIndex verb_token = tree_.head(n);
  if (verb_token == kNone || (tree_.dep(n) != Dep::dobj && tree_.dep(n) != Dep::nsubjpass))
    return false;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb_token));
  return entry != knowledge_.cue_verbs.end() &&
         std::ranges::any_of(entry->second, [&](const Cue* cue) {
           return knowledge_.is("answering-acts", cue->act);
         });
}

bool Finder::told_of(TokenIndex n, Attribution& a) {
  if (tree_.child(n, {Dep::poss}) == kNone) return false;
  for (const TokenIndex c : tree_.children(n)) {
    if (tree_.dep(c) != Dep::prep || c < n || !knowledge_.is("of", tree_.lower(c))) continue;
    const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
    if (object == kNone) continue;
    a.source = owner_of(n);
    a.content_head = object;
    a.object = true;
    auto told = tree_.subtree(object);
    told.end = std::max(told.end, share_end(n, object));
    add(a, told);
    return true;
  }
  return false;
}

void Finder::noun(TokenIndex n) {
  const auto entry = knowledge_.cue_nouns.find(tree_.lemma(n));
  if (entry == knowledge_.cue_nouns.end() || tree_.pos(n) == Pos::propn) return;
  const Cue& cue = *entry->second;
  if (answered(n) && owner_of(n) == kNone) return;
  // "did not respond to requests for comment": another's requests.
  if (tree_.dep(n) == Dep::pobj && tree_.child(n, {Dep::poss}) == kNone &&
      tree_.head(tree_.head(n)) != kNone &&
      knowledge_.is("answering-verbs", tree_.lemma(tree_.head(tree_.head(n)))))
    return;
  Attribution a = begin(cue, n);
  a.cue_range = {n, n + 1};
  const auto own_clauses = tree_.children(n);
  std::vector<TokenIndex> clauses(own_clauses.begin(), own_clauses.end());
  // "laughed off a police statement that …": the parser may tie the clause to the verb.
  if (answered(n)) {
    for (const TokenIndex c : tree_.children(tree_.head(n))) {
      if (tree_.dep(c) == Dep::ccomp && c > n) clauses.push_back(c);
    }
  }
  for (const TokenIndex c : clauses) {
    const Dep d = tree_.dep(c);
    const bool that = (d == Dep::acl || d == Dep::ccomp) && c > n;
    if (that && tree_.is_verb(c)) {
      const auto mark = tree_.child(c, {Dep::mark});
      const auto aux = tree_.child(c, {Dep::aux});
      const bool infinitive = aux != kNone && tree_.token(aux).tag == "TO";
      // "has her doubts whether they did"
      const bool finite =
          mark != kNone &&
          (knowledge_.is("that", tree_.lower(mark)) ||
           (cue.act == "doubt" && knowledge_.is("whether-words", tree_.lower(mark))));
      if ((finite && cue.content.contains(Content::clause)) ||
          (infinitive && cue.content.contains(Content::infinitive))) {
        a.source = owner_of(n);
        a.content_head = c;
        a.negated = tree_.child(n, {Dep::det}) != kNone &&
                    knowledge_.is("negative-determiners", tree_.lower(tree_.child(n, {Dep::det})));
        add(a, tree_.subtree(c));
        return;
      }
    }
  }
  // "denials from the army that it had fired": wherever the parser hung the clause.
  const auto rest = tree_.sentence_range(tree_.sentence(n));
  for (TokenIndex v = n + 1; cue.content.contains(Content::clause) && v < rest.end; ++v) {
    if (!tree_.is_verb(v) || content_noun(tree_, knowledge_, v) != n) continue;
    a.source = owner_of(n);
    a.content_head = v;
    add(a, tree_.subtree(v));
    return;
  }
  // "the owners' version, in which a mine sank it"
  for (const TokenIndex c : tree_.children(n)) {
    const auto link = tree_.dep(c) == Dep::relcl ? tree_.child(c, {Dep::prep}) : kNone;
    const auto which = link == kNone ? kNone : tree_.child(link, {Dep::pobj});
    if (which == kNone) continue;
    auto owner = owner_of(n);
    // "Monday's dispatch, in which they fled": the dispatch's word
    const bool text =
        knowledge_.is("news-texts", tree_.lemma(n)) && (owner == kNone || tree_.in_time(owner));
    if (text) owner = n;
    if (owner == kNone || which > c || tree_.subtree(c).begin != link ||
        !knowledge_.is("relative-pronouns", tree_.lower(which)) ||
        !knowledge_.is("account-prepositions", tree_.lower(link)))
      continue;
    a.source = owner;
    a.content_head = c;
    add(a, {which + 1, tree_.subtree(c).end});
    return;
  }
  // "her admission of having poisoned the well", "the mayor's talk of a massacre"
  if (cue.content.contains(Content::clause) && told_of(n, a)) return;
  if (cue.content.contains(Content::preposition) || cue.content.contains(Content::object)) {
    a.source = owner_of(n);
    std::vector<TokenIndex> below;
    const auto look_under = [&](TokenIndex i) {
      const auto children = tree_.children(i);
      below.insert(below.end(), children.begin(), children.end());
    };
    if (a.source != kNone) {
      look_under(n);
      // "cast doubt on the claim": the parser may tie "on" to the verb.
      if (tree_.dep(n) == Dep::dobj) look_under(tree_.head(n));
    }
    for (const TokenIndex c : below) {
      if (tree_.dep(c) != Dep::prep || c < n) continue;
      const bool allowed =
          a.cue->prepositions.contains(tree_.lower(c)) ||
          (cue.content.contains(Content::object) && knowledge_.is("of", tree_.lower(c)));
      const auto object = tree_.child(c, {Dep::pobj, Dep::pcomp});
      if (!allowed || object == kNone || object == a.source) continue;
      a.content_head = object;
      a.object = true;
      auto told = tree_.subtree(object);
      told.end = std::max(told.end, told_end(object));
      told.end = std::max(told.end, share_end(n, object));
      add(a, told);
      return;
    }
  }
  // "A denial came from the brigade: none of its men had fired."
  const auto sentence = tree_.sentence_range(tree_.sentence(n));
  const Cue* cue_of_saying = saying();
  for (TokenIndex colon = n + 1; colon + 3 < sentence.end; ++colon) {
    if (tree_.token(colon).text != ":" || quote_of(colon) >= 0 || cue_of_saying == nullptr)
      continue;
    a.source = owner_of(n);
    if (a.source == kNone && tree_.dep(n) == Dep::nsubj)
      a.source = tree_.prepositional_object(tree_.head(n), knowledge_.list("from"));
    if (a.source == kNone || a.source > colon) return;
    a.cue = cue_of_saying;
    add(a, {colon + 1, sentence.end});
    return;
  }
  // "the agency's estimate of 2,000": covered above; "estimates" alone carries nothing.
}

void Finder::adjective(TokenIndex j) {
  const auto entry = knowledge_.cue_adjectives.find(tree_.lower(j));
  if (entry == knowledge_.cue_adjectives.end()) return;
  if (tree_.dep(j) != Dep::acomp && tree_.dep(j) != Dep::oprd && tree_.dep(j) != Dep::attr &&
      tree_.dep(j) != Dep::root)
    return;
  const TokenIndex be = tree_.dep(j) == Dep::root ? j : tree_.head(j);
  if (be == kNone || surprised_if(be)) return;
  Attribution a = begin(*entry->second, j);
  a.cue_range = {std::min(be, j), std::max(be, j) + 1};
  if (a.cue_range.end - a.cue_range.begin > 5) a.cue_range = {j, j + 1};
  a.source = subject_of(be);
  // "It is doubtful that they left": nobody's doubt but the author's, and that is for the stance.
  a.negated = is_negated(be);
  // "It seems doubtful to residents that they left."
  const auto whom = tree_.prepositional_object(j, knowledge_.list("to"));
  const bool to_them = a.source != kNone && whom != kNone &&
                       knowledge_.is("expletives", tree_.lower(a.source)) &&
                       can_cite(tree_, knowledge_, whom);
  if (to_them) a.source = whom;
  if (a.source == kNone || (knowledge_.is("expletives", tree_.lower(a.source)) && !a.negated))
    return;
  // "Gendarmes fired first, the innkeeper is sure."
  if (const auto told = tree_.child(be, {Dep::ccomp});
      a.cue->content.contains(Content::clause) && be != j && told != kNone && told < a.source &&
      tree_.child(told, {Dep::nsubj, Dep::nsubjpass}) != kNone &&
      tree_.child(told, {Dep::mark}) == kNone) {
    a.content_head = told;
    add(a, tree_.subtree(told));
    return;
  }
  // "were hopeful on Tuesday that it would hold": a parser ties the clause to "were".
  if (a.cue->content.contains(Content::clause) && be != j &&
      tree_.child(j, {Dep::ccomp, Dep::xcomp}) == kNone &&
      (to_them || tree_.child(j, {Dep::prep}) == kNone)) {
    const auto clause = tree_.child(be, {Dep::ccomp});
    const auto that = clause == kNone ? kNone : tree_.child(clause, {Dep::mark});
    if (clause > j && that != kNone && knowledge_.is("that", tree_.lower(that))) {
      a.content_head = clause;
      add(a, tree_.subtree(clause));
      return;
    }
  }
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

const Cue* Finder::saying() const {
  const auto entry = knowledge_.cue_verbs.find(knowledge_.first("plain-saying"));
  return entry == knowledge_.cue_verbs.end() || entry->second.empty() ? nullptr
                                                                      : entry->second.front();
}

void Finder::whole_clause(Attribution a, TokenIndex adverbial, TokenRange phrase) {
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
  // Behind a comma at the sentence's end the phrase speaks for all of it, wherever a parser hung
  // it.
  const auto sentence = tree_.sentence_range(tree_.sentence(adverbial));
  TokenIndex end = sentence.end;
  while (end > phrase.end &&
         (tree_.pos(end - 1) == Pos::punct || tree_.token(end - 1).pos == "SPACE"))
    --end;
  const bool behind_comma =
      phrase.begin > sentence.begin + 1 && tree_.token(phrase.begin - 1).text == ",";
  // "…, according to a man who had seen it but would not be named": all of it is of the man.
  const bool last = behind_comma && phrase.end < end && phrase.begin < a.source && [&] {
    for (TokenIndex i = phrase.end; i < end; ++i) {
      if (tree_.pos(i) == Pos::punct || quote_of(i) >= 0) return false;
    }
    return knowledge_.is("relative-pronouns", tree_.lower(tree_.subtree(a.source).end)) ||
           tree_.child(a.source, {Dep::relcl}) != kNone;
  }();
  if (behind_comma && (end <= phrase.end || last)) {
    while (tree_.head(top) != kNone) top = tree_.head(top);
    range = {sentence.begin, phrase.begin};
    for (TokenIndex i = sentence.begin; i < phrase.begin; ++i) {
      if (tree_.token(i).text == ";" && quote_of(i) < 0) range.begin = i + 1;
    }
  }
  // "(it is closer to nine, according to the guild)": no more than stands between the brackets.
  for (TokenIndex i = phrase.begin - 1; i >= range.begin; --i) {
    if (tree_.token(i).tag == "-RRB-") break;
    if (tree_.token(i).tag != "-LRB-") continue;
    range.begin = i + 1;
    while (top != kNone && !tree_.is_verb(top)) top = tree_.head(top);
    break;
  }
  a.content_head = top;
  a.content = without(range, {phrase});
  trim(a.content);
  take_quotations(a);
  if (!a.content.empty()) found_.push_back(std::move(a));
}

void Finder::according(TokenIndex i) {
  const auto to = tree_.child_with_lemma(i, Dep::prep, knowledge_.first("to"));
  TokenIndex source = to == kNone ? kNone : tree_.child(to, {Dep::pobj});
  if (source == kNone && i + 1 < tree_.size() && knowledge_.is("to", tree_.lower(i + 1))) {
    source = tree_.child(i + 1, {Dep::pobj});
  }
  const Cue* cue = saying();
  if (source == kNone || cue == nullptr || tree_.head(i) == kNone) return;
  Attribution a = begin(*cue, i);
  a.cue_range = {i, i + 2};
  a.source = source;
  // "according to figures given by the two sides": the two sides say it.
  const auto given = tree_.child(source, {Dep::acl});
  if (given != kNone && knowledge_.is("text-nouns", tree_.lemma(source))) {
    const auto giver = tree_.prepositional_object(given, knowledge_.list("by"));
    if (giver != kNone && can_speak(giver)) a.source = giver;
  }
  auto phrase = tree_.subtree(i);
  phrase.end = std::max(phrase.end, tree_.subtree(source).end);
  // "a memo according to which they were locked in": the memo says so.
  const TokenIndex told = tree_.head(i);
  if (knowledge_.is("relative-pronouns", tree_.lower(source)) && tree_.dep(told) == Dep::relcl &&
      tree_.head(told) != kNone)
    a.source = tree_.head(told);
  whole_clause(a, i, phrase);
}

// "To the prosecution the meeting founded a cell. To the defence it was a supper.": each is the
// view of whom it names; one alone might be a mere address.
void Finder::viewpoint(TokenIndex i) {
  const auto sentence = tree_.sentence_range(tree_.sentence(i));
  const auto opens = [&](TokenIndex at) {
    return tree_.lower(at) == tree_.lower(i) && tree_.child(at, {Dep::pobj}) != kNone &&
           (at == tree_.sentence_range(tree_.sentence(at)).begin ||
            tree_.token(at - 1).text == ";");
  };
  if (!knowledge_.is("viewpoint-prepositions", tree_.lower(i)) || !opens(i)) return;
  bool parallel = false;
  const int s = tree_.sentence(i);
  for (int other = std::max(0, s - 1); other <= s + 1 && other < tree_.sentence_count(); ++other) {
    const auto range = tree_.sentence_range(other);
    for (TokenIndex at = range.begin; at < range.end; ++at)
      parallel = parallel || (at != i && tree_.pos(at) == Pos::adp && opens(at));
  }
  const auto who = tree_.child(i, {Dep::pobj});
  const Cue* cue = saying();
  if (!parallel || cue == nullptr || !can_cite(tree_, knowledge_, who)) return;
  TokenIndex begin_at = who + 1;
  if (begin_at < sentence.end && tree_.token(begin_at).text == ",") ++begin_at;
  TokenIndex end = begin_at;
  while (end < sentence.end && tree_.token(end).text != ";") ++end;
  Attribution a = begin(*cue, i);
  a.cue_range = {i, i + 1};
  a.source = who;
  for (TokenIndex v = begin_at; v < end && a.content_head == kNone; ++v) {
    if (tree_.is_verb(v) && tree_.dep(v) != Dep::aux && tree_.dep(v) != Dep::auxpass)
      a.content_head = v;
  }
  if (a.content_head == kNone) return;
  a.content = {{begin_at, end}};
  trim(a.content);
  if (!a.content.empty()) found_.push_back(std::move(a));
}

// "In the army's account", "by the headman's count", "in the words of the union": the whole clause
// is the owner's.
void Finder::in_account(TokenIndex i) {
  if ((tree_.dep(i) != Dep::prep && tree_.dep(i) != Dep::agent) ||
      !knowledge_.is("account-prepositions", tree_.lower(i)))
    return;
  const auto account = tree_.child(i, {Dep::pobj});
  const Cue* cue = saying();
  // "by its own admission", but no "on admission to the hospital"
  const bool admits = account != kNone && knowledge_.is("admission-nouns", tree_.lemma(account)) &&
                      knowledge_.is("by", tree_.lower(i));
  // "In the army's bulletin the dead are nine", but "In its statement the army said"
  const TokenIndex told = tree_.head(i);
  const bool bulletin = account != kNone && knowledge_.is("news-texts", tree_.lemma(account)) &&
                        tree_.child(account, {Dep::poss}) != kNone && told != kNone && i < told &&
                        !knowledge_.cue_verbs.contains(tree_.lemma(told));
  // "In the indictment he is the man who shot them": its word.
  const bool charged = account != kNone && told != kNone && i < told &&
                       knowledge_.is("charging-texts", tree_.lemma(account)) &&
                       !knowledge_.cue_verbs.contains(tree_.lemma(told));
  // "In the new poll the mayor leads": the poll's word.
  const bool polled = account != kNone && told != kNone && i < told &&
                      knowledge_.is("poll-nouns", tree_.lemma(account)) &&
                      knowledge_.is("in", tree_.lower(i)) &&
                      !knowledge_.cue_verbs.contains(tree_.lemma(told));
  if (polled && cue != nullptr) {
    Attribution a = begin(*cue, i);
    a.cue_range = {i, i + 1};
    a.source = account;
    whole_clause(a, i, tree_.subtree(i));
    return;
  }
  if (account == kNone || cue == nullptr ||
      !(admits || bulletin || charged || knowledge_.is("account-nouns", tree_.lemma(account)) ||
        knowledge_.is("account-nouns", tree_.lower(account))))
    return;
  // "puts no faith in the army's story that they fled": a thing with a content of its own.
  if (told != kNone && told < i) {
    const auto own = tree_.child(account, {Dep::acl, Dep::ccomp, Dep::relcl});
    if (own != kNone && knowledge_.is("that", tree_.lower(tree_.subtree(own).begin))) return;
  }
  TokenIndex source = tree_.child(account, {Dep::poss});
  const bool of = source == kNone;
  if (of) source = tree_.prepositional_object(account, knowledge_.list("of"));
  if (source == kNone && charged) source = account;
  // "in the opinion of two pathologists": only people have one.
  const bool opinion = of && knowledge_.is("opinion-nouns", tree_.lemma(account));
  // "By its own telling the brigade lost two men": the brigade tells.
  const TokenIndex clause = tree_.head(i);
  const auto doer = clause == kNone ? kNone : tree_.child(clause, {Dep::nsubj, Dep::nsubjpass});
  const bool own = std::ranges::any_of(tree_.children(account), [&](TokenIndex c) {
    return knowledge_.is("own-words", tree_.lower(c));
  });
  if (own && source != kNone && tree_.pos(source) == Pos::pron && source < clause &&
      doer > source && can_speak(doer))
    source = doer;
  if (source == kNone || (tree_.pos(source) != Pos::pron && !can_cite(tree_, knowledge_, source) &&
                          !opinion && !charged))
    return;
  Attribution a = begin(*cue, account);
  a.cue_range = {account, account + 1};
  a.source = source;
  // "In an earlier version of this article we wrote that …": the version says it.
  if (of && !opinion && knowledge_.is("version-nouns", tree_.lemma(account)) &&
      knowledge_.is("news-texts", tree_.lemma(source)))
    a.source = account;
  whole_clause(a, i, tree_.subtree(i));
}

// "To the villagers, the raid was a massacre", "for the families it was a bomb": so they hold it.
// Not whom a thing is given or said to, or done for.
void Finder::to_them(TokenIndex i) {
  const TokenIndex clause = tree_.head(i);
  const auto source = tree_.child(i, {Dep::pobj});
  const Cue* cue = saying();
  if (tree_.dep(i) != Dep::prep || source == kNone || cue == nullptr || clause == kNone ||
      clause < i || !tree_.is_verb(clause))
    return;
  const auto own = tree_.subtree(i);
  const auto subject = tree_.child(clause, {Dep::nsubj, Dep::nsubjpass});
  if (own.end >= tree_.size() || subject == kNone || subject < own.end) return;
  const bool comma = tree_.token(own.end).text == "," || tree_.token(own.end - 1).text == ",";
  if (!comma && tree_.subtree(subject).begin != own.end) return;
  const bool semicolon = i > 0 && tree_.token(i - 1).text == ";";
  const bool first = i == 0 || tree_.sentence(i - 1) != tree_.sentence(i) || semicolon;
  const bool people =
      tree_.token(source).entity == "NORP" || tree_.child(source, {Dep::compound}) != kNone ||
      (can_cite(tree_, knowledge_, source) &&
       (tree_.pos(source) != Pos::propn || tree_.child(source, {Dep::det}) != kNone));
  const bool is = tree_.lemma(clause) == knowledge_.first("be");
  const bool to = knowledge_.is("receiver-prepositions", tree_.lower(i)) &&
                  !knowledge_.is("giving-verbs", tree_.lemma(clause)) &&
                  !knowledge_.cue_verbs.contains(tree_.lemma(clause));
  const bool for_them = knowledge_.is("beneficiary-prepositions", tree_.lower(i)) &&
                        (semicolon || (is && tree_.pos(subject) == Pos::pron));
  if (!first || !people || (!to && !for_them)) return;
  Attribution a = begin(*cue, i);
  a.cue_range = {i, i + 1};
  a.source = source;
  whole_clause(a, i, own);
}

void Finder::per(TokenIndex i) {
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

namespace {
bool is_capitals(const std::string& word) {
  return word.size() > 1 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
}
}  // namespace

// The same word is a name in another place of the text.
bool Finder::named_elsewhere(TokenIndex name) const {
  const auto& word = tree_.token(name).text;
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    const auto& token = tree_.token(i);
    if (i != name && tree_.pos(i) == Pos::propn && token.text == word &&
        (token.entity == "PERSON" || token.entity == "ORG" || token.entity == "NORP"))
      return true;
  }
  return false;
}

// "Torvik: The bridge stands." in an interview or a headline.
void Finder::colon_speakers() {
  const Cue* cue = saying();
  if (cue == nullptr) return;
  for (const auto& paragraph : tree_.document().annotated.paragraphs) {
    auto range = tree_.tokens_in(paragraph);
    // A transcript's paragraph opens with a mark that nothing closes.
    while (range.begin < range.end && tree_.pos(range.begin) == Pos::punct) ++range.begin;
    TokenIndex colon = range.begin;
    while (colon < range.end && colon < range.begin + 5 && tree_.token(colon).text != ":") ++colon;
    if (colon >= range.end || colon == range.begin || tree_.token(colon).text != ":" ||
        range.end - colon < 4)
      continue;
    bool name = true;
    for (TokenIndex i = range.begin; i < colon; ++i)
      name = name && (tree_.pos(i) == Pos::propn || tree_.is_noun(i) || tree_.pos(i) == Pos::det);
    // "Rebels: we hold the fort", "Report: half of them were shot"; "Torvik: …", whom a tagger does
    // not know here, but elsewhere.
    const TokenIndex last = colon - 1;
    const bool clause = tree_.has_finite_verb(
        {colon + 1, std::min(range.end, tree_.sentence_range(tree_.sentence(colon)).end)});
    const bool body = last == range.begin &&
                      (knowledge_.is("armed-nouns", tree_.lemma(last)) ||
                       (clause && (can_cite(tree_, knowledge_, last) || named_elsewhere(last))));
    if (!name || (tree_.pos(last) != Pos::propn && tree_.token(last).entity.empty() && !body &&
                  !is_capitals(tree_.token(last).text)))
      continue;
    if (knowledge_.is("heading-words", tree_.lower(last))) continue;
    if (body) range.end = std::min(range.end, tree_.sentence_range(tree_.sentence(colon)).end);
    Attribution a = begin(*cue, colon);
    a.cue_range = {colon, colon + 1};
    a.source = last;
    a.quoted = true;
    a.content = {{colon + 1, range.end}};
    trim(a.content);
    for (auto& quote : quotes_) {
      if (quote.range.begin > colon && quote.range.end <= range.end) quote.taken = true;
    }
    if (!a.content.empty()) found_.push_back(std::move(a));
  }
}

// "Interior ministry: one arrest. The lawyers: sixty.": of two such sentences beside each other
// each tells what its first words say; one alone might be a heading.
void Finder::parallel_colons() {
  constexpr TokenIndex kLongestName = 7;
  const auto colon_of = [&](int s) {
    if (s < 0 || s >= tree_.sentence_count()) return kNone;
    const auto sentence = tree_.sentence_range(s);
    for (TokenIndex i = sentence.begin + 1; i < sentence.end && i <= sentence.begin + kLongestName;
         ++i) {
      if (tree_.pos(i) == Pos::verb || tree_.pos(i) == Pos::aux || quote_of(i) >= 0) return kNone;
      if (tree_.token(i).text != ":") continue;
      const auto who = phrase_head(sentence.begin, i);
      return who != kNone && can_cite(tree_, knowledge_, who) && i + 2 < sentence.end ? i : kNone;
    }
    return kNone;
  };
  const Cue* cue = saying();
  for (int s = 0; cue != nullptr && s < tree_.sentence_count(); ++s) {
    const auto colon = colon_of(s);
    if (colon == kNone || (colon_of(s - 1) == kNone && colon_of(s + 1) == kNone) ||
        std::ranges::any_of(found_, [&](const Attribution& a) { return a.cue_token == colon; }))
      continue;
    const auto sentence = tree_.sentence_range(s);
    Attribution a = begin(*cue, colon);
    a.cue_range = {colon, colon + 1};
    a.source = phrase_head(sentence.begin, colon);
    for (TokenIndex i = colon + 1; i < sentence.end && a.content_head == kNone; ++i) {
      if (tree_.is_verb(i) || tree_.is_noun(i)) a.content_head = i;
    }
    if (a.content_head == kNone || tree_.token(colon + 1).text.starts_with("http")) continue;
    a.content = {{colon + 1, sentence.end}};
    trim(a.content);
    if (!a.content.empty()) found_.push_back(std::move(a));
  }
}

void Finder::headline_sources() {
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
      phrase = phrase && (tree_.is_noun(i) || tree_.pos(i) == Pos::adj || tree_.pos(i) == Pos::det);
    if (!phrase || !tree_.is_noun(end - 1)) continue;
    Attribution a = begin(*cue, colon);
    a.cue_range = {colon, colon + 1};
    a.source = end - 1;
    a.content = {{range.begin, colon}};
    trim(a.content);
    if (!a.content.empty()) found_.push_back(std::move(a));
  }
}

}  // namespace gainsay::read::attribution
