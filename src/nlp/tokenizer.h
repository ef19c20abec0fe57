// spaCy's tokenizer: whitespace, then affixes by regular expressions, with special cases that go
// first and last.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "nlp/lexicon.h"
#include "nlp/msgpack.h"
#include "nlp/regex.h"

namespace gainsay::nlp {

struct RawToken {
  const Lexeme* lexeme = nullptr;
  bool space_after = false;  // one space follows directly
};

// The tokens of several texts, one text after the other, and where each ends.
struct TokenizedTexts {
  std::vector<RawToken> tokens;
  std::vector<std::size_t> ends;
};

// What the tokens of texts share: their lexicon, and the chunks met already. Not for two threads at
// once.
class TokenizerSpace {
 public:
  explicit TokenizerSpace(const Norms& norms) : lexicon(norms) {}

  Lexicon lexicon;
  [[nodiscard]] bool is_larger_than(std::size_t types) const {
    return lexicon.size() > types || chunks_.size() > types;
  }

 private:
  friend class Tokenizer;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return murmur_hash_64a(text, 1); }
  };
  MatchSpace match_;
  std::unordered_map<std::string, std::vector<const Lexeme*>, Hash, std::equal_to<>> chunks_;
};

class Tokenizer {
 public:
  // `serialized`: the model's file `tokenizer`, parsed. Errors: model.
  static Result<Tokenizer> load(const Packed& serialized, const Norms& norms,
                                const std::string& where);

  // `text` is valid UTF-8; the tokens' words and space_after spell it again (but for one leading
  // space, which is a token). Words over kLongestChunk bytes are cut first: rules over longer ones
  // take quadratic time, and no honest text has any.
  [[nodiscard]] std::vector<RawToken> tokenize(std::string_view text, TokenizerSpace& space) const;

 private:
  struct Piece {
    std::string text;
    StringId norm = 0;  // 0: the vocabulary's
  };
  using Special = std::vector<Piece>;
  // A special case that affix rules would cut, found again over their tokens.
  struct Node {
    std::unordered_map<StringId, std::size_t> next;
    bool ends = false;
  };
  enum class Specials { ignored, used };

  Result<void> load_special_cases(const Packed& serialized, const Norms& norms,
                                  const std::string& where);
  void add_to_phrases(const std::string& text, TokenizerSpace& space);
  [[nodiscard]] const Special* special_of(std::string_view text) const;
  [[nodiscard]] std::vector<RawToken> split(std::string_view text, TokenizerSpace& space,
                                            Specials specials) const;
  static void add_special(const Special& special, TokenizerSpace& space,
                          std::vector<RawToken>& out);
  void add_chunk(std::string_view chunk, TokenizerSpace& space, Specials specials,
                 std::vector<RawToken>& out) const;
  [[nodiscard]] std::string_view strip_affixes(std::string_view text, TokenizerSpace& space,
                                               Specials specials,
                                               std::vector<const Lexeme*>& prefixes,
                                               std::vector<const Lexeme*>& suffixes) const;
  void add_middle(std::string_view text, TokenizerSpace& space, Specials specials,
                  std::vector<RawToken>& out) const;
  [[nodiscard]] std::vector<RawToken> apply_phrases(std::vector<RawToken> tokens,
                                                    TokenizerSpace& space) const;

  std::optional<Regex> prefix_;
  std::optional<Regex> suffix_;
  std::optional<Regex> infix_;
  std::optional<Regex> token_match_;
  std::optional<Regex> url_match_;
  std::unordered_map<StringId, Special> specials_;  // by the text's hash
  std::vector<Node> phrases_{1};
};

}  // namespace gainsay::nlp
