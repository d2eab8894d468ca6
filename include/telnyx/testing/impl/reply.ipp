#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/testing/reply.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing {

TELNYX_DECL reply::reply(int status, std::string body, std::string content_type)
    : status_(status), body_(std::move(body)) {
    if (!content_type.empty()) header("content-type", content_type);
}

TELNYX_DECL reply reply::json(int status, boost::json::value const& body) {
    return reply(status, boost::json::serialize(body), "application/json");
}

TELNYX_DECL reply reply::text(int status, std::string body) {
    return reply(status, std::move(body), "text/plain; charset=utf-8");
}

TELNYX_DECL reply reply::error(int status, error_detail const& detail) {
    boost::json::object entry;
    auto const add = [](boost::json::object& to, char const* name, std::string const& value) {
        if (!value.empty()) to.emplace(name, value);
    };
    add(entry, "code", detail.code);
    add(entry, "title", detail.title);
    add(entry, "detail", detail.detail);
    boost::json::object source;
    add(source, "pointer", detail.pointer);
    add(source, "parameter", detail.parameter);
    if (!source.empty()) entry.emplace("source", std::move(source));
    if (!detail.url.empty()) entry.emplace("meta", boost::json::object{{"url", detail.url}});
    return json(status, boost::json::object{{"errors", boost::json::array{std::move(entry)}}});
}

TELNYX_DECL reply reply::events(std::vector<std::string> data) {
    return stream(200, "text/event-stream",
                  [data = std::move(data), next = std::size_t{0}]() mutable -> std::optional<std::string> {
                      if (next == data.size()) return std::nullopt;
                      return "data: " + data[next++] + "\n\n";
                  });
}

TELNYX_DECL reply reply::stream(int status, std::string content_type, source next) {
    reply made(status, {}, std::move(content_type));
    made.source_ = std::move(next);
    made.framing_ = framing::chunks;
    return made;
}

TELNYX_DECL reply reply::raw(std::string bytes) {
    return reply(0, std::move(bytes));
}

TELNYX_DECL reply& reply::header(std::string_view name, std::string_view value) {
    headers_.set(name, value);
    return *this;
}

TELNYX_DECL reply& reply::chunked(std::size_t size) {
    framing_ = framing::chunks;
    chunk_size_ = size;
    return *this;
}

TELNYX_DECL reply& reply::until_close(connection_end how) {
    framing_ = framing::close;
    return then_close(how);
}

TELNYX_DECL reply& reply::pause(std::chrono::nanoseconds delay, std::size_t after_bytes) {
    return add({after_bytes, delay});
}

TELNYX_DECL reply& reply::hold(gate until, std::size_t after_bytes) {
    return add({after_bytes, std::move(until)});
}

TELNYX_DECL reply& reply::cut_after_bytes(std::size_t count, connection_end how) {
    return add({count, how});
}

TELNYX_DECL reply& reply::pieces(std::size_t size) {
    if (size == 0) throw invalid_argument_error("pieces", "a piece has at least one byte");
    piece_size_ = size;
    return *this;
}

TELNYX_DECL reply& reply::add(event added) {
    auto const later = [](std::size_t position, event const& other) { return position < other.after_bytes; };
    events_.insert(std::upper_bound(events_.begin(), events_.end(), added.after_bytes, later), std::move(added));
    return *this;
}

} // namespace telnyx::testing
