#pragma once

#ifdef TELNYX_HTTP2

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/net/h2_exchange.hpp"

#include <boost/asio/error.hpp>

#include <tuple>
#include <utility>

namespace telnyx::net {

TELNYX_DECL h2_exchange::~h2_exchange() {
    if (stream_) connection().cancel(*stream_);
    pool_->give_back(line_);
}

TELNYX_DECL bool h2_exchange::start(std::shared_ptr<transport_request> const& request) {
    if (request->source) rest_of_length_ = request->source->size();
    stream_ = std::make_shared<h2_stream>(request);
    if (connection().open(stream_)) return true;
    stream_.reset();
    return false;
}

TELNYX_DECL bool h2_exchange::answered() const {
    return connection().locked([this] { return stream_->has_head() || stream_->closed(); });
}

TELNYX_DECL bool h2_exchange::has_head() const {
    return connection().locked([this] { return stream_->has_head(); });
}

TELNYX_DECL bool h2_exchange::answered_or_await() const {
    return connection().locked([this] {
        if (stream_->has_head() || stream_->closed()) return true;
        stream_->await_news();
        return false;
    });
}

TELNYX_DECL bool h2_exchange::readable_or_await() const {
    return connection().locked([this] {
        if (stream_->has_data() || stream_->complete() || stream_->closed()) return true;
        stream_->await_news();
        return false;
    });
}

TELNYX_DECL void h2_exchange::give_body(std::string_view chunk) {
    if (rest_of_length_) {
        if (chunk.empty() ? *rest_of_length_ > 0 : chunk.size() > *rest_of_length_)
            throw invalid_argument_error("body", "its source gives another number of bytes than it has announced");
        *rest_of_length_ -= chunk.size();
    }
    connection().give_body(*stream_, chunk);
}

TELNYX_DECL bool h2_exchange::body_taken_or_await() const {
    return connection().locked([this] {
        if (stream_->body_taken() || stream_->has_head() || stream_->closed()) return true;
        stream_->await_news();
        return false;
    });
}

TELNYX_DECL void h2_exchange::drop_body() const {
    connection().locked([this] { stream_->drop_body(); });
}

TELNYX_DECL void h2_exchange::set_interrupt(std::shared_ptr<async::one_shot> interrupt) const {
    connection().locked([&] {
        stream_->set_interrupt(interrupt);
        if (interrupt && (stream_->has_head() || stream_->closed())) interrupt->set();
    });
}

TELNYX_DECL void h2_exchange::check_wait(boost::system::error_code result) const {
    if (!stream_->news.is_set()) throw_end_of_wait(result);
}

TELNYX_DECL void h2_exchange::throw_end_of_wait(boost::system::error_code result) const {
    if (result) throw api_user_abort_error();
    throw api_timeout_error(limit_.reached);
}

TELNYX_DECL bool h2_exchange::may_be_repeated(bool reused) const {
    if (connection().aborted() || connection().server_is_overloaded()) return false;
    return connection().locked([&] {
        if (!stream_->closed() || stream_->has_head()) return false;
        if (stream_->why() == h2_stream::ending::refused) return true;
        return stream_->why() == h2_stream::ending::broken && (reused || !stream_->sent());
    });
}

TELNYX_DECL bool h2_exchange::http1_is_required() const {
    return connection().locked([&] {
        return stream_->closed() && !stream_->has_head() && stream_->why() == h2_stream::ending::reset &&
               stream_->code() == http::h2_session::http1_required;
    });
}

TELNYX_DECL void h2_exchange::note_progress(transport_request& request) const {
    connection().locked([&] {
        bool const refused = stream_->closed() && stream_->why() == h2_stream::ending::refused;
        request.reached =
            stream_->sent() && !refused ? transport_request::progress::sent : transport_request::progress::connecting;
    });
}

TELNYX_DECL std::string h2_exchange::failure_text() const {
    auto const& from = connection().authority();
    auto const [why, code, head] =
        connection().locked([this] { return std::tuple(stream_->why(), stream_->code(), stream_->has_head()); });
    switch (why) {
    case h2_stream::ending::refused:
        return from + " refused the request before processing it";
    case h2_stream::ending::reset:
        return from + " reset the stream " + (head ? "in the middle of" : "without") +
               " the response: " + http::h2_session::code_name(code);
    case h2_stream::ending::malformed:
        return from + " sent a malformed HTTP/2 response";
    case h2_stream::ending::too_large:
        return "the response head from " + from + " is too large";
    case h2_stream::ending::cancelled:
    case h2_stream::ending::complete:
    case h2_stream::ending::broken:
        break;
    }
    return connection().failure_text() + (head ? " in the middle of the response" : " without a response");
}

TELNYX_DECL void h2_exchange::throw_given_up() const {
    if (!connection().aborted()) throw api_timeout_error(limit_.reached);
    throw api_connection_error(errc::client_closed, "the client was closed during the call");
}

TELNYX_DECL void h2_exchange::throw_failure() const {
    if (connection().aborted()) throw_given_up();
    auto const text = failure_text();
    switch (connection().locked([this] { return stream_->why(); })) {
    case h2_stream::ending::too_large:
        throw api_response_error(errc::response_too_large, text, {}, {});
    case h2_stream::ending::malformed:
        throw api_connection_error(errc::malformed_response, text);
    case h2_stream::ending::refused:
    case h2_stream::ending::reset:
        throw api_connection_error(boost::asio::error::connection_reset, text);
    case h2_stream::ending::cancelled:
        throw api_user_abort_error();
    case h2_stream::ending::complete:
    case h2_stream::ending::broken:
        break;
    }
    throw api_connection_error(connection().failure(), text);
}

} // namespace telnyx::net

#endif
