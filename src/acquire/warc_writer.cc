// Captures as WARC 1.1 records (ISO 28500:2017).
#include <zlib.h>

#include "acquire/content.h"
#include "acquire/http.h"
#include "acquire/source.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/hash.h"

namespace gainsay::acquire {
namespace {

// A UUID of version 8 (RFC 9562), from the content: the same record has the same id in every
// export.
std::string uuid_of(std::string_view kind, std::string_view what) {
  std::string hex = content_id(kind, {kind, what, "1"}).substr(kind.size() + 1) +
                    content_id(kind, {kind, what, "2"}).substr(kind.size() + 1);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) & 3];
  return "<urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20, 12) + ">";
}

// What an address or a field may hold: no line ends, no spaces in addresses (RFC 3986).
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(c == '\r' || c == '\n' ? ' ' : c);
  return out;
}

std::string as_uri(std::string_view address) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && c != '<' && c != '>' && c != '"') {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte >> 4]);
      out.push_back(kDigits[byte & 15]);
    }
  }
  return out;
}

class Record {
 public:
  Record(std::string_view type, const std::string& id, std::string_view date) {
    put("WARC-Type", type);
    put("WARC-Record-ID", id);
    put("WARC-Date", date);
  }
  void put(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    head_.append(name).append(": ").append(on_one_line(value)).append("\r\n");
  }
  std::string with(std::string_view content_type, std::string_view block) {
    put("WARC-Block-Digest", labelled_sha1(block));
    put("Content-Type", content_type);
    head_ += "Content-Length: " + std::to_string(block.size()) + "\r\n";
    return "WARC/1.1\r\n" + head_ + "\r\n" + std::string(block) + "\r\n\r\n";
  }

 private:
  std::string head_;
};

// "203.0.113.7" of "203.0.113.7:443", "2001:db8::1" of "[2001:db8::1]:80".
std::string ip_of(const std::string& peer) {
  if (peer.starts_with('[')) return peer.substr(1, peer.find(']') - 1);
  return peer.substr(0, peer.rfind(':') == peer.find(':') ? peer.find(':') : std::string::npos);
}

std::string facts_of(const Hop& hop) {
  std::string facts;
  const auto put = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) facts.append(name).append(": ").append(on_one_line(value)).append("\r\n");
  };
  put("peer", hop.peer);
  put("tls", hop.tls);
  for (const auto& one : hop.certificates) {
    put("certificateSubject", one.subject);
    put("certificateIssuer", one.issuer);
    put("certificateNotBefore", one.not_before);
    put("certificateNotAfter", one.not_after);
    put("certificateSha256", one.sha256);
  }
  return facts;
}

void add_hop(std::vector<std::string>& records, const Capture& capture, std::size_t i) {
  const Hop& hop = capture.hops[i];
  const bool is_last = i + 1 == capture.hops.size();
  const std::string key = capture.id + " " + std::to_string(i);
  const std::string id = uuid_of("response", key);
  const std::string date = to_rfc3339(capture.captured);
  const std::string address = as_uri(hop.url);
  const bool chunked =
      lower_ascii(field(hop.response, "transfer-encoding").value_or("")).find("chunked") !=
      std::string::npos;
  // A redirect's body was not kept; an answer's has its bytes, in one chunk where it came in
  // chunks.
  const std::string_view payload = is_last ? std::string_view(capture.bytes) : std::string_view();
  std::string block = hop.response;
  block += is_last && chunked ? in_one_chunk(payload) : std::string(payload);

  Record response("response", id, date);
  response.put("WARC-Target-URI", address);
  response.put("WARC-IP-Address", ip_of(hop.peer));
  // Tools differ on whether chunks are a part of the payload: where there are some, no digest of it
  // is better than one that half of them find wrong.
  if (!chunked) response.put("WARC-Payload-Digest", labelled_sha1(payload));
  if (!is_last) response.put("WARC-Truncated", "unspecified");
  records.push_back(response.with("application/http; msgtype=response", block));
  if (!hop.request.empty()) {
    Record request("request", uuid_of("request", key), date);
    request.put("WARC-Target-URI", address);
    request.put("WARC-Concurrent-To", id);
    records.push_back(request.with("application/http; msgtype=request", hop.request));
  }
  if (const std::string facts = facts_of(hop); !hop.tls.empty()) {
    Record metadata("metadata", uuid_of("metadata", key), date);
    metadata.put("WARC-Target-URI", address);
    metadata.put("WARC-Concurrent-To", id);
    records.push_back(metadata.with("application/warc-fields", facts));
  }
}

}  // namespace

std::string warc_info(std::string_view made_by, std::chrono::sys_seconds at) {
  const std::string date = to_rfc3339(at);
  const std::string block =
      "software: " + on_one_line(made_by) +
      "\r\nformat: WARC File Format 1.1\r\nconformsTo: "
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  Record info("warcinfo", uuid_of("warcinfo", block + date), date);
  return info.with("application/warc-fields", block);
}

std::vector<std::string> warc_records(const Capture& capture) {
  std::vector<std::string> records;
  for (std::size_t i = 0; i < capture.hops.size(); ++i) add_hop(records, capture, i);
  if (!records.empty()) return records;
  Record resource("resource", uuid_of("resource", capture.id), to_rfc3339(capture.captured));
  resource.put("WARC-Target-URI", as_uri(capture.url));
  resource.put("WARC-Payload-Digest", labelled_sha1(capture.bytes));
  const std::string_view type = type_of_format(capture.format);
  // What the bytes are, where their own type says only how they are packed.
  resource.put("WARC-Identified-Payload-Type", type);
  const bool is_packed = is_gzip(capture.bytes);
  const std::string declared =
      is_packed ? "application/gzip"
                : (capture.content_type.empty() ? std::string(type) : capture.content_type);
  records.push_back(resource.with(declared, capture.bytes));
  return records;
}

std::string gzip_member(std::string_view record) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(record.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(record.data()));
  stream.avail_in = static_cast<uInt>(record.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace gainsay::acquire
