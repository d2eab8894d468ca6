#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/http2_protocol.hpp"
#include "telnyx/testing/impl/reply_coding.hpp"

#include <limits>
#include <utility>

namespace telnyx::testing::detail {

inline constexpr auto all_frames = std::numeric_limits<std::size_t>::max();

inline http2_server_settings http2_settings(sandbox_options const& options, std::size_t last_request) {
    http2_server_settings settings;
    settings.max_streams = options.max_concurrent_streams();
    settings.stream_window = options.stream_window();
    settings.max_body_size = options.max_body_size();
    settings.last_request = last_request;
    return settings;
}

TELNYX_DECL http2_protocol::http2_protocol(connection_owner& owner, std::weak_ptr<connection_link> link,
                                           connection_script script, recorded_request origin)
    : owner_(owner),
      link_(std::move(link)),
      script_(std::move(script)),
      session_(http2_settings(owner.options(), script_.last_request_), std::move(origin)) {}

TELNYX_DECL http2_protocol::~http2_protocol() {
    stop();
}

TELNYX_DECL void http2_protocol::receive(std::string_view plain) {
    if (stopped_) return;
    session_.receive(plain);
    handle_events();
    transmit();
}

TELNYX_DECL void http2_protocol::produce(std::string& plain) {
    static constexpr std::size_t at_a_time = 32 * 1024;
    produce_more(at_a_time);
    plain += std::exchange(produced_, {});
    on_the_way_ = std::exchange(next_batch_, {});
}

TELNYX_DECL void http2_protocol::sent() {
    batching_ = true;
    auto const done = std::exchange(on_the_way_, {});
    for (auto const stream : done.drained) {
        auto const found = exchanges_.find(stream);
        if (found != exchanges_.end() && found->second.player) found->second.player->next();
    }
    handle(done.events);
    batching_ = false;
    transmit();
}

TELNYX_DECL void http2_protocol::all_sent() {
    if (reset_when_sent_)
        end(connection_end::reset);
    else if (session_.over())
        end(connection_end::close_notify);
}

TELNYX_DECL void http2_protocol::go_away() {
    session_.go_away();
    transmit();
}

TELNYX_DECL void http2_protocol::stop() {
    stopped_ = true;
    for (auto const& [stream, each] : exchanges_)
        if (each.player) each.player->stop();
    auto const open = std::exchange(exchanges_, {}).size();
    if (open != 0) owner_.log().count([open](sandbox_statistics& counters) { counters.streams_open -= open; });
}

TELNYX_DECL void http2_protocol::handle_events() {
    auto const was_batching = std::exchange(batching_, true);
    handle(session_.take_events());
    batching_ = was_batching;
}

TELNYX_DECL void http2_protocol::handle(std::vector<event> const& events) {
    for (auto const& each : events)
        if (!stopped_) handle(each);
}

TELNYX_DECL void http2_protocol::handle(event const& what) {
    auto const stream = what.stream;
    switch (what.what) {
    case event::kind::head:
        begin(stream);
        respond_to_head(stream);
        break;
    case event::kind::request:
        if (responded(stream)) break;
        owner_.log().add(session_.request(stream));
        respond(stream, owner_.respond(session_.request(stream)));
        break;
    case event::kind::head_too_large:
        begin(stream);
        refuse(stream, 431, "header limit exceeded");
        break;
    case event::kind::body_too_large:
        if (!responded(stream)) refuse(stream, 413, "body limit exceeded");
        break;
    case event::kind::reset:
        if (exchanges_.contains(stream))
            owner_.log().count([](sandbox_statistics& counters) { ++counters.streams_reset; });
        break;
    case event::kind::closed:
        forget(stream);
        break;
    }
}

TELNYX_DECL void http2_protocol::begin(std::int32_t stream) {
    exchanges_.emplace(stream, exchange());
    owner_.log().count([](sandbox_statistics& counters) { ++counters.streams_open; });
}

TELNYX_DECL void http2_protocol::forget(std::int32_t stream) {
    session_.forget(stream);
    auto const found = exchanges_.find(stream);
    if (found == exchanges_.end()) return;
    if (found->second.player) found->second.player->stop();
    exchanges_.erase(found);
    owner_.log().count([](sandbox_statistics& counters) { --counters.streams_open; });
}

TELNYX_DECL bool http2_protocol::responded(std::int32_t stream) const {
    auto const found = exchanges_.find(stream);
    return found == exchanges_.end() || found->second.player;
}

TELNYX_DECL void http2_protocol::respond_to_head(std::int32_t stream) {
    auto early = owner_.respond_to_head(session_.request(stream));
    if (!early) return;
    session_.stop_reading(stream);
    session_.request(stream).body.clear(); // what has come with the head
    owner_.log().add(session_.request(stream));
    respond(stream, *std::move(early));
}

TELNYX_DECL void http2_protocol::refuse(std::int32_t stream, int status, std::string const& why) {
    respond(stream, api_error(status, "10015", "Bad Request", "The request cannot be read: " + why + "."));
}

TELNYX_DECL void http2_protocol::respond(std::int32_t stream, reply response) {
    auto const& request = session_.request(stream);
    choose_coding(response, request, owner_.options());
    auto& chosen = exchanges_.at(stream);
    chosen.ends_connection = announces_end(response);
    reply_script script(std::move(response), request.method, owner_.next_request_id(), reply_script::protocol::http_2);
    auto const player = std::make_shared<reply_player>(owner_, std::move(script),
                                                       [this, link = link_, stream](reply_script::step step) {
                                                           if (auto const alive = link.lock())
                                                               perform(stream, std::move(step)); // it owns this object
                                                       });
    chosen.player = player;
    player->next();
}

TELNYX_DECL void http2_protocol::perform(std::int32_t stream, reply_script::step step) {
    auto const found = exchanges_.find(stream);
    if (found == exchanges_.end()) return;
    auto& current = found->second;
    if (auto const* const head = std::get_if<reply_script::head>(&step)) {
        send_head(stream, current, *head);
    } else if (auto* const piece = std::get_if<reply_script::send>(&step)) {
        send(stream, current, std::move(*piece));
    } else if (auto const* const code = std::get_if<stream_error>(&step)) {
        current.player->stop();
        produce_more(all_frames); // a reset discards what is not produced yet
        session_.reset(stream, *code);
        transmit();
    } else if (auto const* const how = std::get_if<connection_end>(&step)) {
        current.player->stop();
        if (*how != connection_end::silence) end(*how);
    } else {
        replied(stream, current, std::get<reply_script::finish>(step));
    }
}

TELNYX_DECL void http2_protocol::send_head(std::int32_t stream, exchange& of, reply_script::head const& head) {
    of.head_sent = true;
    if (of.ends_connection) session_.go_away();
    session_.send_head(stream, head.status, head.fields, head.last);
    if (!head.last) { // the next step may be sent together with the head
        auto const was_batching = std::exchange(batching_, true);
        auto const player = of.player;
        player->next();
        batching_ = was_batching;
    }
    transmit();
}

TELNYX_DECL void http2_protocol::send(std::int32_t stream, exchange const& of, reply_script::send piece) {
    if (of.head_sent) {
        session_.send_data(stream, std::move(piece.bytes), piece.last);
    } else {
        send_raw(piece.bytes);
        next_batch_.drained.push_back(stream);
    }
    transmit();
}

TELNYX_DECL void http2_protocol::replied(std::int32_t stream, exchange const& of, reply_script::finish how) {
    of.player->stop();
    if (of.head_sent && !how.open_ended) session_.finish(stream);
    ++replies_;
    owner_.log().count([](sandbox_statistics& counters) { ++counters.replies; });
    if (script_.unasked_ && script_.unasked_->after_replies == replies_) send_raw(script_.unasked_->bytes);
    if (!how.end && script_.end_replies_ && script_.end_replies_->count == replies_)
        how.end = script_.end_replies_->how;
    if (how.end == connection_end::reset && !how.open_ended)
        reset_when_sent_ = true; // a reset discards what is not sent yet, such as the end of the stream
    else if (how.end)
        return end(*how.end);
    transmit();
}

/// Sends bytes after all frames that can be sent now.
TELNYX_DECL void http2_protocol::send_raw(std::string_view bytes) {
    produce_more(all_frames);
    produced_ += bytes;
}

TELNYX_DECL void http2_protocol::produce_more(std::size_t enough) {
    session_.produce(produced_, enough);
    auto const drained = session_.take_drained();
    next_batch_.drained.insert(next_batch_.drained.end(), drained.begin(), drained.end());
    auto const events = session_.take_events();
    next_batch_.events.insert(next_batch_.events.end(), events.begin(), events.end());
}

TELNYX_DECL void http2_protocol::transmit() {
    if (batching_ || stopped_) return;
    if (auto const link = link_.lock()) link->transmit();
}

TELNYX_DECL void http2_protocol::end(connection_end how) {
    if (auto const link = link_.lock()) link->end(how);
}

} // namespace telnyx::testing::detail
