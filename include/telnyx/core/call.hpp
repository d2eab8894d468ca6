#pragma once

#include "telnyx/api_response_error.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <utility>

namespace telnyx::core {

/// Whether a Content-Type header names JSON: `application/json`, or a type that ends in `+json`.
bool is_json(std::string_view content_type);

/// Throws `api_response_error` unless the answer says that it is JSON.
void require_json(http_info const& http);

/// Turns the body of an answer into a value.
template <class T>
T decode_body(http_info const& http, std::size_t max_depth) {
    require_json(http);
    try {
        json::decode_options options;
        options.max_depth = max_depth;
        return json::decode<T>(http.body(), options);
    } catch (json::decode_error const& failure) {
        throw api_response_error(errc::malformed_response, failure.reason(), failure.path(), http);
    }
}

/// Throws the current `api_response_error` on with what was being done.
template <class Function>
auto with_context(Function function, std::string const& operation, int attempts) {
    try {
        return function();
    } catch (error& failure) {
        failure.set_context(operation, attempts);
        throw;
    }
}

/// Sends a request whose answer is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> call(std::shared_ptr<client_core> core, std::unique_ptr<prepared_request> request) {
    auto const operation = request->operation();
    auto answer = co_await core->perform(std::move(request), false);
    auto value = with_context([&] { return decode_body<T>(answer.http, core->options().max_json_depth()); }, operation,
                              answer.http.attempts());
    co_return response<T>(std::move(value), std::move(answer.http));
}

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call.ipp"
#endif
