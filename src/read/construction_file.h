// Reads knowledge/en/patterns/*.yaml. For this stage's loaders only.
#pragma once

#include <vector>

#include "read/knowledge.h"
#include "read/knowledge_file.h"

namespace gainsay::read {

// All pattern files of all folders: what one defines, the entries of every file may use. Throws
// KnowledgeProblem.
void read_constructions(const std::vector<KnowledgeFile>& files, Knowledge& into);

}  // namespace gainsay::read
