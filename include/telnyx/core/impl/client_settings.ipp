#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/environment.hpp"
#include "telnyx/core/client_settings.hpp"
#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace telnyx::core {

namespace detail {

inline client_options completed(client_options options) {
    if (options.api_key().empty()) options.api_key(base::environment_variable("TELNYX_API_KEY").value_or(""));
    if (options.api_key().empty())
        throw configuration_error("no API key: set the environment variable TELNYX_API_KEY, or pass "
                                  "client_options().api_key(...)");
    auto const printable = [](char c) { return c > ' ' && c < 0x7f; };
    if (!std::all_of(options.api_key().begin(), options.api_key().end(), printable))
        throw configuration_error("the API key contains whitespace or characters that no key contains");
    if (!ascii::is_field_value(options.user_agent_suffix()))
        throw configuration_error("the user agent suffix cannot stand in a header");
    if (options.base_url().empty()) options.base_url(base::environment_variable("TELNYX_BASE_URL").value_or(""));
    if (options.base_url().empty()) options.base_url("https://api.telnyx.com/v2");
    return options;
}

inline void check_http2(client_options const& options, origin const& to) {
    if (options.http2() != http2_mode::required || options.custom_transport()) return;
    if (!to.secure) throw configuration_error("HTTP/2 is required, but the base URL begins with http://");
#ifndef TELNYX_HTTP2
    throw configuration_error("HTTP/2 is required, but the library was built without it (TELNYX_HTTP2)");
#endif
}

inline observer_list all_observers(client_options const& options) {
    auto all = options.observers();
    auto const level =
        options.log() ? options.log() : parse_log_level(base::environment_variable("TELNYX_LOG").value_or(""));
    if (level.value_or(log_level::off) != log_level::off)
        all.add(std::make_shared<log_observer>(*level, options.log_to()));
    return all;
}

} // namespace detail

TELNYX_DECL client_settings::client_settings(client_options const& given)
    : options(detail::completed(given)),
      base(parse_base_url(options.base_url(), options.plain_http_allowed())),
      observers(detail::all_observers(options)) {
    detail::check_http2(options, *base.origin);
}

} // namespace telnyx::core
