#include "read/places.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"

namespace gainsay::read {
namespace {

using places::Kind;

// "in the rebel-held northern Y": so many words may stand before Y.
constexpr TokenIndex kWordsBeforeOuter = 6;
// Nothing lies in more places than a text can mean.
constexpr std::size_t kMostOuter = 8;

}  // namespace

Places::Places(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
               const places::Gazetteer* gazetteer)
    : tree_(tree), knowledge_(knowledge), actors_(actors), gazetteer_(gazetteer) {
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (tree_.token(i).text == tree_.lower(i)) {
      small_words_.insert(tree_.lower(i));
      small_words_.insert(tree_.lemma(i));
    }
  }
  find_mentions();
  find_outer();
  find_hints();
  found_.resize(toponyms_.size());
  if (gazetteer_) found_ = places::locate(*gazetteer_, toponyms_);
  drop_contradicted();
  std::erase_if(mentions_, [&](const Mention& mention) {
    const auto at = static_cast<std::size_t>(mention.toponym);
    return toponyms_[at].unsure && !found_[at];
  });
}

// "the Reed district of Sund" is not the village of Reed in another province: better no place of
// the gazetteer than one that the text contradicts.
void Places::drop_contradicted() {
  const auto found = found_;
  const auto province = [&](places::PlaceIndex index) {
    const auto place = gazetteer_->place(index);
    return place.kind == Kind::settlement ? place.within.value_or(index) : index;
  };
  for (std::size_t i = 0; i < toponyms_.size(); ++i) {
    if (!found[i] || gazetteer_->place(*found[i]).kind == Kind::country) continue;
    bool told = false;
    bool fits = false;
    for (const int outer : toponyms_[i].inside) {
      const auto& around = found[static_cast<std::size_t>(outer)];
      if (!around) continue;
      told = true;
      fits = fits || gazetteer_->lies_in(*found[i], province(*around)) ||
             province(*found[i]) == province(*around);
    }
    if (told && !fits) found_[i].reset();
  }
}

void Places::find_mentions() {
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (goes_on_to_noun(i)) continue;
    const bool sure = is_named_place(tree_, knowledge_, i) || stands_before_kind(i) ||
                      is_country_beside(i) || is_before_its_country(i);
    if (sure || may_be_place(i)) note(i, !sure);
  }
  drop_groups();
}

// "Salah" of "the Salah al-Sund district", where the model sees no name: the last word stands for
// it.
bool Places::goes_on_to_noun(TokenIndex token) const {
  if (tree_.pos(token) != Pos::propn || tree_.dep(token) != Dep::compound ||
      !tree_.token(token).entity.empty())
    return false;
  TokenIndex next = token + 1;
  const TokenIndex noun = tree_.head(token);
  while (next < noun && tree_.pos(next) == Pos::punct) ++next;
  return next < noun && tree_.pos(next) == Pos::propn && tree_.token(next).entity.empty() &&
         tree_.is_under(next, noun) && knowledge_.is("place-nouns", tree_.lemma(noun));
}

// "Sund province", where the model takes both words for the name, or Sund for a people.
bool Places::stands_before_kind(TokenIndex token) const {
  const auto& entity = tree_.token(token).entity;
  const TokenIndex next = token + 1;
  if (tree_.pos(token) != Pos::propn) return false;
  if (entity == "NORP" && next < tree_.size() && tree_.head(token) == next && kind_of(next))
    return is_known(tree_.token(token).text) && tree_.token(token).entity_begins;
  if (entity != "GPE" && entity != "LOC") return false;
  return next < tree_.size() && tree_.token(next).entity == entity &&
         !tree_.token(next).entity_begins && tree_.pos(next) == Pos::noun &&
         knowledge_.is("place-nouns", tree_.lemma(next));
}

// "Sund, Ilvania", where the model takes Ilvania for a person.
bool Places::is_country_beside(TokenIndex token) const {
  if (!gazetteer_ || tree_.pos(token) != Pos::propn || tree_.dep(token) != Dep::appos) return false;
  const TokenIndex head = tree_.head(token);
  if (head == kNone || !is_named_place(tree_, knowledge_, head)) return false;
  const auto name = actors_.name_in(token);
  if (name.begin >= name.end) return false;
  return is_country(std::string(tree_.words(name)));
}

// "attacked Sund", "the Sund attack", which the model took for something else: no proof that it is
// a place, but a question to the gazetteer.
bool Places::may_be_place(TokenIndex token) const {
  if (!gazetteer_ || tree_.pos(token) != Pos::propn || acts(token)) return false;
  const auto& entity = tree_.token(token).entity;
  if (entity == "NORP" || entity == "DATE" || entity == "TIME") return false;
  const TokenIndex up = tree_.head(token);
  if (up == kNone) return false;
  const auto name = actors_.name_in(token);
  if (name.begin >= name.end || name.end != token + 1) return false;
  // Part of a longer name: "Observatory for Human Rights"; but "Sund 60 kilometres" is none.
  const bool goes_on = name.end < tree_.size() && !entity.empty() &&
                       tree_.pos(name.end) != Pos::num && tree_.token(name.end).entity == entity &&
                       !tree_.token(name.end).entity_begins;
  const bool inside = tree_.dep(token) == Dep::compound && tree_.pos(up) == Pos::propn;
  if (goes_on || inside || (!entity.empty() && !tree_.token(name.begin).entity_begins))
    return false;
  const bool several_words = name.end - name.begin > 1;
  // A single word may be anybody's last name.
  if (entity == "PERSON" && !several_words) return false;
  // "Sunds second city Reed"
  const bool told = name.begin > 0 && tree_.is_noun(name.begin - 1) && kind_of(name.begin - 1);
  const bool object =
      told || tree_.dep(token) == Dep::dobj || tree_.dep(token) == Dep::nsubjpass ||
      tree_.dep(token) == Dep::compound || tree_.dep(token) == Dep::poss ||
      (tree_.dep(token) == Dep::pobj && !knowledge_.is("no-place-prepositions", tree_.lower(up)));
  // "killed Abu Sund": whom such a verb befalls is a person, whatever village is called so.
  if (entity == "PERSON" && tree_.dep(token) != Dep::pobj && befalls_persons(up)) return false;
  const auto words = std::string(tree_.words(name_of(token)));
  if (object && (is_known(words) || is_owner(words))) return true;
  // "attacked Tel Sund", written as the gazetteer does not.
  return (tree_.dep(token) == Dep::dobj || tree_.dep(token) == Dep::nsubjpass) && several_words &&
         !befalls_persons(up) && !gazetteer_->alike(words).empty();
}

bool Places::befalls_persons(TokenIndex verb) const {
  const auto frames = knowledge_.frame_verbs.find(tree_.lemma(verb));
  if (frames == knowledge_.frame_verbs.end()) return true;
  return std::ranges::any_of(frames->second,
                             [](const Frame* frame) { return frame->patient == "victim"; });
}

// A group that the model took for a place here acts elsewhere.
void Places::drop_groups() {
  std::map<std::string, std::pair<int, int>> uses;  // by last word: as who acts, as a place
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (tree_.pos(i) != Pos::propn) continue;
    const auto& entity = tree_.token(i).entity;
    auto& [acting, standing] = uses[tree_.lower(i)];
    if (stands_for_place(i)) {
      ++standing;
    } else if (acts(i) || entity == "ORG" || entity == "NORP" || entity == "PERSON") {
      ++acting;
    }
  }
  std::erase_if(mentions_, [&](const Mention& mention) {
    const auto& toponym = toponyms_[static_cast<std::size_t>(mention.toponym)];
    if (toponym.unsure || toponym.kind || is_large(toponym.name) || has_place_noun(mention.token))
      return false;
    const auto& [acting, standing] = uses[tree_.lower(mention.token)];
    return acting > 0 && acting >= standing;
  });
}

// A country, a province or a town that everybody knows: these act, too.
bool Places::is_large(const std::string& name) const {
  constexpr std::uint32_t kLarge = 100000;
  if (!gazetteer_) return false;
  return std::ranges::any_of(gazetteer_->named(name), [&](const auto index) {
    const auto place = gazetteer_->place(index);
    return place.kind != Kind::settlement || place.population >= kLarge;
  });
}

bool Places::is_country(const std::string& name) const {
  return gazetteer_ && std::ranges::any_of(gazetteer_->named(name), [&](const auto index) {
           return gazetteer_->place(index).kind == Kind::country;
         });
}

// "Sund attacked", "Sund fighters", "fighters of Sund".
bool Places::acts(TokenIndex token) const {
  const Dep dep = tree_.dep(token);
  const TokenIndex up = tree_.head(token);
  if (up == kNone) return false;
  if (dep == Dep::nsubj || dep == Dep::agent) return true;
  if (dep == Dep::pobj && knowledge_.is("by", tree_.lower(up))) return true;
  if (dep != Dep::compound && dep != Dep::poss && dep != Dep::amod && dep != Dep::nmod)
    return false;
  const auto& lemma = tree_.lemma(up);
  // "US strikes": whose they are.
  if (dep != Dep::poss && knowledge_.is("state-deed-nouns", lemma) &&
      is_country(std::string(tree_.words(name_of(token)))))
    return true;
  return knowledge_.is("group-nouns", lemma) || knowledge_.is("government-nouns", lemma) ||
         knowledge_.is("person-nouns", lemma);
}

// By its preposition, or the noun for what it is.
bool Places::stands_for_place(TokenIndex token) const {
  const TokenIndex up = tree_.head(token);
  if (up == kNone) return false;
  const Dep dep = tree_.dep(token);
  if (dep == Dep::pobj)
    return knowledge_.is("place-prepositions", tree_.lower(up)) ||
           (tree_.head(up) != kNone && knowledge_.is("place-nouns", tree_.lemma(tree_.head(up))));
  if (dep == Dep::conj || dep == Dep::appos) return stands_for_place(up);
  return dep == Dep::compound && knowledge_.is("place-nouns", tree_.lemma(up));
}

// The name without "the", "northern" and the noun for what it is.
TokenRange Places::name_of(TokenIndex token) const {
  auto name = actors_.name_in(token);
  if (name.begin >= name.end) name = {token, token + 1};
  while (name.begin > 0 && goes_on_to_noun(name.begin - 1)) --name.begin;
  while (name.begin > 1 && tree_.pos(name.begin - 1) == Pos::punct &&
         goes_on_to_noun(name.begin - 2))
    name.begin -= 2;
  const auto full = std::string(tree_.words(name));
  if (is_known(full)) return name;
  // "Tel sund province", half of it written small
  if (gazetteer_ && name.end + 1 < tree_.size() && kind_of(name.end + 1) &&
      tree_.head(name.end) == name.end + 1) {
    const auto longer = std::string(tree_.words({name.begin, name.end + 1}));
    if (is_known(longer) || !gazetteer_->alike(longer).empty()) return {name.begin, name.end + 1};
  }
  while (name.begin + 1 < name.end && (tree_.token(name.begin).tag == "DT" ||
                                       knowledge_.is("direction-words", tree_.lower(name.begin))))
    ++name.begin;
  // "Capital Sund", "the Ilvanian Capital Sund"
  for (TokenIndex at = name.begin; at + 1 < name.end; ++at) {
    if (tree_.pos(at) != Pos::adj && !knowledge_.is("place-nouns", tree_.lower(at)) && !kind_of(at))
      break;
    if (is_known(std::string(tree_.words({at + 1, name.end})))) return {at + 1, name.end};
  }
  while (name.begin + 1 < name.end &&
         (kind_of(name.end - 1) || knowledge_.is("area-nouns", tree_.lower(name.end - 1))))
    --name.end;
  return name;
}

bool Places::is_known(const std::string& name) const {
  return gazetteer_ && !gazetteer_->named(name).empty();
}

// Text that lost its apostrophes: "Sunds capital".
bool Places::is_owner(const std::string& name) const {
  return name.ends_with("s") && !is_known(name) && is_known(name.substr(0, name.size() - 1));
}

void Places::note(TokenIndex token, bool unsure) {
  auto words = name_of(token);
  auto name = std::string(tree_.words(words));
  const auto kind = kind_beside(words);
  int outer = -1;
  if (gazetteer_ && !is_known(name)) {
    if (is_owner(name)) {
      name.pop_back();
    } else if (words.end - words.begin > 1) {
      // Text that lost its commas: "Sund Ilvania" is Sund in Ilvania.
      const auto last = std::string(tree_.words({words.end - 1, words.end}));
      const auto known = gazetteer_->named(last);
      const bool larger = std::ranges::any_of(known, [&](const auto index) {
        return gazetteer_->place(index).kind != Kind::settlement;
      });
      const auto first = std::string(tree_.words({words.begin, words.end - 1}));
      const auto& owner = tree_.token(words.begin).text;
      if (larger && is_known(first)) {
        // But "Sund Reed", two provinces, is two places.
        if (may_lie_in(first, last)) outer = toponym(last, std::nullopt);
        name = first;
        --words.end;
      } else if (owner.ends_with("s") && is_large(std::string(owner.substr(0, owner.size() - 1)))) {
        // "Sunds Old Town"
        outer = toponym(std::string(owner.substr(0, owner.size() - 1)), std::nullopt);
        ++words.begin;
        name = std::string(tree_.words(words));
      }
    }
  }
  const int index = toponym(name, kind);
  if (outer >= 0 && outer != index)
    toponyms_[static_cast<std::size_t>(index)].inside.push_back(outer);
  auto& noted = toponyms_[static_cast<std::size_t>(index)];
  noted.unsure = unsure && (noted.times == 0 || noted.unsure);
  ++noted.times;
  mentions_.push_back({token, words, index});
}

bool Places::may_lie_in(const std::string& name, const std::string& outer) const {
  const auto insides = gazetteer_->named(name);
  const auto outsides = gazetteer_->named(outer);
  return std::ranges::any_of(insides, [&](const auto inside) {
    return std::ranges::any_of(outsides, [&](const auto outside) {
      return inside != outside && gazetteer_->lies_in(inside, outside);
    });
  });
}

// "Sund Reed", two places that a model takes for one name: no actor is called so.
bool Places::is_run_on(TokenIndex noun) const {
  const auto* const found = mention(noun);
  if (!found || !gazetteer_) return false;
  const auto whole = actors_.name_in(noun);
  return found->words.end < whole.end &&
         !may_lie_in(std::string(tree_.words(found->words)),
                     std::string(tree_.words({found->words.end, whole.end})));
}

bool Places::names_no_country(TokenIndex noun) const {
  const auto* const found = mention(noun);
  if (!found || !gazetteer_) return false;
  const auto& place = found_[static_cast<std::size_t>(found->toponym)];
  return place && gazetteer_->place(*place).kind != Kind::country;
}

// "in Sund Ilvania", text that lost its commas, where the model sees no name in Sund.
bool Places::is_before_its_country(TokenIndex token) const {
  const TokenIndex country = tree_.head(token);
  if (!gazetteer_ || tree_.dep(token) != Dep::compound || country != token + 1 ||
      tree_.pos(token) != Pos::propn || tree_.pos(country) != Pos::propn)
    return false;
  const auto& name = tree_.token(token).text;
  const auto& outer = tree_.token(country).text;
  return is_country(outer) && !is_country(name) && may_lie_in(name, outer);
}

// Counted from 0: who asks for a mention adds one.
int Places::toponym(const std::string& name, std::optional<Kind> kind) {
  const auto key = std::pair(fold(name), kind ? static_cast<int>(*kind) : -1);
  const auto [at, is_new] = toponym_of_.try_emplace(key, static_cast<int>(toponyms_.size()));
  if (is_new) toponyms_.push_back({.name = name, .times = 0, .kind = kind});
  return at->second;
}

std::optional<Kind> Places::kind_of(TokenIndex noun) const {
  const auto& lemma = tree_.lemma(noun);
  const auto& word = tree_.lower(noun);
  if (knowledge_.is("province-nouns", lemma) || knowledge_.is("province-nouns", word))
    return Kind::province;
  if (knowledge_.is("settlement-nouns", lemma) || knowledge_.is("settlement-nouns", word))
    return Kind::settlement;
  return std::nullopt;
}

// "Sund province", "the town of Sund", "the town Sund".
std::optional<Kind> Places::kind_beside(TokenRange name) const {
  if (name.end < tree_.size() && tree_.is_noun(name.end)) {
    if (const auto kind = kind_of(name.end)) return kind;
  }
  if (name.begin == 0) return std::nullopt;
  TokenIndex before = name.begin - 1;
  if (before > 0 && knowledge_.is("of", tree_.lower(before))) --before;
  return tree_.is_noun(before) ? kind_of(before) : std::nullopt;
}

const Places::Mention* Places::mention(TokenIndex token) const {
  const auto at = std::ranges::lower_bound(mentions_, token, {}, &Mention::token);
  return at != mentions_.end() && at->token == token ? &*at : nullptr;
}

// The place whose name begins at `first` or a few describing words behind it.
TokenIndex Places::mention_from(TokenIndex first) const {
  for (TokenIndex i = first; i < tree_.size() && i < first + kWordsBeforeOuter; ++i) {
    if (tree_.sentence(i) != tree_.sentence(first)) break;
    if (mention(i)) return i;
    const Pos pos = tree_.pos(i);
    const bool describes = pos == Pos::det || pos == Pos::adj || pos == Pos::noun ||
                           pos == Pos::propn || knowledge_.is("of", tree_.lower(i)) ||
                           tree_.lower(i) == "-";
    if (!describes || tree_.is_verb(i)) break;
  }
  return kNone;
}

// The place that a noun phrase names, itself or by "Sund province", "the town of Sund".
TokenIndex Places::mention_under(TokenIndex noun) const {
  if (noun == kNone) return kNone;
  if (mention(noun)) return noun;
  if (!knowledge_.is("place-nouns", tree_.lemma(noun))) return kNone;
  TokenIndex before = kNone;
  for (const TokenIndex c : tree_.children(noun)) {
    if (tree_.dep(c) == Dep::compound && mention(c)) before = c;
  }
  if (before != kNone) return before;
  const auto of = tree_.prepositional_object(noun, knowledge_.list("of"));
  if (of != kNone && mention(of)) return of;
  // "the town Sund", by the words alone: trees hang the name elsewhere.
  return noun + 1 < tree_.size() && tree_.sentence(noun + 1) == tree_.sentence(noun)
             ? name_at(noun + 1)
             : kNone;
}

// The place whose name begins at `first`.
TokenIndex Places::name_at(TokenIndex first) const {
  const auto at =
      std::ranges::find(mentions_, first, [](const Mention& m) { return m.words.begin; });
  return at == mentions_.end() ? kNone : at->token;
}

// What the text says that the place named by `noun` lies in; its name ends before `end`.
// "Sund, a town held by the front in Reed province": the "in" behind the words for what Sund is.
TokenIndex Places::in_behind_kind(TokenIndex first) const {
  constexpr TokenIndex kReach = 14;
  const auto end = std::min(tree_.sentence_range(tree_.sentence(first)).end, first + kReach);
  if (tree_.pos(first) != Pos::det) return kNone;
  TokenIndex noun = first + 1;
  while (noun < end && (tree_.pos(noun) == Pos::adj || tree_.pos(noun) == Pos::punct ||
                        tree_.dep(noun) == Dep::compound))
    ++noun;
  if (noun >= end || !knowledge_.is("settlement-nouns", tree_.lemma(noun))) return kNone;
  for (TokenIndex i = noun + 1; i + 1 < end; ++i) {
    if (knowledge_.is("in", tree_.lower(i))) return i;
    if (tree_.is_finite(i) || tree_.token(i).text == ",") break;
  }
  return kNone;
}

std::vector<TokenIndex> Places::outer_of(TokenIndex noun, TokenIndex end) const {
  std::vector<TokenIndex> out;
  const auto add = [&](TokenIndex outer) {
    if (outer != kNone && outer != noun && std::ranges::find(out, outer) == out.end())
      out.push_back(outer);
  };
  const auto of_phrase = [&](TokenIndex top) {
    add(mention_under(tree_.prepositional_object(top, knowledge_.list("in"))));
    for (const TokenIndex c : tree_.children(top)) {
      if (tree_.dep(c) == Dep::poss) add(mention_under(c));
      // "Sund, a town in Ilvania"
      if (tree_.dep(c) == Dep::appos && c > top && knowledge_.is("place-nouns", tree_.lemma(c)))
        add(mention_under(tree_.prepositional_object(c, knowledge_.list("in"))));
    }
  };
  of_phrase(noun);
  // "the Sund town of Reed", "Reed district of Sund"
  const TokenIndex up = tree_.head(noun);
  if (up != kNone && knowledge_.is("place-nouns", tree_.lemma(up)) &&
      tree_.dep(noun) == Dep::compound) {
    of_phrase(up);
    add(mention_under(tree_.prepositional_object(up, knowledge_.list("of"))));
  }
  if (up != kNone && tree_.dep(noun) == Dep::pobj && knowledge_.is("of", tree_.lower(up))) {
    const TokenIndex kind = tree_.head(up);
    // "the Sund town of Reed"; "the Reed district of Sund" says the reverse.
    if (kind != kNone && knowledge_.is("settlement-nouns", tree_.lemma(kind))) {
      of_phrase(kind);
      for (const TokenIndex c : tree_.children(kind)) {
        if (tree_.dep(c) == Dep::compound || tree_.dep(c) == Dep::nmod) add(mention(c) ? c : kNone);
      }
    }
  }
  // By the words alone: trees hang "in Sund province" on whatever verb is near.
  if (end < tree_.size() && tree_.is_noun(end) && knowledge_.is("place-nouns", tree_.lemma(end)))
    ++end;
  const bool comma = end < tree_.size() && tree_.token(end).text == ",";
  const TokenIndex next = comma ? end + 1 : end;
  if (next >= tree_.size() || tree_.sentence(next) != tree_.sentence(noun)) return out;
  if (knowledge_.is("in", tree_.lower(next)) ||
      (!comma && knowledge_.is("of", tree_.lower(next)))) {
    if (next + 1 < tree_.size()) add(mention_from(next + 1));
  } else if (const TokenIndex in = in_behind_kind(next); in != kNone) {
    add(mention_from(in + 1));
  } else if (comma && !mentions_.empty()) {
    // Names stand in the order of their words.
    const auto outer = std::ranges::lower_bound(mentions_, next, {},
                                                [](const Mention& m) { return m.words.begin; });
    // "Sund, Reed and Harsk" is a list.
    if (outer != mentions_.end() && outer->words.begin == next &&
        tree_.dep(outer->token) != Dep::conj && tree_.child(outer->token, {Dep::conj}) == kNone)
      add(outer->token);
  }
  return out;
}

void Places::find_outer() {
  for (const auto& mention : mentions_) {
    auto& inner = toponyms_[static_cast<std::size_t>(mention.toponym)];
    for (const TokenIndex token : outer_of(mention.token, mention.words.end)) {
      const int outer = this->mention(token)->toponym;
      if (inner.inside.size() < kMostOuter && outer != mention.toponym &&
          std::ranges::find(inner.inside, outer) == inner.inside.end())
        inner.inside.push_back(outer);
    }
  }
}

// "Kenyan" says that Kenya is near. Which country it is follows from the word's form alone, so that
// no list of demonyms is needed; what is no country then says nothing.
void Places::find_hints() {
  if (!gazetteer_) return;
  const auto& endings = knowledge_.list("demonym-endings");
  const auto& country_endings = knowledge_.list("country-endings");
  std::map<std::string, int> countries;
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (tree_.token(i).entity != "NORP") continue;
    std::string word = tree_.lower(i);
    if (word.ends_with("s")) word.pop_back();
    std::string best;
    for (const auto& ending : endings) {
      if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
      for (const auto& other : country_endings) {
        const auto name = word.substr(0, word.size() - ending.size()) + other;
        const auto named = gazetteer_->named(name);
        const bool country = std::ranges::any_of(named, [&](const auto index) {
          return gazetteer_->place(index).kind == Kind::country;
        });
        // "Nigerian" is Nigeria's, not Niger's.
        if (country && (name.size() > best.size() || (name.size() == best.size() && name < best)))
          best = name;
      }
    }
    if (!best.empty()) ++countries[best];
  }
  for (const auto& [name, times] : countries)
    toponyms_.push_back({.name = name, .times = times, .kind = Kind::country, .hint = true});
}

// "BEIRUT (Agency) -", "Beirut: ": where it was written, not where it happened.
bool Places::is_dateline(const Mention& mention) const {
  const auto sentence = tree_.sentence_range(tree_.sentence(mention.token));
  if (mention.words.begin != sentence.begin || mention.words.end >= tree_.size()) return false;
  const auto& next = tree_.token(mention.words.end).text;
  return next == "(" || next == "-" || next == "–" || next == "—" || next == ":" || next == "--";
}

// How much a mention says that the story plays there. Chosen on news of one war, and checked on
// texts of our own: what stands in front is the story, what acts is a government.
double Places::weight(const Mention& mention, const std::string& title) const {
  constexpr int kLeadSentences = 3;
  constexpr double kInLead = 1;
  constexpr double kInTitle = 4;
  constexpr double kLandmark = 0.5;
  constexpr double kActing = 0.25;
  if (is_dateline(mention)) return 0;
  double value = 1;
  if (tree_.sentence(mention.token) < kLeadSentences) value += kInLead;
  const auto name = fold(toponyms_[static_cast<std::size_t>(mention.toponym)].name);
  if ((" " + title + " ").find(" " + name + " ") != std::string::npos) value += kInTitle;
  const TokenIndex up = tree_.head(mention.token);
  if (up != kNone && tree_.dep(mention.token) == Dep::pobj &&
      knowledge_.is("landmark-prepositions", tree_.lower(up)))
    value *= kLandmark;
  return acts(mention.token) ? value * kActing : value;
}

// "attacked Sund": what is hit is where.
TokenIndex Places::place_hit(const Event& event) const {
  for (const auto& filler : event.roles) {
    const TokenIndex hit = mention_under(filler.head);
    const auto place = hit == kNone ? std::nullopt : place_of(hit);
    const bool suffers =
        filler.role == "target" || filler.role == "victim" || filler.role == "object";
    if (suffers && place && gazetteer_->place(*place).kind != Kind::country) return hit;
  }
  return kNone;
}

bool Places::is_violent(const Event& event) const {
  return knowledge_.is("violence-types", event.type) || event.type == "quantity.killed" ||
         event.type == "quantity.wounded";
}

void Places::find_lead(const std::vector<Event>& events) {
  if (!gazetteer_) return;
  constexpr double kHit = 3;
  constexpr double kOnlyModel = 0.1;  // "Kenya Monitor" in a headline
  constexpr double kNews = 6;
  constexpr int kFirstSentences = 4;
  std::set<TokenIndex> hits;
  std::set<TokenIndex> news;  // where the first sentences say that something happened
  for (const auto& event : events) {
    if (!is_violent(event)) continue;
    hits.insert(place_hit(event));
    if (event.place != kNone && tree_.sentence(event.trigger) < kFirstSentences)
      if (const TokenIndex place = mention_under(event.place); place != kNone)
        news.insert(most_exact(place));
  }
  const auto title = fold(tree_.document().annotated.article.title);
  std::map<places::PlaceIndex, double> countries;
  for (std::size_t i = 0; i < toponyms_.size(); ++i) {
    constexpr double kPeople = 0.5;  // "Kenyan rebels"
    if (toponyms_[i].hint && found_[i]) countries[*found_[i]] += kPeople * toponyms_[i].times;
  }
  struct Candidate {  // a name that is no country's
    double value = 0;
    TokenIndex first = kNone;
    std::optional<places::PlaceIndex> area;  // its province, else its country
    bool town = true;
  };
  std::map<std::string, Candidate> candidates;  // by place, else by name
  for (const auto& mention : mentions_) {
    const auto& toponym = toponyms_[static_cast<std::size_t>(mention.toponym)];
    const double value = weight(mention, title) + (hits.contains(mention.token) ? kHit : 0) +
                         (news.contains(mention.token) ? kNews : 0);
    auto index = found_[static_cast<std::size_t>(mention.toponym)];
    if (index) countries[gazetteer_->country(*index)] += value;
    if (index && gazetteer_->place(*index).kind == Kind::country) continue;
    auto& candidate = candidates[index ? "#" + std::to_string(*index) : fold(toponym.name)];
    if (candidate.first == kNone) candidate.first = mention.token;
    // What the gazetteer lacks is a place where its preposition or its noun says so.
    if (!index && !names_place(mention.token)) continue;
    candidate.value += index || is_said_to_be_place(mention.token) ? value : value * kOnlyModel;
    if (!index) {
      for (const int outer : toponym.inside)
        if (!index) index = found_[static_cast<std::size_t>(outer)];
      if (index && gazetteer_->place(*index).kind == Kind::settlement)
        index = gazetteer_->place(*index).within;
      candidate.area = index;
      continue;
    }
    const auto place = gazetteer_->place(*index);
    candidate.town = place.kind == Kind::settlement;
    candidate.area = candidate.town ? place.within : index;
  }
  const auto heaviest = [](const std::map<places::PlaceIndex, double>& weighed) {
    std::optional<places::PlaceIndex> best;
    double most = 0;
    for (const auto& [index, value] : weighed) {
      if (value <= most) continue;
      best = index;
      most = value;
    }
    return best;
  };
  const auto country = heaviest(countries);
  if (!country) return;
  for (const auto& mention : mentions_) {
    if (country_ == kNone && found_[static_cast<std::size_t>(mention.toponym)] == country)
      country_ = mention.token;
  }
  std::map<places::PlaceIndex, double> areas;
  for (const auto& [name, candidate] : candidates) {
    if (candidate.area && gazetteer_->lies_in(*candidate.area, *country))
      areas[*candidate.area] += candidate.value;
  }
  const auto area = heaviest(areas);
  double most = 0;
  for (const auto& [name, candidate] : candidates) {
    // A name without a known area may lie in the story's own.
    if (candidate.area && (!area || !gazetteer_->lies_in(*candidate.area, *area))) continue;
    // A town says more than its province.
    constexpr double kTown = 1.5;
    constexpr double kUnknown = 0.7;
    const double value =
        candidate.value * (candidate.area ? 1 : kUnknown) * (candidate.town ? kTown : 1);
    if (value > most || (value == most && value > 0 && candidate.first < lead_)) {
      most = value;
      lead_ = candidate.first;
    }
  }
}

// "the Sund port town of Reed", "the Sund valley town of Reed": Reed.
TokenIndex Places::most_exact(TokenIndex token) const {
  if (token > 0 && tree_.head(token - 1) == token && is_before_its_country(token - 1))
    return token - 1;
  for (TokenIndex at = token; tree_.dep(at) == Dep::compound;) {
    at = tree_.head(at);
    if (at == kNone || !knowledge_.is("place-nouns", tree_.lemma(at))) break;
    const auto of = tree_.prepositional_object(at, knowledge_.list("of"));
    if (knowledge_.is("settlement-nouns", tree_.lemma(at)) && of != kNone && mention(of)) return of;
  }
  return token;
}

void Places::settle(Event& event) const {
  if (lead_ == kNone) return;
  if (const TokenIndex hit = place_hit(event); hit != kNone) {
    event.place = hit;
    return;
  }
  const TokenIndex noun = event.place;
  if (noun == kNone) {
    event.place = tells_of_war(event.told) && country_ != kNone ? country_ : lead_;
    return;
  }
  const TokenIndex token = mention_under(noun);
  if (token == kNone) {
    // "the town", a word that is no place's name; but "a village in Sund" and "the market" say more
    // than the lead.
    const bool bare =
        tree_.pos(noun) == Pos::propn || knowledge_.is("place-nouns", tree_.lemma(noun));
    if (bare && around(noun).empty()) event.place = lead_;
    return;
  }
  event.place = most_exact(token);
  const auto index = place_of(event.place);
  if (!index) {
    if (!names_place(event.place) && around(event.place).empty()) event.place = lead_;
    return;
  }
  if (gazetteer_->place(*index).kind != Kind::country) return;
  // One clause says the country, the next one the town: for violence, which has one place. But the
  // dead of a war are the whole country's.
  if (!is_violent(event) || tells_of_war(event.told)) return;
  const auto lead_index = place_of(lead_);
  if (!stands_for_place(event.place) || !lead_index || gazetteer_->country(*lead_index) == *index)
    event.place = lead_;
}

bool Places::tells_of_war(TokenRange words) const {
  for (TokenIndex i = words.begin; i < words.end; ++i) {
    if (tree_.is_noun(i) && knowledge_.is("war-nouns", tree_.lemma(i))) return true;
  }
  return false;
}

// A name that the gazetteer lacks may be a place's, if its preposition says so or the model, and it
// is no word of the text: "Strikes" in a headline.
bool Places::names_place(TokenIndex token) const {
  const auto* const found = mention(token);
  for (TokenIndex i = found ? found->words.begin : token; i <= token; ++i) {
    const auto& word = tree_.lower(i);
    const bool plural = word.ends_with("s");
    if (tree_.token(i).text == word || knowledge_.is("place-nouns", word) ||
        knowledge_.is("direction-words", word))
      continue;  // "al-Sund", "Reed Old City"
    if (small_words_.contains(word) ||
        (plural && small_words_.contains(word.substr(0, word.size() - 1))))
      return false;
  }
  return stands_for_place(token) || (tree_.is_place_name(token) && !acts(token));
}

// By its preposition, or the noun for what it is or stands there: "the Sund gas field".
bool Places::is_said_to_be_place(TokenIndex token) const {
  const TokenIndex up = tree_.head(token);
  return stands_for_place(token) || (up != kNone && tree_.dep(token) == Dep::compound &&
                                     knowledge_.is("facility-nouns", tree_.lemma(up)));
}

// "the Sund district", "the district of Sund"
bool Places::has_place_noun(TokenIndex token) const {
  TokenIndex up = tree_.head(token);
  if (up != kNone && tree_.dep(token) == Dep::pobj && knowledge_.is("of", tree_.lower(up)))
    up = tree_.head(up);
  else if (tree_.dep(token) != Dep::compound)
    return false;
  return up != kNone && tree_.pos(up) == Pos::noun && knowledge_.is("place-nouns", tree_.lemma(up));
}

std::optional<places::PlaceIndex> Places::place_of(TokenIndex token) const {
  const auto* const found = mention(token);
  return found ? found_[static_cast<std::size_t>(found->toponym)] : std::nullopt;
}

std::optional<Location> Places::at(TokenIndex noun) const {
  const TokenIndex token = mention_under(noun);
  const auto index = token == kNone ? std::nullopt : place_of(token);
  if (!index) return std::nullopt;
  const auto place = gazetteer_->place(*index);
  return Location{.lat = place.lat, .lon = place.lon, .geonames = place.geonames};
}

std::vector<std::string> Places::around(TokenIndex noun) const {
  std::vector<std::string> out;
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(out, name) == out.end()) out.push_back(name);
  };
  const auto add_chain = [&](places::PlaceIndex index) {
    for (const auto outer : gazetteer_->around(index)) add(gazetteer_->place(outer).name);
  };
  const TokenIndex named = mention_under(noun);
  if (const auto index = named == kNone ? std::nullopt : place_of(named)) {
    add_chain(*index);
    return out;
  }
  // What the gazetteer does not have lies where the text says.
  const auto say = [&](int toponym) {
    const auto& outer = toponyms_[static_cast<std::size_t>(toponym)];
    const auto& index = found_[static_cast<std::size_t>(toponym)];
    add(index ? gazetteer_->place(*index).name : outer.name);
    if (index) add_chain(*index);
  };
  if (named != kNone) {
    for (const int outer : toponyms_[static_cast<std::size_t>(mention(named)->toponym)].inside)
      say(outer);
    return out;
  }
  for (const TokenIndex token : outer_of(noun, tree_.core(noun).end)) say(mention(token)->toponym);
  return out;
}

TokenRange Places::words(TokenIndex noun) const {
  const auto* const found = mention(noun);
  if (!found) {
    const auto name = actors_.name_in(noun);
    return name.begin < name.end ? name : tree_.core(noun);
  }
  const auto with_kind = [&](TokenRange words) {
    const bool kind = words.end < tree_.size() && tree_.pos(words.end) == Pos::noun &&
                      tree_.sentence(words.end) == tree_.sentence(noun) &&
                      knowledge_.is("place-nouns", tree_.lemma(words.end));
    return kind ? TokenRange{words.begin, words.end + 1} : words;
  };
  auto words = with_kind(found->words);
  if (words.end + 1 >= tree_.size()) return words;
  const auto& tie = tree_.lower(words.end);
  if (!knowledge_.is("of", tie) && !knowledge_.is("in", tie) && tie != ",") return words;
  const TokenIndex outer = mention_from(words.end + 1);
  const auto outers = outer_of(noun, found->words.end);
  if (outer == kNone || std::ranges::find(outers, outer) == outers.end()) return words;
  words.end = with_kind(mention(outer)->words).end;
  return words;
}

void Places::fill(std::vector<Actor>& actors) const {
  std::vector<bool> only_place(actors.size(), true);
  std::vector<bool> located(actors.size(), false);
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    const int index = actors_.of(i);
    if (index == kNone) continue;
    const auto at = static_cast<std::size_t>(index);
    const TokenIndex place = mention_under(i);
    if (place == kNone) only_place[at] = false;
    if (place != kNone && (has_place_noun(place) || !around(place).empty())) located[at] = true;
  }
  for (std::size_t a = 0; a < actors.size(); ++a) {
    if (only_place[a] && located[a] && actors[a].named && actors[a].type != ActorType::facility)
      actors[a].type = ActorType::place;
  }
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    const int index = actors_.of(i);
    if (index == kNone) continue;
    auto& actor = actors[static_cast<std::size_t>(index)];
    const bool lies = actor.type == ActorType::place || actor.type == ActorType::facility;
    if (!lies || !actor.within.empty()) continue;
    for (const auto& name : around(i)) {
      if (fold(name) != fold(actor.name)) actor.within.push_back(name);
    }
  }
}

}  // namespace gainsay::read
