// The C++ of doc/testing.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using telnyx::testing::reply;

namespace guide_testing {

telnyx::client client_of(telnyx::testing::sandbox const& server, asio::io_context& io) {
    auto const options = telnyx::client_options()
                             .base_url(server.base_url())
                             .api_key(server.api_key())
                             .tls(telnyx::tls_options().ca_pem(server.ca_pem()))
                             .proxy("");
    return telnyx::client(io.get_executor(), options);
}

void inject_faults(telnyx::testing::sandbox& server) {
    // The first request is refused, the second answered after a while, the third cut in its middle.
    server.expect("POST", "/v2/ai/chat/completions").reply(reply::json(429, "{}").header("retry-after", "1"));
    server.expect("POST", "/v2/ai/chat/completions").reply(reply::json(503, "{}").after(200ms));
    server.expect("POST", "/v2/ai/chat/completions").reply(reply::events({"{}", "[DONE]"}).cut_after_bytes(150));

    // The second connection breaks during the TLS handshake.
    auto const reset = telnyx::testing::connection_end::reset;
    auto const cut = telnyx::testing::connection_script().end_handshake_after_received(100, reset);
    server.on_connection(2, cut);
}

} // namespace guide_testing
