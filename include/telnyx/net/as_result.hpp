#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

namespace telnyx::net::detail {

// Awaits an operation without a coroutine frame of its own and returns the error instead of throwing it.
inline constexpr auto as_result = boost::asio::as_tuple(boost::asio::deferred);

} // namespace telnyx::net::detail
