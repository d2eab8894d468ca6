#include "support/client_fixture.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/errors/api_status_error.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace {

using namespace telnyx::tests;

/// Whether the sandbox refused because there is no such endpoint, rather than no such object.
bool unknown_to_sandbox(telnyx::api_status_error const& answer) {
    return answer.status() == 405 || answer.status() >= 500 ||
           std::any_of(answer.errors().begin(), answer.errors().end(),
                       [](auto const& each) { return each.detail.starts_with("The sandbox does not know "); });
}

/// The smallest call of an endpoint.
task<std::string> start(client_fixture& with, endpoint const& row) {
    std::optional<std::string> params;
    if (auto const smallest = row.smallest_params()) params = boost::json::serialize(*smallest);
    std::vector<std::string> const ids(row.placeholders().size(), "made up");
    return task<std::string>(with.io, [&with, &row, params, ids] { return row.call(with.client, ids, params); });
}

} // namespace

BOOST_AUTO_TEST_SUITE(every_endpoint_of_the_sandbox)

BOOST_AUTO_TEST_CASE(is_served) {
    client_fixture with({}, telnyx::client_options().max_retries(0));
    for (auto const& row : every_endpoint()) {
        BOOST_TEST_CONTEXT(row.id) {
            try {
                start(with, row).get();
            } catch (telnyx::api_status_error const& answer) {
                BOOST_TEST(!unknown_to_sandbox(answer), answer.what());
            }
        }
    }
    BOOST_TEST(with.at_rest());
}

BOOST_AUTO_TEST_CASE(that_does_not_exist_is_recognised) {
    client_fixture with({}, telnyx::client_options().max_retries(0));
    task unknown(with.io, [&] { return with.client.get("/ai/nothing"); });
    BOOST_CHECK_EXCEPTION(unknown.get(), telnyx::api_status_error, unknown_to_sandbox);
}

BOOST_AUTO_TEST_SUITE_END()
