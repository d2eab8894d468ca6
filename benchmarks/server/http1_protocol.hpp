#pragma once

#include "service.hpp"
#include "tls_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>
#include <cstdio>
#include <optional>
#include <vector>

namespace bench {

/// HTTP/1.1: one response after the other.
class http1_protocol final : public protocol {
    using parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

  public:
    http1_protocol(service& from, tls_socket& to) : from_(from), to_(to), room_(chunk_size) { begin_request(); }

    void receive(std::string_view bytes) override {
        namespace http = boost::beast::http;
        unread_.append(bytes);
        while (!unread_.empty() && to_.open()) {
            auto& part = request_->get().body();
            part.data = room_.data();
            part.size = room_.size();
            boost::system::error_code failure;
            auto const used = request_->put(boost::asio::buffer(unread_), failure);
            unread_.erase(0, used);
            body_.add({room_.data(), room_.size() - part.size});
            if (failure == http::error::need_more) return;
            if (failure && failure != http::error::need_buffer) return to_.close();
            if (!request_->is_done()) continue;
            respond(read_order(from_, request_->get().target(), body_));
            begin_request();
        }
    }

    void send() override {
        while (!to_.blocked() && to_.open()) {
            if (file_) {
                auto const piece = file_->next();
                if (piece.empty()) return file_.reset();
                to_.write(piece);
                to_.flush();
            } else if (tokens_ && (tokens_->has_event() || tokens_->at_end())) {
                send_events();
            } else {
                return;
            }
        }
    }

  private:
    class token_times final : public paced {
      public:
        token_times(http1_protocol& of, token_source& tokens) : of_(of), tokens_(tokens) {}

        clock::time_point on_due() override {
            tokens_.step();
            auto const next = tokens_.next_time();
            of_.send(); // may be the end of this object's reason to be
            return next;
        }

      private:
        http1_protocol& of_;
        token_source& tokens_;
    };

    void begin_request() {
        request_.emplace();
        request_->eager(true);
        request_->body_limit(boost::none);
        body_ = {};
    }

    void respond(order ordered) {
        std::string text = "HTTP/1.1 200 OK\r\nContent-Type: ";
        text += ordered.content_type();
        if (ordered.what == order::kind::stream)
            text += "\r\nTransfer-Encoding: chunked\r\n\r\n";
        else
            text += "\r\nContent-Length: " + std::to_string(ordered.content_length()) + "\r\n\r\n" + ordered.json;
        to_.write(text);
        to_.flush();
        if (ordered.what == order::kind::file) file_.emplace(ordered.size);
        if (ordered.what == order::kind::stream) {
            tokens_.emplace(from_, ordered);
            if (tokens_->is_paced()) {
                times_ = std::make_shared<token_times>(*this, *tokens_);
                from_.times.add(tokens_->next_time(), times_);
            }
        }
        send();
    }

    static void add_chunk(std::string& to, std::string_view text) {
        std::array<char, 16> size{};
        std::snprintf(size.data(), size.size(), "%zx\r\n", text.size());
        to.append(size.data()).append(text).append("\r\n");
    }

    /// As servers do that pass each token on at once: a chunk for each, and if there are pauses a TLS record for each.
    void send_events() {
        constexpr std::size_t enough = 16000; // one TLS record
        std::string text;
        while (tokens_->has_event() && text.size() < (tokens_->is_paced() ? 1 : enough))
            add_chunk(text, tokens_->take_event());
        if (tokens_->at_end()) {
            add_chunk(text, finish_event);
            add_chunk(text, done_event);
            add_chunk(text, "");
            tokens_.reset();
            times_.reset();
        }
        to_.write(text);
        to_.flush();
    }

    service& from_;
    tls_socket& to_;
    std::optional<parser> request_;
    request_body body_;
    std::string unread_;
    std::vector<char> room_;
    std::optional<file_pattern> file_;
    std::optional<token_source> tokens_;
    std::shared_ptr<token_times> times_;
};

} // namespace bench
