#pragma once

#include "telnyx/base/redact.hpp"
#include "telnyx/core/stream_state.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_stream_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/errors/server_report.hpp"

#include <exception>
#include <string>

namespace telnyx::core {

namespace detail {

// An error report in lines that are not an event: a JSON object, possibly after a name, or a line named `error`. Empty
// if there is none.
inline std::string_view report_in(std::string_view lines) {
    auto at = lines.find('{');
    for (int objects = 0; at != std::string_view::npos && objects < 8; ++objects) {
        auto const rest = lines.substr(at);
        for (auto const object : {rest, rest.substr(0, rest.find('\n'))})
            if (!errors::parse_server_report(object).empty()) return object;
        at = lines.find("\n{", at);
        if (at != std::string_view::npos) ++at;
    }
    bool const is_named = lines.starts_with("error:") || lines.find("\nerror:") != std::string_view::npos;
    return is_named ? lines : std::string_view();
}

} // namespace detail

TELNYX_DECL bool is_end_mark(std::string_view data) {
    bool const may_be = !data.empty() && data.front() == '['; // skips the rest for other events
    return may_be && data.substr(0, data.find_last_not_of(" \t\r\n") + 1) == "[DONE]";
}

TELNYX_DECL stream_state::stream_state()
    : stream_state(std::make_shared<event_stream>(client_core::reply(), 0, request_options::duration::max())) {
    over = true;
}

TELNYX_DECL void stream_state::close() {
    over = true;
    at_item = false;
    events->close();
}

TELNYX_DECL void stream_state::fail_for_stray_report() {
    auto const stray = events->stray_lines();
    if (stray.empty()) return;
    if (auto const words = detail::report_in(stray); !words.empty()) fail_with_words(words);
}

TELNYX_DECL void stream_state::fail_with_words(std::string_view words) {
    throw api_stream_error(base::redacted(words, key()), std::string(events->http().request_id()));
}

TELNYX_DECL void stream_state::fail_incomplete() {
    throw api_stream_error(std::string(events->http().request_id()));
}

TELNYX_DECL void stream_state::refuse_event(json::decode_error const& failure) {
    if (events->event_unterminated()) fail_incomplete();
    auto const& http = events->http();
    throw api_response_error(errc::malformed_response, failure.reason(), failure.path(),
                             http_info(http.status(), http.headers(),
                                       base::redacted_beginning(events->event().data, key(), 1000), http.attempts()));
}

TELNYX_DECL void stream_state::fail() {
    auto const watch = events->close_for_error();
    close();
    try {
        try {
            std::rethrow_exception(std::current_exception());
        } catch (api_connection_error const&) {
            fail_for_stray_report();
            throw;
        }
    } catch (...) {
        fail_finally(watch.get());
    }
}

TELNYX_DECL void stream_state::fail_finally(call_watch* watch) const {
    try {
        errors::rethrow_with_context({events->operation(), events->http().attempts(), key()});
    } catch (...) {
        if (watch != nullptr) watch->failed(std::current_exception());
        throw;
    }
}

} // namespace telnyx::core
