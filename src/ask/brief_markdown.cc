#include "ask/ask.h"
#include "ask/brief.h"
#include "ask/status_style.h"

namespace gainsay::ask {
namespace {

// Text of strangers within a line of Markdown (CommonMark 0.30, 2.4): every character that could
// begin markup or HTML is escaped.
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_{}[]<>#|~!&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  // A line's first characters can make it a list or a heading: only "1." and the like are left.
  if (!out.empty() && (out[0] == '-' || out[0] == '+' || out[0] == '=')) out.insert(0, "\\");
  return out;
}

// "sha256:" and enough of the hash for `gainsay show`.
constexpr std::size_t kShortId = 19;

// A web address between "<" and ">": what ends it or a line is percent-encoded.
std::string link(std::string_view label, const std::string& address) {
  std::string safe;
  for (const char c : printable(address)) {
    if (c == '<')
      safe += "%3C";
    else if (c == '>')
      safe += "%3E";
    else if (c == ' ')
      safe += "%20";
    else if (c == '\\')
      safe += "%5C";
    else
      safe += c;
  }
  return "[" + std::string(label) + "](<" + safe + ">)";
}

std::string voice_line(const Index& index, const Voice& voice) {
  std::string line =
      "- **" + escape(voice.speaker) + "** " + std::string(stance_words(*voice.assertion));
  if (!voice.via.empty()) line += ", by way of " + escape(voice.via);
  line += ": “" + escape(voice.quote) + "” — " + escape(source_line(index, *voice.document)) + ", ";
  const std::string url = web_address(*voice.document);
  line += url.empty() ? "`" + voice.document->id.substr(0, kShortId) + "`" : link("page", url);
  return line + "\n";
}

std::string item_text(const Index& index, const Item& item) {
  const auto& proposition = *item.proposition;
  std::string text = "### " + escape(headline(proposition)) + "\n\n";
  text += "`" + std::string(weigh::name_of(proposition.status)) + "` · " + escape(proposition.type);
  for (const auto& part : parts_of(index, proposition)) text += " · " + escape(part);
  text += " · credibility " + std::to_string(proposition.credibility) + " · `" + proposition.id +
          "`\n\n";
  if (!proposition.why.empty()) text += escape(reason(proposition)) + "\n\n";
  for (const auto& voices : item.voices)
    for (const auto& voice : voices) text += voice_line(index, voice);
  return text + "\n";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

std::string brief_markdown(const ledger::View& view, const BriefOptions& options) {
  const Index index(view);
  const Brief brief = make_brief(view, index, options);
  std::string text = "# Brief\n\n" + counted(brief.documents, "document", "documents");
  if (brief.copies) text += " (" + counted(brief.copies, "copy", "copies") + " of others)";
  text += ", " + counted(brief.propositions, "proposition", "propositions") + ", " +
          counted(brief.assertions, "assertion", "assertions") + ".\n\n";
  for (const auto& section : brief.sections) {
    text += "## " + std::string(heading_of(section.status)) + " (" +
            std::to_string(section.items.size() + section.left_out) + ")\n\n*" +
            std::string(meaning_of(section.status)) + "*\n\n";
    for (const auto& item : section.items) text += item_text(index, item);
    if (section.left_out)
      text += "… and " + std::to_string(section.left_out) + " more: `gainsay claims --status " +
              std::string(weigh::name_of(section.status)) + "`\n\n";
  }
  if (!brief.repetitions.empty()) {
    text +=
        "## Repeated\n\n*Told by several documents, coming from one origin: repetition adds no "
        "weight.*\n\n";
    for (const auto& repetition : brief.repetitions)
      text += "- " + escape(headline(*repetition.proposition)) + " — in " +
              counted(repetition.documents, "document", "documents") + ", all from " +
              escape(repetition.origin) + " (`" + repetition.proposition->id + "`)\n";
    text += "\n";
  }
  if (!brief.speakers.empty()) text += "## What else was said\n\n";
  for (const auto& speaker : brief.speakers) {
    text += "### " + escape(speaker.name) + "\n\n";
    for (const auto& voice : speaker.statements) text += voice_line(index, voice);
    if (speaker.left_out) text += "- … and " + std::to_string(speaker.left_out) + " more\n";
    text += "\n";
  }
  if (brief.speakers_left_out)
    text += "… and " + counted(brief.speakers_left_out, "more speaker", "more speakers") +
            ": `gainsay claims --type statement`\n";
  return text;
}

}  // namespace gainsay::ask
