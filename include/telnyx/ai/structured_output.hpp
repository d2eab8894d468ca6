#pragma once

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/ai/resources/chat_resource.hpp"
#include "telnyx/ai/structured_output_error.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/ai/types/chat_response_format.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/json/decoder.hpp"
#include "telnyx/json/schema_of.hpp"
#include "telnyx/json/type_of.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include <memory>
#include <string>
#include <utility>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

/// An answer of a model as a value of one's own type.
template <class T>
struct structured_output {
    T value = json::detail::make_value<T>(); ///< the answer
    response<chat_completion> completion{};  ///< the response that it comes from
};

namespace detail {

/// The call that an answer comes from.
struct output_origin {
    std::shared_ptr<core::client_core const> core{}; ///< none for a stream that was made empty
    std::string operation{};
};

output_origin origin_of(chat_resource const& chat);
output_origin origin_of(chat_stream const& stream);

/// The format with a schema; makes the name one that servers accept.
chat_response_format make_output_format(std::string name, boost::json::object schema);

/// Decodes the answer in the first choice into `target`.
/// @throws structured_output_error
void decode_output(response<chat_completion> const& completion, json::detail::type_info const& type, void* target,
                   output_origin const& from);

template <class T>
boost::asio::awaitable<structured_output<T>> await_output(boost::asio::awaitable<response<chat_completion>> coming,
                                                          output_origin from) {
    structured_output<T> output;
    output.completion = co_await std::move(coming);
    decode_output(output.completion, json::detail::type_of<T, json::detail::use::decoding>::value,
                  json::detail::erase(output.value), from);
    co_return output;
}

boost::asio::awaitable<response<chat_completion>> collect_response(chat_stream stream);

} // namespace detail

/// The format of an answer of type `T`: its `json::strict_schema_of<T>()` under the name of the type. For streams,
/// whose answer `collect_as<T>()` decodes; `create_completion_as<T>()` sets it itself.
///
///     params.response_format = telnyx::ai::output_format<invoice>();
///     auto stream = co_await client.ai.chat.stream_completion(params);
///     auto const output = co_await telnyx::ai::collect_as<invoice>(std::move(stream));
template <class T>
chat_response_format output_format() {
    auto schema = json::strict_schema_of<T>();
    auto const& type = json::detail::type_of<T, json::detail::use::strict_schema>::value;
    return detail::make_output_format(json::detail::schema_name(type), std::move(schema));
}

/// Reads the rest of a stream, and decodes the answer in its first choice.
/// @throws structured_output_error if the model refused, was cut off, or did not keep to the type
/// and the errors of `chat_stream::next()`
template <class T>
boost::asio::awaitable<structured_output<T>> collect_as(chat_stream stream) {
    auto from = detail::origin_of(stream);
    return detail::await_output<T>(detail::collect_response(std::move(stream)), std::move(from));
}

template <class T>
boost::asio::awaitable<structured_output<T>> chat_resource::create_completion_as(arg<chat_completion_params> params,
                                                                                 request_options const& options) const {
    auto with_format = params.get();
    with_format.response_format = output_format<T>();
    return detail::await_output<T>(create_completion(with_format, options), detail::origin_of(*this));
}

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/structured_output.ipp"
#endif
