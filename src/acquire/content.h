// What captured bytes are and what is in them, whatever brought them.
#pragma once

#include <string>
#include <string_view>

#include "acquire/acquire.h"

namespace gainsay::acquire {

// "text/html" of "Text/HTML; charset=utf-8".
std::string media_type(std::string_view content_type);
// What a media type stands for; empty for what is none of ours or says nothing.
std::optional<Format> format_of_type(std::string_view media_type);
// The other way: how a capture's format is declared in an archive.
std::string_view type_of_format(Format format);

// Takes a mail, a PDF, a JSON line or a Telegram message apart: `body`, by `format`, into `given`.
// A page and a text are left as they are. Errors: damaged, unsupported, empty.
Result<void> take_apart(Capture& capture, const Limits& limits);

// `body` unpacked where it is a gzip file. Errors: damaged, too_large.
Result<void> unpack(std::string& body, const Limits& limits);

Error empty_error();
Error no_text_error();

// A mail (RFC 5322, MIME): its subject, sender, date and what a reader sees. Errors: empty,
// damaged.
Result<Given> read_mail(std::string_view bytes);
// A PDF's text layer, by pdftotext (Poppler). Errors: unsupported (encrypted, without a text layer,
// no pdftotext), damaged, too_large.
Result<Given> read_pdf(std::string_view bytes, const Limits& limits);
// An export of Telegram's with one message in it.
Result<Given> read_telegram_message(std::string_view bytes);

}  // namespace gainsay::acquire
