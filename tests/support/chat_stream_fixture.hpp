#pragma once

#include "telnyx/ai/chat.hpp"

#include "support/scripted_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::tests {

/// A chunk with a piece of text.
inline std::string text_chunk(std::string const& text) {
    return R"({"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"m",)"
           R"("choices":[{"index":0,"delta":{"content":")" +
           text + R"("},"logprobs":null,"finish_reason":null}]})";
}

inline std::string finish_chunk(int choice = 0, std::string const& reason = "stop") {
    return R"({"choices":[{"index":)" + std::to_string(choice) + R"(,"delta":{},"finish_reason":")" + reason +
           R"("}]})";
}

inline std::string event(std::string const& data) {
    return "data: " + data + "\n\n";
}

inline testing::scripted_reply stream_of(std::string body) {
    return testing::scripted_reply(200, std::move(body), "text/event-stream; charset=utf-8")
        .header("x-request-id", "0123456789abcdef0123456789abcdef");
}

inline std::string content_of(ai::chat_completion_chunk const& chunk) {
    std::string text;
    for (auto const& each : chunk.choices)
        text += each.delta.content.value_or("");
    return text;
}

inline bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Streams chats from a scripted transport.
struct chat_stream_fixture : scripted_fixture {
    void expect(testing::scripted_reply answer) {
        network->expect("POST", "/v2/ai/chat/completions").reply(std::move(answer));
    }

    ai::chat_stream open_with(telnyx::client const& from, request_options const& options = request_options()) {
        return run(io, from.ai.chat.stream_completion(hello, options));
    }

    ai::chat_stream open(testing::scripted_reply answer, request_options const& options = request_options()) {
        expect(std::move(answer));
        return open_with(client, options);
    }

    /// Text of all chunks up to the end.
    std::vector<std::string> read(ai::chat_stream& stream) {
        std::vector<std::string> texts;
        run(io, [&]() -> boost::asio::awaitable<void> {
            while (auto const chunk = co_await stream.next())
                texts.push_back(content_of(*chunk));
        });
        return texts;
    }

    std::optional<ai::chat_completion_chunk> next(ai::chat_stream& stream) { return run(io, stream.next()); }

    template <class Error>
    Error failure_of(ai::chat_stream& stream) {
        try {
            read(stream);
        } catch (Error const& failure) {
            BOOST_TEST(failure.operation() == "POST /ai/chat/completions");
            BOOST_TEST(!next(stream));
            BOOST_TEST(!next(stream));
            BOOST_TEST(network->statistics().in_use == 0u);
            return failure;
        }
        throw std::logic_error("the stream has not failed");
    }

    template <class Error>
    Error failure_of(testing::scripted_reply answer) {
        auto stream = open(std::move(answer));
        return failure_of<Error>(stream);
    }

    ai::chat_completion_params hello{.messages = {ai::user_message("hi")}};
};

} // namespace telnyx::tests
