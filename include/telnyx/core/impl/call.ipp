#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/http/text.hpp"

namespace telnyx::core {

TELNYX_DECL bool is_json(std::string_view content_type) {
    auto const media_type = http::trimmed(content_type.substr(0, content_type.find(';')));
    constexpr std::string_view suffix = "+json";
    return http::equal_ignoring_case(media_type, "application/json") ||
           (media_type.size() > suffix.size() &&
            http::equal_ignoring_case(media_type.substr(media_type.size() - suffix.size()), suffix));
}

TELNYX_DECL void require_json(http_info const& http) {
    auto const declared = http.content_type();
    // Without a declared type the decoder finds out.
    if (declared.empty() || is_json(declared)) return;
    throw api_response_error(errc::malformed_response, "expected JSON", {}, http);
}

TELNYX_DECL boost::asio::awaitable<response<void>> call_empty(std::shared_ptr<client_core> core,
                                                              prepared_request request) {
    request.accept("*/*");
    auto answer = co_await core->perform(std::move(request), false);
    co_return response<void>(std::move(answer.http));
}

TELNYX_DECL boost::asio::awaitable<response<std::string>> call_text(std::shared_ptr<client_core> core,
                                                                    prepared_request request) {
    auto answer = co_await core->perform(std::move(request), false);
    auto text = answer.http.body();
    if (is_json(answer.http.content_type()) && text.starts_with('"'))
        text = with_context([&] { return decode_body<std::string>(answer.http, core->options().max_json_depth()); },
                            answer.operation, answer.http.attempts(), *core);
    co_return response<std::string>(std::move(text), std::move(answer.http));
}

TELNYX_DECL boost::asio::awaitable<response<binary_content>> call_binary(std::shared_ptr<client_core> core,
                                                                         prepared_request request) {
    auto answer = co_await core->perform(std::move(request), false);
    binary_content content;
    content.data = answer.http.body();
    content.content_type = answer.http.content_type();
    co_return response<binary_content>(std::move(content), std::move(answer.http));
}

TELNYX_DECL boost::asio::awaitable<response<json_answer>> call_untyped(std::shared_ptr<client_core> core,
                                                                       prepared_request request) {
    auto answer = co_await core->perform(std::move(request), false);
    json_answer value;
    if (is_json(answer.http.content_type()) && !answer.http.body().empty())
        value.json =
            with_context([&] { return decode_body<boost::json::value>(answer.http, core->options().max_json_depth()); },
                         answer.operation, answer.http.attempts(), *core);
    co_return response<json_answer>(std::move(value), std::move(answer.http));
}

TELNYX_DECL boost::asio::awaitable<byte_stream> open_byte_stream(std::shared_ptr<client_core> core,
                                                                 prepared_request request) {
    auto answer = co_await core->perform(std::move(request), true);
    co_return byte_stream(std::move(answer.http), std::move(answer.body), std::move(answer.operation));
}

} // namespace telnyx::core
