#include "server.hpp"

#include "log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <csignal>
#include <exception>
#include <utility>

namespace relay {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;

server::server(service& shared)
    : shared_(shared),
      signals_(loop_, SIGINT, SIGTERM),
      acceptor_(loop_, {asio::ip::make_address(shared.options.address), shared.options.port}),
      drained_(loop_, asio::steady_timer::time_point::max()) {
    for (; working_ < shared.options.threads; ++working_)
        workers_.push_back(std::make_unique<worker>(shared, [this] { asio::post(loop_, [this] { worker_done(); }); }));
}

std::string server::url() const {
    auto const here = acceptor_.local_endpoint();
    auto const host = here.address().is_v6() ? "[" + here.address().to_string() + "]" : here.address().to_string();
    return "http://" + host + ":" + std::to_string(here.port()) + "/";
}

void server::run() {
    asio::co_spawn(loop_, serve(), [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
    });
    loop_.run();
}

asio::awaitable<void> server::serve() {
    co_await (signal() || accept());
    log("stopping; " + std::to_string(shared_.streams.used()) + " answers are open");
    shared_.stopping = true;
    acceptor_.close();
    for (auto const& each : workers_)
        each->stop();
    auto const first = co_await (drained() || time(shared_.options.drain_time) || signal());
    if (first.index() == 0) co_return;
    log("aborting " + std::to_string(shared_.streams.used()) + " answers");
    for (auto const& each : workers_)
        each->abort();
    co_await drained();
}

asio::awaitable<void> server::accept() {
    for (std::size_t turn = 0;; ++turn) {
        auto& next = *workers_[turn % workers_.size()];
        boost::system::error_code failure;
        auto socket =
            co_await acceptor_.async_accept(next.executor(), asio::redirect_error(asio::use_awaitable, failure));
        if (failure) {
            // Usually out of descriptors: the connection stays in the queue until some are free.
            co_await time(std::chrono::milliseconds(50));
            continue;
        }
        auto slot = shared_.connections.acquire();
        if (slot) next.serve(std::move(socket), *std::move(slot));
    }
}

asio::awaitable<void> server::signal() {
    boost::system::error_code cancelled;
    co_await signals_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

asio::awaitable<void> server::time(settings::duration limit) {
    asio::steady_timer timer(loop_, limit);
    boost::system::error_code cancelled;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

asio::awaitable<void> server::drained() {
    if (working_ == 0) co_return;
    boost::system::error_code over;
    co_await drained_.async_wait(asio::redirect_error(asio::use_awaitable, over));
}

void server::worker_done() {
    if (--working_ == 0) drained_.cancel();
}

} // namespace relay
