// weigh: all assertions of all documents in; propositions with their status, and why, out.
//
// The table of status is the data model's; credibility is NATO STANAG 2511's 1–6. An origin is
// where a proposition first comes from: copies, quotations of another's words and reports that cite
// reports add none.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "resolve/resolve.h"

namespace gainsay::weigh {

enum class Status {
  unverified,
  refuted,
  disputed,
  confirmed,
  corroborated,
  single_source,
  party_claim
};

std::string_view name_of(Status status);
std::optional<Status> status_of(std::string_view name);

struct Origin {
  std::string name;
  std::string actor;  // id; empty for a document's own voice
  bool party = false;
  bool operator==(const Origin&) const = default;
};

struct RoleOf {
  std::string role;
  std::string actor;  // id; empty when the filler is none
  std::string text;
  std::string value;
  std::optional<Span> span;
  bool operator==(const RoleOf&) const = default;
};

// A proposition across documents, weighed.
struct Proposition {
  std::string id;  // "prop:…"
  std::string type;
  std::vector<RoleOf> roles;
  std::optional<read::Time> time;
  std::string place_text;
  std::string place_actor;
  std::optional<read::Location> location;
  std::optional<read::Quantity> quantity;
  std::string text;
  Status status = Status::unverified;
  std::string why;  // the reason in words, with the ids of the assertions that it rests on
  std::vector<Origin> origins;
  int independent = 0;
  int credibility = 6;
  bool operator==(const Proposition&) const = default;
};

struct Assertion {
  std::string id;  // "assertion:…"
  std::string proposition;
  std::string doc;
  std::string by;  // actor id or "author"
  std::vector<std::string> via;
  read::Assertion
      said;  // act, epistemic, directness, spans, confidence; its indices are the document's own
  bool operator==(const Assertion&) const = default;
};

struct DocumentWeight {
  std::string duplicate_of;  // document id; empty for an original
  bool operator==(const DocumentWeight&) const = default;
};

struct Weighed {
  std::vector<Proposition> propositions;  // by first assertion
  std::vector<Assertion> assertions;      // documents in order, then as read
  std::vector<DocumentWeight> documents;  // one for each document, in order
};

// `resolved` is that of the same documents.
[[nodiscard]] Weighed weigh(std::span<const resolve::ReadDocument> documents,
                            const resolve::Resolved& resolved);

}  // namespace gainsay::weigh
