#pragma once

#include "telnyx/ai/ai_resource.hpp"
#include "telnyx/client_options.hpp"
#include "telnyx/config.hpp"
#include "telnyx/pool_statistics.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx {

/// The way to Telnyx's API.
///
/// A client is a cheap handle: copies share settings and connections. It may be used from any thread and any
/// coroutine; one client for each single-threaded `io_context` is the fastest way. Calls in flight keep what they
/// need alive, so a client may be destroyed at any time.
class client {
  public:
    /// Connections run on `executor`. Throws `configuration_error` for options that make no client, such as a missing
    /// API key (see `TELNYX_API_KEY`).
    explicit client(boost::asio::any_io_executor executor, client_options const& options = client_options());

    /// Lets no new call in, fails those that wait for a connection with `errc::client_closed`, and closes idle
    /// connections, all at once; the wait ends when the calls in flight have.
    boost::asio::awaitable<void> close();

    /// Like `close()`, but breaks off the calls in flight, with `errc::client_closed`.
    void abort();

    /// What the connections are doing.
    pool_statistics statistics() const;

  private:
    explicit client(std::shared_ptr<core::client_core> core);

    std::shared_ptr<core::client_core> core_;

  public:
    ai::ai_resource ai; ///< everything under `/ai`
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/impl/client.ipp"
#endif
