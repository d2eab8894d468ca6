#include "chat.hpp"

#include "log.hpp"
#include "respond.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <exception>
#include <utility>

namespace relay {

namespace asio = boost::asio;
namespace ai = telnyx::ai;
namespace json = boost::json;

chat::chat(service& shared, telnyx::client client, browser& to, request const& asked, ai::chat_completion_params params)
    : shared_(shared),
      client_(std::move(client)),
      browser_(to),
      params_(std::move(params)),
      version_(asked.version()),
      keep_alive_(asked.keep_alive() && version_ >= 11),
      deadline_(start_ + shared.options.deadline) {}

asio::awaitable<bool> chat::run() {
    using namespace asio::experimental::awaitable_operators;
    // Whichever ends first cancels the other; a cancelled call to the model closes its connection. The two throw
    // nothing: `||` would take an exception for a reason to wait for the other one.
    co_await (browser_.left() || relay());
    shared_.counts.ended(end_);
    bool const goes_on = delivered_ && keep_alive_ && !shared_.stopping;
    co_return goes_on;
}

asio::awaitable<void> chat::relay() {
    try {
        co_await try_to_relay();
        if (failed_) delivered_ = co_await report();
    } catch (boost::system::system_error const& error) {
        if (error.code() != asio::error::operation_aborted) give_up(error); // else the browser has left
    } catch (std::exception const& error) {
        give_up(error);
    }
}

/// For what should not happen, such as a lack of memory.
void chat::give_up(std::exception const& error) {
    log(error.what());
    end_ = stream_end::failed;
    browser_.close();
}

asio::awaitable<void> chat::try_to_relay() {
    try {
        auto const options = telnyx::request_options().deadline(shared_.options.deadline);
        auto stream = co_await client_.ai.chat.stream_completion(params_, options);
        delivered_ = co_await relay_chunks(std::move(stream));
        if (delivered_) end_ = stream_end::complete;
    } catch (telnyx::api_user_abort_error const&) {
        throw;
    } catch (telnyx::error const& error) {
        log(error.what());
        failed_ = describe(error);
        end_ = stream_end::failed;
    }
}

/// Returns whether the browser has got all of it.
asio::awaitable<bool> chat::relay_chunks(ai::chat_stream stream) {
    bool connected = co_await begin();
    while (connected) {
        bool const more = co_await stream.next_into(chunk_);
        if (!more) break;
        connected = co_await send_content(chunk_);
    }
    if (!connected) co_return false;
    json::object const end{{"finish_reason", finish_reason_}};
    auto const text = json::serialize(end);
    connected = co_await send("done", text);
    if (connected) connected = co_await browser_.end();
    co_return connected;
}

asio::awaitable<bool> chat::send_content(ai::chat_completion_chunk const& chunk) {
    for (auto const& choice : chunk.choices) {
        if (ai::ends_choice(choice)) finish_reason_ = choice.finish_reason->text();
        if (!choice.delta.content || choice.delta.content->empty()) continue;
        auto const text = json::serialize(json::string_view(*choice.delta.content));
        bool const connected = co_await send("token", text);
        if (!connected) co_return false;
        shared_.counts.token();
        if (!std::exchange(sent_token_, true)) shared_.counts.first_token(std::chrono::steady_clock::now() - start_);
    }
    co_return true;
}

asio::awaitable<bool> chat::send(std::string_view event, std::string_view text) {
    event_.assign("event: ").append(event).append("\ndata: ").append(text).append("\n\n");
    // After the deadline there is still a moment for the event that says so.
    co_return co_await browser_.write_part(event_, deadline_ + std::chrono::seconds(1));
}

asio::awaitable<bool> chat::report() {
    if (!begun_) {
        auto message = error_response(*failed_, version_, keep_alive_ && !shared_.stopping);
        co_return co_await browser_.write(std::move(message));
    }
    auto const text = failed_->json();
    bool connected = co_await send("error", text);
    if (connected) connected = co_await browser_.end();
    co_return connected;
}

asio::awaitable<bool> chat::begin() {
    http::response<http::empty_body> head(http::status::ok, version_);
    head.set(http::field::content_type, "text/event-stream; charset=utf-8");
    head.set(http::field::cache_control, "no-store");
    head.set("X-Accel-Buffering", "no"); // nginx in front of this passes each token on at once
    head.keep_alive(keep_alive_ && !shared_.stopping);
    begun_ = true;
    co_return co_await browser_.begin(std::move(head));
}

} // namespace relay
