// Runs with tools on a context of several threads: the calls of a turn end on any of them, and so does a cancellation.

#include "support/tools_fixture.hpp"
#include "telnyx/ai/run_tools.hpp"
#include "telnyx/ai/tool_stream.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace telnyx::ai;
using namespace telnyx::tests;
using telnyx::testing::scripted_reply;

namespace {

std::vector<wanted_call> different_calls(int count) {
    std::vector<wanted_call> all;
    for (int i = 0; i != count; ++i)
        all.push_back({"c" + std::to_string(i), "short", R"({"city":")" + std::to_string(i) + "\"}"});
    return all;
}

/// Runs on four threads, each in a strand of its own.
struct fixture {
    static constexpr int count = 40;
    static constexpr int tools_of_a_turn = 12;

    fixture() {
        network->on_unverified([](auto const&) {});
        network->expect("POST", "*").times(2 * count).reply([](telnyx::testing::scripted_request const& request) {
            bool const again = request.body.find(R"("role":"tool")") != std::string::npos;
            return scripted_reply::json(200, again ? text_json("done") : calls_json(different_calls(tools_of_a_turn)));
        });
        tools.add("short", "", [this](city_query const& asked) -> asio::awaitable<std::string> {
            ++inside;
            struct leaving {
                std::atomic<int>& count;
                ~leaving() { --count; }
            } const guard{inside};
            co_await pause(std::chrono::microseconds(asked.city.size() * 200));
            ++called;
            co_return asked.city;
        });
    }

    struct one_run {
        explicit one_run(asio::io_context& context) : strand(asio::make_strand(context)) {}
        asio::strand<asio::io_context::executor_type> strand;
        asio::cancellation_signal cancel;
        bool over = false;
    };

    void start() {
        for (int i = 0; i != count; ++i) {
            auto const made = std::make_shared<one_run>(io);
            runs.push_back(made);
            auto finish = [this, made](std::exception_ptr failure, tool_run const& run) {
                note(failure, run);
                asio::post(made->strand, [made] { made->over = true; });
            };
            asio::co_spawn(made->strand, run_tools(client.ai.chat, params, tools, tool_run_options().max_parallel(5)),
                           asio::bind_cancellation_slot(made->cancel.slot(), finish));
        }
    }

    void note(std::exception_ptr failure, tool_run const& run) {
        try {
            if (failure) std::rethrow_exception(failure);
            ++(run.calls.size() == tools_of_a_turn ? succeeded : unexpected);
        } catch (telnyx::api_user_abort_error const&) {
            ++cancelled;
        } catch (boost::system::system_error const& other) { // before the first wait
            ++(other.code() == asio::error::operation_aborted ? cancelled : unexpected);
        } catch (...) {
            ++unexpected;
        }
    }

    void run_on_threads() {
        std::vector<std::thread> threads;
        for (int i = 0; i != 4; ++i)
            threads.emplace_back([this] { io.run(); });
        for (auto& each : threads)
            each.join();
    }

    asio::io_context io;
    std::shared_ptr<telnyx::testing::scripted_transport> network =
        std::make_shared<telnyx::testing::scripted_transport>();
    telnyx::client client{io.get_executor(), telnyx::client_options().api_key("KEY").custom_transport(network)};
    toolbox tools;
    chat_completion_params params{.messages = {user_message("hi")}};
    std::vector<std::shared_ptr<one_run>> runs;
    std::atomic<int> inside = 0;
    std::atomic<int> called = 0;
    std::atomic<int> succeeded = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> unexpected = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tools_threads_tests, fixture)

BOOST_AUTO_TEST_CASE(tools_run_on_several_threads) {
    start();
    run_on_threads();
    BOOST_TEST(succeeded == count);
    BOOST_TEST(called == count * tools_of_a_turn);
    BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE(runs_are_cancelled_while_their_tools_end) {
    start();
    for (std::size_t i = 0; i != runs.size(); ++i) {
        auto const each = runs[i];
        auto const timer = std::make_shared<asio::steady_timer>(each->strand, std::chrono::microseconds(40 * i));
        timer->async_wait([timer, each](boost::system::error_code) {
            if (!each->over) each->cancel.emit(asio::cancellation_type::terminal);
        });
    }
    run_on_threads();
    BOOST_TEST(succeeded + cancelled == count);
    BOOST_TEST(unexpected == 0);
    BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_SUITE_END()
