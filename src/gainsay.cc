#include "gainsay.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/try.h"
#include "base/utf8.h"
#include "text/text.h"

namespace gainsay {

std::string_view version() { return GAINSAY_VERSION; }

Result<Pipeline> load_pipeline(const Parts& parts) {
  TRY(auto gazetteer, places::Gazetteer::open(parts.gazetteer));
  TRY(auto nlp, nlp::Pipeline::load(parts.model, parts.model_cache));
  const read::KnowledgeFolders knowledge{.folder = parts.knowledge,
                                         .added = parts.added_knowledge,
                                         .language = std::string(nlp.language())};
  TRY(auto reader, read::load_reader(knowledge, std::move(gazetteer)));
  return Pipeline{.nlp = std::move(nlp), .reader = std::move(reader), .limits = {}};
}

std::string made_by(const Pipeline& with) {
  const auto reader = with.reader->made_by();
  return "gainsay " + std::string(version()) + ", " + std::string(with.nlp.name()) + " " +
         std::string(with.nlp.version()) + (reader.empty() ? "" : ", ") + reader;
}

namespace {

// What a page does not say of itself, the feed that named it may.
void fill_from_feed(page::Article& article, const acquire::FeedOrigin& feed) {
  if (article.outlet.empty()) article.outlet = feed.source.name;
  if (article.title.empty()) article.title = feed.headline;
  if (article.published.empty()) article.published = feed.published;
}

// A forward is another's words: its author's voice is that of whom it names, and what others say in
// it came by way of that one.
void attribute_forward(const std::string& from, read::Reading& reading) {
  read::Actor source;
  source.type = read::ActorType::outlet;
  source.name = from;
  source.named = true;
  const int index = static_cast<int>(reading.actors.size());
  reading.actors.push_back(std::move(source));
  for (auto& assertion : reading.assertions) {
    if (assertion.by == read::kAuthor) {
      assertion.by = index;
    } else {
      assertion.via.insert(assertion.via.begin(), index);
    }
  }
}

}  // namespace

Result<ReadPage> read_page(const acquire::Capture& capture, const Pipeline& with) {
  TRY(auto article, page::read_article(capture, with.limits));
  if (capture.feed) fill_from_feed(article, *capture.feed);
  if (!can_read(article, with)) return ReadPage{.article = std::move(article), .reading = {}};
  auto analysed = with.nlp.analyse(text::annotate(std::move(article)));
  with.reader->prepare(analysed, with.nlp);
  auto reading = with.reader->read(analysed);
  if (const auto flaw = read::flaw_in(reading, analysed.annotated.article.text))
    return fail(ErrorCode::damaged, "was not read soundly (" + *flaw + "); nothing of it is kept");
  if (capture.given && capture.given->forwarded_from)
    attribute_forward(*capture.given->forwarded_from, reading);
  return ReadPage{.article = std::move(analysed.annotated.article), .reading = std::move(reading)};
}

bool can_read(const page::Article& article, const Pipeline& with) {
  // BCP 47 tags mean the same in any case.
  const std::string primary = to_lower(article.language.substr(0, article.language.find('-')));
  return primary.empty() || primary == with.nlp.language();
}

namespace {

// A page on its way: filled by a worker, emptied by the writer.
struct InFlight {
  std::string name;
  acquire::Capture capture;
  Result<ReadPage> page = fail(ErrorCode::damaged, "was not read");
  std::optional<Error> refused;
  std::string note;
  bool already_known = false;
  bool unchanged = false;  // a page given before: known, or refused with that one
  bool finished = false;
};

// A library below that throws (out of memory, say) costs its page, not the run.
Result<ReadPage> read_guarded(const acquire::Capture& capture, const Pipeline& with) try {
  return read_page(capture, with);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::too_large, "takes more memory than there is");
} catch (const std::exception& exception) {
  return fail(ErrorCode::damaged, std::string("cannot be read: ") + exception.what());
}

class Workers {
 public:
  Workers(int count, const Pipeline& with) : with_(with) {
    for (int i = 0; i < count; ++i)
      threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }

  // What waits still is not begun: the run ends early.
  ~Workers() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    for (auto& thread : threads_) thread.request_stop();
  }

  // `page` must live until finished() or the workers' end.
  void submit(InFlight& page) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(&page);
    }
    changed_.notify_all();
  }

  bool is_done(const InFlight& page) {
    if (page.refused || page.already_known) return true;
    const std::lock_guard lock(mutex_);
    return page.finished;
  }

  void wait_for(const InFlight& page) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return page.finished; });
  }

 private:
  void work(const std::stop_token& stop) {
    while (true) {
      InFlight* page = nullptr;
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
        page = waiting_.front();
        waiting_.pop_front();
      }
      page->page = read_guarded(page->capture, with_);
      page->capture.body = std::string();  // the ledger keeps `bytes`
      {
        const std::lock_guard lock(mutex_);
        page->finished = true;
      }
      changed_.notify_all();
    }
  }

  const Pipeline& with_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<InFlight*> waiting_;
  std::vector<std::jthread> threads_;  // last: joined before what they use goes
};

std::string note_of(const page::Article& article, const Pipeline& with) {
  if (can_read(article, with)) return {};
  return "kept, but its language (" + article.language + ") is not read yet";
}

Result<Done> commit(InFlight& page, const Pipeline& with, ledger::Ledger& ledger,
                    std::chrono::sys_seconds at) {
  Done done;
  done.name = std::move(page.name);
  done.document = page.capture.id;
  if (page.unchanged) {
    TRY(page.already_known, ledger.contains(done.document));
    if (!page.already_known)
      page.refused = Error{ErrorCode::not_found, "is a revisit of a page that was refused", {}};
  }
  if (!page.refused && !page.already_known && !page.page) page.refused = page.page.error();
  if (!page.refused && !page.already_known) {
    const auto& [article, reading] = *page.page;
    auto appended = ledger.append(page.capture, article, reading, made_by(with), at);
    if (appended) {
      page.already_known = *appended == ledger::Appended::already_known;
      done.note = note_of(article, with);
      if (!page.note.empty()) done.note += (done.note.empty() ? "" : "; ") + page.note;
    } else if (appended.error().code == ErrorCode::ledger) {
      return tl::make_unexpected(appended.error());
    } else {
      page.refused = appended.error();
    }
  }
  if (page.refused) {
    done.outcome = Outcome::refused;
    done.document.clear();
    done.note = page.refused->what;
  } else if (page.already_known) {
    done.outcome = Outcome::already_known;
    done.note.clear();
  }
  return done;
}

void count(const Done& done, Counts& counts) {
  switch (done.outcome) {
    case Outcome::read:
      ++counts.read;
      break;
    case Outcome::refused:
      ++counts.refused;
      break;
    case Outcome::already_known:
      ++counts.already_known;
      break;
  }
}

bool stopped(const ReadOptions& options) { return options.stop && *options.stop; }

}  // namespace

Result<Counts> read_all(acquire::Inputs& inputs, const Pipeline& with, ledger::Ledger& ledger,
                        const ReadOptions& options, const std::function<void(const Done&)>& done) {
  return read_all([&] { return inputs.next(); }, with, ledger, options, done);
}

Result<Counts> read_all(const std::function<std::optional<acquire::Input>()>& next,
                        const Pipeline& with, ledger::Ledger& ledger, const ReadOptions& options,
                        const std::function<void(const Done&)>& done) {
  Counts counts;
  // A deque: pages stay where they are while workers hold them.
  std::deque<InFlight> in_flight;
  const int jobs = std::max(1, options.jobs);
  Workers workers(jobs, with);

  const auto finish_first = [&]() -> Result<void> {
    InFlight& page = in_flight.front();
    if (!page.refused && !page.already_known && !page.unchanged) workers.wait_for(page);
    TRY(const Done result, commit(page, with, ledger, options.at));
    in_flight.pop_front();
    count(result, counts);
    done(result);
    return {};
  };

  while (!stopped(options)) {
    auto input = next();
    if (!input) break;
    InFlight& page = in_flight.emplace_back();
    page.name = std::move(input->name);
    page.note = std::move(input->note);
    page.unchanged = input->unchanged;
    if (input->capture && page.unchanged) {
      page.capture = std::move(*input->capture);
    } else if (input->capture) {
      page.capture = std::move(*input->capture);
      TRY(page.already_known, ledger.contains(page.capture.id));
      if (!page.already_known) workers.submit(page);
    } else {
      page.refused = std::move(input->capture.error());
    }
    // What is ready is committed at once: the next input may be long in coming.
    while (!in_flight.empty() && (in_flight.size() >= 2 * static_cast<std::size_t>(jobs) ||
                                  workers.is_done(in_flight.front())))
      TRY_VOID(finish_first());
  }
  while (!in_flight.empty()) TRY_VOID(finish_first());
  return counts;
}

}  // namespace gainsay
