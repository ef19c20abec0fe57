// acquire: what a person names in, captures out: bytes, where they came from and when.
//
// Inputs are files and folders (.html, .htm, .txt, .jsonl, .gz of these), standard input ("-"), and
// http(s) addresses. A JSON-lines input holds one document a line; a line is a capture of its own
// whose bytes are the line. A feed, an OPML list or a sitemap stands for the pages it points to.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
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
  // How we behave where a list (a feed, a sitemap) leads us, and not the user's own words.
  bool ignore_robots = false;                  // robots.txt is not asked
  std::chrono::milliseconds host_delay{1000};  // between two requests to one host
  // Set from anywhere, a signal handler too: waits and transfers end at once.
  const std::atomic<bool>* stop = nullptr;
};

// Time as a value, so that tests have their own. `sleep` may come back early.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
struct Clock {
  std::function<Time()> now;
  std::function<void(std::chrono::milliseconds)> sleep;
};
// The machine's; its sleep ends when Limits::stop says so.
Clock system_clock(const Limits& limits);

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

struct WatchOptions {
  std::chrono::seconds interval{900};  // between two looks at one list, at least
  // Each list is looked at once and what is new there tried once; what fails for now is refused and
  // left for the next run.
  bool once = false;
  // What is remembered from run to run: a folder, made when it is not there.
  std::string memory;
};

// Feeds and sitemaps looked at again and again (docs/watching.md). What must hold:
//  1. An item that a list names is given out until settle() was told what became of it, over kills
//     too: it is remembered as due before its list's ETag is.
//  2. What is in the ledger already, by the origins that known() was told, is not given out again.
//  3. The order follows from the lists, their answers and the clock alone.
class Watch {
 public:
  enum class Settled { read, refused, already_known };
  // `say` takes a line for people, about what is no input: a list that is not to be had now.
  // Errors: usage (none is a list's name), no_permission, damaged (the memory cannot be used),
  // not_found.
  static Result<Watch> open(const std::vector<std::string>& lists, const Limits& limits,
                            WatchOptions options, Clock clock,
                            std::function<void(const std::string&)> say);
  ~Watch();
  Watch(Watch&&) noexcept;
  Watch& operator=(Watch&&) noexcept;

  // Before the first next(): a page that the ledger has, and the item that led to it.
  void known(std::string_view url, const FeedOrigin& origin);

  // The next page to be read. Waits for hosts whose turn comes within seconds; empty when all that
  // is due was given out.
  std::optional<Input> next();
  // What became of an input: called once for each, in the order in which they were given out.
  void settle(Settled how);
  // All that was given out is settled: writes down what must be remembered. Errors: no_permission,
  // damaged.
  Result<void> remember();

  // How many items the lists named that were known before; each counts once, whenever it is met.
  [[nodiscard]] std::size_t known_before() const;
  // Items that are due and not settled, for a later time or the next run.
  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::size_t lists() const;
  // When something is due next; empty when nothing ever will be.
  [[nodiscard]] std::optional<Time> due() const;

 private:
  struct State;
  explicit Watch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gainsay::acquire
