// Telegram Desktop's export, "machine-readable JSON": result.json. A chat is an outlet, a message a
// document. Exports reach gigabytes, so the file is not parsed but gone through: only what leads to
// messages is looked at, and one message is held at a time.
#include <simdjson.h>

#include <utility>

#include "acquire/archive.h"
#include "acquire/content.h"
#include "acquire/source.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kMostKey = 256;    // bytes; the keys of an export are short words
constexpr std::size_t kMostName = 4096;  // of a chat's name, type or id
constexpr std::size_t kMostDepth = 6;    // of what leads to messages: chats, list, chat, messages
constexpr std::size_t kMostMessage = 1 << 24;  // Telegram's own limit is 4,096 characters

// A chat's name, type and id, each as it stands in the file ("\"Valley Echo\"").
struct Chat {
  std::string name;
  std::string type;
  std::string id;
};

// Messages as they stand in the file, with their chat.
class Scanner {
 public:
  explicit Scanner(std::unique_ptr<Source> source) : source_(std::move(source)) {}

  // The next message; false at the end. After an error there are none.
  Result<bool> next(std::string& message) {
    if (ended_) return false;
    auto found = find(message);
    if (!found || !*found) ended_ = true;
    return found;
  }
  [[nodiscard]] const Chat& chat() const { return chat_; }
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] bool met_messages() const { return met_messages_; }

 private:
  enum class In { object, chats, list, messages };

  Result<bool> find(std::string& message) {
    if (!begun_) {
      begun_ = true;
      TRY(const char first, next_visible());
      if (first != '{') return wrong();
      take();
      inside_.push_back(In::object);
    }
    while (!inside_.empty()) {
      TRY(char c, next_visible());
      if (c == ',') {
        take();
        TRY(c, next_visible());
      }
      const In in = inside_.back();
      const bool is_list = in == In::list || in == In::messages;
      if (c == (is_list ? ']' : '}')) {
        take();
        inside_.pop_back();
      } else if (in == In::messages) {
        if (c != '{') return wrong();
        offset_ = base_ + at_;
        TRY_VOID(value(&message, kMostMessage));
        return true;
      } else if (in == In::list) {
        if (c != '{') return wrong();
        take();
        chat_ = {};
        inside_.push_back(In::object);
      } else {
        TRY_VOID(member(in));
      }
    }
    // Behind the export: nothing but white space.
    while (true) {
      TRY(const bool more, has_more());
      if (!more) return false;
      if (!is_space(buffer_[at_])) return wrong();
      ++at_;
    }
  }

  Result<void> member(In in) {
    TRY(const char quote, next_visible());
    if (quote != '"') return wrong();
    std::string key;
    TRY_VOID(value(&key, kMostKey));
    TRY(const char colon, next_visible());
    if (colon != ':') return wrong();
    take();
    TRY(const char begins, next_visible());
    const bool fits = inside_.size() < kMostDepth;
    if (key == "\"messages\"" && begins == '[' && in == In::object) {
      take();
      met_messages_ = true;
      inside_.push_back(In::messages);
    } else if ((key == "\"chats\"" || key == "\"left_chats\"") && begins == '{' && fits) {
      take();
      inside_.push_back(In::chats);
    } else if (key == "\"list\"" && begins == '[' && in == In::chats && fits) {
      take();
      met_messages_ = true;
      inside_.push_back(In::list);
    } else if (std::string* const told = of_chat(key, in); told && begins != '{' && begins != '[') {
      told->clear();
      TRY_VOID(value(told, kMostName));
    } else {
      TRY_VOID(value(nullptr, 0));
    }
    return {};
  }

  std::string* of_chat(const std::string& key, In in) {
    if (in != In::object) return nullptr;
    if (key == "\"name\"") return &chat_.name;
    if (key == "\"type\"") return &chat_.type;
    if (key == "\"id\"") return &chat_.id;
    return nullptr;
  }

  // Over one value, whose bytes go to `copy`, if any, up to `most` of them.
  Result<void> value(std::string* copy, std::size_t most) {
    if (copy) copy->clear();
    std::uint64_t depth = 0;
    bool in_string = false;
    bool escaped = false;
    bool any = false;
    while (true) {
      TRY(const bool more, has_more());
      if (!more) return cut();
      const char c = buffer_[at_];
      const bool ends_scalar = c == ',' || c == '}' || c == ']' || c == ':' || is_space(c);
      if (!in_string && depth == 0 && any && ends_scalar) return {};
      if (!in_string && depth == 0 && !any && ends_scalar) return wrong();
      ++at_;
      any = true;
      if (copy) {
        if (copy->size() >= most) return wrong();
        copy->push_back(c);
      }
      if (in_string) {
        if (escaped) {
          escaped = false;
        } else if (c == '\\') {
          escaped = true;
        } else if (c == '"') {
          in_string = false;
          if (depth == 0) return {};
        }
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (--depth == 0) return {};
      }
    }
  }

  static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

  Result<bool> has_more() {
    if (at_ < buffer_.size()) return true;
    base_ += buffer_.size();
    buffer_.resize(kChunk);
    at_ = 0;
    auto got = source_->read(buffer_);
    buffer_.resize(got ? *got : 0);
    if (!got) return tl::make_unexpected(got.error());
    return *got > 0;
  }

  Result<char> next_visible() {
    while (true) {
      TRY(const bool more, has_more());
      if (!more) return cut();
      if (!is_space(buffer_[at_])) return buffer_[at_];
      ++at_;
    }
  }
  void take() { ++at_; }

  tl::unexpected<Error> wrong() const {
    return fail(ErrorCode::damaged, "is damaged: what stands at byte " +
                                        std::to_string(base_ + at_) +
                                        " is no export of Telegram's");
  }
  static tl::unexpected<Error> cut() {
    return fail(ErrorCode::damaged, "is cut short: the export has no end");
  }

  std::unique_ptr<Source> source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t base_ = 0;
  std::uint64_t offset_ = 0;
  std::vector<In> inside_;
  Chat chat_;
  bool begun_ = false;
  bool ended_ = false;
  bool met_messages_ = false;
};

// An export with this message alone: what a capture of it keeps.
std::string as_export(const Chat& chat, const std::string& message) {
  std::string out = "{\n";
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) out.append(" \"").append(key).append("\": ").append(value).append(",\n");
  };
  put("name", chat.name);
  put("type", chat.type);
  put("id", chat.id);
  return out + " \"messages\": [\n  " + message + "\n ]\n}\n";
}

std::string text_at(const dom::element& object, std::string_view key) {
  std::string_view text;
  if (object.at_key(key).get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

std::string number_at(const dom::element& object, std::string_view key) {
  std::int64_t number = 0;
  if (object.at_key(key).get(number) != simdjson::SUCCESS) return {};
  return std::to_string(number);
}

// A string, or a list of strings and of spans that have one.
std::string message_text(const dom::element& message) {
  dom::element value;
  if (message.at_key("text").get(value) != simdjson::SUCCESS) return {};
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::string out;
  dom::array parts;
  if (value.get(parts) != simdjson::SUCCESS) return {};
  for (const dom::element part : parts) {
    if (part.get(text) == simdjson::SUCCESS) {
      out.append(text);
    } else {
      out += text_at(part, "text");
    }
  }
  return out;
}

// In UTC where the export says so, else in the exporting machine's time, whose zone is not known.
std::string message_time(const dom::element& message) {
  const std::string seconds = text_at(message, "date_unixtime");
  if (!seconds.empty() && seconds.size() < 12 &&
      seconds.find_first_not_of("0123456789") == std::string::npos)
    return to_rfc3339(std::chrono::sys_seconds(std::chrono::seconds(std::stoll(seconds))));
  return text_at(message, "date");
}

struct Message {
  std::string id;
  std::string kind;  // "message", "service"
  Given given;
};

Message understood(const std::string& chat_name, const dom::element& message) {
  Message out;
  out.id = number_at(message, "id");
  out.kind = text_at(message, "type");
  out.given.text = message_text(message);
  out.given.published = message_time(message);
  const std::string from = text_at(message, "from");
  const std::string& outlet = chat_name.empty() ? from : chat_name;
  if (!outlet.empty()) out.given.outlet = outlet;
  const std::string signature = text_at(message, "author");
  const std::string& author = signature.empty() ? from : signature;
  if (!author.empty() && author != outlet) out.given.authors = {author};
  if (auto source = text_at(message, "forwarded_from"); !source.empty() && source != outlet)
    out.given.forwarded_from = std::move(source);
  return out;
}

std::string unquoted(dom::parser& parser, const std::string& json) {
  std::string_view text;
  if (json.empty() || parser.parse(json).get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

class TelegramExport : public Archive {
 public:
  TelegramExport(ArchiveName name, std::unique_ptr<Source> source)
      : name_(std::move(name)), scanner_(std::move(source)) {}

  std::optional<Input> next() override {
    std::string json;
    while (true) {
      const auto more = scanner_.next(json);
      if (!more) {
        told_ = true;
        return refused("", more.error());
      }
      if (!*more) {
        if (scanner_.met_messages() || std::exchange(told_, true)) return std::nullopt;
        return refused("", {ErrorCode::unsupported, "is JSON and no export of Telegram's", {}});
      }
      if (auto input = from_message(json)) return input;
    }
  }

  std::string passed_over() const override { return passed_over_.in_words(); }

 private:
  Input refused(const std::string& id, Error error) const {
    error.where = name_.name + (id.empty() ? "" : "#" + id);
    return {error.where, tl::unexpected<Error>(error)};
  }

  std::optional<Input> from_message(const std::string& json) {
    const Chat& chat = scanner_.chat();
    const std::string chat_name = unquoted(parser_, chat.name);
    dom::element root;
    if (parser_.parse(json).get(root) != simdjson::SUCCESS)
      return refused("", {ErrorCode::damaged,
                          "is damaged: the message at byte " + std::to_string(scanner_.offset()) +
                              " is no JSON",
                          {}});
    Message message = understood(chat_name, root);
    if (message.kind != "message") {
      passed_over_.add("service messages");
      return std::nullopt;
    }
    if (message.given.text->find_first_not_of(" \t\r\n") == std::string::npos) {
      passed_over_.add("messages without text");
      return std::nullopt;
    }
    Capture capture;
    capture.bytes = as_export(chat, json);
    capture.id = "sha256:" + sha256_hex(capture.bytes);
    const std::string in_chat =
        !chat.id.empty() && chat.id.find_first_not_of("-0123456789") == std::string::npos
            ? "chat=" + chat.id + "&"
            : std::string();
    capture.url = capture.final_url =
        name_.address + "#" + in_chat + "message=" + (message.id.empty() ? "?" : message.id);
    capture.format = Format::telegram;
    capture.captured = name_.time;
    capture.place = Place{name_.address, "", scanner_.offset()};
    capture.given = std::move(message.given);
    return Input{name_.name + "#" + message.id, std::move(capture)};
  }

  ArchiveName name_;
  Scanner scanner_;
  dom::parser parser_;
  Tally passed_over_;
  bool told_ = false;  // what is wrong with all of it
};

}  // namespace

std::unique_ptr<Archive> open_telegram(ArchiveName name, std::unique_ptr<Source> source,
                                       const Limits& /*limits*/) {
  return std::make_unique<TelegramExport>(std::move(name), std::move(source));
}

Result<Given> read_telegram_message(std::string_view bytes) {
  Scanner scanner(from_view(bytes));
  std::string json;
  TRY(const bool found, scanner.next(json));
  dom::parser parser;
  const std::string chat_name = unquoted(parser, scanner.chat().name);
  dom::element root;
  if (!found || parser.parse(json).get(root) != simdjson::SUCCESS)
    return fail(ErrorCode::damaged, "is no message of a Telegram export");
  return understood(chat_name, root).given;
}

}  // namespace gainsay::acquire
