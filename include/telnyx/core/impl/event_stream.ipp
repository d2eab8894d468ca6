#pragma once

#include "telnyx/api_response_error.hpp"
#include "telnyx/core/drain.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/rethrow_with_context.hpp"
#include "telnyx/http/text.hpp"

#include <utility>

namespace telnyx::core {

namespace detail {

inline bool is_event_stream(std::string_view content_type) {
    auto const media_type = http::trimmed(content_type.substr(0, content_type.find(';')));
    return http::equal_ignoring_case(media_type, "text/event-stream");
}

} // namespace detail

TELNYX_DECL event_stream::event_stream(client_core::reply answer, std::size_t max_event_size)
    : body_(std::move(answer.body)),
      http_(std::move(answer.http)),
      operation_(std::move(answer.operation)),
      core_(std::move(answer.core)),
      parser_(max_event_size) {}

TELNYX_DECL event_stream::progress event_stream::poll() {
    while (true) {
        try {
            if (!unread_.empty() && parser_.parse(unread_)) return progress::event;
        } catch (sse::event_too_large const& failure) {
            throw api_response_error(errc::response_too_large, failure.what(), {}, http_);
        }
        if (!body_) return progress::end;
        auto const piece = body_->poll();
        if (!piece) return progress::wait;
        if (piece->empty()) {
            body_.reset();
            return progress::end;
        }
        unread_ = *piece;
    }
}

TELNYX_DECL boost::asio::awaitable<void> event_stream::finish() {
    unread_ = {};
    std::shared_ptr<response_body> const rest = std::move(body_);
    if (rest) co_await drain(rest);
}

TELNYX_DECL void event_stream::close() {
    unread_ = {};
    body_.reset();
}

TELNYX_DECL boost::asio::awaitable<std::shared_ptr<event_stream>> open_event_stream(std::shared_ptr<client_core> core,
                                                                                    prepared_request request) {
    auto const event_size = request.options().max_response_size().value_or(core->options().max_event_size());
    auto answer = co_await core->perform(std::move(request), true);
    if (detail::is_event_stream(answer.http.content_type()))
        co_return std::make_shared<event_stream>(std::move(answer), event_size);
    auto const attempts = answer.http.attempts();
    try {
        auto text = co_await detail::read_error_body(std::move(answer.body));
        throw api_response_error(errc::malformed_response, "expected an event stream", {},
                                 http_info(answer.http.status(), answer.http.headers(), std::move(text), attempts));
    } catch (...) {
        rethrow_with_context(answer.operation, attempts, core->options().api_key());
    }
}

} // namespace telnyx::core
