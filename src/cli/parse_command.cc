#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/file.h"
#include "base/try.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/places.h"
#include "cli/terminal.h"
#include "nlp/nlp.h"

namespace gainsay::cli {
namespace {

constexpr std::size_t kLargestText = std::size_t{1} << 28;
// What a thread takes at once: enough that small texts share the work on the weights.
constexpr std::size_t kMostFiles = 32;
constexpr std::size_t kEnoughBytes = 32768;

Result<std::string> read_text(const std::string& name) {
  const bool standard_input = name == "-";
  TRY(auto text, read_file(standard_input ? "/dev/stdin" : name, kLargestText));
  if (!is_valid_utf8(text))
    return fail(ErrorCode::unsupported, "is not UTF-8; convert it first, with iconv say",
                standard_input ? "standard input" : name);
  return text;
}

// The output of some files in their order, and what was wrong with others.
struct Part {
  std::string out;
  std::vector<Error> errors;
};

// Analyses files on several threads and prints in the order of the files, each part as soon as
// those before it are out. Threads wait where they are too far ahead, so that memory has a bound.
class ParseRun {
 public:
  ParseRun(const ParseCommand& command, const nlp::Pipeline& pipeline)
      : command_(command), pipeline_(pipeline) {}

  int run() {
    std::vector<std::jthread> threads;
    threads.reserve(static_cast<std::size_t>(command_.jobs));
    for (int i = 0; i < command_.jobs; ++i) threads.emplace_back([this] { work(); });
    int exit_code = 0;
    while (const auto part = next_part()) {
      for (const Error& error : part->errors) exit_code = report(error);
      if (print(part->out)) continue;
      stop();
      return 1;
    }
    return exit_code;
  }

 private:
  const ParseCommand& command_;
  const nlp::Pipeline& pipeline_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_file_ = 0;  // all below under mutex_
  std::size_t taken_ = 0;      // parts given to threads
  std::size_t printed_ = 0;    // parts given to print
  bool stopped_ = false;
  std::vector<std::optional<Part>> parts_;

  // Files that one thread reads and analyses together, in order.
  struct Work {
    std::size_t number = 0;
    std::size_t first = 0;
    std::vector<std::string> texts;  // of the files from `first` on
    std::vector<bool> failed;
    std::vector<Error> errors;
  };

  std::optional<Work> take() {
    std::unique_lock lock(mutex_);
    const std::size_t ahead = 4 * static_cast<std::size_t>(command_.jobs);
    changed_.wait(lock, [&] { return stopped_ || taken_ < printed_ + ahead; });
    if (stopped_ || next_file_ == command_.files.size()) return std::nullopt;
    Work work{.number = taken_++, .first = next_file_, .texts = {}, .failed = {}, .errors = {}};
    parts_.emplace_back();
    // Read under the lock: only so is it known which files make a part.
    std::size_t bytes = 0;
    while (next_file_ < command_.files.size() && work.texts.size() < kMostFiles &&
           bytes < kEnoughBytes) {
      auto text = read_text(command_.files[next_file_++]);
      work.failed.push_back(!text);
      if (!text) work.errors.push_back(text.error());
      work.texts.push_back(text ? *std::move(text) : std::string());
      bytes += work.texts.back().size();
    }
    return work;
  }

  void work() {
    while (auto work = take()) {
      Part part = analyse(*work);
      const std::lock_guard lock(mutex_);
      parts_[work->number] = std::move(part);
      changed_.notify_all();
    }
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  }

  Part analyse(Work& work) const {
    Part part;
    part.errors = std::move(work.errors);
    const std::vector<std::string_view> texts(work.texts.begin(), work.texts.end());
    const auto analyses = pipeline_.analyse(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (work.failed[i]) continue;
      const std::size_t file = work.first + i;
      const std::string& name = command_.files[file];
      part.out += command_.format == AnalysisFormat::jsonl
                      ? nlp::json_of(texts[i], analyses[i], name)
                      : nlp::conllu_of(texts[i], analyses[i], name, file + 1);
    }
    return part;
  }

  // Empty when all is printed.
  std::optional<Part> next_part() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      const bool all_taken = next_file_ == command_.files.size();
      return printed_ < parts_.size() ? parts_[printed_].has_value() : all_taken;
    });
    if (printed_ == parts_.size()) return std::nullopt;
    auto part = std::exchange(parts_[printed_++], std::nullopt);
    changed_.notify_all();
    return part;
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
};

}  // namespace

int run(const ParseCommand& command) {
  const auto model = find_model(command.model);
  if (!model) return report(model.error());
  const auto pipeline = nlp::Pipeline::load(*model, model_cache());
  if (!pipeline) return report(pipeline.error());
  return ParseRun(command, *pipeline).run();
}

}  // namespace gainsay::cli
