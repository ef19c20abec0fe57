#include "resolve/resolve.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <sstream>

#include "base/hash.h"
#include "base/utf8.h"

namespace gainsay::resolve {
namespace {

// Names across scripts, compared in Latin letters.
class Romanizer {
 public:
  Romanizer() {
    UErrorCode status = U_ZERO_ERROR;
    to_latin_.reset(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) to_latin_.reset();
  }

  // Folded, words in alphabetical order: what two spellings of one name share.
  [[nodiscard]] std::string key(const std::string& name) const {
    std::string latin = name;
    if (to_latin_ &&
        !std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
      auto unicode = icu::UnicodeString::fromUTF8(name);
      to_latin_->transliterate(unicode);
      latin.clear();
      unicode.toUTF8String(latin);
    }
    std::istringstream in(fold(latin));
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
    std::ranges::sort(words);
    std::string key;
    for (const auto& word : words) key += (key.empty() ? "" : " ") + word;
    return key;
  }

 private:
  std::unique_ptr<icu::Transliterator> to_latin_;
};

bool is_place(read::ActorType type) {
  return type == read::ActorType::place || type == read::ActorType::facility;
}

// A state is told now as a place, now as who governs it; a person is no body.
bool compatible(read::ActorType a, read::ActorType b) {
  if (a == b) return true;
  const bool person = a == read::ActorType::person || b == read::ActorType::person;
  if (person) return false;
  if (is_place(a) || is_place(b)) {
    const auto other = is_place(a) ? b : a;
    return is_place(other) || other == read::ActorType::government;
  }
  return true;
}

// Both lie somewhere, and nowhere together: Tripoli in Lebanon, Tripoli in Libya.
bool lie_apart(const read::Actor& a, const read::Actor& b) {
  if (a.within.empty() || b.within.empty()) return false;
  return std::ranges::none_of(a.within, [&](const std::string& outer) {
    return std::ranges::find(b.within, outer) != b.within.end();
  });
}

// One document's actor.
struct Local {
  int doc;
  int index;
};

class Resolver {
 public:
  explicit Resolver(std::span<const ReadDocument> documents) : documents_(documents) {}

  Resolved run() {
    collect();
    join_by_name();
    Resolved out;
    out.actor_of.resize(documents_.size());
    std::map<int, int> actor_of_root;
    for (std::size_t i = 0; i < locals_.size(); ++i) {
      const int root = find(static_cast<int>(i));
      const auto [known, fresh] =
          actor_of_root.try_emplace(root, static_cast<int>(out.actors.size()));
      if (fresh) out.actors.push_back(first_of(locals_[i]));
      out.actor_of[static_cast<std::size_t>(locals_[i].doc)].push_back(known->second);
    }
    for (std::size_t i = 0; i < locals_.size(); ++i) {
      add(out.actors[static_cast<std::size_t>(actor_of_root[find(static_cast<int>(i))])],
          locals_[i]);
    }
    finish(out);
    return out;
  }

 private:
  std::span<const ReadDocument> documents_;
  Romanizer romanizer_;
  std::vector<Local> locals_;
  std::vector<std::vector<std::string>> keys_;  // of each local's proper names
  std::vector<int> parent_;

  [[nodiscard]] const read::Actor& actor(const Local& local) const {
    return documents_[static_cast<std::size_t>(local.doc)]
        .reading.actors[static_cast<std::size_t>(local.index)];
  }

  int find(int i) {
    while (parent_[static_cast<std::size_t>(i)] != i) {
      auto& up = parent_[static_cast<std::size_t>(i)];
      up = parent_[static_cast<std::size_t>(up)];
      i = up;
    }
    return i;
  }

  void collect() {
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      const auto& actors = documents_[d].reading.actors;
      for (std::size_t a = 0; a < actors.size(); ++a) {
        locals_.push_back({static_cast<int>(d), static_cast<int>(a)});
        auto& keys = keys_.emplace_back();
        if (!actors[a].named) continue;
        keys.push_back(romanizer_.key(actors[a].name));
        for (const auto& alias : actors[a].aliases) keys.push_back(romanizer_.key(alias.name));
        std::erase(keys, "");
      }
    }
    parent_.resize(locals_.size());
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  // A last name alone is nobody's in particular when two people of the collection bear it.
  [[nodiscard]] std::set<std::string> ambiguous_names() const {
    std::map<std::string, std::set<std::string>> bearers;
    for (std::size_t i = 0; i < locals_.size(); ++i) {
      const auto& a = actor(locals_[i]);
      if (!a.named || a.type != read::ActorType::person) continue;
      const auto folded = fold(a.name);
      const auto space = folded.rfind(' ');
      if (space != std::string::npos) bearers[folded.substr(space + 1)].insert(keys_[i].front());
    }
    std::set<std::string> out;
    for (const auto& [name, people] : bearers) {
      if (people.size() > 1) out.insert(name);
    }
    return out;
  }

  void join_by_name() {
    const auto ambiguous = ambiguous_names();
    // By each name the actors that bear it so far, one for each kind that does not go with the
    // others.
    std::map<std::string, std::vector<int>> bearers;
    for (std::size_t i = 0; i < locals_.size(); ++i) {
      const auto& own = actor(locals_[i]);
      for (const auto& key : keys_[i]) {
        if (ambiguous.contains(key)) continue;
        auto& known = bearers[key];
        const auto same = std::ranges::find_if(known, [&](int other) {
          const auto& bearer = actor(locals_[static_cast<std::size_t>(other)]);
          return compatible(bearer.type, own.type) && !lie_apart(bearer, own);
        });
        if (same == known.end()) {
          known.push_back(static_cast<int>(i));
        } else {
          // The earlier one stays the root, and so gives the id.
          const int a = find(*same);
          const int b = find(static_cast<int>(i));
          parent_[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
        }
      }
    }
  }

  [[nodiscard]] Actor first_of(const Local& local) const {
    const auto& from = actor(local);
    const auto& doc = documents_[static_cast<std::size_t>(local.doc)];
    Actor out;
    out.type = from.type;
    out.name = from.name;
    if (from.named) {
      out.id = content_id("actor", {read::name_of(from.type), romanizer_.key(from.name)});
    } else {
      const auto at = from.mentions.empty() ? 0 : from.mentions.front().span.begin.value;
      out.id =
          content_id("actor", {doc.id, from.name, std::to_string(at), std::to_string(local.index)});
    }
    return out;
  }

  static void add_alias(Actor& to, AliasOf alias) {
    if (alias.name == to.name) return;
    const auto known = std::ranges::find(to.aliases, alias.name, &AliasOf::name);
    if (known == to.aliases.end()) to.aliases.push_back(std::move(alias));
  }

  void add(Actor& to, const Local& local) {
    const auto& from = actor(local);
    const auto& doc = documents_[static_cast<std::size_t>(local.doc)];
    if (from.named && from.name != to.name)
      add_alias(to, {from.name, "", read::AliasRelation::alias, ""});
    for (const auto& alias : from.aliases)
      add_alias(to, {alias.name, alias.script, alias.relation, ""});
    for (const auto& mention : from.mentions)
      to.mentions.push_back({doc.id, mention.span, mention.text});
    for (const auto& place : from.within) {
      if (std::ranges::find(to.within, place) == to.within.end()) to.within.push_back(place);
    }
    to.anonymous = to.anonymous || from.anonymous;
  }

  // The fullest name is the canonical one: most words, then longest, then first; ids stay as they
  // are.
  static void finish(Resolved& out) {
    const auto words = [](const std::string& name) { return std::ranges::count(name, ' '); };
    for (auto& a : out.actors) {
      for (auto& alias : a.aliases) {
        const bool plain = alias.relation == read::AliasRelation::alias && alias.script != "Cyrl" &&
                           alias.script != "Arab";
        if (plain && a.type != read::ActorType::person && words(alias.name) > words(a.name) + 2)
          continue;
        if (plain && a.type == read::ActorType::person && words(alias.name) > words(a.name))
          std::swap(alias.name, a.name);
      }
    }
    std::map<std::string, std::string> id_of_name;
    for (const auto& a : out.actors) {
      if (is_place(a.type)) id_of_name.try_emplace(a.name, a.id);
    }
    for (auto& a : out.actors) {
      for (auto& place : a.within) {
        if (const auto found = id_of_name.find(place); found != id_of_name.end())
          place = found->second;
      }
    }
    // Two actors of one name and kind keep apart by number.
    std::map<std::string, int> seen;
    for (auto& a : out.actors) {
      if (const int before = seen[a.id]++; before > 0) a.id += "-" + std::to_string(before + 1);
    }
  }
};

}  // namespace

Resolved resolve(std::span<const ReadDocument> documents) { return Resolver(documents).run(); }

}  // namespace gainsay::resolve
