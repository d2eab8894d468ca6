#pragma once

#include "service.hpp"
#include "worker.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace relay {

/// Accepts connections on the main thread and distributes them to the workers, until a signal stops it.
class server {
  public:
    /// Listens.
    /// @throws boost::system::system_error if it cannot
    explicit server(service& shared);

    std::string url() const;

    /// Returns when a signal has come and the last answer has ended, or was aborted.
    void run();

  private:
    boost::asio::awaitable<void> serve();
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> signal();
    boost::asio::awaitable<void> time(settings::duration limit);
    boost::asio::awaitable<void> drained();
    void worker_done();

    service& shared_;
    boost::asio::io_context loop_{1};
    boost::asio::signal_set signals_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer drained_;
    std::size_t working_ = 0;
    std::vector<std::unique_ptr<worker>> workers_; // the first to be destroyed
};

} // namespace relay
