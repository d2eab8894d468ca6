#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/client_core.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace telnyx::core {

/// Reads a streamed response of another type than `expected`, and throws the error that the server reports in it, or
/// else an error for the unexpected type. Never returns normally.
boost::asio::awaitable<void> refuse_stream(client_core::reply received, std::string expected);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/refuse_stream.ipp"
#endif
