// A PDF's text layer. Poppler reads it in a process of its own (pdftotext), held to limits: what a
// stranger's PDF breaks there, it breaks alone.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "acquire/content.h"
#include "acquire/http.h"
#include "base/date.h"
#include "base/try.h"
#include "base/utf8.h"

namespace gainsay::acquire {
namespace {

constexpr rlim_t kMostSeconds = 60;
constexpr rlim_t kMostMemory = rlim_t{2} << 30;  // addresses, of which it uses a tenth
constexpr int kNotThere = 127;                   // as shells have it

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

struct Said {
  int exit_code = -1;  // -1: ended by a signal
  std::string out;
  std::string err;
  bool over_limit = false;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::lseek(fd, 0, SEEK_SET) == 0;
}

// Only calls that are safe between fork and exec.
[[noreturn]] void become_pdftotext(int in, int out, int err) {
  const rlimit seconds{kMostSeconds, kMostSeconds};
  const rlimit memory{kMostMemory, kMostMemory};
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CPU, &seconds);
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_CORE, &no_core);
  if (::dup2(in, STDIN_FILENO) < 0 || ::dup2(out, STDOUT_FILENO) < 0 ||
      ::dup2(err, STDERR_FILENO) < 0)
    ::_exit(kNotThere);
  ::execlp("pdftotext", "pdftotext", "-enc", "UTF-8", "-eol", "unix", "-htmlmeta", "/dev/stdin",
           "-", nullptr);
  ::_exit(kNotThere);
}

Result<Said> run_pdftotext(std::string_view pdf, std::size_t limit) {
  const auto failed = [] {
    return fail(ErrorCode::unsupported,
                std::string("cannot be given to pdftotext: ") + std::strerror(errno));
  };
  const Descriptor in(::memfd_create("pdf", MFD_CLOEXEC));
  const Descriptor err(::memfd_create("messages", MFD_CLOEXEC));
  std::array<int, 2> pipe{};
  if (in.get() < 0 || err.get() < 0 || !write_all(in.get(), pdf) ||
      ::pipe2(pipe.data(), O_CLOEXEC) != 0)
    return failed();
  const Descriptor out(pipe[0]);
  Descriptor far_end(pipe[1]);
  const pid_t child = ::fork();
  if (child < 0) return failed();
  if (child == 0) become_pdftotext(in.get(), far_end.get(), err.get());
  far_end.close();

  Said said;
  std::array<char, 1 << 16> chunk{};
  while (true) {
    const ssize_t got = ::read(out.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    said.out.append(chunk.data(), static_cast<std::size_t>(got));
    if (said.out.size() > limit) {
      said.over_limit = true;
      ::kill(child, SIGKILL);
      break;
    }
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) said.exit_code = WEXITSTATUS(status);
  const ssize_t got = ::pread(err.get(), chunk.data(), chunk.size(), 0);
  if (got > 0) said.err.assign(chunk.data(), static_cast<std::size_t>(got));
  return said;
}

tl::unexpected<Error> refusal(const Said& said) {
  const auto says = [&](std::string_view words) {
    return said.err.find(words) != std::string::npos;
  };
  if (said.exit_code == kNotThere)
    return fail(ErrorCode::unsupported,
                "is a PDF, and pdftotext, which reads it, is not there: install poppler-utils");
  if (says("Incorrect password"))
    return fail(
        ErrorCode::unsupported,
        "is an encrypted PDF; take its password off first, with qpdf --decrypt for instance");
  if (said.exit_code == 3)
    return fail(ErrorCode::unsupported, "is a PDF that forbids the copying of its text");
  if (said.exit_code == -1)
    return fail(ErrorCode::too_large, "is a PDF that takes more than " +
                                          std::to_string(kMostSeconds) + " s or 2 GB to read");
  return fail(ErrorCode::damaged, "is no PDF that can be read: it is damaged, or not a PDF");
}

std::string unescaped(std::string_view html) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEntities = {
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}}};
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    bool met = false;
    for (const auto& [entity, text] : kEntities) {
      if (html[at] != '&' || !html.substr(at).starts_with(entity)) continue;
      out += text;
      at += entity.size();
      met = true;
      break;
    }
    if (!met) out.push_back(html[at++]);
  }
  return out;
}

std::string between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t begin = text.find(open);
  if (begin == std::string_view::npos) return {};
  const std::size_t from = begin + open.size();
  const std::size_t end = text.find(close, from);
  if (end == std::string_view::npos) return {};
  return unescaped(trimmed(text.substr(from, end - from)));
}

// The day of "2021-03-04T06:06:07+01": it says when the file was made, which hours would overstate.
std::string date_of(std::string_view created) {
  const std::string_view day = created.substr(0, 10);
  return parse_iso_date(day) ? std::string(day) : std::string();
}

// A title that a word processor left there is a file's name: "Microsoft Word - report final.docx".
bool is_title(std::string_view title) {
  const std::string lower = lower_ascii(title);
  for (const std::string_view ending : {".doc", ".docx", ".pdf", ".rtf", ".odt", ".indd", ".qxd"})
    if (lower.ends_with(ending)) return false;
  return lower.find(' ') != std::string::npos && !lower.starts_with("microsoft word");
}

std::vector<std::string_view> parts_of(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_page_number(std::string_view line) {
  return !line.empty() && line.size() <= 12 &&
         line.find_first_not_of("0123456789 -–/.pPaAgGeEoOfF") == std::string_view::npos;
}

bool ends_sentence(std::string_view line) {
  return line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with(':') ||
         line.ends_with("”") || line.ends_with('"') || line.ends_with(')');
}

// Paragraphs again: the lines of a block are joined, a word that a hyphen parts is not, and a
// sentence goes on over the end of a page, past its number.
std::string paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  std::string present;
  const auto finish = [&] {
    if (!present.empty()) paragraphs.push_back(std::move(present));
    present.clear();
  };
  for (const auto page : parts_of(text, '\f')) {
    bool first_of_page = true;
    for (const auto raw : parts_of(page, '\n')) {
      const auto line = trimmed(raw);
      if (line.empty()) {
        finish();
        continue;
      }
      if (is_page_number(line)) continue;
      const bool goes_on = first_of_page && present.empty() && !paragraphs.empty() &&
                           !ends_sentence(paragraphs.back()) && paragraphs.back().size() > 60 &&
                           ((line[0] >= 'a' && line[0] <= 'z'));
      first_of_page = false;
      if (goes_on) {
        present = std::move(paragraphs.back());
        paragraphs.pop_back();
      }
      const bool parted = present.size() > 1 && present.back() == '-' &&
                          std::isalpha(static_cast<unsigned char>(present[present.size() - 2])) &&
                          line[0] >= 'a' && line[0] <= 'z';
      if (parted) {
        present.pop_back();
      } else if (!present.empty()) {
        present += ' ';
      }
      present += line;
    }
    finish();
  }
  std::string out;
  for (const auto& paragraph : paragraphs) out += (out.empty() ? "" : "\n\n") + paragraph;
  return out;
}

}  // namespace

Result<Given> read_pdf(std::string_view bytes, const Limits& limits) {
  // Poppler mends a file without its end, and says nothing of what is lost.
  constexpr std::size_t kTail = 2048;
  const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), kTail));
  if (tail.find("%%EOF") == std::string_view::npos)
    return fail(ErrorCode::damaged, "is a PDF that is cut short: its end is missing");
  TRY(const Said said, run_pdftotext(bytes, limits.page_bytes));
  if (said.over_limit)
    return fail(ErrorCode::too_large, "is a PDF with more text than the limit for a page");
  if (said.exit_code != 0) return refusal(said);
  const std::string html = repair_utf8(said.out);
  const std::size_t begin = html.find("<pre>");
  const std::size_t end = html.rfind("</pre>");
  std::string text;
  if (begin != std::string::npos && end != std::string::npos && end > begin)
    text = paragraphs_of(unescaped(std::string_view(html).substr(begin + 5, end - begin - 5)));
  if (text.empty())
    return fail(ErrorCode::unsupported,
                "is a PDF without a text layer (a scan?); run text recognition over it first, with "
                "ocrmypdf for instance");
  const std::string_view head = std::string_view(html).substr(0, begin);
  Given given;
  given.page_text = std::move(text);
  if (auto title = between(head, "<title>", "</title>"); is_title(title)) given.title = title;
  const std::string author = between(head, "<meta name=\"Author\" content=\"", "\"/>");
  if (author.find(' ') != std::string::npos) given.authors = {author};
  const std::string date = date_of(between(head, "<meta name=\"CreationDate\" content=\"", "\"/>"));
  if (!date.empty()) given.published = date;
  return given;
}

}  // namespace gainsay::acquire
