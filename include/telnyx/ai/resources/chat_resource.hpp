#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace telnyx::core {
class client_core;
}

namespace telnyx::ai {

struct chat_completion_params; // include "telnyx/ai/chat.hpp"
struct chat_completion;        // include "telnyx/ai/chat.hpp"
class chat_stream;             // include "telnyx/ai/chat.hpp"

/// Calls under `client.ai.chat`. Include `telnyx/ai/chat.hpp` to use them.
class chat_resource {
  public:
    explicit chat_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lets a model answer a conversation: `POST /ai/chat/completions`. The answer comes whole.
    ///
    /// The parameters are used up before this returns. Throws `invalid_argument_error` at once for parameters that
    /// cannot be sent; the wait throws what `errors.hpp` lists.
    boost::asio::awaitable<response<chat_completion>>
    create_completion(arg<chat_completion_params> params, request_options const& options = request_options()) const;

    /// Lets a model answer a conversation, piece by piece while it thinks: `POST /ai/chat/completions` with `stream`.
    ///
    /// The wait ends with the first headers; the pieces are read from the stream that it gives. Retries happen only
    /// before that. Throws like `create_completion()`.
    boost::asio::awaitable<chat_stream> stream_completion(arg<chat_completion_params> params,
                                                          request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
