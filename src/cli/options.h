// The command line, understood.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ask/ask.h"

namespace gainsay::cli {

// What every command that opens a ledger takes.
struct LedgerOptions {
  std::string path = "gainsay.db";
  bool quiet = false;
};

enum class RecordFormat { none, jsonl };
enum class ClaimsFormat { table, jsonl, csv };

// What reading needs, for commands that read.
struct PartsOptions {
  std::vector<std::string> knowledge;  // folders that add to the environment's, else the project's
  std::string model;                   // empty: the environment's, else the fetched one
  std::string gazetteer;               // empty: the environment's, else the one that the build made
};

struct ReadCommand {
  LedgerOptions ledger;
  std::vector<std::string> inputs;
  int jobs = 0;  // 0: as many as there are processor cores
  std::optional<std::chrono::sys_seconds> now;
  RecordFormat format = RecordFormat::none;
  bool allow_private = false;
  bool ignore_robots = false;
  std::chrono::milliseconds host_delay{1000};
  PartsOptions parts;
};

// `read`'s, of which `inputs` are the feeds, and when to look at them.
struct WatchCommand {
  ReadCommand read;
  std::chrono::seconds interval{900};
  bool once = false;
};

struct BriefCommand {
  LedgerOptions ledger;
  std::string html;  // a file; empty: Markdown to standard output
  ask::BriefOptions options;
};

struct ClaimsCommand {
  LedgerOptions ledger;
  ask::Filter filter;
  ClaimsFormat format = ClaimsFormat::table;
};

struct ShowCommand {
  LedgerOptions ledger;
  std::string id;
};

struct ExplainCommand {
  LedgerOptions ledger;
  std::string id;
  PartsOptions parts;
};

enum class ExportFormat { warc };

struct ExportCommand {
  LedgerOptions ledger;
  ExportFormat to = ExportFormat::warc;
  std::string out;  // a file
};

struct DiffCommand {
  LedgerOptions ledger;
  std::string id;
  RecordFormat format = RecordFormat::none;
};

struct VerifyCommand {
  LedgerOptions ledger;
};

enum class AnalysisFormat { conllu, jsonl };

struct ParseCommand {
  std::vector<std::string> files;
  int jobs = 1;
  AnalysisFormat format = AnalysisFormat::conllu;
  std::string model;  // as ReadCommand's
};

// Something to print and be done: help, the version, or what is wrong with the command line.
struct Answer {
  std::string out;
  std::string error;
  int exit_code = 0;
};

using Command =
    std::variant<Answer, ReadCommand, WatchCommand, BriefCommand, ClaimsCommand, ShowCommand,
                 ExplainCommand, DiffCommand, ExportCommand, VerifyCommand, ParseCommand>;

Command parse_command_line(int argc, const char* const* argv);

// The help of one command, as --help prints it; of gainsay itself for an empty name.
std::string help_of(const std::string& command);

}  // namespace gainsay::cli
