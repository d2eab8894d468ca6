#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/http/proxy.hpp"
#include "telnyx/options/client_options.hpp"

#include <optional>
#include <string_view>

namespace telnyx::core {

/// The proxy for requests to `to`, according to the client's options and the environment; `std::nullopt` to connect
/// directly.
///
/// @throws configuration_error if the configured proxy is unusable; the message does not contain the URL, which may
/// contain a password
std::optional<http::proxy> choose_proxy(client_options const& options, origin const& to);

/// Parses a URL such as `http://user:password@host:port`; the scheme is optional, and the port is then 80.
///
/// @throws configuration_error, whose message starts with `source`, for any other text
http::proxy parse_proxy(std::string_view text, std::string_view source);

/// Whether a list in `NO_PROXY` format contains the host of `to`.
bool is_listed(std::string_view list, origin const& to);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/proxy_choice.ipp"
#endif
