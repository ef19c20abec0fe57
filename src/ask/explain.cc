#include <algorithm>
#include <cstdio>
#include <span>
#include <vector>

#include "ask/ask.h"
#include "ask/index.h"
#include "text/text.h"

namespace gainsay::ask {
namespace {

bool begins(std::string_view id, std::string_view start) {
  return id.starts_with(start) || id.substr(id.find(':') + 1).starts_with(start);
}

bool within(const std::vector<Span>& spans, const Span& token) {
  return std::ranges::any_of(spans, [&](const Span& span) { return span.contains(token); });
}

// What the assertion took a token for; the narrowest first, since a content may hold its cue.
std::string_view part_of(const read::Assertion& said, const Span& token) {
  if (within(said.cue, token)) return "cue";
  if (within(said.source, token)) return "source";
  if (within(said.content, token)) return "content";
  return within(said.evidence, token) ? "evidence" : "";
}

// "deny > event.killing": each name with its place in the knowledge files.
std::string entries(const std::string& pattern, const read::Reader& reader) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto end = std::min(pattern.find(" > ", at), pattern.size());
    const auto name = pattern.substr(at, end - at);
    at = end + 3;
    const auto entry = reader.entry(name);
    out += "  by:         " + printable(name);
    if (entry) {
      out += "  " + entry->where;
      if (!entry->means.empty()) out += "\n              " + printable(entry->means);
    } else {
      out += "  (the engine's own)";
    }
    out += "\n";
  }
  return out;
}

std::string row(int number, std::string_view word, std::string_view lemma, std::string_view tag,
                std::string_view label, int head, std::string_view entity, std::string_view part) {
  char line[256];
  std::snprintf(line, sizeof line, "  %4d %-20.*s %-16.*s %-6.*s %-10.*s %4d  %-10.*s %.*s", number,
                static_cast<int>(word.size()), word.data(), static_cast<int>(lemma.size()),
                lemma.data(), static_cast<int>(tag.size()), tag.data(),
                static_cast<int>(label.size()), label.data(), head, static_cast<int>(entity.size()),
                entity.data(), static_cast<int>(part.size()), part.data());
  std::string text = line;
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text + "\n";
}

std::string parse_of(const nlp::Analysed& analysed, const read::Assertion& said) {
  std::string out;
  const auto& analysis = analysed.analysis;
  for (const auto& sentence : analysis.sentences) {
    const auto tokens = std::span(analysis.tokens)
                            .subspan(static_cast<std::size_t>(sentence.begin),
                                     static_cast<std::size_t>(sentence.end - sentence.begin));
    if (std::ranges::none_of(
            tokens, [&](const nlp::Token& token) { return !part_of(said, token.span).empty(); }))
      continue;
    out +=
        "\n  word  form                 lemma            tag    label      head  entity     part\n";
    int number = 0;
    for (const auto& token : tokens) {
      ++number;
      if (token.pos == "SPACE") continue;
      const int head =
          token.head == sentence.begin + number - 1 ? 0 : token.head - sentence.begin + 1;
      out += row(number, printable(token.text), printable(token.lemma), token.tag, token.dep, head,
                 token.entity, part_of(said, token.span));
    }
  }
  return out;
}

}  // namespace

Result<std::string> explain(const ledger::View& view, std::string_view id,
                            const nlp::Pipeline& pipeline, const read::Reader& reader) {
  const Index index(view);
  std::vector<std::string_view> found;
  std::vector<const weigh::Assertion*> assertions;
  for (const auto& proposition : view.propositions) {
    if (!begins(proposition.id, id)) continue;
    found.emplace_back(proposition.id);
    assertions = index.assertions_on(proposition.id);
  }
  for (const auto& assertion : view.assertions) {
    if (!begins(assertion.id, id)) continue;
    found.emplace_back(assertion.id);
    assertions = {&assertion};
  }
  if (found.empty())
    return fail(ErrorCode::not_found,
                "is no assertion or proposition of this ledger; `gainsay claims` lists them",
                std::string(id));
  if (found.size() > 1)
    return fail(ErrorCode::usage,
                "begins " + std::to_string(found.size()) + " records; give more of the id",
                std::string(id));
  std::string out;
  for (const auto* assertion : assertions) {
    const auto* document = index.document(assertion->doc);
    const auto* proposition = index.proposition(assertion->proposition);
    if (document == nullptr) continue;
    const auto& said = assertion->said;
    if (!out.empty()) out += "\n";
    out += "assertion " + assertion->id + "\n";
    if (proposition) out += "  says:       " + printable(proposition->text) + "\n";
    out += "  held:       " + std::string(read::name_of(said.epistemic)) + ", by " +
           printable(index.speaker(*assertion)) + " (" + printable(said.act) + ")\n";
    for (const auto& [name, spans] :
         {std::pair{"source", &said.source}, std::pair{"cue", &said.cue},
          std::pair{"content", &said.content}}) {
      const auto words = printable(index.words(assertion->doc, *spans));
      if (words.empty()) continue;
      std::string label = std::string("  ") + name + ":";
      label.resize(14, ' ');
      out += label + words + "\n";
    }
    char confidence[32];
    std::snprintf(confidence, sizeof confidence, "%.2f", said.confidence);
    out += std::string("  confidence: ") + confidence + "\n";
    out += entries(said.pattern, reader);
    auto analysed = pipeline.analyse(text::annotate(document->article));
    reader.prepare(analysed, pipeline);
    out += parse_of(analysed, said);
  }
  return out;
}

}  // namespace gainsay::ask
