#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/transport/transport.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace telnyx::core {

/// Reads the body of a response without a success status. Stops after `at_most`, or after the maximum time for an error
/// body; throws only if cancelled.
boost::asio::awaitable<std::string> read_error_body(std::shared_ptr<response_body> body,
                                                    std::shared_ptr<client_core const> core,
                                                    request_options::duration at_most);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/read_error_body.ipp"
#endif
