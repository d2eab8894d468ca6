#pragma once

#include "telnyx/async/context_tie.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace telnyx::net {

/// Connects to the first of several addresses to accept (Happy Eyeballs, RFC 8305): the next address is tried if one
/// has failed or has not responded within 250 ms, and the first connection wins.
///
/// Use each object once. Its handlers may run on several threads, and it may outlive their context.
class connector : public std::enable_shared_from_this<connector> {
  public:
    /// The delay between two attempts recommended by RFC 8305.
    static constexpr std::chrono::milliseconds attempt_delay{250};

    connector(boost::asio::any_io_executor executor, std::vector<boost::asio::ip::tcp::endpoint> addresses);

    /// Starts with the first address. Call this once, on an object owned by a `shared_ptr`.
    void start();

    /// Set when there is a connection, or when all addresses have failed.
    async::one_shot& finished() { return finished_; }

    /// The connection; `std::nullopt` if all addresses have failed. Call this after `finished()`.
    std::optional<boost::asio::ip::tcp::socket> take_socket();

    /// Why the last address failed.
    boost::system::error_code failure() const;

    /// Aborts all attempts.
    void abandon();

  private:
    void try_next();
    void on_connected(std::size_t index, boost::system::error_code failure);
    void on_delay_passed(boost::system::error_code failure);
    void stop();
    void let_go();

    boost::asio::any_io_executor executor_;
    std::vector<boost::asio::ip::tcp::endpoint> const addresses_;
    mutable std::mutex mutex_;
    std::vector<boost::asio::ip::tcp::socket> sockets_;
    std::optional<boost::asio::ip::tcp::socket> winner_;
    std::optional<boost::asio::steady_timer> delay_;
    async::one_shot finished_;
    boost::system::error_code failure_;
    std::size_t pending_ = 0;
    bool stopped_ = false;

    async::context_tie tie_; // must be the last member
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/connector.ipp"
#endif
