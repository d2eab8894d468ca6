// Observers are called by many threads at once.

#include "telnyx/ai/chat.hpp"
#include "telnyx/client.hpp"
#include "telnyx/observe/metrics_observer.hpp"
#include "telnyx/testing/scripted_transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>

#include <any>
#include <atomic>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using telnyx::testing::scripted_reply;

namespace {

constexpr int calls = 600;

/// Counts the beginnings and the ends of calls, and the ends that a context says should not be.
struct ends final : telnyx::observer {
    void on(call_started const&) noexcept override { ++begun; }
    void on(call_ended const& event) noexcept override {
        ++ended;
        auto const* const given_up = std::any_cast<bool>(event.context);
        if (given_up == nullptr || (event.how == ending::given_up) != *given_up) ++wrong;
    }

    std::atomic<int> begun = 0;
    std::atomic<int> ended = 0;
    std::atomic<int> wrong = 0;
};

asio::awaitable<void> read_some(telnyx::client client, bool all) {
    telnyx::ai::chat_completion_params const params{.messages = {telnyx::ai::user_message("Hi")}};
    auto stream = co_await client.ai.chat.stream_completion(params, telnyx::request_options().context(!all));
    if (all)
        co_await stream.collect();
    else
        co_await stream.next();
}

} // namespace

BOOST_AUTO_TEST_SUITE(observers_threads)

BOOST_AUTO_TEST_CASE(each_stream_ends_once_and_metrics_can_be_read_meanwhile) {
    auto const network = std::make_shared<telnyx::testing::scripted_transport>();
    std::atomic<int> requests = 0;
    network->expect("POST", "/v2/ai/chat/completions").always().reply([&](auto const&) {
        if (++requests % 7 == 0) return scripted_reply::json(429, "{}").header("retry-after-ms", "1").may_be_given_up();
        std::string const chunk = R"(data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"a"},)"
                                  R"("finish_reason":"stop"}],"usage":{"prompt_tokens":2}})";
        return scripted_reply(200, chunk + "\n\ndata: [DONE]\n\n", "text/event-stream").waits().may_be_given_up();
    });
    auto const metrics = std::make_shared<telnyx::metrics_observer>();
    auto const counted = std::make_shared<ends>();
    asio::io_context io;
    telnyx::client_options options;
    options.api_key("KEY").base_url("https://api.test/v2").custom_transport(network).max_retries(100);
    telnyx::client const client(io.get_executor(), options.observe(metrics).observe(counted));
    for (int i = 0; i < calls; ++i)
        asio::co_spawn(asio::make_strand(io), read_some(client, i % 3 != 0), [](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
        });
    std::atomic<bool> running = true;
    std::thread reader([&] {
        while (running)
            metrics->text(client.statistics());
    });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { io.run(); });
    for (auto& each : threads)
        each.join();
    running = false;
    reader.join();
    BOOST_TEST(counted->begun == calls);
    BOOST_TEST(counted->ended == calls);
    BOOST_TEST(counted->wrong == 0);
    auto const text = metrics->text();
    auto const has = [&](std::string const& line) { return text.find(line + "\n") != std::string::npos; };
    BOOST_TEST(has("telnyx_calls_in_flight 0"));
    std::string const operation = R"(operation="POST /ai/chat/completions")";
    BOOST_TEST(has("telnyx_calls_total{" + operation + R"(,status="200",end="complete"} 400)"));
    BOOST_TEST(has("telnyx_calls_total{" + operation + R"(,status="200",end="given_up"} 200)"));
    BOOST_TEST(has("telnyx_first_chunk_seconds_count{" + operation + "} 600"));
}

BOOST_AUTO_TEST_SUITE_END()
