#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct chat_completion_params; // include "telnyx/ai/chat.hpp"
struct chat_completion;        // include "telnyx/ai/chat.hpp"
class chat_stream;             // include "telnyx/ai/chat.hpp"

template <class T>
struct structured_output; // include "telnyx/ai/structured_output.hpp"

namespace detail {
class chat_access; // include "telnyx/ai/detail/chat_access.hpp"
} // namespace detail

/// Calls under `client.ai.chat` and `client.ai.openai.chat`. Include `telnyx/ai/chat.hpp` to use them.
class chat_resource {
  public:
    /// `path` is the path of the calls, in static memory.
    chat_resource(std::shared_ptr<core::client_core> core, std::string_view path)
        : core_(std::move(core)), path_(path) {}

    /// Requests a model's answer to a conversation as one response: `POST /ai/chat/completions`, or
    /// `POST /ai/openai/chat/completions`.
    ///
    /// The parameters are no longer needed once this returns. Awaiting the call throws the errors listed in
    /// `errors.hpp`.
    ///
    /// @throws invalid_argument_error immediately if a parameter cannot be sent
    boost::asio::awaitable<response<chat_completion>>
    create_completion(arg<chat_completion_params> params, request_options const& options = request_options()) const;

    /// Requests a model's answer to a conversation, streamed in chunks as it is generated: the same with `stream`.
    ///
    /// The wait ends when the response head has arrived; the chunks are read from the returned stream. Retries happen
    /// only before that. Throws the same errors as `create_completion()`.
    boost::asio::awaitable<chat_stream> stream_completion(arg<chat_completion_params> params,
                                                          request_options const& options = request_options()) const;

    /// Requests an answer as a value of a described struct: `create_completion()` with a `response_format` from
    /// `json::strict_schema_of<T>()`, and the answer in the first choice decoded. Include
    /// `telnyx/ai/structured_output.hpp` to use it.
    ///
    /// @throws structured_output_error if the model refused, was cut off, or did not keep to the type; it has the text
    template <class T>
    boost::asio::awaitable<structured_output<T>>
    create_completion_as(arg<chat_completion_params> params, request_options const& options = request_options()) const;

  private:
    friend class detail::chat_access;

    std::shared_ptr<core::client_core> core_;
    std::string_view path_;
};

} // namespace telnyx::ai
