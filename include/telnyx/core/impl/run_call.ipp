#pragma once

#include "telnyx/base/append_within.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/core/call_report.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/decoded_body.hpp"
#include "telnyx/core/drain.hpp"
#include "telnyx/core/read_error_body.hpp"
#include "telnyx/core/redirect.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/certificate_error.hpp"
#include "telnyx/errors/make_status_error.hpp"
#include "telnyx/errors/proxy_error.hpp"
#include "telnyx/errors/redirect_error.hpp"
#include "telnyx/http/redact_response.hpp"
#include "telnyx/net/queue_report.hpp"
#include "telnyx/net/random_bytes.hpp"
#include "telnyx/net/tls_engine.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

// Execution of a call: attempts, redirects, retries.

namespace telnyx::core {

namespace detail {

inline double random_chance() {
    std::array<unsigned char, 4> bytes{};
    net::random_bytes(bytes);
    double chance = 0;
    for (auto const byte : bytes)
        chance = (chance + byte) / 256;
    return chance;
}

inline bool is_success(int status) {
    return status >= 200 && status < 300;
}

/// Reads the body of a response, up to a limit.
class body_collector {
  public:
    /// `attempts` is the number of requests so far, reported with the response; `key` is redacted in errors.
    body_collector(transport_response& response, std::size_t limit, int attempts, std::string_view key)
        : response_(response), limit_(limit), attempts_(attempts), key_(key) {}

    /// Reads the available data without waiting; returns `true` at the end of the body. If the announced size exceeds
    /// the limit, fails without waiting for it.
    bool take_available() {
        while (auto const chunk = response_.body->poll()) {
            if (chunk->empty()) return true;
            if (chunk->size() > limit_ - text_.size()) refuse(*chunk);
            base::append_within(text_, *chunk, limit_);
        }
        if (response_.body->announced() > limit_ - text_.size()) refuse({});
        return false;
    }

    http_info finish() { return {response_.status, std::move(response_.headers), std::move(text_), attempts_}; }

  private:
    [[noreturn]] void refuse(std::string_view last_piece) {
        constexpr std::size_t enough = 1000;
        base::append_within(text_, last_piece, std::max(text_.size(), enough + key_.size()));
        text_ = base::redacted_beginning(text_, key_, enough);
        throw api_response_error(errc::response_too_large, "more than " + std::to_string(limit_) + " bytes", {},
                                 finish());
    }

    transport_response& response_;
    std::size_t limit_;
    int attempts_;
    std::string_view key_;
    std::string text_;
};

inline std::exception_ptr status_error(http_info http, std::string_view refused_redirect,
                                       errors::error_context const& context) {
    if (refused_redirect.empty()) return errors::make_status_error(std::move(http), context);
    redirect_error failure(std::move(http), refused_redirect);
    context.add_to(failure);
    return std::make_exception_ptr(std::move(failure));
}

inline void count_retries(outgoing_call& call, int count) {
    auto& request = call.request;
    if (call.counts_retries && request.headers.contains("X-Stainless-Retry-Count"))
        request.headers.set("X-Stainless-Retry-Count", std::to_string(count));
}

// Whether a request can be resent immediately if a dying connection accepted it and the server may have read it. Always
// true for idempotent requests; any other request uses up a retry.
inline bool may_repeat_at_once(outgoing_call& call, call_report& report, std::string_view reason) {
    if (!call.idempotent) {
        if (call.at_most_once || !call.retries.allows_another(call.retries_done)) return false;
        ++call.retries_done;
    }
    report.retry_scheduled(reason, {});
    count_retries(call, report.attempts());
    report.attempt_started(call.request);
    return true;
}

/// How to handle an attempt that failed without an error status.
struct broken_attempt {
    std::exception_ptr failure;
    bool repeatable = false;
};

// Whether a response violated HTTP or a limit, and would do so again; a broken connection, in contrast, may work the
// next time.
inline bool is_bad_answer(boost::system::error_code failure) {
    return failure == make_error_code(errc::malformed_response) || failure == make_error_code(errc::response_too_large);
}

// Whether a connection that failed so may work at the next attempt.
inline bool may_work_later(api_connection_error const& failure) {
    auto const code = failure.code();
    bool const lasts = is_bad_answer(code) || code == make_error_code(errc::deadline_exceeded) ||
                       code == make_error_code(errc::no_connection_free) ||
                       code == make_error_code(errc::client_closed) || net::is_lasting_tls_failure(code);
    return !lasts;
}

/// Call within a handler of the exception: classifies it, and adds its context.
inline broken_attempt examine_current_exception(errors::error_context const& context) {
    try {
        throw;
    } catch (certificate_error& failure) {
        context.add_to(failure);
        return {std::current_exception(), false};
    } catch (proxy_error& failure) {
        context.add_to(failure);
        bool const retryable = failure.status() == 0 || is_retried_status(failure.status());
        return {std::current_exception(), retryable && !is_bad_answer(failure.code())};
    } catch (api_connection_error& failure) {
        context.add_to(failure);
        return {std::current_exception(), may_work_later(failure)};
    } catch (error& failure) {
        context.add_to(failure);
        return {std::current_exception(), false};
    } catch (boost::system::system_error const& failure) {
        if (failure.code() != boost::asio::error::operation_aborted) return {std::current_exception(), false};
        api_user_abort_error cancelled;
        context.add_to(cancelled);
        return {std::make_exception_ptr(std::move(cancelled)), false};
    } catch (...) {
        return {std::current_exception(), false};
    }
}

using pause_before_retry = std::optional<retry_policy::duration>;

// After a success response, or if the server may have carried out a request that must happen only once, a retry could
// carry it out twice.
inline pause_before_retry pause_after_failure(outgoing_call const& call, bool succeeded) {
    bool const sent = call.request.reached == transport_request::progress::sent;
    if ((succeeded && !call.idempotent) || (sent && call.at_most_once)) return std::nullopt;
    return call.retries.after_connection_error(call.retries_done, random_chance());
}

inline pause_before_retry pause_after_status(outgoing_call const& call, transport_response const& response,
                                             clock const& time) {
    if (call.at_most_once && !is_refusal(response.status, response.headers)) return std::nullopt;
    return call.retries.after_status(response.status, response.headers, call.retries_done, random_chance(),
                                     time.wall_time());
}

// The library's own transport waits in the system's time, whatever clock the client has.
inline std::chrono::steady_clock::time_point in_time_of_transport(client_options const& options,
                                                                  std::chrono::steady_clock::time_point limit) {
    auto const& own = options.custom_clock();
    bool const same = !own || options.custom_transport() || limit == std::chrono::steady_clock::time_point::max();
    return same ? limit : later(std::chrono::steady_clock::now(), limit - own->now());
}

} // namespace detail

TELNYX_DECL void client_core::start_attempt(outgoing_call& call, call_report& report) const {
    auto& request = call.request;
    request.limits.headers_by = detail::in_time_of_transport(options_, later(clock_->now(), call.attempt_timeout));
    request.limits.finish_by = detail::in_time_of_transport(options_, call.deadline_at);
    if (report.attempts() > 0) {
        request.continues = true;
        detail::count_retries(call, report.attempts());
    }
    // An earlier redirect does not apply to the next attempt.
    if (!call.first_target.empty()) request.target = std::exchange(call.first_target, {});
    report.attempt_started(request);
}

// The response head is received here, for callers, observers and errors alike. It may also redirect to a URL that
// contains the key.
TELNYX_DECL void client_core::take_head(transport_response& response, call_report const& report) const {
    http::redact(response.headers, options_.api_key());
    report.headers_received(response.status, response.headers);
}

// Whether a response redirects to another target, which is then set in the request.
TELNYX_DECL bool client_core::follows_redirect(transport_response const& response, outgoing_call& call, redirect& to,
                                               int& redirects, call_report const& report) const {
    if (!is_redirect(response.status)) return false;
    auto& request = call.request;
    to = find_redirect(request, response.headers, redirects, options_.max_redirects());
    if (to.target.empty()) return false;
    if (redirects++ == 0) call.first_target = std::move(request.target);
    request.continues = true;
    request.target = std::move(to.target);
    report.redirect_followed(response.status, request.target);
    return true;
}

// Whether the attempt has to wait for the limits of the client.
TELNYX_DECL bool client_core::has_to_wait(outgoing_call const& call, std::shared_ptr<admitted_call>& admitted) const {
    if (clock_->now() >= call.deadline_at) throw api_timeout_error(errc::deadline_exceeded);
    if (!gate_) return false;
    auto entered = gate_->enter(call, std::move(admitted));
    admitted = std::move(entered.call);
    return entered.waits;
}

TELNYX_DECL void client_core::learn_limits(admitted_call* admitted, transport_response const& response) const {
    if (gate_) gate_->take_head(admitted, response.status, response.headers);
}

// Whether there is time for the pause, and a retry left in the budget.
TELNYX_DECL bool client_core::may_retry(std::optional<retry_policy::duration> pause,
                                        std::chrono::steady_clock::time_point finish_by) const {
    bool const in_time = pause && *pause < finish_by - clock_->now();
    return in_time && (!gate_ || gate_->takes_retry());
}

TELNYX_DECL errors::error_context client_core::context_of(outgoing_call const& call, call_report const& report) const {
    return {call.operation, report.attempts(), options_.api_key()};
}

template <class Tag>
boost::asio::awaitable<client_core::reply> client_core::run(std::shared_ptr<client_core> core,
                                                            std::shared_ptr<outgoing_call> call, bool streamed) {
    std::shared_ptr<transport_request> const attempt(call, &call->request);
    auto const finish_by = std::min(later(core->clock_->now(), call->deadline), call->deadline_at);
    call->deadline_at = finish_by;
    call_report report(core, core->observers_, *core->clock_, core->options_.api_key(), *call, streamed);
    attempt->may_repeat = [made = call.get(), told = &report](std::string_view reason) {
        return detail::may_repeat_at_once(*made, *told, reason);
    };
    async::call_place place;
    std::shared_ptr<admitted_call> admitted;
    std::optional<retry_policy::duration> pause;
    while (true) {
        std::exception_ptr failure;
        bool succeeded = false;
        attempt->reached = transport_request::progress::sent; // unless the transport knows better
        try {
            if (pause)
                co_await client_core::pause(core, *std::exchange(pause, std::nullopt),
                                            async::call_registry::pause_of::call);
            if (core->has_to_wait(*call, admitted)) {
                net::queue_report queue(core->observers_, *attempt, net::queue_report::queue::limits);
                auto waiting = core->gate_->wait(core, call, admitted, finish_by);
                co_await std::move(waiting);
                queue.granted();
            }
            core->start_attempt(*call, report);
            if (report.attempts() == 1) place = core->begin_call();
            int redirects = 0;
            auto response = co_await core->transport_->send(attempt);
            core->take_head(response, report);
            redirect to;
            while (core->follows_redirect(response, *call, to, redirects, report)) {
                drain(std::move(response.body), co_await boost::asio::this_coro::executor);
                response = co_await core->transport_->send(attempt);
                core->take_head(response, report);
            }
            core->learn_limits(admitted.get(), response);
            decode_content(response, report.attempts());
            succeeded = detail::is_success(response.status);
            if (succeeded) {
                detail::body_collector collected(response, call->max_response_size, report.attempts(),
                                                 core->options_.api_key());
                while (!streamed && !collected.take_available())
                    co_await response.body->wait();
                reply made;
                made.http = collected.finish();
                if (streamed) made.body = std::move(response.body);
                report.succeeded(made.http);
                made.watch = report.take_watch();
                made.operation = std::move(call->operation);
                made.core = std::move(core);
                made.place = std::move(place);
                made.admitted = std::move(admitted);
                co_return made;
            }
            auto text = co_await read_error_body(std::move(response.body), core, call->attempt_timeout);
            base::redact_cut(text, core->options_.api_key());
            pause = detail::pause_after_status(*call, response, *core->clock_);
            http_info http(response.status, std::move(response.headers), std::move(text), report.attempts());
            failure = detail::status_error(std::move(http), to.reason, core->context_of(*call, report));
        } catch (...) {
            bool const waited = attempt->reached == transport_request::progress::waiting;
            if (waited && call->first_target.empty()) report.attempt_forgotten();
            auto const broken = detail::examine_current_exception(core->context_of(*call, report));
            failure = broken.failure;
            if (broken.repeatable) pause = detail::pause_after_failure(*call, succeeded);
        }
        if (!core->may_retry(pause, finish_by) || (attempt->source && !attempt->source->rewind())) {
            report.failed(failure);
            std::rethrow_exception(failure);
        }
        ++call->retries_done;
        report.retry_scheduled(failure, *pause);
    }
}

} // namespace telnyx::core
