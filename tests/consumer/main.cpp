#include "telnyx/ai/models.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <iostream>

// What a program outside of the library does with it: enough to show that headers and libraries are found and fit.

boost::asio::awaitable<void> list_models(telnyx::client client) {
    auto const models = co_await client.ai.retrieve_models();
    std::cout << models.data.size() << " models\n";
}

int main() {
    telnyx::testing::sandbox const server;
    boost::asio::io_context io;
    telnyx::client const client(io.get_executor(), telnyx::client_options()
                                                       .api_key(server.api_key())
                                                       .base_url(server.base_url())
                                                       .tls(telnyx::tls_options().ca_pem(server.ca_pem())));
    int status = 1;
    boost::asio::co_spawn(io, list_models(client), [&](std::exception_ptr failure) { status = failure ? 1 : 0; });
    io.run();
    return status;
}
