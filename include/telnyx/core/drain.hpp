#pragma once

#include "telnyx/response_body.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx::core {

/// Reads the rest of a body that nobody wants, if there is little of it and it comes soon, so that the connection can
/// serve another call; otherwise gives the connection up. Throws only when cancelled.
boost::asio::awaitable<void> drain(std::shared_ptr<response_body> body);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/drain.ipp"
#endif
