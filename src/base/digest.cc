#include "base/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace gainsay {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase16 = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string digest_of(std::string_view bytes, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1)
    return {};
  return {reinterpret_cast<const char*>(digest.data()), size};
}

// `bits` a character; what does not fill the last one is filled with zeros, without padding.
std::string in_base(std::string_view bytes, std::string_view alphabet, unsigned bits) {
  std::string out;
  unsigned have = 0;
  unsigned value = 0;
  for (const char c : bytes) {
    value = value << 8 | static_cast<unsigned char>(c);
    have += 8;
    for (; have >= bits; have -= bits)
      out.push_back(alphabet[value >> (have - bits) & (alphabet.size() - 1)]);
    value &= (1U << have) - 1;
  }
  if (have > 0) out.push_back(alphabet[value << (bits - have) & (alphabet.size() - 1)]);
  return out;
}

const EVP_MD* algorithm_of(const std::string& name) {
  if (name == "sha1" || name == "sha-1") return EVP_sha1();
  if (name == "sha256" || name == "sha-256") return EVP_sha256();
  if (name == "sha512" || name == "sha-512") return EVP_sha512();
  if (name == "md5") return EVP_md5();
  return nullptr;
}

}  // namespace

std::string labelled_sha1(std::string_view bytes) {
  return "sha1:" + in_base(digest_of(bytes, EVP_sha1()), kBase32, 5);
}

bool has_digest(std::string_view bytes, std::string_view labelled) {
  const std::size_t colon = labelled.find(':');
  if (colon == std::string_view::npos) return true;
  const EVP_MD* const algorithm = algorithm_of(lower(labelled.substr(0, colon)));
  if (algorithm == nullptr) return true;
  std::string_view value = labelled.substr(colon + 1);
  while (value.ends_with('=')) value.remove_suffix(1);
  const std::string digest = digest_of(bytes, algorithm);
  return lower(value) == in_base(digest, kBase16, 4) ||
         lower(value) == lower(in_base(digest, kBase32, 5)) || value == in_base(digest, kBase64, 6);
}

}  // namespace gainsay
