#include "nlp/msgpack.h"

#include <bit>
#include <optional>

namespace gainsay::nlp {
namespace {

// thinc's and spaCy's files nest to 5.
constexpr int kDeepest = 32;

class Parser {
 public:
  explicit Parser(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::string_view problem() const { return problem_; }
  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

  bool parse(Packed& value, int depth) {
    if (depth > kDeepest) return stop("is nested too deep");
    std::uint64_t lead = 0;
    if (!number(1, lead)) return false;
    if (lead < 0x80) return integer(value, lead);
    if (lead < 0x90) return items(value, Packed::Kind::map, lead & 0x0F, depth);
    if (lead < 0xA0) return items(value, Packed::Kind::array, lead & 0x0F, depth);
    if (lead < 0xC0) return text(value, Packed::Kind::text, lead & 0x1F);
    if (lead >= 0xE0)
      return integer(value, static_cast<std::uint64_t>(static_cast<std::int8_t>(lead)));
    return parse_long(value, lead, depth);
  }

 private:
  bool parse_long(Packed& value, std::uint64_t lead, int depth) {
    std::uint64_t n = 0;
    switch (lead) {
      case 0xC0:
        value.kind = Packed::Kind::nil;
        return true;
      case 0xC2:
      case 0xC3:
        value.kind = Packed::Kind::boolean;
        value.integer = lead & 1;
        return true;
      case 0xC4:
      case 0xC5:
      case 0xC6:
        return number(std::size_t{1} << (lead - 0xC4), n) && text(value, Packed::Kind::bytes, n);
      case 0xCA:
        if (!number(4, n)) return false;
        value.kind = Packed::Kind::real;
        value.real = std::bit_cast<float>(static_cast<std::uint32_t>(n));
        return true;
      case 0xCB:
        if (!number(8, n)) return false;
        value.kind = Packed::Kind::real;
        value.real = std::bit_cast<double>(n);
        return true;
      case 0xCC:
      case 0xCD:
      case 0xCE:
      case 0xCF:
        return number(std::size_t{1} << (lead - 0xCC), n) && integer(value, n);
      case 0xD0:
        return number(1, n) &&
               integer(value, static_cast<std::uint64_t>(static_cast<std::int8_t>(n)));
      case 0xD1:
        return number(2, n) &&
               integer(value, static_cast<std::uint64_t>(static_cast<std::int16_t>(n)));
      case 0xD2:
        return number(4, n) &&
               integer(value, static_cast<std::uint64_t>(static_cast<std::int32_t>(n)));
      case 0xD3:
        return number(8, n) && integer(value, n);
      case 0xD9:
      case 0xDA:
      case 0xDB:
        return number(std::size_t{1} << (lead - 0xD9), n) && text(value, Packed::Kind::text, n);
      case 0xDC:
      case 0xDD:
        return number(lead == 0xDC ? 2 : 4, n) && items(value, Packed::Kind::array, n, depth);
      case 0xDE:
      case 0xDF:
        return number(lead == 0xDE ? 2 : 4, n) && items(value, Packed::Kind::map, n, depth);
      default:
        return stop("holds a MessagePack extension type, which no spaCy file does");
    }
  }

  bool stop(std::string_view problem) {
    problem_ = problem;
    return false;
  }

  // Big-endian.
  bool number(std::size_t length, std::uint64_t& value) {
    if (bytes_.size() - at_ < length) return stop("is cut short");
    value = 0;
    for (std::size_t i = 0; i < length; ++i) {
      value = (value << 8) | static_cast<unsigned char>(bytes_[at_++]);
    }
    return true;
  }

  static bool integer(Packed& value, std::uint64_t n) {
    value.kind = Packed::Kind::integer;
    value.integer = n;
    return true;
  }

  bool text(Packed& value, Packed::Kind kind, std::uint64_t length) {
    if (bytes_.size() - at_ < length) return stop("is cut short");
    value.kind = kind;
    value.text = bytes_.substr(at_, length);
    at_ += length;
    return true;
  }

  bool items(Packed& value, Packed::Kind kind, std::uint64_t count, int depth) {
    value.kind = kind;
    if (kind == Packed::Kind::map) count *= 2;
    // Each item takes a byte at least: a false count must not take all memory.
    if (bytes_.size() - at_ < count) return stop("is cut short");
    value.items.resize(count);
    for (auto& item : value.items) {
      if (!parse(item, depth + 1)) return false;
    }
    return true;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string_view problem_;
};

}  // namespace

const Packed* Packed::find(std::string_view key) const {
  if (kind != Kind::map) return nullptr;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (items[i].is_text() && items[i].text == key) return &items[i + 1];
  }
  return nullptr;
}

Result<Packed> parse_msgpack(std::string_view bytes, const std::string& where) {
  Parser parser(bytes);
  Packed value;
  if (!parser.parse(value, 0)) return fail(ErrorCode::model, std::string(parser.problem()), where);
  if (!parser.at_end()) return fail(ErrorCode::model, "holds bytes after its end", where);
  return value;
}

}  // namespace gainsay::nlp
