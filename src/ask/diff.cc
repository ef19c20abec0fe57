#include <algorithm>
#include <nlohmann/json.hpp>

#include "ask/ask.h"
#include "base/utf8.h"

namespace gainsay::ask {
namespace {

using Json = nlohmann::ordered_json;

bool begins(std::string_view id, std::string_view start) {
  return id.starts_with(start) || id.substr(id.find(':') + 1).starts_with(start);
}

Result<const ledger::Document*> document_of(const ledger::View& view, std::string_view id) {
  const ledger::Document* found = nullptr;
  std::size_t count = 0;
  for (const auto& document : view.documents) {
    if (document.id == id) return &document;
    if (id.empty() || !begins(document.id, id)) continue;
    if (count++ == 0) found = &document;
  }
  if (count == 1) return found;
  if (count == 0)
    return fail(ErrorCode::not_found,
                "no document's id begins so; `gainsay claims` and `gainsay "
                "show` name documents",
                printable(id));
  return fail(ErrorCode::usage,
              std::to_string(count) + " documents' ids begin so; give more of the id",
              printable(id));
}

// Whether two documents are captures of one page: by address, or by the one that they give
// themselves.
bool same_page(const page::Article& a, const page::Article& b) {
  return a.url == b.url || (!a.canonical.empty() && a.canonical == b.canonical) ||
         (!a.canonical.empty() && a.canonical == b.url) ||
         (!b.canonical.empty() && b.canonical == a.url);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Change change_of(const ledger::Document& earlier, const ledger::Document& later) {
  Change change{.earlier = &earlier, .later = &later, .fields = {}, .text = {}};
  const auto& a = earlier.article;
  const auto& b = later.article;
  const auto compare = [&](const char* field, const std::string& was, const std::string& is) {
    if (was != is) change.fields.push_back({field, was, is});
  };
  compare("title", a.title, b.title);
  compare("published", a.published, b.published);
  compare("authors", joined(a.authors), joined(b.authors));
  compare("outlet", a.outlet, b.outlet);
  compare("canonical", a.canonical, b.canonical);
  compare("language", a.language, b.language);
  if (a.text != b.text) change.text = word_diff(a.text, b.text);
  return change;
}

std::string styled(const char* code, const std::string& text, bool colour) {
  return colour ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
}

std::string removed(const std::string& words, bool colour) {
  return colour ? styled("9;31", words, colour) : "[-" + words + "-]";
}
std::string added(const std::string& words, bool colour) {
  return colour ? styled("1;32", words, colour) : "{+" + words + "+}";
}

// Kept words: those next to a change, the rest left out.
std::string around(std::string_view text, bool first, bool last) {
  constexpr std::size_t kWords = 12;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    at = end;
  }
  const std::size_t behind = first ? 0 : kWords;  // the change before
  const std::size_t before = last ? 0 : kWords;   // the change that follows
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool shown = i < behind || i + before >= words.size() || words.size() <= behind + before;
    if (shown) {
      out += (out.empty() ? "" : " ") + words[i];
    } else if (i == behind) {
      out += out.empty() ? "…" : " …\n    …";
    }
  }
  if (last && words.size() > behind + before) return out.substr(0, out.find('\n'));
  return out;
}

std::string words_of(const std::string& text) {
  std::string out = printable(text);
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string text_lines(const std::vector<Piece>& pieces, bool colour) {
  std::string out = "    ";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    std::string shown;
    if (piece.kind == Kind::kept) {
      // printable() puts all on one line, so it is given each line of what is left.
      const std::string kept = around(piece.text, i == 0, i + 1 == pieces.size());
      const std::size_t line = kept.find('\n');
      shown = words_of(kept.substr(0, line));
      if (line != std::string::npos) shown += "\n    " + words_of(kept.substr(line + 1));
    } else {
      const std::string words = words_of(piece.text);
      shown = piece.kind == Kind::removed ? removed(words, colour) : added(words, colour);
    }
    out += (i == 0 ? "" : " ") + shown;
  }
  return out + "\n";
}

}  // namespace

Result<Changes> find_changes(const ledger::View& view, std::string_view id) {
  const auto named = document_of(view, id);
  if (!named) return tl::make_unexpected(named.error());
  const page::Article& page = (*named)->article;
  Changes out;
  out.page = page.canonical.empty() ? page.url : page.canonical;
  for (const auto& document : view.documents)
    if (same_page(page, document.article)) out.captures.push_back(&document);
  std::ranges::stable_sort(out.captures, {}, [](const auto* d) { return d->captured; });
  for (std::size_t i = 1; i < out.captures.size(); ++i)
    out.changes.push_back(change_of(*out.captures[i - 1], *out.captures[i]));
  return out;
}

std::string changes_text(const Changes& changes, bool colour) {
  std::string out = styled("1", "page", colour) + " " + printable(changes.page) + "\n";
  const auto line_of = [&](const ledger::Document& document) {
    return "  " + document.captured + "  " + styled("2", document.id, colour) + "\n";
  };
  if (!changes.captures.empty()) out += line_of(*changes.captures.front());
  if (changes.changes.empty()) return out + "    the only capture: there is nothing to compare\n";
  for (const auto& change : changes.changes) {
    out += line_of(*change.later);
    for (const auto& field : change.fields) {
      out += "    " + field.field + ":";
      if (!field.earlier.empty()) out += " " + removed(printable(field.earlier), colour);
      if (!field.later.empty()) out += " " + added(printable(field.later), colour);
      out += "\n";
    }
    if (!change.text.empty()) {
      out += text_lines(change.text, colour);
    } else if (change.fields.empty()) {
      out += "    the article is the same; other bytes of the page changed\n";
    }
  }
  return out;
}

std::string changes_jsonl(const Changes& changes) {
  std::string out;
  for (const auto& change : changes.changes) {
    Json json{{"kind", "change"},
              {"page", changes.page},
              {"earlier", change.earlier->id},
              {"later", change.later->id},
              {"earlier_captured", change.earlier->captured},
              {"later_captured", change.later->captured}};
    Json fields = Json::array();
    for (const auto& field : change.fields)
      fields.push_back(
          {{"field", field.field}, {"earlier", field.earlier}, {"later", field.later}});
    json["fields"] = std::move(fields);
    Json text = Json::array();
    for (const auto& piece : change.text) {
      if (piece.kind == Kind::kept) continue;
      const bool gone = piece.kind == Kind::removed;
      const Span& span = gone ? piece.earlier : piece.later;
      text.push_back({{"op", gone ? "removed" : "added"},
                      {"begin", span.begin.value},
                      {"end", span.end.value},
                      {"text", piece.text}});
    }
    json["text"] = std::move(text);
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return out;
}

}  // namespace gainsay::ask
