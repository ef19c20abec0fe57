#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <sstream>

#include "base/date.h"
#include "cli/suggest.h"
#include "gainsay.h"

namespace gainsay::cli {
namespace {

constexpr const char* kAbout =
    R"(gainsay keeps the books on what is published about a conflict: who asserted, denied or doubted
what, in which exact words, and what is therefore confirmed, disputed or merely claimed.

Examples:
  gainsay read pages/ https://example.org/report.html   read pages into gainsay.db
  gainsay watch https://example.org/feed.xml            go on reading what a feed brings
  gainsay brief --html brief.html                       what is confirmed, disputed, claimed
  gainsay claims --status disputed                      a list, with ids
  gainsay show 3f2a                                     one record and its sentences
  gainsay explain 3f2a                                  the knowledge and the parse behind it
  gainsay verify                                        recompute every hash and every quotation
  gainsay parse report.txt                              tokens, tags, trees and names, as CoNLL-U)";

constexpr const char* kRead =
    R"(Reads pages into the ledger: files and folders (.html, .htm, .txt, .jsonl, .eml, .pdf, .warc,
.wacz, Telegram's result.json, .gz of these), http(s) addresses, and standard input as "-". A feed
(RSS, Atom), an OPML list or a sitemap stands for the pages it points to. A page that the ledger has
already adds nothing, so an interrupted run goes on where it stopped when the same command is given
again.

Examples:
  gainsay read pages/
  gainsay read crawl.warc.gz ChatExport/result.json
  gainsay read https://example.org/report.html --ledger delta.db
  gainsay read https://example.org/news-sitemap.xml
  zcat lines.jsonl.gz | gainsay read - --format jsonl > records.jsonl

Exit code: 0 all was read or known, 1 some inputs were refused (each named with its reason), 130
interrupted.)";

constexpr const char* kWatch =
    R"(Watches feeds and reads the pages they bring: RSS, Atom, OPML lists of feeds and sitemaps. It asks
politely (only for what changed, one request at a time to a host, less often where a server or
robots.txt says so), remembers in LEDGER.watch what it has seen, and ends at Ctrl-C or SIGTERM with
all kept; a second one ends it at once.

Examples:
  gainsay watch https://example.org/feed.xml
  gainsay watch feeds.opml --interval 30m --ledger delta.db
  gainsay watch --once feeds.opml                       from cron: what is new now

Exit code: 0 ended when asked, or with --once all was read or known; 1 with --once, some feeds or
pages were refused (each named with its reason); 130 interrupted with --once.)";

constexpr const char* kBrief =
    R"(Prints what the ledger comes to: what is confirmed, disputed, claimed by one side only, repeated;
each with its sentences and sources.

Examples:
  gainsay brief | less
  gainsay brief --html brief.html)";

constexpr const char* kClaims =
    R"(Lists propositions with their status and who holds them. All filters given must fit.

Examples:
  gainsay claims --status disputed
  gainsay claims --actor "Northern Brigade" --since 2021-03 --until 2021-04
  gainsay claims --type event.attack --place Tarsk --format csv > attacks.csv)";

constexpr const char* kShow =
    R"(Shows one record in full, with the sentences it rests on where they stand: a proposition, an
assertion, an actor or a document, by its id or any start of it that no other record shares.

Examples:
  gainsay show prop:3f2a9c
  gainsay show 3f2a9c)";

constexpr const char* kExplain =
    R"(Says how an assertion came about: its source, cue and content, the entries of the knowledge files
that gave it (file and line), and how its sentence was parsed. For a proposition, all that is
asserted of it. The page's text is read again with the model and the knowledge at hand.

Examples:
  gainsay explain 3f2a9c
  gainsay explain assertion:3f2a9c --knowledge mine/)";
constexpr const char* kDiff =
    R"(Shows what changed between the captures of one page: a silent edit of a news page is evidence.
The page is named by any of its documents, by id or the start of one; its captures are all documents
with that address or that canonical address, in the order in which they were captured. Removed words
stand in [-…-], added ones in {+…+}.

Examples:
  gainsay diff 3f2a9c
  gainsay diff sha256:3f2a9c --format jsonl)";

constexpr const char* kExport =
    R"(Gives back what was captured: every page's bytes as received, with its request, response headers,
time and peer, as a WARC 1.1 file that other tools and gainsay read; compressed where the file's name
ends in .gz.

Examples:
  gainsay export --to warc --out pages.warc.gz
  gainsay read pages.warc.gz --ledger another.db)";

constexpr const char* kVerify =
    R"(Recomputes every hash and every quotation. It goes through the log, the captured pages' bytes, the
words of all evidence and the present view, and names the first record that fails. It prints the
last hash: a copy of it kept elsewhere shows later that nothing before it was changed.

Examples:
  gainsay verify
  gainsay verify --ledger delta.db

Exit code: 0 all holds, 1 damage was found.)";

constexpr const char* kParse =
    R"(Prints the linguistic analysis of texts: tokens, lemmas, tags, trees, named entities. Files are
taken as they are, UTF-8, one text each; "-" is standard input. No ledger is opened.

Examples:
  gainsay parse report.txt
  gainsay parse --jobs 2 texts/*.txt > texts.conllu
  gainsay parse --format jsonl - < report.txt

Exit code: 0 all was analysed, 1 some files could not be read (each named with its reason).)";

constexpr const char* kHelp = "Prints the help of a command.";

// CLI11's help, in which a list of commands gives the first sentence of each.
class Help : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* sub) const override {
    std::string about = sub->get_description();
    about.erase(std::min(about.find_first_of(".:"), about.size()));
    std::ranges::replace(about, '\n', ' ');
    std::ostringstream line;
    CLI::detail::format_help(line, sub->get_name(), about, get_column_width());
    return line.str();
  }
  std::string make_description(const CLI::App* app) const override {
    return CLI::Formatter::make_description(app) + "\n";
  }
};

// CLI11's messages and help, with our own command's name and an error's exit code of 2.
class Parser {
 public:
  Parser() : app_(std::make_unique<CLI::App>(kAbout, "gainsay")) {
    app_->require_subcommand(0, 1);
    app_->set_version_flag("-V,--version", "gainsay " + std::string(version()),
                           "Print the version and exit");
    app_->set_help_flag("-h,--help", "Print this help and exit");
    auto help_format = std::make_shared<Help>();
    help_format->column_width(34);
    app_->formatter(help_format);
    add_read();
    add_watch();
    add_brief();
    add_claims();
    add_show();
    add_explain();
    add_diff();
    add_export();
    add_verify();
    add_parse();
    auto* help = app_->add_subcommand("help", kHelp);
    help->add_option("COMMAND", topic_, "The command");
  }

  Command parse(int argc, const char* const* argv) {
    if (const Answer slip = unknown_command(argc, argv); slip.exit_code) return slip;
    try {
      app_->parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      return Answer{.out = help_of_parsed(), .error = {}, .exit_code = 0};
    } catch (const CLI::CallForVersion&) {
      return Answer{.out = "gainsay " + std::string(version()) + "\n", .error = {}, .exit_code = 0};
    } catch (const CLI::ParseError& error) {
      return usage(error.what() + option_suggestion());
    }
    return chosen();
  }

  std::string help(const std::string& command) {
    if (command.empty()) return app_->help();
    for (const auto* sub : app_->get_subcommands({}))
      if (sub->get_name() == command) return sub->help("gainsay");
    return {};
  }

 private:
  static Answer usage(const std::string& message) {
    return {.out = {}, .error = message + "\nTry: gainsay --help", .exit_code = 2};
  }

  CLI::App* command(const char* name, const char* about, LedgerOptions& ledger) {
    auto* const sub = app_->add_subcommand(name, about);
    sub->set_help_flag("-h,--help", "Print this help and exit");
    sub->add_option("--ledger", ledger.path, "The ledger's file (default: gainsay.db)")
        ->type_name("FILE");
    sub->add_flag("-q,--quiet", ledger.quiet, "No progress and no summary, only what went wrong");
    return sub;
  }

  template <typename Format>
  static void add_format(CLI::App* sub, Format& format, std::map<std::string, Format> formats,
                         const std::string& otherwise, const std::string& about) {
    sub->add_option_function<std::string>(
           "--format",
           [&format, formats = std::move(formats), otherwise](const std::string& name) {
             const auto at = formats.find(name);
             if (at == formats.end())
               throw CLI::ValidationError("--format", otherwise + ": " + name);
             format = at->second;
           },
           about)
        ->type_name("FORMAT");
  }

  static void add_parts(CLI::App* sub, PartsOptions& parts) {
    sub->add_option("--knowledge", parts.knowledge,
                    "A folder of your own knowledge files, which add to the project's (may be "
                    "given again)")
        ->type_name("DIR")
        ->allow_extra_args(false);
    sub->add_option("--model", parts.model,
                    "The language model (else GAINSAY_MODEL, else the fetched one)")
        ->type_name("PATH");
    sub->add_option("--gazetteer", parts.gazetteer,
                    "The file of the world's places (else GAINSAY_GAZETTEER, else the one built)")
        ->type_name("FILE");
  }

  void add_read() {
    auto* const sub = command("read", kRead, read_.ledger);
    sub->add_option("INPUT", read_.inputs,
                    "Files, folders, addresses, feeds, sitemaps, or - for standard input");
    add_jobs(sub, read_);
    sub->add_option_function<std::string>(
           "--now",
           [this](const std::string& text) {
             read_.now = parse_rfc3339(text);
             if (!read_.now)
               throw CLI::ValidationError("--now", "is no time like 2021-03-04T05:06:07Z: " + text);
           },
           "The time that the ledger notes, in UTC (RFC 3339), for runs that can be repeated")
        ->type_name("TIME");
    add_format(sub, read_.format, {{"jsonl", RecordFormat::jsonl}}, "is not jsonl",
               "jsonl: print the records of these inputs, weighed together with the whole ledger");
    add_manners(sub, read_);
    add_parts(sub, read_.parts);
  }

  void add_watch() {
    auto* const sub = command("watch", kWatch, watch_.read.ledger);
    sub->add_option("FEED", watch_.read.inputs,
                    "Addresses or files of feeds, OPML lists and sitemaps");
    sub->add_flag("--once", watch_.once, "Look at each feed once and end, as from cron");
    add_time(sub, "--interval", watch_.interval,
             "From one look at a feed to the next, at least: 90s, 15m, 2h (default: 15m)");
    add_jobs(sub, watch_.read);
    add_manners(sub, watch_.read);
    add_parts(sub, watch_.read.parts);
  }

  static void add_jobs(CLI::App* sub, ReadCommand& read) {
    sub->add_option("--jobs", read.jobs, "Threads that read pages (default: one a core)")
        ->type_name("N")
        ->check(CLI::Range(1, 1024).description(""));
  }

  static void add_manners(CLI::App* sub, ReadCommand& read) {
    sub->add_flag("--allow-private", read.allow_private,
                  "Fetch private and loopback addresses too");
    sub->add_flag("--ignore-robots", read.ignore_robots,
                  "Fetch what feeds lead to even where robots.txt asks robots not to");
    add_time(sub, "--delay", read.host_delay,
             "Between two requests to one host, where feeds lead to it (default: 1s)");
  }

  // "90s", "15m", "2h"; a number alone is seconds.
  static std::optional<std::chrono::milliseconds> time_in(const std::string& text) {
    const std::map<std::string, double> units{{"ms", 1},     {"s", 1000},      {"", 1000},
                                              {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto unit = units.find(text.substr(end));
    if (end == 0 || end > 9 || unit == units.end()) return std::nullopt;
    double number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, number);
    if (error != std::errc() || stop != text.data() + end) return std::nullopt;
    const double whole = number * unit->second;
    constexpr double kYear = 366 * 86'400'000.0;
    if (whole > kYear) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(whole));
  }

  template <typename Duration>
  static void add_time(CLI::App* sub, const std::string& name, Duration& into,
                       const std::string& about) {
    sub->add_option_function<std::string>(
           name,
           [name, &into](const std::string& text) {
             const auto time = time_in(text);
             if (!time) throw CLI::ValidationError(name, "is no time like 90s, 15m or 2h: " + text);
             into = std::chrono::ceil<Duration>(*time);
           },
           about)
        ->type_name("TIME");
  }

  void add_brief() {
    auto* const sub = command("brief", kBrief, brief_.ledger);
    sub->add_option("--html", brief_.html, "Write one self-contained page instead")
        ->type_name("FILE");
    sub->add_option("--most", brief_.options.most, "Propositions in a section (default: 40)")
        ->type_name("N");
  }

  void add_claims() {
    auto* const sub = command("claims", kClaims, claims_.ledger);
    auto& filter = claims_.filter;
    sub->add_option("--actor", filter.actor, "Who says it or has a part in it: a name or an id")
        ->type_name("NAME");
    sub->add_option("--type", filter.type, "A type or its first part: event.attack, event")
        ->type_name("TYPE");
    sub->add_option_function<std::string>(
           "--status",
           [&filter](const std::string& name) {
             filter.status = weigh::status_of(name);
             if (!filter.status)
               throw CLI::ValidationError(
                   "--status",
                   "is none of confirmed, corroborated, disputed, refuted, party-claim, "
                   "single-source, unverified: " +
                       name);
           },
           "confirmed, corroborated, disputed, refuted, party-claim, single-source, unverified")
        ->type_name("STATUS");
    sub->add_option("--place", filter.place, "Where it is said to have been: a name or an id")
        ->type_name("NAME");
    const CLI::Validator is_date(
        [](const std::string& text) {
          return parse_iso_date(text) ? std::string()
                                      : "is no date like 2021, 2021-03 or 2021-03-04: " + text;
        },
        "");
    sub->add_option("--since", filter.since, "Not before this day, month or year")
        ->type_name("DATE")
        ->check(is_date);
    sub->add_option("--until", filter.until, "Not after this day, month or year")
        ->type_name("DATE")
        ->check(is_date);
    sub->add_option("--doc", filter.document, "Told in this document: the start of its id")
        ->type_name("ID");
    add_format(sub, claims_.format,
               {{"table", ClaimsFormat::table},
                {"jsonl", ClaimsFormat::jsonl},
                {"csv", ClaimsFormat::csv}},
               "is none of table, jsonl, csv",
               "table, jsonl or csv (default: table, tab-separated without a terminal)");
  }

  void add_show() {
    auto* const sub = command("show", kShow, show_.ledger);
    sub->add_option("ID", show_.id, "The record's id, or the start of it")->required();
  }

  void add_explain() {
    auto* const sub = command("explain", kExplain, explain_.ledger);
    sub->add_option("ID", explain_.id, "An assertion's or a proposition's id, or the start of it")
        ->required();
    add_parts(sub, explain_.parts);
  }

  void add_diff() {
    auto* const sub = command("diff", kDiff, diff_.ledger);
    sub->add_option("ID", diff_.id, "A document's id, or the start of it")->required();
    add_format(sub, diff_.format, {{"jsonl", RecordFormat::jsonl}}, "is not jsonl",
               "jsonl: one line for each capture that differs from the one before");
  }

  void add_export() {
    auto* const sub = command("export", kExport, export_.ledger);
    sub->add_option_function<std::string>(
           "--to",
           [this](const std::string& name) {
             if (name != "warc") throw CLI::ValidationError("--to", "is not warc: " + name);
             export_.to = ExportFormat::warc;
           },
           "warc")
        ->type_name("FORMAT")
        ->required();
    sub->add_option("-o,--out", export_.out, "The file to write")->type_name("FILE")->required();
  }

  void add_verify() { command("verify", kVerify, verify_.ledger); }

  void add_parse() {
    auto* const sub = app_->add_subcommand("parse", kParse);
    sub->set_help_flag("-h,--help", "Print this help and exit");
    sub->add_option("FILE", parse_.files, "Text files, or - for standard input")->required();
    sub->add_option("--jobs", parse_.jobs, "Threads that analyse (default: 1)")
        ->type_name("N")
        ->check(CLI::Range(1, 1024).description(""));
    add_format(sub, parse_.format,
               {{"conllu", AnalysisFormat::conllu}, {"jsonl", AnalysisFormat::jsonl}},
               "is neither conllu nor jsonl",
               "conllu, or jsonl: one line a file, as spaCy's Doc.to_json (default: conllu)");
    sub->add_option("--model", parse_.model,
                    "A spaCy pipeline: its wheel or its folder (else GAINSAY_MODEL, else the "
                    "fetched one)")
        ->type_name("PATH");
  }

  [[nodiscard]] std::vector<std::string> command_names() const {
    std::vector<std::string> names;
    for (const auto* sub : app_->get_subcommands({})) names.push_back(sub->get_name());
    return names;
  }

  // CLI11 would take a misspelt command for a stray argument.
  [[nodiscard]] Answer unknown_command(int argc, const char* const* argv) const {
    if (argc < 2 || argv[1][0] == '-' || !argv[1][0]) return {};
    const std::string given = argv[1];
    const auto names = command_names();
    if (std::ranges::find(names, given) != names.end()) return {};
    const std::string meant = nearest(given, names);
    return usage("there is no command \"" + given + "\"" +
                 (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
  }

  // For the first option that the command does not have.
  [[nodiscard]] std::string option_suggestion() const {
    for (const auto* sub : app_->get_subcommands()) {
      std::vector<std::string> known;
      for (const auto* option : sub->get_options())
        for (const auto& name : option->get_lnames()) known.push_back("--" + name);
      for (const auto& rest : sub->remaining())
        if (rest.starts_with("--"))
          if (const auto meant = nearest(rest.substr(0, rest.find('=')), known); !meant.empty())
            return "; did you mean " + meant + "?";
    }
    return {};
  }

  [[nodiscard]] std::string help_of_parsed() {
    const auto chosen = app_->get_subcommands();
    return chosen.empty() ? app_->help() : chosen.front()->help("gainsay");
  }

  Command chosen() {
    const auto chosen = app_->get_subcommands();
    if (chosen.empty()) return Answer{.out = {}, .error = app_->help(), .exit_code = 2};
    const std::string name = chosen.front()->get_name();
    if (name == "read") return std::move(read_);
    if (name == "watch") return std::move(watch_);
    if (name == "brief") return std::move(brief_);
    if (name == "claims") return std::move(claims_);
    if (name == "show") return std::move(show_);
    if (name == "explain") return std::move(explain_);
    if (name == "diff") return std::move(diff_);
    if (name == "export") return std::move(export_);
    if (name == "verify") return std::move(verify_);
    if (name == "parse") return std::move(parse_);
    const std::string text = help(topic_);
    if (!text.empty()) return Answer{.out = text, .error = {}, .exit_code = 0};
    const std::string meant = nearest(topic_, command_names());
    return usage("there is no command \"" + topic_ + "\"" +
                 (meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
  }

  std::unique_ptr<CLI::App> app_;
  ReadCommand read_;
  WatchCommand watch_;
  BriefCommand brief_;
  ClaimsCommand claims_;
  ShowCommand show_;
  ExplainCommand explain_;
  DiffCommand diff_;
  ExportCommand export_;
  VerifyCommand verify_;
  ParseCommand parse_;
  std::string topic_;
};

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  Parser parser;
  return parser.parse(argc, argv);
}

std::string help_of(const std::string& command) { return Parser().help(command); }

}  // namespace gainsay::cli
