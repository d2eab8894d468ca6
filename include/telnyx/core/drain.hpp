#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/body/response_body.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace telnyx::core {

/// Discards the rest of an unneeded body, so that the connection can serve another call. Data that has arrived is
/// skipped immediately. If a little more is expected, a coroutine on `executor` waits for it in the background for at
/// most half a second; otherwise the connection is closed.
void drain(std::shared_ptr<response_body> body, boost::asio::any_io_executor const& executor);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/drain.ipp"
#endif
