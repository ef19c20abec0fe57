#include "acquire/acquire.h"

#include <sys/stat.h>

#include <deque>
#include <utility>

#include "acquire/archive.h"
#include "acquire/content.h"
#include "acquire/fetch.h"
#include "acquire/files.h"
#include "acquire/json_line.h"
#include "acquire/listed.h"
#include "acquire/seen_pages.h"
#include "acquire/source.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

bool is_address(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

Error placed(Error error, const std::string& name) {
  if (error.where.empty()) error.where = name;
  return error;
}

Input refused(const std::string& name, Error error) {
  return {name, tl::unexpected<Error>(placed(std::move(error), name))};
}

bool holds_many(std::optional<Format> format) {
  return format == Format::json_line || format == Format::warc || format == Format::wacz ||
         format == Format::telegram;
}

constexpr std::size_t kLook = 4096;  // bytes that tell what a file is

// The body's first bytes, read ahead of the rest.
Result<std::string> read_head(Source& source, std::size_t size) {
  std::string head(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    TRY(const std::size_t got, source.read(std::span(head).subspan(have)));
    if (got == 0) break;
    have += got;
  }
  head.resize(have);
  return head;
}

// `from`, decompressed where it begins like gzip.
Result<std::unique_ptr<Source>> plain(std::unique_ptr<Source> from) {
  TRY(auto head, read_head(*from, 2));
  const bool gzip = is_gzip(head);
  auto whole = joined(std::move(head), std::move(from));
  return gzip ? decompressed(std::move(whole), Compression::gzip) : std::move(whole);
}

// What a file's first bytes are, unpacked where they are gzip's.
Result<std::optional<Format>> look_into(const std::string& path) {
  TRY(auto file, open_file(path));
  TRY(auto source, plain(std::move(file)));
  TRY(const auto head, read_head(*source, kLook));
  return head.empty() ? std::nullopt : sniff(head);
}

// JSON lines that are being gone through.
struct OpenLines {
  std::string name;
  std::string url;
  std::chrono::sys_seconds captured;
  Lines lines;
  bool any = false;
};

}  // namespace

struct Inputs::State {
  State(std::vector<std::string> names_given, Limits limits_given, std::chrono::sys_seconds now_is)
      : names(std::move(names_given)), limits(std::move(limits_given)), now(now_is) {}

  std::optional<Input> next();
  std::optional<Input> next_line();
  std::optional<Input> next_of_archive();
  // Each gives one input, or none where it opened `lines` or an archive to be gone through.
  std::optional<Input> named(const std::string& name);
  std::optional<Input> from_file(const std::string& path);
  std::optional<Input> from_standard_input();
  std::optional<Input> from_address(const std::string& url);
  // A feed, an OPML list or a sitemap: its pages follow.
  std::optional<Input> from_list(const std::string& name, const std::string& address,
                                 const std::string& bytes, const std::string& content_type);

  Result<std::optional<Capture>> read_file_at(const std::string& path);
  // What a file of many captures is gone through by.
  Result<void> open_many(Format format, const std::string& name, const std::string& url,
                         std::chrono::sys_seconds at, std::unique_ptr<Source> source);
  void open_lines(const std::string& name, const std::string& url, std::chrono::sys_seconds at,
                  std::unique_ptr<Source> source);

  // Time goes on from `now`, so that each answer is noted when it came.
  [[nodiscard]] std::chrono::sys_seconds clock() const {
    return now + std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
  }

  std::vector<std::string> names;
  Limits limits;
  std::chrono::sys_seconds now;
  std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
  std::size_t at = 0;
  std::vector<std::string> passed_over;
  std::deque<FoundFile> files;  // of the folder that is being gone through
  std::optional<OpenLines> lines;
  std::optional<ListedPages> listed;
  std::unique_ptr<Archive> archive;
  std::string archive_name;
  SeenPages seen;  // in the archives so far
  JsonLineParser parser;
  std::optional<Fetcher> fetcher;
};

std::optional<Input> Inputs::State::next() {
  for (;;) {
    if (limits.stop && *limits.stop) return std::nullopt;
    if (lines) {
      if (auto input = next_line()) return input;
    } else if (listed && !listed->done()) {
      if (auto input = listed->next()) return input;
    } else if (archive) {
      if (auto input = next_of_archive()) return input;
    } else if (!files.empty()) {
      const FoundFile file = std::move(files.front());
      files.pop_front();
      if (file.error) return refused(file.path, *file.error);
      if (auto input = from_file(file.path)) return input;
    } else if (at < names.size()) {
      if (auto input = named(names[at++])) return input;
    } else {
      return std::nullopt;
    }
  }
}

std::optional<Input> Inputs::State::named(const std::string& name) {
  if (name == "-") return from_standard_input();
  if (is_address(name)) return from_address(name);
  if (!is_folder(name)) return from_file(name);
  auto found = files_below(name);
  files.assign(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  return std::nullopt;
}

std::optional<Input> Inputs::State::from_list(const std::string& name, const std::string& address,
                                              const std::string& bytes,
                                              const std::string& content_type) {
  if (!listed) {
    Clock clock = system_clock(limits);
    const auto opened = clock.now();
    clock.now = [opened, at = now, wall = clock.now] { return at + (wall() - opened); };
    listed.emplace(limits, std::move(clock));
  }
  return listed->open(name, address, feed_in(bytes, content_type, address));
}

void Inputs::State::open_lines(const std::string& name, const std::string& url,
                               std::chrono::sys_seconds captured, std::unique_ptr<Source> source) {
  lines.emplace(OpenLines{name, url, captured, Lines(std::move(source), limits.page_bytes), false});
}

std::optional<Input> Inputs::State::next_line() {
  std::string line;
  for (;;) {
    const auto more = lines->lines.next(line);
    const std::string number = std::to_string(lines->lines.number());
    const std::string name = lines->name + ":" + number;
    if (!more) {
      lines->any = true;
      return refused(name, more.error());
    }
    if (!*more) {
      const bool any = lines->any;
      const std::string file = lines->name;
      lines.reset();
      if (any) return std::nullopt;
      return refused(file, empty_error());
    }
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    lines->any = true;
    auto parsed = parser.parse(line);
    if (!parsed) return refused(name, parsed.error());
    Capture capture;
    capture.id = "sha256:" + sha256_hex(line);
    // RFC 5147 names a line of a text by the positions between lines.
    capture.url =
        !parsed->url.empty()
            ? parsed->url
            : lines->url + "#line=" + std::to_string(lines->lines.number() - 1) + "," + number;
    capture.final_url = capture.url;
    capture.bytes = std::move(line);
    capture.format = Format::json_line;
    capture.captured = lines->captured;
    capture.given = std::move(parsed->given);
    return Input{name, std::move(capture)};
  }
}

std::optional<Input> Inputs::State::next_of_archive() {
  if (auto input = archive->next()) return input;
  const std::string words = archive->passed_over();
  if (!words.empty()) passed_over.push_back(archive_name + ": no pages, passed over: " + words);
  archive.reset();
  return std::nullopt;
}

Result<void> Inputs::State::open_many(Format format, const std::string& name,
                                      const std::string& url, std::chrono::sys_seconds captured,
                                      std::unique_ptr<Source> source) {
  switch (format) {
    case Format::json_line:
      open_lines(name, url, captured, std::move(source));
      return {};
    case Format::warc:
      archive = open_warc({name, url, captured}, std::move(source), limits, seen);
      break;
    case Format::telegram:
      archive = open_telegram({name, url, captured}, std::move(source), limits);
      break;
    case Format::wacz:
      return fail(ErrorCode::unsupported, "is a WACZ, which is read from a file only");
    default:
      return fail(ErrorCode::unsupported, "holds one page");
  }
  archive_name = name;
  return {};
}

std::optional<Input> Inputs::State::from_file(const std::string& path) {
  auto read = read_file_at(path);
  if (!read) return refused(path, read.error());
  if (!*read) return std::nullopt;
  if (!format_of_name(path) && is_feed((*read)->body))
    return from_list(path, (*read)->url, (*read)->body, "");
  return Input{path, std::move(**read)};
}

// Empty where the file holds many captures.
Result<std::optional<Capture>> Inputs::State::read_file_at(const std::string& path) {
  Capture capture;
  capture.url = capture.final_url = file_url(path);
  capture.captured = modification_time(path).value_or(now);
  const auto named_format = format_of_name(path);
  // Files of many captures may be of any size: told by their first bytes where their names do not.
  const auto looks_ahead = look_into(path);
  auto format = named_format;
  if (looks_ahead && holds_many(*looks_ahead) && (!format || *format == Format::json_line))
    format = *looks_ahead;
  if (format == Format::wacz) {
    TRY(archive, open_wacz({path, capture.url, capture.captured}, path, limits, seen));
    archive_name = path;
    return std::optional<Capture>();
  }
  TRY(auto file, open_file(path));
  if (holds_many(format)) {
    // A WARC's members are told apart by its reader.
    std::unique_ptr<Source> source = std::move(file);
    if (format != Format::warc) {
      TRY(source, plain(std::move(source)));
    }
    TRY_VOID(open_many(*format, path, capture.url, capture.captured, std::move(source)));
    return std::optional<Capture>();
  }
  if (size_of_file(path).value_or(0) > limits.page_bytes) return over_limit(limits.page_bytes);
  TRY(capture.bytes, read_all(*file, limits.page_bytes));
  if (capture.bytes.empty()) return tl::make_unexpected(empty_error());
  if (path.ends_with(".gz") && !is_gzip(capture.bytes))
    return fail(ErrorCode::damaged, "is named .gz and is no gzip file");
  capture.body = capture.bytes;
  TRY_VOID(unpack(capture.body, limits));
  if (capture.body.empty()) return tl::make_unexpected(empty_error());
  const auto looks = sniff(capture.body);
  if (!looks) return tl::make_unexpected(no_text_error());
  // Many a .html is a PDF; no PDF is a page, whatever its name.
  capture.format = *looks == Format::pdf ? Format::pdf : named_format.value_or(*looks);
  if (capture.format == Format::pdf && *looks != Format::pdf)
    return fail(ErrorCode::damaged, "is named .pdf and is no PDF");
  capture.id = "sha256:" + sha256_hex(capture.bytes);
  TRY_VOID(take_apart(capture, limits));
  return std::optional(std::move(capture));
}

std::optional<Input> Inputs::State::from_standard_input() {
  const std::string name = "-";
  const std::string url = "file:///dev/stdin";
  auto source = plain(standard_input());
  if (!source) return refused(name, source.error());
  auto head = read_head(**source, kLook);
  if (!head) return refused(name, head.error());
  if (head->empty()) return refused(name, empty_error());
  const auto looks = sniff(*head);
  if (!looks) return refused(name, no_text_error());
  auto whole = joined(std::move(*head), std::move(*source));
  if (holds_many(*looks)) {
    const auto opened = open_many(*looks, name, url, now, std::move(whole));
    if (!opened) return refused(name, opened.error());
    return std::nullopt;
  }
  auto bytes = read_all(*whole, limits.page_bytes);
  if (!bytes) return refused(name, bytes.error());
  if (is_feed(*bytes)) return from_list(name, url, *bytes, "");
  Capture capture;
  capture.id = "sha256:" + sha256_hex(*bytes);
  capture.url = capture.final_url = url;
  capture.body = *bytes;
  capture.bytes = std::move(*bytes);
  capture.format = *looks;
  capture.captured = now;
  if (auto taken = take_apart(capture, limits); !taken) return refused(name, taken.error());
  return Input{name, std::move(capture)};
}

std::optional<Input> Inputs::State::from_address(const std::string& url) {
  if (!fetcher) fetcher.emplace(limits);
  auto fetched = fetcher->fetch(url);
  if (!fetched) return refused(url, fetched.error());
  if (fetched->body.empty()) return refused(url, empty_error());
  Capture capture;
  capture.id = "sha256:" + sha256_hex(fetched->body);
  capture.url = url;
  capture.captured = clock();
  capture.bytes = std::move(fetched->bytes);
  capture.coding = std::move(fetched->coding);
  capture.body = std::move(fetched->body);
  capture.content_type = std::move(fetched->content_type);
  capture.final_url = std::move(fetched->final_url);
  capture.hops = std::move(fetched->hops);
  // A .gz file that is served as such.
  if (auto unpacked = unpack(capture.body, limits); !unpacked)
    return refused(url, unpacked.error());
  const auto looks = sniff(capture.body);
  if (!looks) return refused(url, no_text_error());
  const bool declared_text = capture.content_type.starts_with("text/plain");
  capture.format = declared_text && *looks == Format::html ? Format::text : *looks;
  if (holds_many(capture.format)) {
    const auto opened =
        open_many(capture.format, url, url, capture.captured, from_memory(std::move(capture.body)));
    if (!opened) return refused(url, opened.error());
    return std::nullopt;
  }
  if (is_feed(capture.body)) return from_list(url, url, capture.body, capture.content_type);
  if (auto taken = take_apart(capture, limits); !taken) return refused(url, taken.error());
  return Input{url, std::move(capture)};
}

Inputs::Inputs(std::vector<std::string> names, Limits limits, std::chrono::sys_seconds now)
    : state_(std::make_unique<State>(std::move(names), std::move(limits), now)) {}
Inputs::~Inputs() = default;
Inputs::Inputs(Inputs&&) noexcept = default;
Inputs& Inputs::operator=(Inputs&&) noexcept = default;

std::optional<Input> Inputs::next() { return state_->next(); }

std::vector<std::string> Inputs::take_passed_over() {
  return std::exchange(state_->passed_over, {});
}

namespace {

// As many inputs as going through the file will give: an error ends its lines and counts as one.
std::size_t count_lines(const std::string& path, std::size_t limit) {
  auto file = open_file(path);
  if (!file) return 1;
  auto source = plain(std::move(*file));
  if (!source) return 1;
  Lines lines(std::move(*source), limit);
  std::string line;
  std::size_t count = 0;
  for (;;) {
    const auto more = lines.next(line);
    if (more && !*more) return std::max<std::size_t>(count, 1);
    if (!more || line.find_first_not_of(" \t") != std::string::npos) ++count;
  }
}

}  // namespace

std::optional<std::size_t> Inputs::count() const {
  std::size_t count = 0;
  bool known = true;
  const auto count_file = [&](const std::string& path) {
    const auto format = format_of_name(path);
    if (format == Format::warc || format == Format::wacz || format == Format::telegram)
      known = false;
    return format == Format::json_line ? count_lines(path, state_->limits.page_bytes)
                                       : std::size_t{1};
  };
  for (const auto& name : state_->names) {
    if (name == "-") return std::nullopt;
    if (is_address(name) || !is_folder(name)) {
      count += is_address(name) ? 1 : count_file(name);
      continue;
    }
    for (const auto& file : files_below(name)) count += file.error ? 1 : count_file(file.path);
  }
  if (!known) return std::nullopt;
  return count;
}

}  // namespace gainsay::acquire
