#include "nlp/lemmatizer.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "nlp/characters.h"

namespace gainsay::nlp {
namespace {

constexpr std::array<std::string_view, 17> kPartsOfSpeech{
    "adj",  "adp",  "adv",   "aux",   "cconj", "det", "intj", "noun", "num",
    "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x"};

// The value of a feature in "Case=Acc|Number=Sing"; empty when it is not there.
std::string_view feature(std::string_view morph, std::string_view name) {
  while (!morph.empty()) {
    const auto end = morph.find('|');
    const auto one = morph.substr(0, end);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
    if (end == std::string_view::npos) break;
    morph.remove_prefix(end + 1);
  }
  return {};
}

}  // namespace

Result<Lemmatizer> Lemmatizer::load(const Packed& lookups, std::string_view mode,
                                    std::string_view language, const std::string& where) {
  Lemmatizer out;
  out.by_rule_ = mode != "lookup";
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
  if (out.by_rule_ && out.tables_.empty())
    return fail(ErrorCode::model, "has no lemma rules", where);
  if (!out.by_rule_ && out.lookup_.empty())
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
  if (!by_rule_) {
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
