#pragma once

#include "support/black_hole.hpp"
#include "support/client_fixture.hpp"
#include "support/task.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// What a call can be waiting for.
enum class stage {
    connection,   ///< a connection that another call uses
    lookup,       ///< the addresses of the host
    connecting,   ///< TCP
    greeting,     ///< the server's first byte in the TLS handshake
    handshake,    ///< the rest of the handshake
    sending,      ///< a server that does not read
    head,         ///< the first byte of the answer
    rest_of_head, ///< the others
    body,         ///< the rest of the answer
    error_body,   ///< the rest of an answer that says no
    retry,        ///< the pause before the next attempt
    stream,       ///< the next piece of a stream
};

inline constexpr std::array all_stages{stage::connection, stage::lookup,     stage::connecting, stage::greeting,
                                       stage::handshake,  stage::sending,    stage::head,       stage::rest_of_head,
                                       stage::body,       stage::error_body, stage::retry,      stage::stream};

inline std::ostream& operator<<(std::ostream& out, stage value) {
    static constexpr char const* names[] = {"connection", "lookup",     "connecting", "greeting",
                                            "handshake",  "sending",    "head",       "rest_of_head",
                                            "body",       "error_body", "retry",      "stream"};
    return out << names[static_cast<int>(value)];
}

/// A client, and a call that comes as far as one stage and no further. Later calls find nothing in their way.
class stalled_call {
  public:
    explicit stalled_call(stage where, http2_mode mode = http2_mode::off, std::shared_ptr<observer> seen = nullptr)
        : where_(where), fixture(testing::sandbox_options(), options().http2(mode).observe(std::move(seen))) {
        script();
    }

    /// What to run for the call.
    std::function<boost::asio::awaitable<void>()> work() {
        if (where_ == stage::connection) {
            blocking_.emplace(fixture.start());
            run_until(fixture.io, [this] { return fixture.server.statistics().requests == 1; });
        }
        auto const params = question(std::string(where_ == stage::sending ? 50'000'000 : 1, 'x'));
        if (where_ == stage::stream)
            return
                [handle = fixture.client, params, reached = first_piece_] { return stream(handle, params, reached); };
        return [handle = fixture.client, params] { return ask(handle, params); };
    }

    /// Runs handlers until the call, which has to be started, waits at the stage.
    void reach() {
        run_until(fixture.io, [this] { return reached(); });
        fixture.io.restart();
        fixture.io.run_for(std::chrono::milliseconds(10)); // as far as it gets
    }

    /// Ends what is in the way of other calls: one that has the only connection, or a name lookup, which they share.
    void make_way() {
        addresses_->released = true;
        others_.release();
        if (blocking_) blocking_->get();
    }

    /// Runs handlers until the server has seen that the call was given up, unless it does not read, or there was
    /// nothing to give up. Throws if that does not come.
    bool server_sees_end() {
        if (where_ < stage::greeting || where_ == stage::sending || where_ == stage::retry) return true;
        if (where_ <= stage::handshake) return fixture.server.wait_for_closed_connections(1);
        return fixture.server_sees_calls_given_up(1);
    }

  private:
    static constexpr char chat_path[] = "/v2/ai/chat/completions";

    /// Addresses that are found for the host: those of the sandbox, from the second time on.
    struct addresses {
        boost::asio::ip::tcp::endpoint sandbox;
        std::optional<black_hole> hole;
        bool released = false;
        int lookups = 0;
    };

    client_options options() {
        client_options made;
        made.max_retries(where_ == stage::retry ? 1 : 0);
        if (where_ == stage::connection) made.max_connections(1).max_streams_per_connection(1);
        if (where_ == stage::connecting) addresses_->hole.emplace("127.0.0.2");
        if (where_ == stage::lookup || where_ == stage::connecting)
            made.base_url("https://localhost:4430/v2").dns_cache_time({}).lookup([known = addresses_](auto&&...) {
                return look_up(known);
            });
        return made;
    }

    static boost::asio::awaitable<std::vector<boost::asio::ip::tcp::endpoint>>
    look_up(std::shared_ptr<addresses> known) {
        if (++known->lookups == 1 && known->hole) co_return std::vector(1, known->hole->endpoint());
        while (!known->released)
            co_await pause(std::chrono::milliseconds(1));
        co_return std::vector(1, known->sandbox);
    }

    void script() {
        using testing::reply;
        auto& server = fixture.server;
        addresses_->sandbox = {boost::asio::ip::make_address(server.address()), server.port()};
        auto const answer_chat = [&](reply const& answer) { server.expect("POST", chat_path).reply(answer); };
        switch (where_) {
        case stage::connection:
            server.expect("GET", "/v2/ai/models").reply(reply::json(200, R"({"data":[]})").hold(others_));
            break;
        case stage::lookup:
        case stage::connecting:
            break;
        case stage::greeting:
            server.on_connection(1, testing::connection_script().end_at_once(testing::connection_end::silence));
            break;
        case stage::handshake:
            server.on_connection(
                1, testing::connection_script().end_handshake_after_sent(200, testing::connection_end::silence));
            break;
        case stage::sending:
            answer_chat(reply().at_head().stall());
            break;
        case stage::head:
            answer_chat(reply().stall());
            break;
        case stage::rest_of_head:
            answer_chat(reply().stall(30));
            break;
        case stage::body:
            answer_chat(reply::json(200, "{" + std::string(100, ' ') + "}").stall(200));
            break;
        case stage::error_body:
            answer_chat(reply::json(500, "{" + std::string(100, ' ') + "}").stall(200));
            break;
        case stage::retry:
            answer_chat(reply::json(503, "{}").header("retry-after", "30"));
            break;
        case stage::stream:
            answer_chat(reply::events({first_chunk, first_chunk, "[DONE]"}).stall(350));
            break;
        }
    }

    bool reached() const {
        auto const seen = fixture.server.statistics();
        switch (where_) {
        case stage::connection:
            return fixture.statistics().waiting == 1;
        case stage::lookup:
        case stage::connecting:
            return addresses_->lookups == 1;
        case stage::greeting:
        case stage::handshake:
            return seen.connections_accepted == 1;
        case stage::retry:
            return seen.replies == 1 && fixture.statistics().idle == 1;
        case stage::stream:
            return *first_piece_;
        default:
            return seen.requests == 1;
        }
    }

    static constexpr char first_chunk[] =
        R"({"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{}}]})";

    static boost::asio::awaitable<void> ask(client handle, ai::chat_completion_params params) {
        co_await handle.ai.chat.create_completion(params);
    }

    static boost::asio::awaitable<void> stream(client handle, ai::chat_completion_params params,
                                               std::shared_ptr<bool> reached) {
        auto pieces = co_await handle.ai.chat.stream_completion(params);
        while (co_await pieces.next())
            *reached = true;
    }

    stage const where_;
    std::shared_ptr<addresses> addresses_ = std::make_shared<addresses>();
    std::shared_ptr<bool> first_piece_ = std::make_shared<bool>(false);
    testing::gate others_;

  public:
    client_fixture fixture;

  private:
    std::optional<task<response<ai::model_list>>> blocking_;
};

} // namespace telnyx::tests
