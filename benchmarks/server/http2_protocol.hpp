#pragma once

#include "service.hpp"
#include "tls_socket.hpp"

#include <nghttp2/nghttp2.h>

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace bench {

/// HTTP/2, with libnghttp2: many responses at a time. Events with pauses get a DATA frame each, and this gets a TLS
/// record, unless they are to share records: then those that are due at a time go into one. Those that are due at
/// multiples of a step are sent at a time.
class http2_protocol final : public protocol {
  public:
    /// `late` collects those that must be told to `send()` when all that is due has been written.
    http2_protocol(service& from, tls_socket& to, std::vector<http2_protocol*>& late)
        : from_(from), to_(to), late_(late) {
        nghttp2_session_callbacks* callbacks = nullptr;
        nghttp2_session_callbacks_new(&callbacks);
        nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &on_begin_headers);
        nghttp2_session_callbacks_set_on_header_callback(callbacks, &on_header);
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &on_data);
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &on_frame);
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &on_close);
        nghttp2_session* session = nullptr;
        nghttp2_session_server_new(&session, callbacks, this);
        nghttp2_session_callbacks_del(callbacks);
        session_.reset(session);
        constexpr std::int32_t window = 1024 * 1024; // for uploads
        std::array<nghttp2_settings_entry, 2> const settings{
            {{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 100}, {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, window}}};
        nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
        nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, window);
    }

    ~http2_protocol() override { std::erase(late_, this); }

    void receive(std::string_view bytes) override {
        auto const used =
            nghttp2_session_mem_recv(session_.get(), reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size());
        if (used < 0) to_.close();
    }

    void send() override {
        constexpr std::size_t enough = 64 * 1024;
        is_late_ = false;
        std::string gathered;
        while (!to_.blocked() && to_.open()) {
            std::uint8_t const* bytes = nullptr;
            auto const size = nghttp2_session_mem_send(session_.get(), &bytes);
            if (size < 0) to_.close();
            if (size > 0) gathered.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size));
            if (size > 0 && record_for_each_) to_.write(std::exchange(gathered, {}));
            if (size > 0 && gathered.size() < enough) continue;
            to_.write(gathered);
            to_.flush();
            if (size <= 0) break;
            gathered.clear();
        }
        bool const ended = nghttp2_session_want_read(session_.get()) == 0;
        if (ended && nghttp2_session_want_write(session_.get()) == 0) to_.close();
    }

  private:
    struct stream final : paced {
        stream(http2_protocol& owner, std::int32_t number) : of(owner), id(number) {}

        clock::time_point on_due() override {
            tokens->step();
            nghttp2_session_resume_data(of.session_.get(), id);
            if (!tokens->in_steps())
                of.send();
            else if (!std::exchange(of.is_late_, true))
                of.late_.push_back(&of);
            return tokens ? tokens->next_time() : clock::time_point::max();
        }

        http2_protocol& of;
        std::int32_t id;
        std::string path;
        request_body body;
        std::string text; // the next bytes of the response
        std::size_t taken = 0;
        std::optional<file_pattern> file;
        std::optional<token_source> tokens;
        bool complete = false; // there is nothing behind `text`
    };

    struct deleter {
        void operator()(nghttp2_session* session) const { nghttp2_session_del(session); }
    };

    static http2_protocol& self(void* user) { return *static_cast<http2_protocol*>(user); }

    stream* find(std::int32_t id) const {
        return static_cast<stream*>(nghttp2_session_get_stream_user_data(session_.get(), id));
    }

    static int on_begin_headers(nghttp2_session* session, nghttp2_frame const* frame, void* user) {
        auto const id = frame->hd.stream_id;
        auto& added = self(user).streams_[id];
        added = std::make_shared<stream>(self(user), id);
        nghttp2_session_set_stream_user_data(session, id, added.get());
        return 0;
    }

    static int on_header(nghttp2_session*, nghttp2_frame const* frame, std::uint8_t const* name, std::size_t name_size,
                         std::uint8_t const* value, std::size_t value_size, std::uint8_t, void* user) {
        auto* const of = self(user).find(frame->hd.stream_id);
        if (of != nullptr && std::string_view(reinterpret_cast<char const*>(name), name_size) == ":path")
            of->path.assign(reinterpret_cast<char const*>(value), value_size);
        return 0;
    }

    static int on_data(nghttp2_session*, std::uint8_t, std::int32_t id, std::uint8_t const* data, std::size_t size,
                       void* user) {
        if (auto* const of = self(user).find(id)) of->body.add({reinterpret_cast<char const*>(data), size});
        return 0;
    }

    static int on_frame(nghttp2_session*, nghttp2_frame const* frame, void* user) {
        if ((frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
        if (frame->hd.type != NGHTTP2_HEADERS && frame->hd.type != NGHTTP2_DATA) return 0;
        if (auto* const of = self(user).find(frame->hd.stream_id)) self(user).respond(*of);
        return 0;
    }

    static int on_close(nghttp2_session*, std::int32_t id, std::uint32_t, void* user) {
        self(user).streams_.erase(id);
        return 0;
    }

    static nghttp2_nv field(std::string_view name, std::string_view value) {
        auto const bytes = [](std::string_view text) {
            return const_cast<std::uint8_t*>(reinterpret_cast<std::uint8_t const*>(text.data()));
        };
        return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
    }

    void respond(stream& to) {
        auto ordered = read_order(from_, to.path, to.body);
        auto const length = std::to_string(ordered.content_length());
        std::array<nghttp2_nv, 3> const fields{field(":status", "200"), field("content-type", ordered.content_type()),
                                               field("content-length", length)};
        auto const has_length = ordered.what != order::kind::stream;
        to.text = std::move(ordered.json);
        to.complete = ordered.what == order::kind::json;
        if (ordered.what == order::kind::file) to.file.emplace(ordered.size);
        if (ordered.what == order::kind::stream) {
            to.tokens.emplace(from_, ordered);
            if (to.tokens->is_paced()) {
                record_for_each_ = !to.tokens->shares_records();
                from_.times.add(to.tokens->next_time(), streams_.at(to.id));
            }
        }
        nghttp2_data_provider body{};
        body.source.ptr = &to;
        body.read_callback = &read_body;
        nghttp2_submit_response(session_.get(), to.id, fields.data(), has_length ? 3 : 2, &body);
    }

    /// Makes the next bytes of a response, if all others have been taken.
    static void refill(stream& of, std::size_t wanted) {
        if (of.taken < of.text.size() || of.complete) return;
        of.text.clear();
        of.taken = 0;
        if (of.file) {
            of.text = of.file->next();
            of.complete = of.file->left() == 0;
        }
        if (!of.tokens) return;
        while (of.tokens->has_event() && of.text.size() < (of.tokens->is_paced() ? 1 : wanted))
            of.text += of.tokens->take_event();
        if (!of.tokens->at_end()) return;
        of.text.append(finish_event).append(done_event);
        of.complete = true;
    }

    static ssize_t read_body(nghttp2_session*, std::int32_t, std::uint8_t* out, std::size_t size, std::uint32_t* flags,
                             nghttp2_data_source* source, void*) {
        auto& of = *static_cast<stream*>(source->ptr);
        std::size_t count = 0;
        while (count < size) {
            refill(of, size);
            auto const piece = std::string_view(of.text).substr(of.taken, size - count);
            std::copy(piece.begin(), piece.end(), out + count);
            of.taken += piece.size();
            count += piece.size();
            if (of.complete && of.taken == of.text.size()) {
                *flags |= NGHTTP2_DATA_FLAG_EOF;
                break;
            }
            if (piece.empty() || (of.tokens && of.tokens->is_paced())) break;
        }
        bool const last = (*flags & NGHTTP2_DATA_FLAG_EOF) != 0;
        return count == 0 && !last ? ssize_t(NGHTTP2_ERR_DEFERRED) : static_cast<ssize_t>(count);
    }

    service& from_;
    tls_socket& to_;
    std::vector<http2_protocol*>& late_;
    std::unique_ptr<nghttp2_session, deleter> session_;
    std::map<std::int32_t, std::shared_ptr<stream>> streams_;
    bool is_late_ = false;
    bool record_for_each_ = false;
};

} // namespace bench
