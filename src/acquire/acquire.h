// acquire: what a person names in, captures out: bytes, where they came from and when.
//
// Inputs are files and folders (.html, .htm, .txt, .jsonl, .eml, .pdf, .warc, .wacz, Telegram's
// result.json; .gz of these), standard input ("-"), and http(s) addresses. JSON lines, archives and
// exports hold many documents: a line, a record or a message is a capture of its own.
// A feed, an OPML list or a sitemap stands for the pages it points to.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gainsay::acquire {

// The last ones hold captures and are none: warc, wacz. A Telegram export is one or holds many.
enum class Format { html, text, json_line, mail, pdf, telegram, warc, wacz };

// What bytes look like, whatever their name; empty for what is no text (an image, an archive, PDF).
[[nodiscard]] std::optional<Format> sniff(std::string_view body);

// What a JSON line, a mail, a PDF or a Telegram message says of its document; believed over what is
// found in the page.
struct Given {
  std::optional<std::string> title;
  std::optional<std::string> text;       // the main text, taken as it is
  std::optional<std::string> html;       // a page, to be read
  std::optional<std::string> page_text;  // the visible text of a whole page, to be cleaned
  std::optional<std::string> published;
  std::optional<std::string> outlet;
  std::vector<std::string> authors;
  std::optional<std::string> language;
  // Whose words these are where `outlet` only passed them on: what a Telegram forward names.
  std::optional<std::string> forwarded_from;

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

// A certificate that a TLS peer showed (X.509), as OpenSSL prints its parts.
struct Certificate {
  std::string subject;
  std::string issuer;
  std::string not_before;  // RFC 3339
  std::string not_after;
  std::string sha256;  // of its DER form: how certificate transparency logs find it

  bool operator==(const Certificate&) const = default;
};

// One request and the head of its answer, as they went over the wire.
struct Hop {
  std::string url;
  std::string request;   // the request's head, CR LF behind each line and an empty line at the end
  std::string response;  // the answer's head, likewise
  std::string peer;      // the address that answered: "203.0.113.7:443", "[2001:db8::1]:80"
  std::string tls;       // protocol and cipher: "TLSv1.3 TLS_AES_256_GCM_SHA384"; empty without TLS
  std::vector<Certificate> certificates;  // the peer's first, then those that vouch for it

  bool operator==(const Hop&) const = default;
};

// Where in an archive (WARC, WACZ, a Telegram export) a capture stands.
struct Place {
  std::string archive;       // its address: file:///…
  std::string record;        // WARC-Record-ID; empty where there is none
  std::uint64_t offset = 0;  // bytes from the archive's beginning to the record's

  bool operator==(const Place&) const = default;
};

struct Capture {
  std::string id;         // "sha256:" and the hash of `bytes` without their content coding, so that
                          // a page is the same however a server packed it this time
  std::string url;        // as asked for; file:///… for a file; a JSON line's own
  std::string final_url;  // after redirects; equal to `url` elsewhere
  std::string bytes;   // as received; a .gz file's are the compressed ones, a JSON line's the line
  std::string coding;  // content coding of `bytes` (gzip, deflate, br, zstd); empty: none
  std::string body;    // `bytes` decompressed; empty for a JSON line (see `given`)
  std::string content_type;  // as declared by a server; empty when nobody did
  Format format = Format::html;
  std::chrono::sys_seconds captured;  // a file's modification time, else when the server answered
  std::vector<Hop> hops;              // redirects first; empty for what no server sent
  std::optional<Place> place;         // of what stood in an archive
  std::optional<Given> given;         // of a JSON line, a mail, a PDF or a Telegram message
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
  std::string
      trusted;  // a file of certificates (PEM) to trust instead of the system's; empty: those
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

// `bytes` without a content coding. Errors: damaged; too_large, over `limit` bytes; unsupported,
// for a coding other than gzip, deflate, br and zstd.
Result<std::string> without_coding(std::string_view bytes, std::string_view coding,
                                   std::size_t limit);

// One input that was asked for and what became of it. `name` is how messages name it: a path, an
// address, "file.jsonl:12", "-"; a page of an archive with its number there and its address:
// "crawl.warc.gz:12 https://…".
struct Input {
  std::string name;
  Result<Capture> capture;
  std::string note = {};  // something to know of a capture: that its archive kept a part of it only
  // A WARC's revisit: the page of a capture given before, met again as it was. `capture` has that
  // one's id and no bytes.
  bool unchanged = false;
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
  // What of archives is no input since it is no page: "crawl.warc.gz: 12 image/png, 3 redirects …",
  // a line an archive that was gone through since the last call.
  std::vector<std::string> take_passed_over();
  // How many inputs there will be, for a progress bar: counted without reading pages; empty when it
  // cannot be known (standard input, archives).
  [[nodiscard]] std::optional<std::size_t> count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A WARC 1.1 file (ISO 28500:2017) as it is written: a record that says who made it, then a
// capture's records: request and response of each hop and what else is known of them, or a resource
// for what no server sent. Record ids and all else follow from the capture alone.
std::string warc_info(std::string_view made_by, std::chrono::sys_seconds at);
std::vector<std::string> warc_records(const Capture& capture);
// A record of a .warc.gz is a member of its own.
std::string gzip_member(std::string_view record);

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
