#include <algorithm>
#include <array>
#include <cstdio>

#include "ask/ask.h"
#include "ask/brief.h"
#include "ask/index.h"
#include "ask/status_style.h"
#include "base/try.h"

namespace gainsay::ask {
namespace {

class Page {
 public:
  explicit Page(bool colour) : colour_(colour) {}

  void heading(std::string_view kind, std::string_view id) {
    text_ += bold(std::string(kind)) + " " + std::string(id) + "\n";
  }
  // Nothing for a field that is not known.
  void field(std::string_view name, std::string_view value) {
    const std::string shown = printable(value);
    if (shown.empty()) return;
    std::string label = "  " + std::string(name) + ":";
    label.resize(std::max<std::size_t>(label.size() + 1, 16), ' ');
    text_ += label + shown + "\n";
  }
  void line(const std::string& line) { text_ += line + "\n"; }
  [[nodiscard]] std::string bold(const std::string& text) const { return styled("1", text); }
  [[nodiscard]] std::string dim(const std::string& text) const { return styled("2", text); }
  [[nodiscard]] std::string marked(const std::string& text) const {
    return colour_ ? styled("1;33", text) : "»" + text + "«";
  }
  [[nodiscard]] std::string status(weigh::Status status) const {
    const std::string name(weigh::name_of(status));
    return colour_ ? terminal_colour(status) + name + "\x1b[0m" : name;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] std::string styled(const char* code, const std::string& text) const {
    return colour_ ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
  }
  bool colour_;
  std::string text_;
};

// The paragraphs that spans stand in, with the words of the spans marked.
std::string in_context(const Page& page, std::string_view text, std::vector<Span> spans) {
  const TextIndex index(text);
  std::ranges::sort(spans);
  std::string out;
  std::size_t at = 0;  // bytes of `text` that were written or passed over
  for (const Span& span : spans) {
    const std::size_t begin = index.byte_of(span.begin).value;
    const std::size_t end = index.byte_of(span.end).value;
    if (begin < at || end > text.size()) continue;  // overlaps the one before
    const std::size_t break_before = text.substr(0, begin).rfind("\n\n");
    const std::size_t paragraph = break_before == std::string_view::npos ? 0 : break_before + 2;
    if (paragraph > at && at > 0) {
      const std::size_t rest = std::min(text.find("\n\n", at), text.size());
      out += printable(text.substr(at, rest - at)) + "\n    ";
    }
    const std::size_t from = std::max(at, paragraph);
    out += printable(text.substr(from, begin - from)) +
           page.marked(printable(text.substr(begin, end - begin)));
    at = end;
  }
  const std::size_t rest = std::min(text.find("\n\n", at), text.size());
  return out + printable(text.substr(at, rest - at));
}

void show_voice(Page& page, const Index& index, const weigh::Assertion& assertion) {
  const auto* document = index.document(assertion.doc);
  std::string who = "  " + page.bold(printable(index.speaker(assertion))) + " " +
                    std::string(stance_words(assertion)) + " (" + printable(assertion.said.act) +
                    ")";
  for (const auto& id : assertion.via)
    if (const auto* via = index.actor(id)) who += ", by way of " + printable(via->name);
  page.line(who);
  if (!document) return;
  page.line("    " + in_context(page, document->article.text, assertion.said.evidence));
  page.line("    " + page.dim(printable(source_line(index, *document)) + "  " +
                              printable(document->article.url) + "  " + assertion.id));
}

// "36.20124, 37.16117 (geonames.org/170063)"
std::string in_degrees(const read::Location& location) {
  std::array<char, 64> degrees{};
  std::snprintf(degrees.data(), degrees.size(), "%.5f, %.5f", location.lat, location.lon);
  std::string text = degrees.data();
  if (location.geonames) text += " (geonames.org/" + std::to_string(*location.geonames) + ")";
  return text;
}

void show(Page& page, const Index& index, const weigh::Proposition& proposition) {
  page.heading("proposition", proposition.id);
  page.field("says", proposition.text);
  page.field("type", proposition.type);
  page.line("  status:       " + page.status(proposition.status) + ", credibility " +
            std::to_string(proposition.credibility) + " of 6");
  page.field("why", proposition.why);
  page.field("when", when(proposition));
  page.field("where", proposition.place_text);
  if (proposition.location) page.field("at", in_degrees(*proposition.location));
  if (proposition.quantity) {
    const auto& quantity = *proposition.quantity;
    page.field("how many", quantity.text + (quantity.of.empty() ? "" : " (" + quantity.of + ")"));
  }
  for (const auto& role : proposition.roles) {
    const auto* actor = index.actor(role.actor);
    std::string filler = role.text.empty() ? role.value : role.text;
    if (actor) filler += " = " + actor->name + "  " + actor->id;
    page.field(role.role, filler);
  }
  for (const auto& origin : proposition.origins)
    page.field("origin", origin.name + (origin.party ? " (a party to it)" : ""));
  page.line("");
  for (const auto* assertion : index.assertions_on(proposition.id))
    show_voice(page, index, *assertion);
}

void show(Page& page, const Index& index, const weigh::Assertion& assertion) {
  page.heading("assertion", assertion.id);
  const auto* proposition = index.proposition(assertion.proposition);
  if (proposition) {
    page.field("of", proposition->text);
    page.field("", proposition->id);
  }
  page.field("epistemic", read::name_of(assertion.said.epistemic));
  page.field("directness", read::name_of(assertion.said.directness));
  page.field("source", index.words(assertion.doc, assertion.said.source));
  page.field("cue", index.words(assertion.doc, assertion.said.cue));
  page.field("content", index.words(assertion.doc, assertion.said.content));
  page.field("pattern", assertion.said.pattern);
  page.field("by", assertion.by);
  page.line("");
  show_voice(page, index, assertion);
}

void show(Page& page, const ledger::View& view, const Index& index, const resolve::Actor& actor) {
  page.heading("actor", actor.id);
  page.field("name", actor.name);
  page.field("type", read::name_of(actor.type));
  for (const auto& alias : actor.aliases) {
    const auto* by = index.actor(alias.by);
    page.field("also", alias.name + " (" + std::string(read::name_of(alias.relation)) +
                           (by ? ", by " + by->name : "") + ")");
  }
  for (const auto& within : actor.within) {
    const auto* place = index.actor(within);
    page.field("within", place ? place->name : within);
  }
  for (const auto& conflict : actor.party_to) page.field("party to", conflict);
  std::string_view last;
  for (const auto& mention : actor.mentions) {
    if (mention.doc == last) continue;
    last = mention.doc;
    const auto* document = index.document(mention.doc);
    if (!document) continue;
    page.line("");
    page.line("  " + page.dim(printable(source_line(index, *document)) + "  " + document->id));
    page.line("    " + in_context(page, document->article.text, {mention.span}));
  }
  page.line("");
  for (const auto& assertion : view.assertions)
    if (assertion.by == actor.id) show_voice(page, index, assertion);
}

void show(Page& page, const ledger::View& view, const Index& index,
          const ledger::Document& document) {
  const auto& article = document.article;
  page.heading("document", document.id);
  page.field("title", article.title);
  page.field("outlet", article.outlet);
  for (const auto& author : article.authors) page.field("author", author);
  for (const auto& credit : article.agencies) {
    const bool whole = credit.extent == page::AgencyCredit::Extent::whole;
    page.field(whole ? "agency" : "with", credit.agency);
  }
  page.field("published", article.published);
  page.field("modified", article.modified);
  page.field("section", article.section);
  page.field("captured", document.captured);
  page.field("language", article.language);
  if (!article.access.empty())
    page.field("access", article.access + ": what follows may be the beginning only");
  page.field("url", article.url);
  page.field("canonical", article.canonical);
  page.field("duplicate of", document.duplicate_of);
  if (document.feed) {
    const auto& [name, url] = document.feed->source;
    page.field("found in", document.feed->feed);
    page.field("taken from", name + (!name.empty() && !url.empty() ? ", " : "") + url);
  }
  for (const auto& caption : article.captions) page.field("caption", caption);
  page.line("");
  for (std::size_t at = 0; at < article.text.size();) {
    const std::size_t end = std::min(article.text.find("\n\n", at), article.text.size());
    page.line("  " + printable(std::string_view(article.text).substr(at, end - at)));
    page.line("");
    at = end + 2;
  }
  for (const auto& assertion : view.assertions) {
    if (assertion.doc != document.id) continue;
    const auto* proposition = index.proposition(assertion.proposition);
    page.line("  " + page.bold(printable(index.speaker(assertion))) + " " +
              std::string(stance_words(assertion)) + ": " +
              (proposition ? printable(proposition->text) : std::string()) + "  " +
              page.dim(assertion.id));
  }
}

// `start` begins `id`, or what stands behind its colon.
bool begins(std::string_view id, std::string_view start) {
  return id.starts_with(start) || id.substr(id.find(':') + 1).starts_with(start);
}

}  // namespace

Result<std::string> show(const ledger::View& view, std::string_view id, bool colour) {
  const Index index(view);
  std::vector<std::string> found;
  std::string shown;
  const auto consider = [&](const auto& records, auto render) {
    for (const auto& record : records) {
      if (!begins(record.id, id)) continue;
      if (found.empty()) {
        Page page(colour);
        render(page, record);
        shown = page.take();
      }
      found.push_back(record.id);
    }
  };
  consider(view.documents, [&](Page& page, const auto& r) { show(page, view, index, r); });
  consider(view.actors, [&](Page& page, const auto& r) { show(page, view, index, r); });
  consider(view.propositions, [&](Page& page, const auto& r) { show(page, index, r); });
  consider(view.assertions, [&](Page& page, const auto& r) { show(page, index, r); });
  const bool exact = std::ranges::find(found, id) != found.end();
  if (found.empty() || id.empty())
    return fail(ErrorCode::not_found, "no record's id begins so; `gainsay claims` lists ids",
                printable(id));
  if (found.size() > 1 && !exact)
    return fail(ErrorCode::usage,
                std::to_string(found.size()) + " records begin so, such as " + found[0] + " and " +
                    found[1] + "; give more of the id",
                printable(id));
  return shown;
}

}  // namespace gainsay::ask
