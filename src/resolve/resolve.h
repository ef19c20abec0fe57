// resolve: the actors of many documents in, one actor a real one out.
//
// First version: two documents' actors are one when a proper name of theirs is the same once folded
// (case, accents, punctuation and word order apart), and their types do not exclude each other.
// Sources without a proper name
// ("residents", "the army") stay their document's own.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "read/read.h"

namespace gainsay::resolve {

// What resolve and weigh need of one document, whoever keeps it.
struct ReadDocument {
  std::string id;  // sha256:…
  page::Article article;
  std::string captured;  // RFC 3339
  read::Reading reading;
  std::optional<acquire::FeedOrigin> feed;  // the item that led to it
};

struct AliasOf {
  std::string name;
  std::string script;
  read::AliasRelation relation = read::AliasRelation::alias;
  std::string by;  // actor id; empty when neutral
  bool operator==(const AliasOf&) const = default;
};

struct MentionIn {
  std::string doc;
  Span span;
  std::string text;
  bool operator==(const MentionIn&) const = default;
};

// An actor across documents.
struct Actor {
  std::string id;  // "actor:…", from the first document's first name for it: later documents do not
                   // change it
  read::ActorType type = read::ActorType::group;
  std::string name;
  std::vector<AliasOf> aliases;
  std::vector<MentionIn> mentions;  // documents in order, then by offset
  std::vector<std::string> within;  // actor ids or names
  std::vector<std::string> party_to;
  bool anonymous = false;
  bool operator==(const Actor&) const = default;
};

struct Resolved {
  std::vector<Actor> actors;               // by first mention
  std::vector<std::vector<int>> actor_of;  // [document][its actor] → index into `actors`
};

[[nodiscard]] Resolved resolve(std::span<const ReadDocument> documents);

}  // namespace gainsay::resolve
