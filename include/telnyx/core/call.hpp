#pragma once

#include "telnyx/core/client_core.hpp"
#include "telnyx/core/fail_call.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/json/decoder.hpp"
#include "telnyx/results/binary_content.hpp"
#include "telnyx/results/byte_stream.hpp"
#include "telnyx/results/json_response.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace telnyx::core {

/// Decodes the body of a response into a value of a type known at run time. `deletes` means that the call only deletes
/// something, so the result may be empty.
///
/// @throws api_response_error if decoding fails, or if the response reports an error instead of the requested data
void decode_body(http_info const& http, client_core const& core, json::detail::type_info const& type, void* target,
                 bool deletes);

/// The same for a type known at compile time.
template <class T>
T decode_body(http_info const& http, client_core const& core, bool deletes = false) {
    auto value = json::detail::make_value<T>();
    auto const& type = json::detail::type_of<T, json::detail::use::decoding>::value;
    core.decode(http, type, json::detail::erase(value), deletes);
    return value;
}

/// Names the model that works on a request, for the limits and the observers of the client, if it has any.
template <class Params>
void name_model(client_core const& core, prepared_request& request, Params const& params) {
    if (core.asks_for_models()) request.run_model(model_use_of(params, request.options().extra_body_fields()));
}

/// The tokens that a call of a model has used; 0 if its response does not say.
template <class T>
std::int64_t tokens_used(T const& response) {
    if constexpr (requires { response.usage->total_tokens.value_or(0); })
        return response.usage ? response.usage->total_tokens.value_or(0) : 0;
    else if constexpr (requires { std::int64_t(response.usage.total_tokens); })
        return response.usage.total_tokens;
    else
        return 0;
}

/// Calls `function`; adds the operation to its errors and redacts the API key in them.
template <class Function>
auto with_context(Function function, std::string const& operation, int attempts, client_core const& core) {
    try {
        return function();
    } catch (...) {
        errors::rethrow_with_context({operation, attempts, core.options().api_key()});
    }
}

/// Calls `function`, which examines a response; adds the operation to its errors, and notifies observers.
template <class Function>
auto with_context(Function function, client_core::reply const& received) {
    try {
        return function();
    } catch (...) {
        fail_call(received);
    }
}

/// Whether a model made it, and it says which one, and what that took.
template <class T>
concept is_response_of_model = requires(T made) {
    {made.usage};
    {made.model};
};

/// Decodes a response into `target`, which is in its default state; tells observers and limits what it says.
template <class T>
void decode_reply(client_core::reply const& received, T& target) {
    bool const deletes = received.operation.starts_with("DELETE ");
    auto const& type = json::detail::type_of<T, json::detail::use::decoding>::value;
    with_context([&] { received.core->decode(received.http, type, json::detail::erase(target), deletes); }, received);
    if constexpr (is_response_of_model<T>)
        if (received.watch) note_response(received.watch->response(), target);
    if (received.admitted)
        if (auto const used = tokens_used(target); used > 0) received.admitted->correct_tokens(used);
}

/// Waits for a JSON response of type `T`.
template <class T>
boost::asio::awaitable<response<T>> decode_response(boost::asio::awaitable<client_core::reply> coming) {
    auto received = co_await std::move(coming);
    auto value = json::detail::make_value<T>();
    decode_reply(received, value);
    co_return response<T>(std::move(value), std::move(received.http));
}

/// Sends a request whose response is JSON of type `T`.
template <class T>
boost::asio::awaitable<response<T>> call(std::shared_ptr<client_core> const& core, prepared_request&& request) {
    return decode_response<T>(core->perform(std::move(request), false));
}

/// Sends a request whose response only matters for its success. The body may still report a failure.
boost::asio::awaitable<response<void>> call_empty(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose response is text, plain or as a JSON string.
boost::asio::awaitable<response<std::string>> call_text(std::shared_ptr<client_core> core, prepared_request request);

/// Sends a request whose response is an image or other bytes.
boost::asio::awaitable<response<binary_content>> call_binary(std::shared_ptr<client_core> core,
                                                             prepared_request request);

/// Sends a request with any response. Decodes it if it is declared as JSON, or is JSON without a declared type. Errors
/// reported in it are left to the caller.
boost::asio::awaitable<response<json_response>> call_untyped(std::shared_ptr<client_core> core,
                                                             prepared_request request);

/// Sends a request whose response is audio to be read as it arrives.
boost::asio::awaitable<byte_stream> open_byte_stream(std::shared_ptr<client_core> core, prepared_request request);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call.ipp"
#endif
