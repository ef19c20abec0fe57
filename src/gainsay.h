// gainsay: the stages in order, for one page and for many. Start reading here.
//
//   auto pipeline = gainsay::load_pipeline({.model = "…/en_core_web_sm…whl", .knowledge =
//   "knowledge"}); auto ledger = gainsay::ledger::Ledger::open("gainsay.db",
//   gainsay::ledger::Mode::write); auto counts = gainsay::read_all(inputs, *pipeline, *ledger,
//   options, report);
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "acquire/acquire.h"
#include "base/result.h"
#include "ledger/ledger.h"
#include "nlp/nlp.h"
#include "page/page.h"
#include "read/read.h"

namespace gainsay {

std::string_view version();  // "0.1.0"

// What reading a page takes: built once, then only read, by any number of threads.
struct Pipeline {
  nlp::Pipeline nlp;
  std::shared_ptr<const read::Reader> reader;  // of the model's language
  page::Limits limits;
};

// Where the parts lie: a model's wheel or folder, the folder with the knowledge files (of which the
// model's language is read), folders of a user's own that add to it, the file that the build makes
// of GeoNames, and a folder to keep the model unpacked in (nlp.h; empty: none).
struct Parts {
  std::string model;
  std::string knowledge;
  std::vector<std::string> added_knowledge;
  std::string gazetteer;
  std::string model_cache = {};
};

// Errors: not_found and model for the model, knowledge for the knowledge files, not_found and
// damaged for the gazetteer.
Result<Pipeline> load_pipeline(const Parts& parts);

// "gainsay 0.1.0, core_web_sm 3.8.0": what a reading was made by, as the ledger keeps it.
std::string made_by(const Pipeline& with);

struct ReadPage {
  page::Article article;
  read::Reading reading;  // empty for a page in a language that `with` does not read
};

// One capture through acquire's successors up to `read`. Errors: page's; damaged for a reading that
// is not sound (read::flaw_in).
Result<ReadPage> read_page(const acquire::Capture& capture, const Pipeline& with);

// True unless the article is known to be in another language than the pipeline's.
bool can_read(const page::Article& article, const Pipeline& with);

enum class Outcome { read, refused, already_known };

// One input, done with.
struct Done {
  std::string name;
  Outcome outcome = Outcome::read;
  std::string document;  // id; empty when refused
  std::string note;      // the reason of a refusal, or something to know of a page that was read
};

struct Counts {
  std::size_t read = 0;
  std::size_t refused = 0;
  std::size_t already_known = 0;
  [[nodiscard]] std::size_t inputs() const { return read + refused + already_known; }
};

struct ReadOptions {
  int jobs = 1;                 // threads that analyse pages
  std::chrono::sys_seconds at;  // the time that the log notes
  // Set from anywhere, a signal handler too: no further input is begun, those in flight are done.
  const std::atomic<bool>* stop = nullptr;
};

// Reads all inputs into the ledger: pages are analysed on `jobs` threads and committed by the
// caller's thread, in input order, so that the ledger is the same for any number of threads. At
// most two pages a thread are held. `done` is called on the caller's thread, in input order.
// Errors: the ledger's; what was committed before stays.
Result<Counts> read_all(acquire::Inputs& inputs, const Pipeline& with, ledger::Ledger& ledger,
                        const ReadOptions& options, const std::function<void(const Done&)>& done);
// The same from anywhere: `next` is empty at the end.
Result<Counts> read_all(const std::function<std::optional<acquire::Input>()>& next,
                        const Pipeline& with, ledger::Ledger& ledger, const ReadOptions& options,
                        const std::function<void(const Done&)>& done);

}  // namespace gainsay
