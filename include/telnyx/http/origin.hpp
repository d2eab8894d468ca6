#pragma once

#include <cstdint>
#include <string>

namespace telnyx {

/// Destination of requests: scheme, host and port. Connections are pooled by origin.
struct origin {
    bool secure = true;       ///< https, or plain http
    std::string host{};       ///< name or address, without brackets
    std::uint16_t port = 443; ///< port number
    bool is_address = false;  ///< whether `host` is an IP address rather than a name

    /// Whether all members are equal.
    bool operator==(origin const&) const = default;

    /// `host` or `host:port` as in a Host header: IPv6 in brackets, default ports omitted.
    std::string authority() const { return port == (secure ? 443 : 80) ? bracketed_host() : host_and_port(); }

    /// `host:port` even for default ports: IPv6 in brackets.
    std::string host_and_port() const { return bracketed_host() + ":" + std::to_string(port); }

  private:
    std::string bracketed_host() const { return host.find(':') == std::string::npos ? host : "[" + host + "]"; }
};

} // namespace telnyx
