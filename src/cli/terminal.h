// What is known of the terminal, and the progress line on it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gainsay::cli {

enum class Stream { in, out, err };

bool is_terminal(Stream stream);
// A terminal, and neither NO_COLOR (no-color.org) nor TERM=dumb asks for plain text.
bool has_colour(Stream stream);
std::size_t columns(Stream stream);

// Standard output, whole. False when it cannot be written: quietly for a reader that went away
// (`| head`), else with a line on standard error.
bool print(std::string_view text);
// "gainsay: " and a line, on standard error.
void complain(std::string_view line);

// One line on standard error that is drawn anew; nothing at all when `shown` is false.
class Progress {
 public:
  Progress(bool shown, std::optional<std::size_t> total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `counts` in words, `name` of what was last done with.
  void draw(std::size_t done, std::string_view counts, std::string_view name);
  // Takes the line away, so that another can be printed.
  void clear();

 private:
  bool shown_;
  bool drawn_ = false;
  std::optional<std::size_t> total_;
};

}  // namespace gainsay::cli
