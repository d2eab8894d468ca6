#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <utility>

namespace telnyx {

namespace detail {

inline void log_to_standard_error(log_level, std::string_view line) {
    std::cerr << std::string(line).append("\n"); // as a single write, so that lines of several threads do not mix
}

inline std::string in_milliseconds(observer::duration time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) + " ms";
}

// Headers are logged only if their name is on this list of names that hold no secrets.
inline std::string harmless_headers(headers const& fields) {
    static constexpr std::array<std::string_view, 14> harmless{
        "accept",         "connection",        "content-encoding",
        "content-length", "content-type",      "date",
        "retry-after",    "retry-after-ms",    "transfer-encoding",
        "user-agent",     "x-ratelimit-limit", "x-ratelimit-remaining",
        "x-request-id",   "x-should-retry"};
    std::string text;
    for (auto const& each : fields) {
        auto const same = [&](std::string_view name) { return ascii::equal_ignoring_case(name, each.name); };
        if (std::none_of(harmless.begin(), harmless.end(), same)) continue;
        text.append(" ").append(each.name).append("=").append(base::quoted_beginning(each.value));
    }
    return text;
}

inline std::string call_name(std::uint64_t call, std::string_view operation) {
    return "call " + std::to_string(call) + " " + std::string(operation);
}

inline std::string connection_name(std::uint64_t connection, std::string_view authority) {
    return "connection " + std::to_string(connection) + " to " + std::string(authority);
}

} // namespace detail

TELNYX_DECL log_observer::log_observer(log_level level, log_sink lines)
    : level_(level), sink_(lines ? std::move(lines) : log_sink(&detail::log_to_standard_error)) {}

template <class MakeLine>
void log_observer::write(log_level level, MakeLine make_line) const noexcept {
    if (level > level_) return;
    try {
        sink_(level, "telnyx " + std::string(to_string(level)) + ": " + make_line());
    } catch (...) {
        // A failure to write the log must not break a call.
    }
}

TELNYX_DECL void log_observer::on(attempt_started const& event) noexcept {
    write(log_level::debug, [&] {
        auto line = detail::call_name(event.call, event.operation) + ": attempt " + std::to_string(event.attempt) +
                    ", " + std::string(event.method) + " " + std::string(event.target) +
                    detail::harmless_headers(event.fields);
        if (bodies_) line += " body=" + base::quoted_beginning(event.body, event.body.size());
        return line;
    });
}

TELNYX_DECL void log_observer::on(headers_received const& event) noexcept {
    write(log_level::debug, [&] {
        return detail::call_name(event.call, event.operation) + ": status " + std::to_string(event.status) + " after " +
               detail::in_milliseconds(event.elapsed) + detail::harmless_headers(event.fields);
    });
}

TELNYX_DECL void log_observer::on(redirect_followed const& event) noexcept {
    write(log_level::debug, [&] {
        return detail::call_name(event.call, event.operation) + ": redirected to " +
               base::quoted_beginning(event.target);
    });
}

TELNYX_DECL void log_observer::on(retry_scheduled const& event) noexcept {
    write(log_level::warn, [&] {
        return detail::call_name(event.call, event.operation) + ": attempt " + std::to_string(event.attempt) +
               " failed, next in " + detail::in_milliseconds(event.delay) + ": " + std::string(event.reason);
    });
}

TELNYX_DECL void log_observer::on(call_finished const& event) noexcept {
    auto const level = event.error.empty() ? log_level::info : log_level::error;
    write(level, [&] {
        auto line = detail::call_name(event.call, event.operation) + ": " +
                    (event.error.empty() ? "status " + std::to_string(event.status) : std::string(event.error)) +
                    " after " + detail::in_milliseconds(event.elapsed) + ", attempts " + std::to_string(event.attempts);
        if (bodies_ && level_ == log_level::debug)
            line += " body=" + base::quoted_beginning(event.body, event.body.size());
        return line;
    });
}

// Failures after a response that looked well: of streams, and of responses that cannot be decoded. All others have been
// logged when the call finished.
TELNYX_DECL void log_observer::on(call_ended const& event) noexcept {
    bool const looked_well = event.status >= 200 && event.status < 300;
    if (event.how != ending::failed || !looked_well) return;
    write(log_level::error, [&] {
        return detail::call_name(event.call, event.operation) + ": " + std::string(event.error) + " after " +
               detail::in_milliseconds(event.elapsed) + ", chunks " + std::to_string(event.chunks);
    });
}

TELNYX_DECL void log_observer::on(connection_opened const& event) noexcept {
    write(log_level::debug, [&] {
        return detail::connection_name(event.connection, event.authority) + " opened for call " +
               std::to_string(event.call) + " in " + detail::in_milliseconds(event.elapsed) +
               (event.resumed ? ", TLS session resumed" : "") +
               (event.proxy.empty() ? "" : ", through the proxy " + std::string(event.proxy));
    });
}

TELNYX_DECL void log_observer::on(connection_reused const& event) noexcept {
    write(log_level::debug, [&] {
        return detail::connection_name(event.connection, event.authority) + " reused for call " +
               std::to_string(event.call);
    });
}

TELNYX_DECL void log_observer::on(connection_closed const& event) noexcept {
    write(log_level::debug, [&] {
        auto line = detail::connection_name(event.connection, event.authority) + " closed";
        return event.reason.empty() ? line : line + ": " + std::string(event.reason);
    });
}

TELNYX_DECL void log_observer::on(connections_exhausted const& event) noexcept {
    write(log_level::warn, [&] {
        return "all " + std::to_string(event.limit) + " connections to " + std::string(event.authority) +
               " are in use, call " + std::to_string(event.call) +
               " waits for one: client_options().max_connections() sets the limit, and every open stream holds one";
    });
}

} // namespace telnyx
