#pragma once

#include "telnyx/api_response_error.hpp"
#include "telnyx/binary_content.hpp"
#include "telnyx/byte_stream.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/rethrow_with_context.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json_answer.hpp"
#include "telnyx/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
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

/// Calls `function`; its errors get what was being done added, and lose the API key.
template <class Function>
auto with_context(Function function, std::string const& operation, int attempts, client_core const& core) {
    try {
        return function();
    } catch (...) {
        rethrow_with_context(operation, attempts, core.options().api_key());
    }
}

/// Waits for an answer that is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> decode_answer(boost::asio::awaitable<client_core::reply> coming,
                                                  std::size_t max_depth) {
    auto answer = co_await std::move(coming);
    auto value = with_context([&] { return decode_body<T>(answer.http, max_depth); }, answer.operation,
                              answer.http.attempts(), *answer.core);
    co_return response<T>(std::move(value), std::move(answer.http));
}

/// Sends a request whose answer is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> call(std::shared_ptr<client_core> const& core, prepared_request&& request) {
    return decode_answer<T>(core->perform(std::move(request), false), core->options().max_json_depth());
}

/// Sends a request whose answer is of no interest beyond its success.
boost::asio::awaitable<response<void>> call_empty(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose answer is text, as it is or as a JSON string.
boost::asio::awaitable<response<std::string>> call_text(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose answer is bytes of any kind.
boost::asio::awaitable<response<binary_content>> call_binary(std::shared_ptr<client_core> core,
                                                             prepared_request request);

/// Sends a request whose answer may be anything, and reads it when it is JSON.
boost::asio::awaitable<response<json_answer>> call_untyped(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose answer is bytes that are to be read as they come.
boost::asio::awaitable<byte_stream> open_byte_stream(std::shared_ptr<client_core> core, prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call.ipp"
#endif
