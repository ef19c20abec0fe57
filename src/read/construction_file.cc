#include "read/construction_file.h"

#include <algorithm>
#include <memory>

namespace gainsay::read {
namespace {

using File = KnowledgeFile;

// "- define: body": a test or conditions under a name.
void read_definition(const File& file, const YAML::Node& entry, UsedNames& used,
                     PatternNames& names) {
  file.check_keys(entry, {"define", "means", "as"});
  const auto name = file.text(entry, "define");
  if (!entry["as"] || !entry["as"].IsScalar())
    file.refuse(entry, "'define' needs its test or conditions in 'as'");
  used.take(name, file, entry);
  if (const auto defined = define(name, entry["as"].Scalar(), names); !defined)
    file.refuse_inside(entry["as"], defined.error().at, defined.error().what);
}

std::vector<Pattern> patterns_of(const File& file, const YAML::Node& entry,
                                 const PatternNames& names) {
  const auto match = entry["match"];
  if (!match) file.refuse(entry, "a pattern needs its 'match'");
  std::vector<YAML::Node> texts;
  if (match.IsSequence()) {
    for (const auto& text : match) texts.push_back(text);
  } else {
    texts.push_back(match);
  }
  std::vector<Pattern> out;
  for (const auto& text : texts) {
    if (!text.IsScalar()) file.refuse(text, "'match' is a pattern or a list of patterns");
    auto pattern = parse_pattern(text.Scalar(), names);
    if (!pattern) file.refuse_inside(text, pattern.error().at, pattern.error().what);
    out.push_back(std::move(*pattern));
  }
  if (out.empty()) file.refuse(match, "'match' holds no pattern");
  return out;
}

// Of several patterns, one may leave out what another captures.
void check_capture(const File& file, const YAML::Node& at, const std::string& capture,
                   const std::vector<Pattern>& patterns) {
  const bool known = std::ranges::any_of(patterns, [&](const Pattern& pattern) {
    return std::ranges::find(pattern.captures, capture) != pattern.captures.end();
  });
  if (!known) file.refuse(at, "'match' captures nothing named '" + capture + "'");
}

void read_given(const File& file, const YAML::Node& gives, Knowledge& knowledge, Construction& into,
                Frame& frame) {
  if (!gives || !gives.IsMap()) file.refuse(gives ? gives : file.root(), "'gives' must be a map");
  into.type = file.text(gives, "type");
  const auto type = knowledge.types.find(into.type);
  if (type == knowledge.types.end())
    file.refuse(gives, "type '" + into.type + "' is not in the ontology");
  for (const auto& pair : gives) {
    const auto key = pair.first.as<std::string>();
    if (!pair.second.IsScalar()) file.refuse(pair.second, "'" + key + "' must be one value");
    const auto value = pair.second.as<std::string>();
    if (key == "type") continue;
    if (key == "denied") {
      if (value != "true") file.refuse(pair.second, "'denied' is true or left out");
      into.denied = true;
    } else if (key == "act") {
      into.act = value;
    } else if (key == "count") {
      if (!knowledge.types.contains(value))
        file.refuse(pair.second, "type '" + value + "' is not in the ontology");
      frame.count = value;
    } else {
      check_capture(file, pair.second, value, into.patterns);
      if (key == "by") {
        into.by = value;
      } else if (key == "place") {
        into.place = value;
      } else if (key == "instead") {
        into.instead = value;
      } else {
        check_role(knowledge.types, into.type, key, file, pair.first);
        into.roles.emplace_back(key, value);
      }
    }
  }
  if (into.roles.empty()) file.refuse(gives, "'gives' names no role");
  if (!into.act.empty() && into.by.empty())
    file.refuse(gives["act"], "'act' is what 'by' does, and 'by' is not there");
}

// Which roles are the doer's and the victim's, for what an accusation or a toll says of them.
void read_sides(const std::set<std::string>& roles, const Construction& construction,
                Frame& frame) {
  for (const auto* role : {"perpetrator", "agent"}) {
    if (frame.agent.empty() && roles.contains(role)) frame.agent = role;
  }
  for (const auto* role : {"victim", "target", "object"}) {
    if (frame.patient.empty() &&
        std::ranges::any_of(construction.roles, [&](const auto& r) { return r.first == role; }))
      frame.patient = role;
  }
  frame.deadly = frame.count == "quantity.killed";
  frame.wounding = frame.count == "quantity.wounded";
}

void read_pattern(const File& file, const YAML::Node& entry, UsedNames& used,
                  const PatternNames& names, Knowledge& into) {
  file.check_keys(entry, {"name", "means", "match", "gives", "examples", "not"});
  Construction construction;
  construction.name = file.text(entry, "name");
  if (construction.name.empty()) file.refuse(entry, "a pattern needs a name");
  used.take(construction.name, file, entry);
  if (file.text(entry, "means").empty()) file.refuse(entry, "a pattern says what it 'means'");
  if (!entry["gives"]) file.refuse(entry, "a pattern needs what it 'gives'");
  if (file.list(entry, "examples").empty())
    file.refuse(entry, "a pattern needs 'examples' of what it finds");
  construction.patterns = patterns_of(file, entry, names);
  auto frame = std::make_shared<Frame>();
  read_given(file, entry["gives"], into, construction, *frame);
  const bool relation = construction.type.starts_with("relation.");
  if (!relation) {
    frame->name = construction.name;
    frame->type = construction.type;
    read_sides(into.types[construction.type], construction, *frame);
    construction.frame = std::move(frame);
  }
  (relation ? into.relation_constructions : into.event_constructions).add(std::move(construction));
}

// The words that a test asks for, or nothing where other words may pass it too.
struct Words {
  Test::Property property = Test::Property::lemma;
  std::vector<std::string> words;
};

std::vector<Words> words_of(const Test& test) {
  if (test.kind == Test::Kind::property && !test.any_value &&
      (test.property == Test::Property::lemma || test.property == Test::Property::word)) {
    Words out{test.property, test.values};
    for (const auto* list : test.lists)
      out.words.insert(out.words.end(), list->begin(), list->end());
    return {out};
  }
  if (test.kind == Test::Kind::all) {
    for (const auto& part : test.parts) {
      if (auto found = words_of(part); !found.empty()) return found;
    }
  }
  if (test.kind == Test::Kind::any) {
    std::vector<Words> all;
    for (const auto& part : test.parts) {
      auto found = words_of(part);
      if (found.empty()) return {};
      std::ranges::move(found, std::back_inserter(all));
    }
    return all;
  }
  return {};
}

}  // namespace

void Constructions::add(Construction construction) {
  const std::size_t index = all.size();
  const auto note = [&](std::vector<std::size_t>& at) {
    if (at.empty() || at.back() != index) at.push_back(index);
  };
  for (const auto& pattern : construction.patterns) {
    const auto triggers = words_of(pattern.nodes.back().test);
    if (triggers.empty()) note(by_any_word);
    for (const auto& trigger : triggers) {
      auto& index_of = trigger.property == Test::Property::lemma ? by_lemma : by_word;
      for (const auto& word : trigger.words) note(index_of[word]);
    }
  }
  all.push_back(std::move(construction));
}

void read_constructions(const std::vector<KnowledgeFile>& files, Knowledge& into) {
  PatternNames names;
  names.lists = &into.words;
  UsedNames defined;
  UsedNames patterns;
  for (const auto& file : files) {
    file.check_entries();
    for (const auto& entry : file.root()) {
      if (!entry.IsMap()) file.refuse(entry, "an entry must be a map of keys");
      if (entry["define"]) read_definition(file, entry, defined, names);
    }
  }
  for (const auto& file : files) {
    for (const auto& entry : file.root()) {
      if (!entry["define"]) read_pattern(file, entry, patterns, names, into);
    }
  }
  into.entries.insert(patterns.places().begin(), patterns.places().end());
}

}  // namespace gainsay::read
