#pragma once

#include "support/comes_to_rest.hpp"
#include "support/given_up.hpp"
#include "support/protocol_of_run.hpp"
#include "support/task.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/client.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace telnyx::tests {

/// Client options for a sandbox. The client uses the protocol of the run.
inline client_options options_for(testing::sandbox const& server, client_options options = client_options()) {
    auto tls = options.tls();
    if (tls.ca_pem().empty()) tls.ca_pem(server.ca_pem());
    if (options.base_url().empty()) options.base_url(server.base_url());
    return with_protocol_of_run(options.api_key(server.api_key()).tls(std::move(tls)));
}

/// A sandbox and a client of it.
struct client_fixture {
    explicit client_fixture(testing::sandbox_options const& behaviour = testing::sandbox_options(),
                            client_options const& options = client_options())
        : server(testing::sandbox_options(behaviour).token_delay(std::chrono::nanoseconds(0))),
          client(io.get_executor(), options_for(server, options)) {}

    /// Begins to list the models: the simplest call.
    task<response<ai::model_list>> start(request_options const& options = request_options()) {
        return task(io, [handle = client, options] { return handle.ai.retrieve_models(options); });
    }

    response<ai::model_list> get(request_options const& options = request_options()) { return start(options).get(); }

    pool_statistics statistics() const { return client.statistics(); }

    /// Whether no call holds or awaits anything, once the responses that are drained behind the callers have ended.
    bool at_rest() { return comes_to_rest(io, client); }

    /// Whether the server sees that so many calls were given up in their middle.
    bool server_sees_calls_given_up(std::size_t count) { return sees_calls_given_up(io, server, count); }

    std::unique_ptr<boost::asio::io_context> context = std::make_unique<boost::asio::io_context>(); // may go first
    boost::asio::io_context& io = *context;
    testing::sandbox server;
    telnyx::client client;
};

/// A question to the chat.
inline ai::chat_completion_params question(std::string text = "Hello, world!") {
    return ai::chat_completion_params{.messages = {ai::user_message(std::move(text))}};
}

/// Streams a chat to its end; gives back the number of chunks.
inline boost::asio::awaitable<int> count_chunks(telnyx::client handle) {
    auto const params = question();
    auto stream = co_await handle.ai.chat.stream_completion(params);
    int count = 0;
    while (true) {
        auto const chunk = co_await stream.next();
        if (!chunk) co_return count;
        ++count;
    }
}

} // namespace telnyx::tests
