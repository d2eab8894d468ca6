#pragma once

#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/stream_state.hpp"
#include "telnyx/streams/event_stream.hpp"

#include <utility>

namespace telnyx {

struct event_stream::state : core::stream_state {
    using stream_state::stream_state;

    progress poll(stream_event* event);
};

// One step without waiting.
TELNYX_DECL core::stream_state::progress event_stream::state::poll(stream_event* event) {
    if (over) return progress::over;
    switch (events->poll()) {
    case core::event_stream::progress::wait:
        return progress::wait;
    case core::event_stream::progress::end:
        fail_for_stray_report();
        over = true;
        return progress::last;
    case core::event_stream::progress::event:
        break;
    }
    auto const& found = events->event();
    event->name = found.type;
    event->data = found.data;
    event->id = found.last_event_id;
    event->terminated = !events->event_unterminated();
    events->event_taken();
    return progress::item;
}

namespace detail {

inline boost::asio::awaitable<event_stream> open_events(std::shared_ptr<core::client_core> core,
                                                        core::prepared_request request) {
    auto events = co_await core::open_event_stream(std::move(core), std::move(request));
    co_return event_stream(std::move(events));
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<event_stream> client::stream(std::string_view method, std::string_view path,
                                                                boost::json::value const& body,
                                                                request_options const& options) const {
    auto request = core::prepared_request::for_path(method, path, body, options);
    request.accept("text/event-stream");
    return detail::open_events(core_, std::move(request));
}

TELNYX_DECL event_stream::event_stream() : state_(std::make_shared<state>()) {}

TELNYX_DECL event_stream::event_stream(std::shared_ptr<core::event_stream> events)
    : state_(std::make_shared<state>(std::move(events))) {}

TELNYX_DECL event_stream::~event_stream() = default;

TELNYX_DECL event_stream::event_stream(event_stream&&) noexcept = default;

TELNYX_DECL event_stream& event_stream::operator=(event_stream&&) noexcept = default;

TELNYX_DECL boost::asio::awaitable<std::optional<stream_event>> event_stream::next() {
    return core::read_item<std::optional<stream_event>>(state_.shared(), static_cast<stream_event*>(nullptr));
}

TELNYX_DECL boost::asio::awaitable<bool> event_stream::next_into(stream_event& event) {
    return core::read_item<bool>(state_.shared(), &event);
}

TELNYX_DECL void event_stream::close() {
    state_->close();
}

TELNYX_DECL http_info const& event_stream::http() const {
    return state_->events->http();
}

} // namespace telnyx
