#pragma once

#include "support/task.hpp"
#include "telnyx/client.hpp"
#include "telnyx/testing/manual_clock.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>

namespace telnyx::tests {

/// An answer to the simplest call, `ai.retrieve_models()`.
inline constexpr char models_json[] = R"({"object": "list", "data": [{"id": "m", "created": 1, "owned_by": "o"}]})";

/// A client over a scripted transport and a clock that the test moves. Failures that a test has not asked for with
/// `verify()` fail it at its end.
struct scripted_fixture {
    scripted_fixture() {
        network->on_unverified([](testing::expectation_error const& failures) { BOOST_ERROR(failures.what()); });
    }

    client_options options() const {
        return client_options()
            .api_key("KEY123")
            .base_url("https://api.test/v2")
            .custom_transport(network)
            .custom_clock(time);
    }

    boost::asio::io_context io;
    std::shared_ptr<testing::scripted_transport> network = std::make_shared<testing::scripted_transport>();
    std::shared_ptr<testing::manual_clock> time = std::make_shared<testing::manual_clock>();
    telnyx::client client{io.get_executor(), options()};
};

} // namespace telnyx::tests
