#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "ask/ask.h"
#include "base/utf8.h"

namespace gainsay::cli {
namespace {

int descriptor(Stream stream) {
  switch (stream) {
    case Stream::in:
      return STDIN_FILENO;
    case Stream::out:
      return STDOUT_FILENO;
    case Stream::err:
      break;
  }
  return STDERR_FILENO;
}

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value && *value;
}

}  // namespace

bool is_terminal(Stream stream) { return isatty(descriptor(stream)) == 1; }

bool has_colour(Stream stream) {
  const char* const kind = std::getenv("TERM");
  return is_terminal(stream) && !is_set("NO_COLOR") && kind && std::strcmp(kind, "dumb") != 0;
}

std::size_t columns(Stream stream) {
  winsize size{};
  if (ioctl(descriptor(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written && errno != EPIPE)
    complain(std::string("standard output cannot be written: ") + std::strerror(errno));
  return written;
}

void complain(std::string_view line) {
  const std::string shown = "gainsay: " + ask::printable(line) + "\n";
  std::fwrite(shown.data(), 1, shown.size(), stderr);
}

Progress::Progress(bool shown, std::optional<std::size_t> total) : shown_(shown), total_(total) {}
Progress::~Progress() { clear(); }

void Progress::draw(std::size_t done, std::string_view counts, std::string_view name) {
  if (!shown_) return;
  constexpr std::size_t kCells = 24;
  std::string line;
  // A feed among the inputs brings more than were counted.
  if (total_ && *total_ > 0 && done <= *total_) {
    const std::size_t full = std::min(kCells, done * kCells / *total_);
    for (std::size_t i = 0; i < kCells; ++i) line += i < full ? "█" : "░";
    line += " " + std::to_string(done) + "/" + std::to_string(*total_) + "  ";
  } else {
    line += std::to_string(done) + "  ";
  }
  line += std::string(counts) + "  " + ask::printable(name);
  // A line that wraps could not be taken away again.
  auto wide = to_utf32(line);
  if (const std::size_t width = columns(Stream::err); wide.size() >= width) wide.resize(width - 1);
  std::fprintf(stderr, "\r\x1b[K%s", to_utf8(wide).c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace gainsay::cli
