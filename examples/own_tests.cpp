// How to test code that uses the library, without a network and without waiting.

#include "run.hpp"

#include "telnyx/ai/models.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <iostream>
#include <memory>

namespace asio = boost::asio;
using telnyx::testing::scripted_reply;

/// The code under test.
asio::awaitable<bool> has_model(telnyx::client client, std::string name) {
    auto const models = co_await client.ai.retrieve_models();
    for (auto const& each : models.data)
        if (each.id == name) co_return true;
    co_return false;
}

asio::awaitable<void> test_has_model() {
    auto const network = std::make_shared<telnyx::testing::scripted_transport>();
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(503, R"({"errors": []})"));
    network->expect("GET", "/v2/ai/models")
        .reply(scripted_reply::json(200, R"({"data": [{"id": "a/b", "created": 1, "owned_by": "c"}]})"));
    auto const options = telnyx::client_options()
                             .api_key("KEY")
                             .base_url("https://api.telnyx.com/v2")
                             .custom_transport(network)
                             .custom_clock(std::make_shared<telnyx::testing::manual_clock>());
    telnyx::client client(co_await asio::this_coro::executor, options);

    bool const found = co_await has_model(client, "a/b");
    network->verify();
    std::cout << (found ? "passed: the model is found after a retry\n" : "FAILED\n");
}

int main() {
    return run(test_has_model());
}
