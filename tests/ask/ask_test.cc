#include "ask/ask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../ledger/records.h"

namespace gainsay::ask {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kText;
using testing::make_article;
using testing::make_reading;
using ::testing::Not;
using ::testing::SizeIs;
using testing::span_of;
using weigh::Status;

// What two pages of one attack come to, made by hand: statuses are the test's to choose.
ledger::View make_view() {
  ledger::View view;
  view.documents = {{"sha256:aa1", make_article(kText, "https://courier.example/1", "Orla Courier"),
                     "2021-03-05T08:00:00Z", ""},
                    {"sha256:bb2", make_article(kText, "https://herald.example/2", "Herald"),
                     "2021-03-05T09:00:00Z", "sha256:aa1"}};
  const auto read = make_reading();
  const char* const ids[] = {"actor:front", "actor:residents", "actor:orla"};
  for (std::size_t i = 0; i < read.actors.size(); ++i) {
    resolve::Actor actor;
    actor.id = ids[i];
    actor.type = read.actors[i].type;
    actor.name = read.actors[i].name;
    actor.within = read.actors[i].within;
    actor.anonymous = read.actors[i].anonymous;
    for (const auto& mention : read.actors[i].mentions)
      actor.mentions.push_back({"sha256:aa1", mention.span, mention.text});
    for (const auto& alias : read.actors[i].aliases)
      actor.aliases.push_back({alias.name, alias.script, alias.relation,
                               alias.by ? std::string("actor:residents") : std::string()});
    view.actors.push_back(actor);
  }
  weigh::Proposition attack;
  attack.id = "prop:attack";
  attack.type = "event.attack";
  attack.roles = {
      {"perpetrator", "actor:front", "its fighters", "", span_of(kText, "its fighters")},
      {"target", "", "the post", "", std::nullopt}};
  attack.time = read.propositions[0].time;
  attack.place_text = "Orla";
  attack.place_actor = "actor:orla";
  attack.quantity = read.propositions[0].quantity;
  attack.text = "The Grey Front attacked the post at Orla.";
  attack.status = Status::disputed;
  attack.why = "True: Grey Front [assertion:1, assertion:9]. False: residents [assertion:2].";
  attack.origins = {{"Grey Front", "actor:front", true}, {"Résidents", "actor:residents", false}};
  attack.independent = 1;
  attack.credibility = 4;
  weigh::Proposition remark;
  remark.id = "prop:remark";
  remark.type = "statement";
  remark.text = "The bridge will open, \"soon\".";
  remark.origins = {{"Grey Front", "actor:front", true}};
  view.propositions = {attack, remark};
  const auto add = [&](const char* id, const char* proposition, const char* doc, const char* by,
                       const read::Assertion& said) {
    weigh::Assertion assertion;
    assertion.id = id;
    assertion.proposition = proposition;
    assertion.doc = doc;
    assertion.by = by;
    assertion.said = said;
    view.assertions.push_back(assertion);
  };
  add("assertion:1", "prop:attack", "sha256:aa1", "actor:front", read.assertions[0]);
  add("assertion:2", "prop:attack", "sha256:aa1", "actor:residents", read.assertions[1]);
  add("assertion:3", "prop:remark", "sha256:aa1", "actor:front", read.assertions[0]);
  add("assertion:4", "prop:remark", "sha256:bb2", "actor:front", read.assertions[0]);
  return view;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(Interchange, WritesEveryRecordAsTheDataModelHasIt) {
  const auto view = make_view();
  EXPECT_EQ(to_json(view.actors[2]),
            R"({"kind":"actor","id":"actor:orla","type":"place","name":"Orla",)"
            R"("mentions":[{"doc":"sha256:aa1","begin":54,"end":58,"text":"Orla"}],)"
            R"("within":["Kestrel Valley"]})");
  EXPECT_EQ(
      to_json(view.propositions[0]),
      R"({"kind":"proposition","id":"prop:attack","type":"event.attack","roles":[)"
      R"({"role":"perpetrator","actor":"actor:front","text":"its fighters","begin":20,"end":32},)"
      R"({"role":"target","text":"the post"}],)"
      R"("time":{"text":"3 March","value":"2021-03-03","begin_value":"2021-03-03","end_value":"2021-03-03"},)"
      R"("place":{"text":"Orla","actor":"actor:orla"},)"
      R"("quantity":{"text":"some 22","min":22,"max":24.5,"of":"fighters","approximate":true},)"
      R"("text":"The Grey Front attacked the post at Orla.","status":"disputed",)"
      R"("why":"True: Grey Front [assertion:1, assertion:9]. False: residents [assertion:2].",)"
      R"("origins":[{"name":"Grey Front","actor":"actor:front","party":true},)"
      R"({"name":"Résidents","actor":"actor:residents","party":false}],"independent":1,"credibility":4})");
  EXPECT_EQ(
      to_json(view.assertions[1]),
      R"({"kind":"assertion","id":"assertion:2","proposition":"prop:attack","doc":"sha256:aa1",)"
      R"("by":"actor:residents","act":"deny","epistemic":"false-certain","directness":"indirect",)"
      R"("source":[{"begin":72,"end":89}],"cue":[{"begin":90,"end":96}],)"
      R"("content":[{"begin":97,"end":121}],"evidence":[{"begin":72,"end":121}],"confidence":0.7})");
  const auto document = nlohmann::ordered_json::parse(to_json(view.documents[1]));
  std::vector<std::string> keys;
  for (const auto& [key, value] : document.items()) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("kind", "id", "url", "title", "outlet", "authors", "published",
                                "modified", "section", "captured", "language", "access", "text",
                                "structure", "captions", "agencies", "found_in", "duplicate_of"));
  EXPECT_EQ(document.at("structure").dump(), R"([{"kind":"quotation","begin":0,"end":3}])");
  EXPECT_EQ(document.at("agencies").dump(),
            R"([{"agency":"Meridian","extent":"part","found_in":"contribution"}])");
  EXPECT_EQ(document.at("found_in").dump(), R"({"published":"meta date","title":"h1"})");
}

TEST(Interchange, OfSomeDocumentsHoldsAllThatTheyName) {
  const auto view = make_view();
  std::vector<std::string> ids;
  const std::vector<std::string> wanted{"sha256:bb2", "sha256:none", "sha256:bb2"};
  for (const auto& line : lines_of(records_of(view, wanted)))
    ids.push_back(nlohmann::json::parse(line).at("id"));
  // Of the actors the speaker, and by whom its insult is used; the attack is told elsewhere only.
  EXPECT_THAT(ids, ElementsAre("sha256:bb2", "actor:front", "actor:residents", "prop:remark",
                               "assertion:4"));
}

TEST(Interchange, BrokenTextStaysJson) {
  auto view = make_view();
  view.documents[0].article.title = "\xff\xfe broken \x01";
  EXPECT_TRUE(nlohmann::json::accept(to_json(view.documents[0])));
}

struct FilterCase {
  const char* name;
  Filter filter;
  std::vector<std::string> ids;
};

TEST(Claims, AreFoundByEveryFilter) {
  const auto view = make_view();
  const std::vector<std::string> both{"prop:attack", "prop:remark"};
  const std::vector<std::string> attack{"prop:attack"};
  const std::vector<std::string> none;
  const std::vector<FilterCase> cases{
      {"nothing asked", {}, both},
      {"actor by alias", {.actor = "gf"}, both},
      {"actor by part of a name", {.actor = "residents"}, attack},
      {"actor by id", {.actor = "actor:residents"}, attack},
      {"role's words", {.actor = "fighters"}, attack},
      {"no part of a word", {.actor = "resid"}, none},
      {"type", {.type = "event.attack"}, attack},
      {"family of types", {.type = "event"}, attack},
      {"no part of a type", {.type = "event.att"}, none},
      {"status", {.status = Status::unverified}, {"prop:remark"}},
      {"place", {.place = "Orla"}, attack},
      {"what the place lies in", {.place = "kestrel valley"}, attack},
      {"since the day", {.type = "event", .since = "2021-03-03"}, attack},
      {"since the day after", {.type = "event", .since = "2021-03-04"}, none},
      {"until a month", {.type = "event", .until = "2021-03"}, attack},
      {"until the year before", {.until = "2020"}, none},
      {"without a time, when it was told", {.since = "2021-03-04"}, {"prop:remark"}},
      {"document", {.document = "sha256:bb"}, {"prop:remark"}},
      {"document without prefix", {.document = "bb2"}, {"prop:remark"}},
  };
  for (const auto& row : cases) {
    std::vector<std::string> ids;
    for (const auto& claim : find_claims(view, row.filter)) ids.push_back(claim.proposition->id);
    EXPECT_EQ(ids, row.ids) << row.name;
  }
}

TEST(Claims, CsvQuotesByRfc4180) {
  const auto view = make_view();
  const std::string csv = claims_csv(view, find_claims(view, {.type = "statement"}));
  EXPECT_THAT(csv, HasSubstr("id,status,credibility,type,date,place,text,true,false,unknown,"
                             "evidence,documents\r\n"));
  EXPECT_THAT(csv, HasSubstr(",\"The bridge will open, \"\"soon\"\".\",Grey Front,,,"));
  EXPECT_TRUE(csv.ends_with(",2\r\n"));
}

TEST(Claims, TableFitsTheTerminalAndIsWholeElsewhere) {
  const auto view = make_view();
  const auto claims = find_claims(view, {});
  for (const auto& line :
       lines_of(claims_table(view, claims, {.terminal = true, .colour = false, .columns = 70})))
    EXPECT_LE(count_code_points(line), 70U) << line;
  const std::string whole = claims_table(view, claims, {});
  EXPECT_THAT(whole, HasSubstr("\tThe Grey Front attacked the post at Orla.\tGrey Front\tRésidents "
                               "of Orla\t"));
  EXPECT_THAT(whole, Not(HasSubstr("\x1b")));
}

TEST(Brief, SaysWhatIsHeldByWhomFromWhichWords) {
  const std::string brief = brief_markdown(make_view(), {});
  EXPECT_THAT(brief, HasSubstr("2 documents (1 copy of others), 2 propositions, 4 assertions."));
  EXPECT_THAT(brief, HasSubstr("## Disputed (1)"));
  EXPECT_THAT(brief, HasSubstr("### The Grey Front attacked the post at Orla."));
  EXPECT_THAT(brief, HasSubstr("- **Grey Front** holds it true: “The Grey Front said its fighters "
                               "attacked the post at Orla” — Orla Courier, 2021-03-04, "
                               "[page](<https://courier.example/1>)"));
  EXPECT_THAT(brief, HasSubstr("- **Résidents of Orla** holds it false: “Résidents of Orla denied "
                               "that the attack happened”"));
  EXPECT_THAT(brief, HasSubstr("True: Grey Front (2 sentences). False: residents (1 sentence)."));
  EXPECT_THAT(brief,
              HasSubstr("perpetrator: Grey Front · target: the post · number: some 22 fighters "
                        "· when: 2021-03-03 · where: Orla · credibility 4"));
  EXPECT_THAT(brief, HasSubstr("## Repeated"));
  EXPECT_THAT(brief, HasSubstr("in 2 documents, all from Grey Front"));
  EXPECT_THAT(brief, HasSubstr("## What else was said"));
}

TEST(Brief, SaysWhatItLeavesOut) {
  EXPECT_THAT(brief_markdown(make_view(), {.most = 0}),
              HasSubstr("… and 1 more: `gainsay claims --status disputed`"));
}

// A page's author chooses all of these words.
ledger::View make_hostile_view() {
  auto view = make_view();
  const std::string evil =
      "<script>alert(1)</script>\x1b[31m\u202e\" onload='x' `**[a](javascript:x)";
  auto& article = view.documents[0].article;
  article.text = evil + article.text;
  article.title = article.outlet = evil;
  article.url = "javascript:alert(1)";
  view.documents[1].article.url = "https://herald.example/\"><img src=x> y";
  for (auto& actor : view.actors) actor.name = evil;
  for (auto& proposition : view.propositions) {
    proposition.text = proposition.why = proposition.place_text = evil;
    proposition.type = "event." + evil;
  }
  for (auto& assertion : view.assertions)
    if (assertion.doc == "sha256:aa1") assertion.said.evidence = {make_span(0, 60)};
  return view;
}

TEST(Brief, HtmlEscapesWhatPagesSay) {
  const std::string html = brief_html(make_hostile_view(), {});
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript:")));
  EXPECT_THAT(html, Not(HasSubstr("onload='")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, Not(HasSubstr("\u202e")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
}

TEST(Brief, MarkdownEscapesWhatPagesSay) {
  std::string markdown = brief_markdown(make_hostile_view(), {});
  // What is left when escaped characters are taken away is markup.
  for (auto at = markdown.find('\\'); at != std::string::npos; at = markdown.find('\\', at))
    markdown.erase(at, 2);
  EXPECT_THAT(markdown, Not(HasSubstr("<script")));
  EXPECT_THAT(markdown, Not(HasSubstr("[a](")));
  EXPECT_THAT(markdown, Not(HasSubstr("](<javascript")));
  EXPECT_THAT(markdown, Not(HasSubstr("\x1b")));
  EXPECT_THAT(markdown, Not(HasSubstr("<img")));
}

TEST(Brief, HtmlLinksEveryQuotationToItsSentence) {
  const std::string html = brief_html(make_view(), {});
  for (std::size_t at = html.find("href=\"#"); at != std::string::npos;
       at = html.find("href=\"#", at + 1)) {
    const std::string target = html.substr(at + 7, html.find('"', at + 7) - at - 7);
    EXPECT_THAT(html, HasSubstr("id=\"" + target + "\""));
  }
  EXPECT_THAT(html, HasSubstr("<mark>Résidents of Orla denied that the attack happened</mark>."));
  EXPECT_THAT(html, HasSubstr("<mark>The Grey Front said its fighters attacked the post at "
                              "Orla</mark> on 3 March.</p>\n<p>"));
}

TEST(Show, GivesARecordByAnyStartOfItsId) {
  const auto view = make_view();
  const auto shown = show(view, "prop:att", false);
  ASSERT_TRUE(shown);
  EXPECT_EQ(*show(view, "attack", false), *shown);
  EXPECT_THAT(*shown, HasSubstr("The Grey Front attacked the post at Orla."));
  EXPECT_THAT(*shown, HasSubstr("»The Grey Front said its fighters attacked the post at Orla« on 3 "
                                "March.\n"));
  EXPECT_THAT(*shown, HasSubstr("»Résidents of Orla denied that the attack happened«."));
  EXPECT_THAT(*show(view, "actor:orla", false), HasSubstr("within:       Kestrel Valley"));
  EXPECT_THAT(*show(view, "sha256:aa1", false), HasSubstr("https://courier.example/1"));
  EXPECT_THAT(*show(view, "assertion:2", true), HasSubstr("\x1b[1;33mRésidents of Orla denied"));
}

TEST(Show, SaysWhenNoneOrSeveralBeginSo) {
  const auto view = make_view();
  EXPECT_EQ(show(view, "zz", false).error().code, ErrorCode::not_found);
  EXPECT_EQ(show(view, "", false).error().code, ErrorCode::not_found);
  const auto several = show(view, "prop:", false);
  EXPECT_EQ(several.error().code, ErrorCode::usage);
  EXPECT_THAT(several.error().what, HasSubstr("prop:attack and prop:remark"));
}

TEST(Printable, HasNoControlsAndNoTricks) {
  EXPECT_EQ(printable("a\x1b[31mb\tc\nd"), "a [31mb c d");
  EXPECT_EQ(printable("x\u202ey\u200bz"), "xyz");
  EXPECT_EQ(printable("Журавль \xff"), "Журавль \ufffd");
}

}  // namespace
}  // namespace gainsay::ask
