#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_set>

#include "acquire/acquire.h"
#include "acquire/feed_visit.h"
#include "acquire/files.h"
#include "acquire/visit.h"
#include "acquire/watch_memory.h"
#include "acquire/watch_schedule.h"
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kTries = 5;                // of one item's page that fails for now
constexpr seconds kItemAgain{60};        // after its first failure
constexpr milliseconds kPatience{5000};  // what is due this soon is waited for within next()
constexpr milliseconds kShortWait{2000};
constexpr int kDepth = 3;  // an OPML of indexes of sitemaps
constexpr std::size_t kLists = 10'000;

struct List {
  std::string path;       // of a local file; empty for an address
  std::string announced;  // what the list above says of its last change
  int depth = 0;
  bool scheduled = false;
  bool looked_at = false;  // in this run
  bool changed = false;    // and not remembered yet
  ListMemory memory;
};

// A look at a list or, where `item` says one, at an item's page.
struct Task {
  Time due;
  std::uint64_t order = 0;
  std::size_t list = 0;
  std::string item;

  bool operator<(const Task& other) const {
    return std::pair(due, order) < std::pair(other.due, other.order);
  }
};

// An input that was given out and is not settled.
struct GivenOut {
  std::size_t list = 0;
  std::string item;  // empty: the list itself
  std::string version;
  bool left_due = false;  // for the next run, when it is refused
};

// The items that somebody read already, by hashes: a ledger may have millions.
class ReadBefore {
 public:
  void add(std::string_view url, const FeedOrigin& origin) {
    urls_.insert(key({url}));
    items_.insert(key({origin.feed, origin.item}));
    versions_.insert(key({origin.feed, origin.item, origin.version}));
  }
  [[nodiscard]] bool has_url(std::string_view url) const { return urls_.contains(key({url})); }
  [[nodiscard]] bool has_item(std::string_view feed, std::string_view item) const {
    return items_.contains(key({feed, item}));
  }
  [[nodiscard]] bool has_version(std::string_view feed, std::string_view item,
                                 std::string_view version) const {
    return versions_.contains(key({feed, item, version}));
  }

 private:
  static std::string key(std::initializer_list<std::string_view> parts) {
    return content_id("k", parts);
  }
  std::unordered_set<std::string> urls_;
  std::unordered_set<std::string> items_;
  std::unordered_set<std::string> versions_;
};

bool is_address(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://");
}

Error placed(Error error, const std::string& name) {
  if (error.where.empty()) error.where = name;
  return error;
}

// What a look at a list found.
struct Look {
  Result<Feed> feed;  // of an answer that was read
  bool unchanged = false;
  std::string etag;
  std::string last_modified;
  std::string moved;
  std::optional<seconds> fresh;
  std::optional<milliseconds> retry_after;
};

}  // namespace

struct Watch::State {
  State(const Limits& limits_given, WatchOptions options_given, Clock clock_given,
        std::function<void(const std::string&)> say_given, WatchMemory memory_given)
      : limits(limits_given),
        options(std::move(options_given)),
        clock(std::move(clock_given)),
        say(std::move(say_given)),
        memory(std::move(memory_given)),
        visitor(limits_given, clock) {}

  Result<void> add_list(const std::string& name, int depth, const std::string& announced);
  void schedule(std::size_t list, Time due);
  void schedule_item(std::size_t list, const std::string& id, Time due);

  std::optional<Input> next();
  std::optional<Task> take_task();
  [[nodiscard]] Time due_of(const std::string& origin, const Task& task) const;
  void hold(const std::string& address, std::optional<milliseconds> time);

  std::optional<Input> look_at(const Task& task);
  Look look(const List& list);
  std::optional<Input> look_failed(std::size_t at, const Error& error,
                                   std::optional<milliseconds> retry_after);
  void take_in(std::size_t at, const Feed& feed, Time now);
  void take_in_item(std::size_t at, FeedItem item, Time now,
                    std::map<std::string, std::string>& settled);
  void follow_lists(std::size_t at);

  std::optional<Input> look_at_item(const Task& task);
  std::optional<Input> item_failed(const Task& task, const Error& error,
                                   std::optional<milliseconds> retry_after);
  std::optional<Input> left_over();
  void settle_item(std::size_t at, const std::string& id, const std::string& version);
  void count_known(std::size_t at, const std::string& id, const std::string& version);
  void save(List& list);
  [[nodiscard]] bool stopped() const { return limits.stop && *limits.stop; }

  Limits limits;
  WatchOptions options;
  Clock clock;
  std::function<void(const std::string&)> say;
  WatchMemory memory;
  Visitor visitor;
  std::deque<List> lists;  // stay where they are
  std::map<std::string, std::size_t> by_address;
  std::map<std::string, std::set<Task>> tasks;  // by host
  std::map<std::string, Time> held;             // hosts that asked to be left alone until then
  std::uint64_t order = 0;
  std::deque<GivenOut> given_out;
  ReadBefore before;
  std::unordered_set<std::string> met;  // items of this run, read or known
  std::size_t known_count = 0;
  std::optional<Error> broken;  // the memory cannot be written
};

// Lists: which there are, and when they are looked at.

Result<void> Watch::State::add_list(const std::string& name, int depth,
                                    const std::string& announced) {
  const std::string address = is_address(name) ? name : file_url(name);
  if (const auto at = by_address.find(address); at != by_address.end()) {
    List& known = lists[at->second];
    known.announced = announced;
    const bool news = !announced.empty() && announced != known.memory.modified;
    if (news && !known.scheduled && !(options.once && known.looked_at))
      schedule(at->second, clock.now());
    return {};
  }
  if (lists.size() >= kLists)
    return fail(ErrorCode::too_large, "more than " + std::to_string(kLists) + " lists", name);
  TRY(auto remembered, memory.load(address));
  const Time now = clock.now();
  const std::size_t at = lists.size();
  List& list = lists.emplace_back();
  by_address[address] = at;
  if (!is_address(name)) list.path = name;
  list.depth = depth;
  list.announced = announced;
  if (remembered) list.memory = std::move(*remembered);
  list.memory.address = address;
  // What a shorter --interval asks for now counts, and a server's Retry-After in any case.
  const Time wanted = options.once ? now : std::min(list.memory.next, now + options.interval);
  const bool as_it_was = !announced.empty() && announced == list.memory.modified;
  if (!as_it_was) schedule(at, std::max(wanted, list.memory.not_before));
  std::vector<const DueItem*> due;
  for (const auto& [id, item] : list.memory.due) due.push_back(&item);
  std::ranges::sort(due, {}, &DueItem::order);
  for (const auto* item : due) schedule_item(at, item->item.id, options.once ? now : item->due);
  follow_lists(at);
  return {};
}

void Watch::State::schedule(std::size_t at, Time due) {
  List& list = lists[at];
  list.scheduled = true;
  tasks[origin_of(list.memory.address)].insert({due, ++order, at, {}});
}

void Watch::State::schedule_item(std::size_t at, const std::string& id, Time due) {
  const auto& item = lists[at].memory.due.at(id).item;
  tasks[origin_of(item.link)].insert({due, ++order, at, id});
}

Time Watch::State::due_of(const std::string& origin, const Task& task) const {
  const auto at = held.find(origin);
  return at == held.end() ? task.due : std::max(task.due, at->second);
}

void Watch::State::hold(const std::string& address, std::optional<milliseconds> time) {
  if (!time) return;
  Time& until = held[origin_of(address)];
  until = std::max(until, clock.now() + std::min<milliseconds>(*time, kLongestPause));
}

// The first that is due: by its time and its host's turn, then by order.
std::optional<Task> Watch::State::take_task() {
  while (!stopped()) {
    const Time now = clock.now();
    std::set<Task>* best = nullptr;
    std::pair<Time, std::uint64_t> best_turn;
    Time best_due;
    for (auto& [origin, waiting_there] : tasks) {
      if (waiting_there.empty()) continue;
      const Task& first = *waiting_there.begin();
      const Time due = due_of(origin, first);
      if (due > now + kPatience) continue;
      const std::pair turn(std::max({due, visitor.ready_at(origin), now}), first.order);
      if (best && turn >= best_turn) continue;
      best = &waiting_there;
      best_turn = turn;
      best_due = due;
    }
    if (!best) return std::nullopt;
    // What was given out is to be settled before we wait for long, or for what is not due yet.
    if (!given_out.empty() && (best_due > now || best_turn.first > now + kShortWait))
      return std::nullopt;
    if (best_due <= now) return best->extract(best->begin()).value();
    clock.sleep(best_due - now);
  }
  return std::nullopt;
}

std::optional<Input> Watch::State::next() {
  while (!stopped() && !broken) {
    const auto task = take_task();
    if (!task) break;
    auto input = task->item.empty() ? look_at(*task) : look_at_item(*task);
    if (input) return input;
  }
  return options.once && !stopped() && !broken ? left_over() : std::nullopt;
}

// A look at one list.

Look Watch::State::look(const List& list) {
  const ListMemory& known = list.memory;
  Look found;
  if (!list.path.empty()) {
    const auto bytes = read_file(list.path, limits.page_bytes);
    if (!bytes) {
      found.feed = tl::unexpected<Error>(bytes.error());
      return found;
    }
    found.etag = sha256_hex(*bytes);
    found.unchanged = found.etag == known.etag;
    found.feed = found.unchanged ? Result<Feed>(Feed{}) : feed_in(*bytes, "", known.address);
    return found;
  }
  std::vector<std::string> fields;
  if (!known.etag.empty()) fields.push_back("If-None-Match: " + known.etag);
  if (!known.last_modified.empty()) fields.push_back("If-Modified-Since: " + known.last_modified);
  auto visited = visitor.visit(known.address, fields);
  found.retry_after = visited.retry_after;
  if (!visited.answer) {
    found.feed = tl::unexpected<Error>(std::move(visited.answer).error());
    return found;
  }
  const Fetched& fetched = *visited.answer;
  found.unchanged = fetched.status == 304;
  found.etag = field_of(fetched, "etag");
  found.last_modified = field_of(fetched, "last-modified");
  found.moved = std::move(visited.moved);
  found.fresh = fresh_for(field_of(fetched, "cache-control"), field_of(fetched, "age"));
  found.feed = found.unchanged ? Result<Feed>(Feed{})
                               : feed_in(fetched.body, fetched.content_type, fetched.final_url);
  return found;
}

std::optional<Input> Watch::State::look_at(const Task& task) {
  lists[task.list].scheduled = false;
  auto found = look(lists[task.list]);
  List& list = lists[task.list];
  ListMemory& known = list.memory;
  if (stopped()) {
    schedule(task.list, task.due);
    return std::nullopt;
  }
  list.looked_at = true;
  list.changed = true;
  if (!found.feed) return look_failed(task.list, found.feed.error(), found.retry_after);
  if (!found.moved.empty()) say(known.address + ": has moved for good to " + found.moved);
  const Time now = clock.now();
  known.failures = 0;
  known.not_before = Time();
  known.next =
      next_look(now, options.interval, found.unchanged ? nullptr : &*found.feed, found.fresh);
  if (!found.unchanged) {
    const bool whole = found.feed->damage.empty();
    if (!whole) say(known.address + ": " + found.feed->damage);
    known.etag = whole ? found.etag : "";
    known.last_modified = whole ? found.last_modified : "";
    take_in(task.list, *found.feed, now);
  }
  known.modified = list.announced;
  if (!options.once && list.announced.empty()) schedule(task.list, known.next);
  save(list);
  return std::nullopt;
}

std::optional<Input> Watch::State::look_failed(std::size_t at, const Error& error,
                                               std::optional<milliseconds> retry_after) {
  List& list = lists[at];
  ListMemory& known = list.memory;
  ++known.failures;
  const milliseconds wait =
      std::max(back_off(options.interval, known.failures, known.address),
               std::min<milliseconds>(retry_after.value_or(milliseconds(0)), kLongestPause));
  const Time now = clock.now();
  known.next = now + wait;
  known.not_before = retry_after ? known.next : Time();
  hold(known.address, retry_after);
  save(list);
  if (options.once) {
    given_out.push_back({at, {}, {}, false});
    return Input{known.address, tl::unexpected<Error>(placed(error, known.address))};
  }
  schedule(at, known.next);
  say(known.address + ": " + error.what + "; asked again in " + in_words(wait));
  return std::nullopt;
}

void Watch::State::take_in(std::size_t at, const Feed& feed, Time now) {
  const std::size_t had = lists[at].memory.due.size();
  lists[at].memory.title = feed.title;
  std::map<std::string, std::string> settled;
  for (const auto& item : feed.items) take_in_item(at, item, now, settled);
  // Of a list that was cut short the rest is still what it was.
  if (!feed.damage.empty()) settled.merge(lists[at].memory.settled);
  lists[at].memory.settled = std::move(settled);
  const std::size_t news = lists[at].memory.due.size() - had;
  if (news > 0)
    say(lists[at].memory.address + ": " + std::to_string(news) + " new of " +
        std::to_string(feed.items.size()) + (feed.items.size() == 1 ? " item" : " items"));
  lists[at].memory.lists = feed.lists;
  follow_lists(at);
}

void Watch::State::take_in_item(std::size_t at, FeedItem item, Time now,
                                std::map<std::string, std::string>& settled) {
  ListMemory& known = lists[at].memory;
  const std::string version = version_of(item);
  const std::string id = item.id;
  if (const auto due = known.due.find(id); due != known.due.end()) {
    if (due->second.version != version) due->second.tries = 0;
    due->second.version = version;
    due->second.item = std::move(item);
    return;
  }
  const auto was = known.settled.find(id);
  const bool was_settled = was != known.settled.end();
  const bool changed = was_settled || before.has_item(known.address, id);
  // One page may stand in several lists: it is read for the first of them.
  const bool elsewhere = !changed && !item.link.empty() && before.has_url(item.link);
  if ((was_settled && was->second == version) || elsewhere ||
      before.has_version(known.address, id, version)) {
    settled[id] = version;
    count_known(at, id, version);
    return;
  }
  if (was_settled) settled[id] = was->second;  // until the changed one is
  known.due[id] = {.item = std::move(item),
                   .version = version,
                   .order = static_cast<std::int64_t>(order),
                   .changed = changed,
                   .tries = 0,
                   .due = now};
  schedule_item(at, id, now);
}

// The lists that a list leads to.
void Watch::State::follow_lists(std::size_t at) {
  const ListMemory& known = lists[at].memory;
  const int depth = lists[at].depth;
  if (!known.lists.empty() && depth >= kDepth) {
    say(known.address + ": its lists are not gone into, they lie too deep");
    return;
  }
  for (const auto& link : known.lists) {
    if (!is_address(link.address)) {
      say(known.address + ": names a list that is neither http nor https: " + link.address);
    } else if (auto added = add_list(link.address, depth + 1, link.modified); !added) {
      say(to_string(added.error()));
    }
  }
}

// A look at one item's page.

std::optional<Input> Watch::State::look_at_item(const Task& task) {
  const ListMemory& known = lists[task.list].memory;
  const DueItem due = known.due.at(task.item);
  const bool elsewhere = !due.changed && !due.item.link.empty() && before.has_url(due.item.link);
  if (elsewhere || before.has_version(known.address, task.item, due.version)) {
    count_known(task.list, task.item, due.version);
    settle_item(task.list, task.item, due.version);
    return std::nullopt;
  }
  FeedOrigin origin = origin_of_item(due.item, known.address, known.title);
  origin.version = due.version;
  auto visited = visit_item(visitor, due.item, origin, limits, clock);
  if (stopped() && !visited.capture) {
    schedule_item(task.list, task.item, task.due);
    return std::nullopt;
  }
  if (!visited.capture && visited.lasting == Lasting::no)
    return item_failed(task, visited.capture.error(), visited.retry_after);
  const std::string name = address_of(due.item, known.address);
  given_out.push_back({task.list, task.item, due.version, false});
  if (!visited.capture)
    return Input{name, tl::unexpected<Error>(placed(visited.capture.error(), name))};
  return Input{name, std::move(visited.capture)};
}

std::optional<Input> Watch::State::item_failed(const Task& task, const Error& error,
                                               std::optional<milliseconds> retry_after) {
  List& list = lists[task.list];
  DueItem& due = list.memory.due.at(task.item);
  list.changed = true;
  ++due.tries;
  hold(due.item.link, retry_after);
  const milliseconds wait =
      std::max(back_off(kItemAgain, due.tries, due.item.link),
               std::min<milliseconds>(retry_after.value_or(milliseconds(0)), kLongestPause));
  due.due = clock.now() + wait;
  const bool last = due.tries >= kTries;
  if (options.once || last) {
    given_out.push_back({task.list, task.item, due.version, !last});
    Error refused = placed(error, due.item.link);
    refused.what += last ? "; given up after " + std::to_string(kTries) + " tries"
                         : "; it stays due for the next run";
    return Input{due.item.link, tl::unexpected<Error>(std::move(refused))};
  }
  schedule_item(task.list, task.item, due.due);
  say(due.item.link + ": " + error.what + "; tried again in " + in_words(wait));
  return std::nullopt;
}

// Looked at once, what a server wants to be left alone with is refused for this run.
std::optional<Input> Watch::State::left_over() {
  for (auto& [origin, waiting_there] : tasks) {
    if (waiting_there.empty()) continue;
    const Task task = waiting_there.extract(waiting_there.begin()).value();
    const ListMemory& known = lists[task.list].memory;
    const std::string name =
        task.item.empty() ? known.address : address_of(known.due.at(task.item).item, known.address);
    const auto until = std::chrono::floor<seconds>(due_of(origin, task));
    given_out.push_back({task.list, task.item, {}, true});
    return Input{name, fail(ErrorCode::network,
                            "its server asks to be left alone until " + to_rfc3339(until) +
                                "; it stays due for the next run",
                            name)};
  }
  return std::nullopt;
}

void Watch::State::settle_item(std::size_t at, const std::string& id, const std::string& version) {
  List& list = lists[at];
  DueItem& due = list.memory.due.at(id);
  list.memory.settled[id] = version;
  list.changed = true;
  met.insert(content_id("k", {list.memory.address, id, version}));
  if (due.version == version) {
    list.memory.due.erase(id);
  } else {  // it changed again while it was being read
    due.changed = true;
    schedule_item(at, id, clock.now());
  }
}

void Watch::State::count_known(std::size_t at, const std::string& id, const std::string& version) {
  if (met.insert(content_id("k", {lists[at].memory.address, id, version})).second) ++known_count;
}

void Watch::State::save(List& list) {
  const auto saved = memory.save(list.memory);
  if (!saved) broken = saved.error();
  list.changed = !saved;
}

Watch::Watch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Watch::~Watch() = default;
Watch::Watch(Watch&&) noexcept = default;
Watch& Watch::operator=(Watch&&) noexcept = default;

Result<Watch> Watch::open(const std::vector<std::string>& lists, const Limits& limits,
                          WatchOptions options, Clock clock,
                          std::function<void(const std::string&)> say) {
  TRY(auto memory, WatchMemory::open(options.memory));
  auto state = std::make_unique<State>(limits, std::move(options), std::move(clock), std::move(say),
                                       std::move(memory));
  for (const auto& name : lists) {
    if (!is_address(name)) {
      const auto there = read_file(name, limits.page_bytes);
      if (!there) return tl::make_unexpected(placed(there.error(), name));
    }
    TRY_VOID(state->add_list(name, 0, ""));
  }
  return Watch(std::move(state));
}

void Watch::known(std::string_view url, const FeedOrigin& origin) {
  state_->before.add(url, origin);
}

std::optional<Input> Watch::next() { return state_->next(); }

void Watch::settle(Settled how) {
  State& state = *state_;
  const GivenOut input = std::move(state.given_out.front());
  state.given_out.pop_front();
  if (input.item.empty()) return;
  if (input.left_due && how == Settled::refused) return;
  const ListMemory& list = state.lists[input.list].memory;
  if (how != Settled::refused) {
    FeedOrigin origin;
    origin.feed = list.address;
    origin.item = input.item;
    origin.version = input.version;
    state.before.add(address_of(list.due.at(input.item).item, list.address), origin);
  }
  state.settle_item(input.list, input.item, input.version);
}

Result<void> Watch::remember() {
  for (auto& list : state_->lists)
    if (list.changed) state_->save(list);
  if (state_->broken) return tl::make_unexpected(*state_->broken);
  return {};
}

std::size_t Watch::known_before() const { return state_->known_count; }

std::size_t Watch::waiting() const {
  std::size_t count = 0;
  for (const auto& list : state_->lists) count += list.memory.due.size();
  return count;
}

std::size_t Watch::lists() const { return state_->lists.size(); }

std::optional<Time> Watch::due() const {
  std::optional<Time> first;
  for (const auto& [origin, waiting_there] : state_->tasks)
    if (!waiting_there.empty()) {
      const Time due = state_->due_of(origin, *waiting_there.begin());
      if (!first || due < *first) first = due;
    }
  return first;
}

}  // namespace gainsay::acquire
