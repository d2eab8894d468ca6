#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/core/refuse_stream.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"

#include <exception>
#include <memory>
#include <optional>

namespace telnyx::core {

namespace detail {

/// A body that should be audio, whatever its declared type. Reading it throws `api_response_error` if it starts like
/// JSON or HTML and is one of these, or if it is empty.
class audio_body final : public response_body {
  public:
    audio_body(std::unique_ptr<response_body> read, http_info http, std::shared_ptr<client_core const> core)
        : body_(std::move(read)), http_(std::move(http)), core_(std::move(core)) {}

    std::optional<std::string_view> poll() override {
        while (!is_audio_) {
            auto const chunk = body_->poll();
            if (!chunk) return chunk;
            beginning_.append(*chunk);
            is_audio_ =
                chunk->empty() || beginning_.size() > longest_report || !looks_like_document(beginning_).value_or(true);
            if (!is_audio_) continue;
            if (chunk->empty()) check();
            return beginning_;
        }
        return body_->poll();
    }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        return body_->wait(at_most);
    }

  private:
    static constexpr std::size_t longest_report = std::size_t(128) * 1024;

    // The received data is complete.
    void check() const {
        http_info const whole(http_.status(), http_.headers(), beginning_, http_.attempts());
        require_bytes(whole, core_->options().api_key());
    }

    std::unique_ptr<response_body> body_;
    http_info http_;
    std::shared_ptr<client_core const> core_;
    std::string beginning_;
    bool is_audio_ = false;
};

/// A body that tells observers of each chunk and of the end.
class watched_body final : public response_body {
  public:
    watched_body(std::unique_ptr<response_body> read, std::unique_ptr<call_watch> watch)
        : body_(std::move(read)), watch_(std::move(watch)) {}

    std::optional<std::string_view> poll() override {
        try {
            auto const chunk = body_->poll();
            if (chunk && chunk->empty()) watch_->complete();
            if (chunk && !chunk->empty()) watch_->chunk_received();
            return chunk;
        } catch (...) {
            watch_->failed(std::current_exception());
            throw;
        }
    }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        try {
            auto waiting = body_->wait(at_most);
            co_await std::move(waiting);
        } catch (...) {
            watch_->failed(std::current_exception());
            throw;
        }
    }

  private:
    std::unique_ptr<response_body> body_;
    std::unique_ptr<call_watch> watch_;
};

// Decodes a response without a declared type, if it is JSON.
inline boost::json::value guess_json(http_info const& http, client_core const& core) {
    try {
        json::decode_options options;
        options.max_depth = core.options().max_json_depth();
        return json::decoder(options).decode<boost::json::value>(http.body());
    } catch (json::decode_error const&) {
        return nullptr;
    }
}

} // namespace detail

TELNYX_DECL void decode_body(http_info const& http, client_core const& core, json::detail::type_info const& type,
                             void* target, bool deletes) {
    auto const key = core.options().api_key();
    require_json(http, type, key);
    try {
        json::decode_options options;
        options.max_depth = core.options().max_json_depth();
        json::outline held{.watched = report_members()};
        json::decoder(options).decode_into(type, target, http.body(), held);
        check_decoded(http, type, held, key, deletes);
    } catch (json::decode_error const& failure) {
        refuse_undecodable(http, type, failure, key);
    }
}

TELNYX_DECL boost::asio::awaitable<response<void>> call_empty(std::shared_ptr<client_core> core,
                                                              prepared_request request) {
    request.accept("*/*");
    auto received = co_await core->perform(std::move(request), false);
    with_context([&] { require_success(received.http, core->options().api_key()); }, received);
    co_return response<void>(std::move(received.http));
}

TELNYX_DECL boost::asio::awaitable<response<std::string>> call_text(std::shared_ptr<client_core> core,
                                                                    prepared_request request) {
    auto received = co_await core->perform(std::move(request), false);
    auto text = with_context(
        [&] {
            require_text(received.http, core->options().api_key());
            auto const& body = received.http.body();
            bool const is_json_string = is_json(received.http.content_type()) && body.starts_with('"');
            return is_json_string ? decode_body<std::string>(received.http, *core) : body;
        },
        received);
    co_return response<std::string>(std::move(text), std::move(received.http));
}

TELNYX_DECL boost::asio::awaitable<response<binary_content>> call_binary(std::shared_ptr<client_core> core,
                                                                         prepared_request request) {
    auto received = co_await core->perform(std::move(request), false);
    with_context([&] { require_bytes(received.http, core->options().api_key()); }, received);
    binary_content content;
    content.data = received.http.body();
    content.content_type = received.http.content_type();
    co_return response<binary_content>(std::move(content), std::move(received.http));
}

TELNYX_DECL boost::asio::awaitable<response<json_response>> call_untyped(std::shared_ptr<client_core> core,
                                                                         prepared_request request) {
    auto received = co_await core->perform(std::move(request), false);
    json_response value;
    auto const declared = received.http.content_type();
    if (is_json(declared) && !received.http.body().empty())
        value.json = with_context([&] { return decode_body<boost::json::value>(received.http, *core); }, received);
    else if (declared.empty())
        value.json = detail::guess_json(received.http, *core);
    co_return response<json_response>(std::move(value), std::move(received.http));
}

TELNYX_DECL boost::asio::awaitable<byte_stream> open_byte_stream(std::shared_ptr<client_core> core,
                                                                 prepared_request request) {
    auto received = co_await core->perform(std::move(request), true);
    if (!can_be_audio(received.http.content_type())) {
        auto const operation = received.operation;
        auto const attempts = received.http.attempts();
        auto refusal = refuse_stream(std::move(received), "audio");
        try {
            co_await std::move(refusal);
        } catch (boost::system::system_error const&) {
            errors::rethrow_with_context({operation, attempts, {}}); // cancelled before the check began
        }
        co_return byte_stream(); // not reached: the refusal throws
    }
    std::unique_ptr<response_body> body =
        std::make_unique<detail::audio_body>(std::move(received.body), received.http, std::move(received.core));
    if (received.watch) body = std::make_unique<detail::watched_body>(std::move(body), std::move(received.watch));
    co_return byte_stream(std::move(received.http), std::move(body), std::move(received.operation),
                          std::move(received.place));
}

} // namespace telnyx::core
