// Whatever a call waits for, and however it is ended: observers are notified of its end, and once.

#include "support/stalled_call.hpp"
#include "support/task.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/observer.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace {

using namespace telnyx::tests;
using telnyx::http2_mode;
using ending = telnyx::observer::ending;

/// Writes down how calls end, and counts events that should not be.
class ends_diary final : public telnyx::observer {
  public:
    void on(call_started const& event) noexcept override { note(event.call, !ends.contains(event.call)); }
    void on(request_prepared const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(attempt_started const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(headers_received const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(retry_scheduled const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(call_finished const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(chunk_received const& event) noexcept override { note(event.call, is_open(event.call)); }
    void on(wait_ended const& event) noexcept override {
        note(event.call, is_open(event.call));
        if (!event.granted) ++refused_waits;
    }
    void on(call_ended const& event) noexcept override {
        note(event.call, is_open(event.call));
        ends[event.call].push_back(event.how);
    }

    /// How the call ended that began last.
    ending last() const {
        BOOST_REQUIRE(!ends.empty());
        BOOST_TEST(unexpected == 0);
        for (auto const& [call, each] : ends)
            BOOST_TEST(each.size() == 1u, "call " << call << " has " << each.size() << " ends");
        BOOST_REQUIRE(!ends.rbegin()->second.empty());
        return ends.rbegin()->second.front();
    }

    std::map<std::uint64_t, std::vector<ending>> ends{};
    int unexpected = 0;
    int refused_waits = 0;

  private:
    bool is_open(std::uint64_t call) const { return ends.contains(call) && ends.at(call).empty(); }
    void note(std::uint64_t call, bool expected) {
        ends[call];
        if (!expected) ++unexpected;
    }
};

std::vector<http2_mode> modes() {
#ifdef TELNYX_HTTP2
    return {http2_mode::off, http2_mode::required};
#else
    return {http2_mode::off};
#endif
}

} // namespace

BOOST_AUTO_TEST_SUITE(observed_stages, *boost::unit_test::label("once"))

BOOST_DATA_TEST_CASE(signal_cancels_the_call, boost::unit_test::data::make(all_stages), where) {
    for (auto const mode : modes()) {
        auto const seen = std::make_shared<ends_diary>();
        stalled_call stalled(where, mode, seen);
        auto call = task(stalled.fixture.io, stalled.work());
        stalled.reach();
        call.cancel();
        BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
        stalled.make_way();
        BOOST_TEST((seen->last() == ending::cancelled));
        BOOST_TEST(seen->refused_waits == (where == stage::connection ? 1 : 0));
    }
}

BOOST_DATA_TEST_CASE(abort_fails_the_call, boost::unit_test::data::make(all_stages), where) {
    for (auto const mode : modes()) {
        auto const seen = std::make_shared<ends_diary>();
        stalled_call stalled(where, mode, seen);
        auto call = task(stalled.fixture.io, stalled.work());
        stalled.reach();
        stalled.fixture.client.abort();
        BOOST_CHECK_THROW(call.get(), telnyx::error);
        run_ready(stalled.fixture.io);
        BOOST_TEST((seen->last() == ending::failed));
    }
}

BOOST_DATA_TEST_CASE(context_that_goes_first_gives_the_call_up, boost::unit_test::data::make(all_stages), where) {
    for (auto const mode : modes()) {
        auto const seen = std::make_shared<ends_diary>();
        {
            stalled_call stalled(where, mode, seen);
            auto call = task(stalled.fixture.io, stalled.work());
            stalled.reach();
            stalled.fixture.context.reset();
            stalled.fixture.client.abort();
        }
        BOOST_TEST((seen->last() == ending::given_up));
    }
}

BOOST_AUTO_TEST_SUITE_END()
