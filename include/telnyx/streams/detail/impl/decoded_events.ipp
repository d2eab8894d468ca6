#pragma once

#include "telnyx/core/event_stream.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/core/stream_state.hpp"
#include "telnyx/errors/server_report.hpp"
#include "telnyx/json/decoder.hpp"
#include "telnyx/streams/detail/decoded_events.hpp"

#include <boost/json/value.hpp>

#include <utility>

namespace telnyx::detail {

struct decoded_events::state : core::stream_state {
    state() = default;
    state(std::shared_ptr<core::event_stream> source, json::detail::type_info const& item_type)
        : stream_state(std::move(source)),
          type(&item_type),
          decoder(json::decode_options{events->core().options().max_json_depth()}) {}

    progress poll(void* target);
    void decode(void* target);

    json::detail::type_info const* type = nullptr;
    json::decoder decoder;
};

// One step without waiting.
TELNYX_DECL core::stream_state::progress decoded_events::state::poll(void* target) {
    at_item = false;
    if (over) return progress::over;
    while (true) {
        auto const found = events->poll();
        if (found == core::event_stream::progress::wait) return progress::wait;
        if (found == core::event_stream::progress::end) break;
        auto const& event = events->event();
        if (event.type == "error") fail_with_words(event.data);
        if (core::is_end_mark(event.data)) break;
        if (event.data.empty()) continue;
        decode(target);
        at_item = true;
        events->event_taken();
        return progress::item;
    }
    fail_for_stray_report();
    over = true;
    return progress::last;
}

// A type may have a member for errors. Otherwise what can only be an error report is one, beside other members, too.
TELNYX_DECL void decoded_events::state::decode(void* target) {
    auto const data = events->event().data;
    try {
        json::outline held{.watched = core::certain_report_members(), .with_members = false};
        decoder.decode_into(*type, target, data, held);
        bool const may_report = type->kind == json::detail::type_kind::object
                                    ? held.found != 0
                                    : data.find("\"error") != std::string_view::npos;
        if (may_report && errors::find_server_report(errors::parse_small_document(data)).certain) fail_with_words(data);
    } catch (json::decode_error const& failure) {
        if (!errors::parse_server_report(data).empty()) fail_with_words(data);
        refuse_event(failure);
    }
}

inline boost::asio::awaitable<decoded_events> open_decoded(std::shared_ptr<core::client_core> core,
                                                           core::prepared_request request,
                                                           json::detail::type_info const* type) {
    auto events = co_await core::open_event_stream(std::move(core), std::move(request));
    co_return decoded_events(std::move(events), *type);
}

TELNYX_DECL boost::asio::awaitable<decoded_events> open_decoded_events(std::shared_ptr<core::client_core> const& core,
                                                                       std::string_view method, std::string_view path,
                                                                       boost::json::value const& body,
                                                                       request_options const& options,
                                                                       json::detail::type_info const& type) {
    auto request = core::prepared_request::for_path(method, path, body, options);
    request.accept("text/event-stream");
    return open_decoded(core, std::move(request), &type);
}

TELNYX_DECL decoded_events::decoded_events() : state_(std::make_shared<state>()) {}

TELNYX_DECL decoded_events::decoded_events(std::shared_ptr<core::event_stream> events,
                                           json::detail::type_info const& type)
    : state_(std::make_shared<state>(std::move(events), type)) {}

TELNYX_DECL decoded_events::~decoded_events() = default;

TELNYX_DECL decoded_events::decoded_events(decoded_events&&) noexcept = default;

TELNYX_DECL decoded_events& decoded_events::operator=(decoded_events&&) noexcept = default;

TELNYX_DECL boost::asio::awaitable<bool> decoded_events::read(std::shared_ptr<state> self, void* target) {
    return core::read_item<bool>(std::move(self), target);
}

TELNYX_DECL void decoded_events::close() {
    state_->close();
}

TELNYX_DECL std::string_view decoded_events::raw() const {
    return state_->raw();
}

TELNYX_DECL std::string_view decoded_events::event_name() const {
    return state_->at_item ? state_->events->event().type : std::string_view();
}

TELNYX_DECL std::string_view decoded_events::event_id() const {
    return state_->at_item ? state_->events->event().last_event_id : std::string_view();
}

TELNYX_DECL http_info const& decoded_events::http() const {
    return state_->events->http();
}

} // namespace telnyx::detail
