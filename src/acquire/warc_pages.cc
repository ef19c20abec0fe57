// The pages among a WARC's records, as captures.
#include <curl/curl.h>

#include <utility>

#include "acquire/archive.h"
#include "acquire/content.h"
#include "acquire/http.h"
#include "acquire/seen_pages.h"
#include "acquire/warc.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/hash.h"
#include "base/try.h"

namespace gainsay::acquire {
namespace {

std::string value(const WarcRecord& record, std::string_view name) {
  return field(record.head, name).value_or("");
}

// WARC 1.0 was read by some as asking for <…> around addresses.
std::string address_of(const WarcRecord& record) {
  std::string address = value(record, "warc-target-uri");
  if (address.size() >= 2 && address.front() == '<' && address.back() == '>')
    address = address.substr(1, address.size() - 2);
  return address;
}

// An address that may be relative to `base`; empty for what is none.
std::string resolved(const std::string& base, const std::string& address) {
  CURLU* const url = curl_url();
  std::string out;
  char* text = nullptr;
  if (url != nullptr && curl_url_set(url, CURLUPART_URL, base.c_str(), 0) == CURLUE_OK &&
      curl_url_set(url, CURLUPART_URL, address.c_str(), 0) == CURLUE_OK &&
      curl_url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK) {
    out = text;
    curl_free(text);
  }
  curl_url_cleanup(url);
  return out;
}

bool is_chunked(std::string_view head) {
  return lower_ascii(field(head, "transfer-encoding").value_or("")).find("chunked") !=
         std::string::npos;
}

// Without the chunks; as it is where a tool took them away and left the field in the head.
Result<std::string> payload_of(const Message& message) {
  if (!is_chunked(message.head)) return std::string(message.body);
  auto whole = without_chunks(message.body);
  if (whole) return whole;
  const std::size_t line = message.body.substr(0, 20).find_first_not_of("0123456789abcdefABCDEF");
  const bool begins_with_chunk =
      line != 0 && line != std::string_view::npos &&
      (message.body[line] == '\r' || message.body[line] == '\n' || message.body[line] == ';');
  if (begins_with_chunk) return whole;
  return std::string(message.body);
}

// The capture's page out of its bytes. Tools that undo a coding and leave its name in the head are
// many: what is no such data and reads as text is taken as it is.
Result<void> uncode(Capture& capture, std::string coding, const Limits& limits) {
  if (coding == "x-gzip") coding = "gzip";
  if (coding == "identity" || (coding == "gzip" && !is_gzip(capture.bytes))) coding.clear();
  auto body = without_coding(capture.bytes, coding, limits.page_bytes);
  if (!body && body.error().code == ErrorCode::damaged && coding != "gzip" &&
      sniff(capture.bytes)) {
    coding.clear();
    body = capture.bytes;
  }
  if (!body) return tl::make_unexpected(body.error());
  capture.coding = std::move(coding);
  capture.body = std::move(*body);
  return {};
}

class WarcPages : public Archive {
 public:
  WarcPages(ArchiveName name, std::unique_ptr<Source> source, const Limits& limits, SeenPages& seen)
      : name_(std::move(name)),
        limits_(limits),
        seen_(seen),
        reader_(std::move(source), limits.page_bytes) {}

  std::optional<Input> next() override {
    while (true) {
      auto got = take();
      const bool was_empty = !std::exchange(any_, true);
      if (!got.result) return refused(got.record, got.result.error());
      if (!*got.result) return was_empty ? refused_archive() : std::nullopt;
      if (auto input = from_record(got.record)) return input;
    }
  }

  std::string passed_over() const override { return passed_over_.in_words(); }

 private:
  // What the reader gave, read ahead to see whether a request belongs to the answer before it.
  struct Got {
    WarcRecord record;
    Result<bool> result = false;
  };

  Got take() {
    if (ahead_) {
      Got got = std::move(*ahead_);
      ahead_.reset();
      return got;
    }
    Got got;
    got.result = reader_.next(got.record);
    return got;
  }

  Input refused(const WarcRecord& record, Error error) const {
    const std::string address = record.head.empty() ? std::string() : address_of(record);
    const std::string name =
        name_.name + ":" + std::to_string(record.number) + (address.empty() ? "" : " " + address);
    error.where = name;
    return {name, tl::unexpected<Error>(std::move(error))};
  }

  std::optional<Input> refused_archive() const {
    Error error = empty_error();
    error.where = name_.name;
    return Input{name_.name, tl::unexpected<Error>(std::move(error))};
  }

  std::optional<Input> from_record(WarcRecord& record) {
    const std::string type = lower_ascii(value(record, "warc-type"));
    if (type == "request") {
      request_ = std::move(record);
      return std::nullopt;
    }
    const bool is_page = type == "response" || type == "resource" || type == "conversion" ||
                         type == "revisit" || type == "continuation";
    if (!is_page) return std::nullopt;  // warcinfo, metadata, and types of later versions
    const std::string digest = value(record, "warc-block-digest");
    if (!digest.empty() && !has_digest(record.block, digest))
      return refused(record, {ErrorCode::damaged,
                              "is damaged: its bytes do not have the digest that its head names",
                              {}});
    if (type == "continuation")
      return refused(record, {ErrorCode::unsupported,
                              "is a part of a record in segments, which are not put together",
                              {}});
    if (type == "revisit") return from_revisit(record);
    if (type == "response") return from_response(record);
    return from_resource(record);
  }

  std::optional<Input> pass_over(std::string_view kind) {
    passed_over_.add(kind);
    return std::nullopt;
  }

  // The parts of a capture that every record tells.
  Capture capture_of(const WarcRecord& record) const {
    Capture capture;
    capture.url = capture.final_url = address_of(record);
    capture.captured = parse_rfc3339(value(record, "warc-date")).value_or(name_.time);
    capture.place = Place{name_.address, value(record, "warc-record-id"), record.offset};
    return capture;
  }

  std::optional<Input> from_response(WarcRecord& record) {
    const std::string type = media_type(value(record, "content-type"));
    const bool is_http = type == "application/http" || record.block.starts_with("HTTP/");
    if (!is_http) return from_resource(record);  // an answer of another protocol: dns, ftp
    const auto message = parted(record.block);
    if (!message)
      return refused(record, {ErrorCode::damaged, "is damaged: the answer's head has no end", {}});
    Hop hop;
    hop.url = address_of(record);
    hop.response = message->head;
    hop.peer = value(record, "warc-ip-address");
    hop.request = request_of(record);
    const int status = status_of(message->head);
    const std::string location = field(message->head, "location").value_or("");
    if (status >= 300 && status < 400 && !location.empty()) {
      const bool goes_on = !redirects_.empty() && redirect_to_ == hop.url;
      if (!goes_on) redirects_.clear();
      redirect_to_ = resolved(hop.url, location);
      if (redirects_.size() < static_cast<std::size_t>(limits_.redirects))
        redirects_.push_back(std::move(hop));
      return pass_over("redirects");
    }
    if (status < 200 || status >= 300) {
      return pass_over(status == 0 ? "that are no answers"
                                   : "answers with HTTP status " + std::to_string(status));
    }
    Capture capture = capture_of(record);
    capture.content_type = field(message->head, "content-type").value_or("");
    auto payload = payload_of(*message);
    if (!payload) return refused(record, payload.error());
    const std::string coding = lower_ascii(field(message->head, "content-encoding").value_or(""));
    if (!redirects_.empty() && redirect_to_ == hop.url) {
      capture.hops = std::move(redirects_);
      capture.url = capture.hops.front().url;
    }
    redirects_.clear();
    capture.hops.push_back(std::move(hop));
    capture.bytes = std::move(*payload);
    record.block = std::string();
    const auto served = media_type(capture.content_type);
    return finish(record, std::move(capture), coding, served);
  }

  std::optional<Input> from_resource(WarcRecord& record) {
    Capture capture = capture_of(record);
    const std::string declared = value(record, "content-type");
    std::string type = media_type(declared);
    if (type.starts_with("text/html") || type == "text/plain") capture.content_type = declared;
    const std::string identified = media_type(value(record, "warc-identified-payload-type"));
    if (format_of_type(identified)) type = identified;
    capture.bytes = std::move(record.block);
    return finish(record, std::move(capture), "", type);
  }

  std::optional<Input> finish(const WarcRecord& record, Capture capture, const std::string& coding,
                              const std::string& type) {
    const auto format = format_of_type(type);
    const bool says_nothing =
        type.empty() || type == "application/octet-stream" || type == "binary/octet-stream";
    const bool is_packed = type == "application/gzip" || type == "application/x-gzip";
    if (!format && !says_nothing && !is_packed) return pass_over(type);
    if (capture.bytes.empty()) return pass_over("empty answers");
    if (auto uncoded = uncode(capture, coding, limits_); !uncoded)
      return refused(record, uncoded.error());
    capture.id = "sha256:" + sha256_hex(capture.body);
    if (auto unpacked = unpack(capture.body, limits_); !unpacked)
      return refused(record, unpacked.error());
    const auto looks = sniff(capture.body);
    if (!looks && says_nothing) return pass_over("of unknown type");
    if (!looks) return refused(record, no_text_error());
    if (says_nothing && *looks != Format::html && *looks != Format::pdf)
      return pass_over("of unknown type");
    // A page that declares itself one and is a PDF is met often enough.
    const bool as_declared = format && (*looks == Format::html || *looks == Format::text ||
                                        *format == *looks || *format == Format::json_line ||
                                        *format == Format::telegram || *format == Format::mail);
    capture.format = as_declared ? *format : *looks;
    if (capture.format == Format::pdf && *looks != Format::pdf) capture.format = *looks;
    if (auto taken = take_apart(capture, limits_); !taken) return refused(record, taken.error());
    remember(record, capture);
    Input input{input_name(record), std::move(capture)};
    if (const auto cut = value(record, "warc-truncated"); !cut.empty())
      input.note = "its archive kept the beginning of it only (" + cut + ")";
    return input;
  }

  std::string input_name(const WarcRecord& record) const {
    return name_.name + ":" + std::to_string(record.number) + " " + address_of(record);
  }

  void remember(const WarcRecord& record, const Capture& capture) {
    const std::string digest = value(record, "warc-payload-digest");
    seen_.add(digest.empty() ? labelled_sha1(capture.bytes) : digest, capture.id);
    seen_.add(address_of(record) + " " + value(record, "warc-date"), capture.id);
    seen_.add(value(record, "warc-record-id"), capture.id);
  }

  std::optional<Input> from_revisit(const WarcRecord& record) {
    const std::string refers_to =
        value(record, "warc-refers-to-target-uri") + " " + value(record, "warc-refers-to-date");
    auto id = seen_.find(value(record, "warc-payload-digest"));
    if (!id) id = seen_.find(refers_to);
    if (!id) id = seen_.find(value(record, "warc-refers-to"));
    if (!id && is_known_no_page(record)) return pass_over("revisits of what is no page");
    if (!id)
      return refused(record, {ErrorCode::not_found,
                              "is a revisit of a page that no archive given before it holds",
                              {}});
    Capture capture = capture_of(record);
    capture.id = *id;
    Input input{input_name(record), std::move(capture)};
    input.unchanged = true;
    return input;
  }

  // A revisit keeps the answer's head, mostly: of an image or a redirect nothing is missed.
  static bool is_known_no_page(const WarcRecord& record) {
    const auto message = parted(record.block);
    if (!message) return false;
    const int status = status_of(message->head);
    const std::string type = media_type(field(message->head, "content-type").value_or(""));
    return (status >= 300 && status != 304) || (!type.empty() && !format_of_type(type));
  }

  // The head of the request that this record answers: the one before it, or the next.
  std::string request_of(const WarcRecord& response) {
    const std::string id = value(response, "warc-record-id");
    const auto belongs = [&](const WarcRecord& request) {
      const std::string concurrent = value(request, "warc-concurrent-to");
      return (!concurrent.empty() && concurrent == id) ||
             (value(response, "warc-concurrent-to") == value(request, "warc-record-id") &&
              !value(request, "warc-record-id").empty()) ||
             (concurrent.empty() && address_of(request) == address_of(response));
    };
    std::string head;
    const auto take_head = [&](const WarcRecord& request) {
      const auto message = parted(request.block);
      if (message) head = message->head;
    };
    if (request_ && belongs(*request_)) {
      take_head(*request_);
    } else if (!ahead_) {
      ahead_ = take();
      const auto& record = ahead_->record;
      if (ahead_->result && *ahead_->result &&
          lower_ascii(value(record, "warc-type")) == "request" && belongs(record)) {
        take_head(record);
        ahead_.reset();
      }
    }
    request_.reset();
    return head;
  }

  ArchiveName name_;
  Limits limits_;
  SeenPages& seen_;
  WarcReader reader_;
  bool any_ = false;  // records, or what should be one
  std::optional<Got> ahead_;
  std::optional<WarcRecord> request_;
  std::vector<Hop> redirects_;  // that the last records were
  std::string redirect_to_;
  Tally passed_over_;
};

}  // namespace

std::unique_ptr<Archive> open_warc(ArchiveName name, std::unique_ptr<Source> source,
                                   const Limits& limits, SeenPages& seen) {
  return std::make_unique<WarcPages>(std::move(name), std::move(source), limits, seen);
}

}  // namespace gainsay::acquire
