// The integration tests run twice: over HTTP/1.1, and with TELNYX_TEST_HTTP2=required over HTTP/2, without those that
// have the label "once". These have no client that options_for() or with_protocol_of_run() has given options, choose
// their protocol themselves, or are about what only HTTP/1.1 has: its framing, and a connection for each call. Over
// HTTP/1.1 the tests with the label "long" are a run of their own, so that two take place side by side.

#include "support/client_fixture.hpp"
#include "support/protocol_of_run.hpp"

#include <boost/make_shared.hpp>
#include <boost/test/framework.hpp>
#include <boost/test/tree/fixture.hpp>
#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>

namespace {

using namespace telnyx::tests;

/// Fails a test of a run over HTTP/2 that makes no client for it.
class http2_client_check final : public boost::unit_test::test_unit_fixture {
  public:
    void setup() override { clients_before_ = clients_of_http2_run; }
    void teardown() override {
        BOOST_TEST(clients_of_http2_run > clients_before_, "no client over HTTP/2, and no label \"once\"");
    }

  private:
    std::size_t clients_before_ = 0;
};

/// Gives the check to each test.
struct http2_run final : boost::unit_test::test_tree_visitor {
    http2_run() {
        if (runs_over_http2())
            boost::unit_test::traverse_test_tree(boost::unit_test::framework::master_test_suite(), *this);
    }

    void visit(boost::unit_test::test_case const& each) override {
        auto& unit = boost::unit_test::framework::get<boost::unit_test::test_case>(each.p_id);
        unit.p_fixtures.value.push_back(boost::make_shared<http2_client_check>());
    }
};

BOOST_TEST_GLOBAL_FIXTURE(http2_run);

} // namespace

BOOST_AUTO_TEST_SUITE(protocol_of_run)

BOOST_AUTO_TEST_CASE(clients_use_it) {
    client_fixture f;
    f.get();
    BOOST_TEST(f.server.requests().at(0).application_protocol == name_of_protocol_of_run());
}

BOOST_AUTO_TEST_SUITE_END()
