#include "read/datelines.h"

#include <algorithm>
#include <vector>

#include "read/tree.h"

namespace gainsay::read {
namespace {

// A stamp stands among a text's first words, behind a headline and perhaps a line of summary.
constexpr TokenIndex kFrontWords = 60;

class Stamps {
 public:
  Stamps(const Tree& tree, const Knowledge& knowledge) : tree_(tree), knowledge_(knowledge) {}

  // Their words, in order.
  [[nodiscard]] std::vector<TokenRange> run() const {
    std::vector<TokenRange> all;
    // "20.07.2016Get short URL": no time to one who looks for words.
    if (tree_.size() > 1 && is_date(0)) {
      if (const TokenRange stamp = around({0, 1}); stamp.end > 1 && !runs_on(stamp))
        all.push_back(stamp);
    }
    // "Correction: an earlier version …"
    if (tree_.size() > 3 && knowledge_.is("heading-words", tree_.lower(0)) &&
        tree_.token(1).text == ":")
      all.push_back({0, 2});
    for (const auto& time : tree_.document().annotated.times) {
      const auto day = tree_.tokens_in(time.span);
      if (day.begin >= kFrontWords || day.end >= tree_.size()) break;
      if (!all.empty() && day.begin < all.back().end) continue;
      if (const TokenRange stamp = around(day); stamp.end > stamp.begin && !runs_on(stamp))
        all.push_back(stamp);
    }
    return all;
  }

 private:
  const Tree& tree_;
  const Knowledge& knowledge_;

  [[nodiscard]] bool is_figure(TokenIndex i) const {
    return tree_.token(i).text.find_first_not_of("0123456789") == std::string::npos;
  }
  [[nodiscard]] bool is_capitalised(TokenIndex i) const {
    return tree_.token(i).text != tree_.lower(i);
  }
  // "14:28"
  [[nodiscard]] bool is_clock(TokenIndex i) const {
    const auto& text = tree_.token(i).text;
    return text.size() > 3 && text.find(':') != std::string::npos &&
           text.find_first_not_of("0123456789:") == std::string::npos;
  }
  // "19.07.2016", with what a page sets behind it and no space between
  [[nodiscard]] bool is_date(TokenIndex i) const {
    const auto& text = tree_.token(i).text;
    const auto end = text.find_first_not_of("0123456789./-");
    const auto day = text.substr(0, end);
    const auto year = day.find_last_of("./-");
    return year != std::string::npos && year > 2 && day.size() == year + 5;
  }
  // An agency's name as it signs.
  [[nodiscard]] bool is_acronym(TokenIndex i) const {
    const auto& text = tree_.token(i).text;
    return text.size() > 1 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  }
  [[nodiscard]] bool is_furniture(TokenIndex i) const {
    return knowledge_.is("stamp-words", tree_.lower(i));
  }

  // The day with what the page set around it; empty where it is a sentence's own.
  [[nodiscard]] TokenRange around(TokenRange day) const {
    bool year = false;
    for (TokenIndex i = day.begin; i < day.end; ++i)
      year = year || is_date(i) || (is_figure(i) && tree_.token(i).text.size() == 4);
    if (!year) return {};
    TokenRange stamp = day;
    // "Date of publication 3 June 2016": to the front.
    TokenIndex front = day.begin;
    while (front > 0 && (is_furniture(front - 1) || is_figure(front - 1))) --front;
    const bool at_front = front == 0;
    if (at_front) {
      stamp.begin = 0;
    } else {
      // "Agency Monday 16 June 2014"
      const TokenIndex before = day.begin - 1;
      const bool weekday = is_capitalised(day.begin) && !is_figure(day.begin);
      if (tree_.pos(before) == Pos::adp || tree_.pos(before) == Pos::det ||
          tree_.token(before).text == "," || !weekday)
        return {};
      if (is_acronym(before)) stamp.begin = before;
    }
    // "Print Tweet", "Get short URL 0 55"
    bool furniture = tree_.token(stamp.end - 1).text.find('(') != std::string::npos;
    while (stamp.end < tree_.size() &&
           (is_furniture(stamp.end) || is_clock(stamp.end) || is_date(stamp.end) ||
            (furniture && tree_.token(stamp.end).text == ")") ||
            (furniture && is_figure(stamp.end) && is_figure_of_page(stamp.end)))) {
      furniture = !is_clock(stamp.end);
      ++stamp.end;
    }
    return stamp;
  }

  // "URL 0 55 Over 100 people": what stands before a word that begins a sentence.
  [[nodiscard]] bool is_figure_of_page(TokenIndex i) const {
    return i + 1 < tree_.size() && (is_figure(i + 1) || is_date(i + 1) || is_capitalised(i + 1));
  }

  // Whether the sentence goes on behind it.
  [[nodiscard]] bool runs_on(TokenRange stamp) const {
    if (stamp.end >= tree_.size()) return true;
    const TokenIndex next = stamp.end;
    return !is_capitalised(next) && !is_figure(next) && tree_.token(next).tag != "CD";
  }
};

// The sentences that the stamps touch, cut before and behind them.
struct Front {
  TokenRange words;
  std::vector<TokenRange> pieces;
  std::vector<bool> is_stamp;  // of the pieces
};

Front front_of(const Tree& tree, const std::vector<TokenRange>& stamps) {
  Front front;
  front.words.end = tree.sentence_range(tree.sentence(stamps.back().end)).end;
  const auto add = [&](TokenIndex begin, TokenIndex end, bool stamp) {
    if (begin >= end) return;
    front.pieces.push_back({begin, end});
    front.is_stamp.push_back(stamp);
  };
  TokenIndex at = 0;
  for (const auto& stamp : stamps) {
    add(at, stamp.begin, false);
    add(stamp.begin, stamp.end, true);
    at = stamp.end;
  }
  add(at, front.words.end, false);
  return front;
}

// A stamp belongs to the sentence behind it: its day is that sentence's.
void hang_stamp(std::vector<nlp::Token>& tokens, TokenRange stamp, TokenRange sentence) {
  TokenIndex root = sentence.begin;
  while (root + 1 < sentence.end && tokens[static_cast<std::size_t>(root)].head != root) ++root;
  TokenIndex top = kNone;
  for (TokenIndex i = stamp.begin; i < stamp.end; ++i) {
    auto& token = tokens[static_cast<std::size_t>(i)];
    if (token.head != i) continue;
    if (top == kNone) top = i;
    token.head = top == i ? root : top;
    token.dep = top == i ? "npadvmod" : "dep";
  }
}

}  // namespace

std::vector<TokenRange> cut_at_datelines(nlp::Analysed& document, const Knowledge& knowledge,
                                         const nlp::Pipeline& with) {
  std::vector<TokenRange> found;
  Front front;
  std::vector<Span> spans;
  {
    const Tree tree(document);
    found = Stamps(tree, knowledge).run();
    if (found.empty()) return {};
    front = front_of(tree, found);
    for (const auto& piece : front.pieces) spans.push_back(tree.span(piece));
  }
  const auto anew = with.analyse(document.annotated, spans);
  std::vector<nlp::Token> tokens;
  std::vector<TokenRange> sentences;
  std::vector<TokenRange> stamps;  // before the next sentence
  for (std::size_t p = 0; p < front.pieces.size(); ++p) {
    const TokenIndex begin = front.pieces[p].begin;
    for (nlp::Token token : anew[p].tokens) {
      token.head += begin;
      tokens.push_back(std::move(token));
    }
    if (front.is_stamp[p]) {
      stamps.push_back(front.pieces[p]);
      continue;
    }
    for (auto sentence : anew[p].sentences) {
      sentence.begin += begin;
      sentence.end += begin;
      for (const auto& stamp : stamps) hang_stamp(tokens, stamp, sentence);
      if (!stamps.empty()) sentence.begin = stamps.front().begin;
      stamps.clear();
      sentences.push_back(sentence);
    }
  }
  // The pieces' tokens must be the document's own, each in its place.
  auto& old = document.analysis;
  if (static_cast<TokenIndex>(tokens.size()) != front.words.end) return {};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].span != old.tokens[i].span) return {};
  }
  std::ranges::move(tokens, old.tokens.begin());
  for (const auto& sentence : old.sentences) {
    if (sentence.begin >= front.words.end) sentences.push_back(sentence);
  }
  old.sentences = std::move(sentences);
  for (std::size_t s = 0; s < old.sentences.size(); ++s) {
    for (TokenIndex i = old.sentences[s].begin; i < old.sentences[s].end; ++i)
      old.tokens[static_cast<std::size_t>(i)].sentence = static_cast<std::int32_t>(s);
  }
  return found;
}

}  // namespace gainsay::read
