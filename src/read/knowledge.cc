#include "read/knowledge.h"

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <memory>

#include "read/construction_file.h"
#include "read/knowledge_file.h"

namespace gainsay::read {
namespace {

using File = KnowledgeFile;

std::optional<Content> content_of(const std::string& name) {
  if (name == "clause") return Content::clause;
  if (name == "quotation") return Content::quotation;
  if (name == "object") return Content::object;
  if (name == "infinitive") return Content::infinitive;
  if (name == "gerund") return Content::gerund;
  if (name == "preposition") return Content::preposition;
  if (name == "person-to") return Content::person_to;
  if (name == "accused") return Content::accused;
  return std::nullopt;
}

void read_cues(const File& file, Knowledge& into, UsedNames& names) {
  file.check_entries();
  for (const auto& entry : file.root()) {
    file.check_keys(
        entry, {"name",        "means",   "verbs",          "nouns",   "adjectives", "act",
                "holds",       "content", "prepositions",   "factive", "irrealis",   "typed",
                "with-clause", "text",    "responsibility", "accuses", "objects",    "objects-not",
                "particles",   "door",    "examples",       "not"});
    auto cue = std::make_unique<Cue>();
    cue->name = file.text(entry, "name");
    if (cue->name.empty()) file.refuse(entry, "a cue needs a name");
    names.take(cue->name, file, entry);
    cue->act = file.text(entry, "act", "say");
    const auto holds = epistemic_of(file.text(entry, "holds", "true-certain"));
    if (!holds) file.refuse(entry["holds"], "'holds' is none of the five epistemic values");
    cue->holds = *holds;
    for (const auto& name : file.list(entry, "content")) {
      const auto content = content_of(name);
      if (!content) file.refuse(entry["content"], "unknown content '" + name + "'");
      cue->content.insert(*content);
    }
    for (auto& word : file.list(entry, "prepositions")) cue->prepositions.insert(word);
    for (auto& word : file.list(entry, "objects")) cue->objects.insert(word);
    for (auto& word : file.list(entry, "objects-not")) cue->objects_not.insert(word);
    for (auto& word : file.list(entry, "particles")) cue->particles.insert(word);
    for (auto& word : file.list(entry, "door")) cue->door.insert(word);
    cue->factive = file.flag(entry, "factive");
    cue->irrealis = file.flag(entry, "irrealis");
    cue->typed = file.flag(entry, "typed", true);
    cue->responsibility = file.flag(entry, "responsibility");
    cue->with_clause = file.flag(entry, "with-clause");
    cue->text = file.flag(entry, "text");
    cue->accuses = file.flag(entry, "accuses");
    for (auto& word : file.list(entry, "verbs")) {
      // What may have a clause for its content is tried first: "demanded that he go" before
      // "demanded money"; "ruled out that" before "ruled that".
      const auto rank = [](const Cue& c) {
        return c.particles.empty() ? c.content.contains(Content::clause) ? 1 : 2 : 0;
      };
      auto& group = into.cue_verbs[word];
      group.insert(
          std::ranges::find_if(group, [&](const Cue* other) { return rank(*other) > rank(*cue); }),
          cue.get());
    }
    const auto own = [&](const char* key, auto& group_of) {
      for (auto& word : file.list(entry, key)) {
        const auto [at, is_new] = group_of.emplace(word, cue.get());
        if (!is_new)
          file.refuse(entry[key], "'" + word + "' stands in '" + at->second->name + "' already");
      }
    };
    own("nouns", into.cue_nouns);
    own("adjectives", into.cue_adjectives);
    into.cues.push_back(std::move(cue));
  }
}

void read_ontology(const File& file, Knowledge& into) {
  file.check_entries();
  for (const auto& entry : file.root()) {
    file.check_keys(
        entry, {"type", "parent", "means", "says", "roles", "plover", "acled", "cameo", "stix"});
    const auto type = file.text(entry, "type");
    if (type.empty()) file.refuse(entry, "a type needs its name in 'type'");
    if (const auto says = file.text(entry, "says"); !says.empty()) into.says[type] = says;
    const auto roles = file.list(entry, "roles");
    if (!into.types.emplace(type, std::set<std::string>(roles.begin(), roles.end())).second)
      file.refuse(entry, "type '" + type + "' is there twice");
  }
}

void read_frames(const File& file, Knowledge& into, UsedNames& names) {
  file.check_entries();
  for (const auto& entry : file.root()) {
    file.check_keys(
        entry, {"name", "type", "verbs", "nouns", "agent", "patient", "prepositions", "count",
                "objects", "particles", "light-only", "against", "needs", "agents", "agents-not",
                "patients-not", "adjectives", "examples", "not"});
    auto frame = std::make_unique<Frame>();
    frame->type = file.text(entry, "type");
    if (!into.types.contains(frame->type))
      file.refuse(entry, "type '" + frame->type + "' is not in the ontology");
    frame->name = file.text(entry, "name", frame->type);
    names.take(frame->name, file, entry);
    frame->agent = file.text(entry, "agent");
    frame->patient = file.text(entry, "patient");
    frame->count = file.text(entry, "count");
    for (const auto* key : {"agent", "patient"}) {
      if (entry[key]) check_role(into.types, frame->type, file.text(entry, key), file, entry[key]);
    }
    frame->deadly = frame->count == "quantity.killed";
    frame->wounding = frame->count == "quantity.wounded";
    if (const auto prepositions = entry["prepositions"]) {
      if (!prepositions.IsMap())
        file.refuse(prepositions, "'prepositions' must be a map of preposition to role");
      for (const auto& pair : prepositions) {
        check_role(into.types, frame->type, pair.second.as<std::string>(), file, pair.second);
        frame->prepositions[pair.first.as<std::string>()] = pair.second.as<std::string>();
      }
    }
    for (auto& word : file.list(entry, "agents")) frame->agents.insert(word);
    for (auto& word : file.list(entry, "agents-not")) frame->agents_not.insert(word);
    for (auto& word : file.list(entry, "objects")) frame->objects.insert(word);
    frame->light_only = file.flag(entry, "light-only");
    frame->against = file.flag(entry, "against");
    frame->needs = file.text(entry, "needs");
    for (auto& word : file.list(entry, "particles")) frame->particles.insert(word);
    for (auto& word : file.list(entry, "patients-not")) frame->patients_not.insert(word);
    for (auto& word : file.list(entry, "verbs")) into.frame_verbs[word].push_back(frame.get());
    for (auto& word : file.list(entry, "nouns")) into.frame_nouns[word].push_back(frame.get());
    for (auto& word : file.list(entry, "adjectives")) {
      into.frame_adjectives[word].push_back(frame.get());
    }
    into.frames.push_back(std::move(frame));
  }
  for (auto* words : {&into.frame_verbs, &into.frame_nouns, &into.frame_adjectives}) {
    for (auto& [word, frames] : *words) {
      std::ranges::stable_sort(frames, std::ranges::greater{}, &Frame::demands);
    }
  }
}

// A list adds to the list of its name.
void read_words(const File& file, Knowledge& into) {
  if (!file.root().IsMap()) file.refuse(file.root(), "the file must be a map of lists by name");
  std::set<std::string> seen;
  for (const auto& pair : file.root()) {
    const auto name = pair.first.as<std::string>();
    if (!seen.insert(name).second) file.refuse(pair.first, "list '" + name + "' is there twice");
    if (pair.second.IsMap() ? into.words.contains(name) : into.maps.contains(name))
      file.refuse(pair.first, "'" + name + "' is a list in one file, a map in another");
    if (!pair.second.IsMap()) {
      for (auto& word : file.strings(pair.second)) into.words[name].add(std::move(word));
      continue;
    }
    for (const auto& item : pair.second) {
      const auto word = item.first.as<std::string>();
      const auto [at, is_new] = into.maps[name].emplace(word, item.second.as<std::string>());
      if (!is_new && at->second != item.second.as<std::string>())
        file.refuse(item.first, "'" + word + "' means '" + at->second + "' in this map already");
    }
  }
}

// What a folder may hold: the ontology, which is every language's, and each language's own files in
// a folder named after it.
constexpr const char* kOntology = "ontology.yaml";
constexpr const char* kWords = "lexicon/words.yaml";
constexpr const char* kCues = "lexicon/cues.yaml";
constexpr const char* kFrames = "frames/events.yaml";
constexpr const char* kPatterns = "patterns";

// "en", "ru": as ISO 639 and the models write them.
bool is_language(std::string_view name) {
  return (name.size() == 2 || name.size() == 3) &&
         std::ranges::all_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_knowledge_file(std::string_view name) {
  if (name == kOntology) return true;
  const auto slash = std::min(name.find('/'), name.size());
  if (slash == name.size() || !is_language(name.substr(0, slash))) return false;
  name.remove_prefix(slash + 1);
  if (name == kWords || name == kCues || name == kFrames) return true;
  const std::filesystem::path path(name);
  return path.parent_path() == kPatterns && path.extension() == ".yaml";
}

// A file that nobody reads would do nothing, silently.
void check_folder(const std::filesystem::path& folder, const std::string& language) {
  namespace fs = std::filesystem;
  bool any = false;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    const auto name = item.path().lexically_relative(folder).generic_string();
    if (item.is_directory() || item.path().filename().string().starts_with(".") ||
        item.path().extension() == ".md")
      continue;
    any = true;
    if (is_knowledge_file(name)) continue;
    std::string what = "is no knowledge file; a folder may hold ";
    what.append(kOntology).append(" and, in a folder named after their language, ");
    what.append(language).append("/").append(kWords).append(", ");
    what.append(language).append("/").append(kCues).append(", ");
    what.append(language).append("/").append(kFrames).append(" and ");
    what.append(language).append("/").append(kPatterns).append("/*.yaml");
    throw KnowledgeProblem{item.path().string(), what};
  }
  if (!any) throw KnowledgeProblem{folder.string(), "holds no knowledge file"};
}

std::vector<std::string> pattern_files(const std::filesystem::path& folder) {
  std::vector<std::string> out;
  std::error_code none;
  for (const auto& item : std::filesystem::directory_iterator(folder / kPatterns, none)) {
    if (item.path().extension() == ".yaml") out.push_back(item.path().string());
  }
  std::ranges::sort(out);
  return out;
}

// All folders together. The first is the project's and has the ontology; the first with the
// language's folder has all of the language's files; the others add. What comes later in run()
// refers to what comes before.
class Loader {
 public:
  explicit Loader(const KnowledgeFolders& from) : language_(from.language) {
    folders_.push_back(from.folder);
    folders_.insert(folders_.end(), from.added.begin(), from.added.end());
  }

  Knowledge run() {
    check();
    each(folders_, kOntology, [&](const File& file) { read_ontology(file, knowledge_); });
    const auto own = of_language();
    each(own, kWords, [&](const File& file) { read_words(file, knowledge_); });
    knowledge_.index = ListIndex(knowledge_.words);
    if (!knowledge_.index.is_sound())
      throw KnowledgeProblem{own.front(), "two lists of words have names of one hash; rename one"};
    each(own, kCues, [&](const File& file) { read_cues(file, knowledge_, cue_names_); });
    each(own, kFrames, [&](const File& file) { read_frames(file, knowledge_, frame_names_); });
    std::vector<File> files;
    for (const auto& folder : own) {
      for (const auto& path : pattern_files(folder)) {
        at_ = path;
        files.emplace_back(path);
      }
    }
    read_constructions(files, knowledge_);
    for (const auto* names : {&cue_names_, &frame_names_})
      knowledge_.entries.insert(names->places().begin(), names->places().end());
    return std::move(knowledge_);
  }

  // The file that is read just now.
  [[nodiscard]] const std::string& at() const { return at_; }

 private:
  std::string language_;
  std::vector<std::string> folders_;
  std::string at_;
  Knowledge knowledge_;
  UsedNames cue_names_;
  UsedNames frame_names_;

  void check() {
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      at_ = folders_[i];
      if (!std::filesystem::is_directory(at_)) throw YAML::BadFile(at_);
      if (i > 0) check_folder(at_, language_);
    }
  }

  [[nodiscard]] std::vector<std::string> of_language() const {
    std::vector<std::string> out;
    for (const auto& folder : folders_) {
      auto own = folder + "/" + language_;
      if (std::filesystem::is_directory(own)) out.push_back(std::move(own));
    }
    if (out.empty())
      throw KnowledgeProblem{folders_.front(),
                             "has no folder '" + language_ +
                                 "', for the language of the model; give a model of a language "
                                 "that has one, or write it (knowledge/README.md)"};
    return out;
  }

  template <typename Read>
  void each(const std::vector<std::string>& folders, const char* name, Read read) {
    for (std::size_t i = 0; i < folders.size(); ++i) {
      at_ = folders[i] + "/" + name;
      if (i > 0 && !std::filesystem::exists(at_)) continue;
      read(File(at_));
    }
  }
};

}  // namespace

ListIndex::ListIndex(const WordLists& lists)
    : slots_(std::bit_ceil(2 * lists.size() + 1)), mask_(slots_.size() - 1) {
  for (const auto& [name, list] : lists) {
    const ListName key(name);
    sound_ = sound_ && find(key) == nullptr;
    std::size_t at = key.hash & mask_;
    while (slots_[at].list != nullptr) at = (at + 1) & mask_;
    slots_[at] = {key.hash, &list};
  }
}

bool Knowledge::does_harm(const std::string& lemma) const {
  const auto found = frame_verbs.find(lemma);
  return found != frame_verbs.end() && !found->second.front()->count.empty();
}

const WordList& Knowledge::list(ListName name) const {
  static const WordList none;
  const auto* found = index.find(name);
  return found == nullptr ? none : *found;
}

std::string Knowledge::first(ListName name) const {
  const auto& all = list(name);
  return all.empty() ? std::string() : *all.begin();
}

std::optional<std::string> Knowledge::look_up(std::string_view map, const std::string& word) const {
  const auto found = maps.find(map);
  if (found == maps.end()) return std::nullopt;
  const auto value = found->second.find(word);
  if (value == found->second.end()) return std::nullopt;
  return value->second;
}

Result<Knowledge> load_knowledge(const KnowledgeFolders& from) {
  Loader loader(from);
  try {
    return loader.run();
  } catch (const KnowledgeProblem& problem) {
    return fail(ErrorCode::knowledge, problem.what, problem.where);
  } catch (const YAML::BadFile&) {
    return fail(ErrorCode::not_found,
                "this knowledge file cannot be read; give a folder of knowledge files",
                loader.at());
  } catch (const YAML::Exception& error) {
    return fail(ErrorCode::knowledge, error.msg,
                loader.at() + ":" + std::to_string(error.mark.line + 1));
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(ErrorCode::not_found, error.code().message(), loader.at());
  }
}

}  // namespace gainsay::read
