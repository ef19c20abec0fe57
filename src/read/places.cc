#include "read/places.h"

#include <algorithm>

#include "base/utf8.h"
#include "read/events.h"

namespace gainsay::read {
namespace {

using places::Kind;

// "in the rebel-held northern Y": so many words may stand before Y.
constexpr TokenIndex kWordsBeforeOuter = 6;

}  // namespace

Places::Places(const Tree& tree, const Knowledge& knowledge, const Actors& actors,
               const places::Gazetteer* gazetteer)
    : tree_(tree), knowledge_(knowledge), actors_(actors), gazetteer_(gazetteer) {
  find_mentions();
  find_outer();
  find_hints();
  found_.resize(toponyms_.size());
  if (gazetteer_) found_ = places::locate(*gazetteer_, toponyms_);
}

void Places::find_mentions() {
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (is_named_place(tree_, knowledge_, i)) note(i);
  }
}

// The name without "the", "northern" and the noun for what it is.
TokenRange Places::name_of(TokenIndex token) const {
  auto name = actors_.name_in(token);
  if (name.begin >= name.end) name = {token, token + 1};
  const auto full = std::string(tree_.words(name));
  if (is_known(full)) return name;
  while (name.begin + 1 < name.end && (tree_.token(name.begin).tag == "DT" ||
                                       knowledge_.is("direction-words", tree_.lower(name.begin))))
    ++name.begin;
  while (name.begin + 1 < name.end && knowledge_.is("place-nouns", tree_.lower(name.end - 1)))
    --name.end;
  return name;
}

bool Places::is_known(const std::string& name) const {
  return gazetteer_ && !gazetteer_->named(name).empty();
}

void Places::note(TokenIndex token) {
  auto words = name_of(token);
  auto name = std::string(tree_.words(words));
  const auto kind = kind_beside(words);
  int outer = -1;
  if (gazetteer_ && !is_known(name)) {
    // Text that lost its apostrophes: "Sunds capital".
    if (name.ends_with("s") && is_known(name.substr(0, name.size() - 1))) {
      name.pop_back();
    } else if (words.end - words.begin > 1) {
      // Text that lost its commas: "Sund Ilvania" is Sund in Ilvania.
      const auto last = std::string(tree_.words({words.end - 1, words.end}));
      const auto known = gazetteer_->named(last);
      const bool larger = std::ranges::any_of(known, [&](const auto index) {
        return gazetteer_->place(index).kind != Kind::settlement;
      });
      const auto first = std::string(tree_.words({words.begin, words.end - 1}));
      if (larger && is_known(first)) {
        outer = toponym(last, std::nullopt);
        name = first;
        --words.end;
      }
    }
  }
  const int index = toponym(name, kind);
  if (outer >= 0 && outer != index)
    toponyms_[static_cast<std::size_t>(index)].inside.push_back(outer);
  ++toponyms_[static_cast<std::size_t>(index)].times;
  mentions_.push_back({token, words, index});
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
  if (before > 0 && tree_.lower(before) == "of") --before;
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
                           pos == Pos::propn || tree_.lower(i) == "of" || tree_.lower(i) == "-";
    if (!describes || tree_.is_verb(i)) break;
  }
  return kNone;
}

// The place that a noun phrase names, itself or by "Sund province", "the town of Sund".
TokenIndex Places::mention_under(TokenIndex noun) const {
  if (noun == kNone) return kNone;
  if (mention(noun)) return noun;
  if (!knowledge_.is("place-nouns", tree_.lemma(noun))) return kNone;
  for (const TokenIndex c : tree_.children(noun)) {
    if (tree_.dep(c) == Dep::compound && mention(c)) return c;
  }
  const auto of = tree_.prepositional_object(noun, "of");
  return of != kNone && mention(of) ? of : kNone;
}

// What the text says that the place named by `noun` lies in; its name ends before `end`.
std::vector<TokenIndex> Places::outer_of(TokenIndex noun, TokenIndex end) const {
  std::vector<TokenIndex> out;
  const auto add = [&](TokenIndex outer) {
    if (outer != kNone && outer != noun && std::ranges::find(out, outer) == out.end())
      out.push_back(outer);
  };
  const auto of_phrase = [&](TokenIndex top) {
    add(mention_under(tree_.prepositional_object(top, "in")));
    for (const TokenIndex c : tree_.children(top)) {
      if (tree_.dep(c) == Dep::poss) add(mention_under(c));
      // "Sund, a town in Ilvania"
      if (tree_.dep(c) == Dep::appos && c > top && knowledge_.is("place-nouns", tree_.lemma(c)))
        add(mention_under(tree_.prepositional_object(c, "in")));
    }
  };
  of_phrase(noun);
  // "the Sund town of Reed", "Reed district of Sund"
  const TokenIndex up = tree_.head(noun);
  if (up != kNone && knowledge_.is("place-nouns", tree_.lemma(up)) &&
      tree_.dep(noun) == Dep::compound) {
    of_phrase(up);
    add(mention_under(tree_.prepositional_object(up, "of")));
  }
  if (up != kNone && tree_.dep(noun) == Dep::pobj && tree_.lower(up) == "of") {
    const TokenIndex kind = tree_.head(up);
    if (kind != kNone && knowledge_.is("place-nouns", tree_.lemma(kind))) {
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
  if (tree_.lower(next) == "in" || (!comma && tree_.lower(next) == "of")) {
    if (next + 1 < tree_.size()) add(mention_from(next + 1));
  } else if (comma && !mentions_.empty()) {
    const auto outer = std::ranges::find(mentions_, next, [](const Mention& m) {
      return m.words.begin;
    });
    // "Sund, Reed and Harsk" is a list.
    if (outer != mentions_.end() && tree_.dep(outer->token) != Dep::conj &&
        tree_.child(outer->token, {Dep::conj}) == kNone)
      add(outer->token);
  }
  return out;
}

void Places::find_outer() {
  for (const auto& mention : mentions_) {
    auto& inner = toponyms_[static_cast<std::size_t>(mention.toponym)];
    for (const TokenIndex token : outer_of(mention.token, mention.words.end)) {
      const int outer = this->mention(token)->toponym;
      if (outer != mention.toponym && std::ranges::find(inner.inside, outer) == inner.inside.end())
        inner.inside.push_back(outer);
    }
  }
}

// "Syrian" says that Syria is near. Which country it is follows from the word's form alone, so that
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

void Places::fill(std::vector<Actor>& actors) const {
  std::vector<bool> only_place(actors.size(), true);
  std::vector<bool> located(actors.size(), false);
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    const int index = actors_.of(i);
    if (index == kNone) continue;
    const auto at = static_cast<std::size_t>(index);
    if (!mention(i)) only_place[at] = false;
    if (place_of(i)) located[at] = true;
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
