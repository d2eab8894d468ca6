#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/client_core.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace telnyx::core {

/// Reads a streamed answer that is of another type than `expected`, and throws what the server reports in it, or that
/// it is not what was expected. Never comes back without an exception.
boost::asio::awaitable<void> refuse_stream(client_core::reply answer, std::string expected);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/refuse_stream.ipp"
#endif
