#pragma once

#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/json/decoder.hpp"
#include "telnyx/results/binary_content.hpp"
#include "telnyx/results/byte_stream.hpp"
#include "telnyx/results/json_response.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <utility>

namespace telnyx::core {

/// Turns the body of an answer into a value of a type that is known at run time. Throws `api_response_error` when that
/// cannot be done, and when the answer reports an error in place of what was asked for. `deletes` says that the call
/// asked for nothing but a deletion, so that nothing may come of it.
void decode_body(http_info const& http, client_core const& core, json::detail::type_info const& type, void* target,
                 bool deletes);

/// The same for a type that is known when compiling.
template <class T>
T decode_body(http_info const& http, client_core const& core, bool deletes = false) {
    auto value = json::detail::make_value<T>();
    auto const& type = json::detail::type_of<T, json::detail::use::decoding>::value;
    decode_body(http, core, type, json::detail::erase(value), deletes);
    return value;
}

/// Calls `function`; its errors get what was being done added, and lose the API key.
template <class Function>
auto with_context(Function function, std::string const& operation, int attempts, client_core const& core) {
    try {
        return function();
    } catch (...) {
        errors::rethrow_with_context(operation, attempts, core.options().api_key());
    }
}

/// Waits for an answer that is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> decode_response(boost::asio::awaitable<client_core::reply> coming) {
    auto answer = co_await std::move(coming);
    bool const deletes = answer.operation.starts_with("DELETE ");
    auto value = with_context([&] { return decode_body<T>(answer.http, *answer.core, deletes); }, answer.operation,
                              answer.http.attempts(), *answer.core);
    co_return response<T>(std::move(value), std::move(answer.http));
}

/// Sends a request whose answer is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> call(std::shared_ptr<client_core> const& core, prepared_request&& request) {
    return decode_response<T>(core->perform(std::move(request), false));
}

/// Sends a request whose answer is of no interest beyond its success, which it may take back in words.
boost::asio::awaitable<response<void>> call_empty(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose answer is text, as it is or as a JSON string.
boost::asio::awaitable<response<std::string>> call_text(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose answer is a picture or other bytes.
boost::asio::awaitable<response<binary_content>> call_binary(std::shared_ptr<client_core> core,
                                                             prepared_request request);

/// Sends a request whose answer may be anything, and reads it when it says that it is JSON, or is JSON without saying
/// what it is. What it reports is for the caller to see.
boost::asio::awaitable<response<json_response>> call_untyped(std::shared_ptr<client_core> core,
                                                             prepared_request request);

/// Sends a request whose answer is audio that is to be read as it comes.
boost::asio::awaitable<byte_stream> open_byte_stream(std::shared_ptr<client_core> core, prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call.ipp"
#endif
