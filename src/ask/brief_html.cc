#include <algorithm>
#include <map>
#include <set>

#include "ask/ask.h"
#include "ask/brief.h"
#include "ask/brief_style.h"
#include "ask/status_style.h"

namespace gainsay::ask {
namespace {

// Text of strangers, in element content or a quoted attribute.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// `label` alone for an empty address.
std::string link(std::string_view label, const std::string& address) {
  if (address.empty()) return escape(label);
  return "<a href=\"" + escape(address) + "\" rel=\"noreferrer noopener nofollow\">" +
         escape(label) + "</a>";
}

// An element's id from a record's: ids hold letters, digits and one colon.
std::string anchor(std::string_view id) {
  std::string out;
  for (const char c : id) out += c == ':' ? '-' : c;
  return escape(out);
}

// The documents that the page quotes, and which assertions point into them.
class Quoted {
 public:
  void add(const Voice& voice) {
    auto& assertions = assertions_[voice.document];
    if (std::ranges::find(assertions, voice.assertion) == assertions.end())
      assertions.push_back(voice.assertion);
  }
  [[nodiscard]] const std::vector<const weigh::Assertion*>* of(
      const ledger::Document& document) const {
    const auto at = assertions_.find(&document);
    return at == assertions_.end() ? nullptr : &at->second;
  }

 private:
  std::map<const ledger::Document*, std::vector<const weigh::Assertion*>> assertions_;
};

// A document's text with the quoted words marked, each assertion's anchor where its words begin.
std::string marked_text(const ledger::Document& document,
                        const std::vector<const weigh::Assertion*>& assertions) {
  const std::string& text = document.article.text;
  const TextIndex index(text);
  std::map<std::uint32_t, std::vector<std::string>> anchors;  // by offset
  std::map<std::uint32_t, int> changes;                       // how many quotations begin less end
  std::set<std::uint32_t> cuts{0, index.size().value};
  for (const auto* assertion : assertions) {
    const auto& evidence = assertion->said.evidence;
    if (evidence.empty()) continue;
    anchors[evidence.front().begin.value].push_back(anchor(assertion->id));
    for (const Span& span : evidence) {
      ++changes[span.begin.value];
      --changes[span.end.value];
      cuts.insert(span.begin.value);
      cuts.insert(span.end.value);
    }
  }
  for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n", at + 2))
    cuts.insert(index.char_of(ByteOffset{static_cast<std::uint32_t>(at)}).value);
  std::string out = "<p>";
  int depth = 0;
  for (auto cut = cuts.begin(); cut != cuts.end() && std::next(cut) != cuts.end(); ++cut) {
    std::string_view words = index.words(make_span(*cut, *std::next(cut)));
    if (words.starts_with("\n\n")) {
      out += "</p>\n<p>";
      words.remove_prefix(2);
    }
    if (const auto at = changes.find(*cut); at != changes.end()) depth += at->second;
    if (const auto at = anchors.find(*cut); at != anchors.end())
      for (const auto& id : at->second) out += "<span class=\"anchor\" id=\"" + id + "\"></span>";
    const std::string escaped = escape(words);
    out += depth > 0 ? "<mark>" + escaped + "</mark>" : escaped;
  }
  return out + "</p>";
}

std::string voice_html(const Index& index, const Voice& voice) {
  std::string html = "<li><blockquote><a href=\"#" + anchor(voice.assertion->id) + "\">" +
                     escape(voice.quote) + "</a></blockquote><p class=\"by\"><b>" +
                     escape(voice.speaker) + "</b> " + std::string(stance_words(*voice.assertion));
  if (!voice.via.empty()) html += ", by way of " + escape(voice.via);
  html += " <span class=\"where\">" + escape(source_line(index, *voice.document));
  if (const std::string url = web_address(*voice.document); !url.empty())
    html += " · " + link("page", url);
  return html + "</span></p></li>\n";
}

std::string badge(weigh::Status status) {
  const std::string name(weigh::name_of(status));
  return "<span class=\"badge " + name + "\">" + name + "</span>";
}

std::string item_html(const Index& index, const Item& item) {
  const auto& proposition = *item.proposition;
  std::string html = "<article id=\"" + anchor(proposition.id) + "\" class=\"" +
                     std::string(weigh::name_of(proposition.status)) + "\">\n<h3>" +
                     escape(headline(proposition)) + "</h3>\n<p class=\"facts\">" +
                     badge(proposition.status) + " <span>" + escape(proposition.type) + "</span>";
  for (const auto& part : parts_of(index, proposition))
    html += " <span>" + escape(part) + "</span>";
  html += " <span>credibility " + std::to_string(proposition.credibility) + " of 6</span>";
  if (item.documents > 1) html += " <span>" + std::to_string(item.documents) + " documents</span>";
  html += "</p>\n";
  if (!proposition.why.empty())
    html += "<p class=\"why\">" + escape(reason(proposition)) + "</p>\n";
  html += "<div class=\"stances\">\n";
  for (const auto stance : {Stance::holds_true, Stance::holds_false, Stance::leaves_open}) {
    const auto& voices = item.voices[static_cast<std::size_t>(stance)];
    if (voices.empty()) continue;
    html += "<section class=\"stance s" + std::to_string(static_cast<int>(stance)) + "\"><h4>" +
            std::string(heading_of(stance)) + "</h4><ul>\n";
    for (const auto& voice : voices) html += voice_html(index, voice);
    html += "</ul></section>\n";
  }
  return html + "</div>\n<p class=\"id\">" + escape(proposition.id) + "</p>\n</article>\n";
}

std::string header_html(const Brief& brief) {
  const auto stat = [](std::size_t count, std::string_view what) {
    return "<div><b>" + std::to_string(count) + "</b> " + std::string(what) + "</div>";
  };
  std::string html =
      "<header>\n<h1>Brief</h1>\n<p class=\"lead\">Who says what, from which words, "
      "and how much stands behind it.</p>\n<div class=\"stats\">" +
      stat(brief.documents, "documents") + stat(brief.copies, "of them copies") +
      stat(brief.propositions, "propositions") + stat(brief.assertions, "assertions") + "</div>\n";
  html += "<div class=\"bar\" aria-hidden=\"true\">";
  for (const auto& section : brief.sections)
    html += "<i class=\"" + std::string(weigh::name_of(section.status)) +
            "\" style=\"flex-grow:" + std::to_string(section.items.size() + section.left_out) +
            "\"></i>";
  html += "</div>\n<nav>";
  for (const auto& section : brief.sections) {
    const std::string name(weigh::name_of(section.status));
    html.append("<a href=\"#").append(name).append("\" class=\"").append(name).append("\">");
    html += std::string(heading_of(section.status)) + " <b>" +
            std::to_string(section.items.size() + section.left_out) + "</b></a>";
  }
  if (!brief.repetitions.empty())
    html += "<a href=\"#repeated\">Repeated <b>" + std::to_string(brief.repetitions.size()) +
            "</b></a>";
  if (!brief.speakers.empty()) html += "<a href=\"#said\">What else was said</a>";
  return html + "<a href=\"#documents\">Documents</a></nav>\n</header>\n";
}

std::string repetitions_html(const Brief& brief) {
  if (brief.repetitions.empty()) return {};
  std::set<const weigh::Proposition*> shown;
  for (const auto& section : brief.sections)
    for (const auto& item : section.items) shown.insert(item.proposition);
  std::string html =
      "<section id=\"repeated\"><h2>Repeated</h2>\n<p class=\"meaning\">Told by several documents, "
      "coming from one origin: repetition adds no weight.</p><ul class=\"plain\">\n";
  for (const auto& [proposition, documents, origin] : brief.repetitions) {
    const std::string text = escape(headline(*proposition));
    html += "<li>" + badge(proposition->status) + " ";
    html += shown.contains(proposition)
                ? "<a href=\"#" + anchor(proposition->id) + "\">" + text + "</a>"
                : text;
    html += " <span class=\"where\">in " + std::to_string(documents) + " documents, all from " +
            escape(origin) + "</span></li>\n";
  }
  return html + "</ul></section>\n";
}

std::string speakers_html(const Index& index, const Brief& brief) {
  if (brief.speakers.empty()) return {};
  std::string html = "<section id=\"said\"><h2>What else was said</h2>\n";
  for (const auto& speaker : brief.speakers) {
    html += "<details><summary>" + escape(speaker.name) + " <b>" +
            std::to_string(speaker.statements.size() + speaker.left_out) +
            "</b></summary><ul class=\"voices\">\n";
    for (const auto& voice : speaker.statements) html += voice_html(index, voice);
    html += "</ul></details>\n";
  }
  if (brief.speakers_left_out)
    html += "<p class=\"more\">… and " + std::to_string(brief.speakers_left_out) +
            " more speakers</p>\n";
  return html + "</section>\n";
}

std::string documents_html(const ledger::View& view, const Index& index, const Quoted& quoted) {
  std::string html =
      "<section id=\"documents\"><h2>Documents</h2>\n<p class=\"meaning\">The texts "
      "that the sentences above stand in, as captured.</p>\n";
  for (const auto& document : view.documents) {
    const auto* assertions = quoted.of(document);
    if (!assertions) continue;
    const auto& article = document.article;
    html += "<article class=\"page\" id=\"" + anchor(document.id) + "\"><h3>" +
            escape(article.title.empty() ? index.source_name(document) : article.title) +
            "</h3><p class=\"facts\"><span>" + escape(source_line(index, document)) +
            "</span> <span>captured " + escape(document.captured) + "</span> <span>" +
            link(article.url, web_address(document)) + "</span></p>\n" +
            marked_text(document, *assertions) + "<p class=\"id\">" + escape(document.id) +
            "</p></article>\n";
  }
  return html + "</section>\n";
}

}  // namespace

std::string brief_html(const ledger::View& view, const BriefOptions& options) {
  const Index index(view);
  const Brief brief = make_brief(view, index, options);
  Quoted quoted;
  for (const auto& section : brief.sections)
    for (const auto& item : section.items)
      for (const auto& voices : item.voices)
        for (const auto& voice : voices) quoted.add(voice);
  for (const auto& speaker : brief.speakers)
    for (const auto& voice : speaker.statements) quoted.add(voice);

  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      // Nothing is loaded or run, whatever slipped through.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Brief</title>\n<style>\n" +
      std::string(kBriefStyle) + "</style>\n</head>\n<body>\n<main>\n" + header_html(brief);
  for (const auto& section : brief.sections) {
    const std::string name(weigh::name_of(section.status));
    html.append("<section id=\"").append(name).append("\"><h2 class=\"").append(name).append("\">");
    html += std::string(heading_of(section.status)) + "</h2>\n<p class=\"meaning\">" +
            std::string(meaning_of(section.status)) + "</p>\n";
    for (const auto& item : section.items) html += item_html(index, item);
    if (section.left_out)
      html += "<p class=\"more\">… and " + std::to_string(section.left_out) +
              " more: <code>gainsay claims --status " + name + "</code></p>\n";
    html += "</section>\n";
  }
  html +=
      repetitions_html(brief) + speakers_html(index, brief) + documents_html(view, index, quoted);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace gainsay::ask
