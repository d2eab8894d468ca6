// The C++ of doc/connections.md and doc/options.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace guide_connections {

telnyx::client make_client(asio::io_context& io) {
    auto const options = telnyx::client_options()
                             .max_connections(500)
                             .timeout(20s)
                             .event_timeout(30s)
                             .proxy("http://user:password@proxy.example.com:3128")
                             .tls(telnyx::tls_options().ca_file("/etc/ssl/company.pem"));
    return telnyx::client(io.get_executor(), options);
}

asio::awaitable<void> one_call_with_limits(telnyx::client client) {
    co_await client.ai.retrieve_models(telnyx::request_options().deadline(5s).max_retries(0));
}

/// A thread of a server: its own event loop, client and connections, and no lock.
struct worker {
    asio::io_context io{1};
    telnyx::client client{io.get_executor()};
};

std::vector<std::unique_ptr<worker>> make_workers(unsigned count) {
    std::vector<std::unique_ptr<worker>> workers;
    for (unsigned i = 0; i < count; ++i)
        workers.push_back(std::make_unique<worker>());
    return workers;
}

} // namespace guide_connections
