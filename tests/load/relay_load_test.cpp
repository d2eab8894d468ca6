// As many browsers as a busy chat page has, on the relay of examples/.

#include "support/descriptors.hpp"
#include "support/relay_fixture.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>

namespace asio = boost::asio;
using namespace telnyx::testing;
using namespace telnyx::tests;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t browsers = 1000;
constexpr std::size_t tokens = 40;
constexpr std::chrono::minutes long_patience{5}; // it only ends tests that have failed

/// What a process has taken so far.
struct usage {
    std::size_t resident = 0; // bytes
    std::chrono::duration<double, std::micro> cpu{};
};

usage usage_of(pid_t process) {
    auto const folder = "/proc/" + std::to_string(process);
    usage taken;
    std::size_t total = 0;
    std::ifstream(folder + "/statm") >> total >> taken.resident;
    taken.resident *= static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));

    std::ifstream file(folder + "/stat");
    std::string skipped;
    std::getline(file, skipped, ')'); // the name
    for (int field = 3; field < 14; ++field)
        file >> skipped;
    long user = 0, system = 0;
    file >> user >> system;
    taken.cpu =
        std::chrono::duration<double>(static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK)));
    return taken;
}

struct tally {
    std::size_t begun = 0;    // have seen their first token
    std::size_t complete = 0; // have seen all of them
    std::size_t failed = 0;
};

std::size_t count_of(std::string const& text, std::string const& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

/// One browser: asks, and reads the answer to its end.
asio::awaitable<void> read_answer(std::uint16_t port, std::size_t wanted, std::shared_ptr<tally> seen) {
    try {
        asio::ip::tcp::socket socket(co_await asio::this_coro::executor);
        asio::ip::tcp::endpoint const server(asio::ip::address_v4::loopback(), port);
        co_await socket.async_connect(server, asio::use_awaitable);
        auto const question = relay_fixture::chat("Hello");
        co_await asio::async_write(socket, asio::buffer(question), asio::use_awaitable);
        std::string text;
        auto buffer = asio::dynamic_buffer(text);
        std::string const token = "event: token", done = "event: done";
        co_await asio::async_read_until(socket, buffer, token, asio::use_awaitable);
        ++seen->begun;
        co_await asio::async_read_until(socket, buffer, done, asio::use_awaitable);
        ++(count_of(text, token) == wanted ? seen->complete : seen->failed);
    } catch (boost::system::system_error const&) {
        ++seen->failed;
    }
}

/// An answer of `tokens` tokens, one each 20 ms, that waits at the gate after the first.
reply paced_answer(gate const& door) {
    auto const next = [number = std::size_t(0)]() mutable -> std::optional<std::string> {
        if (++number > tokens) return std::nullopt;
        std::string const content = number == 2 ? std::string(1000, '-') : " token";
        auto const reason = number == tokens ? R"("stop")" : "null";
        return R"(data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,)"
               R"("delta":{"content":")" +
               content + R"("},"finish_reason":)" + reason + "}]}\n\n" + (number == tokens ? "data: [DONE]\n\n" : "");
    };
    constexpr std::size_t in_the_dashes = 800; // bytes, with the head of the response
    return reply::stream(200, "text/event-stream", next).pace(20ms).hold(door, in_the_dashes);
}

/// Runs until the condition is met.
template <class Condition>
void run_until(asio::io_context& io, Condition met) {
    auto const give_up = std::chrono::steady_clock::now() + long_patience;
    while (!met() && std::chrono::steady_clock::now() < give_up)
        io.run_one_for(100ms);
}

} // namespace

BOOST_AUTO_TEST_SUITE(relay_load)

BOOST_AUTO_TEST_CASE(thousand_browsers_stream_from_one_process) {
    raise_descriptor_limit(); // the relay inherits it
    relay_fixture f({"--max-streams", std::to_string(browsers)}, sandbox_options().max_recorded_requests(0));
    gate door;
    f.server.on("POST", "/v2/ai/chat/completions").reply(paced_answer(door));
    asio::io_context io{1};
    auto const seen = std::make_shared<tally>();
    auto const before = usage_of(f.relay.id());
    for (std::size_t i = 0; i < browsers; ++i)
        asio::co_spawn(io, read_answer(f.port, tokens, seen), asio::detached);
    run_until(io, [&] { return seen->begun + seen->failed == browsers; });
    BOOST_TEST(f.counts("relay_streams_open " + std::to_string(browsers)));

    auto const open = usage_of(f.relay.id());
    auto const start = std::chrono::steady_clock::now();
    door.release();
    run_until(io, [&] { return seen->complete + seen->failed == browsers; });
    auto const elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
    auto const after = usage_of(f.relay.id());

    BOOST_TEST(seen->complete == browsers);
    BOOST_TEST(seen->failed == 0u);
    BOOST_TEST(f.counts("relay_tokens_total " + std::to_string(browsers * tokens)));
    BOOST_TEST(f.counts("relay_streams_total{end=\"complete\"} " + std::to_string(browsers)));
    BOOST_TEST_MESSAGE(browsers << " streams are open: " << (open.resident - before.resident) / browsers / 1024
                                << " KiB of memory each, " << (open.cpu - before.cpu).count() / browsers
                                << " us of CPU each. " << tokens << " tokens on each of them, in " << elapsed.count()
                                << " s: " << (after.cpu - open.cpu).count() / (browsers * tokens)
                                << " us of CPU for each token");
    BOOST_TEST(open.resident - before.resident < browsers * 1024 * 1024); // a tenth of it without sanitizers
    BOOST_TEST(f.stop() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
