#pragma once

#include "telnyx/base/config.hpp"

#include <string>
#include <vector>

namespace telnyx::net {

/// The certificate authorities that the system trusts for servers, in DER form, on systems where OpenSSL does not find
/// them: on Windows. Elsewhere they are in files known to OpenSSL.
std::vector<std::string> system_authorities();

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/system_authorities.ipp"
#endif
