// Calls an endpoint for which the library has no method, with the same retries and errors.

#include "run.hpp"

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#include <iostream>

namespace asio = boost::asio;

asio::awaitable<void> call_by_path() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const answer = co_await client.get("/ai/models");
    for (auto const& model : answer.json.at("data").as_array())
        std::cout << model.at("id").as_string() << '\n';
}

int main() {
    return run(call_by_path());
}
