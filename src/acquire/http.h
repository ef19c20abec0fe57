// HTTP/1.1 messages as captures keep them: heads as received, bodies and their codings (RFC 9110,
// RFC 9112).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::acquire {

// A message's head and where its body begins. Tolerates lines that end in LF alone.
struct Message {
  std::string_view head;  // first line and fields, with the empty line behind them
  std::string_view body;
};
// Empty when the head has no end.
std::optional<Message> parted(std::string_view message);

// Of a head that begins "HTTP/1.1 200 …"; 0 for any other.
int status_of(std::string_view head);
// A field's value without the white space around it; of a field that stands several times the
// last. `name` in any case.
std::optional<std::string> field(std::string_view head, std::string_view name);

std::string lower_ascii(std::string_view text);
std::string_view trimmed(std::string_view text);

// Without its chunks (RFC 9112, 7.1); trailers are left out. Error: damaged, cut short.
Result<std::string> without_chunks(std::string_view body);
// In one chunk: what without_chunks() undoes.
std::string in_one_chunk(std::string_view body);

}  // namespace gainsay::acquire
