#include "acquire/content.h"

#include <array>

#include "acquire/http.h"
#include "acquire/json_line.h"
#include "acquire/source.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

struct TypeOfFormat {
  std::string_view type;
  Format format;
};

// The first type of a format is the one that is written.
constexpr std::array kTypes = {
    TypeOfFormat{"text/html", Format::html},
    TypeOfFormat{"application/xhtml+xml", Format::html},
    TypeOfFormat{"text/plain", Format::text},
    TypeOfFormat{"application/pdf", Format::pdf},
    TypeOfFormat{"message/rfc822", Format::mail},
    TypeOfFormat{"application/x-ndjson", Format::json_line},
    TypeOfFormat{"application/jsonl", Format::json_line},
    TypeOfFormat{"application/vnd.gainsay.telegram+json", Format::telegram},
    TypeOfFormat{"application/warc", Format::warc},
    TypeOfFormat{"application/wacz", Format::wacz},
};

}  // namespace

Error empty_error() { return {ErrorCode::empty, "is empty", {}}; }
Error no_text_error() {
  return {ErrorCode::unsupported, "is no text (an image, an archive or another binary format)", {}};
}

std::string media_type(std::string_view content_type) {
  return lower_ascii(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::optional<Format> format_of_type(std::string_view media_type) {
  for (const auto& one : kTypes)
    if (one.type == media_type) return one.format;
  return std::nullopt;
}

std::string_view type_of_format(Format format) {
  for (const auto& one : kTypes)
    if (one.format == format) return one.type;
  return {};
}

Result<void> unpack(std::string& body, const Limits& limits) {
  if (!is_gzip(body)) return {};
  TRY(body, without_coding(body, "gzip", limits.page_bytes));
  return {};
}

Result<void> take_apart(Capture& capture, const Limits& limits) {
  switch (capture.format) {
    case Format::html:
    case Format::text:
      return {};
    case Format::json_line: {
      TRY(auto line, JsonLineParser().parse(capture.body));
      capture.given = std::move(line.given);
      break;
    }
    case Format::mail: {
      TRY(capture.given, read_mail(capture.body));
      break;
    }
    case Format::pdf: {
      TRY(capture.given, read_pdf(capture.body, limits));
      break;
    }
    case Format::telegram: {
      TRY(capture.given, read_telegram_message(capture.body));
      break;
    }
    case Format::warc:
    case Format::wacz:
      return fail(ErrorCode::unsupported, "is an archive inside an archive");
  }
  capture.body = std::string();
  return {};
}

}  // namespace gainsay::acquire
