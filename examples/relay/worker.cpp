#include "worker.hpp"

#include "log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace relay {

namespace asio = boost::asio;

namespace {

/// Connections are distributed by turns, so one worker may get more streams than another. None should wait for a
/// connection to Telnyx: `max_streams` is the only limit.
telnyx::client_options client_options_for(service const& shared) {
    return telnyx::client_options().max_connections(shared.options.max_streams).observe(shared.calls);
}

void log_failure(std::exception_ptr failure) {
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (std::exception const& error) {
        log(std::string("a connection failed: ") + error.what());
    }
}

} // namespace

worker::worker(service& shared, std::function<void()> done)
    : shared_(shared),
      done_(std::move(done)),
      client_(loop_.get_executor(), client_options_for(shared)),
      thread_([this] { run(); }) {}

worker::~worker() {
    loop_.stop();
    thread_.join();
}

void worker::run() {
    loop_.run();
    done_();
}

void worker::serve(asio::ip::tcp::socket socket, use_limit::slot slot) {
    asio::post(loop_, [this, socket = std::move(socket), slot = std::move(slot)]() mutable {
        add(std::move(socket), std::move(slot));
    });
}

void worker::add(asio::ip::tcp::socket socket, use_limit::slot slot) {
    if (shared_.stopping) return;
    auto const added = std::make_shared<session>(shared_, client_, std::move(socket), std::move(slot));
    sessions_.insert(added);
    asio::co_spawn(loop_, added->run(), [this, added](std::exception_ptr failure) {
        log_failure(failure);
        remove(added);
    });
}

void worker::remove(std::shared_ptr<session> const& ended) {
    sessions_.erase(ended);
    release_when_idle();
}

void worker::release_when_idle() {
    if (!shared_.stopping || !sessions_.empty()) return;
    last_moment_.cancel();
    work_.reset();
}

void worker::stop() {
    asio::post(loop_, [this] {
        for (auto const& each : sessions_)
            each->stop();
        release_when_idle();
    });
}

void worker::abort() {
    asio::post(loop_, [this] {
        client_.abort();
        last_moment_.expires_after(std::chrono::seconds(1));
        last_moment_.async_wait([this](boost::system::error_code cancelled) {
            if (cancelled) return;
            for (auto const& each : sessions_)
                each->close();
        });
        release_when_idle();
    });
}

} // namespace relay
