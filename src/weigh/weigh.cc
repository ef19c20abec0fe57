// Weighing: assertions of one proposition are laid to the origins that they come from, and the data
// model's table of status is read off the origins.
//
//  1. A copy of a text, and words that repeat another's claim, add no origin.
//  2. What a text that is credited to an agency tells in its own voice is the agency's word.
//  3. Who does or suffers what is told, speaks for one who does, or is a side of the fighting, is a
//  party.
//  4. Every status has its reason in words, with the assertions it rests on.
#include "weigh/weigh.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/utf8.h"
#include "weigh/copies.h"
#include "weigh/merge.h"

namespace gainsay::weigh {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::pair<Status, std::string_view>, 7> kStatuses{
    {{Status::unverified, "unverified"},
     {Status::refuted, "refuted"},
     {Status::disputed, "disputed"},
     {Status::confirmed, "confirmed"},
     {Status::corroborated, "corroborated"},
     {Status::single_source, "single-source"},
     {Status::party_claim, "party-claim"}}};

// Relations that make one actor speak for another.
constexpr std::array kSpeaksFor{"relation.spokesman_of"sv, "relation.media_arm_of"sv,
                                "relation.leads"sv,        "relation.member_of"sv,
                                "relation.part_of"sv,      "relation.affiliate_of"sv};
// Relations that make two actors one voice.
constexpr std::array kOneVoice{"relation.spokesman_of"sv, "relation.media_arm_of"sv,
                               "relation.leads"sv};
constexpr std::array kPartyRoles{"perpetrator"sv, "agent"sv,   "victim"sv,
                                 "target"sv,      "subject"sv, "object"sv};

enum class Hold { open, held_true, held_false };

Hold hold_of(read::Epistemic e) {
  switch (e) {
    case read::Epistemic::true_certain:
    case read::Epistemic::true_uncertain:
      return Hold::held_true;
    case read::Epistemic::false_certain:
    case read::Epistemic::false_uncertain:
      return Hold::held_false;
    case read::Epistemic::unknown:
      return Hold::open;
  }
  return Hold::open;
}

bool can_be_party(read::ActorType type) {
  return type == read::ActorType::group || type == read::ActorType::government ||
         type == read::ActorType::organization || type == read::ActorType::person ||
         type == read::ActorType::outlet;
}

class Weigher {
 public:
  Weigher(std::span<const resolve::ReadDocument> documents, const resolve::Resolved& resolved)
      : documents_(documents),
        resolved_(resolved),
        copy_of_(find_copies(documents)),
        number_of_(merge_propositions(documents, resolved)) {}

  Weighed run() {
    Weighed out;
    for (const int original : copy_of_) {
      out.documents.push_back(
          {original < 0 ? std::string() : documents_[static_cast<std::size_t>(original)].id});
    }
    collect_agencies();
    collect_propositions(out);
    collect_assertions(out);
    collect_sides();
    weigh_all(out);
    return out;
  }

 private:
  std::span<const resolve::ReadDocument> documents_;
  const resolve::Resolved& resolved_;
  std::vector<int> copy_of_;
  std::vector<std::vector<int>> number_of_;
  std::vector<std::vector<int>> assertions_of_;  // proposition → indices of assertions
  std::vector<std::pair<int, int>> place_of_;    // assertion → its document and index there
  std::map<std::string, std::set<std::string>> speaks_for_;  // actor → those it speaks for
  std::map<std::string, const resolve::Actor*> by_id_;
  std::map<std::string, std::set<std::string>> voice_of_;  // of these the one whose words they are
  std::set<std::string> sides_;                            // actors that fight each other
  std::map<std::string, std::string> actor_of_outlet_;     // folded name → actor
  std::map<std::string, std::string> outlet_of_agency_;    // folded agency → its outlet's name
  std::map<std::string, std::string>
      first_teller_;  // a sentence → the outlet that printed it first

  [[nodiscard]] const resolve::Actor& actor(int doc, int index) const {
    return resolved_.actors[static_cast<std::size_t>(
        resolved_.actor_of[static_cast<std::size_t>(doc)][static_cast<std::size_t>(index)])];
  }

  // ---------------------------------------------------------------- records

  void collect_propositions(Weighed& out) {
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      const auto& propositions = documents_[d].reading.propositions;
      for (std::size_t i = 0; i < propositions.size(); ++i) {
        const auto number = static_cast<std::size_t>(number_of_[d][i]);
        if (number == out.propositions.size()) {
          out.propositions.push_back(first_of(static_cast<int>(d), propositions[i], i));
        } else {
          add(out.propositions[number], static_cast<int>(d), propositions[i]);
        }
      }
    }
    assertions_of_.resize(out.propositions.size());
  }

  [[nodiscard]] Proposition first_of(int doc, const read::Proposition& from,
                                     std::size_t index) const {
    Proposition out;
    out.id = content_id("prop", {documents_[static_cast<std::size_t>(doc)].id, from.type,
                                 std::to_string(index), std::to_string(from.anchor.begin.value)});
    out.type = from.type;
    out.text = from.text;
    out.quantity = from.quantity;
    add(out, doc, from);
    return out;
  }

  void add(Proposition& to, int doc, const read::Proposition& from) const {
    for (const auto& role : from.roles) {
      RoleOf added{role.role, role.actor ? actor(doc, *role.actor).id : "", role.text, role.value,
                   role.span};
      const bool known = std::ranges::any_of(to.roles, [&](const RoleOf& r) {
        return r.role == added.role &&
               (r.text == added.text || (!r.actor.empty() && r.actor == added.actor));
      });
      if (!known) to.roles.push_back(std::move(added));
    }
    if (!to.time) to.time = from.time;
    if (from.place && to.place_text.empty()) {
      to.place_text = from.place->text;
      if (from.place->actor) to.place_actor = actor(doc, *from.place->actor).id;
      to.location = from.place->location;
    }
    if (from.text.size() > to.text.size() && from.text.size() < 300) to.text = from.text;
  }

  void collect_assertions(Weighed& out) {
    std::map<std::string, int> seen;
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      const auto& reading = documents_[d].reading;
      for (std::size_t i = 0; i < reading.assertions.size(); ++i) {
        const auto& said = reading.assertions[i];
        const auto number =
            static_cast<std::size_t>(number_of_[d][static_cast<std::size_t>(said.proposition)]);
        Assertion a;
        a.doc = documents_[d].id;
        a.proposition = out.propositions[number].id;
        a.by = said.by == read::kAuthor ? "author" : actor(static_cast<int>(d), said.by).id;
        for (const int via : said.via) a.via.push_back(actor(static_cast<int>(d), via).id);
        a.said = said;
        const auto begin = said.evidence.empty() ? 0U : said.evidence.front().begin.value;
        a.id = content_id("assertion", {a.doc, a.proposition, a.by, read::name_of(said.epistemic),
                                        std::to_string(begin)});
        if (const int before = seen[a.id]++; before > 0) a.id += "-" + std::to_string(before + 1);
        assertions_of_[number].push_back(static_cast<int>(out.assertions.size()));
        place_of_.emplace_back(static_cast<int>(d), static_cast<int>(i));
        out.assertions.push_back(std::move(a));
      }
    }
    note_first_tellers(out);
  }

  // A sentence that stands word for word in an earlier page is that page's, wherever it is printed
  // again.
  void note_first_tellers(const Weighed& out) {
    std::map<std::string, std::string> date_of;
    for (std::size_t i = 0; i < out.assertions.size(); ++i) {
      if (out.assertions[i].by != "author") continue;
      const int doc = place_of_[i].first;
      const auto sentence = evidence_of(out.assertions[i], doc);
      const auto& article = documents_[static_cast<std::size_t>(doc)].article;
      const auto date = time_key(article);
      const auto known = date_of.find(sentence);
      if (known != date_of.end() && known->second <= date) continue;
      date_of[sentence] = date;
      first_teller_[sentence] = outlet_of(doc);
    }
  }

  [[nodiscard]] std::string evidence_of(const Assertion& a, int doc) const {
    const TextIndex text(documents_[static_cast<std::size_t>(doc)].article.text);
    std::string words;
    for (const auto& span : a.said.evidence) words += fold(text.words(span)) + " ";
    return words;
  }

  // Whose word a document's own voice is: the outlet's, or of a text that is credited to an agency
  // the agency's, under the name that it has as an outlet where its own pages are here.
  [[nodiscard]] std::string outlet_of(int doc) const {
    const auto& article = documents_[static_cast<std::size_t>(doc)].article;
    if (const auto agency = agency_of(article); !agency.empty()) {
      const auto own = outlet_of_agency_.find(fold(agency));
      return own == outlet_of_agency_.end() ? agency : own->second;
    }
    return article.outlet.empty() ? article.url : article.outlet;
  }

  // The agency that the whole text is credited to; empty for none, and where several share it.
  static std::string agency_of(const page::Article& article) {
    std::string agency;
    for (const auto& credit : article.agencies) {
      if (credit.extent != page::AgencyCredit::Extent::whole) continue;
      if (!agency.empty()) return {};
      agency = credit.agency;
    }
    return agency;
  }

  // "Meridian" in a dateline is the Meridian Press Agency where that has pages of its own.
  void collect_agencies() {
    for (const auto& document : documents_) {
      const std::string agency = fold(agency_of(document.article));
      if (agency.empty()) continue;
      const std::string outlet = fold(document.article.outlet);
      if (outlet == agency || outlet.starts_with(agency + " "))
        outlet_of_agency_.try_emplace(agency, document.article.outlet);
    }
  }

  // ---------------------------------------------------------------- parties

  void collect_sides() {
    for (const auto& a : resolved_.actors) {
      if (a.type != read::ActorType::place) actor_of_outlet_.try_emplace(fold(a.name), a.id);
    }
    for (std::size_t d = 0; d < documents_.size(); ++d) {
      const auto& reading = documents_[d].reading;
      for (const auto& said : reading.assertions) {
        if (hold_of(said.epistemic) != Hold::held_true) continue;
        const auto& p = reading.propositions[static_cast<std::size_t>(said.proposition)];
        if (std::ranges::find(kSpeaksFor, p.type) != kSpeaksFor.end())
          relate(static_cast<int>(d), p);
        if (p.type.starts_with("event.")) side(static_cast<int>(d), p);
      }
    }
  }

  void relate(int doc, const read::Proposition& p) {
    std::string subject;
    std::string object;
    for (const auto& role : p.roles) {
      if (!role.actor) continue;
      (role.role == "subject" ? subject : object) = actor(doc, *role.actor).id;
    }
    if (subject.empty() || object.empty() || subject == object) return;
    speaks_for_[subject].insert(object);
    if (std::ranges::find(kOneVoice, p.type) != kOneVoice.end()) voice_of_[subject].insert(object);
  }

  // Armed groups and governments that do violence, and those that it is done to.
  void side(int doc, const read::Proposition& p) {
    const bool violence = p.type == "event.attack" || p.type == "event.bombing" ||
                          p.type == "event.shelling" || p.type == "event.clash" ||
                          p.type == "event.airstrike" || p.type == "event.killing" ||
                          p.type == "event.shooting" || p.type == "event.execution";
    if (!violence) return;
    for (const auto& role : p.roles) {
      if (!role.actor || (role.role != "perpetrator" && role.role != "agent")) continue;
      const auto& a = actor(doc, *role.actor);
      if (a.type == read::ActorType::group || a.type == read::ActorType::government)
        sides_.insert(a.id);
    }
  }

  [[nodiscard]] bool speaks_for_any(const std::string& who,
                                    const std::set<std::string>& whom) const {
    if (whom.contains(who)) return true;
    const auto found = speaks_for_.find(who);
    if (found == speaks_for_.end()) return false;
    return std::ranges::any_of(found->second,
                               [&](const auto& body) { return whom.contains(body); });
  }

  [[nodiscard]] bool is_party(const std::string& actor_id, const Proposition& p,
                              read::ActorType type) const {
    if (actor_id.empty() || !can_be_party(type)) return false;
    std::set<std::string> involved;
    for (const auto& role : p.roles) {
      if (!role.actor.empty() && std::ranges::find(kPartyRoles, role.role) != kPartyRoles.end())
        involved.insert(role.actor);
    }
    if (speaks_for_any(actor_id, involved)) return true;
    const bool of_the_war = p.type.starts_with("event.") || p.type.starts_with("quantity.");
    return of_the_war && speaks_for_any(actor_id, sides_);
  }

  // ---------------------------------------------------------------- status

  struct Side {                             // those who hold it so
    std::map<std::string, Origin> origins;  // by name
    std::vector<std::string> assertions;

    [[nodiscard]] int independent() const {
      return static_cast<int>(
          std::ranges::count_if(origins, [](const auto& o) { return !o.second.party; }));
    }
    [[nodiscard]] int parties() const { return static_cast<int>(origins.size()) - independent(); }
  };

  [[nodiscard]] Origin origin_of(const Assertion& a, int doc, const Proposition& p) const {
    Origin out;
    if (a.by == "author") {
      const auto teller = first_teller_.find(evidence_of(a, doc));
      out.name = teller == first_teller_.end() ? outlet_of(doc) : teller->second;
      // An outlet that speaks for a party is that party.
      if (const auto known = actor_of_outlet_.find(fold(out.name));
          known != actor_of_outlet_.end()) {
        out.party = is_party(known->second, p, read::ActorType::outlet);
        if (out.party) out.actor = known->second;
      }
      return out;
    }
    out.actor = a.by;
    if (const auto found = by_id_.find(a.by); found != by_id_.end()) {
      out.name = found->second->name;
      out.party = is_party(a.by, p, found->second->type);
    }
    return out;
  }

  void weigh_all(Weighed& out) {
    for (const auto& a : resolved_.actors) by_id_[a.id] = &a;
    for (std::size_t n = 0; n < out.propositions.size(); ++n)
      weigh_one(out.propositions[n], assertions_of_[n], out.assertions);
  }

  void weigh_one(Proposition& p, const std::vector<int>& said,
                 const std::vector<Assertion>& all) const {
    Side yes;
    Side no;
    std::vector<std::string> open;
    std::vector<std::string> repeats;
    for (const int index : said) {
      const Assertion& a = all[static_cast<std::size_t>(index)];
      const int doc = place_of_[static_cast<std::size_t>(index)].first;
      const Hold hold = hold_of(a.said.epistemic);
      if (hold == Hold::open) {
        open.push_back(a.id);
        continue;
      }
      const bool copy = copy_of_[static_cast<std::size_t>(doc)] >= 0;
      if (copy || a.said.act == "repeat") {
        repeats.push_back(a.id);
        continue;
      }
      Side& side = hold == Hold::held_true ? yes : no;
      Origin origin = origin_of(a, doc, p);
      side.origins.try_emplace(origin.actor.empty() ? origin.name : origin.actor,
                               std::move(origin));
      side.assertions.push_back(a.id);
    }
    join_voices(yes);
    join_voices(no);
    set_status(p, yes, no);
    p.why = reason(p, yes, no, open, repeats);
    for (const auto* side : {&yes, &no}) {
      for (const auto& [key, origin] : side->origins) {
        if (side == &yes) p.origins.push_back(origin);
      }
    }
    p.independent = yes.independent();
  }

  // A spokesman and his ministry are one origin.
  void join_voices(Side& side) const {
    std::erase_if(side.origins, [&](const auto& origin) {
      const auto bodies = voice_of_.find(origin.first);
      return bodies != voice_of_.end() &&
             std::ranges::any_of(bodies->second,
                                 [&](const auto& body) { return side.origins.contains(body); });
    });
  }

  // The data model's table, first row that fits.
  static void set_status(Proposition& p, const Side& yes, const Side& no) {
    const auto set = [&](Status status, int credibility) {
      p.status = status;
      p.credibility = credibility;
    };
    if (yes.origins.empty() && no.origins.empty()) return set(Status::unverified, 6);
    if (no.independent() >= 2 && yes.independent() == 0 && yes.parties() > 0)
      return set(Status::refuted, 5);
    if (!no.origins.empty()) {
      const bool only_independent_denial = yes.origins.empty() && no.parties() == 0;
      return set(Status::disputed, yes.independent() > 0 ? 3 : only_independent_denial ? 5 : 4);
    }
    if (yes.independent() >= 2) return set(Status::confirmed, 1);
    if (yes.independent() == 1)
      return yes.parties() > 0 ? set(Status::corroborated, 2) : set(Status::single_source, 3);
    set(Status::party_claim, 4);
  }

  static std::string list(const std::map<std::string, Origin>& origins) {
    std::string out;
    for (const auto& [key, origin] : origins) {
      if (!out.empty()) out += ", ";
      out += origin.name + (origin.party ? " (a party)" : "");
    }
    return out;
  }

  static std::string list(const std::vector<std::string>& ids) {
    std::string out;
    for (const auto& id : ids) out += (out.empty() ? "" : ", ") + id;
    return out;
  }

  static std::string reason(const Proposition& p, const Side& yes, const Side& no,
                            const std::vector<std::string>& open,
                            const std::vector<std::string>& repeats) {
    std::string out;
    const auto sentence = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
    switch (p.status) {
      case Status::unverified:
        sentence("Nobody holds it true or false.");
        break;
      case Status::refuted:
        sentence("Only a party holds it true, and two or more independent sources hold it false.");
        break;
      case Status::disputed:
        sentence(yes.origins.empty() ? "It is held false, and true by nobody."
                                     : "One holds it true, another false.");
        break;
      case Status::confirmed:
        sentence("Two or more independent origins hold it true.");
        break;
      case Status::corroborated:
        sentence("A party and one independent origin hold it true.");
        break;
      case Status::single_source:
        sentence("One origin, no party to it, holds it true.");
        break;
      case Status::party_claim:
        sentence("Only a party to it holds it true.");
        break;
    }
    if (!yes.origins.empty())
      sentence("True: " + list(yes.origins) + " [" + list(yes.assertions) + "].");
    if (!no.origins.empty())
      sentence("False: " + list(no.origins) + " [" + list(no.assertions) + "].");
    if (!open.empty()) sentence("Left open in [" + list(open) + "].");
    if (!repeats.empty()) {
      sentence("Repeated, which adds no origin: [" + list(repeats) + "].");
      if (yes.independent() == 0 && yes.parties() > 0)
        sentence("Whoever repeats a party's claim does not confirm it.");
    }
    return out;
  }
};

}  // namespace

std::string_view name_of(Status status) {
  for (const auto& [value, name] : kStatuses) {
    if (value == status) return name;
  }
  return {};
}

std::optional<Status> status_of(std::string_view name) {
  for (const auto& [value, known] : kStatuses) {
    if (known == name) return value;
  }
  return std::nullopt;
}

Weighed weigh(std::span<const resolve::ReadDocument> documents, const resolve::Resolved& resolved) {
  return Weigher(documents, resolved).run();
}

}  // namespace gainsay::weigh
