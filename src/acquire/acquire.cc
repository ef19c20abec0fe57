#include "acquire/acquire.h"

#include <sys/stat.h>

#include <deque>

#include "acquire/fetch.h"
#include "acquire/files.h"
#include "acquire/json_line.h"
#include "acquire/listed.h"
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

Error empty_error() { return {ErrorCode::empty, "is empty", {}}; }
Error no_text_error() {
  return {ErrorCode::unsupported, "is no text (an image, an archive or another binary format)", {}};
}

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
      : names(std::move(names_given)), limits(limits_given), now(now_is) {}

  std::optional<Input> next();
  std::optional<Input> next_line();
  // Each gives one input, or none where it opened `lines` to be gone through.
  std::optional<Input> named(const std::string& name);
  std::optional<Input> from_file(const std::string& path);
  std::optional<Input> from_standard_input();
  std::optional<Input> from_address(const std::string& url);
  // A feed, an OPML list or a sitemap: its pages follow.
  std::optional<Input> from_list(const std::string& name, const std::string& address,
                                 const std::string& bytes, const std::string& content_type);

  Result<std::optional<Capture>> read_file_at(const std::string& path);
  void open_lines(const std::string& name, const std::string& url, std::chrono::sys_seconds at,
                  std::unique_ptr<Source> source);

  std::vector<std::string> names;
  Limits limits;
  std::chrono::sys_seconds now;
  std::size_t at = 0;
  std::deque<FoundFile> files;  // of the folder that is being gone through
  std::optional<OpenLines> lines;
  std::optional<ListedPages> listed;
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
    const auto begun = clock.now();
    clock.now = [begun, at = now, wall = clock.now] { return at + (wall() - begun); };
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

std::optional<Input> Inputs::State::from_file(const std::string& path) {
  auto read = read_file_at(path);
  if (!read) return refused(path, read.error());
  if (!*read) return std::nullopt;
  if (!format_of_name(path) && is_feed((*read)->body))
    return from_list(path, (*read)->url, (*read)->body, "");
  return Input{path, std::move(**read)};
}

// Empty where the file holds JSON lines.
Result<std::optional<Capture>> Inputs::State::read_file_at(const std::string& path) {
  Capture capture;
  capture.url = capture.final_url = file_url(path);
  capture.captured = modification_time(path).value_or(now);
  const auto named_format = format_of_name(path);
  TRY(auto file, open_file(path));
  if (named_format == Format::json_line) {
    TRY(auto source, plain(std::move(file)));
    open_lines(path, capture.url, capture.captured, std::move(source));
    return std::optional<Capture>();
  }
  if (size_of_file(path).value_or(0) > limits.page_bytes) return over_limit(limits.page_bytes);
  TRY(capture.bytes, read_all(*file, limits.page_bytes));
  if (capture.bytes.empty()) return tl::make_unexpected(empty_error());
  if (is_gzip(capture.bytes)) {
    const auto source = decompressed(from_memory(capture.bytes), Compression::gzip);
    TRY(capture.body, read_all(*source, limits.page_bytes));
    if (capture.body.empty()) return tl::make_unexpected(empty_error());
  } else if (path.ends_with(".gz")) {
    return fail(ErrorCode::damaged, "is named .gz and is no gzip file");
  } else {
    capture.body = capture.bytes;
  }
  const auto looks = sniff(capture.body);
  if (!looks) return tl::make_unexpected(no_text_error());
  capture.format = named_format.value_or(*looks);
  if (capture.format == Format::json_line) {
    open_lines(path, capture.url, capture.captured, from_memory(std::move(capture.body)));
    return std::optional<Capture>();
  }
  capture.id = "sha256:" + sha256_hex(capture.bytes);
  return std::optional(std::move(capture));
}

std::optional<Input> Inputs::State::from_standard_input() {
  const std::string name = "-";
  const std::string url = "file:///dev/stdin";
  constexpr std::size_t kLook = 4096;
  auto source = plain(standard_input());
  if (!source) return refused(name, source.error());
  auto head = read_head(**source, kLook);
  if (!head) return refused(name, head.error());
  if (head->empty()) return refused(name, empty_error());
  const auto looks = sniff(*head);
  if (!looks) return refused(name, no_text_error());
  auto whole = joined(std::move(*head), std::move(*source));
  if (*looks == Format::json_line) {
    open_lines(name, url, now, std::move(whole));
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
  return Input{name, std::move(capture)};
}

std::optional<Input> Inputs::State::from_address(const std::string& url) {
  if (!fetcher) fetcher.emplace(limits);
  auto fetched = fetcher->fetch(url);
  if (!fetched) return refused(url, fetched.error());
  auto read = capture_of(std::move(*fetched), url, now, limits);
  if (!read) return refused(url, read.error());
  Capture& capture = *read;
  if (capture.format == Format::json_line) {
    open_lines(url, url, now, from_memory(std::move(capture.body)));
    return std::nullopt;
  }
  if (is_feed(capture.body)) return from_list(url, url, capture.body, capture.content_type);
  return Input{url, std::move(capture)};
}

Inputs::Inputs(std::vector<std::string> names, Limits limits, std::chrono::sys_seconds now)
    : state_(std::make_unique<State>(std::move(names), limits, now)) {}
Inputs::~Inputs() = default;
Inputs::Inputs(Inputs&&) noexcept = default;
Inputs& Inputs::operator=(Inputs&&) noexcept = default;

std::optional<Input> Inputs::next() { return state_->next(); }

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
  const auto count_file = [&](const std::string& path) {
    return format_of_name(path) == Format::json_line ? count_lines(path, state_->limits.page_bytes)
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
  return count;
}

}  // namespace gainsay::acquire
