#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/core/drain.hpp"
#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/refuse_stream.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"

#include <utility>

namespace telnyx::core {

namespace detail {

inline bool is_event_stream(std::string_view content_type) {
    auto const media_type = ascii::trimmed(content_type.substr(0, content_type.find(';')));
    return ascii::equal_ignoring_case(media_type, "text/event-stream");
}

} // namespace detail

TELNYX_DECL event_stream::event_stream(client_core::reply received, std::size_t max_event_size,
                                       request_options::duration event_timeout)
    : body_(std::move(received.body)),
      http_(std::move(received.http)),
      operation_(std::move(received.operation)),
      core_(std::move(received.core)),
      place_(std::move(received.place)),
      admitted_(std::move(received.admitted)),
      watch_(std::move(received.watch)),
      parser_(max_event_size),
      event_timeout_(event_timeout) {}

TELNYX_DECL event_stream::progress event_stream::poll() {
    try {
        while (true) {
            if (!unread_.empty() && parser_.parse(unread_)) return progress::event;
            if (!body_) return progress::end;
            auto const chunk = body_->poll();
            if (!chunk) return progress::wait;
            if (chunk->empty()) return end_of_body();
            unread_ = *chunk;
        }
    } catch (sse::event_too_large const& failure) {
        throw api_response_error(errc::response_too_large, failure.what(), {}, http_);
    }
}

TELNYX_DECL event_stream::progress event_stream::end_of_body() {
    body_.reset();
    end_call();
    event_unterminated_ = parser_.finish();
    return event_unterminated_ ? progress::event : progress::end;
}

TELNYX_DECL void event_stream::end_call() {
    admitted_.reset();
    place_ = {};
}

TELNYX_DECL boost::asio::awaitable<void> event_stream::wait_for_event() {
    auto const& time = core_->time();
    auto const now = time.now();
    if (!event_by_) event_by_ = later(now, event_timeout_);
    if (*event_by_ <= now) throw api_timeout_error(errc::event_timeout);
    try {
        co_await body_->wait(*event_by_ - now);
    } catch (api_timeout_error const& failure) {
        bool const own = failure.code() == make_error_code(errc::silence_timeout) && time.now() >= *event_by_;
        if (!own) throw;
        throw api_timeout_error(errc::event_timeout);
    }
}

TELNYX_DECL void event_stream::finish(boost::asio::any_io_executor const& executor) {
    unread_ = {};
    end_call();
    if (auto const watch = std::move(watch_)) watch->complete();
    std::shared_ptr<response_body> rest = std::move(body_);
    if (rest) drain(std::move(rest), executor);
}

TELNYX_DECL void event_stream::close() {
    unread_ = {};
    body_.reset();
    end_call();
    watch_.reset();
}

TELNYX_DECL boost::asio::awaitable<std::shared_ptr<event_stream>> open_event_stream(std::shared_ptr<client_core> core,
                                                                                    prepared_request request) {
    auto const event_size = request.options().max_event_size().value_or(core->options().max_event_size());
    auto const event_timeout = request.options().event_timeout().value_or(core->options().event_timeout());
    auto received = co_await core->perform(std::move(request), true);
    if (detail::is_event_stream(received.http.content_type()))
        co_return std::make_shared<event_stream>(std::move(received), event_size, event_timeout);
    auto const operation = received.operation;
    auto const attempts = received.http.attempts();
    auto refusal = refuse_stream(std::move(received), "an event stream");
    try {
        co_await std::move(refusal);
    } catch (boost::system::system_error const&) {
        errors::rethrow_with_context({operation, attempts, {}}); // cancelled before the check began
    }
    co_return nullptr;
}

} // namespace telnyx::core
