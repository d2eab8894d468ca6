#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/testing/reply.hpp"
#include "telnyx/testing/scripted_reply.hpp"

namespace telnyx::testing {

TELNYX_DECL scripted_reply::scripted_reply(int status, std::string body, std::string_view content_type)
    : status_(status) {
    if (!content_type.empty()) header("content-type", content_type);
    if (!body.empty()) then(std::move(body));
}

TELNYX_DECL scripted_reply scripted_reply::made_of(reply const& other) {
    scripted_reply made(other.status(), other.body());
    made.headers_ = other.headers();
    return made;
}

TELNYX_DECL scripted_reply scripted_reply::json(int status, boost::json::value const& body) {
    return made_of(reply::json(status, body));
}

TELNYX_DECL scripted_reply scripted_reply::text(int status, std::string body) {
    return made_of(reply::text(status, std::move(body)));
}

TELNYX_DECL scripted_reply scripted_reply::error(int status, error_detail const& detail) {
    return made_of(reply::error(status, detail));
}

TELNYX_DECL scripted_reply scripted_reply::events(std::vector<std::string> const& data) {
    scripted_reply made(200, {}, "text/event-stream");
    for (auto const& each : data)
        made.then("data: " + each + "\n\n");
    return made;
}

TELNYX_DECL scripted_reply scripted_reply::reset(boost::system::error_code code) {
    return failure(api_connection_error(code, "the connection broke: " + code.message()));
}

TELNYX_DECL scripted_reply scripted_reply::time_out(errc limit) {
    return failure(api_timeout_error(limit));
}

TELNYX_DECL scripted_reply scripted_reply::silence() {
    scripted_reply made(0);
    made.head_.emplace_back(stall());
    return made;
}

TELNYX_DECL scripted_reply& scripted_reply::header(std::string_view name, std::string_view value) {
    headers_.set(name, value);
    return *this;
}

TELNYX_DECL scripted_reply& scripted_reply::then_reset(boost::system::error_code code) {
    return then_failure(api_connection_error(code, "the connection broke: " + code.message()));
}

TELNYX_DECL scripted_reply& scripted_reply::then_time_out(errc limit) {
    return then_failure(api_timeout_error(limit));
}

TELNYX_DECL scripted_reply& scripted_reply::pieces(std::size_t size) {
    if (size == 0) throw invalid_argument_error("pieces", "a piece has at least one byte");
    piece_size_ = size;
    return *this;
}

} // namespace telnyx::testing
