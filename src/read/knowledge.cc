#include "read/knowledge.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <span>

#include "base/try.h"

namespace gainsay::read {
namespace {

// Thrown inside this file only; load_knowledge turns it into an Error.
struct Problem {
  std::string where;
  std::string what;
};

std::string place_of(const std::string& file, const YAML::Node& node) {
  return file + ":" + std::to_string(node.Mark().line + 1);
}

class File {
 public:
  explicit File(std::string path) : path_(std::move(path)), root_(YAML::LoadFile(path_)) {}

  [[nodiscard]] const YAML::Node& root() const { return root_; }

  [[noreturn]] void refuse(const YAML::Node& node, const std::string& what) const {
    throw Problem{place_of(path_, node), what};
  }

  void check_keys(const YAML::Node& entry, std::initializer_list<std::string_view> known) const {
    if (!entry.IsMap()) refuse(entry, "an entry must be a map of keys");
    for (const auto& pair : entry) {
      const auto key = pair.first.as<std::string>();
      if (std::ranges::find(known, key) == known.end())
        refuse(pair.first, "unknown key '" + key + "'");
    }
  }

  [[nodiscard]] std::string text(const YAML::Node& entry, const char* key,
                                 std::string otherwise = {}) const {
    const auto node = entry[key];
    if (!node) return otherwise;
    if (!node.IsScalar()) refuse(node, std::string("'") + key + "' must be one value");
    return node.as<std::string>();
  }

  [[nodiscard]] bool flag(const YAML::Node& entry, const char* key, bool otherwise = false) const {
    const auto node = entry[key];
    if (!node) return otherwise;
    if (!node.IsScalar() || (node.Scalar() != "true" && node.Scalar() != "false")) {
      refuse(node, std::string("'") + key + "' must be true or false");
    }
    return node.Scalar() == "true";
  }

  // A list, or one value for a list of one.
  [[nodiscard]] std::vector<std::string> list(const YAML::Node& entry, const char* key) const {
    const auto node = entry[key];
    if (!node) return {};
    return strings(node);
  }

  [[nodiscard]] std::vector<std::string> strings(const YAML::Node& node) const {
    std::vector<std::string> out;
    if (node.IsScalar()) {
      out.push_back(node.as<std::string>());
    } else if (node.IsSequence()) {
      for (const auto& item : node) {
        if (!item.IsScalar()) refuse(item, "a list of words expected");
        out.push_back(item.as<std::string>());
      }
    } else {
      refuse(node, "a list of words expected");
    }
    return out;
  }

 private:
  std::string path_;
  YAML::Node root_;
};

std::optional<Content> content_of(const std::string& name) {
  if (name == "clause") return Content::clause;
  if (name == "quotation") return Content::quotation;
  if (name == "object") return Content::object;
  if (name == "infinitive") return Content::infinitive;
  if (name == "gerund") return Content::gerund;
  if (name == "preposition") return Content::preposition;
  if (name == "person-to") return Content::person_to;
  return std::nullopt;
}

void read_cues(const File& file, Knowledge& into) {
  for (const auto& entry : file.root()) {
    file.check_keys(entry,
                    {"name", "means", "verbs", "nouns", "adjectives", "act", "holds", "content",
                     "prepositions", "factive", "irrealis", "typed", "responsibility", "accuses",
                     "objects", "objects-not", "door", "examples", "not"});
    auto cue = std::make_unique<Cue>();
    cue->name = file.text(entry, "name");
    if (cue->name.empty()) file.refuse(entry, "a cue needs a name");
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
    for (auto& word : file.list(entry, "door")) cue->door.insert(word);
    cue->factive = file.flag(entry, "factive");
    cue->irrealis = file.flag(entry, "irrealis");
    cue->typed = file.flag(entry, "typed", true);
    cue->responsibility = file.flag(entry, "responsibility");
    cue->accuses = file.flag(entry, "accuses");
    for (auto& word : file.list(entry, "verbs")) {
      // What may have a clause for its content is tried first: "demanded that he go" before
      // "demanded money".
      auto& group = into.cue_verbs[word];
      group.insert(
          cue->content.contains(Content::clause)
              ? std::ranges::find_if(
                    group, [](const Cue* c) { return !c->content.contains(Content::clause); })
              : group.end(),
          cue.get());
    }
    for (auto& word : file.list(entry, "nouns")) into.cue_nouns[word] = cue.get();
    for (auto& word : file.list(entry, "adjectives")) into.cue_adjectives[word] = cue.get();
    into.cues.push_back(std::move(cue));
  }
}

void read_ontology(const File& file, Knowledge& into) {
  for (const auto& entry : file.root()) {
    file.check_keys(
        entry, {"type", "parent", "means", "says", "roles", "plover", "acled", "cameo", "stix"});
    const auto type = file.text(entry, "type");
    if (type.empty()) file.refuse(entry, "a type needs its name in 'type'");
    if (const auto says = file.text(entry, "says"); !says.empty()) into.says[type] = says;
    if (!into.types.insert(type).second) file.refuse(entry, "type '" + type + "' is there twice");
  }
}

void read_frames(const File& file, Knowledge& into) {
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
    frame->agent = file.text(entry, "agent");
    frame->patient = file.text(entry, "patient");
    frame->count = file.text(entry, "count");
    frame->deadly = frame->count == "quantity.killed";
    frame->wounding = frame->count == "quantity.wounded";
    if (const auto prepositions = entry["prepositions"]) {
      if (!prepositions.IsMap())
        file.refuse(prepositions, "'prepositions' must be a map of preposition to role");
      for (const auto& pair : prepositions) {
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

void read_relations(const File& file, Knowledge& into) {
  for (const auto& entry : file.root()) {
    file.check_keys(entry, {"name", "type", "nouns", "verbs", "modifiers", "not-of-country",
                            "prepositions", "object", "named-subject", "examples", "not"});
    auto relation = std::make_unique<Relation>();
    relation->type = file.text(entry, "type");
    if (!into.types.contains(relation->type)) {
      file.refuse(entry, "type '" + relation->type + "' is not in the ontology");
    }
    relation->name = file.text(entry, "name", relation->type);
    const auto object = file.text(entry, "object", "body");
    if (object != "body" && object != "territory")
      file.refuse(entry["object"], "'object' is body or territory");
    relation->territory = object == "territory";
    relation->named_subject = file.flag(entry, "named-subject");
    for (auto& word : file.list(entry, "modifiers")) relation->modifiers.insert(word);
    for (auto& word : file.list(entry, "not-of-country")) relation->not_of_country.insert(word);
    for (auto& word : file.list(entry, "prepositions")) relation->prepositions.insert(word);
    for (auto& word : file.list(entry, "nouns"))
      into.relation_nouns[word].push_back(relation.get());
    for (auto& word : file.list(entry, "verbs")) into.relation_verbs[word] = relation.get();
    into.relations.push_back(std::move(relation));
  }
}

void read_words(const File& file, Knowledge& into) {
  for (const auto& pair : file.root()) {
    const auto name = pair.first.as<std::string>();
    if (pair.second.IsMap()) {
      for (const auto& item : pair.second) {
        into.maps[name][item.first.as<std::string>()] = item.second.as<std::string>();
      }
    } else {
      for (auto& word : file.strings(pair.second)) into.words[name].insert(word);
    }
  }
}

}  // namespace

bool Knowledge::is(std::string_view list, const std::string& word) const {
  const auto found = words.find(std::string(list));
  return found != words.end() && found->second.contains(word);
}

const std::unordered_set<std::string>& Knowledge::list(std::string_view name) const {
  static const std::unordered_set<std::string> none;
  const auto found = words.find(std::string(name));
  return found == words.end() ? none : found->second;
}

std::string Knowledge::first(std::string_view name) const {
  const auto& all = list(name);
  return all.empty() ? std::string() : *all.begin();
}

std::optional<std::string> Knowledge::look_up(std::string_view map, const std::string& word) const {
  const auto found = maps.find(std::string(map));
  if (found == maps.end()) return std::nullopt;
  const auto value = found->second.find(word);
  if (value == found->second.end()) return std::nullopt;
  return value->second;
}

Result<Knowledge> load_knowledge(const std::string& folder) {
  Knowledge knowledge;
  std::string path;
  try {
    const auto load = [&](const char* name, auto reader) {
      path = folder + "/" + name;
      reader(File(path), knowledge);
    };
    load("ontology.yaml", read_ontology);
    load("lexicon/cues.yaml", read_cues);
    load("lexicon/words.yaml", read_words);
    load("frames/events.yaml", read_frames);
    load("frames/relations.yaml", read_relations);
  } catch (const Problem& problem) {
    return fail(ErrorCode::knowledge, problem.what, problem.where);
  } catch (const YAML::BadFile&) {
    return fail(ErrorCode::not_found,
                "this knowledge file cannot be read; give the project's knowledge folder", path);
  } catch (const YAML::Exception& error) {
    return fail(ErrorCode::knowledge, error.msg, path + ":" + std::to_string(error.mark.line + 1));
  }
  return knowledge;
}

}  // namespace gainsay::read
