// Much at the same time. Small by default; TELNYX_LOAD=full makes it as much as a busy server may have.

#include "support/allocation_counter.hpp"
#include "support/client_fixture.hpp"
#include "support/descriptors.hpp"
#include "support/task.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using namespace telnyx::testing;
using namespace telnyx::tests;
using telnyx::client_options;
using telnyx::request_options;

namespace {

/// `full` where all of it is wanted and this process may have the descriptors, else `usual`.
std::size_t size_of_load(std::size_t usual, std::size_t full) {
    auto const* const wish = std::getenv("TELNYX_LOAD");
    return wish != nullptr && std::string_view(wish) == "full" ? full : usual;
}

/// Memory of this process that is in use, by whatever it was allocated.
std::size_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// How long a test of this kind may take; it only ends tests that have failed.
constexpr std::chrono::minutes long_patience{5};

struct tally {
    std::size_t succeeded = 0;
    std::size_t retried = 0;
    std::size_t failed = 0;
    std::size_t mixed_up = 0;
};

constexpr char chunk[] =
    R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"}}]})";

asio::awaitable<void> read_stream(telnyx::client client, std::shared_ptr<tally> seen) {
    auto const params = question();
    std::string text;
    try {
        auto stream = co_await client.ai.chat.stream_completion(params);
        while (true) {
            auto const next = co_await stream.next();
            if (!next) break;
            text += next->choices.at(0).delta.content.value_or("");
        }
    } catch (telnyx::error const&) {
        ++seen->failed;
        co_return;
    }
    ++(text == "xx" ? seen->succeeded : seen->mixed_up);
}

/// Makes `count` calls, one after the other, each for a number of its own.
asio::awaitable<void> ask_for_numbers(telnyx::client client, std::shared_ptr<tally> seen, std::size_t first,
                                      std::size_t count) {
    for (auto number = first; number < first + count; ++number) {
        try {
            auto const answer = co_await client.get("/numbers/" + std::to_string(number));
            if (answer.json.at("number").as_string() != std::to_string(number)) ++seen->mixed_up;
            if (answer.http().attempts() > 1) ++seen->retried;
            ++seen->succeeded;
        } catch (telnyx::error const&) {
            ++seen->failed;
        }
    }
}

reply number_of(recorded_request const& asked) {
    return reply::json(200, "{\"number\": \"" + asked.path_parameters.at("number") + "\"}");
}

} // namespace

BOOST_AUTO_TEST_SUITE(load)

BOOST_AUTO_TEST_CASE(streams_are_open_at_the_same_time) {
    auto const descriptors = raise_descriptor_limit();
    auto const count = std::min<std::size_t>(size_of_load(256, 4096), (descriptors - 100) / 2);
    client_fixture f(sandbox_options().max_recorded_requests(0), client_options().max_connections(count));
    f.get(); // what is made once
    gate others;
    f.server.on("POST", "/v2/ai/chat/completions").reply(reply::events({chunk, chunk, "[DONE]"}).hold(others, 400));

    auto const seen = std::make_shared<tally>();
    auto const resident = resident_bytes();
    allocation_peak const memory;
    for (std::size_t i = 0; i < count; ++i)
        asio::co_spawn(f.io, read_stream(f.client, seen), asio::detached);
    run_until(
        f.io, [&] { return others.wait_until_reached(count, std::chrono::milliseconds(0)); }, long_patience);
    BOOST_TEST(f.statistics().in_use == count);
    auto const used = memory.above_start() / count;
    BOOST_TEST_MESSAGE(count << " streams open at the same time: " << used << " bytes of heap each, "
                             << (resident_bytes() - resident) / count
                             << " bytes of memory, for both sides of the connection");
    // The server's side has 8 KiB of input buffer, and each side what it last sent or received.
    BOOST_TEST(used < 64u * 1024);
    others.release();
    run_until(
        f.io, [&] { return seen->succeeded + seen->failed + seen->mixed_up == count; }, long_patience);
    BOOST_TEST(seen->succeeded == count);
    BOOST_TEST(f.at_rest());
}

#ifdef TELNYX_HTTP2
BOOST_AUTO_TEST_CASE(streams_share_connections_over_http2) {
    auto const count = size_of_load(1'000, 10'000);
    client_fixture f(sandbox_options().max_recorded_requests(0),
                     client_options().http2(telnyx::http2_mode::required).max_connections(count / 100));
    f.get(); // what is made once
    gate others;
    f.server.on("POST", "/v2/ai/chat/completions").reply(reply::events({chunk, chunk, "[DONE]"}).hold(others, 150));

    auto const seen = std::make_shared<tally>();
    auto const resident = resident_bytes();
    allocation_peak const memory;
    for (std::size_t i = 0; i < count; ++i)
        asio::co_spawn(f.io, read_stream(f.client, seen), asio::detached);
    run_until(
        f.io, [&] { return others.wait_until_reached(count, std::chrono::milliseconds(0)); }, long_patience);
    BOOST_TEST(f.statistics().streams == count);
    BOOST_TEST(f.statistics().in_use == count / 100);
    BOOST_TEST_MESSAGE(count << " streams over " << count / 100 << " connections: " << memory.above_start() / count
                             << " bytes of heap each, " << (resident_bytes() - resident) / count
                             << " bytes of memory, for both sides");
    BOOST_TEST(memory.above_start() < count * 128 * 1024 * 1024 / 10'000);
    others.release();
    run_until(
        f.io, [&] { return seen->succeeded + seen->failed + seen->mixed_up == count; }, long_patience);
    BOOST_TEST(seen->succeeded == count);
    BOOST_TEST(f.at_rest());
}
#endif

BOOST_AUTO_TEST_CASE(many_calls_share_a_pool_while_half_of_them_are_refused_at_first) {
    auto const callers = size_of_load(200, 2000);
    auto const each = size_of_load(10, 25);
    client_fixture f(sandbox_options().max_recorded_requests(0), client_options().max_connections(64));
    f.server.handle("GET", "/v2/numbers/{number}", [](recorded_request const& asked) {
        bool const odd = (asked.path_parameters.at("number").back() - '0') % 2 == 1;
        bool const first = asked.headers.get("x-stainless-retry-count") == "0";
        return odd && first ? reply::json(429, "{}").header("retry-after-ms", "1") : number_of(asked);
    });
    f.get();
    auto const seen = std::make_shared<tally>();
    allocation_peak const memory;
    for (std::size_t i = 0; i < callers; ++i)
        asio::co_spawn(f.io, ask_for_numbers(f.client, seen, i * each, each), asio::detached);
    run_until(
        f.io, [&] { return seen->succeeded + seen->failed == callers * each; }, long_patience);
    BOOST_TEST_MESSAGE(callers * each << " calls of " << callers << " callers: " << memory.above_start() / callers
                                      << " bytes of heap for each caller at most");
    BOOST_TEST(seen->failed == 0u);
    BOOST_TEST(seen->mixed_up == 0u);
    BOOST_TEST(seen->retried == callers * each / 2);
    BOOST_TEST(memory.above_start() < callers * 32 * 1024 + 64 * 64 * 1024);
    BOOST_TEST(f.at_rest());
    BOOST_TEST(f.statistics().open <= 64u);
    BOOST_TEST(f.statistics().created <= 64u);
}

BOOST_AUTO_TEST_CASE(nobody_is_overtaken_by_more_callers_than_there_are_connections) {
    auto const callers = size_of_load(500, 2000);
    constexpr std::size_t connections = 8;
    client_fixture f(sandbox_options().max_recorded_requests(callers + 1),
                     client_options().max_connections(connections));
    f.server.handle("GET", "/v2/numbers/{number}", number_of);
    f.get();
    auto const seen = std::make_shared<tally>();
    std::vector<task<void>> leavers;
    for (std::size_t i = 0; i < callers; ++i) {
        if (i % 10 == 9) // some do not wait for their turn
            leavers.push_back(task<void>(f.io, ask_for_numbers(f.client, seen, callers + i, 1)));
        else
            asio::co_spawn(f.io, ask_for_numbers(f.client, seen, i, 1), asio::detached);
    }
    run_until(f.io, [&] { return f.statistics().waiting > 0; });
    for (auto& each : leavers)
        each.cancel();
    run_until(
        f.io, [&] { return seen->succeeded + seen->failed == callers; }, long_patience);
    BOOST_TEST(seen->succeeded >= callers - leavers.size());
    BOOST_TEST(seen->mixed_up == 0u);

    std::vector<std::size_t> order;
    for (auto const& each : f.server.requests()) {
        auto const number = each.path().substr(each.path().rfind('/') + 1);
        if (number == "models") continue;
        auto const asked = std::stoul(std::string(number));
        if (asked < callers) order.push_back(asked);
    }
    BOOST_TEST(order.size() == callers - leavers.size());
    std::size_t most_overtaken = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        auto const due = order[place] - (order[place] + 1) / 10; // its place among those who stay
        most_overtaken = std::max(most_overtaken, place > due ? place - due : due - place);
    }
    BOOST_TEST_MESSAGE(callers << " callers on " << connections << " connections, the worst by " << most_overtaken
                               << " places from its turn");
    BOOST_TEST(most_overtaken <= connections);
    BOOST_TEST(f.at_rest());
}

// UndefinedBehaviorSanitizer needs two descriptors to look at an object that it has not seen yet, and takes it for
// broken when there are none.
#ifdef __SANITIZE_ADDRESS__
constexpr bool needs_descriptors_itself = true;
#else
constexpr bool needs_descriptors_itself = false;
#endif

BOOST_AUTO_TEST_CASE(without_descriptors_calls_fail_clearly_and_afterwards_succeed,
                     *boost::unit_test::enable_if<!needs_descriptors_itself>()) {
    client_fixture f({}, client_options().max_retries(0).max_connections(16));
    auto const fails_clearly = [&] {
        try {
            f.get();
            return false;
        } catch (telnyx::api_connection_error const& failure) {
            BOOST_TEST(failure.code() == boost::system::errc::too_many_files_open);
            BOOST_TEST(std::string_view(failure.what()).find("127.0.0.1") != std::string_view::npos, failure.what());
            return true;
        }
    };
    {
        exhausted_descriptors const none;
        BOOST_TEST(fails_clearly());
        BOOST_TEST(fails_clearly());
        BOOST_TEST(f.at_rest());
        BOOST_TEST(f.statistics().open == 0u);
    }
    f.get();
    gate others;
    f.server.on("POST", "/v2/ai/chat/completions").reply(reply::events({chunk, chunk, "[DONE]"}).hold(others, 400));
    auto const seen = std::make_shared<tally>();
    asio::co_spawn(f.io, read_stream(f.client, seen), asio::detached);
    run_until(f.io, [&] { return others.wait_until_reached(1, std::chrono::milliseconds(0)); });
    {
        exhausted_descriptors const none;
        BOOST_TEST(fails_clearly()); // the only connection has a stream on it
        others.release();
        run_until(f.io, [&] { return seen->succeeded == 1; });
        f.get(); // now it is free
    }
    std::vector<task<telnyx::response<telnyx::ai::model_list>>> calls;
    for (int i = 0; i < 16; ++i)
        calls.push_back(f.start());
    for (auto& each : calls)
        each.get();
    BOOST_TEST(f.at_rest());
}

BOOST_AUTO_TEST_SUITE_END()
