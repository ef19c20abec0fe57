// Which files a path stands for, and what their names say.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "acquire/acquire.h"

namespace gainsay::acquire {

// By the name's ending, .gz apart: .html .htm .xhtml, .txt, .jsonl .ndjson,
// .eml, .pdf, .warc, .wacz, and result.json, Telegram's; empty for any other.
std::optional<Format> format_of_name(std::string_view path);

struct FoundFile {
  std::string path;
  std::optional<Error> error;  // a folder below that may not be read
};

// The files of known formats in a folder and all folders below, by path. Links to folders are not
// followed, so there are no loops.
std::vector<FoundFile> files_below(const std::string& folder);

// RFC 8089, absolute, percent-encoded.
std::string file_url(const std::string& path);

std::optional<std::chrono::sys_seconds> modification_time(const std::string& path);
// Of a regular file; empty for any other, whose size is known when it has been read.
std::optional<std::size_t> size_of_file(const std::string& path);

}  // namespace gainsay::acquire
