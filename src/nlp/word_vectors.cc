#include "nlp/word_vectors.h"

#include <array>
#include <charconv>

#include "base/try.h"
#include "nlp/json.h"
#include "nlp/msgpack.h"

namespace gainsay::nlp {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
// spacy/symbols.pyx: what a vector may be looked up by.
constexpr std::int64_t kOrth = 65;
constexpr std::int64_t kLower = 66;
constexpr std::int64_t kNorm = 67;

// The text after `key` in the header of a NumPy file, a Python literal: {'shape': (5, 2), …}.
std::string_view after(std::string_view header, std::string_view key) {
  const auto at = header.find(key);
  if (at == std::string_view::npos) return {};
  header.remove_prefix(at + key.size());
  const auto value = header.find_first_not_of(" :");
  return value == std::string_view::npos ? std::string_view() : header.substr(value);
}

// Two numbers in "(5, 2)".
std::optional<std::array<std::size_t, 2>> shape_of(std::string_view text) {
  std::array<std::size_t, 2> shape{};
  const char* const end = text.data() + text.size();
  if (!text.starts_with('(')) return std::nullopt;
  const auto rows = std::from_chars(text.data() + 1, end, shape[0]);
  if (rows.ec != std::errc() || end - rows.ptr < 3 || rows.ptr[0] != ',' || rows.ptr[1] != ' ') {
    return std::nullopt;
  }
  const auto columns = std::from_chars(rows.ptr + 2, end, shape[1]);
  if (columns.ec != std::errc() || columns.ptr == end || *columns.ptr != ')') return std::nullopt;
  return shape;
}

// docs: numpy.lib.format.
std::optional<FloatTable> read_numpy(const Bytes& file) {
  const std::string_view all = file.view();
  constexpr std::size_t kVersion = 6;
  if (all.size() < 12 || !all.starts_with(kMagic)) return std::nullopt;
  const std::size_t length_size = all[kVersion] == 1 ? 2 : 4;
  std::size_t length = 0;
  for (std::size_t i = length_size; i-- > 0;) {
    length = (length << 8) | static_cast<unsigned char>(all[kVersion + 2 + i]);
  }
  const std::size_t begin = kVersion + 2 + length_size;
  if (all.size() - begin < length) return std::nullopt;
  const std::string_view header = all.substr(begin, length);
  const std::string_view data = all.substr(begin + length);
  const auto shape = shape_of(after(header, "'shape'"));
  if (!shape || !after(header, "'descr'").starts_with("'<f4'") ||
      !after(header, "'fortran_order'").starts_with("False")) {
    return std::nullopt;
  }
  const auto [rows, columns] = *shape;
  const std::size_t most = data.size() / sizeof(float);
  if (columns != 0 && rows > most / columns) return std::nullopt;
  if (rows * columns * sizeof(float) != data.size()) return std::nullopt;
  return FloatTable{rows, columns, file.part(data)};
}

}  // namespace

Result<WordVectors> WordVectors::load(const ModelFiles& files) {
  WordVectors out;
  if (!files.has("vocab/vectors")) return out;
  if (files.has("vocab/vectors.cfg")) {
    const auto where = files.where("vocab/vectors.cfg");
    TRY(const auto text, files.read("vocab/vectors.cfg"));
    TRY(const auto config, parse_json(text.view(), where));
    if (const Json* mode = config.find("mode"); mode != nullptr && mode->text != "default") {
      return fail(ErrorCode::model, "has vectors of a mode that is not known here: " + mode->text,
                  where);
    }
    if (const Json* key = config.find("attr"); key != nullptr) {
      if (key->integer == kLower || key->text == "LOWER") {
        out.key_ = &Lexeme::lower_id;
      } else if (key->integer == kNorm || key->text == "NORM") {
        out.key_ = &Lexeme::norm;
      } else if (key->integer != kOrth && key->text != "ORTH") {
        return fail(ErrorCode::model, "looks vectors up by what is not known here", where);
      }
    }
  }
  TRY(const auto vectors, files.read("vocab/vectors"));
  auto table = read_numpy(vectors);
  if (!table) {
    return fail(ErrorCode::model, "is no table of float32 in NumPy's format",
                files.where("vocab/vectors"));
  }
  out.table_ = *std::move(table);
  const auto where = files.where("vocab/key2row");
  TRY(const auto keys, files.read("vocab/key2row"));
  TRY(const auto rows, parse_msgpack(keys.view(), where));
  for (std::size_t i = 0; i + 1 < rows.items.size(); i += 2) {
    const auto& row = rows.items[i + 1];
    if (rows.items[i].kind != Packed::Kind::integer || row.kind != Packed::Kind::integer) {
      return fail(ErrorCode::model, "is no map from words to rows", where);
    }
    // spaCy's -1: a word without a row.
    if (static_cast<std::int64_t>(row.integer) == -1) continue;
    if (row.integer >= out.table_.rows) {
      return fail(ErrorCode::model, "points at a vector that is not there", where);
    }
    out.rows_.emplace(rows.items[i].integer, static_cast<std::uint32_t>(row.integer));
  }
  return out;
}

void WordVectors::add(const Lexeme& word, float* out) const {
  if (const auto row = rows_.find(word.*key_); row != rows_.end()) table_.add_row(row->second, out);
}

}  // namespace gainsay::nlp
