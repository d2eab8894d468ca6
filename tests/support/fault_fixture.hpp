#pragma once

#include "support/comes_to_rest.hpp"
#include "support/scripted_server.hpp"
#include "support/task.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <ostream>
#include <string>
#include <utility>

namespace telnyx::tests {

/// Sleeps no longer than it takes to let others have their turn.
class hurried_clock final : public clock {
  public:
    boost::asio::awaitable<void> sleep(std::chrono::steady_clock::duration) override {
        co_await boost::asio::post(boost::asio::use_awaitable);
    }
};

/// How a call ended: its body, or its error in a word or two, and how many attempts it took.
struct outcome {
    std::string what;
    int attempts = 0;

    friend bool operator==(outcome const&, outcome const&) = default;
    friend std::ostream& operator<<(std::ostream& out, outcome const& value) {
        return out << '"' << value.what << "\" after " << value.attempts;
    }
};

/// The cause of an api_connection_error in a word.
inline std::string cause_of(api_connection_error const& failure) {
    auto const code = failure.code();
    if (code == boost::asio::error::eof) return "eof";
    if (code == boost::asio::error::connection_reset || code == boost::asio::error::broken_pipe) return "reset";
    if (code == make_error_code(errc::malformed_response)) return "malformed";
    if (code.category() == boost::asio::error::get_ssl_category()) return "tls";
    return code.message();
}

/// The time limit that ran out.
inline std::string limit_of(api_timeout_error const& failure) {
    auto const code = failure.code();
    if (code == make_error_code(errc::connect_timeout)) return "connect timeout";
    if (code == make_error_code(errc::response_timeout)) return "response timeout";
    if (code == make_error_code(errc::silence_timeout)) return "silence timeout";
    return code.message();
}

/// The current exception in a word or two.
inline outcome current_failure() {
    try {
        throw;
    } catch (api_timeout_error const& failure) {
        return {limit_of(failure), failure.attempts()};
    } catch (certificate_error const& failure) {
        return {"certificate", failure.attempts()};
    } catch (api_connection_error const& failure) {
        return {cause_of(failure), failure.attempts()};
    } catch (api_status_error const& failure) {
        return {"status " + std::to_string(failure.status()), failure.attempts()};
    } catch (api_response_error const& failure) {
        bool const too_large = failure.code() == make_error_code(errc::response_too_large);
        return {too_large ? "too large" : "unusable", failure.attempts()};
    } catch (api_stream_error const& failure) {
        bool const cut = failure.code() == make_error_code(errc::stream_incomplete);
        return {cut ? "incomplete" : "stream error", failure.attempts()};
    } catch (error const& failure) {
        return {failure.what(), failure.attempts()};
    }
}

/// A scripted_server, and a client of it that does not repeat calls unless told so, and does not pause in between.
struct fault_fixture {
    explicit fault_fixture(client_options const& options = client_options(),
                           testing::sandbox_options const& behaviour = testing::sandbox_options())
        : server(io, behaviour),
          client(io.get_executor(),
                 server.trusting(client_options(options).custom_clock(std::make_shared<hurried_clock>()))) {}

    /// Begins a call that is repeated at most `retries` times.
    task<outcome> start_get(request_options const& options = request_options(), int retries = 0) {
        return task(io, [handle = client, options = request_options(options).max_retries(retries)] {
            return finish(handle.get("/x", options));
        });
    }

    task<outcome> start_post(request_options const& options = request_options(), int retries = 0) {
        return task(io, [handle = client, options = request_options(options).max_retries(retries)] {
            return finish(handle.post("/x", "body", options));
        });
    }

    /// Begins a stream; its outcome is the text that came, and its end behind a bar.
    task<outcome> start_stream(request_options const& options = request_options(), int retries = 0) {
        return task(io, [handle = client, options = request_options(options).max_retries(retries)] {
            ai::chat_completion_params const params{.messages = {ai::user_message("x")}};
            return finish(handle.ai.chat.stream_completion(params, options));
        });
    }

    outcome get(int retries = 0) { return start_get({}, retries).get(); }
    outcome post(int retries = 0) { return start_post({}, retries).get(); }
    outcome stream(int retries = 0) { return start_stream({}, retries).get(); }

    /// What a call that goes well gives.
    outcome usual() const { return {"{\"request\": " + std::to_string(server.requests()) + "}", 1}; }

    /// Whether no call holds or awaits anything, once what goes on behind the callers' backs has ended.
    bool at_rest() { return comes_to_rest(io, client); }

    boost::asio::io_context io;
    scripted_server server;
    telnyx::client client;

  private:
    static boost::asio::awaitable<outcome> finish(boost::asio::awaitable<response<json_response>> call) {
        try {
            auto const answer = co_await std::move(call);
            co_return outcome{answer.http().body(), answer.http().attempts()};
        } catch (...) {
            co_return current_failure();
        }
    }

    static boost::asio::awaitable<outcome> finish(boost::asio::awaitable<ai::chat_stream> call) {
        std::string text;
        try {
            auto stream = co_await std::move(call);
            while (true) {
                auto const chunk = co_await stream.next();
                if (!chunk) co_return outcome{text + "|end", stream.http().attempts()};
                for (auto const& each : chunk->choices)
                    text += each.delta.content.value_or("");
            }
        } catch (...) {
            auto const failure = current_failure();
            co_return outcome{text + "|" + failure.what, failure.attempts};
        }
    }
};

} // namespace telnyx::tests
