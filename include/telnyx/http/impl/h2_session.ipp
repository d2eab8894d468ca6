#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/base/ascii.hpp"
#include "telnyx/http/h2_session.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <new>
#include <nghttp2/nghttp2.h>
#include <utility>

namespace telnyx::http {

namespace detail {

// Frames that carry nothing (PING, SETTINGS, empty DATA, unknown ones, ...): so many at once, and so many per second.
inline constexpr std::size_t most_idle_frames = 10'000;
inline constexpr std::size_t idle_frames_per_second = 100;
inline constexpr std::size_t bytes_of_idle_frame = 4 * 1024; // as many bytes that carry nothing count as a frame
inline constexpr int first_unknown_frame = 10;

inline constexpr std::uint32_t connection_window = std::uint32_t(16) * 1024 * 1024; // given back as soon as it is used
inline constexpr std::size_t feed_slice = std::size_t(16) * 1024;
inline constexpr std::size_t failed_output = std::size_t(64) * 1024;
inline constexpr std::size_t most_acknowledgements = 1'000; // not yet sent

// Frames to be sent in response to others, beyond two for each stream (a reset and a window).
inline constexpr std::size_t most_queued_frames = 2'000;

inline constexpr char const* flood = "it floods the connection with frames that carry nothing";

// What HPACK adds to each field (RFC 7541, section 4.1).
inline constexpr std::size_t field_overhead = 32;

// Fields of HTTP/1.1 connections, and what `:authority` says.
inline bool belongs_to_http1(std::string_view name) {
    static constexpr std::array<std::string_view, 7> names{
        "host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view each) { return ascii::equal_ignoring_case(each, name); });
}

/// The header fields of a request as libnghttp2 takes them, in one text, which must not move.
class h2_request_fields {
  public:
    explicit h2_request_fields(telnyx::detail::secret_string& text) : text_(text) {}

    // `secret` keeps a value out of HPACK's table.
    void add(std::string_view name, std::string_view value, bool secret = false) {
        auto const start = text_.size();
        for (char const c : name)
            text_.push_back(ascii::lower(c));
        text_.append(value);
        auto const flags = NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE |
                           (secret ? NGHTTP2_NV_FLAG_NO_INDEX : NGHTTP2_NV_FLAG_NONE);
        auto* const bytes = reinterpret_cast<std::uint8_t*>(text_.data() + start);
        fields_.push_back({bytes, bytes + name.size(), name.size(), value.size(), static_cast<std::uint8_t>(flags)});
    }

    nghttp2_nv const* data() const { return fields_.data(); }
    std::size_t size() const { return fields_.size(); }

  private:
    telnyx::detail::secret_string& text_;
    std::vector<nghttp2_nv> fields_;
};

struct h2_callbacks_deleter {
    void operator()(nghttp2_session_callbacks* callbacks) const { nghttp2_session_callbacks_del(callbacks); }
};
struct h2_option_deleter {
    void operator()(nghttp2_option* option) const { nghttp2_option_del(option); }
};

inline void check_h2_memory(int result) {
    if (result != 0) throw std::bad_alloc();
}

} // namespace detail

/// What libnghttp2 calls. No exception may pass through its C code.
struct h2_callbacks {
    using stream = h2_session::stream;
    using ending = h2_session::ending;

    static h2_session& self(void* user) { return *static_cast<h2_session*>(user); }

    template <class Function>
    static int guarded(h2_session& session, Function what) {
        try {
            return what();
        } catch (std::exception const& failure) {
            session.failure_ = failure.what();
            return NGHTTP2_ERR_CALLBACK_FAILURE;
        }
    }

    static int on_begin_frame(nghttp2_session*, nghttp2_frame_hd const* head, void* user) {
        auto& session = self(user);
        // A head ends with its last CONTINUATION. libnghttp2 reports no frame for one that it refuses.
        if (head->type != NGHTTP2_CONTINUATION) session.within_head_ = false;
        return guarded(session, [&] {
            if (session.spend_frame()) return 0;
            session.failure_ = detail::flood;
            return static_cast<int>(NGHTTP2_ERR_CALLBACK_FAILURE);
        });
    }

    // Only frames that libnghttp2 is told to expect are counted; their content is not wanted.
    static int on_unknown_frame(nghttp2_session*, void**, nghttp2_frame_hd const*, void*) { return NGHTTP2_ERR_CANCEL; }

    static int on_begin_headers(nghttp2_session*, nghttp2_frame const* frame, void* user) {
        auto& session = self(user);
        session.within_head_ = true;
        session.head_block_bytes_ = 0;
        if (auto* const of = session.find(frame->hd.stream_id)) {
            of->fields_.clear();
            of->status_ = 0;
        }
        return 0;
    }

    static int on_header(nghttp2_session*, nghttp2_frame const* frame, std::uint8_t const* name, std::size_t name_size,
                         std::uint8_t const* value, std::size_t value_size, std::uint8_t, void* user) {
        auto& session = self(user);
        auto* const of = session.find(frame->hd.stream_id);
        if (of == nullptr) return 0;
        return guarded(session, [&]() -> int {
            of->head_bytes_ += name_size + value_size + detail::field_overhead;
            if (of->head_bytes_ > session.limits_.header_bytes) {
                of->fault_ = ending::too_large;
                return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
            }
            std::string_view const field(reinterpret_cast<char const*>(name), name_size);
            std::string_view const text(reinterpret_cast<char const*>(value), value_size);
            if (field != ":status") {
                if (!of->has_head_) of->fields_.append_parsed(field, text);
                return 0;
            }
            std::from_chars(text.data(), text.data() + text.size(), of->status_);
            if (of->status_ >= 100) return 0;
            of->fault_ = ending::malformed; // libnghttp2 takes 000 for the status of a final response
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        });
    }

    static int on_invalid_header(nghttp2_session*, nghttp2_frame const* frame, std::uint8_t const*, std::size_t,
                                 std::uint8_t const*, std::size_t, std::uint8_t, void* user) {
        if (auto* const of = self(user).find(frame->hd.stream_id)) of->fault_ = ending::malformed;
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    }

    static void on_head(h2_session& session, stream& of) {
        session.refill_frames();
        if (of.has_head_ || of.status_ < 200) return; // trailers, or an interim response
        of.has_head_ = true;
        of.window_set_at_ = session.now_; // how long the server thought before says nothing about the link
        of.on_head(of.status_, std::exchange(of.fields_, {}));
    }

    static void on_end(stream& of) {
        if (!of.has_head_ || std::exchange(of.has_end_, true)) return;
        of.on_end();
    }

    static int on_frame(nghttp2_session*, nghttp2_frame const* frame, void* user) {
        auto& session = self(user);
        return guarded(session, [&] {
            if (frame->hd.type == NGHTTP2_HEADERS) session.within_head_ = false;
            if (frame->hd.type == NGHTTP2_GOAWAY) {
                session.goaway_code_ = frame->goaway.error_code;
                session.last_processed_ = frame->goaway.last_stream_id;
            }
            if (frame->hd.type == NGHTTP2_SETTINGS && (frame->hd.flags & NGHTTP2_FLAG_ACK) == 0)
                session.has_settings_ = session.limit_may_have_changed_ = true;
            if (frame->hd.type == NGHTTP2_PING && (frame->hd.flags & NGHTTP2_FLAG_ACK) != 0) ++session.pings_answered_;
            auto* const of = session.find(frame->hd.stream_id);
            if (of == nullptr) return 0;
            if (frame->hd.type == NGHTTP2_RST_STREAM) of->reset_code_ = frame->rst_stream.error_code;
            if (frame->hd.type == NGHTTP2_HEADERS) on_head(session, *of);
            bool const carries_end = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
            if (carries_end && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) on_end(*of);
            return 0;
        });
    }

    static int on_data(nghttp2_session* native, std::uint8_t, std::int32_t id, std::uint8_t const* data,
                       std::size_t size, void* user) {
        auto& session = self(user);
        nghttp2_session_consume_connection(native, size);
        auto* const of = session.find(id);
        if (of == nullptr) return 0;
        session.refill_frames();
        return guarded(session, [&] {
            of->on_data({reinterpret_cast<char const*>(data), size});
            return 0;
        });
    }

    static int on_invalid_frame(nghttp2_session*, nghttp2_frame const* frame, int, void* user) {
        auto* const of = self(user).find(frame->hd.stream_id);
        if (of != nullptr && of->fault_ == ending::complete) of->fault_ = ending::malformed;
        return 0;
    }

    static int on_stream_close(nghttp2_session* native, std::int32_t id, std::uint32_t code, void* user) {
        auto* const of = static_cast<stream*>(nghttp2_session_get_stream_user_data(native, id));
        if (of == nullptr) return 0;
        auto& session = self(user);
        return guarded(session, [&] {
            session.close(*of, code);
            return 0;
        });
    }

    static int on_frame_sent(nghttp2_session*, nghttp2_frame const* frame, void* user) {
        auto& session = self(user);
        if (frame->hd.type == NGHTTP2_DATA) session.refill_frames();
        if (frame->hd.type == NGHTTP2_GOAWAY && frame->goaway.error_code != NGHTTP2_NO_ERROR &&
            session.failure_.empty())
            return guarded(session, [&] {
                session.failure_ = "it breaks the rules of HTTP/2: " + h2_session::code_name(frame->goaway.error_code);
                return 0;
            });
        if (frame->hd.type != NGHTTP2_HEADERS) return 0;
        --session.queued_requests_;
        if (auto* const of = session.find(frame->hd.stream_id)) {
            of->head_text_ = {};
            of->packed_ = true;
            return guarded(session, [&] {
                of->on_request_packed();
                return 0;
            });
        }
        return 0;
    }

    static int on_frame_not_sent(nghttp2_session*, nghttp2_frame const* frame, int, void* user) {
        if (frame->hd.type != NGHTTP2_HEADERS) return 0;
        auto& session = self(user);
        --session.queued_requests_;
        if (auto* const of = session.find(frame->hd.stream_id)) of->not_sent_ = true;
        return 0;
    }

    static ssize_t read_body(nghttp2_session*, std::int32_t, std::uint8_t* out, std::size_t size, std::uint32_t* flags,
                             nghttp2_data_source* source, void* user) {
        auto& of = *static_cast<stream*>(source->ptr);
        ssize_t count = NGHTTP2_ERR_DEFERRED;
        if (of.cancelled_) return count;
        auto const result = guarded(self(user), [&] {
            auto const part = of.read_body(reinterpret_cast<char*>(out), size);
            if (part.last) *flags |= NGHTTP2_DATA_FLAG_EOF;
            if (part.last || part.size > 0) count = static_cast<ssize_t>(part.size);
            return 0;
        });
        return result == 0 ? count : result;
    }

    static void set(nghttp2_session_callbacks* to) {
        nghttp2_session_callbacks_set_on_begin_frame_callback(to, &on_begin_frame);
        nghttp2_session_callbacks_set_unpack_extension_callback(to, &on_unknown_frame);
        nghttp2_session_callbacks_set_on_begin_headers_callback(to, &on_begin_headers);
        nghttp2_session_callbacks_set_on_header_callback(to, &on_header);
        nghttp2_session_callbacks_set_on_invalid_header_callback(to, &on_invalid_header);
        nghttp2_session_callbacks_set_on_frame_recv_callback(to, &on_frame);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(to, &on_data);
        nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(to, &on_invalid_frame);
        nghttp2_session_callbacks_set_on_stream_close_callback(to, &on_stream_close);
        nghttp2_session_callbacks_set_on_frame_send_callback(to, &on_frame_sent);
        nghttp2_session_callbacks_set_on_frame_not_send_callback(to, &on_frame_not_sent);
    }

    static nghttp2_session* make_native(h2_session& owner) {
        nghttp2_session_callbacks* new_callbacks = nullptr;
        detail::check_h2_memory(nghttp2_session_callbacks_new(&new_callbacks));
        std::unique_ptr<nghttp2_session_callbacks, detail::h2_callbacks_deleter> const callbacks(new_callbacks);
        nghttp2_option* new_option = nullptr;
        detail::check_h2_memory(nghttp2_option_new(&new_option));
        std::unique_ptr<nghttp2_option, detail::h2_option_deleter> const option(new_option);
        set(callbacks.get());
        nghttp2_option_set_no_auto_window_update(option.get(), 1);
        nghttp2_option_set_max_outbound_ack(option.get(), detail::most_acknowledgements);
        for (int type = detail::first_unknown_frame; type < 256; ++type)
            nghttp2_option_set_user_recv_extension_type(option.get(), static_cast<std::uint8_t>(type));
        nghttp2_option_set_max_reserved_remote_streams(option.get(), 0);
        nghttp2_session* native = nullptr;
        detail::check_h2_memory(nghttp2_session_client_new2(&native, callbacks.get(), &owner, option.get()));
        return native;
    }
};

TELNYX_DECL void h2_session::deleter::operator()(nghttp2_session* session) const {
    nghttp2_session_del(session);
}

TELNYX_DECL h2_session::h2_session(limits const& bounds)
    : limits_(bounds), session_(h2_callbacks::make_native(*this)), frames_left_(detail::most_idle_frames) {
    auto const head_limit = static_cast<std::uint32_t>(std::min<std::size_t>(limits_.header_bytes, 0x7fffffff));
    std::array<nghttp2_settings_entry, 3> const settings{{{NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
                                                          {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, limits_.stream_window},
                                                          {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, head_limit}}};
    detail::check_h2_memory(
        nghttp2_submit_settings(session_.get(), NGHTTP2_FLAG_NONE, settings.data(), settings.size()));
    detail::check_h2_memory(nghttp2_session_set_local_window_size(
        session_.get(), NGHTTP2_FLAG_NONE, 0, static_cast<std::int32_t>(detail::connection_window)));
}

TELNYX_DECL h2_session::~h2_session() = default;

// Streams that were cancelled hear only of their end.
TELNYX_DECL h2_session::stream* h2_session::find(std::int32_t id) const {
    auto* const found = static_cast<stream*>(nghttp2_session_get_stream_user_data(session_.get(), id));
    return found != nullptr && found->cancelled_ ? nullptr : found;
}

TELNYX_DECL bool h2_session::feed(std::string_view bytes, time_point now) {
    now_ = now;
    while (!bytes.empty() && failure_.empty()) {
        auto const slice = bytes.substr(0, detail::feed_slice);
        auto const used =
            nghttp2_session_mem_recv(session_.get(), reinterpret_cast<std::uint8_t const*>(slice.data()), slice.size());
        if (used < 0) {
            auto const code = used == NGHTTP2_ERR_CALLBACK_FAILURE || used == NGHTTP2_ERR_FLOODED
                                  ? NGHTTP2_ENHANCE_YOUR_CALM
                                  : NGHTTP2_PROTOCOL_ERROR;
            fail(code, nghttp2_strerror(static_cast<int>(used)));
            return false;
        }
        bytes.remove_prefix(slice.size());
        head_block_bytes_ += slice.size();
        idle_bytes_ += slice.size();
        for (; idle_bytes_ >= detail::bytes_of_idle_frame; idle_bytes_ -= detail::bytes_of_idle_frame)
            if (!spend_frame()) fail(NGHTTP2_ENHANCE_YOUR_CALM, detail::flood);
        if (within_head_ && head_block_bytes_ > 2 * (limits_.header_bytes + detail::feed_slice)) {
            fail(NGHTTP2_ENHANCE_YOUR_CALM, "it sends a head without end");
            return false;
        }
        if (has_to_send_too_much()) {
            fail(NGHTTP2_ENHANCE_YOUR_CALM, "it does not read the responses to its frames");
            return false;
        }
    }
    if (std::exchange(limit_may_have_changed_, false)) refuse_excess();
    return pump(detail::failed_output);
}

TELNYX_DECL void h2_session::refill_frames() {
    frames_left_ = detail::most_idle_frames;
    idle_bytes_ = 0;
}

TELNYX_DECL bool h2_session::spend_frame() {
    auto const passed = std::chrono::duration_cast<std::chrono::seconds>(now_ - frames_counted_at_).count();
    if (passed > 0) {
        auto const seconds = static_cast<std::size_t>(std::min<std::int64_t>(passed, detail::most_idle_frames));
        frames_left_ = std::min(detail::most_idle_frames, frames_left_ + seconds * detail::idle_frames_per_second);
        frames_counted_at_ = now_;
    }
    if (frames_left_ == 0) return false;
    --frames_left_;
    return true;
}

TELNYX_DECL bool h2_session::has_to_send_too_much() const {
    auto const own = queued_requests_ + 2 * streams_.size();
    return nghttp2_session_get_outbound_queue_size(session_.get()) > own + detail::most_queued_frames;
}

TELNYX_DECL bool h2_session::pump(std::size_t enough) {
    while (output_.size() < enough && failure_.empty()) {
        std::uint8_t const* data = nullptr;
        auto const size = nghttp2_session_mem_send(session_.get(), &data);
        if (size == 0) break;
        if (size < 0) {
            fail(NGHTTP2_INTERNAL_ERROR, nghttp2_strerror(static_cast<int>(size)));
            break;
        }
        output_.append(reinterpret_cast<char const*>(data), static_cast<std::size_t>(size));
    }
    return failure_.empty();
}

// Says so to the server, too, as far as there is room for it.
TELNYX_DECL void h2_session::fail(std::uint32_t code, std::string why) {
    if (failure_.empty()) failure_ = std::move(why);
    nghttp2_session_terminate_session(session_.get(), code);
    std::uint8_t const* data = nullptr;
    while (output_.size() < detail::failed_output) {
        auto const size = nghttp2_session_mem_send(session_.get(), &data);
        if (size <= 0) break;
        output_.append(reinterpret_cast<char const*>(data), static_cast<std::size_t>(size));
    }
}

TELNYX_DECL bool h2_session::wants_to_send() const {
    return failure_.empty() && nghttp2_session_want_write(session_.get()) != 0;
}

TELNYX_DECL bool h2_session::open(std::shared_ptr<stream> opened, request const& what) {
    if (!open_to_streams()) return false;
    auto& text = opened->head_text_;
    constexpr std::size_t room_for_names = 64;
    text.clear();
    text.reserve(what.method.size() + what.authority.size() + what.target.size() + what.fields.text().size() +
                 room_for_names + 40);
    detail::h2_request_fields fields(text);
    fields.add(":method", what.method);
    fields.add(":scheme", "https");
    fields.add(":authority", what.authority);
    fields.add(":path", what.target);
    for (auto const& each : what.fields)
        if (!detail::belongs_to_http1(each.name))
            fields.add(each.name, each.value, ascii::equal_ignoring_case(each.name, "authorization"));
    if (what.length) fields.add("content-length", std::to_string(*what.length));
    nghttp2_data_provider body{};
    body.source.ptr = opened.get();
    body.read_callback = &h2_callbacks::read_body;
    auto const id = nghttp2_submit_request(session_.get(), nullptr, fields.data(), fields.size(),
                                           what.has_body ? &body : nullptr, opened.get());
    if (id < 0) return false;
    ++queued_requests_;
    opened->id_ = id;
    opened->window_ = limits_.stream_window;
    opened->place_ = streams_.size();
    streams_.push_back(std::move(opened));
    return true;
}

TELNYX_DECL void h2_session::resume(stream const& of) {
    if (of.id_ != 0) nghttp2_session_resume_data(session_.get(), of.id_);
}

TELNYX_DECL void h2_session::consume(stream& of, std::size_t count) {
    if (of.id_ == 0 || of.has_end_) return;
    of.consumed_ += count;
    if (of.consumed_ >= of.window_) enlarge_window(of);
    nghttp2_session_consume_stream(session_.get(), of.id_, count);
}

// A reader that takes whole windows faster than a slow link could bring them may be waiting for the server to see that.
TELNYX_DECL void h2_session::enlarge_window(stream& of) {
    bool const fast = now_ - of.window_set_at_ < std::chrono::seconds(1);
    of.consumed_ = 0;
    of.window_set_at_ = now_;
    if (!fast || of.window_ >= limits_.largest_window) return;
    auto const wanted = std::min(limits_.largest_window, of.window_ * 2);
    if (limits_.budget) {
        if (!limits_.budget->take(wanted - of.window_)) return;
        of.budget_ = limits_.budget;
        of.enlarged_by_ += wanted - of.window_;
    }
    of.window_ = wanted;
    nghttp2_session_set_local_window_size(session_.get(), NGHTTP2_FLAG_NONE, of.id_,
                                          static_cast<std::int32_t>(of.window_));
}

TELNYX_DECL void h2_session::cancel(stream& of) {
    if (of.id_ == 0 || std::exchange(of.cancelled_, true)) return;
    if (!of.packed_) return withdraw(of, ending::cancelled);
    nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, of.id_,
                              of.has_end_ ? NGHTTP2_NO_ERROR : NGHTTP2_CANCEL);
}

TELNYX_DECL void h2_session::ping() {
    nghttp2_submit_ping(session_.get(), NGHTTP2_FLAG_NONE, nullptr);
}

TELNYX_DECL void h2_session::shut_down() {
    if (std::exchange(shut_down_, true)) return;
    nghttp2_submit_goaway(session_.get(), NGHTTP2_FLAG_NONE, 0, NGHTTP2_NO_ERROR, nullptr, 0);
}

TELNYX_DECL void h2_session::close(stream& closed, std::uint32_t code) {
    auto why = ending::malformed;
    if (closed.not_sent_ || (code == NGHTTP2_REFUSED_STREAM && !closed.has_head_))
        why = ending::refused;
    else if (closed.reset_code_)
        why = ending::reset;
    drop(closed, why, closed.reset_code_.value_or(code));
}

TELNYX_DECL void h2_session::drop(stream& closed, ending why, std::uint32_t code) {
    auto const place = closed.place_;
    auto const kept = std::move(streams_[place]);
    if (place + 1 != streams_.size()) {
        streams_[place] = std::move(streams_.back());
        streams_[place]->place_ = place;
    }
    streams_.pop_back();
    closed.id_ = 0;
    closed.head_text_ = {};
    if (closed.has_end_) why = ending::complete;
    if (closed.fault_ != ending::complete) why = closed.fault_;
    if (closed.cancelled_) why = ending::cancelled;
    closed.on_closed(why, code);
}

// libnghttp2 keeps a request that waits for the server's limit, even if it has been reset, until there is room for it.
// So it has to forget the stream. It does not read the fields or the body of a request that has been reset.
TELNYX_DECL void h2_session::withdraw(stream& unpacked, ending why) {
    nghttp2_submit_rst_stream(session_.get(), NGHTTP2_FLAG_NONE, unpacked.id_, NGHTTP2_CANCEL);
    nghttp2_session_set_stream_user_data(session_.get(), unpacked.id_, nullptr);
    drop(unpacked, why, 0);
}

// The first requests may stay: libnghttp2 sends them in the order of their numbers.
TELNYX_DECL void h2_session::refuse_excess() {
    std::vector<stream*> unpacked;
    for (auto const& each : streams_)
        if (!each->packed_) unpacked.push_back(each.get());
    auto const packed = streams_.size() - unpacked.size();
    auto const room = server_limit() - std::min(server_limit(), packed);
    if (unpacked.size() <= room) return;
    std::sort(unpacked.begin(), unpacked.end(), [](stream* one, stream* other) { return one->id_ < other->id_; });
    for (auto i = room; i < unpacked.size(); ++i)
        withdraw(*unpacked[i], ending::refused);
}

TELNYX_DECL void h2_session::end() {
    if (failure_.empty()) failure_ = "it has ended";
    while (!streams_.empty()) {
        auto& last = *streams_.back();
        nghttp2_session_set_stream_user_data(session_.get(), last.id_, nullptr);
        drop(last, ending::broken, 0);
    }
}

TELNYX_DECL bool h2_session::open_to_streams() const {
    return failure_.empty() && !shut_down_ && nghttp2_session_check_request_allowed(session_.get()) != 0;
}

TELNYX_DECL std::size_t h2_session::server_limit() const {
    return nghttp2_session_get_remote_settings(session_.get(), NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS);
}

TELNYX_DECL std::string h2_session::code_name(std::uint32_t code) {
    return nghttp2_http2_strerror(code);
}

} // namespace telnyx::http

#endif
