#include "telnyx/net/exchange_failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

namespace {

namespace error = boost::asio::error;
using telnyx::net::exchange_failure;

} // namespace

BOOST_AUTO_TEST_SUITE(exchange_failure_)

BOOST_AUTO_TEST_CASE(there_is_none_at_first) {
    exchange_failure failure;
    BOOST_TEST(!failure);
    BOOST_TEST(!failure.broke());
    failure.read_on();
    BOOST_TEST(!failure);
}

BOOST_AUTO_TEST_CASE(first_one_counts) {
    exchange_failure failure;
    failure.record(error::eof, "first");
    failure.record(error::host_not_found, "second");
    BOOST_TEST((failure.code() == error::eof));
    BOOST_TEST(failure.text() == "first");
    BOOST_TEST(failure.broke());
}

BOOST_AUTO_TEST_CASE(failure_to_send_does_not_count_while_a_response_is_read) {
    exchange_failure failure;
    failure.record(error::broken_pipe, "sending failed");
    failure.read_on();
    BOOST_TEST(!failure);
    BOOST_TEST(failure.broke());
    failure.responded();
    BOOST_TEST(!failure.broke());
    BOOST_TEST(failure.text() == "sending failed"); // the reason why the connection is closed then
    failure.record(error::eof, "cut off");
    BOOST_TEST((failure.code() == error::eof));
}

BOOST_AUTO_TEST_CASE(code_is_that_of_sending_if_reading_fails_too) {
    exchange_failure failure;
    failure.record(error::broken_pipe, "sending failed");
    failure.read_on();
    failure.record(error::eof, "no response");
    BOOST_TEST((failure.code() == error::broken_pipe));
    BOOST_TEST(failure.text() == "no response");
}

BOOST_AUTO_TEST_CASE(cancelled_send_counts_at_once) {
    exchange_failure failure;
    failure.record(error::operation_aborted, "cancelled");
    failure.read_on();
    BOOST_TEST((failure.code() == error::operation_aborted));
    BOOST_TEST(!failure.broke());
}

BOOST_AUTO_TEST_CASE(cause_that_is_known_better_counts_instead) {
    exchange_failure failure;
    failure.record(error::operation_aborted, "cancelled");
    failure.replace(error::connection_refused, "refused");
    BOOST_TEST((failure.code() == error::connection_refused));
    BOOST_TEST(failure.text() == "refused");
    BOOST_TEST(failure.broke());
}

BOOST_AUTO_TEST_CASE(next_request_starts_without_one) {
    exchange_failure failure;
    failure.record(error::broken_pipe, "sending failed");
    failure.read_on();
    failure.clear();
    BOOST_TEST(failure.text() == "");
    failure.record(error::eof, "no response");
    BOOST_TEST((failure.code() == error::eof));
    failure.clear();
    BOOST_TEST(!failure);
}

BOOST_AUTO_TEST_SUITE_END()
