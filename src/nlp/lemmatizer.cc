#include "nlp/lemmatizer.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "nlp/characters.h"
#include "nlp/morphology.h"

namespace gainsay::nlp {
namespace {

constexpr std::array<std::string_view, 17> kPartsOfSpeech{
    "adj",  "adp",  "adv",   "aux",   "cconj", "det", "intj", "noun", "num",
    "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};

// Languages whose lemmatizer in spaCy is code of its own in these modes
// (spacy/lang/*/lemmatizer.py).
struct OwnCode {
  std::string_view language;
  std::string_view modes;
};
constexpr std::array<OwnCode, 11> kOwnCode{
    {{"ca", "rule"},
     {"el", "rule"},
     {"es", "rule"},
     {"fr", "rule"},
     {"ga", "pos_lookup"},
     {"it", "pos_lookup"},
     {"mk", "rule"},
     {"nl", "rule lookup"},
     {"pl", "pos_lookup"},
     {"ru", "pymorphy2 pymorphy3 pymorphy2_lookup pymorphy3_lookup"},
     {"uk", "pymorphy2 pymorphy3 pymorphy2_lookup pymorphy3_lookup"}}};

bool is_own_code(std::string_view language, std::string_view mode) {
  const auto found = std::ranges::find(kOwnCode, language, &OwnCode::language);
  if (found == kOwnCode.end()) return false;
  const std::string all = " " + std::string(found->modes) + " ";
  return all.find(" " + std::string(mode) + " ") != std::string::npos;
}

}  // namespace

Result<Lemmatizer> Lemmatizer::load(const Packed& lookups, std::string_view mode,
                                    std::string_view language, const std::string& where) {
  Lemmatizer out;
  if (is_own_code(language, mode)) {
    out.mode_ = Mode::none;
    return out;
  }
  if (mode != "lookup" && mode != "rule") {
    return fail(ErrorCode::model,
                "finds lemmas in a mode that is not known here: " + std::string(mode), where);
  }
  out.mode_ = mode == "lookup" ? Mode::lookup : Mode::rule;
  out.english_ = language == "en";
  std::unordered_map<StringId, std::string> names;
  for (const auto name : kPartsOfSpeech) names[string_id(name)] = name;
  const auto each_part = [&](const char* name, auto take) {
    const Packed* table = lookups.find(name);
    if (table == nullptr) return;
    for (std::size_t i = 0; i + 1 < table->items.size(); i += 2) {
      const auto part = names.find(table->items[i].integer);
      if (part != names.end()) take(out.tables_[part->second], table->items[i + 1]);
    }
  };
  each_part("lemma_rules", [](Table& table, const Packed& rules) {
    for (const auto& rule : rules.items) {
      if (rule.items.size() == 2) table.rules.emplace_back(rule.items[0].text, rule.items[1].text);
    }
  });
  each_part("lemma_index", [](Table& table, const Packed& words) {
    for (const auto& word : words.items) table.index.emplace(word.text);
  });
  each_part("lemma_exc", [](Table& table, const Packed& words) {
    for (std::size_t i = 0; i + 1 < words.items.size(); i += 2) {
      auto& lemmas = table.exceptions[std::string(words.items[i].text)];
      for (const auto& lemma : words.items[i + 1].items) lemmas.emplace_back(lemma.text);
    }
  });
  if (const Packed* table = lookups.find("lemma_lookup")) {
    for (std::size_t i = 0; i + 1 < table->items.size(); i += 2)
      out.lookup_[table->items[i].integer] = table->items[i + 1].text;
  }
  if (out.mode_ == Mode::rule && out.tables_.empty())
    return fail(ErrorCode::model, "has no lemma rules", where);
  if (out.mode_ == Mode::lookup && out.lookup_.empty())
    return fail(ErrorCode::model, "has no lemma table", where);
  return out;
}

// spaCy's one rule for English that is code: a form that its features say is uninflected is its own
// lemma.
bool Lemmatizer::is_base_form(const Token& token) const {
  if (!english_) return false;
  const auto verb_form = feature(token.morph, "VerbForm");
  if (token.pos == "NOUN" && feature(token.morph, "Number") == "Sing") return true;
  if (token.pos == "VERB" && verb_form == "Fin" && feature(token.morph, "Tense") == "Pres" &&
      feature(token.morph, "Number").empty()) {
    return true;
  }
  return verb_form == "Inf" || verb_form == "None" || feature(token.morph, "Degree") == "Pos";
}

std::string Lemmatizer::lemma_of(const Token& token, const std::string& lower) const {
  if (mode_ == Mode::none) return {};
  if (mode_ == Mode::lookup) {
    const auto found = lookup_.find(string_id(token.text));
    return found == lookup_.end() ? token.text : found->second;
  }
  if (token.pos.empty() || token.pos == "SPACE" || is_base_form(token)) return lower;
  const auto found = tables_.find(to_lower(token.pos));
  if (found == tables_.end()) return token.pos == "PROPN" ? token.text : lower;
  const Table& table = found->second;
  std::vector<std::string> forms;
  std::vector<std::string> unknown;
  for (const auto& [old_end, new_end] : table.rules) {
    if (!lower.ends_with(old_end)) continue;
    const std::string form = lower.substr(0, lower.size() - old_end.size()) + new_end;
    if (form.empty()) continue;
    if (table.index.contains(form)) {
      forms.insert(forms.begin(), form);
    } else if (!is_all_alpha(form)) {
      forms.push_back(form);
    } else {
      unknown.push_back(form);
    }
  }
  if (const auto exceptions = table.exceptions.find(lower); exceptions != table.exceptions.end()) {
    for (const auto& form : exceptions->second) {
      if (std::ranges::find(forms, form) == forms.end()) forms.insert(forms.begin(), form);
    }
  }
  if (!forms.empty()) return forms.front();
  return unknown.empty() ? token.text : unknown.front();
}

}  // namespace gainsay::nlp
