// Digests as archives name them (WARC-Block-Digest, RFC 3548): "sha1:" and base 32, mostly.
#pragma once

#include <string>
#include <string_view>

namespace gainsay {

// "sha1:" and 32 characters: what most tools write.
std::string labelled_sha1(std::string_view bytes);

// Whether `bytes` have a digest that is written "sha1:…", "sha256:…", "sha512:…" or "md5:…", in
// base 32, 16 or 64. True for algorithms that are not known: nothing speaks against it.
bool has_digest(std::string_view bytes, std::string_view labelled);

}  // namespace gainsay
