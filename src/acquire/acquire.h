// acquire: what a person names in, captures out: bytes, where they came from and when.
//
// Inputs are files and folders (.html, .htm, .txt, .jsonl, .gz of these), standard input ("-"), and
// http(s) addresses. A JSON-lines input holds one document a line; a line is a capture of its own
// whose bytes are the line.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::acquire {

enum class Format { html, text, json_line };

// What bytes look like, whatever their name; empty for what is no text (an image, an archive, PDF).
[[nodiscard]] std::optional<Format> sniff(std::string_view body);

// What a JSON line says of its document; believed over what is found in the page.
struct Given {
  std::optional<std::string> title;
  std::optional<std::string> text;       // the main text, taken as it is
  std::optional<std::string> html;       // a page, to be read
  std::optional<std::string> page_text;  // the visible text of a whole page, to be cleaned
  std::optional<std::string> published;
  std::optional<std::string> outlet;
  std::vector<std::string> authors;
  std::optional<std::string> language;

  bool operator==(const Given&) const = default;
};

// Who first published what a feed passes on: RSS's and Atom's <source>, a news sitemap's
// publication.
struct Publisher {
  std::string name;
  std::string url;

  bool operator==(const Publisher&) const = default;
};

// The item of a feed or sitemap that a capture was found by.
struct FeedOrigin {
  std::string feed;   // the feed's address
  std::string title;  // the feed's; empty when it has none
  std::string item;   // the item's id within the feed
  // A hash of what the item said: the same item with another one is to be read again.
  std::string version;
  std::string headline;   // the item's title
  std::string published;  // ISO 8601
  Publisher source;

  bool operator==(const FeedOrigin&) const = default;
};

struct Capture {
  std::string id;         // "sha256:" and the hash of `bytes`
  std::string url;        // as asked for; file:///… for a file; a JSON line's own
  std::string final_url;  // after redirects; equal to `url` elsewhere
  std::string bytes;      // a .gz file's are the compressed ones, a JSON line's the line, an HTTP
                          // answer's those without its content coding (gzip, deflate)
  std::string body;       // `bytes` decompressed; empty for a JSON line (see `given`)
  std::string content_type;  // as declared by a server; empty when nobody did
  Format format = Format::html;
  std::chrono::sys_seconds captured;  // a file's modification time, else now
  std::optional<Given> given;         // of a JSON line
  std::optional<FeedOrigin> feed;     // of a page that a feed or sitemap names

  bool operator==(const Capture&) const = default;
};

struct Limits {
  std::size_t page_bytes =
      std::size_t{300} * 1000 * 1000;  // of one page or JSON line, decompressed
  int redirects = 10;
  std::chrono::seconds connect_time{15};
  std::chrono::seconds total_time{60};
  bool allow_private = false;  // private, loopback and link-local addresses may be fetched
};

// One input that was asked for and what became of it. `name` is how messages name it: a path, an
// address, "file.jsonl:12", "-".
struct Input {
  std::string name;
  Result<Capture> capture;
};

// Goes through what was named, in a fixed order: arguments as given, folders by path, lines as they
// stand. A folder's files of other kinds are no inputs. Nothing is held longer than until the next
// call, so ten thousand pages take the memory of one. Errors, in Input: not_found, no_permission,
// network, forbidden_address, empty, too_large, damaged, unsupported.
class Inputs {
 public:
  Inputs(std::vector<std::string> names, Limits limits, std::chrono::sys_seconds now);
  ~Inputs();
  Inputs(Inputs&&) noexcept;
  Inputs& operator=(Inputs&&) noexcept;

  // The next input; empty when all were given.
  std::optional<Input> next();
  // How many inputs there will be, for a progress bar: counted without reading pages; empty when it
  // cannot be known (standard input).
  [[nodiscard]] std::optional<std::size_t> count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gainsay::acquire
