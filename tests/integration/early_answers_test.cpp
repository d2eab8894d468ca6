// Answers that come while the caller's own source of the body has nothing to give yet.

#include "support/pool_fixture.hpp"
#include "support/scripted_server.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/net/pool.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace telnyx::tests;
using telnyx::testing::connection_end;

/// Gives one piece, and the next when the test says so, as somebody may who speaks into a microphone.
class speaker final : public telnyx::body_source {
  public:
    std::optional<std::uint64_t> size() const override { return 2 * piece_.size(); }

    boost::asio::awaitable<std::string_view> read() override {
        if (++reads_ != 2) co_return reads_ == 1 ? std::string_view(piece_) : std::string_view();
        boost::asio::steady_timer silence(co_await boost::asio::this_coro::executor, std::chrono::hours(1));
        speak_ = [&] { silence.cancel(); };
        auto const [ended] = co_await silence.async_wait(boost::asio::as_tuple(boost::asio::deferred));
        speak_ = nullptr;
        if (!spoken_) throw boost::system::system_error(ended);
        co_return piece_;
    }

    bool rewind() override { return false; }

    void speak() {
        spoken_ = true;
        speak_();
    }

    /// Whether the caller is waited for.
    bool silent() const { return speak_ != nullptr; }

    int reads() const { return reads_; }

  private:
    std::string piece_ = std::string(500, 'x');
    std::function<void()> speak_;
    bool spoken_ = false;
    int reads_ = 0;
};

struct early_fixture {
    early_fixture() {
        telnyx::net::pool_options options;
        options.tls.ca_pem(server.ca_pem());
        pool = std::make_shared<telnyx::net::pool>(io.get_executor(), options);
    }

    task<answer> start_upload() {
        auto const request = request_to(server.as_origin(), "POST", "/x");
        request->has_body = true;
        request->source = source;
        return task(io, [over = pool, request] { return round_trip(over, request); });
    }

    boost::asio::io_context io;
    scripted_server server{io};
    std::shared_ptr<telnyx::net::pool> pool;
    std::shared_ptr<speaker> source = std::make_shared<speaker>();
};

} // namespace

BOOST_AUTO_TEST_SUITE(early_answers, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(response_ends_the_wait_for_more_to_send) {
    for (std::size_t const record : {std::size_t(16 * 1024), std::size_t(1)}) {
        early_fixture f;
        f.server.plan({.answers = {"HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno"},
                       .asked = 400,
                       .record = record,
                       .end = connection_end::silence});
        auto const got = f.start_upload().get();
        BOOST_TEST(got.status == 413);
        BOOST_TEST(got.body == "no");
        BOOST_TEST(f.source->reads() == 2);
        BOOST_TEST(!f.source->silent());
        BOOST_TEST(f.pool->statistics().open == 0u); // the rest of the request is missing
    }
}

BOOST_AUTO_TEST_CASE(end_of_the_connection_ends_the_wait_for_more_to_send) {
    for (auto const how : {connection_end::fin, connection_end::close_notify, connection_end::reset}) {
        early_fixture f;
        f.server.plan({.answers = {""}, .asked = 400, .end = how});
        auto upload = f.start_upload();
        auto const failure = thrown_by<telnyx::api_connection_error>([&] { upload.get(); });
        BOOST_TEST(
            (failure.code() == boost::asio::error::eof || failure.code() == boost::asio::error::connection_reset));
        BOOST_TEST(!f.source->silent());
        BOOST_TEST(f.pool->statistics().open == 0u);
    }
}

/// Session tickets, interim answers and half of a head are no answer yet.
BOOST_AUTO_TEST_CASE(what_is_no_response_yet_does_not_end_the_wait_for_more_to_send) {
    early_fixture f;
    f.server.plan({.answers = {"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Le"},
                   .asked = 400,
                   .after_request = "ngth: 2\r\n\r\nok"});
    auto upload = f.start_upload();
    run_until(f.io, [&] { return f.server.answers() == 1 && f.source->silent(); });
    run_ready(f.io);
    BOOST_TEST(f.source->silent());
    f.source->speak();
    auto const got = upload.get();
    BOOST_TEST(got.status == 200);
    BOOST_TEST(got.body == "ok");
    BOOST_TEST(f.source->reads() == 3);
    BOOST_TEST(f.pool->statistics().idle == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
