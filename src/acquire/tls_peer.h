// Who stands at the other end of a TLS connection.
#pragma once

#include "acquire/acquire.h"

namespace gainsay::acquire {

// Fills `tls` and `certificates` of a hop; `session` is an OpenSSL SSL*.
void describe_tls_peer(void* session, Hop& hop);

}  // namespace gainsay::acquire
