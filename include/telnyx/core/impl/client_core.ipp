#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/base/version.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/net/random_bytes.hpp"

#include <boost/predef/architecture.h>
#include <boost/predef/os.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

#include <array>
#include <utility>

namespace telnyx::core {

namespace detail {

inline std::string_view operating_system() {
#if BOOST_OS_LINUX
    return "Linux";
#elif BOOST_OS_MACOS
    return "MacOS";
#elif BOOST_OS_WINDOWS
    return "Windows";
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

// A random UUID (RFC 9562, version 4), by which Telnyx recognizes a repeated request.
inline std::string new_idempotency_key() {
    std::array<unsigned char, 16> bytes{};
    net::random_bytes(bytes);
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

} // namespace detail

TELNYX_DECL client_core::client_core(boost::asio::any_io_executor const& executor, client_settings settings,
                                     std::shared_ptr<transport> over, call_functions how,
                                     std::shared_ptr<call_gate> gate)
    : options_(std::move(settings.options)),
      base_(std::move(settings.base)),
      built_in_headers_(detail::built_in_headers(options_)),
      json_headers_(detail::with_json_body(built_in_headers_)),
      clock_(options_.custom_clock() ? options_.custom_clock() : std::make_shared<clock>()),
      observers_(std::move(settings.observers)),
      transport_(std::move(over)),
      functions_(how),
      gate_(std::move(gate)),
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
    bool const in_gzip = options_.compression() == compression::responses ||
                         (options_.compression() == compression::lists && request.long_response());
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
    if (options_.custom_transport()) made.clock = options_.custom_clock(); // the pool waits in the system's time
    made.context = options.shared_context();
    made.limits.connect = options.connect_timeout().value_or(options_.connect_timeout());
    made.limits.silence = options.silence_timeout().value_or(options_.silence_timeout());
    made.limits.header_bytes = options_.max_header_size();
}

TELNYX_DECL std::shared_ptr<outgoing_call> client_core::make_call(prepared_request&& request) {
    auto const& options = request.options();
    auto made = std::make_shared<outgoing_call>();
    made->idempotent = request.idempotent();
    made->model = request.model();
    made->at_most_once = request.acts_in_the_world() && !options.max_retries();
    made->attempt_timeout = options.timeout().value_or(options_.timeout());
    made->deadline = options.deadline().value_or(options_.deadline());
    made->deadline_at = options.deadline_at().value_or(made->deadline_at);
    made->max_response_size = options.max_response_size().value_or(options_.max_response_size());
    made->retries = policy_for(options);
    made->counts_retries = counts_retries_ && !options.extra_headers().contains("X-Stainless-Retry-Count");
    fill_request(made->request, request);
    made->operation = request.take_operation();
    return made;
}

TELNYX_DECL boost::asio::awaitable<void> client_core::pause(std::shared_ptr<client_core> core,
                                                            request_options::duration length,
                                                            async::call_registry::pause_of kind) {
    return pause_until(std::move(core), std::make_shared<async::one_shot>(), length, kind);
}

TELNYX_DECL boost::asio::awaitable<void> client_core::pause_until(std::shared_ptr<client_core> core,
                                                                  std::shared_ptr<async::one_shot> woken,
                                                                  request_options::duration length,
                                                                  async::call_registry::pause_of kind) {
    async::call_registry::pause const place(core->calls_, kind, woken);
    auto const& other_clock = core->options_.clock_of_pauses();
    if (other_clock && length != request_options::duration::max()) {
        co_await other_clock.sleep(length, woken);
    } else {
        auto const [cancelled] = co_await woken->async_wait(later(std::chrono::steady_clock::now(), length),
                                                            boost::asio::as_tuple(boost::asio::deferred));
        if (cancelled && !woken->is_set()) throw api_user_abort_error();
    }
    place.check();
}

// First notify callers waiting for connections, if their calls have not started: then no connection is granted to a
// caller who would have to be refused.
TELNYX_DECL boost::asio::awaitable<void> client_core::close(std::shared_ptr<client_core> core) {
    core->calls_->close();
    core->transport_->begin_closing();
    auto const ended = std::make_shared<async::one_shot>();
    core->calls_->wake_when_ended(ended);
    co_await ended->async_wait(std::chrono::steady_clock::time_point::max(),
                               boost::asio::as_tuple(boost::asio::deferred));
    if (!ended->is_set()) throw api_user_abort_error();
    try {
        co_await core->transport_->close();
    } catch (boost::system::system_error const& failure) {
        telnyx::detail::rethrow_cancellation(failure);
    }
}

TELNYX_DECL void client_core::abort() {
    calls_->abort();
    transport_->abort();
}

TELNYX_DECL pool_statistics client_core::statistics() const {
    auto now = transport_->statistics();
    now.calls = calls_->in_flight();
    now.pausing = calls_->pausing();
    if (gate_) gate_->add_to(now);
    return now;
}

} // namespace telnyx::core
