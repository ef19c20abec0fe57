// The reader: finds who says what (attribution.cc) and what is told (events.cc, constructions.cc,
// quantities.cc), and lays each told thing to the voice whose words it stands in.
//
//  1. A proposition in a source's content is that source's, not the author's.
//  2. Nothing that is planned, asked or made a condition is held by anybody (stance.cc).
//  3. Every assertion has its evidence in the text.
#include <algorithm>

#include "base/try.h"
#include "read/assembler.h"
#include "read/read.h"
#include "read/recut.h"
#include "read/rehang.h"

namespace gainsay::read {

struct Reader::Knowledge : read::Knowledge {
  explicit Knowledge(read::Knowledge&& from) : read::Knowledge(std::move(from)) {}
};

Reader::Reader(std::shared_ptr<const Knowledge> knowledge,
               std::optional<places::Gazetteer> gazetteer)
    : knowledge_(std::move(knowledge)), gazetteer_(std::move(gazetteer)) {}

Result<Reader> Reader::load(const std::string& knowledge_folder,
                            const std::vector<std::string>& added,
                            std::optional<places::Gazetteer> gazetteer) {
  TRY(auto knowledge, load_knowledge(knowledge_folder, added));
  return Reader(std::make_shared<const Knowledge>(std::move(knowledge)), std::move(gazetteer));
}

std::optional<EntryPlace> Reader::entry(const std::string& name) const {
  const auto found = knowledge_->entries.find(name);
  return found == knowledge_->entries.end() ? std::nullopt : std::optional(found->second);
}

void Reader::recut(nlp::Analysed& document, const nlp::Pipeline& with) const {
  read::recut(document, *knowledge_, with);
  rehang(document, *knowledge_);
}

Reading Reader::read(const nlp::Analysed& document) const {
  const Tree tree(document);
  return Assembler(tree, *knowledge_, gazetteer_ ? &*gazetteer_ : nullptr).run();
}

}  // namespace gainsay::read
