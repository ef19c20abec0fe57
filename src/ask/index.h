// Look-ups into a view that many answers need.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/utf8.h"
#include "ledger/ledger.h"

namespace gainsay::ask {

// Keeps pointers into the view, which must outlive it. Look-ups give null for what is not there.
class Index {
 public:
  explicit Index(const ledger::View& view);

  [[nodiscard]] const ledger::Document* document(std::string_view id) const;
  [[nodiscard]] const resolve::Actor* actor(std::string_view id) const;
  [[nodiscard]] const weigh::Proposition* proposition(std::string_view id) const;
  [[nodiscard]] const std::vector<const weigh::Assertion*>& assertions_on(
      std::string_view proposition) const;

  // The words of spans in a document, joined by " … ".
  [[nodiscard]] std::string words(std::string_view document, const std::vector<Span>& spans) const;

  // Who takes the stance: an actor's name; for a document's own voice its outlet, else its author.
  [[nodiscard]] std::string speaker(const weigh::Assertion& assertion) const;
  // What a document is called: its outlet, else its title, else its address.
  [[nodiscard]] std::string source_name(const ledger::Document& document) const;

 private:
  std::unordered_map<std::string_view, const ledger::Document*> documents_;
  std::unordered_map<std::string_view, const resolve::Actor*> actors_;
  std::unordered_map<std::string_view, const weigh::Proposition*> propositions_;
  std::unordered_map<std::string_view, std::vector<const weigh::Assertion*>> assertions_;
  std::unordered_map<std::string_view, TextIndex> texts_;
  std::vector<const weigh::Assertion*> none_;
};

// "2015-09-02", "2015-09-01 to 2015-09-03", or the page's words where no date is known; empty
// without a time.
std::string when(const weigh::Proposition& proposition);
// The day of a document, "2015-10-02"; empty when the page does not say.
std::string day_of(const ledger::Document& document);

enum class Stance { holds_true, holds_false, leaves_open };
Stance stance_of(const weigh::Assertion& assertion);

}  // namespace gainsay::ask
