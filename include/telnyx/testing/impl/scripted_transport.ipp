#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/proxy_error.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/testing/impl/scripted_body.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <iostream>
#include <utility>

namespace telnyx::testing {

namespace detail {

// Allocated on the heap, since g++ 12 warns about Asio's frames that are larger than 1 KB.
inline boost::asio::awaitable<std::shared_ptr<scripted_request>> record(std::shared_ptr<transport_request> sent) {
    auto const made = std::make_shared<scripted_request>();
    made->method = sent->method;
    made->target = sent->target;
    made->headers = sent->headers;
    made->body = sent->body;
    made->secure = sent->origin->secure;
    made->origin = *sent->origin;
    made->limits = sent->limits;
    made->has_body = sent->has_body;
    while (sent->source) {
        auto const chunk = co_await sent->source->read();
        if (chunk.empty()) break;
        made->body.append(chunk);
    }
    co_return made;
}

// Makes a reply fail, and sets how far the request got if the failure implies it.
inline void fail_as_scripted(std::function<void()> const& failure, transport_request& sent) {
    try {
        failure();
    } catch (proxy_error const&) {
        sent.reached = transport_request::progress::connecting;
        throw;
    } catch (api_timeout_error const& timeout) {
        if (timeout.code() == make_error_code(errc::connect_timeout))
            sent.reached = transport_request::progress::connecting;
        if (timeout.code() == make_error_code(errc::no_connection_free))
            sent.reached = transport_request::progress::waiting;
        throw;
    }
}

/// One request and the head of its response.
class scripted_exchange {
  public:
    static boost::asio::awaitable<transport_response> run(std::shared_ptr<scripted_state> state,
                                                          std::shared_ptr<transport_request> sent) {
        try {
            scripted_flight flight(state);
            co_await boost::asio::post(co_await boost::asio::this_coro::executor, boost::asio::deferred);
            scripted_limits const limits(*sent);
            auto const limit = limits.head();
            limit.check();
            auto const received = co_await record(sent);
            auto reply = state->respond(*received);
            limit.check(); // the function that made the reply may have advanced the clock
            for (auto const& step : reply.head_) {
                if (auto const* const failure = std::get_if<std::function<void()>>(&step))
                    fail_as_scripted(*failure, *sent);
                else if (auto const* const until = std::get_if<gate>(&step))
                    co_await wait_for(state, *until, limit);
                else
                    co_await wait_for(state, std::nullopt, limit);
            }
            state->check_not_aborted();
            transport_response response;
            response.status = reply.status_;
            response.headers = reply.headers_;
            response.body = std::make_unique<scripted_body>(
                state, std::move(flight), limits, received->method + " " + received->target, std::move(reply));
            co_return response;
        } catch (boost::system::system_error const& failure) {
            telnyx::detail::rethrow_cancellation(failure);
        }
    }
};

inline boost::asio::awaitable<void> wait_until_drained(std::shared_ptr<scripted_state> state) {
    state->close();
    auto const drained = std::make_shared<async::one_shot>();
    state->wake_when_drained(drained);
    co_await drained->async_wait(std::chrono::steady_clock::time_point::max(),
                                 boost::asio::as_tuple(boost::asio::deferred));
    if (!drained->is_set()) throw api_user_abort_error();
}

} // namespace detail

TELNYX_DECL scripted_transport::scripted_transport()
    : state_(std::make_shared<detail::scripted_state>()),
      tell_([](expectation_error const& failures) { std::cerr << failures.what() << '\n'; }) {}

TELNYX_DECL scripted_transport::~scripted_transport() {
    try {
        if (auto lines = failures(); lines != told_) tell_(expectation_error(std::move(lines)));
    } catch (...) {
        // Nobody is left to report to.
    }
}

TELNYX_DECL scripted_expectation scripted_transport::expect(std::string method, std::string path_pattern) {
    return scripted_expectation(state_, std::move(method), std::move(path_pattern));
}

TELNYX_DECL std::vector<scripted_request> scripted_transport::requests() const {
    return state_->requests();
}

TELNYX_DECL std::vector<std::string> scripted_transport::failures() const {
    return state_->calls.failures();
}

TELNYX_DECL void scripted_transport::verify() {
    told_ = failures();
    if (!told_.empty()) throw expectation_error(told_);
}

TELNYX_DECL void scripted_transport::on_unverified(std::function<void(expectation_error const&)> tell) {
    tell_ = std::move(tell);
}

TELNYX_DECL boost::asio::awaitable<transport_response>
scripted_transport::send(std::shared_ptr<transport_request> request) {
    return detail::scripted_exchange::run(state_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<void> scripted_transport::close() {
    return detail::wait_until_drained(state_);
}

TELNYX_DECL void scripted_transport::abort() {
    state_->abort();
}

TELNYX_DECL pool_statistics scripted_transport::statistics() const {
    pool_statistics now;
    now.open = now.in_use = state_->in_flight();
    return now;
}

} // namespace telnyx::testing
