#include "acquire/tls_peer.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>

#include "base/date.h"
#include "base/hash.h"

namespace gainsay::acquire {
namespace {

// RFC 2253, the way names of certificates are written in one line.
std::string name_of(const X509_NAME* name) {
  BIO* out = BIO_new(BIO_s_mem());
  if (out == nullptr) return {};
  X509_NAME_print_ex(out, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  std::string copy(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  BIO_free(out);
  return copy;
}

std::string time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return to_rfc3339(std::chrono::sys_seconds(std::chrono::seconds(timegm(&parts))));
}

Certificate described(X509* certificate) {
  Certificate out;
  out.subject = name_of(X509_get_subject_name(certificate));
  out.issuer = name_of(X509_get_issuer_name(certificate));
  out.not_before = time_of(X509_get0_notBefore(certificate));
  out.not_after = time_of(X509_get0_notAfter(certificate));
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  if (size > 0)
    out.sha256 = sha256_hex({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return out;
}

}  // namespace

void describe_tls_peer(void* session, Hop& hop) {
  const auto* const ssl = static_cast<const SSL*>(session);
  if (ssl == nullptr) return;
  hop.tls = std::string(SSL_get_version(ssl)) + " " + SSL_get_cipher_name(ssl);
  // Owned by the session. A peer may send any number; browsers stop at ten, too.
  constexpr int kMost = 10;
  hop.certificates.clear();
  STACK_OF(X509)* const chain = SSL_get_peer_cert_chain(ssl);
  for (int i = 0; i < sk_X509_num(chain) && i < kMost; ++i)
    hop.certificates.push_back(described(sk_X509_value(chain, i)));
}

}  // namespace gainsay::acquire
