#include "support/random_work.hpp"
#include "telnyx/ai/audio.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

/// Bytes that come piece by piece, such as from a microphone.
class live_source final : public telnyx::body_source {
  public:
    explicit live_source(std::chrono::milliseconds pause) : pause_(pause) {}

    std::optional<std::uint64_t> size() const override { return std::nullopt; }

    asio::awaitable<std::string_view> read() override {
        if (pieces_ == 10) co_return std::string_view();
        ++pieces_;
        asio::steady_timer timer(co_await asio::this_coro::executor, pause_);
        co_await timer.async_wait(asio::use_awaitable);
        co_return piece_;
    }

    bool rewind() override {
        pieces_ = 0;
        return true;
    }

  private:
    std::chrono::milliseconds pause_;
    std::string piece_ = std::string(1'000, 'x');
    int pieces_ = 0;
};

/// Reads into memory of its caller's, and does not let itself be disturbed.
class filling_source final : public telnyx::body_source {
  public:
    explicit filling_source(std::string& into) : into_(into) {}

    std::optional<std::uint64_t> size() const override { return std::nullopt; }

    asio::awaitable<std::string_view> read() override {
        co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
        asio::steady_timer timer(co_await asio::this_coro::executor, 20ms);
        for (char& each : into_)
            each = static_cast<char>(each + 1);
        co_await timer.async_wait(asio::use_awaitable);
        for (char& each : into_)
            each = static_cast<char>(each + 1);
        co_return into_;
    }

    bool rewind() override { return true; }

  private:
    std::string& into_;
};

struct tally {
    std::atomic<int> succeeded = 0;
    std::atomic<int> timed_out = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> unexpected = 0;

    void count(std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
            ++succeeded;
        } catch (telnyx::api_timeout_error const&) {
            ++timed_out;
        } catch (telnyx::api_user_abort_error const&) {
            ++cancelled;
        } catch (...) {
            ++unexpected;
        }
    }
};

asio::awaitable<void> upload(telnyx::client client, std::chrono::milliseconds pause,
                             std::chrono::milliseconds timeout) {
    auto const source = std::make_shared<live_source>(pause);
    telnyx::ai::audio_transcribe_params const params{
        .model = telnyx::ai::audio_transcribe_params::speech_model::deepgram_nova_3,
        .file = telnyx::file_upload::from_source(source, "a.wav")};
    co_await client.ai.audio.transcribe(params, telnyx::request_options().timeout(timeout).max_retries(1));
}

/// The memory goes away with the call.
asio::awaitable<void> upload_from_memory(telnyx::client client, std::chrono::milliseconds timeout) {
    auto memory = std::make_unique<std::string>(1'000, 'x');
    auto const source = std::make_shared<filling_source>(*memory);
    telnyx::ai::audio_transcribe_params const params{
        .model = telnyx::ai::audio_transcribe_params::speech_model::deepgram_nova_3,
        .file = telnyx::file_upload::from_source(source, "a.wav")};
    co_await client.ai.audio.transcribe(params, telnyx::request_options().timeout(timeout).max_retries(1));
}

asio::awaitable<void> emit_later(asio::cancellation_signal* cancel) {
    asio::steady_timer timer(co_await asio::this_coro::executor, 50ms);
    co_await timer.async_wait(asio::use_awaitable);
    cancel->emit(asio::cancellation_type::terminal);
}

} // namespace

BOOST_AUTO_TEST_SUITE(upload_threads)

BOOST_AUTO_TEST_CASE(four_threads_send_what_comes_slowly) {
    constexpr int count = 20;
    telnyx::testing::sandbox server;
    server.on("POST", "/v2/ai/audio/transcriptions").reply(telnyx::testing::reply::json(200, R"({"text":"x"})"));
    asio::io_context io;
    telnyx::client client(io.get_executor(), telnyx::tests::sandbox_client(server));
    tally outcomes;
    auto const note = [&](std::exception_ptr failure) { outcomes.count(failure); };
    std::vector<std::unique_ptr<asio::cancellation_signal>> cancels;
    for (int i = 0; i != count; ++i) {
        asio::co_spawn(io, upload(client, 1ms, 20s), note);
        asio::co_spawn(io, upload(client, 50ms, 100ms), note);
        auto const strand = asio::make_strand(io);
        cancels.push_back(std::make_unique<asio::cancellation_signal>());
        asio::co_spawn(strand, upload(client, 50ms, 20s), asio::bind_cancellation_slot(cancels.back()->slot(), note));
        asio::co_spawn(strand, emit_later(cancels.back().get()), [](std::exception_ptr) {});
    }
    std::vector<std::thread> threads;
    for (int i = 0; i != 4; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(outcomes.succeeded == count);
    BOOST_TEST(outcomes.timed_out == count);
    BOOST_TEST(outcomes.cancelled == count);
    BOOST_TEST(outcomes.unexpected == 0);
    BOOST_TEST(client.statistics().in_use == 0U);
}

BOOST_AUTO_TEST_CASE(what_a_source_reads_into_may_go_away_with_the_call) {
    constexpr int count = 20;
    telnyx::testing::sandbox const server;
    asio::io_context io;
    std::optional<telnyx::client> client(std::in_place, io.get_executor(), telnyx::tests::sandbox_client(server));
    tally outcomes;
    std::atomic<int> ended = 0;
    auto const note = [&](std::exception_ptr failure) {
        outcomes.count(failure);
        ++ended;
    };
    std::vector<std::unique_ptr<asio::cancellation_signal>> cancels;
    for (int i = 0; i != count; ++i) {
        auto const strand = asio::make_strand(io);
        cancels.push_back(std::make_unique<asio::cancellation_signal>());
        asio::co_spawn(strand, upload_from_memory(*client, i % 2 == 0 ? 20s : 50ms),
                       asio::bind_cancellation_slot(cancels.back()->slot(), note));
        asio::co_spawn(strand, emit_later(cancels.back().get()), [](std::exception_ptr) {});
        asio::co_spawn(io, upload_from_memory(*client, 50ms), note);
    }
    client.reset();
    std::vector<std::thread> threads;
    for (int i = 0; i != 4; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
    BOOST_TEST(ended == 2 * count);
    BOOST_TEST(outcomes.succeeded == 0);
    BOOST_TEST(outcomes.timed_out >= count);
    BOOST_TEST(outcomes.cancelled >= count / 2);
    BOOST_TEST(outcomes.unexpected == 0);
}

BOOST_AUTO_TEST_SUITE_END()
