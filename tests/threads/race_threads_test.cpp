#include "support/black_hole.hpp"
#include "support/random_work.hpp"
#include "telnyx/ai/audio.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace telnyx::tests;
using telnyx::testing::reply;

namespace {

/// What a call waits for when everything happens to it at once.
enum class wait_for { head, stream, source, sending, turn, lookup, connecting };

std::ostream& operator<<(std::ostream& out, wait_for value) {
    static constexpr char const* names[] = {"head", "stream", "source", "sending", "turn", "lookup", "connecting"};
    return out << names[static_cast<int>(value)];
}

constexpr wait_for all_waits[] = {wait_for::head, wait_for::stream, wait_for::source,    wait_for::sending,
                                  wait_for::turn, wait_for::lookup, wait_for::connecting};

/// A body whose next piece does not come before the wait is cancelled.
class endless_source final : public telnyx::body_source {
  public:
    explicit endless_source(std::atomic<std::size_t>& readers) : readers_(readers) {}

    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    asio::awaitable<std::string_view> read() override {
        if (++pieces_ == 1) co_return "x";
        ++readers_;
        asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
        co_await timer.async_wait(asio::use_awaitable);
        co_return std::string_view();
    }
    bool rewind() override { return false; }

  private:
    std::atomic<std::size_t>& readers_;
    int pieces_ = 0;
};

asio::awaitable<void> upload(telnyx::client client, std::shared_ptr<endless_source> source,
                             telnyx::request_options options) {
    telnyx::ai::audio_transcribe_params const params{
        .model = telnyx::ai::audio_transcribe_params::speech_model::deepgram_nova_3,
        .file = telnyx::file_upload::from_source(source, "a.wav")};
    co_await client.ai.audio.transcribe(params, options);
}

asio::awaitable<void> ask(telnyx::client client, std::string text, telnyx::request_options options) {
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message(std::move(text))}};
    co_await client.ai.chat.create_completion(params, options);
}

asio::awaitable<void> read_stream(telnyx::client client, telnyx::request_options options) {
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("x")}};
    auto stream = co_await client.ai.chat.stream_completion(params, options);
    while (true) {
        auto const chunk = co_await stream.next();
        if (!chunk) co_return;
    }
}

using addresses = std::vector<asio::ip::tcp::endpoint>;

asio::awaitable<addresses> look_up_for_ever() {
    asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
    co_await timer.async_wait(asio::use_awaitable);
    co_return addresses();
}

asio::awaitable<addresses> find(asio::ip::tcp::endpoint found) {
    co_return addresses(1, found);
}

/// Calls on several threads that all come as far as one wait, each in a strand of its own and with a signal to cancel
/// it.
class stalled_calls {
  public:
    static constexpr std::size_t count = 12;

    explicit stalled_calls(wait_for where) : where_(where) {
        constexpr auto chunk =
            R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{}}]})";
        bool const streamed = where == wait_for::stream;
        bool const unread = where == wait_for::sending;
        auto const stalling = streamed ? reply::events({chunk, chunk}).stall(300) : reply().stall();
        server_.on("POST", "/v2/ai/chat/completions").reply(unread ? reply().at_head().stall() : stalling);
        server_.on("POST", "/v2/ai/audio/transcriptions").reply(stalling);
        client.emplace(io.get_executor(), options());
        for (int i = 0; i < 4; ++i)
            threads_.emplace_back([this] { io.run(); });
    }

    ~stalled_calls() {
        work_.reset();
        if (where_ == wait_for::lookup) io.stop(); // it goes on by itself
        for (auto& each : threads_)
            each.join();
    }

    void start(telnyx::request_options const& options = telnyx::request_options()) {
        for (std::size_t i = 0; i < count; ++i) {
            auto const made = std::make_shared<call>(io);
            calls_.push_back(made);
            asio::co_spawn(made->strand, work(options),
                           asio::bind_cancellation_slot(made->cancel.slot(), [this, made](std::exception_ptr failure) {
                               note(failure);
                               asio::post(made->strand, [made] { made->over = true; });
                           }));
        }
    }

    /// Waits until the calls are where they are to be, or their time is over.
    void reach(std::chrono::steady_clock::time_point limit = std::chrono::steady_clock::time_point::max()) const {
        while (!reached() && std::chrono::steady_clock::now() < limit)
            std::this_thread::yield();
    }

    /// Cancels the calls when the time has come, or `start_cancelling()` has been called.
    void cancel(std::chrono::steady_clock::time_point when = std::chrono::steady_clock::time_point::max()) {
        for (auto const& each : calls_)
            asio::post(each->strand, [this, each, when] {
                while (!cancelling_ && std::chrono::steady_clock::now() < when)
                    std::this_thread::yield();
                if (!each->over) each->cancel.emit(asio::cancellation_type::terminal);
            });
    }
    void start_cancelling() { cancelling_ = true; }

    void wait_for_all() const {
        while (ended < static_cast<int>(count))
            std::this_thread::yield();
    }

    asio::io_context io;
    std::optional<telnyx::client> client;
    std::atomic<int> ended = 0;
    std::atomic<int> unexpected = 0;

  private:
    struct call {
        explicit call(asio::io_context& context) : strand(asio::make_strand(context)) {}
        asio::strand<asio::io_context::executor_type> strand;
        asio::cancellation_signal cancel;
        bool over = false;
    };

    telnyx::client_options options() {
        auto made = sandbox_client(server_).max_retries(0);
        if (where_ == wait_for::turn) made.max_connections(1);
        if (where_ == wait_for::lookup)
            made.base_url("https://localhost:4430/v2").lookup([](auto&&...) { return look_up_for_ever(); });
        if (where_ == wait_for::connecting) {
            hole_.emplace();
            made.base_url("https://localhost:4430/v2").lookup([to = hole_->endpoint()](auto&&...) { return find(to); });
        }
        return made;
    }

    asio::awaitable<void> work(telnyx::request_options const& options) {
        if (where_ == wait_for::stream) return read_stream(*client, options);
        if (where_ == wait_for::source) return upload(*client, std::make_shared<endless_source>(readers_), options);
        return ask(*client, std::string(where_ == wait_for::sending ? 8'000'000 : 1, 'x'), options);
    }

    bool reached() const {
        auto const now = client->statistics();
        if (where_ == wait_for::source) return readers_ == count;
        if (where_ == wait_for::turn) return now.waiting == count - 1;
        if (where_ == wait_for::lookup || where_ == wait_for::connecting) return now.in_use == count;
        return server_.statistics().requests == count;
    }

    void note(std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
            ++unexpected;
        } catch (telnyx::error const&) {
        } catch (boost::system::system_error const& cancelled) {
            if (cancelled.code() != asio::error::operation_aborted) ++unexpected;
        } catch (...) {
            ++unexpected;
        }
        ++ended;
    }

    wait_for where_;
    std::atomic<bool> cancelling_ = false;
    std::atomic<std::size_t> readers_ = 0;
    telnyx::testing::sandbox server_;
    std::optional<black_hole> hole_;
    std::vector<std::shared_ptr<call>> calls_;
    asio::executor_work_guard<asio::io_context::executor_type> work_{io.get_executor()};
    std::vector<std::thread> threads_;
};

/// One that sends takes long, since it has much to send.
int rounds(wait_for where) {
    return where == wait_for::sending ? 1 : 4;
}

} // namespace

BOOST_AUTO_TEST_SUITE(race_threads)

BOOST_DATA_TEST_CASE(calls_are_cancelled_while_the_client_is_aborted, boost::unit_test::data::make(all_waits), where) {
    for (int round = 0; round < rounds(where); ++round) {
        stalled_calls calls(where);
        calls.start();
        calls.reach();
        calls.cancel();
        calls.start_cancelling();
        calls.client->abort();
        calls.wait_for_all();
        BOOST_TEST(calls.unexpected == 0);
        BOOST_TEST(calls.client->statistics().open == 0U);
    }
}

BOOST_DATA_TEST_CASE(calls_are_cancelled_while_their_time_runs_out, boost::unit_test::data::make(all_waits), where) {
    for (int round = 0; round < rounds(where); ++round) {
        stalled_calls calls(where);
        auto const limit = std::chrono::steady_clock::now() + 200ms;
        calls.start(telnyx::request_options().deadline(200ms));
        calls.reach(limit);
        calls.cancel(limit);
        calls.wait_for_all();
        BOOST_TEST(calls.unexpected == 0);
        BOOST_TEST(calls.client->statistics().in_use == 0U);
    }
}

BOOST_DATA_TEST_CASE(calls_are_cancelled_while_the_client_is_closed, boost::unit_test::data::make(all_waits), where) {
    stalled_calls calls(where);
    calls.start();
    calls.reach();
    calls.cancel();
    calls.start_cancelling();
    std::atomic<bool> closed = false;
    asio::co_spawn(calls.io, calls.client->close(), [&](std::exception_ptr failure) { closed = !failure; });
    calls.wait_for_all();
    while (!closed)
        std::this_thread::yield();
    BOOST_TEST(calls.unexpected == 0);
    BOOST_TEST(calls.client->statistics().open == 0U);
}

BOOST_DATA_TEST_CASE(calls_are_cancelled_while_the_client_goes_away, boost::unit_test::data::make(all_waits), where) {
    stalled_calls calls(where);
    calls.start();
    calls.reach();
    calls.cancel();
    calls.start_cancelling();
    calls.client.reset();
    calls.wait_for_all();
    BOOST_TEST(calls.unexpected == 0);
}

BOOST_DATA_TEST_CASE(everything_happens_to_calls_at_once, boost::unit_test::data::make(all_waits), where) {
    for (int round = 0; round < rounds(where); ++round) {
        stalled_calls calls(where);
        auto const limit = std::chrono::steady_clock::now() + 200ms;
        calls.start(telnyx::request_options().deadline(200ms));
        calls.reach(limit);
        calls.cancel(limit);
        calls.cancel();
        std::this_thread::sleep_until(limit); // anything may come first
        asio::co_spawn(calls.io, calls.client->close(), asio::detached);
        calls.client->abort();
        calls.client.reset();
        calls.start_cancelling();
        calls.wait_for_all();
        BOOST_TEST(calls.unexpected == 0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
