#pragma once

#include "telnyx/client.hpp"
#include "telnyx/core/client_core.hpp"

#include <utility>

namespace telnyx {

TELNYX_DECL client::client(boost::asio::any_io_executor executor, client_options const& options)
    : client(std::make_shared<core::client_core>(std::move(executor), options)) {}

TELNYX_DECL client::client(std::shared_ptr<core::client_core> core) : core_(core), ai(core) {}

TELNYX_DECL boost::asio::awaitable<void> client::close() {
    return core_->connections().close();
}

TELNYX_DECL void client::abort() {
    core_->connections().abort();
}

TELNYX_DECL pool_statistics client::statistics() const {
    return core_->connections().statistics();
}

} // namespace telnyx
