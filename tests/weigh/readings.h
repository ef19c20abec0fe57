// Small readings made by hand, for resolve and weigh.
#pragma once

#include <string>
#include <vector>

#include "resolve/resolve.h"

namespace gainsay {

// A document of one outlet whose text is long enough to have a sentence for every assertion.
class Page {
 public:
  Page(std::string id, std::string outlet, std::string published);

  // A named actor, or a nameless one of this document.
  int actor(const std::string& name, read::ActorType type, bool named = true);
  // An event of a type, with fillers of its roles.
  int proposition(const std::string& type, const std::vector<std::pair<std::string, int>>& roles,
                  const std::string& day = "", const std::string& place = "");
  int toll(double value, const std::string& day, const std::string& place);
  // `by`: an actor or read::kAuthor.
  Page& say(int by, int proposition, read::Epistemic epistemic = read::Epistemic::true_certain,
            const std::string& act = "say");

  [[nodiscard]] const resolve::ReadDocument& document() const { return document_; }
  resolve::ReadDocument& edit() { return document_; }

 private:
  resolve::ReadDocument document_;
};

}  // namespace gainsay
