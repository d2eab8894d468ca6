#pragma once

#include "telnyx/base/config.hpp"

#include <boost/system/error_code.hpp>

#include <type_traits>

namespace telnyx {

/// Error codes for errors that no system or network code describes.
enum class errc {
    invalid_argument = 1, ///< the caller's input was rejected before anything was sent
    configuration,        ///< the client's options contradict each other, or a key is missing
    http_status,          ///< the server sent an error status
    malformed_response,   ///< the response was not valid HTTP, JSON or event stream, or not of the declared shape
    response_too_large,   ///< the response exceeded one of the client's limits
    stream_failed,        ///< the server reported an error within an event stream
    stream_incomplete,    ///< an event stream ended before its result was complete
    client_closed,        ///< the client was closed
    connect_timeout,      ///< no connection (name lookup, TCP and TLS) in time
    response_timeout,     ///< no response headers in time
    silence_timeout,      ///< no data arrived for too long in the middle of a body
    event_timeout,        ///< a stream sent no event for too long, whatever else it sent
    deadline_exceeded,    ///< the whole call took too long
    task_failed,          ///< a background task that the caller waited for ended in failure
    unsupported_coding,   ///< the response uses an unknown compression
    proxy_refused,        ///< the proxy sent an error status
    proxy_unauthorized,   ///< the proxy requires a user name and password, or other ones (status 407)
    error_in_response,    ///< the server reported an error in a response with a success status
    no_connection_free,   ///< all connections were in use for too long; nothing was sent
    too_many_rounds,      ///< a model that uses tools did not come to an end
    unexpected_output,    ///< a model's answer is not what was asked for: it refused, was cut off, or does not fit
};

/// Category of `errc`; its name is "telnyx".
boost::system::error_category const& error_category();

/// The code as an error code of the category of the library.
boost::system::error_code make_error_code(errc value);

} // namespace telnyx

template <>
struct boost::system::is_error_code_enum<telnyx::errc> : std::true_type {};

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/base/impl/errc.ipp"
#endif
