// An analysis as CoNLL-U (universaldependencies.org/format.html) and as the JSON of spaCy's
// Doc.to_json.
#include <algorithm>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "nlp/characters.h"
#include "nlp/nlp.h"

namespace gainsay::nlp {
namespace {

constexpr TokenIndex kNone = -1;

std::string field(std::string_view text) { return text.empty() ? "_" : to_nfc(text); }

// White space as UDPipe's SpacesAfter writes it.
std::string escaped_space(std::string_view space) {
  std::string out;
  for (std::size_t at = 0; at < space.size();) {
    const char32_t c = next_code_point(space, at);
    switch (c) {
      case U' ':
        out += "\\s";
        break;
      case U'\n':
        out += "\\n";
        break;
      case U'\r':
        out += "\\r";
        break;
      case U'\t':
        out += "\\t";
        break;
      case U'\\':
        out += "\\\\";
        break;
      case U'|':
        out += "\\p";
        break;
      case U'\u00A0':
        out += "\\u00A0";
        break;
      default:
        // Other kinds of space are so rare that their kind may go: a column holds none.
        out += is_space(c) ? "\\s" : std::string();
        if (!is_space(c)) append_utf8(out, c);
    }
  }
  return out;
}

bool is_word(const Token& token) { return !is_all_space(token.text); }

// The words of one sentence in their new order: white space has no line in CoNLL-U.
class Sentence {
 public:
  Sentence(const Analysis& analysis, const TokenRange& range) : analysis_(analysis) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (is_word(at(i))) words_.push_back(i);
    }
    for (const TokenIndex word : words_) {
      if (head_of(word) == kNone && root_ == kNone) root_ = word;
    }
  }

  [[nodiscard]] const std::vector<TokenIndex>& words() const { return words_; }
  [[nodiscard]] const Token& at(TokenIndex i) const {
    return analysis_.tokens[static_cast<std::size_t>(i)];
  }

  // 0 for the root; one root, to which the words of others are attached.
  [[nodiscard]] std::size_t new_head(TokenIndex word) const {
    const TokenIndex head = head_of(word);
    if (head != kNone) return number_of(head);
    return word == root_ ? 0 : number_of(root_);
  }

 private:
  const Analysis& analysis_;
  std::vector<TokenIndex> words_;
  TokenIndex root_ = kNone;

  // The nearest word above; none for a root, or where only white space of this sentence is above.
  [[nodiscard]] TokenIndex head_of(TokenIndex word) const {
    TokenIndex head = at(word).head;
    TokenIndex last = word;
    while (head != last && !is_word(at(head))) {
      last = head;
      head = at(head).head;
    }
    const bool inside = std::ranges::binary_search(words_, head);
    return head == last || !inside ? kNone : head;
  }
  [[nodiscard]] std::size_t number_of(TokenIndex word) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(words_, word) - words_.begin()) + 1;
  }
};

class ConlluWriter {
 public:
  ConlluWriter(std::string_view text, const Analysis& analysis, std::string_view id,
               std::size_t number)
      : index_(text), analysis_(analysis), number_(number) {
    // A name is one line.
    id_ = to_nfc(id);
    std::ranges::replace_if(
        id_, [](char c) { return c >= 0 && c < ' '; }, ' ');
    for (const auto& token : analysis.tokens) {
      if (is_word(token)) words_.push_back(&token);
    }
  }

  [[nodiscard]] std::string write() {
    bool parsed = false;
    for (const Token& token : analysis_.tokens) parsed = parsed || !token.dep.empty();
    for (const TokenRange& range : analysis_.sentences) {
      const Sentence sentence(analysis_, range);
      if (!sentence.words().empty()) add(sentence, parsed);
    }
    return std::move(out_);
  }

 private:
  TextIndex index_;
  const Analysis& analysis_;
  std::size_t number_;
  std::string id_;
  std::vector<const Token*> words_;  // of the whole text
  std::size_t next_ = 0;             // the word after the one that is being written
  std::size_t sentences_ = 0;
  std::string out_;

  // What stands between a word and the next one, or the text's end.
  [[nodiscard]] std::string_view space_after(const Token& word) const {
    const auto end = next_ < words_.size() ? words_[next_]->span.begin : index_.size();
    return index_.words({word.span.end, end});
  }

  void add(const Sentence& sentence, bool parsed) {
    if (sentences_++ == 0) out_.append("# newdoc id = ").append(id_).append("\n");
    out_ += "# sent_id = " + std::to_string(number_) + "-" + std::to_string(sentences_) + "\n";
    std::string text;
    std::string rows;
    std::size_t id = 0;
    for (const TokenIndex i : sentence.words()) {
      const Token& word = sentence.at(i);
      ++next_;
      const auto space = space_after(word);
      text += field(word.text);
      if (!space.empty() && i != sentence.words().back()) text += ' ';
      rows +=
          std::to_string(++id) + '\t' + row(sentence, i, parsed) + '\t' + misc(word, space) + '\n';
    }
    out_.append("# text = ").append(text).append("\n").append(rows).append("\n");
  }

  [[nodiscard]] static std::string row(const Sentence& sentence, TokenIndex i, bool parsed) {
    const Token& word = sentence.at(i);
    std::string out = field(word.text);
    for (const auto* value : {&word.lemma, &word.pos, &word.tag, &word.morph}) {
      out.append("\t").append(field(*value));
    }
    if (!parsed) return out + "\t_\t_\t_";
    const std::size_t head = sentence.new_head(i);
    const std::string label = head == 0 ? "root" : word.dep == "ROOT" ? "dep" : field(word.dep);
    return out + '\t' + std::to_string(head) + '\t' + label + "\t_";
  }

  [[nodiscard]] static std::string misc(const Token& word, std::string_view space) {
    std::string out;
    if (!word.entity.empty()) out = (word.entity_begins ? "NER=B-" : "NER=I-") + word.entity;
    const auto add = [&](const std::string& one) { out += (out.empty() ? "" : "|") + one; };
    if (space.empty()) add("SpaceAfter=No");
    if (!space.empty() && space != " ") add("SpacesAfter=" + escaped_space(space));
    return field(out);
  }
};

void quote(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out.append("\\u00").append({kDigits[byte >> 4U], kDigits[byte & 15U]});
    } else {
      out += c;
    }
  }
  out += '"';
}

void add_string(std::string_view key, std::string_view value, std::string& out) {
  out.append(", \"").append(key).append("\": ");
  quote(value, out);
}

std::string range_json(const Span& span) {
  return "\"start\": " + std::to_string(span.begin.value) +
         ", \"end\": " + std::to_string(span.end.value);
}

// Runs of tokens of one entity, by the places of their first and last token.
std::vector<TokenRange> entities_of(const Analysis& analysis) {
  std::vector<TokenRange> out;
  bool open = false;
  for (std::size_t i = 0; i < analysis.tokens.size(); ++i) {
    const Token& token = analysis.tokens[i];
    const auto at = static_cast<TokenIndex>(i);
    if (!token.entity.empty() && (token.entity_begins || !open)) out.push_back({at, at});
    open = !token.entity.empty();
    if (open) out.back().end = at + 1;
  }
  return out;
}

}  // namespace

std::string conllu_of(std::string_view text, const Analysis& analysis, std::string_view id,
                      std::size_t number) {
  return ConlluWriter(text, analysis, id, number).write();
}

std::string json_of(std::string_view text, const Analysis& analysis, std::string_view id) {
  const auto at = [&](TokenIndex i) -> const Token& {
    return analysis.tokens[static_cast<std::size_t>(i)];
  };
  const auto span_of = [&](const TokenRange& range) {
    return Span{at(range.begin).span.begin, at(range.end - 1).span.end};
  };
  std::string out = "{\"id\": ";
  quote(id, out);
  add_string("text", text, out);
  out += ", \"ents\": [";
  std::string_view comma;
  for (const TokenRange& entity : entities_of(analysis)) {
    out.append(comma).append("{").append(range_json(span_of(entity)));
    add_string("label", at(entity.begin).entity, out);
    out += '}';
    comma = ", ";
  }
  out += "], \"sents\": [";
  comma = {};
  for (const TokenRange& sentence : analysis.sentences) {
    out.append(comma).append("{").append(range_json(span_of(sentence))).append("}");
    comma = ", ";
  }
  out += "], \"tokens\": [";
  for (std::size_t i = 0; i < analysis.tokens.size(); ++i) {
    const Token& token = analysis.tokens[i];
    out.append(i == 0 ? "" : ", ").append("{\"id\": ").append(std::to_string(i)).append(", ");
    out += range_json(token.span);
    add_string("tag", token.tag, out);
    add_string("pos", token.pos, out);
    add_string("morph", token.morph, out);
    add_string("lemma", token.lemma, out);
    add_string("dep", token.dep, out);
    out.append(", \"head\": ").append(std::to_string(token.head)).append("}");
  }
  return out + "]}\n";
}

}  // namespace gainsay::nlp
