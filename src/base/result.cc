#include "base/result.h"

namespace gainsay {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::no_permission:
      return "no_permission";
    case ErrorCode::network:
      return "network";
    case ErrorCode::forbidden_address:
      return "forbidden_address";
    case ErrorCode::empty:
      return "empty";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::damaged:
      return "damaged";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::knowledge:
      return "knowledge";
    case ErrorCode::model:
      return "model";
    case ErrorCode::ledger:
      return "ledger";
    case ErrorCode::tampered:
      return "tampered";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

}  // namespace gainsay
