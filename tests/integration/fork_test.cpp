#include "support/client_fixture.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <exception>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace telnyx::tests;

/// What a child process does: makes a client of its own, and leaves everything alone that is its parent's.
[[noreturn]] void live_as_child(telnyx::client_options const& options) {
    int status = EXIT_FAILURE;
    try {
        boost::asio::io_context io;
        telnyx::client const client(io.get_executor(), options);
        run(io, [client] { return client.ai.retrieve_models(); });
        status = EXIT_SUCCESS;
    } catch (std::exception const&) {
    }
    std::_Exit(status);
}

} // namespace

BOOST_AUTO_TEST_SUITE(forking)

BOOST_AUTO_TEST_CASE(child_makes_a_client_of_its_own_and_its_parent_goes_on) {
    client_fixture f;
    f.get();
    auto const options = options_for(f.server);
    auto const child = ::fork();
    if (child == 0) live_as_child(options);
    BOOST_TEST_REQUIRE(child > 0);
    int status = 0;
    BOOST_TEST(::waitpid(child, &status, 0) == child);
    BOOST_TEST(WIFEXITED(status));
    BOOST_TEST(WEXITSTATUS(status) == EXIT_SUCCESS);
    f.get();
    BOOST_TEST(f.statistics().created == 1u);
    BOOST_TEST(f.statistics().reused == 1u);
    BOOST_TEST(f.server.statistics().connections_accepted == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
