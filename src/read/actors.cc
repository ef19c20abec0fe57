#include "read/actors.h"

#include <algorithm>
#include <numeric>
#include <sstream>

#include "base/utf8.h"

namespace gainsay::read {
namespace {

std::vector<std::string> split(const std::string& folded) {
  std::istringstream in(folded);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool contains_all(const std::vector<std::string>& big, const std::vector<std::string>& small) {
  return std::ranges::all_of(
      small, [&](const auto& word) { return std::ranges::find(big, word) != big.end(); });
}

// For each actor the one that it is a part of, or itself.
std::vector<int> each_its_own(std::size_t actors) {
  std::vector<int> into(actors);
  std::iota(into.begin(), into.end(), 0);
  return into;
}

int root_of(const std::vector<int>& into, int i) {
  while (into[static_cast<std::size_t>(i)] != i) i = into[static_cast<std::size_t>(i)];
  return i;
}

// "Reed Marsh Front" → "rmf"; small words do not count.
std::string initials(const std::vector<std::string>& words, const WordList& small_words) {
  std::string out;
  for (const auto& word : words) {
    if (small_words.contains(word)) continue;
    out.push_back(word.front());
  }
  return out;
}

bool starts_capital(std::string_view word) {
  return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

bool is_acronym(std::string_view text) {
  std::size_t capitals = 0;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      ++capitals;
    } else if (c != '.' && c != '-' && (c < '0' || c > '9')) {
      return false;
    }
  }
  return capitals >= 2 && capitals <= 8;
}

bool is_measure(std::string_view entity) {
  return entity == "DATE" || entity == "TIME" || entity == "PERCENT" || entity == "MONEY" ||
         entity == "QUANTITY" || entity == "ORDINAL";
}

bool compatible(ActorType a, ActorType b) {
  if (a == b) return true;
  const auto body = [](ActorType t) {
    return t == ActorType::group || t == ActorType::government || t == ActorType::organization ||
           t == ActorType::outlet;
  };
  const auto state = [](ActorType t) {
    return t == ActorType::government || t == ActorType::place;
  };
  return (body(a) && body(b)) || (state(a) && state(b));
}

std::string script_of(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (c >= 0x0400 && c <= 0x052F) return "Cyrl";
    if (c >= 0x0600 && c <= 0x06FF) return "Arab";
    if (c >= 0x0590 && c <= 0x05FF) return "Hebr";
    if (c >= 0x0370 && c <= 0x03FF) return "Grek";
    if (c >= 0x4E00 && c <= 0x9FFF) return "Hani";
  }
  return "Latn";
}

}  // namespace

Actors::Actors(const Tree& tree, const Knowledge& knowledge)
    : tree_(tree), knowledge_(knowledge), actor_of_(static_cast<std::size_t>(tree.size()), kNone) {
  for (TokenIndex i = 0; i < tree.size(); ++i) {
    const Pos pos = tree.pos(i);
    // "One of the doctors said", "according to one of the doctors"
    const TokenIndex link = tree.dep(i) == Dep::pobj ? tree.head(i) : kNone;
    const bool cited = link > 0 && (tree.dep(link) == Dep::agent ||
                                    knowledge.is("according", tree.lower(link - 1)));
    const bool number = (pos == Pos::num || pos == Pos::det || pos == Pos::adj) &&
                        (cited || tree.dep(i) == Dep::nsubj || tree.dep(i) == Dep::nsubjpass);
    if (pos != Pos::noun && pos != Pos::propn && pos != Pos::pron && !number) continue;
    // "Monday" acts and speaks as little as "30 percent".
    const bool noun_subject =
        pos == Pos::noun && tree.dep(i) == Dep::nsubj;  // "The noon bulletin said"
    if (is_measure(tree.token(i).entity) && pos != Pos::pron && !number && !noun_subject) continue;
    if (tree.dep(i) == Dep::compound && pos != Pos::pron) {
      // A name before a noun is a mention of its own: "Reed Brigade fighters".
      const auto& token = tree.token(i);
      const bool ends = i + 1 >= tree.size() || tree.token(i + 1).entity != token.entity ||
                        tree.token(i + 1).entity_begins;
      const TokenIndex up = tree.head(i);
      if (up == kNone || tree.pos(up) == Pos::propn) continue;
      // "the police claim that …": whose claim it is.
      const bool owner = knowledge.cue_nouns.contains(tree.lemma(up)) &&
                         (knowledge.is("government-nouns", tree.lemma(i)) ||
                          knowledge.is("group-nouns", tree.lemma(i)));
      if (!owner && (token.entity.empty() || !ends)) continue;
    }
    mention(i);
  }
  join_appositions();
}

int Actors::of(TokenIndex noun) const {
  return noun == kNone ? kNone : actor_of_[static_cast<std::size_t>(noun)];
}

int Actors::of_name(TokenIndex name) {
  // "Sund province" is one place.
  const TokenIndex up = tree_.head(name);
  if (of(name) == kNone && tree_.dep(name) == Dep::compound && up != kNone &&
      knowledge_.is("place-nouns", tree_.lemma(up))) {
    if (of(up) == kNone) mention(up);
    return of(up);
  }
  if (of(name) == kNone) mention(name);
  return of(name);
}

TokenRange Actors::name_in(TokenIndex noun) const {
  if (tree_.pos(noun) != Pos::propn && tree_.token(noun).entity.empty()) return {noun, noun};
  TokenIndex begin = noun;
  TokenIndex end = noun + 1;
  const auto& entity = tree_.token(noun).entity;
  const bool name_like = entity == "PERSON" || entity == "ORG" || entity == "GPE" ||
                         entity == "NORP" || entity == "FAC" || entity == "LOC" ||
                         entity == "PRODUCT" || entity == "EVENT" || entity == "WORK_OF_ART" ||
                         entity == "LAW";
  if (!entity.empty() && !name_like) return {noun, noun};
  if (tree_.pos(noun) != Pos::propn) return {noun, noun};
  const int sentence = tree_.sentence(noun);
  const auto in_name = [&](TokenIndex i) {
    return i >= 0 && i < tree_.size() && tree_.sentence(i) == sentence &&
           (tree_.pos(i) == Pos::propn || (!entity.empty() && tree_.token(i).entity == entity));
  };
  // "a spokesman for the Reed Front, Ivo Sarn": two names, if a model takes them for one.
  const auto parts_names = [&](TokenIndex comma) {
    if (tree_.token(comma).text != ",") return false;
    TokenIndex next = comma + 1;
    while (next + 1 < tree_.size() && tree_.dep(next) == Dep::compound) ++next;
    return next < tree_.size() && tree_.dep(next) == Dep::appos;
  };
  // "the People's Column", but "Sarn's column"
  const auto owns = [&](TokenIndex mark) {
    const auto& owner = tree_.token(mark - (mark > 0 ? 1 : 0));
    return tree_.token(mark).tag == "POS" && !(entity == "ORG" && owner.entity == entity &&
                                               (owner.tag == "NNPS" || owner.tag == "NNS"));
  };
  while (in_name(begin - 1) && !tree_.token(begin).entity_begins && !owns(begin - 1) &&
         !parts_names(begin - 1) &&
         (tree_.is_under(begin - 1, noun) ||
          (!entity.empty() && tree_.token(begin - 1).entity == entity))) {
    --begin;
  }
  // "Reed 60 kilometres from Sund": a measure that a model takes for a part of the name.
  const auto measures = [&](TokenIndex i) {
    return tree_.dep(i) == Dep::nummod && tree_.head(i) > i;
  };
  // An entity goes on behind its head: "Observatory for Human Rights".
  while (!entity.empty() && end < tree_.size() && tree_.token(end).entity == entity &&
         !tree_.token(end).entity_begins && tree_.token(end).text != "(" && !parts_names(end) &&
         !measures(end) && tree_.sentence(end) == sentence && tree_.token(end).tag != "POS") {
    ++end;
  }
  // "the Sons of Sund", which a model takes for no name.
  if (entity.empty() && end == noun + 1 && end < tree_.size() && tree_.head(end) == noun &&
      knowledge_.is("of", tree_.lower(end)) &&
      (tree_.token(noun).tag == "NNPS" || knowledge_.is("group-nouns", tree_.lower(noun)))) {
    const auto whose = tree_.child(end, {Dep::pobj});
    if (whose > end && tree_.pos(whose) == Pos::propn) end = whose + 1;
  }
  while (begin < noun &&
         (tree_.pos(begin) == Pos::det || tree_.token(begin).tag == "DT" ||
          tree_.pos(begin) == Pos::punct || tree_.token(begin).tag == "POS" ||
          knowledge_.is("titles", tree_.lower(begin)) || tree_.pos(begin) == Pos::noun)) {
    if (entity == "ORG" && tree_.pos(begin) == Pos::propn && tree_.token(begin).tag != "DT") break;
    ++begin;
  }
  while (end > noun + 1 && tree_.pos(end - 1) == Pos::punct) --end;
  return {before_izafat(noun, begin), end};
}

// "Jaish-e-Sahar" is one name, in whatever parts it is cut: a name, a linking vowel or article
// between hyphens, a name.
TokenIndex Actors::before_izafat(TokenIndex noun, TokenIndex begin) const {
  const auto text = [&](TokenIndex i) -> std::string_view { return tree_.token(i).text; };
  const auto glued = [&](TokenIndex i) {
    return tree_.token(i - 1).span.end == tree_.token(i).span.begin;
  };
  const TokenIndex first = begin < noun ? begin : noun;
  const TokenIndex last = text(first) == "-" ? first + 1 : first;  // the second name
  if (last < 4 || last >= tree_.size() || !starts_capital(text(last)) || text(last - 1) != "-" ||
      text(last - 3) != "-" || starts_capital(text(last - 2)) || !starts_capital(text(last - 4)))
    return begin;
  for (TokenIndex i = last - 3; i <= last; ++i) {
    if (!glued(i)) return begin;
  }
  return last - 4;
}

ActorType Actors::type_of(TokenIndex noun, TokenRange name) const {
  const auto& entity = tree_.token(noun).entity;
  const auto& lemma = tree_.lemma(noun);
  const bool named = name.begin < name.end;
  if (named) {
    // "spokesman Ivo Sarn", "Colonel Sarn": whoever bears a title is a person.
    for (const TokenIndex c : tree_.children(noun)) {
      if (c < noun && tree_.dep(c) == Dep::compound && entity != "ORG" &&
          (knowledge_.is("person-nouns", tree_.lemma(c)) ||
           knowledge_.is("titles", tree_.lower(c)))) {
        return ActorType::person;
      }
    }
    for (TokenIndex i = name.begin; i < name.end; ++i) {
      const auto& word = tree_.lower(i);
      if (entity == "PERSON") break;
      if (knowledge_.is("government-nouns", word)) return ActorType::government;
      if (knowledge_.is("outlet-nouns", word)) return ActorType::outlet;
      if (knowledge_.is("group-nouns", word) && entity != "GPE") return ActorType::group;
      if (knowledge_.is("organization-nouns", word)) return ActorType::organization;
    }
    if (entity == "PERSON") return ActorType::person;
    if (entity == "GPE") return ActorType::place;
    if (entity == "LOC") return ActorType::place;
    if (entity == "FAC") return ActorType::facility;
    if (entity == "NORP") return ActorType::group;
    if (entity == "ORG") return ActorType::organization;
    return ActorType::group;
  }
  const bool plural = tree_.token(noun).tag == "NNS" || tree_.token(noun).tag == "NNPS";
  if (knowledge_.is("population-nouns", lemma) && plural) return ActorType::population;
  if (knowledge_.is("group-nouns", lemma) && (plural || !knowledge_.is("person-nouns", lemma)))
    return ActorType::group;
  if (knowledge_.is("person-nouns", lemma))
    return plural ? ActorType::population : ActorType::person;
  if (knowledge_.is("government-nouns", lemma)) return ActorType::government;
  // "residential areas", "the village"
  for (const char* list : {"settlement-nouns", "area-nouns", "province-nouns"}) {
    if (knowledge_.is(list, lemma)) return ActorType::place;
  }
  if (knowledge_.is("outlet-nouns", lemma)) return ActorType::outlet;
  if (knowledge_.is("organization-nouns", lemma)) return ActorType::organization;
  if (knowledge_.is("facility-nouns", lemma)) return ActorType::facility;
  if (entity == "GPE" || entity == "LOC") return ActorType::place;
  return plural ? ActorType::population : ActorType::organization;
}

int Actors::make(TokenIndex noun, ActorType type, bool named) {
  actors_.push_back({});
  tracks_.push_back({});
  auto& actor = actors_.back();
  actor.type = type;
  actor.named = named;
  const auto range = named ? name_in(noun) : tree_.core(noun);
  actor.name = std::string(tree_.words(range));
  tracks_.back().folded = fold(actor.name);
  return size() - 1;
}

void Actors::note(int index, TokenIndex noun) {
  auto& actor = actors_[static_cast<std::size_t>(index)];
  auto& track = tracks_[static_cast<std::size_t>(index)];
  actor_of_[static_cast<std::size_t>(noun)] = index;
  const auto name = name_in(noun);
  const bool named = name.begin < name.end;
  const auto range = named ? name : tree_.core(noun);
  actor.mentions.push_back({tree_.span(range), std::string(tree_.words(range)), named});
  if (named) {
    const auto text = std::string(tree_.words(name));
    const auto folded = fold(text);
    if (std::ranges::find(track.names, folded) == track.names.end()) track.names.push_back(folded);
    // The fullest name is the canonical one.
    if (!actor.named || split(folded).size() > split(track.folded).size()) {
      if (actor.named && actor.name != text)
        add_alias(index, {actor.name, script_of(actor.name), AliasRelation::alias, std::nullopt});
      actor.name = text;
      actor.named = true;
      track.folded = folded;
    } else if (text != actor.name) {
      add_alias(index,
                {text, script_of(text),
                 is_acronym(text) ? AliasRelation::acronym : AliasRelation::alias, std::nullopt});
    }
    // "spokesman Redur", "Foreign Minister Sarn": what stands before a name describes it.
    for (const TokenIndex c : tree_.children(noun)) {
      const bool title =
          actor.type == ActorType::person && (knowledge_.is("titles", tree_.lower(c)) ||
                                              knowledge_.is("person-nouns", tree_.lower(c)));
      if (tree_.dep(c) == Dep::compound && (title || tree_.pos(c) == Pos::noun))
        track.descriptions.push_back(title ? tree_.lower(c) : tree_.lemma(c));
    }
  } else if (tree_.pos(noun) != Pos::pron) {
    track.descriptions.push_back(tree_.lemma(noun));
  }
  const auto& word = tree_.lower(noun);
  track.male = track.male || knowledge_.is("male-words", word);
  track.female = track.female || knowledge_.is("female-words", word);
  if (tree_.pos(noun) != Pos::pron) {
    const auto& tag = tree_.token(noun).tag;
    track.plural = track.plural || ((tag == "NNS" || tag == "NNPS") && !named) ||
                   (!named && tree_.child(noun, {Dep::conj}) != kNone);
  }
  track.last = noun;
  const Dep d = tree_.dep(noun);
  track.last_subject = d == Dep::nsubj || d == Dep::nsubjpass;
  if (is_speaker(noun)) track.last_spoke = noun;
}

int Actors::find_named(const std::string& name, ActorType type) const {
  const auto words = split(name);
  if (words.empty()) return kNone;
  const auto& small = knowledge_.list("name-small-words");
  // Exactly the same name.
  for (int i = size() - 1; i >= 0; --i) {
    const auto& track = tracks_[static_cast<std::size_t>(i)];
    if (std::ranges::find(track.names, name) != track.names.end() &&
        (compatible(actor(i).type, type) || words.size() > 1 || name.size() > 3)) {
      return i;
    }
  }
  // A last name stands for its bearer, whatever the model takes it for.
  if (words.size() == 1 && type != ActorType::place) {
    for (int i = size() - 1; i >= 0; --i) {
      if (actor(i).type != ActorType::person) continue;
      for (const auto& other : tracks_[static_cast<std::size_t>(i)].names) {
        const auto others = split(other);
        if (others.size() > 1 && others.back() == words.front()) return i;
      }
    }
  }
  for (int i = size() - 1; i >= 0; --i) {
    if (!actor(i).named || !compatible(actor(i).type, type)) continue;
    for (const auto& other : tracks_[static_cast<std::size_t>(i)].names) {
      const auto others = split(other);
      if (others.empty()) continue;  // a name of marks alone
      if (words.size() == 1 && others.size() > 1 && initials(others, small) == name) return i;
      if (others.size() == 1 && words.size() > 1 && initials(words, small) == other &&
          other.size() >= 2)
        return i;
      if (type == ActorType::place || type == ActorType::facility ||
          actor(i).type == ActorType::place)
        continue;
      if (type == ActorType::person && actor(i).type == ActorType::person) {
        // A last name, or a part of the full name, stands for the person.
        if (words.size() < others.size() && contains_all(others, words)) return i;
        if (others.size() < words.size() && contains_all(words, others) &&
            words.back() == others.back())
          return i;
        continue;
      }
      // A body's short form is its head word or several of its words: "the Observatory".
      if (words.size() < others.size() && contains_all(others, words) &&
          (words.size() > 1 || words.back() == head_word(others) ||
           knowledge_.is("organization-nouns", words.back()) ||
           knowledge_.is("government-nouns", words.back()))) {
        return i;
      }
      if (others.size() > 1 && others.size() < words.size() && contains_all(words, others) &&
          words.back() == others.back())
        return i;
    }
  }
  return kNone;
}

// "Brigade" of "Reed Brigade", "Sons" of "Sons of Sund".
const std::string& Actors::head_word(const std::vector<std::string>& name) const {
  for (std::size_t i = 1; i < name.size(); ++i) {
    if (knowledge_.is("of", name[i])) return name[i - 1];
  }
  return name.back();
}

// Called by a noun for people or bodies; an attack or a plan has a mention, and speaks never.
bool Actors::is_actor_noun(const Track& track) const {
  return std::ranges::any_of(track.descriptions, [&](const std::string& lemma) {
    for (const auto* list : {"person-nouns", "group-nouns", "government-nouns", "outlet-nouns",
                             "organization-nouns", "population-nouns", "text-nouns"}) {
      if (knowledge_.is(list, lemma)) return true;
    }
    return false;
  });
}

bool Actors::is_speaker(TokenIndex noun) const {
  const TokenIndex verb = tree_.head(noun);
  if (verb == kNone || tree_.dep(noun) != Dep::nsubj || tree_.is_passive(verb)) return false;
  const auto entry = knowledge_.cue_verbs.find(tree_.lemma(verb));
  return entry != knowledge_.cue_verbs.end() &&
         entry->second.front()->content.contains(Content::clause) &&
         !entry->second.front()->irrealis;
}

int Actors::find_pronoun(TokenIndex pronoun) const {
  const auto& word = tree_.lower(pronoun);
  const bool he = knowledge_.is("pronouns-he", word);
  const bool she = knowledge_.is("pronouns-she", word);
  const bool it = knowledge_.is("pronouns-it", word);
  const bool they = knowledge_.is("pronouns-they", word);
  if (!he && !she && !it && !they) return kNone;
  const bool speaks = is_speaker(pronoun);
  // "a charge it denies": not the charge.
  const TokenIndex verb = tree_.head(pronoun);
  const TokenIndex described =
      verb != kNone && tree_.dep(verb) == Dep::relcl ? tree_.head(verb) : kNone;
  int best = kNone;
  double best_score = 0;
  for (int i = 0; i < size(); ++i) {
    const auto& a = actor(i);
    const auto& track = tracks_[static_cast<std::size_t>(i)];
    if (track.last >= pronoun || tree_.sentence(pronoun) - tree_.sentence(track.last) > 3) continue;
    if (described != kNone && track.last == described) continue;
    const bool person = a.type == ActorType::person && !track.plural;
    if ((he && (!person || track.female)) || (she && (!person || track.male))) continue;
    // A town is no speaker, unless it has spoken: "Tolvary denied it".
    const bool mute =
        (a.type == ActorType::place || a.type == ActorType::facility) && track.last_spoke == kNone;
    if (it && (person || track.plural || a.type == ActorType::population || mute)) continue;
    if (they && person) continue;
    if (speaks && !a.named && !is_actor_noun(track)) continue;
    if (they && !track.plural && a.type != ActorType::group && a.type != ActorType::population &&
        a.type != ActorType::government && a.type != ActorType::organization)
      continue;
    double score = -static_cast<double>(tree_.sentence(pronoun) - tree_.sentence(track.last));
    if (track.last_subject) score += 0.9;
    if (a.named) score += 0.3;
    if (they && track.plural) score += 0.8;
    if (they && !track.plural && a.type == ActorType::organization) score -= 0.8;
    // Who spoke last goes on speaking: "X said … He added …".
    if (speaks && track.last_spoke != kNone)
      score +=
          0.7 + 0.5 * std::max(0, 2 - (tree_.sentence(pronoun) - tree_.sentence(track.last_spoke)));
    score += 0.0001 * track.last;
    if (best == kNone || score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

int Actors::find_nominal(TokenIndex noun) const {
  const auto& lemma = tree_.lemma(noun);
  const auto det = tree_.child(noun, {Dep::det});
  const bool definite = det != kNone && knowledge_.is("definite-determiners", tree_.lower(det));
  const auto text = fold(tree_.words(tree_.core(noun)));
  for (int i = size() - 1; i >= 0; --i) {
    if (actor(i).named) continue;
    if (tracks_[static_cast<std::size_t>(i)].folded == text &&
        (definite || tree_.token(noun).tag == "NNS"))
      return i;
  }
  if (!definite) return kNone;
  const auto type = type_of(noun, {noun, noun});
  auto range = tree_.core(noun);
  // "the Vendrian minister", "the Somali group": as "the minister", "the group".
  for (const TokenIndex c : tree_.children(noun)) {
    if (c == noun - 1 && tree_.dep(c) == Dep::amod && tree_.token(c).entity == "NORP" &&
        type != ActorType::place)
      ++range.begin;
  }
  const bool bare = range.end - range.begin <= 2;
  if (!bare) return kNone;
  const bool plural = tree_.token(noun).tag == "NNS";
  // Somebody who was called so.
  int best = kNone;
  for (int i = 0; i < size(); ++i) {
    const auto& track = tracks_[static_cast<std::size_t>(i)];
    const bool called = std::ranges::find(track.descriptions, lemma) != track.descriptions.end();
    const bool in_name = std::ranges::any_of(track.names, [&](const auto& name) {
      const auto words = split(name);
      return std::ranges::find(words, lemma) != words.end();
    });
    if (called || in_name) {
      if (track.plural != plural && !in_name) continue;
      if (best == kNone || track.last > tracks_[static_cast<std::size_t>(best)].last) best = i;
    }
  }
  if (best != kNone) return best;
  if (plural) return kNone;
  // "the group": the latest one of the kind that has a name.
  if (!knowledge_.is("generic-body-nouns", lemma)) {
    return kNone;
  }
  for (int i = 0; i < size(); ++i) {
    const auto& track = tracks_[static_cast<std::size_t>(i)];
    if (!actor(i).named || actor(i).type == ActorType::person ||
        actor(i).type == ActorType::place || actor(i).type == ActorType::facility)
      continue;
    if (knowledge_.is("agency-nouns", lemma) && actor(i).type != ActorType::outlet &&
        actor(i).type != ActorType::government && actor(i).type != ActorType::organization)
      continue;
    // "the paper", "the monitor": one that has said something.
    if (knowledge_.is("telling-body-nouns", lemma) &&
        (track.last_spoke == kNone || actor(i).type == ActorType::government))
      continue;
    if (tree_.sentence(noun) - tree_.sentence(track.last) > 4) continue;
    if (!compatible(actor(i).type, type)) continue;
    if (best == kNone || track.last > tracks_[static_cast<std::size_t>(best)].last) best = i;
  }
  return best;
}

void Actors::mention(TokenIndex noun) {
  int index = kNone;
  if (tree_.pos(noun) == Pos::pron) {
    index = find_pronoun(noun);
    if (index == kNone) {
      const auto& word = tree_.lower(noun);
      // "Those who saw it said": people, not what was named before.
      const bool those = tree_.child(noun, {Dep::relcl, Dep::acl}) != kNone &&
                         knowledge_.is("pronouns-those", word);
      if (!those && knowledge_.is("pronouns-no-actor", word)) {
        return;
      }
      const bool personal = knowledge_.is("pronouns-person", word);
      index = make(noun, personal ? ActorType::person : ActorType::population, false);
      tracks_.back().plural = !personal;
    }
  } else {
    const auto name = name_in(noun);
    const bool named = name.begin < name.end;
    const auto type = type_of(noun, name);
    index = named ? find_named(fold(tree_.words(name)), type) : find_nominal(noun);
    if (index == kNone) index = make(noun, type, named);
  }
  note(index, noun);
}

// What stands in quotation marks is somebody's word for somebody, not the text's own pair of names.
bool Actors::in_quotation(TokenIndex i) const {
  return std::ranges::any_of(tree_.document().annotated.quotations, [&](const text::Quotation& q) {
    return q.outside.contains(tree_.token(i).span);
  });
}

// "the head of the militia, Ivo Sarn, said": what a parser takes for a list of two without an
// "and".
bool Actors::loose_apposition(TokenIndex i) const {
  if (tree_.dep(i) != Dep::conj || tree_.pos(i) != Pos::propn) return false;
  const TokenIndex first = tree_.head(i);
  if (tree_.pos(first) != Pos::noun || tree_.child(first, {Dep::cc}) != kNone ||
      tree_.child(i, {Dep::conj, Dep::cc}) != kNone)
    return false;
  return knowledge_.is("person-nouns", tree_.lemma(first)) &&
         actor(of(first)).type == ActorType::person;
}

// "SUND (Reed Press) -": the agency is no other name of the town.
bool Actors::closes_dateline(TokenIndex bracket) const {
  if (bracket + 1 >= tree_.size() || tree_.token(bracket).text != ")") return false;
  const auto& next = tree_.token(bracket + 1).text;
  return next == "-" || next == "--" || next == "\u2013" || next == "\u2014";
}

// "A spokesman for the front, Ivo Sarn": a parser ties the man to the front; he is its spokesman.
TokenIndex Actors::bearer(TokenIndex apposition) const {
  const TokenIndex first = tree_.head(apposition);
  if (tree_.token(apposition).entity != "PERSON" || tree_.token(first).entity == "PERSON")
    return first;
  TokenIndex at = first;
  for (int steps = 0; steps < 3; ++steps) {
    if (tree_.pos(at) == Pos::noun && tree_.token(at).tag == "NN" &&
        knowledge_.is("person-nouns", tree_.lemma(at)))
      return at;
    const TokenIndex link = tree_.head(at);
    if (link == kNone || tree_.dep(at) != Dep::pobj || tree_.head(link) == kNone) break;
    at = tree_.head(link);
  }
  return first;
}

// "the head of the militia, Ivo Sarn", "Ivo Sarn (Abu Reed)": two noun phrases, one actor.
void Actors::join_appositions() {
  auto into = each_its_own(actors_.size());
  const auto root = [&](int i) { return root_of(into, i); };
  for (TokenIndex i = 0; i < tree_.size(); ++i) {
    if (tree_.head(i) == kNone || (tree_.dep(i) != Dep::appos && !loose_apposition(i))) continue;
    if (closes_dateline(tree_.subtree(i).end)) continue;
    // "The ministry: two raids.": what it says.
    if (const auto first = tree_.subtree(i).begin; first > 0 && tree_.token(first - 1).text == ":")
      continue;
    // "accuse the militia of it, a charge that it denies": nobody's name.
    if (tree_.pos(i) == Pos::noun && knowledge_.is("claim-nouns", tree_.lemma(i))) continue;
    const TokenIndex first = bearer(i);
    const int a = of(first);
    const int b = of(i);
    if (a == kNone || b == kNone) continue;
    const bool first_named = actor(a).named;
    const bool second_named = actor(b).named;
    // A parser hangs the bracket on either name.
    const auto before = tree_.core(i).begin - 1;
    const bool bracketed = before >= 0 && tree_.token(before).text == "(";
    if (first_named && second_named) {
      // Two names are one only where brackets or a cue say so: "Paris, France" is not.
      const auto name_a = name_in(first);
      const auto name_b = name_in(i);
      if (name_a.begin >= name_a.end || name_b.begin >= name_b.end) {
        // One of the phrases is a nominal whose actor has a name already.
        if (actor(a).type == actor(b).type) into[static_cast<std::size_t>(root(b))] = root(a);
        continue;
      }
      if (!bracketed) continue;
      TokenIndex close = i;
      while (close + 1 < tree_.size() && close - i < 8 && tree_.token(close).text != ")") ++close;
      if (closes_dateline(close)) continue;
      const bool person = actor(a).type == ActorType::person && actor(b).type == ActorType::person;
      const bool acronym = is_acronym(tree_.token(i).text);
      if (actor(b).type == ActorType::place && !acronym &&
          (actor(a).type == ActorType::place || name_b.end - name_b.begin < 2)) {
        continue;
      }
      if (in_quotation(first)) continue;
      pairs_.push_back({first, i, root(a),
                        acronym  ? AliasRelation::acronym
                        : person ? AliasRelation::alias
                                 : AliasRelation::translation});
      into[static_cast<std::size_t>(root(b))] = root(a);
    } else if (root(a) != root(b)) {
      const auto ta = actor(a).type;
      const auto tb = actor(b).type;
      if (first_named && !compatible(ta, tb) && ta != ActorType::person) continue;
      if (ta == ActorType::place || tb == ActorType::place) continue;
      // A man is no men, whatever stands beside him in text that lost its commas.
      if ((first_named || second_named) && tree_.token(first_named ? i : first).tag == "NNS" &&
          (first_named ? ta : tb) == ActorType::person)
        continue;
      const int keep = first_named ? root(a) : root(b);
      const int gone = first_named ? root(b) : root(a);
      // "the governor, Petra Imling": a person, whatever the model takes the name for.
      if (ta == ActorType::person || tb == ActorType::person)
        actors_[static_cast<std::size_t>(keep)].type = ActorType::person;
      into[static_cast<std::size_t>(gone)] = keep;
    }
  }
  // Brackets that the parser did not read as an apposition: NAME (NAME).
  for (TokenIndex i = 2; i + 1 < tree_.size(); ++i) {
    if (tree_.token(i - 1).text != "(" || tree_.pos(i) == Pos::punct) continue;
    TokenIndex close = i;
    while (close < tree_.size() && close - i < 8 && tree_.token(close).text != ")") ++close;
    if (close >= tree_.size() || tree_.token(close).text != ")") continue;
    if (closes_dateline(close)) continue;
    const TokenIndex last = close - 1;
    if (tree_.pos(last) != Pos::propn || tree_.pos(i - 2) != Pos::propn) continue;
    // "the Reed Front (a branch in the Coast)": not the Coast.
    bool phrase = false;
    for (TokenIndex t = i; t < last; ++t)
      phrase = phrase || (tree_.pos(t) == Pos::noun && tree_.token(t).entity.empty());
    if (phrase) continue;
    const int a = of(i - 2);
    const int b = of(last);
    if (a == kNone || b == kNone || root(a) == root(b)) continue;
    if (std::ranges::any_of(pairs_, [&](const NamePair& p) { return p.second == last; })) continue;
    if (in_quotation(i - 2)) continue;
    const bool acronym = is_acronym(tree_.token(last).text);
    if (!acronym && actor(b).type == ActorType::place &&
        (actor(a).type == ActorType::place || last - i < 1))
      continue;
    if (!actor(a).named || !actor(b).named) continue;
    const bool person = actor(a).type == ActorType::person;
    pairs_.push_back({i - 2, last, root(a),
                      acronym  ? AliasRelation::acronym
                      : person ? AliasRelation::alias
                               : AliasRelation::translation});
    into[static_cast<std::size_t>(root(b))] = root(a);
  }
  collapse(into);
}

// A name that came to belong to two actors is one actor's from here on: `into` has for each actor
// the one that it is a part of, or itself.
void Actors::collapse(const std::vector<int>& into) {
  const auto root = [&](int i) { return root_of(into, i); };
  for (int i = 0; i < size(); ++i) {
    const int to = root(i);
    if (to == i) continue;
    auto& kept = actors_[static_cast<std::size_t>(to)];
    auto& gone = actors_[static_cast<std::size_t>(i)];
    if (gone.named) {
      if (!kept.named) {
        kept.name = gone.name;
        kept.named = true;
        kept.type = gone.type;
      } else {
        AliasRelation relation = AliasRelation::alias;
        for (const auto& pair : pairs_) {
          if (of(pair.second) == i || of(pair.first) == i) relation = pair.relation;
        }
        add_alias(to, {gone.name, script_of(gone.name), relation, std::nullopt});
      }
    }
    for (auto& alias : gone.aliases) add_alias(to, alias);
    kept.mentions.insert(kept.mentions.end(), gone.mentions.begin(), gone.mentions.end());
    std::ranges::sort(kept.mentions, {}, [](const Mention& m) { return m.span; });
    gone.mentions.clear();
  }
  for (auto& index : actor_of_) {
    if (index != kNone) index = root(index);
  }
  for (auto& pair : pairs_) pair.actor = root(pair.actor);
}

bool Actors::unite(TokenIndex first, TokenIndex second) {
  const int a = of(first);
  const int b = of(second);
  if (a == kNone || b == kNone || a == b || !actor(b).named) return false;
  const auto ta = actor(a).type;
  const auto tb = actor(b).type;
  // A model takes many a nom de guerre for a place's name or a body's; a town is nobody.
  if (actor(a).named && !compatible(ta, tb) && (ta == ActorType::place || tb == ActorType::place))
    return false;
  auto into = each_its_own(actors_.size());
  into[static_cast<std::size_t>(b)] = a;
  collapse(into);
  return true;
}

void Actors::add_alias(int index, Alias alias) {
  auto& actor = actors_[static_cast<std::size_t>(index)];
  if (alias.name == actor.name) return;
  for (const auto& known : actor.aliases) {
    if (known.name == alias.name) return;
  }
  if (alias.script.empty()) alias.script = script_of(alias.name);
  actor.aliases.push_back(std::move(alias));
}

}  // namespace gainsay::read
