#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/body/response_body.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace telnyx::core {

/// Lets go of the rest of a body that nobody wants, so that the connection can serve another call. What has arrived is
/// skipped at once. If there may be a little more, a coroutine on `executor` waits for it behind the caller's back, for
/// at most half a second; otherwise the connection is given up.
void drain(std::shared_ptr<response_body> body, boost::asio::any_io_executor const& executor);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/drain.ipp"
#endif
