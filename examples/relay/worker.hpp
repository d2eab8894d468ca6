#pragma once

#include "service.hpp"
#include "session.hpp"

#include "telnyx/client.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <thread>
#include <unordered_set>

namespace relay {

/// A thread with its own event loop, its own client, and the connections that were given to it. A connection stays on
/// its thread, so nothing in it needs a lock or a strand. The public functions may be called from any thread.
class worker {
  public:
    /// `done` is called on the worker's thread when it has stopped.
    /// @throws telnyx::configuration_error if the client cannot be constructed, for example without an API key
    worker(service& shared, std::function<void()> done);
    ~worker();

    /// The executor that the sockets of its connections must have.
    boost::asio::any_io_executor executor() { return loop_.get_executor(); }

    void serve(boost::asio::ip::tcp::socket socket, use_limit::slot slot);

    /// Ends the thread when the requests being served are answered.
    void stop();

    /// Ends the answers being streamed with an error, and a moment later whatever is left.
    void abort();

  private:
    void run();
    void add(boost::asio::ip::tcp::socket socket, use_limit::slot slot);
    void remove(std::shared_ptr<session> const& ended);
    void release_when_idle();

    service& shared_;
    std::function<void()> done_;
    boost::asio::io_context loop_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{loop_.get_executor()};
    boost::asio::steady_timer last_moment_{loop_};
    telnyx::client client_;
    std::unordered_set<std::shared_ptr<session>> sessions_;
    std::thread thread_;
};

} // namespace relay
