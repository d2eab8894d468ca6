#include "telnyx/net/early_input.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using telnyx::net::early_input;

} // namespace

BOOST_AUTO_TEST_SUITE(early_input_)

BOOST_AUTO_TEST_CASE(one_wait_at_a_time_is_enough) {
    early_input early;
    BOOST_TEST(early.watch());
    BOOST_TEST(!early.watch());
    BOOST_TEST(early.stop());
    BOOST_TEST(!early.stop());
    BOOST_TEST(early.watch());
}

BOOST_AUTO_TEST_CASE(input_is_taken_once) {
    early_input early;
    BOOST_TEST(!early.take());
    early.watch();
    BOOST_TEST(early.wait_ended(false));
    BOOST_TEST(early.arrived());
    BOOST_TEST(!early.watch()); // as long as it has not been taken
    BOOST_TEST(early.take());
    BOOST_TEST(!early.take());
    BOOST_TEST(early.watch());
}

BOOST_AUTO_TEST_CASE(wait_that_failed_brought_nothing) {
    early_input early;
    early.watch();
    BOOST_TEST(!early.wait_ended(true));
    BOOST_TEST(!early.arrived());
    BOOST_TEST(early.watch());
}

BOOST_AUTO_TEST_CASE(what_arrives_after_the_watch_is_no_news) {
    early_input early;
    early.watch();
    early.stop();
    BOOST_TEST(!early.wait_ended(false));
    BOOST_TEST(!early.arrived());
}

BOOST_AUTO_TEST_CASE(input_that_nobody_took_is_forgotten_with_the_watch) {
    early_input early;
    early.watch();
    early.wait_ended(false);
    BOOST_TEST(!early.stop());
    BOOST_TEST(!early.arrived());
}

BOOST_AUTO_TEST_CASE(send_must_not_wait_when_input_is_there) {
    early_input early;
    BOOST_TEST(early.begin_send());
    BOOST_TEST(early.sending());
    BOOST_TEST(!early.end_send(false));
    BOOST_TEST(!early.sending());
    early.watch();
    early.wait_ended(false);
    BOOST_TEST(!early.begin_send());
    BOOST_TEST(!early.end_send(false));
    early.take();
    BOOST_TEST(early.begin_send());
}

BOOST_AUTO_TEST_CASE(only_input_makes_a_cancelled_send_no_failure) {
    early_input early;
    early.watch();
    early.begin_send();
    BOOST_TEST(!early.end_send(true)); // somebody else has cancelled it
    early.begin_send();
    early.wait_ended(false);
    BOOST_TEST(early.end_send(true));
}

BOOST_AUTO_TEST_SUITE_END()
