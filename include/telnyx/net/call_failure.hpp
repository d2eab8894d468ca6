#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/certificate_error.hpp"
#include "telnyx/errors/proxy_error.hpp"
#include "telnyx/http/proxy.hpp"
#include "telnyx/net/connection.hpp"
#include "telnyx/transport/time_limit.hpp"

#include <boost/asio/error.hpp>

#include <string>

// What the failure of a connection, or of a wait for one, means to the caller.

namespace telnyx::net::detail {

[[noreturn]] inline void throw_closed() {
    throw api_connection_error(errc::client_closed, "the client has been closed");
}

// For a failed step, or a connection that was ended from outside.
[[noreturn]] inline void throw_failure(connection& used) {
    switch (used.socket().ended_by()) {
    case connection::ended::expired:
        throw api_timeout_error(used.limit().reached());
    case connection::ended::closed:
        throw api_connection_error(errc::client_closed, "the client was closed during the call");
    case connection::ended::none:
        break;
    }
    auto const& failure = used.failure();
    if (failure.code() == boost::asio::error::operation_aborted) throw api_user_abort_error();
    if (failure.code() == make_error_code(errc::response_too_large))
        throw api_response_error(errc::response_too_large, failure.text(), {}, {});
    if (used.tls() != nullptr && used.tls()->certificate_refused())
        throw certificate_error(failure.code(), failure.text());
    throw api_connection_error(failure.code(), failure.text());
}

// A time limit was reached because the proxy took too long.
[[noreturn]] inline void throw_proxy_timeout(errc reached, std::string const& proxy) {
    throw api_timeout_error(reached, make_error_code(reached).message() + ", waiting for " + proxy);
}

// The same as `throw_failure()` for a connection whose tunnel through the proxy is not open.
[[noreturn]] inline void throw_proxy_failure(connection& used) {
    auto& tunnel = *used.tunnel();
    bool const given_up = used.socket().ended_by() == connection::ended::closed ||
                          (used.socket().ended_by() == connection::ended::none && !used.failure().broke());
    if (given_up) throw_failure(used);
    if (tunnel.refused()) tunnel.end_of_input(); // the part of the explanation that has arrived must be enough
    if (tunnel.failure()) {
        used.failure().replace(tunnel.failure(), tunnel.failure_text());
        throw proxy_error(tunnel.failure(), tunnel.failure_text(), tunnel.status(), tunnel.body());
    }
    if (used.socket().ended_by() == connection::ended::expired)
        throw_proxy_timeout(used.limit().reached(), tunnel.proxy_name());
    throw proxy_error(used.failure().code(), used.failure().text());
}

// Neither the origin nor its proxy, if there is one, could be reached.
[[noreturn]] inline void throw_unreachable(connection& fresh, http::proxy const* proxy, boost::system::error_code code,
                                           std::string const& text, std::string const& cause) {
    fresh.failure().record(code, text + ": " + cause);
    if (proxy != nullptr) throw proxy_error(code, fresh.failure().text());
    throw api_connection_error(code, fresh.failure().text());
}

// Throws if the wait for an event of a connection attempt ended without the event.
inline void check_connecting(connection& fresh, async::one_shot const& event, boost::system::error_code result,
                             errc limit, http::proxy const* proxy) {
    if (fresh.socket().ended_by() != connection::ended::none) throw_failure(fresh);
    if (event.is_set()) return;
    if (result) throw api_user_abort_error();
    if (proxy != nullptr) throw_proxy_timeout(limit, proxy->name());
    throw api_timeout_error(limit);
}

} // namespace telnyx::net::detail
