// Once a client is gone, its key is nowhere in the memory of the process.

#include "support/client_fixture.hpp"
#include "support/memory_scan.hpp"
#include "support/other_process.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace {

using boost::asio::awaitable;
using telnyx::client_options;
using telnyx::request_options;
using telnyx::testing::reply;
using telnyx::testing::sandbox;
using telnyx::testing::sandbox_options;
using telnyx::tests::hidden_text;
using telnyx::tests::occurrences_in_memory;
using telnyx::tests::other_process;
using telnyx::tests::question;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::with_protocol_of_run;

/// Where the sandbox of another process is.
struct place {
    std::string base_url;
    std::string ca_pem;
};

/// A sandbox that keeps what it learns to its own process.
class distant_sandbox {
  public:
    explicit distant_sandbox(bool plain_http)
        : process_([plain_http](other_process::pipe const& out) {
              sandbox server(sandbox_options().token_delay(std::chrono::nanoseconds(0)).plain_http(plain_http));
              server.on("GET", "/v2/elsewhere").reply(reply(302).header("location", "https://evil.test/"));
              server.on("GET", "/v2/moved").reply(reply(302).header("location", "/v2/ai/models"));
              server.on("GET", "/v2/broken").reply(reply::json(500, "{").header("retry-after-ms", "1"));
              server.on("GET", "/v2/silent").reply(reply().stall());
              server.on("POST", "/v2/long").reply(reply::json(200, "{}"));
              out.write(server.base_url() + "\n" + server.ca_pem());
              out.wait_for_end();
          }) {
        auto const told = process_.read();
        auto const end = told.find('\n');
        where.base_url = told.substr(0, end);
        where.ca_pem = told.substr(end + 1);
    }

    place where;

  private:
    other_process process_;
};

template <class Call>
void fails(Call call) {
    BOOST_CHECK_THROW(call(), telnyx::error);
}

awaitable<void> chat(telnyx::client client) {
    auto const params = question();
    auto stream = co_await client.ai.chat.stream_completion(params);
    while (true) {
        auto const chunk = co_await stream.next();
        if (!chunk) break;
    }
}

/// Calls of all kinds and ends; tells how often the key was there meanwhile.
std::size_t use_client(place const& where, hidden_text const& key, telnyx::http2_mode mode) {
    boost::asio::io_context io;
    auto options = client_options().base_url(where.base_url).max_retries(1).http2(mode);
    options.tls(telnyx::tls_options().ca_pem(where.ca_pem));
    options.api_key(key.text());
    telnyx::client client(io.get_executor(), options);
    run(io, [&] { return client.ai.retrieve_models(request_options().header("x-more", std::string(500, 'x'))); });
    run(io, chat(client));
    run(io, client.post("/long", {{"text", std::string(300'000, 'x')}}));
    run(io, client.get("/moved"));
    fails([&] { run(io, client.get("/elsewhere")); });
    fails([&] { run(io, client.get("/broken")); });
    fails([&] { run(io, client.get("/silent", request_options().timeout(std::chrono::milliseconds(50)))); });
    task cancelled(io, client.get("/silent"));
    run_ready(io);
    cancelled.cancel();
    fails([&] { cancelled.get(); });
    { auto const forgotten = client.ai.retrieve_models(); }
    return occurrences_in_memory(key);
}

/// All that a client tells somebody.
class everything {
  public:
    void add(std::string_view text) { texts_.emplace_back(text); }
    std::size_t count() const { return texts_.size(); }
    bool seen(std::string_view part) const {
        return std::any_of(texts_.begin(), texts_.end(),
                           [&](std::string const& text) { return text.find(part) != std::string::npos; });
    }

  private:
    std::vector<std::string> texts_;
};

/// Writes down all that an observer is told.
class listener final : public telnyx::observer {
  public:
    explicit listener(everything& told) : told_(told) {}

    void on(attempt_started const& event) noexcept override {
        add({event.operation, event.method, event.target, event.fields.text(), event.body});
    }
    void on(headers_received const& event) noexcept override { add({event.operation, event.fields.text()}); }
    void on(redirect_followed const& event) noexcept override { add({event.operation, event.target}); }
    void on(retry_scheduled const& event) noexcept override { add({event.operation, event.reason}); }
    void on(call_finished const& event) noexcept override { add({event.operation, event.error, event.body}); }
    void on(connection_opened const& event) noexcept override { add({event.authority}); }
    void on(connection_reused const& event) noexcept override { add({event.authority}); }
    void on(connection_closed const& event) noexcept override { add({event.authority, event.reason}); }

  private:
    void add(std::initializer_list<std::string_view> texts) {
        for (auto const text : texts)
            told_.add(text);
    }

    everything& told_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(secrets)

BOOST_AUTO_TEST_CASE(scan_finds_what_is_there, *boost::unit_test::label("once")) {
    hidden_text const secret(40);
    BOOST_TEST(occurrences_in_memory(secret) == 0u);
    auto shown = std::make_unique<std::string>(secret.text());
    BOOST_TEST(occurrences_in_memory(secret) >= 1u);
    telnyx::detail::cleanse(shown->data(), shown->size());
    BOOST_TEST(occurrences_in_memory(secret) == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_of_the_key_is_left_behind, *boost::unit_test::label("once")) {
    for (int round = 0; round < 3; ++round) {
        distant_sandbox const server(round == 1);
        auto const mode = round == 2 ? telnyx::http2_mode::automatic : telnyx::http2_mode::off;
        // A first round lets the dynamic linker find all functions: it saves registers on the stack, whatever is in
        // them.
        use_client(server.where, hidden_text(58), mode);
        hidden_text const key(58);
        BOOST_TEST(use_client(server.where, key, mode) >= 1u);
        BOOST_TEST(occurrences_in_memory(key) == 0u);
    }
}

BOOST_AUTO_TEST_CASE(key_that_is_moved_into_the_options_is_overwritten, *boost::unit_test::label("once")) {
    hidden_text const key(58);
    {
        auto text = key.text();
        auto const options = client_options().api_key(std::move(text));
        auto const copy = options;
        BOOST_TEST(occurrences_in_memory(key) >= 2u);
    }
    BOOST_TEST(occurrences_in_memory(key) == 0u);
}

BOOST_AUTO_TEST_CASE(nothing_that_is_told_holds_the_key) {
    sandbox server;
    everything told;
    boost::asio::io_context io;
    std::string const key = hidden_text(58).text();
    auto const log = [&](telnyx::log_level, std::string_view line) { told.add(line); };
    auto const logs = std::make_shared<telnyx::log_observer>(telnyx::log_level::debug, log);
    logs->log_bodies();
    auto const options = with_protocol_of_run(client_options()
                                                  .base_url(server.base_url())
                                                  .api_key(key)
                                                  .tls(telnyx::tls_options().ca_pem(server.ca_pem()))
                                                  .max_retries(1)
                                                  .observe(std::make_shared<listener>(told))
                                                  .observe(logs));
    telnyx::client client(io.get_executor(), options);
    auto const collect = [&](auto call) {
        try {
            run(io, std::move(call));
        } catch (telnyx::error const& failure) {
            told.add(failure.what());
            told.add(failure.message());
            told.add(failure.operation());
        }
    };
    auto const on = [&](std::string path, reply answer) { server.on("GET", std::move(path)).reply(std::move(answer)); };
    on("/v2/echo", reply::json(401, R"({"errors": [{"title": "no such key", "detail": "Bearer )" + key + "\"}]}"));
    on("/v2/text", reply::text(400, key + " is no key, and neither is " + key));
    on("/v2/elsewhere", reply(302).header("location", "https://evil.test/?key=" + key));
    on("/v2/back", reply(302).header("location", "/v2/" + key));
    on("/v2/busy", reply(503).header("retry-after-ms", "1"));
    on("/v2/odd", reply::json(200, "{\"key\": \"" + key));
    on("/v2/cut", reply::text(200, "text").cut_after_bytes(20));
    on("/v2/broken", reply::raw("nonsense\r\n\r\n"));
    for (auto const* const path :
         {"/ai/models", "/echo", "/text", "/elsewhere", "/back", "/busy", "/cut", "/broken", "/odd"})
        collect(client.get(path));
    collect(client.post("/ai/chat/completions", {{"messages", 1}}));
    BOOST_TEST(told.seen("body \"{\"key\": \"[API key]\""));
    collect(chat(client));
    server.expect("POST", "/v2/ai/chat/completions")
        .reply(reply::events({R"({"error": {"message": ")" + key + "\"}}"}));
    collect(chat(client));
    BOOST_TEST(told.seen("the server reported within the stream: \"[API key]\""));
    for (auto const& bad : {key + "\r\nX-Injected: 1", key + "\n", std::string(key).append(1, '\0'), key + "\x7f",
                            key + "\xc3\xa9", " " + key})
        try {
            telnyx::client const refused(io.get_executor(), client_options().api_key(bad));
        } catch (telnyx::error const& failure) {
            told.add(failure.what());
        }
    BOOST_TEST(told.count() > 50u);
    BOOST_TEST(told.seen("[API key]"));
    BOOST_TEST(told.seen("no such key"));
    BOOST_TEST(told.seen("Authorization: [hidden]"));
    BOOST_TEST(!told.seen(key));
    BOOST_TEST(server.requests().at(0).headers.get("authorization").value() == "Bearer " + key);
}

BOOST_AUTO_TEST_SUITE_END()
