#include "session.hpp"

#include "chat.hpp"
#include "chat_request.hpp"
#include "pages.hpp"
#include "respond.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace relay {

namespace asio = boost::asio;
using http::status;

namespace {

bool is_json(request const& asked) {
    auto const type = asked[http::field::content_type];
    return boost::beast::iequals(type.substr(0, type.find(';')), "application/json");
}

} // namespace

session::session(service& shared, telnyx::client client, asio::ip::tcp::socket socket, use_limit::slot slot)
    : shared_(shared),
      client_(std::move(client)),
      slot_(std::move(slot)),
      browser_(std::move(socket), shared.options) {}

asio::awaitable<void> session::run() {
    bool goes_on = true;
    while (goes_on && !shared_.stopping) {
        idle_ = true;
        goes_on = co_await browser_.wait_for_request();
        idle_ = false;
        if (goes_on) goes_on = co_await serve();
    }
    co_await browser_.finish();
}

void session::stop() {
    if (idle_) close();
}

/// Each of these returns whether the connection is fit for another request.
asio::awaitable<bool> session::serve() {
    auto read = co_await browser_.read_request();
    if (read.complete) co_return co_await serve(*std::move(read.complete));
    if (read.error == status::unknown) co_return false;
    bool const too_long = read.error == status::payload_too_large;
    failure const why{
        read.error, "bad_request",
        too_long ? "The conversation is too long. Please begin a new one." : "The request cannot be read.", 0};
    constexpr unsigned version = 11;
    auto message = error_response(why, version, false);
    co_await browser_.write(std::move(message));
    co_return false;
}

asio::awaitable<bool> session::serve(request asked) {
    if (asked.target() == "/chat" && asked.method() == http::verb::post)
        co_return co_await serve_chat(std::move(asked));
    bool const keep_alive = keeps_alive(asked);
    auto message = page(asked);
    bool const written = co_await browser_.write(std::move(message));
    co_return written&& keep_alive;
}

asio::awaitable<bool> session::serve_chat(request asked) {
    shared_.counts.request();
    std::optional<telnyx::ai::chat_completion_params> params;
    std::optional<use_limit::slot> slot;
    auto refused = read_chat(asked, params);
    if (!refused) refused = begin_stream(slot);
    if (refused) {
        bool const keep_alive = keeps_alive(asked);
        auto message = refusal(asked, *refused);
        bool const written = co_await browser_.write(std::move(message));
        co_return written&& keep_alive;
    }
    chat answer(shared_, client_, browser_, asked, *std::move(params));
    co_return co_await answer.run();
}

/// These two return what is wrong, if anything is.
std::optional<failure> session::read_chat(request const& asked,
                                          std::optional<telnyx::ai::chat_completion_params>& params) {
    std::string reason = "The content type must be application/json.";
    auto code = status::unsupported_media_type;
    try {
        // A form of another site cannot send this type, so no other site can spend this server's tokens.
        if (is_json(asked)) {
            params = read_chat_request(asked.body(), shared_.options);
            return std::nullopt;
        }
    } catch (invalid_request const& error) {
        code = status::bad_request;
        reason = std::string("Invalid request: ") + error.what() + '.';
    }
    shared_.counts.rejected();
    return failure{code, "bad_request", reason, 0};
}

std::optional<failure> session::begin_stream(std::optional<use_limit::slot>& slot) {
    if (shared_.stopping)
        return failure{status::service_unavailable, "stopping", "The server is being restarted. Please try again.", 1};
    slot = shared_.streams.acquire();
    if (slot) return std::nullopt;
    shared_.counts.refused();
    return failure{status::service_unavailable, "busy", "Too many answers are being written. Please try again soon.",
                   5};
}

response session::page(request const& asked) const {
    auto const target = asked.target();
    bool const chat = target == "/chat";
    auto const file = find_page(target);
    bool const known = chat || file || target == "/health" || target == "/metrics";
    if (!known) return refusal(asked, {status::not_found, "not_found", "There is no such page.", 0});
    if (chat || asked.method() != http::verb::get) {
        auto made = refusal(asked, {status::method_not_allowed, "bad_request", "This page has another method.", 0});
        made.set(http::field::allow, chat ? "POST" : "GET");
        return made;
    }
    if (target == "/health") return health(asked);
    if (file)
        return make_response(status::ok, file->type, std::string(file->text), asked.version(), keeps_alive(asked));
    auto text = shared_.counts.text(shared_.streams.used(), shared_.connections.used()) + shared_.calls->text();
    constexpr std::string_view type = "text/plain; version=0.0.4; charset=utf-8";
    return make_response(status::ok, type, std::move(text), asked.version(), keeps_alive(asked));
}

/// Load balancers send no more requests here once the status is an error.
response session::health(request const& asked) const {
    bool const stopping = shared_.stopping;
    return make_response(stopping ? status::service_unavailable : status::ok, "application/json",
                         stopping ? "{\"status\": \"stopping\"}\n" : "{\"status\": \"ok\"}\n", asked.version(),
                         keeps_alive(asked));
}

response session::refusal(request const& asked, failure const& why) const {
    return error_response(why, asked.version(), keeps_alive(asked));
}

} // namespace relay
