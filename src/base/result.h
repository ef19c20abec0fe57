// Results: what input or the world can make fail is returned, never thrown (STYLE: Errors).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace gainsay {

// Stored in ledgers by name (see name_of), so a name once given stays.
enum class ErrorCode {
  usage,              // the caller's words are off; exit code 2
  not_found,          // no such file, address or record
  no_permission,      // the system does not let us read or write it, or a robots.txt fetch it
  network,            // an address that cannot be reached, or answered with an error
  forbidden_address,  // a private or loopback address without leave
  empty,              // nothing in it
  too_large,          // over a documented limit
  damaged,            // cut short or broken inside: gzip, JSON line, model file
  unsupported,        // a format that is not read (an image, say)
  knowledge,          // a knowledge file says something that cannot be understood
  model,              // a language model that is missing, damaged or foreign
  ledger,             // the ledger cannot be opened or written; exit code 3
  tampered,           // the ledger's hashes or evidence do not hold
};

std::string_view name_of(ErrorCode code);

struct Error {
  ErrorCode code;
  std::string what;   // a sentence to act on, without the place
  std::string where;  // the place: an input's name, `stance.yaml:41`, a record's id; may be empty

  bool operator==(const Error&) const = default;
};

// "where: what", or what alone.
std::string to_string(const Error& error);

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  Result(tl::unexpected<Error> error) : tl::expected<T, Error>(std::move(error)) {}
};

inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where)});
}

}  // namespace gainsay
