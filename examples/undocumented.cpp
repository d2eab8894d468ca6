// Calls endpoints for which the library has no method, with the same retries and errors: a response at once, a stream.

#include "run.hpp"

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/streams/event_stream.hpp"

#include <boost/json/value.hpp>

#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> call_by_path() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const answer = co_await client.get("/ai/models");
    for (auto const& model : answer.json.at("data").as_array())
        std::cout << model.at("id").as_string() << '\n';
}

asio::awaitable<void> stream_by_path() {
    telnyx::client client{co_await asio::this_coro::executor};
    boost::json::value const body = {{"messages", {{{"role", "user"}, {"content", "Hello"}}}}, {"stream", true}};
    auto stream = co_await client.stream("POST", "/ai/chat/completions", body);
    while (auto event = co_await stream.next())
        std::cout << event->name << ": " << event->data << '\n';
}

asio::awaitable<void> call_and_stream() {
    co_await call_by_path();
    co_await stream_by_path();
}

int main() {
    return run(call_and_stream());
}
