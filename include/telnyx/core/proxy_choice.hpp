#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/http/proxy.hpp"
#include "telnyx/options/client_options.hpp"

#include <optional>
#include <string_view>

namespace telnyx::core {

/// The proxy through which requests to `to` go, by the client's options and the environment; nothing when they go
/// straight. Throws `configuration_error` when there should be one that cannot be used; the message does not show the
/// URL, which may hold a password.
std::optional<http::proxy> choose_proxy(client_options const& options, origin const& to);

/// Reads a URL such as `http://user:password@host:port`; the scheme may be left out, and the port is 80 then.
/// Throws `configuration_error`, which begins with `source`, for anything else.
http::proxy parse_proxy(std::string_view text, std::string_view source);

/// Whether a list in the form of `NO_PROXY` names the host of `to`.
bool is_listed(std::string_view list, origin const& to);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/proxy_choice.ipp"
#endif
