#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/http2_server_session.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <nghttp2/nghttp2.h>

namespace telnyx::testing::detail {

/// What nghttp2 calls, with the session as its user data.
struct http2_server_session::callbacks {
    static http2_server_session& of(void* session) { return *static_cast<http2_server_session*>(session); }

    static std::string_view view(std::uint8_t const* bytes, std::size_t size) {
        return {reinterpret_cast<char const*>(bytes), size};
    }

    static bool is_request(nghttp2_frame const* frame) {
        return frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST;
    }

    static int headers_begin(nghttp2_session*, nghttp2_frame const* frame, void* session) {
        if (is_request(frame)) of(session).begin_request(frame->hd.stream_id);
        return 0;
    }

    static int field(nghttp2_session*, nghttp2_frame const* frame, std::uint8_t const* name, std::size_t name_size,
                     std::uint8_t const* value, std::size_t value_size, std::uint8_t, void* session) {
        if (is_request(frame))
            of(session).add_field(frame->hd.stream_id, view(name, name_size), view(value, value_size));
        return 0;
    }

    static int frame_received(nghttp2_session*, nghttp2_frame const* frame, void* session) {
        auto& self = of(session);
        auto const stream = frame->hd.stream_id;
        if (is_request(frame)) self.head_over(stream);
        bool const has_end = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
        if (has_end && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) self.request_over(stream);
        if (frame->hd.type == NGHTTP2_RST_STREAM) self.report(event::kind::reset, stream);
        return 0;
    }

    static int data(nghttp2_session*, std::uint8_t, std::int32_t stream, std::uint8_t const* bytes, std::size_t size,
                    void* session) {
        of(session).add_data(stream, view(bytes, size));
        return 0;
    }

    static int frame_sent(nghttp2_session*, nghttp2_frame const* frame, void* session) {
        if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
        if (frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA)
            of(session).response_over(frame->hd.stream_id, frame->hd.type == NGHTTP2_HEADERS);
        return 0;
    }

    static int closed(nghttp2_session*, std::int32_t stream, std::uint32_t, void* session) {
        of(session).report(event::kind::closed, stream);
        return 0;
    }

    static ssize_t read_output(nghttp2_session*, std::int32_t stream, std::uint8_t* to, std::size_t room,
                               std::uint32_t* flags, nghttp2_data_source*, void* session) {
        auto* const state = of(session).find(stream);
        if (state == nullptr) return NGHTTP2_ERR_DEFERRED;
        auto const rest = std::string_view(state->output).substr(state->output_begin);
        if (rest.empty() && !state->last) return NGHTTP2_ERR_DEFERRED;
        auto const count = std::min(rest.size(), room);
        std::memcpy(to, rest.data(), count);
        state->output_begin += count;
        if (count == rest.size()) {
            if (state->last) *flags |= NGHTTP2_DATA_FLAG_EOF;
            of(session).drained_.push_back(stream);
        }
        return static_cast<ssize_t>(count);
    }
};

namespace {

struct http2_callbacks_deleter {
    void operator()(nghttp2_session_callbacks* callbacks) const { nghttp2_session_callbacks_del(callbacks); }
};

struct http2_option_deleter {
    void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};

} // namespace

/// nghttp2 fails only without memory, where the library is used as it is documented.
inline void check_http2(int result) {
    if (result != 0) throw std::bad_alloc();
}

/// Whether a field is about a connection of HTTP/1.1, and not allowed in HTTP/2.
inline bool is_connection_field(std::string_view name) {
    static constexpr std::string_view names[] = {"connection", "keep-alive", "proxy-connection", "transfer-encoding",
                                                 "upgrade"};
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

TELNYX_DECL void http2_server_session::deleter::operator()(nghttp2_session* session) const {
    nghttp2_session_del(session);
}

TELNYX_DECL http2_server_session::http2_server_session(http2_server_settings const& settings, recorded_request origin)
    : settings_(settings), origin_(std::move(origin)) {
    nghttp2_session_callbacks* made = nullptr;
    check_http2(nghttp2_session_callbacks_new(&made));
    std::unique_ptr<nghttp2_session_callbacks, http2_callbacks_deleter> const table(made);
    nghttp2_session_callbacks_set_on_begin_headers_callback(made, &callbacks::headers_begin);
    nghttp2_session_callbacks_set_on_header_callback(made, &callbacks::field);
    nghttp2_session_callbacks_set_on_frame_recv_callback(made, &callbacks::frame_received);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(made, &callbacks::data);
    nghttp2_session_callbacks_set_on_frame_send_callback(made, &callbacks::frame_sent);
    nghttp2_session_callbacks_set_on_stream_close_callback(made, &callbacks::closed);

    nghttp2_option* option = nullptr;
    check_http2(nghttp2_option_new(&option));
    std::unique_ptr<nghttp2_option, http2_option_deleter> const options(option);
    nghttp2_option_set_no_auto_window_update(option, 1);
    constexpr std::size_t largest_head = 16 * 1024 * 1024; // of a response
    nghttp2_option_set_max_send_header_block_length(option, largest_head);

    nghttp2_session* session = nullptr;
    check_http2(nghttp2_session_server_new2(&session, made, this, option));
    session_.reset(session);
    std::array<nghttp2_settings_entry, 3> const ours{
        {{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings_.max_streams},
         {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, settings_.stream_window},
         {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<std::uint32_t>(settings_.max_head_size)}}};
    check_http2(nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, ours.data(), ours.size()));
    constexpr std::int32_t connection_window = 64 * 1024 * 1024; // a stream that is not read stops no other one
    check_http2(nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, connection_window));
}

TELNYX_DECL http2_server_session::~http2_server_session() = default;

TELNYX_DECL void http2_server_session::receive(std::string_view bytes) {
    if (failed_) return;
    auto const* const begin = reinterpret_cast<std::uint8_t const*>(bytes.data());
    failed_ = nghttp2_session_mem_recv(session_.get(), begin, bytes.size()) < 0;
}

TELNYX_DECL void http2_server_session::produce(std::string& out, std::size_t enough) {
    auto const had = out.size();
    while (!failed_ && out.size() - had < enough) {
        std::uint8_t const* frame = nullptr;
        auto const size = nghttp2_session_mem_send(session_.get(), &frame);
        if (size < 0) failed_ = true;
        if (size <= 0) return;
        out.append(reinterpret_cast<char const*>(frame), static_cast<std::size_t>(size));
    }
}

TELNYX_DECL bool http2_server_session::over() const {
    if (failed_) return true;
    if (nghttp2_session_want_write(session_.get()) != 0) return false;
    return (going_away_ && streams_.empty()) || nghttp2_session_want_read(session_.get()) == 0;
}

TELNYX_DECL void http2_server_session::stop_reading(std::int32_t stream) {
    if (auto* const state = find(stream)) state->reading = false;
}

TELNYX_DECL void http2_server_session::send_head(std::int32_t stream, int status, headers const& fields, bool last) {
    std::vector<std::pair<std::string, std::string>> lines{{":status", std::to_string(status)}};
    for (auto const& field : fields) {
        std::string name(field.name);
        std::transform(name.begin(), name.end(), name.begin(), [](char letter) { return ascii::lower(letter); });
        if (!is_connection_field(name)) lines.emplace_back(std::move(name), field.value);
    }
    auto const bytes = [](std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); };
    std::vector<nghttp2_nv> pairs;
    pairs.reserve(lines.size());
    for (auto& [name, value] : lines)
        pairs.push_back({bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE});
    nghttp2_data_provider body{};
    body.read_callback = &callbacks::read_output;
    nghttp2_submit_response(session_.get(), stream, pairs.data(), pairs.size(), last ? nullptr : &body);
}

TELNYX_DECL void http2_server_session::send_data(std::int32_t stream, std::string bytes, bool last) {
    auto* const state = find(stream);
    if (state == nullptr) return;
    state->output = std::move(bytes);
    state->output_begin = 0;
    state->last = last;
    nghttp2_session_resume_data(session_.get(), stream);
}

TELNYX_DECL void http2_server_session::finish(std::int32_t stream) {
    auto* const state = find(stream);
    if (state == nullptr || state->last) return;
    state->last = true;
    nghttp2_session_resume_data(session_.get(), stream);
}

TELNYX_DECL void http2_server_session::reset(std::int32_t stream, stream_error code) {
    nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, stream, static_cast<std::uint32_t>(code));
}

TELNYX_DECL void http2_server_session::go_away() {
    if (std::exchange(going_away_, true)) return;
    nghttp2_submit_goaway(session_.get(), NGHTTP2_FLAG_NONE, last_stream_, NGHTTP2_NO_ERROR, nullptr, 0);
}

TELNYX_DECL http2_server_session::stream_state* http2_server_session::find(std::int32_t stream) {
    auto const found = streams_.find(stream);
    return found == streams_.end() ? nullptr : &found->second;
}

TELNYX_DECL void http2_server_session::begin_request(std::int32_t stream) {
    if (going_away_) return;
    last_stream_ = stream;
    auto& request = streams_[stream].request;
    request = origin_;
    request.stream = static_cast<std::size_t>(stream);
}

TELNYX_DECL void http2_server_session::add_field(std::int32_t stream, std::string_view name, std::string_view value) {
    auto* const state = find(stream);
    if (state == nullptr) return;
    state->head_size += name.size() + value.size();
    auto& request = state->request;
    if (name == ":method")
        request.method = value;
    else if (name == ":path")
        request.target = value;
    else if (name == ":authority")
        request.headers.append_parsed("host", value);
    else if (!name.starts_with(':') && state->head_size <= settings_.max_head_size)
        request.headers.append_parsed(name, value);
}

TELNYX_DECL void http2_server_session::head_over(std::int32_t stream) {
    auto* const state = find(stream);
    if (state == nullptr) return;
    if (++requests_ == settings_.last_request) go_away();
    bool const too_large = state->head_size > settings_.max_head_size;
    report(too_large ? event::kind::head_too_large : event::kind::head, stream);
    if (too_large) state->reading = false;
}

TELNYX_DECL void http2_server_session::request_over(std::int32_t stream) {
    auto* const state = find(stream);
    if (state == nullptr) return;
    state->request_over = true;
    if (state->reading) report(event::kind::request, stream);
}

TELNYX_DECL void http2_server_session::add_data(std::int32_t stream, std::string_view data) {
    auto* const state = find(stream);
    if (state == nullptr || !state->reading) {
        nghttp2_session_consume_connection(session_.get(), data.size());
        return;
    }
    state->request.body += data;
    if (state->request.body.size() > settings_.max_body_size) {
        state->reading = false;
        report(event::kind::body_too_large, stream);
    }
    nghttp2_session_consume(session_.get(), stream, data.size());
}

TELNYX_DECL void http2_server_session::response_over(std::int32_t stream, bool with_head) {
    auto* const state = find(stream);
    if (state == nullptr) return;
    if (with_head) drained_.push_back(stream);
    if (!state->request_over) reset(stream, stream_error::no_error); // the rest of the request is not needed
}

TELNYX_DECL void http2_server_session::report(event::kind what, std::int32_t stream) {
    auto* const state = find(stream);
    if (state == nullptr || state->closed) return;
    state->closed = what == event::kind::closed;
    events_.push_back({what, stream});
}

} // namespace telnyx::testing::detail
