#include "weigh/weigh.h"

#include <gtest/gtest.h>

#include "readings.h"

namespace gainsay::weigh {
namespace {

using read::ActorType;
using read::Epistemic;

Weighed weigh_pages(const std::vector<Page>& pages) {
  std::vector<resolve::ReadDocument> documents;
  for (const auto& page : pages) documents.push_back(page.document());
  return weigh(documents, resolve::resolve(documents));
}

const Proposition& only(const Weighed& weighed, const std::string& type) {
  const Proposition* found = nullptr;
  for (const auto& p : weighed.propositions) {
    if (p.type != type) continue;
    EXPECT_EQ(found, nullptr) << "two of " << type;
    found = &p;
  }
  EXPECT_NE(found, nullptr) << "none of " << type;
  return found == nullptr ? weighed.propositions.front() : *found;
}

// One page in which each of `holders` holds one bombing by a named group.
struct Incident {
  Page page{"sha256:a", "Ferry Post", "2031-05-10"};
  int group = page.actor("Reed Brigade", ActorType::group);
  int mill = page.actor("Orlo mill", ActorType::facility);
  int residents = page.actor("residents", ActorType::population, false);
  int doctor = page.actor("Ana Torvik", ActorType::person);
  int bombing = page.proposition("event.bombing", {{"perpetrator", group}, {"target", mill}},
                                 "2031-05-09", "Orlo");

  Proposition weighed() const { return only(weigh_pages({page}), "event.bombing"); }
};

TEST(Status, UnverifiedWhenNobodyHoldsIt) {
  Incident i;
  i.page.say(read::kAuthor, i.bombing, Epistemic::unknown);
  const auto p = i.weighed();
  EXPECT_EQ(p.status, Status::unverified);
  EXPECT_EQ(p.credibility, 6);
  EXPECT_TRUE(p.origins.empty());
}

TEST(Status, PartyClaimWhenOnlyTheDoerHoldsIt) {
  Incident i;
  i.page.say(i.group, i.bombing);
  const auto p = i.weighed();
  EXPECT_EQ(p.status, Status::party_claim);
  EXPECT_EQ(p.credibility, 4);
  EXPECT_EQ(p.independent, 0);
  ASSERT_EQ(p.origins.size(), 1U);
  EXPECT_TRUE(p.origins.front().party);
}

TEST(Status, RepeatingAPartysClaimDoesNotConfirmIt) {
  Incident i;
  i.page.say(i.group, i.bombing).say(i.doctor, i.bombing, Epistemic::true_certain, "repeat");
  const auto p = i.weighed();
  EXPECT_EQ(p.status, Status::party_claim);
  EXPECT_NE(p.why.find("does not confirm"), std::string::npos) << p.why;
}

TEST(Status, SingleSourceCorroboratedConfirmed) {
  Incident one;
  one.page.say(one.doctor, one.bombing);
  EXPECT_EQ(one.weighed().status, Status::single_source);
  EXPECT_EQ(one.weighed().credibility, 3);
  Incident with_party;
  with_party.page.say(with_party.doctor, with_party.bombing)
      .say(with_party.group, with_party.bombing);
  EXPECT_EQ(with_party.weighed().status, Status::corroborated);
  EXPECT_EQ(with_party.weighed().credibility, 2);
  Incident two;
  two.page.say(two.doctor, two.bombing).say(two.residents, two.bombing);
  EXPECT_EQ(two.weighed().status, Status::confirmed);
  EXPECT_EQ(two.weighed().independent, 2);
}

TEST(Status, DisputedAndItsCredibility) {
  Incident claimed;
  claimed.page.say(claimed.group, claimed.bombing)
      .say(claimed.residents, claimed.bombing, Epistemic::false_certain);
  EXPECT_EQ(claimed.weighed().status, Status::disputed);
  EXPECT_EQ(claimed.weighed().credibility, 4);
  Incident witnessed;
  witnessed.page.say(witnessed.doctor, witnessed.bombing)
      .say(witnessed.group, witnessed.bombing, Epistemic::false_certain);
  EXPECT_EQ(witnessed.weighed().credibility, 3);
  Incident only_denied;
  only_denied.page.say(only_denied.residents, only_denied.bombing, Epistemic::false_certain);
  EXPECT_EQ(only_denied.weighed().status, Status::disputed);
  EXPECT_EQ(only_denied.weighed().credibility, 5);
}

TEST(Status, RefutedByTwoIndependentAgainstAParty) {
  Incident i;
  i.page.say(i.group, i.bombing)
      .say(i.residents, i.bombing, Epistemic::false_certain)
      .say(i.doctor, i.bombing, Epistemic::false_uncertain);
  EXPECT_EQ(i.weighed().status, Status::refuted);
  EXPECT_EQ(i.weighed().credibility, 5);
}

TEST(Origins, ASpokesmanAndHisBodyAreOne) {
  Page page("sha256:a", "Ferry Post", "2031-05-10");
  const int hospital = page.actor("Orlo Hospital", ActorType::organization);
  const int speaker = page.actor("Lena Fisk", ActorType::person);
  const int relation =
      page.proposition("relation.spokesman_of", {{"subject", speaker}, {"object", hospital}});
  const int toll = page.toll(9, "2031-05-09", "Orlo");
  page.say(read::kAuthor, relation).say(hospital, toll).say(speaker, toll);
  const auto p = only(weigh_pages({page}), "quantity.killed");
  EXPECT_EQ(p.status, Status::single_source);
  EXPECT_EQ(p.independent, 1);
}

TEST(Origins, AnOutletsOwnWordIsItsOwnInAllItsPages) {
  Page first("sha256:a", "Ferry Post", "2031-05-10");
  first.say(read::kAuthor, first.toll(9, "2031-05-09", "Orlo"));
  Page second("sha256:b", "Ferry Post", "2031-05-11");
  second.say(read::kAuthor, second.toll(9, "2031-05-09", "Orlo"));
  EXPECT_EQ(only(weigh_pages({first, second}), "quantity.killed").status, Status::single_source);
  Page other("sha256:c", "Hill Radio", "2031-05-11");
  other.say(read::kAuthor, other.toll(9, "2031-05-09", "Orlo"));
  EXPECT_EQ(only(weigh_pages({first, second, other}), "quantity.killed").status, Status::confirmed);
}

TEST(Merge, TollsThatDifferAreRivals) {
  Page page("sha256:a", "Ferry Post", "2031-05-10");
  page.say(read::kAuthor, page.toll(9, "2031-05-09", "Orlo"))
      .say(read::kAuthor, page.toll(14, "2031-05-09", "Orlo"));
  EXPECT_EQ(weigh_pages({page}).propositions.size(), 2U);
}

TEST(Merge, AnEventToldInTwoPagesIsOne) {
  const auto told = [](const std::string& id, const std::string& day, const std::string& group) {
    Page page(id, "Outlet " + id, day);
    const int doer = page.actor(group, ActorType::group);
    const int mill = page.actor("mill", ActorType::facility, false);
    page.say(
        read::kAuthor,
        page.proposition("event.bombing", {{"perpetrator", doer}, {"target", mill}}, day, "Orlo"));
    return page;
  };
  EXPECT_EQ(weigh_pages({told("sha256:a", "2031-05-09", "Reed Brigade"),
                         told("sha256:b", "2031-05-10", "Reed Brigade")})
                .propositions.size(),
            1U);
  // Another doer, another month: another event.
  EXPECT_EQ(weigh_pages({told("sha256:a", "2031-05-09", "Reed Brigade"),
                         told("sha256:b", "2031-05-09", "Marsh Front")})
                .propositions.size(),
            2U);
  EXPECT_EQ(weigh_pages({told("sha256:a", "2031-05-09", "Reed Brigade"),
                         told("sha256:b", "2031-07-01", "Reed Brigade")})
                .propositions.size(),
            2U);
}

TEST(Merge, TwoAttacksWithoutAnythingInCommonStayTwo) {
  Page first("sha256:a", "Ferry Post", "2031-05-10");
  first.say(read::kAuthor, first.proposition("event.attack", {}));
  Page second("sha256:b", "Hill Radio", "2031-05-10");
  second.say(read::kAuthor, second.proposition("event.attack", {}));
  EXPECT_EQ(weigh_pages({first, second}).propositions.size(), 2U);
}

TEST(Copies, TheEarlierIsTheOriginalAndTheCopyAddsNoOrigin) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
  Page agency("sha256:a", "Northwire", "2031-05-10T15:20:00Z");
  Page paper("sha256:b", "Ferry Post", "2031-05-10");
  for (Page* page : {&agency, &paper}) {
    page->say(read::kAuthor, page->toll(9, "2031-05-09", "Orlo"));
    page->edit().article.text = text;
    page->edit().reading.assertions.front().evidence = {make_span(0, 20)};
  }
  const auto weighed = weigh_pages({paper, agency});
  EXPECT_EQ(weighed.documents[0].duplicate_of, "sha256:a");
  EXPECT_EQ(weighed.documents[1].duplicate_of, "");
  const auto& p = only(weighed, "quantity.killed");
  EXPECT_EQ(p.status, Status::single_source);
  ASSERT_EQ(p.origins.size(), 1U);
  EXPECT_EQ(p.origins.front().name, "Northwire");
  EXPECT_EQ(weighed.assertions.size(), 2U);
}

TEST(Weigh, NothingFromNothing) {
  const auto weighed = weigh({}, {});
  EXPECT_TRUE(weighed.propositions.empty());
  EXPECT_EQ(name_of(Status::party_claim), "party-claim");
  EXPECT_EQ(status_of("single-source"), Status::single_source);
  EXPECT_FALSE(status_of("likely"));
}

// An outlet tells a bombing in its own voice.
Page telling(const std::string& id, const std::string& outlet) {
  Page page(id, outlet, "2031-05-10");
  const int group = page.actor("Reed Brigade", ActorType::group);
  const int mill = page.actor("Orlo mill", ActorType::facility);
  const int bombing = page.proposition("event.bombing", {{"perpetrator", group}, {"target", mill}},
                                       "2031-05-09", "Orlo");
  page.say(read::kAuthor, bombing);
  return page;
}

Page credited(Page page, page::AgencyCredit::Extent extent) {
  page.edit().article.agencies = {{"Meridian", extent, "dateline"}};
  return page;
}

TEST(Agencies, ACreditedTextIsTheAgencysWord) {
  using page::AgencyCredit;
  const Page echo = telling("sha256:b", "Valley Echo");
  const Page post = telling("sha256:c", "Marsent Post");
  EXPECT_EQ(only(weigh_pages({echo, post}), "event.bombing").independent, 2);
  const auto p = only(weigh_pages({credited(echo, AgencyCredit::Extent::whole),
                                   credited(post, AgencyCredit::Extent::whole)}),
                      "event.bombing");
  EXPECT_EQ(p.status, Status::single_source);
  ASSERT_EQ(p.origins.size(), 1U);
  EXPECT_EQ(p.origins.front().name, "Meridian");
}

TEST(Agencies, APartInATextLeavesItTheOutlets) {
  const auto extent = page::AgencyCredit::Extent::part;
  const auto weighed = weigh_pages({credited(telling("sha256:b", "Valley Echo"), extent),
                                    credited(telling("sha256:c", "Marsent Post"), extent)});
  EXPECT_EQ(only(weighed, "event.bombing").independent, 2);
}

TEST(Agencies, HaveOneNameWhereTheirOwnPagesAreRead) {
  const auto extent = page::AgencyCredit::Extent::whole;
  const auto weighed =
      weigh_pages({credited(telling("sha256:b", "Valley Echo"), extent),
                   credited(telling("sha256:d", "Meridian Press Agency"), extent)});
  const auto& p = only(weighed, "event.bombing");
  ASSERT_EQ(p.origins.size(), 1U);
  EXPECT_EQ(p.origins.front().name, "Meridian Press Agency");
}

}  // namespace
}  // namespace gainsay::weigh
