// What belongs to an execution context and is left over when that is gone: clients, streams, lists and what they hold.
#include "support/any_handler.hpp"
#include "support/client_fixture.hpp"
#include "support/stalled_call.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/audio.hpp"
#include "telnyx/ai/insights.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/testing/sandbox.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/system_context.hpp>
#include <boost/asio/system_executor.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::system::error_code;
namespace asio = boost::asio;

/// What is done to a client whose context is gone, before it goes away itself.
enum class afterwards { nothing, abort, everything };

constexpr afterwards all_afterwards[] = {afterwards::nothing, afterwards::abort, afterwards::everything};

std::ostream& operator<<(std::ostream& out, afterwards value) {
    static constexpr char const* names[] = {"nothing", "abort", "everything"};
    return out << names[static_cast<int>(value)];
}

/// Whether what is done fails because the client is closed.
template <class Function>
void check_closed(Function call) {
    auto const failure = thrown_by<telnyx::api_connection_error>(call);
    BOOST_TEST(failure.code() == error_code(telnyx::errc::client_closed));
}

void use(telnyx::client& left_over, afterwards what) {
    if (what == afterwards::nothing) return;
    left_over.abort();
    if (what == afterwards::abort) return;
    left_over.abort();
    auto const now = left_over.statistics();
    BOOST_TEST(now.idle == 0U);
    BOOST_TEST(now.waiting == 0U);
    asio::io_context elsewhere;
    check_closed([&] { run(elsewhere, [&] { return left_over.ai.retrieve_models(); }); });
    run(elsewhere, [&] { return left_over.close(); });
}

constexpr char token[] =
    R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{}}]})";

constexpr char next_of_endless_list[] = R"({"data": [{"id": "b", "created_at": "x", "instructions": "i"}],
                                            "meta": {"page_number": 2, "page_size": 1, "total_pages": 9}})";

constexpr char endless_list[] = R"({"data": [{"id": "a", "created_at": "x", "instructions": "i"}],
                                    "meta": {"page_number": 1, "page_size": 1, "total_pages": 9}})";

telnyx::text_to_speech::text_to_speech_generate_params spoken() {
    return telnyx::text_to_speech::text_to_speech_generate_params{.text = "Hello"};
}

/// A body whose next piece never comes.
class silent_source final : public telnyx::body_source {
  public:
    explicit silent_source(std::shared_ptr<bool> asked) : asked_(std::move(asked)) {}
    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    asio::awaitable<std::string_view> read() override {
        *asked_ = true;
        co_await pause(1h);
        co_return std::string_view();
    }
    bool rewind() override { return false; }

  private:
    std::shared_ptr<bool> asked_;
};

asio::awaitable<void> transcribe(telnyx::client client, std::shared_ptr<telnyx::body_source> source) {
    telnyx::ai::audio_transcribe_params const params{
        .model = telnyx::ai::audio_transcribe_params::speech_model::deepgram_nova_3,
        .file = telnyx::file_upload::from_source(source, "a.wav")};
    co_await client.ai.audio.transcribe(params);
}

} // namespace

BOOST_AUTO_TEST_SUITE(lifetimes)

// Clients

BOOST_DATA_TEST_CASE(client_outlives_its_context_in_every_stage,
                     boost::unit_test::data::make(all_stages) * boost::unit_test::data::make(all_afterwards), where,
                     what) {
    stalled_call stalled(where);
    auto const call = task(stalled.fixture.io, stalled.work());
    stalled.reach();
    stalled.fixture.context.reset();
    use(stalled.fixture.client, what);
    BOOST_TEST(!call.over());
}

BOOST_DATA_TEST_CASE(idle_client_outlives_its_context, boost::unit_test::data::make(all_afterwards), what) {
    for (bool const connected : {false, true}) {
        client_fixture f;
        if (connected) f.get();
        f.context.reset();
        use(f.client, what);
        if (connected) BOOST_TEST(f.server.wait_for_closed_connections(1));
    }
}

/// Destroys the context, and then the client, after each number of handlers that a call can take.
BOOST_AUTO_TEST_CASE(client_outlives_its_context_after_any_handler) {
    for (bool const streamed : {false, true})
        after_any_handler(streamed, [](client_fixture& f, int handlers) {
            f.context.reset();
            use(f.client, handlers % 2 == 0 ? afterwards::abort : afterwards::everything);
        });
}

BOOST_DATA_TEST_CASE(client_on_a_strand_outlives_its_context, boost::unit_test::data::make(all_afterwards), what) {
    sandbox const server;
    auto io = std::make_unique<asio::io_context>();
    telnyx::client client(asio::make_strand(*io), options_for(server));
    BOOST_TEST(!run(*io, [&] { return client.ai.retrieve_models(); }).data.empty());
    io.reset();
    use(client, what);
}

BOOST_DATA_TEST_CASE(client_outlives_a_thread_pool, boost::unit_test::data::make(all_afterwards), what) {
    sandbox server;
    gate closed;
    auto threads = std::make_unique<asio::thread_pool>(2);
    telnyx::client client(threads->get_executor(), options_for(server));
    auto call = asio::co_spawn(
        *threads, [client]() -> asio::awaitable<void> { co_await client.ai.retrieve_models(); }, asio::use_future);
    call.get();
    server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
    asio::co_spawn(
        *threads, [client]() -> asio::awaitable<void> { co_await client.ai.retrieve_models(); }, asio::detached);
    BOOST_TEST(closed.wait_until_reached());
    threads->stop();
    threads.reset();
    use(client, what);
}

BOOST_AUTO_TEST_CASE(client_may_run_on_the_context_of_the_system) {
    sandbox const server;
    {
        asio::io_context callers;
        telnyx::client const client(asio::system_executor(), options_for(server));
        auto call = task(callers, [&] { return client.ai.retrieve_models(); });
        BOOST_TEST(!call.get().data.empty());
        BOOST_TEST(client.statistics().idle == 1U);
    }
    // Its threads would end after OpenSSL, and leave behind what OpenSSL keeps for each thread.
    auto& system = asio::query(asio::system_executor(), asio::execution::context);
    system.stop();
    system.join();
}

BOOST_AUTO_TEST_CASE(members_of_a_class_may_stand_in_any_order) {
    struct service {
        explicit service(sandbox const& server)
            : io(std::make_shared<asio::io_context>()), client(io->get_executor(), options_for(server)) {}
        std::shared_ptr<asio::io_context> io;
        telnyx::client client; // goes away first
    };
    struct other_service {
        explicit other_service(sandbox const& server) {
            auto made = std::make_unique<asio::io_context>();
            client.emplace(made->get_executor(), options_for(server));
            io = std::move(made);
        }
        std::optional<telnyx::client> client;
        std::unique_ptr<asio::io_context> io; // goes away first
    };
    sandbox const server;
    service one(server);
    run(*one.io, [&] { return one.client.ai.retrieve_models(); });
    other_service two(server);
    run(*two.io, [&] { return two.client->ai.retrieve_models(); });
}

BOOST_AUTO_TEST_CASE(observers_may_drop_the_client_when_its_context_goes_away) {
    class dropping final : public telnyx::observer {
      public:
        using observer::on;
        void on(connection_closed const&) noexcept override { client.reset(); }
        std::optional<telnyx::client> client{};
    };
    auto const seen = std::make_shared<dropping>();
    sandbox const server;
    auto io = std::make_unique<asio::io_context>();
    seen->client.emplace(io->get_executor(), options_for(server, telnyx::client_options().observe(seen)));
    run(*io, [&] { return seen->client->ai.retrieve_models(); });
    io.reset();
    BOOST_TEST(!seen->client.has_value());
}

// Streams and lists

BOOST_DATA_TEST_CASE(stream_outlives_its_context, boost::unit_test::data::make(all_afterwards), what) {
    for (bool const by_hand : {false, true}) {
        client_fixture f;
        f.server.on("POST", "/v2/ai/chat/completions").reply(reply::events({token, token}).stall(300));
        auto const params = question();
        auto stream = run(f.io, [&] { return f.client.ai.chat.stream_completion(params); });
        BOOST_TEST(run(f.io, [&] { return stream.next(); }).has_value());
        f.context.reset();
        use(f.client, what);
        if (by_hand) stream.close();
    }
}

BOOST_AUTO_TEST_CASE(stream_that_has_outlived_its_context_says_so) {
    client_fixture f;
    f.server.on("POST", "/v2/ai/chat/completions").reply(reply::events({token, token}).stall(300));
    auto const params = question();
    auto stream = run(f.io, [&] { return f.client.ai.chat.stream_completion(params); });
    run(f.io, [&] { return stream.next(); });
    f.context.reset();
    asio::io_context elsewhere;
    check_closed([&] {
        while (run(elsewhere, [&] { return stream.next(); })) {
        }
    });
}

BOOST_DATA_TEST_CASE(byte_stream_outlives_its_context, boost::unit_test::data::make(all_afterwards), what) {
    client_fixture f;
    f.server.on("POST", "/v2/text-to-speech/speech").reply(reply(200, std::string(1000, 'x')).stall(500));
    auto const params = spoken();
    auto stream = run(f.io, [&] { return f.client.text_to_speech.stream_generate(params); });
    f.context.reset();
    use(f.client, what);
    if (what != afterwards::everything) return;
    asio::io_context elsewhere;
    check_closed([&] {
        while (!run(elsewhere, [&] { return stream.next(); }).empty()) {
        }
    });
}

BOOST_DATA_TEST_CASE(list_outlives_its_context, boost::unit_test::data::make(all_afterwards), what) {
    for (bool const page_is_there : {false, true}) {
        client_fixture f;
        gate closed;
        f.server.expect("GET", "/v2/ai/conversations/insights").reply(reply::json(200, endless_list));
        auto ahead = reply::json(200, next_of_endless_list);
        if (!page_is_there) ahead.hold(closed);
        f.server.on("GET", "/v2/ai/conversations/insights").reply(ahead);
        auto list = f.client.ai.conversations.insights.list().prefetch();
        run(f.io, [&] { return list.next(); });
        run_until(f.io, [&] { return f.server.statistics().requests == 2; });
        if (page_is_there) run_until(f.io, [&] { return f.statistics().idle == 1; });
        f.context.reset();
        use(f.client, what);
        if (what != afterwards::everything) continue;
        asio::io_context elsewhere;
        auto const next = [&] { run(elsewhere, [&] { return list.next(); }); };
        if (page_is_there)
            next();
        else
            BOOST_CHECK_THROW(next(), telnyx::api_user_abort_error);
        check_closed(next);
    }
}

// Uploads

BOOST_DATA_TEST_CASE(upload_goes_away_with_its_context, boost::unit_test::data::make(all_afterwards), what) {
    client_fixture f;
    auto const asked = std::make_shared<bool>(false);
    auto const call = task(f.io, [&] { return transcribe(f.client, std::make_shared<silent_source>(asked)); });
    run_until(f.io, [&] { return *asked; });
    f.context.reset();
    use(f.client, what);
    BOOST_TEST(!call.over());
}

// Callers elsewhere

namespace {

/// A client whose connections run on one context, and its callers on another.
struct two_contexts {
    explicit two_contexts(telnyx::client_options const& options = telnyx::client_options())
        : client(network->get_executor(), options_for(server, options)) {}

    void run_both_until(std::function<bool()> const& happened) {
        run_until(callers, [&] {
            network->restart();
            network->poll();
            return happened();
        });
    }

    asio::io_context callers;
    std::unique_ptr<asio::io_context> network = std::make_unique<asio::io_context>();
    sandbox server;
    telnyx::client client;
};

} // namespace

BOOST_AUTO_TEST_CASE(callers_may_run_on_another_context) {
    two_contexts f;
    auto call = task(f.callers, [&] { return f.client.ai.retrieve_models(); });
    f.run_both_until([&] { return call.over(); });
    BOOST_TEST(!call.get().data.empty());
}

BOOST_AUTO_TEST_CASE(callers_in_the_queue_are_told_that_the_context_of_the_connections_is_gone) {
    two_contexts f(telnyx::client_options().max_connections(1).max_streams_per_connection(1).max_retries(0));
    gate closed;
    f.server.on("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(closed));
    auto const blocking = task(*f.network, [&] { return f.client.ai.retrieve_models(); });
    f.run_both_until([&] { return f.server.statistics().requests == 1; });
    auto queued = task(f.callers, [&] { return f.client.ai.retrieve_models(); });
    f.run_both_until([&] { return f.client.statistics().waiting == 1; });
    f.network.reset();
    check_closed([&] { queued.get(); });
    BOOST_TEST(!blocking.over());
}

BOOST_AUTO_TEST_CASE(callers_who_connect_are_told_that_the_context_of_the_connections_is_gone) {
    for (bool const looking_up : {false, true}) {
        black_hole const hole;
        auto const find = [to = hole.endpoint(),
                           looking_up](auto&&...) -> asio::awaitable<std::vector<asio::ip::tcp::endpoint>> {
            if (looking_up) co_await pause(1h);
            co_return std::vector(1, to);
        };
        two_contexts f(telnyx::client_options().base_url("https://localhost:4430/v2").max_retries(0).lookup(find));
        auto call = task(f.callers, [&] { return f.client.ai.retrieve_models(); });
        f.run_both_until([&] { return f.client.statistics().in_use == 1; });
        for (int i = 0; i < 20; ++i) {
            run_ready(f.callers);
            run_ready(*f.network);
        }
        f.network.reset();
        check_closed([&] { call.get(); });
        BOOST_TEST(f.client.statistics().open == 0U);
    }
}

BOOST_AUTO_TEST_CASE(callers_in_the_middle_of_a_call_may_find_the_context_of_the_connections_gone) {
    // After each number of rounds that a call takes: it has come that far, and perhaps news wait for its coroutine.
    bool whole = false;
    for (int rounds = 0; !whole; ++rounds) {
        two_contexts f(telnyx::client_options().max_retries(0));
        auto call = task(f.callers, [&] { return f.client.ai.retrieve_models(); });
        for (int i = 0; i < rounds && !call.over(); ++i) {
            run_ready(f.callers);
            f.network->restart();
            f.network->run_one_for(5s);
        }
        whole = call.over();
        f.network.reset();
        run_ready(f.callers); // ends with `client_closed`, unless it was destroyed in the middle of an operation
        BOOST_TEST(f.client.statistics().idle == 0U);
        BOOST_TEST_REQUIRE(rounds < 1000);
    }
}

BOOST_AUTO_TEST_SUITE_END()
