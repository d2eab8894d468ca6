// expect: include "telnyx/streams/event_stream\.hpp"
// pass-with: -DWITH_HEADER
#include "telnyx/client.hpp"
#ifdef WITH_HEADER
#include "telnyx/streams/event_stream.hpp"
#endif

boost::asio::awaitable<void> watch(telnyx::client client) {
    auto stream = co_await client.stream("GET", "/events");
    stream.close();
}
