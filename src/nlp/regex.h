// Regular expressions as Python's `re` reads them, matched by PCRE2 with its JIT.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::nlp {

// Bytes of the subject, begin inclusive, end exclusive.
struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where a match keeps its groups; one for each thread, made by whoever matches.
class MatchSpace {
 public:
  MatchSpace();
  ~MatchSpace();
  MatchSpace(const MatchSpace&) = delete;
  MatchSpace& operator=(const MatchSpace&) = delete;

 private:
  friend class Regex;
  struct Data;
  std::unique_ptr<Data> data_;
};

class Regex {
 public:
  // Where a match may begin: as Python's re.search and re.match.
  enum class From { anywhere, start };

  // `pattern` in Python's syntax. Errors: model.
  static Result<Regex> compile(std::string_view pattern, From from, const std::string& where);

  // The first match at or after `from`. `text` is valid UTF-8. Empty also where the pattern needs
  // more steps than kMostSteps, which hostile text can make it do.
  [[nodiscard]] std::optional<Match> search(std::string_view text, MatchSpace& space,
                                            std::size_t from = 0) const;
  [[nodiscard]] bool matches(std::string_view text, MatchSpace& space) const {
    return search(text, space).has_value();
  }

 private:
  struct Code;
  // One, or those of a pattern's alternatives where it is too long for PCRE2 as a whole.
  std::shared_ptr<const std::vector<Code>> codes_;
};

// Python's escapes that PCRE2 does not know, in its own words: \u2014, \U0001F600, \Z, u among
// leading flags, and '[' inside a class, which PCRE2 could read as the start of a POSIX class.
[[nodiscard]] std::string to_pcre(std::string_view pattern);

}  // namespace gainsay::nlp
