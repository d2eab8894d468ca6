#pragma once

#include "telnyx/api_response_error.hpp"
#include "telnyx/api_status_error.hpp"
#include "telnyx/api_timeout_error.hpp"
#include "telnyx/api_user_abort_error.hpp"
#include "telnyx/async/one_shot.hpp"
#include "telnyx/certificate_error.hpp"
#include "telnyx/configuration_error.hpp"
#include "telnyx/core/call_report.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/decoded_body.hpp"
#include "telnyx/core/drain.hpp"
#include "telnyx/core/environment.hpp"
#include "telnyx/core/mask.hpp"
#include "telnyx/core/mask_answer.hpp"
#include "telnyx/core/proxy_choice.hpp"
#include "telnyx/core/redirect.hpp"
#include "telnyx/core/rethrow_with_context.hpp"
#include "telnyx/core/throw_status_error.hpp"
#include "telnyx/http/text.hpp"
#include "telnyx/log_observer.hpp"
#include "telnyx/net/pool.hpp"
#include "telnyx/proxy_error.hpp"
#include "telnyx/redirect_error.hpp"
#include "telnyx/version.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/predef/architecture.h>
#include <boost/predef/os.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <openssl/rand.h>
#include <utility>

namespace telnyx::core {

namespace detail {

inline client_options completed(client_options options) {
    if (options.api_key().empty()) options.api_key(environment_variable("TELNYX_API_KEY").value_or(""));
    if (options.api_key().empty())
        throw configuration_error("no API key: set the environment variable TELNYX_API_KEY, or pass "
                                  "client_options().api_key(...)");
    auto const printable = [](char c) { return c > ' ' && c < 0x7f; };
    if (!std::all_of(options.api_key().begin(), options.api_key().end(), printable))
        throw configuration_error("the API key holds blanks or characters that no key has");
    if (!http::is_field_value(options.user_agent_suffix()))
        throw configuration_error("the user agent suffix cannot stand in a header");
    if (options.base_url().empty()) options.base_url(environment_variable("TELNYX_BASE_URL").value_or(""));
    if (options.base_url().empty()) options.base_url("https://api.telnyx.com/v2");
    return options;
}

inline std::string_view operating_system() {
#if BOOST_OS_LINUX
    return "Linux";
#elif BOOST_OS_MACOS
    return "MacOS";
#elif BOOST_OS_BSD
    return "BSD";
#else
    return "Other";
#endif
}

inline std::string_view architecture() {
#if BOOST_ARCH_X86_64
    return "x64";
#elif BOOST_ARCH_X86_32
    return "x32";
#elif BOOST_ARCH_ARM
    return sizeof(void*) == 8 ? "arm64" : "arm";
#else
    return "other";
#endif
}

inline headers built_in_headers(client_options const& options) {
    headers built;
    std::string agent = "telnyx-cpp/" + std::string(version);
    if (!options.user_agent_suffix().empty()) agent += " " + options.user_agent_suffix();
    built.append("User-Agent", agent);
    built.append("Accept", "application/json");
    built.append("X-Stainless-Lang", "cpp");
    built.append("X-Stainless-Package-Version", version);
    built.append("X-Stainless-OS", operating_system());
    built.append("X-Stainless-Arch", architecture());
    built.append("X-Stainless-Retry-Count", "0");
    telnyx::detail::secret_string credentials("Bearer ");
    built.append("Authorization", credentials.append(options.api_key()));
    for (auto const& each : options.default_headers())
        built.set(each.name, each.value);
    return built;
}

inline headers with_json_body(headers fields) {
    fields.set("Content-Type", "application/json");
    return fields;
}

// The caller's observers, and a log when TELNYX_LOG asks for one.
inline observer_list all_observers(client_options const& options) {
    auto all = options.observers();
    auto const level = options.log() ? options.log() : parse_log_level(environment_variable("TELNYX_LOG").value_or(""));
    if (level.value_or(log_level::off) != log_level::off)
        all.add(std::make_shared<log_observer>(*level, options.log_to()));
    return all;
}

inline std::shared_ptr<transport> make_transport(boost::asio::any_io_executor const& executor,
                                                 client_options const& options, origin const& to,
                                                 observer_list const& observers) {
    if (options.custom_transport()) return options.custom_transport();
    net::pool_options pool;
    pool.proxy = choose_proxy(options, to);
    pool.tls = options.tls();
    pool.lookup = options.custom_lookup();
    pool.observers = observers;
    pool.connections = options.max_connections();
    pool.idle_time = options.idle_time();
    pool.address_lifetime = options.dns_cache_time();
    return std::make_shared<net::pool>(executor, pool);
}

inline double random_chance() {
    std::uint32_t number = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number); // <random> would take much longer to compile
    return number / 4294967296.0;
}

inline bool is_success(int status) {
    return status >= 200 && status < 300;
}

// Some servers answer errors with endless pages; this much of one is enough.
inline constexpr std::size_t largest_error_body = std::size_t(1024) * 1024;

// Appends as much as a limit lets through. Grows as a string does by itself, but never beyond the limit.
inline void append_within(std::string& to, std::string_view piece, std::size_t limit) {
    piece = piece.substr(0, limit - to.size());
    auto const size = to.size() + piece.size();
    if (size > to.capacity()) {
        std::string larger;
        larger.reserve(std::min(std::max(size, 2 * to.capacity()), limit));
        larger.append(to);
        to = std::move(larger);
    }
    to.append(piece);
}

// And after this time, by the client's clock, what has come of it has to do, however slowly more of it comes.
inline constexpr std::chrono::seconds longest_error_body = std::chrono::seconds(5);

/// Gives the body up after `at_most`, or after the longest time for the body of an error.
inline boost::asio::awaitable<std::string> read_error_body(std::shared_ptr<response_body> body,
                                                           std::shared_ptr<client_core const> core,
                                                           request_options::duration at_most) {
    std::string text;
    try {
        auto const limit = std::min<request_options::duration>(at_most, longest_error_body);
        auto const give_up = later(core->time().now(), limit);
        while (text.size() < largest_error_body) {
            auto const piece = body->poll();
            if (piece && piece->empty()) break;
            if (piece) {
                append_within(text, *piece, largest_error_body);
                continue;
            }
            auto const left = give_up - core->time().now();
            if (left <= request_options::duration::zero()) break;
            // A transport waits by the system's clock, and another one may stand still meanwhile.
            co_await body->wait(core->options().custom_clock() ? request_options::duration::max() : left);
        }
    } catch (api_user_abort_error const&) {
        throw;
    } catch (api_error const&) {
        // The status is what matters; of the body there is what there is.
    }
    co_return text;
}

/// Takes the body of a response in, up to a limit.
class body_collector {
  public:
    /// `attempts` is the number of requests so far, to be told with the answer; `key` does not get into errors.
    body_collector(transport_response& response, std::size_t limit, int attempts, std::string_view key)
        : response_(response), limit_(limit), attempts_(attempts), key_(key) {}

    /// Takes what is there without waiting; `true` at the end of the body. What the server announces is not waited for
    /// when it goes over the limit.
    bool take_available() {
        while (auto const piece = response_.body->poll()) {
            if (piece->empty()) return true;
            if (piece->size() > limit_ - text_.size()) refuse(*piece);
            append_within(text_, *piece, limit_);
        }
        if (response_.body->announced() > limit_ - text_.size()) refuse({});
        return false;
    }

    http_info finish() { return {response_.status, std::move(response_.headers), std::move(text_), attempts_}; }

  private:
    [[noreturn]] void refuse(std::string_view last_piece) {
        constexpr std::size_t enough = 1000;
        append_within(text_, last_piece, std::max(text_.size(), enough + key_.size()));
        text_ = masked_beginning(text_, key_, enough);
        throw api_response_error(errc::response_too_large, "more than " + std::to_string(limit_) + " bytes", {},
                                 finish());
    }

    transport_response& response_;
    std::size_t limit_;
    int attempts_;
    std::string_view key_;
    std::string text_;
};

inline std::exception_ptr status_error(http_info http, std::string_view refused_redirect) {
    try {
        if (!refused_redirect.empty()) throw redirect_error(std::move(http), refused_redirect);
        throw_status_error(std::move(http));
    } catch (...) {
        return std::current_exception();
    }
}

// A random UUID (RFC 9562, version 4), by which Telnyx knows a request again.
inline std::string new_idempotency_key() {
    std::array<unsigned char, 16> bytes{};
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    bytes[6] = static_cast<unsigned char>(0x40 | (bytes[6] & 0x0f));
    bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));
    std::string key;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) key += '-';
        key += "0123456789abcdef"[bytes[i] >> 4];
        key += "0123456789abcdef"[bytes[i] & 0x0f];
    }
    return key;
}

inline void count_retries(outgoing_call& call, int count) {
    auto& request = call.request;
    if (call.counts_retries && request.headers.contains("X-Stainless-Retry-Count"))
        request.headers.set("X-Stainless-Retry-Count", std::to_string(count));
}

// Whether a request may go out again at once that a dying connection has taken and the server may have read. What has
// the same effect twice always may; anything else uses up a retry.
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

[[noreturn]] inline void throw_failed_call(std::exception_ptr const& failure, std::string const& operation,
                                           int attempts, std::string_view key) {
    try {
        std::rethrow_exception(failure);
    } catch (...) {
        rethrow_with_context(operation, attempts, key);
    }
}

/// What to make of an attempt that failed without an error status.
struct broken_attempt {
    std::exception_ptr failure;
    bool repeatable = false;
};

// Whether an answer broke a rule of HTTP or a limit, and would do so again, while a connection that broke may hold the
// next time.
inline bool is_bad_answer(boost::system::error_code failure) {
    return failure == make_error_code(errc::malformed_response) || failure == make_error_code(errc::response_too_large);
}

/// Call within a handler of the exception.
inline broken_attempt examine_current_exception() {
    try {
        throw;
    } catch (certificate_error const&) {
        return {std::current_exception(), false};
    } catch (proxy_error const& failure) {
        return {std::current_exception(),
                !is_bad_answer(failure.code()) && (failure.status() == 0 || is_retried_status(failure.status()))};
    } catch (api_connection_error const& failure) {
        bool const final =
            is_bad_answer(failure.code()) || failure.code() == make_error_code(errc::deadline_exceeded) ||
            failure.code() == make_error_code(errc::no_connection_free) ||
            failure.code() == make_error_code(errc::client_closed) || net::is_lasting_tls_failure(failure.code());
        return {std::current_exception(), !final};
    } catch (...) {
        return {std::current_exception(), false};
    }
}

using pause_before_retry = std::optional<retry_policy::duration>;

// Once the server has said yes, or may have carried out what is to happen once, doing it again could do it twice.
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

} // namespace detail

TELNYX_DECL client_core::client_core(boost::asio::any_io_executor executor, client_options const& options)
    : options_(detail::completed(options)),
      base_(parse_base_url(options_.base_url(), options_.plain_http_allowed())),
      built_in_headers_(detail::built_in_headers(options_)),
      json_headers_(detail::with_json_body(built_in_headers_)),
      clock_(options_.custom_clock() ? options_.custom_clock() : std::make_shared<clock>()),
      observers_(detail::all_observers(options_)),
      transport_(detail::make_transport(executor, options_, *base_.origin, observers_)),
      counts_retries_(!options_.default_headers().contains("X-Stainless-Retry-Count")),
      tie_(executor, [calls = calls_] { calls->abandon(); }) {}

TELNYX_DECL retry_policy client_core::policy_for(request_options const& options) const {
    retry_policy::settings settings;
    settings.max_retries = options.max_retries().value_or(options_.max_retries());
    settings.longest_asked_delay = options_.max_retry_delay();
    return retry_policy(settings);
}

TELNYX_DECL headers client_core::request_headers(prepared_request const& request) const {
    auto fields = request.sends_json() ? json_headers_ : built_in_headers_;
    auto const& options = request.options();
    if (!request.content_type().empty()) fields.set("Content-Type", request.content_type());
    if (!request.accept().empty()) fields.set("Accept", request.accept());
    bool const in_gzip = options_.compression() == compression::answers ||
                         (options_.compression() == compression::lists && request.long_answer());
    if (in_gzip && request.accept().empty() && !fields.contains("Accept-Encoding"))
        fields.append("Accept-Encoding", "gzip");
    bool const repeated = options.max_retries().value_or(options_.max_retries()) > 0;
    if (repeated && request.takes_idempotency_key() && !fields.contains("Idempotency-Key"))
        fields.append("Idempotency-Key", detail::new_idempotency_key());
    if (options.timeout() && *options.timeout() != request_options::duration::max())
        fields.set("X-Stainless-Timeout",
                   std::to_string(std::chrono::duration_cast<std::chrono::seconds>(*options.timeout()).count()));
    for (auto const& each : options.extra_headers())
        fields.set(each.name, each.value);
    for (auto const& each : options.removed_headers())
        fields.remove(each);
    return fields;
}

TELNYX_DECL void client_core::fill_request(transport_request& made, prepared_request& request) {
    auto const& options = request.options();
    request.finish();
    request.add_missing_query(options_.default_query());
    made.origin = base_.origin;
    made.method = request.method();
    made.target.reserve(base_.path.size() + request.target().size());
    made.target.append(base_.path).append(request.target());
    made.headers = request_headers(request);
    made.has_body = request.has_body();
    made.body = request.take_body();
    made.source = request.source();
    made.call = ++last_call_;
    made.clock = options_.custom_clock();
    made.limits.connect = options.connect_timeout().value_or(options_.connect_timeout());
    made.limits.silence = options.silence_timeout().value_or(options_.silence_timeout());
    made.limits.header_bytes = options_.max_header_size();
}

TELNYX_DECL std::shared_ptr<outgoing_call> client_core::make_call(prepared_request&& request) {
    auto const& options = request.options();
    auto made = std::make_shared<outgoing_call>();
    made->idempotent = request.idempotent();
    made->at_most_once = request.acts_in_the_world() && !options.max_retries();
    made->attempt_timeout = options.timeout().value_or(options_.timeout());
    made->deadline = options.deadline().value_or(options_.deadline());
    made->max_response_size = options.max_response_size().value_or(options_.max_response_size());
    made->retries = policy_for(options);
    made->counts_retries = counts_retries_ && !options.extra_headers().contains("X-Stainless-Retry-Count");
    fill_request(made->request, request);
    made->operation = request.take_operation();
    return made;
}

TELNYX_DECL void client_core::start_attempt(outgoing_call& call, call_report& report) const {
    auto& request = call.request;
    request.limits.headers_by = later(clock_->now(), call.attempt_timeout);
    if (report.attempts() > 0) {
        request.continues = true;
        detail::count_retries(call, report.attempts());
    }
    // Where a server has once led to is not where the next one has to.
    if (!call.first_target.empty()) request.target = std::exchange(call.first_target, {});
    report.attempt_started(request);
}

// Here a server's head comes in, for callers, observers and errors alike. It may also lead to a place that takes note
// of the key.
TELNYX_DECL void client_core::take_head(transport_response& response, call_report const& report) const {
    mask(response.headers, options_.api_key());
    report.headers_received(response.status, response.headers);
}

// Whether a response leads to another target, which the request then has.
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

TELNYX_DECL boost::asio::awaitable<client_core::reply>
client_core::run(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call, bool streamed) {
    std::shared_ptr<transport_request> const attempt(call, &call->request);
    auto const finish_by = later(core->clock_->now(), call->deadline);
    attempt->limits.finish_by = finish_by;
    call_report report(core->observers_, *core->clock_, attempt->call, call->operation, core->options_.api_key());
    attempt->may_repeat = [made = call.get(), told = &report](std::string_view reason) {
        return detail::may_repeat_at_once(*made, *told, reason);
    };
    call_place place;
    std::optional<retry_policy::duration> pause;
    while (true) {
        std::exception_ptr failure;
        bool succeeded = false;
        attempt->reached = transport_request::progress::sent; // unless the transport knows better
        try {
            if (pause)
                co_await client_core::pause(core, *std::exchange(pause, std::nullopt), call_registry::pause_of::call);
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
                made.operation = std::move(call->operation);
                made.core = std::move(core);
                made.place = std::move(place);
                co_return made;
            }
            auto text = co_await detail::read_error_body(std::move(response.body), core, call->attempt_timeout);
            mask_cut(text, core->options_.api_key());
            pause = detail::pause_after_status(*call, response, *core->clock_);
            http_info http(response.status, std::move(response.headers), std::move(text), report.attempts());
            failure = detail::status_error(std::move(http), to.reason);
        } catch (...) {
            auto const broken = detail::examine_current_exception();
            failure = broken.failure;
            if (broken.repeatable) pause = detail::pause_after_failure(*call, succeeded);
            bool const waited = attempt->reached == transport_request::progress::waiting;
            if (waited && call->first_target.empty()) report.attempt_forgotten();
        }
        bool const in_time = pause && *pause < finish_by - core->clock_->now();
        if (!in_time || (attempt->source && !attempt->source->rewind())) {
            report.failed(failure);
            detail::throw_failed_call(failure, call->operation, report.attempts(), core->options_.api_key());
        }
        ++call->retries_done;
        report.retry_scheduled(failure, *pause);
    }
}

TELNYX_DECL boost::asio::awaitable<void>
client_core::pause(std::shared_ptr<client_core> core, request_options::duration length, call_registry::pause_of kind) {
    auto const woken = std::make_shared<async::one_shot>();
    call_registry::pause const place(core->calls_, kind, woken);
    auto const& other_clock = core->options_.clock_of_pauses();
    if (other_clock) {
        co_await other_clock.sleep(length, woken);
    } else {
        auto const [cancelled] = co_await woken->async_wait(later(std::chrono::steady_clock::now(), length),
                                                            boost::asio::as_tuple(boost::asio::deferred));
        if (cancelled && !woken->is_set()) throw api_user_abort_error();
    }
    place.check();
}

// Those who wait for connections, as far as their calls have not begun, are told first: then nobody gets a connection
// who has to be turned away.
TELNYX_DECL boost::asio::awaitable<void> client_core::close(std::shared_ptr<client_core> core) {
    core->calls_->close();
    core->transport_->begin_closing();
    auto const ended = std::make_shared<async::one_shot>();
    core->calls_->wake_when_ended(ended);
    co_await ended->async_wait(std::chrono::steady_clock::time_point::max(),
                               boost::asio::as_tuple(boost::asio::deferred));
    if (!ended->is_set()) throw api_user_abort_error();
    co_await core->transport_->close();
}

TELNYX_DECL void client_core::abort() {
    calls_->abort();
    transport_->abort();
}

TELNYX_DECL pool_statistics client_core::statistics() const {
    auto now = transport_->statistics();
    now.calls = calls_->in_flight();
    now.pausing = calls_->pausing();
    return now;
}

} // namespace telnyx::core
