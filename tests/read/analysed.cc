#include "analysed.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/utf8.h"

namespace gainsay::read {
namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r");
  return begin == std::string::npos
             ? ""
             : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    out.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

// Builds a document token by token, looking each up in the text behind the one before.
class Builder {
 public:
  Builder(const std::string& text, std::string place) : place_(std::move(place)) {
    page::Article article;
    article.text = text;
    for (auto at = article.text.find("⏎"); at != std::string::npos; at = article.text.find("⏎")) {
      article.text.replace(at, std::string("⏎").size(), "\n\n");
    }
    article.published = "2024-04-10";
    article.language = "en";
    document_.annotated = text::annotate(std::move(article));
    index_ = TextIndex(document_.annotated.article.text);
  }

  void row(const std::string& line) {
    if (line == "--") return end_sentence();
    const auto fields = columns(line);
    if (fields.size() != 7) {
      ADD_FAILURE() << place_ << ": seven columns expected, not " << fields.size() << ": " << line;
      return;
    }
    const auto& text = document_.annotated.article.text;
    const auto begin = text.find(fields[0], next_);
    if (begin == std::string::npos) {
      ADD_FAILURE() << place_ << ": '" << fields[0] << "' is not in the rest of the text";
      return;
    }
    next_ = begin + fields[0].size();
    nlp::Token token;
    token.span = {index_.char_of({static_cast<std::uint32_t>(begin)}),
                  index_.char_of({static_cast<std::uint32_t>(next_)})};
    token.text = fields[0];
    token.lemma = fields[1];
    token.tag = fields[2];
    token.pos = fields[3];
    token.dep = fields[4];
    token.head = static_cast<nlp::TokenIndex>(std::stoi(fields[5]));
    token.sentence = static_cast<std::int32_t>(document_.analysis.sentences.size());
    token.entity = fields[6].empty() ? "" : fields[6].substr(2);
    token.entity_begins = fields[6].starts_with("B-");
    token.space_after = next_ < text.size() && text[next_] == ' ';
    document_.analysis.tokens.push_back(std::move(token));
  }

  void end_sentence() {
    auto& tokens = document_.analysis.tokens;
    const auto end = static_cast<nlp::TokenIndex>(tokens.size());
    if (end == begin_) return;
    for (auto i = begin_; i < end; ++i) {
      auto& head = tokens[static_cast<std::size_t>(i)].head;
      head = head == 0 ? i : begin_ + head - 1;
    }
    document_.analysis.sentences.push_back({begin_, end});
    begin_ = end;
  }

  nlp::Analysed take() {
    end_sentence();
    return std::move(document_);
  }

 private:
  std::string place_;
  nlp::Analysed document_;
  TextIndex index_;
  std::size_t next_ = 0;
  nlp::TokenIndex begin_ = 0;
};

}  // namespace

nlp::Analysed analysed(const std::string& text, const std::string& table) {
  Builder builder(text, "a table in a test");
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    if (const auto row = trimmed(line); !row.empty()) builder.row(row);
  }
  return builder.take();
}

std::vector<Case> read_cases(const std::string& file) {
  const std::string path = "tests/read/" + file;
  std::ifstream in(path);
  EXPECT_TRUE(in) << path << ": cannot be read; tests run from the project's root";
  std::vector<Case> cases;
  std::unique_ptr<Builder> builder;
  const auto finish = [&] {
    if (builder) cases.back().document = builder->take();
  };
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.starts_with("#")) continue;
    const auto place = file + ":" + std::to_string(number);
    if (line.starts_with("= ")) {
      finish();
      builder = std::make_unique<Builder>(line.substr(2), place);
      cases.push_back({place, {}, {}});
    } else if (!builder) {
      ADD_FAILURE() << place << ": a case begins with '= ' and its text";
    } else if (line.starts_with("> ")) {
      cases.back().wanted.push_back(line.substr(2));
    } else {
      builder->row(line);
    }
  }
  finish();
  EXPECT_FALSE(cases.empty()) << path << " holds no case";
  return cases;
}

const Knowledge& knowledge() {
  static const auto loaded = load_knowledge({.folder = "knowledge"});
  if (!loaded) throw std::runtime_error(to_string(loaded.error()));
  return *loaded;
}

}  // namespace gainsay::read
